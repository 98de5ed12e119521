//! When a country's name ends or begins that of an institution: "the Bank of Ghana", "Universidad de Chile", "Canada
//! Post"; and when it tells one institution from another of its name: "the Norwegian Labour Party".

use std::ops::Range;

use super::super::lexicon::Form;
use super::super::scan::{Match, beside};
use super::super::words::{Class::*, is, is_no_name};
use super::Resolver;
use crate::entity::{EntityId, OrganizationId};

impl Resolver<'_> {
    /// Whether words beside a country's name make it an institution's.
    pub(super) fn is_institutions(&self, name: &Range<usize>, form: Form) -> bool {
        self.is_behind_kind(name.start) || (form != Form::Demonym && self.is_outlet(name.end))
    }

    /// Whether a country beside the name of an organization of another country says that it is not this one: "the Kenyan
    /// Senate". A name of one word has namesakes where every state has one: "America's Huawei ban" is Huawei's.
    pub(super) fn of_another_country(&self, name: &Range<usize>, organization: OrganizationId) -> bool {
        let tokens = &self.scan.tokens;
        let of_every_state = OF_EVERY_STATE.contains(&tokens[name.end - 1].folded());
        let own = self.gazetteer.country_of(organization);
        if !of_every_state && (own.is_none() || name.len() == 1) {
            return false;
        }
        // "the state Senate", "the New Jersey Senate", "the Congress party"
        let before = name.start.checked_sub(1).filter(|_| beside(&tokens[name.start]));
        let of_state = |at: usize| {
            let shield = |name: &Match<'_>| name.senses.iter().all(|sense| sense.form == Form::Shield);
            tokens[at].folded() == "state" || self.scan.name(at).is_some_and(shield)
        };
        let party = tokens.get(name.end).is_some_and(|next| beside(next) && next.folded() == "party");
        if of_every_state && (party || before.is_some_and(of_state)) {
            return true;
        }
        let before = name.start.checked_sub(1).filter(|_| beside(&tokens[name.start]));
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
        let before = |at: usize| at.checked_sub(1).filter(|_| beside(&tokens[at]));
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

/// Ends the names of what many states have.
const OF_EVERY_STATE: [&str; 10] =
    ["senate", "congress", "parliament", "assembly", "house", "court", "cabinet", "treasury", "army", "navy"];
