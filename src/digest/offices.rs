//! Who held which office of whom, and the other names in the files of people and organizations.

use rustc_hash::FxHashMap;

use super::names;
use super::resolve::Linker;
use crate::diagnostic::{Code, Diagnostic};
use crate::entity::{EntityId, PersonId};

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
                match names::office_of(&of.value, &self.records.organizations) {
                    Some(entity) => holders.entry(entity).or_default().push((*id, index)),
                    None => diagnostics.push(
                        self.unknown(&person.file, of, "country or organization", Code::UnknownOrganization)
                            .hint("write a country's code, or the file name of an organization"),
                    ),
                }
            }
        }
        for list in holders.values_mut() {
            list.sort_by_key(|(id, index)| {
                let office = &self.records.people[id].offices[*index];
                (std::cmp::Reverse(office.from.map(crate::date::Partial::first)), *id)
            });
        }
        holders
    }

    pub(super) fn check_countries(&self, diagnostics: &mut Vec<Diagnostic>) {
        for person in self.records.people.values() {
            if let Some(name) = &person.country {
                self.country(&person.file, name, diagnostics);
            }
            if let Some(image) = &person.image {
                self.attachment(&person.file, &image.value, &image.range, diagnostics);
            }
        }
        for it in self.records.organizations.values() {
            if let Some(name) = &it.country {
                self.country(&it.file, name, diagnostics);
            }
        }
    }
}
