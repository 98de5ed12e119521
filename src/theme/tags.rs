//! The tags of a template as they stand in its text: enough to say what a mistake is about. Never renders anything.

use std::ops::Range;

/// What stands between `{%` and `%}`, with the place of the tag; comments and what is shown raw have no tags.
pub(super) fn tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find("{%").into_iter().chain(text[at..].find("{#")).min()?;
            let ending = if text[start..].starts_with("{#") { "#}" } else { "%}" };
            let inner = &text[start + 2..start + text[start..].find(ending)?];
            at = start + inner.len() + 4;
            if ending == "#}" {
                continue;
            }
            if inner.trim_matches('-').trim() == "raw" {
                let rest = &text[at..];
                at += rest.find("endraw").map_or(rest.len(), |end| rest[..end].rfind("{%").unwrap_or(end));
            }
            return Some((start, inner));
        }
    })
}

/// The words of a tag.
pub(super) fn words(tag: &str) -> impl Iterator<Item = &str> {
    tag.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

/// What the tags of a kind name: all blocks or all components of a template.
pub(super) fn named<'a>(text: &'a str, kind: &'a str) -> impl Iterator<Item = &'a str> {
    tags(text).filter_map(move |(_, tag)| {
        let mut words = words(tag);
        (words.next() == Some(kind)).then(|| words.next()).flatten()
    })
}

/// The name in quotes behind `extends` or `include`, and where it stands.
pub(super) fn quoted<'a>(text: &'a str, kind: &str) -> impl Iterator<Item = (Range<usize>, &'a str)> {
    tags(text).filter(move |(_, tag)| words(tag).next() == Some(kind)).filter_map(|(_, tag)| {
        let inner = tag.trim_start_matches(|c| c != '"' && c != '\'');
        let name = inner.get(1..)?.split(['"', '\'']).next()?;
        let start = inner.as_ptr() as usize - text.as_ptr() as usize;
        Some((start..start + name.len() + 2, name))
    })
}
