//! Rule 5 and the order of the modules, held by reading the source code.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A source file: its path below `src/`, its text, and the text without comments, strings and tests.
struct Source {
    path: String,
    text: String,
    code: String,
}

impl Source {
    /// The module at the top that it belongs to.
    fn room(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap()
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                // Tests stand last, for `bare` drops all from there on.
                let tests =
                    text.split_once("\n#[cfg(test)]\nmod tests {\n").map_or("}\n", |(_, tests)| tests);
                let after = tests.split_once("\n}\n").map_or("", |(_, after)| after);
                assert_eq!(after, "", "src/{path} goes on behind its tests");
                let code = if path.ends_with("/tests.rs") { String::new() } else { bare(&text) };
                sources.push(Source { path, text, code });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 50);
    sources
}

/// Rust without comments, without what strings hold, and without the tests at the end of a file.
fn bare(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("r#\"") {
            rest.find("\"#").map_or(rest.len(), |end| end + 2)
        } else if c == '"' {
            string_end(rest)
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\''") {
            if rest.starts_with("'\"'") { 3 } else { 4 }
        } else {
            out.push(c);
            c.len_utf8()
        };
        rest = &rest[skip..];
    }
    out
}

/// The length of a string literal.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\\' if !escaped => escaped = true,
            '"' if !escaped => return at + 1,
            _ => escaped = false,
        }
    }
    text.len()
}

/// Whether a word stands in the code by itself.
fn names(code: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word)
        .any(|(at, _)| !code[..at].ends_with(is_part) && !code[at + word.len()..].starts_with(is_part))
}

#[track_caller]
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Which module may name a library that shapes what it touches.
const KEPT: [(&str, &[&str]); 15] = [
    ("tera", &["theme.rs", "theme/"]),
    ("pulldown_cmark", &["markdown.rs", "markdown/"]),
    ("serde_yaml", &["front_matter/yaml.rs"]),
    ("walkdir", &["input/list.rs"]),
    ("imagesize", &["picture.rs"]),
    ("notify", &["preview/watch.rs"]),
    ("axum", &["preview/server.rs", "preview/server/"]),
    ("clap", &["main.rs"]),
    ("annotate_snippets", &["diagnostic/print.rs"]),
    ("include_dir", &["theme.rs"]),
    ("rustix", &["publish/"]),
    ("pagefind", &["full_text.rs"]),
    ("indicatif", &["commands/"]),
    ("unicode_segmentation", &["sentence.rs", "full_text.rs"]),
    ("encoding_rs", &["input/misread.rs"]),
];

#[test]
fn a_library_is_named_in_its_own_module_only() {
    let mut complaints = Vec::new();
    let sources = sources();
    for (library, places) in KEPT {
        let users: Vec<&str> = sources
            .iter()
            .filter(|source| names(&source.code, library))
            .map(|source| source.path.as_str())
            .collect();
        for user in &users {
            if !places.iter().any(|place| user == place || place.ends_with('/') && user.starts_with(place)) {
                complaints.push(format!("src/{user} names {library}; only {places:?} may"));
            }
        }
        let is_idle = |place: &&&str| !users.iter().any(|user| user == *place || user.starts_with(**place));
        for place in places.iter().filter(is_idle) {
            complaints.push(format!("src/{place} names no {library}: this list is out of date"));
        }
    }
    none(&complaints);
}

/// Rule 1: rendering reads nothing but its arguments.
#[test]
fn views_and_feeds_read_no_disk_clock_or_environment() {
    let mut complaints = Vec::new();
    for source in sources() {
        let renders = matches!(
            source.room(),
            "view"
                | "feed"
                | "render"
                | "digest"
                | "record"
                | "markdown"
                | "mention"
                | "plot"
                | "route"
                | "slug"
                | "fold"
                | "sentence"
                | "table"
                | "html"
                | "atlas"
                | "entity"
        );
        for word in [
            "std::fs",
            "std::env",
            "SystemTime",
            "Instant",
            "Timestamp::now",
            "Zoned::now",
            "std::process",
            "std::net",
        ] {
            if renders && source.code.contains(word) {
                complaints.push(format!("src/{} names {word}", source.path));
            }
        }
        let iterates =
            source.code.contains("std::collections::HashMap") || source.code.contains("RandomState");
        if iterates {
            complaints.push(format!("src/{} has a HashMap with a random order", source.path));
        }
    }
    none(&complaints);
}

#[test]
fn every_file_says_what_it_holds() {
    let silent = |source: &Source| !source.text.starts_with("//! ") && !source.path.ends_with("/tests.rs");
    none(
        &sources()
            .iter()
            .filter(|source| silent(source))
            .map(|source| format!("src/{} does not begin with `//!`", source.path))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn nothing_is_unwrapped() {
    let mut complaints = Vec::new();
    for source in sources() {
        for word in [".unwrap()", "panic!(", "todo!(", "unimplemented!(", "dbg!("] {
            if source.code.contains(word) {
                complaints.push(format!("src/{} has {word}", source.path));
            }
        }
    }
    none(&complaints);
}

/// Where the code says of something that it cannot fail, and how often. Each place gives its reason in words, and no file
/// of an author leads there: the tables are ours, the values have texts for keys, the paths were checked before.
const PROVEN: [(&str, usize); 17] = [
    ("atlas/tables.rs", 3),
    ("commands/build.rs", 1),
    ("commands/explain.rs", 1),
    ("diagnostic/print.rs", 1),
    ("entity.rs", 1),
    ("feed/hover_card.rs", 1),
    ("feed/json.rs", 2),
    ("feed/search.rs", 1),
    ("feed/twin.rs", 1),
    ("language.rs", 1),
    ("mention/evidence.rs", 1),
    ("publish.rs", 2),
    ("publish/layout.rs", 1),
    ("publish/tree.rs", 3),
    ("route.rs", 1),
    ("slug.rs", 1),
    ("view/json_ld.rs", 3),
];

#[test]
fn what_cannot_fail_is_listed() {
    let words = [".expect(", "unreachable!(", "assert!(", "assert_eq!("];
    let proofs = |code: &str| words.iter().map(|word| code.matches(word).count()).sum::<usize>();
    let sources = sources();
    let found: Vec<(&str, usize)> = sources
        .iter()
        .map(|source| (source.path.as_str(), proofs(&source.code.replace("debug_assert", ""))))
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(found, PROVEN);
}

/// The longest a file may be.
const LONGEST: usize = 500;

#[test]
fn files_are_short() {
    let mut complaints = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        if lines > LONGEST {
            complaints.push(format!("src/{} has {lines} lines", source.path));
        }
    }
    none(&complaints);
}

/// The modules of `lib.rs` in their order.
fn order(sources: &[Source]) -> Vec<String> {
    let lib = sources.iter().find(|source| source.path == "lib.rs").unwrap();
    let modules = lib
        .code
        .lines()
        .filter_map(|line| line.trim().trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    modules.map(str::to_string).collect()
}

/// The modules that a file names: `crate::x`, `crate::{x, y::z}`, and `super::x` in a file at the top.
fn named(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => found.push(std::mem::take(&mut word)),
                    _ if depth == 0 => word.push(c),
                    _ => {}
                }
            }
            found.push(word);
        } else {
            found.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found.iter().map(|word| word.trim().split("::").next().unwrap().to_string()).collect()
}

#[test]
fn modules_know_only_those_above_them() {
    let sources = sources();
    let order = order(&sources);
    assert!(order.len() > 20, "{order:?}");
    let place: BTreeMap<&str, usize> =
        order.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let mut complaints = Vec::new();
    let mut seen: Vec<(String, String)> = Vec::new();
    for source in &sources {
        if matches!(source.path.as_str(), "lib.rs" | "main.rs") {
            continue;
        }
        let Some(own) = place.get(source.room()) else {
            complaints.push(format!("src/{}: lib.rs has no module {}", source.path, source.room()));
            continue;
        };
        for other in named(&source.code) {
            let is_below = place.get(other.as_str()).is_some_and(|other| other > own);
            let edge = (source.room().to_string(), other.clone());
            if is_below && !seen.contains(&edge) {
                complaints.push(format!(
                    "src/{} names {other}, which stands below {} in lib.rs",
                    source.path,
                    source.room()
                ));
                seen.push(edge);
            }
        }
        // The whole (`Site`, `Options`) is for the commands, the preview and the desk.
        let whole =
            named(&source.code).into_iter().find(|name| name.chars().next().is_some_and(char::is_uppercase));
        if let Some(name) = whole.filter(|_| !matches!(source.room(), "commands" | "preview")) {
            complaints.push(format!("src/{} names crate::{name}", source.path));
        }
    }
    none(&complaints);
}

/// Words that say nothing about a thing, and are not used for files, types and functions.
#[test]
fn names_mean_something() {
    let mut complaints = Vec::new();
    for source in sources() {
        for line in source.code.lines() {
            let line = line.trim();
            let declared = ["fn ", "struct ", "enum ", "mod ", "trait ", "type "].iter().find_map(|kind| {
                let at = line.find(kind).filter(|at| *at == 0 || line[..*at].ends_with(' '))?;
                Some(
                    line[at + kind.len()..]
                        .chars()
                        .take_while(|c| c.is_alphanumeric() || *c == '_')
                        .collect::<String>(),
                )
            });
            let Some(declared) = declared else { continue };
            let lower = declared.to_lowercase();
            for word in ["manager", "handler", "helper", "util", "common"] {
                if lower.contains(word) {
                    complaints.push(format!("src/{}: {declared}", source.path));
                }
            }
        }
    }
    none(&complaints);
}
