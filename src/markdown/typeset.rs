//! Plain text with the quotes that typesetters use, by the same rules as the text of an article. Never knows its language.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

/// A plain text whose straight quotes and apostrophes are typographic ones: what an editor types in front matter stands
/// beside Markdown, where the parser sees to them. The rules are English.
pub fn typeset(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'\'', b'"', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    // To the parser all else is words: a sign behind a backslash begins nothing.
    let mut plain = String::with_capacity(text.len() + 16);
    for c in text.trim().chars() {
        match c {
            '\'' | '"' => plain.push(c),
            c if c.is_ascii_punctuation() => plain.extend(['\\', c]),
            c if c.is_whitespace() => plain.push(' '),
            c => plain.push(c),
        }
    }
    let mut set = String::with_capacity(text.len() + 16);
    for (event, range) in Parser::new_ext(&plain, Options::ENABLE_SMART_PUNCTUATION).into_offset_iter() {
        if let Event::Text(text) = event {
            set.push_str(mended(&plain, &range, &text).unwrap_or(&text));
        }
    }
    Cow::Owned(set)
}

/// The sign that is meant, where the parser took it for another.
pub(super) fn mended(source: &str, range: &Range<usize>, text: &str) -> Option<&'static str> {
    let typed = source.get(range.clone()).filter(|typed| matches!(*typed, "\"" | "'"))?;
    let (before, behind) = (source.get(..range.start)?, source.get(range.end..)?);
    measure(before, typed, behind)
        .or_else(|| elision(before, typed, behind))
        .or_else(|| closing(before, text, behind))
}

/// The prime of feet and inches, `5'10"`: both signs stand there, so it is no quote.
fn measure(before: &str, typed: &str, behind: &str) -> Option<&'static str> {
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    match typed {
        "'" => {
            let (inches, rest) = behind.split_at(digits(behind));
            let is_behind_feet = before.ends_with(|c: char| c.is_ascii_digit());
            (is_behind_feet && is_number(inches) && rest.starts_with('"')).then_some("′")
        }
        _ => {
            let (feet, inches) = before.split_at(before.trim_end_matches(|c: char| c.is_ascii_digit()).len());
            let feet = feet.strip_suffix('\'')?;
            (feet.ends_with(|c: char| c.is_ascii_digit()) && is_number(inches)).then_some("″")
        }
    }
}

/// The apostrophe that stands for letters at the beginning of a word: rock 'n' roll, the '90s.
fn elision(before: &str, typed: &str, behind: &str) -> Option<&'static str> {
    let begins = before.ends_with(char::is_whitespace) || before.is_empty();
    let is_decade = behind
        .as_bytes()
        .first_chunk::<3>()
        .is_some_and(|[tens, zero, s]| tens.is_ascii_digit() && *zero == b'0' && *s == b's');
    let stands = behind.starts_with("n' ") || is_decade && !behind[3..].starts_with(char::is_alphanumeric);
    (typed == "'" && begins && stands).then_some("’")
}

/// The closing quote, where the parser took for an opening one what stands behind a word and before none: `5" long`, or the
/// end of a quotation of which the paragraph does not have the beginning.
fn closing(before: &str, text: &str, behind: &str) -> Option<&'static str> {
    let closing = match text {
        "“" => "”",
        "‘" => "’",
        _ => return None,
    };
    let before = before.chars().next_back()?;
    let next = behind.chars().find(|c| *c != '\\');
    let is_behind_word =
        before.is_alphanumeric() || matches!(before, '.' | ',' | '!' | '?' | '…' | '%' | '’');
    (is_behind_word && next.is_none_or(|c| !c.is_alphanumeric())).then_some(closing)
}

/// What stands in the source, where the parser has set a sign of an address or of a command: `https://example.org/a--b`,
/// `a--b@example.org`, `git log --merges`.
pub(super) fn as_typed<'a>(source: &'a str, range: &Range<usize>, text: &str) -> Option<&'a str> {
    if !matches!(text, "–" | "—" | "…" | "‘" | "’" | "“" | "”") {
        return None;
    }
    let typed = source.get(range.clone()).filter(|typed| *typed != text)?;
    let before = &source[source.ceil_char_boundary(range.start.saturating_sub(LONGEST_ADDRESS))..range.start];
    let before = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let behind = &source[range.end..source.floor_char_boundary((range.end + LONGEST_NAME).min(source.len()))];
    let behind = behind.split(char::is_whitespace).next().unwrap_or_default();
    // A quote, or the end of the sentence, stands behind the address.
    let goes_on =
        behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '#'));
    let is_address = (before.contains("://") || before.starts_with("www.")) && goes_on;
    let is_mailbox = goes_on
        && typed.starts_with('-')
        && before.ends_with(|c: char| c.is_ascii_alphanumeric())
        && behind.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    // "He said --and meant-- no" has dashes on either side.
    let is_option = typed == "--"
        && before.trim_start_matches(['(', '"', '“']).is_empty()
        && behind.starts_with(|c: char| c.is_ascii_lowercase())
        && !source[range.end..].lines().next().is_some_and(|line| {
            let line = &line[..line.floor_char_boundary(LONGEST_ADDRESS)];
            line.match_indices("--").any(|(at, _)| line[..at].ends_with(char::is_alphanumeric))
        });
    (is_address || is_mailbox || is_option).then_some(typed)
}

/// How many bytes before a sign are searched for the beginning of an address.
const LONGEST_ADDRESS: usize = 512;
/// How many behind one are searched for the end of a mailbox's name.
const LONGEST_NAME: usize = 64;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{as_typed, typeset};

    /// What `as_typed` says of the sign between the marks.
    fn typed(marked: &str) -> Option<String> {
        let parts: Vec<&str> = marked.split('▸').collect();
        let range = parts[0].len()..parts[0].len() + parts[1].len();
        let set = if parts[1] == "'" { "’" } else { "–" };
        as_typed(&parts.concat(), &range, set).map(str::to_string)
    }

    #[test]
    fn addresses_and_commands_stay_as_they_are_typed() {
        for source in [
            "see https://x.org/a▸--▸b",
            "see (https://x.org/450d▸...▸865d) now",
            "www.x.org/it▸'▸s",
            "write a▸--▸b@x.org",
            "git log ▸--▸merges",
        ] {
            assert_eq!(typed(source).as_deref(), source.split('▸').nth(1), "{source}");
        }
        for source in [
            "one▸--▸two",
            "said ▸--▸and meant-- no",
            "see https://x.org/a▸...▸ and",
            "1990▸--▸95",
            "a ▸--▸ b",
        ] {
            assert_eq!(typed(source), None, "{source}");
        }
    }

    #[test]
    fn quotes_are_set_and_nothing_else_changes() {
        for (typed, set) in [
            ("Pakistan's \"highly likely\" turn", "Pakistan’s “highly likely” turn"),
            ("'No deal', says the EU's chief", "‘No deal’, says the EU’s chief"),
            (
                "(\"Yes\") -- *no* [a](b) <i>c</i> &amp; `d's`...",
                "(“Yes”) -- *no* [a](b) <i>c</i> &amp; `d’s`...",
            ),
            ("# 1. It's\n- a 'list'", "# 1. It’s - a ‘list’"),
            ("A 5\" and a 10\" screen, 6' tall.\"", "A 5” and a 10” screen, 6’ tall.”"),
            ("Rock 'n' roll of the '90s", "Rock ’n’ roll of the ’90s"),
            ("'90 people', 'no'", "‘90 people’, ‘no’"),
            ("He is 5'10\" tall", "He is 5′10″ tall"),
            ("no quotes -- at all", "no quotes -- at all"),
        ] {
            assert_eq!(typeset(typed), set);
        }
    }

    proptest! {
        #[test]
        fn only_quotes_and_blanks_differ(text in "[ -~é“\n]{0,40}") {
            let plain = |text: &str| {
                let quotes = text.replace(['‘', '’', '′'], "'").replace(['“', '”', '″'], "\"");
                quotes.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            prop_assert_eq!(plain(&typeset(&text)), plain(&text));
        }
    }
}
