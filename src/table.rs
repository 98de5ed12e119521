//! The tables that are in the binary: a row a line, its cells parted by tabs, the items of a list by `|`; a line that
//! begins with `#` is a remark. Never knows what a table says.

use std::str::Split;

/// A row, which gives its cells one after the other.
#[derive(Clone, Debug)]
pub struct Row(Split<'static, char>);

/// The rows of a table.
pub fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| Row(line.split('\t')))
}

impl Row {
    /// The next cell; empty where the row has ended.
    pub fn cell(&mut self) -> &'static str {
        self.next().unwrap_or_default()
    }

    /// The items of the next cell.
    pub fn list(&mut self) -> impl Iterator<Item = &'static str> + use<> {
        items(self.cell())
    }
}

impl Iterator for Row {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        self.0.next()
    }
}

/// The items of a cell.
pub fn items(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|item| !item.is_empty())
}
