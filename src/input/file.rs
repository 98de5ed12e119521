//! One file of a digest, read: as text where Dateline parses it, otherwise only looked at. Never knows what a text means.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::misread::misread;
use super::{Content, Input, ReadError, is_markdown, is_picture};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input_path::InputPath;
use crate::picture;

/// A text larger than this is taken for a mistake: no article is as long as a shelf of books.
const LARGEST_TEXT: u64 = 4 << 20;

fn is_text(path: &InputPath) -> bool {
    let folder = path.as_str().split('/').next().unwrap_or_default();
    is_markdown(path) || folder == "templates" || path.as_str() == "digest.yaml"
}

/// Whether a file is a style sheet of the digest: it is copied as it is, and looked into.
fn is_sheet(path: &InputPath) -> bool {
    path.as_str().starts_with("static/") && path.ending().eq_ignore_ascii_case("css")
}

/// The text of a style sheet, unless it is written in another encoding than UTF-8, as it may be.
fn sheet(disk: &Path) -> io::Result<Option<String>> {
    Ok(String::from_utf8(std::fs::read(disk)?).ok())
}

/// Reads one file; what is wrong with it comes beside it, for other files may still link to it.
pub(super) fn read(path: InputPath, disk: PathBuf) -> Result<(Input, Option<Diagnostic>), ReadError> {
    let failed = |source| ReadError { path: disk.clone(), source };
    let metadata = disk.metadata().map_err(failed)?;
    let length = metadata.len();
    let sheet = if is_sheet(&path) && length <= LARGEST_TEXT { sheet(&disk).map_err(failed)? } else { None };
    let (content, fault) = if let Some(sheet) = sheet {
        (Content::Text(sheet.into()), None)
    } else if !is_text(&path) {
        let is_static = path.as_str().starts_with("static/");
        let fingerprint = if is_static { Some(fingerprint(&disk).map_err(failed)?) } else { None };
        // Of what lies in static/, only a picture that an article shows is looked at; its ending tells.
        let may_be_shown = !is_static || is_picture(&path);
        let picture = if may_be_shown { picture::look(&disk).map_err(failed)? } else { None };
        let fault = if is_unread_article(&path, &disk).map_err(failed)? {
            let message =
                "this file begins like an article, and files ending in `.txt` are not read".to_string();
            let fault = Diagnostic::warning(Code::StrayFile, Span::whole(&path), message);
            Some(fault.hint("give it the ending `.md`"))
        } else {
            None
        };
        (Content::Binary { length, picture, fingerprint }, fault)
    } else if length > LARGEST_TEXT {
        let message = format!(
            "this file has {} MB, more than the {} MB that a text may have",
            length >> 20,
            LARGEST_TEXT >> 20
        );
        let fault = Diagnostic::error(Code::BadFile, Span::whole(&path), message);
        (
            Content::Broken(String::new().into()),
            Some(fault.hint("split it, or move what is no text out of content/")),
        )
    } else {
        decode(&path, std::fs::read(&disk).map_err(failed)?)
    };
    let modified = metadata.modified().ok();
    let age = modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
    let settled = age.is_some_and(|age| age > COARSEST);
    Ok((Input { path, disk, content, modified, settled }, fault))
}

/// Whether a text of `content/` has front matter, and not the ending of those that are read.
fn is_unread_article(path: &InputPath, disk: &Path) -> io::Result<bool> {
    if !path.as_str().starts_with("content/")
        || !path.ending().eq_ignore_ascii_case("txt")
        || path.file_name().to_ascii_lowercase().ends_with(".md.txt")
    {
        return Ok(false);
    }
    let mut head = [0; 4];
    let read = std::fs::File::open(disk)?.read(&mut head)?;
    Ok(matches!(&head[..read], b"---\n" | b"---\r"))
}

/// The coarsest clock of a file system in use (FAT).
const COARSEST: Duration = Duration::from_secs(2);

/// What the bytes of a file come to, which may be too large to be held.
fn fingerprint(disk: &Path) -> io::Result<u64> {
    let mut file = std::fs::File::open(disk)?;
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    let mut piece = vec![0; 64 << 10];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hash.digest()),
            length => hash.update(&piece[..length]),
        }
    }
}

/// UTF-8 without NUL, or a diagnostic at the first byte that is not; a warning where its words were read wrongly before.
fn decode(path: &InputPath, bytes: Vec<u8>) -> (Content, Option<Diagnostic>) {
    let bad = |at: usize, what: String, text: &str| {
        let fault = Diagnostic::error(Code::BadEncoding, Span::new(path, at..at + 1), what)
            .hint("save the file as UTF-8");
        (Content::Broken(text.to_string().into()), Some(fault))
    };
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return bad(0, "this file is UTF-16".to_string(), "");
    }
    match String::from_utf8(bytes) {
        Ok(text) => match memchr::memchr(0, text.as_bytes()) {
            Some(at) => bad(at, "this file holds a NUL character".to_string(), &text),
            None => {
                let fault = misread(path, &text);
                (Content::Text(text.into()), fault)
            }
        },
        Err(error) => {
            // Up to the first wrong byte, what can be read has the same offsets as the file.
            let at = error.utf8_error().valid_up_to();
            let message = format!("this file is not UTF-8: there is a byte {:#04x}", error.as_bytes()[at]);
            bad(at, message, &String::from_utf8_lossy(error.as_bytes()))
        }
    }
}
