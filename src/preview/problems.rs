//! Which diagnostics are shown: those that have stood for a moment, for editors truncate a file before they write it
//! and version control deletes before it creates. What is mended is gone at once.

use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::input_path::InputPath;

/// How long an error or a disappearance must stand before it is shown.
pub const STAND: Duration = Duration::from_millis(60);

/// What makes a diagnostic the same one though lines before it have moved.
type Kind = (Code, InputPath, String);

/// Since when each diagnostic stands.
#[derive(Debug, Default)]
pub struct Problems {
    since: FxHashMap<Kind, Instant>,
}

impl Problems {
    /// Takes the diagnostics of a new snapshot.
    pub fn update(&mut self, diagnostics: &[Diagnostic], now: Instant) {
        let before = std::mem::take(&mut self.since);
        self.since = diagnostics
            .iter()
            .map(kind)
            .map(|kind| {
                let since = before.get(&kind).copied().unwrap_or(now);
                (kind, since)
            })
            .collect();
    }

    /// Those of `diagnostics` that have stood long enough.
    pub fn standing(&self, diagnostics: &[Diagnostic], now: Instant) -> Vec<Diagnostic> {
        let stands = |diagnostic: &&Diagnostic| {
            self.since.get(&kind(diagnostic)).is_some_and(|since| now >= *since + STAND)
        };
        diagnostics.iter().filter(stands).cloned().collect()
    }

    /// When the next of them will have stood long enough.
    pub fn next(&self, now: Instant) -> Option<Instant> {
        self.since.values().map(|since| *since + STAND).filter(|at| *at > now).min()
    }
}

fn kind(diagnostic: &Diagnostic) -> Kind {
    (diagnostic.code, diagnostic.span.file.clone(), diagnostic.message.clone())
}
