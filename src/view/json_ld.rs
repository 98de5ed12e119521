//! JSON-LD (schema.org) for the head of pages.

use serde_json::{Value, json};

use super::Head;
use super::article::ImageView;
use crate::digest::{Digest, Ix};
use crate::entity::{CountryId, EntityId, Subject};
use crate::record::{Organization, Person};
use crate::route::Route;

/// JSON that can stand in a script element: `<` is escaped, so that no text ends it or opens a comment.
fn script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

fn graph(page: &Head, digest: &Digest, main: Value) -> String {
    let mut graph = vec![main];
    if page.breadcrumbs.len() > 1 {
        let items = page.breadcrumbs.iter().enumerate().map(|(place, link)| {
            json!({"@type": "ListItem", "position": place + 1, "name": link.name, "item": digest.config.absolute(&link.url)})
        });
        graph.push(json!({"@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>()}));
    }
    script(&json!({"@context": "https://schema.org", "@graph": graph}))
}

/// Keys whose value is null say nothing and are left out.
fn without_nulls(mut value: Value) -> Value {
    if let Value::Object(map) = &mut value {
        map.retain(|_, value| !value.is_null());
    }
    value
}

/// The pages elsewhere that are about the same entity.
fn same_as(digest: &Digest, id: EntityId) -> Vec<String> {
    let wikidata = |id: &Option<String>| id.as_ref().map(|id| format!("https://www.wikidata.org/wiki/{id}"));
    match id {
        EntityId::Country(id) => {
            let own = digest.country_files.get(&id).and_then(|file| wikidata(&file.wikidata));
            // XK is a user-assigned code that ISO does not list.
            let iso = (id.as_str() != "XK").then(|| format!("https://www.iso.org/obp/ui/#iso:code:3166:{}", id.as_str()));
            own.into_iter().chain(iso).collect()
        }
        EntityId::Person(id) => digest.people.get(&id).and_then(|it| wikidata(&it.wikidata)).into_iter().collect(),
        EntityId::Organization(id) => {
            let it = digest.organizations.get(&id);
            it.and_then(|it| wikidata(&it.wikidata)).into_iter().chain(it.and_then(|it| it.url.clone())).collect()
        }
        EntityId::Topic(_) => Vec::new(),
    }
}

fn thing(digest: &Digest, id: EntityId) -> Value {
    let kind = match id {
        EntityId::Country(_) => "Country",
        EntityId::Person(_) => "Person",
        EntityId::Organization(_) => "Organization",
        EntityId::Topic(_) => "Thing",
    };
    let url = digest.config.absolute(&Route::Subject(Subject::Entity(id), None).url(digest));
    let same_as = same_as(digest, id);
    let same_as = if same_as.is_empty() { Value::Null } else { json!(same_as) };
    without_nulls(json!({"@type": kind, "@id": url, "name": digest.entity_name(id), "url": url, "sameAs": same_as}))
}

/// A `NewsArticle` that is based on the report it digests.
pub(super) fn article(digest: &Digest, ix: Ix, page: &Head, image: Option<&ImageView>) -> String {
    let entry = digest.entry(ix);
    let article = &entry.article;
    let countries = entry.countries.iter().map(|id| EntityId::Country(*id));
    let people = entry.people.iter().map(|id| EntityId::Person(*id));
    let organizations = entry.organizations.iter().map(|id| EntityId::Organization(*id));
    let topics = entry.topics.iter().map(|id| EntityId::Topic(*id));
    let about: Vec<Value> = countries.chain(people).chain(organizations).chain(topics).map(|id| thing(digest, id)).collect();
    let is_about = |id: EntityId| {
        let url = digest.config.absolute(&Route::Subject(Subject::Entity(id), None).url(digest));
        about.iter().any(|thing| thing["@id"] == url)
    };
    let mentions: Vec<Value> =
        entry.mentions.iter().map(|mention| mention.entity).filter(|id| !is_about(*id)).map(|id| thing(digest, id)).collect();
    let sources: Vec<Value> = article
        .sources
        .iter()
        .map(|source| {
            without_nulls(json!({
                "@type": "CreativeWork",
                "headline": source.title,
                "url": source.url,
                "author": source.author.as_ref().map(|name| json!({"@type": "Person", "name": name})),
                "datePublished": source.date.map(|date| date.to_string()),
                "publisher": {"@type": "Organization", "name": digest.config.outlet_name(&source.name)},
            }))
        })
        .collect();
    let publisher = json!({"@type": "Organization", "name": digest.config.title, "url": digest.config.absolute(&digest.config.base_path)});
    let author = match article.author.as_ref().or(digest.config.editor.as_ref()) {
        Some(name) => json!({"@type": "Person", "name": name}),
        None => publisher.clone(),
    };
    let list = |values: Vec<Value>| if values.is_empty() { Value::Null } else { Value::Array(values) };
    let corrections = article.corrections.iter().map(|it| json!({"@type": "CorrectionComment", "text": it.text, "datePublished": it.date.day.to_string()}));
    let main = without_nulls(json!({
        "@type": "NewsArticle",
        "@id": page.canonical,
        "mainEntityOfPage": page.canonical,
        "url": page.canonical,
        "headline": article.title,
        "description": article.summary,
        "inLanguage": article.language.as_ref().unwrap_or(&digest.config.language),
        "datePublished": article.date.rfc3339,
        "dateModified": page.modified,
        "dateline": article.dateline.as_ref().map(|dateline| dateline.place.clone()),
        "isBasedOn": list(sources),
        "about": list(about),
        "mentions": list(mentions),
        "correction": list(corrections.collect()),
        "image": image.map(|image| digest.config.absolute(&image.url)),
        "author": author,
        "publisher": publisher,
        "wordCount": article.body.words,
        "isAccessibleForFree": true,
    }));
    graph(page, digest, main)
}

/// A `Person` with the page that is about them.
pub(super) fn person(digest: &Digest, person: &Person, role: Option<&str>, page: &Head) -> String {
    let mut main = thing(digest, EntityId::Person(person.id));
    let names: Vec<&str> = person.aliases.iter().map(|alias| alias.value.as_str()).collect();
    main["description"] = json!(person.summary);
    main["jobTitle"] = json!(role);
    main["birthDate"] = json!(person.born.map(|date| date.to_string()));
    main["deathDate"] = json!(person.died.map(|date| date.to_string()));
    main["alternateName"] = if names.is_empty() { Value::Null } else { json!(names) };
    graph(page, digest, without_nulls(main))
}

/// A `Country` with the page that is about it.
pub(super) fn country(digest: &Digest, id: CountryId, page: &Head) -> String {
    let mut main = thing(digest, EntityId::Country(id));
    main["identifier"] = json!(id.as_str());
    main["description"] = json!(page.description);
    graph(page, digest, main)
}

/// An `Organization` with the page that is about it.
pub(super) fn organization(digest: &Digest, it: &Organization, page: &Head) -> String {
    let mut main = thing(digest, EntityId::Organization(it.id));
    main["description"] = json!(it.summary);
    main["alternateName"] = json!(it.acronym);
    graph(page, digest, without_nulls(main))
}

/// A `CollectionPage`: lists, directories, editions.
pub(super) fn collection(digest: &Digest, page: &Head) -> String {
    let main = json!({"@type": "CollectionPage", "@id": page.canonical, "url": page.canonical, "name": page.title, "description": page.description});
    graph(page, digest, main)
}

/// The `WebSite` itself.
pub(super) fn site(digest: &Digest, page: &Head) -> String {
    let main = json!({
        "@type": "WebSite",
        "@id": page.canonical,
        "url": page.canonical,
        "name": digest.config.title,
        "description": digest.config.description,
        "inLanguage": digest.config.language,
    });
    graph(page, digest, main)
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_text_ends_the_script() {
        let title = "</script><!-- é";
        let json = super::script(&serde_json::json!({"headline": title}));
        assert!(!json.contains('<'));
        let back: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(back["headline"], title);
    }
}
