//! The words of a text, folded for look-up. Never knows a name.

mod acronym;
mod address;
mod gap;
mod german;
mod kana;
mod parted;
mod plain;
mod polish;
mod turkish;

use std::borrow::Cow;
use std::ops::Range;

use compact_str::CompactString;
use unicode_normalization::char::is_combining_mark;

pub(super) use self::acronym::mark_acronyms;
use self::address::{address, site_end};
pub(super) use self::gap::Gap;
use self::gap::gap;
pub(super) use self::german::part_genitives;
use self::kana::Kana;
use self::plain::plain_words;
pub(super) use self::polish::read_cases;
pub(super) use self::turkish::part_endings;
use super::shout::shout;
use crate::fold::fold;

/// A word.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// Its place in the text, without a possessive ending.
    pub(super) place: Range<usize>,
    folded: Folded<'a>,
    /// How long its possessive ending is in the text: nought for none.
    ending: u8,
    /// A number below [`BEGINNINGS`] for its length and first letters, the same with and without a possessive ending.
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
    /// Whether it stands for an acronym, though it is written as another word: "Nato".
    pub(super) acronym: bool,
}

/// A word folded: most words of a text are as they stand.
#[derive(Clone, Debug)]
enum Folded<'a> {
    Same(&'a str),
    Made(CompactString),
}

impl Token<'_> {
    /// Folded, without a possessive ending.
    pub(super) fn folded(&self) -> &str {
        match &self.folded {
            Folded::Same(word) => word,
            Folded::Made(word) => word,
        }
    }

    /// Folded as it stands, with a possessive ending: "people's".
    pub(super) fn whole(&self) -> Cow<'_, str> {
        let word = Cow::Borrowed(self.folded());
        if self.possessive() { word + "'s" } else { word }
    }

    /// Where it ends with its possessive ending.
    pub(super) fn end(&self) -> usize {
        self.place.end + usize::from(self.ending)
    }

    /// Takes its possessive ending for a part of it: "McDonald's".
    pub(super) fn keep_ending(&mut self) {
        self.folded = Folded::Made(self.whole().into());
        self.place.end = self.end();
        self.ending = 0;
    }

    /// Whether it has a possessive ending: "Russia's", but not "Philippines'".
    pub(super) fn possessive(&self) -> bool {
        self.ending > 0
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

/// Also the dots that join the names of foreigners in Chinese and Japanese: "乔·拜登", "ジョー・バイデン".
fn hyphen(c: char) -> bool {
    matches!(c, '-' | '·' | '・' | '＝') || ('\u{2010}'..='\u{2015}').contains(&c) || c == '\u{2212}'
}

/// The words of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    read(text, 0..text.len(), &mut tokens);
    tokens
}

/// Adds the words of `text[block]`; places count from the start of `text`.
pub(super) fn read<'a>(text: &'a str, block: Range<usize>, tokens: &mut Vec<Token<'a>>) {
    let part = &text[..block.end];
    let bytes = part.as_bytes();
    let first = tokens.len();
    let (mut at, mut before) = (block.start, block.start);
    // Where the line begins that is read, and how many of its words are in capitals.
    let (mut line, mut capitals) = (first, 0);
    while let Some(byte) = bytes.get(at) {
        if *byte == b' ' {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = match part[start..].chars().next() {
            Some(c) if c.is_alphanumeric() => word_end(part, start),
            // "Trinidad & Tobago"
            Some('&') if alone(part, start) => start + 1,
            c => {
                at += c.map_or(1, char::len_utf8);
                continue;
            }
        };
        // Addresses are not prose: https://example.org/russia, someone@example.org.
        let is_address = address(part, start, end);
        if is_address && let Some(named) = site_end(part, start, end) {
            end = named;
        } else if is_address {
            let stop = part[end..].find(char::is_whitespace).map_or(part.len(), |found| end + found);
            at = stop.max(end);
            before = start.min(at);
            continue;
        }
        let gap = match tokens[first..].last() {
            None => Gap::Stop,
            Some(_) if &bytes[before..start] == b" " => Gap::Space,
            Some(last) => {
                let gap = gap(&part[before..start], &part[last.place.clone()]);
                if bytes[last.end()..start].contains(&b'\n') {
                    shout(part, &mut tokens[line..], capitals);
                    (line, capitals) = (tokens.len(), 0);
                }
                gap
            }
        };
        let mut token = token(part, start..end, gap);
        if gap == Gap::Other
            && let Some(last) = tokens[first..].last()
            && parted::goes_on(last.folded(), &part[before..start], token.folded())
        {
            token.gap = Gap::Hyphen;
            token.place.end += parted::closing(&part[token.place.end..]);
        }
        capitals += usize::from(token.capitals);
        at = token.end();
        tokens.push(token);
        at = plain_words(part, at, tokens);
        before = at;
    }
    shout(part, &mut tokens[line..], capitals);
}

/// Whether a sign stands between blanks.
fn alone(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_whitespace) && text[at + 1..].starts_with(char::is_whitespace)
}

fn word_end(text: &str, start: usize) -> usize {
    let plain = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let behind = text.as_bytes().get(start + plain);
    let ends = match behind {
        // A dot joins single letters only.
        Some(b'.') => plain > 1,
        Some(b'&') => !joins_initial(&text[start..], plain),
        behind => behind.is_none_or(|byte| byte.is_ascii() && *byte != b'\''),
    };
    if ends && plain > 0 {
        return start + plain;
    }
    let mut chars = text[start..].char_indices().peekable();
    let mut end = start;
    let mut letters = 0;
    let mut script = Kana::None;
    // Behind the last dot: all before it are single capitals.
    let mut single_from = start;
    while let Some((offset, c)) = chars.next() {
        let inner = |next: Option<&(usize, char)>| next.is_some_and(|(_, next)| next.is_alphanumeric());
        match c {
            c if ideograph(c) => {
                return if letters == 0 { start + offset + c.len_utf8() } else { end };
            }
            c if c.is_alphanumeric() || is_combining_mark(c) => {
                if letters == 0 {
                    script = Kana::of(c);
                } else if Kana::of(c) != script && !is_combining_mark(c) {
                    return end;
                }
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
            '&' if joins_initial(&text[start..], offset) => {}
            // "U.S", "D.P.R.K": dots between single letters.
            '.' if inner(chars.peek()) && is_single(&text[single_from..start + offset]) && {
                let after = &text[start + offset + 1..];
                let mut next = after.chars();
                next.next();
                !next.next().is_some_and(char::is_alphanumeric)
            } =>
            {
                single_from = start + offset + 1;
            }
            _ => break,
        }
    }
    end
}

/// Whether an ampersand behind `plain` letters joins the last capital of an acronym to them: "AT&T", "H&M".
fn joins_initial(text: &str, plain: usize) -> bool {
    let bytes = text.as_bytes();
    (1..=2).contains(&plain)
        && bytes[..plain].iter().all(u8::is_ascii_uppercase)
        && matches!(bytes[plain..], [b'&', initial, ..] if initial.is_ascii_uppercase())
        && !text[plain + 2..].starts_with(char::is_alphanumeric)
}

/// Whether a word has lost its vowel before an apostrophe.
fn is_elided(word: &str) -> bool {
    ELIDED.contains(&word)
}

/// Articles and prepositions that lose their vowels in French and Italian.
const ELIDED: [&str; 27] = [
    "l", "L", "d", "D", "qu", "Qu", "lorsqu", "Lorsqu", "puisqu", "Puisqu", "jusqu", "Jusqu", "dell", "Dell",
    "nell", "Nell", "all", "All", "dall", "Dall", "sull", "Sull", "un", "Un", "tutt", "quell", "quest",
];

/// Whether a beginning of a word is capitals parted by dots: "U", "U.S".
fn single(text: &str) -> bool {
    text.split('.').all(is_single)
}

/// Whether this is one capital.
fn is_single(part: &str) -> bool {
    let mut chars = part.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

fn token(text: &str, place: Range<usize>, gap: Gap) -> Token<'_> {
    let word = &text[place.clone()];
    let stem = possessive(word).unwrap_or(word);
    // The last dot of "U.S." and "Jr." is theirs.
    let dotted = stem.len() == word.len()
        && text.as_bytes().get(place.end) == Some(&b'.')
        && (word.contains('.') && single(word) || ["Jr", "Sr", "JR", "SR"].contains(&word));
    let first = word.chars().next().unwrap_or(' ');
    let (upper, lower) = cases(stem);
    let folded = match stem {
        "&" => Folded::Same("and"),
        stem if upper == 0 && stem.is_ascii() => Folded::Same(stem),
        stem => Folded::Made(quick_fold(stem)),
    };
    let mut token = Token {
        place: place.start..place.start + stem.len() + usize::from(dotted),
        folded,
        ending: (word.len() - stem.len()) as u8,
        beginning: 0,
        gap,
        capital: first.is_uppercase(),
        capitals: upper >= 2 && lower == 0,
        cased: upper + lower > 0 || first.is_numeric(),
        shouted: false,
        acronym: false,
    };
    token.beginning = beginning(token.folded());
    token
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

/// How many beginnings of words are told apart.
pub(super) const BEGINNINGS: usize = 1 << 14;

/// The [`Token::beginning`] of a folded word: what follows an apostrophe does not count.
pub(super) fn beginning(folded: &str) -> u16 {
    number(folded.split('\'').next().unwrap_or_default().as_bytes())
}

/// The length and first letters of a word as a number.
fn number(letters: &[u8]) -> u16 {
    let first = match letters.first_chunk() {
        Some(four) => u32::from_le_bytes(*four),
        None => letters.iter().fold(0, |first, letter| first << 8 | u32::from(*letter)),
    };
    let both = u64::from(first) | (letters.len() as u64) << 32;
    (both.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BEGINNINGS.ilog2())) as u16
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

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, Gap)> {
        tokens(text).into_iter().map(|token| (token.folded().to_string(), token.gap)).collect()
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
    fn an_ampersand_joins_initials() {
        let names = |text: &str| words(text).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
        assert_eq!(
            names("AT&T, H&M's Q&A, SMITH&SON, R&DX"),
            ["at&t", "h&m", "q&a", "smith", "son", "r", "dx"]
        );
    }

    #[test]
    fn owners_stand_before_what_is_theirs() {
        assert_eq!(words("the Workers' Party, 'Bess Truman'").get(2), Some(&("party".into(), Gap::Owners)));
    }

    #[test]
    fn addresses_are_no_words() {
        assert_eq!(words("see https://example.org/russia now").len(), 2);
    }

    #[test]
    fn sites_are_words_where_they_are_written_as_names() {
        assert_eq!(words("On www.gov.uk, china.org.cn and India.com/news. India.Arie sang").len(), 5);
        let names: Vec<_> = words("On GOV.UK and Booking.com’s page").into_iter().map(|it| it.0).collect();
        assert_eq!(names, ["on", "gov.uk", "and", "booking.com", "page"]);
    }

    #[test]
    fn a_shouted_line() {
        let text = "TELL US ABOUT RUSSIA\nThe US said";
        let shouted: Vec<bool> = tokens(text).iter().map(|token| token.shouted).collect();
        assert_eq!(shouted, [true, true, true, true, false, false, false]);
    }
}
