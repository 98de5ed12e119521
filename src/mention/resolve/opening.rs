//! When a word that opens a sentence is a word of everyday and not the surname that it may be: "Rice prices fell",
//! "Young voters", but "Rice said".

use super::super::lexicon::Form;
use super::super::scan::{Match, beside};
use super::super::token::{Gap, Token};
use super::super::words::{Class::*, is};
use super::Resolver;
use crate::entity::EntityId;

/// Small words that may stand between somebody's name and what they say.
const BETWEEN: [&str; 11] =
    ["also", "later", "then", "has", "had", "again", "once", "repeatedly", "publicly", "himself", "herself"];

/// Verbs of which somebody is the subject, and not several.
const AUXILIARY: [&str; 12] =
    ["is", "was", "has", "had", "will", "would", "could", "did", "does", "should", "must", "might"];

/// How what is said of somebody begins behind a comma.
const APPOSED: [&str; 10] = ["the", "a", "an", "who", "whose", "his", "her", "then", "now", "once"];

/// Surnames that are adjectives too, and what of.
const COMPOUNDS: [(&str, &str); 1] = [("boric", "acid")];

impl Resolver<'_> {
    /// Whether a surname opens a sentence, where its capital says nothing, is an everyday word, and nothing behind it
    /// is what only people do.
    pub(super) fn is_everyday(&self, name: &Match<'_>) -> bool {
        let tokens = &self.scan.tokens;
        let at = name.tokens.start;
        let word = &tokens[at];
        if self.is_among_colours(at) || self.is_compound(at) {
            return true;
        }
        // "RICE" stands for rest, ice, compression and elevation.
        if self.scan.english && word.capitals && !word.shouted && is(word.folded(), Everyday) {
            return true;
        }
        self.scan.english
            && name.tokens.len() == 1
            && matches!(word.gap, Gap::Stop | Gap::Other)
            && (is(word.folded(), Everyday) || self.stands_small(word.folded()))
            && !self.is_somebody(at)
            && !self.is_settled(name)
    }

    /// Whether a full name before has settled that a word is somebody's surname, and what stands behind it fits: "Tusk
    /// wept", "Rice's plane", "Park, the daughter of"; but "Rice prices", where "rice" is written small too.
    fn is_settled(&self, name: &Match<'_>) -> bool {
        let tokens = &self.scan.tokens;
        let at = name.tokens.start;
        let bound = name.senses.iter().any(|sense| {
            sense.form == Form::Short
                && matches!(sense.entity, Some(EntityId::Person(id)) if self.bound.contains(&id))
        });
        let word = tokens[at].folded();
        let other = || self.stands_small(word) || self.kin.contains(word);
        let next = tokens.get(at + 1).filter(|_| bound && !other());
        let finite = |word: &str| {
            [Doing, Saying].iter().any(|class| is(word, *class))
                || AUXILIARY.contains(&word)
                || (word.len() > 4 && word.ends_with("ed"))
        };
        next.is_some_and(|next| match next.gap {
            _ if tokens[at].possessive() => true,
            Gap::Comma => APPOSED.contains(&next.folded()),
            Gap::Space => !next.capital && finite(next.folded()),
            _ => false,
        })
    }

    /// Whether a word and the next are one word for a thing: "Boric acid".
    fn is_compound(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let joined = |next: &&Token<'_>| matches!(next.gap, Gap::Space | Gap::Hyphen);
        let next = tokens.get(at + 1).filter(joined).filter(|next| !next.capital);
        next.is_some_and(|next| COMPOUNDS.contains(&(tokens[at].folded(), next.folded())))
    }

    /// Whether a word is a colour in a row with others: "Black and Brown voters".
    fn is_among_colours(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let colour = |at: Option<usize>| {
            at.and_then(|at| tokens.get(at)).is_some_and(|word| word.capital && is(word.folded(), Colour))
        };
        let joins = |at: usize| matches!(tokens.get(at).map_or("", |word| word.folded()), "and" | "or");
        let last = if at > 0 && joins(at - 1) { at.checked_sub(2) } else { at.checked_sub(1) };
        let next = if joins(at + 1) { at + 2 } else { at + 1 };
        let comma = |at: usize| tokens.get(at).is_some_and(|word| word.gap == Gap::Comma);
        colour(Some(at))
            && ((colour(last) && (comma(at) || joins(at.saturating_sub(1))))
                || (colour(Some(next)) && (comma(next) || joins(at + 1))))
    }

    /// Whether the text writes a word with a small letter elsewhere.
    pub(super) fn stands_small(&self, word: &str) -> bool {
        let small =
            || self.scan.tokens.iter().filter(|token| !token.capital).map(|token| token.folded()).collect();
        self.small.get_or_init(small).contains(word)
    }

    /// Whether the words behind a word tell that it is somebody: "said", "has also told", ", who", "and Lavrov".
    pub(super) fn is_somebody(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(next) = tokens.get(at + 1) else { return false };
        let word = |at: usize| tokens.get(at).map_or("", |token| token.folded());
        if next.gap == Gap::Comma {
            let office = if word(at + 1) == "the" { at + 2 } else { at + 1 };
            return matches!(next.folded(), "who" | "whom" | "whose") || self.scan.title(office).is_some();
        }
        let led = matches!(next.folded(), "administration" | "presidency" | "premiership");
        if led && matches!(next.gap, Gap::Space | Gap::Hyphen) {
            return true;
        }
        if !beside(next) || tokens[at].possessive() {
            return false;
        }
        let other = tokens.get(at + 2).is_some_and(|other| beside(other) && !is(other.folded(), Everyday));
        if next.folded() == "and" && other && self.names_person(at + 2) {
            return true;
        }
        // "Banks said" is of several.
        let several = tokens[at].folded().ends_with('s');
        let mut verb = at + 1;
        while BETWEEN.contains(&word(verb)) && verb < at + 4 {
            verb += 1;
        }
        !several && is(word(verb), Saying) && tokens[at + 1..=verb].iter().all(beside)
    }
}
