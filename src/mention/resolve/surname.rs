//! Whose surname a surname is: rule 7.

mod beside;

use super::super::lexicon::{Form, Sense};
use super::super::office::Title;
use super::super::scan::{Match, TitleMatch};
use super::super::token::Gap;
use super::super::words::{Class::*, is};
use super::super::{Reason, Rule};
use super::particle::is_particle_of_name;
use super::{Decision, Resolver, Stranger};
use crate::entity::{EntityId, PersonId};

/// A surname in a text.
struct Surname<'s, 'a> {
    name: &'s Match<'s>,
    /// Its last word, folded.
    word: &'a str,
    /// Whether the name is also something else's, of a country say.
    is_shared: bool,
    /// Whether what its bearer leads stands behind it.
    led: bool,
    /// Whom it may mean still.
    people: Vec<PersonId>,
}

impl Surname<'_, '_> {
    fn those(&self, fits: impl Fn(PersonId) -> bool) -> Vec<PersonId> {
        self.people.iter().copied().filter(|id| fits(*id)).collect()
    }
}

fn refused(reason: Reason) -> Decision {
    Decision::refused(Rule::Surname, reason)
}

impl<'a> Resolver<'a> {
    /// A surname (rule 7).
    pub(super) fn surname(&mut self, name: &Match<'_>, plain: &[&Sense]) -> Decision {
        let scan = self.scan;
        let (start, end) = (name.tokens.start, name.tokens.end);
        if is(scan.tokens[start].folded(), Month) && self.is_month(start) {
            return refused(Reason::Month);
        }
        let short = name.senses.iter().filter(|sense| sense.form == Form::Short);
        let people = short.filter_map(|sense| match sense.entity {
            Some(EntityId::Person(id)) => Some(id),
            _ => None,
        });
        let mut surname = Surname {
            name,
            word: scan.tokens[end - 1].folded(),
            is_shared: !plain.is_empty(),
            led: self.led(end),
            people: people.collect(),
        };
        let steps = [
            Self::within_another_name,
            Self::of_something_else,
            Self::of_calling,
            Self::of_rank,
            Self::apposed_to_office,
            Self::of_another_land,
            Self::ranked_before,
            Self::of_department,
            Self::in_another_language,
        ];
        for step in steps {
            if let Some(decision) = step(self, &mut surname) {
                return decision;
            }
        }
        let Surname { people, led, .. } = &surname;
        let mut meant = if *led { people.clone() } else { self.known(&surname, false) };
        let office = scan.before(start).and_then(|before| scan.title(before));
        if let Some(office) = office
            && let Some(decision) = self.behind_office(&surname, office, &mut meant)
        {
            return decision;
        }
        self.bound_before(&surname, &meant, office.is_some())
    }

    /// Those of whose surname nobody else has stood in the text.
    fn known(&self, surname: &Surname<'_, 'a>, by_office: bool) -> Vec<PersonId> {
        surname.those(|id| !self.is_stranger(surname.word, id, by_office))
    }

    /// Somebody else of the surname stands here; whoever the text has named keeps it.
    fn meets_another(&mut self, surname: &Surname<'_, 'a>, others: Vec<PersonId>) {
        let people = others.into_iter().filter(|id| !self.bound.contains(id)).collect();
        self.remember(Stranger { surname: surname.word, people, by_office: false });
    }

    /// Takes away those whom the text does not mean here; where nobody is left, it is nobody's.
    fn rule_out(
        &mut self,
        surname: &mut Surname<'_, 'a>,
        others: Vec<PersonId>,
        by_office: bool,
        reason: Reason,
    ) -> Option<Decision> {
        if others.is_empty() {
            return None;
        }
        surname.people.retain(|id| !others.contains(id));
        self.remember(Stranger { surname: surname.word, people: others, by_office });
        surname.people.is_empty().then(|| refused(reason))
    }

    /// The one whom an office beside the surname tells.
    fn by_office(&mut self, person: PersonId) -> Decision {
        self.bind(person);
        Decision::named(EntityId::Person(person), Rule::OfficeAndSurname)
    }

    /// What belongs to a longer name.
    fn within_another_name(&mut self, surname: &mut Surname<'_, 'a>) -> Option<Decision> {
        let tokens = &surname.name.tokens;
        let (start, end) = (tokens.start, tokens.end);
        if self.part_of_name(start, surname.led) {
            // Whoever the text has named keeps the surname.
            if self.is_given_before(start) {
                self.kin.insert(surname.word);
                self.meets_another(surname, surname.people.clone());
            }
            return Some(refused(Reason::PartOfName));
        }
        let after = self.name_after(end) && !surname.led;
        // Whose family name stands first stands behind it with another given name: "Kim Keon Hee".
        let others = surname.those(|id| after && self.gazetteer.is_family_first(id));
        if !others.is_empty() {
            self.kin.insert(surname.word);
        }
        let goes_on = self.goes_on(tokens);
        let introduced = self.is_introduced(tokens, &surname.people);
        if !others.is_empty() || goes_on || introduced {
            let others = if others.is_empty() { surname.people.clone() } else { others };
            self.meets_another(surname, others);
        }
        let part = self.thing_after(tokens)
            || after
            || self.surname_after(end)
            || self.is_another_bearer(tokens)
            || goes_on
            || introduced
            || (is_particle_of_name(&self.scan.tokens, end) && !self.is_german_article(end))
            || self.is_ship(start)
            || self.is_titled_ship(start)
            || self.is_spouse(start, end)
            || (surname.is_shared && self.is_saint(tokens));
        part.then(|| refused(Reason::PartOfName))
    }

    /// The name of a place, a title's alone, or a word of everyday.
    fn of_something_else(&mut self, surname: &mut Surname<'_, 'a>) -> Option<Decision> {
        let start = surname.name.tokens.start;
        if self.is_place(&surname.name.tokens) {
            return Some(refused(Reason::SomethingElse));
        }
        if self.is_titled_only(start, &surname.people) {
            // "Dr. Brown", of whom nobody is told to be one
            if self.scan.tokens[start - 1].folded() == "dr" {
                self.meets_another(surname, surname.people.clone());
            }
            return Some(refused(Reason::Title));
        }
        self.is_everyday(surname.name).then(|| refused(Reason::Everyday))
    }

    fn of_calling(&mut self, surname: &mut Surname<'_, 'a>) -> Option<Decision> {
        let start = surname.name.tokens.start;
        let others = surname.those(|id| self.is_of_calling(start, id, &surname.people));
        self.rule_out(surname, others, false, Reason::Title)
    }

    fn of_rank(&mut self, surname: &mut Surname<'_, 'a>) -> Option<Decision> {
        let (rank, several) = self.rank_before(surname.name.tokens.start)?;
        let (offices, day) = (&self.gazetteer.offices, self.text.day);
        // "Presidents Putin and Xi"
        if let [id] = surname.people[..]
            && several
            && offices.is_of_rank(id, rank, day)
        {
            return Some(self.by_office(id));
        }
        // "Senators Shaheen and Hassan" are not Tanzania's president.
        surname.people.retain(|id| offices.may_rank(*id, rank, day));
        surname.people.is_empty().then(|| refused(Reason::Disagrees))
    }

    fn apposed_to_office(&mut self, surname: &mut Surname<'_, 'a>) -> Option<Decision> {
        let ((of, titles), titled) = self.apposed(&surname.name.tokens)?;
        let offices = &self.gazetteer.offices;
        let holders = surname.those(|id| offices.held(id, titles, Some(of), self.text.day, false));
        if let [id] = holders[..] {
            return Some(self.by_office(id));
        }
        let is_other = |id| offices.is_of_others(id, of) && (titled || !self.bound.contains(&id));
        let others = surname.those(is_other);
        self.rule_out(surname, others, true, Reason::Disagrees)
    }

    fn of_another_land(&mut self, surname: &mut Surname<'_, 'a>) -> Option<Decision> {
        let others = surname.those(|id| self.is_of_another_land(surname.name.tokens.start, id));
        self.rule_out(surname, others, true, Reason::Disagrees)
    }

    fn ranked_before(&mut self, surname: &mut Surname<'_, 'a>) -> Option<Decision> {
        match self.ranked(surname.name.tokens.start, &surname.people)[..] {
            [id] => Some(self.by_office(id)),
            _ => None,
        }
    }

    fn of_department(&mut self, surname: &mut Surname<'_, 'a>) -> Option<Decision> {
        let start = surname.name.tokens.start;
        let others = surname.those(|id| !self.bound.contains(&id) && self.is_of_department(start, id));
        self.rule_out(surname, others, false, Reason::Disagrees)
    }

    /// What words of other languages say beside it, and what their scripts do not.
    fn in_another_language(&mut self, surname: &mut Surname<'_, 'a>) -> Option<Decision> {
        let tokens = &surname.name.tokens;
        match self.in_office_abroad(tokens, &surname.people)[..] {
            [] => {}
            [id] => return Some(self.by_office(id)),
            ref several => return Some(refused(Reason::Ambiguous(entities(several)))),
        }
        let agrees = |id: &PersonId| self.bound.contains(id) || !self.disagrees_abroad(tokens, *id);
        surname.people.retain(agrees);
        if surname.people.is_empty() {
            return Some(refused(Reason::Disagrees));
        }
        // Without capitals a surname is any other word too: "سعيد" is "happy".
        if self.scan.tokens[tokens.start].cased {
            return None;
        }
        surname.people.retain(|id| self.bound.contains(id) || self.is_titled_abroad(tokens, *id));
        surname.people.is_empty().then(|| refused(Reason::Uncased))
    }

    /// Whom the office before a surname means; takes those out of `meant` whom it does not.
    fn behind_office(
        &mut self,
        surname: &Surname<'_, 'a>,
        office: &TitleMatch<'_>,
        meant: &mut Vec<PersonId>,
    ) -> Option<Decision> {
        let Surname { people, name, .. } = surname;
        let (start, end) = (name.tokens.start, name.tokens.end);
        let before = self.country_before(office.tokens.start);
        let first = before.map_or(office.tokens.start, |(first, _)| first);
        let Holding { not_held, former, counted } = self.holding(office.tokens.start, first);
        if counted && people.len() > 1 {
            return Some(refused(Reason::Ambiguous(entities(people))));
        }
        let of = before.map(|(_, of)| of).or_else(|| self.country_behind(end).map(|(_, of)| of));
        let day = self.text.day;
        let offices = &self.gazetteer.offices;
        let ranks = |id: &PersonId| {
            let rank = |title: &&Title| offices.ranks(*id, title.office.as_str(), day);
            !matches!(of, Some(EntityId::Country(_))) && office.titles.iter().any(rank)
        };
        // Who holds an office is not its former holder, nor its shadow.
        let is_former = |id: &PersonId| not_held && offices.held(*id, &office.titles, of, day, false);
        meant.retain(|id| !is_former(id));
        let holds = |id: &&PersonId| offices.held(**id, &office.titles, of, day, former) || ranks(id);
        // An office that names its country tells a stranger from the one who holds it there.
        let may_hold = if of.is_some() && !former { people.clone() } else { self.known(surname, true) };
        let holders = may_hold.iter().filter(|id| !is_former(id)).filter(holds).copied().collect();
        match offices.latest(holders, &office.titles, of, day)[..] {
            [id] => Some(self.by_office(id)),
            [] => {
                if let Some(id) = self.styled(start, &office.titles, people) {
                    return Some(Decision::named(EntityId::Person(id), Rule::Surname));
                }
                let others = |id: &PersonId| offices.held(*id, &office.titles, None, day, true);
                // "President Johnson" is not he who was a prime minister.
                let not_yet = office.titles.iter().any(|title| {
                    ["elect", "designate"].iter().any(|end| title.office.as_str().ends_with(end))
                });
                meant.retain(|id| not_yet || others(id) || !offices.has_any(*id) || ranks(id));
                if of.is_none() || !people.iter().any(others) {
                    return None;
                }
                let stranger = Stranger { surname: surname.word, people: people.clone(), by_office: true };
                self.remember(stranger);
                Some(refused(Reason::Disagrees))
            }
            ref several => Some(refused(Reason::Ambiguous(entities(several)))),
        }
    }

    /// What the words before an office say, and before its country's name at `first`.
    fn holding(&self, office: usize, first: usize) -> Holding {
        let tokens = &self.scan.tokens;
        let word = |at: usize| {
            let before = at.checked_sub(1).filter(|_| matches!(tokens[at].gap, Gap::Space | Gap::Hyphen));
            before.map_or("", |before| tokens[before].folded())
        };
        let words = [word(office), word(first)];
        let says = |list: &[&str]| words.iter().any(|word| list.contains(word));
        let no_more = says(&["former", "ex", "late", "previous", "onetime"]);
        Holding {
            not_held: no_more || says(&IN_WAITING),
            former: no_more || says(&["then"]),
            counted: ["first", "second", "third", "elder", "younger", "senior"].contains(&words[1]),
        }
    }

    /// Whom of those meant the text has named before, or else the front matter names.
    fn bound_before(&self, surname: &Surname<'_, 'a>, meant: &[PersonId], has_office: bool) -> Decision {
        if meant.is_empty() {
            let is_stranger = |id: &PersonId| self.is_stranger(surname.word, *id, false);
            let stranger = surname.people.iter().all(is_stranger);
            return refused(if stranger { Reason::Namesake } else { Reason::Disagrees });
        }
        let is_bound = |id: &PersonId| self.bound.contains(id);
        let nobody_bound = !meant.iter().any(is_bound);
        // A word that is a country's name too is the country before it is a surname.
        if nobody_bound && surname.is_shared {
            return refused(Reason::Unbound(entities(meant)));
        }
        // Whom the front matter names may be meant beside whom the text has named.
        let is_of_text = |id: &&PersonId| is_bound(id) || self.text.people.contains(id);
        let of_text: Vec<PersonId> = meant.iter().filter(is_of_text).copied().collect();
        match of_text[..] {
            [_] if has_office && nobody_bound => refused(Reason::Disagrees),
            [id] => Decision::named(EntityId::Person(id), Rule::Surname),
            [] if has_office => refused(Reason::Disagrees),
            [] => refused(Reason::Unbound(entities(meant))),
            ref several => refused(Reason::Ambiguous(entities(several))),
        }
    }
}

/// What words say of somebody who bears an office's title.
struct Holding {
    /// That somebody else holds it now, or nobody.
    not_held: bool,
    /// That they held it before.
    former: bool,
    /// Which of several of the surname they are: "the first President Bush".
    counted: bool,
}

/// Before an office, says that its holder is somebody else.
const IN_WAITING: [&str; 6] = ["shadow", "deputy", "assistant", "incoming", "aspiring", "rival"];

fn entities(people: &[PersonId]) -> Vec<EntityId> {
    people.iter().map(|id| EntityId::Person(*id)).collect()
}
