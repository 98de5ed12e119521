//! Reading the keys of a mapping: what is missing, unknown or of the wrong shape is said, all of it.

use std::ops::Range;

use jiff::tz::TimeZone;

use super::meant::{Meant, as_mapping, as_text, meant, parts};
use super::plain::{markup, unquoted};
use super::{Node, Spanned, Value};
use crate::address;
use crate::date::{self, Moment, Partial};
use crate::diagnostic::{Code, Diagnostic, Severity, Span, closest};
use crate::input_path::InputPath;

/// Lists of names that nothing else checks.
const NAMES: [&str; 4] = ["aliases", "short_names", "demonyms", "topics"];

/// Reads the keys of one mapping and collects what is wrong with them.
pub struct Fields<'a> {
    file: &'a InputPath,
    map: &'a [(Spanned<String>, Node)],
    range: Range<usize>,
    silent: bool,
    /// Keys that an unknown one is probably meant for: that they are missing has been said.
    misspelt: Vec<String>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// Reads `node`, which must be a mapping; keys other than `known` are errors.
    pub fn new(
        file: &'a InputPath,
        node: &'a Node,
        known: &[&str],
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Fields<'a> {
        let mut silent = false;
        let mut misspelt = Vec::new();
        let map: &[_] = match &node.value {
            Value::Map(map) => map,
            Value::Null => &[],
            _ => {
                silent = true;
                diagnostics.push(
                    Diagnostic::error(
                        Code::BadValue,
                        Span::new(file, node.range.clone()),
                        "this is not a mapping of keys to values".to_string(),
                    )
                    .hint(as_mapping(&node.value, known)),
                );
                &[]
            }
        };
        let mut below: Option<&str> = None;
        for (at, (key, node)) in map.iter().enumerate() {
            if known.contains(&key.value.as_str()) {
                below = None;
                continue;
            }
            // What was not indented below the key above is one mistake, however many lines it has.
            if below.is_some_and(|above| parts(above).contains(&key.value.as_str())) {
                continue;
            }
            below = at.checked_sub(1).map(|above| &map[above]).and_then(|(above, node)| {
                let is_empty = node.value == Value::Null && known.contains(&above.value.as_str());
                let is_part = parts(&above.value).contains(&key.value.as_str());
                (is_empty && is_part).then_some(above.value.as_str())
            });
            let is_given = |known: &str| map.iter().any(|(other, _)| other.value == known);
            let meant = match below {
                Some(above) => Meant::Part(above.to_string()),
                None => meant(&key.value, &node.value, known),
            };
            let hint = meant.hint(&key.value, &node.value, known, is_given);
            if let Meant::Unseen(key) | Meant::Key(key) | Meant::Joined(key, _) = meant {
                misspelt.push(key);
            }
            let span = Span::new(file, key.range.clone());
            let message = format!("unknown key `{}`", key.value);
            diagnostics.push(Diagnostic::error(Code::UnknownKey, span, message).hint(hint));
        }
        Fields { file, map, range: node.range.clone(), silent, misspelt, diagnostics }
    }

    /// Says nothing of missing keys: the YAML itself is broken, and that has been said.
    pub fn silent(mut self) -> Fields<'a> {
        self.silent = true;
        self
    }

    /// Which of the `known` keys have a value that could not be read, or are misspelt.
    pub fn unread(&self, known: &[&str]) -> Vec<String> {
        let is_wrong = |key: &str| {
            let node = self.map.iter().find(|(known, _)| known.value == key).map(|(_, node)| &node.range);
            let is_within =
                |place: &Span| node.is_some_and(|it| it.start <= place.start && place.end <= it.end);
            let is_told = |it: &Diagnostic| it.severity == Severity::Error && is_within(&it.span);
            self.misspelt.iter().any(|misspelt| misspelt == key) || self.diagnostics.iter().any(is_told)
        };
        known.iter().filter(|key| is_wrong(key)).map(|key| (*key).to_string()).collect()
    }

    /// The file being read.
    pub fn file(&self) -> &'a InputPath {
        self.file
    }

    /// Where to report what is wrong.
    pub fn diagnostics(&mut self) -> &mut Vec<Diagnostic> {
        self.diagnostics
    }

    /// Reports an error at a place of this file.
    pub fn error(&mut self, code: Code, range: &Range<usize>, message: String, hint: impl Into<String>) {
        let span = Span::new(self.file, range.clone());
        self.diagnostics.push(Diagnostic::error(code, span, message).hint(hint));
    }

    /// The value of a key, unless it is missing or null.
    pub fn node(&self, key: &str) -> Option<&'a Node> {
        let (_, node) = self.map.iter().find(|(known, _)| known.value == key)?;
        (node.value != Value::Null).then_some(node)
    }

    /// A text; blanks at its ends are dropped, an empty one is as good as none.
    pub fn text(&mut self, key: &str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        self.one(key, node)
    }

    /// The text of one node of `key`'s value.
    pub fn one(&mut self, key: &str, node: &Node) -> Option<Spanned<String>> {
        match &node.value {
            Value::Text(text) => {
                let mut text = text.trim();
                let others = self.map.iter().filter_map(|(key, node)| match &node.value {
                    Value::Text(text) => Some((key.value.as_str(), text.trim())),
                    _ => None,
                });
                if let Some(bare) = unquoted(key, text, others) {
                    let message = "typographic quotes stand around this value, and would be a part of it";
                    self.error(Code::BadValue, &node.range, message.to_string(), format!("write `{bare}`"));
                    text = bare;
                }
                if let Some((message, hint)) = markup(key, text) {
                    let place = Span::new(self.file, node.range.clone());
                    self.diagnostics.push(Diagnostic::warning(Code::BadValue, place, message).hint(hint));
                }
                (!text.is_empty()).then(|| Spanned { value: text.to_string(), range: node.range.clone() })
            }
            Value::Null => None,
            value => {
                self.error(Code::BadValue, &node.range, format!("`{key}` is a text"), as_text(key, value));
                None
            }
        }
    }

    /// A text that must be there.
    pub fn required(&mut self, key: &str) -> Option<Spanned<String>> {
        let text = self.text(key);
        let reported = self.node(key).is_some_and(|node| !matches!(node.value, Value::Text(_)));
        if text.is_none() && !reported && !self.is_said(key) {
            let start = self.range.start;
            self.error(
                Code::MissingKey,
                &(start..start),
                format!("`{key}` is missing"),
                format!("add a line `{key}: …`"),
            );
        }
        text
    }

    /// Whether what keeps a key from being there has been said.
    pub fn is_said(&self, key: &str) -> bool {
        self.silent || self.misspelt.iter().any(|misspelt| misspelt == key)
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&mut self, key: &str) -> Vec<Spanned<String>> {
        if let Some(Node { value: Value::Text(text), range }) = self.node(key)
            && NAMES.contains(&key)
            && let Some((_, rest)) = text.split_once(", ")
            && !["Jr", "Sr"].iter().any(|end| rest.starts_with(end))
        {
            let message = format!("`{key}` is one text here, with a comma in it");
            self.diagnostics.push(
                Diagnostic::warning(Code::BadValue, Span::new(self.file, range.clone()), message)
                    .hint(format!("write several as a list: `{key}: [{text}]`")),
            );
        }
        if let Some(Node { value: Value::Text(text), range }) = self.node(key)
            && text.trim().strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        {
            let items: Vec<&str> = text.split_whitespace().map(|item| item.trim_start_matches('-')).collect();
            let message = "a blank is missing behind this hyphen".to_string();
            self.error(Code::BadValue, range, message, format!("write `{key}: [{}]`", items.join(", ")));
            return Vec::new();
        }
        self.nodes(key).into_iter().filter_map(|node| self.one(key, node)).collect()
    }

    /// The elements of a list; a single value is a list of one.
    pub fn nodes(&self, key: &str) -> Vec<&'a Node> {
        match self.node(key) {
            None => Vec::new(),
            Some(Node { value: Value::List(list), .. }) => list.iter().collect(),
            Some(node) => vec![node],
        }
    }

    /// `true` or `false`; missing is `None`.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        let text = self.text(key)?;
        match text.value.as_str() {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            other => {
                let hint = match other.to_ascii_lowercase().as_str() {
                    "no" | "off" | "n" | "0" => format!("write `{key}: false`"),
                    "yes" | "on" | "y" | "1" => format!("write `{key}: true`"),
                    _ => format!("write `{key}: true` or `{key}: false`"),
                };
                let message = format!("`{key}` is true or false, not `{other}`");
                self.error(Code::BadValue, &text.range, message, hint);
                None
            }
        }
    }

    /// A whole number within a range.
    pub fn number(&mut self, key: &str, range: std::ops::RangeInclusive<usize>) -> Option<usize> {
        let text = self.text(key)?;
        match text.value.parse() {
            Ok(number) if range.contains(&number) => Some(number),
            _ => {
                let (low, high) = (range.start(), range.end());
                self.error(
                    Code::BadValue,
                    &text.range,
                    format!("`{key}` is a whole number from {low} to {high}"),
                    format!("write a number such as `{key}: {low}`, or leave it out"),
                );
                None
            }
        }
    }

    /// What one of a few words stands for.
    pub fn choice<T: Copy>(&mut self, key: &str, meanings: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let meant = meanings.iter().find(|(word, _)| *word == text.value).map(|(_, meant)| *meant);
        if meant.is_none() {
            let words: Vec<&str> = meanings.iter().map(|(word, _)| *word).collect();
            let hint = closest(&text.value, words.iter().copied()).map_or_else(
                || format!("it is one of: {}", words.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            self.error(Code::BadValue, &text.range, format!("`{}` is no value of `{key}`", text.value), hint);
        }
        meant
    }

    /// A date or date-time in the digest's zone.
    pub fn moment(&mut self, key: &str, zone: &TimeZone) -> Option<Spanned<Moment>> {
        let text = self.text(key)?;
        let hint = "write it as 2018-02-19, or with a time as 2018-02-19T14:30:00+05:00";
        self.dated(&text, |text| Moment::parse(text, zone), date::rewritten_moment, hint)
    }

    /// A day.
    pub fn day(&mut self, key: &str) -> Option<Spanned<jiff::civil::Date>> {
        let text = self.text(key)?;
        let meant = |text: &str| date::rewritten(text).map(|day| day.to_string());
        self.dated(&text, date::parse_day, meant, "write the day as 2018-02-19, without a time")
    }

    /// A date of which only the year or month may be known.
    pub fn partial(&mut self, key: &str) -> Option<Spanned<Partial>> {
        self.partial_or(key, "write as much as is known: 2018, 2018-02 or 2018-02-19")
    }

    /// The same, with a hint of its own.
    pub fn partial_or(&mut self, key: &str, hint: &str) -> Option<Spanned<Partial>> {
        let text = self.text(key)?;
        self.dated(&text, Partial::parse, date::rewritten_partial, hint)
    }

    fn dated<T>(
        &mut self,
        text: &Spanned<String>,
        parse: impl Fn(&str) -> Result<T, String>,
        meant: impl Fn(&str) -> Option<String>,
        hint: &str,
    ) -> Option<Spanned<T>> {
        match parse(&text.value) {
            Ok(value) => Some(Spanned { value, range: text.range.clone() }),
            Err(why) => {
                let plain = date::plain(&text.value);
                let is_right = parse(&plain).is_ok();
                let why = date::unlike(&text.value).filter(|_| is_right).unwrap_or(why);
                let message = format!("`{}` is no date: {why}", text.value);
                let meant = if is_right { Some(plain) } else { meant(&plain) };
                let anew = if is_right { " anew" } else { "" };
                let hint = meant.map_or_else(|| hint.to_string(), |meant| format!("write `{meant}`{anew}"));
                self.error(Code::BadDate, &text.range, message, hint);
                None
            }
        }
    }

    /// A slug, checked.
    pub fn slug(&mut self, key: &str) -> Option<String> {
        let text = self.text(key)?;
        match crate::slug::check(&text.value) {
            Ok(()) => Some(text.value),
            Err(why) => {
                let better = crate::slug::slugify(&crate::slug::decoded(&text.value));
                let hint = if crate::slug::check(&better).is_ok() {
                    format!("write `{key}: {better}`")
                } else {
                    format!("write `{key}: some-words`")
                };
                self.error(Code::BadSlug, &text.range, format!("`{}` is no slug: {why}", text.value), hint);
                None
            }
        }
    }

    /// The address of a web page, `http` or `https`, written as a URL must be.
    pub fn web_address(&mut self, key: &str) -> Option<String> {
        let text = self.text(key)?;
        let rest = text.value.strip_prefix("https://").or_else(|| text.value.strip_prefix("http://"));
        let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
        let spelt = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`".contains(c);
        if !host.is_empty() && host.contains(|c: char| c.is_alphanumeric()) && text.value.chars().all(spelt) {
            let place = Span::new(self.file, text.range.clone());
            self.diagnostics.extend(address::detour(&text.value, place));
            return Some(text.value);
        }
        self.error(
            Code::BadValue,
            &text.range,
            format!("`{}` is no web address", text.value),
            "write the whole address, blanks as %20: https://…",
        );
        None
    }

    /// A language tag (BCP 47), by its shape, with the letter case that is recommended for its parts (RFC 5646, 2.1.1).
    pub fn language(&mut self, key: &str) -> Option<String> {
        let text = self.text(key)?;
        let mut parts = text.value.split('-');
        let first = parts.next().is_some_and(|part| {
            (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
        });
        if first
            && parts
                .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
        {
            return Some(in_its_case(&text.value));
        }
        // So do operating systems write theirs.
        let hint = match text.value.split_once('_') {
            Some((language, region)) => format!("write `{}`", in_its_case(&format!("{language}-{region}"))),
            None => "write a BCP 47 tag: en, ur, pt-BR".to_string(),
        };
        self.error(Code::BadValue, &text.range, format!("`{}` is no language tag", text.value), hint);
        None
    }

    /// The keys of a free mapping, as JSON, for templates.
    pub fn free(&mut self, key: &str) -> serde_json::Value {
        self.node(key).map_or(serde_json::Value::Null, as_json)
    }
}

/// A language tag as it is usually written: `pt-BR`, `zh-Hant`.
fn in_its_case(tag: &str) -> String {
    let part = |(at, part): (usize, &str)| match part.len() {
        2 if at > 0 => part.to_ascii_uppercase(),
        4 if at > 0 => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
        _ => part.to_ascii_lowercase(),
    };
    tag.split('-').enumerate().map(part).collect::<Vec<_>>().join("-")
}

fn as_json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Text(text) => match text.as_str() {
            "true" => true.into(),
            "false" => false.into(),
            _ => text.as_str().into(),
        },
        Value::List(list) => list.iter().map(as_json).collect(),
        Value::Map(map) => map.iter().map(|(key, value)| (key.value.clone(), as_json(value))).collect(),
    }
}
