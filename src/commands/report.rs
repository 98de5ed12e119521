//! How diagnostics and the summary are printed.

use std::io::Write;
use std::time::Duration;

use serde_json::json;

use super::counted;
use crate::Site;
use crate::diagnostic::{self, Severity};
use crate::digest::HeldBy;

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For scripts: one JSON object on standard output.
    Json,
}

/// What a build or check came to.
#[derive(Debug)]
pub struct Outcome {
    /// Pages for readers.
    pub pages: usize,
    /// How long it took.
    pub took: Duration,
    /// Where it was published; `None` for a check or a failed build.
    pub output: Option<String>,
    /// Files written anew, where it was published.
    pub written: usize,
}

/// Prints everything about a build or check; `quiet` leaves out all but diagnostics.
pub fn print(site: &Site, outcome: &Outcome, format: Format, quiet: bool) -> std::io::Result<()> {
    match format {
        Format::Json => print_json(site, outcome),
        Format::Text => print_text(site, outcome, quiet),
    }
}

fn print_json(site: &Site, outcome: &Outcome) -> std::io::Result<()> {
    let held = site.digest.held.iter().map(|held| {
        json!({
            "file": held.article.file.as_str(),
            "title": held.article.title,
            "date": held.article.date.rfc3339,
            "reason": match held.by {
                HeldBy::Draft => "draft",
                HeldBy::Date => "future",
            },
        })
    });
    let report = json!({
        "diagnostics": diagnostic::json(&site.diagnostics, |file| site.inputs.text(file)),
        "held": held.collect::<Vec<_>>(),
        "articles": site.digest.articles.len(),
        "pages": outcome.pages,
        "written": outcome.written,
        "errors": diagnostic::count(&site.diagnostics, Severity::Error),
        "warnings": diagnostic::count(&site.diagnostics, Severity::Warning),
        "milliseconds": outcome.took.as_millis() as u64,
        "output": outcome.output,
    });
    writeln!(anstream::stdout(), "{report}")
}

fn print_text(site: &Site, outcome: &Outcome, quiet: bool) -> std::io::Result<()> {
    let mut err = anstream::stderr();
    // `anstream` strips the colours where the terminal or NO_COLOR wants none.
    write!(err, "{}", diagnostic::text(&site.diagnostics, |file| site.inputs.text(file), true))?;
    if quiet {
        return Ok(());
    }
    for held in site.digest.held.iter() {
        let why = match held.by {
            HeldBy::Draft => "a draft".to_string(),
            HeldBy::Date => format!("dated {}", held.article.date.rfc3339),
        };
        writeln!(err, "held back: {} is {why}", held.article.file)?;
    }
    writeln!(anstream::stdout(), "{}", summary(site, outcome))
}

fn summary(site: &Site, outcome: &Outcome) -> String {
    let errors = diagnostic::count(&site.diagnostics, Severity::Error);
    let warnings = diagnostic::count(&site.diagnostics, Severity::Warning);
    let drafts = site.digest.held.iter().filter(|held| held.by == HeldBy::Draft).count();
    let future = site.digest.held.len() - drafts;
    let mut line = match (&outcome.output, errors) {
        (Some(output), _) => format!(
            "{}, {} in {} to {output} ({} files written)",
            counted(site.digest.articles.len(), "article"),
            counted(outcome.pages, "page"),
            seconds(outcome.took),
            outcome.written
        ),
        (None, 0) => format!(
            "{}, {} checked in {}",
            counted(site.digest.articles.len(), "article"),
            counted(outcome.pages, "page"),
            seconds(outcome.took)
        ),
        (None, _) => format!("{}; nothing published", counted(errors, "error")),
    };
    if warnings > 0 {
        line.push_str(&format!(", {}", counted(warnings, "warning")));
    }
    if drafts > 0 {
        line.push_str(&format!(", {} held back", counted(drafts, "draft")));
    }
    if future > 0 {
        line.push_str(&format!(", {} held back", counted(future, "future article")));
    }
    line
}

fn seconds(took: Duration) -> String {
    if took.as_millis() < 1000 {
        format!("{} ms", took.as_millis())
    } else {
        format!("{:.2} s", took.as_secs_f64())
    }
}
