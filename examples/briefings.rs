//! A digest of real texts, with everybody in `tests/linking/briefings/` for its people: what the figures for links in
//! ARCHITECTURE.md were counted on.
//!
//! ```sh
//! cargo run --release --example briefings -- CORPUS DIGEST
//! cargo run --release --example mentions -- DIGEST 1 200       # a sample of links to read
//! ```
//!
//! CORPUS holds Markdown files with a `date` and a `title`, such as a public-domain archive of a government's press
//! office. Without one there is nothing to do.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::slug::slugify;

const PEOPLE: &str = include_str!("../tests/linking/briefings/people.tsv");
const ORGANIZATIONS: &str = include_str!("../tests/linking/briefings/organizations.tsv");

fn main() {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (Some(corpus), Some(digest)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: briefings CORPUS DIGEST");
        std::process::exit(2);
    };
    if !corpus.is_dir() {
        println!("skipped: {} is not there", corpus.display());
        return;
    }
    write(&digest.join("digest.yaml"), "title: Briefings\nbase_url: https://example.org/\ntime_zone: UTC\n");
    for row in rows(PEOPLE) {
        let [name, country, aliases, short, offices] = row[..] else { panic!("five cells: {row:?}") };
        let mut text = format!("---\nname: {}\ncountry: {country}\n", quoted(name));
        text.push_str(&list("aliases", aliases));
        text.push_str(&list("short_names", short));
        if !offices.is_empty() {
            text.push_str("offices:\n");
        }
        for office in offices.split('|').filter(|office| !office.is_empty()) {
            let words: Vec<&str> = office.split(' ').collect();
            let dates = words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).count();
            let (title, rest) = words.split_at(words.len() - dates - 1);
            text.push_str(&format!("  - {{ title: {}, of: {}", quoted(&title.join(" ")), rest[0]));
            for (key, date) in ["from", "to"].iter().zip(&rest[1..]) {
                text.push_str(&format!(", {key}: {date}"));
            }
            text.push_str(" }\n");
        }
        write(&digest.join(format!("content/people/{}.md", slugify(name))), &(text + "---\n"));
    }
    for row in rows(ORGANIZATIONS) {
        let [stem, name, aliases, acronym] = row[..] else { panic!("four cells: {row:?}") };
        let mut text = format!("---\nname: {}\n", quoted(name));
        text.push_str(&list("aliases", aliases));
        if !acronym.is_empty() {
            text.push_str(&format!("acronym: {acronym}\n"));
        }
        write(&digest.join(format!("content/organizations/{stem}.md")), &(text + "---\n"));
    }
    let mut count = 0;
    for file in files(&corpus) {
        let source = fs::read_to_string(&file).expect("the corpus can be read");
        let Some((head, body)) = source.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"))
        else {
            continue;
        };
        // A key with its value as it stands, for a headline may go on in indented lines.
        let lines = |key: &str| {
            let first = head.lines().position(|line| line.starts_with(key)).unwrap_or_default();
            let more = head.lines().skip(first + 1).take_while(|line| line.starts_with(' ')).count();
            head.lines().skip(first).take(more + 1).collect::<Vec<_>>().join("\n")
        };
        let stem = file.file_stem().and_then(|stem| stem.to_str()).expect("names are UTF-8");
        let text = format!("---\n{}\n{}\n---\n{body}", lines("title:"), lines("date:"));
        write(&digest.join(format!("content/articles/{stem}.md")), &text);
        count += 1;
    }
    println!("{count} articles, {} people: {}", rows(PEOPLE).count(), digest.display());
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|row| !row.starts_with('#')).map(|row| row.split('\t').collect())
}

fn list(key: &str, cell: &str) -> String {
    let items: Vec<String> = cell.split('|').filter(|item| !item.is_empty()).map(quoted).collect();
    if items.is_empty() { String::new() } else { format!("{key}: [{}]\n", items.join(", ")) }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("files have folders");
    fs::create_dir_all(folder).and_then(|()| fs::write(path, text)).expect("the digest can be written");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the corpus can be read");
    let mut files = Vec::new();
    for path in entries.map(|entry| entry.expect("the corpus can be read").path()) {
        match path.is_dir() {
            true => files.extend(self::files(&path)),
            false if path.extension().is_some_and(|ending| ending == "md") => files.push(path),
            false => {}
        }
    }
    files.sort();
    files
}
