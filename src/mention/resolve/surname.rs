//! Whose surname a surname is: rule 7.

use super::super::lexicon::{Form, Sense};
use super::super::scan::{Match, beside};
use super::super::token::{Gap, Token};
use super::super::words::{Class::*, is, is_no_name};
use super::super::{Reason, Rule};
use super::{Decision, Resolver};
use crate::entity::{EntityId, PersonId};

impl Resolver<'_> {
    /// A surname (rule 7).
    pub(super) fn surname(&mut self, name: &Match<'_>, plain: &[&Sense]) -> Decision {
        let scan = self.scan;
        let tokens = &scan.tokens;
        let (start, end) = (name.tokens.start, name.tokens.end);
        let people: Vec<PersonId> = name
            .senses
            .iter()
            .filter(|sense| sense.form == Form::Short)
            .filter_map(|sense| match sense.entity {
                Some(EntityId::Person(id)) => Some(id),
                _ => None,
            })
            .collect();
        let refused = |reason| Decision::refused(Rule::Surname, reason);
        if is(&tokens[start].folded, Month) && self.is_month(start) {
            return refused(Reason::Month);
        }
        if self.thing_after(&name.tokens) || self.name_after(end) || self.part_of_name(start) {
            return refused(Reason::PartOfName);
        }
        let office =
            start.checked_sub(1).filter(|_| beside(&tokens[start])).and_then(|before| scan.title(before));
        if let Some(office) = office {
            let former = office.tokens.start.checked_sub(1).is_some_and(|before| {
                matches!(tokens[before].folded.as_str(), "former" | "then" | "ex" | "late" | "previous")
            });
            let of = self
                .country_before(office.tokens.start)
                .map(|(_, of)| of)
                .or_else(|| self.country_behind(end));
            let holds =
                |id: &&PersonId| self.gazetteer.offices.held(**id, &office.titles, of, self.text.day, former);
            match people.iter().filter(holds).copied().collect::<Vec<_>>()[..] {
                [id] => {
                    self.bind(id);
                    return Decision::named(EntityId::Person(id), Rule::OfficeAndSurname);
                }
                [] => {}
                ref several => return refused(Reason::Ambiguous(entities(several))),
            }
        }
        let among = |list: &[PersonId]| -> Vec<PersonId> {
            people.iter().copied().filter(|id| list.contains(id)).collect()
        };
        let bound = among(&self.bound);
        let of_text = if bound.is_empty() { among(self.text.people) } else { bound.clone() };
        // A word that is a country's name too is the country before it is a surname.
        if bound.is_empty() && !plain.is_empty() {
            return refused(Reason::Unbound(entities(&people)));
        }
        match of_text[..] {
            [_] if office.is_some() && bound.is_empty() => refused(Reason::Disagrees),
            [id] => Decision::named(EntityId::Person(id), Rule::Surname),
            [] if office.is_some() => refused(Reason::Disagrees),
            [] => refused(Reason::Unbound(entities(&people))),
            ref several => refused(Reason::Ambiguous(entities(several))),
        }
    }

    /// Whether a surname stands behind a given name that is not its bearer's: "Ayub Khan", or behind "the".
    pub(super) fn part_of_name(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(before) = start.checked_sub(1).filter(|_| beside(&tokens[start])) else { return false };
        let word = &tokens[before];
        if word.folded == "the" {
            let next = tokens.get(start + 1);
            return !next.is_some_and(|next| beside(next) && is(&next.folded, Team));
        }
        if !word.capital || word.possessive() || is(&word.folded, Honorific) {
            return false;
        }
        if self.scan.title(before).is_some() {
            return false;
        }
        // "Russia Putin" is no name, but "India Modi" might be one of a headline; a demonym stands before names.
        if self
            .scan
            .name(before)
            .is_some_and(|name| name.senses.iter().all(|sense| sense.form != Form::Short))
        {
            return false;
        }
        let opens = matches!(word.gap, Gap::Stop | Gap::Other)
            && ["ing", "ed", "ly"].iter().any(|ending| word.folded.ends_with(ending));
        !(opens || is_no_name(&word.folded))
    }

    pub(super) fn is_month(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let number = |token: &Token| token.folded.starts_with(|c: char| c.is_ascii_digit());
        let before = at.checked_sub(1).map(|before| &tokens[before]).filter(|_| tokens[at].gap != Gap::Stop);
        let next = tokens.get(at + 1).filter(|next| matches!(next.gap, Gap::Space | Gap::Comma));
        let begins = tokens[at].gap == Gap::Stop
            && next.is_some_and(|next| {
                is(&next.folded, Opener)
                    && !matches!(
                        next.folded.as_str(),
                        "has" | "had" | "will" | "was" | "is" | "also" | "said"
                    )
            });
        before.is_some_and(|before| number(before) || is(&before.folded, BeforeMonth))
            || next.is_some_and(number)
            || begins
    }
}

fn entities(people: &[PersonId]) -> Vec<EntityId> {
    people.iter().map(|id| EntityId::Person(*id)).collect()
}
