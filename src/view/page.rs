//! What `page.html`, `corrections.html`, `404.html` and `redirect.html` may read.

use serde::Serialize;

use super::article::CorrectionView;
use super::parts::{DateView, Link};
use super::{Head, Scene, body, json_ld};
use crate::digest::Ix;
use crate::entity::PageId;
use crate::route::Route;
use crate::theme::{Html, Shared};

/// A page such as About.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The headline.
    pub title: String,
    /// The text as HTML.
    pub body: Html,
    /// The page's `extra`.
    pub extra: serde_json::Value,
}

/// All corrections of the digest.
#[derive(Debug, Serialize)]
pub struct CorrectionsView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The corrections, newest first.
    pub corrections: Vec<CorrectionRow>,
}

/// A correction with its article.
#[derive(Debug, Serialize)]
pub struct CorrectionRow {
    /// What was put right, and when.
    pub correction: CorrectionView,
    /// The article.
    pub card: Shared,
}

/// The page shown for a URL that does not exist.
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The newest articles.
    pub cards: Vec<Shared>,
}

/// The stub at an old URL.
#[derive(Debug, Serialize)]
pub struct RedirectView {
    /// The site.
    pub site: Shared,
    /// Where it leads.
    pub target: Link,
    /// The same as an absolute URL.
    pub canonical: String,
}

impl PageView {
    /// The view of a page.
    pub fn new(scene: &Scene<'_>, id: PageId) -> PageView {
        let digest = scene.digest;
        let record = &digest.pages[&id];
        let mut page = scene.head(&Route::Page(id), record.title.clone(), record.summary.clone());
        page.set_trail(vec![
            Link::new(&digest.language().say("Home", &[]), &digest.config.base_path),
            Link::new(&record.title, &page.url),
        ]);
        page.json_ld = json_ld::collection(digest, &page);
        let body = body::html(digest, scene.inputs, &record.file, &record.body, &page.url);
        PageView {
            site: scene.site.clone(),
            page,
            title: record.title.clone(),
            body,
            extra: record.extra.clone(),
        }
    }
}

impl CorrectionsView {
    /// The view of the corrections.
    pub fn new(scene: &Scene<'_>) -> CorrectionsView {
        let digest = scene.digest;
        let title = digest.config.title.as_str();
        let mut page = {
            let said = digest.language();
            let about = said.say("What {title} has put right", &[("title", title)]);
            scene.head(&Route::Corrections, said.say("Corrections", &[]), about)
        };
        page.set_trail(vec![
            Link::new(&digest.language().say("Home", &[]), &digest.config.base_path),
            Link::new(&digest.language().say("Corrections", &[]), &page.url),
        ]);
        page.json_ld = json_ld::collection(digest, &page);
        let mut rows = Vec::new();
        for (ix, entry) in digest.articles.iter().enumerate() {
            rows.extend(entry.article.corrections.iter().map(|correction| (correction, ix as Ix)));
        }
        rows.sort_by(|a, b| b.0.date.timestamp.cmp(&a.0.date.timestamp).then(a.1.cmp(&b.1)));
        let row = |(correction, ix): (&crate::record::Correction, Ix)| CorrectionRow {
            correction: CorrectionView {
                date: DateView::day(digest, correction.date.day),
                text: correction.text.clone(),
            },
            card: scene.card(ix),
        };
        CorrectionsView { site: scene.site.clone(), page, corrections: rows.into_iter().map(row).collect() }
    }
}

impl NotFoundView {
    /// The view of the page for URLs that do not exist.
    pub fn new(scene: &Scene<'_>) -> NotFoundView {
        let page =
            scene.head(&Route::NotFound, scene.digest.language().say("Page not found", &[]), String::new());
        let newest = 0..scene.digest.articles.len().min(6) as Ix;
        NotFoundView { site: scene.site.clone(), page, cards: newest.map(|ix| scene.card(ix)).collect() }
    }
}

impl RedirectView {
    /// The stub that leads to another route.
    pub fn new(scene: &Scene<'_>, to: &Route, name: &str) -> RedirectView {
        let url = to.url(scene.digest);
        RedirectView {
            site: scene.site.clone(),
            target: Link::new(name, &url),
            canonical: scene.digest.config.absolute(&url),
        }
    }
}
