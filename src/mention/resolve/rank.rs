//! "Minister" or "Secretary" before a surname, which names no office by itself: whose it is, and whose it is not where a
//! department stands before it. Never knows the titles of the table, which are offices of their own.

use super::super::scan::beside;
use super::super::words::{Class::*, is, is_finite, is_no_name};
use super::Resolver;
use super::country::opens_sentence;
use crate::entity::{EntityId, PersonId};

impl Resolver<'_> {
    /// Those whose office on the day ends or begins in the rank that is all the title before a surname: "Secretary Blinken",
    /// who is secretary of state, "Minister Lavrov", who is foreign minister; but "Taiwan's Minister Wang" is not China's.
    pub(super) fn ranked(&self, start: usize, people: &[PersonId]) -> Vec<PersonId> {
        let tokens = &self.scan.tokens;
        let rank = self.rank_alone(start).filter(|rank| tokens[*rank].capital);
        let Some(rank) = rank else { return Vec::new() };
        let of = self.country_before(rank).map(|(_, of)| of);
        let department = self.department(rank);
        let (offices, surname) = (&self.gazetteer.offices, tokens[start].folded());
        let means = |id: &PersonId| {
            (self.bound.contains(id) || !self.kin.contains(surname))
                && of.is_none_or(|of| !offices.is_of_others(*id, of))
                && department.is_none_or(|last| self.is_theirs(last, *id))
                && offices.ranks(*id, tokens[rank].folded(), self.text.day)
        };
        people.iter().copied().filter(means).collect()
    }

    /// Whether the rank before a surname is that of a department which is not its bearer's: "Tourism Minister Wang".
    pub(super) fn is_of_department(&self, start: usize, person: PersonId) -> bool {
        let department = self.rank_alone(start).and_then(|rank| self.department(rank));
        let offices = &self.gazetteer.offices;
        department.is_some_and(|last| {
            offices.holds_any(person, self.text.day, false) && !self.is_theirs(last, person)
        })
    }

    /// Whether a country before a surname says that it is nobody's whom the text has not named: "Singapore's Wong", "the Honduran
    /// leader Maduro".
    pub(super) fn is_of_another_land(&self, start: usize, person: PersonId) -> bool {
        let tokens = &self.scan.tokens;
        let Some(before) = self.scan.before(start) else { return false };
        let of = if is(tokens[before].folded(), Ruler) {
            self.country_before(before).map(|(_, of)| of)
        } else {
            let name = self.scan.name(before).filter(|_| tokens[before].possessive());
            name.and_then(|name| self.state_of(name))
        };
        let Some(of @ EntityId::Country(country)) = of else { return false };
        let (offices, home) = (&self.gazetteer.offices, self.gazetteer.people.country(person));
        let other_home = || !offices.has_any(person) || offices.is_of_others(person, of);
        // Whom the digest knows of no country may be of any: "Portugal's Guterres".
        let foreign = home.map_or_else(
            || offices.is_of_another_country(person, of),
            |home| home != country && other_home(),
        );
        // "China's Trump policy"
        let next = tokens.get(start + 1).filter(|next| beside(next) && !tokens[start].possessive());
        let noun =
            next.is_some_and(|next| !next.capital && !is(next.folded(), Opener) && !is_finite(next.folded()));
        foreign && !noun && !self.bound.contains(&person)
    }

    /// Whether an office that somebody holds names a department by one of its words: "Health and Human Services Secretary
    /// Becerra", who is health secretary.
    fn is_theirs(&self, last: usize, person: PersonId) -> bool {
        let tokens = &self.scan.tokens;
        let own = |word: &str| {
            let mut held = self.gazetteer.offices.on_day(person, self.text.day, false);
            held.any(|(_, office)| office.as_str().split(' ').any(|it| it == word))
        };
        let joins = |at: usize| tokens[at].capital || tokens[at].folded() == "and";
        let first = (last.saturating_sub(DEPARTMENT)..last).rev();
        let mut words = first.take_while(|at| beside(&tokens[at + 1]) && joins(*at)).chain([last]);
        words.any(|at| own(tokens[at].folded()))
    }

    /// Where "Minister" or "Secretary" stands before a surname, and is no end of a title of the table.
    fn rank_alone(&self, start: usize) -> Option<usize> {
        let tokens = &self.scan.tokens;
        let rank = self.scan.before(start)?;
        let alone = self.scan.title(rank).is_none_or(|title| title.tokens.len() == 1);
        (alone && ["secretary", "minister"].contains(&tokens[rank].folded())).then_some(rank)
    }

    /// The word before a rank that says of what it is.
    fn department(&self, rank: usize) -> Option<usize> {
        let tokens = &self.scan.tokens;
        let at = self.scan.before(rank)?;
        let word = &tokens[at];
        let says_else = word.possessive()
            || word.folded().len() < 2
            || is_no_name(word.folded())
            || is(word.folded(), PlainAdjective)
            || is(word.folded(), NotHolding)
            || opens_sentence(self.scan, at)
            || self.scan.name(at).is_some();
        (!says_else && (word.capital || !tokens[rank].capital)).then_some(at)
    }
}

/// How many words before its last one the name of a department may have.
const DEPARTMENT: usize = 5;
