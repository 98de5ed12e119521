//! What the YAML parser stumbled over, in an editor's words and at the place that is to be mended: the parser often
//! gives up a line later.

use super::meant::{PARTS, is_unseen};
use super::slip::slip;
use super::yaml::{Cause, ErrorKind, Stop};
use crate::diagnostic::closest;

/// A mistake in YAML: its first byte, what is wrong, how to mend it.
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) hint: String,
}

impl Fault {
    pub(super) fn new(at: usize, message: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { at, message: message.into(), hint: hint.into() }
    }
}

/// The mistake behind what stopped the reading.
pub(super) fn explain(yaml: &str, stop: &Stop) -> Fault {
    let at = yaml.floor_char_boundary(stop.at);
    let kind = match &stop.cause {
        Cause::Syntax(kind) => kind,
        Cause::Twice(key) => {
            return Fault::new(at, format!("the key `{key}` is given twice"), "keep one of them");
        }
        Cause::NoKey => {
            return Fault::new(at, "this is no key", "write `key: value`, or put the whole value in quotes");
        }
        Cause::Alias => return slip(yaml, at).unwrap_or_else(|| alias(yaml, at)),
        Cause::TooLarge => return too_large(at),
        Cause::Second => return second(yaml, at),
    };
    match kind {
        ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => {
            return slip(yaml, at).unwrap_or_else(|| alias(yaml, at));
        }
        ErrorKind::RecursionLimitExceeded => return too_large(at),
        ErrorKind::InvalidDocumentEnd => return second(yaml, at),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => {
            // The parser stops behind the first one, or where the value above it begins.
            let first = yaml[..at].trim_end_matches('\t').len();
            let first = yaml[first..].find('\t').map_or(first, |tab| first + tab);
            return Fault::new(first, "a tab stands where YAML wants blanks", "indent with blanks");
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => {
            return Fault::new(
                unknown_escape(yaml, at),
                "this backslash begins nothing that YAML knows",
                "write the backslash twice, or put the value in single quotes",
            );
        }
        _ => {}
    }
    let line_end = yaml[at..].find('\n').map_or(yaml.len(), |end| at + end);
    if let Some(fault) = unseen_blank(&yaml[..line_end]) {
        return fault;
    }
    if let Some(fault) = slip(yaml, at) {
        return fault;
    }
    if let Some(fault) = unclosed(yaml, at) {
        return fault;
    }
    match kind {
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => return quote(yaml, at),
        ErrorKind::MisplacedFlowCollectionEnd => {
            return Fault::new(
                at,
                "this bracket closes none",
                "take it out, or put the whole value in quotes",
            );
        }
        _ => {}
    }
    let line_start = line_start(yaml, at);
    let before = yaml[line_start..at].trim_end();
    if let Some(opening) = before.find(['[', '{']).filter(|_| before.ends_with([']', '}'])) {
        return behind(at, "bracket", &yaml[line_start + opening..]);
    }
    if let Some(fault) = stray_key(yaml, at) {
        return fault;
    }
    match kind {
        ErrorKind::MappingValueNotAllowed => {
            let line = yaml[line_start..].lines().next().unwrap_or_default();
            let value = match key_of(line) {
                (indent, Some(key)) => line[indent + key.len() + 1..].trim(),
                (indent, None) => line[indent..].trim(),
            };
            return Fault::new(
                at,
                "a colon followed by a blank stands inside this value",
                format!("put the whole value in single quotes: {}", in_single_quotes(value)),
            );
        }
        ErrorKind::SimpleKeyExpected if yaml[at..].starts_with('-') => {
            return Fault::new(
                at,
                "a blank is missing behind this hyphen",
                "write a list as `- one` below `- another`",
            );
        }
        ErrorKind::SimpleKeyExpected if yaml[..line_start].ends_with("\n\n") => {
            return Fault::new(
                at,
                "the front matter is not closed above this line",
                "put a line `---` above it, or write `key: value`",
            );
        }
        ErrorKind::SimpleKeyExpected => {
            return Fault::new(
                at,
                "this line has no key",
                "write `key: value`, or indent the line if it goes on with the one above",
            );
        }
        _ => {}
    }
    if before.ends_with(':')
        && let Some(first) = yaml[at..].chars().next().filter(|c| c.is_ascii_punctuation())
    {
        return Fault::new(
            at,
            format!("a value cannot begin with `{first}`"),
            "put the whole value in quotes",
        );
    }
    if kind.to_string().contains("expected ','") {
        // The parser stops at the colon behind the key.
        let word = yaml[..at].trim_end().rfind([' ', '\n', ',', '{', '[']).map_or(at, |blank| blank + 1);
        let place = if yaml[at..].starts_with(':') { word } else { at };
        if let Some(fault) = colon_inside(yaml, word, at) {
            return fault;
        }
        return Fault::new(
            place,
            "a comma is missing before this",
            "part what stands in braces or brackets by commas: `{ title: minister, of: FR }`",
        );
    }
    if let (indent @ 1.., Some(key)) = key_of(yaml[line_start..].lines().next().unwrap_or_default()) {
        let message = format!("the key `{key}` stands in a column of its own");
        return Fault::new(
            line_start + indent,
            message,
            "begin it in the column of the keys that it belongs to",
        );
    }
    Fault::new(at, format!("this is not YAML: {kind}"), "check indentation, colons and quotes on this line")
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
    let hint = format!("put the whole value in single quotes: {}", in_single_quotes(value));
    Some(Fault::new(at, "a colon followed by a blank stands inside this value", hint))
}

/// The keys of mappings that may stand in braces, beside those of [`PARTS`].
const OTHERS: [&str; 5] = ["of", "from", "to", "text", "minimum"];

/// A colon behind a key with a blank behind it that is none to YAML, such as word processors write.
pub(super) fn unseen_blank(yaml: &str) -> Option<Fault> {
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

fn alias(yaml: &str, at: usize) -> Fault {
    let line = line_start(yaml, at);
    Fault::new(
        yaml[line..at].rfind(['&', '*']).map_or(at, |sign| line + sign),
        "YAML anchors and aliases (`&`, `*`) are not used in front matter",
        "write the value out, or put it in quotes",
    )
}

fn too_large(at: usize) -> Fault {
    Fault::new(
        at,
        "this YAML is too large or too deeply nested",
        "front matter has at most 5,000 values, 16 levels deep",
    )
}

fn second(yaml: &str, at: usize) -> Fault {
    // "..." closes YAML elsewhere.
    let closing = yaml[..at].rfind("\n...").map(|end| end + 1);
    if let Some(end) = closing.filter(|_| key_of(yaml[at..].lines().next().unwrap_or_default()).1.is_none()) {
        return Fault::new(end, "the front matter is closed by `---`, not by `...`", "write `---`");
    }
    if yaml[at..].lines().next().is_some_and(|line| line.trim_end() == "---") && closing.is_none() {
        return Fault::new(at, "this line ends the YAML", "take out this line `---`: no other one closes it");
    }
    Fault::new(at, "the YAML has ended above this", "take out the line `...` or `---` above")
}

/// The first backslash behind `at`, or the last before it on its line, that begins no escape of a text in double
/// quotes (YAML 1.2, 5.7).
fn unknown_escape(yaml: &str, at: usize) -> usize {
    let start = line_start(yaml, at);
    let mut signs = yaml[start..].char_indices();
    while let Some((place, c)) = signs.next() {
        if c != '\\' {
            continue;
        }
        let digits = match signs.next() {
            Some((_, 'x')) => 2,
            Some((_, 'u')) => 4,
            Some((_, 'U')) => 8,
            Some((_, next)) if "0abt\tnvfre \"/\\N_LP\n".contains(next) => continue,
            _ => return start + place,
        };
        let hex = yaml[start + place + 2..].bytes().take(digits).take_while(u8::is_ascii_hexdigit).count();
        if hex < digits {
            return start + place;
        }
    }
    at
}

fn line_start(yaml: &str, at: usize) -> usize {
    yaml[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// Text behind the end of a value that begins at `value`.
fn behind(at: usize, end: &str, value: &str) -> Fault {
    let value = value.lines().next().unwrap_or_default().trim_end();
    let hint = format!("put the whole value in single quotes: {}", in_single_quotes(value));
    Fault::new(at, format!("text follows the closing {end}"), hint)
}

/// The bracket or brace before `at` that is still open where the next key begins.
fn unclosed(yaml: &str, at: usize) -> Option<Fault> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let (mut place, mut line_start, mut indent) = (0, 0, 0);
    while let Some(c) = yaml[place..].chars().next() {
        let rest = &yaml[place..];
        if place == line_start {
            let line = rest.lines().next().unwrap_or_default();
            let (own, key) = key_of(line);
            if !open.is_empty() && key.is_some() && own <= indent {
                break;
            }
            if open.is_empty() {
                indent = own;
            }
        }
        let before = &yaml[line_start..place];
        match c {
            '"' | '\'' if begins_value(before, !open.is_empty()) => {
                // A quote that is not closed is another mistake.
                place += quoted(rest)?;
                continue;
            }
            '#' if before.is_empty() || before.ends_with([' ', '\t']) => {
                place += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            '[' | '{' if begins_value(before, !open.is_empty()) => {
                open.push((place, if c == '[' { ']' } else { '}' }));
            }
            ']' | '}' if open.last().is_some_and(|(_, closing)| *closing == c) => {
                open.pop();
            }
            '\n' => line_start = place + 1,
            _ => {}
        }
        place += c.len_utf8();
    }
    let (place, closing) = open.pop().filter(|(place, _)| *place <= at)?;
    let name = if closing == ']' { "bracket" } else { "brace" };
    Some(Fault::new(place, format!("this {name} is not closed"), format!("close it with `{closing}`")))
}

/// Whether a value may begin behind what stands `before` it on its line.
fn begins_value(before: &str, in_brackets: bool) -> bool {
    let said = before.trim_end_matches(' ');
    let is_begun = said.ends_with(':') && said.len() < before.len();
    is_begun
        || said.trim_start_matches([' ', '-']).is_empty()
        || in_brackets && said.ends_with(['[', '{', ',', '\t'])
}

/// The length of the quoted text that `rest` begins with; `None` where it does not end.
fn quoted(rest: &str) -> Option<usize> {
    let quote = rest.chars().next()?;
    let mut inner = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = inner.next() {
        if c == '\\' && quote == '"' {
            inner.next();
        } else if c == quote {
            if quote == '\'' && inner.next_if(|(_, next)| *next == quote).is_some() {
                continue;
            }
            return Some(at + 1);
        }
    }
    None
}

/// A quote that is not closed, or one that is, with more text behind it.
fn quote(yaml: &str, at: usize) -> Fault {
    let line_start = line_start(yaml, at);
    let before = &yaml[line_start..at];
    match before.find(['"', '\'']).filter(|_| !yaml[at..].starts_with(['"', '\''])) {
        // "'Tis the season"
        None if yaml[at..].starts_with('\'')
            && !yaml[at..].lines().next().unwrap_or_default().contains('"') =>
        {
            let value = yaml[at..].lines().next().unwrap_or_default().trim_end();
            let hint =
                format!("close the quote; one that belongs to the text stands in double quotes: \"{value}\"");
            Fault::new(at, "this quote is not closed", hint)
        }
        None => Fault::new(
            at,
            "this quote is not closed",
            "close the quote, or write the quote sign twice inside single quotes",
        ),
        Some(opening) if before[..opening].contains(['[', '{']) => Fault::new(
            at,
            "text follows the closing quote",
            "put the whole value in single quotes, and write each one inside it twice",
        ),
        Some(opening) => behind(at, "quote", &yaml[line_start + opening..]),
    }
}

/// A value in single quotes, those inside it twice. Quotes that already stand around the whole are taken for it.
pub(super) fn in_single_quotes(value: &str) -> String {
    let around = ["'", "\""].iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    format!("'{}'", around.unwrap_or(value).replace('\'', "''"))
}

/// A key that stands in another column than the one above it, or below one that misses its colon or the blank behind
/// it: the parser takes this key's colon for one inside a value.
fn stray_key(yaml: &str, at: usize) -> Option<Fault> {
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

pub(super) fn is_of_key(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')
}

/// How far a line is indented, the hyphens of a list included, and the key it begins with.
pub(super) fn key_of(line: &str) -> (usize, Option<&str>) {
    let mut rest = line.trim_start_matches(' ');
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start_matches(' ');
    }
    let indent = line.len() - rest.len();
    let length = rest.bytes().take_while(|b| is_of_key(*b)).count();
    let is_key = length > 0
        && rest[length..]
            .strip_prefix(':')
            .is_some_and(|value| value.is_empty() || value.starts_with(char::is_whitespace));
    (indent, is_key.then(|| &rest[..length]))
}

#[cfg(test)]
mod tests;
