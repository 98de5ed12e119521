//! Which files of a digest count: a walk through its folders that follows links within them, and leaves out what editors
//! leave behind. Never opens a file.

use std::collections::BTreeMap;
use std::fs::FileType;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{FOLDERS, ReadError, is_markdown, stray};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input_path::InputPath;

/// Where the files of a digest lie on disk, as far as its folders can be read.
pub fn listed(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in FOLDERS {
        // What cannot be read is told of by whoever reads it.
        let _ = list(root, folder, &mut found, &mut Vec::new());
    }
    let config = Some(root.join("digest.yaml")).filter(|config| config.exists());
    found.into_iter().map(|(_, disk)| disk).chain(config).collect()
}

/// Lists the files at or below `place`, which lies in one of the folders of a digest.
pub(super) fn list(
    root: &Path,
    place: &str,
    found: &mut Vec<(InputPath, PathBuf)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(), ReadError> {
    let top = root.join(place);
    if !top.exists() {
        return Ok(());
    }
    let mut strays: BTreeMap<(String, &str), Vec<InputPath>> = BTreeMap::new();
    let home = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let mut walk = WalkDir::new(&top)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_leftover(&entry.file_name().to_string_lossy()));
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                diagnostics.extend(broken_link(root, &top, error)?);
                continue;
            }
        };
        let kind = entry.file_type();
        if kind.is_dir() && !entry.path_is_symlink() {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let shown = InputPath::of(relative);
        if entry.path_is_symlink() && entry.path().canonicalize().is_ok_and(|real| !real.starts_with(&home)) {
            let message = "this symbolic link leaves the digest".to_string();
            diagnostics.push(
                Diagnostic::error(Code::BadFile, Span::whole(&shown), message)
                    .hint("copy what it leads to into the digest: what lies outside is never published"),
            );
            if kind.is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if kind.is_dir() {
            continue;
        }
        if let Some(fault) = unreadable(kind, relative, &shown) {
            diagnostics.push(fault);
            continue;
        }
        if place.starts_with("content")
            && let Some((message, hint)) = stray::unread(&shown)
        {
            strays.entry((message, hint)).or_default().push(shown.clone());
        }
        diagnostics.extend(stray::misplaced(&shown));
        if place.starts_with("templates") {
            diagnostics.extend(stray::no_template(&shown));
        }
        if !place.starts_with("content") || is_published(&shown) {
            found.push((shown, entry.into_path()));
        }
    }
    // Files of one kind are all told of at the first: there may be a whole site of them.
    for ((message, hint), files) in strays {
        let more = if files.len() > 1 { format!(", and {} more", files.len() - 1) } else { String::new() };
        diagnostics.extend(files.iter().min().map(|first| {
            Diagnostic::warning(Code::StrayFile, Span::whole(first), message + &more).hint(hint)
        }));
    }
    Ok(())
}

/// What to say of a link to nowhere, for which the walk has no more than an error.
fn broken_link(root: &Path, top: &Path, error: walkdir::Error) -> Result<Option<Diagnostic>, ReadError> {
    let path = error.path().unwrap_or(top).to_path_buf();
    // An editor's lock is a link to nowhere.
    if path.file_name().is_some_and(|name| is_leftover(&name.to_string_lossy())) {
        return Ok(None);
    }
    let dangling = path.is_symlink() || error.loop_ancestor().is_some();
    if !dangling {
        return Err(ReadError { path, source: error.into() });
    }
    let shown = InputPath::of(path.strip_prefix(root).unwrap_or(&path));
    let message = "this symbolic link leads nowhere".to_string();
    let diagnostic = Diagnostic::error(Code::BadFile, Span::whole(&shown), message);
    Ok(Some(diagnostic.hint("remove the link, or mend where it points")))
}

/// Why a file is not read, whatever it says.
fn unreadable(kind: FileType, relative: &Path, shown: &InputPath) -> Option<Diagnostic> {
    let span = Span::whole(shown);
    if !kind.is_file() {
        let message = "this is no file that can be read: it is ignored".to_string();
        return Some(Diagnostic::warning(Code::StrayFile, span, message).hint("move it elsewhere"));
    }
    if is_conflict(shown) {
        let message = "a program that keeps folders alike left this copy: it is ignored".to_string();
        let hint = "take from it what the other file lacks, and delete it";
        return Some(Diagnostic::warning(Code::StrayFile, span, message).hint(hint));
    }
    let fault = match relative.to_str() {
        None => "this file name is not UTF-8",
        // Only on Windows it parts folders.
        Some(_) if shown.as_str().contains('\\') => {
            "this file name has a backslash, which browsers take for a slash"
        }
        Some(_) => return None,
    };
    Some(Diagnostic::error(Code::BadFile, span, fault.to_string()).hint("rename the file"))
}

/// The files of a folder beside those of the digest, and of the folders right below it.
pub(super) fn below(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let files = WalkDir::new(folder).max_depth(3).sort_by_file_name().into_iter().flatten();
    files.filter(|file| file.file_type().is_file()).map(walkdir::DirEntry::into_path)
}

/// Whether a file is the copy that Dropbox, Nextcloud or Syncthing makes where two computers changed it at once.
fn is_conflict(path: &InputPath) -> bool {
    let name = path.file_name().to_lowercase();
    name.contains("conflicted copy") || name.contains(".sync-conflict-")
}

/// Dotfiles that web servers read, for `static/root/`.
const SERVERS: [&str; 3] = [".well-known", ".nojekyll", ".htaccess"];

/// Dotfiles, and what editors leave behind while they save.
pub fn is_leftover(name: &str) -> bool {
    (name.starts_with('.') && !SERVERS.contains(&name))
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || ["4913", "Thumbs.db", "desktop.ini"].contains(&name)
        || is_of_sed(name)
        || [".swp", ".swx", ".tmp", ".bak", ".orig", ".rej", ".part", "___jb_tmp___", "___jb_old___"]
            .iter()
            .any(|ending| name.ends_with(ending))
}

/// What `sed -i` writes before it takes the place of a file: `sedQMKtH7`. Of a whole digest that lasts a while.
fn is_of_sed(name: &str) -> bool {
    let is_drawn = |drawn: &str| {
        drawn.len() == 6
            && drawn.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !drawn.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    name.strip_prefix("sed").is_some_and(is_drawn)
}

const ATTACHMENTS: [&str; 16] = [
    "png", "jpg", "jpeg", "webp", "gif", "avif", "svg", "pdf", "csv", "txt", "json", "zip", "mp3", "mp4",
    "ogg", "webm",
];

/// Whether a file of `content/` is read or published: Markdown, and what may lie beside a page.
pub fn is_published(path: &InputPath) -> bool {
    is_markdown(path) || ATTACHMENTS.iter().any(|ending| path.ending().eq_ignore_ascii_case(ending))
}
