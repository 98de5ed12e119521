//! JSON Feed 1.1 (jsonfeed.org).

use serde_json::{Map, Value, json};

use super::{absolute, articles, author, categories, content, entry_id, page, title};
use crate::digest::Ix;
use crate::route::{FeedOf, Format, Route};
use crate::view::Scene;

/// A feed; the site's carries bodies, all others summaries.
pub(super) fn render(scene: &Scene<'_>, of: FeedOf) -> Vec<u8> {
    let digest = scene.digest;
    let mut head = Map::new();
    head.insert("version".into(), "https://jsonfeed.org/version/1.1".into());
    head.insert("title".into(), title(digest, of).into());
    head.insert("home_page_url".into(), absolute(digest, &page(of)).into());
    head.insert("feed_url".into(), absolute(digest, &Route::Feed(of, Format::Json)).into());
    if of == FeedOf::Site && !digest.config.description.is_empty() {
        head.insert("description".into(), digest.config.description.as_str().into());
    }
    head.insert("language".into(), digest.config.language.as_str().into());
    let editor = digest.config.editor.as_deref().unwrap_or(&digest.config.title);
    head.insert("authors".into(), json!([{ "name": editor }]));
    let items: Vec<String> = articles(digest, of)
        .into_iter()
        .map(|ix| match of {
            FeedOf::Site => item(scene, ix, content(scene, ix)),
            FeedOf::Subject(_) => {
                scene.fragments.json[ix as usize].get_or_init(|| item(scene, ix, None).into()).to_string()
            }
        })
        .collect();
    let mut json = Value::Object(head).to_string();
    json.truncate(json.len() - 1);
    json.push_str(",\"items\":[");
    json.push_str(&items.join(","));
    json.push_str("]}\n");
    json.into_bytes()
}

fn item(scene: &Scene<'_>, ix: Ix, content: Option<String>) -> String {
    let digest = scene.digest;
    let entry = digest.entry(ix);
    let article = &entry.article;
    let mut item = Map::new();
    let mut set = |key: &str, value: Value| item.insert(key.to_string(), value);
    set("id", entry_id(digest, entry).into());
    set("url", absolute(digest, &Route::Article(ix)).into());
    if let Some(url) = article.sources.iter().find_map(|source| source.url.as_ref()) {
        set("external_url", url.as_str().into());
    }
    set("title", article.title.as_str().into());
    match content {
        Some(content) => set("content_html", content.into()),
        None => set("content_text", article.summary.as_str().into()),
    };
    if !article.summary.is_empty() {
        set("summary", article.summary.as_str().into());
    }
    set("date_published", article.date.rfc3339.as_str().into());
    set("date_modified", article.modified().rfc3339.as_str().into());
    set("authors", json!([{ "name": author(digest, entry) }]));
    set("tags", categories(digest, entry).into());
    if let Some(language) = &article.language {
        set("language", language.as_str().into());
    }
    Value::Object(item).to_string()
}
