//! An organization: what `content/organizations/*.md` says.

use super::File;
use crate::diagnostic::{Code, Diagnostic};
use crate::entity::OrganizationId;
use crate::front_matter::{Fields, Spanned};
use crate::input_path::InputPath;
use crate::markdown::Body;

/// A body that the digest writes about: an alliance, a movement, a court.
#[derive(Clone, Debug)]
pub struct Organization {
    /// The file.
    pub file: InputPath,
    /// The file's stem.
    pub id: OrganizationId,
    /// The word in the URL.
    pub slug: String,
    /// Old URLs that lead to it.
    pub redirects: Vec<Spanned<String>>,
    /// The name as shown.
    pub name: String,
    /// Its short form in capitals, found case-sensitively.
    pub acronym: Option<String>,
    /// Other names.
    pub aliases: Vec<Spanned<String>>,
    /// The country it belongs to, as written.
    pub country: Option<Spanned<String>>,
    /// One sentence.
    pub summary: Option<String>,
    /// What it is.
    pub role: Option<String>,
    /// Wikidata's id.
    pub wikidata: Option<String>,
    /// Its own site.
    pub url: Option<String>,
    /// Free keys, for templates.
    pub extra: serde_json::Value,
    /// About it.
    pub body: Body,
}

const KEYS: [&str; 11] = [
    "name",
    "slug",
    "redirects",
    "aliases",
    "acronym",
    "country",
    "summary",
    "role",
    "wikidata",
    "url",
    "extra",
];

pub(super) fn parse(file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) -> Organization {
    let stem = file.input.path.stem();
    let mut fields = file.fields(&KEYS, diagnostics);
    let organization = Organization {
        file: file.input.path.clone(),
        id: OrganizationId::new(stem),
        slug: file.slug_or(&mut fields, stem),
        redirects: super::redirects(&mut fields),
        name: fields.required("name").map_or_else(|| stem.to_string(), |name| name.value),
        acronym: fields.text("acronym").map(|acronym| acronym.value),
        aliases: fields.texts("aliases"),
        country: fields.text("country"),
        summary: fields.text("summary").map(|summary| file.set(&summary.value, None)),
        role: fields.text("role").map(|role| role.value),
        wikidata: wikidata(&mut fields),
        url: fields.web_address("url"),
        extra: fields.free("extra"),
        body: Body::default(),
    };
    let body = file.body(&file.config.language, diagnostics);
    Organization { body, ..organization }
}

/// An id such as `Q7747`.
pub(super) fn wikidata(fields: &mut Fields<'_>) -> Option<String> {
    let id = fields.text("wikidata")?;
    let digits = id.value.strip_prefix('Q').unwrap_or_default();
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some(id.value);
    }
    fields.error(
        Code::BadValue,
        &id.range,
        format!("`{}` is no Wikidata id", id.value),
        "write the letter Q and a number: Q7747",
    );
    None
}
