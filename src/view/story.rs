//! What `story.html` may read.

use serde::Serialize;

use super::list::{self, ListView, Row};
use super::{Head, Scene, body, json_ld};
use crate::entity::{StoryId, Subject};
use crate::route::{Directory, Route};
use crate::theme::{Html, Shared};

/// A story's page.
#[derive(Debug, Serialize)]
pub struct StoryView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The name.
    pub name: String,
    /// One sentence, or null.
    pub summary: Option<String>,
    /// Whether it still develops: not closed by the editor, and with an article in the last 60 days of the digest.
    pub developing: bool,
    /// The introduction as HTML; empty on numbered pages.
    pub body: Html,
    /// The articles, newest first.
    pub list: ListView,
    /// The same articles as a story is told: oldest first.
    pub told: Vec<Row>,
    /// The story's `extra`.
    pub extra: serde_json::Value,
}

impl StoryView {
    /// The view of a story's page; `number` is that of a page of older articles.
    pub fn new(scene: &Scene<'_>, id: StoryId, number: Option<usize>) -> StoryView {
        let digest = scene.digest;
        let story = &digest.stories[&id];
        let subject = Subject::Story(id);
        let url = Route::Subject(subject, None).url(digest);
        let description = story.summary.clone().unwrap_or_else(|| scene.news_of(&story.name));
        let mut page = scene.subject_head(subject, number, &story.name, &description);
        page.set_trail(scene.trail(Directory::Stories, &story.name, &url));
        page.json_ld = json_ld::collection(digest, &page);
        let list = ListView::new(scene, subject, number);
        StoryView {
            site: scene.site.clone(),
            page,
            name: story.name.clone(),
            summary: story.summary.clone(),
            developing: is_developing(scene, id),
            body: if number.is_none() {
                body::html(digest, scene.inputs, &story.file, &story.body, &url)
            } else {
                Html::default()
            },
            told: list::told(scene, subject, number),
            list,
            extra: story.extra.clone(),
        }
    }
}

/// Days after which a story without a new article no longer develops.
const QUIET: i64 = 60;

/// Whether a story still develops, counted back from the newest article.
pub(super) fn is_developing(scene: &Scene<'_>, id: StoryId) -> bool {
    let digest = scene.digest;
    let latest = digest.coverage(Subject::Story(id)).about.first();
    let (Some(latest), Some(newest)) = (latest, digest.articles.first()) else { return false };
    let apart =
        newest.article.date.timestamp.as_second() - digest.entry(*latest).article.date.timestamp.as_second();
    !digest.stories[&id].closed && apart <= QUIET * 86_400
}
