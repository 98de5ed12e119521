//! Whole digests and what they become: `tests/golden/<case>/digest.txt` and, beside it, `site.txt`, which holds every
//! file that is published. Pages stand there as text with links, so that a change of looks does not rewrite them all.
//! `UPDATE=1 cargo test --test golden` rewrites. And the rule of long lists: a full page never changes.
#![allow(clippy::unwrap_used)]

mod digest;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use digest::html::{Node, nodes};
use digest::{Folder, article, snapshot};
use serde_json::Value;

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

#[track_caller]
fn holds(name: &str) {
    let folder = Folder::new(&fs::read_to_string(case(name).join("digest.txt")).unwrap());
    let mut site = String::new();
    for (path, bytes) in folder.published(&["--now", "2018-03-01"]) {
        // The theme's own files are not the digest's, and the marker lists them.
        if path.starts_with("static/") || path == ".dateline" {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        let shown = if path.ends_with(".html") {
            page(&text, path == "index.html")
        } else if path.ends_with(".json") {
            format!("{:#}\n", serde_json::from_str::<Value>(&text).unwrap())
        } else {
            text
        };
        writeln!(site, "=== {path}\n{}\n", shown.trim_end()).unwrap();
    }
    let said = snapshot(&case(name).join("site.txt"), &site);
    assert!(said.is_none(), "{}", said.unwrap());
}

/// A page as text: its title and where it belongs, then what stands in `main`; for a framed one all of the body.
fn page(html: &str, framed: bool) -> String {
    let nodes = nodes(html);
    let head = nodes.iter().position(|node| *node == Node::Close("head".to_string())).unwrap();
    let mut out = String::new();
    for (at, node) in nodes[..head].iter().enumerate() {
        let attribute = |name: &str| node.attribute(name).unwrap_or_default();
        if let (true, Some(Node::Text(title))) = (node.opens("title"), nodes.get(at + 1)) {
            writeln!(out, "title: {title}").unwrap();
        } else if node.opens("link") && ["canonical", "alternate", "next", "prev"].contains(&attribute("rel"))
        {
            writeln!(out, "{}: {}", attribute("rel"), attribute("href")).unwrap();
        } else if node.opens("meta") && ["robots", "description"].contains(&attribute("name")) {
            writeln!(out, "{}: {}", attribute("name"), attribute("content")).unwrap();
        } else if node.opens("meta") && attribute("http-equiv") == "refresh" {
            writeln!(out, "refresh: {}", attribute("content")).unwrap();
        } else if let (true, Some(Node::Text(json))) =
            (node.attribute("type") == Some("application/ld+json"), nodes.get(at + 1))
        {
            writeln!(out, "ld+json: {}", serde_json::from_str::<Value>(json).unwrap()).unwrap();
        }
    }
    let shown = if framed { "body" } else { "main" };
    let start = nodes.iter().position(|node| node.opens(shown)).unwrap();
    let end = nodes.iter().position(|node| *node == Node::Close(shown.to_string())).unwrap();
    out.push('\n');
    out.push_str(&text(&nodes[start..end]));
    out
}

const INLINE: [&str; 17] = [
    "a", "mark", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "small", "span", "strong", "sub",
    "sup", "time", "q",
];

/// Nodes as lines of text: headings and list items are marked, links show where they lead.
fn text(nodes: &[Node]) -> String {
    let mut lines = vec![String::new()];
    let mut links: Vec<String> = Vec::new();
    let mut hidden = 0;
    for node in nodes {
        let line = lines.last_mut().unwrap();
        match node {
            Node::Open { name, .. } if name == "svg" || name == "script" => hidden += 1,
            Node::Close(name) if name == "svg" || name == "script" => hidden -= 1,
            _ if hidden > 0 => {}
            Node::Text(text) => line.push_str(text),
            Node::Open { name, .. } if name == "a" => {
                links.push(
                    node.attribute("href").unwrap_or_default().split("?v=").next().unwrap().to_string(),
                );
                line.push('[');
            }
            Node::Close(name) if name == "a" => write!(line, "]({})", links.pop().unwrap()).unwrap(),
            Node::Open { name, .. } if name == "img" => {
                let attribute = |name: &str| node.attribute(name).unwrap_or_default();
                write!(line, "![{}]({})", attribute("alt"), attribute("src").split("?v=").next().unwrap())
                    .unwrap();
            }
            Node::Open { name, .. } if !INLINE.contains(&name.as_str()) => lines.push(match name.as_str() {
                "li" => "- ".to_string(),
                heading if heading.len() == 2 && heading.starts_with('h') && heading != "hr" => {
                    format!("{} ", "#".repeat(heading[1..].parse().unwrap()))
                }
                _ => String::new(),
            }),
            Node::Close(name) if !INLINE.contains(&name.as_str()) => lines.push(String::new()),
            _ => {}
        }
    }
    let lines = lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty() && line != "-").collect::<Vec<_>>().join("\n")
}

#[test]
fn a_tiny_digest() {
    holds("tiny");
}

#[test]
fn a_weekly_digest() {
    holds("weekly");
}

// Long lists.

const PER_PAGE: usize = 10;

/// A digest of `count` articles of one country, person, topic, outlet and month, the oldest first.
fn long(count: usize) -> Folder {
    let articles: String = (0..count)
        .map(|n| {
            let date = format!("2018-02-{:02}T{:02}:{:02}", 1 + n / 10, n % 10, n % 60);
            let keys = format!(
                "title: Number {n}\ndate: {date}\ncountries: [PK]\npeople: [a]\ntopics: [war]\nsource: TASS"
            );
            article(&format!("number-{n}.md"), &keys, "A text.")
        })
        .collect();
    let config = format!("=== digest.yaml\ntitle: T\nbase_url: https://example.org/\nper_page: {PER_PAGE}\n");
    Folder::new(&format!("{config}{articles}=== content/people/a.md\n---\nname: A\n---\n"))
}

const LISTS: [&str; 5] = ["countries/pakistan/", "people/a/", "topics/war/", "sources/tass/", "2018/02/"];

/// The articles that a page links to, in order: their URLs.
fn listed(html: &str) -> Vec<String> {
    let nodes = nodes(html);
    let main = nodes.iter().position(|node| node.opens("main")).unwrap();
    let links = nodes[main..].iter().filter(|node| node.opens("a")).filter_map(|node| node.attribute("href"));
    let mut listed: Vec<String> = Vec::new();
    for url in links.filter(|url| url.contains("/number-")) {
        if !listed.iter().any(|seen| seen == url) {
            listed.push(url.to_string());
        }
    }
    listed
}

/// The pages of a list from the newest: the list's own, then the numbered ones downwards.
fn pages(built: &BTreeMap<String, Vec<u8>>, list: &str) -> Vec<(Option<usize>, Vec<String>)> {
    let page = |path: String| built.get(&path).map(|bytes| listed(std::str::from_utf8(bytes).unwrap()));
    let own = page(format!("{list}index.html")).unwrap_or_else(|| panic!("no {list}"));
    let mut numbered: Vec<(Option<usize>, Vec<String>)> =
        (1..).map_while(|n| Some((Some(n), page(format!("{list}page/{n}/index.html"))?))).collect();
    numbered.reverse();
    numbered.insert(0, (None, own));
    numbered
}

#[test]
fn a_full_page_of_a_long_list_never_changes() {
    let folder = long(130);
    let before = folder.published(&[]);
    let after = long(137).published(&[]);
    for list in LISTS {
        let (old, new) = (pages(&before, list), pages(&after, list));
        for (count, pages) in [(130, &old), (137, &new)] {
            let all: Vec<&String> = pages.iter().flat_map(|(_, articles)| articles).collect();
            assert_eq!(all.len(), count, "{list}: every article on one page");
            let numbers: Vec<usize> = all
                .iter()
                .map(|url| url.trim_end_matches('/').rsplit('-').next().unwrap().parse().unwrap())
                .collect();
            assert!(numbers.iter().rev().copied().eq(0..count), "{list}: newest first");
            let (own, numbered) = pages.split_first().unwrap();
            assert!(
                (PER_PAGE..2 * PER_PAGE).contains(&own.1.len()),
                "{list}: {} on its own page",
                own.1.len()
            );
            assert!(numbered.iter().all(|(_, articles)| articles.len() == PER_PAGE), "{list}");
        }
        assert_eq!(old.len(), 13, "{list}");
        // The same number, the same articles.
        for (number, articles) in &old[1..] {
            let same = new.iter().find(|(other, _)| other == number).unwrap();
            assert_eq!(articles, &same.1, "{list}page/{}/", number.unwrap());
        }
    }
}

#[test]
fn a_full_page_of_a_twin_keeps_its_articles() {
    let (before, after) = (long(130).published(&[]), long(137).published(&[]));
    let json = |built: &BTreeMap<String, Vec<u8>>, path: &str| {
        serde_json::from_slice::<Value>(&built[path]).unwrap()
    };
    for list in &LISTS[..3] {
        let mut path = format!("{list}index.json");
        let mut seen = 0;
        loop {
            let twin = json(&after, &path);
            let about = twin["about"].as_array().unwrap();
            seen += about.len();
            if path != format!("{list}index.json") && before.contains_key(&path) {
                assert_eq!(json(&before, &path)["about"], twin["about"], "{path}");
            }
            match twin["next"].as_str() {
                Some(next) => path = next.trim_start_matches('/').to_string(),
                None => break,
            }
        }
        assert_eq!(seen, 137, "{list}: following `next` visits every article once");
    }
}

/// Where an upload compares bytes, a page that never changes is never sent again.
#[test]
fn a_full_page_never_changes_by_a_byte() {
    let (before, after) = (long(130).published(&[]), long(137).published(&[]));
    for list in LISTS {
        for n in 1..12 {
            let path = format!("{list}page/{n}/index.html");
            assert_eq!(
                String::from_utf8_lossy(&before[&path]),
                String::from_utf8_lossy(&after[&path]),
                "{path}"
            );
        }
    }
}
