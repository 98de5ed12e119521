//! Places, and what does not depend on a registry. The rules are held by `tests/linking.rs`.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::input_path::InputPath;
use crate::markdown::{Style, parse};

pub(super) fn body(markdown: &str) -> Body {
    let style = Style { smart: false, ..Style::alone("en") };
    parse(&InputPath::new("a.md"), markdown, 0, style).0
}

/// A text of which its editor has said nothing.
pub(super) fn text<'a>(body: &'a Body, explicit: &'a [(Range<usize>, EntityId)]) -> Text<'a> {
    Text {
        body,
        language: "en",
        day: jiff::civil::date(2018, 2, 19),
        countries: &[],
        people: &[],
        organizations: &[],
        decided: &[],
        explicit,
    }
}

fn found(markdown: &str) -> (Body, Vec<Candidate>) {
    let body = body(markdown);
    let candidates = candidates(&body, &[]);
    (body, candidates)
}

/// What is found beside the links that the author wrote.
fn candidates(body: &Body, explicit: &[(Range<usize>, EntityId)]) -> Vec<Candidate> {
    find(&Gazetteer::default(), &text(body, explicit))
}

/// What is linked, as it stands in the file.
fn links(markdown: &str) -> Vec<&str> {
    let (body, candidates) = found(markdown);
    let linked = candidates.into_iter().filter(|it| it.linked);
    linked.map(|it| &markdown[body.source_of(it.text)]).collect()
}

#[test]
fn a_link_may_reach_over_a_line_break_but_not_over_emphasis() {
    assert_eq!(links("In New\nZealand"), ["New\nZealand"]);
    assert_eq!(links("In New  \nZealand"), ["New  \nZealand"]);
    assert_eq!(links("In **New** Zealand"), [""; 0]);
    assert_eq!(links("In **New Zealand**"), ["New Zealand"]);
}

#[test]
fn never_in_headings_quotes_links_and_code() {
    assert_eq!(links("# Russia\n\n> France\n\n[Spain](https://example.org/) `Italy`\n\nPeru"), ["Peru"]);
    let (_, candidates) = found("# Russia\n\n`Italy`");
    assert_eq!(candidates.len(), 1, "a heading mentions, code does not");
}

#[test]
fn a_dateline_is_no_place_for_a_link() {
    assert_eq!(links("TBILISI, Georgia (AP) — Armenia agreed."), ["Armenia"]);
}

proptest! {
    #[test]
    fn places_lie_in_the_text_in_order_and_links_do_not_overlap(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "Russia", "Russian", "the", "foreign minister", "US", "Georgia", "Atlanta,", "**Chad**", "New", "Zealand",
                "\n", "\n\n", "> ", "# ", "`Mali`", "[Peru](/x/)", "China's", "’", "-", "–", "\u{a0}", "\u{2060}", ".",
                "Q\u{a0}Israel", "J. Jordan", "Mr", "Jordan.É", "Chad", "speaks", "French", "India.Ärie", "Turkey", "a\u{a0}turkey",
                "U.S.", "Jr.", "&", "l’İran", "D'É", "39th", "president", "King", "Korean", "Congo", "TELL US ABOUT IT",
                "Côte d'Ivoire", "Пакистан", "中国", "İstanbul", "e\u{301}", "of", "*", "_", "&amp;", "South China Sea",
            ]),
            0..60,
        ),
    ) {
        let markdown = words.join(" ");
        let (body, candidates) = found(&markdown);
        let mut end = 0;
        for it in &candidates {
            let name = &body.text[it.text.clone()];
            prop_assert!(!name.is_empty() && name.trim() == name);
            let source = body.source_of(it.text.clone());
            prop_assert!(markdown.get(source.clone()).is_some());
            if !name.contains('\n') && !markdown[source.clone()].contains('&') {
                prop_assert_eq!(name, &markdown[source]);
            }
            if it.linked {
                prop_assert!(it.text.start >= end);
                end = it.text.end;
            }
        }
        prop_assert_eq!(&candidates, &found(&markdown).1, "twice is once");
        // A text in which the links have been written is linked already.
        let linked = candidates.iter().filter(|it| it.linked);
        let written: Vec<_> = linked.filter_map(|it| Some((it.text.clone(), it.entity?))).collect();
        let again = super::tests::candidates(&body, &written);
        prop_assert!(again.iter().all(|it| !it.linked || it.rule == Rule::Link), "{again:?}");
        prop_assert_eq!(again.iter().filter(|it| it.linked).count(), written.len());
    }
}
