//! What a line of YAML begins with, whatever stands around it.

pub(super) fn is_of_key(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')
}

/// How far a line is indented, the hyphens of a list included, and the key it begins with.
pub(super) fn key_of(line: &str) -> (usize, Option<&str>) {
    let mut rest = line.trim_start_matches(' ');
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start_matches(' ');
    }
    let indent = line.len() - rest.len();
    let length = rest.bytes().take_while(|b| is_of_key(*b)).count();
    let is_key = length > 0
        && rest[length..]
            .strip_prefix(':')
            .is_some_and(|value| value.is_empty() || value.starts_with(char::is_whitespace));
    (indent, is_key.then(|| &rest[..length]))
}
