//! What the articles of a digest mention: what was found in their texts, kept once an entity.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::remarks::warnings;
use super::{Destination, Digest, Entry, Mention};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::entity::{ArticleId, EntityId, Subject};
use crate::markdown::Body;
use crate::mention::{self, Candidate, Change, Gazetteer, Rule, Text};

/// What is known of the articles of the snapshot before: the memo of mentions.
pub(super) struct Known<'a> {
    /// The names that differ now; `None` where nobody can say which texts that reaches.
    change: Option<Change>,
    entries: FxHashMap<ArticleId, &'a Entry>,
}

impl<'a> Known<'a> {
    pub(super) fn new(previous: Option<&'a Digest>, gazetteer: &Gazetteer, config: &Config) -> Known<'a> {
        let spoken = previous.filter(|previous| previous.config.language == config.language);
        let change = spoken.and_then(|previous| gazetteer.change(&previous.gazetteer));
        let entries = previous.into_iter().flat_map(|previous| &previous.articles);
        Known { change, entries: entries.map(|entry| (entry.article.id, &**entry)).collect() }
    }

    /// The article as it was, if all is as it was that its mentions depend on.
    pub(super) fn of(&self, entry: &Entry) -> Option<&'a Entry> {
        let change = self.change.as_ref()?;
        let known = *self.entries.get(&entry.article.id)?;
        let is_same = Arc::ptr_eq(&known.article, &entry.article)
            && known.countries == entry.countries
            && known.people == entry.people
            && known.organizations == entry.organizations
            && known.decided == entry.decided
            && known.explicit == entry.explicit
            && !change.reaches(&entry.article.body.text);
        is_same.then_some(known)
    }
}

/// The links of a text that lead to entities.
pub(super) fn explicit(body: &Body, links: &[Option<Destination>]) -> Vec<(Range<usize>, EntityId)> {
    let explicit = body.links.iter().zip(links).filter_map(|(link, destination)| match destination {
        Some(Destination::Subject(Subject::Entity(id), _)) => Some((link.text.clone(), *id)),
        _ => None,
    });
    explicit.collect()
}

/// Finds what an article's text mentions, and what the editor should settle.
pub(super) fn find(
    gazetteer: &Gazetteer,
    config: &Config,
    entry: &Entry,
) -> (Arc<[Mention]>, Arc<[Diagnostic]>) {
    let found = candidates_of(gazetteer, config, entry);
    (kept(&entry.article.body, &found).into(), warnings(entry, &found).into())
}

/// Every place of an article's text that may name an entity, each with what was decided.
pub fn candidates(digest: &Digest, entry: &Entry) -> Vec<Candidate> {
    candidates_of(&digest.gazetteer, &digest.config, entry)
}

fn candidates_of(gazetteer: &Gazetteer, config: &Config, entry: &Entry) -> Vec<Candidate> {
    let text = entry.text(config);
    if entry.article.autolink { mention::find(gazetteer, &text) } else { mention::written(&text) }
}

impl Entry {
    /// The article as a text in which names are sought.
    pub fn text<'a>(&'a self, config: &'a Config) -> Text<'a> {
        let article = &self.article;
        Text {
            body: &article.body,
            language: article.language.as_deref().unwrap_or(&config.language),
            day: article.date.day,
            countries: &self.countries,
            people: &self.people,
            organizations: &self.organizations,
            decided: &self.decided,
            explicit: &self.explicit,
        }
    }
}

/// Each entity once: at the place of its link, else at its first. In the order of the text.
fn kept(body: &Body, found: &[Candidate]) -> Vec<Mention> {
    let mut kept: Vec<(EntityId, &Candidate)> = Vec::new();
    for candidate in found {
        let Some(entity) = candidate.entity else { continue };
        match kept.iter_mut().find(|(known, _)| *known == entity) {
            None => kept.push((entity, candidate)),
            Some((_, first)) if candidate.linked && !first.linked => *first = candidate,
            Some(_) => {}
        }
    }
    kept.sort_by_key(|(_, candidate)| candidate.text.start);
    let mut sentences = Sentences { body, block: usize::MAX, sentences: Vec::new() };
    kept.into_iter()
        .filter_map(|(entity, candidate)| {
            Some(Mention {
                entity,
                text: candidate.text.clone(),
                sentence: sentences.around(&candidate.text)?,
                linked: candidate.linked && candidate.rule != Rule::Link,
            })
        })
        .collect()
}

/// The sentences of the block looked at last: mentions come in the order of the text, so each is split once.
struct Sentences<'a> {
    body: &'a Body,
    block: usize,
    sentences: Vec<Range<usize>>,
}

impl Sentences<'_> {
    fn around(&mut self, place: &Range<usize>) -> Option<Range<usize>> {
        let contains = |range: &Range<usize>| range.start <= place.start && place.end <= range.end;
        let block = self.body.blocks.iter().position(|block| contains(&block.text))?;
        let range = self.body.blocks[block].text.clone();
        if self.block != block {
            self.sentences = crate::sentence::split(&self.body.text[range.clone()]);
            self.block = block;
        }
        let (start, end) = (place.start - range.start, place.end - range.start);
        let first = self.sentences.iter().find(|it| it.end > start).map_or(0, |it| it.start);
        let last = self.sentences.iter().find(|it| it.end >= end).map_or(range.len(), |it| it.end);
        let sentence = &self.body.text[range.start + first..range.start + last];
        let begin = range.start + first + (sentence.len() - sentence.trim_start().len());
        Some(begin.min(place.start)..(range.start + first + sentence.trim_end().len()).max(place.end))
    }
}
