//! `dateline explain`: every place of a text that may name somebody, and what was decided on it.

use std::path::Path;

use serde::Serialize;

use super::counted;
use crate::config::Config;
use crate::date::Moment;
use crate::diagnostic::{Lines, Severity, count};
use crate::digest;
use crate::entity::{EntityId, PersonId};
use crate::front_matter;
use crate::input::Inputs;
use crate::input_path::InputPath;
use crate::markdown::{self, Block, BlockKind, Body, Run, Style};
use crate::mention::{self, Candidate, Text};
use crate::{Options, Site};

/// A candidate, placed in its file.
#[derive(Debug, Serialize)]
pub struct Explained {
    file: String,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    text: String,
    entity: Option<Entity>,
    suggested: Option<Entity>,
    rule: &'static str,
    linked: bool,
    reason: Option<&'static str>,
}

/// An entity by kind and key.
#[derive(Debug, Serialize)]
struct Entity {
    kind: &'static str,
    id: String,
}

impl Entity {
    fn new(id: EntityId) -> Entity {
        Entity { kind: id.kind(), id: id.key().to_string() }
    }
}

/// Explains an article of the digest below `root`, be it published, a draft or of the future.
pub fn article(root: &Path, file: &Path) -> Result<Vec<Explained>, String> {
    let options = Options { drafts: true, future: true, ..Options::default() };
    let site = Site::load(root, &options).map_err(|error| error.to_string())?;
    let full = |path: &Path| path.canonicalize().ok();
    let wanted = full(file).or_else(|| full(&root.join(file)));
    let same = |path: &str| wanted.is_some() && full(&root.join(path)) == wanted;
    let entry = site.digest.articles.iter().find(|entry| same(entry.article.file.as_str()));
    let Some(entry) = entry else {
        let broken = count(&site.diagnostics, Severity::Error) > 0;
        let hint = if broken { "; `dateline check` tells what is wrong with the digest" } else { "" };
        return Err(format!("{} is no article of {}{hint}", file.display(), root.display()));
    };
    let path = &entry.article.file;
    let source = site.inputs.text(path);
    let found = digest::candidates(&site.digest, entry);
    Ok(place(path.as_str(), source, &entry.article.body, &found))
}

/// Explains a text that belongs to no digest: Markdown where its name ends so, otherwise plain. With `root` the
/// people and organizations of that digest are known.
pub fn text(
    file: &Path,
    root: Option<&Path>,
    date: Option<&str>,
    people: &[String],
) -> Result<Vec<Explained>, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let source = String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8", file.display()))?;
    let site = match root {
        Some(root) => Site::load(root, &Options::default()),
        None => Site::link(Inputs::from_texts([]), Vec::new(), &Options::default(), None),
    };
    let site = site.map_err(|error| error.to_string())?;
    let zone = &site.digest.config.time_zone;
    let day = match date {
        Some(date) => Moment::parse(date, zone).map_err(|why| format!("--date {date}: {why}"))?.day,
        None => site.digest.now.day,
    };
    let mut about = Vec::new();
    for name in people.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let id = PersonId::new(name);
        let named = || site.digest.people.values().find(|person| person.name == name).map(|person| person.id);
        match site.digest.people.contains_key(&id).then_some(id).or_else(named) {
            Some(id) => about.push(id),
            None => return Err(format!("--people {name}: the digest has no file content/people/{name}.md")),
        }
    }
    let markdown = file.extension().is_some_and(|ending| ending == "md" || ending == "markdown");
    let body = if markdown { parse(&source, &site.digest.config) } else { plain(&source) };
    let text = Text {
        body: &body,
        language: &site.digest.config.language,
        day,
        countries: &[],
        people: &about,
        organizations: &[],
        decided: &[],
        explicit: &[],
    };
    let found = mention::find(&site.digest.gazetteer, &text);
    Ok(place(&file.display().to_string(), &source, &body, &found))
}

fn parse(source: &str, config: &Config) -> Body {
    let smart = config.smart_quotes(&config.language);
    let style = Style { smart, ..Style::alone("en") };
    let file = InputPath::new("text.md");
    // A text without front matter is one too.
    let start = front_matter::split(&file, source).map_or(0, |split| split.body_start);
    markdown::parse(&file, &source[start..], start, style).0
}

/// A plain text: paragraphs are parted by empty lines.
fn plain(source: &str) -> Body {
    let mut body = Body { text: source.to_string(), ..Body::default() };
    body.runs.push(Run { text: 0..source.len(), source: 0..source.len(), linkable: true, code: false });
    let mut start = 0;
    let mut end = 0;
    let mut at = 0;
    let mut add = |range: std::ops::Range<usize>| {
        if !source[range.clone()].trim().is_empty() {
            body.blocks.push(Block { kind: BlockKind::Paragraph, source: range.clone(), text: range });
        }
    };
    for line in source.split_inclusive('\n') {
        if line.trim().is_empty() {
            add(start..end);
            start = at + line.len();
        } else {
            end = at + line.trim_end().len();
        }
        at += line.len();
        end = end.max(start);
    }
    add(start..end.max(start));
    body
}

fn place(file: &str, source: &str, body: &Body, found: &[Candidate]) -> Vec<Explained> {
    let lines = Lines::of(source);
    found
        .iter()
        .map(|candidate| {
            let range = body.source_of(candidate.text.clone());
            let at = lines.locate(range.start);
            Explained {
                file: file.to_string(),
                line: at.line,
                column: at.column,
                start: range.start,
                end: range.end,
                text: body.text[candidate.text.clone()].to_string(),
                entity: candidate.entity.map(Entity::new),
                suggested: candidate.suggested.map(Entity::new),
                rule: candidate.rule.as_str(),
                linked: candidate.linked,
                reason: candidate.reason.as_ref().map(mention::Reason::says),
            }
        })
        .collect()
}

/// As one JSON array.
pub fn json(explained: &[Explained]) -> String {
    serde_json::to_string_pretty(explained).expect("the shape has texts for keys")
}

/// For people: a line a candidate.
pub fn in_words(explained: &[Explained]) -> String {
    let mut out = String::new();
    for it in explained {
        let text = it.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let entity = match (&it.entity, &it.suggested) {
            (Some(entity), _) => format!("{} {}", entity.kind, entity.id),
            (None, Some(suggested)) => format!("perhaps {} {}", suggested.kind, suggested.id),
            (None, None) => "nothing".to_string(),
        };
        let verdict = if it.linked { "linked" } else { "no link" };
        out.push_str(&format!(
            "{}:{}:{}: `{text}` is {entity} ({}): {verdict}",
            it.file, it.line, it.column, it.rule
        ));
        if let Some(reason) = it.reason {
            out.push_str(&format!(", for {reason}"));
        }
        out.push('\n');
    }
    let linked = explained.iter().filter(|it| it.linked).count();
    let mentions = explained.iter().filter(|it| it.entity.is_some()).count();
    let [links, mentions, places] =
        [(linked, "link"), (mentions, "mention"), (explained.len(), "place")].map(|(n, of)| counted(n, of));
    out.push_str(&format!("{links}, {mentions}, {places} looked at"));
    out
}
