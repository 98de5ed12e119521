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
pub mod slug;
pub mod input;
pub mod diagnostic;
pub mod date;
pub mod entity;
pub mod atlas;
pub mod front_matter;
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

use diagnostic::Diagnostic;
use digest::{Digest, Publish};
use input::{InputPath, Inputs, ReadError};
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
    pub routes: Routes,
    /// Templates and static files.
    pub theme: Theme,
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
        let parsed = parse::parse(&inputs, &config, previous.map(|previous| &previous.parsed));
        diagnostics.extend(parsed.diagnostics().cloned());
        let publish = Publish { now, drafts: options.drafts, future: options.future };
        let (digest, found) = {
            let records = parsed.records().cloned().collect();
            digest::link(config, records, &inputs, &publish, previous.map(|previous| &previous.digest))
        };
        diagnostics.extend(found);
        let (theme, found) = theme::load(&inputs, previous.map(|previous| &previous.theme));
        diagnostics.extend(found);
        let (routes, found) = route::routes(&digest, theme.statics.keys().map(String::as_str));
        diagnostics.extend(found);
        diagnostic::sort(&mut diagnostics);
        Ok(Site { inputs, digest, routes, theme, diagnostics, parsed, shelf: OnceLock::new() })
    }

    /// What a file says; of a broken one, what it said last.
    pub fn record(&self, file: &InputPath) -> Option<&Record> {
        self.parsed.record(file)
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
