//! What Tera says is wrong, as a diagnostic at its place in a template. Never knows where templates come from.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::{Context, ErrorKind};

use super::template_path;
use crate::diagnostic::{Code, Diagnostic, Span, locate};

const SYNTAX: &str = "see the documentation of Tera; its tags are if, elif, else, for, break, \
                      continue, block, extends, include, set, filter, component, raw";
const FIELDS: &str = "see the comment at the head of the template for the fields that exist";

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
            let is_syntax = matches!(error.kind(), ErrorKind::SyntaxError(_));
            let said = report.message();
            let open = || left_open(text, start..end, said.contains("end of input")).filter(|_| is_syntax);
            let (message, hint) = match said.split_once(" Available ") {
                Some((message, fields)) => (message.to_string(), format!("there are these {fields}")),
                None if let Some(open) = open() => open,
                None if is_syntax => (said.to_string(), SYNTAX.to_string()),
                None => (said.to_string(), FIELDS.to_string()),
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

/// A loop over what is not there: Tera calls that a type, and is asked for the name by itself to tell what there is.
pub(super) fn undefined_loop(
    error: &tera::Error,
    templates: &BTreeMap<String, String>,
    context: &Context,
) -> Option<Diagnostic> {
    let ErrorKind::RenderingError(report) = error.kind() else { return None };
    let text = templates.get(report.filename()).filter(|_| report.message().starts_with(NO_LOOP))?;
    let start = offset(text, report.span().start_line, report.span().start_col);
    // Tera points at the first word alone.
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let behind = text[start..].trim_start_matches(is_part);
    let place = start..text.len() - behind.len();
    let name = text.get(place.clone()).filter(|name| !name.is_empty())?;
    // What a loop or a component calls so is none of the page's.
    let first = name.split('.').next().unwrap_or_default();
    let is_local = || {
        let makes = |tag: &str| {
            let mut words =
                tag.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
            match words.next() {
                Some("component") => true,
                Some("set") => words.next() == Some(first),
                Some("for") => words.take_while(|word| *word != "in").any(|word| word == first),
                _ => false,
            }
        };
        tags(text).any(|(_, tag)| makes(tag.trim_matches('-')))
    };
    let place = Span::new(&template_path(report.filename()), place);
    let is_part_of_it = behind.starts_with('[');
    if is_part_of_it || is_local() {
        let what = if is_part_of_it { "this".to_string() } else { format!("`{name}`") };
        let message = format!("{what} is not defined, and there is nothing to go through");
        return Some(Diagnostic::error(Code::TemplateFailed, place, message).hint(FIELDS));
    }
    let asked = tera::Tera::one_off(&format!("{{{{ {name} }}}}"), context, false).err()?;
    let ErrorKind::RenderingError(asked) = asked.kind() else { return None };
    let (message, fields) = asked.message().split_once(" Available ")?;
    let told = Diagnostic::error(Code::TemplateFailed, place, lowered(message.trim_end_matches('.')));
    Some(told.hint(format!("there are these {fields}")))
}

const NO_LOOP: &str = "Iteration not possible on type `undefined`";

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

/// What to say where something else is to be closed first, or nothing is open: Tera takes such an end for a tag that it
/// does not know, and is surprised by the end of a template.
fn left_open(text: &str, place: Range<usize>, is_end: bool) -> Option<(String, String)> {
    let end = text.get(place.clone())?;
    if !is_end && !end.strip_prefix("end").is_some_and(|name| PARTS.contains(&name)) {
        return None;
    }
    let mut open: Vec<(&str, usize)> = Vec::new();
    for (at, tag) in tags(&text[..place.start]) {
        let word = tag.trim_start_matches('-').split_whitespace().next().unwrap_or_default();
        match word.strip_prefix("end") {
            Some(ended) if open.last().is_some_and(|(opened, _)| *opened == ended) => drop(open.pop()),
            // `{% set name = value %}` is whole.
            _ if PARTS.contains(&word) && !(word == "set" && tag.contains('=')) => open.push((word, at)),
            _ => {}
        }
    }
    let here = if is_end { "the template ends".to_string() } else { format!("`{end}` stands here") };
    match open.last() {
        Some((opened, at)) => Some((
            format!("{here}, but `{opened}` of line {} is still open", locate(text, *at).line),
            format!("write {{% end{opened} %}} before it"),
        )),
        None if is_end => None,
        None => Some((
            format!("nothing is open here that `{end}` would close"),
            format!("remove it, or write {{% {} … %}} before it", &end["end".len()..]),
        )),
    }
}

/// What a template opens and ends.
const PARTS: [&str; 7] = ["if", "for", "block", "component", "filter", "set", "raw"];

/// What stands between `{%` and `%}`, with its place; comments and what is shown raw have no tags.
fn tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
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
