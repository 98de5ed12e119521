//! YAML to a tree whose every node knows its place, put together from the parser's events. Scalars are text as
//! written, and nothing is typed. Never knows what keys mean, nor how a mistake is told.

use std::borrow::Cow;
use std::ops::Range;

pub(super) use serde_yaml::granit_parser::ErrorKind;
use serde_yaml::granit_parser::{Event, Marker, Parser, ScalarStyle, Span, StrInput, StructureStyle};

use super::{Node, Spanned, Value};

/// How deep lists and mappings stand in each other at most.
const DEPTH: usize = 16;
/// How many values a document has at most.
const VALUES: usize = 5000;

/// Why there is no tree.
#[derive(Debug)]
pub(super) enum Cause {
    /// The parser did not go on.
    Syntax(ErrorKind),
    /// A mapping has this key twice.
    Twice(String),
    /// A key is empty, a list or a mapping.
    NoKey,
    /// Something has an anchor, or is an alias of one.
    Alias,
    /// More than [`VALUES`] or deeper than [`DEPTH`].
    TooLarge,
    /// One document ended, and something follows.
    Second,
}

/// The first mistake in a document, and the byte of it where reading stopped.
#[derive(Debug)]
pub(super) struct Stop {
    pub(super) at: usize,
    pub(super) cause: Cause,
}

/// The tree of one document, its places moved by `base`. An empty document is null.
pub(super) fn compose(yaml: &str, base: usize) -> Result<Node, Stop> {
    let mut composer = Composer { parser: Parser::new_from_str(yaml), base, values: 0 };
    let mut root = Node { value: Value::Null, range: base..base };
    let mut is_read = false;
    loop {
        let (event, span) = composer.next()?;
        match event {
            Event::StreamEnd => return Ok(root),
            Event::StreamStart | Event::DocumentEnd => {}
            Event::DocumentStart(..) if is_read => return Err(stop(span.start, Cause::Second)),
            Event::DocumentStart(..) => is_read = true,
            event => root = composer.node(event, span, 0)?,
        }
    }
}

fn stop(place: Marker, cause: Cause) -> Stop {
    Stop { at: place.byte_offset().unwrap_or(0), cause }
}

struct Composer<'a> {
    parser: Parser<'a, StrInput<'a>>,
    base: usize,
    values: usize,
}

impl<'a> Composer<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Span), Stop> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => Err(stop(*error.marker(), Cause::Syntax(error.kind().clone()))),
            None => Ok((Event::StreamEnd, Span::empty(Marker::default()))),
        }
    }

    /// The node that begins with `event`, inside `depth` others.
    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node, Stop> {
        self.values += 1;
        if self.values > VALUES || depth >= DEPTH {
            return Err(stop(span.start, Cause::TooLarge));
        }
        let own = self.range(span);
        match event {
            Event::Scalar(text, style, 0, tag) => {
                Ok(Node { value: scalar(text, style, tag.is_some()), range: own })
            }
            Event::SequenceStart(style, 0, _) => {
                let mut list = Vec::new();
                let end = loop {
                    match self.next()? {
                        (Event::SequenceEnd, span) => break span,
                        (event, span) => list.push(self.node(event, span, depth + 1)?),
                    }
                };
                let last = list.last().map(|item| item.range.end);
                Ok(Node { range: self.collection(&own, last, style, end), value: Value::List(list) })
            }
            Event::MappingStart(style, 0, _) => {
                let mut map: Vec<(Spanned<String>, Node)> = Vec::new();
                let end = loop {
                    match self.next()? {
                        (Event::MappingEnd, span) => break span,
                        (event, span) => {
                            let key = self.key(event, span)?;
                            if map.iter().any(|(other, _)| other.value == key.value) {
                                return Err(stop(span.start, Cause::Twice(key.value)));
                            }
                            let (event, span) = self.next()?;
                            map.push((key, self.node(event, span, depth + 1)?));
                        }
                    }
                };
                let last = map.last().map(|(_, value)| value.range.end);
                Ok(Node { range: self.collection(&own, last, style, end), value: Value::Map(map) })
            }
            _ => Err(stop(span.start, Cause::Alias)),
        }
    }

    fn key(&self, event: Event<'a>, span: Span) -> Result<Spanned<String>, Stop> {
        match event {
            Event::Scalar(text, style, 0, tag) => match scalar(text, style, tag.is_some()) {
                Value::Text(value) => Ok(Spanned { value, range: self.range(span) }),
                _ => Err(stop(span.start, Cause::NoKey)),
            },
            Event::SequenceStart(..) | Event::MappingStart(..) => Err(stop(span.start, Cause::NoKey)),
            _ => Err(stop(span.start, Cause::Alias)),
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        let range = span.byte_range().unwrap_or_default();
        self.base + range.start..self.base + range.end
    }

    /// Where a collection stands. One in brackets ends with its bracket; any other with its last element, for the
    /// parser closes it where the next thing begins.
    fn collection(
        &self,
        own: &Range<usize>,
        last: Option<usize>,
        style: StructureStyle,
        end: Span,
    ) -> Range<usize> {
        let end = match style {
            StructureStyle::Flow => self.range(end).end,
            StructureStyle::Block => last.unwrap_or(own.end),
        };
        own.start..end.max(own.start)
    }
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle, is_tagged: bool) -> Value {
    let is_null = style == ScalarStyle::Plain
        && !is_tagged
        && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
    if is_null { Value::Null } else { Value::Text(text.into_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(yaml: &str) -> Vec<(Spanned<String>, Node)> {
        match compose(yaml, 0).unwrap_or_else(|stop| panic!("{yaml}: {stop:?}")).value {
            Value::Map(map) => map,
            other => panic!("{yaml}: {other:?}"),
        }
    }

    #[test]
    fn every_scalar_is_text_as_written() {
        let yaml =
            "a: 0012\nb: 1_000\nc: 2.50\nd: yes\ne: !!int 5\nf: 'null'\ng: >-\n  one\n  two\nh: 2018-03-03";
        let said: Vec<Value> = map(yaml).into_iter().map(|(_, node)| node.value).collect();
        let expected = ["0012", "1_000", "2.50", "yes", "5", "null", "one two", "2018-03-03"];
        assert_eq!(said, expected.map(|text| Value::Text(text.to_string())));
        for (_, node) in map("a:\nb: ~\nc: null\nd: # nothing\n") {
            assert_eq!(node.value, Value::Null);
        }
        assert_eq!(compose("# nothing\n", 7).unwrap(), Node { value: Value::Null, range: 7..7 });
    }

    #[test]
    fn every_node_knows_its_place() {
        let yaml = "a: 1 # b: no\nb:\n# c, \"d\"\n\"c d\": {e: f, g: }\nh:\n  - i\n  - [j, k]\nl: []\n";
        let said = |range: &Range<usize>| &yaml[range.clone()];
        let top = map(yaml);
        let keys: Vec<_> = top.iter().map(|(key, _)| said(&key.range)).collect();
        assert_eq!(keys, ["a", "b", "\"c d\"", "h", "l"]);
        assert_eq!(top[1].0.range, 13..14);
        let values: Vec<_> = top.iter().map(|(_, node)| said(&node.range)).collect();
        assert_eq!(values, ["1", "", "{e: f, g: }", "- i\n  - [j, k]", "[]"]);
    }
}
