//! Where capitals tell nothing, for a whole line is in capitals, or a row of words within it. Never knows a name.

use super::token::{Gap, Token};
use super::words::{Class::Opener, is};

/// Marks the words of a line where capitals tell nothing, for it has no small letter; so many `capitals` are in it.
pub(super) fn shout(text: &str, line: &mut [Token<'_>], capitals: usize) {
    let small = || line.iter().any(|token| text[token.place.clone()].chars().any(char::is_lowercase));
    if capitals >= 2 && !small() {
        line.iter_mut().for_each(|token| token.shouted = true);
    } else if capitals + 1 >= SHOUT {
        shout_within(line);
    }
}

/// So many words in capitals, one behind the other, are shouted, if most are longer than an abbreviation or small words of English.
const SHOUT: usize = 4;

/// Whether a word is in capitals, as "I" and "A" may be.
fn is_loud(token: &Token<'_>) -> bool {
    token.capitals || (token.capital && matches!(token.folded(), "i" | "a"))
}

/// Marks what is shouted within a line: "He said: TELL US ABOUT RUSSIA."
fn shout_within(line: &mut [Token<'_>]) {
    let mut first = 0;
    while first < line.len() {
        let mut end = first + 1;
        while end < line.len() && line[end].gap == Gap::Space && is_loud(&line[end]) {
            end += 1;
        }
        let run = &mut line[first..end];
        let is_word = |token: &&Token<'_>| {
            let word = token.folded();
            (word.len() > 3 && !word.contains('.')) || is(word, Opener)
        };
        let words = run.iter().filter(is_word).count();
        if is_loud(&run[0]) && run.len() >= SHOUT && words * 2 >= run.len() {
            run.iter_mut().for_each(|token| token.shouted = true);
        }
        first = end;
    }
}
