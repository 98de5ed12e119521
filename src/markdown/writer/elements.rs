//! Elements of HTML that Markdown has no sign for, `H<sub>2</sub>O`, `21<sup>st</sup>`: those that only say what words
//! are, without attributes and closed in their own block. Never lets one reach beyond what it stands in.

use std::ops::Range;

use super::Writer;

/// The elements that pass: text-level semantics and edits (HTML, 4.5 and 4.7) that say all without an attribute.
const PASSING: [&str; 18] = [
    "b", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "strong", "sub",
    "sup", "u", "var",
];

/// Something that is open at a place within a block.
pub(super) enum Open {
    /// Emphasis, a link: what Markdown closes.
    Markdown,
    /// An element the author wrote, of this name.
    Element(&'static str),
}

impl Writer<'_> {
    /// Writes a tag, if it is one that passes here; otherwise says so.
    pub(super) fn element(&mut self, tag: &str, range: &Range<usize>) -> bool {
        if self.html.is_some() {
            return false;
        }
        let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end();
        if inner.trim_end_matches('/').trim_end().eq_ignore_ascii_case("br") {
            self.html("<br>");
            self.text("\n", range.clone());
            return true;
        }
        let (name, closes) = inner.strip_prefix('/').map_or((inner, false), |name| (name, true));
        let Some(name) = PASSING.into_iter().find(|passing| passing.eq_ignore_ascii_case(name)) else {
            return false;
        };
        if closes {
            let is_open = matches!(self.open.last(), Some(Open::Element(open)) if *open == name);
            if is_open {
                self.open.pop();
                self.close(name);
            }
            return is_open;
        }
        // One within itself would say nothing more, and a thousand of them would be a thousand elements deep.
        let is_open = self.open.iter().any(|open| matches!(open, Open::Element(open) if *open == name));
        let passes = !is_open && self.last_end(name) >= range.end;
        if passes {
            self.open.push(Open::Element(name));
            self.struck += usize::from(strikes_out(name));
            self.html(format!("<{name}>"));
        }
        passes
    }

    /// Where in the file's text the current block closes the element for the last time; 0 where it does not. It is looked
    /// for once in a block, for a text may open as many as it has words.
    fn last_end(&mut self, name: &'static str) -> usize {
        if let Some((_, known)) = self.ends.iter().find(|(known, _)| *known == name) {
            return *known;
        }
        let range = self.block.as_ref().map_or(0..0, |block| self.in_source(&block.source));
        let block = self.source.get(range.clone()).unwrap_or_default();
        let closes = |(at, _): &(usize, &str)| {
            let tag = &block.as_bytes()[at + 2..];
            let said = tag.get(..name.len()).is_some_and(|said| said.eq_ignore_ascii_case(name.as_bytes()));
            said && tag[name.len()..].trim_ascii_start().starts_with(b">")
        };
        let last = block.rmatch_indices("</").find(closes).map_or(0, |(at, _)| range.start + at);
        self.ends.push((name, last));
        last
    }

    /// Ends the elements that were opened since Markdown opened something, and that too.
    pub(super) fn close_elements(&mut self) {
        while let Some(Open::Element(name)) = self.open.pop() {
            self.close(name);
        }
    }

    fn close(&mut self, name: &str) {
        self.struck -= usize::from(strikes_out(name));
        self.html(format!("</{name}>"));
    }
}

/// Whether an element says that what it holds no longer stands.
fn strikes_out(name: &str) -> bool {
    matches!(name, "s" | "del")
}
