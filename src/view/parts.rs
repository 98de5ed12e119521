//! The small things that many pages show: links, dates, sources, cards.

use jiff::civil::Date;
use serde::Serialize;

use super::Scene;
use crate::date::{Moment, Partial};
use crate::digest::{Digest, Entry, Ix};
use crate::entity::{CountryId, EntityId, PersonId, StoryId, Subject};
use crate::language;
use crate::record::Rights;
use crate::route::Route;
use crate::theme::{Html, Shared};

/// A name with its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// Root-relative URL.
    pub url: String,
}

impl Link {
    /// A link.
    pub fn new(name: &str, url: &str) -> Link {
        Link { name: name.to_string(), url: url.to_string() }
    }

    /// The page of a subject.
    pub fn to(digest: &Digest, subject: Subject) -> Link {
        Link { name: digest.subject_name(subject), url: Route::Subject(subject, None).url(digest) }
    }

    /// The page of a country.
    pub fn country(digest: &Digest, id: CountryId) -> Link {
        Link::to(digest, Subject::Entity(EntityId::Country(id)))
    }

    /// The page of a country; its name alone, with an empty URL, where it has none.
    pub fn country_or_name(digest: &Digest, id: CountryId) -> Link {
        if digest.has_page(id) { Link::country(digest, id) } else { Link::new(digest.country_name(id), "") }
    }

    /// The page of a person.
    pub fn person(digest: &Digest, id: PersonId) -> Link {
        Link::to(digest, Subject::Entity(EntityId::Person(id)))
    }

    /// The page of a story.
    pub fn story(digest: &Digest, id: StoryId) -> Link {
        Link::to(digest, Subject::Story(id))
    }
}

/// A day, or a day and time.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// For the `datetime` attribute: `2018-02-19`, or RFC 3339 where a time is known.
    pub datetime: String,
    /// "19 February 2018".
    pub words: String,
    /// "19 Feb".
    pub short: String,
    /// "Monday", with a capital in every language, for it opens a line.
    pub weekday: String,
    /// "14:30" where a time is known, or null.
    pub time: Option<String>,
    /// 2018.
    pub year: i16,
    /// Root-relative URL of the day's page; empty for a day that has none.
    pub url: String,
}

impl DateView {
    /// The date of an article.
    pub fn moment(digest: &Digest, moment: &Moment) -> DateView {
        let time = moment.rfc3339.get(11..16).filter(|_| moment.has_time);
        let datetime = moment.iso().to_string();
        let url = Route::Day(moment.day).url(digest);
        DateView { datetime, time: time.map(str::to_string), url, ..DateView::words(digest, moment.day) }
    }

    /// A day without a page of its own.
    pub fn day(digest: &Digest, day: Date) -> DateView {
        DateView { datetime: day.to_string(), ..DateView::words(digest, day) }
    }

    fn words(digest: &Digest, day: Date) -> DateView {
        let language = digest.language();
        DateView {
            datetime: String::new(),
            words: language.day(day),
            short: language.short(day),
            weekday: capitalized(language.weekday(day)),
            time: None,
            year: day.year(),
            url: String::new(),
        }
    }
}

/// A date of which only the year or month may be known.
#[derive(Clone, Debug, Serialize)]
pub struct PartialView {
    /// For the `datetime` attribute.
    pub datetime: String,
    /// "October 2015".
    pub words: String,
    /// 2015.
    pub year: i16,
}

impl PartialView {
    /// A date as far as it is known.
    pub fn new(digest: &Digest, partial: Partial) -> PartialView {
        let words = digest.language().partial(partial);
        PartialView { datetime: partial.to_string(), words, year: partial.first().year() }
    }
}

/// A report that an article digests.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    /// The outlet's name as shown.
    pub name: String,
    /// Root-relative URL of the outlet's page.
    pub outlet_url: String,
    /// Where the report is, or null.
    pub url: Option<String>,
    /// Who wrote it, or null.
    pub author: Option<String>,
    /// When it appeared, or null.
    pub date: Option<DateView>,
    /// Its own headline, or null.
    pub title: Option<String>,
    /// BCP 47 tag of its language, or null.
    pub language: Option<String>,
    /// `ltr` or `rtl`, after the language; null without one.
    pub direction: Option<&'static str>,
}

impl SourceView {
    /// The sources of an article, the main report first.
    pub fn all<'a>(digest: &'a Digest, entry: &'a Entry) -> impl Iterator<Item = SourceView> + 'a {
        entry.article.sources.iter().zip(&entry.outlets).map(|(source, outlet)| SourceView {
            name: digest.config.outlet_name(&source.name).to_string(),
            outlet_url: Route::Subject(Subject::Outlet(*outlet), None).url(digest),
            url: source.url.clone(),
            author: source.author.clone(),
            date: source.date.map(|day| DateView::day(digest, day)),
            title: source.title.clone(),
            language: source.language.clone(),
            direction: source.language.as_deref().map(language::direction),
        })
    }
}

/// An article in a list. Its fields are values of templates already: a card is turned into one twice, without and with
/// what the theme makes of it.
#[derive(Debug, Serialize)]
pub struct Card {
    /// Its id.
    pub id: Shared,
    /// Root-relative URL.
    pub url: Shared,
    /// The headline.
    pub title: Shared,
    /// One or two sentences.
    pub summary: Shared,
    /// When (`DateView`).
    pub date: Shared,
    /// The main report (`SourceView`), or null.
    pub source: Shared,
    /// Whether the main report lies behind a paywall.
    pub paywall: bool,
    /// The place it opens with, or null.
    pub place: Shared,
    /// Countries it is about, each a `Link`.
    pub countries: Shared,
    /// People it is about, each a `Link`.
    pub people: Shared,
    /// Its story, a `Link`, or null.
    pub story: Option<Shared>,
    /// BCP 47 tag where it is not the site's, or null.
    pub language: Shared,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Whether something was put right.
    pub corrected: bool,
    /// Whether the text is an excerpt of the source.
    pub excerpt: bool,
    /// The card as the component `card` shows it, made once for all pages; null in that component itself.
    pub html: Option<Html>,
    /// The same with its date, as the component `dated` shows it; likewise.
    pub dated: Option<Html>,
    /// Date and headline as the component `headline` shows them; likewise.
    pub brief: Option<Html>,
}

impl Card {
    /// The card of an article.
    pub fn new(scene: &Scene<'_>, ix: Ix) -> Card {
        let digest = scene.digest;
        let entry = digest.entry(ix);
        let article = &entry.article;
        let language = article.language.as_ref().filter(|language| **language != digest.config.language);
        let links = |ids: &mut dyn Iterator<Item = EntityId>| {
            Shared::new(&ids.map(|id| scene.entity(id)).collect::<Vec<_>>())
        };
        Card {
            id: Shared::new(article.id.as_str()),
            url: Shared::new(&Route::Article(ix).url(digest)),
            title: Shared::new(&article.title),
            summary: Shared::new(&article.summary),
            date: Shared::new(&DateView::moment(digest, &article.date)),
            source: Shared::new(&SourceView::all(digest, entry).next()),
            paywall: article.paywall,
            place: Shared::new(&article.dateline.as_ref().map(|dateline| &dateline.place)),
            countries: links(&mut entry.countries.iter().map(|id| EntityId::Country(*id))),
            people: links(&mut entry.people.iter().map(|id| EntityId::Person(*id))),
            story: entry.story.map(|id| scene.link(Subject::Story(id))),
            language: Shared::new(&language),
            direction: language::direction(language.unwrap_or(&digest.config.language)),
            corrected: !article.corrections.is_empty(),
            excerpt: article.rights == Rights::Excerpt,
            html: None,
            dated: None,
            brief: None,
        }
    }
}

/// A name with its page and a number of articles.
#[derive(Clone, Debug, Serialize)]
pub struct Counted {
    /// What it is called.
    pub name: String,
    /// Root-relative URL.
    pub url: String,
    /// Articles.
    pub count: usize,
}

impl Counted {
    /// A counted entity.
    pub fn new(digest: &Digest, id: EntityId, count: usize) -> Counted {
        let Link { name, url } = Link::to(digest, Subject::Entity(id));
        Counted { name, url, count }
    }

    /// The first `most` entities of a kind among those `seen`, which are counted and in order ([`crate::digest::seen_with`]).
    pub fn most(
        digest: &Digest,
        seen: &[(EntityId, usize)],
        most: usize,
        kind: impl Fn(&EntityId) -> bool,
    ) -> Vec<Counted> {
        let of_kind = seen.iter().filter(|(id, _)| kind(id)).take(most);
        of_kind.map(|(id, count)| Counted::new(digest, *id, *count)).collect()
    }
}

/// The mark of somebody without a picture: the first letters of the first and the last word, "SL" of Sergey Lavrov. In a
/// script without capitals, whose letters join, one is enough.
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let mut words = name.split_whitespace().filter_map(first);
    let has_case = |c: &char| c.is_uppercase() || c.is_lowercase();
    match (words.next(), words.next_back()) {
        (Some(one), Some(other)) if has_case(&one) && has_case(&other) => {
            [one, other].iter().flat_map(|c| c.to_uppercase()).collect()
        }
        (one, _) => one.iter().flat_map(|c| c.to_uppercase()).collect(),
    }
}

/// With a capital at the beginning.
pub fn capitalized(text: &str) -> String {
    if !text.starts_with(char::is_lowercase) {
        return text.to_string();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
