//! Footnotes: numbered by their first reference, written behind the text, each leading back to where it is referred to.

use std::ops::Range;

use super::Writer;
use super::links::undefined;
use super::spoken::lang_of;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::Piece;

/// A footnote of the text.
pub(super) struct Footnote {
    /// What it is referred to by, in lower case.
    label: String,
    /// From 1, by first reference; none while nothing refers to it.
    number: Option<usize>,
    references: usize,
    /// Where it is defined, once it is.
    defined: Option<Range<usize>>,
    pieces: Vec<Piece>,
}

/// A footnote that is being defined.
pub(super) struct Defining {
    index: usize,
    source: Range<usize>,
    /// The pieces before it.
    pieces: Vec<Piece>,
    /// How long the lists of the body were: text, runs, blocks, links, images.
    lengths: [usize; 5],
}

impl Writer<'_> {
    fn footnote(&mut self, label: &str) -> usize {
        let label = label.to_lowercase();
        self.footnotes.iter().position(|note| note.label == label).unwrap_or_else(|| {
            let note = Footnote { label, number: None, references: 0, defined: None, pieces: Vec::new() };
            self.footnotes.push(note);
            self.footnotes.len() - 1
        })
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let index = self.footnote(label);
        let next = self.footnotes.iter().filter(|note| note.number.is_some()).count() + 1;
        let note = &mut self.footnotes[index];
        note.references += 1;
        let (number, nth, prefix) = (*note.number.get_or_insert(next), note.references, self.style.prefix);
        self.html(format!(
            "<sup><a href=\"#fn-{prefix}-{number}\" id=\"fnref-{prefix}-{number}-{nth}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    pub(super) fn begin_footnote(&mut self, label: &str, range: &Range<usize>) {
        // A note may stand within an item of a list, whose words are none of its own.
        self.close_block();
        let index = self.footnote(label);
        let end = self.source[range.clone()].find(':').map_or(range.end, |colon| range.start + colon);
        let body = &mut self.body;
        let lengths =
            [body.text.len(), body.runs.len(), body.blocks.len(), body.links.len(), body.images.len()];
        let pieces = std::mem::take(&mut body.pieces);
        let source = self.base + range.start..self.base + end;
        self.defining = Some(Defining { index, source, pieces, lengths });
    }

    /// Keeps the note, if it is the first of its label: of two, other programs show the first too.
    pub(super) fn end_footnote(&mut self) {
        self.close_block();
        let Some(Defining { index, source, pieces, lengths }) = self.defining.take() else { return };
        let own = std::mem::replace(&mut self.body.pieces, pieces);
        let note = &mut self.footnotes[index];
        let Some(first) = &note.defined else {
            (note.pieces, note.defined) = (own, Some(source));
            return;
        };
        let message = format!("`[^{}]` is defined a second time: the first note is shown", note.label);
        let span = Span::new(self.file, source);
        self.diagnostics.push(
            Diagnostic::warning(Code::DeadLink, span, message)
                .hint("give one of them another label, here and where it is referred to")
                .also(Span::new(self.file, first.clone()), "the first one"),
        );
        let [text, runs, blocks, links, images] = lengths;
        self.body.text.truncate(text);
        self.body.runs.truncate(runs);
        self.body.blocks.truncate(blocks);
        self.body.links.truncate(links);
        self.body.images.truncate(images);
    }

    pub(super) fn write_footnotes(&mut self) {
        let mut notes = std::mem::take(&mut self.footnotes);
        if notes.iter().all(|note| note.pieces.is_empty()) {
            return;
        }
        for note in notes.iter().filter(|note| note.number.is_none()) {
            let span = Span::new(self.file, note.defined.clone().unwrap_or_default());
            let message = format!("no place of the text refers to the note `[^{}]`", note.label);
            let hint = format!("write `[^{}]` where it belongs, or take the note out", note.label);
            self.diagnostics.push(Diagnostic::warning(Code::DeadLink, span, message).hint(hint));
        }
        notes.sort_by_key(|note| note.number.unwrap_or(usize::MAX));
        let prefix = self.style.prefix;
        let (back, lang) = self.label("Back to the text");
        let lang = lang.map_or_else(String::new, lang_of);
        self.html("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
        for (index, note) in notes.into_iter().enumerate() {
            let number = index + 1;
            self.html(format!("<li id=\"fn-{prefix}-{number}\">"));
            self.body.pieces.extend(note.pieces);
            // Within its last paragraph, where it ends with one: behind it they would stand on a line of their own.
            let end = match self.body.pieces.last_mut() {
                Some(Piece::Html(last)) if last.ends_with(PARAGRAPH_END) => {
                    let length = last.len() - PARAGRAPH_END.len();
                    last.to_mut().truncate(length);
                    PARAGRAPH_END
                }
                _ => "",
            };
            for nth in 1..=note.references {
                // Links of one name would lead to several places.
                let (which, mark) = match note.references {
                    1 => (String::new(), String::new()),
                    _ => (format!(" {nth}"), format!("<sup>{nth}</sup>")),
                };
                self.html(format!(
                    " <a href=\"#fnref-{prefix}-{number}-{nth}\" role=\"doc-backlink\" aria-label=\"{back}{which}\"{lang}>↩{mark}</a>"
                ));
            }
            self.html(format!("{end}</li>\n"));
        }
        self.html("</ol></section>\n");
    }

    /// Warns of `[^1]` without a footnote, which is shown as it is written. Where a line begins with it and others refer
    /// to it, the note is there and lacks its colon.
    pub(super) fn warn_of_missing_footnotes(&mut self) {
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        for (at, _) in self.body.text.match_indices("[^") {
            let run = &self.body.runs[self.body.runs.partition_point(|run| run.text.end <= at)];
            let label = self.body.text[at + 1..].split_once(']').map_or("", |(label, _)| label);
            if label.len() < 2 {
                continue;
            }
            let source = self.body.source_of(at..at + label.len() + 2);
            let within = self.source.get(self.in_source(&source));
            let written = within.and_then(|text| text.strip_prefix('[')?.strip_suffix(']'));
            if !run.code && written == Some(label) {
                found.push((source, label));
            }
        }
        let is_note = |(source, label): &&(Range<usize>, &str)| {
            let before = &self.source[..source.start - self.base];
            let begins = before.rsplit('\n').next().is_some_and(|line| line.trim().is_empty());
            let behind = self.source[source.end - self.base..].lines().next().unwrap_or_default();
            let is_parted = behind.starts_with(' ') && !behind.trim().is_empty();
            begins && is_parted && found.iter().filter(|(_, other)| other == label).count() > 1
        };
        let notes: Vec<_> = found.iter().filter(is_note).take(MOST_NOTES).collect();
        for (source, label) in &notes {
            let message = format!("a colon is missing behind `[{label}]`, so this is no note");
            let span = Span::new(self.file, source.clone());
            let hint = format!("write `[{label}]: …`");
            self.diagnostics.push(Diagnostic::warning(Code::DeadLink, span, message).hint(hint));
        }
        for (source, label) in &found {
            if !notes.iter().any(|(_, note)| note == label) {
                self.diagnostics.push(undefined(self.file, source.clone(), label));
            }
        }
    }
}

const PARAGRAPH_END: &str = "</p>\n";

/// How many notes without a colon are told of in one text.
const MOST_NOTES: usize = 100;
