//! Hints that something changed below the digest's folder: events of the system, or polling where it has none to give.
//! The only module that knows `notify`. A hint may be wrong and is never the truth; what a file holds is read elsewhere.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use rustc_hash::FxHashMap;

use crate::input::{self, FOLDERS, Hints, is_leftover};

/// How often the folder is looked through where there are no events.
const POLL: Duration = Duration::from_millis(300);
/// A new folder is looked at again after these times: what was written before the system watched it has no event.
const AGAIN: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(400)];

/// A burst of changes is over when nothing has come for so long.
const LULL: Duration = Duration::from_millis(30);
/// A burst is shown after so long though it goes on.
const LONGEST_BURST: Duration = Duration::from_millis(400);

/// What woke the preview.
#[derive(Debug)]
pub enum Woken {
    /// Something may have changed.
    Hints(Hints),
    /// Somebody called.
    Called,
    /// The time is up.
    Late,
}

/// Calls the one who waits for hints.
#[derive(Clone, Debug)]
pub struct Bell(Sender<Said>);

impl Bell {
    /// Rings; whoever waits answers `Woken::Called`.
    pub fn ring(&self) {
        // Nobody listens any more when the preview ends.
        let _ = self.0.send(Said::Bell);
    }
}

/// Watches the folder of a digest.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    events: Receiver<Said>,
    keep: Sender<Said>,
    /// `None` while polling.
    system: Option<RecommendedWatcher>,
    seen: FxHashMap<PathBuf, Stamp>,
    next_poll: Instant,
    /// Places that are looked at again, and when.
    again: Vec<(Instant, PathBuf)>,
    /// Why there are no events, to be told once.
    notice: Option<String>,
}

#[derive(Debug)]
enum Said {
    Event(notify::Result<Event>),
    Bell,
}

/// What was said in one go.
#[derive(Debug, Default)]
struct Burst {
    paths: Vec<PathBuf>,
    everywhere: bool,
    called: bool,
}

impl Burst {
    /// Whether more than one file of the digest is in it: those that editors write beside a file while saving it are none.
    fn is_of_several(&self) -> bool {
        let is_left = |path: &&PathBuf| path.file_name().and_then(OsStr::to_str).is_none_or(is_leftover);
        let mut files = self.paths.iter().filter(|path| path.extension().is_some() && !is_left(path));
        let first = files.next();
        files.any(|path| Some(path) != first)
    }
}

/// Length, modification time.
type Stamp = (u64, Option<SystemTime>);

impl Watch {
    /// Watches `root`, by polling when asked to or when the system cannot watch so much.
    pub fn new(root: &Path, poll: bool) -> Watch {
        let (keep, events) = channel();
        let mut watch = Watch {
            root: root.to_path_buf(),
            events,
            keep,
            system: None,
            seen: FxHashMap::default(),
            next_poll: Instant::now(),
            again: Vec::new(),
            notice: None,
        };
        if poll {
            watch.start_polling();
        } else if let Err(error) = watch.start_events() {
            watch.fall_back(&error);
        }
        watch
    }

    /// A bell to be rung from anywhere.
    pub fn bell(&self) -> Bell {
        Bell(self.keep.clone())
    }

    /// Why the folder is polled though nobody asked for it; told once.
    pub fn notice(&mut self) -> Option<String> {
        self.notice.take()
    }

    fn start_events(&mut self) -> notify::Result<()> {
        let said = self.keep.clone();
        let mut system = notify::recommended_watcher(move |event| {
            // Nobody listens any more when the preview ends.
            let _ = said.send(Said::Event(event));
        })?;
        // The folder itself tells of `digest.yaml` and of folders that come and go, but not of what lies in the output.
        system.watch(&self.root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            let folder = self.root.join(folder);
            if folder.is_dir() {
                system.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        self.system = Some(system);
        Ok(())
    }

    fn fall_back(&mut self, error: &notify::Error) {
        self.notice = Some(format!(
            "the system cannot watch {} ({error}): looking through it every {} ms instead",
            self.root.display(),
            POLL.as_millis()
        ));
        self.start_polling();
    }

    fn start_polling(&mut self) {
        self.system = None;
        self.poll();
    }

    /// Waits for hints, at most until `until`. All that is already there is answered at once.
    pub fn next(&mut self, until: Option<Instant>) -> Woken {
        loop {
            let again = self.again.iter().map(|(at, _)| *at).min();
            let poll = self.system.is_none().then_some(self.next_poll);
            let wake = [until, again, poll].into_iter().flatten().min();
            let first = match wake {
                Some(wake) => self.events.recv_timeout(wake.saturating_duration_since(Instant::now())),
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let mut burst = Burst::default();
            if let Ok(said) = first {
                self.gather(said, &mut burst);
                self.wait_for_the_end(&mut burst);
            }
            let Burst { mut paths, mut everywhere, called } = burst;
            let now = Instant::now();
            if self.system.is_none() && now >= self.next_poll {
                paths.extend(self.poll());
            }
            self.look_again(&paths, now);
            everywhere |= paths.contains(&self.root);
            let due = self.again.iter().filter(|(at, _)| *at <= now).map(|(_, path)| path.clone());
            paths.extend(due);
            self.again.retain(|(at, _)| *at > now);
            paths.sort();
            paths.dedup();
            if everywhere {
                self.watch_again();
                return Woken::Hints(Hints::Everywhere);
            }
            if !paths.is_empty() {
                return Woken::Hints(Hints::Paths(paths));
            }
            if called {
                return Woken::Called;
            }
            if until.is_some_and(|until| now >= until) {
                return Woken::Late;
            }
        }
    }

    /// Takes what was said into the burst, and all that stands in the queue behind it.
    fn gather(&mut self, said: Said, burst: &mut Burst) {
        let rest: Vec<Said> = self.events.try_iter().collect();
        for said in std::iter::once(said).chain(rest) {
            match said {
                Said::Bell => burst.called = true,
                Said::Event(Ok(event)) if event.need_rescan() => burst.everywhere = true,
                Said::Event(Ok(event)) if matters(event.kind) => {
                    burst.everywhere |= self.is_renewed(&event);
                    burst.paths.extend(event.paths);
                }
                Said::Event(Ok(_)) => {}
                Said::Event(Err(error)) => {
                    if self.system.is_some() {
                        self.fall_back(&error);
                    }
                    burst.everywhere = true;
                }
            }
        }
    }

    /// An author saves one file, and sees it at once. Several are another program's work (version control, a script,
    /// a copy): they are shown together when it is through.
    fn wait_for_the_end(&mut self, burst: &mut Burst) {
        let begin = Instant::now();
        while burst.is_of_several() && begin.elapsed() < LONGEST_BURST {
            match self.events.recv_timeout(LULL) {
                Ok(said) => self.gather(said, burst),
                Err(_) => return,
            }
        }
    }

    fn tops(&self) -> impl Iterator<Item = PathBuf> {
        FOLDERS.iter().map(|name| self.root.join(name))
    }

    /// Whether one of the watched folders came or went: made again it is another one to the system, perhaps under the
    /// same number, so only the event tells.
    fn is_renewed(&self, event: &Event) -> bool {
        let comes_or_goes = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        comes_or_goes && self.tops().any(|top| event.paths.contains(&top))
    }

    /// Folders that are new are looked at once more.
    fn look_again(&mut self, paths: &[PathBuf], now: Instant) {
        for path in paths.iter().filter(|path| path.is_dir()) {
            let is_known = self.again.iter().any(|(_, known)| known == path);
            if !is_known && self.tops().any(|top| path.starts_with(top)) {
                self.again.extend(AGAIN.map(|wait| (now + wait, path.clone())));
            }
        }
    }

    /// Watches the folders anew.
    fn watch_again(&mut self) {
        if self.system.is_some() {
            // Dropped first: two watchers would take twice as many of the system's watches.
            self.system = None;
            if let Err(error) = self.start_events() {
                self.fall_back(&error);
            }
        }
    }

    /// The paths that are not as they were at the last look.
    fn poll(&mut self) -> Vec<PathBuf> {
        let files = input::listed(&self.root).into_iter();
        let found: FxHashMap<PathBuf, Stamp> =
            files.filter_map(|file| stamp(&file).map(|stamp| (file, stamp))).collect();
        let recent = SystemTime::now().checked_sub(Duration::from_secs(2));
        // The clocks of file systems are coarse: what is only just written may be written again under the same stamp.
        let is_fresh = |stamp: &Stamp| matches!((stamp.1, recent), (Some(at), Some(recent)) if at > recent);
        let changed =
            |(path, stamp): &(&PathBuf, &Stamp)| is_fresh(stamp) || self.seen.get(*path) != Some(*stamp);
        let mut paths: Vec<PathBuf> = found.iter().filter(changed).map(|(path, _)| path.clone()).collect();
        paths.extend(self.seen.keys().filter(|path| !found.contains_key(*path)).cloned());
        self.seen = found;
        self.next_poll = Instant::now() + POLL;
        paths
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = path.metadata().ok()?;
    Some((metadata.len(), metadata.modified().ok()))
}

/// Reading a file is an event too: to act on it would be to wake oneself for ever.
fn matters(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}
