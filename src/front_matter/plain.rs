//! The texts of front matter are plain: readers see them as they are written. What stands in one that only another
//! program would turn into something else.

/// Keys whose text is long enough that authors take it for Markdown: that of a correction is `text`.
const LONG: [&str; 3] = ["summary", "intro", "text"];

/// What readers of `text`, the value of `key`, would see that is not meant, and how to write it.
pub(super) fn markup(key: &str, text: &str) -> Option<(String, String)> {
    if LONG.contains(&key) && (text.contains("[[") || text.contains("](")) {
        let message = format!("`{key}` is plain text: the brackets in it are shown, and are no link");
        let hint = match key {
            "intro" => "write the introduction below the front matter, where Markdown is read",
            _ => "write the words alone",
        };
        return Some((message, hint.to_string()));
    }
    if PROSE.contains(&key)
        && let Some(signs) = paired(text)
    {
        let message = format!("`{key}` is plain text: {signs} are shown, and make nothing of the words");
        return Some((message, "write the words alone".to_string()));
    }
    if (PROSE.contains(&key) || key == "name") && text.contains(TURNING) {
        let message = format!("an invisible sign (U+202E) turns round the letters of `{key}` behind it");
        return Some((message, "take it out".to_string()));
    }
    let marks = memchr::memchr_iter(b'{', text.as_bytes()).filter_map(|at| text.get(at..at + 2));
    if let Some(mark) = marks.into_iter().find(|mark| ["{{", "{%"].contains(mark)) {
        let message = format!("`{key}` is plain text: `{mark}` of another program is shown");
        return Some((message, "write what it stands for".to_string()));
    }
    let sign = |sign: Option<String>| match sign.as_deref() {
        Some(" " | "\u{a0}") => "write a blank".to_string(),
        Some(sign) => format!("write `{sign}`"),
        None => "write the sign itself".to_string(),
    };
    let (shown, hint) = match (entity(text), tag(text)) {
        (Some((entity, of)), None) => (format!("`{entity}` is shown as it stands"), sign(of)),
        (None, Some(tag)) => (format!("the tag `{tag}` is shown"), "write the words alone".to_string()),
        (Some((entity, of)), Some(tag)) => (
            format!("`{entity}` and the tag `{tag}` are shown"),
            sign(of) + ", and the words without the tag",
        ),
        (None, None) => return None,
    };
    Some((format!("`{key}` is plain text: {shown}"), hint))
}

/// Signs of Markdown that stand on both sides of words, and what they are called.
const PAIRS: [(&str, &str, &str); 3] =
    [("[[", "]]", "the brackets `[[`"), ("**", "**", "the asterisks `**`"), ("`", "`", "backticks")];

/// The first of these that stands around words.
fn paired(text: &str) -> Option<&'static str> {
    // Most texts have none of them.
    memchr::memchr3(b'[', b'*', b'`', text.as_bytes())?;
    let is_paired = |(open, close, _): &&(&str, &str, &str)| {
        let Some((before, rest)) = text.split_once(open) else { return false };
        let Some((inner, behind)) = rest.split_once(close) else { return false };
        // "f**k", "a 5** hotel"
        let is_within = before.ends_with(char::is_alphanumeric) || behind.starts_with(char::is_alphanumeric);
        !is_within && inner.contains(char::is_alphanumeric)
    };
    PAIRS.iter().find(is_paired).map(|(.., signs)| *signs)
}

/// The sign that shows all letters behind it from right to left, whatever their script.
pub const TURNING: char = '\u{202e}';

/// Named characters that programs put for others everywhere.
const NAMED: [(&str, &str); 14] = [
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("lt", "<"),
    ("gt", ">"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("middot", "·"),
];

/// How the names of letters with accents end.
const ACCENTS: [&str; 8] = ["acute", "grave", "uml", "circ", "cedil", "tilde", "ring", "caron"];

/// The first character reference of HTML, such as `&amp;`, with what it stands for if that is known.
fn entity(text: &str) -> Option<(&str, Option<String>)> {
    memchr::memchr_iter(b'&', text.as_bytes()).find_map(|at| {
        let name = up_to(&text[at + 1..], ';')?;
        let whole = &text[at..at + name.len() + 2];
        if let Some(number) = name.strip_prefix('#') {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            return Some((whole, Some(char::from_u32(code.ok()?)?.to_string())));
        }
        if let Some((_, sign)) = NAMED.iter().find(|(known, _)| *known == name) {
            return Some((whole, Some(sign.to_string())));
        }
        ACCENTS.iter().any(|end| name.len() == end.len() + 1 && name.ends_with(end)).then_some((whole, None))
    })
}

/// The first tag of HTML, such as `<em>`.
fn tag(text: &str) -> Option<&str> {
    memchr::memchr_iter(b'<', text.as_bytes()).find_map(|at| {
        let behind = &text[at + 1..];
        let name = behind.strip_prefix('/').unwrap_or(behind);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphabetic())?];
        if !TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)) {
            return None;
        }
        let inner = up_to(behind, '>')?;
        Some(&text[at..at + inner.len() + 2])
    })
}

/// What stands before a sign that is near: where many begin and none ends, each would look through the whole text.
fn up_to(text: &str, sign: char) -> Option<&str> {
    let near = &text[..text.floor_char_boundary(LONGEST)];
    near.split_once(sign).map(|(before, _)| before)
}

/// A tag is not longer, in bytes.
const LONGEST: usize = 2000;

/// Elements that stand in headlines and summaries of other programs.
const TAGS: [&str; 12] = ["a", "b", "br", "cite", "code", "em", "i", "p", "small", "span", "strong", "u"];

/// Keys whose text may be a quotation from its first word to its last.
const PROSE: [&str; 5] = ["title", "summary", "intro", "text", "alt"];

/// The value within typographic quotes that stand around the whole of it, where they cannot be meant: to YAML they are
/// letters like others. `others` are the keys and texts beside it: who writes one of them so writes all.
pub(super) fn unquoted<'a, 'b>(
    key: &str,
    text: &'a str,
    mut others: impl Iterator<Item = (&'b str, &'b str)>,
) -> Option<&'a str> {
    let inner = inner(text)?;
    let is_prose = |key: &str| PROSE.contains(&key);
    let is_meant = is_prose(key) && !others.any(|(key, text)| !is_prose(key) && self::inner(text).is_some());
    (!is_meant).then(|| inner.trim())
}

/// What stands within typographic quotes.
fn inner(text: &str) -> Option<&str> {
    let pairs = [('“', '”'), ('‘', '’'), ('„', '“'), ('”', '”'), ('«', '»')];
    let inner = pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))?;
    (!inner.contains(['“', '”', '‘', '«', '»'])).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::{markup, unquoted};

    #[test]
    fn quotes_around_a_name_are_no_part_of_it() {
        let alone = |key, text| unquoted(key, text, std::iter::empty());
        assert_eq!(alone("topics", "“peace”"), Some("peace"));
        assert_eq!(alone("date", "‘2024-01-02’"), Some("2024-01-02"));
        let beside = [("date", "“2024-01-02”"), ("summary", "“S”")];
        assert_eq!(unquoted("title", "“T”", beside.into_iter()), Some("T"));
        assert_eq!(unquoted("title", "“T”", beside.into_iter().skip(1)), None);
        for (key, text) in [("title", "“No deal”"), ("topics", "“a” and “b”"), ("topics", "the “Quad”")]
        {
            assert_eq!(alone(key, text), None, "{text}");
        }
    }

    #[test]
    fn what_another_program_would_read_is_told() {
        for (text, told, hint) in [
            ("AT&amp;T", "`&amp;`", "write `&`"),
            ("it&#8217;s", "`&#8217;`", "write `’`"),
            ("Caf&eacute;", "`&eacute;`", "the sign itself"),
            ("a&nbsp;b", "`&nbsp;`", "write a blank"),
            ("A <em>day</em> in&nbsp;June", "the tag `<em>`", "without the tag"),
            ("The <em>Post</em>", "`<em>`", "the words alone"),
            ("One<br/>two", "`<br/>`", "the words alone"),
            ("On {{ page.date }}", "`{{`", "stands for"),
            ("[[Sergey Lavrov]] speaks", "`[[`", "the words alone"),
            ("A **bold** move", "`**`", "the words alone"),
            ("The `ls` of it", "backticks", "the words alone"),
            ("A \u{202e}title", "U+202E", "take it out"),
        ] {
            let (message, how) = markup("title", text).unwrap();
            assert!(message.contains(told) && how.contains(hint), "{message}; {how}");
        }
    }

    #[test]
    fn plain_words_are_plain() {
        for text in [
            "AT&T; others",
            "R&D; a < b > c",
            "Q&A",
            "x &y; z",
            "<3",
            "a <b",
            "[[x",
            "& ;",
            "&#;",
            "f**k",
            "5** hotel",
            "`n",
        ] {
            assert_eq!(markup("title", text), None, "{text}");
        }
        assert!(markup("summary", "see [[x]]").is_some());
    }
}
