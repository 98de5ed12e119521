//! What readers search: names, headlines, and with `search: full` the text.
#![allow(clippy::unwrap_used)]

mod digest;

use std::collections::BTreeMap;
#[cfg(feature = "full-text")]
use std::{fs, time::SystemTime};

use dateline::input::Inputs;
use dateline::render::Rendered;
use dateline::{Options, Site};
use digest::{Folder, PLAIN, article};
use serde_json::Value;

const PEOPLE: &str = "=== content/people/erdogan.md\n---\nname: Recep Tayyip Erdoğan\naliases: [Erdoan, Реджеп Эрдоган, رجب طيب أردوغان]\ncountry: TR\n---\n";

fn folder(search: &str) -> Folder {
    let talks = article(
        "2018-02-19-talks.md",
        "title: Talks in Ankara\ncountries: [TR, RU]\npeople: [erdogan]\ntopics: [trade]\nsource: The Paper\nredirects: [/old-1/, /old-2/, /old-3/]",
        "Two ministers spoke of tomatoes.",
    );
    Folder::new(&format!("=== digest.yaml\n{PLAIN}search: {search}\n{PEOPLE}{talks}"))
}

fn json(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    serde_json::from_slice(&files[name]).unwrap()
}

#[test]
fn every_name_leads_to_its_page() {
    let files = folder("names").published(&[]);
    let names = json(&files, "search/names.json");
    let names = names["names"].as_array().unwrap();
    for name in names {
        assert!(files.contains_key(&format!("{}index.html", name[2].as_str().unwrap())), "{name}");
    }
    let erdogan = names.iter().find(|name| name[1] == "Recep Tayyip Erdoğan").unwrap();
    assert_eq!(erdogan[5], serde_json::json!(["Erdoan", "Реджеп Эрдоган", "رجب طيب أردوغان"]));
    let turkey = names.iter().find(|name| name[2] == "countries/turkey/").unwrap();
    for name in ["Turkish", "Турция", "تركيا"] {
        assert!(turkey[5].as_array().unwrap().iter().any(|other| other == name), "{name}: {turkey}");
    }
    assert!(!files.keys().any(|path| path.starts_with("search/pagefind/")));
}

#[test]
fn outlets_have_their_other_spellings_and_relations_lead_to_their_countries() {
    let article = |day: u8| {
        article(
            &format!("2018-02-0{day}-talks.md"),
            &format!("title: Talks {day}\ncountries: [TR, RU]\nsource: Express Tribune"),
            "They met.",
        )
    };
    let digest = format!(
        "=== digest.yaml\n{PLAIN}outlets:\n  The Express Tribune: [Express Tribune, tribune.com.pk]\n"
    );
    let files = Folder::new(&format!("{digest}{}{}{}", article(1), article(2), article(3))).published(&[]);
    let names = json(&files, "search/names.json");
    let names = names["names"].as_array().unwrap();
    let outlet = names.iter().find(|name| name[0] == "outlet").unwrap();
    // The words of the other spelling are found by the name itself.
    assert_eq!(outlet[1], "The Express Tribune");
    assert_eq!(outlet[5], serde_json::json!(["tribune.com.pk"]));
    let relation = names.iter().find(|name| name[0] == "relation").unwrap();
    let countries = relation[6].as_array().unwrap().iter();
    let countries: Vec<&str> =
        countries.map(|at| names[at.as_u64().unwrap() as usize][1].as_str().unwrap()).collect();
    assert_eq!((relation[1].as_str().unwrap(), countries), ("Russia–Turkey", vec!["Russia", "Turkey"]));
}

#[test]
fn a_country_is_found_by_what_the_language_of_the_site_calls_it() {
    for (language, searched) in [
        ("ru", ["США", "Америка", "Соединенные Штаты", "Южная Корея", "Республика Корея"]),
        ("ar", ["أمريكا", "أميركا", "الولايات المتحدة", "كوريا الجنوبية", "USA"]),
        ("ur", ["امریکہ", "امریکا", "ریاست ہائے متحدہ امریکہ", "جنوبی کوریا", "USA"]),
        ("es", ["EEUU", "EE. UU.", "Estados Unidos", "Corea del Sur", "USA"]),
    ] {
        let talks = article("2018-02-19-talks.md", "title: 1\ncountries: [US, KR]", "2.");
        let digest =
            PLAIN.lines().filter(|line| !line.starts_with("language:")).collect::<Vec<_>>().join("\n");
        let folder = Folder::new(&format!("=== digest.yaml\n{digest}\nlanguage: {language}\n{talks}"));
        let names = json(&folder.published(&[]), "search/names.json").to_string();
        for name in searched {
            assert!(names.contains(&format!("\"{name}\"")), "{language}: {name} in {names}");
        }
    }
}

/// The files of headlines of a digest of so many articles, the newest first, and the paths of its pages.
fn headlines(total: usize) -> (Vec<Value>, Site) {
    let mut texts = vec![("digest.yaml".to_string(), PLAIN.to_string())];
    texts.extend((0..total).map(|n| {
        let day = format!("{}-{:02}-{:02}", 2000 + n / 336, n / 28 % 12 + 1, n % 28 + 1);
        (format!("content/articles/{day}-n{n}.md"), format!("---\ntitle: Number {n}\n---\nA text.\n"))
    }));
    let inputs = Inputs::from_texts(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let options = Options { now: Some(digest::NOW.to_string()), ..Options::default() };
    let site = Site::link(inputs, Vec::new(), &options, None).unwrap();
    let mut files: Vec<Value> = Vec::new();
    let mut name = Some("headlines.json".to_string());
    while let Some(next) = name {
        let route = site.routes.get(&format!("search/{next}")).unwrap();
        let Ok(Rendered::Bytes(bytes)) = site.render(&site.scene(), route) else { panic!("{next}") };
        files.push(serde_json::from_slice(&bytes).unwrap());
        name = files.last().unwrap()["next"].as_str().map(str::to_string);
    }
    (files, site)
}

#[test]
fn full_files_of_headlines_never_change() {
    let (before, _) = headlines(1099);
    let (after, site) = headlines(1100);
    assert_eq!(after.len(), 2);
    assert_eq!(before[1], after[1]);
    let all = || after.iter().flat_map(|file| file["headlines"].as_array().unwrap());
    assert_eq!(all().count(), 1100);
    for headline in all() {
        assert!(site.routes.get(headline[1].as_str().unwrap()).is_some(), "{headline}");
    }
}

#[test]
fn webassembly_is_allowed_where_the_text_is_searched_and_nowhere_else() {
    let files = folder("full").published(&[]);
    let headers = String::from_utf8(files["_headers"].clone()).unwrap();
    let policy = |rule: &str| {
        let rules: Vec<&str> = headers.split_inclusive('\n').collect();
        let at = rules
            .iter()
            .rposition(|line| line.trim_end() == rule)
            .unwrap_or_else(|| panic!("{rule}: {headers}"));
        rules[at + 1].contains("wasm-unsafe-eval")
    };
    assert!(policy("/search/*"));
    assert!(!policy("/people/*") && !policy("/2018/*") && !policy("/") && !policy("/404.html"));
    // An address that no rule is for is answered by a page that says it itself, and so is one from which readers are led on.
    let policy = |page: &str| {
        let page = String::from_utf8(files[page].clone()).unwrap();
        page.contains(
            "http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; object-src 'none';",
        )
    };
    assert!(policy("404.html") && policy("old-3/index.html") && !policy("index.html"));
    assert!(!headers.contains("old-"), "hosts read a hundred rules: {headers}");
    assert!(headers.starts_with("/*\n"), "the rule for all comes before the others: {headers}");
    let files = folder("names").published(&[]);
    assert!(!String::from_utf8(files["_headers"].clone()).unwrap().contains("wasm"));
}

#[cfg(feature = "full-text")]
mod full_text {
    use super::*;

    fn index(folder: &Folder) -> BTreeMap<String, SystemTime> {
        let files = digest::tree(&folder.output());
        let index = files.into_keys().filter(|path| path.starts_with("search/pagefind/"));
        index
            .map(|path| (path.clone(), fs::metadata(folder.output().join(path)).unwrap().modified().unwrap()))
            .collect()
    }

    #[test]
    fn the_index_is_made_again_only_when_a_record_changes() {
        let folder = folder("full");
        folder.published(&[]);
        let first = index(&folder);
        assert!(first.contains_key("search/pagefind/pagefind.js"), "{first:?}");
        assert!(!first.keys().any(|path| path.contains("-ui")), "{first:?}");

        folder.write("static/custom.css", "p { color: red }");
        folder.published(&[]);
        assert_eq!(index(&folder), first, "another look is no other record");

        let entry = "search/pagefind/pagefind-entry.json";
        let before = folder.page(entry);
        fs::write(folder.output().join(entry), "{}").unwrap();
        folder.published(&[]);
        assert_eq!(folder.page(entry), before, "what somebody touched is mended");

        let talks = fs::read_to_string(folder.at("content/articles/2018-02-19-talks.md")).unwrap();
        folder.write("content/articles/2018-02-19-talks.md", talks.replace("tomatoes", "cucumbers"));
        folder.published(&[]);
        assert_ne!(folder.page(entry), before);

        folder.write("digest.yaml", format!("{PLAIN}search: names\n"));
        folder.published(&[]);
        assert!(index(&folder).is_empty());
    }
}
