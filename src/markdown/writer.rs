//! Turns the events of the Markdown parser into a `Body`.

use std::ops::Range;

use rustc_hash::FxHashMap;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::{Block, BlockKind, Body, Image, Link, Piece, Run, Style, Target, classify};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::html::escaped;
use crate::input::InputPath;
use crate::slug::slugify;

/// A footnote of the text: its label, its number (from 1, by first reference) and its pieces.
struct Footnote {
    label: String,
    references: usize,
    pieces: Vec<Piece>,
}

/// The image that is being read: its text becomes `alt`.
struct OpenImage {
    destination: String,
    title: String,
    alt: String,
    source: Range<usize>,
}

pub(super) struct Writer<'a> {
    file: &'a InputPath,
    source: &'a str,
    base: usize,
    style: Style<'a>,
    body: Body,
    diagnostics: Vec<Diagnostic>,
    /// The start of the current block: its kind, place in the file, place in the text, first piece.
    block: Option<(BlockKind, Range<usize>, usize, usize)>,
    heading: Option<(usize, Option<String>)>,
    /// The headings that enclose the current place, as the author counts them, outermost first.
    levels: Vec<usize>,
    /// The ids that are taken, each with the last number put behind it.
    anchors: FxHashMap<String, usize>,
    quotes: usize,
    open_links: Vec<usize>,
    image: Option<OpenImage>,
    code: bool,
    html: Option<Range<usize>>,
    /// Inside a comment of raw HTML.
    comment: bool,
    alignments: Vec<Alignment>,
    cell: usize,
    table_head: bool,
    footnotes: Vec<Footnote>,
    /// The footnote being defined, and the main pieces put aside meanwhile.
    defining: Option<(usize, Vec<Piece>)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(file: &'a InputPath, source: &'a str, base: usize, style: Style<'a>) -> Writer<'a> {
        Writer {
            file,
            source,
            base,
            style,
            body: Body::default(),
            diagnostics: Vec::new(),
            block: None,
            heading: None,
            levels: Vec::new(),
            anchors: FxHashMap::default(),
            quotes: 0,
            open_links: Vec::new(),
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
        // A word has a letter or digit; looking at bytes is enough, for every other script's letters are above ASCII.
        let is_word = |word: &&str| word.bytes().any(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
        self.body.words = self.body.text.split_ascii_whitespace().filter(is_word).count();
        (self.body, self.diagnostics)
    }

    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => {
                self.html("<code>");
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

    fn html(&mut self, html: &str) {
        if self.image.is_some() {
            return;
        }
        match self.body.pieces.last_mut() {
            Some(Piece::Html(last)) => last.push_str(html),
            _ => self.body.pieces.push(Piece::Html(html.to_string())),
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
        let linkable = self.heading.is_none() && self.quotes == 0 && self.open_links.is_empty() && !self.code;
        // An indented code block or a quote may give a text that is not a slice of the file at that place.
        let same = self.source.get(range.clone()) == Some(text);
        let source = self.base + range.start..self.base + range.end;
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
        let source = self.base + range.start..self.base + range.end;
        self.block = Some((kind, source, self.body.text.len(), self.body.pieces.len()));
    }

    fn close_block(&mut self) {
        if let Some((kind, source, text_start, _)) = self.block.take() {
            let end = text_start + self.body.text[text_start..].trim_end().len();
            if end > text_start {
                self.body.blocks.push(Block { kind, source, text: text_start..end });
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.begin_block(BlockKind::Paragraph, &range);
                self.body.pieces.push(Piece::Html("<p>".to_string()));
            }
            Tag::Heading { id, .. } => {
                self.begin_block(BlockKind::Heading, &range);
                self.body.pieces.push(Piece::Html(String::new()));
                let opening = self.body.pieces.len() - 1;
                self.heading = Some((opening, id.map(|id| id.to_string())));
            }
            Tag::BlockQuote(_) => {
                self.quotes += 1;
                self.html("<blockquote>\n");
            }
            Tag::CodeBlock(kind) => {
                self.begin_block(BlockKind::Code, &range);
                self.code = true;
                match kind {
                    CodeBlockKind::Fenced(language) if !language.is_empty() => {
                        let language = language.split([' ', ',']).next().unwrap_or_default();
                        self.html(&format!("<pre><code class=\"language-{}\">", escaped(language)));
                    }
                    _ => self.html("<pre><code>"),
                }
            }
            Tag::HtmlBlock => {
                self.begin_block(BlockKind::Code, &range);
                self.html = Some(range);
            }
            Tag::List(Some(1)) => self.html("<ol>\n"),
            Tag::List(Some(start)) => self.html(&format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.html("<ul>\n"),
            Tag::Item => {
                self.begin_block(BlockKind::Paragraph, &range);
                self.html("<li>");
            }
            Tag::FootnoteDefinition(label) => {
                let index = self.footnote(&label);
                self.defining = Some((index, std::mem::take(&mut self.body.pieces)));
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.html("<div class=\"table\"><table>\n");
            }
            Tag::TableHead => {
                self.table_head = true;
                self.cell = 0;
                self.html("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.html("<tr>");
            }
            Tag::TableCell => {
                self.begin_block(BlockKind::Cell, &range);
                let name = if self.table_head { "th scope=\"col\"" } else { "td" };
                let class = match self.alignments.get(self.cell) {
                    Some(Alignment::Right) => " class=\"right\"",
                    Some(Alignment::Center) => " class=\"center\"",
                    _ => "",
                };
                self.html(&format!("<{name}{class}>"));
                self.cell += 1;
            }
            Tag::Emphasis => self.html("<em>"),
            Tag::Strong => self.html("<strong>"),
            Tag::Strikethrough => self.html("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.open_link(link_type, &dest_url, &title, range)
            }
            Tag::Image { dest_url, title, link_type, .. } => {
                if matches!(link_type, LinkType::WikiLink { .. }) || self.image.is_some() {
                    return;
                }
                self.image = Some(OpenImage {
                    destination: dest_url.to_string(),
                    title: title.to_string(),
                    alt: String::new(),
                    source: self.base + range.start..self.base + range.end,
                });
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
                self.html = None;
                self.comment = false;
                self.close_block();
            }
            TagEnd::List(true) => self.html("</ol>\n"),
            TagEnd::List(false) => self.html("</ul>\n"),
            TagEnd::Item => {
                self.close_block();
                self.html("</li>\n");
            }
            TagEnd::FootnoteDefinition => {
                self.close_block();
                if let Some((index, main)) = self.defining.take() {
                    self.footnotes[index].pieces = std::mem::replace(&mut self.body.pieces, main);
                }
            }
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
            TagEnd::Strikethrough => self.html("</del>"),
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

    /// A paragraph that is only an image becomes a figure, its title the caption.
    fn end_paragraph(&mut self) {
        let first = self.block.as_ref().map_or(0, |block| block.3);
        self.close_block();
        if let Some([Piece::Html(open), Piece::Image(index)]) = self.body.pieces.get_mut(first..)
            && open.as_str() == "<p>"
        {
            *open = "<figure>".to_string();
            let caption = escaped(&self.body.images[*index].title);
            let caption =
                if caption.is_empty() { caption } else { format!("<figcaption>{caption}</figcaption>") };
            self.html(&format!("{caption}</figure>\n"));
            return;
        }
        self.html("</p>\n");
    }

    /// Body headings stand below the article's own title: each moves one level down. A body that begins at `##`, or
    /// leaves a level out, still leaves none out on the page.
    fn end_heading(&mut self, level: HeadingLevel) {
        let level = level as usize;
        while self.levels.last().is_some_and(|outer| *outer >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        let level = (self.levels.len() + 1).min(6);
        let text_start = self.block.as_ref().map_or(0, |block| block.2);
        let text = self.body.text[text_start..].trim().to_string();
        self.close_block();
        if let Some((opening, given)) = self.heading.take() {
            let id = self.anchor(&given.unwrap_or_else(|| slugify(&text)));
            self.body.pieces[opening] = Piece::Html(format!("<h{level} id=\"{}\">", escaped(&id)));
        }
        self.html(&format!("</h{level}>\n"));
    }

    fn anchor(&mut self, wanted: &str) -> String {
        let wanted: String = wanted.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let wanted = if wanted.is_empty() { "section".to_string() } else { wanted };
        let mut id = wanted.clone();
        // The number goes on where the last heading of these words left it: many equal headings stay cheap.
        let mut number = self.anchors.get(&wanted).copied().unwrap_or(1);
        while self.anchors.contains_key(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        self.anchors.insert(wanted, number);
        self.anchors.entry(id.clone()).or_insert(1);
        self.body.anchors.push(id.clone());
        id
    }

    fn open_link(
        &mut self,
        link_type: LinkType,
        destination: &CowStr<'_>,
        title: &CowStr<'_>,
        range: Range<usize>,
    ) {
        if self.image.is_some() {
            return;
        }
        let target = match link_type {
            LinkType::WikiLink { .. } => Target::Name(destination.trim().to_string()),
            LinkType::Email => Target::External(format!("mailto:{destination}")),
            _ => classify(destination),
        };
        let source = self.base + range.start..self.base + range.end;
        if let Target::Unsafe(url) = &target {
            let scheme = url.split(':').next().unwrap_or_default();
            let message = format!("a link with the scheme `{scheme}:` is not published; its words stay");
            self.diagnostics.push(
                Diagnostic::warning(Code::UnsafeLink, Span::new(self.file, source.clone()), message)
                    .hint("link to http, https, mailto or tel, or to a page of the digest"),
            );
        }
        let text = self.body.text.len()..self.body.text.len();
        self.body.links.push(Link { target, title: title.to_string(), source, text });
        let index = self.body.links.len() - 1;
        self.open_links.push(index);
        self.body.pieces.push(Piece::Open(index));
    }

    fn close_link(&mut self) {
        if self.image.is_some() {
            return;
        }
        if let Some(index) = self.open_links.pop() {
            self.body.links[index].text.end = self.body.text.len();
            self.body.pieces.push(Piece::Close(index));
        }
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        match classify(&image.destination) {
            Target::Attachment(file) => {
                self.body.images.push(Image {
                    file,
                    alt: image.alt,
                    title: image.title,
                    source: image.source,
                });
                self.body.pieces.push(Piece::Image(self.body.images.len() - 1));
            }
            target => {
                let remote = matches!(target, Target::External(_));
                let (code, message) = if remote {
                    (
                        Code::RemoteImage,
                        "this image lies on another host; the page links to it instead of loading it",
                    )
                } else {
                    (Code::MissingFile, "an image is a file beside the article")
                };
                let diagnostic = Diagnostic::warning(
                    code,
                    Span::new(self.file, image.source.clone()),
                    message.to_string(),
                )
                .hint("save the image beside the article and name it here: ![text](photo.jpg)");
                self.diagnostics.push(diagnostic);
                let start = self.body.text.len();
                let words = if image.alt.trim().is_empty() { "image" } else { image.alt.trim() };
                if remote {
                    let link =
                        Link { target, title: image.title, source: image.source.clone(), text: start..start };
                    self.body.links.push(link);
                    let index = self.body.links.len() - 1;
                    self.open_links.push(index);
                    self.body.pieces.push(Piece::Open(index));
                }
                let range = image.source.start - self.base..image.source.end - self.base;
                self.text(words, range);
                if remote {
                    self.close_link();
                }
            }
        }
    }

    fn raw_html(&mut self, html: &str, range: Range<usize>) {
        // A comment is for the author; it may reach over several lines, each an event of its own.
        self.comment = self.comment || html.trim_start().starts_with("<!--");
        if self.comment {
            self.comment = !html.trim_end().ends_with("-->");
            return;
        }
        if self.style.raw_html {
            self.html(html);
            return;
        }
        let closing = html.starts_with("</");
        if !closing && self.html.as_ref().is_none_or(|block| block.start == range.start) {
            let span = Span::new(self.file, self.base + range.start..self.base + range.end);
            self.diagnostics.push(
                Diagnostic::warning(Code::RawHtml, span, "raw HTML is shown as text".to_string())
                    .hint("write Markdown instead, or set `raw_html: true` in digest.yaml"),
            );
        }
        let block = self.html.is_some();
        if block {
            self.html("<p>");
        }
        let was = std::mem::replace(&mut self.code, true);
        self.text(html, range);
        self.code = was;
        if block {
            self.html("</p>\n");
        }
    }

    fn footnote(&mut self, label: &str) -> usize {
        match self.footnotes.iter().position(|note| note.label == label) {
            Some(index) => index,
            None => {
                self.footnotes.push(Footnote { label: label.to_string(), references: 0, pieces: Vec::new() });
                self.footnotes.len() - 1
            }
        }
    }

    fn footnote_reference(&mut self, label: &str) {
        let index = self.footnote(label);
        self.footnotes[index].references += 1;
        let (number, nth, prefix) = (index + 1, self.footnotes[index].references, self.style.prefix);
        self.html(&format!(
            "<sup><a href=\"#fn-{prefix}-{number}\" id=\"fnref-{prefix}-{number}-{nth}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    fn write_footnotes(&mut self) {
        let notes = std::mem::take(&mut self.footnotes);
        if notes.iter().all(|note| note.pieces.is_empty()) {
            return;
        }
        let prefix = self.style.prefix;
        self.html("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
        for (index, note) in notes.into_iter().enumerate() {
            let number = index + 1;
            self.html(&format!("<li id=\"fn-{prefix}-{number}\">"));
            self.body.pieces.extend(note.pieces);
            for nth in 1..=note.references {
                self.html(&format!(
                    " <a href=\"#fnref-{prefix}-{number}-{nth}\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a>"
                ));
            }
            self.html("</li>\n");
        }
        self.html("</ol></section>\n");
    }
}
