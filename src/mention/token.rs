//! The words of a text, folded for look-up, and what stands between them. Never knows a name.

use std::ops::Range;

use compact_str::CompactString;
use unicode_normalization::char::is_combining_mark;

use crate::fold::fold;

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Blanks or line breaks; also the dot of an abbreviation: "St. Lucia".
    Space,
    /// A hyphen or dash without blanks around it.
    Hyphen,
    /// A comma and blanks.
    Comma,
    /// The end of a sentence, or of the block.
    Stop,
    /// Any other punctuation.
    Other,
}

/// A word.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Its place in the text, without a possessive ending.
    pub(super) place: Range<usize>,
    /// Folded, without a possessive ending.
    pub(super) folded: CompactString,
    /// Folded as it stands, where that is something else: "people's".
    pub(super) whole: Option<(CompactString, usize)>,
    /// A number below 4096 for its first letters, the same with and without a possessive ending.
    pub(super) beginning: u16,
    /// What stands before it.
    pub(super) gap: Gap,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether all its letters, of two or more, are capitals.
    pub(super) capitals: bool,
    /// Whether its script tells capitals from small letters.
    pub(super) cased: bool,
    /// Whether it stands in a line without small letters.
    pub(super) shouted: bool,
}

impl Token {
    /// Where it ends with its possessive ending.
    pub(super) fn end(&self) -> usize {
        self.whole.as_ref().map_or(self.place.end, |(_, end)| *end)
    }

    /// Folded as it stands, with a possessive ending.
    pub(super) fn whole(&self) -> &str {
        self.whole.as_ref().map_or(&self.folded, |(whole, _)| whole)
    }

    /// Whether it has a possessive ending: "Russia's", but not "Philippines'".
    pub(super) fn possessive(&self) -> bool {
        self.whole.is_some()
    }
}

/// Letters that each are a word, for their scripts write no blanks (UAX 29).
fn ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Characters that are nothing: word joiner, zero-width blank, soft hyphen, joiners of scripts.
fn nothing(c: char) -> bool {
    matches!(c, '\u{2060}' | '\u{200b}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{feff}')
}

fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ')
}

fn hyphen(c: char) -> bool {
    c == '-' || ('\u{2010}'..='\u{2015}').contains(&c) || c == '\u{2212}'
}

/// The words of `text[block]`; places count from the start of `text`.
pub(super) fn tokens(text: &str, block: Range<usize>) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(block.len() / 5);
    let part = &text[..block.end];
    let mut at = block.start;
    let mut before = block.start;
    while let Some(c) = part[at..].chars().next() {
        let start = at;
        if let Some(end) = plain_end(part.as_bytes(), start) {
            let gap = gap(&part[before..start], &part[..before], tokens.last());
            tokens.push(plain(&part[start..end], start..end, gap));
            (at, before) = (end, end);
            continue;
        }
        let end = match c {
            c if c.is_alphanumeric() => word_end(part, start),
            // "Trinidad & Tobago"
            '&' if alone(part, at) => at + 1,
            c => {
                at += c.len_utf8();
                continue;
            }
        };
        let gap = gap(&part[before..start], &part[..before], tokens.last());
        // Addresses are not prose: https://example.org/russia, someone@example.org.
        if address(part, start, end) {
            let stop = part[end..].find(char::is_whitespace).map_or(part.len(), |found| end + found);
            at = stop.max(end);
            before = start.min(at);
            continue;
        }
        let token = token(part, start..end, gap);
        at = end.max(token.place.end);
        before = at;
        tokens.push(token);
    }
    shout(part, &mut tokens);
    tokens
}

/// Whether a sign stands between blanks.
fn alone(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_whitespace) && text[at + 1..].starts_with(char::is_whitespace)
}

/// Where a word ends that has but small ASCII letters, stands before a blank or comma and is no part of an address:
/// most words of a text do.
fn plain_end(text: &[u8], start: usize) -> Option<usize> {
    let letters = text[start..].iter().position(|byte| !byte.is_ascii_lowercase())?;
    let is_plain = letters > 0
        && matches!(text[start + letters], b' ' | b',' | b'\n')
        && start.checked_sub(1).is_none_or(|before| text[before] != b'@');
    is_plain.then_some(start + letters)
}

/// The word that [`plain_end`] has found.
fn plain(word: &str, place: Range<usize>, gap: Gap) -> Token {
    Token {
        place,
        folded: CompactString::new(word),
        whole: None,
        beginning: beginning(word),
        gap,
        capital: false,
        capitals: false,
        cased: true,
        shouted: false,
    }
}

fn word_end(text: &str, start: usize) -> usize {
    let plain = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let behind = text.as_bytes().get(start + plain);
    if behind.is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'.' | b'\'')) && plain > 0 {
        return start + plain;
    }
    let mut chars = text[start..].char_indices().peekable();
    let mut end = start;
    let mut letters = 0;
    while let Some((offset, c)) = chars.next() {
        let inner = |next: Option<&(usize, char)>| next.is_some_and(|(_, next)| next.is_alphanumeric());
        match c {
            c if ideograph(c) => {
                return if letters == 0 { start + offset + c.len_utf8() } else { end };
            }
            c if c.is_alphanumeric() || is_combining_mark(c) => {
                letters += 1;
                end = start + offset + c.len_utf8();
            }
            c if nothing(c) => {}
            // "l'Iran", "Côte d'Ivoire": an article or preposition before a name.
            c if apostrophe(c)
                && is_elided(&text[start..start + offset])
                && chars.peek().is_some_and(|(_, next)| next.is_uppercase()) =>
            {
                break;
            }
            c if apostrophe(c) && inner(chars.peek()) => {}
            // "U.S", "D.P.R.K": dots between single letters.
            '.' if inner(chars.peek()) && single(&text[start..start + offset]) && {
                let after = &text[start + offset + 1..];
                let mut next = after.chars();
                next.next();
                !next.next().is_some_and(char::is_alphanumeric)
            } => {}
            _ => break,
        }
    }
    end
}

/// Whether a word has lost its vowel before an apostrophe.
fn is_elided(word: &str) -> bool {
    ["l", "L", "d", "D"].contains(&word)
}

/// Whether a beginning of a word is capitals parted by dots: "U", "U.S".
fn single(text: &str) -> bool {
    text.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    })
}

fn address(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let before = start.checked_sub(1).and_then(|before| bytes.get(before));
    match bytes.get(end) {
        _ if before == Some(&b'@') => true,
        Some(b'@') => true,
        Some(b':') => bytes[end..].starts_with(b"://") && end - start < 12,
        Some(b'.') => text[start..end].eq_ignore_ascii_case("www"),
        _ => false,
    }
}

fn gap(between: &str, before: &str, last: Option<&Token>) -> Gap {
    match last {
        None => return Gap::Stop,
        Some(_) if between == " " => return Gap::Space,
        Some(_) => {}
    }
    let mut found = Gap::Space;
    let mut blank = false;
    for c in between.chars() {
        match c {
            c if c.is_whitespace() => blank = true,
            c if nothing(c) => {}
            c if apostrophe(c) && last.is_some_and(|last| is_elided(&before[last.place.clone()])) => {
                blank = true
            }
            c if hyphen(c) => found = if found == Gap::Space { Gap::Hyphen } else { Gap::Other },
            ',' | '،' => found = if found == Gap::Space { Gap::Comma } else { Gap::Other },
            '.' if last.is_some_and(|last| abbreviation(&before[last.place.clone()])) => {}
            '.' | '!' | '?' | ':' | ';' | '…' | '؟' | '۔' | '。' | '।' => return Gap::Stop,
            _ => found = if found == Gap::Stop { found } else { Gap::Other },
        }
    }
    // " – " parts, "Pak–Russia" joins.
    if found == Gap::Hyphen && blank { Gap::Other } else { found }
}

/// Words whose dot ends no sentence within a name.
fn abbreviation(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters == 1
        || word.contains('.')
        || ["St", "EE", "Mr", "Dr", "Ms", "Mrs", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Prof"]
            .contains(&word)
}

fn token(text: &str, place: Range<usize>, gap: Gap) -> Token {
    let word = &text[place.clone()];
    let stem = possessive(word).map_or(word.len(), str::len);
    // The last dot of "U.S." and "Jr." is theirs.
    let dotted = stem == word.len()
        && text.as_bytes().get(place.end) == Some(&b'.')
        && (single(word) && word.contains('.') || ["Jr", "Sr", "JR", "SR"].contains(&word));
    let first = word.chars().next().unwrap_or(' ');
    let (upper, lower) = cases(&word[..stem]);
    let small = upper == 0 && word.is_ascii();
    let folded = match &word[..stem] {
        "&" => "and".into(),
        word if small => CompactString::new(word),
        word => quick_fold(word),
    };
    Token {
        whole: (stem < word.len()).then(|| (quick_fold(word), place.end)),
        place: place.start..place.start + stem + usize::from(dotted),
        beginning: beginning(&folded),
        folded,
        gap,
        capital: first.is_uppercase(),
        capitals: upper >= 2 && lower == 0,
        cased: upper + lower > 0 || first.is_numeric(),
        shouted: false,
    }
}

/// A word without its possessive ending, if it has one.
fn possessive(word: &str) -> Option<&str> {
    if !matches!(word.as_bytes().last(), Some(b's' | b'S')) {
        return None;
    }
    word[..word.len() - 1].strip_suffix(apostrophe).filter(|rest| !rest.is_empty())
}

/// How many capitals and how many small letters a word has.
fn cases(word: &str) -> (usize, usize) {
    let (mut upper, mut lower) = (0, 0);
    if word.is_ascii() {
        for byte in word.bytes() {
            upper += usize::from(byte.is_ascii_uppercase());
            lower += usize::from(byte.is_ascii_lowercase());
        }
    } else {
        for c in word.chars() {
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        }
    }
    (upper, lower)
}

/// The first letters of a folded word as a number: what follows an apostrophe does not count.
fn beginning(folded: &str) -> u16 {
    let letters = match *folded.as_bytes() {
        [a, b, c, ..] if b != b'\'' && c != b'\'' => [a, b, c, 0],
        [a, b, ..] if b != b'\'' => [a, b, 0, 0],
        [a, ..] => [a, 0, 0, 0],
        [] => [0; 4],
    };
    (u32::from_le_bytes(letters).wrapping_mul(0x9e37_79b1) >> 20) as u16
}

/// `fold`, with a short way for ASCII.
pub(super) fn quick_fold(word: &str) -> CompactString {
    if word.is_ascii() {
        let mut folded = CompactString::new(word);
        folded.make_ascii_lowercase();
        folded
    } else {
        fold(word).into()
    }
}

/// Marks the words of lines that have no small letter, where capitals tell nothing.
fn shout(text: &str, tokens: &mut [Token]) {
    let mut first = 0;
    while first < tokens.len() {
        let mut end = first + 1;
        let is_new_line = |end: usize| {
            let between = &text.as_bytes()[tokens[end - 1].end()..tokens[end].place.start];
            between != b" " && between.contains(&b'\n')
        };
        while end < tokens.len() && !is_new_line(end) {
            end += 1;
        }
        let line = &mut tokens[first..end];
        let capitals = line.iter().filter(|token| token.capitals).count();
        let small = || line.iter().any(|token| text[token.place.clone()].chars().any(char::is_lowercase));
        if capitals >= 2 && !small() {
            line.iter_mut().for_each(|token| token.shouted = true);
        } else if capitals >= SHOUT {
            shout_within(line);
        }
        first = end;
    }
}

/// So many words in capitals, one behind the other, are shouted, if most are longer than an abbreviation.
const SHOUT: usize = 4;

/// Marks what is shouted within a line: "He said: TELL US ABOUT RUSSIA."
fn shout_within(line: &mut [Token]) {
    let mut first = 0;
    while first < line.len() {
        let mut end = first + 1;
        while end < line.len() && line[end].gap == Gap::Space && line[end].capitals {
            end += 1;
        }
        let run = &mut line[first..end];
        let words = run.iter().filter(|token| token.folded.len() > 3 && !token.folded.contains('.')).count();
        if run[0].capitals && run.len() >= SHOUT && words * 2 >= run.len() {
            run.iter_mut().for_each(|token| token.shouted = true);
        }
        first = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word is the same by the short way and by the long one.
    #[test]
    fn plain_words_are_words() {
        let text = "the, quick brown\nfox us it's e-mail x@example y";
        for (at, _) in text.char_indices() {
            if let Some(end) = plain_end(text.as_bytes(), at) {
                assert_eq!(word_end(text, at), end);
                let (short, long) =
                    (plain(&text[at..end], at..end, Gap::Space), token(text, at..end, Gap::Space));
                assert_eq!(format!("{short:?}"), format!("{long:?}"));
                assert!(!address(text, at, end));
            }
        }
    }

    fn words(text: &str) -> Vec<(String, Gap)> {
        tokens(text, 0..text.len()).into_iter().map(|token| (token.folded.to_string(), token.gap)).collect()
    }

    #[test]
    fn words_and_what_parts_them() {
        let expected = [
            ("the", Gap::Stop),
            ("u.s", Gap::Space),
            ("led", Gap::Hyphen),
            ("st", Gap::Space),
            ("lucia", Gap::Space),
            ("russia", Gap::Comma),
            ("role", Gap::Space),
            ("it", Gap::Stop),
        ];
        let expected: Vec<_> = expected.map(|(word, gap)| (word.to_string(), gap)).into();
        assert_eq!(words("The U.S.-led St. Lucia,\nRus\u{2060}sia’s\u{a0}role. It"), expected);
    }

    #[test]
    fn addresses_are_no_words() {
        assert_eq!(words("see https://example.org/russia now").len(), 2);
    }

    #[test]
    fn a_shouted_line() {
        let text = "TELL US ABOUT RUSSIA\nThe US said";
        let shouted: Vec<bool> = tokens(text, 0..text.len()).iter().map(|token| token.shouted).collect();
        assert_eq!(shouted, [true, true, true, true, false, false, false]);
    }
}
