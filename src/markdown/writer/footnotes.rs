//! Footnotes: numbered by their first reference, written behind the text, each leading back to where it is referred to.

use super::Writer;
use crate::html::escaped;
use crate::language;
use crate::markdown::Piece;

/// A footnote of the text: its label, its number (from 1, by first reference) and its pieces.
pub(super) struct Footnote {
    label: String,
    references: usize,
    pub(super) pieces: Vec<Piece>,
}

impl Writer<'_> {
    pub(super) fn footnote(&mut self, label: &str) -> usize {
        match self.footnotes.iter().position(|note| note.label == label) {
            Some(index) => index,
            None => {
                self.footnotes.push(Footnote { label: label.to_string(), references: 0, pieces: Vec::new() });
                self.footnotes.len() - 1
            }
        }
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let index = self.footnote(label);
        self.footnotes[index].references += 1;
        let (number, nth, prefix) = (index + 1, self.footnotes[index].references, self.style.prefix);
        self.html(format!(
            "<sup><a href=\"#fn-{prefix}-{number}\" id=\"fnref-{prefix}-{number}-{nth}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    pub(super) fn write_footnotes(&mut self) {
        let notes = std::mem::take(&mut self.footnotes);
        if notes.iter().all(|note| note.pieces.is_empty()) {
            return;
        }
        let prefix = self.style.prefix;
        let back = escaped(&language::of(self.style.page_language).say("Back to the text", &[]));
        self.html("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
        for (index, note) in notes.into_iter().enumerate() {
            let number = index + 1;
            self.html(format!("<li id=\"fn-{prefix}-{number}\">"));
            self.body.pieces.extend(note.pieces);
            for nth in 1..=note.references {
                // Links of one name would lead to several places.
                let (which, mark) = match note.references {
                    1 => (String::new(), String::new()),
                    _ => (format!(" {nth}"), format!("<sup>{nth}</sup>")),
                };
                self.html(format!(
                    " <a href=\"#fnref-{prefix}-{number}-{nth}\" role=\"doc-backlink\" aria-label=\"{back}{which}\">↩{mark}</a>"
                ));
            }
            self.html("</li>\n");
        }
        self.html("</ol></section>\n");
    }
}
