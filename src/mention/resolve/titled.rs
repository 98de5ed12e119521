//! When a title before a surname says whose it is: "Mrs Obama", "Lord Cameron", "General Lee", "Senator Obama". Never
//! knows the offices that a digest dates.

use super::super::lexicon::Form;
use super::super::office::Title;
use super::super::scan::Match;
use super::super::token::{Gap, Token};
use super::super::words::{Class::*, is};
use super::Resolver;
use crate::entity::{EntityId, PersonId};

impl Resolver<'_> {
    /// Whether a title before a surname does not say whose it is: "Mrs Obama", where Barack Obama has a page too;
    /// "Lady Starmer", of whom the text has said no more.
    pub(super) fn is_titled_only(&self, start: usize, people: &[PersonId]) -> bool {
        let tokens = &self.scan.tokens;
        let Some(before) = self.scan.before(start) else { return false };
        let title = tokens[before].folded();
        let one = |list: &[PersonId]| matches!(people, [id] if list.contains(id));
        // "Mr Trump, a plumber", "Ms Trudeau, the prime minister's mother"
        let told = |next: &&Token<'_>| match next.folded() {
            "a" | "an" => true,
            "the" | "his" | "her" | "whose" => {
                title == "ms"
                    && self.scan.title(start + 2).is_none_or(|it| tokens[it.tokens.end - 1].possessive())
            }
            _ => false,
        };
        let stranger =
            tokens.get(start + 1).filter(|next| next.gap == Gap::Comma).is_some_and(|next| told(&next));
        let (named, about) = (one(&self.bound), one(self.text.people) && !stranger);
        let woman = || self.is_kins(start, &WOMEN, &MEN);
        match title {
            // French papers call a woman so once they have named her.
            "madame" | "mme" if self.text.language.starts_with("fr") => !named && !about,
            // The wife of somebody of the front matter may bear the name too.
            "mrs" | "miss" | "madame" | "mme" => !named || woman(),
            "ms" => (!named && !about) || woman(),
            "mr" => !about && (!named || self.is_kins(start, &MEN, &WOMEN)),
            "st" | "saint" => true,
            "dr" | "lord" | "dame" if !stranger && self.sole_subject(start, people).is_some() => false,
            "dr" | "lady" | "lord" | "dame" => {
                let introduced = |name: &Match<'_>| {
                    let of = |entity| matches!(entity, Some(EntityId::Person(id)) if people.contains(&id));
                    let whole = |sense: &&super::Sense| {
                        matches!(sense.form, Form::Name | Form::Alias) && of(sense.entity)
                    };
                    let titled = name.tokens.start.checked_sub(1).map(|at| tokens[at].folded());
                    titled == Some(title) && name.senses.iter().copied().any(|sense| whole(&sense))
                };
                !self.scan.names.iter().any(introduced)
            }
            _ => false,
        }
    }

    /// Whether the word before a surname is a calling that one of its bearers is not known to have: "Captain Johnson". Whom
    /// the front matter names may be a professor, or a general where he is a president.
    pub(super) fn is_of_calling(&self, start: usize, person: PersonId, people: &[PersonId]) -> bool {
        let tokens = &self.scan.tokens;
        let Some(before) = self.scan.before(start) else { return false };
        let calling = tokens[before].folded();
        let offices = &self.gazetteer.offices;
        let may = || {
            matches!(calling, "professor" | "prof")
                || (OF_SOLDIERS.contains(&calling) && offices.has_one_of(person, &PRESIDENTS))
        };
        is(calling, Calling)
            && !tokens[before].possessive()
            && self.scan.title(before).is_none()
            && !self.bound.contains(&person)
            && offices.has_any(person)
            && !offices.ranks(person, calling, self.text.day)
            && !(self.sole_subject(start, people) == Some(person) && may())
    }

    /// The one bearer of a surname whom the front matter names, if nothing in the text makes it somebody else's.
    fn sole_subject(&self, at: usize, people: &[PersonId]) -> Option<PersonId> {
        let surname = self.scan.tokens[at].folded();
        let mut about = people.iter().copied().filter(|id| self.text.people.contains(id));
        let one = about.next().filter(|_| about.next().is_none());
        let other = |id| self.kin.contains(surname) || self.is_stranger(surname, id, false);
        one.filter(|id| !is(surname, Everyday) && !other(*id))
    }

    /// Whom a title before a surname means of which the digest keeps no dates: "Senator Obama" of who came to his offices
    /// later, "President-elect Trump" of who holds none.
    pub(super) fn styled(&self, at: usize, titles: &[&Title], people: &[PersonId]) -> Option<PersonId> {
        let all = |wanted: &dyn Fn(&str) -> bool| titles.iter().all(|title| wanted(title.office.as_str()));
        let elect = all(&|office| ["elect", "designate"].iter().any(|end| office.ends_with(end)));
        let many = all(&|office| OF_MANY.contains(&office));
        let (offices, day) = (&self.gazetteer.offices, self.text.day);
        self.sole_subject(at, people).filter(|id| {
            (elect && !offices.holds_any(*id, day, false)) || (many && !offices.holds_any(*id, day, true))
        })
    }

    /// Whether "Mr" or "Mrs" may mean somebody else of a surname, who stood with another given name: "Jeb Bush", but not
    /// where the text tells of a wife and no brother. `same` are words for kin of that sex, `others` of the other.
    fn is_kins(&self, at: usize, same: &[&str], others: &[&str]) -> bool {
        let says = |words: &[&str]| words.iter().any(|word| self.stands_small(word));
        self.kin.contains(self.scan.tokens[at].folded()) && (says(same) || !says(others))
    }
}

/// Words for kin of a man, and of a woman.
const MEN: [&str; 8] = ["brother", "brothers", "son", "sons", "father", "husband", "uncle", "nephew"];
const WOMEN: [&str; 8] = ["sister", "sisters", "daughter", "daughters", "mother", "wife", "widow", "niece"];

/// Ranks of soldiers, which presidents may have.
const OF_SOLDIERS: [&str; 8] = ["general", "gen", "colonel", "col", "marshal", "admiral", "adm", "commander"];

/// Who may be a soldier.
const PRESIDENTS: [&str; 4] = ["president", "acting president", "supreme leader", "chairman"];

/// Offices that many hold at once, and of which a digest keeps no dates.
const OF_MANY: [&str; 5] = ["senator", "representative", "governor", "mayor", "member of parliament"];
