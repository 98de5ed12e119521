//! The order of names in a language, and the letter that a directory puts above them.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::fold::fold;

/// The letters of a language in their order. A sign that is none of them counts as the letter it is written like: é as e
/// in French, ё as е in Russian; but ñ in Spanish and й in Russian are letters of their own.
#[derive(Debug, Default)]
pub struct Alphabet {
    letters: Vec<char>,
    places: FxHashMap<char, usize>,
    /// What is passed over at the front of names: the Arabic article, which is joined to them, or "The ".
    article: String,
}

/// Where a name stands in the order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey(Vec<Sign>);

/// One sign of a name, in the order of signs: blanks, digits, letters of the language, then all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Blank,
    Digit(char),
    Letter(usize),
    Other(char),
}

impl Alphabet {
    /// The alphabet of these letters, all of them small.
    pub(super) fn new(letters: &str, article: &str) -> Alphabet {
        let letters: Vec<char> = letters.chars().collect();
        let mut places = FxHashMap::default();
        // The letters before what they are written like: ñ is none of n's.
        let own = letters.iter().map(char::to_string).enumerate();
        let alike = letters.iter().map(|letter| fold(&letter.to_string())).enumerate();
        for (place, signs) in own.chain(alike) {
            for sign in signs.chars() {
                places.entry(sign).or_insert(place);
            }
        }
        Alphabet { letters, places, article: article.to_string() }
    }

    /// Where a name stands among others.
    pub fn place(&self, name: &str) -> SortKey {
        SortKey(self.signs(name).collect())
    }

    /// Two names in their order; those written alike but for accents by what they are.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        self.place(one).cmp(&self.place(other)).then_with(|| one.cmp(other))
    }

    /// What stands above a name in a directory: its first letter, `0–9` before numbers, `…` where it has neither.
    pub fn heading(&self, name: &str) -> String {
        match self.signs(name).find(|sign| *sign != Sign::Blank) {
            Some(Sign::Letter(place)) => self.letters[place].to_uppercase().collect(),
            Some(Sign::Other(letter)) => letter.to_uppercase().collect(),
            Some(Sign::Digit(_)) => "0–9".to_string(),
            _ => "…".to_string(),
        }
    }

    fn signs(&self, name: &str) -> impl Iterator<Item = Sign> {
        let is_behind_article = |rest: &&str| !self.article.is_empty() && rest.chars().nth(1).is_some();
        let name = name.strip_prefix(&self.article).filter(is_behind_article).unwrap_or(name);
        name.nfc().flat_map(char::to_lowercase).flat_map(|letter| {
            let own = self.places.get(&letter).map(|place| Sign::Letter(*place));
            let alike = if own.is_none() { fold(&letter.to_string()) } else { String::new() };
            let alike: Vec<Sign> = alike.chars().filter_map(|letter| self.sign(letter)).collect();
            let blank = (letter.is_whitespace() || letter == '-').then_some(Sign::Blank);
            own.into_iter().chain(blank).chain(alike)
        })
    }

    fn sign(&self, letter: char) -> Option<Sign> {
        match self.places.get(&letter) {
            Some(place) => Some(Sign::Letter(*place)),
            None if letter.is_numeric() => Some(Sign::Digit(letter)),
            None => letter.is_alphabetic().then_some(Sign::Other(letter)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::language::of;

    fn ordered(tag: &str, names: &[&str]) -> String {
        let alphabet = &of(tag).alphabet;
        let mut names = names.to_vec();
        names.sort_by(|one, other| alphabet.compare(one, other));
        let said = names.iter().map(|name| format!("{} {name}", alphabet.heading(name)));
        said.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn letters_stand_as_in_the_language() {
        assert_eq!(
            ordered("es", &["Ñandú", "Nuño", "Oca", "Nadal", "Álava", "Azul"]),
            "A Álava; A Azul; N Nadal; N Nuño; Ñ Ñandú; O Oca"
        );
        assert_eq!(
            ordered("fr", &["Œuvrard", "Zola", "Étienne", "Orban"]),
            "E Étienne; O Œuvrard; O Orban; Z Zola"
        );
        assert_eq!(
            ordered("ru", &["Йованович", "Иванов", "Ёлкин", "Ельцин", "Merkel"]),
            "Е Ёлкин; Е Ельцин; И Иванов; Й Йованович; M Merkel"
        );
        assert_eq!(
            ordered("ar", &["يلدريم", "السيسي", "كيري", "هنية", "أردوغان"]),
            "ا أردوغان; س السيسي; ك كيري; ه هنية; ي يلدريم"
        );
        assert_eq!(
            ordered("ur", &["ظریف", "ٹرمپ", "پوتن", "آصف", "خان"]),
            "ا آصف; پ پوتن; ٹ ٹرمپ; خ خان; ظ ظریف"
        );
        assert_eq!(
            ordered("en", &["van der Berg", "Van Dam", "2nd", "—", "Åland", "The Economist", "Theresa May"]),
            "… —; 0–9 2nd; A Åland; E The Economist; T Theresa May; V Van Dam; V van der Berg"
        );
    }
}
