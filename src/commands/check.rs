//! `dateline check`: what a build would find, also once articles of the future are due; every route is rendered and thrown
//! away.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;

use super::report::Outcome;
use crate::diagnostic::{self, Code, Diagnostic, Severity};
use crate::digest::HeldBy;
use crate::input_path::InputPath;
use crate::picture::Cache;
use crate::render::Rendered;
use crate::{Error, Options, Site};

/// Checks the digest below `root`.
pub fn check(root: &Path, options: &Options) -> Result<(Site, Outcome), Error> {
    let started = Instant::now();
    let mut site = Site::load(root, options)?;
    let pages = site.routes.pages();
    site.diagnostics.extend(crate::digest::notes(&site.digest));
    site.diagnostics.extend(crate::digest::duplicates(&site.digest));
    let articles = site.digest.articles.iter();
    site.diagnostics.extend(articles.filter_map(|entry| crate::digest::misnamed(&entry.article)));
    diagnostic::sort(&mut site.diagnostics);
    let found = [faults(&site, root), in_future(&site, options)?].concat();
    site.diagnostics.extend(found);
    diagnostic::sort(&mut site.diagnostics);
    Ok((site, Outcome { pages, took: started.elapsed(), output: None, written: 0 }))
}

/// What will be wrong on the day when an article of the future is published: today's build does not fail for it.
fn in_future(site: &Site, options: &Options) -> Result<Vec<Diagnostic>, Error> {
    let due: BTreeSet<&InputPath> = site
        .digest
        .held
        .iter()
        .filter(|held| held.by == HeldBy::Date)
        .map(|held| &held.article.file)
        .collect();
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let options = Options { future: true, ..options.clone() };
    let later = Site::link(site.inputs.clone(), Vec::new(), &options, None)?;
    let is_new = |diagnostic: &Diagnostic| {
        diagnostic.severity == Severity::Error
            && due.contains(&diagnostic.span.file)
            && !site.diagnostics.contains(diagnostic)
    };
    let warning = |diagnostic: Diagnostic| Diagnostic {
        severity: Severity::Warning,
        message: format!("{} (an error once this article is published)", diagnostic.message),
        ..diagnostic
    };
    Ok(later.diagnostics.into_iter().filter(is_new).map(warning).collect())
}

/// What only rendering finds: templates that fail, pictures that are cut off.
pub(super) fn faults(site: &Site, root: &Path) -> Vec<Diagnostic> {
    // With templates that cannot be read every page would fail, and say nothing new.
    let is_unreadable = |diagnostic: &Diagnostic| {
        diagnostic.code == Code::BadTemplate && diagnostic.severity == Severity::Error
    };
    if site.diagnostics.iter().any(is_unreadable) {
        return Vec::new();
    }
    let scene = site.scene();
    let cache = Cache::read_only(root);
    let routes = site.routes.all().par_iter();
    let failures = routes.filter_map(|(_, route)| match site.render(&scene, route) {
        // What cannot be read is the machine's affair, and a build says so.
        Ok(Rendered::Resize(copy)) => copy.make(&std::fs::read(&copy.from).ok()?, &cache).err(),
        rendered => rendered.err(),
    });
    failures.map(|failure| *failure).collect()
}
