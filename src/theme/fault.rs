//! What Tera says is wrong, as diagnostics at their places in the digest's own templates. Never knows where templates
//! come from.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::ErrorKind;

use super::compile::{BUILT_IN, is_built_in};
use super::filters::{NEEDS, NO_WORDS};
use super::tags::{named, quoted, tags, words};
use super::{habit, template_path};
use crate::diagnostic::{Code, Diagnostic, Span, closest, locate};

const SYNTAX: &str = "see the documentation of Tera; its tags are if, elif, else, for, break, \
                      continue, block, extends, include, set, filter, component, raw";
pub(super) const FIELDS: &str =
    "see the comment at the head of the built-in template for the fields that exist";
pub(super) const NO_FIELDS: &str = "what stands before it is a text, a number or nothing, and has no fields; where it may be \
                         nothing, ask with `{% if … %}` before";

/// The templates by the names that Tera knows, and the one that was asked for: it is to blame where Tera names none.
pub(super) struct Templates<'a> {
    pub(super) texts: &'a BTreeMap<String, String>,
    pub(super) rendered: &'a str,
    /// The component that was asked for by itself.
    pub(super) component: Option<&'a str>,
}

impl Templates<'_> {
    /// What Tera could not compile: one mistake, or one for each name that is unknown.
    pub(super) fn faults(&self, error: &tera::Error) -> Vec<Diagnostic> {
        let said = error.to_string();
        let reports = said.split("\n\nerror: ").filter_map(|report| self.unknown(report));
        match (error.kind(), unique(reports)) {
            (ErrorKind::Msg(_), reports) if !reports.is_empty() => reports,
            _ => vec![self.fault(error, Code::BadTemplate)],
        }
    }

    /// Tera's error as a diagnostic.
    pub(super) fn fault(&self, error: &tera::Error, code: Code) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let is_syntax = matches!(error.kind(), ErrorKind::SyntaxError(_));
                let span = report.span();
                let text = self.text(report.filename());
                let start = offset(text, span.start_line, span.start_col);
                let end = offset(text, span.end_line, span.end_col).max(start);
                if let Some(called) = self.called(report.filename(), &text[start..end], report.message()) {
                    return called;
                }
                let (place, message, hint) = said(text, start..end, report.message(), is_syntax);
                self.at(code, report.filename(), place, &message).hint(hint)
            }
            ErrorKind::MissingParent { current, parent } => {
                let message = format!("there is no template `{parent}`");
                self.at(code, current, self.naming(current, "extends", parent), &message)
                    .hint(self.meant(parent))
            }
            ErrorKind::CircularExtend { inheritance_chain: chain, .. } => self.circle(code, "extends", chain),
            ErrorKind::CircularInclude { include_chain: chain, .. } => self.circle(code, "include", chain),
            ErrorKind::Io(_) => self
                .at(code, self.rendered, 0..0, "this template writes more than any page may hold")
                .hint("look for a loop in it that goes round more often than it should"),
            kind => {
                let said = kind.to_string();
                let component = self.component.unwrap_or_default();
                let called = || self.called(BUILT_IN, component, &said);
                let told = self.twice(code, &said).or_else(called).or_else(|| self.endless(code, &said));
                if let Some(told) = told {
                    return told;
                }
                let name = self.texts.keys().find(|name| said.contains(name.as_str()));
                self.at(code, name.map_or(self.rendered, String::as_str), 0..0, &said)
                    .hint("check what this template extends, includes and uses as components")
            }
        }
    }

    /// An error at a place of a template; of one that Dateline has itself, the digest's own is to blame that led there.
    fn at(&self, code: Code, name: &str, place: Range<usize>, message: &str) -> Diagnostic {
        let is_foreign = name.starts_with(BUILT_IN) && self.texts.contains_key(self.rendered);
        let message = lowered(message.trim_end_matches('.'));
        match is_foreign {
            true => {
                let message = format!("{}: {message}", template_path(name));
                Diagnostic::error(code, Span::whole(&template_path(self.rendered)), message)
            }
            false => Diagnostic::error(code, Span::new(&template_path(name), place), message),
        }
    }

    /// The text of a template, by whichever of its names.
    fn text(&self, name: &str) -> &str {
        self.found(name).map_or("", |(_, text)| text.as_str())
    }

    fn found(&self, name: &str) -> Option<(&String, &String)> {
        let built_in = || self.texts.get_key_value(&format!("{BUILT_IN}{name}"));
        self.texts.get_key_value(name).or_else(built_in)
    }

    /// Where a template names another one.
    fn naming(&self, name: &str, kind: &str, other: &str) -> Range<usize> {
        quoted(self.text(name), kind).find(|(_, named)| *named == other).map_or(0..0, |(place, _)| place)
    }

    fn meant(&self, name: &str) -> String {
        let (before, bare) = name.strip_prefix(BUILT_IN).map_or(("", name), |bare| (BUILT_IN, bare));
        let file = bare.rsplit('/').next().unwrap_or(bare);
        let names = || self.texts.keys().map(|name| name.trim_start_matches(BUILT_IN));
        match names().find(|known| *known == file).or_else(|| closest(bare, names())) {
            Some(near) => format!("did you mean `{before}{near}`?"),
            None => format!("make templates/{name}, or name one that is there"),
        }
    }

    /// Templates that lead back to themselves; the built-in one may have been meant.
    fn circle(&self, code: Code, kind: &str, chain: &[String]) -> Diagnostic {
        let own = chain.iter().find(|name| !name.starts_with(BUILT_IN));
        let name = own.map_or(self.rendered, String::as_str);
        let (place, other) = quoted(self.text(name), kind)
            .find(|(_, other)| chain.iter().any(|link| link == other))
            .unwrap_or((0..0, name));
        let does = if kind == "extends" { kind } else { "includes" };
        let message = match other == name {
            true => format!("this template {does} itself"),
            false => format!("this template {does} `{other}`, which {does} it in turn"),
        };
        let hint = match is_built_in(other) {
            true => format!("write `{BUILT_IN}{other}` for the one that Dateline has"),
            false => "take one of the two out".to_string(),
        };
        self.at(code, name, place, &message).hint(hint)
    }

    /// A component of the digest that a built-in template calls as the one whose place it takes.
    fn called(&self, from: &str, call: &str, said: &str) -> Option<Diagnostic> {
        if !from.starts_with(BUILT_IN)
            || !(said.starts_with("Argument `") || said.starts_with("Unknown argument"))
        {
            return None;
        }
        let component = words(call).next()?;
        let made = |text| component_tag(text, component);
        let own = self.texts.iter().filter(|(name, _)| !name.starts_with(BUILT_IN));
        let (name, (start, tag)) = own.filter_map(|(name, text)| Some((name, made(text)?))).next()?;
        let (_, built_in) = made(self.text(&format!("{BUILT_IN}components.html")))?;
        let place = Span::new(&template_path(name), start..start + tag.len() + 4);
        let message = format!("other templates give `{component}` what this does not take");
        let hint = format!("write `{{% {} %}}`", built_in.trim_matches('-').trim());
        Some(Diagnostic::error(Code::TemplateFailed, place, message).hint(hint))
    }

    /// A component of the digest that shows itself.
    fn endless(&self, code: Code, said: &str) -> Option<Diagnostic> {
        let own = self.texts.iter().filter(|(name, _)| !name.starts_with(BUILT_IN));
        let shows_itself = |text: &str, component: &str| {
            let mut calls = text.match_indices('<').filter(|(at, _)| text[at + 1..].starts_with(component));
            calls.any(|(at, _)| text[..at].trim_end().ends_with(['{', '%', '-']))
        };
        let mut endless = own.filter_map(|(name, text)| {
            let component = named(text, "component").find(|component| shows_itself(text, component))?;
            Some((name, component, component_tag(text, component)?))
        });
        let (name, component, (start, tag)) = endless.next().filter(|_| said.contains("recursion"))?;
        let message = format!("the component `{component}` shows itself, and that has no end");
        let hint = format!("take `<{component} … />` out of it, or ask before with `{{% if … %}}`");
        Some(self.at(code, name, start..start + tag.len() + 4, &message).hint(hint))
    }

    /// A component that two of the digest's own templates have.
    fn twice(&self, code: Code, said: &str) -> Option<Diagnostic> {
        let mut parts = said.strip_prefix("Component `")?.split('`');
        let (component, _, first, _, second) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let text = self.text(second);
        let (start, tag) = component_tag(text, component)?;
        let message = format!("the component `{component}` is in `{first}` already");
        let hint = "take one of the two out, or give it another name";
        Some(self.at(code, second, start..start + tag.len() + 4, &message).hint(hint))
    }

    /// A name that is unknown, from a report that Tera has laid out itself.
    fn unknown(&self, report: &str) -> Option<Diagnostic> {
        let (message, rest) = report.split_once("-->")?;
        let mut place = rest.lines().next()?.trim().rsplitn(3, ':');
        let (column, line) = (place.next()?.parse::<usize>().ok()?, place.next()?.parse().ok()?);
        let (file, text) = self.texts.get_key_value(place.next()?)?;
        let start = offset(text, line, column.saturating_sub(1));
        let marked = rest.bytes().filter(|byte| *byte == b'^').count();
        let place = start..text.floor_char_boundary((start + marked).min(text.len()));
        let message = message.trim().trim_start_matches("error: ");
        let mut words = words(message);
        let kind = words.find(|word| *word != "Unknown")?.to_lowercase();
        let name = message.split('`').nth(1)?;
        if kind == "block" {
            return Some(self.unknown_block(file, place, name));
        }
        let hint = match kind.as_str() {
            "template" => self.meant(name),
            "component" => {
                let known = || self.texts.values().flat_map(|text| named(text, "component"));
                match closest(name, known()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "write `{{% component {name}(…) %}}` … `{{% endcomponent {name} %}}` in any template"
                    ),
                }
            }
            _ => {
                habit::of_unknown(&kind, name).unwrap_or_else(|| "see the documentation of Tera".to_string())
            }
        };
        Some(self.at(Code::BadTemplate, file, place, message).hint(hint))
    }

    /// A block that is filled, and that nothing makes: misspelt, or missing in a template that took the place of a built-in
    /// one.
    fn unknown_block(&self, file: &str, place: Range<usize>, name: &str) -> Diagnostic {
        let mut parents = Vec::new();
        let mut at = file;
        while let Some((_, parent)) = quoted(self.text(at), "extends").next()
            && let Some((parent, _)) = self.found(parent)
            && !parents.contains(&parent.as_str())
        {
            parents.push(parent.as_str());
            at = parent;
        }
        let own = parents.iter().find(|parent| !parent.starts_with(BUILT_IN));
        match own {
            Some(own) if file.starts_with(BUILT_IN) => {
                let message = format!("the block `{name}` is missing here, which other templates fill");
                let hint = format!(
                    "write `{{% block {name} %}}{{% endblock {name} %}}` where it belongs, or begin with `{{% extends \
                     \"{BUILT_IN}{own}\" %}}` and write only the blocks that you change"
                );
                let place = Span::whole(&template_path(own));
                Diagnostic::error(Code::BadTemplate, place, message).hint(hint)
            }
            _ => {
                let blocks: Vec<&str> =
                    parents.iter().flat_map(|parent| named(self.text(parent), "block")).collect();
                let hint = match closest(name, blocks.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the blocks there are: {}", blocks.join(", ")),
                };
                let message = format!("block `{name}` is not defined in any parent template");
                self.at(Code::BadTemplate, file, place, &message).hint(hint)
            }
        }
    }
}

/// The tag that makes a component, and where it stands.
fn component_tag<'a>(text: &'a str, component: &str) -> Option<(usize, &'a str)> {
    tags(text).find(|(_, tag)| {
        let mut words = words(tag);
        words.next() == Some("component") && words.next() == Some(component)
    })
}

/// Each once: many templates may miss the same.
fn unique(found: impl Iterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut unique: Vec<Diagnostic> = Vec::new();
    for one in found {
        if !unique.iter().any(|known| known.span == one.span && known.message == one.message) {
            unique.push(one);
        }
    }
    unique
}

/// The place, the message and the hint for what Tera says of a place in a text.
fn said(text: &str, place: Range<usize>, said: &str, is_syntax: bool) -> (Range<usize>, String, String) {
    if let Some((message, fields)) = said.split_once(" Available ") {
        let variable = message.strip_prefix("Variable `").and_then(|rest| rest.split('`').next());
        let hint = variable.and_then(habit::of_variable);
        return (place, message.to_string(), hint.unwrap_or_else(|| format!("there are these {fields}")));
    }
    if is_syntax {
        if let Some((message, hint)) = left_open(text, place.clone(), said.contains("end of input")) {
            return (place, message, hint);
        }
        let hint = habit::of_syntax(text, &place, said).unwrap_or_else(|| SYNTAX.to_string());
        let place = if said.contains("would be ignored") { without_blanks(text, place) } else { place };
        return (place, said.to_string(), hint);
    }
    let (message, hint) = match () {
        () if said.starts_with(NO_WORDS) => (
            said.to_string(),
            "write the text as it is, without `| word`: that has only what the theme says".to_string(),
        ),
        () if said.contains(NEEDS) => (said.to_string(), "write `word(count=…)`".to_string()),
        () if said.contains("variable that is undefined") => nothing_there(text, &place),
        () if said.starts_with("Argument `") || said.starts_with("Unknown argument") => {
            (said.to_string(), "give it what its `{% component … %}` names".to_string())
        }
        () if said.starts_with("Field `") => (said.to_string(), NO_FIELDS.to_string()),
        () => (said.to_string(), FIELDS.to_string()),
    };
    (place, message, hint)
}

/// What to say of an expression that comes to nothing.
fn nothing_there(text: &str, place: &Range<usize>) -> (String, String) {
    let shown = text.get(place.clone()).unwrap_or_default();
    let static_file = shown.split_once("assets[").and_then(|(_, name)| name.split(['"', '\'']).nth(1));
    if let Some(name) = static_file {
        let message = format!("there is no file `static/{name}`");
        return (message, "put the file there, or ask before: `{% if … is defined %}`".to_string());
    }
    match text[..place.start].ends_with('.') {
        true => (format!("field `{shown}` is not defined"), FIELDS.to_string()),
        false => (format!("`{shown}` is not defined"), FIELDS.to_string()),
    }
}

/// A place without the blanks it begins with.
fn without_blanks(text: &str, place: Range<usize>) -> Range<usize> {
    let rest = text[place.start..].trim_start();
    let start = text.len() - rest.len();
    let end = rest.find('\n').map_or(text.len(), |end| start + end);
    start..end
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

/// The byte offset of a line (from 1) and a column (from 0, in characters).
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}

/// With a small letter at the beginning, as our own messages are.
pub(super) fn lowered(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
