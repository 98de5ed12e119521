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
            self.warn_of_relative(html, &range);
            self.html(html.to_string());
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

    /// Warns of what raw HTML asks for beside its page: nobody looks there for files to publish.
    fn warn_of_relative(&mut self, html: &str, range: &Range<usize>) {
        for attribute in ["src=", "href="] {
            for (at, _) in html.match_indices(attribute) {
                let rest = &html[at + attribute.len()..];
                let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
                let address = rest[1..].split(quote).next().unwrap_or_default();
                if address.is_empty() || address.starts_with(['/', '#']) || address.contains(':') {
                    continue;
                }
                let start = self.base + range.start + at;
                let span = Span::new(self.file, start..start + attribute.len() + address.len() + 2);
                let message =
                    format!("raw HTML is published as it is, and `{address}` is not published beside it");
                self.diagnostics.push(
                    Diagnostic::warning(Code::DeadLink, span, message)
                        .hint("write Markdown, or put the file into static/root/ and write `/its-name`"),
                );
            }
        }
    }
}
