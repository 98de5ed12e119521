//! What each name of a text means, in the order of the text: rules 5 to 10 and 16.

mod abroad;
mod anothers;
mod apposition;
mod bearer;
mod called;
mod country;
mod demonym;
mod father;
mod georgia;
mod given;
mod institution;
mod longer;
mod namesake;
mod opening;
mod particle;
mod phrase;
mod place;
mod rank;
mod row;
mod single;
mod surname;
mod thing;
mod time;
mod titled;
mod unheld;
mod water;

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::evidence::Evidence;
use super::gazetteer::Gazetteer;
use super::lexicon::{Form, Sense};
use super::middle::Middle;
use super::scan::{Match, Scan, is_code};
use super::{Candidate, Reason, Rule, Text};
use crate::entity::{EntityId, Key, OrganizationId, PersonId};
use row::row;

/// A candidate and the tokens it is made of.
pub(super) struct Found {
    pub(super) candidate: Candidate,
    pub(super) tokens: Range<usize>,
}

/// Decides every name and office of a text.
pub(super) fn resolve(gazetteer: &Gazetteer, text: &Text<'_>, scan: &Scan<'_>) -> Vec<Found> {
    let evidence = Evidence::of(scan);
    let mut resolver = Resolver {
        gazetteer,
        text,
        scan,
        bound: Vec::new(),
        strangers: Vec::new(),
        met: FxHashSet::default(),
        kin: FxHashSet::default(),
        small: OnceCell::new(),
        others: Vec::new(),
        told: OnceCell::new(),
        owned: FxHashMap::default(),
        beside_niger: OnceCell::new(),
        elsewhere: Vec::new(),
        passed: 0,
        of_name: vec![None; scan.names.len()],
        georgia: georgia::georgia(scan, &evidence),
        namesakes: namesake::namesakes(scan),
        evidence,
    };
    let mut found = Vec::new();
    for (index, name) in scan.names.iter().enumerate() {
        let place = scan.place(&name.tokens);
        if let Some(entity) = text.explicit_at(&place) {
            // The author's word wins; it still binds the surname.
            if let EntityId::Person(id) = entity {
                resolver.name_whole(id);
            }
            resolver.of_name[index] = Some(entity);
            continue;
        }
        if is_code(text.body, &place) || scan.in_credit(&place) {
            continue;
        }
        let decision = resolver.name(name);
        resolver.of_name[index] = decision.entity;
        found.push(decision.at(place, name.tokens.clone()));
    }
    for title in &scan.titles {
        if let Some((tokens, decision)) = resolver.office(title) {
            let place = scan.place(&tokens);
            if text.explicit_at(&place).is_none() && !is_code(text.body, &place) {
                found.push(decision.at(place, tokens));
            }
        }
    }
    for (place, entity) in text.explicit {
        let first = scan.tokens.partition_point(|token| token.place.start < place.start);
        let last = scan.tokens.partition_point(|token| token.place.start < place.end);
        let decision = Decision { linked: true, ..Decision::named(*entity, Rule::Link) };
        found.push(decision.at(place.clone(), first..last.max(first)));
    }
    found.sort_by_key(|found| (found.candidate.text.start, found.candidate.text.end));
    found
}

struct Resolver<'a> {
    gazetteer: &'a Gazetteer,
    text: &'a Text<'a>,
    scan: &'a Scan<'a>,
    /// Those whose full name, or office and surname, has stood in the text so far.
    bound: Vec<PersonId>,
    /// Those of whose surnames somebody else has stood in the text.
    strangers: Vec<Stranger<'a>>,
    /// Surnames of those who stood with another given name.
    met: FxHashSet<&'a str>,
    /// Surnames before which another given name stood than that of a person of the digest.
    kin: FxHashSet<&'a str>,
    /// The words that the text writes with a small letter.
    small: OnceCell<FxHashSet<&'a str>>,
    /// Organizations of whose names another one has stood in the text.
    others: Vec<OrganizationId>,
    /// The last words of what is the name of something else: "Indians" of the Cleveland Indians.
    told: OnceCell<FxHashSet<&'a str>>,
    /// Whether the text has somebody of the name that an organization's possessive is of: "Lloyd's".
    owned: FxHashMap<OrganizationId, bool>,
    /// Whether the text names countries beside Niger that are not beside its namesake, the Nigerian state.
    beside_niger: OnceCell<bool>,
    /// Offices that stood as those of somebody else.
    elsewhere: Vec<Key>,
    /// How many names stand before the office that is looked at.
    passed: usize,
    of_name: Vec<Option<EntityId>>,
    /// What the rest of the text says of "Georgia".
    georgia: georgia::Georgia,
    /// Countries whose names are also those of people in this text.
    namesakes: Vec<namesake::Namesake>,
    evidence: Evidence,
}

/// Somebody of a surname who is nobody of the digest.
#[derive(PartialEq)]
struct Stranger<'a> {
    surname: &'a str,
    /// Those whom the surname alone no longer means.
    people: Vec<PersonId>,
    /// Whether an office of another country told, which it shares with theirs: "King Abdullah of Saudi Arabia".
    by_office: bool,
}

#[derive(Clone)]
struct Decision {
    entity: Option<EntityId>,
    suggested: Option<EntityId>,
    rule: Rule,
    linked: bool,
    reason: Option<Reason>,
}

impl Decision {
    fn named(entity: EntityId, rule: Rule) -> Decision {
        Decision { entity: Some(entity), suggested: None, rule, linked: false, reason: None }
    }

    fn refused(rule: Rule, reason: Reason) -> Decision {
        Decision { entity: None, suggested: None, rule, linked: false, reason: Some(reason) }
    }

    fn at(self, text: Range<usize>, tokens: Range<usize>) -> Found {
        let Decision { entity, suggested, rule, linked, reason } = self;
        Found { candidate: Candidate { text, entity, suggested, rule, linked, reason }, tokens }
    }
}

impl<'a> Resolver<'a> {
    fn bind(&mut self, person: PersonId) {
        if !self.bound.contains(&person) {
            self.bound.push(person);
        }
    }

    /// A person's full name stands in the text: from here on the surname is theirs.
    fn name_whole(&mut self, person: PersonId) {
        self.bind(person);
        for stranger in &mut self.strangers {
            stranger.people.retain(|id| *id != person);
        }
    }

    /// Somebody of a surname stands in the text whom the digest does not know: whoever the text has named keeps it.
    fn meets_stranger(&mut self, last: usize) {
        let scan = self.scan;
        let surname = scan.tokens[last].folded();
        self.kin.insert(surname);
        // A second time it says no more, and the text is not looked through again.
        if !self.met.insert(surname) {
            return;
        }
        let alike =
            |name: &&Match<'_>| name.tokens.len() == 1 && scan.tokens[name.tokens.start].folded() == surname;
        let senses = scan.names.iter().filter(alike).flat_map(|name| &name.senses);
        let mut people: Vec<PersonId> = senses
            .filter(|sense| sense.form == Form::Short)
            .filter_map(|sense| match sense.entity {
                Some(EntityId::Person(id)) if !self.bound.contains(&id) => Some(id),
                _ => None,
            })
            .collect();
        people.dedup();
        self.remember(Stranger { surname, people, by_office: false });
    }

    fn remember(&mut self, stranger: Stranger<'a>) {
        if !self.strangers.contains(&stranger) {
            self.strangers.push(stranger);
        }
    }

    /// Whether a surname may be somebody else's than a person's; `by_office` by the office that stood before it.
    fn is_stranger(&self, surname: &str, person: PersonId, by_office: bool) -> bool {
        self.strangers
            .iter()
            .any(|it| it.surname == surname && (it.by_office || !by_office) && it.people.contains(&person))
    }

    fn name(&mut self, name: &Match<'_>) -> Decision {
        if let Some(decided) = name.decided {
            return match decided {
                Some(entity) => {
                    if let EntityId::Person(id) = entity {
                        self.bind(id);
                    }
                    Decision::named(entity, Rule::FrontMatter)
                }
                None => Decision::refused(Rule::FrontMatter, Reason::Decided),
            };
        }
        let plain: Vec<&Sense> = name
            .senses
            .iter()
            .copied()
            .filter(|sense| !matches!(sense.form, Form::Short | Form::Metonym))
            .collect();
        if name.senses.iter().any(|sense| sense.form == Form::Short) {
            let decision = self.surname(name, &plain);
            // "St Francis": what is nobody's surname is nobody's name of one word.
            let person = |sense: &&Sense| matches!(sense.entity, Some(EntityId::Person(_)));
            let open = matches!(decision.reason, Some(Reason::Unbound(_) | Reason::Uncased));
            let none = plain.iter().all(person) && !open;
            if decision.entity.is_some() || plain.is_empty() || none {
                return decision;
            }
        }
        if plain.iter().any(|sense| matches!(sense.form, Form::Shield | Form::Namesake)) {
            return Decision::refused(Rule::Shield, Reason::SomethingElse);
        }
        if plain.is_empty() {
            let suggested = name.senses.first().and_then(|sense| sense.entity);
            return Decision { suggested, ..Decision::refused(Rule::Metonym, Reason::Suggestion) };
        }
        let mut entities: Vec<EntityId> = Vec::new();
        for entity in plain.iter().filter_map(|sense| sense.entity) {
            if !entities.contains(&entity) {
                entities.push(entity);
            }
        }
        let start = name.tokens.start;
        if name.tokens.len() == 1
            && plain.iter().all(|sense| sense.form == Form::Demonym)
            && self.is_language(start)
        {
            return Decision::refused(Rule::Demonym, Reason::Language);
        }
        let Some(mut entity) = self.only(&entities, &name.tokens) else {
            let countries = entities.iter().all(|entity| matches!(entity, EntityId::Country(_)));
            if countries && (self.is_of_place(&name.tokens) || self.is_crossing(&name.tokens)) {
                return Decision::refused(Rule::Name, Reason::PartOfName);
            }
            // "A Korean car" asks for no decision.
            if plain.iter().all(|sense| sense.form == Form::Demonym) {
                return Decision::refused(Rule::Demonym, Reason::NothingFor);
            }
            return Decision::refused(Rule::Name, Reason::Ambiguous(entities));
        };
        let form =
            plain.iter().find(|sense| sense.entity == Some(entity)).map_or(Form::Name, |sense| sense.form);
        let rule = match form {
            Form::Demonym => Rule::Demonym,
            Form::Combining => Rule::Combining,
            Form::Alias => Rule::Alias,
            _ => Rule::Name,
        };
        if let EntityId::Person(id) = entity {
            entity = EntityId::Person(self.elder_or_younger(&name.tokens, id));
        }
        let refusal = match entity {
            EntityId::Country(id) => self.no_country(name, id, form),
            EntityId::Person(id) => self.no_person(name, id),
            EntityId::Organization(id) => self.no_organization(&name.tokens, id),
            _ => None,
        };
        if let Some(reason) = refusal {
            return Decision::refused(rule, reason);
        }
        if let EntityId::Person(id) = entity {
            self.name_whole(id);
        }
        Decision::named(entity, rule)
    }

    /// Why a full name is not that of its bearer here.
    fn no_person(&mut self, name: &Match<'_>, id: PersonId) -> Option<Reason> {
        let tokens = &name.tokens;
        let doubtful = name.middle == Some(Middle::Name) || self.has_another_surname(tokens);
        let part = self.thing_after(tokens)
            || self.is_ship(tokens.start)
            || (doubtful && !self.is_vouched_for(name, id))
            || self.has_another_father(tokens, id)
            || self.lends_its_name(tokens)
            || self.reigns_elsewhere(tokens, id)
            || self.is_saint(tokens);
        let is_about = self.text.people.contains(&id);
        if !is_about && self.opens_with_preposition(tokens) {
            return Some(Reason::Everyday);
        }
        let given = self.has_another_given(tokens, id);
        let introduced = self.is_introduced(tokens, &[id]);
        let another = self.is_another_person(tokens, id);
        let other = name.middle.is_some() && part;
        if other || given || introduced || (another && self.numbered(tokens)) {
            self.meets_stranger(tokens.end - 1);
        }
        let another = another || introduced || self.is_likened(tokens, id);
        (part || given || another).then_some(Reason::PartOfName)
    }

    /// The one of several that a text means: the only one it is about, or else that its other words speak for; but none
    /// that stands beside the name under its own, as in "the Congo and the DR Congo".
    fn only(&self, entities: &[EntityId], name: &Range<usize>) -> Option<EntityId> {
        let [_, _, ..] = entities else { return entities.first().copied() };
        let beside = row(self.scan, name);
        let is_free = |entity| !matches!(entity, EntityId::Country(id) if beside.contains(&id));
        let only = |wanted: &dyn Fn(EntityId) -> bool| {
            let mut several = entities.iter().copied().filter(|entity| is_free(*entity) && wanted(*entity));
            several.next().filter(|_| several.next().is_none())
        };
        let speaks_for = |entity| matches!(entity, EntityId::Country(id) if self.evidence.speaks_for(id));
        let about = only(&|entity| self.is_about(entity));
        // Nobody calls the North "Korea" for short.
        let named = || only(&|_| true).or_else(|| only(&speaks_for)).filter(|entity| entity.key() != "KP");
        about.or_else(named)
    }

    fn is_about(&self, entity: EntityId) -> bool {
        match entity {
            EntityId::Country(id) => self.text.countries.contains(&id),
            EntityId::Person(id) => self.text.people.contains(&id),
            EntityId::Organization(id) => self.text.organizations.contains(&id),
            EntityId::Topic(_) => false,
        }
    }
}
