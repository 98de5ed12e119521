//! What feeds say of an article, as HTML: the text or the summary, whose report it digests, and what was put right.

use super::absolute;
use crate::digest::{Digest, Entry, Ix};
use crate::entity::Subject;
use crate::html::escaped;
use crate::language::direction;
use crate::record::{Article, Rights, Source};
use crate::route::Route;
use crate::view::Scene;
use crate::view::article::ImageView;
use crate::view::body;
use crate::view::dateline::DatelineView;

/// The text, for a feed of the whole site; `None` where only the summary may be fed.
pub(super) fn whole(scene: &Scene<'_>, ix: Ix) -> Option<String> {
    let digest = scene.digest;
    let entry = digest.entry(ix);
    let article = &entry.article;
    if article.rights == Rights::Full || article.body.pieces.is_empty() {
        return None;
    }
    let folder = Route::Article(ix).url(digest);
    let mut text = photo(scene, ix);
    let body = body::absolute(digest, scene.inputs, entry, &folder);
    match (dateline(digest, entry), body.strip_prefix("<p>")) {
        (Some((place, dash)), Some(behind)) => text.push_str(&format!("<p>{place}{dash}{behind}")),
        (Some((place, _)), None) => text.push_str(&format!("<p>{place}</p>\n{body}")),
        (None, _) => text.push_str(&body),
    }
    let mut notes = sources(digest, entry);
    if article.rights == Rights::Excerpt
        && let Some(source) = article.sources.first()
    {
        let notice = digest.language().say("This is an excerpt. The whole report:", &[]);
        notes.push_str(&format!("<p>{notice} {}</p>\n", outlet(digest, entry, 0, source)));
    }
    // Of an article in another language nobody says in which of the two its corrections are.
    let own = article.language.as_ref().is_none_or(|language| *language == digest.config.language);
    for correction in &article.corrections {
        let date = digest.language().day(correction.date.day);
        let label = digest.language().say("Corrected on {date}:", &[("date", &date)]);
        let text = escaped(&correction.text);
        let text = if own { text } else { format!("<bdi>{text}</bdi>") };
        notes.push_str(&format!("<p>{label} {text}</p>\n"));
    }
    Some(in_languages(digest, article, text, &notes))
}

/// The summary, for all other feeds; for an article without words the headline, for readers want something.
pub(super) fn brief(digest: &Digest, ix: Ix) -> String {
    let entry = digest.entry(ix);
    let article = &entry.article;
    let said = if article.summary.is_empty() { &article.title } else { &article.summary };
    in_languages(digest, article, format!("<p>{}</p>\n", escaped(said)), &sources(digest, entry))
}

/// What is in the article's language, and what is in the digest's. Readers show both on a page of their own language, so
/// they are told what differs from the feed's, and what is written from right to left.
fn in_languages(digest: &Digest, article: &Article, text: String, notes: &str) -> String {
    let own = &digest.config.language;
    match &article.language {
        Some(language) if language != own => marked(language, &text) + &unless_plain(own, notes.to_string()),
        _ => unless_plain(own, text + notes),
    }
}

fn marked(language: &str, html: &str) -> String {
    format!("<div lang=\"{}\" dir=\"{}\">{html}</div>\n", escaped(language), direction(language))
}

fn unless_plain(language: &str, html: String) -> String {
    if direction(language) == "rtl" && !html.is_empty() { marked(language, &html) } else { html }
}

/// The photo of an article, as it is shown elsewhere.
pub(super) fn image(scene: &Scene<'_>, ix: Ix) -> Option<ImageView> {
    let article = &scene.digest.entry(ix).article;
    let photo = article.image.as_ref().filter(|_| article.rights != Rights::Full)?;
    let folder = Route::Article(ix).absolute_url(scene.digest);
    let (alt, credit) = (photo.alt.clone(), photo.credit.clone());
    ImageView::new(scene, &article.file, &photo.file.value, &folder, alt, credit)
}

fn photo(scene: &Scene<'_>, ix: Ix) -> String {
    let Some(image) = image(scene, ix) else { return String::new() };
    let size = match (image.width, image.height) {
        (Some(width), Some(height)) => format!(" width=\"{width}\" height=\"{height}\""),
        _ => String::new(),
    };
    let credit = image
        .credit
        .map_or_else(String::new, |credit| format!("<figcaption>{}</figcaption>", escaped(&credit)));
    let (url, alt) = (escaped(&image.url), escaped(&image.alt));
    format!("<figure><img src=\"{url}\" alt=\"{alt}\"{size}>{credit}</figure>\n")
}

/// "Moscow, Russia", and what stands between it and the text.
fn dateline(digest: &Digest, entry: &Entry) -> Option<(String, String)> {
    let DatelineView { place, country, comma, dash } = DatelineView::new(digest, entry)?;
    let country = country.map(|link| link.name).filter(|name| *name != place);
    let said: Vec<_> = [Some(place), country].into_iter().flatten().collect();
    Some((format!("<b>{}</b>", escaped(&said.join(&comma))), dash))
}

/// "Source: Dawn, 18 February 2018", and further reports.
fn sources(digest: &Digest, entry: &Entry) -> String {
    let language = digest.language();
    let said = |(place, source): (usize, &Source)| {
        let date = source.date.map(|day| [language.say(", ", &[]), language.day(day)].concat());
        [outlet(digest, entry, place, source), date.unwrap_or_default()].concat()
    };
    let mut reports = entry.article.sources.iter().enumerate().map(said);
    let paragraph = |label: &str, reports: String| match reports.as_str() {
        "" => String::new(),
        reports => format!("<p>{} {reports}</p>\n", language.say(label, &[])),
    };
    let first = reports.next().unwrap_or_default();
    [
        paragraph("Source:", first),
        paragraph("Further reports:", reports.collect::<Vec<_>>().join(&language.say("; ", &[]))),
    ]
    .concat()
}

/// An outlet's name as a link to its report, or to its own page where the report's address is not known.
fn outlet(digest: &Digest, entry: &Entry, place: usize, source: &Source) -> String {
    let own = || {
        entry
            .outlets
            .get(place)
            .map(|outlet| absolute(digest, &Route::Subject(Subject::Outlet(*outlet), None)))
    };
    let name = escaped(digest.config.outlet_name(&source.name));
    // A date behind a name of the other direction would otherwise be taken into it (UAX 9).
    let is_plain = name.is_ascii() && direction(&digest.config.language) == "ltr";
    let name = if is_plain { name } else { format!("<bdi>{name}</bdi>") };
    match source.url.clone().or_else(own) {
        Some(url) => format!("<a href=\"{}\">{name}</a>", escaped(&url)),
        None => name,
    }
}
