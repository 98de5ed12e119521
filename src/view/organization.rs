//! What `organization.html` may read.

use serde::Serialize;

use super::list::ListView;
use super::office::{self, OfficeHolders, Years};
use super::parts::{Link, initials};
use super::{Head, Scene, body, json_ld};
use crate::entity::{EntityId, OrganizationId, Subject};
use crate::route::{Directory, Route};
use crate::theme::{Html, Shared};

/// An organization's page.
#[derive(Debug, Serialize)]
pub struct OrganizationView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The name.
    pub name: String,
    /// What stands in the place of a picture: a short acronym, else initials.
    pub mark: String,
    /// Its short form, or null.
    pub acronym: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// One sentence, or null.
    pub summary: Option<String>,
    /// What it is, or null.
    pub role: Option<String>,
    /// The country it belongs to, or null.
    pub country: Option<Link>,
    /// Its own site, or null.
    pub homepage: Option<String>,
    /// Those who held its offices, by office.
    pub offices: Vec<OfficeHolders>,
    /// The line of years that they lie on, or null.
    pub years: Option<Years>,
    /// About it, as HTML; empty where there is nothing, and on numbered pages.
    pub body: Html,
    /// The articles.
    pub list: ListView,
    /// The organization's `extra`.
    pub extra: serde_json::Value,
}

/// An organization's mark: an acronym that fits, else initials.
pub fn mark(it: &crate::record::Organization) -> String {
    let acronym = it.acronym.as_ref().filter(|acronym| acronym.chars().count() <= 5);
    acronym.cloned().unwrap_or_else(|| initials(&it.name))
}

impl OrganizationView {
    /// The view of an organization's page; `number` is that of a page of older articles.
    pub fn new(scene: &Scene<'_>, id: OrganizationId, number: Option<usize>) -> OrganizationView {
        let digest = scene.digest;
        let it = &digest.organizations[&id];
        let subject = Subject::Entity(EntityId::Organization(id));
        let url = Route::Subject(subject, None).url(digest);
        let country = digest.country_of(it.country.as_ref());
        let description = it.summary.clone().unwrap_or_else(|| scene.news_of(&it.name));
        let mut page = scene.subject_head(subject, number, &it.name, &description);
        page.set_trail(scene.trail(Directory::Organizations, &it.name, &url));
        page.json_ld = json_ld::organization(digest, it, &page);
        OrganizationView {
            site: scene.site.clone(),
            page,
            name: it.name.clone(),
            mark: mark(it),
            acronym: it.acronym.clone().filter(|acronym| *acronym != it.name),
            aliases: it.aliases.iter().map(|alias| alias.value.clone()).collect(),
            summary: it.summary.clone(),
            role: it.role.clone(),
            country: country.filter(|id| digest.has_page(*id)).map(|id| Link::country(digest, id)),
            homepage: it.url.clone(),
            years: office::years(digest, EntityId::Organization(id)),
            offices: if number.is_none() {
                office::holders(digest, EntityId::Organization(id))
            } else {
                Vec::new()
            },
            body: if number.is_none() {
                body::html(digest, scene.inputs, &it.file, &it.body, &url)
            } else {
                Html::default()
            },
            list: ListView::new(scene, subject, number),
            extra: it.extra.clone(),
        }
    }
}
