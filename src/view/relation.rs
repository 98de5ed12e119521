//! What `relation.html` may read.

use serde::Serialize;

use super::list::ListView;
use super::parts::Link;
use super::{Head, Scene, json_ld};
use crate::entity::{EntityId, Relation, Subject};
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
    /// Part of the world.
    pub region: &'static str,
    /// Seat of government.
    pub capital: String,
}

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
            &format!("News of {name} relations in {}", digest.config.title),
        );
        page.breadcrumbs = scene.way(Directory::Relations, &name, &url);
        page.json_ld = json_ld::collection(digest, &page);
        let sides = digest.in_order(relation).map(|id| {
            let country = crate::atlas::country(id);
            Side {
                country: Link::country(digest, id),
                total: digest.coverage(Subject::Entity(EntityId::Country(id))).about.len(),
                region: country.region,
                capital: country.capitals.join(", "),
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
