//! Where sentences begin and end, after UAX 29, except that an abbreviation's dot ends none.

mod plain;

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Words whose dot does not end a sentence in news style.
const ABBREVIATIONS: [&str; 39] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "adm", "sen", "rep", "gov",
    "st", "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "no", "vs", "etc", "jr",
    "sr", "retd", "hon", "rev", "v", "al", "sra", "dra", "srta",
];

/// How many bytes of the last word of a sentence are looked at.
const LONGEST_WORD: usize = 32;

/// The sentences of a text, in order and without gaps; each keeps the blanks behind it.
pub fn split(text: &str) -> Vec<Range<usize>> {
    match plain::ends(text) {
        Some(ends) => joined(text, ends.into_iter()),
        None => joined(text, text.split_sentence_bound_indices().map(|(start, part)| start + part.len())),
    }
}

/// The sentences between the ends that UAX 29 finds, joined where none ends for us.
fn joined(text: &str, found: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for end in found {
        match sentences.last_mut() {
            Some(last) if !ends(&text[last.clone()], &text[start..end]) => last.end = end,
            _ => sentences.push(start..end),
        }
        start = end;
    }
    sentences
}

/// The sentence that holds a place, without the blanks at its ends.
pub fn around(text: &str, place: Range<usize>) -> Range<usize> {
    let sentences = split(text);
    let first = sentences.iter().find(|s| s.end > place.start).map_or(0, |s| s.start);
    let last = sentences.iter().find(|s| s.end >= place.end).map_or(text.len(), |s| s.end);
    let part = &text[first..last];
    let start = first + (part.len() - part.trim_start().len());
    start..(first + part.trim_end().len()).max(start)
}

fn ends(sentence: &str, next: &str) -> bool {
    // A line break inside a paragraph is a blank, though UAX 29 takes it for a paragraph's end.
    let trimmed = sentence.trim_end();
    let closed = trimmed.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
    if !closed.ends_with(['.', '!', '?', '…', '؟', '۔', '。', '।', '！', '？']) {
        return false;
    }
    // “Why?” he asked.
    if next.trim_start().chars().next().is_some_and(char::is_lowercase) {
        return false;
    }
    if !closed.ends_with('.') {
        return true;
    }
    // What is longer is no abbreviation.
    let near = &closed[closed.ceil_char_boundary(closed.len().saturating_sub(LONGEST_WORD))..];
    let word = near.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let word = word.trim_end_matches('.');
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let dotted = word.contains('.') && next.trim_start().chars().next().is_some_and(char::is_alphabetic);
    !(initial || dotted || ABBREVIATIONS.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| text[range].trim()).collect()
    }

    #[test]
    fn abbreviations_and_line_breaks_end_nothing() {
        assert_eq!(
            sentences(
                "Lt. Gen. (retd.) Janjua met Mr. Hale. The U.S. Embassy said\nnothing. “Why?” he asked."
            ),
            ["Lt. Gen. (retd.) Janjua met Mr. Hale.", "The U.S. Embassy said\nnothing.", "“Why?” he asked."]
        );
    }

    #[test]
    fn the_sentence_around_a_name() {
        let text = "One here. Two Lavrov there. Three.";
        let at = text.find("Lavrov").unwrap();
        assert_eq!(&text[around(text, at..at + 6)], "Two Lavrov there.");
    }
}
