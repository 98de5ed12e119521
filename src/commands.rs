//! What the command line does: arguments, printing, exit codes. Never knows what an article is.

pub mod build;
pub mod check;
pub mod explain;
pub mod report;
pub mod serve;
pub mod theme;

use std::path::{Path, PathBuf};

/// The nearest folder upwards from `from` with a `digest.yaml`.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    from.ancestors().find(|folder| folder.join("digest.yaml").is_file()).map(Path::to_path_buf)
}

/// So many of a thing: "1 article", "2 articles".
fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}
