//! The inputs again, after something may have changed on disk: only what is hinted at is looked at, and only what
//! differs is answered. A hint may be wrong; the disk is what counts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Content, FOLDERS, Input, Inputs, ReadError, file, is_leftover, list, stray};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input_path::InputPath;

/// Where something may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hints {
    /// Files or folders, as paths on disk.
    Paths(Vec<PathBuf>),
    /// Nobody can say where.
    Everywhere,
}

/// What differs from the inputs that were known.
#[derive(Debug, Default)]
pub struct Reread {
    /// The files and folders that were looked at; the empty path is the whole digest.
    pub places: Vec<String>,
    /// The files that are new, different (`Some`) or gone (`None`).
    pub changed: BTreeMap<InputPath, Option<Input>>,
    /// What is wrong with what was read.
    pub faults: Vec<Diagnostic>,
}

impl Reread {
    /// Whether a file lies at or below a place that was looked at: what was said of it before is out of date.
    pub fn covers(&self, file: &InputPath) -> bool {
        self.places.iter().any(|place| lies_in(file.as_str(), place))
    }
}

fn lies_in(path: &str, place: &str) -> bool {
    match path.strip_prefix(place) {
        Some(rest) => place.is_empty() || rest.is_empty() || rest.starts_with('/'),
        None => false,
    }
}

/// Looks at the hinted places of the digest below `root` and answers what is no longer as `known` has it. A file that
/// the machine refuses to read stays as it is known, under a diagnostic: the rest moves on.
pub fn reread(root: &Path, known: &Inputs, hints: &Hints) -> Reread {
    let mut reread = Reread::default();
    match hints {
        Hints::Everywhere => reread.places.push(String::new()),
        Hints::Paths(paths) => {
            for path in paths {
                match locate(root, known, path) {
                    Location::Outside => {}
                    Location::Inside(place) => reread.places.push(place),
                    Location::Unclear => {
                        reread.places = vec![String::new()];
                        break;
                    }
                }
            }
            reread.places.sort();
            reread.places.dedup();
        }
    }
    for place in reread.places.clone() {
        look(root, known, &place, &mut reread);
    }
    reread
}

/// What a path that something happened to is to the digest.
enum Location {
    /// Nothing of the digest.
    Outside,
    /// Its path within the digest.
    Inside(String),
    /// A symbolic link or a name in two forms: only a look at everything tells what it means.
    Unclear,
}

fn locate(root: &Path, known: &Inputs, path: &Path) -> Location {
    let Ok(relative) = path.strip_prefix(root) else { return Location::Outside };
    let Some(relative) = relative.to_str() else { return Location::Unclear };
    let top = relative.split('/').next().unwrap_or_default();
    if relative.split('/').any(is_leftover) || !(relative == "digest.yaml" || FOLDERS.contains(&top)) {
        return Location::Outside;
    }
    let mut above = root.to_path_buf();
    for name in relative.split('/') {
        above.push(name);
        if above.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink()) {
            return Location::Unclear;
        }
    }
    let place = InputPath::new(relative);
    match known.get(place.as_str()) {
        _ if place.as_str() != relative => Location::Unclear,
        Some(input) if input.disk != path => Location::Unclear,
        _ => Location::Inside(place.as_str().to_string()),
    }
}

fn look(root: &Path, known: &Inputs, place: &str, reread: &mut Reread) {
    let mut found: Vec<(InputPath, PathBuf)> = Vec::new();
    if matches!(place, "" | "digest.yaml") && root.join("digest.yaml").exists() {
        found.push((InputPath::new("digest.yaml"), root.join("digest.yaml")));
    }
    let below = match place {
        "" => FOLDERS.to_vec(),
        "digest.yaml" => Vec::new(),
        place => vec![place],
    };
    if place.is_empty() {
        reread.faults.extend(stray::beside(root));
    }
    let mut unread: Vec<&str> = Vec::new();
    for folder in below {
        match list::list(root, folder, &mut found, &mut reread.faults) {
            Err(error) if !is_gone(&error) => {
                reread.faults.push(unreadable(&InputPath::new(folder), &error));
                unread.push(folder);
            }
            _ => {}
        }
    }
    let gone = |path: &InputPath| (path.clone(), None);
    let first = InputPath::new(place);
    let before = known.files.range(first..).map(|(path, _)| path);
    reread.changed.extend(
        before
            .take_while(|path| path.as_str().starts_with(place))
            .filter(|path| lies_in(path.as_str(), place))
            // Nobody can say what is gone from a folder that is not shown.
            .filter(|path| !unread.iter().any(|folder| lies_in(path.as_str(), folder)))
            .map(gone),
    );
    for (path, disk) in found {
        let known = known.get(path.as_str());
        if known.is_some_and(|known| is_untouched(known, &disk)) {
            reread.changed.remove(&path);
            continue;
        }
        let (input, fault) = match file::read(path.clone(), disk) {
            Ok(read) => read,
            Err(error) => {
                if !is_gone(&error) {
                    reread.faults.push(unreadable(&path, &error));
                    reread.changed.remove(&path);
                }
                continue;
            }
        };
        reread.faults.extend(fault);
        if known.is_some_and(|known| is_same(known, &input)) {
            reread.changed.remove(&path);
        } else {
            reread.changed.insert(path, Some(input));
        }
    }
}

fn unreadable(path: &InputPath, error: &ReadError) -> Diagnostic {
    let message = format!("this file cannot be read: {}", error.source);
    Diagnostic::error(Code::BadFile, Span::whole(path), message).hint("see who owns it and who may read it")
}

/// What was listed and is gone when it is read was deleted in between: another hint is on its way.
fn is_gone(error: &ReadError) -> bool {
    error.source.kind() == std::io::ErrorKind::NotFound
}

/// Whether size and time tell that a file is as it was. Faults are found by reading, so a broken one is read again.
fn is_untouched(known: &Input, disk: &Path) -> bool {
    let Ok(metadata) = disk.metadata() else { return false };
    let length = match &known.content {
        Content::Text(text) => text.len() as u64,
        Content::Broken(_) => return false,
        Content::Binary { length, .. } => *length,
    };
    known.disk == disk
        && known.settled
        && metadata.modified().ok() == known.modified
        && metadata.len() == length
}

fn is_same(known: &Input, input: &Input) -> bool {
    match (&known.content, &input.content) {
        (Content::Text(one), Content::Text(other)) | (Content::Broken(one), Content::Broken(other)) => {
            one == other
        }
        (
            Content::Binary { length: one, fingerprint: Some(a), .. },
            Content::Binary { length: other, fingerprint: Some(b), .. },
        ) => one == other && a == b,
        (Content::Binary { length: one, .. }, Content::Binary { length: other, .. }) => {
            one == other && known.modified == input.modified
        }
        _ => false,
    }
}
