//! What is said of files only because another one cannot be read: it may be right once that one is mended.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{File, Parsed};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::fold::fold;
use crate::front_matter;
use crate::input::Inputs;
use crate::input_path::InputPath;

impl Parsed {
    /// Takes out what is only said because another file cannot be read: that a name is unknown which it probably gives,
    /// and warnings that a setting may forbid which `digest.yaml` fails to give.
    pub fn drop_consequences(&self, inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain(|it| !self.config.is_premature(it.code));
        // What is wrong with a text that cannot be read at all was said when it was read.
        let is_unread = |file: &File| file.record.is_none() && file.found.is_empty();
        let is_broken =
            |(_, file): &(&InputPath, &Arc<File>)| is_unread(file) || diagnostic::errors(&file.found) > 0;
        let broken: BTreeMap<&InputPath, &Arc<File>> = self.files.iter().filter(is_broken).collect();
        if broken.is_empty() {
            return;
        }
        let names = broken.iter().flat_map(|(path, file)| {
            front_matter::names(&file.text).into_iter().chain([path.stem()]).map(fold).collect::<Vec<_>>()
        });
        let names: FxHashSet<String> = names.collect();
        diagnostics.retain(|it| {
            let written = || inputs.text(&it.span.file).get(it.span.start..it.span.end).unwrap_or_default();
            match it.code {
                Code::UnknownPerson
                | Code::UnknownOrganization
                | Code::UnknownCountry
                | Code::UnknownStory
                | Code::UnknownArticle => !names.contains(&fold(written().trim_matches(['"', '\'']))),
                Code::DeadLink => match linked(written()) {
                    Linked::Name(name) => !names.contains(&fold(name)),
                    Linked::File(path) => {
                        it.span.file.join(path).is_none_or(|path| !broken.contains_key(&path))
                    }
                },
                _ => true,
            }
        });
    }
}

/// What a link is to.
enum Linked<'a> {
    Name(&'a str),
    File(&'a str),
}

/// What `[[name#heading|words]]` or `[words](file.md#heading)` is a link to.
fn linked(written: &str) -> Linked<'_> {
    match written.strip_prefix("[[") {
        Some(inner) => Linked::Name(inner.split(['|', '#', ']']).next().unwrap_or_default().trim()),
        None => {
            let path = written.rsplit_once("](").map_or("", |(_, path)| path);
            Linked::File(path.split(['#', ')', ' ']).next().unwrap_or_default())
        }
    }
}
