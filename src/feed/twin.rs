//! `index.json` beside every entity's and story's page: the same facts and articles for programs.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::atlas;
use crate::digest::{Digest, Ix, Pages};
use crate::entity::{EntityId, Subject};
use crate::route::Route;
use crate::view::Scene;

/// The twin of a subject's page.
pub fn render(scene: &Scene<'_>, subject: Subject, number: Option<usize>) -> Vec<u8> {
    let digest = scene.digest;
    let coverage = digest.coverage(subject);
    let pages = |list: &[Ix]| Pages::new(list.len(), digest.config.per_page);
    let (about, mentioned) = (pages(&coverage.about), pages(&coverage.mentioned));
    let numbered = about.numbered().max(mentioned.numbered());
    let older = match number {
        None => (numbered > 0).then_some(numbered),
        Some(number) => (number > 1).then(|| number - 1),
    };
    let (kind, id) = match &subject {
        Subject::Entity(id) => (id.kind(), id.key().to_string()),
        Subject::Story(id) => ("story", id.as_str().to_string()),
        Subject::Outlet(id) => ("outlet", id.as_str().to_string()),
        Subject::Relation(_) => ("relation", digest.subject_name(subject)),
    };
    let mut head = Map::new();
    head.insert("kind".into(), kind.into());
    head.insert("id".into(), id.into());
    head.insert("name".into(), digest.subject_name(subject).into());
    head.insert("url".into(), Route::Subject(subject, None).url(digest).into());
    head.insert("facts".into(), facts(digest, subject));
    head.insert(
        "totals".into(),
        json!({"about": coverage.about.len(), "mentioned": coverage.mentioned.len()}),
    );
    head.insert("next".into(), older.map(|older| Route::Twin(subject, Some(older)).url(digest)).into());
    let range = |pages: &Pages| match number {
        Some(number) if number > pages.numbered() => 0..0,
        number => pages.range(number),
    };
    let entries = range(&about).len() + range(&mentioned).len();
    let mut json = String::with_capacity(4096 + entries * 768);
    json.push_str(&Value::Object(head).to_string());
    json.truncate(json.len() - 1);
    for (name, list, pages) in
        [("about", &coverage.about, about), ("mentioned", &coverage.mentioned, mentioned)]
    {
        json.push_str(&format!(",\"{name}\":["));
        for (place, ix) in list[range(&pages)].iter().enumerate() {
            if place > 0 {
                json.push(',');
            }
            json.push_str(scene.fragments.twin[*ix as usize].get_or_init(|| card(digest, *ix).into()));
        }
        json.push(']');
    }
    json.push_str("}\n");
    json.into_bytes()
}

/// An article in a twin's lists.
#[derive(Serialize)]
struct Card<'a> {
    countries: Vec<&'a str>,
    date: &'a str,
    id: &'a str,
    /// BCP 47 tag where it is not the digest's.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    people: Vec<&'a str>,
    source: Option<Source<'a>>,
    summary: &'a str,
    title: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Source<'a> {
    name: &'a str,
    url: Option<&'a str>,
}

fn card(digest: &Digest, ix: Ix) -> String {
    let entry = digest.entry(ix);
    let article = &entry.article;
    let source = article
        .sources
        .first()
        .map(|source| Source { name: digest.config.outlet_name(&source.name), url: source.url.as_deref() });
    let card = Card {
        countries: entry.countries.iter().map(|id| id.as_str()).collect(),
        date: article.date.iso(),
        id: article.id.as_str(),
        language: article.language.as_deref().filter(|language| *language != digest.config.language),
        people: entry.people.iter().map(|id| id.as_str()).collect(),
        source,
        summary: &article.summary,
        title: &article.title,
        url: Route::Article(ix).url(digest),
    };
    serde_json::to_string(&card).expect("this value is always JSON")
}

fn facts(digest: &Digest, subject: Subject) -> Value {
    match subject {
        Subject::Entity(EntityId::Country(id)) => {
            let country = atlas::country(id);
            let summary = digest.country_files.get(&id).and_then(|file| file.summary.as_deref());
            let capital = country.capitals.join(", ");
            json!({"code": id.as_str(), "region": country.region, "capital": capital, "summary": summary})
        }
        Subject::Entity(EntityId::Person(id)) => {
            let person = &digest.people[&id];
            let offices = person.offices.iter().map(|office| {
                let of = digest.office_of(office).map(|of| json!({"kind": of.kind(), "id": of.key()}));
                json!({
                    "title": office.title,
                    "of": of,
                    "from": office.from.map(|date| date.to_string()),
                    "to": office.to.map(|date| date.to_string()),
                })
            });
            let country = digest.country_of(person.country.as_ref());
            json!({
                "country": country.map(|id| id.as_str().to_string()),
                "role": person.role,
                "summary": person.summary,
                "born": person.born.map(|date| date.to_string()),
                "died": person.died.map(|date| date.to_string()),
                "offices": offices.collect::<Vec<_>>(),
            })
        }
        Subject::Entity(EntityId::Organization(id)) => {
            let it = &digest.organizations[&id];
            json!({"acronym": it.acronym, "role": it.role, "summary": it.summary})
        }
        Subject::Entity(EntityId::Topic(id)) => json!({"summary": digest.topics[&id].summary}),
        Subject::Story(id) => {
            json!({"summary": digest.stories[&id].summary, "closed": digest.stories[&id].closed})
        }
        Subject::Outlet(_) | Subject::Relation(_) => json!({}),
    }
}
