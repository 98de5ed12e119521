//! What frames a text and is no part of what it says: bylines, credits and datelines (rule 12). Never knows a name.

use std::ops::Range;

use crate::markdown::{BlockKind, Body};

fn paragraphs(body: &Body) -> impl Iterator<Item = (Range<usize>, &str)> {
    let blocks = body.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    blocks.map(|block| (block.text.clone(), &body.text[block.text.clone()]))
}

/// Bylines, which are paragraphs of their own, and credits in brackets: "By Mike Johnson", "(Reporting by Mike Johnson)"; and
/// what another program would have made something of, `{{ … }}`.
pub(super) fn credits(body: &Body) -> Vec<Range<usize>> {
    let mut credits = Vec::new();
    for (place, text) in paragraphs(body) {
        if is_byline(text) {
            credits.push(place);
            continue;
        }
        for at in memchr::memchr_iter(b'(', text.as_bytes()) {
            let inner = &text[at + 1..];
            if CREDITS.iter().any(|begin| inner.starts_with(begin)) {
                let near = &inner[..inner.floor_char_boundary(LONGEST * 2)];
                credits.extend(near.find(')').map(|end| place.start + at..place.start + at + 1 + end));
            }
        }
    }
    let text = body.text.as_str();
    for (begin, end) in [("{{", "}}"), ("{%", "%}")] {
        let mut begins =
            memchr::memchr_iter(b'{', text.as_bytes()).filter(|at| text[*at..].starts_with(begin));
        let mut done = 0;
        while let Some(at) = begins.find(|at| *at >= done) {
            // Behind the last end none is left for what begins later.
            let Some(length) = text[at..].find(end) else { break };
            done = at + length;
            credits.push(at..done);
        }
    }
    credits.sort_unstable_by_key(|place| place.start);
    credits
}

/// How a credit begins.
const CREDITS: [&str; 18] = [
    "Reporting by ",
    "Reporting from ",
    "Additional reporting by ",
    "Additional reporting from ",
    "With reporting by ",
    "With reporting from ",
    "Writing by ",
    "Editing by ",
    "Reporting and writing by ",
    "Compiled by ",
    "Photo by ",
    "Photo: ",
    "Photos by ",
    "Photograph by ",
    "Photograph: ",
    "Picture by ",
    "Picture: ",
    "Image: ",
];

/// Small words of a byline.
const JOINING: [&str; 12] = ["and", "in", "for", "of", "the", "at", "von", "van", "de", "der", "al", "bin"];

/// Whether a paragraph is "By" and names, and no sentence.
fn is_byline(text: &str) -> bool {
    let text = text.trim();
    // Every paragraph is asked; most are too long, and few have the first letter of a credit.
    if text.len() > LONGEST * 2 {
        return false;
    }
    let first = text.as_bytes().first();
    let mut likely = CREDITS.iter().filter(|begin| begin.as_bytes().first() == first);
    let credit = likely.find_map(|begin| text.strip_prefix(begin));
    let Some(names) = text.strip_prefix("By ").or_else(|| text.strip_prefix("BY ")).or(credit) else {
        return false;
    };
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || JOINING.contains(&word);
    // "By the President of the United States" heads a proclamation.
    let names_only = || {
        !names.to_lowercase().starts_with("the ")
            && names.split_whitespace().all(is_name)
            && !names.ends_with(['.', '!', '?', ':'])
    };
    names.len() < LONGEST && (credit.is_some() || names_only())
}

/// A byline is not longer, in bytes.
const LONGEST: usize = 120;

/// The datelines: of the first paragraph that is no byline, and an agency's anywhere.
pub(super) fn datelines(body: &Body) -> Vec<Range<usize>> {
    let mut datelines = Vec::new();
    let mut is_first = true;
    for (place, text) in paragraphs(body) {
        if is_byline(text) {
            continue;
        }
        datelines.extend(dateline(text, is_first).map(|end| place.start..place.start + end));
        is_first = false;
    }
    datelines
}

/// Where a dateline ends: `ISLAMABAD (Reuters) —`, and at the `first` paragraph also `WASHINGTON, Feb. 19 –`, `MOSCOW:`,
/// `Amman, Jordan – Wells`.
fn dateline(text: &str, first: bool) -> Option<usize> {
    let head = &text[..text.floor_char_boundary(HEAD)];
    // Most paragraphs name no agency.
    if !first && !head.contains(')') {
        return None;
    }
    let (at, mark) = head.char_indices().find(|(at, c)| {
        let after = &head[at + c.len_utf8()..];
        matches!(c, '—' | '–' | ':') || (*c == '-' && head[..*at].ends_with([' ', '-']) && !after.is_empty())
    })?;
    let before = head[..at].trim_end();
    let place = before.split(['(', ',']).next().unwrap_or_default().trim();
    let shouts =
        place.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !place.chars().any(char::is_lowercase);
    let agency = mark != ':' && before.ends_with(')');
    // A town, its country, and a new sentence.
    let mut parts = before.split(", ");
    let is_place =
        |part: &str| !part.is_empty() && part.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let sentence = head[at..].strip_prefix(['—', '–']).and_then(|rest| rest.strip_prefix(' '));
    let town = before.len() < at
        && parts.next().is_some_and(is_place)
        && parts.next().is_some_and(is_place)
        && parts.next().is_none()
        && sentence.is_some_and(|rest| rest.starts_with(char::is_uppercase));
    ((first && (shouts || town)) || (agency && (first || shouts))).then_some(at)
}

/// A dateline is not longer, in bytes.
const HEAD: usize = 90;
