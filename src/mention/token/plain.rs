//! The words that need no second look, and most do not. Never knows what else a word may be.

use super::gap::abbreviation;
use super::{Folded, Gap, Token, number, quick_fold};

/// Adds the words that stand each behind one blank, perhaps with a comma or the end of a sentence before it, as long as
/// they have but small ASCII letters, perhaps behind a capital, and nothing behind them may belong to them: most of a
/// text, for which [`token`] takes longer. Tells where they end.
pub(super) fn plain_words<'a>(text: &'a str, mut at: usize, tokens: &mut Vec<Token<'a>>) -> usize {
    let bytes = text.as_bytes();
    // The word before, where it is one of these: the dot of another may be its own.
    let mut before = None;
    loop {
        let (gap, start) = match bytes[at..] {
            [b' ', ..] => (Gap::Space, at + 1),
            [b',', b' ', ..] => (Gap::Comma, at + 2),
            [b'.', b' ', ..] if before.is_some_and(|word| !abbreviation(word)) => (Gap::Stop, at + 2),
            _ => return at,
        };
        let capital = bytes.get(start).is_some_and(u8::is_ascii_uppercase);
        let small = start + usize::from(capital);
        let end = small + small_letters(&bytes[small..]);
        let is_whole = match bytes.get(end) {
            // Not "U.S.", "Jr.", "www."
            Some(b'.') => end - start > 3 && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric),
            // Not "it's", "https://example.org", "editor@example.org", "AT&T".
            Some(b'\'' | b':' | b'@' | b'&') => false,
            // Not "G7", "café".
            Some(byte) => end > start && byte.is_ascii() && !byte.is_ascii_alphanumeric(),
            None => end > start,
        };
        if !is_whole {
            return at;
        }
        let word = &text[start..end];
        let folded = if capital { Folded::Made(quick_fold(word)) } else { Folded::Same(word) };
        let mut token = Token {
            place: start..end,
            folded,
            ending: 0,
            beginning: 0,
            gap,
            capital,
            capitals: false,
            cased: true,
            shouted: false,
            acronym: false,
        };
        token.beginning = number(token.folded().as_bytes());
        tokens.push(token);
        before = Some(word);
        at = end;
    }
}

/// How many small ASCII letters there are before anything else: eight bytes are looked at at once.
fn small_letters(bytes: &[u8]) -> usize {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = EACH << 7;
    let mut count = 0;
    while let Some(eight) = bytes[count..].first_chunk() {
        let eight = u64::from_le_bytes(*eight);
        let low = eight & !HIGH;
        let from_a = low + EACH * u64::from(0x80 - b'a');
        let behind_z = low + EACH * u64::from(0x7f - b'z');
        let others = (eight | behind_z | !from_a) & HIGH;
        if others != 0 {
            return count + others.trailing_zeros() as usize / 8;
        }
        count += 8;
    }
    count + bytes[count..].iter().take_while(|byte| byte.is_ascii_lowercase()).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::gap::gap;
    use super::super::{address, token, word_end};
    use super::*;

    proptest! {
        #[test]
        fn a_plain_word_is_the_same_by_the_long_way(text in "([a-zA-Z0-9]{0,5}[ .,'’@:;)/&\n\u{301}é-]?[ .]?|www|Jr.|Prof. |U.S.|’s ){0,12}") {
            for at in text.char_indices().map(|(at, _)| at) {
                let mut words = Vec::new();
                plain_words(&text, at, &mut words);
                let mut before = at..at;
                for short in words {
                    let (start, end) = (short.place.start, word_end(&text, short.place.start));
                    prop_assert!(!address(&text, start, end));
                    let gap = gap(&text[before.end..start], &text[before]);
                    let long = token(&text, start..end, gap);
                    prop_assert_eq!(format!("{short:?}"), format!("{long:?}"));
                    before = start..end;
                }
            }
        }
    }
}
