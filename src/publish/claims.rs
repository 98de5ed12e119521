//! Who has which path in the generation being made: one file a path, and no file where a folder is needed. Many threads
//! claim at once. Never touches the disk.

use super::error::Error;
use super::manifest::Fingerprint;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;
use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    Folder,
    /// A file that is not there yet; it stays so if making it fails.
    Begun,
    /// A file that is in the published tree already.
    Kept(Fingerprint),
    /// A file that was written into the standby tree.
    Written(Fingerprint),
}

/// Spread over many locks, so that threads hardly ever wait for one another.
pub(super) struct Claims(Vec<Mutex<FxHashMap<Box<str>, Claim>>>);

const SHARDS: usize = 64;

impl Claims {
    pub fn new() -> Claims {
        Claims((0..SHARDS).map(|_| Mutex::default()).collect())
    }

    fn shard(&self, path: &str) -> MutexGuard<'_, FxHashMap<Box<str>, Claim>> {
        // From the middle: the map itself looks at both ends of the same hash.
        let shard = (FxBuildHasher.hash_one(path) >> 32) as usize % SHARDS;
        self.0[shard].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Claims `path` for a file and everything above it for folders. Of two that collide at least one is told. Answers
    /// whether it is the first in its folder.
    pub fn begin(&self, path: &str) -> Result<bool, Error> {
        let twice = || Error::Twice { path: path.into() };
        if self.shard(path).insert(path.into(), Claim::Begun).is_some() {
            return Err(twice());
        }
        let mut below = path;
        while let Some((folder, _)) = below.rsplit_once('/') {
            let mut shard = self.shard(folder);
            match shard.get(folder) {
                // Whoever claimed it claims, or has claimed, what is above it.
                Some(Claim::Folder) => return Ok(below.len() < path.len()),
                Some(_) => return Err(twice()),
                None => shard.insert(folder.into(), Claim::Folder),
            };
            drop(shard);
            below = folder;
        }
        Ok(true)
    }

    pub fn end(&self, path: &str, claim: Claim) {
        self.shard(path).insert(path.into(), claim);
    }

    pub fn get(&self, path: &str) -> Option<Claim> {
        self.shard(path).get(path).copied()
    }

    pub fn is_file(&self, path: &str) -> bool {
        self.get(path).is_some_and(|claim| claim != Claim::Folder)
    }

    pub fn each(&self, mut visit: impl FnMut(&str, Claim)) {
        for shard in &self.0 {
            for (path, claim) in shard.lock().unwrap_or_else(PoisonError::into_inner).iter() {
                visit(path, *claim);
            }
        }
    }
}
