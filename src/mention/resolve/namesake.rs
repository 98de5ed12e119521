//! When the name of a country is somebody's in a text: "Jim Jordan", "Chad, 34, fixes boats".

use super::super::lexicon::Form;
use super::super::scan::{Scan, beside};
use super::bearer::age_behind;
use super::country::{name_after, name_before};
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

/// Whether words beside a country's name make it somebody's given name.
pub(super) fn is_given_name(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let tokens = &scan.tokens;
    let word = |back: usize| start.checked_sub(back).map_or("", |at| tokens[at].folded());
    let joined = beside(&tokens[start]) && start > 1 && beside(&tokens[start - 1]);
    let whose = matches!(word(2), "his" | "her" | "my" | "your" | "their" | "and" | "a")
        || (start > 1 && tokens[start - 2].possessive());
    let relative = joined && whose && RELATIVES.contains(&word(1));
    let called = joined
        && matches!(word(1), "called" | "named")
        && PERSONS.contains(&word(2))
        && !tokens[end - 1].possessive();
    relative || called || age_behind(scan, end).is_some()
}
