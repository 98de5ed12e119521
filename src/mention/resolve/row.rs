//! Rows of countries: a name that stands beside a country's in a list is most likely a country's too.

use std::ops::Range;

use super::super::lexicon::Form;
use super::super::scan::{Match, Scan, beside};
use super::super::token::{Gap, Token};
use crate::atlas;
use crate::entity::{CountryId, EntityId};

/// The country that a name means, if it is no people's or person's.
pub(super) fn country_of(name: &Match<'_>) -> Option<CountryId> {
    name.senses.iter().find_map(|sense| match (sense.form, sense.entity) {
        (Form::Name | Form::Alias | Form::Everyday(_), Some(EntityId::Country(id))) => Some(id),
        _ => None,
    })
}

/// Whether the name of another country, of those wanted, stands in a row with a name: "Ukraine, Georgia and Moldova".
pub(super) fn is_listed(scan: &Scan<'_>, name: &Range<usize>, wanted: impl Fn(CountryId) -> bool) -> bool {
    let tokens = &scan.tokens;
    let and = |at: usize| AND.contains(&tokens[at].folded());
    let joined = |at: usize| matches!(tokens[at].gap, Gap::Space | Gap::Comma);
    let last = match name.start {
        at if at > 1 && joined(at) && and(at - 1) => Some(at - 2),
        at if at > 0 && tokens[at].gap == Gap::Comma => Some(at - 1),
        _ => None,
    };
    let next = match name.end {
        at if at + 1 < tokens.len() && joined(at) && and(at) => Some(at + 1),
        at if at < tokens.len() && tokens[at].gap == Gap::Comma => Some(at),
        _ => None,
    };
    // "السنغال ومالي": Arabic writes its "and" together with the name.
    let with_and = |at: usize| {
        let written = |token: &Token<'_>| scan.text[token.place.clone()].starts_with('و');
        tokens.get(at).is_some_and(|token| beside(token) && written(token) && scan.name(at).is_some())
    };
    let last = last.or_else(|| with_and(name.start).then(|| name.start.saturating_sub(1)));
    let next = next.or_else(|| with_and(name.end).then_some(name.end));
    let own = scan.name(name.start).and_then(country_of);
    let other = |at: usize| scan.name(at).and_then(country_of).filter(|id| Some(*id) != own);
    last.into_iter().chain(next).any(|at| other(at).is_some_and(&wanted))
}

/// Whether a text names so many of some countries by name.
pub(super) fn names_of(scan: &Scan<'_>, codes: &[&str], count: usize) -> bool {
    let named = |code: &&&str| {
        let id = atlas::find(code);
        id.is_some() && scan.names.iter().any(|name| country_of(name) == id)
    };
    codes.iter().filter(named).count() >= count
}

/// The countries that the other names of a row mean without doubt: of "the DR Congo, Gabon and the Congo" the DR Congo
/// and Gabon.
pub(super) fn row(scan: &Scan<'_>, name: &Range<usize>) -> Vec<CountryId> {
    let tokens = &scan.tokens;
    let joined = |at: usize| matches!(tokens[at].gap, Gap::Space | Gap::Comma);
    let word = |at: usize, words: &[&str]| {
        tokens.get(at).is_some_and(|token| joined(at) && words.contains(&token.folded()))
    };
    let comma = |at: usize| tokens.get(at).is_some_and(|token| token.gap == Gap::Comma);
    let country = |at: usize| scan.name(at).filter(|other| country_of(other).is_some());
    let mut found: Vec<&Match<'_>> = Vec::new();
    let mut first = name.start;
    while found.len() < LONGEST {
        let item = if first > 0 && tokens[first].gap == Gap::Space && word(first - 1, &THE) {
            first - 1
        } else {
            first
        };
        let last = match item {
            at if at > 1 && joined(at) && word(at - 1, &AND) => at - 2,
            at if at > 0 && comma(at) => at - 1,
            _ => break,
        };
        let Some(other) = country(last) else { break };
        found.push(other);
        first = other.tokens.start;
    }
    let mut end = name.end;
    while found.len() < 2 * LONGEST {
        let behind = if word(end, &AND) {
            end + 1
        } else if comma(end) {
            end
        } else {
            break;
        };
        let Some(other) = country(if word(behind, &THE) { behind + 1 } else { behind }) else { break };
        found.push(other);
        end = other.tokens.end;
    }
    let sole = |other: &&Match<'_>| other.senses.len() == 1;
    found.into_iter().filter(sole).filter_map(country_of).collect()
}

/// So many countries on either side tell what the others of a row would, and a row may be as long as the text.
const LONGEST: usize = 30;

const THE: [&str; 1] = ["the"];

/// "And" and "or" in languages.
const AND: [&str; 17] =
    ["and", "or", "et", "ou", "y", "e", "o", "und", "oder", "ve", "и", "та", "اور", "و", "और", "এবং", "と"];
