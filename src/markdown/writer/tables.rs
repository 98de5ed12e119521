//! Tables; those that are none, and cells that a table has no room for: the parser drops them without a word.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::Writer;
use super::spoken::lang_of;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::BlockKind;

impl Writer<'_> {
    pub(super) fn begin_table(&mut self, alignments: Vec<Alignment>) {
        self.alignments = alignments;
        let (label, lang) = self.label("Table");
        let own = lang.map_or_else(String::new, |_| lang_of(self.style.language));
        let lang = lang.map_or_else(String::new, lang_of);
        // Where it is wider than the page it is moved by the keyboard too (WCAG 2.1.1).
        self.html(format!(
            "<div class=\"table\" role=\"group\" aria-label=\"{label}\"{lang} tabindex=\"0\"><table{own}>\n"
        ));
    }

    pub(super) fn begin_cell(&mut self, range: &Range<usize>) {
        self.begin_block(BlockKind::Cell, range);
        let name = if self.table_head { "th scope=\"col\"" } else { "td" };
        let class = match self.alignments.get(self.cell) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        self.html(format!("<{name}{class}>"));
        self.cell += 1;
    }

    /// Warns of cells beyond those of the table's head, which no reader sees.
    pub(super) fn warn_of_lost_cells(&mut self, range: Range<usize>) {
        let row = &self.source[range.clone()];
        let columns = self.alignments.len();
        let mut cells = cells(row);
        // The bar of `[[name|words]]` is told of as such.
        if row.contains("[[") || cells.len() <= columns {
            return;
        }
        let number = cells.len();
        let Some(lost) = cells.drain(columns..).find(|cell| !row[cell.clone()].trim().is_empty()) else {
            return;
        };
        let start = self.base + range.start;
        let place = start + lost.start..start + row.trim_end().trim_end_matches('|').len();
        let message = format!("this row has {number} cells, its table {columns}: the last are not shown");
        self.diagnostics.push(
            Diagnostic::warning(Code::BadTable, Span::new(self.file, place), message)
                .hint("give the head and the line below it another cell; write a bar of the text as `\\|`"),
        );
    }

    /// Warns of paragraphs that look like a table and are none.
    pub(super) fn warn_of_no_tables(&mut self) {
        let Writer { body, source, base, file, diagnostics, .. } = self;
        let is_paragraph = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Quote);
        let barred = body.blocks.iter().filter(|block| is_paragraph(block.kind));
        for block in barred.filter(|block| body.text[block.text.clone()].contains('|')) {
            let within = block.source.start - *base..block.source.end - *base;
            let text = source.get(within.clone()).unwrap_or_default();
            let Some((line, message, hint)) = no_table(text) else { continue };
            let start = block.source.start + line.start;
            let span = Span::new(file, start..start + line.len());
            diagnostics.push(Diagnostic::warning(Code::BadTable, span, message).hint(hint));
        }
    }
}

/// The line of a paragraph that keeps it from being a table, with what is wrong and how to mend it.
fn no_table(text: &str) -> Option<(Range<usize>, String, String)> {
    let mut at = 0;
    let lines: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .map(|whole| {
            let line = whole.trim_start_matches([' ', '>']);
            let start = at + whole.len() - line.len();
            at += whole.len();
            (start, line.trim_end())
        })
        .collect();
    let place = |(start, line): (usize, &str)| start..start + line.len();
    let has_rule = lines.iter().any(|(_, line)| is_rule(line));
    for pair in lines.windows(2) {
        let (head, below) = (pair[0], pair[1]);
        let columns = cells(head.1).len();
        if is_rule(below.1) && head.1.contains('|') && !is_rule(head.1) {
            let ruled = cells(below.1).len();
            let message =
                format!("this is no table: its head has {columns} cells, and the line below it {ruled}");
            return (columns != ruled).then(|| (place(below), message, format!("write `{}`", rule(columns))));
        }
        let is_row = |line: &str| line.len() > 2 && line.starts_with('|') && line.ends_with('|');
        if is_row(head.1) && is_row(below.1) && columns > 1 && !has_rule {
            let message = "this is no table: there is no line of hyphens below its head".to_string();
            return Some((place(head), message, format!("write `{}` below this line", rule(columns))));
        }
    }
    None
}

/// The line below a head of so many cells.
fn rule(columns: usize) -> String {
    format!("|{}", "---|".repeat(columns))
}

fn is_rule(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.bytes().all(|b| b"|:- \t".contains(&b))
}

/// Where the cells of a row stand in it: parted by bars, but for those behind a backslash.
fn cells(row: &str) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let start = row.len() - row.trim_start().len();
    let mut from = if row[start..].starts_with('|') { start + 1 } else { start };
    let end = row.trim_end().len();
    for bar in memchr::memchr_iter(b'|', &row.as_bytes()[..end]) {
        if bar >= from && !row[..bar].ends_with('\\') {
            cells.push(from..bar);
            from = bar + 1;
        }
    }
    if from < end {
        cells.push(from..end);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::{cells, no_table};

    #[test]
    fn cells_stand_between_bars() {
        for (row, number) in [("| a | b |", 2), ("a | b", 2), ("|a|b|c", 3), ("| a \\| b |", 1), ("|||", 2)] {
            assert_eq!(cells(row).len(), number, "{row}");
        }
    }

    #[test]
    fn what_looks_like_a_table_is_one() {
        let hint = |text: &str| no_table(text).map(|(_, _, hint)| hint);
        assert_eq!(hint("| a | b |\n|---|\n| 1 | 2 |"), Some("write `|---|---|`".to_string()));
        assert_eq!(hint("| a | b |\n| 1 | 2 |"), Some("write `|---|---|` below this line".to_string()));
        for text in ["a | b\nc | d", "|x|\n|y|", "a\n|---|---|", "one | two", "| a | b |\n|---|---|"] {
            assert_eq!(hint(text), None, "{text}");
        }
    }
}
