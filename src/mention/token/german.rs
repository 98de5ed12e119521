//! The "s" of the genitive, which German writes together with a name: "Macrons". Never knows a name.

use super::{Folded, Token, beginning, quick_fold};

/// A shorter word is another name with an "s": "Hans", "Jens", "Lars".
const SHORTEST: usize = 4;

/// Takes the endings from words that are names without them, and none with them.
pub(in super::super) fn part_genitives(tokens: &mut [Token<'_>], is_name: impl Fn(&str) -> bool) {
    let names = tokens.iter_mut().filter(|token| token.capital && !token.capitals && !token.possessive());
    for token in names {
        let Some(stem) = token.folded().strip_suffix('s') else { continue };
        if stem.chars().count() < SHORTEST || !is_name(stem) || is_name(token.folded()) {
            continue;
        }
        let stem = quick_fold(stem);
        token.folded = Folded::Made(stem);
        token.place.end -= 1;
        token.ending = 1;
        token.beginning = beginning(token.folded());
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    #[test]
    fn the_genitive_stands_outside() {
        let text = "Macrons Rede, Hans und Jens, Andreas, Tusks";
        let mut words = tokens(text);
        part_genitives(&mut words, |word| ["macron", "han", "andreas", "andrea", "tusk"].contains(&word));
        let names: Vec<&str> = words.iter().map(|word| &text[word.place.clone()]).collect();
        assert_eq!(names, ["Macron", "Rede", "Hans", "und", "Jens", "Andreas", "Tusk"]);
        assert!(words[0].possessive() && words[0].folded() == "macron");
    }
}
