//! Templates as Tera reads them: the digest's own before the embedded ones, and what is wrong with them.

use std::collections::BTreeMap;

use tera::{ErrorKind, Tera};

use super::fault::Templates;
use super::{TEMPLATES, Template, embedded, filters, template_path};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::Language;

/// What the names of the embedded templates begin with in Tera. Where a digest has one of the same name, that one is
/// meant; with this before it, a name still means the embedded one.
pub(super) const BUILT_IN: &str = "dateline/";

pub(super) fn is_built_in(name: &str) -> bool {
    TEMPLATES.get_file(name).is_some()
}

/// The embedded templates and those of the digest. Of the embedded ones that have namesakes only those are there that are
/// asked for, and the components: these are overridden one by one.
pub(super) fn sources(own: &[Template]) -> BTreeMap<String, String> {
    let is_overridden = |name: &str| own.iter().any(|(own, _)| own == name);
    let is_asked_for = |name: &str| own.iter().any(|(_, text)| text.contains(name));
    let named = |(name, bytes): (String, &[u8])| {
        let built_in = format!("{BUILT_IN}{name}");
        let is_there = name == "components.html" || !is_overridden(&name) || is_asked_for(&built_in);
        is_there.then(|| (built_in, String::from_utf8_lossy(bytes).into_owned()))
    };
    let embedded = embedded(&TEMPLATES).into_iter().filter_map(named);
    embedded.chain(own.iter().map(|(name, text)| (name.clone(), text.to_string()))).collect()
}

/// A template larger than this is taken for a mistake.
const LARGEST_TEMPLATE: usize = 512 << 10;
/// Tera's parser goes one call deeper with every branch of a template: this is enough for the largest one.
const PARSER_STACK: usize = 512 << 20;

pub(super) fn compile(
    templates: &BTreeMap<String, String>,
    language: &'static Language,
) -> (Tera, Vec<Diagnostic>) {
    if let Some((name, _)) = templates.iter().find(|(_, text)| text.len() > LARGEST_TEMPLATE) {
        let message = "this template is larger than 512 KB".to_string();
        let diagnostic = Diagnostic::error(Code::BadTemplate, Span::whole(&template_path(name)), message);
        return (Tera::default(), vec![diagnostic.hint("part it with {% include %} or components")]);
    }
    std::thread::scope(|scope| {
        let parser = std::thread::Builder::new().stack_size(PARSER_STACK);
        match parser
            .spawn_scoped(scope, || parse(templates, language))
            .map(std::thread::ScopedJoinHandle::join)
        {
            Ok(Ok(parsed)) => parsed,
            // Without memory for the stack, the usual one does for any usual template.
            _ => parse(templates, language),
        }
    })
}

fn parse(templates: &BTreeMap<String, String>, language: &'static Language) -> (Tera, Vec<Diagnostic>) {
    let mut tera = empty_tera();
    // Tera's own escaping lets characters pass that HTML forbids.
    tera.set_escape_fn(crate::html::write_escaped);
    filters::register(&mut tera, language);
    let sources = templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let Err(error) = tera.add_raw_templates(sources) else { return (tera, Vec::new()) };
    let blamed = Templates { texts: templates, rendered: "base.html", component: None };
    // Tera stops at the first template that it cannot read.
    let unreadable = templates.iter().filter_map(|(name, text)| {
        let error = Tera::default().add_raw_template(name, text).err()?;
        matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| blamed.fault(&error, Code::BadTemplate))
    });
    let unreadable: Vec<Diagnostic> = unreadable.collect();
    let found = if unreadable.is_empty() { blamed.faults(&error) } else { unreadable };
    (Tera::default(), found)
}

/// Looks for templates among the embedded ones where the digest has none of a name.
fn empty_tera() -> Tera {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes([BUILT_IN]).unwrap_or_default();
    tera
}
