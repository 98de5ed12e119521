//! What an editor should hear of the names in an article's text, and of those that its front matter gives.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::mentions::candidates;
use super::{Digest, Entry};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::entity::EntityId;
use crate::fold::fold;
use crate::front_matter::Spanned;
use crate::markdown::BlockKind;
use crate::mention::{Candidate, Reason, Rule};
use crate::record::Article;

/// What to say of names in an article's text that mean nobody for sure.
pub(super) fn warnings(entry: &Entry, found: &[Candidate]) -> Vec<Diagnostic> {
    let article = &entry.article;
    let mut warnings = undecided(article);
    let mut said: Vec<&str> = Vec::new();
    let mentioned: FxHashSet<EntityId> = found.iter().filter_map(|candidate| candidate.entity).collect();
    let is_listed = |entity: &EntityId| matches!(entity, EntityId::Country(id) if entry.countries.contains(id) || mentioned.contains(entity));
    for candidate in found {
        let warns = match &candidate.reason {
            // Nothing is lost where all of them are listed anyway: "Korean", beside both Koreas.
            Some(Reason::Ambiguous(several)) => !several.iter().all(is_listed),
            Some(Reason::Unbound(_) | Reason::NoHolder(_)) => true,
            _ => false,
        };
        let name = &article.body.text[candidate.text.clone()];
        // Once a name: what it means at its first place decides.
        if warns && !said.contains(&name) {
            said.push(name);
            warnings.extend(warning(article, candidate, found));
        }
    }
    warnings
}

fn warning(article: &Article, candidate: &Candidate, found: &[Candidate]) -> Option<Diagnostic> {
    let name = &article.body.text[candidate.text.clone()];
    let later = |people: &[EntityId]| {
        found.iter().any(|other| {
            other.text.start > candidate.text.start
                && matches!(other.rule, Rule::Name | Rule::Alias | Rule::Link)
                && other.entity.is_some_and(|entity| people.contains(&entity))
        })
    };
    let (code, message, hint) = match candidate.reason.as_ref()? {
        Reason::Ambiguous(several) if candidate.rule == Rule::Office => {
            let keys: Vec<String> = several.iter().map(|id| format!("`{}`", id.key())).collect();
            (
                Code::AmbiguousMention,
                format!("several hold this office on {}: {}", article.date.day, keys.join(", ")),
                "write the name of the one who is meant, or mend the dates in their files".to_string(),
            )
        }
        Reason::Ambiguous(several) => (
            Code::AmbiguousMention,
            format!("several have the name `{name}`"),
            settle(name, candidate.rule, several),
        ),
        Reason::Unbound(people) if later(people) => (
            Code::UnboundSurname,
            format!("the surname `{name}` stands before the full name, and is no link"),
            settle(name, candidate.rule, people),
        ),
        Reason::NoHolder(of) => (
            Code::NoHolder,
            format!("nobody is known to have held this office on {}", article.date.day),
            format!(
                "add the office, with `of: {}` and its dates, to the holder's file in content/people/, \
                 or write the holder's name",
                of.key()
            ),
        ),
        _ => return None,
    };
    let span = Span::new(&article.file, article.body.source_of(candidate.text.clone()));
    Some(Diagnostic::warning(code, span, message).hint(hint))
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

/// The lines of front matter of which one decides what a name means.
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
