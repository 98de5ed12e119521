//! When the word for a people means its country, and not a language or another people: rule 9.

use super::super::Reason;
use super::super::evidence::is_shared_people;
use super::super::lexicon::Form;
use super::super::scan::{Match, beside};
use super::super::token::Gap;
use super::super::words::{Class::*, is};
use super::Resolver;
use crate::entity::CountryId;

/// How far a verb of speech stands before the last language of its list.
const LIST: usize = 12;

impl Resolver<'_> {
    /// Why the word for a people is none.
    pub(super) fn no_demonym(&self, start: usize, id: CountryId) -> Option<Reason> {
        let tokens = &self.scan.tokens;
        // "Mark Cuban"
        if is(tokens[start].folded(), Family) && self.name_before(start) {
            return Some(Reason::PartOfName);
        }
        if start > 0 && tokens[start].gap == Gap::Hyphen && tokens[start - 1].folded() == "un" {
            return Some(Reason::PartOfName);
        }
        if self.is_told_before(start, id) {
            return Some(Reason::Namesake);
        }
        // "Polish your shoes"
        let opens = matches!(tokens[start].gap, Gap::Stop | Gap::Other);
        let object = tokens.get(start + 1).map_or("", |next| next.folded());
        let objects = ["the", "your", "my", "his", "her", "its", "our", "their", "it", "them", "up", "off"];
        if tokens[start].folded() == "polish" && opens && objects.contains(&object) {
            return Some(Reason::Everyday);
        }
        // The Indian nations of America; the Uzbeks of Afghanistan; the Georgians of Atlanta.
        let against = self.evidence.speaks_against(id) && !self.evidence.speaks_for(id);
        let word = tokens[start].folded();
        let of_state = id.as_str() == "GE" && (against || (word == "georgians" && self.is_of_state(id)));
        let doubtful = of_state || (against && is_shared_people(word));
        doubtful.then_some(Reason::Evidence)
    }

    /// Whether the word for a people ends the name of something else in a text that speaks of no such country: "the Cleveland
    /// Indians ... the Indians".
    fn is_told_before(&self, at: usize, id: CountryId) -> bool {
        let scan = self.scan;
        let word = scan.tokens[at].folded();
        let other = |name: &&Match<'_>| {
            name.tokens.len() > 1 && name.senses.iter().all(|sense| sense.form == Form::Shield)
        };
        let told = || {
            let others = scan.names.iter().filter(other);
            others.map(|name| scan.tokens[name.tokens.end - 1].folded()).collect()
        };
        is_shared_people(word)
            && word.ends_with('s')
            && !self.speaks_for(id)
            && self.told.get_or_init(told).contains(word)
    }

    /// Whether a text says "Georgia" and means the American state.
    fn is_of_state(&self, georgia: CountryId) -> bool {
        !self.speaks_for(georgia) && self.scan.says("georgia")
    }

    /// "French-speaking", "the Russian translation"; "speaks Russian and French", "said in French".
    pub(super) fn is_language(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        if !is(tokens[at].folded(), Language) {
            return false;
        }
        let next = tokens.get(at + 1).filter(|next| matches!(next.gap, Gap::Space | Gap::Hyphen));
        if next.is_some_and(|next| is(next.folded(), OfLanguage)) && !tokens[at].possessive() {
            return true;
        }
        if self.is_bare_language(at) || self.is_language_of_word(at) {
            return true;
        }
        let in_list = |at: usize| {
            let word = &tokens[at];
            (word.capital && is(word.folded(), Language))
                || matches!(
                    word.folded(),
                    "and" | "or" | "both" | "also" | "some" | "fluent" | "only" | "reads" | "writes"
                )
        };
        let joined = |at: usize| matches!(tokens[at].gap, Gap::Space | Gap::Comma);
        let mut first = at;
        while first > at.saturating_sub(LIST) && joined(first) && first > 0 && in_list(first - 1) {
            first -= 1;
        }
        let Some(verb) = first.checked_sub(1).filter(|_| joined(first)).map(|verb| &tokens[verb]) else {
            return false;
        };
        // "speaks Russian", "her native language is Russian"
        let before = self.scan.back(first, 2);
        let tongue = is(verb.folded(), Copula) && ["language", "languages", "tongue"].contains(&before);
        if is(verb.folded(), Speech) || tongue {
            return true;
        }
        // "translated from the German", "my Italian is rusty"
        let word = |back: usize| self.scan.back(first, back);
        let from =
            |back: usize| matches!(word(back), "from" | "into") && word(back + 1).starts_with("translat");
        let whose = matches!(verb.folded(), "my" | "your" | "his" | "her" | "our" | "their");
        let is_so =
            whose && next.is_some_and(|next| matches!(next.folded(), "is" | "was" | "isn't" | "wasn't"));
        if from(1) || (verb.folded() == "the" && from(2)) || is_so {
            return true;
        }
        // "in French", but "in French and British ports"
        let mut last = at + 1;
        while last < tokens.len() && joined(last) && in_list(last) {
            last += 1;
        }
        // "writes in Hungarian and swears"
        let ends_list = matches!(tokens[last - 1].folded(), "and" | "or");
        let noun = tokens
            .get(last)
            .is_some_and(|word| beside(word) && !is(word.folded(), Opener) && (word.capital || !ends_list));
        // "is German for joy", "a little Japanese"
        let for_what = is(verb.folded(), Copula) && next.is_some_and(|next| next.folded() == "for");
        let some = verb.folded() == "little" && before == "a" && !noun;
        if for_what || some {
            return true;
        }
        // "took French for years"
        let learns =
            ["failed", "passed", "took", "take", "taking", "study", "studies", "studied", "studying"];
        (verb.folded() == "in" || learns.contains(&verb.folded())) && !noun
    }

    /// "Finnish is hard", "Polish was forbidden": without an article and a noun it is no people.
    fn is_bare_language(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let next = tokens.get(at + 1).filter(|next| beside(next) && !tokens[at].possessive());
        let verb =
            next.is_some_and(|next| matches!(next.folded(), "is" | "was" | "has" | "isn't" | "wasn't"));
        let before = self.scan.back(at, 1);
        let opens = tokens[at].gap != Gap::Space && tokens[at].gap != Gap::Hyphen;
        verb && (opens || matches!(before, "and" | "but" | "that" | "because" | "while" | "where" | "though"))
    }

    /// "The Thai for rice is khao."
    fn is_language_of_word(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let word = |at: usize| tokens.get(at).map_or("", |token| token.folded());
        let the = at > 0 && word(at - 1) == "the" && beside(&tokens[at]);
        let is = (at + 3..at + 6).any(|at| matches!(word(at), "is" | "was"));
        the && word(at + 1) == "for" && is
    }
}
