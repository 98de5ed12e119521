//! What is in the files that programs read: feeds, twins, hover cards, sitemap. Never knows HTML pages.

pub mod atom;
mod content;
pub mod hover_card;
pub mod json;
pub mod rss;
pub mod search;
pub mod sitemap;
pub mod twin;

use crate::digest::{Digest, Entry, Ix};
use crate::entity::Subject;
use crate::route::{FeedOf, Format, Route};
use crate::slug;
use crate::view::Scene;

/// Entries in a feed.
pub const ENTRIES: usize = 30;

/// The articles of a feed, newest first.
fn articles(digest: &Digest, of: FeedOf) -> Vec<Ix> {
    match of {
        FeedOf::Site => (0..digest.articles.len().min(ENTRIES) as Ix).collect(),
        FeedOf::Subject(subject) => digest.coverage(subject).about.iter().take(ENTRIES).copied().collect(),
    }
}

/// The page that a feed belongs to.
fn page(of: FeedOf) -> Route {
    match of {
        FeedOf::Site => Route::Home,
        FeedOf::Subject(subject) => Route::Subject(subject, None),
    }
}

/// The title of a feed.
fn title(digest: &Digest, of: FeedOf) -> String {
    match of {
        FeedOf::Site => digest.config.title.clone(),
        FeedOf::Subject(subject) => {
            [&digest.subject_name(subject), &*digest.language().say(" – ", &[]), &digest.config.title]
                .concat()
        }
    }
}

/// The tag URI (RFC 4151) of an article: it survives a change of slug and, with `feed_authority`, of domain.
fn entry_id(digest: &Digest, entry: &Entry) -> String {
    format!("tag:{}:{}", digest.config.feed_authority, slug::encoded(entry.article.id.as_str()))
}

/// The tag URI of a feed.
fn feed_id(digest: &Digest, of: FeedOf) -> String {
    let name = match of {
        FeedOf::Site => "site".to_string(),
        FeedOf::Subject(Subject::Entity(id)) => format!("{}/{}", id.kind(), slug::encoded(id.key())),
        FeedOf::Subject(Subject::Story(id)) => format!("story/{}", slug::encoded(id.as_str())),
        FeedOf::Subject(Subject::Outlet(id)) => format!("outlet/{}", slug::encoded(id.as_str())),
        FeedOf::Subject(Subject::Relation(relation)) => {
            let [a, b] = relation.countries();
            format!("relation/{}-{}", a.as_str(), b.as_str())
        }
    };
    format!("tag:{}:{name}", digest.config.feed_authority)
}

/// RFC 3339 of the newest change among the articles of a feed; of the digest for an empty one.
fn updated(digest: &Digest, articles: &[Ix]) -> String {
    let newest =
        articles.iter().map(|ix| digest.entry(*ix).article.modified()).max_by_key(|moment| moment.told());
    let newest = newest.or_else(|| digest.articles.first().map(|entry| entry.article.modified()));
    newest.map_or_else(|| "1970-01-01T00:00:00Z".to_string(), |moment| moment.told_rfc3339().to_string())
}

/// What an article is filed under: its countries, people, organizations and topics.
fn categories<'a>(digest: &'a Digest, entry: &'a Entry) -> impl Iterator<Item = &'a str> {
    entry.about().map(|id| digest.entity_name(id))
}

/// Who wrote an article.
fn author<'a>(digest: &'a Digest, entry: &'a Entry) -> &'a str {
    let editor = digest.config.editor.as_deref();
    entry.article.author.as_deref().or(editor).unwrap_or(&digest.config.title)
}

/// Absolute URL of a route.
fn absolute(digest: &Digest, route: &Route) -> String {
    route.absolute_url(digest)
}

/// The feed in one of its formats.
pub fn render(scene: &Scene<'_>, of: FeedOf, format: Format) -> Vec<u8> {
    match format {
        Format::Atom => atom::render(scene, of),
        Format::Json => json::render(scene, of),
    }
}
