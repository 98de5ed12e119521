//! What stands at a URL: the route of a path, with the redirects that any web server makes. Never knows HTTP.

use std::borrow::Cow;

use crate::Site;
use crate::diagnostic::Diagnostic;
use crate::digest::Ix;
use crate::entity::{ArticleId, PageId, Subject};
use crate::input_path::InputPath;
use crate::record::{Period, Record};
use crate::render::Rendered;
use crate::route::Route;

/// What a request for a path comes to.
#[derive(Debug)]
pub enum Answer {
    /// These bytes, which are a file of this name.
    Bytes(Vec<u8>, String),
    /// Another path: a folder without its slash, or the root of a site that lies below it.
    Elsewhere(String),
    /// Nothing.
    Nothing,
    /// A page that cannot be rendered.
    Failed(Box<Diagnostic>),
}

/// The bytes of what is rendered, which may lie on disk; `None` where they cannot be had.
type Fetch<'a> = &'a dyn Fn(Rendered) -> Result<Option<Vec<u8>>, Box<Diagnostic>>;

/// Answers a request for a path, percent-encoded as it came, without its query.
pub fn answer(site: &Site, path: &str, fetch: Fetch<'_>) -> Answer {
    let base = &site.digest.config.base_path;
    if path == "/" && base != "/" {
        return Answer::Elsewhere(base.clone());
    }
    let Some(below) = below(site, path) else {
        let is_base = base.strip_suffix('/') == Some(path);
        return if is_base { Answer::Elsewhere(base.clone()) } else { Answer::Nothing };
    };
    match find(site, &below) {
        Some(route) => render(site, route, &below, fetch),
        None if site.routes.get(&format!("{below}/")).is_some() => Answer::Elsewhere(format!("{path}/")),
        None => Answer::Nothing,
    }
}

/// The path below the site's root, decoded; `None` for what cannot be a path of the site.
pub fn below<'a>(site: &Site, path: &'a str) -> Option<Cow<'a, str>> {
    decoded(path.strip_prefix(site.digest.config.base_path.as_str())?)
}

/// The route at a path below the site's root. `…/index.html` is the page of its folder, as on any web server.
pub fn find<'a>(site: &'a Site, below: &str) -> Option<&'a Route> {
    site.routes.get(below).or_else(|| {
        let folder = below.strip_suffix("index.html").filter(|it| it.is_empty() || it.ends_with('/'))?;
        site.routes.get(folder)
    })
}

fn render(site: &Site, route: &Route, below: &str, fetch: Fetch<'_>) -> Answer {
    let name = crate::route::file_of(below);
    match site.render(&site.scene(), route) {
        Ok(rendered) => match fetch(rendered) {
            Ok(Some(bytes)) => Answer::Bytes(bytes, name),
            Ok(None) => Answer::Nothing,
            Err(failure) => Answer::Failed(failure),
        },
        Err(failure) => Answer::Failed(failure),
    }
}

/// The page for what is not there.
pub fn not_found(site: &Site) -> Vec<u8> {
    match site.render(&site.scene(), &Route::NotFound) {
        Ok(Rendered::Bytes(bytes)) => bytes,
        _ => b"<!doctype html><title>Not found</title><body><h1>Not found</h1></body>".to_vec(),
    }
}

/// Percent-decoded; `None` for what is no UTF-8 or holds a control character or backslash.
pub fn decoded(path: &str) -> Option<Cow<'_, str>> {
    let is_bad = |c: char| c.is_control() || c == '\\';
    let text = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    (!text.contains(is_bad)).then_some(text)
}

/// What a page is of, whatever its URL is in a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// An article.
    Article(ArticleId),
    /// A subject.
    Subject(Subject),
    /// A page such as About.
    Page(PageId),
}

/// What the page at a path is of, if its URL may change.
pub fn lasting(site: &Site, path: &str) -> Option<Lasting> {
    match find(site, &below(site, path)?)? {
        Route::Article(ix) => Some(Lasting::Article(site.digest.entry(*ix).article.id)),
        Route::Subject(subject, None) => Some(Lasting::Subject(*subject)),
        Route::Page(id) => Some(Lasting::Page(*id)),
        _ => None,
    }
}

/// Where a page is now; `None` when it is gone.
pub fn url_of(site: &Site, page: Lasting) -> Option<String> {
    let digest = &site.digest;
    let route = match page {
        Lasting::Article(id) => {
            Route::Article(digest.articles.iter().position(|entry| entry.article.id == id)? as Ix)
        }
        Lasting::Subject(subject) => Route::Subject(subject, None),
        Lasting::Page(id) => Route::Page(*digest.pages.get_key_value(&id)?.0),
    };
    let path = route.path(digest);
    site.routes.get(&path).map(|_| format!("{}{path}", digest.config.base_path))
}

/// The page that shows what a file says.
pub fn of_file(site: &Site, file: &InputPath) -> Option<String> {
    let digest = &site.digest;
    let page = match site.record(file)? {
        Record::Article(it) => Lasting::Article(it.id),
        Record::Country(it) => Lasting::Subject(Subject::Entity(crate::entity::EntityId::Country(it.id))),
        Record::Person(it) => Lasting::Subject(Subject::Entity(crate::entity::EntityId::Person(it.id))),
        Record::Organization(it) => {
            Lasting::Subject(Subject::Entity(crate::entity::EntityId::Organization(it.id)))
        }
        Record::Topic(it) => Lasting::Subject(Subject::Entity(crate::entity::EntityId::Topic(it.id))),
        Record::Story(it) => Lasting::Subject(Subject::Story(it.id)),
        Record::Page(it) => Lasting::Page(it.id),
        Record::Edition(it) => {
            let route = match it.period {
                Period::Day(day) => Route::Day(day),
                Period::Week(week) => Route::Week(week),
            };
            let path = route.path(digest);
            return site.routes.get(&path).map(|_| format!("{}{path}", digest.config.base_path));
        }
    };
    url_of(site, page)
}

/// The file that the page at a path shows, where it is one file's page.
pub fn file_at<'a>(site: &'a Site, path: &str) -> Option<&'a InputPath> {
    let digest = &site.digest;
    match lasting(site, path)? {
        Lasting::Article(id) => {
            digest.articles.iter().find(|entry| entry.article.id == id).map(|entry| &entry.article.file)
        }
        Lasting::Subject(subject) => digest.file_of(subject).map(|(file, ..)| file),
        Lasting::Page(id) => digest.pages.get(&id).map(|page| &page.file),
    }
}
