//! What `person.html` may read.

use serde::Serialize;

use super::article::ImageView;
use super::list::ListView;
use super::office::{self, OfficeView, Years};
use super::parts::{Link, PartialView, initials};
use super::{Head, Scene, body, json_ld};
use crate::entity::{EntityId, PersonId, Subject};
use crate::record::Person;
use crate::route::{Directory, Route};
use crate::theme::{Html, Shared};

/// A person's page.
#[derive(Debug, Serialize)]
pub struct PersonView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The name.
    pub name: String,
    /// Initials, for the place of a picture.
    pub mark: String,
    /// Other full names.
    pub aliases: Vec<String>,
    /// One sentence, or null.
    pub summary: Option<String>,
    /// What the person is on the day of the newest article: "Foreign minister of Russia", the role, or null.
    pub role: Option<String>,
    /// The country, or null; its `url` is empty where it has no page.
    pub country: Option<Link>,
    /// Birth, or null.
    pub born: Option<PartialView>,
    /// Death, or null.
    pub died: Option<PartialView>,
    /// Offices, latest first.
    pub offices: Vec<OfficeView>,
    /// The line of years that they lie on, or null.
    pub years: Option<Years>,
    /// A portrait, or null.
    pub portrait: Option<ImageView>,
    /// URL of the person's item at Wikidata, or null.
    pub wikidata: Option<String>,
    /// The biography as HTML; empty where there is none, and on numbered pages.
    pub body: Html,
    /// The articles.
    pub list: ListView,
    /// The person's `extra`.
    pub extra: serde_json::Value,
}

impl PersonView {
    /// The view of a person's page; `number` is that of a page of older articles.
    pub fn new(scene: &Scene<'_>, id: PersonId, number: Option<usize>) -> PersonView {
        let digest = scene.digest;
        let person = &digest.people[&id];
        let subject = Subject::Entity(EntityId::Person(id));
        let url = Route::Subject(subject, None).url(digest);
        let country = digest.country_of(person.country.as_ref());
        let role = office::on_newest_day(digest, id);
        let description = person.summary.clone().or_else(|| role.clone());
        let description = description.unwrap_or_else(|| scene.news_of(&person.name));
        let mut page = scene.subject_head(subject, number, &person.name, &description);
        page.og_type = "profile";
        page.set_trail(scene.trail(Directory::People, &person.name, &url));
        let portrait = person.image.as_ref().and_then(|image| {
            let alt = digest.language().say("Portrait of {name}", &[("name", &person.name)]);
            ImageView::new(scene, &person.file, &image.value, &url, alt, None)
        });
        page.show(digest, portrait.as_ref());
        page.json_ld = json_ld::person(digest, person, role.as_deref(), &page);
        let mut offices: Vec<_> = person.offices.iter().collect();
        offices.sort_by_key(|office| std::cmp::Reverse(office.from.map(crate::date::Partial::first)));
        let years = Years::of(digest, person.offices.iter());
        PersonView {
            site: scene.site.clone(),
            page,
            name: person.name.clone(),
            mark: mark(person),
            aliases: person.aliases.iter().map(|alias| alias.value.clone()).collect(),
            summary: person.summary.clone(),
            role,
            country: country.map(|id| Link::country_or_name(digest, id)),
            born: person.born.map(|born| PartialView::new(digest, born)),
            died: person.died.map(|died| PartialView::new(digest, died)),
            offices: offices.into_iter().map(|office| OfficeView::new(digest, id, office, years)).collect(),
            years,
            portrait,
            wikidata: person.wikidata.as_ref().map(|id| format!("https://www.wikidata.org/wiki/{id}")),
            body: if number.is_none() {
                body::html(digest, scene.inputs, &person.file, &person.body, &url)
            } else {
                Html::default()
            },
            list: ListView::new(scene, subject, number),
            extra: person.extra.clone(),
        }
    }
}

/// A person's mark: initials; where the family name comes first, those of its first two words, "KJ" of Kim Jong Un.
pub fn mark(person: &Person) -> String {
    let name = untitled(&person.name);
    let given = if person.name == person.sort_name { name.match_indices(' ').nth(1) } else { None };
    initials(given.map_or(name, |(end, _)| &name[..end]))
}

/// A name without the titles before it: Sir Keir Starmer is KS.
fn untitled(name: &str) -> &str {
    match name.split_once(' ') {
        Some((title, rest)) if TITLES.contains(&title.trim_end_matches('.')) => untitled(rest.trim_start()),
        _ => name,
    }
}

const TITLES: [&str; 30] = [
    "Admiral",
    "Archbishop",
    "Ayatollah",
    "Baroness",
    "Bishop",
    "Cardinal",
    "Colonel",
    "Dame",
    "Dr",
    "Emir",
    "Emperor",
    "Gen",
    "General",
    "King",
    "Lady",
    "Lord",
    "Mr",
    "Mrs",
    "Ms",
    "Patriarch",
    "Pope",
    "President",
    "Prince",
    "Princess",
    "Prof",
    "Professor",
    "Queen",
    "Sheikh",
    "Sheikha",
    "Sir",
];
