//! Whose name it is by the father's behind it, or by the "Jr." that an office makes needless: "King Salman bin Hamad",
//! "President Ferdinand Marcos".

use std::ops::Range;

use super::super::people::OF_FATHER;
use super::super::scan::beside;
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

    /// Whom a full name means that another bears with a "Jr.": who holds the office before it on the day, where the sentence
    /// tells of no other.
    pub(super) fn elder_or_younger(&self, name: &Range<usize>, person: PersonId) -> PersonId {
        let namesakes = self.gazetteer.people.namesakes(person);
        let before = name.start.checked_sub(1).filter(|_| beside(&self.scan.tokens[name.start]));
        let Some(office) = before.filter(|_| !namesakes.is_empty()).and_then(|at| self.scan.title(at)) else {
            return person;
        };
        let of = self.country_before(office.tokens.start).map(|(_, of)| of);
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
