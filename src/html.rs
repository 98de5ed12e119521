//! Writing text into HTML and XML, and the attributes of what others wrote. Knows no page.

/// Appends `text` to `out`, safe in content and in quoted attributes of HTML and XML. Characters that XML 1.0
/// forbids (control characters other than tab and line breaks) are dropped: a feed reader would refuse the whole file.
pub fn escape(text: &str, out: &mut String) {
    match special(text.as_bytes()) {
        None => out.push_str(text),
        Some(first) => pieces(text, first, &mut |piece| out.push_str(piece)),
    }
}

/// The same into any writer.
pub fn write_escaped(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let Some(first) = special(text.as_bytes()) else { return out.write_all(text.as_bytes()) };
    let mut result = Ok(());
    pieces(text, first, &mut |piece| {
        if result.is_ok() {
            result = out.write_all(piece.as_bytes());
        }
    });
    result
}

/// The pieces of a text as it is written; `first` is where its first special byte is.
fn pieces(text: &str, first: usize, put: &mut dyn FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut at = 0;
    let mut next = Some(first);
    while let Some(found) = next {
        at += found;
        let (replacement, length) = match SPECIAL[usize::from(bytes[at])] {
            FORBIDDEN => ("", 1),
            // U+FFFE and U+FFFF are the only characters of this lead byte that are forbidden.
            LEAD if matches!(bytes[at + 1..], [0xBF, 0xBE | 0xBF, ..]) => ("", 3),
            LEAD => {
                at += 1;
                next = special(&bytes[at..]);
                continue;
            }
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            _ => ("&#39;", 1),
        };
        put(&text[from..at]);
        put(replacement);
        at += length;
        from = at;
        next = special(&bytes[at..]);
    }
    put(&text[from..]);
}

/// Where the first byte is that is not written as it is.
fn special(bytes: &[u8]) -> Option<usize> {
    let is_special = |byte: &u8| SPECIAL[usize::from(*byte)] != 0;
    // Most of a text is plain, so eight bytes are looked at at once, and the last ones with what stands before them.
    let (parts, rest) = bytes.as_chunks::<8>();
    for (place, part) in parts.iter().enumerate() {
        if may_be_special(*part)
            && let Some(found) = part.iter().position(is_special)
        {
            return Some(place * 8 + found);
        }
    }
    if bytes.last_chunk().is_some_and(|part| !may_be_special(*part)) {
        return None;
    }
    rest.iter().position(is_special).map(|found| parts.len() * 8 + found)
}

/// Whether one of eight bytes may be special. Those that differ in a bit or two are compared as one: " & ' (and # with
/// them), < and >.
fn may_be_special(bytes: [u8; 8]) -> bool {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let bytes = u64::from_le_bytes(bytes);
    // A byte below the limit borrows, and its highest bit is set. A borrow may accuse the byte behind it too, but only
    // where there was one already.
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(EACH * u64::from(limit)) & !bytes;
    let is = |bytes: u64, byte: u8| below(bytes ^ (EACH * u64::from(byte)), 1);
    let found = below(bytes, b' ')
        | is(bytes | (EACH * 0b101), b'\'')
        | is(bytes | (EACH * 0b10), b'>')
        | is(bytes, 0xEF);
    found & (EACH << 7) != 0
}

const FORBIDDEN: u8 = 1;
const LEAD: u8 = 2;

/// What is to be done with a byte: nothing (0), see [`FORBIDDEN`] and [`LEAD`], or itself, to be escaped.
static SPECIAL: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 32 {
        if byte != b'\t' as usize && byte != b'\n' as usize && byte != b'\r' as usize {
            table[byte] = FORBIDDEN;
        }
        byte += 1;
    }
    table[0xEF] = LEAD;
    table[b'&' as usize] = b'&';
    table[b'<' as usize] = b'<';
    table[b'>' as usize] = b'>';
    table[b'"' as usize] = b'"';
    table[b'\'' as usize] = b'\'';
    table
};

/// Escaped text as a value.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// The quoted attributes of HTML: name, value, place. Good enough for telling mistakes; nothing is written by it.
pub fn attributes(html: &str) -> impl Iterator<Item = (&str, &str, std::ops::Range<usize>)> {
    html.match_indices('=').filter_map(|(at, _)| {
        let name = html[..at].rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-').next()?;
        let start = at - name.len();
        let is_behind_blank = html[..start].ends_with(|c: char| c.is_ascii_whitespace());
        let quote = html[at + 1..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = html[at + 2..].split(quote).next()?;
        (is_behind_blank && !name.is_empty()).then_some((name, value, start..at + value.len() + 3))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::escaped;

    proptest! {
        #[test]
        fn every_special_character_is_found(text in "[a-z#%é\u{fffd} ]{0,20}([&<>\"'\u{1}\u{1f}\u{ffff}][a-z#é ]{0,20}){0,4}") {
            let one_by_one = text.chars().map(|c| match c {
                '&' => "&amp;".to_string(),
                '<' => "&lt;".to_string(),
                '>' => "&gt;".to_string(),
                '"' => "&quot;".to_string(),
                '\'' => "&#39;".to_string(),
                '\u{1}' | '\u{1f}' | '\u{ffff}' => String::new(),
                c => c.to_string(),
            });
            prop_assert_eq!(escaped(&text), one_by_one.collect::<String>());
        }
    }

    #[test]
    fn what_xml_forbids_is_dropped() {
        assert_eq!(escaped("a<b>&\"c\"\u{1}\u{ffff}\té'"), "a&lt;b&gt;&amp;&quot;c&quot;\té&#39;");
    }
}
