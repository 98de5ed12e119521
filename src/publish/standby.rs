//! The idle tree: cleared of what the published one has not, and made whole before it is published itself. Never changes
//! the published tree.

use super::claims::{Claim, Claims};
use super::error::Error;
use super::layout::Layout;
use super::previous::Previous;
use super::tree::{self, Found};
use rustc_hash::FxHashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// What is in the standby tree before the new generation is written into it: hard links of published files, no more.
pub(super) struct Standby {
    shared: FxHashSet<OsString>,
    /// Each before those in it.
    folders: Vec<OsString>,
}

impl Standby {
    /// Takes out of the tree whatever is not a hard link of the published file at the same path, so that it does not
    /// matter what a killed build left there.
    pub fn tidy(layout: &Layout, previous: &Previous) -> Result<Standby, Error> {
        let mut standby = Standby { shared: FxHashSet::default(), folders: Vec::new() };
        let root = layout.standby();
        if let Err(e) = fs::create_dir(&root)
            && !root.symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
        {
            return Err(Error::io("make", &root)(e));
        }
        tree::walk(&root, false, |Found { path, identity, is_folder, .. }| {
            let stray = root.join(&path);
            if is_folder && previous.has_folder(&path) {
                standby.folders.push(path);
                return Ok(true);
            } else if is_folder {
                fs::remove_dir_all(&stray).map_err(Error::io("remove", &stray))?;
            } else if previous.has_file(&path, identity) {
                standby.shared.insert(path);
            } else {
                fs::remove_file(&stray).map_err(Error::io("remove", &stray))?;
            }
            Ok(false)
        })?;
        Ok(standby)
    }

    pub fn is_empty(&self) -> bool {
        self.folders.is_empty()
    }

    /// Removes what is gone, and links what is kept and what is foreign. What is new has been written before.
    pub fn complete(&self, layout: &Layout, previous: &Previous, claims: &Claims) -> Result<(), Error> {
        let root = layout.standby();
        let is_claimed = |path: &OsStr| path.to_str().is_some_and(|path| claims.get(path).is_some());
        let is_ours = |path: &OsStr| path.to_str().is_some_and(|path| previous.fingerprint(path).is_some());
        let is_gone = |path: &OsStr| is_ours(path) && !is_claimed(path);
        for file in self.shared.iter().filter(|path| is_gone(path)) {
            let file = root.join(file);
            tree::gone(fs::remove_file(&file)).map_err(Error::io("remove", &file))?;
        }
        let is_needed = |folder: &OsStr| is_claimed(folder) || previous.foreign.contains_key(folder);
        for folder in self.folders.iter().rev().filter(|folder| !is_needed(folder)) {
            let folder = root.join(folder);
            match tree::gone(fs::remove_dir(&folder)) {
                // Foreign files are in it.
                Err(e) if e.kind() == ErrorKind::DirectoryNotEmpty => {}
                done => done.map_err(Error::io("remove", &folder))?,
            }
        }
        self.link_kept(layout, claims)?;
        carry(layout, previous, claims)?;
        if let Ok(output) = fs::symlink_metadata(&layout.output) {
            tree::same_rights(&output, &root).map_err(Error::io("write", &root))?;
        }
        Ok(())
    }

    /// The first time this is the whole site; else what changed last time and didn't this time.
    fn link_kept(&self, layout: &Layout, claims: &Claims) -> Result<(), Error> {
        let mut missing: Vec<Box<str>> = Vec::new();
        claims.each(|path, claim| {
            if matches!(claim, Claim::Kept(_)) && !self.shared.contains(OsStr::new(path)) {
                missing.push(path.into());
            }
        });
        // Neighbours in a folder go to one thread.
        missing.sort_unstable();
        tree::in_parts(&missing, |path| {
            let linked = tree::link(&layout.output.join(&**path), &layout.standby().join(&**path));
            linked.map_err(Error::io("keep", layout.shown.join(&**path)))
        })?;
        Ok(())
    }
}

fn carry(layout: &Layout, previous: &Previous, claims: &Claims) -> Result<(), Error> {
    let mut folders = Vec::new();
    for (path, is_folder) in previous.carried(claims) {
        let (from, to) = (layout.output.join(path), layout.standby().join(path));
        let carried = if is_folder { fs::create_dir_all(&to) } else { carry_file(&from, &to) };
        match tree::gone(carried) {
            // It is moved after the exchange instead.
            Err(e) if !is_folder && tree::cannot_link(&e) => {}
            done => done.map_err(Error::io("keep", layout.shown.join(path)))?,
        }
        if is_folder {
            folders.push((from, to));
        }
    }
    // Last: it may be forbidden to put anything into them.
    folders.iter().rev().try_for_each(|(from, to)| {
        let same = fs::symlink_metadata(from).and_then(|rights| tree::same_rights(&rights, to));
        tree::gone(same).map_err(Error::io("keep", from))
    })
}

/// Not trusting what was linked before: the file may have been replaced while the pages were made.
fn carry_file(from: &Path, to: &Path) -> io::Result<()> {
    let there = fs::symlink_metadata(to);
    if there.as_ref().ok().map(tree::identity) == Some(tree::identity(&fs::symlink_metadata(from)?)) {
        return Ok(());
    }
    if there.is_ok() {
        fs::remove_file(to)?;
    }
    tree::link_only(from, to)
}

/// Takes back what a generation that is given up has written.
pub(super) fn discard(layout: &Layout, claims: &Claims) {
    claims.each(|path, claim| {
        if matches!(claim, Claim::Begun | Claim::Written(_)) {
            // What stays is removed by the next build.
            let _ = fs::remove_file(layout.standby().join(path));
        }
    });
}

/// Refuses to put a page where a foreign file lies.
pub(super) fn refuse_collisions<'a>(
    layout: &Layout,
    previous: &Previous,
    claims: &Claims,
    files: impl Iterator<Item = &'a Box<str>>,
) -> Result<(), Error> {
    let foreign = |path: &OsStr| Err(Error::Foreign { path: layout.shown.join(path) });
    if let Some(path) = previous.collision(claims) {
        return foreign(path);
    }
    // It may have come while the pages were made.
    let came =
        |path: &str| fs::symlink_metadata(layout.output.join(path)).is_ok_and(|metadata| !metadata.is_dir());
    let mut new = files.filter(|path| !previous.files.contains_key(*path));
    new.find(|path| came(path)).map_or(Ok(()), |path| foreign(OsStr::new(&**path)))
}
