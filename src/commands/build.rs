//! `dateline build`: every route, rendered in parallel into a new generation of the output folder.

use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::report::Outcome;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::input::{self, ReadError};
use crate::picture::Cache;
use crate::publish::{self, Publication};
use crate::render::{Rendered, Resize};
use crate::route::file_of;
use crate::{Error, Options, Site};

/// Builds the digest below `root` into `output`. With errors in the author's files nothing is published, and the
/// outcome has no output.
pub fn build(
    root: &Path,
    output: &Path,
    options: &Options,
    progress: bool,
) -> Result<(Site, Outcome), Error> {
    let started = Instant::now();
    let mut site = Site::load(root, options)?;
    let pages = site.routes.pages();
    let failed = |pages| Outcome { pages, took: started.elapsed(), output: None, written: 0 };
    if diagnostic::errors(&site.diagnostics) > 0 {
        // Nothing is published, but all that is wrong is said at once.
        let found = super::check::faults(&site, root);
        site.diagnostics.extend(found);
        diagnostic::sort(&mut site.diagnostics);
        return Ok((site, failed(pages)));
    }
    let folders = ["content", "templates", "static"].map(|folder| root.join(folder));
    let folders: Vec<&Path> = folders.iter().map(|folder| folder.as_path()).collect();
    let on_wait = |said: &str| {
        let _ = std::io::Write::write_fmt(&mut anstream::stderr(), format_args!("{said}\n"));
    };
    let publication = publish::open(output, root, &folders, on_wait).map_err(Error::Publish)?;
    let bar = bar(site.routes.all().len(), progress, started);
    let scene = site.scene();
    let cache = Cache::of(root);
    let results: Vec<Failure> = site
        .routes
        .all()
        .par_iter()
        .with_max_len(input::A_FEW)
        .filter_map(|(path, route)| {
            bar.inc(1);
            let file = file_of(path);
            match site.render(&scene, route) {
                Ok(Rendered::Bytes(bytes)) => publication.put(&file, &bytes).err().map(Failure::publish),
                Ok(Rendered::Copy(from)) => publication.copy(&file, &from).err().map(Failure::publish),
                Ok(Rendered::Resize(copy)) => put_picture(&publication, &file, &copy, &cache).err(),
                Err(diagnostic) => Some(Failure::Author(diagnostic)),
            }
        })
        .collect();
    bar.finish_and_clear();
    for failure in results {
        match failure {
            Failure::Machine(error) => return Err(*error),
            Failure::Author(diagnostic) => site.diagnostics.push(*diagnostic),
        }
    }
    diagnostic::sort(&mut site.diagnostics);
    if diagnostic::count(&site.diagnostics, Severity::Error) > 0 {
        return Ok((site, failed(pages)));
    }
    put_full_text(&site, &publication)?;
    let published = publication.finish().map_err(Error::Publish)?;
    let outcome = Outcome {
        pages,
        took: started.elapsed(),
        output: Some(output.display().to_string()),
        written: published.written,
    };
    Ok((site, outcome))
}

/// Adds the index of the full text to the generation, if the digest wants one: that of the last generation, where no
/// record changed.
#[cfg(feature = "full-text")]
fn put_full_text(site: &Site, publication: &Publication) -> Result<(), Error> {
    use crate::config::Search;
    use crate::full_text::{KEY, Records};
    use crate::route::FULL_TEXT;

    if site.digest.config.search != Search::Full {
        return Ok(());
    }
    let records = Records::new(&site.digest);
    let (key_file, key) = (format!("{FULL_TEXT}{KEY}"), records.key());
    if publication.keep(FULL_TEXT, &key_file, key.as_bytes()).map_err(Error::Publish)? {
        return Ok(());
    }
    let files = records.index().map_err(Error::Index)?;
    let put = |(name, bytes): &(String, Vec<u8>)| publication.put(&format!("{FULL_TEXT}{name}"), bytes);
    files.par_iter().try_for_each(put).map_err(Error::Publish)?;
    publication.put(&key_file, key.as_bytes()).map_err(Error::Publish)
}

#[cfg(not(feature = "full-text"))]
fn put_full_text(_: &Site, _: &Publication) -> Result<(), Error> {
    Ok(())
}

enum Failure {
    Machine(Box<Error>),
    Author(Box<Diagnostic>),
}

impl Failure {
    fn publish(error: publish::Error) -> Failure {
        Failure::Machine(Box::new(Error::Publish(error)))
    }
}

fn put_picture(publication: &Publication, file: &str, copy: &Resize, cache: &Cache) -> Result<(), Failure> {
    let failed = |source| Error::Read(ReadError { path: copy.from.clone(), source });
    let bytes = std::fs::read(&copy.from).map_err(|source| Failure::Machine(Box::new(failed(source))))?;
    let made = copy.make(&bytes, cache).map_err(Failure::Author)?;
    publication.put(file, &made).map_err(Failure::publish)
}

/// A progress bar, on a terminal and only when the build lasts over a second.
fn bar(files: usize, wanted: bool, started: Instant) -> ProgressBar {
    if !wanted {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} files").expect("the template is right");
    bar.set_style(style);
    let late = bar.downgrade();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(1).saturating_sub(started.elapsed()));
        if let Some(bar) = late.upgrade().filter(|bar| !bar.is_finished()) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    });
    bar
}
