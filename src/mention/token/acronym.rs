//! Acronyms that a language writes as other words: "Nato", "l'Otan", "die Uno". Never knows a name.

use super::{Gap, Token};

/// A shorter one may be any word, unless an article stands before it or a hyphen behind.
const SHORTEST: usize = 4;

/// Marks the words that stand for acronyms.
pub(in super::super) fn mark_acronyms(
    tokens: &mut [Token<'_>],
    is_acronym: impl Fn(&str) -> bool,
    is_article: impl Fn(&str) -> bool,
) {
    for at in 0..tokens.len() {
        let token = &tokens[at];
        if !token.capital || token.capitals || !is_acronym(token.folded()) {
            continue;
        }
        let before = at.checked_sub(1).filter(|_| token.gap == Gap::Space).map(|at| &tokens[at]);
        let article = || before.is_some_and(|before| is_article(before.folded()));
        // "Uno-Generalsekretär"
        let joined = || tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Hyphen);
        let letters = token.folded().chars().count();
        tokens[at].acronym = letters >= SHORTEST || (letters + 1 == SHORTEST && (article() || joined()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    #[test]
    fn a_short_one_needs_its_article() {
        let text = "Die Nato und die Uno. Uno spielen. NATO-Partner, Natos";
        let mut words = tokens(text);
        mark_acronyms(&mut words, |word| ["nato", "uno"].contains(&word), |word| word == "die");
        let marked: Vec<_> = words.iter().filter(|word| word.acronym).map(|word| word.place.start).collect();
        assert_eq!(marked, [4, 17]);
    }
}
