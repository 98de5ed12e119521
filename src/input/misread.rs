//! Text that another program read in a wrong encoding before it was saved: `cafÃ©`, `itâ€™s`. The bytes are sound UTF-8;
//! only the words tell.

use std::ops::Range;

use encoding_rs::WINDOWS_1252;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input_path::InputPath;

/// What the first bytes of most letters with accents, and of most signs, become in the encoding of the West. Other
/// letters stand before a quote now and then (`«CAFÉ»`).
const MARKS: [&str; 3] = ["Ã", "Â", "â€"];
/// The first byte of all of them.
const FIRST: u8 = 0xC3;

/// Warns at the first place that was read wrongly, once a file.
pub(super) fn misread(path: &InputPath, text: &str) -> Option<Diagnostic> {
    let places: Vec<(Range<usize>, char)> = memchr::memchr_iter(FIRST, text.as_bytes())
        .filter(|at| MARKS.iter().any(|mark| text[*at..].starts_with(mark)))
        .filter_map(|at| {
            let (length, meant) = meant(&text[at..])?;
            Some((at..at + length, meant))
        })
        .collect();
    // A single pair of letters may be meant: `MANHÔ` is Portuguese. Three of them are not.
    let is_sure = |(place, _): &(Range<usize>, char)| text[place.clone()].chars().count() > 2;
    if places.len() < 2 && !places.iter().any(is_sure) {
        return None;
    }
    let (first, meant) = places.first()?;
    let others = match places.len() - 1 {
        0 => String::new(),
        1 => ", and in one more place of this file".to_string(),
        more => format!(", and in {more} more places of this file"),
    };
    let message = format!("a program read `{meant}` in a wrong encoding here{others}");
    let hint = format!("copy the text anew, or put `{meant}` for `{}`", &text[first.clone()]);
    Some(Diagnostic::warning(Code::BadEncoding, Span::new(path, first.clone()), message).hint(hint))
}

/// The character that the first letters of `text` stand for, and the bytes they take, if they are one read wrongly.
fn meant(text: &str) -> Option<(usize, char)> {
    let count = if text.starts_with('â') { 3 } else { 2 };
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    let (bytes, _, has_others) = WINDOWS_1252.encode(&text[..end]);
    let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    (!has_others && !meant.is_ascii()).then_some((end, meant))
}

#[cfg(test)]
mod tests {
    use super::misread;
    use crate::input_path::InputPath;

    fn message(text: &str) -> Option<String> {
        misread(&InputPath::new("content/articles/a.md"), text).map(|diagnostic| diagnostic.message)
    }

    #[test]
    fn utf_8_read_as_windows_1252_is_known() {
        for good in ["Erdoğan’s café in Zürich – “São Tomé”", "l’élève à Orléans, où"] {
            let (bad, _, _) = encoding_rs::WINDOWS_1252.decode(good.as_bytes());
            assert!(message(&bad).is_some(), "{bad}");
            assert_eq!(message(good), None);
        }
        assert!(message("itâ€™s").unwrap().contains("`’`"));
    }

    #[test]
    fn letters_before_a_sign_are_themselves() {
        for text in ["“AMANHÔ", "«CAFÉ»", "NÂº", "Ã, Â and â", "“Ô", "„UVÄ“", "«PÅ»", "à la carte", "â"]
        {
            assert_eq!(message(text), None, "{text}");
        }
    }
}
