//! Raw HTML that begins what it does not end, or ends what it did not begin: it would reach beyond the text, into the page.

use std::ops::Range;

use super::Writer;
use crate::diagnostic::{Code, Diagnostic, Span};

/// An element of raw HTML that is open, with the place of its tag in the text.
pub(super) struct RawElement {
    name: String,
    place: Range<usize>,
}

impl RawElement {
    fn is_drawing(&self) -> bool {
        matches!(self.name.as_str(), "svg" | "math")
    }
}

/// How many open elements are looked through for the one that a tag ends.
const DEEPEST: usize = 100;

/// A tag, as far as it matters whether it has another half.
struct HtmlTag<'a> {
    name: &'a str,
    closes: bool,
    /// Whether it is written `<name/>`.
    is_single: bool,
    place: Range<usize>,
}

impl Writer<'_> {
    /// Goes through the tags of a piece of raw HTML that is published as it is.
    pub(super) fn balance(&mut self, range: &Range<usize>) {
        let mut at = range.start;
        while let Some(tag) = next_tag(&self.source[..range.end], &mut at) {
            let name = tag.name.to_ascii_lowercase();
            if ENDLESS.contains(&name.as_str()) {
                continue;
            }
            if !tag.closes {
                // In drawings and formulas, as in XML, it ends with itself.
                let is_drawn = || {
                    name == "svg" || self.raw_elements.iter().rev().take(DEEPEST).any(|it| it.is_drawing())
                };
                match tag.is_single {
                    true if is_drawn() => {}
                    true => self.warn_of_single(&tag),
                    false => self.raw_elements.push(RawElement { name, place: tag.place }),
                }
                continue;
            }
            let near = self.raw_elements.len().saturating_sub(DEEPEST);
            match self.raw_elements[near..].iter().rposition(|open| open.name == name) {
                Some(open) => {
                    self.warn_of_open(near + open + 1);
                    self.raw_elements.pop();
                }
                // Browsers pass over what ends nothing.
                None if AROUND.contains(&name.as_str()) => self.warn_of_half(
                    tag.place,
                    format!("`</{name}>` ends nothing of this text, but of the page around it"),
                    "take it out".to_string(),
                ),
                None => {}
            }
        }
    }

    /// Warns of the elements that are open from this one on, as none of them may be.
    pub(super) fn warn_of_open(&mut self, from: usize) {
        for RawElement { name, place } in self.raw_elements.split_off(from) {
            let message = format!("`<{name}>` is not closed: what follows on the page falls within it");
            self.warn_of_half(place, message, format!("write `</{name}>` where it ends"));
        }
    }

    fn warn_of_single(&mut self, tag: &HtmlTag<'_>) {
        let name = tag.name;
        let message = format!("in HTML `/>` closes no `<{name}>`: what follows on the page falls within it");
        // Elements of other programs are called as their parts are.
        let hint = match name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.contains(|c: char| c.is_ascii_lowercase())
        {
            true => "take it out: it stands for something of another program".to_string(),
            false => format!("write `></{name}>` in its place"),
        };
        self.warn_of_half(tag.place.clone(), message, hint);
    }

    fn warn_of_half(&mut self, place: Range<usize>, message: String, hint: String) {
        let span = Span::new(self.file, self.base + place.start..self.base + place.end);
        self.diagnostics.push(Diagnostic::warning(Code::RawHtml, span, message).hint(hint));
    }
}

/// Elements that have no end, or whose end may be left out (HTML, 13.1.2.4): none of them reaches beyond what holds it.
const ENDLESS: [&str; 33] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption",
    "option", "optgroup", "rt", "rp", "html", "head", "body",
];

/// The elements that a text stands in on its page.
const AROUND: [&str; 4] = ["div", "article", "section", "main"];

/// The next tag from a place on, which then is the one behind it.
fn next_tag<'a>(source: &'a str, at: &mut usize) -> Option<HtmlTag<'a>> {
    loop {
        let start = *at + memchr::memchr(b'<', source.get(*at..)?.as_bytes())?;
        let rest = &source[start..];
        if rest.starts_with("<!--") {
            *at = start + rest.find("-->")? + "-->".len();
            continue;
        }
        let closes = rest.starts_with("</");
        let inner = &rest[1 + usize::from(closes)..];
        let length = inner
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'.'))
            .count();
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            *at = start + 1;
            continue;
        }
        let name = &inner[..length];
        let end = start + end_of_tag(rest)?;
        let is_single = source[..end].ends_with("/>");
        *at = end;
        // What stands in these is no HTML.
        if !closes
            && !is_single
            && ["script", "style", "textarea"].iter().any(|it| name.eq_ignore_ascii_case(it))
        {
            let ends = |at: &usize| {
                let said = source.as_bytes()[end + at + 2..].get(..length);
                said.is_some_and(|said| said.eq_ignore_ascii_case(name.as_bytes()))
            };
            let close = memchr::memmem::find_iter(&source.as_bytes()[end..], "</").find(ends);
            *at = close.map_or(source.len(), |close| end + close);
        }
        return Some(HtmlTag { name, closes, is_single, place: start..end });
    }
}

/// Where the tag that a text begins with ends: a `>` in quotes is a sign of a value.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    let end = text.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), _) if open == byte => {
            quote = None;
            false
        }
        _ => false,
    })?;
    Some(end + 1)
}
