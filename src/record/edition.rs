//! An edition's own words and choices: what `content/editions/<date or 2018-w08>.md` says.

use jiff::civil::Date;

use super::File;
use crate::date::{Week, parse_day};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::front_matter::Spanned;
use crate::input_path::InputPath;
use crate::markdown::Body;

/// The period an edition is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A day.
    Day(Date),
    /// A week.
    Week(Week),
}

/// What the editor says about the edition of a period; without a file it is the period's articles, newest first.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The file.
    pub file: InputPath,
    /// From the file's name.
    pub period: Period,
    /// A headline for the whole.
    pub title: Option<String>,
    /// One paragraph, where the body gives none.
    pub intro: Option<String>,
    /// The article to open with, as written.
    pub lead: Option<Spanned<String>>,
    /// Articles in the editor's order, as written; the others follow.
    pub picks: Vec<Spanned<String>>,
    /// Free keys, for templates.
    pub extra: serde_json::Value,
    /// The introduction.
    pub body: Body,
}

const KEYS: [&str; 5] = ["title", "intro", "lead", "picks", "extra"];

pub(super) fn parse(file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Edition> {
    let stem = file.input.path.stem();
    let mut fields = file.fields(&KEYS, diagnostics);
    let period = match (parse_day(stem), Week::parse(stem)) {
        (Ok(day), _) => Period::Day(day),
        (_, Some(week)) => Period::Week(week),
        _ => {
            fields.error(
                Code::BadDate,
                &(0..0),
                format!("`{stem}` is neither a day nor a week"),
                "name the file after its edition: 2018-02-19.md or 2018-w08.md",
            );
            return None;
        }
    };
    let intro = fields.text("intro");
    let edition = Edition {
        file: file.input.path.clone(),
        period,
        title: fields.text("title").map(|title| file.set(&title.value, None)),
        intro: intro.as_ref().map(|intro| file.set(&intro.value, None)),
        lead: fields.text("lead"),
        picks: fields.texts("picks"),
        extra: fields.free("extra"),
        body: Body::default(),
    };
    let body = file.body(&file.config.language, diagnostics);
    if let Some(intro) = intro.filter(|_| !body.pieces.is_empty()) {
        diagnostics.push(
            Diagnostic::warning(
                Code::Contradiction,
                Span::new(&file.input.path, intro.range),
                "this edition has two introductions: this one and the text below".to_string(),
            )
            .hint("keep one of them; the text is shown"),
        );
    }
    Some(Edition { body, ..edition })
}
