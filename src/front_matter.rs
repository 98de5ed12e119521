//! The front matter fence, and the tree of what stands inside it. Never knows what keys mean; `Fields` reads them
//! for those who do.

mod astray;
mod fault;
mod fields;
mod held;
mod line;
mod meant;
mod none;
mod plain;
mod slip;
mod unread;
mod yaml;

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input_path::InputPath;

pub use astray::astray;
pub use fields::Fields;
pub use meant::parts;
pub use plain::TURNING;
pub use unread::names;

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
        let (at, message, hint) = none::instead(&text[start..]);
        return fault(start + at, message, hint);
    }
    let yaml_start = start + first.len();
    let mut at = yaml_start;
    // What may have been meant to close it, should nothing else do so.
    let mut almost = None;
    let mut has_text = false;
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
        let bare = line.trim_end();
        if bare.len() > 1 && bare.bytes().all(|b| b == b'-') {
            let message = format!("the front matter is closed by three hyphens, not by {}", bare.len());
            return fault(at, &message, "write `---`");
        }
        if bare == "..." {
            almost.get_or_insert((at, "the front matter is closed by `---`, not by `...`"));
        } else if none::is_almost_fence(bare) && !has_text {
            almost.get_or_insert((
                at,
                "the front matter is closed by three hyphens, and this line has other signs",
            ));
        } else {
            has_text |=
                !bare.is_empty() && !line.starts_with([' ', '-', '#']) && line::key_of(line).1.is_none();
        }
        at += line.len();
    }
    if let Some((at, message)) = almost {
        return fault(at, message, "write `---`");
    }
    fault(start, "the front matter is not closed", "end it with a line `---`")
}

/// Where the marks of a merge begin that version control left to the author: `<<<<<<<` and `>>>>>>>` at the beginning of
/// lines.
pub fn two_versions(text: &str) -> Option<usize> {
    let line = |from: usize, mark: &str| {
        let mut places = memchr::memmem::find_iter(&text.as_bytes()[from..], mark).map(|at| from + at);
        places.find(|at| *at == 0 || text.as_bytes()[at - 1] == b'\n')
    };
    let start = line(0, "<<<<<<< ")?;
    line(start, ">>>>>>> ").map(|_| start)
}

/// Parses YAML into a tree whose places are offsets into the file, `base` being where the YAML begins in it.
/// The document must be a mapping; an empty one is fine.
pub fn parse(file: &InputPath, yaml: &str, base: usize) -> Result<Node, Diagnostic> {
    let node = yaml::compose(yaml, base).map_err(|stop| {
        let fault = fault::explain(yaml, &stop);
        let place = first_character(yaml, base, fault.at);
        Diagnostic::error(Code::BadYaml, Span::new(file, place), fault.message).hint(fault.hint)
    })?;
    match node.value {
        Value::Map(_) => Ok(node),
        Value::Null => Ok(Node { value: Value::Map(Vec::new()), range: node.range }),
        _ => {
            let fault = fault::unseen_blank(yaml).or_else(|| slip::slip(yaml, 0));
            let place = fault.as_ref().map_or(node.range, |fault| first_character(yaml, base, fault.at));
            let (message, hint) = fault.map_or_else(
                || (NO_MAPPING.to_string(), "write lines such as `title: A headline`".to_string()),
                |fault| (fault.message, fault.hint),
            );
            Err(Diagnostic::error(Code::BadYaml, Span::new(file, place), message).hint(hint))
        }
    }
}

/// The place of the character at an offset of the YAML; one behind its end has a place too.
fn first_character(yaml: &str, base: usize, at: usize) -> Range<usize> {
    let length = yaml[at.min(yaml.len())..].chars().next().map_or(1, char::len_utf8);
    base + at..base + at + length
}

const NO_MAPPING: &str = "this is not a mapping of keys to values";

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

/// Values that begin with a `!` which was probably meant as text: YAML takes the word for a type, and nobody sees it.
pub fn typed(file: &InputPath, text: &str, node: &Node) -> Vec<Diagnostic> {
    match &node.value {
        Value::Map(map) => map.iter().flat_map(|(_, node)| typed(file, text, node)).collect(),
        Value::List(list) => list.iter().flat_map(|node| typed(file, text, node)).collect(),
        Value::Null => Vec::new(),
        Value::Text(_) => {
            let before = text.get(..node.range.start).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default().trim_end();
            let word = line.rsplit([' ', '[', ',']).next().unwrap_or_default();
            let is_inside = text.get(node.range.clone()).is_some_and(|value| value.starts_with('!'));
            let start = if is_inside { node.range.start } else { before.trim_end().len() - word.len() };
            // `!!str` is no slip.
            let is_type = |text: &str| text.starts_with('!') && !text.starts_with("!!");
            if !is_type(text.get(start..).unwrap_or_default()) {
                return Vec::new();
            }
            let value = text.get(start..node.range.end).unwrap_or_default();
            let message = "this `!` begins the name of a type, which readers do not see".to_string();
            let warning =
                Diagnostic::warning(Code::BadValue, Span::new(file, start..node.range.end), message);
            vec![warning.hint(format!("put the whole value in quotes: {}", fault::in_single_quotes(value)))]
        }
    }
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
