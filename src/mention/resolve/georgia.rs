//! Whether "Georgia" is the country or the American state: what the rest of a text says of it.

use std::ops::Range;

use super::super::evidence::Evidence;
use super::super::lexicon::Form;
use super::super::scan::{Match, Scan};
use super::super::token::Gap;
use super::country::is_state;
use crate::atlas;
use crate::entity::{CountryId, EntityId};

/// What the rest of a text says of "Georgia".
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Georgia {
    /// It is the country: by its minister or parliament, a war, or another country in a list with it.
    pub(super) is_country: bool,
    /// The text names a state of America.
    pub(super) beside_states: bool,
}

/// The countries beside Georgia, and those whose affairs it shares.
const NEIGHBOURS: [&str; 8] = ["RU", "UA", "AM", "AZ", "TR", "MD", "BY", "KZ"];

/// What only a country has: "Georgia's parliament".
const OF_COUNTRY: [&str; 12] = [
    "parliament",
    "president",
    "premier",
    "presidency",
    "ambassador",
    "independence",
    "sovereignty",
    "accession",
    "candidacy",
    "breakaway",
    "separatist",
    "territorial",
];

/// Before "of" or "in", or before "Georgia", what befell the country: "the invasion of Georgia".
const BEFALLS: [&str; 13] = [
    "invasion",
    "invaded",
    "invade",
    "invades",
    "invading",
    "war",
    "wars",
    "occupation",
    "occupied",
    "annexed",
    "aggression",
    "ambassador",
    "parliament",
];

/// What the rest of a text says of "Georgia", if it names it.
pub(super) fn georgia(scan: &Scan<'_>, evidence: &Evidence) -> Georgia {
    let Some(georgia) = atlas::find("GE") else { return Georgia::default() };
    let mut places =
        scan.names.iter().filter(|name| country_of(name) == Some(georgia)).map(|name| &name.tokens);
    let Some(first) = places.next() else { return Georgia::default() };
    let tokens = &scan.tokens;
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.folded());
    let states = || (0..tokens.len()).any(|at| is_state(scan, at));
    let beside_states = scan.english && states();
    let is_neighbour = |id: CountryId| NEIGHBOURS.contains(&id.as_str());
    let against = evidence.speaks_against(georgia) || beside_states;
    let ministerial =
        |at: usize| scan.title(at).is_some_and(|title| title.titles.iter().any(|it| it.is_ministerial()));
    // A large neighbour somewhere says little: Russians meddle in the elections of both Georgias.
    let neighbour =
        || NEIGHBOURS.iter().any(|code| atlas::find(code).is_some_and(|id| evidence.speaks_for(id)));
    let speaks = |place: &Range<usize>| {
        let of = ["of", "in", "against", "with", "on", "to"].contains(&word(place.start.checked_sub(1)));
        let before = place.start.checked_sub(1 + usize::from(of));
        let office = of && before.is_some_and(&ministerial);
        let owned = tokens[place.end - 1].possessive() && OF_COUNTRY.contains(&word(Some(place.end)));
        let befalls = BEFALLS.contains(&word(before)) && neighbour();
        ministerial(place.end)
            || office
            || owned
            || befalls
            || is_listed(scan, place, |id| id.as_str() != "US")
    };
    let caucasus =
        || ["AM", "AZ"].iter().any(|code| atlas::find(code).is_some_and(|id| evidence.speaks_for(id)));
    let mut all = [first].into_iter().chain(places);
    let is_country = match against {
        true => all.any(|place| is_listed(scan, place, is_neighbour)),
        false => caucasus() || all.any(speaks),
    };
    Georgia { is_country, beside_states }
}

/// The country that a name means, if it is no people's or person's.
fn country_of(name: &Match<'_>) -> Option<CountryId> {
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
    let own = scan.name(name.start).and_then(country_of);
    let other = |at: usize| scan.name(at).and_then(country_of).filter(|id| Some(*id) != own);
    last.into_iter().chain(next).any(|at| other(at).is_some_and(&wanted))
}

/// "And" and "or" in languages.
const AND: [&str; 16] =
    ["and", "or", "et", "ou", "y", "e", "o", "und", "oder", "ve", "и", "та", "اور", "و", "और", "এবং"];
