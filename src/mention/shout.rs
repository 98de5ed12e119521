//! Where capitals tell nothing, for a whole line is in capitals, or a row of words within it. Never knows a name.

use super::token::{Gap, Token};

/// Marks the words of a line where capitals tell nothing, for it has no small letter; so many `capitals` are in it.
pub(super) fn shout(text: &str, line: &mut [Token<'_>], capitals: usize) {
    let small = || line.iter().any(|token| text[token.place.clone()].chars().any(char::is_lowercase));
    if capitals >= 2 && !small() {
        line.iter_mut().for_each(|token| token.shouted = true);
    } else if capitals >= SHOUT {
        shout_within(line);
    }
}

/// So many words in capitals, one behind the other, are shouted, if most are longer than an abbreviation.
const SHOUT: usize = 4;

/// Marks what is shouted within a line: "He said: TELL US ABOUT RUSSIA."
fn shout_within(line: &mut [Token<'_>]) {
    let mut first = 0;
    while first < line.len() {
        let mut end = first + 1;
        while end < line.len() && line[end].gap == Gap::Space && line[end].capitals {
            end += 1;
        }
        let run = &mut line[first..end];
        let is_long = |token: &&Token<'_>| token.folded().len() > 3 && !token.folded().contains('.');
        let words = run.iter().filter(is_long).count();
        if run[0].capitals && run.len() >= SHOUT && words * 2 >= run.len() {
            run.iter_mut().for_each(|token| token.shouted = true);
        }
        first = end;
    }
}
