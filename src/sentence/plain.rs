//! Where UAX 29 ends the sentences of a text that has but ASCII, Latin letters and the usual signs of print: without
//! looking each character up in its tables. Never knows what a sentence is beyond that.

/// What a character is to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Digit,
    Blank,
    /// Ends a paragraph.
    Break,
    Dot,
    /// Ends a sentence whatever follows.
    Stop,
    /// A quotation mark or bracket.
    Close,
    /// Goes on with a sentence.
    Continue,
    Other,
}

/// The class of each ASCII character.
const ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut at = 0;
    while at < 128 {
        classes[at] = match at as u8 {
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            b'\t' | 0x0b | 0x0c | b' ' => Class::Blank,
            b'\n' | b'\r' => Class::Break,
            b'.' => Class::Dot,
            b'!' | b'?' => Class::Stop,
            b'"' | b'\'' | b'(' | b')' | b'[' | b']' | b'{' | b'}' => Class::Close,
            b',' | b'-' | b':' | b';' => Class::Continue,
            _ => Class::Other,
        };
        at += 1;
    }
    classes
};

/// The class of a character; `None` for those that only the tables know.
fn class(c: char) -> Option<Class> {
    if let Some(class) = ASCII.get(c as usize) {
        return Some(*class);
    }
    match c {
        '\u{a0}' => Some(Class::Blank),
        '‘' | '’' | '“' | '”' | '„' | '«' | '»' => Some(Class::Close),
        '–' | '—' => Some(Class::Continue),
        '…' | '€' | '£' | '·' | '•' | '×' | '÷' => Some(Class::Other),
        '\u{c0}'..='\u{17f}' if c.is_uppercase() => Some(Class::Upper),
        '\u{c0}'..='\u{17f}' => Some(Class::Lower),
        _ => None,
    }
}

/// Where each sentence of a text ends, the last at its end; `None` if it has other characters.
pub(super) fn ends(text: &str) -> Option<Vec<usize>> {
    let mut ends = Vec::new();
    let mut before = Class::Other;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let class = class(c)?;
        let rest = chars.as_str();
        match class {
            Class::Break if !(c == '\r' && rest.starts_with('\n')) => ends.push(text.len() - rest.len()),
            Class::Dot | Class::Stop => {
                let next = next_sentence(before, class == Class::Dot, rest);
                ends.extend(next.map(|next| text.len() - next.len()));
            }
            _ => {}
        }
        before = class;
    }
    if !text.is_empty() && ends.last() != Some(&text.len()) {
        ends.push(text.len());
    }
    Some(ends)
}

/// The text from its next sentence on, by what follows a dot or stop; `None` if that ends no sentence there: at the end
/// of the text or a paragraph, which ends one anyway, too.
fn next_sentence(before: Class, is_dot: bool, rest: &str) -> Option<&str> {
    let is = |c: char, classes: &[Class]| class(c).is_some_and(|class| classes.contains(&class));
    if is_dot {
        // "3.4", "U.S."
        let next = rest.chars().next()?;
        let letter = matches!(before, Class::Lower | Class::Upper);
        if is(next, &[Class::Digit]) || (letter && is(next, &[Class::Upper])) {
            return None;
        }
    }
    let rest = rest.trim_start_matches(|c| is(c, &[Class::Close]));
    let rest = rest.trim_start_matches(|c| is(c, &[Class::Blank]));
    if is(rest.chars().next()?, &[Class::Break, Class::Dot, Class::Stop, Class::Continue]) {
        return None;
    }
    // "etc.) and"
    let decides = [Class::Lower, Class::Upper, Class::Break, Class::Dot, Class::Stop];
    let goes_on = rest.chars().find(|c| is(*c, &decides)).is_some_and(|c| is(c, &[Class::Lower]));
    (!is_dot || !goes_on).then_some(rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    fn by_tables(text: &str) -> Vec<usize> {
        text.split_sentence_bound_indices().map(|(start, part)| start + part.len()).collect()
    }

    #[test]
    fn every_character_is_what_it_is_in_the_tables() {
        for c in (0..0x3000).filter_map(char::from_u32).filter(|c| class(*c).is_some()) {
            for text in [
                "a.xb",
                "a. xb",
                "a.xB",
                "a. xB",
                "x.B",
                "a.x B",
                "a!x b",
                "a! xB",
                "axb",
                "a.”x b",
                "a.) x“b",
            ] {
                let text = text.replace('x', &c.to_string());
                assert_eq!(ends(&text), Some(by_tables(&text)), "{text:?}");
            }
        }
        assert_eq!(ends("क. a"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn sentences_end_where_the_tables_end_them(text in "[ab BÉé1.!?,;:–—\"’“)(\n\r\t\u{a0}€…]{0,24}") {
            prop_assert_eq!(ends(&text), Some(by_tables(&text)));
        }
    }
}
