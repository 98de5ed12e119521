//! What a digest knows of its people beside their names and offices: the country they stand for, whose son they are, and who
//! bears their name but for a "Jr."

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::entity::{CountryId, EntityId, PersonId};
use crate::fold::fold;
use crate::record::Person;

/// Joins a father's name to a son's or a daughter's.
pub(super) const OF_FATHER: [&str; 4] = ["bin", "ibn", "bint", "binti"];

/// Tells a son of his father's name from him.
const YOUNGER: [&str; 6] = ["jr", "sr", "ii", "iii", "junior", "senior"];

/// The people of a digest.
#[derive(Debug, Default)]
pub(super) struct People {
    countries: FxHashMap<PersonId, CountryId>,
    /// Those of their names, folded, in which a father's stands.
    fathers: FxHashMap<PersonId, Vec<String>>,
    /// By who bears a name without more: those who bear it with a "Jr."
    namesakes: FxHashMap<PersonId, Vec<PersonId>>,
}

impl People {
    /// Collects what is known; `of` resolves what a person's country says.
    pub(super) fn new(
        people: &BTreeMap<PersonId, Arc<Person>>,
        of: impl Fn(&str) -> Option<EntityId>,
        hasher: &mut impl Hasher,
    ) -> People {
        let mut known = People::default();
        let plain: FxHashMap<String, PersonId> =
            people.iter().map(|(id, person)| (fold(&person.name), *id)).collect();
        for (id, person) in people {
            if let Some(EntityId::Country(country)) =
                person.country.as_ref().and_then(|country| of(&country.value))
            {
                (id, country).hash(hasher);
                known.countries.insert(*id, country);
            }
            let names = [&person.name].into_iter().chain(person.aliases.iter().map(|alias| &alias.value));
            for name in names.map(|name| fold(name)) {
                if name.split(' ').any(|word| OF_FATHER.contains(&word)) {
                    known.fathers.entry(*id).or_default().push(name);
                } else if let Some((stem, end)) = name.rsplit_once(' ')
                    && YOUNGER.contains(&end.trim_end_matches('.'))
                    && let Some(elder) = plain.get(stem).filter(|elder| *elder != id)
                {
                    (elder, id).hash(hasher);
                    known.namesakes.entry(*elder).or_default().push(*id);
                }
            }
        }
        known
    }

    /// The country that a person stands for.
    pub(super) fn country(&self, person: PersonId) -> Option<CountryId> {
        self.countries.get(&person).copied()
    }

    /// Those who bear a person's name with a "Jr." behind it.
    pub(super) fn namesakes(&self, person: PersonId) -> &[PersonId] {
        self.namesakes.get(&person).map_or(&[], Vec::as_slice)
    }

    /// Whether a person is known as the son or daughter of somebody: "Tamim", "bin", "Hamad".
    pub(super) fn is_child(&self, person: PersonId, own: &str, father: &str) -> bool {
        self.fathers.get(&person).into_iter().flatten().any(|name| {
            let words: Vec<&str> = name.split(' ').collect();
            words.windows(3).any(|it| it[0] == own && OF_FATHER.contains(&it[1]) && it[2] == father)
        })
    }

    /// Whether a name of a person says whose child it is.
    pub(super) fn has_father(&self, person: PersonId) -> bool {
        self.fathers.contains_key(&person)
    }
}
