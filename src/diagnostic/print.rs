//! Diagnostics as text with an excerpt, and as JSON. Never knows where the texts come from: it asks for that of a file.

use std::collections::{BTreeMap, BTreeSet};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::lines::{self, Lines, Located};
use super::{Diagnostic, Severity, Span};
use crate::input_path::InputPath;

/// Diagnostics as a terminal shows them, each with its excerpt, a caret and the hint.
pub fn text<'a>(diagnostics: &[Diagnostic], text_of: impl Fn(&InputPath) -> &'a str, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    let mut told: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    // Of a rule that is told too often: how often it is not, and the files.
    let mut rest: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    let mut of_rule: FxHashMap<&str, usize> = FxHashMap::default();
    // Of an error that many files have: how often it is not told, and the files.
    let mut alike: BTreeMap<(&str, &str), (usize, BTreeSet<&str>)> = BTreeMap::new();
    for diagnostic in diagnostics {
        let (file, code) = (diagnostic.span.file.as_str(), diagnostic.code.as_str());
        let all = of_rule.entry(code).or_default();
        if *all >= MOST_OF_ALL && diagnostic.severity != Severity::Error {
            let (times, files) = rest.entry(code).or_default();
            *times += 1;
            files.insert(file);
            continue;
        }
        let times = told.entry((file, code)).or_default();
        *times += 1;
        if *times > MOST {
            continue;
        }
        if diagnostic.severity == Severity::Error {
            let (times, files) = alike.entry((code, diagnostic.message.as_str())).or_default();
            *times += 1;
            if *times > MOST_ALIKE {
                files.insert(file);
                continue;
            }
        }
        *all += 1;
        out.push_str(&renderer.render(&report(diagnostic, &text_of)));
        out.push_str("\n\n");
    }
    let mut more: Vec<_> = told.into_iter().filter(|(_, times)| *times > MOST).collect();
    more.sort_unstable();
    for ((file, code), times) in more {
        out.push_str(&format!("… and {} more of {code} in {file}\n\n", times - MOST));
    }
    let files = |number: usize| if number == 1 { "1 file".to_string() } else { format!("{number} files") };
    for ((code, message), (times, more)) in alike.into_iter().filter(|(_, (_, more))| !more.is_empty()) {
        let (times, files) = (times - MOST_ALIKE, files(more.len()));
        out.push_str(&format!("… and {times} more of {code} in {files}: {message}\n\n"));
    }
    for (code, (times, more)) in rest {
        out.push_str(&format!("… and {times} more of {code} in {}\n\n", files(more.len())));
    }
    out
}

/// How often one error is told in the very same words of a whole digest: after an import, all files have an unknown key,
/// and what else is wrong would not be seen.
pub const MOST_ALIKE: usize = 10;

/// How often a warning of one rule is told of a whole digest: an error among thousands would not be seen.
const MOST_OF_ALL: usize = 100;

/// How often one rule is told of one file; the rest is counted. JSON has them all.
const MOST: usize = 20;

fn report<'a, 't: 'a>(
    diagnostic: &'a Diagnostic,
    text_of: &impl Fn(&InputPath) -> &'t str,
) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let mut group =
        Group::with_title(title).element(excerpt(&diagnostic.span, text_of(&diagnostic.span.file), None));
    if let Some((span, label)) = &diagnostic.also {
        group = group.element(excerpt(span, text_of(&span.file), Some(label)));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    vec![group]
}

fn excerpt<'a>(
    span: &'a Span,
    source: &'a str,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let start = floor_boundary(source, span.start);
    let end = floor_boundary(source, span.end).max(start);
    // A whole block would bury the message: its first line is enough to find it, and the printer need see no more.
    let line_start = lines::line_start(source, start);
    let line_end = source[start..].find(['\r', '\n']).map_or(source.len(), |at| start + at);
    let line = source.as_bytes()[..line_start].iter().filter(|byte| **byte == b'\n').count() + 1;
    let place = start - line_start..end.min(line_end) - line_start;
    let annotation = AnnotationKind::Primary.span(place).label(label);
    Snippet::source(&source[line_start..line_end])
        .line_start(line)
        .path(span.file.as_str())
        .annotation(annotation)
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    message: &'a str,
    hint: Option<&'a str>,
}

/// Diagnostics as a JSON array: code, severity, file, line, column, start and end (byte offsets),
/// message, hint.
pub fn json<'a>(diagnostics: &[Diagnostic], text_of: impl Fn(&InputPath) -> &'a str) -> serde_json::Value {
    let mut lines: FxHashMap<&InputPath, Lines<'_>> = FxHashMap::default();
    let list = diagnostics.iter().map(|diagnostic| {
        let span = &diagnostic.span;
        let lines = lines.entry(&span.file).or_insert_with(|| Lines::of(text_of(&span.file)));
        let Located { line, column } = lines.locate(span.start);
        serde_json::to_value(JsonDiagnostic {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity.as_str(),
            file: span.file.as_str(),
            line,
            column,
            start: span.start,
            end: span.end,
            message: &diagnostic.message,
            hint: diagnostic.hint.as_deref(),
        })
        .expect("plain fields are always JSON")
    });
    serde_json::Value::Array(list.collect())
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::diagnostic::{Code, Diagnostic, Span};
    use crate::input_path::InputPath;

    #[test]
    fn an_error_that_all_files_have_hides_no_other() {
        let error = |file: usize, key: &str| {
            let span = Span::whole(&InputPath::new(&format!("content/articles/{file:03}.md")));
            Diagnostic::error(Code::UnknownKey, span, format!("unknown key `{key}`"))
        };
        let mut errors: Vec<_> = (0..300).map(|file| error(file, "layout")).collect();
        errors.push(error(999, "titel"));
        let said = text(&errors, |_| "x", false);
        assert_eq!(said.matches("error[unknown-key]: unknown key `layout`").count(), 10);
        assert!(said.contains("… and 290 more of unknown-key in 290 files: unknown key `layout`"), "{said}");
        assert!(said.contains("unknown key `titel`"), "{said}");
    }
}
