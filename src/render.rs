//! One route to its bytes: the same for the build and the preview. Reads nothing but its arguments.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::config::{Config, Search};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::digest::Digest;
use crate::entity::{EntityId, Subject};
use crate::feed;
use crate::input::Inputs;
use crate::input_path::InputPath;
use crate::picture::Cache;
use crate::route::{Directory, Route, Routes};
use crate::theme::{self, StaticFile, Theme};
use crate::view::Scene;
use crate::view::archive::{ArchiveView, MonthView, YearView};
use crate::view::article::ArticleView;
use crate::view::country::CountryView;
use crate::view::directory::DirectoryView;
use crate::view::edition::EditionPage;
use crate::view::home::HomeView;
use crate::view::map::MapView;
use crate::view::organization::OrganizationView;
use crate::view::outlet::OutletView;
use crate::view::page::{CorrectionsView, NotFoundView, PageView, RedirectView};
use crate::view::person::PersonView;
use crate::view::relation::RelationView;
use crate::view::search::SearchView;
use crate::view::story::StoryView;
use crate::view::topic::TopicView;

/// What stands at a URL.
#[derive(Debug, PartialEq, Eq)]
pub enum Rendered {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of this file on disk.
    Copy(PathBuf),
    /// A copy of a picture.
    Resize(Resize),
}

/// A copy of a picture that is to be made from its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resize {
    /// The picture.
    pub of: InputPath,
    /// Where it lies on disk.
    pub from: PathBuf,
    /// How many pixels the copy is wide.
    pub width: u32,
}

impl Resize {
    /// Makes the copy, unless the cache has it. A picture that cannot be read is its author's mistake.
    pub fn make(&self, bytes: &[u8], cache: &Cache) -> Result<Vec<u8>, Box<Diagnostic>> {
        cache.resized(bytes, self.width).map_err(|what| {
            let diagnostic = Diagnostic::error(Code::BadImage, Span::whole(&self.of), what);
            Box::new(diagnostic.hint("copy the file again, or export it again"))
        })
    }
}

/// Renders a route. A template that fails is a diagnostic that names its file, line and column.
pub fn render(
    scene: &Scene<'_>,
    theme: &Theme,
    routes: &Routes,
    route: &Route,
) -> Result<Rendered, Box<Diagnostic>> {
    let inputs = scene.inputs;
    let digest = scene.digest;
    let bytes = match route {
        Route::Home => theme.render("home.html", &HomeView::new(scene), inputs)?,
        Route::Article(ix) => theme.render("article.html", &ArticleView::new(scene, *ix), inputs)?,
        Route::Subject(subject, number) => match *subject {
            Subject::Entity(EntityId::Country(id)) => {
                theme.render("country.html", &CountryView::new(scene, id, *number), inputs)?
            }
            Subject::Entity(EntityId::Person(id)) => {
                theme.render("person.html", &PersonView::new(scene, id, *number), inputs)?
            }
            Subject::Entity(EntityId::Organization(id)) => {
                theme.render("organization.html", &OrganizationView::new(scene, id, *number), inputs)?
            }
            Subject::Entity(EntityId::Topic(id)) => {
                theme.render("topic.html", &TopicView::new(scene, id, *number), inputs)?
            }
            Subject::Story(id) => theme.render("story.html", &StoryView::new(scene, id, *number), inputs)?,
            Subject::Outlet(id) => {
                theme.render("outlet.html", &OutletView::new(scene, id, *number), inputs)?
            }
            Subject::Relation(relation) => {
                theme.render("relation.html", &RelationView::new(scene, relation, *number), inputs)?
            }
        },
        Route::Twin(subject, number) => feed::twin::render(scene, *subject, *number),
        Route::HoverCard(id) => feed::hover_card::render(digest, *id),
        Route::Feed(of, format) => feed::render(scene, *of, *format),
        Route::Directory(directory) => {
            theme.render(directory_template(*directory), &DirectoryView::new(scene, *directory), inputs)?
        }
        Route::Map => theme.render("map.html", &MapView::new(scene), inputs)?,
        Route::Archive => theme.render("archive.html", &ArchiveView::new(scene), inputs)?,
        Route::Year(year) => theme.render("year.html", &YearView::new(scene, *year), inputs)?,
        Route::Month(year, month, number) => {
            theme.render("month.html", &MonthView::new(scene, *year, *month, *number), inputs)?
        }
        Route::Day(day) => theme.render("edition.html", &EditionPage::day(scene, *day), inputs)?,
        Route::Week(week) => theme.render("edition.html", &EditionPage::week(scene, *week), inputs)?,
        Route::Corrections => theme.render("corrections.html", &CorrectionsView::new(scene), inputs)?,
        Route::Page(id) => theme.render("page.html", &PageView::new(scene, *id), inputs)?,
        Route::Search => theme.render("search.html", &SearchView::new(scene), inputs)?,
        Route::Names => feed::search::names(digest),
        Route::Headlines(number) => feed::search::headlines(digest, *number),
        Route::OpenSearch => feed::search::description(digest),
        Route::NotFound => theme.render("404.html", &NotFoundView::new(scene), inputs)?,
        Route::Redirect(moved, _) => {
            let view = RedirectView::new(scene, &moved.route(), &moved.name(digest));
            theme.render("redirect.html", &view, inputs)?
        }
        Route::RelationRedirect(relation) => {
            let subject = Subject::Relation(*relation);
            let view =
                RedirectView::new(scene, &Route::Subject(subject, None), &digest.subject_name(subject));
            theme.render("redirect.html", &view, inputs)?
        }
        Route::Rss => feed::rss::render(scene),
        Route::Sitemap => feed::sitemap::render(digest, routes),
        Route::SitemapPart(number) => feed::sitemap::part(digest, routes, *number),
        Route::Robots => feed::sitemap::robots(digest),
        Route::Headers => headers(digest, routes),
        Route::Static(name) => match &theme.statics[name] {
            StaticFile::Embedded(bytes) => bytes.to_vec(),
            StaticFile::Input(path) => return Ok(Rendered::Copy(disk(inputs, path))),
        },
        Route::Attachment(path) => return Ok(Rendered::Copy(disk(inputs, path))),
        Route::Picture(path, width) => {
            let (of, from) = (path.clone(), disk(inputs, path));
            return Ok(Rendered::Resize(Resize { of, from, width: *width }));
        }
    };
    match scene.failure() {
        Some(failure) => Err(Box::new(failure.clone())),
        None => Ok(Rendered::Bytes(bytes)),
    }
}

fn disk(inputs: &Inputs, path: &InputPath) -> PathBuf {
    inputs.get(path.as_str()).map_or_else(|| PathBuf::from(path.as_str()), |input| input.disk.clone())
}

fn directory_template(directory: Directory) -> &'static str {
    match directory {
        Directory::Countries => "countries.html",
        Directory::People => "people.html",
        Directory::Organizations => "organizations.html",
        Directory::Topics => "topics.html",
        Directory::Stories => "stories.html",
        Directory::Relations => "relations.html",
        Directory::Outlets => "outlets.html",
    }
}

/// The policy that every page keeps: nothing is loaded from another host, nothing inline is run.
pub const CONTENT_SECURITY_POLICY: &str =
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The same where the full text is searched: by WebAssembly, which is run from this host too.
pub const SEARCH_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The policy of a path below the site's root.
pub fn policy(config: &Config, path: &str) -> &'static str {
    let searches = config.search == Search::Full && path.starts_with("search/");
    if searches { SEARCH_POLICY } else { CONTENT_SECURITY_POLICY }
}

/// Whether HTML stands at a path.
fn is_page(path: &str) -> bool {
    path.is_empty() || path.ends_with('/') || path.ends_with(".html")
}

/// `_headers`, as Netlify, Cloudflare Pages and others read it.
fn headers(digest: &Digest, routes: &Routes) -> Vec<u8> {
    let base = &digest.config.base_path;
    let policy_of = |path| format!("  Content-Security-Policy: {}\n", policy(&digest.config, path));
    let mut headers = format!(
        "{base}*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n"
    );
    match digest.config.search {
        Search::Names => headers.push_str(&policy_of("")),
        // A page that two rules match would get both policies, and keep to the stricter: so each has one rule. Hosts read
        // a hundred, and stubs of redirects would take as many as a site has old addresses: those say it themselves, and
        // so does the page for an address that is none.
        Search::Full => {
            let is_stub = |route: &Route| matches!(route, Route::Redirect(..) | Route::RelationRedirect(_));
            let pages = routes.all().iter().filter(|(path, route)| is_page(path) && !is_stub(route));
            let top = |path: &str| path.find('/').map_or(path.len(), |slash| slash + 1);
            let tops: BTreeSet<&str> = pages.map(|(path, _)| &path[..top(path)]).collect();
            for top in tops {
                let rest = if top.ends_with('/') { "*" } else { "" };
                headers.push_str(&format!("{base}{top}{rest}\n{}", policy_of(top)));
            }
        }
    }
    // The theme asks for these with a fingerprint behind them. What else lies in `static/` has no such name, and hosts
    // ask whether it changed.
    let themes: BTreeSet<String> = theme::files().map(|(path, _)| path).collect();
    let is_themes = |path: &str| path == "static/custom.css" || themes.contains(path);
    for (path, _) in routes.all().iter().filter(|(path, _)| is_themes(path)) {
        headers.push_str(&format!("{base}{path}\n  Cache-Control: public, max-age=31536000, immutable\n"));
    }
    headers.into_bytes()
}
