//! What can stop a publication, in words. Never knows how to go on.

use std::fmt::{self, Display, Formatter};
use std::io;
use std::path::{Path, PathBuf};

/// Why publishing failed. The site is wholly the old one; or wholly the new one, where it came after the exchange.
#[derive(Debug)]
pub enum Error {
    /// The machine failed while `doing` something to `path`.
    Io {
        /// "write", as in "cannot write".
        doing: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the machine said.
        source: io::Error,
    },
    /// `output` is not a folder that may be replaced. Nothing was touched.
    Refused {
        /// The folder.
        output: PathBuf,
        /// Why it may not.
        why: Refusal,
    },
    /// The new generation makes `path`, where (or on the way to which) somebody else's file lies.
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Two things of one generation want the same place, or one wants a folder where the other is a file.
    Twice {
        /// The place, below the output.
        path: String,
    },
}

/// Why a folder is not taken as the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is the root of the file system.
    Root,
    /// It is the user's home.
    Home,
    /// It is, or holds, the digest's own folder.
    HoldsDigest,
    /// It is, holds, or lies in this folder of the author's files.
    Sources(PathBuf),
    /// It is a file.
    NotAFolder,
    /// It holds files, and no marker of ours.
    NotOurs,
    /// It can't be exchanged as a whole.
    Mounted,
}

impl Error {
    pub(super) fn io(doing: &'static str, path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Io { doing, path: path.as_ref().to_path_buf(), source }
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Error::Io { doing, path, source } => write!(f, "cannot {doing} `{}`: {source}", path.display()),
            Error::Refused { output, why } => write!(f, "cannot publish into `{}`: {why}", output.display()),
            Error::Foreign { path } => write!(
                f,
                "cannot write `{}`: a file is there that was not made by dateline; move it away or give the page another URL",
                path.display()
            ),
            Error::Twice { path } => write!(f, "cannot write `{path}` twice, or as both a file and a folder"),
        }
    }
}

impl Display for Refusal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Root => write!(f, "it is the root of the file system; choose another --output"),
            Refusal::Home => write!(f, "it is your home folder; choose another --output"),
            Refusal::HoldsDigest => write!(f, "it holds the digest itself; choose another --output"),
            Refusal::Sources(folder) => {
                write!(
                    f,
                    "it overlaps with `{}`, which holds the author's files; choose another --output",
                    folder.display()
                )
            }
            Refusal::NotAFolder => write!(f, "it is not a folder; choose another --output or remove it"),
            Refusal::NotOurs => {
                write!(f, "it is not empty and was not made by dateline; choose another --output or empty it")
            }
            Refusal::Mounted => {
                write!(
                    f,
                    "it is a mount point and cannot be exchanged as a whole; choose a folder inside it as --output"
                )
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
