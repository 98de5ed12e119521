//! A page such as About: what `content/pages/*.md` says.

use super::File;
use crate::diagnostic::Diagnostic;
use crate::entity::PageId;
use crate::front_matter::Spanned;
use crate::input_path::InputPath;
use crate::markdown::Body;

/// A page of its own, at the top of the site.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file.
    pub file: InputPath,
    /// The file's stem.
    pub id: PageId,
    /// The word in the URL.
    pub slug: String,
    /// Old URLs that lead to it.
    pub redirects: Vec<Spanned<String>>,
    /// The headline.
    pub title: String,
    /// One sentence, for search engines.
    pub summary: String,
    /// Free keys, for templates.
    pub extra: serde_json::Value,
    /// The text.
    pub body: Body,
}

const KEYS: [&str; 5] = ["title", "slug", "redirects", "summary", "extra"];

pub(super) fn parse(file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) -> Page {
    let stem = file.input.path.stem();
    let mut fields = file.fields(&KEYS, diagnostics);
    let page = Page {
        file: file.input.path.clone(),
        id: PageId::new(stem),
        slug: file.slug_or(&mut fields, stem),
        redirects: super::redirects(&mut fields),
        title: fields
            .required("title")
            .map_or_else(|| stem.to_string(), |title| file.set(&title.value, None)),
        summary: fields.text("summary").map_or_else(String::new, |summary| file.set(&summary.value, None)),
        extra: fields.free("extra"),
        body: Body::default(),
    };
    let body = file.body(&file.config.language, diagnostics);
    let summary = if page.summary.is_empty() { body.first_sentences() } else { page.summary.clone() };
    Page { body, summary, ..page }
}
