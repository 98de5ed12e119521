//! Copies of pictures that were made before, each in a file that is named by what it was made of and its width. May be
//! deleted at any time; where it cannot be written, copies are made again.

use std::fs;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_128;

/// A folder of copies.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    is_kept: bool,
}

impl Cache {
    /// The cache of the digest below `root`.
    pub fn of(root: &Path) -> Cache {
        Cache { folder: root.join(".dateline"), is_kept: true }
    }

    /// The same, in which nothing is written.
    pub fn read_only(root: &Path) -> Cache {
        Cache { is_kept: false, ..Cache::of(root) }
    }

    /// The copy of a picture, given by its bytes, at a width.
    pub fn resized(&self, bytes: &[u8], width: u32) -> Result<Vec<u8>, String> {
        let hash = xxh3_128(&[bytes, env!("CARGO_PKG_VERSION").as_bytes()].concat());
        let file = self.folder.join("pictures").join(format!("{hash:032x}-{width}"));
        if let Ok(known) = fs::read(&file) {
            return Ok(known);
        }
        let made = super::resized(bytes, width)?;
        if self.is_kept {
            let _ = keep(&self.folder, &file, &made);
        }
        Ok(made)
    }
}

/// Whole or not at all, for another build may be reading.
fn keep(folder: &Path, file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(parent) = file.parent().filter(|parent| !parent.exists()) {
        fs::create_dir_all(parent)?;
        // Version control passes over it by itself.
        fs::write(folder.join(".gitignore"), "*\n")?;
    }
    let unfinished = file.with_extension(format!("{}-{:?}", std::process::id(), std::thread::current().id()));
    fs::write(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, file)).inspect_err(|_| {
        let _ = fs::remove_file(&unfinished);
    })
}
