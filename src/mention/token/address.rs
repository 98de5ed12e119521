//! Addresses, which are no prose: of sites, and of people's mail. Never knows what lies there.

use super::possessive;

/// Whether a word from `start` to `end` belongs to the address of a site or of somebody's mail.
pub(super) fn address(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let before = start.checked_sub(1).and_then(|before| bytes.get(before));
    match bytes.get(end) {
        _ if before == Some(&b'@') => true,
        Some(b'@') => true,
        Some(b':') => bytes[end..].starts_with(b"://") && end - start < 12,
        Some(b'.') => {
            text[start..end].eq_ignore_ascii_case("www") || domain(&text[start..end], &text[end + 1..])
        }
        _ => false,
    }
}

/// Where the name of a site ends that is written as a name is, with a capital and nothing behind it: "Booking.com", but not
/// "Example.org/news".
pub(super) fn site_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let behind = text.get(end + 1..)?;
    let top = behind.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let before = text[..start].chars().next_back();
    let stop = end + 1 + top;
    let rest = &text[stop..];
    let goes_on = rest.starts_with(['/', '-', '@', ':'])
        || rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let named = text[start..].starts_with(char::is_uppercase)
        && text.as_bytes()[end] == b'.'
        && !before.is_some_and(|c| matches!(c, '@' | '/' | '.' | '-'))
        && domain(&text[start..end], behind);
    let ending: usize = rest.chars().take(2).map(char::len_utf8).sum();
    let owner = possessive(&text[start..stop + ending]).is_some()
        && !rest[ending..].starts_with(char::is_alphanumeric);
    (named && !goes_on).then_some(if owner { stop + ending } else { stop })
}

/// Whether a word and what stands behind its dot are the name of a site: "India.com", "china.org.cn", "GOV.UK".
fn domain(word: &str, behind: &str) -> bool {
    let letters = behind.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let top = &behind[..letters];
    let capitals = word.bytes().all(|byte| byte.is_ascii_uppercase());
    DOMAINS.contains(&top) || (capitals && word.len() > 1 && top == "UK")
}

/// Ends of the names of sites that are no words of a language.
const DOMAINS: [&str; 29] = [
    "com", "org", "net", "gov", "edu", "int", "info", "eu", "uk", "co", "cn", "ua", "ru", "fr", "ir", "pk",
    "tv", "ge", "kz", "kr", "jp", "br", "mx", "ca", "au", "nz", "za", "tr", "bd",
];
