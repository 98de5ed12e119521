//! Writing text into HTML and XML. Knows no page.

/// Appends `text` to `out`, safe in content and in quoted attributes of HTML and XML. Characters that XML 1.0
/// forbids (control characters other than tab and line breaks) are dropped: a feed reader would refuse the whole file.
pub fn escape(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            0..=8 | 11 | 12 | 14..=31 => "",
            // U+FFFE and U+FFFF.
            0xEF if text[at..].starts_with(['\u{fffe}', '\u{ffff}']) => {
                out.push_str(&text[from..at]);
                from = at + 3;
                continue;
            }
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Escaped text as a value.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_forbids_is_dropped() {
        assert_eq!(escaped("a<b>&\"c\"\u{1}\u{ffff}\té'"), "a&lt;b&gt;&amp;&quot;c&quot;\té&#39;");
    }
}
