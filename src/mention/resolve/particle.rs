//! Small words that open surnames. Never knows whose surname it is.

use super::super::scan::beside;
use super::super::token::Token;

/// Whether a small word stands at a place that belongs to the name behind it: "de Gaulle", "d'Estaing".
pub(super) fn is_particle_of_name(tokens: &[Token<'_>], at: usize) -> bool {
    let small = tokens.get(at).filter(|word| !word.capital && PARTICLES.contains(&word.folded()));
    small.is_some_and(|word| {
        let joined = |next: &Token<'_>| beside(next) || word.folded() == "d";
        // "van der Berg", "de la Cruz"
        let second = tokens.get(at + 1).filter(|next| beside(next) && SECOND.contains(&next.folded()));
        let next = tokens.get(if second.is_some() { at + 2 } else { at + 1 });
        next.is_some_and(|next| next.capital && joined(next))
    })
}

/// Small words before surnames.
const PARTICLES: [&str; 20] = [
    "al", "bin", "bint", "d", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn",
    "ten", "ter", "van", "von",
];

/// Small words between such a word and its surname.
const SECOND: [&str; 8] = ["den", "der", "het", "la", "las", "le", "los", "ter"];
