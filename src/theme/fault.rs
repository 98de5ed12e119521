//! What Tera says is wrong, as a diagnostic at its place in a template. Never knows where templates come from.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::ErrorKind;

use super::template_path;
use crate::diagnostic::{Code, Diagnostic, Span};

/// Tera's error as a diagnostic with its place in the template; `rendered` is to blame where Tera names none.
pub(super) fn fault(
    error: &tera::Error,
    templates: &BTreeMap<String, String>,
    rendered: &str,
    code: Code,
) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let text = templates.get(report.filename()).map_or("", String::as_str);
            let start = offset(text, report.span().start_line, report.span().start_col);
            let end = offset(text, report.span().end_line, report.span().end_col).max(start);
            let (message, hint) = match report.message().split_once(" Available ") {
                Some((message, fields)) => (message, format!("there are these {fields}")),
                None => (
                    report.message(),
                    "see the comment at the head of the template for the fields that exist".to_string(),
                ),
            };
            let message = message.trim_end_matches('.');
            Diagnostic::error(
                code,
                Span::new(&template_path(report.filename()), start..end),
                lowered(message),
            )
            .hint(hint)
        }
        kind => {
            let said = kind.to_string();
            if let Some((message, name, at)) = within(&said, templates) {
                return Diagnostic::error(code, Span::new(&template_path(name), at), message)
                    .hint("see the comment at the head of the template, and the documentation of Tera");
            }
            let name =
                templates.keys().find(|name| said.contains(name.as_str())).map_or(rendered, String::as_str);
            Diagnostic::error(code, Span::whole(&template_path(name)), said)
                .hint("check what this template extends, includes and uses as components")
        }
    }
}

/// The message, the template and the place in it, of an error that Tera has already laid out as a report of its own.
fn within<'a>(
    said: &str,
    templates: &'a BTreeMap<String, String>,
) -> Option<(String, &'a str, Range<usize>)> {
    let (message, rest) = said.split_once("-->")?;
    let mut place = rest.lines().next()?.trim().rsplitn(3, ':');
    let (column, line) = (place.next()?.parse::<usize>().ok()?, place.next()?.parse().ok()?);
    let (name, text) = templates.get_key_value(place.next()?)?;
    let start = offset(text, line, column.saturating_sub(1));
    let marked = rest.bytes().filter(|byte| *byte == b'^').count();
    let message = message.trim().trim_start_matches("error: ");
    Some((lowered(message), name, start..text.floor_char_boundary((start + marked).min(text.len()))))
}

/// The byte offset of a line (from 1) and a column (from 0, in characters).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}

/// With a small letter at the beginning, as our own messages are.
fn lowered(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
