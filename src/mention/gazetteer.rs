//! All names that a digest knows, ready to be looked for: the atlas's in one language, and its own.

mod built_in;

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::change::Change;
use super::inflection;
use super::lexicon::{Form, Lexicon, Sense, Sieve};
use super::office::Offices;
use super::people::People;
use super::token::{Token, tokens};
use crate::atlas;
use crate::entity::{CountryId, EntityId, OrganizationId, PersonId};
use crate::fold::fold;
use crate::record::{CountryFile, Organization, Person};
use built_in::names_in;

/// The names of a snapshot. Built once; says what differs from another one, and so whether mentions still hold.
#[derive(Debug, Default)]
pub struct Gazetteer {
    own: Lexicon<Sense>,
    pub(super) offices: Offices,
    pub(super) people: People,
    sieve: OnceLock<Sieve>,
    /// Those who are called by the first word of their names for short: "Xi", "Kim".
    family_first: FxHashSet<PersonId>,
    /// The last words of people's names, folded.
    last_names: OnceLock<FxHashSet<String>>,
    /// All words of people's and organizations' names that are long enough to tell, folded.
    name_words: OnceLock<FxHashSet<String>>,
    /// Surnames of names as other languages than English write them, folded: "Selenskyj".
    surnames_abroad: FxHashSet<(String, PersonId)>,
    /// The acronyms of organizations, folded.
    acronyms: FxHashSet<String>,
    /// Whose organizations are a country's.
    countries: FxHashMap<OrganizationId, CountryId>,
    /// The digest's own names.
    names: FxHashSet<(String, Form, EntityId)>,
    /// Equal for equal offices, countries of organizations, and what else is known of people.
    fingerprint: u64,
}

/// What a gazetteer is made of.
#[derive(Clone, Copy, Debug)]
pub struct Registry<'a> {
    /// People, with their names and offices.
    pub people: &'a BTreeMap<PersonId, Arc<Person>>,
    /// Organizations.
    pub organizations: &'a BTreeMap<OrganizationId, Arc<Organization>>,
    /// What the digest adds to the names of countries.
    pub countries: &'a BTreeMap<CountryId, Arc<CountryFile>>,
}

impl Gazetteer {
    /// Collects the names; `office_of` resolves what an office says it is of.
    pub fn new(registry: Registry<'_>, office_of: impl Fn(&str) -> Option<EntityId>) -> Gazetteer {
        let mut gazetteer = Gazetteer::default();
        let mut hasher = FxHasher::default();
        gazetteer.people = People::new(registry.people, &office_of, &mut hasher);
        for (id, person) in registry.people {
            gazetteer.add_person(person);
            for office in &person.offices {
                let Some(of) = office.of.as_ref().and_then(|of| office_of(&of.value)) else { continue };
                (id, &office.title, office.from, office.to, of).hash(&mut hasher);
                gazetteer.offices.add(*id, office, of);
            }
        }
        for (id, it) in registry.organizations {
            gazetteer.add_organization(it);
            let country = it.country.as_ref().and_then(|country| office_of(&country.value));
            let country = match country {
                Some(EntityId::Country(country)) => Some(country),
                _ => it.aliases.iter().find_map(|alias| country_before(&alias.value)),
            };
            if let Some(country) = country {
                (id, country).hash(&mut hasher);
                gazetteer.countries.insert(*id, country);
            }
        }
        for (id, file) in registry.countries {
            let entity = EntityId::Country(*id);
            for alias in file.name.iter().chain(file.aliases.iter().map(|alias| &alias.value)) {
                gazetteer.add(alias, Form::Alias, entity);
            }
            for demonym in &file.demonyms {
                gazetteer.add(demonym, Form::Demonym, entity);
            }
        }
        gazetteer.inflect();
        gazetteer.fingerprint = hasher.finish();
        gazetteer
    }

    /// Adds the names of a person.
    fn add_person(&mut self, person: &Person) {
        let entity = EntityId::Person(person.id);
        self.add(&person.name, Form::Name, entity);
        for alias in &person.aliases {
            self.add(&alias.value, Form::Alias, entity);
            // "Владимир Путин" of Vladimir Putin
            if let Some(surname) = inflection::surname(&alias.value) {
                self.add(surname, Form::Short, entity);
            } else if let Some(surname) = surname_abroad(person, &alias.value) {
                self.add(surname, Form::Short, entity);
                self.surnames_abroad.insert((fold(surname), person.id));
            }
        }
        // "Robert Kennedy Jr." is written with a comma too.
        for name in [&person.name].into_iter().chain(person.aliases.iter().map(|alias| &alias.value)) {
            let younger =
                ["Jr.", "Jr", "Sr.", "Sr"].iter().find_map(|end| Some((name.strip_suffix(end)?, end)));
            if let Some((stem, end)) = younger.filter(|(stem, _)| stem.ends_with(' ')) {
                self.add(&format!("{}, {end}", stem.trim_end()), Form::Alias, entity);
            }
        }
        for short in &person.short_names {
            // What is a whole name needs nobody to bind it: "Hun Sen".
            let is_whole = |name: &str| short.contains(' ') && fold(name) == fold(short);
            if is_whole(&person.name) || person.aliases.iter().any(|alias| is_whole(&alias.value)) {
                continue;
            }
            self.add(short, Form::Short, entity);
            if person.name.split(' ').next() == Some(short) {
                self.family_first.insert(person.id);
            }
            if let Some(whole) = with_particles(&person.name, short) {
                self.add(whole, Form::Short, entity);
            }
            // "Bashar al-Assad" is Assad too.
            let article =
                |word: &str| ["al", "el", "as", "ash", "ad"].contains(&word.to_lowercase().as_str());
            if let Some((_, rest)) = short.split_once('-').filter(|(first, _)| article(first)) {
                self.add(rest, Form::Short, entity);
            }
        }
    }

    /// Adds the names of an organization.
    fn add_organization(&mut self, it: &Organization) {
        let entity = EntityId::Organization(it.id);
        self.add(&it.name, Form::Name, entity);
        if it.name.chars().all(char::is_uppercase) {
            self.acronyms.insert(fold(&it.name));
        }
        for alias in it.acronym.iter().chain(it.aliases.iter().map(|alias| &alias.value)) {
            self.add(alias, Form::Alias, entity);
            if alias.chars().all(char::is_uppercase) {
                self.acronyms.insert(fold(alias));
            }
            // "U.N."
            if (2..=4).contains(&alias.len()) && alias.bytes().all(|letter| letter.is_ascii_uppercase()) {
                let dotted: String = alias.chars().flat_map(|letter| [letter, '.']).collect();
                self.add(&dotted, Form::Alias, entity);
            }
        }
    }

    /// Whether somebody's family name is the first word of the name.
    pub(super) fn is_family_first(&self, person: PersonId) -> bool {
        self.family_first.contains(&person)
    }

    /// Whether a folded word ends the name of somebody.
    pub(super) fn is_last_name(&self, word: &str) -> bool {
        let last = |(name, _, entity): &(String, Form, EntityId)| {
            let last = fold(name).rsplit(' ').next().map(ToString::to_string);
            last.filter(|_| matches!(entity, EntityId::Person(_)))
        };
        self.last_names.get_or_init(|| self.names.iter().filter_map(last).collect()).contains(word)
    }

    /// Whether a folded word is one of a person's or an organization's name.
    pub(super) fn is_of_name(&self, word: &str) -> bool {
        let words = || {
            let own = |entity: &EntityId| matches!(entity, EntityId::Person(_) | EntityId::Organization(_));
            let words = self.names.iter().filter(|(_, _, entity)| own(entity)).flat_map(|(name, ..)| {
                let name = fold(name);
                name.split([' ', '-']).map(ToString::to_string).collect::<Vec<_>>()
            });
            words.filter(|word| word.chars().count() > 2).collect()
        };
        self.name_words.get_or_init(words).contains(word)
    }

    /// Whether a meaning of a folded word is a surname as only other languages than English write it.
    pub(super) fn is_surname_abroad(&self, word: &str, sense: &Sense) -> bool {
        let Some(EntityId::Person(id)) = sense.entity else { return false };
        sense.form == Form::Short
            && !self.surnames_abroad.is_empty()
            && self.surnames_abroad.contains(&(word.to_string(), id))
    }

    /// Whether a folded word is an organization's acronym.
    pub(super) fn is_acronym(&self, word: &str) -> bool {
        self.acronyms.contains(word)
    }

    /// The country that an organization belongs to, if its file says so.
    pub(super) fn country_of(&self, organization: OrganizationId) -> Option<CountryId> {
        self.countries.get(&organization).copied()
    }

    /// Adds the other forms of the names of people and organizations, but none that another name takes too.
    fn inflect(&mut self) {
        let inflects = |(name, _, entity): &&(String, Form, EntityId)| {
            !name.is_ascii() || matches!(entity, EntityId::Organization(_))
        };
        let mut names: Vec<_> = self.names.iter().filter(inflects).cloned().collect();
        names.sort_unstable_by(|(a, _, of), (b, _, other)| (a, of).cmp(&(b, other)));
        let women: FxHashSet<EntityId> = names
            .iter()
            .filter(|(name, form, _)| *form != Form::Short && inflection::is_womans(name))
            .map(|it| it.2)
            .collect();
        // By form: the name that takes it, and of whom; none where they are several.
        let mut takers: FxHashMap<String, Option<(&str, EntityId)>> = FxHashMap::default();
        let mut forms = Vec::new();
        for (name, form, entity) in &names {
            let others = match (entity, form) {
                (EntityId::Person(_), Form::Short) => inflection::of_surname(name, women.contains(entity)),
                (EntityId::Person(_), _) => inflection::of_person(name),
                (EntityId::Organization(_), _) => inflection::of_organization(name),
                _ => Vec::new(),
            };
            for other in [name.clone()].into_iter().chain(others) {
                let taker = takers.entry(fold(&other)).or_insert(Some((name, *entity)));
                if taker.is_some_and(|(taker, of)| taker != name && of != *entity) {
                    *taker = None;
                }
                forms.push((other, *form, *entity));
            }
        }
        for (name, form, entity) in &forms {
            if takers.get(&fold(name)).is_some_and(Option::is_some) {
                add(&mut self.own, name, *form, Some(*entity));
            }
        }
    }

    /// The names that differ from those of another snapshot; `None` where more differs.
    pub fn change(&self, other: &Gazetteer) -> Option<Change> {
        let same = self.fingerprint == other.fingerprint;
        let differ: Vec<String> = self
            .names
            .symmetric_difference(&other.names)
            .flat_map(|(name, ..)| [name.clone()].into_iter().chain(inflection::of_organization(name)))
            .collect();
        same.then(|| Change::of(differ.iter().map(String::as_str))).flatten()
    }

    fn add(&mut self, name: &str, form: Form, entity: EntityId) {
        self.names.insert((name.to_string(), form, entity));
        add(&mut self.own, name, form, Some(entity));
    }

    /// The words with which the digest's own names, and offices, may begin.
    pub(super) fn sieve(&self) -> &Sieve {
        self.sieve.get_or_init(|| {
            let mut sieve = self.own.sieve.clone();
            self.offices.add_to(&mut sieve);
            sieve
        })
    }

    /// Whether one of the digest's own names may begin with two words.
    pub(super) fn may_join(&self, first: &Token<'_>, second: &Token<'_>) -> bool {
        self.own.sieve.may_join(first, second)
    }

    /// The longest of the digest's own names that begins at `tokens[at]`.
    pub(super) fn own<'a>(
        &'a self,
        text: &str,
        tokens: &[Token<'_>],
        at: usize,
    ) -> Option<(usize, Vec<&'a Sense>)> {
        self.own.longest_written(text, tokens, at)
    }

    /// The longest name that begins at `tokens[at]`. What the digest itself names goes before what the atlas says of
    /// the same words.
    pub(super) fn longest<'a>(
        &'a self,
        atlas: &'a Lexicon<Sense>,
        text: &str,
        tokens: &[Token<'_>],
        at: usize,
    ) -> Option<(usize, Vec<&'a Sense>)> {
        let own = self.own(text, tokens, at);
        let built_in = atlas.longest_written(text, tokens, at);
        match (own, built_in) {
            (Some((own, mut senses)), Some((count, others))) if own == count => {
                // A surname that is also a country's name leaves both open.
                if senses.iter().all(|sense| sense.form == Form::Short) {
                    senses.extend(others);
                }
                Some((count, senses))
            }
            (Some(own), Some(built_in)) => Some(if own.0 > built_in.0 { own } else { built_in }),
            (own, built_in) => own.or(built_in),
        }
    }
}

/// The surname of a person's name as another language spells it, word for word: "Selenskyj" of "Wolodymyr Selenskyj".
fn surname_abroad<'a>(person: &Person, alias: &'a str) -> Option<&'a str> {
    let surname = alias.rsplit(' ').next()?;
    let own = person.name.rsplit(' ').next()?;
    let is_default = person.short_names.len() == 1 && person.short_names[0] == own;
    let as_long = alias.split(' ').count() == person.name.split(' ').count() && surname.len() < alias.len();
    let is_word = surname.chars().count() > 2 && surname.chars().all(char::is_alphabetic);
    let is_spelling = |initials: &&str| {
        [alias, &person.name].iter().all(|name| fold(name).starts_with(|c| initials.contains(c)))
    };
    // "King Charles" is no other spelling of "Charles Windsor"; of other scripts nobody can tell.
    let spelt = !fold(alias).is_ascii() || INITIALS.iter().any(is_spelling);
    let other = fold(surname) != fold(own) && !surname.starts_with(char::is_lowercase);
    (is_default && as_long && is_word && spelt && other).then_some(surname)
}

/// Letters that languages spell one another's names with.
const INITIALS: [&str; 26] = [
    "a", "b", "ckqxz", "d", "ey", "f", "gh", "hgjx", "iyj", "jygd", "kcq", "l", "m", "n", "o", "pb", "qckg",
    "r", "sczx", "t", "uy", "vwb", "wvu", "xshk", "yji", "zsc",
];

/// The country that a name begins with: the United States of "U.S. Congress".
fn country_before(name: &str) -> Option<CountryId> {
    let words = tokens(name);
    let (count, senses) = atlas_names("en").longest_written(name, &words, 0)?;
    match senses[..] {
        [Sense { entity: Some(EntityId::Country(id)), .. }] if count < words.len() => Some(*id),
        _ => None,
    }
}

/// Adds a meaning of a name.
pub(super) fn add(lexicon: &mut Lexicon<Sense>, name: &str, form: Form, entity: Option<EntityId>) {
    let words = tokens(name);
    if let Some(sense) = Sense::new(name, &words, form, entity) {
        lexicon.add(&words, sense);
    }
}

/// A surname with the small words before it: "von der Leyen".
fn with_particles<'a>(name: &'a str, short: &str) -> Option<&'a str> {
    let given = name.strip_suffix(short)?;
    let is_particle = |word: &&str| word.starts_with(char::is_lowercase);
    let particles: usize =
        given.rsplit(' ').skip(1).take_while(is_particle).map(|particle| particle.len() + 1).sum();
    (particles > 0 && particles < given.len()).then(|| &name[given.len() - particles..])
}

/// The atlas's names in a language: in English with aliases, demonyms and shields, in another
/// the names and shields with their inflections.
pub(super) fn atlas_names(tag: &str) -> &'static Lexicon<Sense> {
    static NAMES: Mutex<Option<FxHashMap<String, &'static Lexicon<Sense>>>> = Mutex::new(None);
    let language = atlas::language_of(tag);
    let mut names = NAMES.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let known = names.get_or_insert_default();
    if let Some(lexicon) = known.get(&*language) {
        return lexicon;
    }
    // Kept for good: there are twenty-two languages, and every other one has no names.
    let lexicon: &'static Lexicon<Sense> = Box::leak(Box::new(names_in(&language)));
    known.insert(language, lexicon);
    lexicon
}
