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
            set.push_str(closing(&plain, &range, &text).unwrap_or(&text));
        }
    }
    Cow::Owned(set)
}

/// The closing quote, where the parser took for an opening one what stands behind a word and before none: `5" long`, or the
/// end of a quotation of which the paragraph does not have the beginning.
pub(super) fn closing(source: &str, range: &Range<usize>, text: &str) -> Option<&'static str> {
    let closing = match text {
        "“" => "”",
        "‘" => "’",
        _ => return None,
    };
    let before = source.get(..range.start)?.chars().next_back()?;
    let is_typed = matches!(source.get(range.clone())?, "\"" | "'");
    let next = source.get(range.end..)?.chars().find(|c| *c != '\\');
    let is_behind_word =
        before.is_alphanumeric() || matches!(before, '.' | ',' | '!' | '?' | '…' | '%' | '’');
    (is_typed && is_behind_word && next.is_none_or(|c| !c.is_alphanumeric())).then_some(closing)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::typeset;

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
            ("no quotes -- at all", "no quotes -- at all"),
        ] {
            assert_eq!(typeset(typed), set);
        }
    }

    proptest! {
        #[test]
        fn only_quotes_and_blanks_differ(text in "[ -~é“\n]{0,40}") {
            let plain = |text: &str| {
                let quotes = text.replace(['‘', '’'], "'").replace(['“', '”'], "\"");
                quotes.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            prop_assert_eq!(plain(&typeset(&text)), plain(&text));
        }
    }
}
