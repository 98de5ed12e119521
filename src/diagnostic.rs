//! What is wrong with an author's file: where, why, and how to mend it. Never knows how to go on
//! afterwards; that is the caller's decision.

mod code;
mod lines;
mod print;

use std::ops::Range;

use crate::input_path::InputPath;

pub use code::Code;
pub use lines::{Lines, Located, line_start, locate};
pub use print::{MOST_ALIKE, json, text};

/// A range of bytes in one file; line and column are computed only when it is printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: InputPath,
    /// First byte; `end` is one past the last.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes `range` of `file`.
    pub fn new(file: &InputPath, range: Range<usize>) -> Span {
        Span { file: file.clone(), start: range.start, end: range.end }
    }

    /// One place in `file`.
    pub fn at(file: &InputPath, offset: usize) -> Span {
        Span::new(file, offset..offset)
    }

    /// The file as such: shown at its first line, without an excerpt of a certain word.
    pub fn whole(file: &InputPath) -> Span {
        Span::at(file, 0)
    }
}

/// How grave a diagnostic is. Only errors keep a build from publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// Published, but probably not what the author meant.
    Warning,
    /// Worth knowing; shown by `check`.
    Note,
}

impl Severity {
    /// The word shown to authors.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// One mistake or remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule it is; stable, for scripts.
    pub code: Code,
    /// How grave.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
    /// The other place it concerns, with what is there: the first of two files on one URL.
    pub also: Option<(Span, String)>,
}

impl Diagnostic {
    fn new(severity: Severity, code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic { code, severity, span, message, hint: None, also: None }
    }

    /// A mistake that keeps the site from being published.
    pub fn error(code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic::new(Severity::Error, code, span, message)
    }

    /// Something probably not meant.
    pub fn warning(code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic::new(Severity::Warning, code, span, message)
    }

    /// Something worth knowing.
    pub fn note(code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic::new(Severity::Note, code, span, message)
    }

    /// With advice how to mend it.
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    /// The files it speaks of.
    pub fn files(&self) -> impl Iterator<Item = &InputPath> {
        std::iter::once(&self.span.file).chain(self.also.iter().map(|(span, _)| &span.file))
    }

    /// With the second place that it concerns.
    pub fn also(mut self, span: Span, label: impl Into<String>) -> Diagnostic {
        self.also = Some((span, label.into()));
        self
    }
}

/// The order in which diagnostics are shown: by file and place, then by rule.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics
        .sort_by(|a, b| (&a.span, a.code.as_str(), &a.message).cmp(&(&b.span, b.code.as_str(), &b.message)));
    diagnostics.dedup();
}

/// How many errors there are.
pub fn errors(diagnostics: &[Diagnostic]) -> usize {
    count(diagnostics, Severity::Error)
}

/// How many diagnostics have this severity.
pub fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|d| d.severity == severity).count()
}

/// The candidate closest to `word` in spelling, if one is close enough to be meant: one letter in four differs at most
/// (of fewer, one), or only its ending does (`country`, `countries`); letter case aside.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let letters: Vec<char> = word.chars().collect();
    let allowed = (letters.len() / 4).clamp(1, 3);
    let stem = &word[..letters.last().map_or(0, |last| word.len() - last.len_utf8())];
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= 2 * allowed)
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let same_stem = letters.len() > 3 && lower.starts_with(stem);
            let most = if same_stem { usize::MAX } else { allowed };
            let distance = edits(&letters, &lower.chars().collect::<Vec<_>>(), most)?;
            Some((distance, same_stem, candidate))
        })
        .min()
        .map(|(.., candidate)| candidate)
}

/// The question after what was probably meant: one thing or a few.
pub fn did_you_mean<T: std::fmt::Display>(several: &[T]) -> String {
    let several: Vec<String> = several.iter().map(|one| format!("`{one}`")).collect();
    format!("did you mean {}?", several.join(" or "))
}

/// Edits (insert, delete, replace, swap neighbours) from one word to the other.
pub fn distance(a: &str, b: &str) -> usize {
    distance_within(a, b, usize::MAX).unwrap_or(usize::MAX)
}

/// The same, if there are at most so many: words of another spelling are told after a few letters.
pub fn distance_within(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    edits(&a, &b, most)
}

fn edits(a: &[char], b: &[char], most: usize) -> Option<usize> {
    let mut before = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut row = before.clone();
    let mut least_above = 0;
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let replace = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replace.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        let least = row.iter().copied().min().unwrap_or(i);
        // A swap leads from the row before the last.
        if least.min(least_above) > most {
            return None;
        }
        least_above = least;
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    Some(above[b.len()]).filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::{closest, distance};

    #[test]
    fn edits_are_counted() {
        for (a, b, edits) in [
            ("lavrov", "lavrov", 0),
            ("lavrov", "lavorv", 1),
            ("abc", "", 3),
            ("kitten", "sitting", 3),
            ("ca", "abc", 3),
        ] {
            assert_eq!(distance(a, b), edits, "{a} {b}");
            assert_eq!(distance(b, a), edits, "{b} {a}");
        }
    }

    #[test]
    fn closest_takes_near_spellings_only() {
        let keys = ["people", "countries", "title"];
        assert_eq!(closest("peopel", keys), Some("people"));
        assert_eq!(closest("Country", keys), Some("countries"));
        assert_eq!(closest("weather", keys), None);
        let countries = ["Holland", "America", "Somalia", "Pakistan", "Russian Federation"];
        for other in ["Scotland", "Africa", "Somaliland"] {
            assert_eq!(closest(other, countries), None, "{other}");
        }
        assert_eq!(closest("Pakstan", countries), Some("Pakistan"));
        assert_eq!(closest("Rusia Federation", countries), Some("Russian Federation"));
    }
}
