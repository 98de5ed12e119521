//! Every route of a snapshot: what has a page, and what lies beside it. Never knows how a URL is spelt.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{
    Directory, FeedOf, Format, HEADLINES, Moved, Route, SITEMAP_LIMIT, collision, file_of, picture_name,
};
use crate::config::EditionPeriod;
use crate::diagnostic::{Code, Diagnostic, Span, closest};
use crate::digest::{Destination, Digest, Ix, Pages};
use crate::entity::Subject;
use crate::input::Inputs;
use crate::input_path::InputPath;
use crate::markdown::{Body, Target};
use crate::slug;

/// Every route of a snapshot by its path.
#[derive(Debug, Default)]
pub struct Routes {
    /// Where in `all` the route of each path is.
    by_path: FxHashMap<String, usize>,
    all: Vec<(String, Route)>,
    /// Two things on one URL, and links to a URL that has none.
    pub found: Vec<Diagnostic>,
}

impl Routes {
    /// Every route with its path, in a fixed order.
    pub fn all(&self) -> &[(String, Route)] {
        &self.all
    }

    /// How many of them are pages for readers: HTML that is no stub of a redirect.
    pub fn pages(&self) -> usize {
        let is_page = |(path, route): &&(String, Route)| {
            let redirect = matches!(route, Route::Redirect(..) | Route::RelationRedirect(_));
            file_of(path).ends_with(".html") && !redirect
        };
        self.all.iter().filter(is_page).count()
    }

    /// The route at a path below the site's root, as `Route::path` writes it.
    pub fn get(&self, path: &str) -> Option<&Route> {
        self.by_path.get(path).map(|at| &self.all[*at].1)
    }
}

/// All routes of a digest, `statics` being the names of the static files. Two things on one URL are an error, and so
/// is a link to a path of this site that has no route.
pub fn routes<'a>(digest: &Digest, inputs: &Inputs, statics: impl Iterator<Item = &'a str>) -> Routes {
    let mut all: Vec<(String, Route)> =
        list(digest, statics).into_par_iter().map(|route| (route.path(digest), route)).collect();
    attachments(digest, inputs, &mut all);
    let (mut diagnostics, by_path) =
        rayon::join(|| collision::find(digest, inputs, &all), || first_places(&all));
    if by_path.len() < all.len() {
        let mut place = 0;
        all.retain(|(path, _)| {
            let is_first = by_path[path] == place;
            place += usize::from(is_first);
            is_first
        });
    }
    let mut routes = Routes { by_path, all, found: Vec::new() };
    check_site_links(digest, &routes, &mut diagnostics);
    routes.found = diagnostics;
    routes
}

/// Where the route of each path is when only the first of equal ones is left: a page may show a photo twice.
fn first_places(all: &[(String, Route)]) -> FxHashMap<String, usize> {
    let mut by_path = FxHashMap::with_capacity_and_hasher(all.len(), Default::default());
    for (path, _) in all {
        let place = by_path.len();
        by_path.entry(path.clone()).or_insert(place);
    }
    by_path
}

fn list<'a>(digest: &Digest, statics: impl Iterator<Item = &'a str>) -> Vec<Route> {
    let mut routes = vec![Route::Home];
    routes.extend((0..digest.articles.len() as Ix).map(Route::Article));
    for (subject, coverage) in sorted_coverage(digest) {
        let per_page = digest.config.per_page;
        let numbered =
            Pages::new(coverage.0, per_page).numbered().max(Pages::new(coverage.1, per_page).numbered());
        let pages = std::iter::once(None).chain((1..=numbered).map(Some));
        let is_relation = matches!(subject, Subject::Relation(_));
        let is_outlet = matches!(subject, Subject::Outlet(_));
        for page in pages {
            routes.push(Route::Subject(subject, page));
            if !is_relation && !is_outlet {
                routes.push(Route::Twin(subject, page));
            }
        }
        if !is_outlet {
            routes.push(Route::Feed(FeedOf::Subject(subject), Format::Atom));
            if !is_relation {
                routes.push(Route::Feed(FeedOf::Subject(subject), Format::Json));
            }
        }
        if let Subject::Entity(id) = subject {
            routes.push(Route::HoverCard(id));
        }
        if let Subject::Relation(relation) = subject {
            routes.push(Route::RelationRedirect(relation));
        }
    }
    routes.extend(Directory::ALL.map(Route::Directory));
    routes.extend([Route::Map, Route::Archive]);
    routes.extend(digest.years().into_iter().map(|(year, _)| Route::Year(year)));
    for ((year, month), range) in digest.months() {
        let numbered = Pages::new(range.len(), digest.config.per_page).numbered();
        routes.extend(
            std::iter::once(None).chain((1..=numbered).map(Some)).map(|page| Route::Month(year, month, page)),
        );
    }
    routes.extend(digest.days().into_iter().map(|(day, _)| Route::Day(day)));
    if digest.config.edition == EditionPeriod::Weekly {
        routes.extend(digest.weeks().into_iter().map(|(week, _)| Route::Week(week)));
    }
    routes.push(Route::Corrections);
    routes.extend(digest.pages.keys().copied().map(Route::Page));
    routes.extend([Route::Search, Route::Names, Route::OpenSearch, Route::Headlines(None)]);
    let headlines = Pages::new(digest.articles.len(), HEADLINES).numbered();
    routes.extend((1..=headlines).map(|number| Route::Headlines(Some(number))));
    routes.extend([
        Route::NotFound,
        Route::Feed(FeedOf::Site, Format::Atom),
        Route::Feed(FeedOf::Site, Format::Json),
        Route::Rss,
    ]);
    let indexed = routes.iter().filter(|route| route.is_indexed(digest)).count();
    let parts = if indexed > SITEMAP_LIMIT { indexed.div_ceil(SITEMAP_LIMIT) } else { 0 };
    // It takes long: whoever makes all routes in this order should not come to it last, and alone.
    routes.splice(1..1, [Route::Sitemap].into_iter().chain((1..=parts).map(Route::SitemapPart)));
    let statics: Vec<&str> = statics.collect();
    // Whom a site lets read it is its editor's to say.
    let has_own_robots = statics.contains(&"root/robots.txt");
    routes.extend((!has_own_robots).then_some(Route::Robots).into_iter().chain([Route::Headers]));
    let articles = (0..digest.articles.len() as Ix).map(Moved::Article);
    let subjects = digest.subjects().map(Moved::Subject);
    for moved in articles.chain(subjects).chain(digest.pages.keys().copied().map(Moved::Page)) {
        let redirects = moved.redirects(digest).len();
        routes.extend((0..redirects).map(|index| Route::Redirect(moved, index)));
    }
    routes.extend(statics.iter().map(|name| Route::Static(name.to_string())));
    routes
}

/// Every subject with a page, with the lengths of its two lists, in a fixed order. People, organizations, stories and
/// topics with a file have a page though no article names them.
fn sorted_coverage(digest: &Digest) -> BTreeMap<Subject, (usize, usize)> {
    let lengths = |subject| {
        let coverage = digest.coverage(subject);
        (subject, (coverage.about.len(), coverage.mentioned.len()))
    };
    digest.subjects().map(lengths).collect()
}

/// The files beside pages: each lies in the folder of the page that shows it.
fn attachments(digest: &Digest, inputs: &Inputs, all: &mut Vec<(String, Route)>) {
    let mut found = Vec::new();
    for (folder, route) in all.iter() {
        let (file, body, more) = match route {
            Route::Article(ix) => {
                let article = &digest.entry(*ix).article;
                (&article.file, &article.body, article.image.as_ref().map(|photo| photo.file.value.as_str()))
            }
            Route::Page(id) => (&digest.pages[id].file, &digest.pages[id].body, None),
            Route::Subject(subject, None) => match digest.file_of(*subject) {
                Some((file, body, more)) => (file, body, more),
                None => continue,
            },
            _ => continue,
        };
        let links = body.links.iter().filter_map(|link| match &link.target {
            Target::Attachment(path) => Some(path.as_str()),
            _ => None,
        });
        for path in body.images.iter().map(|image| image.file.as_str()).chain(more).chain(links) {
            // A file that is not there has no URL; that it is missing has been said.
            let Some(input) = file.join(path).filter(|input| inputs.get(input.as_str()).is_some()) else {
                continue;
            };
            match inputs.picture(&input).filter(|picture| !picture.is_too_large()) {
                Some(picture) => found.extend(picture.widths().into_iter().map(|width| {
                    let name = picture_name(&input, &picture, width);
                    (format!("{folder}{name}"), Route::Picture(input.clone(), width))
                })),
                None => found.push((format!("{folder}{}", input.file_name()), Route::Attachment(input))),
            }
        }
    }
    all.extend(found);
}

/// A site that moved here may have a dead link in every article: what is meant is sought for so many paths.
const MOST_HINTS: usize = 100;

/// Links to a path of this site that has no route.
fn check_site_links(digest: &Digest, routes: &Routes, diagnostics: &mut Vec<Diagnostic>) {
    // Nobody knows below which path the site lies.
    if digest.config.is_unread("base_url") {
        return;
    }
    let mut dead: Vec<(&InputPath, usize, String)> = Vec::new();
    for (file, destinations) in digest.destinations.iter() {
        for (index, destination) in destinations.iter().enumerate() {
            let Some(Destination::Site(url)) = destination else { continue };
            let path = url.split(['#', '?']).next().unwrap_or_default();
            let path =
                path.strip_prefix(digest.config.base_path.as_str()).unwrap_or(path).trim_start_matches('/');
            let path = slug::decoded(path);
            if routes.get(&path).is_none() && routes.get(&format!("{path}index.html")).is_none() {
                dead.push((file, index, path));
            }
        }
    }
    if dead.is_empty() {
        return;
    }
    let bodies: FxHashMap<&InputPath, &Body> = digest.bodies().collect();
    let folders: Vec<&str> =
        routes.all.iter().map(|(path, _)| path.as_str()).filter(|path| path.ends_with('/')).collect();
    let mut hints: FxHashMap<String, String> = FxHashMap::default();
    for (file, index, path) in dead {
        let Some(link) = bodies.get(file).and_then(|body| body.links.get(index)) else { continue };
        let is_sought = hints.len() < MOST_HINTS;
        let hint = || {
            let with_slash = format!("{path}/");
            if routes.get(&with_slash).is_some() {
                return format!("write `/{with_slash}`");
            }
            let near = closest(&path, folders.iter().copied().filter(|_| is_sought));
            near.map_or_else(
                || "link to a page by its file or by [[its name]]".to_string(),
                |near| format!("did you mean `/{near}`?"),
            )
        };
        let message = format!("the site has no page `/{path}`");
        let known = hints.get(&path).cloned();
        let hint = known.unwrap_or_else(hint);
        hints.insert(path, hint.clone());
        let span = Span::new(file, link.source.clone());
        // Something else may stand on the same host, and only its whole address leads there.
        let told = match link.target {
            Target::External(_) => Diagnostic::warning(Code::DeadLink, span, message),
            _ => Diagnostic::error(Code::DeadLink, span, message),
        };
        diagnostics.push(told.hint(hint));
    }
}
