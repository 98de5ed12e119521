//! Names ready to be looked for: the longest one that begins at a word. Never knows what a name resolves to.

use rustc_hash::FxHashMap;

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
    /// The beginnings of all first words: most words of a text are passed by with one look.
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
            Gap::Space | Gap::Hyphen => Some(&self.beside),
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
        if self.sieve.may_hold(&tokens[at]) { self.look_up(tokens, at, fits) } else { None }
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
            if let Some(node) = plain.filter(|node| node.values.iter().any(|value| fits(value, count))) {
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

/// Which beginnings of words there may be: a bit for each value of [`Token::beginning`].
#[derive(Clone, Debug)]
pub(super) struct Sieve {
    /// Of words with a capital.
    capital: [u64; BEGINNINGS / 64],
    /// Of words written small.
    small: [u64; BEGINNINGS / 64],
}

impl Default for Sieve {
    fn default() -> Sieve {
        Sieve { capital: [0; BEGINNINGS / 64], small: [0; BEGINNINGS / 64] }
    }
}

impl Sieve {
    /// Adds the beginning of a word that may be written `small` too.
    pub(super) fn add(&mut self, beginning: u16, small: bool) {
        let (at, bit) = (usize::from(beginning / 64), 1 << (beginning % 64));
        self.capital[at] |= bit;
        self.small[at] |= if small { bit } else { 0 };
    }

    /// Adds all that another one may hold.
    pub(super) fn add_all(&mut self, other: &Sieve) {
        for (own, other) in [(&mut self.capital, &other.capital), (&mut self.small, &other.small)] {
            own.iter_mut().zip(other).for_each(|(own, other)| *own |= other);
        }
    }

    #[inline]
    pub(super) fn may_hold(&self, word: &Token<'_>) -> bool {
        let bits = if word.capital { &self.capital } else { &self.small };
        bits[usize::from(word.beginning / 64)] & (1 << (word.beginning % 64)) != 0
    }
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
        Some(Sense { form, entity, case })
    }

    /// Whether the words of a text are written as the name has to be; `next` is the word behind them.
    pub(super) fn fits(&self, text: &str, words: &[Token<'_>], next: Option<&Token>) -> bool {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        if self.form == Form::Combining && next.is_none_or(|next| next.gap != Gap::Hyphen) {
            return false;
        }
        match &self.case {
            Case::Ends { first: upper, last: last_upper } => {
                (!upper || first.capital || !first.cased) && (!last_upper || last.capital || !last.cased)
            }
            Case::Exact(name) => {
                let written = text[first.place.clone()].trim_end_matches('.').chars();
                let exact = written.filter(|c| *c != '\u{2060}').eq(name.chars());
                let money = text[first.place.end..].starts_with('$');
                exact && !money && (!first.shouted || name.len() > 4)
            }
        }
    }
}
