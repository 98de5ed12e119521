//! Files of the digest that are sent as they are: never one from outside of it, whatever links are swapped meanwhile.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

/// Reads a file that must lie below `root`.
pub fn read_inside(root: &Path, path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    // What was opened is looked at, not what the path leads to by now.
    if !is_inside(root, path, &file)? {
        return Err(io::ErrorKind::NotFound.into());
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(unix)]
fn is_inside(root: &Path, path: &Path, file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (real, opened) = (path.canonicalize()?, file.metadata()?);
    let there = real.symlink_metadata()?;
    let same = there.dev() == opened.dev() && there.ino() == opened.ino();
    Ok(real.starts_with(root) && same && opened.is_file())
}

#[cfg(not(unix))]
fn is_inside(root: &Path, path: &Path, file: &File) -> io::Result<bool> {
    Ok(path.canonicalize()?.starts_with(root) && file.metadata()?.is_file())
}

/// The part of so many bytes that a `Range` asks for; `None` where it asks for several, or for what is not there: then
/// all are sent.
pub fn part(asked: &str, length: usize) -> Option<Range<usize>> {
    let (from, to) = asked.strip_prefix("bytes=")?.split_once('-')?;
    let part = match (from, to) {
        ("", last) => length.saturating_sub(last.parse().ok()?)..length,
        (from, "") => from.parse().ok()?..length,
        (from, to) => from.parse().ok()?..to.parse::<usize>().ok()?.saturating_add(1).min(length),
    };
    (part.start < part.end).then_some(part)
}

/// The media type of a file, by its name.
pub fn media_type(name: &str) -> &'static str {
    let name = name.rsplit('/').next().unwrap_or(name);
    match name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" if name == "feed.xml" => "application/atom+xml; charset=utf-8",
        "xml" if name == "rss.xml" => "application/rss+xml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "csv" => "text/csv; charset=utf-8",
        "zip" => "application/zip",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "ogg" => "audio/ogg",
        "webm" => "video/webm",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn a_range_is_one_part_of_what_is_there() {
        for (asked, wanted) in [
            ("bytes=0-1", Some(0..2)),
            ("bytes=3-", Some(3..10)),
            ("bytes=-4", Some(6..10)),
            ("bytes=-40", Some(0..10)),
            ("bytes=5-99999999999999999999", None),
            ("bytes=5-18446744073709551615", Some(5..10)),
            ("bytes=10-", None),
            ("bytes=4-3", None),
            ("bytes=0-1,3-4", None),
            ("bytes=-", None),
            ("lines=0-1", None),
            ("", None),
        ] {
            assert_eq!(part(asked, 10), wanted, "{asked}");
        }
        assert_eq!(part("bytes=0-", 0), None);
    }
}
