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
        text.push_str(&article(
            &format!("2018-0{}-0{day}-a{day}.md", 1 + day % 3),
            &keys,
            "27[^1]\n\n[^1]: 28",
        ));
    }
    Folder::new(&text)
}

/// What is called so in every language.
const NAMES: [&str; 9] =
    ["Atom", "JSON", "Feed", "RSS", "Wikidata", "Dateline", "JavaScript", "Natural", "Earth"];

#[test]
fn a_digest_speaks_its_language_on_every_page() {
    let english: BTreeSet<&str> = language::of("en").fixed().map(|(_, text)| text).collect();
    for tag in ["ur", "ar", "ru", "fr", "es"] {
        let spoken = language::of(tag);
        // Words that are the same in both languages tell nothing.
        let foreign = |text: &str| {
            let is_english = english.contains(text) && spoken.find(text, None, &[]).as_deref() != Some(text);
            // In French too there are articles.
            is_english || (tag != "fr" && (text.ends_with(" article") || text.ends_with(" articles")))
        };
        let mut complaints = BTreeSet::new();
        let site = folder(tag).published(&[]);
        let search = format!(">{}<", spoken.say("Search {title}", &[("title", "11")]));
        assert!(std::str::from_utf8(&site["opensearch.xml"]).unwrap().contains(&search), "{tag}");
        for (name, bytes) in site.iter().filter(|(name, _)| name.ends_with(".html")) {
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
                    // Of what programs read, the names are in the page's title and description too.
                    Node::Text(text) if text.starts_with('{') => continue,
                    Node::Text(text) => vec![text.trim()],
                    node if node.attribute("name") == Some("description") => {
                        node.attribute("content").into_iter().collect()
                    }
                    node => ["aria-label", "placeholder", "title"]
                        .iter()
                        .filter_map(|it| node.attribute(it))
                        .collect(),
                };
                // Where the language has letters of its own, every other word of the page is a left-over.
                let latin = |text: &str| {
                    let mut words = text.split(|c: char| !c.is_ascii_alphabetic());
                    !matches!(tag, "fr" | "es") && words.any(|word| word.len() > 2 && !NAMES.contains(&word))
                };
                let found = shown.into_iter().filter(|text| foreign(text) || latin(text));
                complaints.extend(found.map(|text| format!("{tag} {name}: {text}")));
            }
        }
        assert!(complaints.is_empty(), "{complaints:#?}");
    }
}

/// A digest whose person took office on the first of a month, and is only named in one article.
fn in_office(language: &str) -> Folder {
    let mut text = format!(
        "=== digest.yaml\ntitle: A\nbase_url: https://example.org/\nlanguage: {language}\nrelations: {{ minimum: 1 }}\nsearch: names\n"
    );
    text.push_str("=== content/people/p.md\n---\nname: Jane Doe\nrole: minister\noffices: [{ title: minister, of: PK, from: 2017-07-01 }, { title: envoy, from: 2016-07 }, { title: judge, to: 2015 }]\n---\n");
    text.push_str(&article("2018-02-20-a.md", "title: A\npeople: [p]\ncountries: [PK, RU]", "A."));
    text.push_str(&article("2018-02-21-b.md", "title: B\ncountries: [RU]", "Here is Jane Doe."));
    Folder::new(&text)
}

#[test]
fn what_is_said_reads_well() {
    for (tag, path, words) in [
        ("fr", "people/p", "depuis le 1er juillet 2017"),
        ("fr", "people/p", "depuis juillet 2016"),
        ("fr", "people/p", "jusqu’en 2015"),
        ("fr", "people/p", "1 mention ailleurs</a>"),
        ("fr", "2018/02/20/a", ">Mardi 20 février 2018</time>"),
        ("fr", "relations/pakistan-russia", "2, dont 1 sur les deux pays"),
        ("fr", "countries/russia", "<dd>Moscou</dd>"),
        ("ru", "countries/russia", "<dd>Москва</dd>"),
        ("ur", "relations/pakistan-russia", "<span>اسلام آباد</span>"),
        ("de", "countries/russia", "<dd lang=\"en\">Moscow</dd>"),
        ("de", "2018/02/20/a", "Minister, Pakistan"),
        ("en", "2018/02/20/a", "Minister of Pakistan"),
        ("en", "countries/russia", "<dd>Moscow</dd>"),
        ("en", "relations/pakistan-russia", "2, 1 of them about both"),
        ("en", "people/p", "since 1 July 2017"),
        ("en", "people", "1 person, with the office they hold."),
        ("es", "people/p", "desde el 1 de julio de 2017"),
        ("es", "people/p", "desde julio de 2016"),
        ("es", "people/p", "<h2>Suscribirse</h2>"),
        ("es", "2018/02/20/a", ">Martes, 20 de febrero de 2018</time>"),
        ("fr", "2018/02", "<title>Février 2018 – A</title>"),
        ("fr", "2018/02", "<h1>Février 2018</h1>"),
        ("fr", "2018/02/20", "<a href=\"/2018/02/\">Février 2018</a>"),
        ("fr", "2018/02/20", "<p class=\"kicker\">Mardi</p>"),
        ("ru", "2018/02", "<title>Февраль 2018 — A</title>"),
        ("ru", "archive", ">Февраль</a>"),
        ("es", "2018", ">Febrero de 2018</a>"),
    ] {
        let folder = in_office(tag);
        folder.published(&[]);
        let page = folder.page(&format!("{path}/index.html"));
        assert!(page.contains(words), "{tag} {path}: {words}\n{page}");
    }
    let card = in_office("fr").published(&[])["countries/russia/hover-card.json"].clone();
    assert!(String::from_utf8(card).unwrap().contains("\"role\":\"Europe de l’Est · Moscou\""));
}

#[test]
fn what_stands_between_words_is_the_languages_own() {
    for (tag, [colon, semicolon, dash]) in [
        ("en", [": ", "; ", " – "]),
        ("fr", ["\u{a0}: ", "\u{202f}; ", " – "]),
        ("ru", [": ", "; ", " — "]),
        ("ur", [": ", "؛ ", " – "]),
    ] {
        let mut text = format!(
            "=== digest.yaml\ntitle: D\nbase_url: https://example.org/\nlanguage: {tag}\nsearch: names\n=== content/stories/s.md\n---\nname: S\n---\n=== content/editions/2018-01-20.md\n---\ntitle: E\n---\n"
        );
        let keys = "title: T\nstory: s\ncountries: [RU]\ndateline: Minsk\nsource: [{ name: A }, { name: B }, { name: C }]";
        for day in ["2018-01-20", "2018-02-20", "2018-02-21", "2018-02-22"] {
            text.push_str(&article(&format!("{day}-a.md"), keys, "News."));
        }
        let folder = Folder::new(&text);
        folder.published(&[]);
        let page = |path: &str| folder.page(path);
        let article = page("2018/01/20/a/index.html");
        let language = language::of(tag);
        let count = |count| language.find("{count} articles", Some(count), &[]).unwrap();
        assert!(article.contains(&format!("S</a>{colon}{}", count(4))), "{tag}: {article}");
        assert!(article.contains(&format!("B</cite></a>{semicolon}<a ")), "{tag}: {article}");
        assert!(article.contains(&format!("</span>{dash}News.")), "{tag}: {article}");
        let home = page("index.html");
        let day = language.day(jiff::civil::date(2018, 1, 20));
        assert!(home.contains(&format!("{day}{colon}E")), "{tag}: {home}");
        assert!(home.contains(&format!("Minsk</b>{dash}News.")), "{tag}: {home}");
        let country = page("countries/russia/index.html");
        assert!(country.contains(&format!("2018</a>{colon}1")), "{tag}: {country}");
        assert!(
            page("2018/01/20/index.html").contains(&format!("<title>E{dash}{day}{dash}D</title>")),
            "{tag}"
        );
    }
}

#[test]
fn a_language_without_words_speaks_english_and_says_so() {
    let page = |language: &str| {
        let folder = in_office(language);
        folder.published(&[]);
        folder.page("index.html")
    };
    let marked = |page: &str| page.matches(" lang=\"en\"").count();
    let portuguese = page("pt-BR");
    assert!(
        portuguese.contains("<html lang=\"pt-BR\"") && portuguese.contains("role=\"search\" lang=\"en\"")
    );
    assert_eq!((marked(&portuguese), marked(&page("ur")), marked(&page("en-GB"))), (4, 0, 0));
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
