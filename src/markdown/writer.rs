//! Turns the events of the Markdown parser into a `Body`: blocks and plain text here, the rest beside it.

mod balance;
mod elements;
mod emphasis;
mod footnotes;
mod headings;
mod links;
mod markup;
mod raw;
mod slips;
mod spoken;
mod tables;

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::typeset::{as_typed, mended};
use super::words::words;
use super::{Block, BlockKind, Body, Piece, Run, Style};
use crate::diagnostic::Diagnostic;
use crate::html::escaped;
use crate::input_path::InputPath;
use balance::RawElement;
use elements::Open;
use footnotes::{Defining, Footnote};
use links::OpenImage;

pub(super) struct Writer<'a> {
    file: &'a InputPath,
    source: &'a str,
    base: usize,
    style: Style<'a>,
    body: Body,
    diagnostics: Vec<Diagnostic>,
    block: Option<OpenBlock>,
    heading: Option<OpenHeading>,
    /// The headings that enclose the current place, as the author counts them, outermost first.
    levels: Vec<usize>,
    /// The ids that are taken, each with the last number put behind it.
    anchors: FxHashMap<String, usize>,
    quotes: usize,
    /// How many elements strike out what stands within.
    struck: usize,
    open_links: Vec<usize>,
    /// What was said of addresses that lead through others.
    detours: FxHashSet<Option<String>>,
    /// What is open within the current block, outermost first.
    open: Vec<Open>,
    /// Where the current block closes elements for the last time, of those it opens.
    ends: Vec<(&'static str, usize)>,
    /// What raw HTML has begun and not ended yet, outermost first.
    raw_elements: Vec<RawElement>,
    /// The elements of raw HTML that were told of as text.
    raw_names: FxHashSet<String>,
    image: Option<OpenImage>,
    code: bool,
    html: Option<Range<usize>>,
    /// Inside a comment of raw HTML.
    comment: bool,
    alignments: Vec<Alignment>,
    cell: usize,
    table_head: bool,
    footnotes: Vec<Footnote>,
    /// The footnote being defined, and what was written before it.
    defining: Option<Defining>,
}

/// A block that is being written.
struct OpenBlock {
    kind: BlockKind,
    /// Its place in the file.
    source: Range<usize>,
    /// Where its text begins.
    text: usize,
    /// Its first piece.
    piece: usize,
}

/// A heading that is being written.
struct OpenHeading {
    /// The piece that its tag is to stand in, once its words tell its id.
    piece: usize,
    /// The id that its author gives it.
    id: Option<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(file: &'a InputPath, source: &'a str, base: usize, style: Style<'a>) -> Writer<'a> {
        Writer {
            file,
            source,
            base,
            style,
            body: Body { text: String::with_capacity(source.len()), ..Body::default() },
            diagnostics: Vec::new(),
            block: None,
            heading: None,
            levels: Vec::new(),
            anchors: FxHashMap::default(),
            quotes: 0,
            struck: 0,
            open_links: Vec::new(),
            detours: FxHashSet::default(),
            open: Vec::new(),
            ends: Vec::new(),
            raw_elements: Vec::new(),
            raw_names: FxHashSet::default(),
            image: None,
            code: false,
            html: None,
            comment: false,
            alignments: Vec::new(),
            cell: 0,
            table_head: false,
            footnotes: Vec::new(),
            defining: None,
        }
    }

    pub(super) fn finish(mut self) -> (Body, Vec<Diagnostic>) {
        self.write_footnotes();
        self.warn_of_open(0);
        // Most texts have no bracket left, and one search tells so.
        if memchr::memchr2(b'[', b']', self.body.text.as_bytes()).is_some() {
            self.warn_of_brackets();
            self.warn_of_missing_footnotes();
            self.warn_of_slips();
            self.warn_of_shortcodes();
        }
        self.warn_of_indented_prose();
        if self.style.raw_html {
            self.warn_of_indented_html();
        }
        self.warn_of_no_list();
        self.warn_of_no_definition();
        if memchr::memchr(b'|', self.body.text.as_bytes()).is_some() {
            self.warn_of_no_tables();
        }
        self.warn_of_no_headings();
        self.warn_of_no_emphasis();
        self.warn_of_turned_letters();
        let bytes = self.body.text.as_bytes();
        if memchr::memchr2(b'{', b'%', bytes).is_some() || memchr::memmem::find(bytes, b":::").is_some() {
            self.warn_of_foreign_marks();
        }
        self.body.words = words(&self.body.text);
        let Body { pieces, text, runs, blocks, links, .. } = &mut self.body;
        (*pieces, *runs) = (fitted(pieces), fitted(runs));
        (*blocks, *links) = (fitted(blocks), fitted(links));
        *text = text.as_str().to_string();
        (self.body, self.diagnostics)
    }

    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            // `[[#A heading]]` shows the heading's words.
            Event::Text(text)
                if text.starts_with('#')
                    && !self.open_links.is_empty()
                    && self.source[..range.start].ends_with("[[") =>
            {
                self.text(&text[1..], range.start + 1..range.end);
            }
            Event::Text(text) => {
                let text = match as_typed(self.source, &range, &text) {
                    Some(typed) => CowStr::Borrowed(typed),
                    None => mended(self.source, &range, &text).map_or(text, CowStr::Borrowed),
                };
                self.text(&text, range);
            }
            Event::Code(code) => {
                self.html(format!("<code{}>", self.left_to_right()));
                let was = std::mem::replace(&mut self.code, true);
                self.text(&code, range);
                self.code = was;
                self.html("</code>");
            }
            Event::SoftBreak => self.text("\n", range),
            Event::HardBreak => {
                self.html("<br>");
                self.text("\n", range);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, range),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::Rule => self.html("<hr>\n"),
            Event::TaskListMarker(done) => self.text(if done { "☑ " } else { "☐ " }, range),
            // Math is off.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
        }
    }

    /// A place in the source as one in the file.
    fn in_file(&self, source: &Range<usize>) -> Range<usize> {
        self.base + source.start..self.base + source.end
    }

    /// A place in the file as one in the source.
    fn in_source(&self, file: &Range<usize>) -> Range<usize> {
        file.start - self.base..file.end - self.base
    }

    /// Where in the source a sign of the text stands as it is: not in code, behind a backslash, or by another name.
    fn place_of(&self, at: usize) -> Option<usize> {
        let run = self.body.runs.get(self.body.runs.partition_point(|run| run.text.end <= at))?;
        let place = self.body.source_of(at..at + 1).start - self.base;
        let sign = self.body.text[at..].chars().next()?;
        // Of a run that is no slice of the source, only its beginning has a place.
        let is_itself = self.source.get(place..)?.starts_with(sign) && !self.source[..place].ends_with('\\');
        (!run.code && is_itself).then_some(place)
    }

    fn html(&mut self, html: impl Into<Cow<'static, str>>) {
        if self.image.is_some() {
            return;
        }
        let html = html.into();
        match self.body.pieces.last_mut() {
            Some(Piece::Html(last)) => last.to_mut().push_str(&html),
            _ => self.body.pieces.push(Piece::Html(html)),
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(image) = &mut self.image {
            image.alt.push_str(text);
            return;
        }
        if let Some(html) = &mut self.html {
            // A raw block's text arrives as Html events; this is only its line breaks.
            html.end = range.end;
        }
        let start = self.body.text.len();
        self.body.text.push_str(text);
        let end = self.body.text.len();
        let linkable = self.heading.is_none()
            && self.quotes == 0
            && self.struck == 0
            && self.open_links.is_empty()
            && !self.code;
        // An indented code block or a quote may give a text that is not a slice of the file at that place.
        let same = self.source.get(range.clone()) == Some(text);
        let source = self.in_file(&range);
        match self.body.runs.last_mut() {
            Some(last)
                if same
                    && last.linkable == linkable
                    && last.code == self.code
                    && last.text.end == start
                    && last.source.end == source.start
                    && last.text.len() == last.source.len() =>
            {
                last.text.end = end;
                last.source.end = source.end;
            }
            _ => self.body.runs.push(Run { text: start..end, source, linkable, code: self.code }),
        }
        match self.body.pieces.last_mut() {
            Some(Piece::Text(last)) if last.end == start => last.end = end,
            _ => self.body.pieces.push(Piece::Text(start..end)),
        }
    }

    fn begin_block(&mut self, kind: BlockKind, range: &Range<usize>) {
        self.close_block();
        if !self.body.text.is_empty() && !self.body.text.ends_with("\n\n") {
            self.body.text.push_str("\n\n");
        }
        let kind = if kind == BlockKind::Paragraph && self.quotes > 0 { BlockKind::Quote } else { kind };
        let source = self.in_file(range);
        self.ends.clear();
        let (text, piece) = (self.body.text.len(), self.body.pieces.len());
        self.block = Some(OpenBlock { kind, source, text, piece });
    }

    fn close_block(&mut self) {
        if let Some(OpenBlock { kind, source, text: start, .. }) = self.block.take() {
            let end = start + self.body.text[start..].trim_end().len();
            if end > start {
                self.body.blocks.push(Block { kind, source, text: start..end });
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {
                self.open.push(Open::Markdown);
            }
            _ => self.close_elements(),
        }
        match tag {
            Tag::Paragraph => {
                self.begin_block(BlockKind::Paragraph, &range);
                self.body.pieces.push(Piece::Html("<p>".into()));
            }
            Tag::Heading { id, .. } => {
                self.begin_block(BlockKind::Heading, &range);
                self.heading =
                    Some(OpenHeading { piece: self.body.pieces.len(), id: id.map(|id| id.to_string()) });
                self.body.pieces.push(Piece::Html("".into()));
            }
            Tag::BlockQuote(_) => {
                self.quotes += 1;
                self.html("<blockquote>\n");
            }
            Tag::CodeBlock(kind) => self.begin_code(&kind, &range),
            Tag::HtmlBlock => {
                self.begin_block(BlockKind::Code, &range);
                if self.style.raw_html {
                    self.balance(&range);
                }
                self.html = Some(range);
            }
            Tag::List(Some(1)) => self.html("<ol>\n"),
            Tag::List(Some(start)) => self.html(format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.html("<ul>\n"),
            Tag::Item => {
                self.begin_block(BlockKind::Paragraph, &range);
                self.html("<li>");
            }
            Tag::FootnoteDefinition(label) => self.begin_footnote(&label, &range),
            Tag::Table(alignments) => self.begin_table(alignments),
            Tag::TableHead => {
                self.table_head = true;
                self.cell = 0;
                self.html("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.warn_of_lost_cells(range);
                self.html("<tr>");
            }
            Tag::TableCell => self.begin_cell(&range),
            Tag::Emphasis => self.html("<em>"),
            Tag::Strong => self.html("<strong>"),
            Tag::Strikethrough => {
                self.struck += 1;
                self.html("<del>");
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                self.open_link(link_type, &dest_url, &title, range)
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                self.open_image(link_type, &dest_url, &title, range)
            }
            // Not enabled.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.close_elements();
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_sub(1);
                self.html("</blockquote>\n");
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.close_block();
                self.html("</code></pre>\n");
            }
            TagEnd::HtmlBlock => {
                self.end_comment();
                self.html = None;
                self.close_block();
            }
            TagEnd::List(true) => self.html("</ol>\n"),
            TagEnd::List(false) => self.html("</ul>\n"),
            TagEnd::Item => {
                self.close_block();
                self.html("</li>\n");
            }
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::Table => self.html("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.table_head = false;
                self.html("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.html("</tr>\n"),
            TagEnd::TableCell => {
                self.close_block();
                self.html(if self.table_head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.html("</em>"),
            TagEnd::Strong => self.html("</strong>"),
            TagEnd::Strikethrough => {
                self.struck = self.struck.saturating_sub(1);
                self.html("</del>");
            }
            TagEnd::Link => self.close_link(),
            TagEnd::Image => self.end_image(),
            TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn begin_code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        self.begin_block(BlockKind::Code, range);
        self.code = true;
        let mut class = String::new();
        if let CodeBlockKind::Fenced(language) = kind {
            self.warn_of_open_fence(range);
            if !language.is_empty() {
                let language = language.split([' ', ',']).next().unwrap_or_default();
                class = format!(" class=\"language-{}\"", escaped(language));
            }
        }
        self.html(format!("<pre{} tabindex=\"0\"><code{class}>", self.left_to_right()));
    }

    /// A paragraph that is only an image becomes a figure, its title the caption.
    fn end_paragraph(&mut self) {
        let first = self.block.as_ref().map_or(0, |block| block.piece);
        self.close_block();
        if let Some([Piece::Html(open), Piece::Image(index)]) = self.body.pieces.get_mut(first..)
            && open == "<p>"
        {
            *open = "<figure>".into();
            let caption = escaped(&self.body.images[*index].title);
            let caption =
                if caption.is_empty() { caption } else { format!("<figcaption>{caption}</figcaption>") };
            self.html(format!("{caption}</figure>\n"));
            return;
        }
        self.html("</p>\n");
    }
}

/// A body is kept as long as its digest: without the room in which its lists grew. A copy, for allocators shrink
/// nothing by less than half.
fn fitted<T>(list: &mut Vec<T>) -> Vec<T> {
    let mut fitted = Vec::with_capacity(list.len());
    fitted.append(list);
    fitted
}
