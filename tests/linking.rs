//! The corpus of marked texts: `tests/linking/texts/*.md` are articles in whose bodies `[name=id]` marks a place that
//! must become a link by itself, and `{name=id}` one that must be found and not be a link. No other link may appear.
#![allow(clippy::unwrap_used)]

mod digest;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::diagnostic::Code;
use dateline::digest::candidates;
use dateline::input::Inputs;
use dateline::mention::Rule;
use dateline::{Options, Site};

const HEAD: &str = "tests/linking";

/// A place in a text, and the entity it names.
type Place = (Range<usize>, String);

/// A text without its marks, the links it must have and the mentions it must have without a link.
fn unmarked(marked: &str) -> (String, BTreeSet<(usize, usize, String)>, Vec<Place>) {
    let (mut text, mut links, mut mentions) = (String::new(), BTreeSet::new(), Vec::new());
    let mut rest = marked;
    while let Some(at) = rest.find(['[', '{']) {
        let close = if rest.as_bytes()[at] == b'[' { ']' } else { '}' };
        let inner = rest[at + 1..].split(close).next().unwrap_or_default();
        let mark = inner.rsplit_once('=').filter(|(name, id)| {
            let is_id = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            is_id && !name.is_empty() && !name.contains(['[', '{', '(', '"', ':'])
        });
        let Some((name, id)) = mark else {
            text.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        text.push_str(&rest[..at]);
        let place = text.len()..text.len() + name.len();
        text.push_str(name);
        match close {
            ']' => drop(links.insert((place.start, place.end, id.to_string()))),
            _ => mentions.push((place, id.to_string())),
        }
        rest = &rest[at + inner.len() + 2..];
    }
    text.push_str(rest);
    (text, links, mentions)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

fn registry() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(HEAD).join("registry");
    let name = |path: &PathBuf| path.strip_prefix(&root).unwrap().to_str().unwrap().to_string();
    files(&root).iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn every_marked_name_is_a_link_and_nothing_else_is() {
    let registry = registry();
    let texts = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(HEAD).join("texts"));
    let mut complaints = Vec::new();
    let (mut right, mut wanted, mut named, mut named_wanted) = (0, 0, 0, 0);
    for file in &texts {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let (text, links, mentions) = unmarked(&fs::read_to_string(file).unwrap());
        let path = format!("content/articles/{name}.md");
        let all = registry.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let inputs = Inputs::from_texts(all.chain([(path.as_str(), text.as_str())]));
        let options = Options { now: Some("2026-01-01".into()), ..Options::default() };
        let site = Site::link(inputs, Vec::new(), &options, None).unwrap();
        let errors: Vec<_> = site.diagnostics.iter().filter(|it| it.severity.as_str() == "error").collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let entry = &site.digest.articles[0];
        let body = &entry.article.body;
        let found: Vec<(Range<usize>, String, bool, Rule)> = candidates(&site.digest, entry)
            .into_iter()
            .filter_map(|it| {
                let key = it.entity?.key().to_string();
                Some((body.source_of(it.text), key, it.linked, it.rule))
            })
            .collect();
        let linked: BTreeSet<(usize, usize, String)> = found
            .iter()
            .filter(|it| it.2 && it.3 != Rule::Link)
            .map(|(place, key, ..)| (place.start, place.end, key.clone()))
            .collect();
        for (start, end, key) in linked.difference(&links) {
            complaints.push(format!("{name}: `{}` is wrongly a link to {key}", &text[*start..*end]));
        }
        for (start, end, key) in links.difference(&linked) {
            complaints.push(format!("{name}: `{}` is no link to {key}", &text[*start..*end]));
        }
        for (place, key) in &mentions {
            let is_found = found.iter().any(|it| it.0 == *place && it.1 == *key && !it.2);
            named += usize::from(is_found);
            if !is_found {
                complaints.push(format!("{name}: `{}` is no mention of {key}", &text[place.clone()]));
            }
        }
        right += linked.intersection(&links).count();
        wanted += links.len();
        named_wanted += mentions.len();
        if let Some(warns) = entry.article.extra.get("warns").and_then(|list| list.as_array()) {
            let warns: BTreeSet<&str> = warns.iter().filter_map(|code| code.as_str()).collect();
            let of_linking = [Code::AmbiguousMention, Code::UnboundSurname, Code::NoHolder];
            let said: BTreeSet<&str> = site
                .diagnostics
                .iter()
                .filter(|it| of_linking.contains(&it.code))
                .map(|it| it.code.as_str())
                .collect();
            if warns != said {
                complaints.push(format!("{name}: warns of {said:?}, not of {warns:?}"));
            }
        }
    }
    println!(
        "{} texts: {right} of {wanted} links, {named} of {named_wanted} mentions without one",
        texts.len()
    );
    assert!(texts.len() >= 40, "only {} texts", texts.len());
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The snapshot after a file was saved.
fn saved(site: &Site, path: &str, text: &str) -> Site {
    let mut inputs = site.inputs.clone();
    inputs.files.extend(Inputs::from_texts([(path, text)]).files);
    let options = Options { now: Some("2026-01-01".into()), ..Options::default() };
    Site::link(inputs, Vec::new(), &options, Some(site)).unwrap()
}

#[test]
fn a_text_is_searched_again_only_if_its_words_or_the_names_change() {
    const PERSON: &str = "content/people/ivan-petrov.md";
    let person = "---\nname: Ivan Petrov\n---\nA diplomat.";
    let articles = [
        (
            "content/articles/a.md",
            "---\ntitle: A\ndate: 2018-02-19\n---\nIvan Petrov and Vanya Petrov met in Peru.",
        ),
        ("content/articles/b.md", "---\ntitle: B\ndate: 2018-02-18\n---\nPetrov went to Peru."),
    ];
    let options = Options { now: Some("2026-01-01".into()), ..Options::default() };
    let inputs = Inputs::from_texts([(PERSON, person)].into_iter().chain(articles));
    let first = Site::link(inputs, Vec::new(), &options, None).unwrap();
    let mentions = |site: &Site, at: usize| site.digest.articles[at].mentions.clone();
    let warnings = |site: &Site| site.diagnostics.iter().map(|it| it.message.clone()).collect::<Vec<_>>();
    let kept = |one: &Site, other: &Site, at: usize| Arc::ptr_eq(&mentions(one, at), &mentions(other, at));

    let body = saved(&first, "content/articles/a.md", "---\ntitle: A\ndate: 2018-02-19\n---\nChile.");
    assert!(!kept(&first, &body, 0) && kept(&first, &body, 1), "one text has changed");
    assert!(Arc::ptr_eq(&first.digest.gazetteer, &body.digest.gazetteer), "no names have changed");

    let biography = saved(&body, PERSON, "---\nname: Ivan Petrov\n---\nA poet.");
    assert!(kept(&body, &biography, 0) && kept(&body, &biography, 1), "a biography holds no name");
    assert_eq!(warnings(&body), warnings(&biography), "what is kept still warns");

    let alias = saved(&first, PERSON, "---\nname: Ivan Petrov\naliases: [Vanya Petrov]\n---\nA diplomat.");
    assert!(!kept(&first, &alias, 0) && !kept(&first, &alias, 1), "a name may stand in any text");
    let article = |site: &Site| site.digest.articles[0].article.clone();
    assert!(Arc::ptr_eq(&article(&first), &article(&alias)), "no text is parsed again");

    let about = saved(
        &first,
        "content/articles/b.md",
        &articles[1].1.replace("title: B", "title: B\npeople: [ivan-petrov]"),
    );
    assert_eq!(mentions(&about, 1).len(), mentions(&first, 1).len() + 1, "the front matter binds a surname");
}
