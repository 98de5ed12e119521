//! Full names with more between given name and surname than the digest writes: "Vladimir V. Putin", "Emmanuel
//! Jean-Michel Macron", `Benjamin "Bibi" Netanyahu`. Never knows whether somebody else is meant.

use super::gazetteer::Gazetteer;
use super::lexicon::{Form, Sense};
use super::scan::beside;
use super::token::{Gap, Token};
use crate::entity::EntityId;

/// What stands within a full name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Middle {
    /// An initial or another name: it may make it that of somebody else.
    Name,
    /// A nickname in quotes.
    Nickname,
    /// A father's name, which Russian puts there in full: "Владимир Владимирович Путин".
    Patronymic,
}

/// Words of a text that are looked at behind those left out.
const REST: usize = 5;

/// The full name of a person that begins at `tokens[at]` once what stands within is left out: how many words it has with
/// that, whose it is, and what was left out.
pub(super) fn around<'a>(
    gazetteer: &'a Gazetteer,
    text: &str,
    tokens: &[Token<'_>],
    at: usize,
) -> Option<(usize, Vec<&'a Sense>, Middle)> {
    let (count, middle) = within(text, tokens, at + 1)?;
    let last = at + 1 + count;
    if !gazetteer.may_join(&tokens[at], tokens.get(last).filter(|word| word.capital)?) {
        return None;
    }
    let mut words = vec![tokens[at].clone()];
    words.extend(tokens[last..].iter().take(REST).cloned());
    words[1].gap = Gap::Space;
    let (found, mut senses) = gazetteer.own(text, &words, 0).filter(|(found, _)| *found > 1)?;
    senses.retain(|sense| {
        matches!(sense.form, Form::Name | Form::Alias) && matches!(sense.entity, Some(EntityId::Person(_)))
    });
    let is_patronymic = middle == Middle::Name && count == 1 && is_patronymic(tokens[at + 1].folded());
    let middle = if is_patronymic { Middle::Patronymic } else { middle };
    (!senses.is_empty()).then_some((found + count, senses, middle))
}

/// Whether a folded word is a patronymic, in any case.
fn is_patronymic(word: &str) -> bool {
    let men = ["", "а", "у", "ем", "е"].iter().any(|case| {
        word.strip_suffix(case).is_some_and(|stem| ["ович", "евич"].iter().any(|end| stem.ends_with(end)))
    });
    let women = ["а", "ы", "е", "у", "ои"].iter().any(|case| {
        let ends = ["овн", "евн", "івн", "ічн"];
        word.strip_suffix(case).is_some_and(|stem| ends.iter().any(|end| stem.ends_with(end)))
    });
    men || women
}

/// How many words from `at` on may stand within a full name.
fn within(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(usize, Middle)> {
    let first = tokens.get(at).filter(|word| word.capital && tokens[at - 1].capital)?;
    let behind = |count: usize| tokens.get(at + count);
    if first.gap == Gap::Other {
        let quote =
            |from: usize, to: usize| text[from..to].trim().chars().all(|c| matches!(c, '"' | '“' | '”'));
        let opened = quote(tokens[at - 1].end(), first.place.start);
        return (1..3)
            .find(|count| behind(*count).is_some_and(|next| matches!(next.gap, Gap::Other | Gap::Owners)))
            .filter(|count| {
                let closed = quote(tokens[at + count - 1].end(), tokens[at + count].place.start);
                opened && closed && tokens[at + 1..at + count].iter().all(beside)
            })
            .map(|count| (count, Middle::Nickname));
    }
    if !beside(first) || first.possessive() || first.shouted || tokens[at - 1].possessive() {
        return None;
    }
    let initial = |word: &Token<'_>| word.folded().chars().count() == 1;
    let more = behind(1).is_some_and(|next| {
        next.capital && (next.gap == Gap::Hyphen || (initial(first) && beside(next) && initial(next)))
    });
    let count = if more { 2 } else { 1 };
    behind(count).filter(|next| beside(next)).map(|_| (count, Middle::Name))
}
