//! `digest.yaml`, strictly: what the editor decides about the whole digest. Never holds anything derived.

mod base_url;
mod outlets;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::diagnostic::{Code, Diagnostic, Span, closest};
use crate::front_matter::{self, Fields};
use crate::input::{Content, Input};
use crate::input_path::InputPath;

pub use base_url::is_base_url;

/// The settings of a digest.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The digest's name.
    pub title: String,
    /// One sentence about it, for feeds and search engines.
    pub description: String,
    /// Scheme and host of the published site, without a final slash: `https://example.org`.
    pub origin: String,
    /// The path that the site lies under, with a final slash: `/`, `/digest/`.
    pub base_path: String,
    /// BCP 47 tag of the digest's language.
    pub language: String,
    /// The zone in which dates without one are meant, and days begin.
    pub time_zone: TimeZone,
    /// Who edits the digest.
    pub editor: Option<String>,
    /// Where readers reach the editor, as a URL: `mailto:` or the web.
    pub contact: Option<String>,
    /// The authority of the tag URIs (RFC 4151) that identify feed entries: `example.org,2018`.
    pub feed_authority: String,
    /// The period of an edition.
    pub edition: EditionPeriod,
    /// Articles on a full page of a list.
    pub per_page: usize,
    /// Articles that two countries must share to have a page.
    pub relations_minimum: usize,
    /// What the search finds.
    pub search: Search,
    /// Whether raw HTML in Markdown goes into pages.
    pub raw_html: bool,
    /// Other spellings of an outlet's name, folded, and the name to show.
    pub outlets: BTreeMap<String, String>,
    /// The keys whose values could not be read, so that they have their defaults.
    unread: Vec<String>,
}

/// How long an edition lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditionPeriod {
    /// A day.
    Daily,
    /// An ISO 8601 week.
    Weekly,
}

/// What the search of the published site finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Names, headlines and summaries.
    Names,
    /// Full text too.
    Full,
}

const KEYS: [&str; 14] = [
    "title",
    "description",
    "base_url",
    "language",
    "time_zone",
    "editor",
    "contact",
    "feed_authority",
    "edition",
    "per_page",
    "relations",
    "search",
    "raw_html",
    "outlets",
];

impl Default for Config {
    fn default() -> Config {
        Config {
            title: "Digest".to_string(),
            description: String::new(),
            origin: "http://localhost".to_string(),
            base_path: "/".to_string(),
            language: "en".to_string(),
            time_zone: TimeZone::UTC,
            editor: None,
            contact: None,
            feed_authority: "localhost,2026".to_string(),
            edition: EditionPeriod::Daily,
            per_page: 50,
            relations_minimum: 3,
            search: Search::Names,
            raw_html: false,
            outlets: BTreeMap::new(),
            unread: Vec::new(),
        }
    }
}

/// Reads `digest.yaml`; what cannot be read keeps its default, and is a diagnostic. `base_url` overrides the file's.
pub fn parse(input: Option<&Input>, base_url: Option<&str>) -> (Config, Vec<Diagnostic>) {
    let file = InputPath::new("digest.yaml");
    let unread = || Config { unread: KEYS.map(str::to_string).to_vec(), ..Config::default() };
    let Some(input) = input else {
        let diagnostic =
            Diagnostic::error(Code::BadFile, Span::whole(&file), "there is no digest.yaml".to_string());
        return (
            unread(),
            vec![diagnostic.hint("put it back: it gives the digest's `title` and `base_url`")],
        );
    };
    if matches!(input.content, Content::Broken(_)) {
        return (unread(), Vec::new());
    }
    let text = input.text();
    let text_start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let node = match front_matter::parse(&file, &text[text_start..], text_start) {
        Ok(node) => node,
        Err(diagnostic) => return (unread(), vec![diagnostic]),
    };
    let mut config = Config::default();
    let mut diagnostics = Vec::new();
    let mut fields = Fields::new(&file, &node, &KEYS, &mut diagnostics);
    if let Some(title) = fields.required("title") {
        config.title = title.value;
    }
    if let Some(description) = fields.text("description") {
        config.description = description.value;
    }
    base_url::read(&mut config, &mut fields, base_url);
    if let Some(language) = fields.language("language") {
        config.language = language;
    }
    if let Some(zone) = fields.text("time_zone") {
        match TimeZone::get(&zone.value) {
            Ok(found) => config.time_zone = found,
            Err(_) => fields.error(
                Code::BadValue,
                &zone.range,
                format!("there is no time zone `{}`", zone.value),
                zone_meant(&zone.value).map_or_else(
                    || "write a name of the IANA database: Asia/Karachi, Europe/London, UTC".to_string(),
                    |zone| format!("did you mean `{zone}`?"),
                ),
            ),
        }
    }
    config.editor = fields.text("editor").map(|editor| editor.value);
    read_contact(&mut config, &mut fields);
    let host = config.origin.rsplit("//").next().unwrap_or_default().split(':').next().unwrap_or_default();
    config.feed_authority = format!("{host},2026");
    if let Some(authority) = fields.text("feed_authority") {
        if is_authority(&authority.value) {
            config.feed_authority = authority.value;
        } else {
            let plain = authority.value.trim_start_matches("https://").replace([' ', '/'], "");
            let hint = match is_authority(&plain) {
                true => format!("write `{plain}`"),
                false => "write a domain or e-mail address that was yours in a year, and the year: example.org,2018"
                    .to_string(),
            };
            let message = format!("`{}` is no tag authority", authority.value);
            fields.error(Code::BadValue, &authority.range, message, hint);
        }
    }
    let periods = [("daily", EditionPeriod::Daily), ("weekly", EditionPeriod::Weekly)];
    config.edition = fields.choice("edition", &periods).unwrap_or(config.edition);
    if let Some(per_page) = fields.number("per_page", 5..=500) {
        config.per_page = per_page;
    }
    let searches = [("names", Search::Names), ("full", Search::Full)];
    config.search = fields.choice("search", &searches).unwrap_or(config.search);
    config.raw_html = fields.flag("raw_html").unwrap_or(false);
    outlets::read(&mut config, &mut fields);
    if let Some(relations) = fields.node("relations") {
        let minimum =
            Fields::new(&file, relations, &["minimum"], fields.diagnostics()).number("minimum", 1..=1000);
        config.relations_minimum = minimum.unwrap_or(config.relations_minimum);
    }
    config.unread = fields.unread(&KEYS);
    (config, diagnostics)
}

/// The time zone whose name, or the city in it, is written almost so.
fn zone_meant(name: &str) -> Option<String> {
    let names: Vec<String> = jiff::tz::db().available().map(|zone| zone.to_string()).collect();
    let city = |zone: &&String| {
        zone.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(&name.replace(' ', "_")))
    };
    let by_city = names.iter().find(city).cloned();
    by_city.or_else(|| closest(name, names.iter().map(String::as_str)).map(str::to_string))
}

fn read_contact(config: &mut Config, fields: &mut Fields<'_>) {
    let Some(contact) = fields.text("contact") else { return };
    let plain =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "._-+".contains(c));
    let address = contact.value.strip_prefix("mailto:").unwrap_or(&contact.value);
    match address.split_once('@') {
        Some((name, host)) if plain(name) && plain(host) => {
            config.contact = Some(format!("mailto:{address}"))
        }
        _ if contact.value.contains("://") => config.contact = fields.web_address("contact"),
        _ => fields.error(
            Code::BadValue,
            &contact.range,
            format!("`{}` is neither an e-mail address nor a web address", contact.value),
            "write editor@example.org or https://example.org/contact",
        ),
    }
}

fn is_authority(text: &str) -> bool {
    let Some((name, date)) = text.split_once(',') else { return false };
    let name_ok = name.contains('.')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'@'));
    name_ok
        && (date.len() == 4 || date.len() == 7 || date.len() == 10)
        && crate::date::Partial::parse(date).is_ok()
}

impl Config {
    /// Whether a key has its default only because what is written there cannot be read: nothing is held against it.
    pub fn is_unread(&self, key: &str) -> bool {
        self.unread.iter().any(|unread| unread == key)
    }

    /// Whether a warning may come of such a default alone.
    pub fn is_premature(&self, code: Code) -> bool {
        let key = match code {
            Code::RawHtml => "raw_html",
            Code::SimilarOutlet => "outlets",
            Code::AmbiguousMention
            | Code::UnboundSurname
            | Code::NoHolder
            | Code::NeverNamed
            | Code::OftenNamed => "language",
            _ => return false,
        };
        self.is_unread(key)
    }

    /// The absolute URL of a root-relative one of this site.
    pub fn absolute(&self, url: &str) -> String {
        format!("{}{url}", self.origin)
    }

    /// Whether straight quotes become typographic ones: the rules are English.
    pub fn smart_quotes(&self, language: &str) -> bool {
        language == "en" || language.starts_with("en-")
    }

    /// A span of `digest.yaml`, for what concerns the whole digest.
    pub fn span() -> Span {
        Span::whole(&InputPath::new("digest.yaml"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Inputs;

    fn config(yaml: &str) -> (Config, Vec<String>) {
        let inputs = Inputs::from_texts([("digest.yaml", yaml)]);
        let (config, diagnostics) = parse(inputs.get("digest.yaml"), None);
        (
            config,
            diagnostics
                .into_iter()
                .map(|d| format!("{} ({})", d.message, d.hint.unwrap_or_default()))
                .collect(),
        )
    }

    #[test]
    fn a_base_url_has_a_path() {
        let (config, diagnostics) = config("title: T\nbase_url: https://example.org/news\n");
        assert_eq!((config.origin.as_str(), config.base_path.as_str()), ("https://example.org", "/news/"));
        assert_eq!(diagnostics, Vec::<String>::new());
    }

    #[test]
    fn a_base_url_names_one_place() {
        for good in
            ["https://e.org", "https://e.org/", "http://localhost:8080/a/b/", "https://xn--80aswg.xn--p1ai"]
        {
            assert!(is_base_url(good), "{good}");
        }
        for bad in
            ["https://e.org/a//b/", "https://:80/", "https://e.org:x/", "https://e..org/", "https:///a/"]
        {
            assert!(!is_base_url(bad), "{bad}");
        }
    }

    #[test]
    fn no_file_is_one_message() {
        let (_, diagnostics) = parse(Inputs::default().get("digest.yaml"), None);
        let said: Vec<_> = diagnostics.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(said, ["there is no digest.yaml"]);
    }

    #[test]
    fn mistakes_say_what_to_write() {
        let (_, said) =
            config("titel: T\nbase_url: example.org\ntime_zone: Mars\nedition: hourly\nper_page: 0\n");
        assert_eq!(said.len(), 5, "{said:#?}");
        assert!(said[0].contains("did you mean `title`"), "{said:#?}");
    }

    #[test]
    fn outlets_have_one_spelling() {
        let (config, said) = config(
            "title: T\nbase_url: https://e.org\noutlets:\n  The Express Tribune: [Express Tribune, tribune.com.pk]\n",
        );
        assert_eq!(said, Vec::<String>::new());
        assert_eq!(config.outlet_name("express tribune"), "The Express Tribune");
        assert_eq!(config.outlet_slug("tribune.com.pk"), "the-express-tribune");
    }

    #[test]
    fn a_hint_says_what_to_write() {
        for (key, hint) in [
            ("base_url: example.org/news", "write `https://example.org/news/`"),
            ("base_url: https://example.org/?a=1", "write `https://example.org/`"),
            ("base_url: https://münchen.example/", "write it in letters from a to z"),
            ("base_url: /news/", "write where the site will be published"),
            ("language: pt_BR", "write `pt-BR`"),
            ("time_zone: Karachi", "did you mean `Asia/Karachi`?"),
            ("time_zone: Europe/Londn", "did you mean `Europe/London`?"),
            ("time_zone: UTC+5", "write a name of the IANA database"),
            ("feed_authority: \"https://example.org, 2018\"", "write `example.org,2018`"),
            ("feed_authority: example.org", "write a domain"),
            ("author: A", "did you mean `editor`?"),
            ("url: https://example.org/", "did you mean `base_url`?"),
        ] {
            let base_url = if key.contains("url") { "" } else { "base_url: https://example.org/\n" };
            let text = format!("title: T\n{base_url}{key}\n");
            let inputs = Inputs::from_texts([("digest.yaml", text.as_str())]);
            let found = parse(inputs.get("digest.yaml"), None).1;
            let hints: Vec<&str> = found.iter().filter_map(|found| found.hint.as_deref()).collect();
            assert!(hints.iter().any(|said| said.starts_with(hint)), "{key}: {hints:?}");
        }
    }
}
