//! Every Markdown file of `content/`, parsed by itself, and kept as long as its text stays the same. Parsing reads one
//! file and the configuration, so what is kept never goes stale.

mod consequences;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{self, Diagnostic};
use crate::input::{self, Content, Input, Inputs, is_markdown};
use crate::input_path::InputPath;
use crate::record::{self, Record};

/// The files of a snapshot, parsed.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    config: Arc<Config>,
    files: BTreeMap<InputPath, Arc<File>>,
}

/// One file, parsed.
#[derive(Debug)]
struct File {
    text: Arc<String>,
    /// What it says; where it is broken, what it said last.
    record: Option<Record>,
    /// The text that says so.
    source: Arc<String>,
    /// What is wrong with it.
    found: Vec<Diagnostic>,
}

/// What is known of a digest before some of its files changed.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// Its files, parsed.
    pub parsed: &'a Parsed,
    /// The files that are other ones now.
    pub changes: &'a [InputPath],
}

/// Parses the Markdown files of the digest. A file that is as it was `before` is not parsed again; one that has become
/// broken keeps the record it had there.
pub fn parse(inputs: &Inputs, config: &Arc<Config>, before: Option<Before<'_>>) -> Parsed {
    let parse = |input: &Input| {
        let (text, is_broken) = match &input.content {
            Content::Text(text) => (text, false),
            Content::Broken(text) => (text, true),
            Content::Binary { .. } => return None,
        };
        let known = before.and_then(|before| before.parsed.files.get(&input.path));
        let is_same = before.is_some_and(|before| Arc::ptr_eq(&before.parsed.config, config));
        if let Some(known) = known.filter(|known| is_same && Arc::ptr_eq(&known.text, text)) {
            return Some((input.path.clone(), known.clone()));
        }
        let (record, found) = if is_broken { (None, Vec::new()) } else { record::parse(input, config) };
        let is_broken = is_broken || diagnostic::errors(&found) > 0;
        // What was never right is not shown: a new article without a date would stand on a wrong day.
        let (record, source) = match known.filter(|known| is_broken && known.record.is_some()) {
            Some(known) => (known.record.clone(), known.source.clone()),
            None if is_broken && before.is_some() => (None, text.clone()),
            None => (record, text.clone()),
        };
        Some((input.path.clone(), Arc::new(File { text: text.clone(), record, source, found })))
    };
    if let Some(before) = before.filter(|before| Arc::ptr_eq(&before.parsed.config, config)) {
        let mut files = before.parsed.files.clone();
        for path in before.changes.iter().filter(|path| is_parsed(path)) {
            match inputs.get(path.as_str()).and_then(parse) {
                Some((path, file)) => files.insert(path, file),
                None => files.remove(path),
            };
        }
        return Parsed { config: config.clone(), files };
    }
    let files: Vec<&Input> = inputs.below("content").filter(|input| is_parsed(&input.path)).collect();
    let parsed: Vec<_> = files.into_par_iter().with_max_len(input::A_FEW).filter_map(parse).collect();
    Parsed { config: config.clone(), files: parsed.into_iter().collect() }
}

fn is_parsed(path: &InputPath) -> bool {
    path.as_str().starts_with("content/") && is_markdown(path)
}

impl Parsed {
    /// What the files say, in the order of their paths.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.files.values().filter_map(|file| file.record.as_ref())
    }

    /// What one file says.
    pub fn record(&self, file: &InputPath) -> Option<&Record> {
        self.files.get(file)?.record.as_ref()
    }

    /// The text that says it: of a broken file, the last that was none.
    pub fn source(&self, file: &InputPath) -> Option<&str> {
        self.files.get(file).map(|file| file.source.as_str())
    }

    /// Whether a diagnostic is of the last good text of a file that is broken now, where its place means nothing.
    pub fn is_past(&self, diagnostic: &Diagnostic) -> bool {
        let mut files = diagnostic.files().filter_map(|file| self.files.get(file));
        files.any(|file| !Arc::ptr_eq(&file.source, &file.text))
    }

    /// What is wrong with them.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.files.values().flat_map(|file| &file.found)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::*;

    /// What front matter and text are made of, rightly and wrongly put together.
    fn pieces() -> impl Strategy<Value = String> {
        let words = [
            "title",
            "people",
            "summary",
            "date",
            "source",
            "Лавров",
            "é",
            "“",
            "\u{a0}",
            "a",
            "2020-01-02",
            "\u{301}",
            "\r",
            ": ",
            ":",
            "- ",
            "\n",
            "\n  ",
            "'",
            "\"",
            "[",
            "]",
            "{",
            "}",
            "#",
            " #",
            "&",
            "*",
            "|",
            ">",
            ",",
            "!",
            "---\n",
            "~",
            "<b>",
            "[^1]",
            "[^1]: ",
            "[a]",
            "[a]: ",
            "https://",
            "{{",
            "--",
            "---\n",
            "[[",
            "](",
            "`",
            "\\",
            "%",
            "\t",
            "😀",
            "## ",
            "| ",
            "\n\n",
        ];
        prop::collection::vec(prop::sample::select(words.to_vec()), 0..40).prop_map(|words| words.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]
        #[test]
        fn no_file_is_too_strange(folder in prop::sample::select(record::FOLDERS.to_vec()), yaml in pieces(), body in pieces()) {
            let path = InputPath::new(&format!("content/{folder}/2018-02-19-a.md"));
            let text = format!("---\n{yaml}\n---\n{body}");
            let spans = |found: &[Diagnostic]| {
                let wrong = found.iter().find(|it| text.get(it.span.start..it.span.end.min(text.len())).is_none());
                wrong.map(|it| it.message.clone())
            };
            let input = Input { path, disk: PathBuf::new(), content: Content::Text(text.clone().into()), modified: None, settled: true };
            let (_, found) = record::parse(&input, &Config::default());
            prop_assert_eq!(spans(&found), None);
            diagnostic::json(&found, |_| &text);
            diagnostic::text(&found, |_| &text, false);
        }
    }
}
