//! `hover-card.json` beside every entity's page: what a reader sees of it without leaving the article.
//! Small, for the script `static/hover-cards.js` asks for one when somebody points at a link.

use serde::Serialize;

use crate::atlas;
use crate::digest::{Digest, Ix};
use crate::entity::{EntityId, Subject};
use crate::front_matter::Spanned;
use crate::route::Route;
use crate::view::parts::capitalized;
use crate::view::{office, organization, person};

/// What is said of an entity. What it does not have is left out.
#[derive(Serialize)]
struct HoverCard<'a> {
    kind: &'static str,
    name: &'a str,
    /// What stands in the place of a picture: initials, a country's code.
    mark: String,
    url: String,
    /// What it is: of a person, on the day of the newest article.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    /// Of a person: what to say for a day on which no office was held.
    #[serde(skip_serializing_if = "Option::is_none")]
    otherwise: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    /// Of a person: the first that covers a day is the one that counts on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    offices: Vec<Term>,
    latest: Vec<Headline<'a>>,
}

/// An office from its first day to its last, both included.
#[derive(Serialize)]
struct Term {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

#[derive(Serialize)]
struct Headline<'a> {
    title: &'a str,
    url: String,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
}

/// Two are shown; one more, for the article that is being read is not among them.
const LATEST: usize = 3;

/// The hover card of an entity.
pub fn render(digest: &Digest, id: EntityId) -> Vec<u8> {
    let subject = Subject::Entity(id);
    let coverage = digest.coverage(subject);
    let list = if coverage.about.is_empty() { &coverage.mentioned } else { &coverage.about };
    let mut card = HoverCard {
        kind: id.kind(),
        name: digest.entity_name(id),
        mark: mark(digest, id),
        url: Route::Subject(subject, None).url(digest),
        role: None,
        otherwise: None,
        country: None,
        offices: Vec::new(),
        latest: list.iter().take(LATEST).map(|ix| headline(digest, *ix)).collect(),
    };
    match id {
        EntityId::Country(id) => {
            let country = atlas::country(id);
            let parts = [
                digest.language().say(country.region, &[]),
                country.capitals_in(&digest.config.language).join(&digest.language().say(", ", &[])),
            ];
            card.role =
                Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "));
        }
        EntityId::Person(id) => {
            let person = &digest.people[&id];
            let mut offices: Vec<_> = person.offices.iter().collect();
            offices.sort_by_key(|office| std::cmp::Reverse(office.from.map(crate::date::Partial::first)));
            card.offices = offices.into_iter().map(|office| term(digest, office)).collect();
            card.role = office::on_newest_day(digest, id);
            card.otherwise = person.role.as_deref().map(capitalized).filter(|_| !card.offices.is_empty());
            card.country = country_name(digest, person.country.as_ref());
        }
        EntityId::Organization(id) => {
            let it = &digest.organizations[&id];
            card.role = it.role.as_deref().map(capitalized).or_else(|| it.summary.clone());
            card.country = country_name(digest, it.country.as_ref());
        }
        EntityId::Topic(id) => card.role.clone_from(&digest.topics[&id].summary),
    }
    let mut json = serde_json::to_vec(&card).expect("this value is always JSON");
    json.push(b'\n');
    json
}

fn mark(digest: &Digest, id: EntityId) -> String {
    match id {
        EntityId::Country(id) => id.as_str().to_string(),
        EntityId::Organization(id) => organization::mark(&digest.organizations[&id]),
        EntityId::Person(id) => person::mark(&digest.people[&id]),
        EntityId::Topic(_) => String::new(),
    }
}

fn country_name<'a>(digest: &'a Digest, written: Option<&Spanned<String>>) -> Option<&'a str> {
    Some(digest.country_name(digest.country_of(written)?))
}

fn term(digest: &Digest, office: &crate::record::Office) -> Term {
    Term {
        title: office::words(digest, office),
        from: office.from.map(|from| from.first().to_string()),
        to: office.to.map(|to| to.last().to_string()),
    }
}

fn headline(digest: &Digest, ix: Ix) -> Headline<'_> {
    let article = &digest.entry(ix).article;
    Headline {
        title: &article.title,
        url: Route::Article(ix).url(digest),
        date: article.date.day.to_string(),
        lang: article.language.as_deref().filter(|language| *language != digest.config.language),
    }
}
