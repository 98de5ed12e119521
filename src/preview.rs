//! The digest in a browser, following every save. Pages are made on demand from the newest snapshot by the same code
//! as in a build; there is no second pipeline. Never knows how a page is made.
//!
//! ```text
//! disk ──watch──▶ Hints ──refresh──▶ Shown (the newest snapshot) ──server──▶ one page, rendered when asked for
//!                                      └──▶ events ──▶ client.js: asks again, changes what differs
//! ```

pub mod desk;
pub mod editor;
pub mod news;
pub mod page;
pub mod place;
pub mod problems;
pub mod refresh;
pub mod server;
pub mod sweep;
pub mod watch;

use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::input_path::InputPath;
use crate::picture::Cache;
use crate::{Error, Options, Site};

use editor::Editor;
use refresh::Refresh;
use server::Server;
use sweep::Traffic;
use watch::Watch;

/// How a digest is previewed.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address to listen on; loopback unless the author says otherwise.
    pub host: String,
    /// The port; where it is taken, the next free one.
    pub port: u16,
    /// Fail when the port is taken.
    pub strict_port: bool,
    /// Look through the folder instead of waiting for events.
    pub poll: bool,
    /// Browsers go to the page of the file that was just saved.
    pub follow: bool,
    /// What opens a file at a line.
    pub editor: Editor,
}

/// What is told to the author while the preview runs.
#[derive(Debug)]
pub enum Report<'a> {
    /// It can be looked at.
    Ready {
        /// Where.
        url: &'a str,
        /// The first snapshot.
        site: &'a Site,
    },
    /// There is a new snapshot.
    Changed {
        /// The files that changed; none where an article of the future has fallen due.
        files: &'a [InputPath],
        /// From the first look at the files until pages are answered from the new snapshot.
        took: Duration,
        /// What is wrong with the digest, as far as it has stood long enough.
        diagnostics: &'a [Diagnostic],
    },
    /// What is wrong with the digest just now; told when it is something else.
    Standing {
        /// All of it.
        diagnostics: &'a [Diagnostic],
        /// The snapshot.
        site: &'a Site,
    },
    /// Pages that fail.
    Failures {
        /// Why, each thing once.
        diagnostics: Vec<&'a Diagnostic>,
        /// The snapshot.
        site: &'a Site,
    },
    /// Something else.
    Notice(&'a str),
}

/// Previews the digest below `root` until the author ends it.
pub fn run(
    root: &Path,
    options: &Options,
    settings: Settings,
    report: impl Fn(Report<'_>) + Clone + Send + 'static,
) -> Result<(), Error> {
    let root = root
        .canonicalize()
        .map_err(|source| Error::Read(crate::input::ReadError { path: root.to_path_buf(), source }))?;
    let listener = server::listen(&settings, &|said| report(Report::Notice(said)))?;
    // Watched before it is read: what is saved meanwhile is not lost.
    let watch = Watch::new(&root, settings.poll);
    let token = server::random()?;
    let refresh = Refresh::start(&root, options, server::random()?, token)?.followed(settings.follow);
    let (found, failures) = std::sync::mpsc::channel();
    let traffic = Traffic::new(found, watch.bell());
    let (shown, newest) = tokio::sync::watch::channel(refresh.shown());
    let url = listener.url(&newest.borrow().site);
    let (sweep, said) = ((newest.clone(), traffic.clone()), report.clone());
    let cache = Cache::of(&root);
    let ready = move || {
        report(Report::Ready { url: &url, site: &sweep.0.borrow().site });
        std::thread::spawn(move || sweep::run(sweep.0, &sweep.1, &cache));
        std::thread::spawn(move || refresh.run(watch, &shown, &failures, &said));
    };
    let server = Server {
        shown: newest,
        traffic,
        gate: listener.gate(),
        cache: Cache::of(&root),
        root,
        editor: settings.editor,
        seen: Mutex::default(),
    };
    server::run(listener, server, ready)
}
