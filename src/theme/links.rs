//! Links in the digest's own templates to pages that are not there. Never knows what a template shows.

use super::policy::is_comment;
use crate::diagnostic::{Code, Diagnostic, Span, closest};
use crate::html::attributes;
use crate::input::Inputs;
use crate::route::Routes;
use crate::slug;

/// Links to no page of the site, which begins at `base_path`. What an expression writes is no author's address.
pub fn dead_links(inputs: &Inputs, routes: &Routes, base_path: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for input in inputs.below("templates").filter(|input| input.path.ending() == "html") {
        let text = input.text();
        for (_, address, place) in attributes(text).filter(|(name, ..)| *name == "href") {
            let path = address.split(['#', '?']).next().unwrap_or_default();
            let Some(path) = path.strip_prefix(base_path).filter(|path| !path.starts_with('/')) else {
                continue;
            };
            let path = slug::decoded(path);
            let is_there = |path: &str| routes.get(path).is_some();
            let is_page = is_there(&path) || is_there(&format!("{path}index.html"));
            if is_page || address.contains(['{', '}']) || is_comment(&text[..place.start]) {
                continue;
            }
            let folders =
                routes.all().iter().map(|(path, _)| path.as_str()).filter(|path| path.ends_with('/'));
            let hint = match closest(&path, folders) {
                _ if is_there(&format!("{path}/")) => format!("write `{base_path}{path}/`"),
                Some(near) => format!("did you mean `{base_path}{near}`?"),
                None => "write the address of a page of the site, or take the link out".to_string(),
            };
            let message = format!("the site has no page `{base_path}{path}`");
            let place = Span::new(&input.path, place);
            found.push(Diagnostic::warning(Code::DeadLink, place, message).hint(hint));
        }
    }
    found
}
