//! Names ready to be looked for: the longest one that begins at a word. Never knows what a name resolves to.

use rustc_hash::{FxHashMap, FxHashSet};

use super::token::{Gap, Token};
use crate::entity::EntityId;

/// How a name means its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// The name itself, of a country, organization or person.
    Name,
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
    names: FxHashMap<String, Vec<T>>,
    /// By first word: the most words of a name that begins so.
    starts: FxHashMap<String, usize>,
    /// Those of the first words that may be written small.
    small: FxHashSet<String>,
    /// The beginnings of all first words, and of those that may be written small: most words of a text are passed by
    /// with one look.
    sieve: Sieve,
    small_sieve: Sieve,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Lexicon<T> {
        Lexicon {
            names: FxHashMap::default(),
            starts: FxHashMap::default(),
            small: FxHashSet::default(),
            sieve: Sieve::default(),
            small_sieve: Sieve::default(),
        }
    }
}

/// Which beginnings of words there may be: a bit for each value of [`Token::beginning`].
#[derive(Debug)]
struct Sieve([u64; 64]);

impl Default for Sieve {
    fn default() -> Sieve {
        Sieve([0; 64])
    }
}

impl Sieve {
    fn add(&mut self, word: &Token) {
        self.0[usize::from(word.beginning / 64)] |= 1 << (word.beginning % 64);
    }

    fn may_hold(&self, word: &Token) -> bool {
        self.0[usize::from(word.beginning / 64)] & (1 << (word.beginning % 64)) != 0
    }
}

impl<T: PartialEq> Lexicon<T> {
    /// Adds a value under a name; a name with punctuation that no text joins is left out.
    pub(super) fn add(&mut self, name: &str, words: &[Token], value: T) {
        let Some(first) = words.first() else { return };
        let mut key = String::with_capacity(name.len());
        for (at, word) in words.iter().enumerate() {
            if at > 0 && !join(&mut key, word.gap) {
                return;
            }
            // A possessive within a name belongs to it: "People's Republic".
            key.push_str(word.whole());
        }
        if !first.capital || first.folded == "the" {
            self.small.insert(first.whole().to_string());
            self.small_sieve.add(first);
        }
        self.sieve.add(first);
        let most = self.starts.entry(first.whole().to_string()).or_default();
        *most = (*most).max(words.len());
        let values = self.names.entry(key).or_default();
        if !values.contains(&value) {
            values.push(value);
        }
    }

    /// The longest name that begins at `tokens[at]` and has a value that fits: how many words it has, and the values.
    #[inline]
    pub(super) fn longest(
        &self,
        tokens: &[Token],
        at: usize,
        fits: impl Fn(&T, usize) -> bool,
    ) -> Option<(usize, Vec<&T>)> {
        let sieve = if tokens[at].capital { &self.sieve } else { &self.small_sieve };
        if sieve.may_hold(&tokens[at]) { self.look_up(tokens, at, fits) } else { None }
    }

    fn look_up(
        &self,
        tokens: &[Token],
        at: usize,
        fits: impl Fn(&T, usize) -> bool,
    ) -> Option<(usize, Vec<&T>)> {
        let token = &tokens[at];
        if !token.capital
            && !self.small.contains(token.folded.as_str())
            && !self.small.contains(token.whole())
        {
            return None;
        }
        let mut most = self.starts.get(token.folded.as_str()).copied().unwrap_or(0);
        if token.possessive() {
            most = most.max(self.starts.get(token.whole()).copied().unwrap_or(0));
        }
        if most == 0 {
            return None;
        }
        let most = most.min(tokens.len() - at);
        let mut key = String::with_capacity(32);
        let mut best = None;
        for (count, token) in tokens[at..at + most].iter().enumerate() {
            if count > 0 && !join(&mut key, token.gap) {
                break;
            }
            let length = key.len();
            key.push_str(&token.folded);
            if let Some(values) = self.names.get(&key) {
                let values: Vec<&T> = values.iter().filter(|value| fits(value, count + 1)).collect();
                if !values.is_empty() {
                    best = Some((count + 1, values));
                }
            }
            if token.possessive() {
                key.truncate(length);
                key.push_str(token.whole());
            }
        }
        best
    }
}

/// What joins two words of a name in a key.
fn join(key: &mut String, gap: Gap) -> bool {
    match gap {
        Gap::Space | Gap::Hyphen => key.push(' '),
        Gap::Comma => key.push_str(", "),
        Gap::Stop | Gap::Other => return false,
    }
    true
}

impl Sense {
    /// The meaning of a name; how the name is written tells how it has to be written.
    pub(super) fn new(name: &str, words: &[Token], form: Form, entity: Option<EntityId>) -> Option<Sense> {
        let (first, last) = (words.first()?, words.last()?);
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let case = if words.len() == 1 && letters <= 6 && first.capitals {
            Case::Exact(name[first.place.clone()].trim_end_matches('.').to_string())
        } else {
            Case::Ends { first: first.capital && first.folded != "the", last: last.capital }
        };
        Some(Sense { form, entity, case })
    }

    /// Whether the words of a text are written as the name has to be; `next` is the word behind them.
    pub(super) fn fits(&self, text: &str, words: &[Token], next: Option<&Token>) -> bool {
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
