//! The sitemap (sitemaps.org), split where it would grow over the limits; and `robots.txt`, which names it.

use std::fmt::Write as _;

use super::absolute;
use crate::date::Moment;
use crate::digest::{Digest, Ix, Pages};
use crate::html::escaped;
use crate::route::{Route, Routes, SITEMAP_LIMIT};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// `/sitemap.xml`: all pages, or the index of the parts.
pub fn render(digest: &Digest, routes: &Routes) -> Vec<u8> {
    let parts = routes.all().iter().filter(|(_, route)| matches!(route, Route::SitemapPart(_)));
    let parts: Vec<&Route> = parts.map(|(_, route)| route).collect();
    if parts.is_empty() {
        return part(digest, routes, 1);
    }
    let mut xml =
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for route in parts {
        let _ = writeln!(xml, "<sitemap><loc>{}</loc></sitemap>", escaped(&absolute(digest, route)));
    }
    xml.push_str("</sitemapindex>\n");
    xml.into_bytes()
}

/// Part `number`, from 1, of the pages that may be indexed, with the date of their newest content.
pub fn part(digest: &Digest, routes: &Routes, number: usize) -> Vec<u8> {
    let indexed = routes.all().iter().filter(|(_, route)| route.is_indexed(digest));
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    let base = digest.config.absolute(&digest.config.base_path);
    // An article stands on many pages.
    let changes: Changes<'_> = digest
        .articles
        .iter()
        .map(|entry| entry.article.modified())
        .map(|moment| (moment.timestamp, moment))
        .collect();
    for (path, route) in indexed.skip((number - 1) * SITEMAP_LIMIT).take(SITEMAP_LIMIT) {
        let _ = write!(xml, "<url><loc>{}</loc>", escaped(&format!("{base}{path}")));
        if let Some(modified) = modified(digest, &changes, route) {
            let _ = write!(xml, "<lastmod>{}</lastmod>", modified.iso());
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

/// When each article last changed.
type Changes<'a> = Vec<(jiff::Timestamp, &'a Moment)>;

/// When the content of a page last changed; unknown for pages that carry no dates.
fn modified<'a>(digest: &Digest, changes: &Changes<'a>, route: &Route) -> Option<&'a Moment> {
    fn newest<'a>(changes: &Changes<'a>, articles: impl Iterator<Item = Ix>) -> Option<&'a Moment> {
        articles.map(|ix| changes[ix as usize]).max_by_key(|change| change.0).map(|change| change.1)
    }
    let between = |first, last| newest(changes, digest.between(first, last));
    match route {
        Route::Article(ix) => Some(changes[*ix as usize].1),
        Route::Subject(subject, number) => {
            let coverage = digest.coverage(*subject);
            // Both lists are on the page: the articles about it, and those that only mention it.
            let shown = [&coverage.about, &coverage.mentioned].into_iter().flat_map(|list| {
                let pages = Pages::new(list.len(), digest.config.per_page);
                let has_page = number.is_none_or(|number| number <= pages.numbered());
                list[if has_page { pages.range(*number) } else { 0..0 }].iter().copied()
            });
            newest(changes, shown)
        }
        Route::Day(day) => between(*day, *day),
        Route::Week(week) => between(week.monday(), week.monday().saturating_add(jiff::Span::new().days(6))),
        Route::Month(year, month, _) => {
            let first = jiff::civil::date(*year, *month, 1);
            between(first, first.last_of_month())
        }
        Route::Home => newest(changes, 0..digest.articles.len().min(digest.config.per_page) as Ix),
        _ => None,
    }
}

/// `/robots.txt`.
pub fn robots(digest: &Digest) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", absolute(digest, &Route::Sitemap)).into_bytes()
}
