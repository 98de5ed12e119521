//! From hints to the newest snapshot: what changed is read again, linked, and shown. Good news at once; an error or a
//! disappearance when it has stood for a moment. Never knows HTTP.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rustc_hash::FxHashSet;
use tokio::sync::watch::Sender;

use super::news::{Renamed, Replaced, Shown, Told};
use super::problems::{Problems, STAND};
use super::sweep::Failures;
use super::watch::{Watch, Woken};
use super::{Report, page};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::digest::HeldBy;
use crate::input::{self, Content, Hints, Input, Inputs};
use crate::input_path::InputPath;
use crate::route::Route;
use crate::{Error, Options, Site};

/// Keeps the newest snapshot of a digest.
#[derive(Debug)]
pub struct Refresh {
    root: PathBuf,
    options: Options,
    run: String,
    token: String,
    site: Arc<Site>,
    number: u64,
    faults: Vec<Diagnostic>,
    /// Files that vanished or became empty, and since when: editors truncate and git deletes before they write.
    doubts: BTreeMap<InputPath, Instant>,
    problems: Problems,
    told: Vec<Diagnostic>,
    /// What of it the author has been told.
    reported: Option<Vec<Diagnostic>>,
    failures: Failures,
    /// Whether browsers go to the page of the file just saved, and which that is.
    follows: bool,
    follow: Option<String>,
    /// The files that changed last, sorted.
    saved: Vec<InputPath>,
    renamed: Arc<Renamed>,
    replaced: Arc<Replaced>,
    /// The snapshot before, kept until the next so that no request is the last to hold it.
    before: Option<Arc<Site>>,
}

impl Refresh {
    /// Reads the digest below `root`.
    pub fn start(root: &Path, options: &Options, run: String, token: String) -> Result<Refresh, Error> {
        let (inputs, mut faults) = input::read(root).map_err(Error::Read)?;
        diagnostic::sort(&mut faults);
        let site = Site::link(inputs, faults.clone(), options, None)?;
        let mut problems = Problems::default();
        let long_ago = Instant::now().checked_sub(STAND).unwrap_or_else(Instant::now);
        problems.update(&site.diagnostics, long_ago);
        Ok(Refresh {
            root: root.to_path_buf(),
            options: options.clone(),
            run,
            token,
            told: site.diagnostics.clone(),
            reported: None,
            site: Arc::new(site),
            number: 1,
            faults,
            doubts: BTreeMap::new(),
            problems,
            failures: Failures::default(),
            follows: false,
            follow: None,
            saved: Vec::new(),
            renamed: Arc::default(),
            replaced: Arc::default(),
            before: None,
        })
    }

    /// The same, with browsers going to the page of the file just saved.
    pub fn followed(self, follows: bool) -> Refresh {
        Refresh { follows, ..self }
    }

    /// Why pages fail, but for what is said of the files already.
    fn failing(&self) -> impl Iterator<Item = &Diagnostic> {
        self.failures.diagnostics().filter(|failure| !self.site.diagnostics.contains(failure))
    }

    /// The snapshot and its news.
    pub fn shown(&self) -> Shown {
        // A picture that cannot be read is wrong like any other file: the page that shows it is none that fails.
        let (pictures, failures): (Vec<_>, Vec<_>) =
            self.failing().cloned().partition(|failure| failure.code == Code::BadImage);
        let told = Told {
            token: self.token.clone(),
            follow: self.follow.clone(),
            saved: self.saved.clone(),
            problems: [&self.told[..], &pictures].concat(),
            failures,
            replaced: self.replaced.clone(),
            ..Told::default()
        };
        let id = format!("{}-{}", self.run, self.number);
        Shown {
            number: self.number,
            id: id.into(),
            site: self.site.clone(),
            told: told.into(),
            renamed: self.renamed.clone(),
        }
    }

    /// Follows the disk for ever, or until nobody is shown anything any more.
    pub fn run(
        mut self,
        mut watch: Watch,
        shown: &Sender<Shown>,
        failures: &Receiver<Failures>,
        report: &dyn Fn(Report<'_>),
    ) {
        // What was saved while the digest was read for the first time.
        let mut hints = Some(Hints::Everywhere);
        loop {
            if let Some(notice) = watch.notice() {
                report(Report::Notice(&notice));
            }
            let saved = Instant::now();
            let change = self.take(hints.as_ref());
            match change {
                Ok(Some(change)) => {
                    shown.send_replace(self.shown());
                    let took = saved.elapsed();
                    self.drop_before();
                    report(Report::Changed { files: &change, took, diagnostics: &self.told });
                }
                Ok(None) => {}
                Err(error) => report(Report::Notice(&error.to_string())),
            }
            for failures in failures.try_iter() {
                if failures.number == self.number && failures != self.failures {
                    self.failures = failures;
                    report(Report::Failures { diagnostics: self.failing().collect(), site: &self.site });
                    shown.send_replace(self.shown());
                }
            }
            self.tell(shown, report);
            if shown.is_closed() {
                return;
            }
            hints = match watch.next(self.wake()) {
                Woken::Hints(hints) => Some(hints),
                Woken::Called | Woken::Late => None,
            };
        }
    }

    /// When there is something to do though nobody calls.
    fn wake(&self) -> Option<Instant> {
        let now = Instant::now();
        let doubt = self.doubts.values().map(|since| *since + STAND).min();
        [doubt, self.problems.next(now), self.due().map(|wait| now + wait)].into_iter().flatten().min()
    }

    /// How long until the next article of the future is to be published.
    fn due(&self) -> Option<Duration> {
        let is_fixed = self.options.now.is_some() || std::env::var_os("SOURCE_DATE_EPOCH").is_some();
        let held = self.site.digest.held.iter().filter(|held| held.by == HeldBy::Date && !is_fixed);
        let next = held.map(|held| held.article.date.timestamp).min()?;
        let wait = Duration::try_from(next.duration_since(Timestamp::now())).unwrap_or_default();
        // A clock that is set meanwhile is looked at again within the hour.
        Some(wait.min(Duration::from_secs(3600)))
    }

    /// Makes a new snapshot if there is reason to; answers the files that changed.
    fn take(&mut self, hints: Option<&Hints>) -> Result<Option<Vec<InputPath>>, Error> {
        let now = Instant::now();
        let mut paths = Vec::new();
        let stood: Vec<InputPath> = self
            .doubts
            .iter()
            .filter(|(_, since)| now >= **since + STAND)
            .map(|(path, _)| path.clone())
            .collect();
        let hints = match hints {
            Some(Hints::Everywhere) => Hints::Everywhere,
            other => {
                if let Some(Hints::Paths(hinted)) = other {
                    paths.extend(hinted.iter().cloned());
                }
                paths.extend(stood.iter().map(|path| self.disk(path)));
                Hints::Paths(paths)
            }
        };
        let is_due = self.due() == Some(Duration::ZERO);
        if hints == Hints::Paths(Vec::new()) && !is_due {
            return Ok(None);
        }
        let reread = input::reread(&self.root, &self.site.inputs, &hints);
        self.doubts.retain(|path, _| !reread.covers(path) || reread.changed.contains_key(path));
        let mut faults = self.faults.clone();
        faults.retain(|fault| !reread.covers(&fault.span.file));
        faults.extend(reread.faults.iter().cloned());
        diagnostic::sort(&mut faults);
        let mut changed: Vec<(InputPath, Option<Input>)> = Vec::new();
        for (path, input) in reread.changed {
            if is_doubtful(self.site.inputs.get(path.as_str()), input.as_ref()) && !stood.contains(&path) {
                self.doubts.entry(path).or_insert(now);
            } else {
                self.doubts.remove(&path);
                changed.push((path, input));
            }
        }
        if changed.is_empty() && faults == self.faults && !is_due {
            return Ok(None);
        }
        let mut inputs: Inputs = self.site.inputs.clone();
        let mut files: BTreeSet<InputPath> = changed.iter().map(|(path, _)| path.clone()).collect();
        if faults != self.faults {
            // Of a file that cannot be read, or is not, only what is wrong is known.
            let [now, before] = [&faults, &self.faults].map(|faults| {
                faults.iter().map(|fault| (&fault.span, &fault.message)).collect::<BTreeSet<_>>()
            });
            files.extend(now.symmetric_difference(&before).map(|(span, _)| span.file.clone()));
        }
        let files: Vec<InputPath> = files.into_iter().collect();
        for (path, input) in changed {
            match input {
                Some(input) => inputs.files.insert(path, Arc::new(input)),
                None => inputs.files.remove(&path),
            };
        }
        self.note_renamed(&files, &inputs);
        let site = Site::link(inputs, faults.clone(), &self.options, Some(&self.site))?;
        self.faults = faults;
        self.problems.update(&site.diagnostics, now);
        self.told = self.problems.standing(&site.diagnostics, now);
        self.failures = Failures::default();
        self.number += 1;
        self.note_replaced(&files, &site);
        self.before = Some(std::mem::replace(&mut self.site, Arc::new(site)));
        // Of a burst nobody can say which file the author is at.
        self.follow = match &files[..] {
            [file] if self.follows => page::of_file(&self.site, file),
            _ => None,
        };
        self.saved.clone_from(&files);
        Ok(Some(files))
    }

    /// Notes which of the files that are gone there are under another name: the same text, in the same folder of the
    /// digest.
    fn note_renamed(&mut self, files: &[InputPath], inputs: &Inputs) {
        let is_of_kind = |other: &InputPath, path: &InputPath| {
            other.as_str().split('/').take(2).eq(path.as_str().split('/').take(2))
        };
        for path in files.iter().take(MOST_RENAMED) {
            let before = self.site.inputs.get(path.as_str()).map_or("", Input::text);
            let is_gone = inputs.get(path.as_str()).is_none() && !before.is_empty();
            let mut same = inputs
                .files
                .iter()
                .filter(|(other, input)| input.text() == before && is_of_kind(other, path));
            match if is_gone { same.next() } else { None } {
                Some((other, _)) => {
                    Arc::make_mut(&mut self.renamed).insert(path.clone(), other.clone());
                }
                None if self.renamed.contains_key(path) => {
                    Arc::make_mut(&mut self.renamed).remove(path);
                }
                None => {}
            }
        }
    }

    /// Notes where on the site the files lie that are copied, and have other bytes than before.
    fn note_replaced(&mut self, files: &[InputPath], site: &Site) {
        let is_binary = |path: &&InputPath| {
            let input = site.inputs.get(path.as_str());
            input.is_some_and(|input| matches!(input.content, Content::Binary { .. }))
        };
        let files: FxHashSet<&InputPath> = files.iter().filter(is_binary).collect();
        if files.is_empty() {
            return;
        }
        for (path, route) in site.routes.all() {
            if let Route::Picture(file, _) | Route::Attachment(file) = route
                && files.contains(file)
            {
                let url = format!("{}{path}", site.digest.config.base_path);
                Arc::make_mut(&mut self.replaced).insert(url, self.number);
            }
        }
    }

    /// Large snapshots take a while to be taken apart.
    fn drop_before(&mut self) {
        let before = self.before.take();
        std::thread::spawn(move || drop(before));
    }

    fn disk(&self, path: &InputPath) -> PathBuf {
        let known = self.site.inputs.get(path.as_str()).map(|input| input.disk.clone());
        known.unwrap_or_else(|| self.root.join(path.as_str()))
    }

    /// Tells what has now stood long enough.
    fn tell(&mut self, shown: &Sender<Shown>, report: &dyn Fn(Report<'_>)) {
        let standing = self.problems.standing(&self.site.diagnostics, Instant::now());
        if standing != self.told {
            self.told = standing;
            shown.send_replace(self.shown());
        }
        if self.reported.as_ref() != Some(&self.told) {
            report(Report::Standing { diagnostics: &self.told, site: &self.site });
            self.reported = Some(self.told.clone());
        }
    }
}

/// Of so many files that changed at once it is looked whether they were renamed; more is another branch of the digest.
const MOST_RENAMED: usize = 100;

/// Whether a change looks like one half of a save: the file is gone, or has become empty.
fn is_doubtful(before: Option<&Input>, after: Option<&Input>) -> bool {
    let is_empty = |input: &Input| match &input.content {
        Content::Text(text) | Content::Broken(text) => text.is_empty(),
        Content::Binary { length, .. } => *length == 0,
    };
    match (before, after) {
        (_, None) => true,
        (_, Some(after)) => is_empty(after) && before.is_none_or(|before| !is_empty(before)),
    }
}
