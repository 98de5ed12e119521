//! Dateline: a digest of articles in, a cross-linked site out.
//!
//! ```text
//! disk ──read──▶ Inputs ──parse──▶ records ──link──▶ Digest
//!                                                      │
//!                            Route ──view──▶ View ──render──▶ bytes ──publish──▶ disk
//! ```
//!
//! The modules are listed bottom-up: each knows only those above it.

#![warn(clippy::unwrap_used, clippy::print_stdout)]

pub mod html;
pub mod fold;
pub mod sentence;
pub mod table;
pub mod slug;
pub mod picture;
pub mod input_path;
pub mod diagnostic;
pub mod address;
pub mod input;
pub mod date;
pub mod entity;
pub mod atlas;
pub mod front_matter;
pub mod language;
pub mod config;
pub mod markdown;
pub mod record;
pub mod parse;
pub mod mention;
pub mod digest;
pub mod route;
pub mod plot;
pub mod theme;
pub mod view;
pub mod feed;
pub mod render;
#[cfg(feature = "full-text")]
pub mod full_text;
pub mod publish;
pub mod preview;
pub mod commands;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use config::Config;
use diagnostic::Diagnostic;
use digest::{Digest, Publish};
use input::{Inputs, ReadError};
use input_path::InputPath;
use language::Language;
use parse::Parsed;
use record::Record;
use render::Rendered;
use route::{Route, Routes};
use theme::Theme;
use view::{Scene, Shelf};

/// A snapshot: everything that is needed to answer any URL of the site.
#[derive(Debug)]
pub struct Site {
    /// The author's files.
    pub inputs: Inputs,
    /// The linked whole.
    pub digest: Digest,
    /// Every URL.
    pub routes: Arc<Routes>,
    /// Templates and static files.
    pub theme: Arc<Theme>,
    /// What is wrong with the author's files, in order.
    pub diagnostics: Vec<Diagnostic>,
    parsed: Parsed,
    shelf: OnceLock<Shelf>,
}

/// What the command line decides about a snapshot.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--now`, as written.
    pub now: Option<String>,
    /// `--drafts`.
    pub drafts: bool,
    /// `--future`.
    pub future: bool,
    /// `--base-url`, as written.
    pub base_url: Option<String>,
}

/// A failure of the machine or of the command line; mistakes of authors are diagnostics.
#[derive(Debug)]
pub enum Error {
    /// A file cannot be read.
    Read(ReadError),
    /// `--now` or `SOURCE_DATE_EPOCH` is no date.
    Now(String),
    /// `--base-url` is no base URL.
    BaseUrl(String),
    /// The site cannot be published.
    Publish(publish::Error),
    /// The index of the full text cannot be made: why.
    Index(String),
    /// The preview cannot be served: where, and what the machine said.
    Listen(String, std::io::Error),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Read(error) => error.fmt(f),
            Error::Now(said) => f.write_str(said),
            Error::BaseUrl(url) => {
                write!(f, "--base-url {url}: write a whole address such as https://example.org/")
            }
            Error::Publish(error) => error.fmt(f),
            Error::Index(said) => write!(f, "cannot make the index of the full text: {said}"),
            Error::Listen(address, error) => write!(f, "cannot listen on {address}: {error}"),
        }
    }
}

impl std::error::Error for Error {}

impl Site {
    /// Reads and links the digest below `root`.
    pub fn load(root: &Path, options: &Options) -> Result<Site, Error> {
        let (inputs, diagnostics) = input::read(root).map_err(Error::Read)?;
        Site::link(inputs, diagnostics, options, None)
    }

    /// Parses and links inputs; `diagnostics` are those of reading them. What `previous` knows of unchanged files is
    /// used again, and a file that has become broken, the configuration and the templates among them, stays as it was
    /// there: the rest moves on.
    pub fn link(
        inputs: Inputs,
        mut diagnostics: Vec<Diagnostic>,
        options: &Options,
        previous: Option<&Site>,
    ) -> Result<Site, Error> {
        if let Some(url) = options.base_url.as_deref().filter(|url| !config::is_base_url(url)) {
            return Err(Error::BaseUrl(url.to_string()));
        }
        let (config, found) = config::parse(inputs.get("digest.yaml"), options.base_url.as_deref());
        let is_broken = !inputs.has_text("digest.yaml") || diagnostic::errors(&found) > 0;
        let config = match previous {
            Some(previous) if is_broken || config == *previous.digest.config => {
                previous.digest.config.clone()
            }
            _ => Arc::new(config),
        };
        diagnostics.extend(found);
        let now = date::now(options.now.as_deref(), &config.time_zone).map_err(Error::Now)?;
        let publish = Publish { now, drafts: options.drafts, future: options.future };
        let changes = previous.map_or_else(Vec::new, |previous| inputs.changes(&previous.inputs));
        let before = previous.map(|previous| parse::Before { parsed: &previous.parsed, changes: &changes });
        let language = language::of(&config.language);
        let load_theme = || match previous {
            Some(previous) if previous.has_look_of(language, &changes) => previous.theme.clone(),
            _ => Arc::new(theme::load(&inputs, language, previous.map(|previous| &*previous.theme))),
        };
        let load_rest = || rayon::join(load_theme, || mention::prepare(&config.language)).0;
        let (parsed, theme) = rayon::join(|| parse::parse(&inputs, &config, before), load_rest);
        let patched = previous.and_then(|previous| previous.patched(&config, &parsed, &changes, &publish));
        let digest = patched.unwrap_or_else(|| {
            let records = parsed.records().cloned().collect();
            digest::link(config, records, &inputs, &publish, previous.map(|previous| &previous.digest))
        });
        let routes = match previous.filter(|previous| digest.has_urls_of(&previous.digest)) {
            Some(previous) if theme.statics.keys().eq(previous.theme.statics.keys()) => {
                previous.routes.clone()
            }
            _ => Arc::new(route::routes(&digest, &inputs, theme.statics.keys().map(String::as_str))),
        };
        diagnostics.extend(input::copies(&inputs));
        diagnostics.extend(parsed.diagnostics().chain(theme.diagnostics()).cloned());
        let found = digest.diagnostics().chain(&routes.found);
        diagnostics.extend(found.filter(|found| !parsed.is_past(found)).cloned());
        let Config { origin, base_path, .. } = &*digest.config;
        diagnostics.extend(theme::sheet_faults(&inputs, &theme, origin, base_path));
        let place = theme::Place { origin, base_path };
        diagnostics.extend(theme::dead_links(&inputs, &routes, &theme, &place));
        parsed.drop_consequences(&inputs, &mut diagnostics);
        diagnostic::sort(&mut diagnostics);
        let shelf = previous.and_then(|previous| previous.shelf_for(&digest, &theme));
        let shelf = shelf.map_or_else(OnceLock::new, OnceLock::from);
        Ok(Site { inputs, digest, routes, theme, diagnostics, parsed, shelf })
    }

    /// The digest after changes of articles' files that move nothing.
    fn patched(
        &self,
        config: &Arc<Config>,
        parsed: &Parsed,
        changes: &[InputPath],
        publish: &Publish,
    ) -> Option<Digest> {
        let content: Vec<&InputPath> =
            changes.iter().filter(|path| path.as_str().starts_with("content/")).collect();
        // A picture of static/ may be shown in a text.
        let is_shown = |path: &InputPath| path.as_str().starts_with("static/") && input::is_picture(path);
        if !Arc::ptr_eq(&self.digest.config, config)
            || !content.iter().all(|path| input::is_markdown(path))
            || changes.iter().any(is_shown)
        {
            return None;
        }
        // What was said of the site's links in them may stand elsewhere now.
        if self.routes.found.iter().any(|found| found.files().any(|file| content.contains(&file))) {
            return None;
        }
        let records = content.iter().map(|path| (self.parsed.record(path), parsed.record(path)));
        digest::patch(&self.digest, &records.collect::<Vec<_>>(), publish)
    }

    /// Whether neither the theme nor what it says has changed.
    fn has_look_of(&self, language: &Language, changes: &[InputPath]) -> bool {
        let speaks_same = std::ptr::eq(self.digest.language(), language);
        speaks_same && !changes.iter().any(theme::is_of_theme)
    }

    /// What pages of the next snapshot share, as far as it is what those of this one do.
    fn shelf_for(&self, digest: &Digest, theme: &Arc<Theme>) -> Option<Shelf> {
        let is_same = digest.has_urls_of(&self.digest) && Arc::ptr_eq(theme, &self.theme);
        self.shelf.get().filter(|_| is_same)?.next(&self.digest, digest)
    }

    /// What a file says; of a broken one, what it said last.
    pub fn record(&self, file: &InputPath) -> Option<&Record> {
        self.parsed.record(file)
    }

    /// The text in which a file says so.
    pub fn source(&self, file: &InputPath) -> &str {
        self.parsed.source(file).unwrap_or_default()
    }

    /// What all pages of this snapshot share.
    pub fn scene(&self) -> Scene<'_> {
        let shelf = self.shelf.get_or_init(|| Shelf::new(&self.digest, &self.theme, &self.inputs));
        Scene::new(&self.digest, &self.theme, &self.inputs, shelf)
    }

    /// Renders one route.
    pub fn render(&self, scene: &Scene<'_>, route: &Route) -> Result<Rendered, Box<Diagnostic>> {
        render::render(scene, &self.theme, &self.routes, route)
    }
}
