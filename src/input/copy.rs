//! Copies that file managers make beside a file, by their names. Never opens a file.

use super::{Inputs, is_markdown};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input_path::InputPath;

/// How file managers call a copy: behind the name of its original, or before it.
const BEHIND: [&str; 7] = ["copy", "Copy", "Kopie", "copie", "Copie", "copia", "копия"];
const BEFORE: [&str; 5] = ["Copy of ", "Kopie von ", "Copie de ", "Copia de ", "Копия "];

/// Warnings of articles and other texts that lie beside their originals.
pub fn copies(inputs: &Inputs) -> Vec<Diagnostic> {
    let texts = inputs.below("content").filter(|input| is_markdown(&input.path));
    let copies = texts.filter_map(|input| {
        let original = original(&input.path).filter(|original| inputs.get(original.as_str()).is_some())?;
        let message = format!("this file is called as a copy of `{}` would be", original.file_name());
        Some(
            Diagnostic::warning(Code::Duplicate, Span::whole(&input.path), message)
                .hint("delete one of the two, or give this one a name of its own"),
        )
    });
    copies.collect()
}

/// The file that one is a copy of: `talks.md` of `talks copy 2.md`, `talks (1).md`, `Copy of talks.md`.
pub fn original(path: &InputPath) -> Option<InputPath> {
    let name = path.file_name();
    // No other name is looked at closely.
    memchr::memchr(b' ', name.as_bytes())?;
    let (stem, ending) = name.rsplit_once('.')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let bare = BEFORE.iter().find_map(|before| stem.strip_prefix(before)).unwrap_or(stem);
    let bare = match bare.rsplit_once(' ') {
        Some((rest, number))
            if is_number(number.trim_start_matches('(').trim_end_matches(')')) && number.starts_with('(')
                || is_number(number) && BEHIND.iter().any(|word| rest.ends_with(word)) =>
        {
            rest
        }
        _ => bare,
    };
    let bare = BEHIND.iter().find_map(|word| bare.strip_suffix(word)?.strip_suffix(' ')).unwrap_or(bare);
    let bare = bare.trim_end_matches([' ', '-']);
    (bare != stem && !bare.is_empty()).then(|| InputPath::new(&format!("{}/{bare}.{ending}", path.folder())))
}

#[cfg(test)]
mod tests {
    use super::original;
    use crate::input_path::InputPath;

    #[test]
    fn a_copy_tells_its_original() {
        for name in [
            "talks copy.md",
            "talks copy 2.md",
            "talks (1).md",
            "talks - Copy (2).md",
            "talks - Kopie.md",
            "Copy of talks.md",
        ] {
            let path = InputPath::new(&format!("content/articles/{name}"));
            assert_eq!(original(&path), Some(InputPath::new("content/articles/talks.md")), "{name}");
        }
        for name in ["talks 2.md", "my talks.md", "hard copy-edit.md", "talks.md", " copy.md"] {
            assert_eq!(original(&InputPath::new(&format!("content/articles/{name}"))), None, "{name}");
        }
    }
}
