//! What `search.html` may read.

use serde::Serialize;

use super::parts::Link;
use super::{Head, Scene};
use crate::config::Search;
use crate::route::Route;
use crate::theme::Shared;

/// The page where one searches.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// Root-relative URL of the script that searches the full text, or null where only names and headlines are searched.
    pub full_text: Option<String>,
}

impl SearchView {
    /// The view of the page.
    pub fn new(scene: &Scene<'_>) -> SearchView {
        let config = &scene.digest.config;
        let said = scene.digest.language();
        let description = said.say("Search {title}", &[("title", &config.title)]);
        let mut page = scene.head(&Route::Search, said.say("Search", &[]), description);
        page.set_trail(vec![
            Link::new(&scene.digest.language().say("Home", &[]), &config.base_path),
            Link::new(&said.say("Search", &[]), &page.url),
        ]);
        let full_text = (config.search == Search::Full)
            .then(|| format!("{}{}pagefind.js", config.base_path, crate::route::FULL_TEXT));
        SearchView { site: scene.site.clone(), page, full_text }
    }
}
