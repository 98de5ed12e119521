//! What the pages say, in every language that they speak.
#![allow(clippy::unwrap_used)]

mod digest;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dateline::language;
use digest::html::{Node, nodes};
use digest::{Folder, article};

/// The texts of a folder's files.
fn texts(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            found.extend(texts(&name));
        } else if matches!(path.extension().and_then(|it| it.to_str()), Some("html" | "rs")) {
            found.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    found
}

/// The string that ends right before `at`, or begins right behind it.
fn quoted_before(text: &str, at: usize) -> Option<&str> {
    let end = text[..at].trim_end().strip_suffix('"')?;
    Some(&end[end.rfind('"')? + 1..])
}

#[test]
fn everything_said_has_words() {
    let english = language::of("en");
    let mut said = BTreeSet::new();
    for (name, text) in texts("templates") {
        for filter in ["| word", "| plurals"] {
            said.extend(
                text.match_indices(filter)
                    .filter_map(|(at, _)| Some((quoted_before(&text, at)?.to_string(), name.clone()))),
            );
        }
    }
    for (name, text) in texts("src") {
        said.extend(text.match_indices(".say(\"").map(|(at, begin)| {
            let rest = &text[at + begin.len()..];
            (rest[..rest.find('"').unwrap()].to_string(), name.clone())
        }));
    }
    assert!(said.len() > 150, "{}", said.len());
    let without: Vec<_> = said.iter().filter(|(key, _)| english.find(key, Some(2), &[]).is_none()).collect();
    assert!(without.is_empty(), "{without:#?}");
}

/// A digest with a page of every kind, whose own words are digits.
fn folder(language: &str) -> Folder {
    let mut text = format!(
        "=== digest.yaml\ntitle: \"11\"\nbase_url: https://example.org/\nlanguage: {language}\nrelations: {{ minimum: 1 }}\nsearch: names\neditor: \"12\"\ncontact: a@example.org\n"
    );
    text.push_str("=== content/people/p.md\n---\nname: \"13\"\nborn: 1950-03\ncountry: PK\naliases: [\"130\"]\nwikidata: Q1\noffices: [{ title: \"14\", of: PK, from: 2015, to: 2017-02-03 }, { title: \"15\", of: o, from: 2018-01 }]\n---\n16\n");
    text.push_str("=== content/organizations/o.md\n---\nname: \"17\"\nacronym: \"18\"\nurl: https://example.org/\n---\n");
    text.push_str("=== content/stories/s.md\n---\nname: \"19\"\nsummary: \"20\"\n---\n");
    for day in 1..=9 {
        let keys = format!(
            "title: \"3{day}\"\ncountries: [PK, RU]\npeople: [p]\norganizations: [o]\ntopics: [\"21\"]\nstory: s\nsource: {{ name: \"22\", author: \"23\", title: \"24\" }}\npaywall: true\nupdated: 2018-06-01\nauthor: \"25\"\ncorrections: [{{ date: 2018-06-02, text: \"26\" }}]"
        );
        text.push_str(&article(&format!("2018-0{}-0{day}-a{day}.md", 1 + day % 3), &keys, "27"));
    }
    Folder::new(&text)
}

#[test]
fn a_digest_speaks_its_language_on_every_page() {
    let english: BTreeSet<String> = texts("templates")
        .into_iter()
        .flat_map(|(_, text)| {
            let keys = text
                .match_indices("| word")
                .filter_map(|(at, _)| quoted_before(&text, at).map(str::to_string));
            keys.collect::<Vec<_>>()
        })
        .collect();
    for tag in ["ur", "ar", "ru", "fr", "es"] {
        let spoken = language::of(tag);
        // Words that are the same in both languages tell nothing.
        let foreign =
            |text: &str| english.contains(text) && spoken.find(text, None, &[]).as_deref() != Some(text);
        let mut complaints = BTreeSet::new();
        for (name, bytes) in folder(tag).published(&[]).iter().filter(|(name, _)| name.ends_with(".html")) {
            let page = nodes(std::str::from_utf8(bytes).unwrap());
            let html = page.iter().find(|node| node.opens("html")).unwrap();
            let direction = if matches!(tag, "ur" | "ar") { "rtl" } else { "ltr" };
            assert_eq!(
                (html.attribute("lang"), html.attribute("dir")),
                (Some(tag), Some(direction)),
                "{name}"
            );
            for node in &page {
                let shown = match node {
                    Node::Text(text) => vec![text.trim()],
                    node => ["aria-label", "placeholder", "title"]
                        .iter()
                        .filter_map(|it| node.attribute(it))
                        .collect(),
                };
                complaints.extend(
                    shown
                        .into_iter()
                        .filter(|text| foreign(text))
                        .map(|text| format!("{tag} {name}: {text}")),
                );
            }
        }
        assert!(complaints.is_empty(), "{complaints:#?}");
    }
}

#[test]
fn a_template_that_says_what_there_are_no_words_for_is_refused() {
    let folder = folder("ur");
    folder.write("templates/404.html", "<h1>{{ \"Hello\" | word }}</h1>");
    let run = folder.build(&[]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.contains("templates/404.html:1:") && run.err.contains("there are no words for `Hello`"),
        "{}",
        run.err
    );
}
