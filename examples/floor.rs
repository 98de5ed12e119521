//! The least that publishing can cost: writes a tree that is already in memory.
//! `cargo run --release --example floor -- FROM TO THREADS` prints the milliseconds of the writing alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to, threads] = &arguments[..] else { panic!("usage: floor FROM TO THREADS") };
    let (from, to) = (Path::new(from), Path::new(to));
    let mut folders = Vec::new();
    let mut files = Vec::new();
    let mut open = vec![from.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("lists") {
            let path = entry.expect("lists").path();
            if path.is_dir() {
                folders.push(to.join(path.strip_prefix(from).expect("lies below")));
                open.push(path);
            } else {
                files.push((
                    to.join(path.strip_prefix(from).expect("lies below")),
                    fs::read(&path).expect("reads"),
                ));
            }
        }
    }
    let started = Instant::now();
    write(to, &folders, &files, threads.parse().expect("a number of threads"));
    println!("{:.1}", started.elapsed().as_secs_f64() * 1e3);
}

fn write(to: &Path, folders: &[PathBuf], files: &[(PathBuf, Vec<u8>)], threads: usize) {
    fs::create_dir_all(to).expect("makes the folder");
    for folder in folders {
        fs::create_dir(folder).expect("makes a folder");
    }
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((path, bytes)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    fs::write(path, bytes).expect("writes");
                }
            });
        }
    });
}
