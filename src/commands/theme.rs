//! `dateline theme eject`: writes the built-in templates and static files into a digest, where they may be changed.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::theme;

/// What became of the files that were asked for, by their names.
#[derive(Debug, Default)]
pub struct Ejected {
    /// Written.
    pub written: Vec<String>,
    /// There already, and left as they are.
    pub kept: Vec<String>,
}

/// Writes the files called `names` (`templates/person.html`, `static`), or all of them, below `root`. One that
/// is there stays as it is. A name that the theme does not have is an error, and nothing is written.
pub fn eject(root: &Path, names: &[String]) -> Result<Ejected, String> {
    let mut files: Vec<(String, &[u8])> = theme::files().collect();
    files.sort();
    // A folder means all that it holds.
    let is_meant = |name: &str, file: &str| {
        file.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || name.ends_with('/') || rest.starts_with('/'))
    };
    if let Some(unknown) = names.iter().find(|name| files.iter().all(|(known, _)| !is_meant(name, known))) {
        let known = || files.iter().map(|(name, _)| name.as_str());
        let near = known()
            .find(|name| name.rsplit('/').next() == Some(unknown))
            .or_else(|| crate::diagnostic::closest(unknown, known()));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        return Err(format!("the theme has no file {unknown}{hint}"));
    }
    let mut ejected = Ejected::default();
    let is_asked_for = |file: &str| names.is_empty() || names.iter().any(|name| is_meant(name, file));
    for (name, bytes) in files.into_iter().filter(|(name, _)| is_asked_for(name)) {
        let path = root.join(&name);
        let failed = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        // Only ever a new file: the system itself refuses one that is there.
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(bytes).map_err(failed)?;
                ejected.written.push(name);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => ejected.kept.push(name),
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(ejected)
}
