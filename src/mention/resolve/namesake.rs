//! When the name of a country is somebody's in a text: "Jim Jordan", "Chad, 34, fixes boats".

use super::super::lexicon::Form;
use super::super::scan::{Match, Scan, beside};
use super::super::token::Gap;
use super::super::words::is_no_name;
use super::bearer::age_behind;
use super::country::name_before;
use super::particle::is_particle_of_name;
use crate::atlas;
use crate::entity::CountryId;

/// Countries whose names are given names.
pub(super) const GIVEN: [&str; 7] = ["chad", "georgia", "india", "ireland", "israel", "jordan", "kenya"];

/// A country whose name is also that of a person in a text: "Jim Jordan", "Mr Ireland", "Chad Smith".
pub(super) struct Namesake {
    pub(super) country: CountryId,
    pub(super) is_surname: bool,
}

/// The countries whose names are the surnames of people in a text, or the given names of such as are called by them.
pub(super) fn namesakes(scan: &Scan<'_>) -> Vec<Namesake> {
    let mut namesakes: Vec<Namesake> = Vec::new();
    for name in &scan.names {
        let (first, last) = (name.tokens.start, name.tokens.end - 1);
        let given = |at: usize| ["chad", "jordan"].contains(&scan.tokens[at].folded());
        let (at, is_surname) = match name.senses.first().map(|sense| sense.form) {
            Some(Form::Namesake) if given(first) => (first, false),
            Some(Form::Namesake) => (last, true),
            Some(Form::Name | Form::Alias) if scan.english && is_given_name(scan, first, last + 1) => {
                (first, false)
            }
            Some(Form::Name | Form::Alias) if first < last => continue,
            // In other languages the capital before may be any noun's, or an institution's.
            Some(Form::Name | Form::Alias) if !scan.english => continue,
            Some(Form::Name | Form::Alias) if name_before(scan, first) => (first, true),
            Some(Form::Name | Form::Alias) if given(first) && name_after(scan, first + 1) => (first, false),
            _ => continue,
        };
        let country = atlas::find(scan.tokens[at].folded()).filter(|id| atlas::country(*id).personal);
        namesakes.extend(country.map(|country| Namesake { country, is_surname }));
    }
    namesakes
}

/// Who is called by a given name: "my friend Chad".
const RELATIVES: [&str; 13] = [
    "son",
    "daughter",
    "friend",
    "brother",
    "sister",
    "cousin",
    "nephew",
    "niece",
    "boyfriend",
    "girlfriend",
    "husband",
    "wife",
    "classmate",
];

/// Who may be called or named: "a woman called Kenya", but "a spokesman called Israel reckless".
const PERSONS: [&str; 12] = [
    "man", "woman", "boy", "girl", "child", "baby", "kid", "teenager", "student", "refugee", "migrant",
    "youth",
];

/// Kin, who are called by their given names only.
const KIN: [&str; 12] = [
    "son",
    "daughter",
    "sons",
    "daughters",
    "brother",
    "brothers",
    "sister",
    "sisters",
    "nephew",
    "niece",
    "wife",
    "husband",
];

/// Whether a name is that of somebody's kin: "his daughter Bolivia", "his sons Israel and Jordan".
pub(super) fn is_of_kin(scan: &Scan<'_>, start: usize) -> bool {
    let tokens = &scan.tokens;
    let is = |at: usize| {
        let word = |back: usize| scan.back(at, back);
        beside(&tokens[at]) && KIN.contains(&word(1)) && matches!(word(2), "his" | "her" | "my")
    };
    let other = start.checked_sub(2).filter(|_| tokens[start - 1].folded() == "and");
    is(start) || other.is_some_and(is)
}

/// Whether words beside a country's name make it somebody's given name.
pub(super) fn is_given_name(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let tokens = &scan.tokens;
    let word = |back: usize| scan.back(start, back);
    let joined = beside(&tokens[start]) && start > 1 && beside(&tokens[start - 1]);
    let whose = matches!(word(2), "his" | "her" | "my" | "your" | "their" | "and" | "a")
        || (start > 1 && tokens[start - 2].possessive());
    let relative = joined && whose && RELATIVES.contains(&word(1));
    let called = joined
        && matches!(word(1), "called" | "named")
        && PERSONS.contains(&word(2))
        && !tokens[end - 1].possessive();
    relative
        || called
        || age_behind(scan, end).is_some()
        || is_known_as(scan, start)
        || is_coordinated(scan, start, end)
}

/// Whether a name is what somebody is known as: "Katie Price, known as Jordan", but "the land now known as Jordan".
fn is_known_as(scan: &Scan<'_>, start: usize) -> bool {
    let tokens = &scan.tokens;
    let word = |at: usize| tokens[at].folded();
    if start < 3 || word(start - 1) != "as" || word(start - 2) != "known" || !beside(&tokens[start]) {
        return false;
    }
    let first = if ["better", "best", "also", "professionally"].contains(&word(start - 3)) {
        start - 3
    } else {
        start - 2
    };
    let name = first.checked_sub(1).filter(|_| tokens[first].gap == Gap::Comma);
    name.is_some_and(|at| {
        tokens[at].capital && scan.name(at).is_none_or(|it| it.senses.iter().all(|it| it.form == Form::Short))
    })
}

/// Whether a name is one of two given names before a surname: "Israel and Jordan Cole", but "in Israel and Jordan Petra".
fn is_coordinated(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let tokens = &scan.tokens;
    let given = |at: usize| tokens.get(at).is_some_and(|word| beside(word) && GIVEN.contains(&word.folded()));
    let and = tokens.get(end).is_some_and(|and| beside(and) && and.folded() == "and");
    let Some(other) = scan.name(end + 1).filter(|_| and && given(end + 1)) else { return false };
    let whole = other.senses.iter().all(|sense| sense.form == Form::Namesake);
    GIVEN.contains(&tokens[start].folded())
        && !is_within(scan, start)
        && (whole || (other.tokens.len() == 1 && name_after(scan, end + 2)))
}

/// Whether a small word behind a name goes on with a surname: "India de Beaufort", but "in Israel de Villepin said".
pub(super) fn goes_on_small(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let joined = scan.tokens.get(end).is_some_and(|next| beside(next) && !scan.tokens[end - 1].possessive());
    joined && is_particle_of_name(&scan.tokens, end) && scan.name(end).is_none() && !is_within(scan, start)
}

/// Whether the word before a name says that it is a place, whatever stands behind: "in Israel Netanyahu", "in Kenya and
/// Jordan Obama".
pub(super) fn is_within(scan: &Scan<'_>, start: usize) -> bool {
    let word = |at: usize| {
        let before = scan.before(at);
        before.map_or("", |before| scan.tokens[before].folded())
    };
    let other = start.checked_sub(2).filter(|_| word(start) == "and").and_then(|at| scan.name(at));
    let word = word(other.map_or(start, |name| name.tokens.start));
    ["in", "inside", "into", "across", "throughout", "within"].contains(&word)
}

/// Whether the capitalised word behind a name makes it the beginning of one that nobody knows.
pub(super) fn name_after(scan: &Scan<'_>, end: usize) -> bool {
    let tokens = &scan.tokens;
    let Some(next) = tokens.get(end) else { return false };
    if !beside(next) || tokens[end - 1].possessive() || !next.capital {
        return false;
    }
    // "U.S.-Israel Strategic Dialogue"; "the Prime Minister of Israel Benjamin Netanyahu"
    let start = scan.name(end - 1).map_or(end - 1, |name| name.tokens.start);
    let office = start.checked_sub(2).is_some_and(|at| scan.title(at).is_some());
    if tokens[start].gap == Gap::Hyphen || (office && matches!(tokens[start - 1].folded(), "of" | "to")) {
        return false;
    }
    // "Georgia Meloni", "Ann Smith and Jordan Williams", but "in Israel Netanyahu"
    let given = GIVEN.contains(&tokens[start].folded()) && !is_within(scan, start);
    let known = |name: &Match<'_>| !given || name.senses.iter().any(|sense| sense.form != Form::Short);
    !(is_no_name(next.folded()) || scan.name(end).is_some_and(known) || scan.title(end).is_some())
}
