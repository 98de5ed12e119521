//! The files of a digest as values: `list.rs` finds those that count, `file.rs` reads one, `reread.rs` what changed.
//! Never knows YAML or Markdown; a file that cannot be used is a diagnostic, a disk that fails is an `Err`.

mod copy;
mod file;
mod list;
mod misread;
mod reread;
mod stray;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input_path::InputPath;
use crate::picture::Picture;

pub use copy::{copies, original};
pub use list::{is_leftover, is_published, listed};
pub use reread::{Hints, Reread, reread};

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// A text that Dateline looks into: Markdown, YAML, a template, a style sheet.
    Text(Arc<String>),
    /// A text that cannot be read, with what of it could be: only for showing where.
    Broken(Arc<String>),
    /// Anything that is copied as it is; its bytes stay on disk.
    Binary {
        /// Length in bytes when it was listed.
        length: u64,
        /// What is known of it, where it is a picture.
        picture: Option<Picture>,
        /// What its bytes come to, for a file of `static/`: its URL carries it.
        fingerprint: Option<u64>,
    },
}

/// One file of the digest.
#[derive(Clone, Debug)]
pub struct Input {
    /// Where it lies within the digest.
    pub path: InputPath,
    /// Where it lies on disk.
    pub disk: PathBuf,
    /// What it holds.
    pub content: Content,
    /// When it was last written, where that is known.
    pub modified: Option<SystemTime>,
    /// Whether any later write has another time: the clocks of file systems are coarse.
    pub settled: bool,
}

impl Input {
    /// The text of the input, empty for a binary one.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) | Content::Broken(text) => text,
            Content::Binary { .. } => "",
        }
    }
}

/// All files of a digest, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Keyed by path.
    pub files: BTreeMap<InputPath, Arc<Input>>,
}

impl Inputs {
    /// The file at `path`, if the digest has it.
    pub fn get(&self, path: &str) -> Option<&Input> {
        self.files.get(path).map(|input| &**input)
    }

    /// The text of a file; empty where there is none.
    pub fn text(&self, path: &InputPath) -> &str {
        self.get(path.as_str()).map_or("", Input::text)
    }

    /// Whether the digest has a file at `path` that can be read as text.
    pub fn has_text(&self, path: &str) -> bool {
        self.get(path).is_some_and(|input| matches!(input.content, Content::Text(_)))
    }

    /// The files below a folder, in the order of their paths.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Input> + 'a {
        let first = InputPath::new(&format!("{folder}/"));
        self.files.range(first..).map(|(_, input)| &**input).take_while(move |input| {
            input.path.as_str().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// What is known of the picture at `path`.
    pub fn picture(&self, path: &InputPath) -> Option<Picture> {
        match self.get(path.as_str())?.content {
            Content::Binary { picture, .. } => picture,
            Content::Text(_) | Content::Broken(_) => None,
        }
    }

    /// Builds a digest from texts: the way of tests and of `--text`.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Inputs {
        let files = texts.into_iter().map(|(path, text)| {
            let path = InputPath::new(path);
            let input = Input {
                path: path.clone(),
                disk: PathBuf::from(path.as_str()),
                content: Content::Text(text.to_string().into()),
                modified: None,
                settled: false,
            };
            (path, Arc::new(input))
        });
        Inputs { files: files.collect() }
    }

    /// The files that are not the very ones of `previous`, in order: new, read again, or gone.
    pub fn changes(&self, previous: &Inputs) -> Vec<InputPath> {
        let mut changes = Vec::new();
        let (mut now, mut before) = (self.files.iter().peekable(), previous.files.iter().peekable());
        loop {
            let order = match (now.peek(), before.peek()) {
                (Some(now), Some(before)) => now.0.cmp(before.0),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return changes,
            };
            let one = if order == Ordering::Greater { None } else { now.next() };
            let other = if order == Ordering::Less { None } else { before.next() };
            match (one, other) {
                (Some(one), Some(other)) if Arc::ptr_eq(one.1, other.1) => {}
                (Some((path, _)), _) | (None, Some((path, _))) => changes.push(path.clone()),
                (None, None) => {}
            }
        }
    }
}

/// A machine's failure while the digest was read.
#[derive(Debug)]
pub struct ReadError {
    /// The file or folder that was being read.
    pub path: PathBuf,
    /// What the machine said.
    pub source: io::Error,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read {}: {}", self.path.display(), self.source)
    }
}

impl std::error::Error for ReadError {}

/// The folders of a digest that are read.
pub const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// How many files a thread takes at once, where all threads work through many: so few that none goes on alone at the end.
pub const A_FEW: usize = 32;

/// How many threads read at once: more than there are processors, for a file that the system does not hold is waited for.
const READERS: usize = 8;

/// Reads the digest below `root`: `digest.yaml` and the folders `content`, `templates`, `static`.
pub fn read(root: &Path) -> Result<(Inputs, Vec<Diagnostic>), ReadError> {
    let mut diagnostics = Vec::new();
    let mut found = Vec::new();
    if root.join("digest.yaml").exists() {
        found.push((InputPath::new("digest.yaml"), root.join("digest.yaml")));
    }
    if root.is_dir() && !root.join("content").is_dir() {
        let message = "there is no folder content/, in which articles lie: the site is empty".to_string();
        diagnostics.push(
            Diagnostic::warning(Code::MissingFile, Span::whole(&InputPath::new("content")), message)
                .hint("make content/articles/, and put them there"),
        );
    }
    for folder in FOLDERS {
        list::list(root, folder, &mut found, &mut diagnostics)?;
    }
    diagnostics.extend(stray::beside(root));
    let read_all = || -> Result<Vec<_>, ReadError> {
        found.into_par_iter().with_max_len(A_FEW).map(|(path, disk)| file::read(path, disk)).collect()
    };
    let read = match rayon::ThreadPoolBuilder::new().num_threads(READERS).build() {
        Ok(readers) => readers.install(read_all),
        Err(_) => read_all(),
    }?;
    let mut files = BTreeMap::new();
    for (input, fault) in read {
        diagnostics.extend(fault);
        if let Some(second) = files.insert(input.path.clone(), Arc::new(input)) {
            diagnostics.push(
                Diagnostic::error(
                    Code::DuplicateUrl,
                    Span::whole(&second.path),
                    "two files have this name, written in two Unicode forms".to_string(),
                )
                .hint("keep one of them, or rename it"),
            );
        }
    }
    Ok((Inputs { files }, diagnostics))
}

/// How the names of pictures end.
const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "webp", "gif", "avif", "svg"];

/// Whether a file is a picture by its name.
pub fn is_picture(path: &InputPath) -> bool {
    PICTURES.iter().any(|ending| path.ending().eq_ignore_ascii_case(ending))
}

/// Whether the input is an author's Markdown file.
pub fn is_markdown(path: &InputPath) -> bool {
    path.ending().eq_ignore_ascii_case("md")
}
