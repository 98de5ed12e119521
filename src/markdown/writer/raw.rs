//! Raw HTML: comments are dropped, all else is shown as text unless the digest allows it.

use std::ops::Range;

use super::Writer;
use crate::diagnostic::{Code, Diagnostic, Span};

impl Writer<'_> {
    pub(super) fn raw_html(&mut self, html: &str, range: Range<usize>) {
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
        // A line ends with one event or with two, as the file's line ends are.
        let line = html.trim_end_matches('\n');
        if block && line.is_empty() {
            return;
        }
        if block {
            self.html("<p>");
        }
        let was = std::mem::replace(&mut self.code, true);
        self.text(line, range.start..range.start + line.len());
        self.code = was;
        if block {
            self.html("</p>\n");
        }
    }
}
