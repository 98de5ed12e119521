//! The cases of names in Polish: "Donalda Trumpa", "z Andrzejem Dudą", "Komisji Europejskiej". Never knows a name.

use super::{Folded, Token, beginning, quick_fold};

/// What a name takes behind its last letter, folded.
const ADDED: [&str; 12] = ["a", "e", "owi", "em", "iem", "u", "ie", "ego", "emu", "m", "go", "mu"];

/// What a name ends in for what it ends in by itself, folded: "Dudy", "Obamie", "Marka", "Ursuli", "Kaczyńskiej".
const CHANGED: [(&str, &str); 25] = [
    ("y", "a"),
    ("i", "a"),
    ("e", "a"),
    ("ie", "a"),
    ("ej", "a"),
    ("iej", "a"),
    ("ii", "ia"),
    ("ce", "ka"),
    ("dzie", "da"),
    ("cie", "ta"),
    ("rze", "ra"),
    ("rze", "r"),
    ("cie", "t"),
    ("dzie", "d"),
    ("ym", "y"),
    ("ka", "ek"),
    ("kiem", "ek"),
    ("kowi", "ek"),
    ("dra", "der"),
    ("drem", "der"),
    ("la", "el"),
    ("lem", "el"),
    ("lowi", "el"),
    ("y", "o"),
    ("e", "o"),
];

/// Reads words that are names in another case as those names; they keep their places.
pub(in super::super) fn read_cases(text: &str, tokens: &mut [Token<'_>], is_name: impl Fn(&str) -> bool) {
    // A text of English letters alone may hold a name by its letters only (`change.rs`).
    let polish = text.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    for token in tokens {
        if !token.capital || token.capitals || token.possessive() || is_name(token.folded()) {
            continue;
        }
        let word = token.folded();
        let added = ADDED.iter().filter_map(|end| word.strip_suffix(end)).find(|stem| is_name(stem));
        let changed = || {
            let mut ends = CHANGED.iter().filter(|_| polish);
            ends.find_map(|(end, own)| {
                let name = format!("{}{own}", word.strip_suffix(end)?);
                is_name(&name).then_some(name)
            })
        };
        let Some(name) = added.map(str::to_string).or_else(changed) else { continue };
        token.folded = Folded::Made(quick_fold(&name));
        token.beginning = beginning(token.folded());
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    #[test]
    fn names_are_read_in_every_case() {
        let text =
            "Donalda Trumpa, Andrzejem Dudą i Dudy, Radosławowi Sikorskiemu, o Marku, Marka, Obamie, Trumpów";
        let names = ["donald", "trump", "andrzej", "duda", "radosław", "sikorski", "marek", "obama"];
        let mut words = tokens(text);
        read_cases(text, &mut words, |word| names.iter().any(|name| crate::fold::fold(name) == word));
        let read: Vec<&str> = words.iter().filter(|word| word.capital).map(Token::folded).collect();
        assert_eq!(
            read,
            [
                "donald",
                "trump",
                "andrzej",
                "duda",
                "duda",
                "radosław",
                "sikorski",
                "marku",
                "marek",
                "obama",
                "trumpow"
            ]
            .map(crate::fold::fold)
        );
        assert_eq!(&text[words[1].place.clone()], "Trumpa");
    }
}
