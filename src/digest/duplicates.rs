//! Articles that are probably one article twice: of one report, or with one headline on one day. Nothing is decided by it.

use rustc_hash::FxHashMap;

use super::{Digest, Entry};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::fold::fold;

/// Days within which one report makes two articles by mistake.
const NEAR: i64 = 30;

/// Notes on articles that repeat an older one. Two editors of a day may take up one report; so may one who pastes.
pub fn duplicates(digest: &Digest) -> Vec<Diagnostic> {
    let mut reports: FxHashMap<String, &Entry> = FxHashMap::default();
    let mut headlines: FxHashMap<(jiff::civil::Date, String), &Entry> = FxHashMap::default();
    let mut found = Vec::new();
    // The lists are newest first.
    for entry in digest.articles.iter().rev() {
        let article = &entry.article;
        // Only the main report: what stands beside it is read for many articles.
        let same_report = article.sources.first().and_then(|source| {
            let first = reports.insert(report(source.url.as_deref()?), entry)?;
            let apart = article.date.day.duration_until(first.article.date.day).as_hours().abs() / 24;
            (apart <= NEAR).then(|| (first, Span::new(&article.file, source.place.clone())))
        });
        let headline = (article.date.day, fold(&article.title));
        let same_headline =
            headlines.insert(headline, entry).map(|first| (first, Span::whole(&article.file)));
        let (other, span, what) = match (same_report, same_headline) {
            (Some((first, span)), _) => (first, span, "digests this report too"),
            (None, Some((first, span))) => (first, span, "has the same headline on the same day"),
            (None, None) => continue,
        };
        found.push(
            Diagnostic::note(Code::Duplicate, span, format!("`{}` {what}", other.article.file))
                .hint("keep one of them, or say in this one what is new and link to the other"),
        );
    }
    found
}

/// The address of a report without what does not tell it from another.
fn report(url: &str) -> String {
    let bare = url.split('#').next().unwrap_or(url);
    let bare = bare.split_once("?utm_").map_or(bare, |(bare, _)| bare);
    let bare = bare.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    bare.trim_end_matches('/').to_string()
}
