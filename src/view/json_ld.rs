//! JSON-LD (schema.org) for the head of pages.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value, json};

use super::article::ImageView;
use super::{Head, Scene};
use crate::digest::{Digest, Ix};
use crate::entity::{CountryId, EntityId, Subject, TopicId};
use crate::record::{Organization, Person};
use crate::route::Route;
use crate::theme::Html;

/// JSON that can stand in a script element: `<` is escaped, so that no text ends it or opens a comment, and so are the
/// two characters that HTML forbids and JSON does not.
fn script<T: Serialize>(value: &T) -> Html {
    let json = serde_json::to_string(value).expect("these values are always JSON");
    // 0xEF begins both of those characters, and few others.
    if memchr::memchr2(b'<', 0xEF, json.as_bytes()).is_none() {
        return json.into();
    }
    json.replace('<', "\\u003c").replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff").into()
}

/// The whole of a page's JSON-LD.
#[derive(Serialize)]
struct Graph<'a, T> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: (T, Breadcrumbs<'a>),
}

#[derive(Serialize)]
struct Breadcrumbs<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<Breadcrumb<'a>>,
}

#[derive(Serialize)]
struct Breadcrumb<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

fn graph<T: Serialize>(digest: &Digest, page: &Head, main: T) -> Html {
    let items = page.trail.iter().enumerate().map(|(place, link)| Breadcrumb {
        kind: "ListItem",
        position: place + 1,
        name: &link.name,
        item: digest.config.absolute(&link.url),
    });
    let breadcrumbs = Breadcrumbs { kind: "BreadcrumbList", items: items.collect() };
    script(&Graph { context: "https://schema.org", graph: (main, breadcrumbs) })
}

/// An entity.
#[derive(Serialize)]
struct Thing<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    /// The same wherever it is spoken of, so that readers of the data see one thing: the URL of its page, of a topic one
    /// on it.
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    url: String,
    #[serde(rename = "sameAs", skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<String>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

fn thing(digest: &Digest, id: EntityId) -> Thing<'_> {
    let url = Route::Subject(Subject::Entity(id), None).absolute_url(digest);
    Thing {
        kind: match id {
            EntityId::Country(_) => "Country",
            EntityId::Person(_) => "Person",
            EntityId::Organization(_) => "Organization",
            EntityId::Topic(_) => "Thing",
        },
        id: match id {
            // Its page is a collection of articles, which is not the topic.
            EntityId::Topic(_) => format!("{url}#topic"),
            _ => url.clone(),
        },
        name: digest.entity_name(id),
        url,
        same_as: same_as(digest, id),
        more: Map::new(),
    }
}

/// An entity as articles name it: the same on every page.
pub(super) fn named(digest: &Digest, id: EntityId) -> Box<RawValue> {
    to_raw_value(&thing(digest, id)).expect("these values are always JSON")
}

/// The pages elsewhere that are about the same entity.
fn same_as(digest: &Digest, id: EntityId) -> Vec<String> {
    let wikidata = |id: &Option<String>| id.as_ref().map(|id| format!("https://www.wikidata.org/wiki/{id}"));
    match id {
        EntityId::Country(id) => {
            let own = digest.country_files.get(&id).and_then(|file| wikidata(&file.wikidata));
            // XK is a user-assigned code that ISO does not list.
            let iso = (id.as_str() != "XK")
                .then(|| format!("https://www.iso.org/obp/ui/#iso:code:3166:{}", id.as_str()));
            own.into_iter().chain(iso).collect()
        }
        EntityId::Person(id) => {
            digest.people.get(&id).and_then(|it| wikidata(&it.wikidata)).into_iter().collect()
        }
        EntityId::Organization(id) => {
            let it = digest.organizations.get(&id);
            it.and_then(|it| wikidata(&it.wikidata))
                .into_iter()
                .chain(it.and_then(|it| it.url.clone()))
                .collect()
        }
        EntityId::Topic(_) => Vec::new(),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewsArticle<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    main_entity_of_page: &'a str,
    url: &'a str,
    headline: &'a str,
    description: &'a str,
    in_language: &'a str,
    date_published: &'a str,
    date_modified: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dateline: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    is_based_on: Vec<Report<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Cow<'a, RawValue>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Cow<'a, RawValue>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    author: Named<'a>,
    publisher: Named<'a>,
    word_count: usize,
    is_accessible_for_free: bool,
}

/// The outlet's report.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    publisher: Named<'a>,
}

/// A person or organization of which only the name is known.
#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// A `NewsArticle` that is based on the report it digests.
pub(super) fn article(scene: &Scene<'_>, ix: Ix, page: &Head, image: Option<&ImageView>) -> Html {
    let digest = scene.digest;
    let entry = digest.entry(ix);
    let article = &entry.article;
    let mentioned = entry.mentions.iter().map(|mention| mention.entity).filter(|id| !entry.is_about(*id));
    let called = |kind, name| Named { kind, name, url: None };
    let reports = article.sources.iter().map(|source| Report {
        kind: "CreativeWork",
        headline: source.title.as_deref(),
        url: source.url.as_deref(),
        author: source.author.as_deref().map(|name| called("Person", name)),
        date_published: source.date.map(|date| date.to_string()),
        publisher: called("Organization", digest.config.outlet_name(&source.name)),
    });
    let corrections = article.corrections.iter().map(
        |it| json!({"@type": "CorrectionComment", "text": it.text, "datePublished": it.date.day.to_string()}),
    );
    let publisher = || Named {
        kind: "Organization",
        name: &digest.config.title,
        url: Some(digest.config.absolute(&digest.config.base_path)),
    };
    let main = NewsArticle {
        kind: "NewsArticle",
        id: &page.canonical,
        main_entity_of_page: &page.canonical,
        url: &page.canonical,
        headline: &article.title,
        description: &article.summary,
        in_language: article.language.as_ref().unwrap_or(&digest.config.language),
        date_published: article.date.iso(),
        date_modified: article.modified().iso(),
        dateline: article.dateline.as_ref().map(|dateline| dateline.place.as_str()),
        is_based_on: reports.collect(),
        about: entry.about().map(|id| scene.thing(id)).collect(),
        mentions: mentioned.map(|id| scene.thing(id)).collect(),
        correction: corrections.collect(),
        image: image.map(|image| digest.config.absolute(&image.url)),
        author: match article.author.as_ref().or(digest.config.editor.as_ref()) {
            Some(name) => called("Person", name),
            None => publisher(),
        },
        publisher: publisher(),
        word_count: article.body.words,
        is_accessible_for_free: true,
    };
    graph(digest, page, main)
}

fn with(mut thing: Thing<'_>, more: Value) -> Thing<'_> {
    if let Value::Object(mut more) = more {
        more.retain(|_, value| !value.is_null());
        thing.more = more;
    }
    thing
}

/// A `Person` with the page that is about them.
pub(super) fn person(digest: &Digest, person: &Person, role: Option<&str>, page: &Head) -> Html {
    let names: Vec<&str> = person.aliases.iter().map(|alias| alias.value.as_str()).collect();
    let more = json!({
        "description": person.summary,
        "jobTitle": role,
        "birthDate": person.born.map(|date| date.to_string()),
        "deathDate": person.died.map(|date| date.to_string()),
        "image": page.image,
        "alternateName": if names.is_empty() { Value::Null } else { json!(names) },
    });
    graph(digest, page, with(thing(digest, EntityId::Person(person.id)), more))
}

/// A `Country` with the page that is about it.
pub(super) fn country(digest: &Digest, id: CountryId, summary: Option<&str>, page: &Head) -> Html {
    let more = json!({"identifier": id.as_str(), "description": summary});
    graph(digest, page, with(thing(digest, EntityId::Country(id)), more))
}

/// An `Organization` with the page that is about it.
pub(super) fn organization(digest: &Digest, it: &Organization, page: &Head) -> Html {
    let more = json!({"description": it.summary, "alternateName": it.acronym});
    graph(digest, page, with(thing(digest, EntityId::Organization(it.id)), more))
}

/// A page as such.
#[derive(Serialize)]
struct WebPage<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    url: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
}

/// A `CollectionPage`: lists, directories, editions.
pub(super) fn collection(digest: &Digest, page: &Head) -> Html {
    graph(digest, page, web_page("CollectionPage", page))
}

/// The `CollectionPage` of what is written about a topic.
pub(super) fn topic(digest: &Digest, id: TopicId, page: &Head) -> Html {
    let mut main = value(web_page("CollectionPage", page));
    main["about"] = value(thing(digest, EntityId::Topic(id)));
    graph(digest, page, main)
}

/// The `WebSite` itself.
pub(super) fn site(digest: &Digest, page: &Head) -> Html {
    let publisher = digest.config.editor.as_ref();
    // What the site is, not what is new on it.
    let site = WebPage { description: &digest.config.description, ..web_page("WebSite", page) };
    let mut main = value(site);
    main["inLanguage"] = json!(digest.config.language);
    if let Some(editor) = publisher {
        main["editor"] = json!({"@type": "Person", "name": editor});
    }
    script(&json!({"@context": "https://schema.org", "@graph": [main]}))
}

fn value(of: impl Serialize) -> Value {
    serde_json::to_value(of).expect("these values are always JSON")
}

fn web_page<'a>(kind: &'static str, page: &'a Head) -> WebPage<'a> {
    WebPage {
        kind,
        id: &page.canonical,
        url: &page.canonical,
        name: &page.title,
        description: &page.description,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_text_ends_the_script() {
        let title = "</script><!-- é\u{ffff}";
        let html = super::script(&serde_json::json!({"headline": title}));
        let json = html.as_str();
        assert!(!json.contains(['<', '\u{ffff}']));
        let back: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(back["headline"], title);
    }
}
