//! Names ready to be looked for: the longest one that begins at a word. Never knows what a name resolves to.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::everyday::Doubt;
use super::token::{BEGINNINGS, Gap, Token};
use crate::entity::EntityId;

/// How a name means its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// The name itself, of a country, organization or person.
    Name,
    /// The name, which is an everyday word of its language too.
    Everyday(Doubt),
    /// Another name that always means it.
    Alias,
    /// "Russian", "the Turks".
    Demonym,
    /// Before a hyphen only: "Sino-".
    Combining,
    /// A seat that may stand for its government: "the Kremlin".
    Metonym,
    /// A surname, which has to be bound.
    Short,
    /// A capitalised name that is not what it seems: "South China Sea".
    Shield,
    /// A shield that is a person: "Michael Jordan".
    Namesake,
}

/// One meaning of a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sense {
    pub(super) form: Form,
    /// `None` for a shield.
    pub(super) entity: Option<EntityId>,
    /// How it has to be written: capitals at the ends, or all of it.
    case: Case,
    /// Its letters with marks, where its language has others without them: "çö".
    marked: Option<String>,
    /// Whether the name itself ends as a possessive does: "Lloyd's".
    pub(super) is_possessive: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Case {
    /// A capital at the first and the last word, where the name has one.
    Ends { first: bool, last: bool },
    /// Exactly so: "US".
    Exact(String),
}

/// Values by the words of their names.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    /// By the first word of a name.
    names: Steps<T>,
    /// How they begin.
    pub(super) sieve: Sieve,
}

/// By word: where the words so far lead with it.
type Steps<T> = FxHashMap<String, Node<T>>;

/// Where some words lead that names begin with.
#[derive(Debug)]
struct Node<T> {
    /// Whether the first of them may be written small.
    small: bool,
    /// What they mean as a name.
    values: Vec<T>,
    /// By the next word, behind a blank or hyphen.
    beside: Steps<T>,
    /// By the next word, behind a comma.
    behind_comma: Steps<T>,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Lexicon<T> {
        Lexicon { names: Steps::default(), sieve: Sieve::default() }
    }
}

impl<T> Default for Node<T> {
    fn default() -> Node<T> {
        Node { small: false, values: Vec::new(), beside: Steps::default(), behind_comma: Steps::default() }
    }
}

impl<T> Node<T> {
    /// Where a next word may lead, by what stands before it; nowhere behind what parts names.
    fn steps(&self, gap: Gap) -> Option<&Steps<T>> {
        match gap {
            Gap::Space | Gap::Hyphen | Gap::Owners => Some(&self.beside),
            Gap::Comma => Some(&self.behind_comma),
            Gap::Stop | Gap::Other => None,
        }
    }
}

impl<T: PartialEq> Lexicon<T> {
    /// Adds a value under a name; a name with punctuation that no text joins is left out.
    pub(super) fn add(&mut self, words: &[Token<'_>], value: T) {
        let Some((first, others)) = words.split_first() else { return };
        if others.iter().any(|word| matches!(word.gap, Gap::Stop | Gap::Other)) {
            return;
        }
        let small = !first.capital || first.folded() == "the";
        self.sieve.add(first.beginning, small);
        self.sieve.add_next(first, others.first());
        // A possessive within a name belongs to it: "People's Republic".
        let mut node = self.names.entry(first.whole().into()).or_default();
        node.small |= small;
        for word in others {
            let steps = if word.gap == Gap::Comma { &mut node.behind_comma } else { &mut node.beside };
            node = steps.entry(word.whole().into()).or_default();
        }
        if !node.values.contains(&value) {
            node.values.push(value);
        }
    }

    /// The longest name that begins at `tokens[at]` and has a value that fits: how many words it has, and the values.
    #[inline]
    pub(super) fn longest(
        &self,
        tokens: &[Token<'_>],
        at: usize,
        fits: impl Fn(&T, usize) -> bool,
    ) -> Option<(usize, Vec<&T>)> {
        if self.sieve.may_begin(tokens, at) { self.look_up(tokens, at, fits) } else { None }
    }

    fn look_up(
        &self,
        tokens: &[Token<'_>],
        at: usize,
        fits: impl Fn(&T, usize) -> bool,
    ) -> Option<(usize, Vec<&T>)> {
        let mut steps = &self.names;
        let mut best = None;
        for (before, token) in tokens[at..].iter().enumerate() {
            let plain = steps.get(token.folded());
            let whole = if token.possessive() { steps.get(&*token.whole()) } else { plain };
            let small = |node: Option<&Node<T>>| node.is_some_and(|node| node.small);
            if before == 0 && !token.capital && !small(plain) && !small(whole) {
                return None;
            }
            let count = before + 1;
            let means = |node: &&Node<T>| node.values.iter().any(|value| fits(value, count));
            // "Lloyd's" is a name of its own, but Lloyd has a possessive too.
            if let Some(node) = plain.filter(means).or_else(|| whole.filter(means)) {
                best = Some((count, node));
            }
            let next = tokens.get(at + count);
            match whole.zip(next).and_then(|(node, next)| node.steps(next.gap)) {
                Some(next) if !next.is_empty() => steps = next,
                _ => break,
            }
        }
        best.map(|(count, node)| (count, node.values.iter().filter(|value| fits(value, count)).collect()))
    }
}

/// Which words there may be: most words of a text are passed by with one look.
#[derive(Clone, Debug)]
pub(super) struct Sieve {
    /// The beginnings of first words that are written with a capital.
    capital: Bits,
    /// Of those written small.
    small: Bits,
    /// Of those that are a whole name.
    alone: Bits,
    /// What the first and the second word come to together: "the" begins many names, and is no name.
    pairs: Bits,
}

/// A bit for each value of [`Token::beginning`].
#[derive(Clone, Debug)]
struct Bits([u64; BEGINNINGS / 64]);

impl Bits {
    fn add(&mut self, beginning: u16) {
        self.0[usize::from(beginning / 64)] |= 1 << (beginning % 64);
    }

    #[inline]
    fn has(&self, beginning: u16) -> bool {
        self.0[usize::from(beginning / 64)] & (1 << (beginning % 64)) != 0
    }
}

impl Default for Sieve {
    fn default() -> Sieve {
        let [capital, small, alone, pairs] = [0; 4].map(|none| Bits([none; BEGINNINGS / 64]));
        Sieve { capital, small, alone, pairs }
    }
}

impl Sieve {
    /// Adds the beginning of a first word that may be written `small` too.
    pub(super) fn add(&mut self, beginning: u16, small: bool) {
        self.capital.add(beginning);
        if small {
            self.small.add(beginning);
        }
    }

    /// Adds what follows a first word: nothing, where it is the whole name.
    fn add_next(&mut self, first: &Token<'_>, second: Option<&Token<'_>>) {
        match second {
            Some(second) => self.pairs.add(pair(first, second)),
            None => self.alone.add(first.beginning),
        }
    }

    /// Adds all that another one may hold.
    pub(super) fn add_all(&mut self, other: &Sieve) {
        let Sieve { capital, small, alone, pairs } = self;
        let others = [&other.capital, &other.small, &other.alone, &other.pairs];
        for (own, other) in [capital, small, alone, pairs].into_iter().zip(others) {
            own.0.iter_mut().zip(other.0).for_each(|(own, other)| *own |= other);
        }
    }

    /// Whether a word may be a first one.
    #[inline]
    pub(super) fn may_hold(&self, word: &Token<'_>) -> bool {
        if word.capital { self.capital.has(word.beginning) } else { self.small.has(word.beginning) }
    }

    /// Whether a name may begin with two words.
    pub(super) fn may_join(&self, first: &Token<'_>, second: &Token<'_>) -> bool {
        self.may_hold(first) && self.pairs.has(pair(first, second))
    }

    /// Whether a name may begin at `tokens[at]`: with a first word that is one, or by what stands behind it.
    #[inline]
    pub(super) fn may_begin(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let first = &tokens[at];
        let goes_on = || tokens.get(at + 1).is_some_and(|second| self.pairs.has(pair(first, second)));
        self.may_hold(first) && (self.alone.has(first.beginning) || goes_on())
    }
}

/// What two words come to.
fn pair(first: &Token<'_>, second: &Token<'_>) -> u16 {
    (first.beginning.wrapping_mul(31) ^ second.beginning) % BEGINNINGS as u16
}

impl Sense {
    /// The meaning of a name; how the name is written tells how it has to be written.
    pub(super) fn new(
        name: &str,
        words: &[Token<'_>],
        form: Form,
        entity: Option<EntityId>,
    ) -> Option<Sense> {
        let (first, last) = (words.first()?, words.last()?);
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let case = if words.len() == 1 && letters <= 6 && first.capitals {
            Case::Exact(name[first.place.clone()].trim_end_matches('.').to_string())
        } else {
            Case::Ends { first: first.capital && first.folded() != "the", last: last.capital }
        };
        Some(Sense { form, entity, case, marked: None, is_possessive: last.possessive() })
    }

    /// The same in a language whose letters with marks are other ones: Turkish "Çin" is China, "Cin" is not.
    pub(super) fn with_marks(self, name: &str) -> Sense {
        Sense { marked: Some(marked(name)), ..self }
    }

    /// Whether the words of a text are written as the name has to be; `next` is the word behind them.
    pub(super) fn fits(&self, text: &str, words: &[Token<'_>], next: Option<&Token>) -> bool {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        if self.form == Form::Combining && next.is_none_or(|next| next.gap != Gap::Hyphen) {
            return false;
        }
        let written = || &text[first.place.start..last.place.end];
        if self.marked.as_ref().is_some_and(|letters| marked(written()) != *letters) {
            return false;
        }
        match &self.case {
            Case::Ends { first: upper, last: last_upper } => {
                (!upper || first.capital || !first.cased) && (!last_upper || last.capital || !last.cased)
            }
            Case::Exact(name) => {
                let written = text[first.place.clone()].trim_end_matches('.').chars();
                let exact = first.acronym || written.filter(|c| *c != '\u{2060}').eq(name.chars());
                let money = text[first.place.end..].starts_with('$');
                exact && !money && (!first.shouted || name.len() > 4)
            }
        }
    }
}

impl Lexicon<Sense> {
    /// The longest name that begins at `tokens[at]` and is written there as it has to be.
    #[inline]
    pub(super) fn longest_written(
        &self,
        text: &str,
        tokens: &[Token<'_>],
        at: usize,
    ) -> Option<(usize, Vec<&Sense>)> {
        self.longest(tokens, at, |sense, count| {
            sense.fits(text, &tokens[at..at + count], tokens.get(at + count))
        })
    }
}

/// The letters of a name that fold to others, of which a language has both.
fn marked(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).filter(|c| "çşüöãõ".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::token::tokens;
    use super::*;

    proptest! {
        #[test]
        fn the_sieve_hides_no_name(names in prop::collection::vec("[ab]{1,5}([ -][ab]{1,2}){0,2}", 1..9), text in "[ab]{1,2}([ -][ab]{1,2}){0,9}") {
            let mut lexicon = Lexicon::default();
            for name in &names {
                lexicon.add(&tokens(name), ());
            }
            let words = tokens(&text);
            for at in 0..words.len() {
                let found = lexicon.look_up(&words, at, |(), _| true);
                prop_assert_eq!(lexicon.longest(&words, at, |(), _| true), found);
            }
        }
    }
}
