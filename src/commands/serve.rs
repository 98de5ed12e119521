//! `dateline serve`: the preview, and what it tells the author in the terminal.

use std::cell::RefCell;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::counted;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::input_path::InputPath;
use crate::preview::{self, Report, Settings};
use crate::{Error, Options, Site};

/// Previews the digest below `root` until Ctrl-C; with `open`, in the author's browser.
pub fn serve(root: &Path, options: &Options, settings: Settings, open: bool) -> Result<(), Error> {
    let told = RefCell::new(Told::default());
    preview::run(root, options, settings, move |report| {
        // A terminal that is gone is no reason to end.
        let _ = tell(&report, open, &told);
    })
}

/// What was printed last of what may be reported again and again.
#[derive(Clone, Default)]
struct Told {
    standing: String,
    failures: String,
}

fn tell(report: &Report<'_>, open: bool, told: &RefCell<Told>) -> std::io::Result<()> {
    let mut out = anstream::stdout().lock();
    match report {
        Report::Ready { url, site } => {
            writeln!(
                out,
                "Serving {BOLD}{url}{PLAIN} ({}); Ctrl-C ends",
                counted(site.digest.articles.len(), "article")
            )?;
            out.flush()?;
            if open {
                open_browser(url);
            }
            Ok(())
        }
        Report::Changed { files, took, diagnostics } => {
            let counts = counts(diagnostics).map_or_else(String::new, |counts| format!(", {counts}"));
            writeln!(out, "{} in {BOLD}{}{PLAIN}{counts}", what(files), milliseconds(*took))?;
            out.flush()
        }
        Report::Standing { diagnostics, site } => tell_standing(diagnostics, site, told),
        Report::Failures { diagnostics, site } => {
            let owned: Vec<Diagnostic> = diagnostics.iter().map(|it| (*it).clone()).collect();
            let text = diagnostic::text(&owned, |file| site.inputs.text(file), true);
            if told.borrow().failures != text {
                write!(anstream::stderr(), "{text}")?;
                told.borrow_mut().failures = text;
            }
            Ok(())
        }
        Report::Notice(said) => writeln!(anstream::stderr(), "{YELLOW}note:{PLAIN} {said}"),
    }
}

const BOLD: &str = "\x1b[1m";
const GREEN: &str = "\x1b[32m";
const YELLOW: &str = "\x1b[33m";
const PLAIN: &str = "\x1b[0m";

/// Prints the diagnostics when they are other ones than before, and says when the last is mended.
fn tell_standing(diagnostics: &[Diagnostic], site: &Site, told: &RefCell<Told>) -> std::io::Result<()> {
    // Where each letter is saved, the excerpt is another one with each.
    let what = |it: &Diagnostic| {
        let line = diagnostic::locate(site.inputs.text(&it.span.file), it.span.start).line;
        format!("{} {}:{line} {}\n", it.code.as_str(), it.span.file, it.message)
    };
    let standing: String = diagnostics.iter().map(what).collect();
    if told.borrow().standing == standing {
        return Ok(());
    }
    let text = diagnostic::text(diagnostics, |file| site.inputs.text(file), true);
    let mut err = anstream::stderr().lock();
    let had_some = !told.borrow().standing.is_empty();
    write!(err, "{text}")?;
    match counts(diagnostics) {
        Some(counts) if diagnostic::errors(diagnostics) > 0 => {
            writeln!(err, "{counts}; the last good state is shown")?;
        }
        Some(counts) => writeln!(err, "{counts}")?,
        None if had_some => writeln!(err, "{GREEN}all is well again{PLAIN}")?,
        None => {}
    }
    told.borrow_mut().standing = standing;
    Ok(())
}

/// "1 error, 2 warnings"; `None` where there are none.
fn counts(diagnostics: &[Diagnostic]) -> Option<String> {
    let errors = diagnostic::errors(diagnostics);
    let warnings = diagnostic::count(diagnostics, Severity::Warning);
    match (errors, warnings) {
        (0, 0) => None,
        (errors, 0) => Some(counted(errors, "error")),
        (0, warnings) => Some(counted(warnings, "warning")),
        (errors, warnings) => Some(format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))),
    }
}

fn what(files: &[InputPath]) -> String {
    match files {
        [] => "an article has fallen due".to_string(),
        [file] => file.to_string(),
        [first, rest @ ..] => format!("{first} and {}", counted(rest.len(), "other file")),
    }
}

fn milliseconds(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1e3)
}

/// Opens the site in the author's browser; where there is none, the URL is in the terminal.
fn open_browser(url: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start"]),
        _ => ("xdg-open", &[]),
    };
    let quiet = || Stdio::null();
    let started =
        Command::new(program).args(arguments).arg(url).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
    if let Ok(mut child) = started {
        std::thread::spawn(move || child.wait());
    }
}
