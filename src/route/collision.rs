//! Two things on one URL.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{FeedOf, Route, file_of};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::digest::Digest;
use crate::entity::Subject;
use crate::input::Inputs;
use crate::input_path::InputPath;

/// Two things on one file, or one where the other needs a folder. Names that differ in letter case only are one file
/// on some systems.
pub(super) fn find(digest: &Digest, inputs: &Inputs, all: &[(String, Route)]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let key = |path: &str| {
        let file = file_of(path);
        if file.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) { file.to_lowercase() } else { file }
    };
    let keys: Vec<String> = all.par_iter().map(|(path, _)| key(path)).collect();
    let mut files: FxHashMap<&str, usize> =
        FxHashMap::with_capacity_and_hasher(all.len(), Default::default());
    // A person's page, feeds and twin collide together: the page says it for all.
    let mut told = FxHashSet::default();
    let mut tell = |first: &(String, Route), second: &(String, Route), is_folder: bool| {
        // Of two articles with one id, this has been said.
        let id = |route: &Route| match route {
            Route::Article(ix) => Some(digest.entry(*ix).article.id),
            _ => None,
        };
        if id(&first.1).is_some() && id(&first.1) == id(&second.1) {
            return;
        }
        let places = (place(digest, inputs, &first.1), place(digest, inputs, &second.1));
        if is_folder && let (Route::Static(_), (Some(span), what)) = (&first.1, &places.0) {
            // Whatever lies in the folder: the file is in its way.
            let whole = (Some(span.clone()), what.clone());
            if told.insert((whole.clone(), whole)) {
                let message =
                    format!("{what} is published as /{}, where the site has a folder", file_of(&first.0));
                let diagnostic = Diagnostic::error(Code::DuplicateUrl, span.clone(), message);
                diagnostics.push(diagnostic.hint("rename the file, or take it out"));
            }
            return;
        }
        // Two redirects of one article are told apart by their places.
        let key = |place: &Where| (place.0.clone(), place.1.clone());
        if told.insert((key(&places.0), key(&places.1))) {
            let folder = is_folder.then(|| file_of(&first.0));
            diagnostics.push(collision(&second.0, [&first.1, &second.1], places, folder));
        }
    };
    for (index, (path, route)) in all.iter().enumerate() {
        match files.entry(&keys[index]) {
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(index);
            }
            std::collections::hash_map::Entry::Occupied(slot) => {
                let first = &all[*slot.get()];
                if first.1 != *route || first.0 != *path {
                    tell(first, &all[index], false);
                }
            }
        }
    }
    for (index, file) in keys.iter().enumerate() {
        let folders = file.match_indices('/').map(|(at, _)| &file[..at]);
        if let Some(first) = folders.filter_map(|folder| files.get(folder)).next() {
            tell(&all[*first], &all[index], true);
        }
    }
    diagnostics
}

fn collision(
    path: &str,
    [first, second]: [&Route; 2],
    (one, other): (Where, Where),
    folder: Option<String>,
) -> Diagnostic {
    let is_redirect = |route: &Route| matches!(route, Route::Redirect(..));
    let hint = match second {
        Route::Redirect(..) if folder.is_some() => "a file cannot be a folder too: take one of them out",
        Route::Redirect(..) if is_redirect(first) => "keep the redirect in one place: it leads to one page",
        Route::Redirect(..) => "take the redirect out: what is published now stands there",
        Route::Attachment(_) | Route::Picture(..) => "rename one of the two files",
        Route::Static(_) => "rename the file, or take it out: the site makes its own",
        _ => "give one of the two a line `slug: …` of its own",
    };
    // The place that names a file comes second: it is the one to be mended.
    let (first, (span, what)) = if other.0.is_some() { (one, other) } else { (other, one) };
    let message = match folder {
        None => format!("{what} has the URL /{path}, which {} has already", first.1),
        Some(file) => format!("{what} has the URL /{path}, where {} is the file /{file}", first.1),
    };
    let diagnostic =
        Diagnostic::error(Code::DuplicateUrl, span.unwrap_or_else(Config::span), message).hint(hint);
    match first.0 {
        Some(span) => diagnostic.also(span, "the other one"),
        None => diagnostic,
    }
}

/// A place in a file, if there is one, and what stands there.
type Where = (Option<Span>, String);

fn place(digest: &Digest, inputs: &Inputs, route: &Route) -> Where {
    match route {
        Route::Article(ix) => {
            let article = &digest.entry(*ix).article;
            (Some(Span::whole(&article.file)), format!("the article {}", article.file))
        }
        Route::Redirect(moved, index) => match moved.file(digest) {
            Some(file) => {
                let range = moved.redirects(digest)[*index].range.clone();
                (Some(Span::new(file, range)), format!("a redirect of {file}"))
            }
            None => (None, "a redirect".to_string()),
        },
        Route::Page(id) => {
            (Some(Span::whole(&digest.pages[id].file)), format!("the page {}", digest.pages[id].file))
        }
        Route::HoverCard(id) => place(digest, inputs, &Route::Subject(Subject::Entity(*id), None)),
        Route::Subject(subject, _) | Route::Twin(subject, _) | Route::Feed(FeedOf::Subject(subject), _) => {
            match digest.file_of(*subject) {
                Some((file, ..)) => (Some(Span::whole(file)), format!("{file}")),
                None => (None, format!("the page of {}", digest.subject_name(*subject))),
            }
        }
        Route::Attachment(file) | Route::Picture(file, _) => {
            (Some(Span::whole(file)), format!("the file {file}"))
        }
        Route::Static(name) => {
            let file = InputPath::new(&format!("static/{name}"));
            let is_own = inputs.get(file.as_str()).is_some();
            (is_own.then(|| Span::whole(&file)), format!("the file {file}"))
        }
        _ => (None, "a page of the site itself".to_string()),
    }
}
