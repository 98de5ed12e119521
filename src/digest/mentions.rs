//! What the articles of a digest mention: what was found in their texts, kept once an entity, and what an editor
//! should hear of it.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Destination, Digest, Entry, Mention};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::entity::{ArticleId, EntityId, Subject};
use crate::fold::fold;
use crate::front_matter::Spanned;
use crate::markdown::{BlockKind, Body};
use crate::mention::{self, Candidate, Change, Gazetteer, Reason, Rule, Text};
use crate::record::Article;

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

fn warnings(entry: &Entry, found: &[Candidate]) -> Vec<Diagnostic> {
    let article = &entry.article;
    let mut warnings = undecided(article);
    let mut said: Vec<&str> = Vec::new();
    let mentioned: FxHashSet<EntityId> = found.iter().filter_map(|candidate| candidate.entity).collect();
    for candidate in found {
        let is_listed = |entity: &EntityId| {
            let is_about = matches!(entity, EntityId::Country(id) if entry.countries.contains(id));
            is_about || (matches!(entity, EntityId::Country(_)) && mentioned.contains(entity))
        };
        let warns = match &candidate.reason {
            // Nothing is lost where all of them are listed anyway: "Korean", beside both Koreas.
            Some(Reason::Ambiguous(several)) => !several.iter().all(is_listed),
            Some(Reason::Unbound(_) | Reason::NoHolder(_)) => true,
            _ => false,
        };
        let name = &article.body.text[candidate.text.clone()];
        // Once a name: what it means at its first place decides.
        if !warns || said.contains(&name) {
            continue;
        }
        said.push(name);
        let later = |people: &[EntityId]| {
            found.iter().any(|other| {
                other.text.start > candidate.text.start
                    && matches!(other.rule, Rule::Name | Rule::Alias | Rule::Link)
                    && other.entity.is_some_and(|entity| people.contains(&entity))
            })
        };
        let span = || Span::new(&article.file, article.body.source_of(candidate.text.clone()));
        let diagnostic = match &candidate.reason {
            Some(Reason::Ambiguous(several)) if candidate.rule == Rule::Office => {
                let keys: Vec<String> = several.iter().map(|id| format!("`{}`", id.key())).collect();
                let message =
                    format!("several hold this office on {}: {}", article.date.day, keys.join(", "));
                Diagnostic::warning(Code::AmbiguousMention, span(), message)
                    .hint("write the name of the one who is meant, or mend the dates in their files")
            }
            Some(Reason::Ambiguous(several)) => {
                Diagnostic::warning(Code::AmbiguousMention, span(), format!("several have the name `{name}`"))
                    .hint(settle(name, candidate.rule, several))
            }
            Some(Reason::Unbound(people)) if later(people) => Diagnostic::warning(
                Code::UnboundSurname,
                span(),
                format!("the surname `{name}` stands before the full name, and is no link"),
            )
            .hint(settle(name, candidate.rule, people)),
            Some(Reason::NoHolder(of)) => Diagnostic::warning(
                Code::NoHolder,
                span(),
                format!("nobody is known to have held this office on {}", article.date.day),
            )
            .hint(format!(
                "add the office, with `of: {}` and its dates, to the holder's file in content/people/, \
                 or write the holder's name",
                of.key()
            )),
            _ => continue,
        };
        warnings.push(diagnostic);
    }
    warnings
}

/// Names of the front matter's `mentions` that the text does not have, so that the line decides nothing.
fn undecided(article: &Article) -> Vec<Diagnostic> {
    if article.mentions.is_empty() || !article.autolink {
        return Vec::new();
    }
    let text = fold(&article.body.text);
    let idle = article.mentions.iter().filter(|(name, _)| !text.contains(&fold(&name.value)));
    let warning = |(name, _): &(Spanned<String>, Spanned<String>)| {
        let message = format!("the text has no name `{}` to decide about", name.value);
        Diagnostic::warning(Code::NeverNamed, Span::new(&article.file, name.range.clone()), message)
            .hint("write the name as the text does, or take the line out")
    };
    idle.map(warning).collect()
}

fn settle(name: &str, rule: Rule, several: &[EntityId]) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> =
        several.iter().map(|entity| format!("mentions: {{ {name}: {} }}", entity.key())).collect();
    // Several may have the very same full name.
    let whole =
        if matches!(rule, Rule::Name | Rule::Alias) { "write" } else { "write the full name first, or" };
    format!("{whole} one of these lines into the front matter: {}", lines.join(" or "))
}

/// How often a name has to be found for its absence from the front matter to be worth a note.
const OFTEN: usize = 4;

/// A text of fewer words than this need not name whom it is about.
const FEW: usize = 40;

/// What an editor may want to know of an article's front matter: whom the text never names, and who is often named
/// and left out.
pub fn notes(digest: &Digest) -> Vec<Diagnostic> {
    // A few words name few; a text of a language whose names nobody gave would only ever be never named.
    let is_prose = |article: &Article| {
        let prose = article.body.blocks.iter().any(|block| block.kind == BlockKind::Paragraph);
        let own = article.language.as_ref().is_none_or(|language| *language == digest.config.language);
        article.autolink && prose && own && article.body.words >= FEW
    };
    let articles = digest.articles.par_iter().filter(|entry| is_prose(&entry.article));
    articles.flat_map_iter(|entry| notes_of(digest, entry)).collect()
}

/// By which names a headline may call an entity.
fn names(digest: &Digest, entity: EntityId) -> Vec<&str> {
    let mut names = vec![digest.entity_name(entity)];
    let aliases = match entity {
        EntityId::Person(id) => digest.people.get(&id).map(|it| {
            names.extend(it.short_names.iter().map(String::as_str));
            &it.aliases
        }),
        EntityId::Organization(id) => digest.organizations.get(&id).map(|it| {
            names.extend(it.acronym.as_deref());
            &it.aliases
        }),
        EntityId::Country(id) => digest.country_files.get(&id).map(|it| &it.aliases),
        EntityId::Topic(_) => None,
    };
    names.extend(aliases.into_iter().flatten().map(|alias| alias.value.as_str()));
    names
}

/// The words of a text, folded, with a blank before and behind each.
fn words(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_string(), |all, word| all + word + " ")
}

fn notes_of(digest: &Digest, entry: &Entry) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    let article = &entry.article;
    let found = candidates(digest, entry);
    let times = |entity: EntityId| found.iter().filter(|it| it.entity == Some(entity)).count();
    for (entity, place) in entry.named() {
        let seat = found.iter().any(|it| it.suggested == Some(entity));
        let in_title = || {
            let title = words(&article.title);
            names(digest, entity).into_iter().any(|name| title.contains(&words(name)))
        };
        if times(entity) == 0 && !seat && !in_title() {
            notes.push(
                Diagnostic::note(
                    Code::NeverNamed,
                    Span::new(&article.file, place),
                    format!("the text never names {}", digest.entity_name(entity)),
                )
                .hint("name it, add the name the text uses to its `aliases`, or take it out"),
            );
        }
    }
    let mut left_out: Vec<EntityId> = Vec::new();
    for entity in found.iter().filter_map(|it| it.entity) {
        if !entry.is_about(entity) && !left_out.contains(&entity) && times(entity) >= OFTEN {
            left_out.push(entity);
            notes.push(
                Diagnostic::note(
                    Code::OftenNamed,
                    Span::whole(&article.file),
                    format!("the text names {} {} times", digest.entity_name(entity), times(entity)),
                )
                .hint(format!("if it is about it, add `{}` to the front matter", entity.key())),
            );
        }
    }
    notes
}
