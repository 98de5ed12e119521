//! The records: what an author's files say, a file a record. One module a kind; each knows its front matter
//! and nothing of other files. References to other records stay as they are written until `digest` links them.

pub mod article;
pub mod country;
pub mod edition;
pub mod organization;
pub mod page;
pub mod person;
pub mod story;
pub mod topic;

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::front_matter::{self, Fields, Node, Spanned, Split, Value};
use crate::input::Input;
use crate::input_path::InputPath;
use crate::markdown::{self, Body};

pub use article::{Article, Correction, Dateline, Rights, Source};
pub use country::CountryFile;
pub use edition::{Edition, Period};
pub use organization::Organization;
pub use page::Page;
pub use person::{Office, Person};
pub use story::Story;
pub use topic::Topic;

/// Any record; cheap to clone, so that it may outlive the snapshot it was parsed for.
#[derive(Clone, Debug)]
pub enum Record {
    /// Of `content/articles`.
    Article(Arc<Article>),
    /// Of `content/countries`.
    Country(Arc<CountryFile>),
    /// Of `content/people`.
    Person(Arc<Person>),
    /// Of `content/organizations`.
    Organization(Arc<Organization>),
    /// Of `content/topics`.
    Topic(Arc<Topic>),
    /// Of `content/stories`.
    Story(Arc<Story>),
    /// Of `content/editions`.
    Edition(Arc<Edition>),
    /// Of `content/pages`.
    Page(Arc<Page>),
}

impl Record {
    /// The file; `None` for a topic that only articles name.
    pub fn file(&self) -> Option<&InputPath> {
        match self {
            Record::Article(it) => Some(&it.file),
            Record::Country(it) => Some(&it.file),
            Record::Person(it) => Some(&it.file),
            Record::Organization(it) => Some(&it.file),
            Record::Topic(it) => it.file.as_ref(),
            Record::Story(it) => Some(&it.file),
            Record::Edition(it) => Some(&it.file),
            Record::Page(it) => Some(&it.file),
        }
    }

    /// What it is called within its kind.
    pub fn id(&self) -> &str {
        match self {
            Record::Article(it) => it.id.as_str(),
            Record::Country(it) => it.id.as_str(),
            Record::Person(it) => it.id.as_str(),
            Record::Organization(it) => it.id.as_str(),
            Record::Topic(it) => it.id.as_str(),
            Record::Story(it) => it.id.as_str(),
            Record::Edition(it) => it.file.stem(),
            Record::Page(it) => it.id.as_str(),
        }
    }
}

/// The folders of `content/`, one for each kind of record.
pub const FOLDERS: [&str; 8] =
    ["articles", "people", "countries", "organizations", "topics", "stories", "editions", "pages"];

/// Parses one file of a digest. Its folder tells its kind; `None` for a file that cannot be told apart or read.
pub fn parse(input: &Input, config: &Config) -> (Option<Record>, Vec<Diagnostic>) {
    let folder = input.path.as_str().split('/').nth(1).unwrap_or_default();
    let mut diagnostics = Vec::new();
    // In sites of several languages, `_index.fr.md`.
    if input.path.file_name().starts_with("_index.") {
        let message = "another program has such a file for a folder's own page: it is ignored".to_string();
        let warning = Diagnostic::warning(Code::StrayFile, Span::whole(&input.path), message);
        let hint = "delete it; what readers should see of it belongs into a file of content/pages/ with a name of its own";
        return (None, vec![warning.hint(hint)]);
    }
    let Some(folder) =
        FOLDERS.iter().find(|known| **known == folder && input.path.as_str().matches('/').count() > 1)
    else {
        diagnostics.push(stray(&input.path, folder));
        return (None, diagnostics);
    };
    let parsed = match parts(input, &mut diagnostics) {
        Some(parsed) => parsed,
        None => return (None, diagnostics),
    };
    let file = File { input, config, parsed };
    let found = &mut diagnostics;
    let record = match *folder {
        "articles" => article::parse(&file, found).map(|it| Record::Article(it.into())),
        "people" => Some(Record::Person(person::parse(&file, found).into())),
        "countries" => country::parse(&file, found).map(|it| Record::Country(it.into())),
        "organizations" => Some(Record::Organization(organization::parse(&file, found).into())),
        "topics" => Some(Record::Topic(topic::parse(&file, found).into())),
        "stories" => Some(Record::Story(story::parse(&file, found).into())),
        "editions" => edition::parse(&file, found).map(|it| Record::Edition(it.into())),
        _ => Some(Record::Page(page::parse(&file, found).into())),
    };
    (record, diagnostics)
}

fn stray(path: &InputPath, folder: &str) -> Diagnostic {
    let near = crate::diagnostic::closest(folder, FOLDERS);
    let hint = match near {
        Some(near) => format!("did you mean `content/{near}/`?"),
        None => format!("put it in one of: content/{}", FOLDERS.join(", content/")),
    };
    Diagnostic::warning(
        Code::StrayFile,
        Span::whole(path),
        "no kind of record lives in this folder; the file is ignored".to_string(),
    )
    .hint(hint)
}

/// A file at the point where its kind takes over.
pub(crate) struct File<'a> {
    pub input: &'a Input,
    pub config: &'a Config,
    parsed: Parts<'a>,
}

struct Parts<'a> {
    node: Node,
    split: Split<'a>,
}

fn parts<'a>(input: &'a Input, diagnostics: &mut Vec<Diagnostic>) -> Option<Parts<'a>> {
    if let Some(at) = front_matter::two_versions(input.text()) {
        let place = Span::new(&input.path, at..at + 7);
        let message = "a merge was left here: the file holds two versions of itself".to_string();
        let hint = "keep one version, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`";
        diagnostics.push(Diagnostic::error(Code::Contradiction, place, message).hint(hint));
        return None;
    }
    let split = match front_matter::split(&input.path, input.text()) {
        Ok(split) => split,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return None;
        }
    };
    let node = match front_matter::parse(&input.path, split.yaml, split.yaml_start) {
        Ok(node) => {
            diagnostics.extend(front_matter::cut_short(&input.path, input.text(), &node));
            diagnostics.extend(front_matter::typed(&input.path, input.text(), &node));
            node
        }
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            // The rest of the file is still checked, and links to it still find it.
            Node { value: Value::Null, range: split.yaml_start..split.yaml_start }
        }
    };
    Some(Parts { node, split })
}

impl<'a> File<'a> {
    /// The front matter, its keys checked against `known`.
    pub fn fields<'b>(&'b self, known: &[&str], diagnostics: &'b mut Vec<Diagnostic>) -> Fields<'b> {
        let Split { body, body_start, .. } = &self.parsed.split;
        let astray = front_matter::astray(body, known);
        let broken = self.parsed.node.value == Value::Null || astray.is_some();
        if let Some((place, message, hint)) = astray {
            let place = Span::new(&self.input.path, body_start + place.start..body_start + place.end);
            diagnostics.push(Diagnostic::error(Code::FrontMatterFence, place, message).hint(hint));
        }
        let fields = Fields::new(&self.input.path, &self.parsed.node, known, diagnostics);
        if broken { fields.silent() } else { fields }
    }

    /// A plain text as readers see it: with typographic quotes where its language has rules for them, like the text of
    /// an article.
    pub fn set(&self, text: &str, language: Option<&str>) -> String {
        let smart = self.config.smart_quotes(language.unwrap_or(&self.config.language));
        if smart { markdown::typeset(text).into_owned() } else { text.to_string() }
    }

    /// The Markdown below the front matter.
    pub fn body(&self, language: &str, diagnostics: &mut Vec<Diagnostic>) -> Body {
        let style = markdown::Style {
            raw_html: self.config.raw_html,
            smart: self.config.smart_quotes(language),
            prefix: &crate::slug::slugify(self.input.path.stem()),
            language,
            page_language: &self.config.language,
            origin: &self.config.origin,
            base_path: &self.config.base_path,
        };
        let (source, base) = (self.parsed.split.body, self.parsed.split.body_start);
        let mut start = 0;
        if let Some((heading, end)) = self.headline().and_then(|title| markdown::own_headline(source, title))
        {
            start = end;
            let place = Span::new(&self.input.path, base + heading.start..base + heading.end);
            let message =
                "the text begins with its own headline, which is not shown a second time".to_string();
            diagnostics
                .push(Diagnostic::note(Code::RepeatedHeadline, place, message).hint("take the line out"));
        }
        let (body, found) = markdown::parse(&self.input.path, &source[start..], base + start, style);
        diagnostics.extend(found);
        body
    }

    /// What the page of the record has for a headline, where front matter says it.
    fn headline(&self) -> Option<&str> {
        let Value::Map(map) = &self.parsed.node.value else { return None };
        let (_, node) = map.iter().find(|(key, _)| key.value == "title" || key.value == "name")?;
        match &node.value {
            Value::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// The slug that front matter gives, else that of `name`.
    pub fn slug_or(&self, fields: &mut Fields<'_>, name: &str) -> String {
        if let Some(node) = fields.node("slug") {
            if matches!(&node.value, Value::Text(text) if text.trim().is_empty()) {
                let range = node.range.clone();
                fields.error(
                    Code::BadSlug,
                    &range,
                    "a slug cannot be empty".to_string(),
                    "write some words, or take the line out",
                );
            }
            return fields.slug("slug").unwrap_or_else(|| crate::slug::slugify(name));
        }
        let slug = crate::slug::of_stem(name);
        if let Err(why) = crate::slug::check(&slug) {
            fields.error(
                Code::BadSlug,
                &(0..0),
                format!("the file name gives no slug: {why}"),
                "rename the file, or add a line `slug: some-words`",
            );
        }
        slug
    }
}

/// The old URLs that lead to a page, each in the form that its route has.
fn redirects(fields: &mut Fields<'_>) -> Vec<Spanned<String>> {
    let written = fields.texts("redirects");
    let mut redirects = Vec::new();
    for Spanned { value, range } in written {
        match crate::slug::redirect_path(&value) {
            Ok(value) => redirects.push(Spanned { value, range }),
            Err(why) => {
                let message = format!("`{value}` cannot be a redirect: {why}");
                fields.error(Code::BadSlug, &range, message, old_path(&value));
            }
        }
    }
    redirects
}

/// How to write an address as the path that it has on this site, where it has one.
fn old_path(address: &str) -> String {
    let path =
        address.split_once("://").map_or(address, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = if path.starts_with('/') { path.to_string() } else { format!("/{path}") };
    match crate::slug::redirect_path(&path) {
        Ok(path) => format!("write `{path}`"),
        Err(_) if address.contains('?') => {
            "take it out: only a rule of the web server can send such an address on".to_string()
        }
        Err(_) => "write the old path on this site: /old/url/".to_string(),
    }
}
