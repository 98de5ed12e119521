//! Keys by which other programs keep a text from readers. Whoever wrote one must not be told to delete it.

use super::Value;

/// Keys that hold a text back where their value says yes.
const HIDING: [&str; 6] = ["private", "hidden", "unlisted", "unpublished", "embargoed", "draft"];
/// Keys that hold a text back where their value says no.
const SHOWING: [&str; 4] = ["published", "publish", "public", "listed"];
/// Keys that say how far a text is.
const STATES: [&str; 5] = ["status", "state", "post_status", "visibility", "stage"];
/// Keys that give the day from which a text is shown.
const DUE: [&str; 10] = [
    "publishdate",
    "publish_date",
    "publish_on",
    "publish_at",
    "published_at",
    "pubdate",
    "release_date",
    "embargo",
    "embargo_until",
    "scheduled",
];

/// Keys that give the day from which a text is shown no longer.
const EXPIRY: [&str; 5] = ["expirydate", "expiry_date", "expires", "expiry", "unpublish_date"];

/// Whether other programs show a text from the day that this key gives.
pub(super) fn is_due(key: &str, value: &Value) -> bool {
    let key = key.to_ascii_lowercase();
    let is_date = matches!(value, Value::Text(text) if text.len() > 1 && text.starts_with(|c: char| c.is_ascii_digit()));
    DUE.contains(&key.as_str()) || SHOWING.contains(&key.as_str()) && is_date
}

/// How to mend a key that decides in other programs whether a text is shown.
pub(super) fn hint(
    key: &str,
    value: &Value,
    known: &[&str],
    is_given: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    if known.contains(&"date") && is_given("date") && is_due(key, value) {
        return Some(
            "`date` decides when it is published: write the later of the two days there, and take this line out",
        );
    }
    let Value::Text(said) = value else { return None };
    if known.contains(&"draft") && EXPIRY.contains(&key.to_ascii_lowercase().as_str()) {
        return Some(
            "no day takes a text from readers here: write `draft: true` once nobody is to read it any more, else take the line out",
        );
    }
    let (key, said) = (key.to_ascii_lowercase(), said.trim().to_ascii_lowercase());
    let is_any = |list: &[&str], word: &str| list.contains(&word);
    let (yes, no) =
        (["true", "yes", "on", "1"].contains(&&*said), ["false", "no", "off", "0"].contains(&&*said));
    let is_held = match key.as_str() {
        key if is_any(&HIDING, key) && (yes || no) => Some(yes),
        key if is_any(&SHOWING, key) && (yes || no) => Some(no),
        key if is_any(&STATES, key) => match said.as_str() {
            "published" | "publish" | "public" | "live" | "final" => Some(false),
            "draft" | "private" | "pending" | "future" | "scheduled" | "hidden" | "unpublished" => Some(true),
            _ => None,
        },
        _ => return None,
    };
    // Of what is no record nothing is published.
    if !known.contains(&"extra") || known.contains(&key.as_str()) {
        return None;
    }
    let has_drafts = known.contains(&"draft");
    Some(match is_held {
        Some(false) => "take the line out: what is no draft is published",
        _ if has_drafts && is_given("draft") => {
            "`draft` decides whether it is published: say it there, and take this line out"
        }
        Some(true) if has_drafts => "write `draft: true`",
        None if has_drafts => "write `draft: true` if nobody is to read it yet, else take the line out",
        Some(true) => "only articles can be drafts: move this file out of content/ until it may be read",
        None => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_back_stays_so() {
        let said = |key: &str, value: &str, given: &[&str]| {
            let known = ["title", "date", "draft", "extra"];
            let value = Value::Text(value.to_string());
            hint(key, &value, &known, |key| given.contains(&key)).unwrap_or_default()
        };
        for (key, value) in [
            ("status", "Draft"),
            ("private", "true"),
            ("publish", "false"),
            ("published", "no"),
            ("hidden", "yes"),
            ("visibility", "private"),
        ] {
            assert_eq!(said(key, value, &[]), "write `draft: true`", "{key}: {value}");
        }
        for (key, value) in [("status", "published"), ("private", "false"), ("published", "true")] {
            assert!(said(key, value, &[]).starts_with("take the line out"), "{key}: {value}");
        }
        assert!(said("status", "in review", &[]).contains("draft: true"));
        for key in ["publishDate", "publish_date", "embargo", "published"] {
            assert!(said(key, "2034-01-01", &["date"]).contains("later"), "{key}");
            assert_eq!(said(key, "2034-01-01", &[]), "", "{key}");
        }
        assert!(said("expiryDate", "2025-01-01", &[]).contains("draft: true"));
        assert_eq!(said("layout", "post", &[]), "");
    }
}
