//! Addresses in the digest's own templates that lead nowhere, or to what pages may not load. Never knows what a template
//! shows.

use super::Theme;
use super::policy::{elements, is_comment};
use crate::diagnostic::{Code, Diagnostic, Span, closest};
use crate::html::attributes;
use crate::input::Inputs;
use crate::markdown::on_site;
use crate::route::{FULL_TEXT, Routes};
use crate::slug;

/// The site as templates may write its addresses.
pub struct Place<'a> {
    /// Scheme and host.
    pub origin: &'a str,
    /// The path that it lies under.
    pub base_path: &'a str,
}

/// Links to no page of the site and files that are not there or lie elsewhere. What an expression writes is no author's
/// address.
pub fn dead_links(inputs: &Inputs, routes: &Routes, theme: &Theme, place: &Place<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for input in inputs.below("templates").filter(|input| input.path.ending() == "html") {
        let text = input.text();
        for (at, element, tag) in elements(text) {
            let rel = attributes(tag).find(|(name, ..)| *name == "rel").map_or("", |(_, value, _)| value);
            for (name, address, within) in attributes(tag) {
                if address.contains(['{', '}']) || is_comment(&text[..at]) {
                    continue;
                }
                let span = Span::new(&input.path, at + within.start..at + within.end);
                let use_of_it = Use::of(element, name, rel);
                found.extend(use_of_it.and_then(|it| refused(it, address, span.clone(), place)));
                found.extend(use_of_it.and_then(|it| dead(it, address, span, routes, theme, place)));
            }
        }
    }
    found
}

/// What a page does with an address.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    /// It is there to be followed.
    Link,
    /// The page loads it.
    Load,
    /// A frame shows it.
    Frame,
    /// What a reader writes is sent there.
    Send,
}

impl Use {
    fn of(element: &str, attribute: &str, rel: &str) -> Option<Use> {
        let is_loaded = |rel: &str| {
            rel.split_whitespace()
                .any(|rel| matches!(rel, "stylesheet" | "icon" | "preload" | "modulepreload" | "manifest"))
        };
        match (element, attribute) {
            ("link", "href") if is_loaded(rel) => Some(Use::Load),
            (_, "href") => Some(Use::Link),
            ("iframe" | "frame" | "embed", "src") => Some(Use::Frame),
            ("script" | "img" | "video" | "audio" | "source" | "track", "src") | ("video", "poster") => {
                Some(Use::Load)
            }
            ("form", "action") => Some(Use::Send),
            _ => None,
        }
    }
}

/// What the site's policy keeps a page from.
fn refused(it: Use, address: &str, span: Span, place: &Place<'_>) -> Option<Diagnostic> {
    let is_remote = ["http:", "https:", "//", "data:"].iter().any(|scheme| address.starts_with(scheme));
    if !is_remote || on_site(address, place.origin, place.base_path).is_some() {
        return None;
    }
    let from = if address.starts_with("data:") { "`data:`" } else { "other hosts" };
    let (message, hint) = match it {
        Use::Link => return None,
        Use::Load => (
            format!("the site's policy loads nothing from {from}"),
            "save it in static/, and write `{{ site.assets[\"its-name\"] }}`",
        ),
        Use::Frame => (format!("the site's policy shows nothing from {from}"), "write a link to it instead"),
        Use::Send => (
            "the site's policy sends nothing to other hosts".to_string(),
            "write a link to a form there instead",
        ),
    };
    Some(Diagnostic::warning(Code::BadTemplate, span, message).hint(hint))
}

/// An address on the site where nothing is.
fn dead(
    it: Use,
    address: &str,
    span: Span,
    routes: &Routes,
    theme: &Theme,
    place: &Place<'_>,
) -> Option<Diagnostic> {
    let base_path = place.base_path;
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let path = path.strip_prefix(base_path).filter(|path| !path.starts_with('/'))?;
    let path = slug::decoded(path);
    let is_there = |path: &str| routes.get(path).is_some();
    let is_file = is_there(&path) || is_there(&format!("{path}index.html")) || path.starts_with(FULL_TEXT);
    if it == Use::Send || is_file {
        return None;
    }
    let warning =
        |message: String, hint: String| Diagnostic::warning(Code::DeadLink, span, message).hint(hint);
    if it == Use::Load || path.starts_with("static/") {
        let name = path.strip_prefix("static/").unwrap_or(&path);
        let hint = match closest(name, theme.statics.keys().map(String::as_str)) {
            _ if theme.statics.contains_key(name) => format!("write `{{{{ site.assets[\"{name}\"] }}}}`"),
            Some(near) => format!("did you mean `{{{{ site.assets[\"{near}\"] }}}}`?"),
            None => format!("put the file into static/{name}, and write `{{{{ site.assets[\"{name}\"] }}}}`"),
        };
        return Some(warning(format!("the site has no file `{base_path}{path}`"), hint));
    }
    let folders = routes.all().iter().map(|(path, _)| path.as_str()).filter(|path| path.ends_with('/'));
    let hint = match closest(&path, folders) {
        _ if is_there(&format!("{path}/")) => format!("write `{base_path}{path}/`"),
        Some(near) => format!("did you mean `{base_path}{near}`?"),
        None => "write the address of a page of the site, or take the link out".to_string(),
    };
    Some(warning(format!("the site has no page `{base_path}{path}`"), hint))
}
