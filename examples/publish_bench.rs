//! Measures a publication of many small files against the plain loop. `cargo run --release --example publish_bench [FILES] [ROUNDS] [FOLDER]`

use dateline::publish::{Published, open};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn page(n: usize, version: usize) -> (String, Vec<u8>) {
    let mut bytes = format!("<h1>Page {n}, version {version}</h1>\n").into_bytes();
    bytes.resize(10_000, b'a' + (n % 26) as u8);
    (format!("section-{}/page-{n}/index.html", n % 40), bytes)
}

fn pages(count: usize) -> impl ParallelIterator<Item = (String, Vec<u8>)> {
    (0..count).into_par_iter().map(|n| page(n, 0))
}

fn publish(root: &Path, count: usize, version: impl Fn(usize) -> usize + Sync) -> Published {
    let start = Instant::now();
    let publication = open(&root.join("public"), &root.join("digest"), &[], |_| {}).expect("opens");
    let opened = start.elapsed();
    (0..count).into_par_iter().for_each(|n| {
        let (path, bytes) = page(n, version(n));
        publication.put(&path, &bytes).expect("writes");
    });
    let made = start.elapsed();
    let published = publication.finish().expect("publishes");
    let finished = start.elapsed();
    print!(
        "[open {:.3} put {:.3} finish {:.3}] ",
        opened.as_secs_f64(),
        (made - opened).as_secs_f64(),
        (finished - made).as_secs_f64()
    );
    published
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let count = arguments.next().map_or(22_000, |count| count.parse().expect("a number"));
    let rounds = arguments.next().map_or(3, |rounds| rounds.parse().expect("a number"));
    let base = arguments
        .next()
        .map_or_else(std::env::temp_dir, PathBuf::from)
        .join(format!("publish-bench-{}", std::process::id()));
    fs::create_dir_all(base.join("ours/digest")).unwrap();
    let plain = |round: usize| {
        let root = base.join(format!("plain-{round}"));
        pages(count).for_each(|(path, bytes)| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        });
    };
    let time = |name: &str, run: &mut dyn FnMut() -> String| {
        let start = Instant::now();
        let said = run();
        println!("{name:28} {:7.3} s  {said}", start.elapsed().as_secs_f64());
    };
    let ours = base.join("ours");
    time("making the pages only", &mut || {
        pages(count).map(|(path, bytes)| path.len() + bytes.len()).sum::<usize>().to_string()
    });
    for round in 0..rounds {
        let fresh = base.join(format!("first-{round}"));
        fs::create_dir_all(fresh.join("digest")).unwrap();
        time("plain loop", &mut || {
            plain(round);
            String::new()
        });
        time("first publish", &mut || format!("{:?}", publish(&fresh, count, |_| 0)));
    }
    publish(&ours, count, |_| 0);
    time("unchanged, no standby yet", &mut || format!("{:?}", publish(&ours, count, |_| 0)));
    time("one changed, no standby yet", &mut || {
        format!("{:?}", publish(&ours, count, |n| usize::from(n == 7)))
    });
    time("unchanged", &mut || format!("{:?}", publish(&ours, count, |n| usize::from(n == 7))));
    time("one changed", &mut || format!("{:?}", publish(&ours, count, |_| 0)));
    time("unchanged", &mut || format!("{:?}", publish(&ours, count, |_| 0)));
    time("all changed", &mut || format!("{:?}", publish(&ours, count, |_| 1)));
    time("all changed", &mut || format!("{:?}", publish(&ours, count, |_| 0)));
    time("unchanged", &mut || format!("{:?}", publish(&ours, count, |_| 0)));
    println!("remove {} when done", base.display());
}
