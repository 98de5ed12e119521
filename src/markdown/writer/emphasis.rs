//! Bold that is none, for a blank or a sign stands where CommonMark allows none: readers see the `**`.

use std::ops::Range;

use super::Writer;

impl Writer<'_> {
    /// Warns of `**` in the text that were meant to make something bold.
    pub(super) fn warn_of_no_emphasis(&mut self) {
        let text = &self.body.text;
        let signs = memchr::memmem::find_iter(text.as_bytes(), MARK).filter(|at| {
            let is_longer = text[..*at].ends_with('*') || text[*at + MARK.len()..].starts_with('*');
            let place = self.place_of(*at).filter(|_| !is_longer);
            place.is_some_and(|place| self.source[place..].starts_with(MARK))
        });
        let signs: Vec<usize> = signs.collect();
        let mut found: Vec<(Range<usize>, String, String)> = Vec::new();
        for pair in signs.windows(2) {
            let (start, end) = (pair[0], pair[1] + MARK.len());
            let is_taken = found.last().is_some_and(|(last, ..)| last.end > start);
            let inner = &text[start + MARK.len()..pair[1]];
            let (before, behind) = (text[..start].chars().next_back(), text[end..].chars().next());
            if let Some((why, hint)) = no_emphasis(before, inner, behind).filter(|_| !is_taken) {
                found.push((start..end, format!("these `**` make nothing bold: {why}"), hint));
            }
        }
        for (place, message, hint) in found {
            let place = self.body.source_of(place);
            self.warn_of_markup(self.in_source(&place), message, hint);
        }
    }
}

const MARK: &str = "**";

/// Why two `**` make nothing bold that were meant to, and how to mend it. What stands `before`, between and `behind` them
/// must leave no doubt: two may refer to a note, or be powers.
fn no_emphasis(before: Option<char>, inner: &str, behind: Option<char>) -> Option<(&'static str, String)> {
    let (first, last) = (inner.chars().next()?, inner.chars().next_back()?);
    if !inner.contains(char::is_alphabetic) || inner.contains('*') || inner.contains("\n\n") {
        return None;
    }
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_blank = |c: char| c.is_whitespace() && c != '\n';
    let is_parted = !is_letter(before)
        && match (first.is_whitespace(), last.is_whitespace()) {
            (false, true) => is_blank(last),
            (true, false) => is_blank(first) && !is_letter(behind),
            // Only who pastes writes these.
            (true, true) => first == NO_BREAK || last == NO_BREAK,
            (false, false) => false,
        };
    if is_parted {
        return Some(("a blank stands within them", "put the blanks outside the `**`".to_string()));
    }
    let (opens, closes) = (OPENING.contains(&first), CLOSING.contains(&last));
    let is_hindered = opens && is_letter(before) && !last.is_whitespace()
        || closes && is_letter(behind) && (opens || !is_letter(before) && !first.is_whitespace());
    is_hindered.then(|| {
        let signs = match (opens, closes) {
            (true, true) => format!("`{first}` and `{last}`"),
            (true, false) => format!("`{first}`"),
            _ => format!("`{last}`"),
        };
        ("a letter stands beside them, and a sign within", format!("put {signs} outside the `**`"))
    })
}

const NO_BREAK: char = '\u{a0}';
const OPENING: [char; 12] = ['“', '„', '«', '‘', '"', '\'', '(', '[', '「', '『', '《', '（'];
const CLOSING: [char; 23] = [
    '”', '“', '»', '’', '"', '\'', ')', ']', '」', '』', '》', '）', '.', ',', ':', ';', '!', '?', '。',
    '，', '：', '！', '？',
];

#[cfg(test)]
mod tests {
    use super::no_emphasis;

    /// What is said of the first two `**` of a text.
    fn told(text: &str) -> Option<String> {
        let parts: Vec<&str> = text.splitn(3, "**").collect();
        let said = no_emphasis(parts[0].chars().next_back(), parts[1], parts[2].chars().next());
        said.map(|(_, hint)| hint)
    }

    #[test]
    fn bold_that_is_none_is_told() {
        let blanks = "put the blanks outside the `**`";
        for (text, hint) in [
            ("**\u{a0}Bold\u{a0}** text", blanks),
            ("a **bold **text", blanks),
            ("a **bold ** text", blanks),
            ("a ** bold** text", blanks),
            ("**“quoted”**text", "put `“` and `”` outside the `**`"),
            ("a **Note:**text", "put `:` outside the `**`"),
            ("中文**“引用”**中文", "put `“` and `”` outside the `**`"),
            ("**中文。**下一句", "put `。` outside the `**`"),
        ] {
            assert_eq!(told(text).as_deref(), Some(hint), "{text}");
        }
        for text in [
            "Price ** and weight ** are",
            "Price** (net) and weight** (gross)",
            "Price**, weight**.",
            "2**3 and 4**5",
            "f**k and s**t",
            "**Excluding tax.\n**Including it.",
            "src/**/a/**/b",
            "a ** ** b",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
