//! The quiet search for pages that fail though nobody looks at them: one thread that begins when the author pauses and
//! stops at the next save or request. Pages that failed before are tried first: what still fails is told at once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use tokio::sync::watch::Receiver;

use super::news::Shown;
use super::watch::Bell;
use crate::diagnostic::Diagnostic;
use crate::picture::Cache;
use crate::render::Rendered;
use crate::route::Route;

/// How long nothing must have happened before the search begins.
const PAUSE: Duration = Duration::from_millis(700);
/// How often the thread looks whether something happened.
const LOOK: Duration = Duration::from_millis(100);
/// Pages that are remembered to have failed; a template that fails on all of them says the same of each.
const MOST: usize = 50;

/// The pages of a snapshot that fail, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// Which snapshot.
    pub number: u64,
    by_path: BTreeMap<String, Diagnostic>,
}

impl Failures {
    /// What fails, each thing once.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut seen: Vec<&Diagnostic> = Vec::new();
        for diagnostic in self.by_path.values() {
            if !seen.contains(&diagnostic) {
                seen.push(diagnostic);
            }
        }
        seen.into_iter()
    }
}

/// What server and sweep tell each other.
#[derive(Debug)]
pub struct Traffic {
    started: Instant,
    /// When the last request came, in milliseconds since the start.
    last: AtomicU64,
    failures: Mutex<Failures>,
    found: Sender<Failures>,
    bell: Bell,
}

impl Traffic {
    /// What is found is sent to `found`, and the bell rung.
    pub fn new(found: Sender<Failures>, bell: Bell) -> Arc<Traffic> {
        let (last, failures) = (AtomicU64::new(0), Mutex::default());
        Arc::new(Traffic { started: Instant::now(), last, failures, found, bell })
    }

    /// Somebody asked for a page.
    pub fn request(&self) {
        self.last.store(self.now(), Ordering::Relaxed);
    }

    fn now(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn is_quiet(&self, wait: Duration) -> bool {
        u128::from(self.now().saturating_sub(self.last.load(Ordering::Relaxed))) >= wait.as_millis()
    }

    /// What came of rendering the page at a path: a failure, or none.
    pub fn rendered(&self, number: u64, path: &str, failure: Option<&Diagnostic>) {
        let mut failures = self.lock();
        if number < failures.number {
            return;
        }
        if failures.number != number {
            *failures = Failures { number, by_path: BTreeMap::new() };
        }
        let changed = match failure {
            Some(failure) if failures.by_path.len() < MOST => {
                failures.by_path.insert(path.to_string(), failure.clone()).as_ref() != Some(failure)
            }
            Some(_) => false,
            None => failures.by_path.remove(path).is_some(),
        };
        if changed {
            let _ = self.found.send(failures.clone());
            self.bell.ring();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Failures> {
        self.failures.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Searches for ever, or until nothing is shown any more. Of pictures, those are made that failed before or were replaced.
pub fn run(mut shown: Receiver<Shown>, traffic: &Traffic, cache: &Cache) {
    let mut done = 0;
    let mut saved = Instant::now();
    loop {
        let newest = shown.borrow_and_update().clone();
        if newest.number == done {
            std::thread::sleep(LOOK);
            match shown.has_changed() {
                Ok(true) => saved = Instant::now(),
                Ok(false) => {}
                Err(_) => return,
            }
            continue;
        }
        let failed: Vec<String> = traffic.lock().by_path.keys().cloned().collect();
        for path in failed {
            if let Some(route) = newest.site.routes.get(&path) {
                look(&newest, &path, route, traffic, Some(cache));
            }
        }
        if wait_for_quiet(&shown, traffic, saved) && search(&newest, &shown, traffic, cache) {
            done = newest.number;
        } else if shown.has_changed().is_err() {
            return;
        } else {
            saved = Instant::now();
        }
    }
}

fn look(newest: &Shown, path: &str, route: &Route, traffic: &Traffic, cache: Option<&Cache>) {
    let failure = match newest.site.render(&newest.site.scene(), route) {
        Ok(Rendered::Resize(copy)) => cache.and_then(|cache| {
            let bytes = std::fs::read(&copy.from).ok()?;
            copy.make(&bytes, cache).err()
        }),
        rendered => rendered.err(),
    };
    if failure.is_some() {
        traffic.rendered(newest.number, path, failure.as_deref());
    }
}

/// Whether nothing happened for long enough; `false` when there is a new snapshot.
fn wait_for_quiet(shown: &Receiver<Shown>, traffic: &Traffic, saved: Instant) -> bool {
    while saved.elapsed() < PAUSE || !traffic.is_quiet(PAUSE) {
        std::thread::sleep(LOOK);
        if !matches!(shown.has_changed(), Ok(false)) {
            return false;
        }
    }
    true
}

/// Renders every page and throws it away; `false` when there is a new snapshot before the end.
fn search(newest: &Shown, shown: &Receiver<Shown>, traffic: &Traffic, cache: &Cache) -> bool {
    let base = &newest.site.digest.config.base_path;
    let replaced = |path: &str| newest.told.replaced.get(&format!("{base}{path}")) == Some(&newest.number);
    for (path, route) in newest.site.routes.all() {
        while !traffic.is_quiet(LOOK) {
            std::thread::sleep(LOOK);
        }
        if !matches!(shown.has_changed(), Ok(false)) {
            return false;
        }
        let makes = matches!(route, Route::Picture(..)) && replaced(path);
        look(newest, path, route, traffic, makes.then_some(cache));
    }
    true
}
