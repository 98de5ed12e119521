//! Offices that stand for their holders: rule 8.

use std::ops::Range;

use super::super::lexicon::Form;
use super::super::scan::{Match, TitleMatch, beside};
use super::super::token::Gap;
use super::super::words::{Class::*, is, is_no_name};
use super::super::{Reason, Rule};
use super::{Decision, Resolver};
use crate::entity::EntityId;

impl Resolver<'_> {
    /// A country or organization named right before an office: its first token, and which.
    pub(super) fn country_before(&self, start: usize) -> Option<(usize, EntityId)> {
        let tokens = &self.scan.tokens;
        let mut at = start;
        let mut last = at.checked_sub(1)?;
        while is(&tokens[last].folded, PlainAdjective) && beside(&tokens[at]) {
            (at, last) = (last, last.checked_sub(1)?);
        }
        if !matches!(tokens[at].gap, Gap::Space | Gap::Hyphen) {
            return None;
        }
        let name = self.scan.name(last)?;
        self.state_of(name).map(|of| (name.tokens.start, of))
    }

    /// One named behind: "of Denmark", "of the United States".
    pub(super) fn country_behind(&self, end: usize) -> Option<EntityId> {
        let tokens = &self.scan.tokens;
        let of =
            tokens.get(end).filter(|of| beside(of) && of.folded == "of" && !tokens[end - 1].possessive());
        of?;
        let at = if tokens.get(end + 1).is_some_and(|the| the.folded == "the") { end + 2 } else { end + 1 };
        if !beside(tokens.get(at)?) {
            return None;
        }
        let name =
            self.scan.name(at).filter(|name| name.tokens.start == at || name.tokens.start + 1 == at)?;
        self.state_of(name)
    }

    /// The country or organization that a name means, whose offices are looked at.
    pub(super) fn state_of(&self, name: &Match<'_>) -> Option<EntityId> {
        let states = name.senses.iter().filter(|sense| !matches!(sense.form, Form::Short | Form::Metonym));
        let mut states = states.filter_map(|sense| sense.entity);
        let first = states.next()?;
        (matches!(first, EntityId::Country(_) | EntityId::Organization(_))
            && states.all(|other| other == first))
        .then_some(first)
    }

    /// An office that stands for its holder (rule 8): the tokens it covers, and what was decided.
    pub(super) fn office(&self, title: &TitleMatch<'_>) -> Option<(Range<usize>, Decision)> {
        let tokens = &self.scan.tokens;
        let (start, end) = (title.tokens.start, title.tokens.end);
        if title.tokens.clone().any(|at| self.scan.name(at).is_some_and(|name| self.state_of(name).is_none()))
        {
            return None;
        }
        let before = self.country_before(start);
        let behind = if tokens[end - 1].possessive() { None } else { self.country_behind(end) };
        let of = match (before, behind) {
            (Some((_, of)), _) | (None, Some(of)) => of,
            (None, None) => self.only_country(start)?,
        };
        let named = before.is_some() || behind.is_some();
        let first = before.map_or(start, |(first, _)| first);
        let not_holding = |at: usize| {
            let word = at.checked_sub(1).map(|before| &tokens[before]);
            matches!(tokens[at].gap, Gap::Space | Gap::Hyphen)
                && word.is_some_and(|word| is(&word.folded, NotHolding))
        };
        if not_holding(first) || not_holding(start) || self.names_another(title, first) {
            return None;
        }
        let next = tokens.get(end).filter(|next| matches!(next.gap, Gap::Space | Gap::Hyphen));
        if next.is_some_and(|next| is(&next.folded, NotYet)) {
            return None;
        }
        // "Russia's foreign minister" is a country and an office; "Russian foreign minister" is one phrase.
        let phrase = match before {
            Some((first, _)) if self.is_adjective(first) => first..end,
            _ => start..end,
        };
        match self.gazetteer.offices.holder(of, &title.titles, self.text.day) {
            Some(id) => Some((phrase, Decision::named(EntityId::Person(id), Rule::Office))),
            None if named && self.gazetteer.offices.known(of, &title.titles) => {
                Some((phrase, Decision::refused(Rule::Office, Reason::NoHolder(of))))
            }
            None => None,
        }
    }

    pub(super) fn is_adjective(&self, token: usize) -> bool {
        self.scan.name(token).is_some_and(|name| {
            !self.scan.tokens[name.tokens.end - 1].possessive()
                && name.senses.iter().any(|sense| sense.form == Form::Demonym)
        })
    }

    /// "The president" in an article about one country.
    pub(super) fn only_country(&self, start: usize) -> Option<EntityId> {
        let before = start.checked_sub(1)?;
        let the = self.scan.tokens[before].folded == "the" && beside(&self.scan.tokens[start]);
        match self.text.countries {
            [one] if the => Some(EntityId::Country(*one)),
            _ => None,
        }
    }

    /// Whether a name stands beside an office, which then is that person's: "Foreign Minister Sergey Lavrov",
    /// "Ivan Petrov, the foreign minister", "the foreign minister, Ivan Petrov".
    pub(super) fn names_another(&self, title: &TitleMatch<'_>, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let end = title.tokens.end;
        if let Some(next) = tokens.get(end).filter(|_| !tokens[end - 1].possessive()) {
            let person =
                self.scan.name(end).is_some_and(|name| self.state_of(name).is_none() && !is_seat(name));
            let unknown =
                next.capital && self.scan.name(end).is_none() && !is_no_name(&next.folded) && !next.shouted;
            if matches!(next.gap, Gap::Space | Gap::Comma) && (person || unknown) {
                return true;
            }
        }
        // An apposition: a name, a comma, perhaps an article, the office.
        let mut at = first;
        if at > 0
            && beside(&tokens[at])
            && matches!(tokens[at - 1].folded.as_str(), "the" | "its" | "their" | "his" | "a")
        {
            at -= 1;
        }
        let Some(name) = at.checked_sub(1).filter(|_| tokens[at].gap == Gap::Comma) else { return false };
        tokens[name].capital
            && !is_no_name(&tokens[name].folded)
            && self.scan.name(name).is_none_or(|name| self.state_of(name).is_none() && !is_seat(name))
    }
}

fn is_seat(name: &Match<'_>) -> bool {
    name.senses.iter().all(|sense| sense.form == Form::Metonym)
}
