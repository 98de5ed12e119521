//! Markdown to a `Body`: pieces of HTML, plain text with offsets, blocks with their places, and links that
//! still say what the author wrote. One pass; knows no entity and no URL, so a body never goes stale.

mod headline;
mod links;
mod mistyped;
mod typeset;
mod words;
mod writer;

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::{BrokenLink, LinkType, Options, Parser};
use rustc_hash::FxHashSet;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input_path::InputPath;

pub use headline::own_headline;
pub use links::{Target, classify, is_host, on_site};
pub use typeset::typeset;

/// A Markdown text, parsed.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The HTML in order, with holes where `render` writes URLs.
    pub pieces: Vec<Piece>,
    /// The plain text; blocks are parted by an empty line, soft breaks are line breaks.
    pub text: String,
    /// Where each stretch of `text` stands in the file, in order.
    pub runs: Vec<Run>,
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// Every link that is not to another site, and every one to another site too, in order.
    pub links: Vec<Link>,
    /// The images in order.
    pub images: Vec<Image>,
    /// The ids that headings have.
    pub anchors: Vec<String>,
    /// Words of the plain text.
    pub words: usize,
}

/// A stretch of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// HTML as it is.
    Html(Cow<'static, str>),
    /// A range of `Body::text`, to be escaped.
    Text(Range<usize>),
    /// `<a …>` for `Body::links[i]`.
    Open(usize),
    /// `</a>` for `Body::links[i]`.
    Close(usize),
    /// `<img …>` for `Body::images[i]`.
    Image(usize),
}

/// A stretch of plain text and the bytes of the file it comes from. Where both have the same length,
/// offsets correspond byte by byte; otherwise (an entity, a typographic quote) only as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Range of `Body::text`.
    pub text: Range<usize>,
    /// Bytes of the file.
    pub source: Range<usize>,
    /// Whether a name here may become a link: not in a heading, link, code, image, quote or footnote label.
    pub linkable: bool,
    /// Whether this is code, where no name is one.
    pub code: bool,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, also in a list item.
    Paragraph,
    /// A heading.
    Heading,
    /// A paragraph in a block quote.
    Quote,
    /// Code.
    Code,
    /// A cell of a table.
    Cell,
}

/// A leaf block of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of the file.
    pub source: Range<usize>,
    /// Range of `Body::text`.
    pub text: Range<usize>,
}

/// A link as the author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it points to.
    pub target: Target,
    /// Its title, possibly empty.
    pub title: String,
    /// Bytes of the file: the whole link.
    pub source: Range<usize>,
    /// Range of `Body::text`: the words that are linked.
    pub text: Range<usize>,
}

/// An image of the digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The file beside the Markdown file, as written.
    pub file: String,
    /// The text for those who do not see it.
    pub alt: String,
    /// Its title, shown as a caption.
    pub title: String,
    /// Bytes of the file.
    pub source: Range<usize>,
}

/// How a text is parsed.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// Whether raw HTML goes into the page as it is.
    pub raw_html: bool,
    /// Whether straight quotes become English typographic ones.
    pub smart: bool,
    /// What ids of footnotes begin with: two bodies may share a page.
    pub prefix: &'a str,
    /// BCP 47 tag of the language that the text is in.
    pub language: &'a str,
    /// The same of the language that the page speaks.
    pub page_language: &'a str,
    /// Scheme and host of the site.
    pub origin: &'a str,
    /// Where the site begins on its host: `/`, or `/digest/`.
    pub base_path: &'a str,
}

impl<'a> Style<'a> {
    /// That of a text which stands on no page of a site.
    pub fn alone(language: &'a str) -> Style<'a> {
        Style {
            raw_html: false,
            smart: true,
            prefix: "text",
            language,
            page_language: language,
            origin: "",
            base_path: "/",
        }
    }
}

/// A text with more footnote labels or nesting than any article has takes long to parse; it is refused.
const MOST_FOOTNOTES: usize = 2000;
const DEEPEST_NESTING: usize = 200;

/// Parses the Markdown in `source`, which begins at byte `base` of `file`.
pub fn parse(file: &InputPath, source: &str, base: usize, style: Style<'_>) -> (Body, Vec<Diagnostic>) {
    if let Some((at, message)) = too_complex(source) {
        let diagnostic = Diagnostic::error(Code::TooComplex, Span::at(file, base + at), message.to_string())
            .hint("shorten the text, or split it into several files");
        return (Body::default(), vec![diagnostic]);
    }
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    options.set(Options::ENABLE_WIKILINKS, has_wikilinks(source));
    options.set(Options::ENABLE_SMART_PUNCTUATION, style.smart);
    let mut writer = writer::Writer::new(file, source, base, style);
    let mut undefined = Vec::new();
    let on_undefined = |link: BrokenLink<'_>| {
        // `[sic]` alone is no link.
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push((link.span, link.reference.to_string()));
        }
        None
    };
    let mut events =
        Parser::new_with_broken_link_callback(source, options, Some(on_undefined)).into_offset_iter();
    for (event, range) in events.by_ref() {
        writer.event(event, range);
    }
    let known = events.reference_definitions();
    let twice: Vec<_> = definitions(source)
        .filter_map(|(at, label)| Some((at, label, known.get(label).filter(|first| first.span.start != at)?)))
        .collect();
    // `[#]: …` and `[//]: # (…)` are comments: nothing refers to them.
    let used = if twice.is_empty() { FxHashSet::default() } else { labels(source) };
    for (at, label, first) in twice {
        if used.contains(&label.to_lowercase()) {
            writer.defined_twice(at, label, first.span.clone(), &first.dest);
        }
    }
    drop(events);
    let closed = if undefined.is_empty() { FxHashSet::default() } else { closed(source) };
    for (range, label) in undefined {
        // Shortcodes side by side, `[row][column width="1"]`, are told of as such.
        if !(closed.contains(&*label) || label.starts_with('/') || label.contains("=\"")) {
            writer.undefined(range, &label);
        }
    }
    writer.finish()
}

/// Whether double brackets are links by a name. Other programs know only single ones: in a text all of whose double ones
/// stand before an address, `[[Bug 1]](https://…)`, or one of which holds a label that it defines, they are a link in
/// brackets.
fn has_wikilinks(source: &str) -> bool {
    let mut places = memchr::memmem::find_iter(source.as_bytes(), "[[").peekable();
    if places.peek().is_none() {
        return true;
    }
    let defined: FxHashSet<String> = definitions(source).map(|(_, label)| label.to_lowercase()).collect();
    let mut has_names = false;
    for at in places {
        let inner = &source[at + 2..source.floor_char_boundary(at + 2 + LONGEST_LABEL)];
        // A list in a list, `[[3, 5], [5, 7]]`, is no name.
        let Some((label, rest)) = inner.split_once("]]").filter(|(label, _)| !label.contains('[')) else {
            continue;
        };
        // Whoever defines a label knows no links by name.
        if defined.contains(&label.to_lowercase()) {
            return false;
        }
        if !rest.starts_with('(') {
            has_names = true;
        }
    }
    has_names
}

/// How many bytes of a name in brackets are looked at.
const LONGEST_LABEL: usize = 200;

/// The labels that lines such as `[label]: https://…` define, with the places of their brackets.
fn definitions(source: &str) -> impl Iterator<Item = (usize, &str)> {
    memchr::memmem::find_iter(source.as_bytes(), "]:").filter_map(|at| {
        let near = source.ceil_char_boundary(at.saturating_sub(LONGEST_LABEL));
        let line = source[near..at].rsplit('\n').next()?;
        let label = line.trim_start().strip_prefix('[')?;
        Some((at - label.len() - 1, label))
    })
}

/// The names of shortcodes that a text closes: `[/row]`.
fn closed(source: &str) -> FxHashSet<&str> {
    let names = memchr::memmem::find_iter(source.as_bytes(), "[/").filter_map(|at| {
        let near = &source[at + 2..source.floor_char_boundary(at + 2 + LONGEST_LABEL)];
        near.split_once(']').map(|(name, _)| name)
    });
    names.collect()
}

/// The labels that stand in brackets, but where they are defined.
fn labels(source: &str) -> FxHashSet<String> {
    let bytes = source.as_bytes();
    let ends = memchr_iter(b']', bytes).filter(|at| bytes.get(at + 1) != Some(&b':'));
    let label = |at: usize| {
        let near = &source[source.ceil_char_boundary(at.saturating_sub(LONGEST_LABEL))..at];
        near.rsplit_once('[').map(|(_, label)| label.to_lowercase())
    };
    ends.filter_map(label).collect()
}

fn too_complex(source: &str) -> Option<(usize, &'static str)> {
    let bytes = source.as_bytes();
    let mut labels = memchr_iter(b'[', bytes).filter(|at| bytes.get(at + 1) == Some(&b'^'));
    if let Some(at) = labels.nth(MOST_FOOTNOTES) {
        return Some((at, "this text has more than 2,000 footnote labels"));
    }
    let is_too_deep = |at: &usize| {
        let line = &source[*at..];
        let is_rule = || {
            let line = line.lines().next().unwrap_or_default();
            line.trim().bytes().all(|b| b"-* ".contains(&b))
        };
        let marks = line.bytes().take_while(|b| b" \t>-*+".contains(b));
        marks.filter(|b| b">-*+".contains(b)).nth(DEEPEST_NESTING).is_some() && !is_rule()
    };
    let mut lines = std::iter::once(0).chain(memchr_iter(b'\n', bytes).map(|end| end + 1));
    lines.find(is_too_deep).map(|at| (at, "this text is nested more than 200 levels deep"))
}

impl Body {
    /// The bytes of the file that a place in the plain text comes from.
    pub fn source_of(&self, text: Range<usize>) -> Range<usize> {
        let at = |offset: usize, end: bool| {
            let index = self
                .runs
                .partition_point(|run| if end { run.text.end < offset } else { run.text.end <= offset });
            let Some(run) = self.runs.get(index) else {
                return self.runs.last().map_or(0, |run| run.source.end);
            };
            if run.text.len() == run.source.len() {
                run.source.start + offset.saturating_sub(run.text.start)
            } else if end {
                run.source.end
            } else {
                run.source.start
            }
        };
        at(text.start, false)..at(text.end, true)
    }

    /// Whether a block is a paragraph that stands right below another one: no item of a list.
    fn is_below_paragraph(&self, block: &Block) -> bool {
        let begins = |piece: &Piece| matches!(piece, Piece::Text(text) if text.end > block.text.start);
        let words = self.pieces.iter().position(begins).unwrap_or_default();
        let is_text = |piece: &Piece| matches!(piece, Piece::Text(_));
        let from = self.pieces[..words].iter().rposition(is_text).map_or(0, |at| at + 1);
        let opens = |piece: &Piece| matches!(piece, Piece::Html(html) if html.starts_with("<p>"));
        let opening = self.pieces[from..words].iter().position(opens);
        let above = opening.and_then(|at| self.pieces[..from + at].last());
        matches!(above, Some(Piece::Html(html)) if html.ends_with("</p>\n"))
    }

    /// The first sentences, up to about two hundred characters: a summary for an article that gives none. Of a sentence
    /// without an end, its beginning; of HTML that is shown as text, nothing.
    pub fn first_sentences(&self) -> String {
        let paragraphs = || {
            self.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph && !block.text.is_empty())
        };
        // A salutation, a date or a line for another program is no sentence; where nothing is one, all may be.
        let is_prose = |block: &&Block| {
            let text = self.text[block.text.clone()].trim();
            !text.starts_with('{') && text.ends_with(ENDS)
        };
        let Some(block) = paragraphs().find(is_prose).or_else(|| paragraphs().next()) else {
            return String::new();
        };
        let mut said = block.text.start..block.text.start;
        let mut after = self.blocks[self.blocks.partition_point(|it| it.text.start <= said.start)..].iter();
        let mut next = Some(block);
        while let Some(block) = next {
            let paragraph = &self.text[block.text.clone()];
            let before = self.text[said.clone()].chars().map(width).sum::<usize>();
            for sentence in crate::sentence::split(paragraph) {
                let long = before + paragraph[..sentence.end].chars().map(width).sum::<usize>();
                if !said.is_empty() && long > 200 {
                    break;
                }
                said.end = block.text.start + sentence.end;
            }
            // "Hello everyone!", or the headline once more, says little: so does the paragraph below.
            let is_little = self.text[said.clone()].chars().map(width).sum::<usize>() < LEAST_SUMMARY;
            next = after.next().filter(|next| is_little && is_prose(next) && self.is_below_paragraph(next));
        }
        let first = self.runs.partition_point(|run| run.text.end <= said.start);
        let mut words = String::new();
        let mut end = said.start;
        for run in self.runs[first..].iter().take_while(|run| run.text.start < said.end) {
            let text = &self.text[run.text.start.max(said.start)..run.text.end.min(said.end)];
            // Sentences of China and Japan have no blank between them.
            if run.text.start > end && !words.ends_with(|c| width(c) > 1) {
                words.push(' ');
            }
            end = run.text.end;
            if !(run.code && text.starts_with('<') && text.ends_with('>')) {
                words.push_str(text);
            }
        }
        let mut summary = String::new();
        for word in words.split_whitespace() {
            if summary.len() + word.len() > LONGEST_SUMMARY && !summary.is_empty() {
                return summary + " …";
            }
            if !summary.is_empty() {
                summary.push(' ');
            }
            summary.push_str(word);
        }
        summary
    }
}

/// How wide a summary is that says something.
const LEAST_SUMMARY: usize = 60;

/// A letter of China, Japan or Korea says as much as two or three of others.
fn width(letter: char) -> usize {
    if ('\u{2e80}'..='\u{ffef}').contains(&letter) { 2 } else { 1 }
}

/// What a paragraph of sentences ends with.
const ENDS: [char; 14] = ['.', '!', '?', '…', '”', '’', '"', '»', ')', '。', '！', '？', '؟', '۔'];

/// How long a summary may be that nobody wrote, in bytes.
const LONGEST_SUMMARY: usize = 400;

#[cfg(test)]
mod tests;
