//! What the search reads: names, headlines, and the description that lets a browser search the site. Names are folded
//! by whoever searches; here only what a search would find anyway is left out.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::absolute;
use crate::atlas;
use crate::digest::{Digest, Pages};
use crate::entity::{EntityId, Subject};
use crate::fold::fold;
use crate::front_matter::Spanned;
use crate::html::escaped;
use crate::route::{HEADLINES, Route};
use crate::view::office;

/// `/search/names.json`.
#[derive(Serialize)]
struct Names<'a> {
    /// The most written about first.
    names: Vec<Named<'a>>,
}

/// Kind, name, path below the site's root, number of articles about it, what it is, and its other names; for a relation
/// also where its two countries stand in the list, for whoever names both by any of their names looks for it.
#[derive(Serialize)]
struct Named<'a>(
    &'static str,
    String,
    String,
    usize,
    Option<String>,
    Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")] Option<[usize; 2]>,
);

/// `/search/headlines.json` and its likes.
#[derive(Serialize)]
struct Headlines<'a> {
    /// The file with older ones, below `/search/`.
    next: Option<String>,
    /// Newest first.
    headlines: Vec<Headline<'a>>,
}

/// Headline, path below the site's root, day, summary, and the language where it is another than the site's.
#[derive(Serialize)]
struct Headline<'a>(
    &'a str,
    String,
    String,
    &'a str,
    #[serde(skip_serializing_if = "Option::is_none")] Option<&'a str>,
);

/// All that has a page of its own and a name: people, countries, organizations, topics, stories, outlets, relations.
pub fn names(digest: &Digest) -> Vec<u8> {
    let count = |subject: &Subject| digest.coverage(*subject).about.len();
    // In their own order where there are as many articles, for none may depend on what was seen first.
    let subjects: BTreeSet<Subject> = digest.subjects().collect();
    let mut subjects: Vec<Subject> = subjects.into_iter().collect();
    subjects.sort_by_key(|subject| std::cmp::Reverse(count(subject)));
    let places = subjects.iter().enumerate().map(|(place, subject)| (*subject, place));
    let places: FxHashMap<Subject, usize> = places.collect();
    let place = |id| places.get(&Subject::Entity(EntityId::Country(id))).copied();
    let named = subjects.iter().map(|subject| {
        let countries = match subject {
            Subject::Relation(relation) => {
                let [one, other] = relation.countries();
                place(one).zip(place(other)).map(|(one, other)| [one, other])
            }
            _ => None,
        };
        named(digest, *subject, count(subject), countries)
    });
    json(&Names { names: named.collect() })
}

fn named(digest: &Digest, subject: Subject, count: usize, countries: Option<[usize; 2]>) -> Named<'_> {
    let name = digest.subject_name(subject);
    let (kind, others) = match subject {
        Subject::Entity(id) => (id.kind(), other_names(digest, id)),
        Subject::Story(_) => ("story", Vec::new()),
        Subject::Outlet(_) => ("outlet", digest.config.outlet_spellings(&name)),
        Subject::Relation(_) => ("relation", Vec::new()),
    };
    let role = match subject {
        Subject::Entity(EntityId::Person(id)) => office::on_newest_day(digest, id),
        _ => None,
    };
    let path = Route::Subject(subject, None).path(digest);
    let others = unfound(&name, others);
    Named(kind, name, path, count, role, others, countries)
}

fn texts(aliases: &[Spanned<String>]) -> Vec<&str> {
    aliases.iter().map(|alias| alias.value.as_str()).collect()
}

fn other_names(digest: &Digest, id: EntityId) -> Vec<&str> {
    match id {
        EntityId::Person(id) => digest.people.get(&id).map_or_else(Vec::new, |it| {
            texts(&it.aliases).into_iter().chain(it.short_names.iter().map(String::as_str)).collect()
        }),
        EntityId::Organization(id) => digest.organizations.get(&id).map_or_else(Vec::new, |it| {
            it.acronym.as_deref().into_iter().chain(texts(&it.aliases)).collect()
        }),
        EntityId::Topic(id) => digest.topics.get(&id).map_or_else(Vec::new, |it| texts(&it.aliases)),
        EntityId::Country(id) => {
            let country = atlas::country(id);
            let own = digest.country_files.get(&id);
            let english = country.english_names().chain(country.aliases.iter().copied());
            let mut names: Vec<&str> = english.chain(country.aliases_in(&digest.config.language)).collect();
            names.extend(own.iter().flat_map(|it| texts(&it.aliases)));
            names.extend(own.iter().flat_map(|it| it.demonyms.iter().map(String::as_str)));
            // "British Pakistanis" are nobody's country.
            names.extend(country.demonyms.iter().filter(|demonym| !demonym.contains(' ')));
            names.extend(atlas::LANGUAGES.iter().map(|language| country.name_in(language)));
            names
        }
    }
}

/// The names that are not found by an earlier one: a search finds a name by the beginnings of its words.
fn unfound<'a>(name: &str, others: Vec<&'a str>) -> Vec<&'a str> {
    let mut known = vec![fold(name)];
    let mut kept = Vec::new();
    for other in others {
        let folded = fold(other);
        let is_found = known.iter().any(|known| {
            folded.split(' ').all(|word| known.split(' ').any(|of_known| of_known.starts_with(word)))
        });
        if !is_found {
            known.push(folded);
            kept.push(other);
        }
    }
    kept
}

/// Articles by headline and summary; `number` is that of a file of older ones.
pub fn headlines(digest: &Digest, number: Option<usize>) -> Vec<u8> {
    let pages = Pages::new(digest.articles.len(), HEADLINES);
    let older = match number {
        None => Some(pages.numbered()),
        Some(number) => number.checked_sub(1),
    };
    let next = older.filter(|older| *older > 0).map(|older| {
        let path = Route::Headlines(Some(older)).path(digest);
        path.rsplit('/').next().unwrap_or_default().to_string()
    });
    let headlines = pages.range(number).map(|place| {
        let ix = place as crate::digest::Ix;
        let article = &digest.entry(ix).article;
        Headline(
            &article.title,
            Route::Article(ix).path(digest),
            article.date.day.to_string(),
            &article.summary,
            article.language.as_deref().filter(|language| *language != digest.config.language),
        )
    });
    json(&Headlines { next, headlines: headlines.collect() })
}

fn json<T: Serialize>(value: &T) -> Vec<u8> {
    let mut json = serde_json::to_vec(value).expect("these values are always JSON");
    json.push(b'\n');
    json
}

/// `/opensearch.xml` (OpenSearch 1.1).
pub fn description(digest: &Digest) -> Vec<u8> {
    let title = &digest.config.title;
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>{}</ShortName>\n<Description>{}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n</OpenSearchDescription>\n",
        escaped(shown_name(title, &digest.config.origin)),
        escaped(&digest.language().say("Search {title}", &[("title", title)])),
        escaped(&absolute(digest, &Route::Search)),
    )
    .into_bytes()
}

/// The name that a browser shows: where the title is longer than the format allows, the site's host, for a part of a
/// title may be anybody's; where that is too long as well, the beginning of the title.
fn shown_name<'a>(title: &'a str, origin: &'a str) -> &'a str {
    let host = origin.rsplit('/').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let fits = |name: &&str| (1..=16).contains(&name.chars().count());
    [title, host].into_iter().find(fits).unwrap_or_else(|| short_name(title))
}

/// The format allows a short name sixteen characters: as many whole words of the title as fit.
fn short_name(title: &str) -> &str {
    let Some((limit, _)) = title.char_indices().nth(16) else { return title };
    let starts = title.char_indices().map(|(at, _)| at).take_while(|at| *at <= limit);
    let ends_word = |at: &usize| {
        title[..*at].ends_with(char::is_alphanumeric) && !title[*at..].starts_with(char::is_alphanumeric)
    };
    &title[..starts.filter(ends_word).last().unwrap_or(limit)]
}

#[cfg(test)]
mod tests {
    use super::{short_name, shown_name, unfound};

    #[test]
    fn a_short_name_ends_with_a_word() {
        assert_eq!(short_name("The Moscow–Islamabad Digest"), "The Moscow");
        assert_eq!(short_name("Sixteen letters."), "Sixteen letters.");
        assert_eq!(short_name("Sixteen letters of"), "Sixteen letters");
        assert_eq!(short_name("Московско-исламабадский"), "Московско");
        assert_eq!(short_name("Donaudampfschifffahrtsblatt"), "Donaudampfschiff");
    }

    #[test]
    fn a_long_title_gives_its_place_to_the_host() {
        assert_eq!(shown_name("Dawn", "https://dawn.example"), "Dawn");
        assert_eq!(shown_name("The Moscow–Islamabad Digest", "https://www.digest.org"), "digest.org");
        assert_eq!(shown_name("The Moscow–Islamabad Digest", "https://moscow-islamabad.org"), "The Moscow");
    }

    #[test]
    fn what_a_name_finds_needs_no_other() {
        let others = vec!["Erdogan", "Recep Erdoğan", "Эрдоган", "Erdoan", "эрдоган"];
        assert_eq!(unfound("Recep Tayyip Erdoğan", others), ["Эрдоган", "Erdoan"]);
    }
}
