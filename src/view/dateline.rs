//! Where an article was reported from, set before its first words: in their language, for they are read together.

use serde::Serialize;

use super::parts::Link;
use crate::atlas;
use crate::digest::{Digest, Entry};
use crate::language;

/// Where an article was reported from.
#[derive(Debug, Serialize)]
pub struct DatelineView {
    /// The place.
    pub place: String,
    /// Its country, called as in the article's language, or null where it is not known; its `url` is empty where it has
    /// no page.
    pub country: Option<Link>,
    /// What stands between them: ", ".
    pub comma: String,
    /// What stands before the text: " – ".
    pub dash: String,
}

impl DatelineView {
    /// The dateline of an article that has one.
    pub fn new(digest: &Digest, entry: &Entry) -> Option<DatelineView> {
        let place = entry.article.dateline.as_ref()?.place.clone();
        let abroad = entry.article.language.as_deref().filter(|language| *language != digest.config.language);
        let country = entry.dateline.map(|id| {
            let link = Link::country_or_name(digest, id);
            match abroad {
                Some(language) => Link { name: atlas::country(id).name_in(language).to_string(), ..link },
                None => link,
            }
        });
        let language = language::of(abroad.unwrap_or(&digest.config.language));
        Some(DatelineView {
            place, country, comma: language.say(", ", &[]), dash: language.say(" – ", &[])
        })
    }
}
