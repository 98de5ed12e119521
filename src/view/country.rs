//! What `country.html` may read.

use serde::Serialize;

use super::list::{ListView, relations_of};
use super::office::{self, OfficeHolders, Years};
use super::parts::Counted;
use super::{Head, Scene, body, json_ld};
use crate::atlas;
use crate::digest::named_with;
use crate::entity::{CountryId, EntityId, Subject};
use crate::route::{Directory, Route};
use crate::theme::{Html, Shared};

/// A country's page.
#[derive(Debug, Serialize)]
pub struct CountryView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Part of the world.
    pub region: &'static str,
    /// Seat of government; several are joined, empty where there is none.
    pub capital: String,
    /// Whether it is written in English on a page in another language.
    pub capital_in_english: bool,
    /// Names that the digest adds.
    pub aliases: Vec<String>,
    /// One sentence, or null.
    pub summary: Option<String>,
    /// About it, as HTML; empty where the digest says nothing, and on numbered pages.
    pub body: Html,
    /// Those who held its offices, by office.
    pub offices: Vec<OfficeHolders>,
    /// The line of years that they lie on, or null.
    pub years: Option<Years>,
    /// Its relations, largest first; only on the country's own page.
    pub relations: Vec<Counted>,
    /// Whom and what texts name together with it, most frequent first; only on the country's own page.
    pub named_with: Vec<Counted>,
    /// The articles.
    pub list: ListView,
    /// The country file's `extra`.
    pub extra: serde_json::Value,
}

/// How many are shown of those named together with a country.
const NAMED: usize = 12;

impl CountryView {
    /// The view of a country's page; `number` is that of a page of older articles.
    pub fn new(scene: &Scene<'_>, id: CountryId, number: Option<usize>) -> CountryView {
        let digest = scene.digest;
        let country = atlas::country(id);
        let file = digest.country_files.get(&id);
        let subject = Subject::Entity(EntityId::Country(id));
        let url = Route::Subject(subject, None).url(digest);
        let name = digest.country_name(id);
        let summary = file.and_then(|file| file.summary.clone());
        let description = summary.clone().unwrap_or_else(|| scene.news_of(name));
        let mut page = scene.subject_head(subject, number, name, &description);
        page.set_trail(scene.trail(Directory::Countries, name, &url));
        page.json_ld = json_ld::country(digest, id, summary.as_deref(), &page);
        CountryView {
            site: scene.site.clone(),
            page,
            name: name.to_string(),
            code: id.as_str().to_string(),
            region: country.region,
            capital: country.capitals_in(&digest.config.language).join(&digest.language().say(", ", &[])),
            capital_in_english: !atlas::has_capitals_in(&digest.config.language),
            aliases: file
                .map_or_else(Vec::new, |file| file.aliases.iter().map(|alias| alias.value.clone()).collect()),
            summary,
            body: match (file, number) {
                (Some(file), None) => body::html(digest, scene.inputs, &file.file, &file.body, &url),
                _ => Html::default(),
            },
            years: office::years(digest, EntityId::Country(id)),
            offices: if number.is_none() {
                office::holders(digest, EntityId::Country(id))
            } else {
                Vec::new()
            },
            relations: if number.is_none() { relations_of(digest, id) } else { Vec::new() },
            named_with: if number.is_none() {
                let named = named_with(digest, EntityId::Country(id));
                named.iter().take(NAMED).map(|(id, count)| Counted::new(digest, *id, *count)).collect()
            } else {
                Vec::new()
            },
            list: ListView::new(scene, subject, number),
            extra: file.map_or(serde_json::Value::Null, |file| file.extra.clone()),
        }
    }
}
