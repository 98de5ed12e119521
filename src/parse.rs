//! Every Markdown file of `content/`, parsed by itself, and kept as long as its text stays the same. Parsing reads one
//! file and the configuration, so what is kept never goes stale.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{self, Diagnostic};
use crate::input::{Content, Input, InputPath, Inputs, is_markdown};
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
    text: Arc<str>,
    /// What it says; where it is broken, what it said last.
    record: Option<Record>,
    /// What is wrong with it.
    found: Vec<Diagnostic>,
}

/// Parses the Markdown files of the digest. A file that is as it was in `previous` is not parsed again; one that has
/// become broken keeps the record it had there.
pub fn parse(inputs: &Inputs, config: &Arc<Config>, previous: Option<&Parsed>) -> Parsed {
    let same = previous.filter(|previous| Arc::ptr_eq(&previous.config, config));
    let before = |path: &InputPath| previous.and_then(|previous| previous.files.get(path));
    let parse = |input: &Input| {
        let (text, is_broken) = match &input.content {
            Content::Text(text) => (text, false),
            Content::Broken(text) => (text, true),
            Content::Binary { .. } => return None,
        };
        let known = before(&input.path);
        if let Some(known) = known.filter(|known| same.is_some() && Arc::ptr_eq(&known.text, text)) {
            return Some((input.path.clone(), known.clone()));
        }
        let (record, found) = if is_broken { (None, Vec::new()) } else { record::parse(input, config) };
        let is_broken = is_broken || diagnostic::errors(&found) > 0;
        let last = known.filter(|_| is_broken).and_then(|known| known.record.clone());
        Some((input.path.clone(), Arc::new(File { text: text.clone(), record: last.or(record), found })))
    };
    let files: Vec<&Input> = inputs.below("content").filter(|input| is_markdown(&input.path)).collect();
    let parsed: Vec<_> = files.into_par_iter().filter_map(parse).collect();
    Parsed { config: config.clone(), files: parsed.into_iter().collect() }
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

    /// What is wrong with them.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.files.values().flat_map(|file| &file.found)
    }
}
