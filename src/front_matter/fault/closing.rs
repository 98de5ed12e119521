//! Quotes and brackets that are not closed, or closed before their value ends.

use super::{Fault, in_single_quotes};
use crate::diagnostic::line_start;
use crate::front_matter::line::key_of;
use crate::front_matter::yaml::ErrorKind;

/// What is wrong with the end of a quotation or of what stands in brackets.
pub(super) fn closed(yaml: &str, at: usize, kind: &ErrorKind) -> Option<Fault> {
    match kind {
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => return Some(quote(yaml, at)),
        ErrorKind::MisplacedFlowCollectionEnd => {
            let hint = "take it out, or put the whole value in quotes";
            return Some(Fault::new(at, "this bracket closes none", hint));
        }
        _ => {}
    }
    let line_start = line_start(yaml, at);
    let before = yaml[line_start..at].trim_end();
    let opening = before.find(['[', '{']).filter(|_| before.ends_with([']', '}']))?;
    Some(behind(at, "bracket", &yaml[line_start + opening..]))
}

/// Text behind the end of a value that begins at `value`.
fn behind(at: usize, end: &str, value: &str) -> Fault {
    let value = value.lines().next().unwrap_or_default().trim_end();
    let hint = format!("put the whole value in single quotes: {}", in_single_quotes(value));
    Fault::new(at, format!("text follows the closing {end}"), hint)
}

/// The bracket or brace before `at` that is still open where the next key begins.
pub(super) fn unclosed(yaml: &str, at: usize) -> Option<Fault> {
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
