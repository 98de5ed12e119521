//! What an author meant by a key that there is not, or by a value of the wrong shape. Never reports anything itself.

use super::Value;
use crate::diagnostic::closest;

/// What other programs call some keys.
const SYNONYMS: [(&str, &str); 37] = [
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
    ("language", "lang"),
    ("headline", "title"),
    ("aliases", "redirects"),
    ("redirect_from", "redirects"),
    ("lastmod", "updated"),
    ("last_modified_at", "updated"),
    ("permalink", "redirects"),
    ("tag", "topics"),
    ("publishDate", "date"),
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
    ("caption", "alt"),
    ("office", "title"),
    ("country", "of"),
    ("start", "from"),
    ("end", "to"),
    ("url", "slug"),
];

/// Keys whose values are read as prose.
const PROSE: [&str; 6] = ["title", "name", "summary", "intro", "text", "alt"];

/// What an unknown key is meant for.
pub(super) enum Meant {
    /// A known key, with a character in it that nobody sees.
    Unseen(String),
    /// A known key.
    Key(String),
    /// Nobody can say.
    None,
}

/// What a key that is none of the `known` ones is meant for: by what other programs call it, or by its spelling.
pub(super) fn meant(key: &str, known: &[&str]) -> Meant {
    let plain: String = key.chars().filter(|c| !is_unseen(*c)).collect();
    if known.contains(&plain.as_str()) {
        return Meant::Unseen(plain);
    }
    let synonym = SYNONYMS.iter().find(|(other, own)| *other == key && known.contains(own));
    let near = synonym.map(|(_, own)| *own).or_else(|| closest(key, known.iter().copied()));
    near.map_or(Meant::None, |near| Meant::Key(near.to_string()))
}

/// How a value that is no text would be written as the text that it should be.
pub(super) fn as_text(key: &str, value: &Value) -> String {
    match (value, first_text(value)) {
        // "[[Russia]]" is a list in a list.
        (Value::List(list), Some(text)) if list.len() == 1 => format!("write `{text}` without brackets"),
        // "[Analysis, continued]" as a headline
        (Value::List(list), Some(_)) if PROSE.contains(&key) => {
            let texts = list.iter().filter_map(|item| first_text(&item.value));
            format!("write one text: `{key}: {}`", texts.collect::<Vec<_>>().join(", "))
        }
        (Value::List(_), Some(text)) => format!("write one of them: `{key}: {text}`"),
        (Value::Map(map), Some(text)) if map[0].0.value == "name" => {
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
