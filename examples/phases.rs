//! Where the time of a build goes: `cargo run --release --example phases -- ROOT [THREADS]`. Nothing is written.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use dateline::render::Rendered;
use dateline::route::{FeedOf, Route};
use dateline::{Options, Site, input};
use rayon::prelude::*;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let root = std::env::args().nth(1).expect("the digest's folder");
    if let Some(threads) = std::env::args().nth(2) {
        let threads = threads.parse().expect("a number of threads");
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().expect("the pool is made once");
    }
    let started = Instant::now();
    let (inputs, diagnostics) = input::read(Path::new(&root)).expect("reads");
    say("read", started.elapsed(), inputs.files.len(), 0);
    let started = Instant::now();
    let site = Site::link(inputs, diagnostics, &Options::default(), None).expect("links");
    say("parse, link, list routes", started.elapsed(), site.digest.articles.len(), 0);
    let scene = site.scene();
    let started = Instant::now();
    let rendered: Vec<(&str, Duration, usize)> = site
        .routes
        .all()
        .par_iter()
        .map(|(_, route)| {
            let started = Instant::now();
            let bytes = match site.render(&scene, route) {
                Ok(Rendered::Bytes(bytes)) => bytes.len(),
                Ok(Rendered::Copy(_) | Rendered::Resize(_)) => 0,
                Err(diagnostic) => panic!("{}", diagnostic.message),
            };
            (kind(route), started.elapsed(), bytes)
        })
        .collect();
    let wall = started.elapsed();
    let mut kinds: BTreeMap<&str, (Duration, usize, usize)> = BTreeMap::new();
    for (kind, took, bytes) in &rendered {
        let sum = kinds.entry(kind).or_default();
        *sum = (sum.0 + *took, sum.1 + 1, sum.2 + bytes);
    }
    for (kind, (took, count, bytes)) in kinds {
        say(kind, took, count, bytes);
    }
    say("render, wall", wall, rendered.len(), rendered.iter().map(|(_, _, bytes)| bytes).sum());
}

fn say(what: &str, took: Duration, count: usize, bytes: usize) {
    let each = took.as_secs_f64() * 1e6 / count.max(1) as f64;
    println!(
        "{what:26} {:8.1} ms  {count:6} × {each:7.1} µs  {:7.1} MB  {:5.0} MB resident",
        took.as_secs_f64() * 1e3,
        bytes as f64 / 1e6,
        resident() as f64 / 1e6,
    );
}

/// The bytes of memory held just now; nought where the system does not tell.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok()).unwrap_or(0) * 4096
}

fn kind(route: &Route) -> &'static str {
    use dateline::entity::{EntityId, Subject};
    match route {
        Route::Article(_) => "article",
        Route::Subject(Subject::Entity(EntityId::Country(_)), _) => "country",
        Route::Subject(Subject::Entity(EntityId::Person(_)), _) => "person",
        Route::Subject(Subject::Relation(_), _) => "relation",
        Route::Subject(..) => "other subject",
        Route::Twin(..) => "twin",
        Route::Feed(FeedOf::Site, _) => "site feed",
        Route::Feed(..) => "subject feed",
        Route::Day(_) | Route::Week(_) => "edition",
        Route::Month(..) | Route::Year(_) | Route::Archive => "month, year, archive",
        Route::Directory(_) => "directory",
        Route::Redirect(..) | Route::RelationRedirect(_) => "redirect",
        _ => "other",
    }
}
