//! The theme: templates and static files, the embedded ones overridden file by file by the digest's own.
//! The only module that knows Tera. Never knows records.

mod compile;
mod context;
mod fault;
mod filters;
mod habit;
mod links;
mod policy;
mod sheets;
mod tags;
mod undefined;
mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Tera};

use crate::diagnostic::{Code, Diagnostic, Severity, Span, closest};
use crate::input::{Content, Input, Inputs};
use crate::input_path::InputPath;
use crate::language::Language;
use crate::route::static_path;
use crate::slug;
use compile::{BUILT_IN, compile, sources};
use fault::Templates;

pub use links::{Place, dead_links};
pub use sheets::sheet_faults;
pub use value::{Html, Shared};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATICS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// A static file of the site.
#[derive(Clone, Debug)]
pub enum StaticFile {
    /// Of the embedded theme.
    Embedded(&'static [u8]),
    /// Of the digest's `static/`.
    Input(InputPath),
}

/// Templates and static files, ready.
#[derive(Debug)]
pub struct Theme {
    tera: Arc<Tera>,
    /// What the templates say things in.
    language: &'static Language,
    /// The digest's own templates, and what is wrong with them.
    own: Vec<Template>,
    found: Vec<Diagnostic>,
    /// By name below `static/`.
    pub statics: BTreeMap<String, StaticFile>,
    /// What is appended to a static file's URL, by name: it changes when the file does.
    pub fingerprints: BTreeMap<String, String>,
}

/// Loads the theme; a template that cannot be read is a diagnostic. With it stand the templates of the last snapshot,
/// `previous`; where there is none, the embedded ones.
pub fn load(inputs: &Inputs, language: &'static Language, previous: Option<&Theme>) -> Theme {
    let own: Vec<Template> = inputs
        .below("templates")
        .filter(|input| input.path.ending() == "html" && !template_name(&input.path).starts_with(BUILT_IN))
        .filter_map(|input| match &input.content {
            Content::Text(_) => Some((template_name(&input.path).to_string(), text_of(input))),
            _ => None,
        })
        .collect();
    let (tera, found) = match previous {
        Some(previous) if same(&previous.own, &own) && std::ptr::eq(previous.language, language) => {
            (previous.tera.clone(), previous.found.clone())
        }
        _ => {
            let (tera, mut found) = compile(&sources(&own), language);
            let tera = match previous.filter(|_| !found.is_empty()) {
                Some(previous) => previous.tera.clone(),
                None if found.is_empty() => Arc::new(tera),
                None => Arc::new(compile(&sources(&[]), language).0),
            };
            found.extend(unused(&own));
            found.extend(empty(&own));
            found.extend(policy::refused(&own));
            (tera, found)
        }
    };
    let mut statics: BTreeMap<String, StaticFile> = BTreeMap::new();
    let mut fingerprints = BTreeMap::new();
    for (name, bytes) in embedded(&STATICS) {
        fingerprints.insert(name.clone(), shown(xxhash_rust::xxh3::xxh3_64(bytes)));
        statics.insert(name, StaticFile::Embedded(bytes));
    }
    for input in inputs.below("static") {
        let name = below(&input.path, "static/").to_string();
        let fingerprint = match &input.content {
            Content::Text(text) => Some(xxhash_rust::xxh3::xxh3_64(text.as_bytes())),
            Content::Binary { fingerprint, .. } => *fingerprint,
            Content::Broken(_) => None,
        };
        if let Some(fingerprint) = fingerprint {
            fingerprints.insert(name.clone(), shown(fingerprint));
        }
        statics.insert(name, StaticFile::Input(input.path.clone()));
    }
    Theme { tera, language, own, found, statics, fingerprints }
}

/// Whether a file of the digest is one of its theme.
pub fn is_of_theme(path: &InputPath) -> bool {
    ["templates/", "static/"].iter().any(|folder| path.as_str().starts_with(folder))
}

/// Every file of the embedded theme by its path in a digest: `templates/person.html`, `static/site.css`.
pub fn files() -> impl Iterator<Item = (String, &'static [u8])> {
    let within = |folder: &'static str, dir| {
        embedded(dir).into_iter().map(move |(name, bytes)| (format!("{folder}/{name}"), bytes))
    };
    within("templates", &TEMPLATES).chain(within("static", &STATICS))
}

/// A template of the digest: its name below `templates/` and its text.
type Template = (String, Arc<String>);

fn same(one: &[Template], other: &[Template]) -> bool {
    let equal = |(a, b): (&Template, &Template)| a.0 == b.0 && Arc::ptr_eq(&a.1, &b.1);
    one.len() == other.len() && one.iter().zip(other).all(equal)
}

/// The text of a template. The mark that some editors begin a file with would stand before `extends`.
fn text_of(input: &Input) -> Arc<String> {
    match &input.content {
        Content::Text(text) if text.starts_with('\u{feff}') => Arc::new(text.replacen('\u{feff}', "   ", 1)),
        Content::Text(text) => text.clone(),
        _ => Arc::default(),
    }
}

/// Templates that are of no page kind, hold no component and are named by no other.
fn unused(own: &[Template]) -> Vec<Diagnostic> {
    let pages: Vec<String> = embedded(&TEMPLATES).into_iter().map(|(name, _)| name).collect();
    let is_named = |name: &str| {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        own.iter().any(|(_, text)| quoted.iter().any(|quoted| text.contains(quoted)))
    };
    let is_unused =
        |(name, text): &&Template| !pages.contains(name) && !text.contains("component ") && !is_named(name);
    let warning = |(name, _): &Template| {
        let meant = closest(name, pages.iter().map(String::as_str));
        let hint = match meant.or_else(|| habit::of_template(name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the templates of pages are: {}", pages.join(", ")),
        };
        let message = "no page and no other template uses this one".to_string();
        Diagnostic::warning(Code::BadTemplate, Span::whole(&template_path(name)), message).hint(hint)
    };
    own.iter().filter(is_unused).map(warning).collect()
}

/// Templates of pages that hold nothing: so is every page of theirs.
fn empty(own: &[Template]) -> impl Iterator<Item = Diagnostic> {
    own.iter().filter(|(_, text)| text.trim().is_empty()).map(|(name, _)| {
        let message = "this template is empty, and so is every page that it makes".to_string();
        Diagnostic::warning(Code::BadTemplate, Span::whole(&template_path(name)), message)
            .hint("delete the file to have Dateline's own again")
    })
}

fn template_name(path: &InputPath) -> &str {
    below(path, "templates/")
}

/// A path within one of the digest's folders.
fn below<'a>(path: &'a InputPath, folder: &str) -> &'a str {
    path.as_str().strip_prefix(folder).unwrap_or(path.as_str())
}

fn asset_url(base_path: &str, name: &str, fingerprint: &str) -> String {
    let path = static_path(name);
    let parts: Vec<String> = path.split('/').map(slug::encoded).collect();
    format!("{base_path}{}?v={fingerprint}", parts.join("/"))
}

/// A fingerprint as URLs carry it.
fn shown(fingerprint: u64) -> String {
    format!("{:08x}", fingerprint as u32)
}

fn embedded(dir: &'static Dir<'static>) -> Vec<(String, &'static [u8])> {
    let mut files = Vec::new();
    let mut dirs = vec![dir];
    while let Some(dir) = dirs.pop() {
        files.extend(
            dir.files().map(|file| (file.path().to_string_lossy().replace('\\', "/"), file.contents())),
        );
        dirs.extend(dir.dirs());
    }
    files
}

fn template_path(name: &str) -> InputPath {
    InputPath::new(&format!("templates/{}", name.strip_prefix(BUILT_IN).unwrap_or(name)))
}

impl Theme {
    /// What is wrong with the digest's own templates.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.found
    }

    /// Renders one component with its arguments, to be shown on many pages.
    pub fn component(
        &self,
        name: &str,
        arguments: &[(&'static str, Shared)],
        inputs: &Inputs,
    ) -> Result<Html, Box<Diagnostic>> {
        let mut context = Context::new();
        for (argument, value) in arguments {
            context.insert_value(*argument, value.0.clone());
        }
        match self.tera.render_component(name, &context, None, true) {
            Ok(html) => Ok(html.into()),
            Err(error) => Err(self.failure(&error, &context, ("components.html", Some(name)), inputs)),
        }
    }

    /// The URL of one static file; `None` where there is none of that name.
    pub fn asset_url(&self, base_path: &str, name: &str) -> Option<String> {
        Some(asset_url(base_path, name, self.fingerprints.get(name)?))
    }

    /// The URLs of the static files, each with a fingerprint that changes when the file does.
    pub fn asset_urls(&self, base_path: &str) -> BTreeMap<&str, String> {
        let url = |(name, fingerprint): (&'_ String, &'_ String)| asset_url(base_path, name, fingerprint);
        self.fingerprints.iter().map(|asset| (asset.0.as_str(), url(asset))).collect()
    }

    /// Renders a template with a view; the template sees its fields and nothing else.
    pub fn render<T: Serialize>(
        &self,
        template: &str,
        view: &T,
        inputs: &Inputs,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let failed =
            |error: &tera::Error, context: &Context| self.failure(error, context, (template, None), inputs);
        let context = context::of(view).map_err(|error| failed(&error, &Context::new()))?;
        let mut out = Page(Vec::with_capacity(32 * 1024));
        self.tera.render_to(template, &context, &mut out).map_err(|error| failed(&error, &context))?;
        Ok(out.0)
    }

    /// What went wrong while rendering; the sources are only put together now that they are needed.
    fn failure(
        &self,
        error: &tera::Error,
        context: &Context,
        (rendered, component): (&str, Option<&str>),
        inputs: &Inputs,
    ) -> Box<Diagnostic> {
        // The templates of the last snapshot failed, and the files hold others by now: what is wrong with these is to be
        // mended first.
        if let Some(newer) = self.found.iter().find(|found| found.severity == Severity::Error) {
            return Box::new(newer.clone());
        }
        let own: Vec<Template> = inputs
            .below("templates")
            .map(|input| (template_name(&input.path).to_string(), text_of(input)))
            .collect();
        let sources = sources(&own);
        if let Some(undefined) = undefined::named(error, &sources, context) {
            return Box::new(undefined);
        }
        let blamed = Templates { texts: &sources, rendered, component };
        Box::new(blamed.fault(error, Code::TemplateFailed))
    }
}

/// What a template has written so far: a loop that never ends must not take all memory.
struct Page(Vec<u8>);

/// More than any page of a digest holds.
const LARGEST_PAGE: usize = 128 << 20;

impl std::io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    // A template writes thousands of small pieces.
    fn write_all(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        if self.0.len() + bytes.len() > LARGEST_PAGE {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
