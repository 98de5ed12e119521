//! Signs that were meant as markup and make none, or make code of prose: readers see them, and names in code link nobody.

use std::ops::Range;

use super::Writer;
use crate::diagnostic::{Code, Diagnostic, Span};

impl Writer<'_> {
    /// Warns of a fence that nothing closes: all that follows is code.
    pub(super) fn warn_of_open_fence(&mut self, range: &Range<usize>) {
        let block = self.source[range.clone()].trim_start();
        let start = range.end - block.len();
        let Some(sign) = block.bytes().next() else { return };
        let length = block.bytes().take_while(|byte| *byte == sign).count();
        let closes = |line: &str| {
            let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
            line.len() >= length && line.bytes().all(|byte| byte == sign)
        };
        let last = block.trim_end().lines().skip(1).last();
        // Within a quote or an item, its end is the code's.
        if last.is_some_and(closes) || !self.source[range.end..].trim().is_empty() {
            return;
        }
        let fence = &block[..length];
        let (message, hint) = match last {
            Some(_) => (
                "this code is not closed, and goes on to the end of the text",
                format!("write a line {fence} behind the last line of the code"),
            ),
            None => ("this begins code, and none follows", "take the line out".to_string()),
        };
        self.warn_of_markup(start..start + length, message.to_string(), hint);
    }

    fn warn_of_markup(&mut self, place: Range<usize>, message: String, hint: String) {
        let span = Span::new(self.file, self.base + place.start..self.base + place.end);
        self.diagnostics.push(Diagnostic::warning(Code::BadMarkup, span, message).hint(hint));
    }
}
