//! Articles that are probably one article twice: of one report, with one text, or with one headline on one day; people who are
//! probably one. Nothing is decided by it.

use rustc_hash::FxHashMap;

use super::{Digest, Entry};
use crate::address;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::fold::fold;
use crate::input;
use crate::record::Person;

/// Days within which one report makes two articles by mistake.
const NEAR: i64 = 30;
/// How many bytes a text has at least that two articles have by mistake.
const LEAST: usize = 200;

/// Notes on articles that repeat an older one. Two editors of a day may take up one report; so may one who pastes.
pub fn duplicates(digest: &Digest) -> Vec<Diagnostic> {
    let mut reports: FxHashMap<String, &Entry> = FxHashMap::default();
    let mut headlines: FxHashMap<(jiff::civil::Date, String), &Entry> = FxHashMap::default();
    let mut texts: FxHashMap<u64, &Entry> = FxHashMap::default();
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
        // What has no date is of no day.
        let same_headline = (!article.is_undated)
            .then(|| headlines.insert(headline, entry))
            .flatten()
            .map(|first| (first, Span::whole(&article.file)));
        let text = article.body.text.as_bytes();
        let same_text = (text.len() >= LEAST)
            .then(|| texts.insert(xxhash_rust::xxh3::xxh3_64(text), entry))
            .flatten()
            .filter(|first| first.article.body.text == article.body.text);
        let whole = Span::whole(&article.file);
        let (other, span, what) = match (same_text, same_report, same_headline) {
            (Some(first), ..) => (first, whole, "has the very same text"),
            (None, Some((first, span)), _) => (first, span, "digests this report too"),
            (None, None, Some((first, span))) => (first, span, "has the same headline on the same day"),
            (None, None, None) => continue,
        };
        // That a file is a copy by its name has been said.
        if input::original(&article.file).is_some_and(|original| original == other.article.file) {
            continue;
        }
        found.push(
            Diagnostic::note(Code::Duplicate, span, format!("`{}` {what}", other.article.file))
                .hint("keep one of them, or say in this one what is new and link to the other"),
        );
    }
    found.extend(spelt_twice(digest));
    found
}

/// Notes on people whose names are one name in two spellings, as two alphabets are written in a third: Sergey, Sergei.
fn spelt_twice(digest: &Digest) -> Vec<Diagnostic> {
    let mut sounds: FxHashMap<String, &Person> = FxHashMap::default();
    let mut found = Vec::new();
    for person in digest.people.values() {
        let Some(first) = sounds.insert(sound(&person.name), person) else { continue };
        // Who is called alike is told of as ambiguous where it matters.
        if fold(&first.name) != fold(&person.name) {
            let message = format!("`{}` has this name in another spelling, {}", first.file, first.name);
            found.push(
                Diagnostic::note(Code::Duplicate, Span::whole(&person.file), message)
                    .hint("keep one of the two files, and list the other spelling under its `aliases`"),
            );
        }
    }
    found
}

/// A name without what transliterations differ in.
fn sound(name: &str) -> String {
    let plain = fold(name).replace("kh", "h").replace("ph", "f").replace("ks", "x");
    let mut sound = String::with_capacity(plain.len());
    for c in plain.chars() {
        let c = match c {
            'y' | 'j' => 'i',
            'w' => 'v',
            'q' => 'k',
            c => c,
        };
        if !sound.ends_with(c) {
            sound.push(c);
        }
    }
    sound
}

/// The address of a report without what does not tell it from another.
fn report(url: &str) -> String {
    let bare = address::bare(url.split('#').next().unwrap_or(url));
    let bare = bare.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    bare.trim_end_matches('/').to_string()
}
