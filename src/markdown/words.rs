//! How long a text is, in words. Never knows Markdown.

/// How many words a text has. Chinese and Japanese part none: there two letters are taken for a word.
pub(super) fn words(text: &str) -> usize {
    // What their letters begin with in UTF-8: the Japanese syllables, and Han.
    let is_first = |byte: u8| byte.wrapping_sub(0xE3) < 7;
    // Counted as in `parted`, sixteen at once.
    let count = |part: &[u8]| {
        usize::from(part.iter().fold(0u8, |sum, byte| sum.wrapping_add(is_first(*byte).into())))
    };
    let letters: usize = text.as_bytes().chunks(255).map(count).sum();
    parted(text) + letters / 2
}

/// How many words a text has, parted by white space. A word has a letter or digit first or second, behind a bracket or
/// quote; looking at bytes is enough, for every other script's letters are above ASCII.
fn parted(text: &str) -> usize {
    // Comparisons alone, no branch, nothing kept from one byte to the next, and a count that a byte holds: so the
    // compiler looks at sixteen bytes at once.
    let is_blank = |byte: u8| byte <= b' ';
    let counts =
        |byte: u8| ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10) | (byte >= 0x80);
    let begins = |before: u8, first: u8, second: u8| {
        u8::from(is_blank(before) & (counts(first) | (!is_blank(first) & counts(second))))
    };
    let bytes = text.as_bytes();
    let inner = (0..bytes.len().saturating_sub(2)).step_by(255).map(|at| {
        let part = &bytes[at..bytes.len().min(at + 257)];
        let threes = part.iter().zip(&part[1..]).zip(&part[2..]);
        usize::from(threes.fold(0u8, |sum, ((a, b), c)| sum.wrapping_add(begins(*a, *b, *c))))
    });
    let at = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
    let last = bytes.len().saturating_sub(2);
    let edges = begins(b' ', at(0), at(1)) + begins(at(last), at(last + 1), b' ');
    inner.sum::<usize>() + usize::from(edges)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::words;

    #[test]
    fn letters_are_counted_where_no_blanks_part_words() {
        assert_eq!(words("央行周二宣布结束零利率"), 6);
        assert_eq!(words("“Don’t,” he said"), 3);
    }

    proptest! {
        #[test]
        fn a_word_has_a_letter_or_digit_at_its_beginning(text in "([a-z0-9é(\"-]{0,3}[ \n]{0,2}){0,200}") {
            let counts = |word: &str| word.bytes().take(2).any(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
            prop_assert_eq!(words(&text), text.split_ascii_whitespace().filter(|word| counts(word)).count());
        }
    }
}
