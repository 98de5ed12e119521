//! The endings that Turkish parts from a name with an apostrophe: "Türkiye'nin", "ABD'den". Never knows a name.

use super::{Folded, Token, apostrophe, beginning, cases, quick_fold};

/// What endings are made of; each may stand behind another one.
const ENDINGS: [&str; 87] = [
    "a", "e", "ı", "i", "u", "ü", "ya", "ye", "yı", "yi", "yu", "yü", "na", "ne", "nı", "ni", "nu", "nü",
    "sı", "si", "su", "sü", "ın", "in", "un", "ün", "nın", "nin", "nun", "nün", "da", "de", "ta", "te",
    "nda", "nde", "dan", "den", "tan", "ten", "ndan", "nden", "la", "le", "yla", "yle", "lar", "ler", "lı",
    "li", "lu", "lü", "sız", "siz", "suz", "süz", "ki", "nki", "ca", "ce", "ça", "çe", "nca", "nce", "cı",
    "ci", "cu", "cü", "çı", "çi", "çu", "çü", "lık", "lik", "luk", "lük", "dır", "dir", "dur", "dür", "tır",
    "tir", "tur", "tür", "ydı", "ydi", "ken",
];

/// Takes the endings out of names, as the possessive of English is.
pub(in super::super) fn part_endings(text: &str, tokens: &mut [Token<'_>]) {
    for token in tokens.iter_mut().filter(|token| token.capital && !token.possessive()) {
        let word = &text[token.place.clone()];
        let Some((name, ending)) = word.split_once(apostrophe).filter(|(name, _)| !name.is_empty()) else {
            continue;
        };
        if !is_ending(ending) {
            continue;
        }
        let (upper, lower) = cases(name);
        token.place.end = token.place.start + name.len();
        token.ending = (word.len() - name.len()).try_into().unwrap_or(u8::MAX);
        token.folded = Folded::Made(quick_fold(name));
        token.capitals = upper >= 2 && lower == 0;
        token.beginning = beginning(token.folded());
    }
}

fn is_ending(letters: &str) -> bool {
    letters.len() < LONGEST
        && ENDINGS
            .iter()
            .any(|it| letters.strip_prefix(it).is_some_and(|rest| rest.is_empty() || is_ending(rest)))
}

/// Beyond this, in bytes, nothing is an ending.
const LONGEST: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_stand_outside() {
        for (word, name) in [
            ("Türkiye'nin", "Türkiye"),
            ("ABD’den", "ABD"),
            ("Çin'dekilerle", "Çin"),
            ("Erdoğan'ınki", "Erdoğan"),
            ("Kur'an", "Kur'an"),
            ("O'Brien", "O'Brien"),
            ("Rusya", "Rusya"),
        ] {
            let mut tokens = super::super::tokens(word);
            part_endings(word, &mut tokens);
            assert_eq!(&word[tokens[0].place.clone()], name);
            assert_eq!(tokens[0].end(), word.len());
        }
    }
}
