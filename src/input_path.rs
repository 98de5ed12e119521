//! Where a file lies within the digest: the name under which authors, links and diagnostics speak of it.
//! Never knows what the file holds, nor the disk.

use std::borrow::Borrow;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

/// The path of an input relative to the digest's root: `/`-separated, Unicode NFC, never empty,
/// never with `.` or `..` segments.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputPath(Arc<str>);

impl InputPath {
    /// Takes a path that is already in the form described above.
    pub fn new(path: &str) -> InputPath {
        // Nearly every name is in that form, and most are ASCII.
        if path.is_ascii() {
            InputPath(path.into())
        } else {
            InputPath(path.nfc().collect::<String>().into())
        }
    }

    /// The place of a file below the digest's folder. A name that is not UTF-8 gives one that is no file's.
    pub fn of(relative: &Path) -> InputPath {
        let segments = relative.components().map(|segment| segment.as_os_str().to_string_lossy());
        InputPath::new(&segments.collect::<Vec<_>>().join("/"))
    }

    /// The path as text, as it is shown to authors.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder, without a final slash; empty for a file in the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file name with its ending.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The file name without its ending; of `content/articles/2018-02-19-visit/index.md`, which others call a page
    /// bundle, the name of the folder.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let mut above = self.folder().splitn(3, '/');
        match (stem, above.nth(2)) {
            ("index", Some(below)) => below.rsplit('/').next().unwrap_or(below),
            _ => stem,
        }
    }

    /// What follows the last dot of the file name, empty where there is none.
    pub fn ending(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// The input that a link in this file points to; `None` when it leaves the digest. A relative path begins in the
    /// file's folder; one from the site's root, `/img/map.png`, in `static/root/`, from where files are published there.
    pub fn join(&self, path: &str) -> Option<InputPath> {
        let folder = match path.strip_prefix('/') {
            Some(below) if below.starts_with("static/") => "",
            Some(_) => "static/root",
            None => self.folder(),
        };
        let mut segments: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
        let least = if path.starts_with('/') { segments.len() } else { 0 };
        for segment in path.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    segments.pop()?;
                    if segments.len() < least {
                        return None;
                    }
                }
                name => segments.push(name),
            }
        }
        (!segments.is_empty()).then(|| InputPath::new(&segments.join("/")))
    }

    /// How a link in this file writes the path of another one.
    pub fn relative(&self, other: &str) -> String {
        let (mut own, mut other) = (self.folder(), other);
        while let Some((first, rest)) = other.split_once('/')
            && let (folder, within) = own.split_once('/').unwrap_or((own, ""))
            && folder == first
        {
            (own, other) = (within, rest);
        }
        let up = own.split('/').filter(|folder| !folder.is_empty()).count();
        format!("{}{other}", "../".repeat(up))
    }
}

impl Borrow<str> for InputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for InputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::InputPath;

    #[test]
    fn a_bundle_is_called_after_its_folder() {
        for (path, stem) in [
            ("content/articles/2018-02-19-visit/index.md", "2018-02-19-visit"),
            ("content/articles/2018/02/visit/index.md", "visit"),
            ("content/articles/visit/other.md", "other"),
            ("content/pages/index.md", "index"),
        ] {
            assert_eq!(InputPath::new(path).stem(), stem);
        }
    }

    #[test]
    fn a_relative_path_leads_where_it_should() {
        let file = InputPath::new("content/articles/2018/a.md");
        for (other, path) in [
            ("content/articles/2018/b.md", "b.md"),
            ("content/articles/b.md", "../b.md"),
            ("content/people/b.md", "../../people/b.md"),
            ("content/articles/2018/x/b.md", "x/b.md"),
        ] {
            assert_eq!(file.relative(other), path);
            assert_eq!(file.join(path), Some(InputPath::new(other)));
        }
        for (path, input) in [
            ("/img/a.png", Some("static/root/img/a.png")),
            ("/static/a.png", Some("static/a.png")),
            ("/img/../../a.png", None),
            ("../../../../a.png", None),
        ] {
            assert_eq!(file.join(path), input.map(InputPath::new), "{path}");
        }
    }
}
