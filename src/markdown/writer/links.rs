//! Links and images: what the author points to, kept as it was written, and what may not be published.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use super::Writer;
use crate::address;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input_path::InputPath;
use crate::markdown::mistyped::mistyped;
use crate::markdown::{BlockKind, Image, LONGEST_LABEL, Link, Piece, Target, classify, on_site};

/// The image that is being read: its text becomes `alt`.
pub(super) struct OpenImage {
    pub(super) destination: String,
    pub(super) title: String,
    pub(super) alt: String,
    pub(super) source: Range<usize>,
    /// Whether it is written as `![[photo.jpg]]`.
    pub(super) embedded: bool,
}

impl Writer<'_> {
    pub(super) fn open_image(
        &mut self,
        link_type: LinkType,
        destination: &CowStr<'_>,
        title: &CowStr<'_>,
        range: Range<usize>,
    ) {
        if self.image.is_some() {
            return;
        }
        self.image = Some(OpenImage {
            destination: destination.to_string(),
            title: title.to_string(),
            alt: String::new(),
            source: self.in_file(&range),
            embedded: matches!(link_type, LinkType::WikiLink { .. }),
        });
    }

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
        let source = self.in_file(&range);
        let target = match link_type {
            // In a table, the bar is written `\\|`.
            LinkType::WikiLink { .. } => Target::Name(destination.trim_end_matches('\\').trim().to_string()),
            LinkType::Email => Target::External(format!("mailto:{destination}")),
            _ => self.target(destination, &source),
        };
        if destination.trim().is_empty() && !matches!(target, Target::Name(_)) {
            let message = "this link leads nowhere: its address is empty".to_string();
            // `[https://x.org]()`
            let words = self.source[range].trim_start_matches('[').split("](").next().unwrap_or_default();
            let hint =
                match words.starts_with("http") && classify(words) == Target::External(words.to_string()) {
                    true => format!("write <{words}>"),
                    false => "write the address between the round brackets".to_string(),
                };
            self.diagnostics.push(
                Diagnostic::warning(Code::DeadLink, Span::new(self.file, source.clone()), message).hint(hint),
            );
        }
        if let Target::External(url) = &target
            && let Some(told) = address::detour(url, Span::new(self.file, source.clone()))
            // Several links may have one address, which is defined once.
            && self.detours.insert(told.hint.clone())
        {
            self.diagnostics.push(told);
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

    /// What an address means; of one that is mistyped, that it is.
    fn target(&mut self, address: &str, source: &Range<usize>) -> Target {
        let Some((message, hint)) = mistyped(address) else { return classify(address) };
        let span = Span::new(self.file, source.clone());
        self.diagnostics.push(Diagnostic::error(Code::DeadLink, span, message).hint(hint));
        Target::Mistyped(address.to_string())
    }

    pub(super) fn close_link(&mut self) {
        if self.image.is_some() {
            return;
        }
        if let Some(index) = self.open_links.last().copied() {
            self.name_link(index);
            self.open_links.pop();
            self.body.links[index].text.end = self.body.text.len();
            self.turn_address(index);
            self.body.pieces.push(Piece::Close(index));
        }
    }

    /// The words of a link that are an address run from left to right, whatever the text around them does.
    fn turn_address(&mut self, index: usize) {
        let words = &self.body.text[self.body.links[index].text.clone()];
        let is_address = words.contains("://") || words.starts_with("www.") || words.contains('@');
        let (turned, open) = (self.left_to_right(), Piece::Open(index));
        if turned.is_empty() || !is_address || words.contains(char::is_whitespace) {
            return;
        }
        if let Some(at) = self.body.pieces.iter().rposition(|piece| *piece == open) {
            self.body.pieces.insert(at + 1, Piece::Html(format!("<bdi{turned}>").into()));
            self.html("</bdi>");
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
            let within = self.in_source(&link.source);
            let start = within.start + self.source[within.clone()].find(&name).unwrap_or_default();
            self.text(&name, start..start + name.len());
        } else if let Some(Piece::Image(image)) = self.body.pieces.last() {
            let image = &self.body.images[*image];
            self.diagnostics.extend(missing_alt(self.file, image));
        } else {
            let span = Span::new(self.file, link.source.clone());
            let message = "this link has no words, and readers see nothing of it".to_string();
            self.diagnostics.push(
                Diagnostic::warning(Code::DeadLink, span, message).hint("write words between its brackets"),
            );
        }
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
            } else if let Some(label) = in_double_brackets(&rest[2..]) {
                // Where the text defines other labels, links by name are off.
                self.diagnostics.push(undefined(
                    self.file,
                    source.start..source.start + label.len() + 4,
                    label,
                ));
                continue;
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

    /// A reference whose label the text does not define: it is shown as it is written.
    pub(in crate::markdown) fn undefined(&mut self, range: Range<usize>, label: &str) {
        let source = self.in_file(&range);
        let mut told = undefined(self.file, source, label);
        // `[words][https://…]`
        let words = self.source[range].split_once("][").map_or("[words", |(words, _)| words);
        if label.starts_with("https://") || label.starts_with("http://") {
            told.hint = Some(format!("write {words}]({label})"));
        }
        self.diagnostics.push(told);
    }

    /// A line that gives a label another address than an earlier one does, from where its bracket stands.
    pub(in crate::markdown) fn defined_twice(
        &mut self,
        at: usize,
        label: &str,
        first: Range<usize>,
        address: &str,
    ) {
        let start = self.base + at;
        let end = start + label.len() + 2;
        let behind = self.source[at + label.len() + 3..].lines().next().unwrap_or_default();
        let own = behind.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']);
        // In code it is text, and defines nothing.
        let run = self.body.runs.partition_point(|run| run.source.end <= start);
        let is_text = self.body.runs.get(run).is_some_and(|run| run.source.start <= start);
        if label.starts_with('^') || own == address || is_text {
            return;
        }
        let first = self.base + first.start..self.base + first.start + label.len() + 2;
        let message = format!("`[{label}]` is defined a second time: links lead to the first address");
        self.diagnostics.push(
            Diagnostic::warning(Code::DeadLink, Span::new(self.file, start..end), message)
                .hint("give one of them another label, here and where it is used")
                .also(Span::new(self.file, first), "the first one"),
        );
    }

    pub(super) fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        if image.embedded {
            return self.end_embedded(&image);
        }
        // By its whole address too, a picture of this site is one of the digest.
        let own = on_site(&image.destination, self.style.origin, self.style.base_path);
        let own = own.and_then(|path| path.split('?').next());
        let file = match self.target(own.unwrap_or(&image.destination), &image.source) {
            Target::Attachment(file) => file,
            // A file of `static/root/`, which is published under this path.
            Target::Site { path, .. } => {
                let below = path.strip_prefix(self.style.base_path).unwrap_or(&path);
                format!("/{}", below.trim_start_matches('/'))
            }
            target => return self.no_image(image, target),
        };
        let OpenImage { alt, title, source, .. } = image;
        let image = Image { file, alt, title, source };
        // Beside words of the same link it may go without; and a caption says what it shows.
        if self.open_links.is_empty() && image.title.is_empty() {
            self.diagnostics.extend(missing_alt(self.file, &image));
        }
        self.body.images.push(image);
        self.body.pieces.push(Piece::Image(self.body.images.len() - 1));
    }

    /// What is no picture of the digest: its words, and a link to one that lies on another host.
    fn no_image(&mut self, image: OpenImage, target: Target) {
        let remote = matches!(target, Target::External(_));
        if !matches!(target, Target::Mistyped(_)) {
            let (code, message) = if remote {
                (
                    Code::RemoteImage,
                    "this image lies on another host; the page links to it instead of loading it",
                )
            } else {
                (Code::MissingFile, "an image is a file beside the article")
            };
            let span = Span::new(self.file, image.source.clone());
            let hint = "save the image beside the article and name it here: ![text](photo.jpg)";
            self.diagnostics.push(Diagnostic::warning(code, span, message.to_string()).hint(hint));
        }
        let start = self.body.text.len();
        let words = if image.alt.trim().is_empty() { "image" } else { image.alt.trim() };
        let range = self.in_source(&image.source);
        // Within a link it is only words: a link holds no other (HTML, 4.5.1).
        if !remote || !self.open_links.is_empty() {
            return self.text(words, range);
        }
        self.body.links.push(Link { target, title: image.title, source: image.source, text: start..start });
        let index = self.body.links.len() - 1;
        self.open_links.push(index);
        self.body.pieces.push(Piece::Open(index));
        self.text(words, range);
        self.close_link();
    }

    /// `![[photo.jpg|words]]`, which other programs take for an image. Words such as `300` or `300x200` are its width.
    fn end_embedded(&mut self, image: &OpenImage) {
        let span = Span::new(self.file, image.source.clone());
        let message = "brackets show no image; their words stay".to_string();
        let name = image.destination.split('|').next().unwrap_or(&image.destination);
        let address = if name.contains(char::is_whitespace) { format!("<{name}>") } else { name.to_string() };
        let hint = format!("write ![what the image shows]({address})");
        self.diagnostics.push(Diagnostic::warning(Code::MissingFile, span, message).hint(hint));
        let is_width = image.alt.bytes().all(|b| b.is_ascii_digit() || b == b'x');
        let words = if is_width { name } else { &image.alt };
        self.text(words, self.in_source(&image.source));
    }
}

/// What to say of an image without words for those who do not see it.
fn missing_alt(file: &InputPath, image: &Image) -> Option<Diagnostic> {
    image.alt.trim().is_empty().then(|| {
        let message = "this picture has no words for those who do not see it".to_string();
        Diagnostic::warning(Code::MissingAlt, Span::new(file, image.source.clone()), message)
            .hint("write what it shows between the square brackets")
    })
}

/// The label that a text behind `[[` begins with, if it is closed in its line as it is opened.
fn in_double_brackets(text: &str) -> Option<&str> {
    let near = &text[..text.floor_char_boundary(LONGEST_LABEL)];
    near.split_once("]]").map(|(label, _)| label).filter(|label| !label.contains(['[', ']', '\n']))
}

/// A label that stands for nothing.
pub(super) fn undefined(file: &InputPath, source: Range<usize>, label: &str) -> Diagnostic {
    let message = format!("the text does not define `[{label}]`, so this is no link");
    let hint = match label.strip_prefix('^') {
        Some(_) => format!("add a line `[{label}]: the note` below"),
        None => format!("add a line `[{label}]: https://…` below, or write `[words](address)`"),
    };
    Diagnostic::warning(Code::DeadLink, Span::new(file, source), message).hint(hint)
}
