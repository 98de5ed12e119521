//! When an organization's name means it, and not another one of that name: "the Norwegian Labour Party", "Gazprom Arena",
//! "Robert Wagner died. Wagner starred"; and when a country's name ends or begins that of an institution: "the Bank of
//! Ghana", "Universidad de Chile", "Canada Post".

use std::ops::Range;

use super::super::Reason;
use super::super::lexicon::Form;
use super::super::scan::{Match, beside};
use super::super::words::{Class::*, is, is_no_name};
use super::Resolver;
use crate::entity::{CountryId, EntityId, OrganizationId};

impl Resolver<'_> {
    /// Whether words beside a country's name make it an institution's.
    pub(super) fn is_institutions(&self, name: &Range<usize>, form: Form) -> bool {
        self.is_behind_kind(name.start) || (form != Form::Demonym && self.is_outlet(name.end))
    }

    /// Why the name of an organization is none. Who has stood in the text under a name of one word keeps it: "Robert Wagner
    /// died. Wagner starred in"; "Peru's Congress removed him. Congress voted".
    pub(super) fn no_organization(&mut self, name: &Range<usize>, id: OrganizationId) -> Option<Reason> {
        let one = name.len() == 1;
        let (another, foreign) = (self.of_another(name.start), self.of_another_country(name, id));
        if another || foreign {
            // "the Nevada Taliban", "RAO Gazprom", "New Party Sakigake" are no family names.
            let before = &self.scan.tokens[name.start.saturating_sub(1)];
            let is_given = || {
                let word = before.folded();
                !(is(word, State) || before.capitals || PARTIES.contains(&word))
            };
            if one && !self.text.organizations.contains(&id) && (foreign || is_given()) {
                self.others.push(id);
            }
            return Some(Reason::PartOfName);
        }
        // "David Lloyd said ... Lloyd's plan"
        let scan = self.scan;
        let stem = scan.tokens[name.start].folded().strip_suffix("'s").filter(|_| one);
        let owner = stem.is_some_and(|stem| *self.owned.entry(id).or_insert_with(|| scan.says(stem)));
        if (one && self.others.contains(&id)) || owner {
            return Some(Reason::Namesake);
        }
        if self.is_of_another_name(name) || (one && self.is_of_longer_acronym(name)) {
            return Some(Reason::PartOfName);
        }
        // "the Kurdistan Democratic Party of Iran"
        let party = name.len() > 1 && PARTIES.contains(&self.scan.tokens[name.end - 1].folded());
        let unplaced = self.gazetteer.country_of(id).is_none() && !self.text.organizations.contains(&id);
        if party && unplaced && self.country_behind(name.end).is_some() {
            return Some(Reason::PartOfName);
        }
        if self.is_of_land(name) {
            return Some(Reason::SomethingElse);
        }
        if one && let Some(reason) = self.no_single_word(name.start, id) {
            return Some(reason);
        }
        let tokens = &self.scan.tokens;
        let labour = one && matches!(tokens[name.start].folded(), "labour" | "labor");
        let next = tokens.get(name.end).filter(|next| beside(next) && !next.capital);
        if labour && next.is_some_and(|next| OF_LABOUR.contains(&next.folded())) {
            return Some(Reason::Everyday);
        }
        // Every country has a congress or a Labour Party of its own.
        let own = self.gazetteer.country_of(id)?;
        let countries = self.text.countries;
        let last = tokens[name.end - 1].folded();
        let shared = OF_EVERY_STATE.contains(&last) || PARTIES.contains(&last);
        let elsewhere = !countries.is_empty() && !countries.contains(&own);
        (shared && elsewhere && !self.names_country(own) && !self.text.organizations.contains(&id))
            .then_some(Reason::NothingFor)
    }

    /// Whether the text names a country plainly.
    fn names_country(&self, id: CountryId) -> bool {
        let plain = |name: &Match<'_>| {
            let sense = |sense: &&super::Sense| {
                sense.entity == Some(EntityId::Country(id)) && sense.form != Form::Metonym
            };
            name.senses.iter().copied().any(|it| sense(&it))
        };
        self.scan.names.iter().any(plain)
    }

    /// Whether the words behind an organization's name make it another's, or a place's: "Gazprom Arena", "Congress Street",
    /// "European Union of the Deaf"; but "UN Security Council".
    fn is_of_another_name(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        if tokens[name.end - 1].possessive() {
            return false;
        }
        let word = |at: usize| tokens.get(at).filter(|word| beside(word));
        let place =
            |at: usize| word(at).is_some_and(|it| it.capital && !it.shouted && is(it.folded(), Thing));
        let capital = |at: usize| word(at).is_some_and(|it| it.capital && !it.shouted);
        let of_some = word(name.end).is_some_and(|it| it.folded() == "of")
            && word(name.end + 1).is_some_and(|it| it.folded() == "the")
            && capital(name.end + 2)
            && self.scan.name(name.end + 2).is_none();
        // "Nokia Oyj" is Nokia.
        let firm = word(name.end).is_some_and(|it| it.capital && is(it.folded(), Firm));
        of_some || (place(name.end) && !firm) || (capital(name.end) && place(name.end + 1))
    }

    /// Whether an acronym begins the name of a cup, a bank or a road: "ICC Cricket World Cup", "AU Small Finance Bank", "the M23
    /// motorway".
    fn is_of_longer_acronym(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let goes_on =
            |at: &usize| beside(&tokens[*at]) && tokens[*at].capital && self.scan.name(*at).is_none();
        let run = (name.end..tokens.len()).take(RUN).take_while(goes_on);
        let next = tokens.get(name.end).filter(|next| beside(next)).map_or("", |next| next.folded());
        let road = ["motorway", "highway", "expressway"].contains(&next);
        let ends = |at: usize| is(tokens[at].folded(), Thing) || tokens[at].folded() == "bank";
        let acronym = tokens[name.start].capitals;
        let digit = tokens[name.start].folded().ends_with(|last: char| last.is_ascii_digit());
        self.scan.english
            && !tokens[name.start].possessive()
            && ((digit && road) || (acronym && run.skip(1).any(ends)))
    }

    /// Whether a country beside the name of an organization of another country says that it is not this one: "the Kenyan
    /// Senate". A name of one word has namesakes where every state has one: "America's Huawei ban" is Huawei's.
    pub(super) fn of_another_country(&self, name: &Range<usize>, organization: OrganizationId) -> bool {
        let tokens = &self.scan.tokens;
        let last = tokens[name.end - 1].folded();
        // "the Lebanese Red Cross"
        let red =
            name.len() > 1 && tokens[name.end - 2].folded() == "red" && matches!(last, "cross" | "crescent");
        let of_every_state = red || OF_EVERY_STATE.contains(&last);
        let own = self.gazetteer.country_of(organization);
        if !of_every_state && (own.is_none() || name.len() == 1) {
            return false;
        }
        // "the state Senate", "the New Jersey Senate", "the Congress party"
        let before = self.scan.before(name.start);
        let of_state = |at: usize| {
            let shield = |name: &Match<'_>| name.senses.iter().all(|sense| sense.form == Form::Shield);
            tokens[at].folded() == "state" || self.scan.name(at).is_some_and(shield)
        };
        let party = tokens.get(name.end).is_some_and(|next| beside(next) && next.folded() == "party");
        if of_every_state && (party || before.is_some_and(of_state)) {
            return true;
        }
        let before = before.filter(|at| tokens[*at].possessive() || self.is_adjective(*at));
        let before = before.and_then(|at| self.state_of(self.scan.name(at)?));
        let behind = self.country_behind(name.end).map(|(_, of)| of);
        let another = |of: EntityId| matches!(of, EntityId::Country(of) if Some(of) != own);
        before.into_iter().chain(behind).any(another)
    }

    /// "the Bank of Ghana", "the Workers' Party of Korea"; "Banco Central de Venezuela", "Banque du Liban".
    fn is_behind_kind(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let word = |at: usize| tokens[at].folded();
        let before = |at: usize| self.scan.before(at);
        // Other parties are rather of their country than called after it.
        let communist = |at: usize| at > 0 && matches!(word(at - 1), "communist" | "workers");
        let kind = |at: usize| {
            tokens[at].capital
                && !tokens[at].possessive()
                && (is(word(at), KindOf) || (word(at) == "party" && communist(at)))
        };
        let Some(mut of) = before(start) else { return false };
        if self.scan.english {
            if word(of) == "the" {
                let Some(at) = before(of) else { return false };
                of = at;
            }
            return word(of) == "of" && before(of).is_some_and(kind);
        }
        // Adjectives stand behind their nouns.
        let mut at = of;
        matches!(word(of), "de" | "du" | "d" | "del" | "da" | "do" | "di" | "des")
            && (0..3).any(|_| match before(at) {
                Some(before) => {
                    at = before;
                    kind(at)
                }
                None => false,
            })
    }

    /// "Canada Post", "Iran International", but not "the US International Trade Commission".
    fn is_outlet(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(next) = tokens.get(end).filter(|next| beside(next) && !tokens[end - 1].possessive()) else {
            return false;
        };
        let more = tokens
            .get(end + 1)
            .is_some_and(|more| beside(more) && more.capital && !is_no_name(more.folded()));
        next.capital && !next.shouted && is(next.folded(), Outlet) && !more
    }
}

/// How far behind an acronym the end of a longer name is looked for.
const RUN: usize = 5;

/// Ends the names of parties that many countries have.
const PARTIES: [&str; 10] = [
    "party",
    "labour",
    "labor",
    "democrats",
    "republicans",
    "conservatives",
    "liberals",
    "greens",
    "socialists",
    "alliance",
];

/// What there is of work, and not of a party called after it.
const OF_LABOUR: [&str; 18] = [
    "costs",
    "cost",
    "shortage",
    "shortages",
    "market",
    "markets",
    "force",
    "union",
    "unions",
    "law",
    "laws",
    "rights",
    "camp",
    "camps",
    "supply",
    "productivity",
    "migration",
    "disputes",
];

/// Ends the names of what many states have.
const OF_EVERY_STATE: [&str; 10] =
    ["senate", "congress", "parliament", "assembly", "house", "court", "cabinet", "treasury", "army", "navy"];
