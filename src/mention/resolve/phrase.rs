//! Offices that stand for their holders: rule 8.

use std::ops::Range;

use jiff::ToSpan;

use super::super::lexicon::Form;
use super::super::office::{POPE, Title};
use super::super::scan::{Match, TitleMatch, beside};
use super::super::token::Gap;
use super::super::words::{Class::*, is, is_no_name};
use super::super::{Reason, Rule};
use super::time::Time;
use super::{Decision, Resolver};
use crate::atlas;
use crate::entity::{EntityId, PersonId};

impl Resolver<'_> {
    /// A country or organization named right before an office: its first token, and which.
    pub(super) fn country_before(&self, start: usize) -> Option<(usize, EntityId)> {
        let tokens = &self.scan.tokens;
        let mut at = start;
        let mut last = at.checked_sub(1)?;
        while is(tokens[last].folded(), PlainAdjective) && beside(&tokens[at]) {
            (at, last) = (last, last.checked_sub(1)?);
        }
        if !matches!(tokens[at].gap, Gap::Space | Gap::Hyphen) {
            return None;
        }
        let name = self.scan.name(last)?;
        self.state_of(name).map(|of| (name.tokens.start, of))
    }

    /// One named behind: "of Denmark", "of the United States", but not "of the Danish Football Union"; and the token
    /// behind it.
    pub(super) fn country_behind(&self, end: usize) -> Option<(usize, EntityId)> {
        let tokens = &self.scan.tokens;
        let of =
            tokens.get(end).filter(|of| beside(of) && of.folded() == "of" && !tokens[end - 1].possessive());
        of?;
        let the = tokens.get(end + 1).is_some_and(|the| the.folded() == "the");
        let at = if the { end + 2 } else { end + 1 };
        if !beside(tokens.get(at)?) {
            return None;
        }
        let name =
            self.scan.name(at).filter(|name| name.tokens.start == at || name.tokens.start + 1 == at)?;
        let of = self.state_of(name)?;
        let last = name.tokens.end;
        let plain = name.senses.iter().all(|sense| matches!(sense.form, Form::Name | Form::Alias));
        // "the president of the Egypt office"
        let article = !the || !matches!(of, EntityId::Country(id) if !atlas::country(id).article);
        let branch = tokens.get(last).is_some_and(|next| {
            let more = next.capital && !is_no_name(next.folded()) && !self.names_person(last);
            next.gap == Gap::Hyphen || (beside(next) && (more || is(next.folded(), Branch)))
        });
        (plain && article && !branch && !tokens[last - 1].possessive()).then_some((last, of))
    }

    pub(super) fn names_person(&self, at: usize) -> bool {
        let person = |entity| matches!(entity, Some(EntityId::Person(_)));
        self.scan.name(at).is_some_and(|name| name.senses.iter().any(|sense| person(sense.entity)))
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
    pub(super) fn office(&mut self, title: &TitleMatch<'_>) -> Option<(Range<usize>, Decision)> {
        self.pass_holders(title.tokens.start);
        let scan = self.scan;
        let tokens = &scan.tokens;
        let (start, end) = (title.tokens.start, title.tokens.end);
        // "King" may be a surname; here it is the office.
        let surname = |name: &Match<'_>| name.senses.iter().all(|sense| sense.form == Form::Short);
        let named = |name: &Match<'_>| self.state_of(name).is_none() && !surname(name);
        if title.tokens.clone().any(|at| self.scan.name(at).is_some_and(named)) {
            return None;
        }
        if self.is_before_noun(title) {
            return None;
        }
        // "The EU's foreign policy chief" is one title that begins with whose it is.
        let before = self.country_before(start).or_else(|| self.country_within(title));
        let behind = if tokens[end - 1].possessive() { None } else { self.country_behind(end) };
        let of = match (before, behind) {
            // "The French president of the European Central Bank"
            (Some((_, before)), Some((_, behind))) if before != behind => match behind {
                EntityId::Organization(_) => behind,
                _ => return None,
            },
            (Some((_, of)), _) | (None, Some((_, of))) => of,
            (None, None) => self.sole_or_only_country(title)?,
        };
        // "the president of Harvard", "the chancellor of the university"
        if behind.is_none() && self.is_of_something(end) {
            self.stands_elsewhere(title);
            return None;
        }
        let named = before.is_some() || behind.is_some();
        // "The US president called. The president said", in a text about Iran
        if named && matches!(self.text.countries, [one] if EntityId::Country(*one) != of) {
            self.stands_elsewhere(title);
        }
        let first = before.map_or(start, |(first, _)| first);
        let last = behind.map_or(end, |(last, _)| last);
        let not_held = self.is_another(first)
            || self.is_another(start)
            || self.is_past(last)
            || self.is_gone(last)
            || self.was_then(first, last)
            || self.was_anothers(first..last)
            || self.is_of_a_tale(first)
            || self.is_in_a_title(start..end)
            || self.is_sought(first);
        if not_held || self.is_institution(first, end) {
            return None;
        }
        let holders = self.gazetteer.offices.holders(of, &title.titles, self.text.day);
        let holder = if let [holder] = holders[..] { Some(holder) } else { None };
        if self.is_of_another_time(title, of, holder, first..last) {
            return None;
        }
        if self.names_another(title, first) {
            // "President Lincoln was shot. The president died the next day."
            if !holder.is_some_and(|id| self.of_name.contains(&Some(EntityId::Person(id)))) {
                self.stands_elsewhere(title);
            }
            return None;
        }
        let elsewhere = || title.titles.iter().any(|title| self.elsewhere.contains(&title.office));
        if !named && (elsewhere() || self.is_of_society(title)) {
            return None;
        }
        // "The king of rock"; "a pawn may take the king"
        let sole = self.gazetteer.offices.sole(&title.titles).is_some();
        let lone = !tokens[start].capital && !sole && is(tokens[end - 1].folded(), Crown);
        if lone && !named {
            return None;
        }
        // "the president of Egypt", but not "he wanted to be president of Egypt"
        if before.is_none() && !self.is_definite(start) {
            return None;
        }
        if self.goes_on_as_another(title) {
            return None;
        }
        // "Russia's foreign minister" is a country and an office; "Russian foreign minister" is one phrase.
        let phrase = match before {
            Some((first, _)) if self.is_adjective(first) => first..end,
            _ => start..end,
        };
        let phrase = self.without_names(phrase);
        match holder {
            Some(id) => Some((phrase, Decision::named(EntityId::Person(id), Rule::Office))),
            None if holders.len() > 1 => {
                let several = holders.into_iter().map(EntityId::Person).collect();
                Some((phrase, Decision::refused(Rule::Office, Reason::Ambiguous(several))))
            }
            None if named && self.gazetteer.offices.known(of, &title.titles) => {
                Some((phrase, Decision::refused(Rule::Office, Reason::NoHolder(of))))
            }
            None => None,
        }
    }

    /// An office stands in the text as that of somebody else.
    fn stands_elsewhere(&mut self, title: &TitleMatch<'_>) {
        self.elsewhere.extend(title.titles.iter().map(|title| title.office));
    }

    /// Whether the sentence of an office tells of a time at which another than its holder may have held it.
    fn is_of_another_time(
        &self,
        title: &TitleMatch<'_>,
        of: EntityId,
        holder: Option<PersonId>,
        phrase: Range<usize>,
    ) -> bool {
        let offices = &self.gazetteer.offices;
        let began = |id, first, last| offices.began(id, (of, &title.titles), (first, last));
        // Whoever held it then too is meant.
        let then = |time: &Time| match (holder, *time) {
            (Some(id), Time::From(first, last)) => {
                offices.held_through(id, (of, &title.titles), (first, last))
            }
            (Some(id), Time::Began(first, last)) => began(id, first, last),
            _ => false,
        };
        if !self.other_times(phrase.clone()).iter().all(then) {
            return true;
        }
        // Somebody else may have held it last Monday.
        let day = self.text.day;
        holder.is_some_and(|id| began(id, day.saturating_sub(7.days()), day))
            && self.tells_of_another_day(phrase)
    }

    /// Whether the words behind an office make it another: "the king-to-be", "the secretary of state for management".
    fn goes_on_as_another(&self, title: &TitleMatch<'_>) -> bool {
        let tokens = &self.scan.tokens;
        let end = title.tokens.end;
        let next = tokens.get(end).filter(|next| matches!(next.gap, Gap::Space | Gap::Hyphen));
        let Some(next) = next else { return false };
        let behind = tokens.get(end + 1).map_or("", |token| token.folded());
        let in_waiting = matches!(next.folded(), "in" | "to") && matches!(behind, "waiting" | "be");
        // "the vice president for sales"
        let of_part = |title: &&Title| {
            title.office.as_str().contains("secretary") || title.office.as_str() == "vice president"
        };
        let is_part = next.folded() == "for" && !is(behind, Opener) && title.titles.iter().any(of_part);
        is(next.folded(), NotYet) || in_waiting || is_part
    }

    /// The words of an office without the names at its ends, which may be links of their own: "European Commission
    /// president", "president of the European Commission".
    fn without_names(&self, phrase: Range<usize>) -> Range<usize> {
        let tokens = &self.scan.tokens;
        let own = |at: usize| {
            self.scan.name(at).filter(|name| {
                name.senses.iter().any(|sense| matches!(sense.entity, Some(EntityId::Organization(_))))
            })
        };
        let start = own(phrase.start).map_or(phrase.start, |name| name.tokens.end);
        let mut end = own(phrase.end - 1).map_or(phrase.end, |name| name.tokens.start);
        while end > start + 1 && matches!(tokens[end - 1].folded(), "of" | "the") {
            end -= 1;
        }
        if start < end { start..end } else { phrase }
    }

    /// Whether "the" stands before an office, or nothing.
    fn is_definite(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let mut at = start;
        for _ in 0..3 {
            let Some(before) = self.scan.before(at) else { return at == start };
            let word = &tokens[before];
            let adjective = is(word.folded(), PlainAdjective) || !(word.capital || is(word.folded(), Opener));
            if word.folded() == "the" || !adjective {
                return word.folded() == "the";
            }
            at = before;
        }
        false
    }

    /// Remembers which offices of other countries those hold whom the text names before a place: "the president" alone
    /// may mean any of them.
    fn pass_holders(&mut self, start: usize) {
        let scan = self.scan;
        let [country] = *self.text.countries else { return };
        while scan.names.get(self.passed).is_some_and(|name| name.tokens.start < start) {
            if let Some(EntityId::Person(id)) = self.of_name[self.passed] {
                let of = EntityId::Country(country);
                let offices = self.gazetteer.offices.elsewhere(id, of, self.text.day);
                self.elsewhere.extend(offices.filter(|office| office.as_str() != POPE));
            }
            self.passed += 1;
        }
    }

    /// The organization that a title's own first words name: "EU foreign policy chief".
    fn country_within(&self, title: &TitleMatch<'_>) -> Option<(usize, EntityId)> {
        let start = title.tokens.start;
        let of = self.scan.name(start).and_then(|name| self.state_of(name))?;
        let known =
            matches!(of, EntityId::Organization(_)) && self.gazetteer.offices.known(of, &title.titles);
        known.then_some((start, of))
    }

    pub(super) fn is_adjective(&self, token: usize) -> bool {
        self.scan.name(token).is_some_and(|name| {
            !self.scan.tokens[name.tokens.end - 1].possessive()
                && name.senses.iter().any(|sense| sense.form == Form::Demonym)
        })
    }

    /// Of whom an office is that names nobody: by its words, or by the article's only country.
    fn sole_or_only_country(&self, title: &TitleMatch<'_>) -> Option<EntityId> {
        self.gazetteer.offices.sole(&title.titles).or_else(|| self.only_country(title.tokens.start))
    }

    /// "The president" in an article about one country.
    pub(super) fn only_country(&self, start: usize) -> Option<EntityId> {
        let before = start.checked_sub(1)?;
        let the = self.scan.tokens[before].folded() == "the" && beside(&self.scan.tokens[start]);
        match self.text.countries {
            [one] if the => Some(EntityId::Country(*one)),
            _ => None,
        }
    }
}
