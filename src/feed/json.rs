//! JSON Feed 1.1 (jsonfeed.org).

use serde::Serialize;

use super::{ENTRIES, absolute, articles, author, categories, content, entry_id, page, title};
use crate::digest::Ix;
use crate::route::{FeedOf, Format, Route};
use crate::view::Scene;

/// A feed; the site's carries bodies, all others summaries.
pub(super) fn render(scene: &Scene<'_>, of: FeedOf) -> Vec<u8> {
    let digest = scene.digest;
    let head = Head {
        version: "https://jsonfeed.org/version/1.1",
        title: title(digest, of),
        home_page_url: absolute(digest, &page(of)),
        feed_url: absolute(digest, &Route::Feed(of, Format::Json)),
        description: if of == FeedOf::Site { &digest.config.description } else { "" },
        language: &digest.config.language,
        authors: [Author { name: digest.config.editor.as_deref().unwrap_or(&digest.config.title) }],
    };
    let mut json = String::with_capacity(4096 + ENTRIES * 1024);
    json.push_str(&serde_json::to_string(&head).expect("this value is always JSON"));
    json.truncate(json.len() - 1);
    json.push_str(",\"items\":[");
    for (place, ix) in articles(digest, of).into_iter().enumerate() {
        if place > 0 {
            json.push(',');
        }
        match of {
            FeedOf::Site => json.push_str(&item(scene, ix, content::whole(scene, ix))),
            FeedOf::Subject(_) => {
                json.push_str(scene.fragments.json[ix as usize].get_or_init(|| item(scene, ix, None).into()))
            }
        }
    }
    json.push_str("]}\n");
    json.into_bytes()
}

/// What stands before the articles; the version first, as the format wants it.
#[derive(Serialize)]
struct Head<'a> {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    language: &'a str,
    authors: [Author<'a>; 1],
}

/// An article in a feed.
#[derive(Serialize)]
struct Item<'a> {
    authors: [Author<'a>; 1],
    content_html: String,
    date_modified: &'a str,
    date_published: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    tags: Vec<&'a str>,
    title: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

fn item(scene: &Scene<'_>, ix: Ix, content: Option<String>) -> String {
    let digest = scene.digest;
    let entry = digest.entry(ix);
    let article = &entry.article;
    let item = Item {
        authors: [Author { name: author(digest, entry) }],
        content_html: content.unwrap_or_else(|| content::brief(digest, ix)),
        date_modified: article.modified().told_rfc3339(),
        date_published: article.date.told_rfc3339(),
        external_url: article.sources.iter().find_map(|source| source.url.as_deref()),
        id: entry_id(digest, entry),
        image: content::image(scene, ix).map(|image| image.url),
        language: article.language.as_deref(),
        summary: &article.summary,
        tags: categories(digest, entry).collect(),
        title: &article.title,
        url: absolute(digest, &Route::Article(ix)),
    };
    serde_json::to_string(&item).expect("this value is always JSON")
}
