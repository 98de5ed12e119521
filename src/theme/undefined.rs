//! What is not there, by its name: where Tera speaks of a type alone. Never places anything else.

use std::collections::BTreeMap;

use tera::{Context, ErrorKind};

use super::fault::{FIELDS, NO_FIELDS, lowered, offset};
use super::tags::{tags, words};
use super::template_path;
use crate::diagnostic::{Code, Diagnostic, Span};

/// A loop over what is not there, or a filter that is given it: Tera calls that a type, and is asked for the name by itself
/// to tell what there is.
pub(super) fn named(
    error: &tera::Error,
    templates: &BTreeMap<String, String>,
    context: &Context,
) -> Option<Diagnostic> {
    let ErrorKind::RenderingError(report) = error.kind() else { return None };
    let is_loop = report.message().starts_with("Iteration not possible on type `undefined`");
    let is_nothing = is_loop || report.message().ends_with("but got `undefined`");
    let text = templates.get(report.filename()).filter(|_| is_nothing)?;
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
            let mut words = words(tag);
            match words.next() {
                Some("component") => true,
                Some("set") => words.next() == Some(first),
                Some("for") => words.take_while(|word| *word != "in").any(|word| word == first),
                _ => false,
            }
        };
        tags(text).any(|(_, tag)| makes(tag))
    };
    let place = Span::new(&template_path(report.filename()), place);
    let is_part_of_it = behind.starts_with('[');
    if is_part_of_it || is_local() {
        let what = if is_part_of_it { "this".to_string() } else { format!("`{name}`") };
        let end = if is_loop { ", and there is nothing to go through" } else { "" };
        let message = format!("{what} is not defined{end}");
        return Some(Diagnostic::error(Code::TemplateFailed, place, message).hint(FIELDS));
    }
    let asked = tera::Tera::one_off(&format!("{{{{ {name} }}}}"), context, false).err()?;
    let ErrorKind::RenderingError(asked) = asked.kind() else { return None };
    let (message, fields) = asked.message().split_once(" Available ").unwrap_or((asked.message(), ""));
    let told = Diagnostic::error(Code::TemplateFailed, place, lowered(message.trim_end_matches('.')));
    Some(told.hint(if fields.is_empty() {
        NO_FIELDS.to_string()
    } else {
        format!("there are these {fields}")
    }))
}
