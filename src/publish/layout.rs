//! Where the output and its state folder lie, whether the output may be taken at all, and the lock. Refuses before it
//! touches anything. Never knows what is published.

use super::error::{Error, Refusal};
use super::tree::identity;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The file that makes an output folder ours.
pub(super) const MARKER: &str = ".dateline";
const MADE_BY: &str = "Made by dateline.";

pub(super) fn marker_text() -> String {
    format!(
        "{MADE_BY} Every build replaces the pages in this folder; files that dateline did not make are kept.\n"
    )
}

/// Where a publication lies on disk.
#[derive(Debug)]
pub(super) struct Layout {
    /// The output as the user wrote it, for messages.
    pub shown: PathBuf,
    /// The output, without symbolic links.
    pub output: PathBuf,
    /// Next to the output, hence on its file system.
    pub state: PathBuf,
}

impl Layout {
    pub fn find(output: &Path, root: &Path, sources: &[&Path]) -> Result<Layout, Error> {
        let refused = |why| Err(Error::Refused { output: output.into(), why });
        let real_path = |path: &Path| real(path).map_err(Error::io("find", path));
        let real_output = real_path(output)?;
        let (Some(parent), Some(name)) = (real_output.parent(), real_output.file_name()) else {
            return refused(Refusal::Root);
        };
        if std::env::home_dir().is_some_and(|home| real(&home).is_ok_and(|home| home == real_output)) {
            return refused(Refusal::Home);
        }
        if real_path(root)?.starts_with(&real_output) {
            return refused(Refusal::HoldsDigest);
        }
        for source in sources {
            let real_source = real_path(source)?;
            if real_source.starts_with(&real_output) || real_output.starts_with(&real_source) {
                return refused(Refusal::Sources(source.into()));
            }
        }
        let mut state = std::ffi::OsString::from(".");
        state.push(name);
        state.push(".dateline");
        let layout = Layout { shown: output.into(), state: parent.join(state), output: real_output };
        layout.examine()?;
        Ok(layout)
    }

    pub fn standby(&self) -> PathBuf {
        self.state.join("standby")
    }

    /// Where the old tree lies for a moment on file systems that cannot exchange two folders.
    pub fn retired(&self) -> PathBuf {
        self.state.join("retired")
    }

    pub fn published_manifest(&self) -> PathBuf {
        self.state.join("published.manifest")
    }

    pub fn standby_manifest(&self) -> PathBuf {
        self.state.join("standby.manifest")
    }

    /// Refuses an output that holds what is not ours. Answers whether there is one yet.
    pub fn examine(&self) -> Result<bool, Error> {
        let refused = |why| Err(Error::Refused { output: self.shown.clone(), why });
        let failed = |e| Error::io("read", &self.shown)(e);
        match fs::symlink_metadata(&self.output) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(false),
            Err(e) => return Err(failed(e)),
            Ok(metadata) if !metadata.is_dir() => return refused(Refusal::NotAFolder),
            Ok(_) => {}
        }
        if is_mount(&self.output).map_err(failed)? {
            return refused(Refusal::Mounted);
        }
        let marker = self.output.join(MARKER);
        let is_ours = match fs::symlink_metadata(&marker) {
            Err(e) if e.kind() == ErrorKind::NotFound => false,
            Err(e) => return Err(failed(e)),
            Ok(metadata) if !metadata.is_file() => false,
            Ok(_) => fs::read(&marker).map_err(failed)?.starts_with(MADE_BY.as_bytes()),
        };
        if is_ours || fs::read_dir(&self.output).map_err(failed)?.next().is_none() {
            Ok(true)
        } else {
            refused(Refusal::NotOurs)
        }
    }

    /// Waits for whoever holds the lock, saying so first. The system takes it from a process that dies.
    pub fn lock(&self, on_wait: impl FnOnce(&str)) -> Result<File, Error> {
        let path = self.state.join("lock");
        let failed = |e| Error::io("lock", &path)(e);
        let mut on_wait = Some(on_wait);
        loop {
            fs::create_dir_all(&self.state).map_err(Error::io("make", &self.state))?;
            let mut file =
                File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => {
                    if let Some(on_wait) = on_wait.take() {
                        let holder = fs::read_to_string(&path).unwrap_or_default();
                        on_wait(&format!(
                            "waiting for {} to publish into `{}`",
                            holder.trim(),
                            self.shown.display()
                        ));
                    }
                    file.lock().map_err(failed)?;
                }
                Err(TryLockError::Error(e)) if e.kind() != ErrorKind::Unsupported => return Err(failed(e)),
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            // Somebody may have removed the state folder while we waited: then this is a lock on nothing.
            let held = identity(&file.metadata().map_err(failed)?);
            if fs::metadata(&path).is_ok_and(|metadata| identity(&metadata) == held) {
                file.set_len(0).map_err(failed)?;
                writeln!(file, "process {}", std::process::id()).map_err(failed)?;
                return Ok(file);
            }
        }
    }
}

/// The path without symbolic links, `.` and `..`, also when its last parts are yet to be made.
fn real(path: &Path) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(e) if e.kind() == ErrorKind::NotFound && !path.is_symlink() => {
            match (path.parent(), path.file_name()) {
                (Some(parent), Some(name)) if parent == "" => Ok(real(Path::new("."))?.join(name)),
                (Some(parent), Some(name)) => Ok(real(parent)?.join(name)),
                _ => Err(e),
            }
        }
        done => done,
    }
}

#[cfg(unix)]
fn is_mount(folder: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let parent = folder.parent().expect("the root is refused before");
    Ok(fs::metadata(folder)?.dev() != fs::metadata(parent)?.dev())
}

#[cfg(not(unix))]
fn is_mount(_: &Path) -> io::Result<bool> {
    Ok(false)
}
