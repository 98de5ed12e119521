//! Opening a file at a line in the author's editor.

use std::path::Path;
use std::process::{Command, Stdio};

/// What opens a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Editor {
    /// A program with arguments, where `{file}`, `{line}` and `{column}` are filled in.
    Command(Vec<String>),
    /// The URL of Visual Studio Code and its kin, which the browser opens.
    Url,
}

/// Editors that need the terminal the preview prints to.
const IN_TERMINAL: [&str; 13] =
    ["vi", "vim", "nvim", "nano", "pico", "emacs", "hx", "helix", "kak", "micro", "joe", "ed", "ne"];

impl Editor {
    /// The editor of `--editor`, else of `$VISUAL`, else the URL.
    pub fn choose(flag: Option<&str>, visual: Option<&str>) -> Editor {
        let words = |text: &str| text.split_whitespace().map(str::to_string).collect::<Vec<_>>();
        if let Some(words) = flag.map(words).filter(|words| !words.is_empty()) {
            return Editor::Command(with_place(words));
        }
        match visual.map(words).filter(|words| !words.is_empty()) {
            Some(words) if !IN_TERMINAL.contains(&name(&words[0])) => Editor::Command(with_place(words)),
            _ => Editor::Url,
        }
    }

    /// Opens a file. Answers the URL that the browser is to open instead, if there is one.
    pub fn open(&self, file: &Path, line: usize, column: usize) -> std::io::Result<Option<String>> {
        let Editor::Command(words) = self else {
            let path: Vec<String> =
                file.to_string_lossy().split(['/', '\\']).map(crate::slug::encoded).collect();
            return Ok(Some(format!("vscode://file{}:{line}:{column}", path.join("/"))));
        };
        let fill = |word: &String| {
            // The file comes last: what its name holds is no place to be filled in.
            let word = word.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
            word.replace("{file}", &file.to_string_lossy())
        };
        let filled: Vec<String> = words.iter().map(fill).collect();
        let mut child = Command::new(&filled[0])
            .args(&filled[1..])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        std::thread::spawn(move || child.wait());
        Ok(None)
    }
}

fn name(program: &str) -> &str {
    program.rsplit(['/', '\\']).next().unwrap_or(program)
}

/// Adds the place where the author left it out, as the editor of that name takes it.
fn with_place(mut words: Vec<String>) -> Vec<String> {
    if words.iter().any(|word| word.contains("{file}")) {
        return words;
    }
    let place: &[&str] = match name(&words[0]) {
        "code" | "codium" | "cursor" | "windsurf" => &["-g", "{file}:{line}:{column}"],
        "subl" | "zed" | "zeditor" => &["{file}:{line}:{column}"],
        "idea" | "pycharm" | "webstorm" | "kate" => &["--line", "{line}", "{file}"],
        "gvim" | "emacsclient" | "gedit" | "mousepad" => &["+{line}", "{file}"],
        _ => &["{file}"],
    };
    words.extend(place.iter().map(|word| word.to_string()));
    words
}

#[cfg(test)]
mod tests {
    use super::Editor;

    #[test]
    fn the_editor_is_told_where() {
        let command = |words: &[&str]| Editor::Command(words.iter().map(|word| word.to_string()).collect());
        assert_eq!(Editor::choose(Some("code"), None), command(&["code", "-g", "{file}:{line}:{column}"]));
        assert_eq!(Editor::choose(Some("ed {line} {file}"), None), command(&["ed", "{line}", "{file}"]));
        assert_eq!(Editor::choose(None, Some("/usr/bin/vim")), Editor::Url);
        assert_eq!(Editor::choose(None, Some("gvim -f")), command(&["gvim", "-f", "+{line}", "{file}"]));
        let url = Editor::Url.open("/a b/c.md".as_ref(), 3, 1).unwrap();
        assert_eq!(url.as_deref(), Some("vscode://file/a%20b/c.md:3:1"));
    }
}
