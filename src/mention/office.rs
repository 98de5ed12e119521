//! Offices: the words for them, and who held which of whom on a day. Never knows a text's grammar.

use std::sync::OnceLock;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::abroad;
use super::lexicon::{Lexicon, Sieve};
use super::token::{Token, tokens};
use crate::atlas;
use crate::date::Partial;
use crate::entity::{CountryId, EntityId, Key, PersonId};
use crate::record::Office;

/// An office by its first word in the table, with the countries where a synonym means it; everywhere if none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) office: Key,
    countries: Vec<CountryId>,
}

impl Title {
    /// Whether it is a minister's wherever it stands: no American state has any, but it may have a chancellor.
    pub(super) fn is_ministerial(&self) -> bool {
        self.countries.is_empty() && self.office.as_str().contains("minister")
    }

    /// Whether the words mean this office there.
    pub(super) fn means(&self, of: Option<EntityId>) -> bool {
        self.countries.is_empty()
            || of.is_some_and(|of| matches!(of, EntityId::Country(id) if self.countries.contains(&id)))
    }
}

/// Of whom an office is, and the titles that say which.
pub(super) type Held<'a> = (EntityId, &'a [&'a Title]);

/// An office that somebody holds or held.
#[derive(Clone, Copy, Debug)]
struct Tenure {
    person: PersonId,
    of: EntityId,
    office: Key,
    from: Option<Date>,
    to: Option<Date>,
    /// The latest day on which it may have begun, and the earliest on which it may have ended.
    within: (Option<Date>, Option<Date>),
}

impl Tenure {
    fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether it covers a day; with `ever`, or had begun before it.
    fn counts(&self, day: Date, ever: bool) -> bool {
        self.covers(day) || (ever && self.from.is_none_or(|from| from <= day))
    }

    /// Whether somebody else held it besides for more than the day of a hand-over, whatever its dates mean.
    fn overlaps(&self, later: &Tenure) -> bool {
        let (ended, began) = (self.within.1, later.within.0);
        self.person != later.person && ended.is_some_and(|ended| began.is_some_and(|began| ended > began))
    }
}

/// The offices that the people of a digest hold or held.
#[derive(Debug, Default)]
pub(super) struct Offices {
    /// Titles that only this digest knows.
    own: Lexicon<Title>,
    /// By office, and of whom it is.
    tenures: FxHashMap<(EntityId, Key), Vec<Tenure>>,
    /// The words of titles that only this digest knows, in all forms that languages other than English give them.
    abroad: FxHashMap<Key, Vec<Vec<String>>>,
    /// The same by person.
    held: FxHashMap<PersonId, Vec<Tenure>>,
}

/// The titles that every digest knows.
pub(super) fn built_in() -> &'static Lexicon<Title> {
    static TITLES: OnceLock<Lexicon<Title>> = OnceLock::new();
    TITLES.get_or_init(|| {
        let mut titles = Lexicon::default();
        for (office, synonyms) in atlas::titles() {
            let key = Key::new(office);
            for synonym in [office].into_iter().chain(synonyms) {
                let (words, scope) = synonym.split_once('@').unwrap_or((synonym, ""));
                let countries = scope.split(',').filter_map(atlas::find).collect();
                titles.add(&tokens(words), Title { office: key, countries });
            }
        }
        titles
    })
}

impl Offices {
    /// Adds an office that a person holds or held.
    pub(super) fn add(&mut self, person: PersonId, office: &Office, of: EntityId) {
        let words = tokens(&office.title);
        let known = self.titles(&words, 0).filter(|(count, _)| *count == words.len());
        let key = match known.and_then(|(_, titles)| pick(&titles, Some(of))) {
            Some(key) => key,
            None => {
                let key = Key::new(&crate::fold::fold(&office.title));
                self.own.add(&words, Title { office: key, countries: Vec::new() });
                self.abroad.entry(key).or_insert_with(|| abroad::forms(&office.title));
                // "the European Commission president"
                if let Some((rank, body)) = office.title.split_once(" of ") {
                    let turned = format!("{} {rank}", body.strip_prefix("the ").unwrap_or(body));
                    self.own.add(&tokens(&turned), Title { office: key, countries: Vec::new() });
                }
                key
            }
        };
        let tenure = Tenure {
            person,
            of,
            office: key,
            from: office.from.map(Partial::first),
            to: office.to.map(Partial::last),
            within: (office.from.map(Partial::last), office.to.map(Partial::first)),
        };
        self.tenures.entry((of, key)).or_default().push(tenure);
        self.held.entry(person).or_default().push(tenure);
    }

    /// Adds the words with which a title may begin.
    pub(super) fn add_to(&self, sieve: &mut Sieve) {
        sieve.add_all(&self.own.sieve);
        sieve.add_all(&built_in().sieve);
    }

    /// The longest title that begins at `tokens[at]`.
    pub(super) fn titles(&self, tokens: &[Token<'_>], at: usize) -> Option<(usize, Vec<&Title>)> {
        // An abbreviation is one in capitals only: "PM", not "pm".
        let fits = |_: &Title, count: usize| count > 1 || tokens[at].place.len() > 3 || tokens[at].capitals;
        let (own, built_in) = (self.own.longest(tokens, at, fits), built_in().longest(tokens, at, fits));
        match (own, built_in) {
            (Some(own), Some(built_in)) => Some(if own.0 >= built_in.0 { own } else { built_in }),
            (own, built_in) => own.or(built_in),
        }
    }

    /// Whether anybody is known to have held an office.
    pub(super) fn known(&self, of: EntityId, titles: &[&Title]) -> bool {
        pick(titles, Some(of)).is_some_and(|office| self.tenures.contains_key(&(of, office)))
    }

    /// The holders of an office on a day: one, or all who hold it at once; on a hand-over day the later one alone.
    pub(super) fn holders(&self, of: EntityId, titles: &[&Title], day: Date) -> Vec<PersonId> {
        let Some(office) = pick(titles, Some(of)) else { return Vec::new() };
        // "The chief" of one organization is its secretary-general, that of another its managing director.
        let others = || titles.iter().filter(|title| title.means(Some(of))).map(|title| title.office);
        // A caretaker is who holds the office; but "the acting president" may be somebody who stands in for a day.
        let acting = || Key::known(&format!("acting {}", office.as_str()));
        let offices = [office].into_iter().chain(std::iter::once_with(acting).flatten()).chain(others());
        offices.map(|office| self.on(of, office, day)).find(|held| !held.is_empty()).unwrap_or_default()
    }

    /// Of those who hold an office on a day, who holds it behind a hand-over.
    pub(super) fn latest(
        &self,
        holders: Vec<PersonId>,
        titles: &[&Title],
        of: Option<EntityId>,
        day: Date,
    ) -> Vec<PersonId> {
        let [_, _, ..] = holders[..] else { return holders };
        let later = |id: &PersonId| {
            let mut held = self.on_day(*id, day, false).filter(|(entity, key)| {
                of.is_none_or(|of| of == *entity) && titles.iter().any(|title| title.office == *key)
            });
            held.any(|(entity, _)| self.holders(entity, titles, day).contains(id))
        };
        let latest: Vec<PersonId> = holders.iter().copied().filter(later).collect();
        if latest.is_empty() { holders } else { latest }
    }

    /// Whether a person is known to have held an office from one day to another.
    pub(super) fn held_through(
        &self,
        person: PersonId,
        office: Held<'_>,
        (first, last): (Date, Date),
    ) -> bool {
        let through =
            |it: &Tenure| it.from.is_some_and(|from| from <= first) && it.to.is_none_or(|to| last <= to);
        self.terms(person, office).any(through)
    }

    /// Whether a person is known to have come into an office between two days.
    pub(super) fn began(&self, person: PersonId, office: Held<'_>, (first, last): (Date, Date)) -> bool {
        self.terms(person, office).any(|it| it.from.is_some_and(|from| first <= from && from <= last))
    }

    /// All that a person holds or held.
    fn of_person(&self, person: PersonId) -> impl Iterator<Item = &Tenure> {
        self.held.get(&person).into_iter().flatten()
    }

    fn terms(&self, person: PersonId, (of, titles): Held<'_>) -> impl Iterator<Item = &Tenure> {
        let office = pick(titles, Some(of));
        self.of_person(person).filter(move |it| it.of == of && Some(it.office) == office)
    }

    /// The offices that a person holds on a day, of another than `of`.
    pub(super) fn elsewhere(&self, person: PersonId, of: EntityId, day: Date) -> impl Iterator<Item = Key> {
        self.of_person(person).filter(move |it| it.of != of && it.covers(day)).map(|it| it.office)
    }

    /// The offices that a person holds on a day, and of whom; `ever` also those held before.
    pub(super) fn on_day(
        &self,
        person: PersonId,
        day: Date,
        ever: bool,
    ) -> impl Iterator<Item = (EntityId, Key)> {
        self.of_person(person).filter(move |it| it.counts(day, ever)).map(|it| (it.of, it.office))
    }

    /// The folded words of a title that only this digest knows, in all their forms.
    pub(super) fn titles_abroad(&self, office: Key) -> &[Vec<String>] {
        self.abroad.get(&office).map_or(&[], Vec::as_slice)
    }

    fn on(&self, of: EntityId, office: Key, day: Date) -> Vec<PersonId> {
        let covering = || self.tenures.get(&(of, office)).into_iter().flatten().filter(|it| it.covers(day));
        let Some(last) = covering().max_by_key(|it| it.from) else { return Vec::new() };
        let besides = covering().filter(|it| it.overlaps(last)).map(|it| it.person);
        let mut holders: Vec<PersonId> = std::iter::once(last.person).chain(besides).collect();
        holders.sort_unstable();
        holders.dedup();
        holders
    }

    /// Whether a person held an office, of whomever or of one country, on a day; `ever` also before it.
    pub(super) fn held(
        &self,
        person: PersonId,
        titles: &[&Title],
        of: Option<EntityId>,
        day: Date,
        ever: bool,
    ) -> bool {
        self.of_person(person).any(|it| {
            let plain = it.office.as_str().strip_prefix("acting ");
            let means = |title: &&Title| {
                let is_acting = plain == Some(title.office.as_str());
                (title.office == it.office || is_acting) && title.means(Some(it.of))
            };
            of.is_none_or(|of| of == it.of) && titles.iter().any(means) && it.counts(day, ever)
        })
    }

    /// Of whom an office is whose words say so: "president of the European Commission", "the pope".
    pub(super) fn sole(&self, titles: &[&Title]) -> Option<EntityId> {
        let names_it = |title: &&&Title| {
            let office = title.office.as_str();
            (office.contains(" of the ") || office == POPE) && title.countries.is_empty()
        };
        let office = titles.iter().find(names_it)?.office;
        let mut of = self.tenures.keys().filter(|(_, key)| *key == office).map(|(of, _)| *of);
        of.next().filter(|_| of.next().is_none())
    }

    /// Whether a person is known to have held any office.
    pub(super) fn has_any(&self, person: PersonId) -> bool {
        self.held.contains_key(&person)
    }

    /// Whether a person is known to have held, or to come to hold, one of some offices.
    pub(super) fn has_one_of(&self, person: PersonId, offices: &[&str]) -> bool {
        self.of_person(person).any(|it| offices.contains(&it.office.as_str()))
    }

    /// Whether a person is known to hold any office on a day; `ever` also before it.
    pub(super) fn holds_any(&self, person: PersonId, day: Date, ever: bool) -> bool {
        self.of_person(person).any(|it| it.counts(day, ever))
    }

    /// Whether a person has offices of a country, and none of another one.
    pub(super) fn is_of_another_country(&self, person: PersonId, country: EntityId) -> bool {
        let held = || self.of_person(person);
        held().any(|it| matches!(it.of, EntityId::Country(_))) && held().all(|it| it.of != country)
    }

    /// Whether a person has offices, and none of them is of an entity.
    pub(super) fn is_of_others(&self, person: PersonId, of: EntityId) -> bool {
        self.has_any(person) && self.of_person(person).all(|it| it.of != of)
    }

    /// Whether a person may be of a rank on a day: who holds an office then and none that names it is not.
    pub(super) fn may_rank(&self, person: PersonId, rank: &str, day: Date) -> bool {
        let mut held = self.of_person(person).filter(|it| it.covers(day)).peekable();
        held.peek().is_none() || held.any(|it| it.office.as_str().contains(rank))
    }

    /// Whether a person holds an office on a day that is or ends in a rank: "presidents" are who are president, "ministers"
    /// who are prime minister.
    pub(super) fn is_of_rank(&self, person: PersonId, rank: &str, day: Date) -> bool {
        self.of_person(person).any(|it| {
            let before = it.office.as_str().strip_suffix(rank);
            let plain = |before: &str| {
                before.is_empty()
                    || (before.ends_with(' ') && !["deputy ", "vice "].iter().any(|it| before.contains(it)))
            };
            before.is_some_and(plain) && it.covers(day)
        })
    }

    /// Whether the office that a person holds on a day is of a rank: "secretary" of who is secretary of state,
    /// "minister" of who is foreign minister, "president" of who is president of the European Commission.
    pub(super) fn ranks(&self, person: PersonId, rank: &str, day: Date) -> bool {
        self.of_person(person).any(|it| {
            let office = it.office.as_str();
            let (head, tail) = (office.strip_prefix(rank), office.strip_suffix(rank));
            let plain = |rest: &str| {
                rest.ends_with(' ') && !["prime ", "deputy ", "vice "].iter().any(|it| rest.contains(it))
            };
            let last = ["minister", "secretary"].contains(&rank) && tail.is_some_and(plain);
            // The secretary of defense is a defence minister.
            let called = rank == "secretary" && is_called_secretary(it.office, it.of);
            (last || called || head.is_some_and(|rest| rest.starts_with(" of "))) && it.covers(day)
        })
    }
}

/// An office of which there is one in the world.
pub(super) const POPE: &str = "pope";

/// Whether a country calls an office a secretary's that is a minister's elsewhere.
fn is_called_secretary(office: Key, of: EntityId) -> bool {
    static CALLED: OnceLock<FxHashSet<(Key, CountryId)>> = OnceLock::new();
    let called = CALLED.get_or_init(|| {
        let synonyms =
            atlas::titles().flat_map(|(office, words)| words.into_iter().map(move |it| (office, it)));
        let secretaries = synonyms.filter_map(|(office, words)| {
            let (words, scope) = words.split_once('@')?;
            words.contains("secretary").then_some((Key::new(office), scope))
        });
        secretaries
            .flat_map(|(key, scope)| scope.split(',').filter_map(atlas::find).map(move |id| (key, id)))
            .collect()
    });
    matches!(of, EntityId::Country(id) if called.contains(&(office, id)))
}

/// The office that words mean in a country: what they mean only there goes before what they mean anywhere.
fn pick(titles: &[&Title], of: Option<EntityId>) -> Option<Key> {
    let there = titles.iter().find(|title| !title.countries.is_empty() && title.means(of));
    there.or_else(|| titles.iter().find(|title| title.countries.is_empty())).map(|title| title.office)
}
