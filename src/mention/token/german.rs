//! The "s" of the genitive, which German writes together with a name: "Macrons". Never knows a name.

use rustc_hash::FxHashSet;

use super::{Folded, Token, beginning, quick_fold};

/// A shorter word is rather another name with an "s", unless the text has it without one too: "Xis".
const SHORTEST: usize = 4;

/// Given names that are others with an "s".
const GIVEN: [&str; 5] = ["hans", "jens", "lars", "nils", "niels"];

/// Takes the endings from words that are names without them, and none with them.
pub(in super::super) fn part_genitives(tokens: &mut [Token<'_>], is_name: impl Fn(&str) -> bool) {
    // The short words with a capital, once they are asked for.
    let mut short: Option<FxHashSet<String>> = None;
    for at in 0..tokens.len() {
        let token = &tokens[at];
        if !token.capital || token.capitals || token.possessive() || GIVEN.contains(&token.folded()) {
            continue;
        }
        let Some(stem) = token.folded().strip_suffix('s') else { continue };
        if !is_name(stem) || is_name(token.folded()) {
            continue;
        }
        if stem.chars().count() < SHORTEST {
            let known = short.get_or_insert_with(|| {
                let words = tokens.iter().filter(|word| word.capital).map(Token::folded);
                words.filter(|word| word.chars().count() < SHORTEST).map(str::to_string).collect()
            });
            if !known.contains(stem) {
                continue;
            }
        }
        let stem = quick_fold(stem);
        let token = &mut tokens[at];
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
        let text = "Macrons Rede, Hans und Jens, Andreas, Tusks, Xis und Xi, Lis";
        let mut words = tokens(text);
        part_genitives(&mut words, |word| {
            ["macron", "han", "andreas", "andrea", "tusk", "xi", "li"].contains(&word)
        });
        let names: Vec<&str> = words.iter().map(|word| &text[word.place.clone()]).collect();
        assert_eq!(
            names,
            ["Macron", "Rede", "Hans", "und", "Jens", "Andreas", "Tusk", "Xi", "und", "Xi", "Lis"]
        );
        assert!(words[0].possessive() && words[0].folded() == "macron");
    }
}
