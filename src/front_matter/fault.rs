//! What the YAML parser stumbled over, in an editor's words and at the place that is to be mended: the parser often
//! gives up a line later.

mod closing;
mod key;

use super::line::key_of;
use super::slip::slip;
use super::yaml::{Cause, ErrorKind, Stop};
use crate::diagnostic::line_start;
use closing::{closed, unclosed};
use key::{no_comma, no_key, no_value, own_column, stray_key};

pub(super) use key::unseen_blank;

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
    match &stop.cause {
        Cause::Twice(key) => Fault::new(at, format!("the key `{key}` is given twice"), "keep one of them"),
        Cause::NoKey => {
            Fault::new(at, "this is no key", "write `key: value`, or put the whole value in quotes")
        }
        Cause::Alias => slip(yaml, at).unwrap_or_else(|| alias(yaml, at)),
        Cause::TooLarge => too_large(at),
        Cause::Second => second(yaml, at),
        Cause::Syntax(kind) => syntax(yaml, at, kind),
    }
}

/// The mistake behind an error of syntax. What the author did goes before what the parser makes of it.
fn syntax(yaml: &str, at: usize, kind: &ErrorKind) -> Fault {
    let line_end = yaml[at..].find('\n').map_or(yaml.len(), |end| at + end);
    told(yaml, at, kind)
        .or_else(|| unseen_blank(&yaml[..line_end]))
        .or_else(|| slip(yaml, at))
        .or_else(|| unclosed(yaml, at))
        .or_else(|| closed(yaml, at, kind))
        .or_else(|| stray_key(yaml, at))
        .or_else(|| no_key(yaml, at, kind))
        .or_else(|| no_value(yaml, at))
        .or_else(|| no_comma(yaml, at, kind))
        .or_else(|| own_column(yaml, at))
        .unwrap_or_else(|| {
            let message = format!("this is not YAML: {kind}");
            Fault::new(at, message, "check indentation, colons and quotes on this line")
        })
}

/// What the parser itself names.
fn told(yaml: &str, at: usize, kind: &ErrorKind) -> Option<Fault> {
    match kind {
        ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => {
            Some(slip(yaml, at).unwrap_or_else(|| alias(yaml, at)))
        }
        ErrorKind::RecursionLimitExceeded => Some(too_large(at)),
        ErrorKind::InvalidDocumentEnd => Some(second(yaml, at)),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => {
            // The parser stops behind the first one, or where the value above it begins.
            let first = yaml[..at].trim_end_matches('\t').len();
            let first = yaml[first..].find('\t').map_or(first, |tab| first + tab);
            Some(Fault::new(first, "a tab stands where YAML wants blanks", "indent with blanks"))
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => Some(Fault::new(
            unknown_escape(yaml, at),
            "this backslash begins nothing that YAML knows",
            "write the backslash twice, or put the value in single quotes",
        )),
        _ => None,
    }
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

/// A value in single quotes, those inside it twice. Quotes that already stand around the whole are taken for it.
pub(super) fn in_single_quotes(value: &str) -> String {
    let around = ["'", "\""].iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    format!("'{}'", around.unwrap_or(value).replace('\'', "''"))
}

#[cfg(test)]
mod tests;
