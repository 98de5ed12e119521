//! Keys that stand in a wrong place or miss something, and colons that part no key from its value.

use super::{Fault, in_single_quotes};
use crate::diagnostic::{closest, line_start};
use crate::front_matter::line::{is_of_key, key_of};
use crate::front_matter::meant::{PARTS, is_unseen};
use crate::front_matter::yaml::ErrorKind;

/// A colon within a value, or a line that has none behind a key.
pub(super) fn no_key(yaml: &str, at: usize, kind: &ErrorKind) -> Option<Fault> {
    let line_start = line_start(yaml, at);
    match kind {
        ErrorKind::MappingValueNotAllowed => {
            let line = yaml[line_start..].lines().next().unwrap_or_default();
            let value = match key_of(line) {
                (indent, Some(key)) => line[indent + key.len() + 1..].trim(),
                (indent, None) => line[indent..].trim(),
            };
            Some(colon_within(at, value))
        }
        ErrorKind::SimpleKeyExpected if yaml[at..].starts_with('-') => Some(Fault::new(
            at,
            "a blank is missing behind this hyphen",
            "write a list as `- one` below `- another`",
        )),
        ErrorKind::SimpleKeyExpected if yaml[..line_start].ends_with("\n\n") => Some(Fault::new(
            at,
            "the front matter is not closed above this line",
            "put a line `---` above it, or write `key: value`",
        )),
        ErrorKind::SimpleKeyExpected => Some(Fault::new(
            at,
            "this line has no key",
            "write `key: value`, or indent the line if it goes on with the one above",
        )),
        _ => None,
    }
}

/// A sign behind a key with which no value begins.
pub(super) fn no_value(yaml: &str, at: usize) -> Option<Fault> {
    let before = yaml[line_start(yaml, at)..at].trim_end();
    let first = yaml[at..].chars().next().filter(|c| c.is_ascii_punctuation() && before.ends_with(':'))?;
    Some(Fault::new(at, format!("a value cannot begin with `{first}`"), "put the whole value in quotes"))
}

/// A comma that is missing within brackets or braces, or a colon that looks so to the parser.
pub(super) fn no_comma(yaml: &str, at: usize, kind: &ErrorKind) -> Option<Fault> {
    if !kind.to_string().contains("expected ','") {
        return None;
    }
    // The parser stops at the colon behind the key.
    let word = yaml[..at].trim_end().rfind([' ', '\n', ',', '{', '[']).map_or(at, |blank| blank + 1);
    let place = if yaml[at..].starts_with(':') { word } else { at };
    let hint = "part what stands in braces or brackets by commas: `{ title: minister, of: FR }`";
    let missing = || Fault::new(place, "a comma is missing before this", hint);
    Some(colon_inside(yaml, word, at).unwrap_or_else(missing))
}

/// A key in another column than those it belongs to.
pub(super) fn own_column(yaml: &str, at: usize) -> Option<Fault> {
    let line_start = line_start(yaml, at);
    let (indent @ 1.., Some(key)) = key_of(yaml[line_start..].lines().next().unwrap_or_default()) else {
        return None;
    };
    let message = format!("the key `{key}` stands in a column of its own");
    let hint = "begin it in the column of the keys that it belongs to";
    Some(Fault::new(line_start + indent, message, hint))
}

/// What to say of a colon within a value.
fn colon_within(at: usize, value: &str) -> Fault {
    let hint = format!("put the whole value in single quotes: {}", in_single_quotes(value));
    Fault::new(at, "a colon followed by a blank stands inside this value", hint)
}

/// The value in braces whose last word before `at` begins at `word`, where a colon stands behind that word and it is
/// no key: `{ title: What: now }`.
fn colon_inside(yaml: &str, word: usize, at: usize) -> Option<Fault> {
    let part_start = yaml[..word].rfind(['{', ',', '\n'])? + 1;
    let colon = part_start + yaml[part_start..word].find(": ")?;
    let keys = PARTS.iter().flat_map(|(_, keys)| *keys).chain(&OTHERS).copied();
    let is_key = closest(yaml[word..at].trim(), keys).is_some();
    if is_key || !yaml[at..].starts_with(':') {
        return None;
    }
    let value = yaml[colon + 1..].split([',', '}', '\n']).next().unwrap_or_default().trim();
    Some(colon_within(at, value))
}

/// The keys of mappings that may stand in braces, beside those of [`PARTS`].
const OTHERS: [&str; 5] = ["of", "from", "to", "text", "minimum"];

/// A colon behind a key with a blank behind it that is none to YAML, such as word processors write.
pub(in crate::front_matter) fn unseen_blank(yaml: &str) -> Option<Fault> {
    let mut start = 0;
    yaml.split_inclusive('\n').find_map(|line| {
        let line_start = start;
        start += line.len();
        let at = line_start + line.find(':')? + 1;
        let is_key = line.trim_start().bytes().next().is_some_and(is_of_key);
        let behind = yaml[at..].chars().next().filter(|c| is_unseen(*c) && is_key)?;
        let message = format!("the blank behind this colon is a no-break space (U+{:04X})", behind as u32);
        Some(Fault::new(at, message, "take it out and write a blank"))
    })
}

/// A key that stands in another column than the one above it, or below one that misses its colon or the blank behind
/// it: the parser takes this key's colon for one inside a value.
pub(super) fn stray_key(yaml: &str, at: usize) -> Option<Fault> {
    let line_start = line_start(yaml, at);
    let (indent, key) = key_of(yaml[line_start..].lines().next().unwrap_or_default());
    let (key, start) = (key?, line_start + indent);
    let is_said = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let above = yaml[..line_start].lines().rev().find(is_said)?;
    let above_start = yaml[..line_start].rfind(above)?;
    let (above_indent, above_key) = key_of(above);
    let elsewhere = |side: &str, above_key: &str| {
        let message = format!("the key `{key}` stands further {side} than the key above it");
        Fault::new(start, message, format!("begin `{key}` in the same column as `{above_key}`"))
    };
    match above_key {
        Some(above_key) if above_indent > indent && at == start => Some(elsewhere("left", above_key)),
        _ if at != start + key.len() => None,
        Some(above_key) => (above_indent < indent).then(|| elsewhere("right", above_key)),
        None if above_indent == indent => {
            let line = above.trim();
            let length = line.bytes().take_while(|b| is_of_key(*b)).count();
            let value = line[length..].trim_start_matches(':').trim();
            let message = match line[length..].bytes().next()? {
                b':' => "a blank is missing behind this colon",
                b' ' => "a colon is missing behind this key",
                _ => return None,
            };
            let hint = format!("write `{}: {value}`", &line[..length]);
            (length > 0).then(|| Fault::new(above_start + above_indent + length, message, hint))
        }
        None => None,
    }
}
