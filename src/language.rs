//! What the pages say in each language, and how dates and numbers of things are put: a file each in `language/`.
//! A language without a file speaks English. Never knows what a page is.

mod alphabet;
mod dates;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::front_matter::{self, Node, Value};
use crate::input_path::InputPath;
use alphabet::Alphabet;
use dates::Dates;

pub use dates::ShortDates;

/// A language that the pages speak.
#[derive(Debug)]
pub struct Language {
    tag: &'static str,
    /// The order of names.
    pub alphabet: Alphabet,
    words: FxHashMap<String, Message>,
    dates: Dates,
}

/// What is said for a key.
#[derive(Debug)]
enum Message {
    Plain(String),
    /// By category of the number.
    Counted(BTreeMap<String, String>),
}

const FILES: [(&str, &str); 6] = [
    ("en", include_str!("language/en.yaml")),
    ("ur", include_str!("language/ur.yaml")),
    ("ar", include_str!("language/ar.yaml")),
    ("ru", include_str!("language/ru.yaml")),
    ("fr", include_str!("language/fr.yaml")),
    ("es", include_str!("language/es.yaml")),
];

/// The language of a BCP 47 tag, English where there is no file for it.
pub fn of(tag: &str) -> &'static Language {
    static LANGUAGES: OnceLock<Vec<Language>> = OnceLock::new();
    let all = LANGUAGES.get_or_init(|| FILES.iter().map(|(tag, text)| read(tag, text)).collect());
    let is_own = |language: &&Language| {
        tag.strip_prefix(language.tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    all.iter().find(is_own).unwrap_or(&all[0])
}

/// The language that pages speak.
pub fn spoken(tag: &str) -> &'static str {
    of(tag).tag
}

/// The same where it is another than the tag's own, for which there is no file.
pub fn instead_of(tag: &str) -> Option<&'static str> {
    let spoken = spoken(tag);
    (tag.split('-').next() != Some(spoken)).then_some(spoken)
}

/// `rtl` for languages written from right to left.
pub fn direction(tag: &str) -> &'static str {
    match tag.split('-').next().unwrap_or_default() {
        "ar" | "ur" | "fa" | "he" | "ps" | "sd" | "ug" | "yi" | "ckb" | "dv" => "rtl",
        _ => "ltr",
    }
}

/// `pt_BR` for the tag `pt-BR`. Where the tag names no country, that of most who write the language, as far as it is one
/// that pages speak; of English nobody can say which that is. `None` where none is known, for a locale needs one.
pub fn locale(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let likely = || {
        let known = LIKELY_COUNTRIES.iter().find(|(known, _)| *known == language);
        known.map(|(_, country)| (*country).to_string())
    };
    let country = parts.find(|part| part.len() == 2).map(str::to_ascii_uppercase).or_else(likely)?;
    Some(format!("{language}_{country}"))
}

/// After the likely subtags of the CLDR 48.
const LIKELY_COUNTRIES: [(&str, &str); 5] =
    [("ur", "PK"), ("ar", "EG"), ("ru", "RU"), ("fr", "FR"), ("es", "ES")];

impl Language {
    /// What is said for a key, its braces filled in by name; `None` for a key that there is not.
    pub fn find(&self, key: &str, count: Option<u64>, values: &[(&str, &str)]) -> Option<String> {
        let text = match self.words.get(key)? {
            Message::Plain(text) => text,
            Message::Counted(forms) => {
                let category = category(self.tag, count.unwrap_or(2));
                forms.get(category).or_else(|| forms.get("other"))?
            }
        };
        let count = count.map(|count| count.to_string());
        Some(filled(text, |name, out| {
            let given = values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
            out.push_str(given.or(count.as_deref().filter(|_| name == "count"))?);
            Some(())
        }))
    }

    /// What is said for the keys whose texts have nothing to be filled in.
    pub fn fixed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().filter_map(|(key, text)| match text {
            Message::Plain(text) if !text.contains('{') => Some((key.as_str(), text.as_str())),
            _ => None,
        })
    }

    /// The same for a key that a test knows to be there.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.find(key, None, values).unwrap_or_else(|| key.to_string())
    }

    /// The forms of a text with a number, by category, for scripts.
    pub fn forms(&self, key: &str) -> Option<&BTreeMap<String, String>> {
        match self.words.get(key)? {
            Message::Counted(forms) => Some(forms),
            Message::Plain(_) => None,
        }
    }
}

/// A text with what `put` writes for the names in its braces; a name for which it writes nothing stays as it is.
fn filled(text: &str, put: impl Fn(&str, &mut String) -> Option<()>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    // These texts are so short that a search for a character takes longer to begin than to end.
    let find = |text: &str, sign| text.bytes().position(|byte| byte == sign);
    while let Some(open) = find(rest, b'{') {
        let Some(length) = find(&rest[open..], b'}') else { break };
        let end = open + length + 1;
        out.push_str(&rest[..open]);
        if put(&rest[open + 1..end - 1], &mut out).is_none() {
            out.push_str(&rest[open..end]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The plural category of a whole number (CLDR 48, cardinal).
fn category(tag: &str, n: u64) -> &'static str {
    let (tens, hundreds) = (n % 10, n % 100);
    match tag {
        "ar" => match n {
            0 => "zero",
            1 => "one",
            2 => "two",
            _ if (3..=10).contains(&hundreds) => "few",
            _ if hundreds >= 11 => "many",
            _ => "other",
        },
        "ru" if tens == 1 && hundreds != 11 => "one",
        "ru" if (2..=4).contains(&tens) && !(12..=14).contains(&hundreds) => "few",
        "ru" => "many",
        "fr" if n < 2 => "one",
        "fr" | "es" if n != 0 && n.is_multiple_of(1_000_000) => "many",
        _ if n == 1 => "one",
        _ => "other",
    }
}

fn read(tag: &'static str, text: &str) -> Language {
    let file = InputPath::new(tag);
    let tree = front_matter::parse(&file, text, 0).expect("a test reads every file");
    let (mut letters, mut article) = (String::new(), String::new());
    let mut language =
        Language { tag, alphabet: Alphabet::default(), words: FxHashMap::default(), dates: Dates::default() };
    for (section, node) in map(&tree) {
        for (key, node) in map(node) {
            if section == "words" {
                language.words.insert(key.to_string(), said(key, node));
                continue;
            }
            let dates = &mut language.dates;
            match key {
                "day" => dates.day = scalar(node),
                "month" => dates.month = scalar(node),
                "short" => dates.short = scalar(node),
                "first" => dates.first = scalar(node),
                "months" => dates.months = list(node),
                "months_in_dates" => dates.months_in_dates = list(node),
                "short_months" => dates.short_months = list(node),
                "weekdays" => dates.weekdays = list(node),
                "alphabet" => letters = scalar(node),
                "article" => article = scalar(node),
                _ => {}
            }
        }
    }
    language.alphabet = Alphabet::new(&letters, &article);
    let dates = &mut language.dates;
    for other in [&mut dates.months_in_dates, &mut dates.short_months] {
        if other.is_empty() {
            other.clone_from(&dates.months);
        }
    }
    language
}

fn said(key: &str, node: &Node) -> Message {
    match &node.value {
        Value::Null => Message::Plain(key.to_string()),
        Value::Map(_) => {
            Message::Counted(map(node).map(|(category, node)| (category.to_string(), scalar(node))).collect())
        }
        _ => Message::Plain(scalar(node)),
    }
}

fn map(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let entries = if let Value::Map(entries) = &node.value { &entries[..] } else { &[] };
    entries.iter().map(|(key, node)| (key.value.as_str(), node))
}

fn scalar(node: &Node) -> String {
    if let Value::Text(text) = &node.value { text.clone() } else { String::new() }
}

fn list(node: &Node) -> Vec<String> {
    if let Value::List(items) = &node.value { items.iter().map(scalar).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The names in braces.
    fn braces(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn every_language_says_everything() {
        let english = of("en");
        for (tag, text) in FILES {
            assert!(front_matter::parse(&InputPath::new(tag), text, 0).is_ok(), "{tag}");
            let language = of(tag);
            assert_eq!(language.tag, tag);
            let keys = |language: &Language| language.words.keys().cloned().collect::<BTreeSet<_>>();
            assert_eq!(keys(language), keys(english), "{tag}");
            let dates = &language.dates;
            assert_eq!(
                (
                    dates.months.len(),
                    dates.months_in_dates.len(),
                    dates.short_months.len(),
                    dates.weekdays.len()
                ),
                (12, 12, 12, 7)
            );
            for (key, text) in &language.words {
                match text {
                    Message::Plain(text) => assert_eq!(braces(text), braces(key), "{tag}: {key}"),
                    Message::Counted(forms) => {
                        let needed =
                            (0..=1_000_000).step_by(1).take(120).chain([1_000_000]).map(|n| category(tag, n));
                        for category in needed.chain(["other"]) {
                            assert!(forms.contains_key(category), "{tag}: {key} has no {category}");
                        }
                        for form in forms.values() {
                            assert!(
                                braces(form).iter().all(|name| braces(key).contains(name)),
                                "{tag}: {form}"
                            );
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn numbers_have_their_plural() {
        let said = |tag: &str, n| of(tag).find("{count} articles", Some(n), &[]).unwrap();
        assert_eq!((said("en", 1), said("en", 2)), ("1 article".into(), "2 articles".into()));
        assert_eq!(said("ru", 21), "21 статья");
        assert_eq!(said("ru", 112), "112 статей");
        assert_eq!(said("fr", 0), "0 article");
        assert_eq!(said("ar", 2), "مقالان");
        assert_eq!(said("ar", 103), "103 مقالات");
        assert_eq!(said("de", 3), "3 articles");
    }

    #[test]
    fn a_locale_has_a_country() {
        assert_eq!(locale("pt-BR").as_deref(), Some("pt_BR"));
        assert_eq!(locale("zh-Hant-tw").as_deref(), Some("zh_TW"));
        assert_eq!(locale("ur").as_deref(), Some("ur_PK"));
        assert_eq!(locale("ar-Arab-SA").as_deref(), Some("ar_SA"));
        assert_eq!((locale("en"), locale("sr-Latn")), (None, None));
    }
}
