//! A tree of files on disk: walking it, and the few calls that link, create and exchange. Never knows what a generation is.

use super::error::Error;
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use xxhash_rust::xxh3::Xxh3;

/// What tells an edited file from an untouched one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub len: u64,
    /// Nanoseconds since 1970.
    pub mtime: u64,
}

impl Stamp {
    pub fn of(metadata: &Metadata) -> Stamp {
        let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Stamp { len: metadata.len(), mtime: since.map_or(0, |time| time.as_nanos() as u64) }
    }
}

pub(super) fn moment(mtime: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_nanos(mtime)
}

/// A number that hard links of one file share, that a folder keeps when it is renamed, and that no two things alive have in common.
#[cfg(unix)]
pub(super) fn identity(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
pub(super) fn identity(metadata: &Metadata) -> u64 {
    let since = metadata.created().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |time| time.as_nanos() as u64)
}

/// [`identity`] without asking the file itself.
#[cfg(unix)]
pub(super) fn entry_identity(entry: &DirEntry) -> io::Result<u64> {
    Ok(std::os::unix::fs::DirEntryExt::ino(entry))
}

#[cfg(not(unix))]
pub(super) fn entry_identity(entry: &DirEntry) -> io::Result<u64> {
    Ok(identity(&entry.metadata()?))
}

/// Gives `to` the rights of `from`, and its owner where we may.
pub(super) fn same_rights(from: &Metadata, to: &Path) -> io::Result<()> {
    let now = fs::symlink_metadata(to)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if (from.uid(), from.gid()) != (now.uid(), now.gid()) {
            // Only root may: without it the folder stays ours.
            let _ = std::os::unix::fs::lchown(to, Some(from.uid()), Some(from.gid()));
        }
    }
    if from.permissions() == now.permissions() { Ok(()) } else { fs::set_permissions(to, from.permissions()) }
}

/// Something below the root of a tree.
#[derive(Debug)]
pub(super) struct Found {
    /// Relative to the root, with `/`.
    pub path: OsString,
    pub identity: u64,
    pub is_folder: bool,
    /// Of files, if it was asked for.
    pub stamp: Option<Stamp>,
}

/// Shows everything below `root`, folders before what is in them. Symbolic links are shown, never followed. `visit` says
/// whether to go into a folder. Where there is no folder, nothing is in it.
pub(super) fn walk(
    root: &Path,
    with_stamps: bool,
    mut visit: impl FnMut(Found) -> Result<bool, Error>,
) -> Result<(), Error> {
    let mut level = vec![OsString::new()];
    while !level.is_empty() {
        // Thousands of folders have one page each: listing them is what takes the time.
        let found = in_parts(&level, |folder| list(root, folder, with_stamps))?;
        level.clear();
        for found in found.into_iter().flatten() {
            let folder = found.is_folder.then(|| found.path.clone());
            if visit(found)? {
                level.extend(folder);
            }
        }
    }
    Ok(())
}

fn list(root: &Path, folder: &OsStr, with_stamps: bool) -> Result<Vec<Found>, Error> {
    let place = root.join(folder);
    let failed = |e| Error::io("read", &place)(e);
    let entries = match fs::read_dir(&place) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(failed)?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        let name = entry.file_name();
        let mut path = OsString::with_capacity(folder.len() + 1 + name.len());
        if !folder.is_empty() {
            path.push(folder);
            path.push("/");
        }
        path.push(name);
        let stamp = if with_stamps && kind.is_file() {
            Some(Stamp::of(&entry.metadata().map_err(failed)?))
        } else {
            None
        };
        let identity = entry_identity(&entry).map_err(failed)?;
        found.push(Found { path, identity, is_folder: kind.is_dir(), stamp });
    }
    Ok(found)
}

/// Does `work` for all, on all cores if there is much to do; the answers keep the order.
pub(super) fn in_parts<T: Sync, A: Send>(
    all: &[T],
    work: impl Fn(&T) -> Result<A, Error> + Sync,
) -> Result<Vec<A>, Error> {
    let threads = if all.len() < 64 { 1 } else { thread::available_parallelism().map_or(1, usize::from) };
    let (mine, others) = all.split_at(all.len().div_ceil(threads));
    let work = |part: &[T]| part.iter().map(&work).collect::<Result<Vec<A>, Error>>();
    thread::scope(|scope| {
        let others = others.chunks(mine.len().max(1));
        let running: Vec<_> = others.map(|part| scope.spawn(|| work(part))).collect();
        let mut answers = work(mine)?;
        for part in running {
            answers.extend(part.join().expect("no part panics")?);
        }
        Ok(answers)
    })
}

/// Makes the folder for a file.
pub(super) fn make_folder(file: &Path) -> io::Result<()> {
    fs::create_dir_all(file.parent().expect("a path below a tree"))
}

/// Makes a new file, never writing into one that is there: that one may be a hard link of a published file. Whatever
/// is in the way goes: the generation that is being made has this file, so what is there is from an older one.
pub(super) fn create(path: &Path) -> io::Result<File> {
    match File::create_new(path) {
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            if fs::symlink_metadata(path)?.is_dir() {
                fs::remove_dir_all(path)?
            } else {
                fs::remove_file(path)?
            }
        }
        Err(e) if e.kind() == ErrorKind::NotFound => make_folder(path)?,
        Err(e) if e.kind() == ErrorKind::NotADirectory => {
            let in_the_way = path.ancestors().skip(1).find(|folder| folder.symlink_metadata().is_ok());
            // Another thread may have been faster; then there is a folder now, which is not removed.
            let _ = fs::remove_file(in_the_way.expect("the standby folder is"));
            make_folder(path)?;
        }
        made => return made,
    }
    File::create_new(path)
}

/// Links the file `from` to the free place `to`, or copies it, with its time, where there are no hard links.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    match link_only(from, to) {
        Err(e) if cannot_link(&e) => {
            make_folder(to)?;
            fs::copy(from, to)?;
            File::options().write(true).open(to)?.set_modified(from.symlink_metadata()?.modified()?)
        }
        done => done,
    }
}

pub(super) fn link_only(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Err(e) if e.kind() == ErrorKind::NotFound => {
            make_folder(to)?;
            fs::hard_link(from, to)
        }
        done => done,
    }
}

/// Whether this file system, or this file, has no hard links (rather than the disk being full or broken).
pub(super) fn cannot_link(e: &io::Error) -> bool {
    matches!(e.kind(), ErrorKind::PermissionDenied | ErrorKind::Unsupported | ErrorKind::TooManyLinks)
}

/// Removes what may have gone already.
pub(super) fn gone(removal: io::Result<()>) -> io::Result<()> {
    match removal {
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
        done => done,
    }
}

/// The hash of what is read from `path`, piece by piece; every piece is shown.
pub(super) fn hash(
    path: &Path,
    mut from: impl Read,
    mut piece: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<u128, Error> {
    let mut hasher = Xxh3::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(hasher.digest128()),
            Ok(n) => {
                hasher.update(&buffer[..n]);
                piece(&buffer[..n])?;
            }
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(Error::io("read", path)(e)),
        }
    }
}

/// Exchanges two folders in one call, so that at every moment both paths lead to one of them.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}
