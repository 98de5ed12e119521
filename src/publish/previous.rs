//! The generation that is published while the next one is made: its files as they lie on disk, and what else lies
//! among them. Never changes anything.

use super::claims::{Claim, Claims};
use super::error::Error;
use super::layout::Layout;
use super::manifest::{Fingerprint, Manifest};
use super::tree::{self, Found, Stamp};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

#[derive(Debug, Default)]
pub(super) struct Previous {
    pub files: FxHashMap<Box<str>, PublishedFile>,
    pub folders: FxHashSet<Box<str>>,
    /// What we did not make, folders before what is in them.
    pub foreign: BTreeMap<OsString, Foreign>,
}

#[derive(Debug, Default)]
pub(super) struct PublishedFile {
    /// `None` where the manifest was lost: ours if the new generation makes it too, else foreign.
    pub fingerprint: Option<Fingerprint>,
    /// `None` if it was deleted, or replaced by something else than a file.
    on_disk: Option<OnDisk>,
}

#[derive(Debug)]
struct OnDisk {
    identity: u64,
    stamp: Stamp,
}

#[derive(Debug)]
pub(super) struct Foreign {
    identity: u64,
    pub is_folder: bool,
}

impl Previous {
    pub fn read(layout: &Layout, manifest: Option<Manifest>) -> Result<Previous, Error> {
        let is_lost = manifest.is_none();
        let mut previous = Previous::default();
        if let Some(manifest) = manifest {
            previous.folders = manifest.folders();
            let known =
                |(path, fingerprint)| (path, PublishedFile { fingerprint: Some(fingerprint), on_disk: None });
            previous.files = manifest.files.into_iter().map(known).collect();
        }
        tree::walk(&layout.output, true, |found| {
            let Found { path, identity, is_folder, stamp } = found;
            let name = path.to_str();
            if is_folder && name.is_some_and(|name| previous.folders.contains(name)) {
                return Ok(true);
            }
            let on_disk = stamp.map(|stamp| OnDisk { identity, stamp });
            if let Some(file) = name.and_then(|name| previous.files.get_mut(name)).filter(|_| !is_folder) {
                file.on_disk = on_disk;
            } else if let Some(name) = name.filter(|_| is_lost && on_disk.is_some()) {
                previous.files.insert(name.into(), PublishedFile { fingerprint: None, on_disk });
            } else {
                previous.foreign.insert(path, Foreign { identity, is_folder });
            }
            Ok(true)
        })?;
        Ok(previous)
    }

    /// What is known of a file of ours.
    pub fn fingerprint(&self, path: &str) -> Option<Fingerprint> {
        self.files.get(path)?.fingerprint
    }

    pub fn has_folder(&self, path: &OsStr) -> bool {
        path.to_str().is_some_and(|path| self.folders.contains(path))
            || self.foreign.get(path).is_some_and(|foreign| foreign.is_folder)
    }

    /// Whether the published tree has this very file at this path.
    pub fn has_file(&self, path: &OsStr, identity: u64) -> bool {
        let own = path.to_str().and_then(|path| self.files.get(path)).and_then(|file| file.on_disk.as_ref());
        let foreign = self.foreign.get(path).filter(|foreign| !foreign.is_folder);
        own.map(|own| own.identity).or(foreign.map(|foreign| foreign.identity)) == Some(identity)
    }

    /// The files of ours below a folder, if every one of them is as we left it.
    pub fn untouched(&self, folder: &str) -> Option<Vec<(&str, Fingerprint)>> {
        let below = self.files.iter().filter(|(path, _)| path.starts_with(folder));
        let untouched = below.map(|(path, file)| {
            let fingerprint = file.fingerprint?;
            (file.on_disk.as_ref()?.stamp == fingerprint.stamp).then_some((&**path, fingerprint))
        });
        untouched.collect()
    }

    /// The fingerprint of the published file, if it is there and its stamp allows that it has these bytes.
    /// `hash_on_disk` is asked only if the file is not as we left it.
    pub fn unchanged(
        &self,
        path: &str,
        hash: u128,
        len: u64,
        hash_on_disk: impl FnOnce() -> Option<u128>,
    ) -> Option<Fingerprint> {
        let file = self.files.get(path)?;
        let stamp = file.on_disk.as_ref()?.stamp;
        let same = match file.fingerprint {
            _ if stamp.len != len => false,
            Some(fingerprint) if fingerprint.stamp == stamp => fingerprint.hash == hash,
            _ => hash_on_disk() == Some(hash),
        };
        same.then_some(Fingerprint { hash, stamp })
    }

    /// What the new generation has to take over: the foreign folders and files, and whether it is a folder; folders first.
    pub fn carried<'a>(&'a self, claims: &'a Claims) -> impl Iterator<Item = (&'a OsStr, bool)> {
        let foreign = self.foreign.iter().map(|(path, foreign)| (path.as_os_str(), foreign.is_folder));
        let unknown =
            self.files.iter().filter(|(path, file)| file.fingerprint.is_none() && !claims.is_file(path));
        foreign.chain(unknown.map(|(path, _)| (OsStr::new(&**path), false)))
    }

    /// The first foreign file or folder that the new generation has no place for.
    pub fn collision<'a>(&'a self, claims: &'a Claims) -> Option<&'a OsStr> {
        let collides = |path: &OsStr, is_folder: bool| {
            // A name that is not UTF-8 is none of ours; what is above it may be.
            let shown = path.to_string_lossy();
            let own = match claims.get(&shown) {
                None => false,
                Some(Claim::Folder) => !is_folder,
                Some(_) => true,
            };
            own || shown.match_indices('/').any(|(at, _)| claims.is_file(&shown[..at]))
        };
        self.carried(claims).find(|(path, is_folder)| collides(path, *is_folder)).map(|(path, _)| path)
    }
}
