//! An article: what `content/articles/**/*.md` says.

mod name;
mod source;

use std::ops::Range;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::File;
use crate::date::Moment;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::entity::ArticleId;
use crate::front_matter::{Fields, Spanned, Value, parts};
use crate::input_path::InputPath;
use crate::markdown::{Body, Piece};

/// One item of the digest.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file.
    pub file: InputPath,
    /// What other files call it: the stem, unless `id` says otherwise.
    pub id: ArticleId,
    /// Where `id` is given.
    pub id_place: Option<Range<usize>>,
    /// The word in its URL, unique within its day.
    pub slug: String,
    /// The headline.
    pub title: String,
    /// When it was published.
    pub date: Moment,
    /// Whether the date only stands for one that cannot be read: the build fails, and says so once.
    pub is_undated: bool,
    /// When it was last changed in substance.
    pub updated: Option<Moment>,
    /// Where that stands.
    pub updated_place: Option<Range<usize>>,
    /// Who wrote it, where it is not the editor.
    pub author: Option<String>,
    /// BCP 47 tag, where it is not the digest's.
    pub language: Option<String>,
    /// One or two sentences; the first ones of the body where none is given.
    pub summary: String,
    /// Whether the summary is the author's own.
    pub has_summary: bool,
    /// What it digests, the first being the main report.
    pub sources: Vec<Source>,
    /// Whether the main report lies behind a paywall.
    pub paywall: bool,
    /// The place it opens with.
    pub dateline: Option<Dateline>,
    /// Its photo.
    pub image: Option<Photo>,
    /// How much of it may be shown and fed.
    pub rights: Rights,
    /// What was put right, oldest first.
    pub corrections: Vec<Correction>,
    /// Countries it is about, as written.
    pub countries: Vec<Spanned<String>>,
    /// People it is about, as written.
    pub people: Vec<Spanned<String>>,
    /// Organizations it is about, as written.
    pub organizations: Vec<Spanned<String>>,
    /// Topics, as written.
    pub topics: Vec<Spanned<String>>,
    /// The story it belongs to, as written.
    pub story: Option<Spanned<String>>,
    /// Old URLs that lead to it.
    pub redirects: Vec<Spanned<String>>,
    /// What a name in the text stands for, or `none`.
    pub mentions: Vec<(Spanned<String>, Spanned<String>)>,
    /// Whether names in the text become links by themselves.
    pub autolink: bool,
    /// Not to be published yet.
    pub draft: bool,
    /// Free keys, for templates.
    pub extra: serde_json::Value,
    /// The text.
    pub body: Body,
}

/// A report by an outlet that an article digests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The outlet's name, as written.
    pub name: String,
    /// Where in the file it is written.
    pub place: Range<usize>,
    /// Where the report is, if it can be read on the web.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it appeared.
    pub date: Option<Date>,
    /// Its own headline.
    pub title: Option<String>,
    /// Its language.
    pub language: Option<String>,
}

/// Where an article was reported from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// The place, as shown.
    pub place: String,
    /// The country, as written; the place's own where none is given.
    pub country: Option<Spanned<String>>,
}

/// A photo beside the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// The file, relative to the article.
    pub file: Spanned<String>,
    /// The text for those who do not see it.
    pub alt: String,
    /// Whom to credit.
    pub credit: Option<String>,
}

/// How much of an article may be shown, and to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    /// The digest's own words: shown as they are.
    Own,
    /// The body is an excerpt of the source, and marked so.
    Excerpt,
    /// The body is the source's: kept out of search engines, feeds carry the summary only.
    Full,
}

/// Something that was put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The day.
    pub date: Moment,
    /// Where the day stands.
    pub place: Range<usize>,
    /// What was wrong, and what is right.
    pub text: String,
}

impl Article {
    /// When it last changed: the later of `updated` and the newest correction, else its date. Never before its date,
    /// though of a change on the same day no time may be known.
    pub fn modified(&self) -> &Moment {
        let correction = self.corrections.last().map(|correction| &correction.date);
        let changes = self.updated.iter().chain(correction);
        let later =
            |change: &&Moment| change.timestamp >= self.date.timestamp && change.told() >= self.date.told();
        changes.filter(later).max_by_key(|change| change.timestamp).unwrap_or(&self.date)
    }

    /// The stem of its file without a date: what its URL says, if no slug says otherwise.
    pub fn undated_stem(&self) -> &str {
        name::split(self.file.stem()).1
    }
}

const KEYS: [&str; 24] = [
    "title",
    "date",
    "updated",
    "slug",
    "id",
    "author",
    "lang",
    "summary",
    "paywall",
    "source",
    "dateline",
    "image",
    "rights",
    "corrections",
    "mentions",
    "autolink",
    "countries",
    "people",
    "organizations",
    "topics",
    "story",
    "redirects",
    "draft",
    "extra",
];

pub(super) fn parse(file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Article> {
    let path = &file.input.path;
    let stem = path.stem();
    let (date_of_name, bare) = name::split(stem);
    let zone = &file.config.time_zone;
    let mut fields = file.fields(&KEYS, diagnostics);
    let title = fields.required("title").map_or_else(|| bare.to_string(), |title| title.value);
    let date = match fields.node("date") {
        Some(_) => fields.moment("date", zone).map(|date| date.value),
        None => of_name(date_of_name, &mut fields, stem, zone),
    };
    let given = fields.text("id");
    let id = ArticleId::new(given.as_ref().map_or(stem, |id| &id.value));
    let slug = file.slug_or(&mut fields, bare);
    let language = fields.language("lang");
    let updated = fields.moment("updated", zone);
    if let (Some(updated), Some(date)) = (&updated, &date)
        && updated.value.day < date.day
    {
        fields.error(
            Code::Contradiction,
            &updated.range,
            "it was updated before it was published".to_string(),
            "mend `updated` or `date`",
        );
    }
    let published = date.as_ref().map(|date| date.day);
    let corrections = corrections(&mut fields, zone, published);
    let changed = updated.iter().map(|updated| updated.value.day);
    let latest = published.into_iter().chain(changed).chain(corrections.iter().map(|it| it.date.day)).max();
    let mut article = Article {
        file: path.clone(),
        id,
        id_place: given.map(|id| id.range),
        slug,
        title,
        // Without a date the build fails; the article still stands for links to it.
        is_undated: date.is_none(),
        date: date.unwrap_or_else(|| Moment::at(jiff::Timestamp::UNIX_EPOCH, zone)),
        updated_place: updated.as_ref().map(|updated| updated.range.clone()),
        updated: updated.map(|updated| updated.value),
        author: fields.text("author").map(|author| author.value),
        summary: fields.text("summary").map_or_else(String::new, |summary| summary.value),
        has_summary: true,
        sources: source::sources(&mut fields, latest.filter(|_| published.is_some())),
        paywall: fields.flag("paywall").unwrap_or(false),
        dateline: dateline(&mut fields),
        image: photo(&mut fields),
        rights: fields
            .choice("rights", &[("own", Rights::Own), ("excerpt", Rights::Excerpt), ("full", Rights::Full)])
            .unwrap_or(Rights::Own),
        corrections,
        countries: fields.texts("countries"),
        people: fields.texts("people"),
        organizations: fields.texts("organizations"),
        topics: fields.texts("topics"),
        story: fields.text("story"),
        redirects: super::redirects(&mut fields),
        mentions: mentions(&mut fields),
        autolink: fields.flag("autolink").unwrap_or(true),
        draft: fields.flag("draft").unwrap_or_else(|| name::is_among_drafts(path)),
        extra: fields.free("extra"),
        language,
        body: Body::default(),
    };
    let language = article.language.as_deref();
    let body = file.body(language.unwrap_or(&file.config.language), diagnostics);
    let has_summary = !article.summary.is_empty();
    // A file with mistakes is not done.
    if says_nothing(&article, &body) && crate::diagnostic::errors(diagnostics) == 0 {
        // What raw HTML says is published, and no word of it is read.
        let is_html =
            body.pieces.iter().any(|piece| matches!(piece, Piece::Html(html) if html.contains('<')));
        let (message, hint) = match is_html {
            true => (
                "all of this text is raw HTML: no summary is made of it, no name is found in it",
                "write Markdown, or add a line `summary: …`",
            ),
            false => (
                "this article has neither a text nor a summary: readers see its headline alone",
                "write the text below the front matter, or add a line `summary: …`",
            ),
        };
        let warning = Diagnostic::warning(Code::MissingKey, Span::whole(path), message.to_string());
        diagnostics.push(warning.hint(hint));
    }
    let summary = if has_summary { file.set(&article.summary, language) } else { body.first_sentences() };
    let title = file.set(&article.title, language);
    for correction in &mut article.corrections {
        correction.text = file.set(&correction.text, article.language.as_deref());
    }
    for source in &mut article.sources {
        let language = source.language.as_deref();
        source.title = source.title.as_ref().map(|title| file.set(title, language));
    }
    Some(Article { title, body, summary, has_summary, ..article })
}

/// The date that the file name begins with; without one it is missing.
fn of_name(date: Option<&str>, fields: &mut Fields<'_>, stem: &str, zone: &TimeZone) -> Option<Moment> {
    let date = date.and_then(|text| Moment::parse(text, zone).ok());
    if date.is_none() {
        match name::undated(stem) {
            Some((why, hint)) => {
                let message = format!("the file name begins with no date: {why}");
                fields.error(Code::BadDate, &(0..0), message, hint);
            }
            None => drop(fields.required("date")),
        }
    }
    date
}

/// Whether readers would see nothing but a headline. A report alone may be pointed to, and a photo be shown.
fn says_nothing(article: &Article, body: &Body) -> bool {
    let has_text = !body.text.trim().is_empty() || !body.images.is_empty() || !article.summary.is_empty();
    !has_text && article.sources.is_empty() && article.image.is_none() && !article.draft
}

fn dateline(fields: &mut Fields<'_>) -> Option<Dateline> {
    let node = fields.node("dateline")?;
    if let Value::Text(_) = node.value {
        return fields.text("dateline").map(|place| Dateline { place: place.value, country: None });
    }
    let mut part = Fields::new(fields.file(), node, parts("dateline"), fields.diagnostics());
    let place = part.required("place")?;
    Some(Dateline { place: place.value, country: part.text("country") })
}

fn photo(fields: &mut Fields<'_>) -> Option<Photo> {
    let node = fields.node("image")?;
    let path = fields.file();
    let (photo, is_said) = if let Value::Text(_) = node.value {
        (Photo { file: fields.text("image")?, alt: String::new(), credit: None }, false)
    } else {
        let mut part = Fields::new(path, node, parts("image"), fields.diagnostics());
        let photo = Photo {
            file: part.required("file")?,
            alt: part.text("alt").map_or_else(String::new, |alt| alt.value),
            credit: part.text("credit").map(|credit| credit.value),
        };
        (photo, part.is_said("alt"))
    };
    if photo.alt.is_empty() && !is_said {
        let message = "this picture has no words for those who do not see it".to_string();
        let hint = match node.value {
            Value::Text(_) => format!("write `image: {{ file: {}, alt: what it shows }}`", photo.file.value),
            _ => "say under `alt` what it shows".to_string(),
        };
        let place = Span::new(path, photo.file.range.clone());
        fields.diagnostics().push(Diagnostic::warning(Code::MissingAlt, place, message).hint(hint));
    }
    Some(photo)
}

fn corrections(fields: &mut Fields<'_>, zone: &TimeZone, published: Option<Date>) -> Vec<Correction> {
    let file = fields.file();
    let mut corrections = Vec::new();
    for node in fields.nodes("corrections") {
        let mut part = Fields::new(file, node, &["date", "text"], fields.diagnostics());
        if part.node("date").is_none() {
            part.required("date");
        }
        let date = part.moment("date", zone);
        if let (Some(date), Some(published)) = (&date, published)
            && date.value.day < published
        {
            part.error(
                Code::Contradiction,
                &date.range,
                format!("it was corrected before it was published ({published})"),
                "mend the date of the correction or of the article",
            );
        }
        if let (Some(date), Some(text)) = (date, part.required("text")) {
            corrections.push(Correction { date: date.value, place: date.range, text: text.value });
        }
    }
    corrections.sort_by_key(|correction| correction.date.timestamp);
    corrections
}

fn mentions(fields: &mut Fields<'_>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let Some(node) = fields.node("mentions") else { return Vec::new() };
    let Value::Map(map) = &node.value else {
        let range: Range<usize> = node.range.clone();
        fields.error(
            Code::BadValue,
            &range,
            "`mentions` maps a name to what it stands for".to_string(),
            "write `mentions: { Jordan: none, Skripal: sergei-skripal }`",
        );
        return Vec::new();
    };
    let mut mentions = Vec::new();
    for (name, node) in map {
        let target = match &node.value {
            Value::Text(target) => target.trim(),
            Value::Null => "none",
            _ => {
                let message = format!("`{}` stands for one thing, or for `none`", name.value);
                let hint = format!("write one name: `mentions: {{ {}: none }}`", name.value);
                fields.error(Code::BadValue, &node.range, message, hint);
                continue;
            }
        };
        mentions.push((name.clone(), Spanned { value: target.to_string(), range: node.range.clone() }));
    }
    mentions
}
