//! What `outlet.html` may read.

use serde::Serialize;

use super::list::ListView;
use super::{Head, Scene, json_ld};
use crate::entity::{OutletId, Subject};
use crate::route::{Directory, Route};
use crate::theme::Shared;

/// An outlet's page.
#[derive(Debug, Serialize)]
pub struct OutletView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The name.
    pub name: String,
    /// The articles that digest its reports.
    pub list: ListView,
}

impl OutletView {
    /// The view of an outlet's page; `number` is that of a page of older articles.
    pub fn new(scene: &Scene<'_>, id: OutletId, number: Option<usize>) -> OutletView {
        let digest = scene.digest;
        let name = digest.outlets.get(&id).cloned().unwrap_or_default();
        let subject = Subject::Outlet(id);
        let url = Route::Subject(subject, None).url(digest);
        let mut page = scene.subject_head(
            subject,
            number,
            &name,
            &digest.language().say(
                "Articles of {title} that draw on reports of {name}",
                &[("name", &name), ("title", &digest.config.title)],
            ),
        );
        page.set_trail(scene.trail(Directory::Outlets, &name, &url));
        page.json_ld = json_ld::collection(digest, &page);
        OutletView { site: scene.site.clone(), page, name, list: ListView::new(scene, subject, number) }
    }
}
