//! What programs read: of feeds when, whose report, in which language; of twins and heads of pages what they add.
#![allow(clippy::unwrap_used)]

mod digest;

use std::collections::BTreeMap;

use digest::html::{Node, nodes};
use digest::{Folder, article};
use serde_json::Value;

/// A digest in Karachi, in a language, with one article.
fn published(language: &str, keys: &str, body: &str) -> BTreeMap<String, Vec<u8>> {
    let mut text = format!(
        "=== digest.yaml\ntitle: A\nbase_url: https://example.org/\ntime_zone: Asia/Karachi\nlanguage: {language}\nsearch: names\n"
    );
    text.push_str(&article("2018-12-26-a.md", &format!("title: A\n{keys}"), body));
    text.push_str("=== content/articles/a.png as png\n");
    Folder::new(&text).published(&[])
}

fn text<'a>(site: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(&site[path]).unwrap()
}

/// What stands in the first element of a name.
fn said(xml: &str, element: &str) -> String {
    let nodes = nodes(xml);
    let at = nodes.iter().position(|node| node.opens(element)).unwrap();
    match &nodes[at + 1] {
        Node::Text(text) => text.clone(),
        _ => String::new(),
    }
}

/// What the three feeds of the site show of the article.
#[track_caller]
fn fed(site: &BTreeMap<String, Vec<u8>>) -> String {
    let json: Value = serde_json::from_str(text(site, "feed.json")).unwrap();
    let html = json["items"][0]["content_html"].as_str().unwrap().to_string();
    assert_eq!(said(text(site, "feed.xml"), "content"), html);
    let rss = text(site, "rss.xml");
    assert_eq!(said(&rss[rss.find("<item>").unwrap()..], "description"), html);
    html
}

#[test]
fn a_day_is_the_same_day_west_of_the_digest() {
    let site = published("en", "updated: 2018-12-28", "A.");
    assert!(text(&site, "rss.xml").contains("<pubDate>Wed, 26 Dec 2018 07:00:00 +0000</pubDate>"));
    let atom = text(&site, "feed.xml");
    assert_eq!(said(atom, "published"), "2018-12-26T12:00:00+05:00");
    assert_eq!(said(atom, "updated"), "2018-12-28T12:00:00+05:00");
    let json: Value = serde_json::from_str(text(&site, "feed.json")).unwrap();
    assert_eq!(json["items"][0]["date_published"], "2018-12-26T12:00:00+05:00");
    assert_eq!(json["items"][0]["date_modified"], "2018-12-28T12:00:00+05:00");
    let page = text(&site, "2018/12/26/a/index.html");
    assert!(page.contains(r#"article:published_time" content="2018-12-26T12:00:00+05:00""#));
    assert!(page.contains(r#""datePublished":"2018-12-26","dateModified":"2018-12-28""#));
    assert!(text(&site, "sitemap.xml").contains("/a/</loc><lastmod>2018-12-28</lastmod>"));
}

#[test]
fn the_latest_change_is_the_one_that_counts() {
    let modified = |keys: &str| {
        let site = published("en", keys, "A.");
        let json: Value = serde_json::from_str(text(&site, "feed.json")).unwrap();
        json["items"][0]["date_modified"].as_str().unwrap().to_string()
    };
    let correction = |date: &str| format!("corrections: [{{ date: {date}, text: B }}]");
    let updated = "updated: 2018-12-28\n".to_string();
    assert_eq!(modified(&(updated.clone() + &correction("2018-12-29"))), "2018-12-29T12:00:00+05:00");
    assert_eq!(modified(&(updated + &correction("2018-12-27"))), "2018-12-28T12:00:00+05:00");
    let minute = "date: 2018-12-26T15:00:00+05:00\n".to_string();
    assert_eq!(modified(&(minute + &correction("2018-12-26"))), "2018-12-26T15:00:00+05:00");
    assert_eq!(modified("updated: 2018-12-26T09:00:00+05:00"), "2018-12-26T12:00:00+05:00");
}

#[test]
fn what_a_thing_is_stands_apart_from_what_its_page_is() {
    let site = published("en", "countries: [PK]\ntopics: [Peace]", "A.");
    let graph = |path: &str| -> Value {
        let page = text(&site, path);
        let json = page.split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
        serde_json::from_str::<Value>(json).unwrap()["@graph"][0].clone()
    };
    let (topic, page) = ("https://example.org/topics/peace/#topic", graph("topics/peace/index.html"));
    assert_eq!(page["@id"], "https://example.org/topics/peace/");
    assert_eq!(page["about"]["@id"], topic);
    assert_eq!(graph("2018/12/26/a/index.html")["about"][1]["@id"], topic);
    // What is said of the page where nobody describes the country.
    assert_eq!(graph("countries/pakistan/index.html")["description"], Value::Null);
}

#[test]
fn feeds_say_whose_report_it_is() {
    let keys = "source: [{ name: Dawn, url: \"https://dawn.com/?a&b\", date: 2018-12-25 }, TASS]\ndateline: { place: London, country: GB }\nrights: excerpt\nimage: { file: a.png, alt: \"<B>\", credit: C }\ncorrections: [{ date: 2018-12-27, text: \"1 < 2\" }]";
    assert_eq!(
        fed(&published("en", keys, "First words.")),
        "<figure><img src=\"https://example.org/2018/12/26/a/a.png\" alt=\"&lt;B&gt;\" width=\"1\" height=\"1\"><figcaption>C</figcaption></figure>\n\
        <p><b>London, United Kingdom</b> – First words.</p>\n\
        <p>Source: <a href=\"https://dawn.com/?a&amp;b\">Dawn</a>, 25 December 2018</p>\n\
        <p>Further reports: <a href=\"https://example.org/sources/tass/\">TASS</a></p>\n\
        <p>This is an excerpt. The whole report: <a href=\"https://dawn.com/?a&amp;b\">Dawn</a></p>\n\
        <p>Corrected on 27 December 2018: 1 &lt; 2</p>\n"
    );
    let site = published("en", "rights: full\nsource: Dawn\nsummary: Of it.\nimage: a.png", "Not ours.");
    let brief = "<p>Of it.</p>\n<p>Source: <a href=\"https://example.org/sources/dawn/\">Dawn</a></p>\n";
    assert_eq!(said(text(&site, "feed.xml"), "summary"), brief);
    assert!(["feed.xml", "feed.json", "rss.xml"].iter().all(|feed| !text(&site, feed).contains("Not ours")));
}

#[test]
fn feeds_say_in_which_language_a_text_is() {
    let of = |language, keys| fed(&published(language, keys, "A."));
    assert_eq!(of("en", "lang: en"), "<p>A.</p>\n");
    assert_eq!(
        of("en", "lang: ur\nsource: TASS"),
        "<div lang=\"ur\" dir=\"rtl\"><p>A.</p>\n</div>\n<p>Source: <a href=\"https://example.org/sources/tass/\">TASS</a></p>\n"
    );
    assert_eq!(of("ur", "summary: B"), "<div lang=\"ur\" dir=\"rtl\"><p>A.</p>\n</div>\n");
    assert_eq!(of("ur", "lang: en"), "<div lang=\"en\" dir=\"ltr\"><p>A.</p>\n</div>\n");
    let site = published("en", "lang: ur", "A.");
    assert!(text(&site, "feed.xml").contains("<entry xml:lang=\"ur\">"));
}

#[test]
fn a_twin_tells_languages_and_what_a_country_is() {
    let text = "=== content/countries/PK.md\n---\nsummary: A country.\n---\n=== digest.yaml\ntitle: A\nbase_url: https://example.org/\n".to_string()
        + &article("2018-02-19-a.md", "title: A\ncountries: [PK]\nlang: ur", "A.")
        + &article("2018-02-20-b.md", "title: B\ncountries: [PK]\nlang: en", "B.");
    let site = Folder::new(&text).published(&[]);
    let twin: Value = serde_json::from_str(self::text(&site, "countries/pakistan/index.json")).unwrap();
    assert_eq!(twin["facts"]["summary"], "A country.");
    assert_eq!((&twin["about"][0]["language"], &twin["about"][1]["language"]), (&Value::Null, &"ur".into()));
}

#[test]
fn a_page_tells_where_it_is_shared_what_its_picture_shows() {
    let site = published("en-GB", "image: { file: a.png, alt: \"<B>\" }", "A.");
    let page = text(&site, "2018/12/26/a/index.html");
    for (property, content) in [
        ("locale", "en_GB"),
        ("image", "https://example.org/2018/12/26/a/a.png"),
        ("image:width", "1"),
        ("image:height", "1"),
        ("image:alt", "&lt;B&gt;"),
    ] {
        assert!(
            page.contains(&format!("<meta property=\"og:{property}\" content=\"{content}\">")),
            "{property}"
        );
    }
    let folder = Folder::new(
        "=== content/people/b.md\n---\nname: B\nimage: b.png\n---\n=== content/people/b.png as png\n",
    );
    let site = folder.published(&[]);
    let page = text(&site, "people/b/index.html");
    let portrait = "https://example.org/people/b/b.png";
    assert!(page.contains(&format!("og:image\" content=\"{portrait}\"")), "{page}");
    assert!(page.contains("og:image:alt\" content=\"Portrait of B\""), "{page}");
    assert!(page.contains(&format!("\"image\":\"{portrait}\"")), "{page}");
    // The digest's own picture stands for pages without one.
    let folder = Folder::new(
        "=== static/share.png as png\n=== content/people/b.md\n---\nname: B\nimage: b.png\n---\n=== content/people/b.png as png\n",
    );
    let site = folder.published(&[]);
    assert!(
        text(&site, "index.html").contains("og:image\" content=\"https://example.org/static/share.png?v=")
    );
    let page = text(&site, "people/b/index.html");
    assert!(page.contains(portrait) && !page.contains("share.png"), "{page}");
    let site = published("en", "lang: ur-PK", "A.");
    assert!(text(&site, "2018/12/26/a/index.html").contains("og:locale\" content=\"ur_PK"));
    assert!(!text(&site, "index.html").contains("og:locale"));
    let site = published("ru", "lang: de", "A.");
    assert!(text(&site, "index.html").contains("og:locale\" content=\"ru_RU"));
    assert!(!text(&site, "2018/12/26/a/index.html").contains("og:locale"));
}
