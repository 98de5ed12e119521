//! What `relation.html` may read.

use serde::Serialize;

use super::list::ListView;
use super::office::{self, Holder};
use super::parts::{Counted, Link};
use super::{Head, Scene, json_ld};
use crate::digest::seen_with;
use crate::entity::{EntityId, PersonId, Relation, Subject};
use crate::route::{Directory, Route};
use crate::theme::Shared;

/// The page of a pair of countries.
#[derive(Debug, Serialize)]
pub struct RelationView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// "Pakistan–Russia".
    pub name: String,
    /// Both countries.
    pub sides: Vec<Side>,
    /// The articles that are about both.
    pub list: ListView,
}

/// One of the two countries.
#[derive(Debug, Serialize)]
pub struct Side {
    /// The country.
    pub country: Link,
    /// Articles about it, with or without the other.
    pub total: usize,
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Those who hold its offices on the day of the newest article.
    pub leaders: Vec<Holder>,
    /// Its people in the articles about both, most frequent first; only on the relation's own page.
    pub people: Vec<Counted>,
    /// Part of the world.
    pub region: &'static str,
    /// Seat of government.
    pub capital: String,
    /// Whether it is written in English on a page in another language.
    pub capital_in_english: bool,
}

/// People that a side names at most.
const PEOPLE: usize = 6;

impl RelationView {
    /// The view of a relation's page; `number` is that of a page of older articles.
    pub fn new(scene: &Scene<'_>, relation: Relation, number: Option<usize>) -> RelationView {
        let digest = scene.digest;
        let subject = Subject::Relation(relation);
        let url = Route::Subject(subject, None).url(digest);
        let name = digest.subject_name(subject);
        let mut page = scene.subject_head(
            subject,
            number,
            &name,
            &digest.language().say(
                "News of {name} relations in {title}",
                &[("name", &name), ("title", &digest.config.title)],
            ),
        );
        page.set_trail(scene.trail(Directory::Relations, &name, &url));
        page.json_ld = json_ld::collection(digest, &page);
        let seen = match number {
            None => seen_with(digest, Some(subject), &digest.coverage(subject).about),
            Some(_) => Vec::new(),
        };
        let own_people = |country| {
            let of_country = |id: &PersonId| {
                let written = digest.people.get(id).and_then(|person| person.country.as_ref());
                digest.country_of(written) == Some(country)
            };
            let people = seen.iter().filter_map(|(id, count)| match id {
                EntityId::Person(person) if of_country(person) => Some(Counted::new(digest, *id, *count)),
                _ => None,
            });
            people.take(PEOPLE).collect()
        };
        let sides = digest.in_order(relation).map(|id| {
            let country = crate::atlas::country(id);
            Side {
                country: Link::country(digest, id),
                total: digest.coverage(Subject::Entity(EntityId::Country(id))).about.len(),
                code: id.as_str().to_string(),
                leaders: office::current(digest, EntityId::Country(id)),
                people: own_people(id),
                region: country.region,
                capital: country.capitals_in(&digest.config.language).join(&digest.language().say(", ", &[])),
                capital_in_english: !crate::atlas::has_capitals_in(&digest.config.language),
            }
        });
        RelationView {
            site: scene.site.clone(),
            page,
            name,
            sides: sides.into(),
            list: ListView::new(scene, subject, number),
        }
    }
}
