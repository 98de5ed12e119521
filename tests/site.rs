//! The repository's own digest, built and walked: every link leads somewhere, every page is whole, and nothing is
//! loaded from another host or run inline. The same for a site that lies in a folder.
#![allow(clippy::unwrap_used)]

mod digest;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use digest::html::{Node, VOID, nodes, text_of};
use digest::{NOW, Run, binary, run, tree};
use serde_json::Value;

/// A published site.
struct Site {
    origin: String,
    /// The path it lies under, with a final slash.
    base: String,
    files: BTreeMap<String, Vec<u8>>,
    pages: BTreeMap<String, Page>,
}

/// An HTML file.
struct Page {
    nodes: Vec<Node>,
    ids: BTreeSet<String>,
    /// A stub that leads elsewhere.
    is_redirect: bool,
}

/// What is found wrong; all of it is shown at the end, the same complaint about many pages a few times only.
#[derive(Default)]
struct Complaints(BTreeMap<String, Vec<String>>);

impl Complaints {
    fn say(&mut self, file: &str, what: impl Into<String>) {
        self.0.entry(what.into()).or_default().push(file.to_string());
    }

    #[track_caller]
    fn none(self) {
        let mut said = String::new();
        for (what, files) in &self.0 {
            said.push_str(&format!("{what}: {} and {} more\n", files[0], files.len() - 1));
        }
        assert!(said.is_empty(), "\n{said}");
    }
}

fn build(args: &[&str]) -> (Run, BTreeMap<String, Vec<u8>>) {
    let place = tempfile::tempdir().unwrap();
    let output = place.path().join("public");
    let mut command = binary();
    command
        .args(["build", "--now", NOW, "--root", env!("CARGO_MANIFEST_DIR"), "--output"])
        .arg(&output)
        .args(args);
    let run = run(command);
    (run, tree(&output))
}

impl Site {
    /// Builds the repository's digest to be published at `base_url`.
    #[track_caller]
    fn at(base_url: &str) -> Site {
        let (run, files) = build(&["--base-url", base_url]);
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        let host = base_url.find("://").unwrap() + 3;
        let slash = base_url[host..].find('/').unwrap() + host;
        let mut pages = BTreeMap::new();
        for (name, bytes) in &files {
            if name.ends_with(".html") {
                let nodes = nodes(std::str::from_utf8(bytes).unwrap());
                let ids = nodes.iter().filter_map(|node| node.attribute("id")).map(str::to_string).collect();
                let is_redirect = nodes.iter().any(|node| node.attribute("http-equiv") == Some("refresh"));
                pages.insert(name.clone(), Page { nodes, ids, is_redirect });
            }
        }
        assert!(pages.len() > 200, "{} pages", pages.len());
        Site { origin: base_url[..slash].to_string(), base: base_url[slash..].to_string(), files, pages }
    }

    fn text(&self, name: &str) -> &str {
        std::str::from_utf8(&self.files[name]).unwrap()
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_str(self.text(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The pages that are no redirects.
    fn whole_pages(&self) -> impl Iterator<Item = (&String, &Page)> {
        self.pages.iter().filter(|(_, page)| !page.is_redirect)
    }

    /// The file that a URL in a file means, with its fragment; `None` for another site's.
    fn follow(&self, from: &str, url: &str) -> Result<Option<(String, Option<String>)>, String> {
        let url = url.strip_prefix(&self.origin).filter(|rest| rest.starts_with('/')).unwrap_or(url);
        if url.starts_with("//") || url.split(['/', '?', '#']).next().unwrap_or_default().contains(':') {
            return Ok(None);
        }
        let (path, fragment) = match url.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment.to_string())),
            None => (url, None),
        };
        let path = path.split('?').next().unwrap_or_default();
        let path = match path.strip_prefix('/') {
            Some(_) => {
                path.strip_prefix(&self.base).ok_or(format!("{url} leaves {}", self.base))?.to_string()
            }
            None if path.is_empty() => from.to_string(),
            None => return Err(format!("{url} is relative")),
        };
        let path = decoded(&path);
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
        Ok(Some((file, fragment)))
    }

    /// Whether a page or picture has an element of this id.
    fn has_place(&self, file: &str, id: &str) -> bool {
        match self.pages.get(file) {
            Some(page) => page.ids.contains(id),
            None => file.ends_with(".svg") && self.text(file).contains(&format!("id=\"{id}\"")),
        }
    }

    /// Follows a URL to its end.
    fn check(&self, from: &str, url: &str, complaints: &mut Complaints) {
        let (file, fragment) = match self.follow(from, url) {
            Ok(None) => return,
            Ok(Some(target)) => target,
            Err(what) => return complaints.say(from, what),
        };
        if !self.files.contains_key(&file) {
            return complaints.say(from, format!("{url} leads nowhere"));
        }
        if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty())
            && !self.has_place(&file, &decoded(&fragment))
        {
            complaints.say(from, format!("{url} leads to no place of the page"));
        }
    }

    /// Follows the URLs of HTML that stands in a feed: there they must be absolute.
    fn check_fed(&self, from: &str, html: &str, complaints: &mut Complaints) {
        for node in nodes(html) {
            for url in ["href", "src"].iter().filter_map(|name| node.attribute(name)) {
                if !url.contains(':') {
                    complaints.say(from, format!("{url} is not absolute"));
                }
                self.check(from, url, complaints);
            }
        }
    }

    fn all_links_lead_somewhere(&self) {
        let mut complaints = Complaints::default();
        let mut followed = 0;
        let mut check = |from: &str, url: &str| {
            followed += 1;
            self.check(from, url, &mut complaints);
        };
        for (name, page) in &self.pages {
            for node in &page.nodes {
                for attribute in ["href", "src", "action", "poster", "cite", "data", "formaction"] {
                    if let Some(url) = node.attribute(attribute) {
                        check(name, url);
                    }
                }
                for url in node.attribute("srcset").iter().flat_map(|set| set.split(',')) {
                    check(name, url.split_whitespace().next().unwrap_or_default());
                }
                match (node.attribute("http-equiv"), node.attribute("property"), node.attribute("content")) {
                    (Some("refresh"), _, Some(content)) => check(name, content.split_once("url=").unwrap().1),
                    (_, Some("og:image"), Some(url)) => check(name, url),
                    (_, Some("og:url"), Some(url)) if name != "404.html" => check(name, url),
                    _ => {}
                }
            }
        }
        for name in self.files.keys() {
            if name.ends_with(".json") {
                for url in urls(&self.json(name)) {
                    check(name, &url);
                }
            } else if name.ends_with(".xml") {
                for url in xml_urls(&nodes(self.text(name))) {
                    check(name, &url);
                }
            } else if name.ends_with(".css") {
                for url in css_urls(self.text(name)) {
                    check(name, &url);
                }
            }
        }
        let robots = self.text("robots.txt");
        check(
            "robots.txt",
            robots
                .lines()
                .find_map(|line| line.strip_prefix("Sitemap: "))
                .expect("robots.txt names the sitemap"),
        );
        assert!(followed > 10_000, "only {followed} links");

        for (name, html) in self.fed_html() {
            self.check_fed(&name, &html, &mut complaints);
        }
        complaints.none();
    }

    /// The HTML inside feeds, with the feed's name.
    fn fed_html(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for name in self.files.keys() {
            if name.ends_with("feed.json") {
                let feed = self.json(name);
                let items = feed["items"].as_array().unwrap();
                found.extend(
                    items
                        .iter()
                        .filter_map(|item| Some((name.clone(), item["content_html"].as_str()?.to_string()))),
                );
            } else if name.ends_with("feed.xml") || name == "rss.xml" {
                let nodes = nodes(self.text(name));
                for (at, node) in nodes.iter().enumerate() {
                    let fed = node.opens("content") || node.opens("content:encoded");
                    if let (true, Some(Node::Text(html))) = (fed, nodes.get(at + 1)) {
                        found.push((name.clone(), html.clone()));
                    }
                }
            }
        }
        found
    }
}

/// Percent-decoding.
fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

/// The URLs of a JSON file: whatever stands under such a key.
fn urls(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(urls).collect(),
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| match value {
                Value::String(url)
                    if ["url", "next", "next_url", "feed_url", "home_page_url", "image", "banner_image"]
                        .contains(&key.as_str()) =>
                {
                    vec![url.clone()]
                }
                _ => urls(value),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The URLs of a feed or sitemap.
fn xml_urls(nodes: &[Node]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        found.extend(node.attribute("href").map(str::to_string));
        if let (true, Some(Node::Text(text))) = (node.opens("link") || node.opens("loc"), nodes.get(at + 1)) {
            found.extend(Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_string));
        }
    }
    found
}

/// What a style sheet loads.
fn css_urls(css: &str) -> Vec<String> {
    assert!(!css.contains("@import"), "a style sheet imports another");
    let url = |rest: &str| rest[..rest.find(')').unwrap()].trim_matches(['"', '\'', ' ']).to_string();
    css.match_indices("url(")
        .map(|(at, _)| url(&css[at + 4..]))
        .filter(|url| !url.starts_with("data:"))
        .collect()
}

const HOME: &str = "https://digest.example.org/";

/// The digest at its own address, built once for all tests.
fn home() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| Site::at(HOME))
}

#[test]
fn the_sample_digest_has_no_mistakes() {
    let (run, files) = build(&["--format", "json"]);
    assert_eq!(run.code, Some(0));
    assert_eq!((&run.report()["diagnostics"], run.err.as_str()), (&serde_json::json!([]), ""));
    assert_eq!(run.report()["held"], serde_json::json!([]));
    assert!(files.len() > 400);
}

#[test]
fn every_link_leads_somewhere() {
    home().all_links_lead_somewhere();
}

#[test]
fn every_link_leads_somewhere_in_a_folder() {
    let site = Site::at("https://example.org/sub/dir/");
    site.all_links_lead_somewhere();
    let headers = site.text("_headers");
    for rule in ["/sub/dir/*", "/sub/dir/", "/sub/dir/search/*", "/sub/dir/static/site.css"] {
        assert!(headers.lines().any(|line| line == rule), "{rule}: {headers}");
    }
}

#[test]
fn nothing_is_run_inline_or_loaded_from_elsewhere() {
    let site = home();
    let mut complaints = Complaints::default();
    for (name, page) in &site.pages {
        for (at, node) in page.nodes.iter().enumerate() {
            let Node::Open { name: element, attributes } = node else { continue };
            for (key, value) in attributes {
                if key == "style" || key.starts_with("on") || key == "srcdoc" {
                    complaints.say(name, format!("<{element}> has {key}=\"{value}\""));
                }
                let loads = matches!(
                    key.as_str(),
                    "src"
                        | "poster"
                        | "data"
                        | "srcset"
                        | "action"
                        | "formaction"
                        | "ping"
                        | "background"
                        | "xlink:href"
                ) || (key == "href"
                    && !matches!(element.as_str(), "a" | "area")
                    && attributes.get("rel").is_none_or(|rel| rel != "canonical"));
                if loads && !matches!(site.follow(name, value), Ok(Some(_))) {
                    complaints.say(name, format!("<{element}> loads {value}"));
                }
                if matches!(key.as_str(), "href" | "src" | "action")
                    && value.trim_start().to_ascii_lowercase().starts_with("javascript:")
                {
                    complaints.say(name, format!("<{element}> has {key}=\"{value}\""));
                }
            }
            if element == "style" || matches!(element.as_str(), "iframe" | "object" | "embed" | "base") {
                complaints.say(name, format!("<{element}>"));
            }
            if element == "script"
                && attributes.get("type").is_none_or(|kind| kind != "application/ld+json")
                && !attributes.contains_key("src")
            {
                complaints.say(name, "an inline script");
            }
            if element == "script" && attributes.get("type").is_some_and(|kind| kind == "application/ld+json")
            {
                let json = match page.nodes.get(at + 1) {
                    Some(Node::Text(json)) => serde_json::from_str::<Value>(json).ok(),
                    _ => None,
                };
                match json {
                    Some(json) if json["@context"] == "https://schema.org" => {}
                    _ => complaints.say(name, "ld+json that does not parse"),
                }
            }
        }
    }
    for (name, bytes) in site.files.iter().filter(|(name, _)| name.ends_with(".css") || name.ends_with(".js"))
    {
        let text = std::str::from_utf8(bytes).unwrap();
        for url in css_urls(text) {
            if !matches!(site.follow(name, &url), Ok(Some(_))) {
                complaints.say(name, format!("loads {url}"));
            }
        }
    }
    complaints.none();
}

#[test]
fn every_page_is_whole() {
    let site = home();
    let mut complaints = Complaints::default();
    let mut canonicals: BTreeMap<String, String> = BTreeMap::new();
    for (name, page) in &site.pages {
        let count = |element: &str| page.nodes.iter().filter(|node| node.opens(element)).count();
        for element in ["html", "head", "body", "main", "h1"] {
            if count(element) != 1 {
                complaints.say(name, format!("{} <{element}>", count(element)));
            }
        }
        // Pictures may have titles too.
        for element in ["title", "h1"] {
            if text_of(&page.nodes, element).is_none_or(|text| text.is_empty()) {
                complaints.say(name, format!("no <{element}>, or an empty one"));
            }
        }
        let html = page.nodes.iter().find(|node| node.opens("html")).unwrap();
        if html.attribute("lang").is_none_or(str::is_empty) {
            complaints.say(name, "no language");
        }
        let head = page.nodes.iter().position(|node| *node == Node::Close("head".to_string())).unwrap();
        let head = &page.nodes[..head];
        let canonical: Vec<&str> = head
            .iter()
            .filter(|node| node.attribute("rel") == Some("canonical"))
            .filter_map(|node| node.attribute("href"))
            .collect();
        let own = format!("{}{}{}", site.origin, site.base, name.strip_suffix("index.html").unwrap_or(name));
        match canonical[..] {
            [] if name == "404.html" => {}
            [url] if page.is_redirect == (url != own) => {
                if let Some(other) = canonicals
                    .insert(url.to_string(), name.clone())
                    .filter(|_| !page.is_redirect && !site.pages[name].is_redirect)
                {
                    complaints.say(name, format!("shares its canonical URL with {other}"));
                }
            }
            _ => complaints.say(name, format!("canonical {canonical:?}")),
        }
        let mut seen = BTreeSet::new();
        for node in &page.nodes {
            if let Some(id) = node.attribute("id")
                && (!seen.insert(id) || id.is_empty() || id.contains(char::is_whitespace))
            {
                complaints.say(name, format!("the id {id:?} is twice there, or none"));
            }
            for attribute in
                ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list"]
            {
                for id in node.attribute(attribute).iter().flat_map(|ids| ids.split_whitespace()) {
                    if !page.ids.contains(id) {
                        complaints.say(name, format!("{attribute}=\"{id}\" names no element"));
                    }
                }
            }
            if node.opens("img") && node.attribute("alt").is_none() {
                complaints.say(name, "an image without alt");
            }
        }
        if let Some(what) = badly_nested(&page.nodes) {
            complaints.say(name, what);
        }
    }
    complaints.none();
}

/// The first end tag that does not close what was opened last. Templates close all they open.
fn badly_nested(nodes: &[Node]) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    for node in nodes {
        match node {
            // In pictures elements close themselves; they are not looked into.
            Node::Open { name, .. } if VOID.contains(&name.as_str()) => {}
            Node::Open { name, .. } if open.contains(&"svg") && name != "svg" => {}
            Node::Open { name, .. } => open.push(name),
            Node::Close(name) if open.contains(&"svg") && name != "svg" => {}
            Node::Close(name) => match open.pop() {
                Some(last) if last == name => {}
                last => return Some(format!("</{name}> closes {last:?}")),
            },
            Node::Text(_) => {}
        }
    }
    (!open.is_empty()).then(|| format!("not closed: {open:?}"))
}

#[test]
fn headings_skip_no_level() {
    let site = home();
    let mut complaints = Complaints::default();
    for (name, page) in site.whole_pages() {
        let mut last = 0;
        for node in &page.nodes {
            let Node::Open { name: element, .. } = node else { continue };
            let Some(level) = element.strip_prefix('h').and_then(|level| level.parse::<usize>().ok()) else {
                continue;
            };
            if level > last + 1 {
                complaints.say(name, format!("<h{level}> after <h{last}>"));
            }
            last = level;
        }
    }
    complaints.none();
}

#[test]
fn every_entity_has_a_twin_and_feeds() {
    let site = home();
    let mut complaints = Complaints::default();
    let mut entities = 0;
    for (name, page) in site.whole_pages() {
        let parts: Vec<&str> = name.split('/').collect();
        let [kind, _, .., "index.html"] = parts[..] else { continue };
        let folder = name.strip_suffix("index.html").unwrap();
        let own = parts.len() == 3;
        let twin = match kind {
            "countries" | "people" | "organizations" | "topics" | "stories" => true,
            "relations" if own => false,
            _ => continue,
        };
        entities += 1;
        for (file, wanted) in [("index.json", twin), ("feed.xml", own), ("feed.json", own && twin)] {
            let link = page.nodes.iter().find(|node| {
                node.opens("link") && node.attribute("href") == Some(&format!("/{folder}{file}"))
            });
            if wanted && (!site.files.contains_key(&format!("{folder}{file}")) || link.is_none()) {
                complaints.say(name, format!("no {file}, or no <link> to it"));
            }
        }
        if twin {
            let json = site.json(&format!("{folder}index.json"));
            let heading = text_of(&page.nodes, "h1").unwrap();
            if !heading.contains(json["name"].as_str().unwrap()) {
                complaints.say(name, format!("the twin is named {}, the page {heading}", json["name"]));
            }
            let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["about", "facts", "id", "kind", "mentioned", "name", "next", "totals", "url"]);
        }
    }
    assert!(entities > 80, "{entities}");
    complaints.none();
}

#[test]
fn every_entity_has_a_hover_card() {
    let site = home();
    let cards: Vec<&String> = site.files.keys().filter(|name| name.ends_with("/hover-card.json")).collect();
    let mut complaints = Complaints::default();
    for name in &cards {
        let card = site.json(name);
        let folder = name.strip_suffix("hover-card.json").unwrap();
        if card["url"] != format!("/{folder}") || card["name"].as_str().is_none_or(str::is_empty) {
            complaints.say(name, "another entity's card");
        }
        for headline in card["latest"].as_array().unwrap() {
            let page = headline["url"].as_str().unwrap()[1..].to_string() + "index.html";
            if !site.pages.contains_key(&page) {
                complaints.say(name, format!("leads to {page}"));
            }
        }
        if site.files[*name].len() > 2048 {
            complaints.say(name, "not small");
        }
    }
    complaints.none();
    let entities = ["people", "countries", "organizations", "topics"];
    let pages = site.whole_pages().filter(|(name, _)| {
        entities.iter().any(|kind| name.starts_with(&format!("{kind}/"))) && name.matches('/').count() == 2
    });
    assert_eq!(cards.len(), pages.count());
    // Of two offices that cover a day the later one stands first: the browser takes the first.
    let qureshi = site.json("people/shah-mahmood-qureshi/hover-card.json");
    let from: Vec<&str> =
        qureshi["offices"].as_array().unwrap().iter().map(|it| it["from"].as_str().unwrap()).collect();
    assert_eq!(from, ["2018-08-20", "2008-03-31"]);
}

#[test]
fn the_sitemap_lists_what_may_be_indexed_and_nothing_else() {
    let site = home();
    let listed: BTreeSet<String> = xml_urls(&nodes(site.text("sitemap.xml"))).into_iter().collect();
    let indexed: BTreeSet<String> = site
        .whole_pages()
        .filter(|(name, page)| {
            *name != "404.html"
                && !page.nodes.iter().any(|node| {
                    node.attribute("name") == Some("robots")
                        && node.attribute("content").is_some_and(|content| content.contains("noindex"))
                })
        })
        .map(|(name, _)| format!("{HOME}{}", name.strip_suffix("index.html").unwrap_or(name)))
        .collect();
    assert_eq!(listed, indexed);
    let redirects = site.pages.values().filter(|page| page.is_redirect);
    assert!(redirects.clone().count() > 0);
    // A redirect names its target as the canonical page; asking to be left out as well would contradict that.
    for page in redirects {
        assert!(page.nodes.iter().any(|node| node.attribute("rel") == Some("canonical")));
        assert!(!page.nodes.iter().any(|node| node.attribute("content") == Some("noindex")));
    }
}

#[test]
fn every_page_can_be_reached_from_the_home_page() {
    let site = home();
    let mut reached: BTreeSet<String> = BTreeSet::from(["index.html".to_string()]);
    let mut todo = vec!["index.html".to_string()];
    while let Some(name) = todo.pop() {
        for node in site.pages.get(&name).map_or(&[][..], |page| &page.nodes) {
            if let Some(Ok(Some((file, _)))) =
                node.attribute("href").filter(|_| node.opens("a")).map(|url| site.follow(&name, url))
                && reached.insert(file.clone())
            {
                todo.push(file);
            }
        }
    }
    let lost: Vec<&String> = site
        .whole_pages()
        .map(|(name, _)| name)
        .filter(|name| !reached.contains(*name) && *name != "404.html")
        .collect();
    assert_eq!(lost, Vec::<&String>::new());
}

#[test]
fn feeds_are_whole() {
    let site = home();
    let mut complaints = Complaints::default();
    for name in site.files.keys().filter(|name| name.ends_with(".xml")) {
        let text = site.text(name);
        let nodes = nodes(text);
        let count = |element: &str| nodes.iter().filter(|node| node.opens(element)).count();
        if !text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
            || text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t'))
        {
            complaints.say(name, "no XML");
        }
        if name.ends_with("feed.xml") {
            let entries = count("entry");
            if count("id") != entries + 1
                || count("updated") != entries + 1
                || count("title") != entries + 1
                || entries > 30
            {
                complaints.say(name, "an Atom feed without ids, titles or dates");
            }
        }
    }
    for name in site.files.keys().filter(|name| name.ends_with("feed.json")) {
        let feed = site.json(name);
        let items = feed["items"].as_array().unwrap();
        let ids: BTreeSet<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
        if feed["version"] != "https://jsonfeed.org/version/1.1"
            || ids.len() != items.len()
            || items.len() > 30
        {
            complaints.say(name, "a JSON Feed without a version or ids");
        }
        for item in items {
            if item["content_html"].is_null() && item["content_text"].is_null() {
                complaints.say(name, "an item without content_html or content_text");
            }
            if item["url"].is_null() || item["date_published"].is_null() {
                complaints.say(name, "an item without url or date");
            }
        }
    }
    complaints.none();
}

#[test]
fn the_repository_is_not_written_into() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR"));
    let traces = || ["public", ".public.dateline"].map(|name| place.join(name).exists());
    let before = traces();
    build(&[]);
    assert_eq!(before, traces());
}
