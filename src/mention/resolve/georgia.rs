//! Whether "Georgia" is the country or the American state: what the rest of a text says of it.

use std::cell::OnceCell;
use std::ops::Range;

use super::super::evidence::Evidence;
use super::super::scan::Scan;
use super::super::token::Gap;
use super::country::is_state;
use super::row::{country_of, is_listed, names_of};
use crate::atlas;
use crate::entity::CountryId;

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

/// What a country's team does to another's.
const BEATS: [&str; 7] = ["beat", "beats", "defeated", "thrashed", "hosted", "hosts", "drew"];

/// How far from a name its sentence is looked at.
const NEAR: usize = 20;

/// How many of the four countries around Georgia its sentence names.
fn neighbours_near(scan: &Scan<'_>, place: &Range<usize>) -> usize {
    let tokens = &scan.tokens;
    let stops = |at: &usize| tokens[*at].gap == Gap::Stop;
    let start = (place.start.saturating_sub(NEAR)..=place.start).rev().find(stops);
    let start = start.unwrap_or(place.start.saturating_sub(NEAR));
    let behind = place.end..tokens.len().min(place.end + NEAR);
    let end = behind.clone().find(stops).unwrap_or(behind.end);
    let named = |at: usize| scan.name(at).and_then(country_of);
    let around = ["RU", "TR", "AM", "AZ"];
    around
        .iter()
        .filter(|code| (start..end).any(|at| named(at).is_some_and(|id| id.as_str() == **code)))
        .count()
}

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
    let club = OnceCell::new();
    let speaks = |place: &Range<usize>| {
        let of = ["of", "in", "against", "with", "on", "to"].contains(&word(place.start.checked_sub(1)));
        let before = place.start.checked_sub(1 + usize::from(of));
        let office = of && before.is_some_and(&ministerial);
        let owned = tokens[place.end - 1].possessive() && OF_COUNTRY.contains(&word(Some(place.end)));
        let joins = tokens[place.end - 1].possessive()
            && ["bid", "membership", "application"].contains(&word(Some(place.end)))
            && *club.get_or_init(|| scan.says("eu") || scan.says("nato"));
        // "Georgia beat Portugal"
        let beaten = scan.name(place.end + 1).and_then(country_of).is_some_and(|id| id.as_str() != "US");
        let plays = BEATS.contains(&word(Some(place.end))) && beaten;
        let befalls = BEFALLS.contains(&word(before)) && neighbour();
        ministerial(place.end)
            || office
            || owned
            || befalls
            || joins
            || plays
            || neighbours_near(scan, place) > 1
            || is_listed(scan, place, |id| id.as_str() != "US")
    };
    let caucasus =
        || ["AM", "AZ"].iter().any(|code| atlas::find(code).is_some_and(|id| evidence.speaks_for(id)));
    let mut all = [first].into_iter().chain(places);
    let is_country = match against {
        true => {
            // A state of America is named in passing: "Armenians in California".
            let between = || !evidence.speaks_against(georgia) && names_of(scan, &["AM", "AZ"], 2);
            all.any(|place| is_listed(scan, place, is_neighbour)) || between()
        }
        false => caucasus() || all.any(speaks),
    };
    Georgia { is_country, beside_states }
}
