//! Signs that were meant as markup and make none, or make code of prose: readers see them, and names in code link nobody.

use std::ops::Range;

use super::Writer;
use crate::diagnostic::{Code, Diagnostic, Span, line_start};
use crate::front_matter::TURNING;
use crate::markdown::words::words;
use crate::markdown::{Block, BlockKind, ENDS};

impl Writer<'_> {
    /// Warns of a fence that nothing closes: all that follows is code.
    pub(super) fn warn_of_open_fence(&mut self, range: &Range<usize>) {
        if self.quotes > 0 {
            return;
        }
        let block = self.source[range.clone()].trim_start();
        let start = range.end - block.len();
        let Some(sign) = block.bytes().next() else { return };
        let length = block.bytes().take_while(|byte| *byte == sign).count();
        let closes = |line: &str| {
            let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
            line.len() >= length && line.bytes().all(|byte| byte == sign)
        };
        let last = block.trim_end().lines().skip(1).last();
        // Within an item, its end is the code's, as a quote's is.
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
            let line = &self.source[line_start(self.source, start)..];
            let end = self.body.source_of(block.text.clone()).end - self.base;
            let behind = self.source.get(end..).and_then(|rest| rest.lines().nth(1)).unwrap_or_default();
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
        let line = line_start(self.source, start);
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

    /// Warns of the first tags that are code, for they are indented behind an empty line of HTML.
    pub(super) fn warn_of_indented_html(&mut self) {
        let is_indented_html = |block: &&Block| {
            let start = block.source.start - self.base;
            let text = &self.body.text[block.text.clone()];
            let name = text.strip_prefix('<').unwrap_or_default();
            name.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic())
                && !self.source[start..].starts_with(['`', '~'])
                && self.source[..start].trim_end().ends_with('>')
        };
        let mut code = self.body.blocks.iter().filter(|block| block.kind == BlockKind::Code);
        let Some(block) = code.find(is_indented_html) else { return };
        let start = block.source.start - self.base;
        let start = start + self.source[start..].find('<').unwrap_or_default();
        let end = start + self.source[start..].find(['\n', '\r']).unwrap_or(self.source.len() - start);
        let message = "this HTML is indented behind an empty line, and so is shown as code".to_string();
        self.warn_of_markup(start..end, message, "take the empty line out, or the blanks".to_string());
    }

    /// Warns of the first lines that begin like those of a list, and run together into a paragraph.
    pub(super) fn warn_of_no_list(&mut self) {
        let is_paragraph = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote);
        let found = self.body.blocks.iter().filter(is_paragraph).find_map(|block| {
            let mut at = block.text.start;
            let mut lines = self.body.text[block.text.clone()].split('\n').map(|line| {
                at += line.len() + 1;
                (at - line.len() - 1, line)
            });
            let (start, words, bullet) = lines.find_map(|(at, line)| {
                let (bullet, words) = bulleted(line)?;
                Some((at, words, bullet))
            })?;
            let (second, _) = lines.find(|(_, line)| bulleted(line).is_some_and(|it| it.0 == bullet))?;
            // A break that the author wrote keeps the lines apart.
            let before = self.source.get(..self.body.source_of(second..second + 1).start - self.base)?;
            let above = before.rsplit_once('\n').map_or("", |(above, _)| above.trim_end_matches('\r'));
            (!above.ends_with("  ") && !above.ends_with('\\'))
                .then(|| (start..start + bullet.len_utf8(), bullet, words.to_string()))
        });
        let Some((place, bullet, words)) = found else { return };
        let place = self.body.source_of(place);
        let message = format!("`{bullet}` begins no list: its lines run together into one paragraph");
        let hint = format!("begin each with a hyphen and a blank: - {words}");
        self.warn_of_markup(self.in_source(&place), message, hint);
    }

    /// Warns of the first definition as other programs write them, `: ` below a term: it runs on in the term's line.
    pub(super) fn warn_of_no_definition(&mut self) {
        let text = &self.body.text;
        let found = memchr::memmem::find_iter(text.as_bytes(), "\n: ").find_map(|at| {
            let block = self.body.blocks.get(self.body.blocks.partition_point(|it| it.text.end <= at))?;
            let term = text.get(block.text.start..at)?;
            // In a longer line the colon is a sentence's.
            let is_term = block.kind == BlockKind::Paragraph
                && !term.contains('\n')
                && !term.ends_with(ENDS)
                && term.chars().count() < LONGEST_TERM;
            is_term.then(|| (at + 1, term.to_string()))
        });
        let Some((at, term)) = found else { return };
        let place = self.body.source_of(at..at + 1);
        let message = "`:` begins no definition: it runs on in the line above".to_string();
        let hint = format!("write both on one line, here and elsewhere: **{term}**: …");
        self.warn_of_markup(self.in_source(&place), message, hint);
    }

    /// Warns of headings that are none, for no plain blank stands behind their signs.
    pub(super) fn warn_of_no_headings(&mut self) {
        let text = &self.body.text;
        let headed = |at: usize| {
            let is_first = at == 0 || text[..at].ends_with('\n');
            // A line within a paragraph is one of its sentence, "##channel" too.
            let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
            let is_within = text[..at].ends_with('\n')
                && !text[..at].ends_with("\n\n")
                && end < text.len()
                && !text[end..].starts_with("\n\n");
            let place = self.place_of(at).filter(|_| is_first && !is_within)?;
            let line = self.source[place..].lines().next()?;
            no_heading(line).map(|(length, message, hint)| (place..place + length, message, hint))
        };
        let found: Vec<_> = memchr::memchr_iter(b'#', text.as_bytes()).filter_map(headed).collect();
        for (place, message, hint) in found {
            self.warn_of_markup(place, message, hint);
        }
    }

    /// Warns of a sign that turns round the letters behind it.
    pub(super) fn warn_of_turned_letters(&mut self) {
        if let Some(at) = self.source.find(TURNING) {
            let message = "an invisible sign (U+202E) turns round the letters behind it".to_string();
            self.warn_of_markup(at..at + TURNING.len_utf8(), message, "take it out".to_string());
        }
    }

    pub(super) fn warn_of_markup(&mut self, place: Range<usize>, message: String, hint: String) {
        let span = Span::new(self.file, self.in_file(&place));
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

/// The signs of a line that was meant as a heading, with what is wrong and how to mend it. One sign before a word is a
/// hashtag's.
fn no_heading(line: &str) -> Option<(usize, String, String)> {
    let words = line.trim_start_matches('#');
    let length = line.len() - words.len();
    let signs = &line[..length];
    let first = words.chars().next()?;
    let (what, blank) = match first {
        '\u{a0}' if length > 0 => ("a no-break space stands", "a plain blank"),
        _ if length > 1 && (first.is_alphanumeric() || first == '*') => ("no blank stands", "a blank"),
        _ => return None,
    };
    let message = format!("this is no heading, for {what} behind `{signs}`");
    (length <= 6).then(|| (length, message, format!("put {blank} there: {signs} {}", words.trim())))
}

/// How many letters a term has that is defined.
const LONGEST_TERM: usize = 50;

/// What a sentence may open with, before its first letter.
const OPENING: [char; 9] = ['“', '"', '„', '«', '‘', '\'', '(', '「', '¿'];
/// What stands in code and in few sentences.
const OF_CODE: [char; 9] = ['{', '}', '<', '>', '=', '|', '\\', '_', '`'];
/// How many words are no sentence yet.
const FEW: usize = 7;
/// How many letters the longest line of a verse has at most.
const SHORT: usize = 60;

/// The sign at the beginning of a line that word processors put before the items of a list, and what it stands before.
fn bulleted(line: &str) -> Option<(char, &str)> {
    let bullet = line.chars().next()?;
    let words = &line[bullet.len_utf8()..];
    let is_one = match bullet {
        '•' | '◦' | '▪' | '‣' | '●' | '○' | '■' | '·' | '∙' | '\u{f0b7}' => {
            words.starts_with(char::is_whitespace)
        }
        // Dialogue begins with a dash and a blank.
        '–' | '—' | 'o' | '§' => words.starts_with('\t'),
        _ => false,
    };
    is_one.then(|| (bullet, words.trim()))
}

#[cfg(test)]
mod tests {
    use super::{bulleted, is_prose, no_heading};

    #[test]
    fn a_heading_has_a_blank_behind_its_signs() {
        let hint = |line| no_heading(line).map(|(.., hint)| hint);
        assert_eq!(hint("##The talks").as_deref(), Some("put a blank there: ## The talks"));
        assert_eq!(hint("#\u{a0}The talks").as_deref(), Some("put a plain blank there: # The talks"));
        for line in ["#MeToo", "#1 in the list", "## The talks", "##", "#######x", "\\##x", "##, x"] {
            assert_eq!(hint(line), None, "{line}");
        }
    }

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

    #[test]
    fn a_bullet_stands_before_a_blank() {
        assert_eq!(bulleted("•\tone"), Some(('•', "one")));
        assert_eq!(bulleted("· one"), Some(('·', "one")));
        assert_eq!(bulleted("–\tone"), Some(('–', "one")));
        for line in ["– Да, сказал он.", "— Oui.", "o one", "one • two", "•one", ""] {
            assert_eq!(bulleted(line), None, "{line}");
        }
    }
}
