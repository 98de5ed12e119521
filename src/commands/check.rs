//! `dateline check`: what a build would find; every route is rendered and thrown away.

use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;

use super::report::Outcome;
use crate::diagnostic::{self, Diagnostic};
use crate::picture::Cache;
use crate::render::Rendered;
use crate::{Error, Options, Site};

/// Checks the digest below `root`.
pub fn check(root: &Path, options: &Options) -> Result<(Site, Outcome), Error> {
    let started = Instant::now();
    let mut site = Site::load(root, options)?;
    let pages = site.routes.pages();
    site.diagnostics.extend(crate::digest::notes(&site.digest));
    diagnostic::sort(&mut site.diagnostics);
    // With templates that cannot be read every page would fail, and say nothing new.
    let readable =
        !site.diagnostics.iter().any(|diagnostic| diagnostic.code == diagnostic::Code::BadTemplate);
    if readable {
        let scene = site.scene();
        let cache = Cache::read_only(root);
        let found: Vec<Diagnostic> = site
            .routes
            .all()
            .par_iter()
            .filter_map(|(_, route)| match site.render(&scene, route) {
                // What cannot be read is the machine's affair, and a build says so.
                Ok(Rendered::Resize(copy)) => copy.make(&std::fs::read(&copy.from).ok()?, &cache).err(),
                rendered => rendered.err(),
            })
            .map(|failure| *failure)
            .collect();
        site.diagnostics.extend(found);
        diagnostic::sort(&mut site.diagnostics);
    }
    Ok((site, Outcome { pages, took: started.elapsed(), output: None, written: 0 }))
}
