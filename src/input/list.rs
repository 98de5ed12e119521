//! Which files of a digest count: a walk through its folders that follows links within them, and leaves out what editors
//! leave behind. Never opens a file.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{FOLDERS, ReadError, is_markdown};
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
    let home = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let mut walk = WalkDir::new(&top)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_leftover(&entry.file_name().to_string_lossy()));
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(&top).to_path_buf();
                // An editor's lock is a link to nowhere.
                if path.file_name().is_some_and(|name| is_leftover(&name.to_string_lossy())) {
                    continue;
                }
                let dangling = path.is_symlink() || error.loop_ancestor().is_some();
                if !dangling {
                    return Err(ReadError { path, source: error.into() });
                }
                let shown = InputPath::of(path.strip_prefix(root).unwrap_or(&path));
                diagnostics.push(
                    Diagnostic::error(
                        Code::BadFile,
                        Span::whole(&shown),
                        "this symbolic link leads nowhere".to_string(),
                    )
                    .hint("remove the link, or mend where it points"),
                );
                continue;
            }
        };
        if entry.file_type().is_dir() && !entry.path_is_symlink() {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let shown = InputPath::of(relative);
        if entry.path_is_symlink() && entry.path().canonicalize().is_ok_and(|real| !real.starts_with(&home)) {
            diagnostics.push(
                Diagnostic::error(
                    Code::BadFile,
                    Span::whole(&shown),
                    "this symbolic link leaves the digest".to_string(),
                )
                .hint("copy what it leads to into the digest: what lies outside is never published"),
            );
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_dir() {
            continue;
        }
        if !entry.file_type().is_file() {
            let message = "this is no file that can be read: it is ignored".to_string();
            diagnostics.push(
                Diagnostic::warning(Code::StrayFile, Span::whole(&shown), message).hint("move it elsewhere"),
            );
            continue;
        }
        if is_conflict(&shown) {
            let message = "a program that keeps folders alike left this copy: it is ignored".to_string();
            diagnostics.push(
                Diagnostic::warning(Code::StrayFile, Span::whole(&shown), message)
                    .hint("take from it what the other file lacks, and delete it"),
            );
            continue;
        }
        let fault = match relative.to_str() {
            None => Some("this file name is not UTF-8"),
            // Only on Windows it parts folders.
            Some(_) if shown.as_str().contains('\\') => {
                Some("this file name has a backslash, which browsers take for a slash")
            }
            Some(_) => None,
        };
        if let Some(fault) = fault {
            let fault = Diagnostic::error(Code::BadFile, Span::whole(&shown), fault.to_string());
            diagnostics.push(fault.hint("rename the file"));
            continue;
        }
        if place.starts_with("content")
            && let Some((message, hint)) = unread(&shown)
        {
            let stray = Diagnostic::warning(Code::StrayFile, Span::whole(&shown), message).hint(hint);
            diagnostics.push(stray);
        }
        diagnostics.extend(misplaced(&shown));
        if !place.starts_with("content") || is_published(&shown) {
            found.push((shown, entry.into_path()));
        }
    }
    Ok(())
}

/// Folders beside those of a digest that an author probably takes for them, each with the one that is meant.
const ASTRAY: [(&str, &str); 14] = [
    ("articles", "content/articles"),
    ("posts", "content/articles"),
    ("_posts", "content/articles"),
    ("people", "content/people"),
    ("countries", "content/countries"),
    ("organizations", "content/organizations"),
    ("topics", "content/topics"),
    ("stories", "content/stories"),
    ("editions", "content/editions"),
    ("pages", "content/pages"),
    ("contents", "content"),
    ("layouts", "templates"),
    ("_layouts", "templates"),
    ("template", "templates"),
];

/// What to say of folders beside those of the digest whose files somebody may have written for it.
pub(super) fn astray(root: &Path) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for folder in std::fs::read_dir(root).into_iter().flatten().flatten() {
        let name = folder.file_name().to_string_lossy().into_owned();
        let differs = |own: &&&str| **own != name && own.eq_ignore_ascii_case(&name);
        let own = FOLDERS.iter().find(differs).copied();
        let meant = ASTRAY.iter().find(|(other, _)| *other == name).map(|(_, meant)| *meant);
        let Some(meant) = own.or(meant).filter(|_| folder.path().is_dir()) else { continue };
        // Some systems take both for one folder.
        if own.is_some_and(|own| root.join(own).canonicalize().ok() == folder.path().canonicalize().ok()) {
            continue;
        }
        let is_ours = |path: &Path| {
            let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
            own.is_some() || ending == if meant == "templates" { "html" } else { "md" }
        };
        let files = WalkDir::new(folder.path()).max_depth(3).sort_by_file_name().into_iter().flatten();
        let Some(first) = files.filter(|file| file.file_type().is_file()).find(|file| is_ours(file.path()))
        else {
            continue;
        };
        let shown = first.path().strip_prefix(root).unwrap_or(first.path());
        let shown = InputPath::new(&shown.to_string_lossy().replace('\\', "/"));
        let message = format!("the folder {name}/ is none of a digest: nothing in it is read");
        let hint = match name.trim_start_matches('_') {
            "layouts" => {
                "delete it: templates of other programs do not work here; those of a digest lie in templates/"
                    .to_string()
            }
            _ => format!("move what it holds into {meant}/, or give it a name of another kind"),
        };
        found.push(Diagnostic::warning(Code::StrayFile, Span::whole(&shown), message).hint(hint));
    }
    found
}

/// Files that are asked for at the top of a site, and nowhere else.
const AT_TOP: [&str; 7] =
    ["CNAME", "favicon.ico", "ads.txt", "humans.txt", ".nojekyll", ".htaccess", "_redirects"];
/// Those that the site makes by itself.
const OWN: [&str; 3] = ["robots.txt", "_headers", "sitemap.xml"];

/// What to say of a file of `static/` that is of use at the top of the site alone.
fn misplaced(path: &InputPath) -> Option<Diagnostic> {
    let name = path.as_str().strip_prefix("static/")?;
    let is_own = OWN.contains(&name);
    (is_own || AT_TOP.contains(&name) || name.starts_with(".well-known/")).then(|| {
        let message = format!("this file is published as /{path}, where nobody asks for it");
        let hint = match is_own {
            true => format!("delete it: the site makes its own /{name}"),
            false => format!("move it to static/root/{name}: what lies there stands at the top of the site"),
        };
        Diagnostic::note(Code::StrayFile, Span::whole(path), message).hint(hint)
    })
}

/// What to say of a file of `content/` that somebody may have written for a page, and that is none.
fn unread(path: &InputPath) -> Option<(String, &'static str)> {
    let (name, ending) = (path.file_name(), path.ending().to_ascii_lowercase());
    let ignored = || format!("files ending in `.{}` are not read: this one is ignored", path.ending());
    if name.to_ascii_lowercase().ends_with(".md.txt") {
        return Some((ignored(), "take `.txt` off its name"));
    }
    if is_published(path) {
        return None;
    }
    if !name.contains('.') {
        let message = "files without an ending are not read: this one is ignored".to_string();
        return Some((message, "if it is Markdown, give it the ending `.md`"));
    }
    if ending.trim() == "md" {
        let message = "a blank stands behind the ending `.md`: this file is ignored".to_string();
        return Some((message, "take the blank off its name"));
    }
    if TEXTS.contains(&ending.as_str()) {
        return Some((ignored(), "if it is Markdown, give it the ending `.md`"));
    }
    DOCUMENTS
        .contains(&ending.as_str())
        .then(|| (ignored(), "write its text as Markdown, into a file with the ending `.md`"))
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
        || name == "4913"
        || [".swp", ".swx", ".tmp", ".bak", ".orig", ".rej", ".part"]
            .iter()
            .any(|ending| name.ends_with(ending))
}

const ATTACHMENTS: [&str; 16] = [
    "png", "jpg", "jpeg", "webp", "gif", "avif", "svg", "pdf", "csv", "txt", "json", "zip", "mp3", "mp4",
    "ogg", "webm",
];

/// Texts that other programs take for pages.
const TEXTS: [&str; 6] = ["markdown", "mdown", "mkd", "mdx", "html", "htm"];

/// Documents of word processors, and other markup.
const DOCUMENTS: [&str; 8] = ["docx", "doc", "rtf", "odt", "org", "rst", "adoc", "tex"];

/// Whether a file of `content/` is read or published: Markdown, and what may lie beside a page.
pub fn is_published(path: &InputPath) -> bool {
    is_markdown(path) || ATTACHMENTS.iter().any(|ending| path.ending().eq_ignore_ascii_case(ending))
}
