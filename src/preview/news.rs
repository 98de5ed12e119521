//! What is shown just now: a snapshot, and what browsers are told of it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::Site;
use crate::diagnostic::{self, Code, Diagnostic, Severity, locate};
use crate::input_path::InputPath;

/// The newest snapshot with the news of it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Which snapshot of this run it is.
    pub number: u64,
    /// Run and number, as browsers know them.
    pub id: Arc<str>,
    /// The snapshot.
    pub site: Arc<Site>,
    /// What is to be told of it.
    pub told: Arc<Told>,
    /// Files that were renamed while the preview runs, by the path they had.
    pub renamed: Arc<Renamed>,
}

/// Which snapshot was the first with a file's new bytes, by the root-relative URL of the file, decoded.
pub type Replaced = BTreeMap<String, u64>;

/// The paths that files have now, by those they had.
pub type Renamed = FxHashMap<InputPath, InputPath>;

/// What browsers are to be told.
#[derive(Debug, Default)]
pub struct Told {
    /// What a POST must carry.
    pub token: String,
    /// The page of the file just saved, for a browser that follows.
    pub follow: Option<String>,
    /// The files that were saved last, sorted.
    pub saved: Vec<InputPath>,
    /// What is wrong with the digest.
    pub problems: Vec<Diagnostic>,
    /// Why pages fail, whether or not anybody looks at them.
    pub failures: Vec<Diagnostic>,
    /// Files that were replaced under the name they have, by their path on the site: when they last were.
    pub replaced: Arc<Replaced>,
    /// The news, made when the first browser asks: excerpts take a while, and a page should not wait for them.
    pub news: OnceLock<String>,
}

impl Shown {
    /// What browsers are told, as JSON.
    pub fn news(&self) -> &str {
        let told = &self.told;
        told.news.get_or_init(|| {
            let (wrong, more) = problems(&told.problems, &told.saved, &self.site);
            let (failures, more_failures) = problems(&told.failures, &told.saved, &self.site);
            let news = News {
                id: &self.id,
                token: &told.token,
                follow: told.follow.as_deref(),
                problems: wrong,
                failures,
                replaced: &told.replaced,
                more: more + more_failures,
            };
            serde_json::to_string(&news).unwrap_or_default()
        })
    }
}

/// The news of a snapshot, as the client reads it.
#[derive(Debug, Serialize)]
struct News<'a> {
    /// Run and number of the snapshot: another one means that the page may have changed.
    id: &'a str,
    token: &'a str,
    follow: Option<&'a str>,
    problems: Vec<Problem>,
    failures: Vec<Problem>,
    replaced: &'a Replaced,
    /// Diagnostics that are not listed, for there are too many.
    more: usize,
}

/// One diagnostic, as the overlay shows it.
#[derive(Debug, Serialize)]
struct Problem {
    severity: &'static str,
    code: &'static str,
    file: String,
    line: usize,
    column: usize,
    /// What the terminal prints: message, excerpt, caret and hint.
    text: String,
}

/// The most diagnostics that a browser is told of.
const MOST: usize = 100;

/// Diagnostics as the overlay shows them, errors first and of these what was saved last, and how many are left out. Of many in the very same words only
/// some, as in the terminal: what else is wrong would not be seen.
fn problems(diagnostics: &[Diagnostic], saved: &[InputPath], site: &Site) -> (Vec<Problem>, usize) {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    let is_older = |diagnostic: &Diagnostic| saved.binary_search(&diagnostic.span.file).is_err();
    sorted.sort_by_key(|diagnostic| (diagnostic.severity, is_older(diagnostic)));
    sorted.retain(|diagnostic| diagnostic.severity != Severity::Note);
    let all = sorted.len();
    let mut alike: FxHashMap<(Code, &str), usize> = FxHashMap::default();
    sorted.retain(|diagnostic| {
        let times = alike.entry((diagnostic.code, &diagnostic.message)).or_default();
        *times += 1;
        *times <= diagnostic::MOST_ALIKE
    });
    sorted.truncate(MOST);
    let shown = sorted.iter().map(|diagnostic| {
        let span = &diagnostic.span;
        let text = site.inputs.text(&span.file);
        let at = locate(text, span.start);
        Problem {
            severity: diagnostic.severity.as_str(),
            code: diagnostic.code.as_str(),
            file: span.file.to_string(),
            line: at.line,
            column: at.column,
            text: diagnostic::text(std::slice::from_ref(diagnostic), |file| site.inputs.text(file), false)
                .trim_end()
                .to_string(),
        }
    });
    (shown.collect(), all - sorted.len())
}
