//! What the name of an article's file says: its day, the word in its URL, and whether it is ready.

use jiff::civil::Date;

use crate::input_path::InputPath;

/// Whether a file lies in a folder for what is not ready, as other programs have it.
pub(super) fn is_among_drafts(path: &InputPath) -> bool {
    path.folder().split('/').any(|folder| folder == "_drafts")
}

/// A stem such as `2018-02-19-moscow-visit`, as its date and the rest.
pub(super) fn split(stem: &str) -> (Option<&str>, &str) {
    match stem.get(..10) {
        Some(date) if crate::date::parse_day(date).is_ok() => {
            let rest = stem[10..].trim_start_matches(['-', '_', ' ']);
            (Some(date), if rest.is_empty() { stem } else { rest })
        }
        _ => (None, stem),
    }
}

/// The day that a stem such as `2018-2-9-talks` or `20180209-talks` probably begins with, and the rest.
fn almost_dated(stem: &str) -> Option<(Date, &str)> {
    let digits = |from: usize| stem[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    if end == 4 {
        for _ in 0..2 {
            let number = stem[end..].starts_with(['-', '_', '.']).then(|| digits(end + 1))?;
            end += 1 + number;
        }
    }
    Some((crate::date::rewritten(&stem[..end])?, &stem[end..]))
}

/// Whether a text has the shape of a date, be it one or not.
fn looks_dated(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() })
}

/// Why a stem does not begin with a date that it seems to begin with, and how to mend it.
pub(super) fn undated(stem: &str) -> Option<(String, String)> {
    let day = stem.get(..10).filter(|start| looks_dated(start)).map(crate::date::parse_day);
    if let Some(Err(why)) = day {
        return Some((why, "rename the file, or add a line `date: 2018-02-19`".to_string()));
    }
    let (day, rest) = almost_dated(stem)?;
    let hint = format!("rename the file to {day}{rest}.md, or add a line `date: {day}`");
    Some((format!("`{day}` would be one"), hint))
}
