//! Names that nothing knows: two or more capitalised words in a row that are neither a name of the gazetteer nor an
//! office. Only ever a question to the editor, so it may miss some and be wrong about others.

use std::ops::Range;

use super::gazetteer::Gazetteer;
use super::scan::{Scan, is_code, scan};
use super::token::{Gap, Token};
use super::words::{self, Class};
use super::{Candidate, Reason, Text};
use crate::markdown::{BlockKind, Body};

/// Small words within a name: "Ministry of Trade", "Ahmad al Sharaa".
const JOINING: [&str; 21] = [
    "of", "for", "al", "el", "ul", "ur", "ud", "bin", "bint", "ibn", "de", "del", "della", "da", "di", "dos",
    "von", "van", "der", "la", "le",
];

/// What opens a sentence that sends readers elsewhere: "See Reuters".
const REFERRING: [&str; 4] = ["see", "read", "watch", "via"];

/// The unknown names of a text in order, as ranges of its plain text; `found` is what `find` answers for it.
pub fn unknown(gazetteer: &Gazetteer, text: &Text<'_>, found: &[Candidate]) -> Vec<Range<usize>> {
    let scan = scan(gazetteer, text);
    let known = known(&scan, found);
    let mut names = Vec::new();
    let mut at = 0;
    while at < scan.tokens.len() {
        let end = run_end(&scan.tokens, &known, at);
        names.extend(name(&scan.tokens[at..end]));
        at = end.max(at + 1);
    }
    names.retain(|name| prose(text.body, name) && !is_code(text.body, name));
    names
}

/// By token: whether it is part of something known. A part of a longer name that nobody knows is not.
fn known(scan: &Scan<'_>, found: &[Candidate]) -> Vec<bool> {
    let mut known = vec![false; scan.tokens.len()];
    for title in &scan.titles {
        known[title.tokens.clone()].fill(true);
    }
    for candidate in found.iter().filter(|it| it.reason != Some(Reason::PartOfName)) {
        let first = scan.tokens.partition_point(|token| token.end() <= candidate.text.start);
        for (token, known) in scan.tokens[first..].iter().zip(&mut known[first..]) {
            if token.place.start >= candidate.text.end {
                break;
            }
            *known = true;
        }
    }
    known
}

/// Where a row of words that may be one name ends.
fn run_end(tokens: &[Token<'_>], known: &[bool], start: usize) -> usize {
    let fits = |at: usize| {
        let token = &tokens[at];
        let joins = matches!(token.gap, Gap::Space | Gap::Hyphen);
        let may = is_capital(token) || JOINING.contains(&token.folded());
        !known[at] && (at == start || joins && !tokens[at - 1].possessive()) && may
    };
    (start..tokens.len()).find(|at| !fits(*at)).unwrap_or(tokens.len())
}

fn is_capital(token: &Token<'_>) -> bool {
    token.capital && !token.shouted
}

/// The name within a row of words: without what opens sentences, honorifics, and small words at its ends.
fn name(row: &[Token<'_>]) -> Option<Range<usize>> {
    let outside = |token: &Token<'_>| {
        !is_capital(token)
            || REFERRING.contains(&token.folded())
            || words::is_no_name(token.folded())
            || words::is(token.folded(), Class::Honorific)
    };
    let first = row.iter().position(|token| !outside(token))?;
    let last = row.iter().rposition(|token| !outside(token))?;
    let capitals = row[first..=last].iter().filter(|token| is_capital(token)).count();
    (capitals >= 2).then(|| row[first].place.start..row[last].place.end)
}

/// Headings may capitalise every word, and so tell nothing.
fn prose(body: &Body, name: &Range<usize>) -> bool {
    let block = body.blocks.iter().find(|block| block.text.start <= name.start && name.end <= block.text.end);
    block.is_some_and(|block| block.kind != BlockKind::Heading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::tests::{body, text};

    fn unknown_names(markdown: &str) -> Vec<String> {
        let body = body(markdown);
        let text = text(&body, &[]);
        let gazetteer = Gazetteer::default();
        let found = super::super::find(&gazetteer, &text);
        unknown(&gazetteer, &text, &found).into_iter().map(|name| body.text[name].to_string()).collect()
    }

    #[test]
    fn a_name_is_two_capitalised_words_that_nothing_knows() {
        for (text, names) in [
            ("The envoy Vijay Gokhale left.", &["Vijay Gokhale"][..]),
            (
                "On Monday Mr Vijay Gokhale’s aide spoke to Ahmad al Sharaa.",
                &["Vijay Gokhale", "Ahmad al Sharaa"],
            ),
            ("The Foreign Ministry said so. In March Russia and the United States agreed.", &[]),
            ("He left Pakistan. Vijay Gokhale stayed. Gokhale spoke.", &["Vijay Gokhale"]),
            (
                "# Talks Fail Again\n\nThe Inter-Services Public Relations wing spoke.",
                &["Inter-Services Public Relations"],
            ),
            ("See Reuters. Read Vijay Gokhale.", &["Vijay Gokhale"]),
            ("TALKS FAIL IN GENEVA\n\nNothing here, Vijay, and Gokhale.", &[]),
            ("`Vijay Gokhale` and Institute of Strategic Studies", &["Institute of Strategic Studies"]),
        ] {
            assert_eq!(unknown_names(text), names, "{text}");
        }
    }
}
