//! What stands in the digest's own templates and does nothing on a page: the policy that pages come with (CSP) refuses it.

use super::{Template, template_path};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::html::attributes;

/// Scripts and styles that stand within a template.
pub(super) fn refused(own: &[Template]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (name, text) in own {
        for (at, element, tag) in elements(text).filter(|(at, ..)| !is_comment(&text[..*at])) {
            let mut warn = |what: &str, start: usize, length: usize, hint: &str| {
                let message = format!("{what} has no effect: the site's policy refuses it");
                let place = Span::new(&template_path(name), at + start..at + start + length);
                found.push(Diagnostic::warning(Code::BadTemplate, place, message).hint(hint));
            };
            if element.eq_ignore_ascii_case("script") && runs_within(tag) {
                warn("a script within the page", 0, tag.len(), SCRIPT);
            }
            if element.eq_ignore_ascii_case("style") {
                warn(
                    "a style within the page",
                    0,
                    tag.len(),
                    "put it into static/custom.css, which every page has",
                );
            }
            for (name, _, place) in attributes(tag) {
                if name.starts_with("on") && name.len() > 2 {
                    warn(&format!("`{name}`"), place.start, name.len(), SCRIPT);
                } else if name == "style" {
                    let hint = "write `class`, and the style into static/custom.css";
                    warn("`style`", place.start, name.len(), hint);
                }
            }
        }
    }
    found
}

const SCRIPT: &str = "put the script into a file of static/, and load that: <script src=\"{{ site.assets[\"name.js\"] }}\"></script>";

/// The elements of a template: place, name, and all before `>`.
pub(super) fn elements(text: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    text.match_indices('<').filter_map(|(at, _)| {
        let tag = text[at..].split('>').next()?;
        let element = tag[1..].split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        (!element.is_empty()).then_some((at, element, tag))
    })
}

/// Whether a place is within a comment, of Tera or of HTML.
pub(super) fn is_comment(before: &str) -> bool {
    [("{#", "#}"), ("<!--", "-->")].iter().any(|(open, close)| before.rfind(open) > before.rfind(close))
}

/// Whether a `<script …` holds a script itself, and no file's and no data.
fn runs_within(tag: &str) -> bool {
    attributes(tag).all(|(name, value, _)| match name {
        "src" => false,
        "type" => value.is_empty() || value == "module" || value.contains("javascript"),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::refused;

    #[test]
    fn what_the_policy_refuses_is_told() {
        let told = |text: &str| refused(&[("x.html".to_string(), text.to_string().into())]).len();
        for text in [
            "<script>a()</script>",
            "<script type=\"module\">",
            "<a onclick=\"b()\">",
            "<p style=\"c\">",
            "<style>p { color: red }</style>",
        ] {
            assert_eq!(told(text), 1, "{text}");
        }
        for text in [
            "<script src=\"{{ site.assets[\"search.js\"] }}\"></script>",
            "<script type=\"application/ld+json\">{}</script>",
            "{# <script> #}<!-- <p style=\"a\"> -->",
            "{% if a < b %}{% set one = \"1\" %}",
            "<a data-on=\"x\" class=\"style\" href=\"?on=1\">",
        ] {
            assert_eq!(told(text), 0, "{text}");
        }
    }
}
