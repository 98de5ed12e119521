//! The desk: what was found in the text of an article, for its editor: links, names that settle nothing, names that
//! nobody gave the digest, and who is in the front matter and never named. Never knows HTTP or HTML.

use std::ops::Range;

use serde::Serialize;

use super::page::{self, Lasting};
use crate::Site;
use crate::diagnostic::Lines;
use crate::digest::{self, Digest, Entry};
use crate::entity::{EntityId, Subject};
use crate::fold::fold;
use crate::mention::{self, Candidate, Reason, Text};
use crate::route::Route;

/// What was found in an article's text.
#[derive(Debug, Serialize)]
pub struct Desk<'a> {
    file: &'a str,
    /// Names that several have.
    ambiguous: Vec<Row>,
    /// Capitalised words that nothing knows.
    unknown: Vec<Row>,
    /// What the article is about and its text never names.
    unnamed: Vec<Row>,
    /// Names without a link anywhere, each with the reason.
    unlinked: Vec<Row>,
    /// What the text links to.
    linked: Vec<Row>,
}

/// A name and its first place.
#[derive(Debug, Serialize)]
struct Row {
    /// As it is written.
    text: String,
    /// Whom or what it names, if that is one.
    entity: Option<String>,
    /// The page of the entity.
    url: Option<String>,
    /// How often it stands in the text.
    times: usize,
    /// What decided, or why it is no link.
    why: Option<String>,
    line: usize,
    column: usize,
}

/// The desk of the article at a path; `None` where the page is no article's.
pub fn desk<'a>(site: &'a Site, path: &str) -> Option<Desk<'a>> {
    let Lasting::Article(id) = page::lasting(site, path)? else { return None };
    let entry = site.digest.articles.iter().find(|entry| entry.article.id == id)?;
    let lines = Lines::of(site.source(&entry.article.file));
    let article = Open { digest: &site.digest, entry, lines };
    let found = digest::candidates(&site.digest, entry);
    Some(Desk {
        file: entry.article.file.as_str(),
        ambiguous: article.ambiguous(&found),
        unknown: article.unknown(&found),
        unnamed: article.unnamed(&found),
        unlinked: article.unlinked(&found),
        linked: article.linked(&found),
    })
}

/// The article that is open.
struct Open<'a> {
    digest: &'a Digest,
    entry: &'a Entry,
    lines: Lines<'a>,
}

impl Open<'_> {
    fn linked(&self, found: &[Candidate]) -> Vec<Row> {
        let named = |entity| found.iter().filter(|it| it.entity == Some(entity)).count();
        let links = found.iter().filter(|it| it.linked);
        let rows = links.filter_map(|it| {
            let entity = it.entity?;
            let why = format!("by {}", it.rule.as_str().replace('-', " "));
            Some(Row { times: named(entity), why: Some(why), ..self.row(&it.text, Some(entity)) })
        });
        once(rows, |row| row.url.clone().unwrap_or_default())
    }

    fn ambiguous(&self, found: &[Candidate]) -> Vec<Row> {
        let rows = found.iter().filter_map(|it| {
            let Some(Reason::Ambiguous(several)) = &it.reason else { return None };
            let mut names: Vec<&str> =
                several.iter().map(|entity| self.digest.entity_name(*entity)).collect();
            names.sort_unstable();
            Some(Row { why: Some(names.join(", ")), ..self.row(&it.text, None) })
        });
        counted(rows)
    }

    fn unlinked(&self, found: &[Candidate]) -> Vec<Row> {
        let linked = |entity| found.iter().any(|it| it.linked && it.entity == Some(entity));
        let rows = found.iter().filter_map(|it| {
            let reason = it.reason.as_ref().filter(|reason| !matches!(reason, Reason::Ambiguous(_)))?;
            // A seat of government whose country is linked anyway leaves nothing to settle.
            if it.linked || it.entity.or(it.suggested).is_some_and(linked) {
                return None;
            }
            let why = match it.suggested {
                Some(entity) => format!("perhaps {}: {}", self.digest.entity_name(entity), reason.says()),
                None => reason.says().to_string(),
            };
            Some(Row { why: Some(why), ..self.row(&it.text, it.entity) })
        });
        counted(rows)
    }

    fn unknown(&self, found: &[Candidate]) -> Vec<Row> {
        let text = Text { explicit: &[], ..self.entry.text(&self.digest.config) };
        let names = mention::unknown(&self.digest.gazetteer, &text, found);
        let outlets: Vec<String> = self.digest.outlets.values().map(|name| fold(name)).collect();
        let is_outlet = |row: &Row| outlets.iter().any(|outlet| outlet.ends_with(&fold(&row.text)));
        counted(names.iter().map(|name| self.row(name, None)).filter(|row| !is_outlet(row)))
    }

    /// A seat of government that may stand for a country names it.
    fn unnamed(&self, found: &[Candidate]) -> Vec<Row> {
        let is_named =
            |entity| found.iter().any(|it| it.entity == Some(entity) || it.suggested == Some(entity));
        let unnamed = self.entry.named().filter(|(entity, _)| !is_named(*entity));
        unnamed
            .map(|(entity, place)| self.placed(self.digest.entity_name(entity), Some(entity), place.start))
            .collect()
    }

    fn row(&self, place: &Range<usize>, entity: Option<EntityId>) -> Row {
        let body = &self.entry.article.body;
        let text = body.text[place.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        self.placed(&text, entity, body.source_of(place.clone()).start)
    }

    fn placed(&self, text: &str, entity: Option<EntityId>, at: usize) -> Row {
        let at = self.lines.locate(at);
        let url = |entity| Route::Subject(Subject::Entity(entity), None).url(self.digest);
        Row {
            text: text.to_string(),
            entity: entity.map(|entity| self.digest.entity_name(entity).to_string()),
            url: entity.map(url),
            times: 1,
            why: None,
            line: at.line,
            column: at.column,
        }
    }
}

/// The rows of the same key once, at the first of them.
fn once(rows: impl Iterator<Item = Row>, key: impl Fn(&Row) -> String) -> Vec<Row> {
    let mut kept: Vec<(String, Row)> = Vec::new();
    for row in rows {
        let key = key(&row);
        if !kept.iter().any(|(known, _)| *known == key) {
            kept.push((key, row));
        }
    }
    kept.into_iter().map(|(_, row)| row).collect()
}

/// The rows of the same words for the same reason once, with how many there were.
fn counted(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut kept: Vec<Row> = Vec::new();
    for row in rows {
        match kept.iter_mut().find(|known| known.text == row.text && known.why == row.why) {
            Some(known) => known.times += 1,
            None => kept.push(row),
        }
    }
    kept
}
