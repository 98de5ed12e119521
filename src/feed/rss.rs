//! RSS 2.0 for the site, for readers that know nothing newer (rssboard.org).

use std::fmt::Write as _;

use super::{absolute, articles, categories, content, entry_id};
use crate::html::escaped;
use crate::route::{FeedOf, Route};
use crate::view::Scene;

/// The site's feed, with bodies.
pub fn render(scene: &Scene<'_>) -> Vec<u8> {
    let digest = scene.digest;
    let articles = articles(digest, FeedOf::Site);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml.push_str("<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n");
    let mut element = |name: &str, text: &str| {
        let _ = writeln!(xml, "<{name}>{}</{name}>", escaped(text));
    };
    element("title", &digest.config.title);
    element("link", &absolute(digest, &Route::Home));
    let description =
        if digest.config.description.is_empty() { &digest.config.title } else { &digest.config.description };
    element("description", description);
    element("language", &digest.config.language);
    if let Some(newest) =
        articles.iter().map(|ix| digest.entry(*ix).article.modified()).max_by_key(|moment| moment.told())
    {
        element("lastBuildDate", &newest.rfc2822());
    }
    let _ = writeln!(
        xml,
        "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{}\"/>",
        escaped(&absolute(digest, &Route::Rss))
    );
    for ix in articles {
        let entry = digest.entry(ix);
        let article = &entry.article;
        xml.push_str("<item>\n");
        let _ = writeln!(xml, "<title>{}</title>", escaped(&article.title));
        let _ = writeln!(xml, "<link>{}</link>", escaped(&absolute(digest, &Route::Article(ix))));
        let _ = writeln!(xml, "<guid isPermaLink=\"false\">{}</guid>", escaped(&entry_id(digest, entry)));
        let _ = writeln!(xml, "<pubDate>{}</pubDate>", article.date.rfc2822());
        let _ = writeln!(xml, "<dc:creator>{}</dc:creator>", escaped(super::author(digest, entry)));
        for category in categories(digest, entry) {
            let _ = writeln!(xml, "<category>{}</category>", escaped(category));
        }
        let description = content::whole(scene, ix).unwrap_or_else(|| content::brief(digest, ix));
        let _ = writeln!(xml, "<description>{}</description>", escaped(&description));
        xml.push_str("</item>\n");
    }
    xml.push_str("</channel>\n</rss>\n");
    xml.into_bytes()
}
