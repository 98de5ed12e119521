//! Publishes one small generation: `generation OUTPUT DIGEST NAME [PATH...]`. The fault tests run it under strace.

use dateline::publish::{Error, open};
use std::path::Path;
use std::process::ExitCode;

fn publish(output: &str, digest: &str, name: &str, paths: &[String]) -> Result<(), Error> {
    let publication = open(Path::new(output), Path::new(digest), &[], |_| {})?;
    for path in paths {
        // What stays the same in all generations starts with `same`.
        let text = if path.starts_with("same") { path.clone() } else { format!("{name} {path}") };
        publication.put(path, text.as_bytes())?;
    }
    publication.copy("picture.bin", &Path::new(digest).join("picture.bin"))?;
    publication.finish().map(|_| ())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    match publish(&arguments[1], &arguments[2], &arguments[3], &arguments[4..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("{e}");
            ExitCode::FAILURE
        }
    }
}
