//! Every rule of the catalogue: `tests/diagnostics/<code>/` holds a digest that breaks it, what is said about that, and
//! a digest that does not. `UPDATE=1 cargo test --test diagnostics` rewrites what is said.
#![allow(clippy::unwrap_used)]

mod digest;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::diagnostic::Code;
use digest::{Folder, snapshot};

/// Second messages about one mistake, of another code than the folder's; to be emptied.
const SECOND: [&str; 6] = [
    "unknown-key content/articles/2018-02-19-a.md:9:15 missing-key",
    "bad-value content/articles/2018-02-19-a.md:4:11 missing-key",
    "bad-value content/articles/2018-02-19-a.md:5:8 missing-key",
    "bad-value content/articles/2018-02-19-a.md:8:14 missing-key",
    "bad-value content/people/sergey-lavrov.md:4:10 missing-key",
    "bad-date content/articles/h.md:3:7 bad-value",
];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn fixture(code: &str, name: &str) -> Folder {
    let file = fixtures().join(code).join(name);
    Folder::new(&fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

/// Does `judge` for every code and shows all complaints at once.
fn for_every_code(judge: impl Fn(&'static str) -> Vec<String>) {
    let complaints: Vec<String> = Code::ALL.iter().flat_map(|code| judge(code.as_str())).collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_code_has_a_folder_and_every_folder_a_code() {
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| code.as_str().to_string()).collect();
    let folders = fs::read_dir(fixtures())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(codes, folders);
    assert_eq!(codes.len(), Code::ALL.len(), "two rules have one name");
}

#[test]
fn a_broken_rule_is_said() {
    for_every_code(|code| {
        let run = fixture(code, "bad.txt").check(&[]);
        assert!(!run.err.contains('\u{1b}'), "{code}: colours without a terminal");
        let said = format!("exit code {}\n\n{}", run.code.unwrap_or(-1), run.err);
        snapshot(&fixtures().join(code).join("bad.stderr"), &said).into_iter().collect()
    });
}

#[test]
fn one_mistake_is_one_message_with_a_place_and_a_hint() {
    for_every_code(|code| {
        let folder = fixture(code, "bad.txt");
        let run = folder.check(&["--format", "json"]);
        let said = run.diagnostics();
        let mut complaints = Vec::new();
        if !said.iter().any(|it| it.code == code) {
            complaints.push(format!("{code}: bad.txt does not earn it"));
        }
        let errors = said.iter().filter(|it| it.severity == "error").count();
        if run.code != Some(i32::from(errors > 0)) {
            complaints.push(format!("{code}: exit code {:?} with {errors} errors", run.code));
        }
        for it in said {
            let at = format!("{code}: {}:{}:{} {}", it.file, it.line, it.column, it.message);
            let second = format!("{code} {}:{}:{} {}", it.file, it.line, it.column, it.code);
            if it.code != code && !SECOND.contains(&second.as_str()) {
                complaints.push(format!("{at}: another code, {}", it.code));
            }
            let text =
                fs::read(folder.at(&it.file)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            let place = match &text {
                Ok(text) if text.is_empty() => it.line == 1 && it.column == 1,
                Ok(text) => {
                    let line = text.split('\n').nth(it.line.wrapping_sub(1));
                    line.is_some_and(|line| (1..=line.chars().count() + 1).contains(&it.column))
                }
                // A link that leads nowhere has no text.
                Err(_) => folder.at(&it.file).is_symlink() && (it.line, it.column) == (1, 1),
            };
            if !place {
                complaints.push(format!("{at}: no such place"));
            }
            if it.hint.is_empty() {
                complaints.push(format!("{at}: no hint"));
            }
        }
        complaints
    });
}

#[test]
fn a_kept_rule_is_silent() {
    for_every_code(|code| {
        let run = fixture(code, "good.txt").check(&["--format", "json"]);
        let said = run.diagnostics();
        said.iter()
            .map(|it| {
                format!("{code}: good.txt: {}:{}:{} {} {}", it.file, it.line, it.column, it.code, it.message)
            })
            .collect()
    });
}

/// `missed.txt` ought to earn its code and does not yet, `wronged.txt` ought not to and does. Where this fails, all is
/// well: what they hold belongs into `bad.txt` and `good.txt`.
#[test]
fn known_gaps_are_still_open() {
    for_every_code(|code| {
        let mut closed = Vec::new();
        for (name, earns) in [("missed.txt", false), ("wronged.txt", true)] {
            if fixtures().join(code).join(name).exists() {
                let run = fixture(code, name).check(&["--format", "json"]);
                if run.diagnostics().iter().any(|it| it.code == code) != earns {
                    closed.push(format!("{code}: {name} is closed"));
                }
            }
        }
        closed
    });
}
