//! Files that nobody reads where they are, though an author may think so: what to say of them. Never opens one.

use std::path::Path;

use super::list;
use super::{FOLDERS, is_published};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input_path::InputPath;

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
pub(super) fn beside(root: &Path) -> Vec<Diagnostic> {
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
        let Some(first) = list::below(&folder.path()).find(|file| is_ours(file)) else { continue };
        let shown = InputPath::of(first.strip_prefix(root).unwrap_or(&first));
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
const AT_TOP: [&str; 8] =
    ["CNAME", "favicon.ico", "ads.txt", "humans.txt", "robots.txt", ".nojekyll", ".htaccess", "_redirects"];
/// Those that the site makes by itself.
const OWN: [&str; 2] = ["_headers", "sitemap.xml"];

/// What to say of a file of `static/` that is of use at the top of the site alone.
pub(super) fn misplaced(path: &InputPath) -> Option<Diagnostic> {
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

/// What to say of a file of `templates/` that is none.
pub(super) fn no_template(path: &InputPath) -> Option<Diagnostic> {
    let (name, ending) = (path.as_str(), path.ending().to_ascii_lowercase());
    if name.starts_with("templates/dateline/") {
        let message =
            "`dateline/` before a template's name means the built-in one: this file is not read".to_string();
        let stray = Diagnostic::error(Code::StrayFile, Span::whole(path), message);
        return Some(stray.hint("give the folder templates/dateline/ another name"));
    }
    let is_template = ["html", "htm", "xhtml"].contains(&ending.as_str()) && path.ending() != "html";
    let (message, hint) = match ending.as_str() {
        _ if is_template || TEMPLATES.contains(&ending.as_str()) => {
            let stem = name.strip_suffix(path.ending()).unwrap_or(name).trim_end_matches('.');
            let hint = format!("rename it to {}.html", stem.trim_end_matches(".html"));
            ("templates end in `.html`: this file is not read", hint)
        }
        "css" | "js" | "mjs" | "woff2" | "woff" | "png" | "jpg" | "svg" => {
            let place = name.strip_prefix("templates/").unwrap_or(name);
            ("this is no template, and is not published from here", format!("move it to static/{place}"))
        }
        _ => return None,
    };
    Some(Diagnostic::warning(Code::StrayFile, Span::whole(path), message.to_string()).hint(hint))
}

/// What other programs let templates end in.
const TEMPLATES: [&str; 11] =
    ["tera", "j2", "jinja", "jinja2", "njk", "liquid", "twig", "hbs", "mustache", "ejs", "tmpl"];

/// What to say of a file of `content/` that somebody may have written for a page, and that is none.
pub(super) fn unread(path: &InputPath) -> Option<(String, &'static str)> {
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

/// Texts that other programs take for pages.
const TEXTS: [&str; 6] = ["markdown", "mdown", "mkd", "mdx", "html", "htm"];

/// Documents of word processors, and other markup.
const DOCUMENTS: [&str; 8] = ["docx", "doc", "rtf", "odt", "org", "rst", "adoc", "tex"];
