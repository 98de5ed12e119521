//! Brings the files of a generation into the output folder, so that the published site is at every moment wholly the
//! old one or wholly the new one, wherever the build is killed. Never knows what a page is.
//!
//! Two trees stand side by side: `public/`, the published one, and `.public.dateline/standby/`, the idle one. The idle
//! tree is brought up to the published one by hard links, receives what is new, loses what is gone, and is exchanged
//! with the published one in one call. A file of either tree is never written into: it may be linked in both.
//!
//! What says what:
//!
//! - `.public.dateline/lock` is locked by the one build that publishes.
//! - A manifest tells which files of a tree are ours and what is in them. It names its tree by the number (inode) of
//!   the tree's root folder, which travels with the folder, so an exchange makes no manifest wrong.
//! - `published.manifest` speaks of the published tree, except after step 4 below, when it speaks of the idle one.
//! - `standby.manifest` is there only from step 3 to step 6, and is believed only if it names the published tree.
//! - Nothing is believed of the idle tree: each build looks through it and keeps what is a hard link of the published
//!   file at the same path.
//!
//! In this order:
//!
//! 1. [`open`] recovers (below) and looks through the published tree. Before the first file is written, the idle tree is
//!    cleared of all that the published one has not.
//! 2. [`put`](Publication::put) and [`copy`](Publication::copy) write new and changed files into the idle tree.
//!    [`finish`](Publication::finish) removes from it what is gone and links what is unchanged and what is foreign.
//! 3. `standby.manifest` is written.
//! 4. The trees are exchanged. (The first time, the idle tree is renamed to the output.)
//! 5. Foreign files that were not linked, or came in the meantime, are moved from the tree that is now idle.
//! 6. `standby.manifest` is renamed to `published.manifest`.
//!
//! Killed before 4, `standby.manifest` is torn, absent or names the idle tree: it is deleted, and all is as it was.
//! Killed after 4, it names the published tree: steps 5 and 6 are taken again, which does no harm. Where folders
//! cannot be exchanged, step 4 is three renames by way of `.public.dateline/retired/`: the output is absent for a
//! moment, and a build killed in that moment leaves it so until the next build puts the old tree back.
//!
//! Is `.public.dateline/` lost, the output is still ours by its marker, and read: a file that the new generation makes
//! too is taken for ours, anything else for foreign. A power cut may lose the last generation: nothing is synced.

mod claims;
mod error;
mod manifest;
mod layout;
mod previous;
mod recovery;
mod standby;
mod tree;

pub use error::{Error, Refusal};

use claims::{Claim, Claims};
use layout::{Layout, MARKER};
use manifest::{Fingerprint, Manifest};
use previous::Previous;
use rustc_hash::FxHashMap;
use standby::Standby;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Seek, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tree::Stamp;
use xxhash_rust::xxh3::xxh3_128;

/// A generation that is being published. Dropped unfinished, it leaves the published site as it was.
pub struct Publication {
    layout: Layout,
    is_first: bool,
    previous: Previous,
    /// Looked through when something is to be written for the first time: often nothing is.
    standby: Mutex<Option<Arc<Standby>>>,
    claims: Claims,
    is_finished: bool,
    _lock: File,
}

/// How many files of the output were what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Published {
    /// These are new, or their content is.
    pub written: usize,
    /// These kept inode and modification time.
    pub unchanged: usize,
    /// These were published before, and are no longer.
    pub removed: usize,
    /// These were not made by us, and kept.
    pub foreign: usize,
}

/// Opens the output folder for a new generation, and recovers what a killed build left.
///
/// Refuses, before anything is touched, a folder that holds something and was not made by us, that holds `root` (the
/// digest's folder), or that overlaps with one of the `sources` (the folders of the author's files). Waits while
/// another build publishes there, after saying so to `on_wait`.
pub fn open(
    output: &Path,
    root: &Path,
    sources: &[&Path],
    on_wait: impl FnOnce(&str),
) -> Result<Publication, Error> {
    let layout = Layout::find(output, root, sources)?;
    let lock = layout.lock(on_wait)?;
    let manifest = recovery::recover(&layout)?;
    // Once more: while we waited for the lock anything may have happened.
    let is_first = !layout.examine()?;
    let previous = Previous::read(&layout, manifest)?;
    let (standby, claims) = (Mutex::new(None), Claims::new());
    Ok(Publication { layout, is_first, previous, standby, claims, is_finished: false, _lock: lock })
}

impl Publication {
    /// Adds a file to the generation. Threads may do so at once.
    ///
    /// # Panics
    /// If the path is not relative, with `/`, and without `..`: that is to be found out where paths are made.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let is_new_folder = self.begin(path)?;
        let hash = xxh3_128(bytes);
        let claim = match self.unchanged(path, hash, bytes.len() as u64) {
            Some(fingerprint) => Claim::Kept(fingerprint),
            None => Claim::Written(self.write(path, is_new_folder, |file| {
                file.write_all(bytes).map_err(self.failed("write", path))?;
                Ok(hash)
            })?),
        };
        self.claims.end(path, claim);
        Ok(())
    }

    /// Adds a copy of the file `from`, which is read piece by piece and never linked.
    pub fn copy(&self, path: &str, from: &Path) -> Result<(), Error> {
        let is_new_folder = self.begin(path)?;
        let failed = |e| Error::io("read", from)(e);
        let mut source = File::open(from).map_err(failed)?;
        if self.previous.files.contains_key(path) {
            let hash = tree::hash(from, &source, |_| Ok(()))?;
            let len = source.stream_position().map_err(failed)?;
            if let Some(fingerprint) = self.unchanged(path, hash, len) {
                self.claims.end(path, Claim::Kept(fingerprint));
                return Ok(());
            }
            source.rewind().map_err(failed)?;
        }
        // Hashed again while it is copied: the author may be saving it just now.
        let fingerprint = self.write(path, is_new_folder, |file| {
            tree::hash(from, &source, |piece| file.write_all(piece).map_err(self.failed("write", path)))
        })?;
        self.claims.end(path, Claim::Written(fingerprint));
        Ok(())
    }

    /// Takes over the published files below `folder`, which ends with a slash, if among them is `path` with these bytes
    /// and nobody touched any; answers whether it did. For what is dear to make and has not changed.
    pub fn keep(&self, folder: &str, path: &str, bytes: &[u8]) -> Result<bool, Error> {
        let is_same =
            self.previous.fingerprint(path).is_some_and(|fingerprint| fingerprint.hash == xxh3_128(bytes));
        let Some(files) = self.previous.untouched(folder).filter(|_| is_same) else { return Ok(false) };
        for (path, fingerprint) in files {
            self.begin(path)?;
            self.claims.end(path, Claim::Kept(fingerprint));
        }
        Ok(true)
    }

    /// Publishes the generation: from the one moment of the exchange on, every path answers from it.
    pub fn finish(mut self) -> Result<Published, Error> {
        self.put(MARKER, layout::marker_text().as_bytes())?;
        let files = self.files()?;
        if !self.is_first {
            standby::refuse_collisions(&self.layout, &self.previous, &self.claims, files.keys())?;
        }
        let published = self.count(&files);
        let is_new_marker = matches!(self.claims.get(MARKER), Some(Claim::Written(_)));
        if is_new_marker || published.written + published.removed > 0 {
            self.standby()?.complete(&self.layout, &self.previous, &self.claims)?;
            self.note(&self.layout.standby(), files)?;
            self.exchange()?;
        } else if files
            .iter()
            .any(|(path, fingerprint)| self.previous.fingerprint(path) != Some(*fingerprint))
        {
            self.note(&self.layout.output, files)?;
        } else {
            return Ok(published);
        }
        // Should it fail, the next build does it.
        let _ = recovery::promote(&self.layout);
        Ok(published)
    }

    fn files(&self) -> Result<FxHashMap<Box<str>, Fingerprint>, Error> {
        let mut files = FxHashMap::default();
        let mut unfinished = None;
        self.claims.each(|path, claim| match claim {
            Claim::Folder => {}
            Claim::Begun => unfinished = Some(path.to_owned()),
            Claim::Kept(fingerprint) | Claim::Written(fingerprint) => {
                files.insert(path.into(), fingerprint);
            }
        });
        match unfinished {
            None => Ok(files),
            Some(path) => {
                Err(self.failed("publish without", &path)(io::Error::other("it could not be made")))
            }
        }
    }

    fn count(&self, files: &FxHashMap<Box<str>, Fingerprint>) -> Published {
        let mut published = Published::default();
        self.claims.each(|path, claim| match claim {
            Claim::Written(_) if path != MARKER => published.written += 1,
            Claim::Kept(_) if path != MARKER => published.unchanged += 1,
            _ => {}
        });
        let ours = self.previous.files.keys().filter(|path| self.previous.fingerprint(path).is_some());
        published.removed = ours.filter(|path| !files.contains_key(*path)).count();
        published.foreign = self.previous.carried(&self.claims).filter(|(_, is_folder)| !is_folder).count();
        published
    }

    /// Writes the manifest that speaks of `tree`.
    fn note(&self, tree: &Path, files: FxHashMap<Box<str>, Fingerprint>) -> Result<(), Error> {
        let root = tree.symlink_metadata().map_err(Error::io("read", tree))?;
        let path = self.layout.standby_manifest();
        Manifest { root: tree::identity(&root), files }.write(&path).map_err(|e| {
            let _ = fs::remove_file(&path);
            Error::io("write", &path)(e)
        })
    }

    fn exchange(&mut self) -> Result<(), Error> {
        let layout = &self.layout;
        if let Err(e) = recovery::swap(layout, self.is_first) {
            return Err(match e.kind() {
                ErrorKind::ResourceBusy | ErrorKind::CrossesDevices => {
                    Error::Refused { output: layout.shown.clone(), why: Refusal::Mounted }
                }
                _ => Error::io("replace", &layout.shown)(e),
            });
        }
        self.is_finished = true;
        recovery::rescue(layout, |path, is_folder| {
            if is_folder {
                self.previous.folders.contains(path) || self.claims.get(path) == Some(Claim::Folder)
            } else {
                self.previous.fingerprint(path).is_some() || self.claims.is_file(path)
            }
        })
    }

    fn failed(&self, doing: &'static str, path: &str) -> impl FnOnce(io::Error) -> Error {
        move |e| Error::io(doing, self.layout.shown.join(path))(e)
    }

    /// Whether the path is the first in its folder.
    fn begin(&self, path: &str) -> Result<bool, Error> {
        let is_sound = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\0', '\\']);
        assert!(path.split('/').all(is_sound), "a route leads out of the output: {path:?}");
        self.claims.begin(path)
    }

    fn unchanged(&self, path: &str, hash: u128, len: u64) -> Option<Fingerprint> {
        self.previous.unchanged(path, hash, len, || {
            let file = self.layout.output.join(path);
            tree::hash(&file, File::open(&file).ok()?, |_| Ok(())).ok()
        })
    }

    fn standby(&self) -> Result<Arc<Standby>, Error> {
        let mut standby = self.standby.lock().unwrap_or_else(PoisonError::into_inner);
        if standby.is_none() {
            *standby = Some(Arc::new(Standby::tidy(&self.layout, &self.previous)?));
        }
        Ok(standby.clone().expect("it has just been put there"))
    }

    /// Writes a new file into the standby tree; `fill` answers the hash of what it wrote.
    fn write(
        &self,
        path: &str,
        is_new_folder: bool,
        fill: impl FnOnce(&mut File) -> Result<u128, Error>,
    ) -> Result<Fingerprint, Error> {
        let target = self.layout.standby().join(path);
        let standby = self.standby()?;
        if is_new_folder && standby.is_empty() {
            // Spares `create` finding out by a failure.
            tree::make_folder(&target).map_err(self.failed("write", path))?;
        }
        let mut file = tree::create(&target).map_err(self.failed("write", path))?;
        let hash = fill(&mut file)?;
        let mut stamp = Stamp::of(&file.metadata().map_err(self.failed("write", path))?);
        // HTTP and rsync count in seconds: what replaces a file has to be younger by one at least.
        let due = self
            .previous
            .fingerprint(path)
            .map_or(0, |fingerprint| (fingerprint.stamp.mtime / 1_000_000_000 + 1) * 1_000_000_000);
        if stamp.mtime < due {
            let again = file.set_modified(tree::moment(due)).and_then(|()| file.metadata());
            stamp = Stamp::of(&again.map_err(self.failed("write", path))?);
        }
        Ok(Fingerprint { hash, stamp })
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        if !self.is_finished {
            standby::discard(&self.layout, &self.claims);
        }
    }
}
