//! The front matter fence, and the one wrapper around YAML: text to a tree whose every node knows its place.
//! Never knows what keys mean; `Fields` reads them for those who do.

mod fault;
mod fields;

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned as YamlSpanned;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input_path::InputPath;

pub use fields::Fields;

/// A value and the bytes of the file that say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Bytes of the file.
    pub range: Range<usize>,
}

/// A node of the YAML tree. Every scalar is text as written: `NO` is Norway, `0012` keeps its zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing after the colon, or `~`.
    Null,
    /// Any scalar.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file; keys are unique.
    Map(Vec<(Spanned<String>, Node)>),
}

/// A value with its place.
pub type Node = Spanned<Value>;

/// A file split at its front matter fence.
pub struct Split<'a> {
    /// The YAML, without the fences.
    pub yaml: &'a str,
    /// Where the YAML begins in the file.
    pub yaml_start: usize,
    /// What follows the closing fence.
    pub body: &'a str,
    /// Where the body begins in the file.
    pub body_start: usize,
}

/// Splits a file at its fence of `---` lines. A byte order mark, CRLF and blanks after the dashes are fine.
pub fn split<'a>(file: &InputPath, text: &'a str) -> Result<Split<'a>, Diagnostic> {
    let fault = |at: usize, message: &str, hint: &str| {
        Err(Diagnostic::error(Code::FrontMatterFence, Span::at(file, at), message.to_string()).hint(hint))
    };
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        return fault(
            start,
            "this file does not begin with front matter",
            "begin it with a line `---`, the keys, and another line `---`",
        );
    }
    let yaml_start = start + first.len();
    let mut at = yaml_start;
    for line in lines {
        if line.trim_end() == "---" {
            let body_start = at + line.len();
            return Ok(Split {
                yaml: &text[yaml_start..at],
                yaml_start,
                body: &text[body_start..],
                body_start,
            });
        }
        at += line.len();
    }
    fault(start, "the front matter is not closed", "end it with a line `---`")
}

/// Parses YAML into a tree whose places are offsets into the file, `base` being where the YAML begins in it.
/// The document must be a mapping; an empty one is fine.
pub fn parse(file: &InputPath, yaml: &str, base: usize) -> Result<Node, Diagnostic> {
    let options = serde_yaml::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
        budget: serde_yaml::budget! {
            max_documents: 1, max_anchors: 0, max_aliases: 0, max_depth: 16, max_nodes: 5000,
        },
    };
    let tree = match serde_yaml::from_str_with_options::<YamlSpanned<Raw>>(yaml, options) {
        Ok(tree) => tree,
        Err(error) => return Err(yaml_fault(file, yaml, base, &error)),
    };
    let node = place(tree, yaml, base);
    match node.value {
        Value::Map(_) => Ok(node),
        Value::Null => Ok(Node { value: Value::Map(Vec::new()), range: node.range }),
        _ => Err(Diagnostic::error(
            Code::BadYaml,
            Span::new(file, node.range),
            "this is not a mapping of keys to values".to_string(),
        )
        .hint("write lines such as `title: A headline`")),
    }
}

fn yaml_fault(file: &InputPath, yaml: &str, base: usize, error: &serde_yaml::Error) -> Diagnostic {
    let location = error.location();
    let at = location.map_or(0, |location| {
        let span = location.span();
        match span.byte_offset() {
            Some(offset) => offset as usize,
            // The scanner counts characters.
            None => yaml.char_indices().nth(span.offset() as usize).map_or(yaml.len(), |(at, _)| at),
        }
    });
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    let fault = fault::explain(yaml, yaml.floor_char_boundary(at), said);
    let at = base + fault.at;
    Diagnostic::error(Code::BadYaml, Span::new(file, at..at + 1), fault.message).hint(fault.hint)
}

/// Values that end before a `#` which was probably meant as text: in `title: Brexit #2 vote` it begins a comment.
pub fn cut_short(file: &InputPath, text: &str, node: &Node) -> Vec<Diagnostic> {
    let Value::Map(map) = &node.value else { return Vec::new() };
    let cut = map.iter().filter_map(|(key, node)| {
        let start = match &node.value {
            Value::Text(_) => node.range.start,
            Value::Null => key.range.end + text.get(key.range.end..)?.find(|c| !matches!(c, ':' | ' '))?,
            _ => return None,
        };
        let value = text.get(start..)?.lines().next()?.trim_end();
        let at = if value.starts_with('#') { 0 } else { node.range.end.checked_sub(start)? };
        let comment = value.get(at..)?.trim_start();
        let is_text = comment.strip_prefix('#')?.starts_with(char::is_alphanumeric);
        (is_text && !value.starts_with(['"', '\''])).then(|| {
            let at = start + value.len() - comment.len();
            Diagnostic::warning(
                Code::BadValue,
                Span::new(file, at..start + value.len()),
                format!("`{}` ends before this `#`: it begins a comment", key.value),
            )
            .hint(format!("put the whole value in quotes: {}", fault::in_single_quotes(value)))
        })
    });
    cut.collect()
}

/// A scalar, list or mapping as the deserializer hands it out; scalars that YAML would type are re-read from the text.
enum Raw {
    Null,
    Text(String),
    Typed,
    List(Vec<YamlSpanned<Raw>>),
    /// Keys are not placed by the parser, which halves its work; `place` finds them.
    Map(Vec<(String, YamlSpanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_string()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = access.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = access.next_key()? {
            map.push((key, access.next_value()?));
        }
        Ok(Raw::Map(map))
    }
}

fn place(node: YamlSpanned<Raw>, yaml: &str, base: usize) -> Node {
    let own = bytes(&node, yaml);
    let value = match node.value {
        Raw::Null => Value::Null,
        Raw::Text(text) => Value::Text(text),
        Raw::Typed => Value::Text(yaml[own.clone()].to_string()),
        Raw::List(list) => Value::List(list.into_iter().map(|item| place(item, yaml, base)).collect()),
        Raw::Map(map) => {
            let mut before = own.start;
            let mut placed = Vec::with_capacity(map.len());
            for (key, value) in map {
                let value = place(value, yaml, base);
                // Between one value and the next stand only blanks, comments and, last, the key.
                let at = value.range.start - base;
                let found = yaml.get(before..at).and_then(|between| between.rfind(&key));
                let range = found.map_or(at..at, |found| before + found..before + found + key.len());
                before = value.range.end - base;
                placed.push((Spanned { value: key, range: base + range.start..base + range.end }, value));
            }
            Value::Map(placed)
        }
    };
    // The parser places a collection at its first byte only: it reaches to the end of its last element.
    let end = match &value {
        Value::List(list) => list.last().map(|item| item.range.end),
        Value::Map(map) => map.last().map(|(_, value)| value.range.end),
        _ => None,
    };
    let start = base + own.start;
    Node { value, range: start..end.unwrap_or(base + own.end).max(start) }
}

fn bytes<T>(node: &YamlSpanned<T>, yaml: &str) -> Range<usize> {
    let span = node.referenced.span();
    let start = (span.byte_offset().unwrap_or(0) as usize).min(yaml.len());
    let end = (start + span.byte_len().unwrap_or(0) as usize).min(yaml.len());
    yaml.floor_char_boundary(start)..yaml.floor_char_boundary(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(yaml: &str) -> Result<Node, Diagnostic> {
        parse(&InputPath::new("content/articles/a.md"), yaml, 4)
    }

    fn message(yaml: &str) -> String {
        parsed(yaml).unwrap_err().message
    }

    #[test]
    fn every_country_code_stays_text() {
        for code in crate::atlas::codes() {
            let node = parsed(&format!("countries: [{code}]\none: {code}")).unwrap();
            let Value::Map(map) = node.value else { panic!() };
            let Value::List(list) = &map[0].1.value else { panic!() };
            assert_eq!(list[0].value, Value::Text(code.to_string()));
            assert_eq!(map[1].1.value, Value::Text(code.to_string()));
        }
    }

    #[test]
    fn places_are_bytes_of_the_file() {
        let node = parsed("title: \"Über\"\nlist: [a, bc]\n").unwrap();
        let Value::Map(map) = node.value else { panic!() };
        assert_eq!(map[0].1.range, 11..18);
        let Value::List(list) = &map[1].1.value else { panic!() };
        assert_eq!(list[1].range, 29..31);
    }

    #[test]
    fn keys_are_placed_past_comments_and_quotes() {
        let yaml = "a: 1 # b: no\nb:\n# c, \"d\"\n\"c d\": {e: f, g: }\n";
        let node = parsed(yaml).unwrap();
        let Value::Map(map) = &node.value else { panic!() };
        let Value::Map(inner) = &map[2].1.value else { panic!() };
        let keys: Vec<_> =
            map.iter().chain(inner).map(|(key, _)| &yaml[key.range.start - 4..key.range.end - 4]).collect();
        assert_eq!(keys, ["a", "b", "c d", "e", "g"]);
        assert_eq!(map[1].0.range.start - 4, 13);
    }

    #[test]
    fn mistakes_are_worded_for_editors() {
        assert_eq!(message("title: a: b"), "a colon followed by a blank stands inside this value");
        assert_eq!(message("title: \"abc\nx: y"), "this quote is not closed");
        assert_eq!(message("a: 1\na: 2"), "the key `a` is given twice");
        assert!(message("a: &x 1\nb: *x").contains("anchors and aliases"));
        assert!(message(&format!("a: {}", "[".repeat(10_000))).contains("deeply nested"));
    }

    #[test]
    fn bom_crlf_and_blanks_split_alike() {
        let file = InputPath::new("a.md");
        for text in ["---\ntitle: a\n---\nbody", "\u{feff}---  \r\ntitle: a\r\n--- \r\nbody"] {
            let split = split(&file, text).unwrap_or_else(|d| panic!("{}", d.message));
            assert_eq!(split.yaml.trim(), "title: a");
            assert_eq!(split.body, "body");
        }
        assert!(split(&file, "no fence").is_err());
        assert!(split(&file, "---\ntitle: a\n").is_err());
    }
}
