//! What a digest adds to a built-in country: `content/countries/PK.md`.

use super::File;
use crate::atlas;
use crate::diagnostic::{Code, Diagnostic};
use crate::entity::CountryId;
use crate::front_matter::Spanned;
use crate::input_path::InputPath;
use crate::markdown::Body;

/// A country's file; the country itself is built in.
#[derive(Clone, Debug)]
pub struct CountryFile {
    /// The file.
    pub file: InputPath,
    /// From the file's name.
    pub id: CountryId,
    /// The name to show instead of the built-in one.
    pub name: Option<String>,
    /// More names.
    pub aliases: Vec<Spanned<String>>,
    /// More demonyms.
    pub demonyms: Vec<String>,
    /// One sentence.
    pub summary: Option<String>,
    /// Wikidata's id.
    pub wikidata: Option<String>,
    /// Free keys, for templates.
    pub extra: serde_json::Value,
    /// About it.
    pub body: Body,
}

const KEYS: [&str; 6] = ["name", "aliases", "demonyms", "summary", "wikidata", "extra"];

pub(super) fn parse(file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<CountryFile> {
    let stem = file.input.path.stem();
    let mut fields = file.fields(&KEYS, diagnostics);
    let Some(id) = atlas::find(stem) else {
        fields.error(
            Code::UnknownCountry,
            &(0..0),
            format!("`{stem}` is no country"),
            "name the file after the country's ISO 3166-1 code: PK.md",
        );
        return None;
    };
    let country = CountryFile {
        file: file.input.path.clone(),
        id,
        name: fields.text("name").map(|name| name.value),
        aliases: fields.texts("aliases"),
        demonyms: fields.texts("demonyms").into_iter().map(|demonym| demonym.value).collect(),
        summary: fields.text("summary").map(|summary| file.set(&summary.value, None)),
        wikidata: super::organization::wikidata(&mut fields),
        extra: fields.free("extra"),
        body: Body::default(),
    };
    let body = file.body(&file.config.language, diagnostics);
    Some(CountryFile { body, ..country })
}
