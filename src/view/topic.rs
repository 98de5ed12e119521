//! What `topic.html` may read.

use serde::Serialize;

use super::list::ListView;
use super::{Head, Scene, body, json_ld};
use crate::entity::{EntityId, Subject, TopicId};
use crate::route::{Directory, Route};
use crate::theme::{Html, Shared};

/// A topic's page.
#[derive(Debug, Serialize)]
pub struct TopicView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The name.
    pub name: String,
    /// One sentence, or null.
    pub summary: Option<String>,
    /// About it, as HTML; empty where there is nothing, and on numbered pages.
    pub body: Html,
    /// The articles.
    pub list: ListView,
    /// The topic's `extra`.
    pub extra: serde_json::Value,
}

impl TopicView {
    /// The view of a topic's page; `number` is that of a page of older articles.
    pub fn new(scene: &Scene<'_>, id: TopicId, number: Option<usize>) -> TopicView {
        let digest = scene.digest;
        let topic = &digest.topics[&id];
        let subject = Subject::Entity(EntityId::Topic(id));
        let url = Route::Subject(subject, None).url(digest);
        let description = topic.summary.clone().unwrap_or_else(|| {
            digest
                .language()
                .say("{name} in {title}", &[("name", &topic.name), ("title", &digest.config.title)])
        });
        let mut page = scene.subject_head(subject, number, &topic.name, &description);
        page.set_trail(scene.trail(Directory::Topics, &topic.name, &url));
        page.json_ld = json_ld::topic(digest, id, &page);
        let body = match (&topic.file, number) {
            (Some(file), None) => body::html(digest, scene.inputs, file, &topic.body, &url),
            _ => Html::default(),
        };
        TopicView {
            site: scene.site.clone(),
            page,
            name: topic.name.clone(),
            summary: topic.summary.clone(),
            body,
            list: ListView::new(scene, subject, number),
            extra: topic.extra.clone(),
        }
    }
}
