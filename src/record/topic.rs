//! A topic: what `content/topics/*.md` says. A topic that only articles name has no file.

use super::File;
use crate::diagnostic::Diagnostic;
use crate::entity::TopicId;
use crate::front_matter::Spanned;
use crate::input_path::InputPath;
use crate::markdown::Body;

/// A theme that articles share.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The file, if it has one.
    pub file: Option<InputPath>,
    /// Its slug.
    pub id: TopicId,
    /// The word in the URL.
    pub slug: String,
    /// Old URLs that lead to it.
    pub redirects: Vec<Spanned<String>>,
    /// The name as shown.
    pub name: String,
    /// Other names that articles may use.
    pub aliases: Vec<Spanned<String>>,
    /// One sentence.
    pub summary: Option<String>,
    /// Free keys, for templates.
    pub extra: serde_json::Value,
    /// About it.
    pub body: Body,
}

const KEYS: [&str; 6] = ["name", "slug", "redirects", "aliases", "summary", "extra"];

pub(super) fn parse(file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) -> Topic {
    let stem = file.input.path.stem();
    let mut fields = file.fields(&KEYS, diagnostics);
    let topic = Topic {
        file: Some(file.input.path.clone()),
        id: TopicId::new(&crate::slug::slugify(stem)),
        slug: file.slug_or(&mut fields, stem),
        redirects: super::redirects(&mut fields),
        name: fields.required("name").map_or_else(|| stem.to_string(), |name| name.value),
        aliases: fields.texts("aliases"),
        summary: fields.text("summary").map(|summary| file.set(&summary.value, None)),
        extra: fields.free("extra"),
        body: Body::default(),
    };
    let body = file.body(&file.config.language, diagnostics);
    Topic { body, ..topic }
}

impl Topic {
    /// A topic that exists because an article names it: its name is the word as written, its hyphens blanks.
    pub fn named(word: &str) -> Topic {
        let slug = crate::slug::slugify(word);
        let spaced = word.trim_start_matches(['#', ' ']).replace('-', " ");
        let mut letters = spaced.chars();
        let name =
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
        Topic {
            file: None,
            id: TopicId::new(&slug),
            slug,
            redirects: Vec::new(),
            name,
            aliases: Vec::new(),
            summary: None,
            extra: serde_json::Value::Null,
            body: Body::default(),
        }
    }
}
