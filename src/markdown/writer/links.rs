//! Links and images: what the author points to, kept as it was written, and what may not be published.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use super::Writer;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input_path::InputPath;
use crate::markdown::{BlockKind, Image, Link, Piece, Target, classify};

/// The image that is being read: its text becomes `alt`.
pub(super) struct OpenImage {
    pub(super) destination: String,
    pub(super) title: String,
    pub(super) alt: String,
    pub(super) source: Range<usize>,
}

/// How many bytes of a text are searched for the two ends of a link that is none.
const NEAR: usize = 256;

impl Writer<'_> {
    pub(super) fn open_link(
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
            // In a table, the bar is written `\\|`.
            LinkType::WikiLink { .. } => Target::Name(destination.trim_end_matches('\\').trim().to_string()),
            LinkType::Email => Target::External(format!("mailto:{destination}")),
            _ => classify(destination),
        };
        let source = self.base + range.start..self.base + range.end;
        if destination.trim().is_empty() && !matches!(target, Target::Name(_)) {
            let message = "this link leads nowhere: its address is empty".to_string();
            self.diagnostics.push(
                Diagnostic::warning(Code::DeadLink, Span::new(self.file, source.clone()), message)
                    .hint("write the address between the round brackets"),
            );
        }
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

    pub(super) fn close_link(&mut self) {
        if self.image.is_some() {
            return;
        }
        if let Some(index) = self.open_links.last().copied() {
            self.name_link(index);
            self.open_links.pop();
            self.body.links[index].text.end = self.body.text.len();
            self.body.pieces.push(Piece::Close(index));
        }
    }

    /// A link that gives no words of its own, `[[name|]]`, shows the name; of any other readers would see nothing.
    fn name_link(&mut self, index: usize) {
        let link = &self.body.links[index];
        if !self.body.text[link.text.start..].trim().is_empty() {
            return;
        }
        if let Target::Name(name) = &link.target {
            let name = name.clone();
            let within = link.source.start - self.base..link.source.end - self.base;
            let start = within.start + self.source[within.clone()].find(&name).unwrap_or_default();
            self.text(&name, start..start + name.len());
        } else if !matches!(self.body.pieces.last(), Some(Piece::Image(_))) {
            let span = Span::new(self.file, link.source.clone());
            let message = "this link has no words, and readers see nothing of it".to_string();
            self.diagnostics.push(
                Diagnostic::warning(Code::DeadLink, span, message).hint("write words between its brackets"),
            );
        }
    }

    /// Warns of `![[photo.jpg]]`, which other programs take for an image.
    pub(super) fn warn_of_embedding(&mut self, name: &str, range: Range<usize>) {
        let span = Span::new(self.file, self.base + range.start..self.base + range.end);
        let message = "brackets show no image; their words stay".to_string();
        let name = name.split('|').next().unwrap_or(name);
        let address = if name.contains(char::is_whitespace) { format!("<{name}>") } else { name.to_string() };
        let hint = format!("write ![what the image shows]({address})");
        self.diagnostics.push(Diagnostic::warning(Code::MissingFile, span, message).hint(hint));
    }

    /// Warns of `[[` that begins no link.
    pub(super) fn warn_of_brackets(&mut self) {
        for (at, _) in self.body.text.match_indices("[[") {
            let run = &self.body.runs[self.body.runs.partition_point(|run| run.text.end <= at)];
            let source = self.body.source_of(at..at + 2);
            let rest = self.source.get(source.start - self.base..).unwrap_or_default();
            let is_escaped = self.source[..source.start - self.base].ends_with('\\');
            if run.code || is_escaped || self.body.text[..at].ends_with('[') || !rest.starts_with("[[") {
                continue;
            }
            let block = self.body.blocks.get(self.body.blocks.partition_point(|block| block.text.end <= at));
            let (message, hint) = if rest.starts_with("[[]]") || rest.starts_with("[[|") {
                (
                    "this link names nothing",
                    "write a name, as in [[Sergey Lavrov]] or [[sergey-lavrov|the minister]]",
                )
            } else if block.is_some_and(|block| block.kind == BlockKind::Cell) {
                (
                    "this `[[` is not closed in its cell",
                    "in a table, write the bar of a link as `\\|`: [[name\\|words]]",
                )
            } else {
                (
                    "this `[[` is not closed",
                    "close the link with `]]` on the same line; for the brackets themselves, write `\\[[`",
                )
            };
            let span = Span::new(self.file, source);
            self.diagnostics.push(Diagnostic::warning(Code::DeadLink, span, message.to_string()).hint(hint));
        }
    }

    /// Warns of `[words](my file.pdf)`, which is no link because of the blank.
    pub(super) fn warn_of_blanks(&mut self) {
        for (at, _) in self.body.text.match_indices("](") {
            let run = &self.body.runs[self.body.runs.partition_point(|run| run.text.end <= at)];
            // No further than a long name reaches: a text of nothing else is looked at once.
            let text = &self.body.text;
            let before = &text[text.floor_char_boundary(at.saturating_sub(NEAR))..at];
            let behind = &text[at + 2..text.floor_char_boundary(at + 2 + NEAR)];
            let Some(words) = before.rsplit('\n').next().and_then(|line| line.rsplit_once('[')) else {
                continue;
            };
            let Some((address, _)) = behind.split_once(')').filter(|(address, _)| !address.contains('\n'))
            else {
                continue;
            };
            let start = at - words.1.len() - 1;
            // A file's name has an ending; anything else in brackets may be meant as it stands.
            let is_file = address.rsplit_once('.').is_some_and(|(_, ending)| {
                (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
            });
            if run.code || !is_file || !address.trim().contains(' ') {
                continue;
            }
            let source = self.body.source_of(start..at + 2 + address.len());
            let message = "this is no link, for there is a blank in its address".to_string();
            self.diagnostics.push(
                Diagnostic::warning(Code::DeadLink, Span::new(self.file, source), message)
                    .hint(format!("put the address in angle brackets: (<{address}>)")),
            );
        }
    }

    /// Warns of `[^1]` without a footnote, which is shown as it is written.
    pub(super) fn warn_of_missing_footnotes(&mut self) {
        for (at, _) in self.body.text.match_indices("[^") {
            let run = &self.body.runs[self.body.runs.partition_point(|run| run.text.end <= at)];
            let label = self.body.text[at + 1..].split_once(']').map_or("", |(label, _)| label);
            if label.len() < 2 {
                continue;
            }
            let source = self.body.source_of(at..at + label.len() + 2);
            let within = self.source.get(source.start - self.base..source.end - self.base);
            let written = within.and_then(|text| text.strip_prefix('[')?.strip_suffix(']'));
            if !run.code && written == Some(label) {
                self.diagnostics.push(undefined(self.file, source, label));
            }
        }
    }

    /// A reference whose label the text does not define: it is shown as it is written.
    pub(in crate::markdown) fn undefined(&mut self, range: Range<usize>, label: &str) {
        let source = self.base + range.start..self.base + range.end;
        self.diagnostics.push(undefined(self.file, source, label));
    }

    pub(super) fn end_image(&mut self) {
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
                // Within a link it is only words: a link holds no other (HTML, 4.5.1).
                let links = remote && self.open_links.is_empty();
                if links {
                    let link =
                        Link { target, title: image.title, source: image.source.clone(), text: start..start };
                    self.body.links.push(link);
                    let index = self.body.links.len() - 1;
                    self.open_links.push(index);
                    self.body.pieces.push(Piece::Open(index));
                }
                let range = image.source.start - self.base..image.source.end - self.base;
                self.text(words, range);
                if links {
                    self.close_link();
                }
            }
        }
    }
}

fn undefined(file: &InputPath, source: Range<usize>, label: &str) -> Diagnostic {
    let message = format!("the text does not define `[{label}]`, so this is no link");
    let hint = match label.strip_prefix('^') {
        Some(_) => format!("add a line `[{label}]: the note` below"),
        None => format!("add a line `[{label}]: https://…` below, or write `[words](address)`"),
    };
    Diagnostic::warning(Code::DeadLink, Span::new(file, source), message).hint(hint)
}
