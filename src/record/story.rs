//! A story, an ordered thread of articles: what `content/stories/*.md` says.

use super::File;
use crate::diagnostic::Diagnostic;
use crate::entity::StoryId;
use crate::front_matter::Spanned;
use crate::input_path::InputPath;
use crate::markdown::Body;

/// A thread that articles join by naming it in their front matter.
#[derive(Clone, Debug)]
pub struct Story {
    /// The file.
    pub file: InputPath,
    /// The file's stem.
    pub id: StoryId,
    /// The word in the URL.
    pub slug: String,
    /// Old URLs that lead to it.
    pub redirects: Vec<Spanned<String>>,
    /// The name as shown.
    pub name: String,
    /// One sentence.
    pub summary: Option<String>,
    /// Whether the editor holds it for told.
    pub closed: bool,
    /// Free keys, for templates.
    pub extra: serde_json::Value,
    /// The introduction.
    pub body: Body,
}

const KEYS: [&str; 6] = ["name", "slug", "redirects", "summary", "status", "extra"];

pub(super) fn parse(file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) -> Story {
    let stem = file.input.path.stem();
    let mut fields = file.fields(&KEYS, diagnostics);
    let story = Story {
        file: file.input.path.clone(),
        id: StoryId::new(stem),
        slug: file.slug_or(&mut fields, stem),
        redirects: super::redirects(&mut fields),
        name: fields.required("name").map_or_else(|| stem.to_string(), |name| name.value),
        summary: fields.text("summary").map(|summary| file.set(&summary.value, None)),
        closed: fields.choice("status", &[("developing", false), ("closed", true)]).unwrap_or(false),
        extra: fields.free("extra"),
        body: Body::default(),
    };
    let body = file.body(&file.config.language, diagnostics);
    Story { body, ..story }
}
