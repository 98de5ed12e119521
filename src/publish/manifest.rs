//! The manifest of a generation: which files it has, and how each looked when it was written. Never knows which tree is
//! published.

use super::error::Error;
use super::tree::Stamp;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// What is known of a file: the hash of its bytes, as long as the file still bears the stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint {
    pub hash: u128,
    pub stamp: Stamp,
}

#[derive(Debug)]
pub(super) struct Manifest {
    /// Which tree it speaks of: the [`identity`](super::tree::identity) of the tree's root folder.
    pub root: u64,
    pub files: FxHashMap<Box<str>, Fingerprint>,
}

const HEADER: &[u8] = b"dateline manifest 1\n";

impl Manifest {
    /// `None` if there is none, or if it is not whole.
    pub fn read(path: &Path) -> Result<Option<Manifest>, Error> {
        match fs::read(path) {
            Ok(bytes) => Ok(parse(&bytes)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Error::io("read", path)(e)),
        }
    }

    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(self.files.len() * 96);
        bytes.extend(HEADER);
        bytes.extend(self.root.to_le_bytes());
        for (path, fingerprint) in &self.files {
            bytes.extend((path.len() as u32).to_le_bytes());
            bytes.extend(path.as_bytes());
            bytes.extend(fingerprint.hash.to_le_bytes());
            bytes.extend(fingerprint.stamp.len.to_le_bytes());
            bytes.extend(fingerprint.stamp.mtime.to_le_bytes());
        }
        bytes.extend(xxh3_64(&bytes).to_le_bytes());
        fs::write(path, bytes)
    }

    /// The folders that hold the files, those above them included.
    pub fn folders(&self) -> FxHashSet<Box<str>> {
        let mut folders = FxHashSet::default();
        for path in self.files.keys() {
            let mut below = &**path;
            while let Some((folder, _)) = below.rsplit_once('/') {
                if !folders.insert(folder.into()) {
                    break;
                }
                below = folder;
            }
        }
        folders
    }
}

fn parse(bytes: &[u8]) -> Option<Manifest> {
    let (bytes, sum) = bytes.split_last_chunk()?;
    if u64::from_le_bytes(*sum) != xxh3_64(bytes) {
        return None;
    }
    let mut rest = bytes.strip_prefix(HEADER)?;
    let root = u64::from_le_bytes(take(&mut rest)?);
    let mut files = FxHashMap::default();
    while !rest.is_empty() {
        let length = u32::from_le_bytes(take(&mut rest)?) as usize;
        let (path, after) = rest.split_at_checked(length)?;
        rest = after;
        let hash = u128::from_le_bytes(take(&mut rest)?);
        let len = u64::from_le_bytes(take(&mut rest)?);
        let mtime = u64::from_le_bytes(take(&mut rest)?);
        files.insert(str::from_utf8(path).ok()?.into(), Fingerprint { hash, stamp: Stamp { len, mtime } });
    }
    Some(Manifest { root, files })
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(*head)
}
