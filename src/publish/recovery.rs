//! From whatever a killed build left to a known state; and the rescue of foreign files out of a tree that was just
//! replaced. Never deletes a file that is not ours.

use super::error::Error;
use super::layout::Layout;
use super::manifest::Manifest;
use super::tree::{self, Found, Stamp};
use rustc_hash::{FxHashMap, FxHashSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Finishes or undoes what a killed build had begun to exchange. Answers the manifest of the published tree.
pub(super) fn recover(layout: &Layout) -> Result<Option<Manifest>, Error> {
    let (output, standby, retired) = (&layout.output, &layout.standby(), &layout.retired());
    // Killed between two renames of `swap`: a folder is never renamed onto one that holds something.
    if retired.exists() && fs::rename(retired, output).is_err() {
        fs::rename(retired, standby).map_err(Error::io("recover", retired))?;
    }
    let published = Manifest::read(&layout.published_manifest())?;
    let next = Manifest::read(&layout.standby_manifest())?;
    let Some(root) = root_of(output)? else {
        forget(&layout.standby_manifest())?;
        forget(&layout.published_manifest())?;
        return Ok(None);
    };
    let speaks_of =
        |manifest: &Option<Manifest>, root| manifest.as_ref().is_some_and(|manifest| manifest.root == root);
    if speaks_of(&next, root) {
        // Killed after the exchange.
        if !speaks_of(&published, root) {
            rescue(layout, made_by([&published, &next]))?;
        }
        promote(layout).map_err(Error::io("write", layout.published_manifest()))?;
        return Ok(next);
    }
    forget(&layout.standby_manifest())?;
    if root_of(standby)?.is_some_and(|standby| speaks_of(&published, standby)) {
        // Killed after the exchange, and the newer manifest was lost.
        rescue(layout, made_by([&published, &None]))?;
        forget(&layout.published_manifest())?;
        return Ok(None);
    }
    Ok(published)
}

/// The last step of a publication: from now on the manifest of the new tree is that of the published one.
pub(super) fn promote(layout: &Layout) -> io::Result<()> {
    fs::rename(layout.standby_manifest(), layout.published_manifest())
}

/// Puts the standby tree in the place of the output, and the old output, if there is one, in the place of the standby tree.
pub(super) fn swap(layout: &Layout, is_first: bool) -> io::Result<()> {
    let (output, standby, retired) = (&layout.output, &layout.standby(), &layout.retired());
    if is_first {
        return fs::rename(standby, output);
    }
    match tree::exchange(standby, output) {
        Err(e) if matches!(e.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput) => {
            fs::rename(output, retired)?;
            if let Err(e) = fs::rename(standby, output) {
                // Should this fail too, the next build does it.
                let _ = fs::rename(retired, output);
                return Err(e);
            }
            fs::rename(retired, standby)
        }
        done => done,
    }
}

/// Moves what is in the standby tree, was not `made` by us and is not, or is only older, in the output, to the output.
/// Right after the exchange that is what could not be linked, and what came while the generation was being made.
pub(super) fn rescue(layout: &Layout, made: impl Fn(&str, bool) -> bool) -> Result<(), Error> {
    tree::walk(&layout.standby(), false, |found| {
        let Found { path, is_folder, .. } = found;
        if path.to_str().is_some_and(|path| made(path, is_folder)) {
            return Ok(true);
        }
        let (from, to) = (layout.standby().join(&path), layout.output.join(&path));
        let failed = |e| Error::io("keep", &from)(e);
        match fs::symlink_metadata(&to) {
            Ok(_) if is_folder => return Ok(true),
            Ok(there) => {
                let here = fs::symlink_metadata(&from).map_err(failed)?;
                if there.is_dir() || Stamp::of(&here).mtime <= Stamp::of(&there).mtime {
                    return Ok(false);
                }
            }
            Err(e) if e.kind() == ErrorKind::NotFound => tree::make_folder(&to).map_err(failed)?,
            Err(e) => return Err(failed(e)),
        }
        fs::rename(&from, to).map_err(failed)?;
        Ok(false)
    })
}

fn made_by(manifests: [&Option<Manifest>; 2]) -> impl Fn(&str, bool) -> bool {
    let manifests =
        manifests.map(|manifest| manifest.as_ref().map(|manifest| (&manifest.files, manifest.folders())));
    move |path, is_folder| {
        let made = |(files, folders): &(&FxHashMap<_, _>, FxHashSet<_>)| {
            if is_folder { folders.contains(path) } else { files.contains_key(path) }
        };
        manifests.iter().flatten().any(made)
    }
}

fn root_of(tree: &Path) -> Result<Option<u64>, Error> {
    match fs::symlink_metadata(tree) {
        Ok(metadata) => Ok(Some(tree::identity(&metadata))),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::io("read", tree)(e)),
    }
}

fn forget(manifest: &Path) -> Result<(), Error> {
    tree::gone(fs::remove_file(manifest)).map_err(Error::io("remove", manifest))
}
