//! Lines that are right elsewhere: comments of another language, a missing line break, a key without its blank. Told
//! before the parser's own complaint, which is about what follows from them.

use super::fault::Fault;
use super::line::{is_of_key, key_of};
use crate::diagnostic::line_start;

/// The slip on the line at `at` or on the one above it, where the parser stopped.
pub(super) fn slip(yaml: &str, at: usize) -> Option<Fault> {
    let own_start = line_start(yaml, at);
    let above_start = line_start(yaml, yaml[..own_start].trim_end().len());
    [own_start, above_start].into_iter().find_map(|start| {
        let line = yaml[start..].lines().next()?;
        comment(line)
            .or_else(|| star(line))
            .or_else(|| no_blank(line))
            .or_else(|| brackets(line))
            .or_else(|| two_keys(line))
            .map(|fault| Fault { at: start + fault.at, ..fault })
    })
}

/// `<!-- to do -->`, `// to do`
fn comment(line: &str) -> Option<Fault> {
    let bare = line.trim();
    let text = bare
        .strip_prefix("<!--")
        .map(|text| text.trim_end_matches("-->"))
        .or_else(|| bare.strip_prefix("//"))
        .or_else(|| bare.strip_prefix("/*").map(|text| text.trim_end_matches("*/")))?;
    let at = line.len() - line.trim_start().len();
    Some(Fault::new(at, "a comment in front matter begins with `#`", format!("write `# {}`", text.trim())))
}

/// `* RU`, as Markdown writes a list.
fn star(line: &str) -> Option<Fault> {
    let item = line.trim_start().strip_prefix("* ")?;
    let at = line.len() - line.trim_start().len();
    Some(Fault::new(
        at,
        "the items of a list begin with hyphens in front matter",
        format!("write `- {}`", item.trim()),
    ))
}

/// `title:T`, where the line has no other colon that parts a key from its value.
fn no_blank(line: &str) -> Option<Fault> {
    let start = line.len() - line.trim_start().len();
    let length = line[start..].bytes().take_while(|b| is_of_key(*b)).count();
    let value = line[start + length..].strip_prefix(':')?;
    let is_value = length > 0 && value.starts_with(|c: char| !c.is_whitespace() && c != ':' && c != '/');
    let key = &line[start..start + length];
    is_value.then(|| {
        Fault::new(
            start + length,
            "a blank is missing behind this colon",
            format!("write `{key}: {}`", value.trim()),
        )
    })
}

/// `[#russia]`, `[RU, , PK]`
fn brackets(line: &str) -> Option<Fault> {
    let (_, Some(key)) = key_of(line) else { return None };
    let start = line.find(key)? + key.len() + 1;
    let value = line[start..].trim_start();
    if !value.starts_with('[') {
        return None;
    }
    let start = line.len() - value.len();
    let mut before = '[';
    for (at, c) in value.char_indices().skip(1).filter(|(_, c)| !c.is_whitespace()) {
        let is_begun = matches!(before, '[' | ',');
        if c == '#' && is_begun {
            let word: String =
                value[at + 1..].chars().take_while(|c| c.is_alphanumeric() || "_-".contains(*c)).collect();
            return Some(Fault::new(
                start + at,
                "this `#` begins a comment, and hides the rest of the line",
                format!("write `{word}` without it, or in quotes"),
            ));
        }
        if c == ',' && is_begun {
            return Some(Fault::new(start + at, "nothing stands before this comma", "take it out"));
        }
        if matches!(c, '"' | '\'') {
            return None;
        }
        before = c;
    }
    None
}

/// Keys that stand at the beginning of their line in most files.
const KEYS: [&str; 16] = [
    "title",
    "name",
    "date",
    "updated",
    "author",
    "summary",
    "slug",
    "lang",
    "source",
    "image",
    "countries",
    "people",
    "organizations",
    "topics",
    "story",
    "draft",
];

/// `title: T date: 2024-01-02`
fn two_keys(line: &str) -> Option<Fault> {
    let (indent, Some(key)) = key_of(line) else { return None };
    let value = &line[indent + key.len() + 1..];
    if value.trim_start().starts_with(['"', '\'', '[', '{', '|', '>']) {
        return None;
    }
    let (at, second) = value.match_indices(": ").find_map(|(colon, _)| {
        let word = value[..colon].rsplit(' ').next()?;
        KEYS.contains(&word).then(|| (colon - word.len(), word))
    })?;
    let at = line.len() - value.len() + at;
    Some(Fault::new(
        at,
        format!("the key `{second}` stands on the line of another"),
        format!("begin a line with `{second}:`"),
    ))
}
