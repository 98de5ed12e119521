//! What an author meant by a key that there is not, or by a value of the wrong shape. Never reports anything itself.

use super::held;
use super::{Node, Value};
use crate::diagnostic::closest;

/// What other programs call some keys.
const SYNONYMS: [(&str, &str); 67] = [
    ("tags", "topics"),
    ("categories", "topics"),
    ("category", "topics"),
    ("keywords", "topics"),
    ("person", "people"),
    ("img", "image"),
    ("photo", "image"),
    ("picture", "image"),
    ("description", "summary"),
    ("excerpt", "summary"),
    ("deck", "summary"),
    ("dek", "summary"),
    ("standfirst", "summary"),
    ("subtitle", "summary"),
    ("abstract", "summary"),
    ("teaser", "summary"),
    ("language", "lang"),
    ("headline", "title"),
    ("post_title", "title"),
    ("post_date", "date"),
    ("date_gmt", "date"),
    ("post_excerpt", "summary"),
    ("post_language", "lang"),
    ("aliases", "redirects"),
    ("redirect_from", "redirects"),
    ("lastmod", "updated"),
    ("last_modified_at", "updated"),
    ("permalink", "redirects"),
    ("tag", "topics"),
    ("published", "date"),
    ("created", "date"),
    ("featured_image", "image"),
    ("cover", "image"),
    ("series", "story"),
    ("stories", "story"),
    ("place", "dateline"),
    ("location", "dateline"),
    ("link", "url"),
    ("outlet", "name"),
    ("title", "name"),
    ("src", "file"),
    ("office", "title"),
    ("name", "title"),
    ("lang", "language"),
    ("feature_image", "image"),
    ("modified", "updated"),
    ("date_modified", "updated"),
    ("persons", "people"),
    ("since", "from"),
    ("until", "to"),
    ("website", "url"),
    ("homepage", "url"),
    ("abbreviation", "acronym"),
    ("country", "of"),
    ("start", "from"),
    ("end", "to"),
    ("url", "redirects"),
    ("url", "slug"),
    ("url", "base_url"),
    ("site_url", "base_url"),
    ("author", "editor"),
    ("email", "contact"),
    ("mail", "contact"),
    ("languageCode", "language"),
    ("paginate", "per_page"),
    ("subtitle", "description"),
    ("tagline", "description"),
];

/// Keys whose values are read as prose.
const PROSE: [&str; 7] = ["title", "name", "summary", "intro", "text", "alt", "author"];

/// Keys whose values are lists, so that nothing need be lost where another key is meant for one.
const LISTS: [&str; 6] = ["topics", "redirects", "countries", "people", "organizations", "aliases"];

/// Keys that other programs have for what stands within one here.
const WITHIN: [(&str, &str, &str); 6] = [
    ("url", "source", "{ name: The Outlet, url: … }"),
    ("link", "source", "{ name: The Outlet, url: … }"),
    ("canonical_url", "source", "{ name: The Outlet, url: … }"),
    ("external_url", "source", "{ name: The Outlet, url: … }"),
    ("source_url", "source", "{ name: The Outlet, url: … }"),
    ("image_alt", "image", "{ file: …, alt: … }"),
];

/// What other programs have and nothing here is, by a key that there is beside it; what to do about it.
const ABSENT: [(&str, &str, &str); 6] = [
    ("aliases", "redirects", "there are no other names here: delete the line"),
    ("alias", "redirects", "there are no other names here: delete the line"),
    ("caption", "image", CAPTION),
    ("image_caption", "image", CAPTION),
    ("caption", "alt", CAPTION),
    (
        "redirect_to",
        "redirects",
        "no page here leads to another site: link to it in the text, and delete the line",
    ),
];
const CAPTION: &str = "a photo has no caption here: tell readers in the text what they should know of it, name in `credit` \
                       whose it is, and in `alt` what it shows for those who do not see it";

/// The keys of mappings that stand within an article's front matter.
pub(super) const PARTS: [(&str, &[&str]); 3] = [
    ("source", &["name", "url", "author", "date", "title", "lang"]),
    ("dateline", &["place", "country"]),
    ("image", &["file", "alt", "credit"]),
];

/// The keys of the mapping that `key` has for its value; none where it has another value.
pub fn parts(key: &str) -> &'static [&'static str] {
    PARTS.iter().find(|(name, _)| *name == key).map_or(&[], |(_, parts)| parts)
}

/// What an unknown key is meant for.
pub(super) enum Meant {
    /// A known key, with a character in it that nobody sees.
    Unseen(String),
    /// A known key.
    Key(String),
    /// A known key and its value, without the blank that parts them: `{ url:https://… }`.
    Joined(String, String),
    /// A part of the known key above it.
    Part(String),
    /// A part of a known key, which is then written so.
    Within(&'static str, &'static str),
    /// Something that there is not here; what to do about it.
    Absent(&'static str),
    /// Nobody can say.
    None,
}

/// What a key that is none of the `known` ones is meant for: by what other programs call it, or by its spelling.
pub(super) fn meant(key: &str, value: &Value, known: &[&str]) -> Meant {
    let plain: String = key.chars().filter(|c| !is_unseen(*c)).collect();
    if known.contains(&plain.as_str()) {
        return Meant::Unseen(plain);
    }
    if let Some((own, rest)) = key.split_once(':').filter(|(own, _)| known.contains(own)) {
        return Meant::Joined(own.to_string(), rest.to_string());
    }
    // Old addresses may stand under `aliases` elsewhere, and people have both here.
    let has_other_names = || known.contains(&"aliases") || has_slash(value);
    let absent = ABSENT.iter().find(|(other, beside, _)| is_same(key, other) && known.contains(beside));
    if let Some((.., hint)) = absent.filter(|(other, ..)| !other.starts_with("alias") || !has_other_names()) {
        return Meant::Absent(hint);
    }
    let within = WITHIN.iter().find(|(other, own, _)| is_same(key, other) && known.contains(own));
    if let Some((_, own, written)) = within
        && !(key == "url" && is_path(value))
    {
        return Meant::Within(own, written);
    }
    // The address of another site is no old one of this.
    let is_elsewhere = |own: &str| key == "url" && own != "base_url" && !is_path(value);
    let synonym = SYNONYMS.iter().find(|(other, own)| is_same(key, other) && known.contains(own));
    let synonym = synonym.filter(|(_, own)| !is_elsewhere(own));
    let due = (held::is_due(key, value) && known.contains(&"date")).then_some("date");
    let near = synonym.map(|(_, own)| *own).or(due).or_else(|| closest(key, known.iter().copied()));
    near.map_or(Meant::None, |near| Meant::Key(near.to_string()))
}

/// Whether a key is another one in other letters: `sourceUrl`, `Source-URL` for `source_url`.
fn is_same(key: &str, other: &str) -> bool {
    let letters = |text: &str| {
        let letters: Vec<u8> = text.bytes().filter(|b| !matches!(b, b'_' | b'-')).collect();
        letters.to_ascii_lowercase()
    };
    letters(key) == letters(other)
}

/// Whether some text of a value has a slash in it, as addresses have.
fn has_slash(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.contains('/'),
        Value::List(list) => list.iter().any(|item| has_slash(&item.value)),
        Value::Map(_) | Value::Null => false,
    }
}

/// Whether a value is a place on the site itself.
fn is_path(value: &Value) -> bool {
    matches!(value, Value::Text(text) if !text.contains("://"))
}

impl Meant {
    /// What to say of an unknown key.
    pub(super) fn hint(
        &self,
        key: &str,
        value: &Value,
        known: &[&str],
        is_given: impl Fn(&str) -> bool,
    ) -> String {
        // `relations.minimum`
        if let Some((own, rest)) = key.split_once('.').filter(|(own, _)| known.contains(own)) {
            return format!("write `{own}: {{ {rest}: {} }}`", first_text(value).unwrap_or("…"));
        }
        if let Some(hint) = held::hint(key, value, known, &is_given) {
            return hint.to_string();
        }
        match self {
            Meant::Unseen(key) => format!("a sign that nobody sees stands in it: write `{key}` anew"),
            Meant::Joined(own, rest) => format!("a blank is missing behind its colon: write `{own}: {rest}`"),
            Meant::Part(above) => format!("indent this line, and those that go with it, below `{above}:`"),
            Meant::Absent(hint) => (*hint).to_string(),
            Meant::Within(own, _) if is_given(own) => format!("take it out, or write it within `{own}`"),
            Meant::Within(own, written) => format!("write it within `{own}`: `{own}: {written}`"),
            Meant::Key(own) if is_given(own) && LISTS.contains(&own.as_str()) => {
                format!("`{own}` is there already: add to it what stands here, and take this line out")
            }
            Meant::Key(own) if is_given(own) => format!("take it out: `{own}` is there already"),
            Meant::Key(own) => match value {
                Value::List(list) if own == "author" => format!("write `author: {}`", joined(list)),
                _ => format!("did you mean `{own}`?"),
            },
            Meant::None if known.len() > MOST_LISTED && known.contains(&"extra") => {
                "delete the line, or put it under `extra:`".to_string()
            }
            Meant::None => format!("the keys here are: {}", known.join(", ")),
        }
    }
}

/// Of how many known keys a hint gives a list.
const MOST_LISTED: usize = 16;

/// The texts of a list in a row.
fn joined(list: &[Node]) -> String {
    list.iter().filter_map(|item| first_text(&item.value)).collect::<Vec<_>>().join(", ")
}

/// How a value that is no text would be written as the text that it should be.
pub(super) fn as_text(key: &str, value: &Value) -> String {
    match (value, first_text(value)) {
        // "[[Russia]]" is a list in a list.
        (Value::List(list), Some(text)) if list.len() == 1 => format!("write `{text}` without brackets"),
        // "[Analysis, continued]" as a headline
        (Value::List(list), Some(_)) if PROSE.contains(&key) => {
            format!("write one text: `{key}: {}`", joined(list))
        }
        (Value::List(_), Some(text)) => format!("write one of them: `{key}: {text}`"),
        (Value::Map(map), Some(text)) if ["name", "display_name"].contains(&map[0].0.value.as_str()) => {
            format!("write the name alone: `{text}`")
        }
        _ => format!("write `{key}: …`, in quotes where it holds a colon"),
    }
}

/// Blanks that YAML takes for letters, and characters that are nothing.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202f}' | '\u{2060}' | '\u{feff}')
}

/// The first text within a value.
fn first_text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        Value::List(list) => list.iter().find_map(|item| first_text(&item.value)),
        Value::Map(map) => map.iter().find_map(|(_, item)| first_text(&item.value)),
        Value::Null => None,
    }
}

/// How a value would be written as the mapping of `known` keys that it should be.
pub(super) fn as_mapping(value: &Value, known: &[&str]) -> String {
    match (value, known) {
        (Value::Text(text), [key]) => format!("write `{{ {key}: {text} }}`"),
        _ => format!("write each value behind its key: `{{ {}: … }}`", known.join(": …, ")),
    }
}
