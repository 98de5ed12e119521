//! Lines and columns, as people count them, of places in a text.

use serde::Serialize;

/// A place as people count: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Located {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where the lines of a text begin, and how many characters stand before every few bytes: a file may have thousands of
/// places to tell, all of them in one line.
#[derive(Debug)]
pub struct Lines<'a> {
    bytes: &'a [u8],
    starts: Vec<usize>,
    characters: Vec<usize>,
}

/// How many bytes are counted at once.
const STEP: usize = 256;

/// How many characters begin in some bytes; counting so keeps a column right inside a character too.
fn beginning(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

/// Where the line of a place begins.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub fn of(text: &'a str) -> Lines<'a> {
        let bytes = text.as_bytes();
        let counts = bytes.chunks_exact(STEP).scan(0, |sum, part| {
            *sum += beginning(part);
            Some(*sum)
        });
        Lines {
            bytes,
            starts: std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1)).collect(),
            characters: std::iter::once(0).chain(counts).collect(),
        }
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    pub fn locate(&self, offset: usize) -> Located {
        let offset = offset.min(self.bytes.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let column = self.characters_before(offset) - self.characters_before(self.starts[line - 1]);
        Located { line, column: column + 1 }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let whole = offset / STEP;
        self.characters[whole] + beginning(&self.bytes[whole * STEP..offset])
    }
}

/// Line and column of the one place in a text that is asked for.
pub fn locate(text: &str, offset: usize) -> Located {
    Lines::of(text).locate(offset)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Located, locate};

    #[test]
    fn columns_count_characters() {
        let text = "a\nÜb é\n";
        assert_eq!(locate(text, 5), Located { line: 2, column: 3 });
        assert_eq!(locate(text, 999), Located { line: 3, column: 1 });
    }

    proptest! {
        #[test]
        fn places_are_those_of_an_editor(text in "[a-zé中\n]{0,2000}", offset in 0..2000_usize) {
            let offset = text.floor_char_boundary(offset);
            let lines: Vec<&str> = text[..offset].split('\n').collect();
            let column = lines.last().map_or(0, |line| line.chars().count()) + 1;
            prop_assert_eq!(locate(&text, offset), Located { line: lines.len(), column });
        }
    }
}
