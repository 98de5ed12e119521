//! Who held which office of whom, and the other names in the files of people and organizations.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Digest;
use super::names::Kind;
use super::resolve::Linker;
use crate::atlas;
use crate::date::Partial;
use crate::diagnostic::{Code, Diagnostic, Span, closest};
use crate::entity::{EntityId, PersonId};
use crate::record::Office;

impl Digest {
    /// The office a person held on a day, with the entity it is of; of several, the one taken up last.
    pub fn office_on(&self, id: PersonId, day: Date) -> Option<(&Office, Option<EntityId>)> {
        // `max_by_key` takes the last of equals; the first in the file is the one the author thinks of first.
        let held = self.people.get(&id)?.offices.iter().rev().filter(|office| self.is_held(id, office, day));
        let office = held.max_by_key(|office| office.from.map(Partial::first))?;
        Some((office, self.office_of(office)))
    }

    /// Whether a person's office is held on a day: on a hand-over day by the later holder alone.
    pub fn is_held(&self, id: PersonId, office: &Office, day: Date) -> bool {
        office.covers(day) && !self.is_handed_over(id, office, day)
    }

    fn is_handed_over(&self, id: PersonId, office: &Office, day: Date) -> bool {
        let (Some(to), Some(of)) = (office.to, self.office_of(office)) else { return false };
        self.holders.get(&of).into_iter().flatten().any(|(other, index)| {
            let next = &self.people[other].offices[*index];
            let follows = next.from.is_some_and(|from| from.first() >= to.first());
            *other != id && next.title.eq_ignore_ascii_case(&office.title) && follows && next.covers(day)
        })
    }
}

/// Offices of a country that two people do not hold at once.
const SOLE: [&str; 6] = [
    "president",
    "prime minister",
    "chancellor",
    "foreign minister",
    "foreign secretary",
    "secretary of state",
];

impl Linker<'_> {
    /// Who held the offices of whom; an office of nobody known is an error.
    pub(super) fn holders(
        &self,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> FxHashMap<EntityId, Vec<(PersonId, usize)>> {
        let mut holders: FxHashMap<EntityId, Vec<(PersonId, usize)>> = FxHashMap::default();
        for (id, person) in &self.records.people {
            for (index, office) in person.offices.iter().enumerate() {
                let Some(of) = &office.of else { continue };
                match self.affiliations.of(&of.value) {
                    Some(entity) => holders.entry(entity).or_default().push((*id, index)),
                    None => {
                        let own = || self.names.closest(&of.value, Some(Kind::Organization));
                        let near = closest(&of.value, atlas::known_names()).map(str::to_string).or_else(own);
                        let hint = match near {
                            Some(near) => format!("did you mean `{near}`?"),
                            None => "write a country's code, or the file name of an organization".to_string(),
                        };
                        diagnostics.push(
                            self.unknown(
                                &person.file,
                                of,
                                "country or organization",
                                Code::UnknownOrganization,
                            )
                            .hint(hint),
                        );
                    }
                }
            }
        }
        for (entity, list) in &mut holders {
            list.sort_by_key(|(id, index)| {
                let office = &self.records.people[id].offices[*index];
                (std::cmp::Reverse(office.from.map(Partial::first)), *id)
            });
            if let EntityId::Country(_) = entity {
                diagnostics.extend((1..list.len()).filter_map(|at| self.not_ended(&list[..at], list[at])));
            }
        }
        holders
    }

    /// What to say of an office that only one holds at a time, and that ends too late or never though somebody else
    /// followed: those who did, newest first.
    fn not_ended(&self, later: &[(PersonId, usize)], (id, index): (PersonId, usize)) -> Option<Diagnostic> {
        let person = &self.records.people[&id];
        let office = &person.offices[index];
        let title = office.title.to_lowercase();
        let (Some(from), Some(of)) = (office.from, &office.of) else { return None };
        if !SOLE.contains(&title.as_str()) {
            return None;
        }
        let (next, begins) = later.iter().rev().find_map(|(other, index)| {
            let next = &self.records.people[other].offices[*index];
            let begins = next.from.filter(|begins| from.last() < begins.first())?;
            // The day of a hand-over is both's.
            let overlaps = office.to.is_none_or(|to| to.first() > begins.last());
            (*other != id && overlaps && next.title.to_lowercase() == title).then_some((*other, begins))
        })?;
        let name = &self.records.people[&next].name;
        let (ends, hint) = match office.to {
            None => ("has no end".to_string(), format!("add `to: {begins}`, or the day that it ended")),
            Some(to) => (format!("ends on {to}"), format!("write `to: {begins}`, or mend the other's dates")),
        };
        let message = format!("this office {ends}, but {name} is {title} from {begins} on");
        let span = Span::new(&person.file, of.range.clone());
        Some(Diagnostic::warning(Code::Contradiction, span, message).hint(hint))
    }

    pub(super) fn check_countries(&self, diagnostics: &mut Vec<Diagnostic>) {
        for person in self.records.people.values() {
            if let Some(name) = &person.country {
                self.country(&person.file, name, diagnostics);
            }
            if let Some(image) = &person.image {
                self.image(&person.file, &image.value, &image.range, diagnostics);
            }
        }
        for it in self.records.organizations.values() {
            if let Some(name) = &it.country {
                self.country(&it.file, name, diagnostics);
            }
        }
    }
}
