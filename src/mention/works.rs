//! Titles of works, and bands, that hold the name of a country: "Nixon in China", *Letters from Iceland*, the song "Peru".
//! Never knows a work.

use std::ops::Range;

use super::scan::{Scan, beside};
use super::token::Gap;
use crate::markdown::{Body, Piece};

/// What opens and closes a quotation.
const QUOTES: [(char, char); 5] = [('"', '"'), ('“', '”'), ('‘', '’'), ('«', '»'), ('„', '“')];

/// Works that are called after countries, and who makes them.
const WORKS: [&str; 12] = [
    "film",
    "movie",
    "novel",
    "song",
    "album",
    "band",
    "single",
    "musical",
    "ballad",
    "memoir",
    "paperback",
    "sitcom",
];

/// Works whose words mean other things too, so that emphasis has to tell.
const EMPHASISED: [&str; 10] =
    ["opera", "play", "poem", "book", "documentary", "series", "podcast", "painting", "drama", "thriller"];

/// Words that a title writes small.
const SMALL: [&str; 23] = [
    "a", "an", "and", "as", "at", "between", "but", "by", "for", "from", "in", "into", "of", "on", "or",
    "over", "the", "to", "under", "upon", "via", "vs", "with",
];

/// A title is not longer, in bytes.
const LONGEST: usize = 100;

/// What is emphasised in a text, in order.
pub(super) fn emphasised(body: &Body) -> Vec<Range<usize>> {
    let (mut spans, mut end) = (Vec::new(), 0);
    // Whether it has begun, and where its first word stands.
    let (mut open, mut start) = (false, None);
    for piece in &body.pieces {
        match piece {
            Piece::Text(text) => {
                start = start.or(Some(text.start)).filter(|_| open);
                end = text.end;
            }
            Piece::Html(html) => {
                for tag in html.split('<').map(|tag| tag.split(['>', ' ']).next().unwrap_or_default()) {
                    match tag {
                        "em" | "i" | "cite" => open = true,
                        "/em" | "/i" | "/cite" => {
                            spans.extend(start.take().map(|start| start..end));
                            open = false;
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    spans
}

/// Whether a country's name is, or belongs to, the title of a work, or a band's name: it fills a quotation, stands in one or
/// in emphasis whose words all have capitals, or behind the word for what it is.
pub(super) fn is_title(scan: &Scan<'_>, emphasised: &[Range<usize>], name: &Range<usize>) -> bool {
    let place = scan.place(name);
    let quote = quotation(scan.text, &place);
    if quote.as_ref() == Some(&place) {
        return true;
    }
    let next = emphasised.partition_point(|span| span.end < place.end);
    let emphasis = emphasised.get(next).filter(|span| span.start <= place.start);
    let is_cased = |span: &Range<usize>| is_title_cased(scan, span, name);
    if quote.as_ref().is_some_and(is_cased) || emphasis.is_some_and(is_cased) {
        return true;
    }
    let tokens = &scan.tokens;
    let alone = emphasis.is_some_and(|span| scan.text[span.clone()].trim() == &scan.text[place.clone()]);
    let work = |at: usize| {
        let word = &tokens[at];
        let known = WORKS.contains(&word.folded()) || (alone && EMPHASISED.contains(&word.folded()));
        !word.capital && !word.possessive() && known
    };
    let before = scan.before(name.start);
    // "*Kuwait*, a novel", "*Kuwait*, his first novel"
    let behind = || {
        let comma = tokens.get(name.end).is_some_and(|next| next.gap == Gap::Comma);
        let near = name.end + 1..tokens.len().min(name.end + 4);
        comma && near.take_while(|at| beside(&tokens[*at])).any(work)
    };
    before.is_some_and(work) || (alone && behind())
}

/// What stands between the quotes around a place.
fn quotation(text: &str, place: &Range<usize>) -> Option<Range<usize>> {
    let near = text.floor_char_boundary(place.start.saturating_sub(LONGEST))..place.start;
    let is_quote = |c: char| QUOTES.iter().any(|(open, close)| c == *open || c == *close);
    let (at, open) = text[near.clone()].char_indices().rev().find(|(_, c)| is_quote(*c))?;
    let opened = near.start + at + open.len_utf8();
    let apart = |c: char| c.is_whitespace() || "([—–-".contains(c);
    if !text[..near.start + at].chars().next_back().is_none_or(apart) {
        return None;
    }
    let rest = &text[place.end..text.ceil_char_boundary(text.len().min(place.end + LONGEST))];
    let closes = |c: char| QUOTES.iter().any(|(begin, close)| *begin == open && c == *close);
    let (at, close) = rest.char_indices().find(|(_, c)| is_quote(*c))?;
    closes(close).then(|| opened..place.end + at)
}

/// Whether the words of a span are a title's: more than names, one sentence, with capitals but for small words.
fn is_title_cased(scan: &Scan<'_>, span: &Range<usize>, name: &Range<usize>) -> bool {
    let tokens = &scan.tokens;
    let first = tokens.partition_point(|token| token.place.start < span.start);
    let end = tokens.partition_point(|token| token.place.start < span.end);
    let joined = |at: usize| !matches!(tokens[at].gap, Gap::Stop | Gap::Comma);
    let titled = |at: usize| tokens[at].capital || !tokens[at].cased || SMALL.contains(&tokens[at].folded());
    // "*Sweden and Norway*" are two countries.
    let other = |at: usize| !name.contains(&at) && tokens[at].capital && scan.name(at).is_none();
    scan.english
        && (first..end).any(other)
        && span.len() <= LONGEST
        && tokens[first].capital
        && !tokens[first].shouted
        // "Made in Germany"
        && tokens[first].folded() != "made"
        && (first..end).all(titled)
        && (first + 1..end).all(joined)
}
