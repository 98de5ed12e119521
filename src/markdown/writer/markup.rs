//! Signs that were meant as markup and make none, or make code of prose: readers see them, and names in code link nobody.

use std::ops::Range;

use super::Writer;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::words::words;
use crate::markdown::{Block, BlockKind, ENDS};

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

    /// Warns of the first indented paragraph that reads as prose: Markdown takes it for code.
    pub(super) fn warn_of_indented_prose(&mut self) {
        let is_indented_prose = |block: &&Block| {
            let start = block.source.start - self.base;
            let line = &self.source[self.source[..start].rfind('\n').map_or(0, |end| end + 1)..];
            let end = self.body.source_of(block.text.clone()).end - self.base;
            let behind = self.source[end..].lines().nth(1).unwrap_or_default();
            let before = self.source[..start].trim_end();
            // A fence or a tag stands where an indented line has blanks.
            line.starts_with([' ', '\t'])
                && !self.source[start..].starts_with(['`', '~', '<'])
                // What is quoted word by word may be meant to stand so.
                && !before.ends_with([':', '：'])
                && is_prose(&self.body.text[block.text.clone()], behind)
        };
        let mut code = self.body.blocks.iter().filter(|block| block.kind == BlockKind::Code);
        let Some(block) = code.find(is_indented_prose) else { return };
        let start = block.source.start - self.base;
        let line = self.source[..start].rfind('\n').map_or(0, |end| end + 1);
        let end = start + self.source[start..].find(['\n', '\r']).unwrap_or(self.source.len() - start);
        let blanks = self.source[line..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let (sign, hint) = match self.source[line..line + blanks].contains('\t') {
            true => ("a tab", "take the tab out, here and at other paragraphs; a quote begins with `> `"),
            false => {
                ("blanks", "take the blanks out, here and at other paragraphs; a quote begins with `> `")
            }
        };
        let message = format!("this paragraph begins with {sign}, and so is shown as code");
        self.warn_of_markup(line..end, message, hint.to_string());
    }

    fn warn_of_markup(&mut self, place: Range<usize>, message: String, hint: String) {
        let span = Span::new(self.file, self.base + place.start..self.base + place.end);
        self.diagnostics.push(Diagnostic::warning(Code::BadMarkup, span, message).hint(hint));
    }
}

/// Whether an indented paragraph reads as a sentence or more, which may go on in the line behind it, and not as code.
fn is_prose(text: &str, behind: &str) -> bool {
    let paragraph = text.split("\n\n").next().unwrap_or_default().trim();
    let mut letters = paragraph.chars().filter(|c| !OPENING.contains(c));
    let begins = letters.next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let goes_on = behind.starts_with(char::is_alphabetic);
    let first = paragraph.split_whitespace().next().unwrap_or_default();
    // Lines of verse are short, and so are those of a table.
    let is_verse = paragraph.contains('\n') && paragraph.lines().all(|line| line.chars().count() < SHORT);
    begins
        && (goes_on || paragraph.ends_with(ENDS))
        && words(paragraph) >= FEW
        && !first.ends_with(':')
        && !is_verse
        && !paragraph.contains(OF_CODE)
        && !paragraph.contains("  ")
}

/// What a sentence may open with, before its first letter.
const OPENING: [char; 9] = ['“', '"', '„', '«', '‘', '\'', '(', '「', '¿'];
/// What stands in code and in few sentences.
const OF_CODE: [char; 9] = ['{', '}', '<', '>', '=', '|', '\\', '_', '`'];
/// How many words are no sentence yet.
const FEW: usize = 7;
/// How many letters the longest line of a verse has at most.
const SHORT: usize = 60;

#[cfg(test)]
mod tests {
    use super::is_prose;

    #[test]
    fn a_sentence_is_prose_and_code_is_none() {
        for (text, behind) in [
            ("The prime minister of France said on Monday that it was over.", ""),
            ("“It is over,” the prime minister of France said on Monday", "evening in Paris."),
            ("Премьер-министр Франции заявил в понедельник, что всё кончено.", ""),
            ("وزیر اعظم نے پیر کے روز کہا کہ یہ سب ختم ہو گیا ہے۔", ""),
            ("外务省周二宣布结束与法国的全部谈判并召回大使。", ""),
        ] {
            assert!(is_prose(text, behind), "{text}");
        }
        for text in [
            "ls -l /var/log/messages and more of them, one after the other.",
            "Error: the file of this name could not be found on the disk.",
            "SELECT name FROM people WHERE country = 'FR' AND born < 1960 (LIMIT 10)",
            "It is over.",
            "Two roads diverged in a yellow wood,\nAnd sorry I could not travel both.",
            "Name   Country   Office   From   To   And so on and on.",
        ] {
            assert!(!is_prose(text, ""), "{text}");
        }
    }
}
