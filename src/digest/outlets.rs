//! The outlets whose reports a digest draws on, and spellings of one that are probably meant for another's. Never knows a
//! page.

use std::collections::BTreeMap;

use super::Entry;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span, distance};
use crate::entity::OutletId;
use crate::input_path::InputPath;
use crate::record::Source;

/// A word of so many letters or more may be misspelt by one of them, and be no other outlet's: "Expres", but "ABC" and
/// "NBC" are two.
const LONG: usize = 5;

/// Words that stand before an outlet's name or not: "The Guardian", "Der Spiegel".
const ARTICLES: [&str; 8] = ["the", "der", "die", "das", "le", "la", "el", "il"];

/// An outlet as the articles write it.
struct Written<'a> {
    name: &'a str,
    slug: &'a str,
    times: usize,
    file: &'a InputPath,
    source: &'a Source,
}

/// The outlets by id, each with its name as shown; and warnings where one is spelt almost like another that more
/// articles name.
pub(super) fn outlets(config: &Config, articles: &[Entry]) -> (BTreeMap<OutletId, String>, Vec<Diagnostic>) {
    let mut outlets: BTreeMap<OutletId, Written<'_>> = BTreeMap::new();
    for entry in articles {
        for (source, id) in entry.article.sources.iter().zip(&entry.outlets) {
            let written = outlets.entry(*id).or_insert_with(|| Written {
                name: config.outlet_name(&source.name),
                slug: id.as_str(),
                times: 0,
                file: &entry.article.file,
                source,
            });
            written.times += 1;
        }
    }
    let found = outlets.values().filter_map(|one| {
        // Of two named alike, the later one in the alphabet is told, so that one message tells of both.
        let is_usual = |other: &&Written<'_>| (other.times, one.slug) > (one.times, other.slug);
        let near = outlets.values().filter(is_usual).find(|other| is_close(one.slug, other.slug))?;
        let message = format!("the outlet `{}` is spelt almost like `{}`", one.name, near.name);
        let hint = format!(
            "write `{}` if you mean it; two spellings of one stand under `outlets:` in digest.yaml",
            near.name
        );
        let place = Span::new(one.file, one.source.place.clone());
        Some(Diagnostic::warning(Code::SimilarOutlet, place, message).hint(hint))
    });
    let found = found.collect();
    (outlets.into_iter().map(|(id, written)| (id, written.name.to_string())).collect(), found)
}

/// Whether two slugs differ in the article before a name, or in one letter of one long word.
fn is_close(slug: &str, other: &str) -> bool {
    let bare = |slug: &'_ str, other: &str| {
        slug.split_once('-').is_some_and(|(first, rest)| ARTICLES.contains(&first) && rest == other)
    };
    if bare(slug, other) || bare(other, slug) {
        return true;
    }
    // One slip leaves either end as it is: most pairs are told apart by a look.
    let (one, two) = (slug.as_bytes(), other.as_bytes());
    let alike =
        one.first_chunk::<2>() == two.first_chunk::<2>() || one.last_chunk::<2>() == two.last_chunk::<2>();
    if !alike || slug.len().abs_diff(other.len()) > 1 || slug.split('-').count() != other.split('-').count() {
        return false;
    }
    let mut words = slug.split('-').zip(other.split('-')).filter(|(word, other)| word != other);
    let (first, more) = (words.next(), words.next());
    let letters = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase());
    first.filter(|_| more.is_none()).is_some_and(|(word, other)| {
        word.len().min(other.len()) >= LONG && letters(word) && letters(other) && distance(word, other) == 1
    })
}

#[cfg(test)]
mod tests {
    use super::is_close;

    #[test]
    fn one_letter_of_a_long_word_may_be_a_slip() {
        assert!(is_close("the-expres-tribune", "the-express-tribune"));
        assert!(is_close("the-guardian", "guardian") && is_close("new-york-times", "the-new-york-times"));
        assert!(!is_close("the-standard", "der-standard") && !is_close("the-times", "the-sunday-times"));
        assert!(is_close("reutres", "reuters") && is_close("reuter", "reuters"));
        for (one, other) in
            [("abc-news", "nbc-news"), ("bbc-urdu", "bbc-news"), ("channel-4", "channel-5"), ("dawn", "down")]
        {
            assert!(!is_close(one, other), "{one} {other}");
        }
    }
}
