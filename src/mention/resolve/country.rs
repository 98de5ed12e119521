//! When the name of a country means it: rule 6.

use std::ops::Range;

use super::super::lexicon::Form;
use super::super::scan::{Match, Scan, beside};
use super::super::token::Gap;
use super::super::words::{Class::*, is, is_no_name};
use super::super::{Reason, Text};
use super::Resolver;
use crate::atlas;
use crate::entity::{CountryId, EntityId};

impl Resolver<'_> {
    /// Why a country's name is none (rule 6).
    pub(super) fn no_country(&self, name: &Match<'_>, id: CountryId, form: Form) -> Option<Reason> {
        let tokens = &self.scan.tokens;
        let (start, end) = (name.tokens.start, name.tokens.end);
        // "Mexico City", "Taiwan Strait", "Japanese Americans"
        // "Russian-American" is two countries, "Russian-Americans" are one people.
        let next = tokens
            .get(end)
            .filter(|next| beside(next) || (next.gap == Gap::Hyphen && next.folded() != "american"));
        let place = next.is_some_and(|next| next.capital && is(next.folded(), Place));
        if place && !tokens[end - 1].possessive() && name.tokens.len() < 3 {
            return Some(Reason::PartOfName);
        }
        // "T-Mobile US, Inc.", "Samsung India Ltd."
        let firm = tokens.get(end).filter(|next| matches!(next.gap, Gap::Space | Gap::Comma));
        let firm = firm.is_some_and(|next| next.capital && is(next.folded(), Firm));
        if firm && !tokens[end - 1].possessive() && self.name_before(start) {
            return Some(Reason::PartOfName);
        }
        let is_about = self.text.countries.contains(&id);
        let one = name.tokens.len() == 1;
        if form == Form::Demonym || form == Form::Combining {
            return self.no_demonym(start, id).filter(|_| !is_about);
        }
        // "Lebanon, Pennsylvania"
        if one && self.is_town(start, end) {
            return Some(Reason::PlaceInState);
        }
        if id.as_str() == "GE" && one {
            // "Atlanta, Georgia", but "Ukraine, Georgia and Moldova" and "Tbilisi, Georgia".
            let before = start.checked_sub(1).filter(|_| tokens[start].gap == Gap::Comma);
            let list = before.is_some_and(|before| self.scan.name(before).is_some());
            if before.is_some_and(|before| tokens[before].capital) && !list {
                return Some(Reason::PlaceInState);
            }
            let minister =
                self.scan.title(end).is_some_and(|title| title.titles.iter().any(|it| it.is_ministerial()));
            if !self.names_georgia && !is_about && !minister {
                return Some(Reason::Evidence);
            }
        }
        let (speaks_for, speaks_against) = (self.evidence.speaks_for(id), self.evidence.speaks_against(id));
        // The bird; the town in Guatemala; the north of Greece.
        let doubtful = matches!(id.as_str(), "TR" | "AG" | "MK") && one;
        if doubtful && speaks_against && !speaks_for && !is_about {
            return Some(Reason::Evidence);
        }
        let personal = atlas::country(id).personal && one;
        // Réunion, but not "Reunion": only its marks tell the island from the word.
        let place = self.scan.place(&name.tokens);
        if personal && id.as_str() == "RE" && self.scan.text[place].is_ascii() {
            return Some(Reason::SomethingElse);
        }
        if !personal {
            return None;
        }
        if self.name_before(start) || self.name_after(end) || self.is_joined(end) {
            return Some(Reason::PartOfName);
        }
        // "Jim Jordan objected. ... Jordan said": a surname, unless something else tells of the country.
        let namesake = self.namesakes.iter().find(|namesake| namesake.country == id);
        let before = start.checked_sub(1).map_or("", |before| tokens[before].folded());
        let within = ["in", "into", "inside", "across", "throughout", "near"].contains(&before);
        let place = |it: &Namesake| within || (before == "from" && !it.is_surname);
        (namesake.is_some_and(|it| !place(it)) && !speaks_for && !is_about).then_some(Reason::Evidence)
    }

    /// Whether the name of a town stands before that of its state.
    fn is_town(&self, start: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let comma = tokens.get(end).is_some_and(|next| next.gap == Gap::Comma);
        // No town is called "the US" or "America"; and in "American Samoa, Guam, Hawaii" a list goes on.
        let listed = tokens[start].gap == Gap::Comma && self.scan.name(start - 1).is_some();
        comma
            && !listed
            && !tokens[start].capitals
            && tokens[start].folded() != "america"
            && self.state_at(end)
    }

    /// Whether a dot joins the next word to a name: "India.Arie".
    fn is_joined(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        tokens.get(end).is_some_and(|next| {
            let between = &self.scan.text[tokens[end - 1].end()..next.place.start];
            between == "." && next.capital && !is_no_name(next.folded()) && self.scan.name(end).is_none()
        })
    }

    pub(super) fn state_at(&self, at: usize) -> bool {
        is_state(self.scan, at)
    }

    /// Whether capitalised words behind a name end in what makes it a thing: "Kennedy Space Center".
    pub(super) fn thing_after(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        if tokens[name.end - 1].possessive() {
            return false;
        }
        tokens[name.end..]
            .iter()
            .take(4)
            .take_while(|token| beside(token) && token.capital && !token.shouted)
            .any(|token| is(token.folded(), Thing))
    }

    /// Whether the word before is capitalised and nothing that is known to stand before a country.
    pub(super) fn name_before(&self, start: usize) -> bool {
        name_before(self.scan, start)
    }

    /// Whether the words before an organization say that it is another one: "the Nevada Senate". An acronym is its own.
    pub(super) fn of_another(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let title = || {
            let before = tokens[start - 1].folded();
            is(before, Honorific) || is(before, Rank) || self.scan.title(start - 1).is_some()
        };
        // "the Iowa State Senate"
        let state =
            || beside(&tokens[start]) && tokens[start - 1].capital && tokens[start - 1].folded() == "state";
        !tokens[start].capitals && ((name_before(self.scan, start) && !title()) || state())
    }

    /// Whether a name is a ship's: "HMS Queen Elizabeth".
    pub(super) fn is_ship(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        beside(&tokens[start]) && is(tokens[start - 1].folded(), Ship) && tokens[start - 1].capitals
    }

    pub(super) fn name_after(&self, end: usize) -> bool {
        name_after(self.scan, end)
    }
}

fn is_state(scan: &Scan<'_>, at: usize) -> bool {
    let tokens = &scan.tokens;
    let one = &tokens[at];
    let two = tokens
        .get(at + 1)
        .filter(|next| beside(next))
        .map(|next| format!("{} {}", one.folded(), next.folded()));
    one.capital && (is(one.folded(), State) || two.is_some_and(|two| is(&two, State)))
}

fn name_before(scan: &Scan<'_>, start: usize) -> bool {
    let tokens = &scan.tokens;
    let Some(before) = start.checked_sub(1) else { return false };
    let word = &tokens[before];
    if !beside(&tokens[start]) || word.possessive() {
        return false;
    }
    if is(word.folded(), Honorific)
        || (word.capital && (is(word.folded(), Rank) || scan.title(before).is_some()))
    {
        return true;
    }
    if !word.capital || scan.name(before).is_some() {
        return false;
    }
    // "Q  Israel?" in a transcript, but "J. Jordan".
    if word.folded().len() == 1 && scan.text.as_bytes().get(word.place.end) != Some(&b'.') {
        return false;
    }
    // In another language any word may open a sentence.
    let opens = if scan.english { opens_sentence(scan, before) } else { word.gap == Gap::Stop };
    !(opens || is_no_name(word.folded()))
}

/// Whether a word opens a sentence by its form: "Visiting", "Asked", "Recently".
pub(super) fn opens_sentence(scan: &Scan<'_>, at: usize) -> bool {
    let word = &scan.tokens[at];
    matches!(word.gap, Gap::Stop | Gap::Other)
        && word.folded().len() > 4
        && ["ing", "ed", "ly"].iter().any(|ending| word.folded().ends_with(ending))
        && !is(word.folded(), Given)
}

fn name_after(scan: &Scan<'_>, end: usize) -> bool {
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
    !(is_no_name(next.folded()) || scan.name(end).is_some() || scan.title(end).is_some())
}

/// A country whose name is also that of a person in a text: "Jim Jordan", "Mr Ireland", "Chad Smith".
pub(super) struct Namesake {
    country: CountryId,
    is_surname: bool,
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

/// Whether the rest of a text lets "Georgia" be the country.
pub(super) fn names_georgia(text: &Text<'_>, scan: &Scan<'_>, evidence: &super::Evidence) -> bool {
    let tokens = &scan.tokens;
    let Some(georgia) = atlas::find("GE") else { return false };
    if !scan.says("georgia") {
        return false;
    }
    if evidence.speaks_for(georgia) {
        return true;
    }
    if evidence.speaks_against(georgia) || (0..tokens.len()).any(|at| is_state(scan, at)) {
        return false;
    }
    // An article that names no other country than the United States is about the state.
    let countries = scan.names.iter().flat_map(|name| &name.senses).filter_map(|sense| match sense.entity {
        Some(EntityId::Country(id)) if sense.form != Form::Metonym => Some(id),
        _ => None,
    });
    let mut foreign = false;
    let mut american = text.countries.iter().any(|id| id.as_str() == "US");
    for id in countries.filter(|id| *id != georgia) {
        match id.as_str() {
            "US" => american = true,
            _ => foreign = true,
        }
    }
    foreign || !american
}
