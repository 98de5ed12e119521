//! Whose name it is by the father's behind it, or by the "Jr." that an office makes needless: "King Salman bin Hamad",
//! "President Ferdinand Marcos".

use std::ops::Range;

use super::super::people::OF_FATHER;
use super::super::scan::beside;
use super::super::words::{Class::*, is};
use super::Resolver;
use crate::entity::PersonId;

impl Resolver<'_> {
    /// Whether a father's name behind somebody's makes it another's: "King Salman bin Hamad", where the digest knows Salman bin
    /// Abdulaziz.
    pub(super) fn has_another_father(&self, name: &Range<usize>, person: PersonId) -> bool {
        let tokens = &self.scan.tokens;
        let (Some(of), Some(father)) = (tokens.get(name.end), tokens.get(name.end + 1)) else { return false };
        let people = &self.gazetteer.people;
        let joined = beside(of) && beside(father) && !tokens[name.end - 1].possessive();
        let own = || people.is_child(person, tokens[name.end - 1].folded(), father.folded());
        let untold = || !people.has_father(person) && self.text.people.contains(&person);
        // "Mohammed bin Salman bin Abdulaziz" tells the grandfather too.
        let told = tokens[name.clone()].iter().any(|word| OF_FATHER.contains(&word.folded()));
        joined && !told && OF_FATHER.contains(&of.folded()) && father.capital && !own() && !untold()
    }

    /// Whom a full name means that another bears with a "Jr.": who holds the office before it on the day, where neither the
    /// sentence tells of another one nor the front matter names the elder.
    pub(super) fn elder_or_younger(&self, name: &Range<usize>, person: PersonId) -> PersonId {
        let namesakes = self.gazetteer.people.namesakes(person);
        let next = self.scan.tokens.get(name.end).map_or("", |next| next.folded());
        let is_elder = matches!(next, "sr" | "senior") || self.text.people.contains(&person);
        if namesakes.is_empty() || is_elder {
            return person;
        }
        let before = self.scan.before(name.start);
        let Some(office) = before.and_then(|at| self.scan.title(at)) else {
            return person;
        };
        let country = self.country_before(office.tokens.start);
        // "the late President Ferdinand Marcos"
        let first = country.map_or(office.tokens.start, |(first, _)| first);
        let not_held = |at: usize| at > 0 && is(self.scan.tokens[at - 1].folded(), NotHolding);
        if not_held(first) || not_held(office.tokens.start) {
            return person;
        }
        let of = country.map(|(_, of)| of);
        let holds =
            |id: &PersonId| self.gazetteer.offices.held(*id, &office.titles, of, self.text.day, false);
        let mut holders = namesakes.iter().copied().filter(holds);
        match (holders.next(), holders.next()) {
            (Some(one), None)
                if !holds(&person) && self.other_times(office.tokens.start..name.end).is_empty() =>
            {
                one
            }
            _ => person,
        }
    }
}
