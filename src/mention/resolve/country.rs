//! When the name of a country means it: rule 6.

use std::ops::Range;

use super::super::lexicon::Form;
use super::super::scan::{Match, Scan, beside};
use super::super::token::Gap;
use super::super::words::{Class, Class::*, is, is_no_name};
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
            .filter(|next| beside(next) || (next.gap == Gap::Hyphen && next.folded != "american"));
        let place = next.is_some_and(|next| next.capital && is(&next.folded, Place));
        if place && !tokens[end - 1].possessive() && name.tokens.len() < 3 {
            return Some(Reason::PartOfName);
        }
        if form == Form::Demonym || form == Form::Combining {
            // "Mark Cuban"
            let family = is(&tokens[start].folded, Family) && self.name_before(start);
            return family.then_some(Reason::PartOfName);
        }
        // "Lebanon, Pennsylvania"
        if tokens.get(end).is_some_and(|next| next.gap == Gap::Comma) && self.state_at(end) {
            return Some(Reason::PlaceInState);
        }
        if id.as_str() == "GE" && name.tokens.len() == 1 {
            // "Atlanta, Georgia", but "Ukraine, Georgia and Moldova" and "Tbilisi, Georgia".
            let before = start.checked_sub(1).filter(|_| tokens[start].gap == Gap::Comma);
            let list = before.is_some_and(|before| self.scan.name(before).is_some());
            if before.is_some_and(|before| tokens[before].capital) && !list {
                return Some(Reason::PlaceInState);
            }
            if !self.names_georgia && !self.text.countries.contains(&id) {
                return Some(Reason::Evidence);
            }
        }
        if id.as_str() == "TR" && self.bird && !self.text.countries.contains(&id) {
            return Some(Reason::Evidence);
        }
        let personal = atlas::country(id).personal && name.tokens.len() == 1;
        // Réunion, but not "Reunion": only its marks tell the island from the word.
        let place = self.scan.place(&name.tokens);
        if personal && id.as_str() == "RE" && self.scan.text[place].is_ascii() {
            return Some(Reason::SomethingElse);
        }
        (personal && (self.name_before(start) || self.name_after(end))).then_some(Reason::PartOfName)
    }

    pub(super) fn state_at(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let one = &tokens[at];
        let two = tokens
            .get(at + 1)
            .filter(|next| beside(next))
            .map(|next| format!("{} {}", one.folded, next.folded));
        one.capital && (is(&one.folded, State) || two.is_some_and(|two| is(&two, State)))
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
            .any(|token| is(&token.folded, Thing))
    }

    /// Whether the word before is capitalised and nothing that is known to stand before a country.
    pub(super) fn name_before(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(before) = start.checked_sub(1) else { return false };
        let word = &tokens[before];
        if !beside(&tokens[start]) || word.possessive() {
            return false;
        }
        if is(&word.folded, Honorific) || (self.scan.title(before).is_some() && word.capital) {
            return true;
        }
        if !word.capital || self.scan.name(before).is_some() {
            return false;
        }
        let opens = matches!(word.gap, Gap::Stop | Gap::Other)
            && ["ing", "ed", "ly"].iter().any(|ending| word.folded.ends_with(ending));
        !(opens || is_no_name(&word.folded))
    }

    pub(super) fn name_after(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(next) = tokens.get(end) else { return false };
        if !beside(next) || tokens[end - 1].possessive() || !next.capital {
            return false;
        }
        // "U.S.-Israel Strategic Dialogue"; "the Prime Minister of Israel Benjamin Netanyahu"
        let start = self.scan.name(end - 1).map_or(end - 1, |name| name.tokens.start);
        let office = start.checked_sub(2).is_some_and(|at| self.scan.title(at).is_some());
        if tokens[start].gap == Gap::Hyphen
            || (office && matches!(tokens[start - 1].folded.as_str(), "of" | "to"))
        {
            return false;
        }
        !(is_no_name(&next.folded) || self.scan.name(end).is_some() || self.scan.title(end).is_some())
    }
}

/// Whether the rest of a text lets "Georgia" be the country.
pub(super) fn evidence_of_georgia(text: &Text<'_>, scan: &Scan<'_>) -> bool {
    let tokens = &scan.tokens;
    if !tokens.iter().any(|token| token.folded == "georgia") {
        return false;
    }
    let speaks = |class: Class| tokens.iter().any(|token| is(&token.folded, class));
    if speaks(CountryOfGeorgia) {
        return true;
    }
    let state = |at: usize| {
        let two = tokens.get(at + 1).map(|next| format!("{} {}", tokens[at].folded, next.folded));
        tokens[at].capital && (is(&tokens[at].folded, State) || two.is_some_and(|two| is(&two, State)))
    };
    if speaks(StateOfGeorgia) || (0..tokens.len()).any(state) {
        return false;
    }
    // An article that names no other country than the United States is about the state.
    let countries = scan.names.iter().flat_map(|name| &name.senses).filter_map(|sense| match sense.entity {
        Some(EntityId::Country(id)) if sense.form != Form::Metonym => Some(id),
        _ => None,
    });
    let mut foreign = false;
    let mut american = text.countries.iter().any(|id| id.as_str() == "US");
    for id in countries.filter(|id| id.as_str() != "GE") {
        match id.as_str() {
            "US" => american = true,
            _ => foreign = true,
        }
    }
    foreign || !american
}
