//! What stands at the beginning of a file that has no front matter.

use super::line::key_of;
use super::meant::is_unseen;

/// Where the mistake is, what it is, and how to mend it.
pub(super) fn instead(text: &str) -> (usize, &'static str, &'static str) {
    let first = text.lines().next().unwrap_or_default().trim_end();
    let blank = text.len() - text.trim_start().len();
    if text.trim().is_empty() {
        let hint = "write a line `---`, the keys, another line `---`, and the text; or delete the file";
        return (0, "this file is empty", hint);
    }
    let above = "take out what stands above its first `---`";
    if text[blank..].lines().next().is_some_and(|line| line.trim_end() == "---") {
        return (0, "blanks or empty lines stand above the front matter", above);
    }
    let seen = |line: &str| line.chars().filter(|c| !is_unseen(*c)).collect::<String>();
    match first {
        _ if seen(first) == "---" => {
            (0, "a sign that nobody sees stands beside this `---`", "write the line anew: `---`")
        }
        "+++" => {
            (0, "this front matter is TOML", "write it as YAML between lines `---`: `title: A headline`")
        }
        _ if first == "{" || first.starts_with("{\"") => {
            (0, "this front matter is JSON", "write it as YAML between lines `---`: `title: A headline`")
        }
        _ if is_almost_fence(first) => {
            (0, "the front matter begins with three hyphens, and this line has other signs", "write `---`")
        }
        _ if key_of(first).1.is_some_and(|_| !first.starts_with([' ', '-'])) => {
            let hint =
                "put a line `---` above the keys and another below them, and write them in small letters";
            (0, "keys stand here without the lines `---` around them", hint)
        }
        _ if fence_below(text) => (0, "something stands above the front matter", above),
        _ => {
            let hint = "begin it with a line `---`, the keys, and another line `---`";
            (0, "this file does not begin with front matter", hint)
        }
    }
}

/// Whether a line has hyphens, or what programs make of them while one writes, but not three of them: `—`, `—-`.
pub(super) fn is_almost_fence(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !is_unseen(*c));
    line.len() > 1 && signs.all(|c| matches!(c, '-' | '‐'..='―' | '−'))
}

/// Whether a line `---` with a key below it is near.
fn fence_below(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().take(NEAR).map(str::trim_end).collect();
    lines.windows(2).any(|pair| pair[0] == "---" && matches!(key_of(pair[1]), (0, Some(_))))
}

/// How many lines are looked at.
const NEAR: usize = 10;

#[cfg(test)]
mod tests {
    use super::instead;

    #[test]
    fn what_stands_there_is_said() {
        for (text, said) in [
            ("", "empty"),
            ("\n \n", "empty"),
            ("\n---\ntitle: A\n---\n", "above"),
            ("  ---\ntitle: A\n---\n", "above"),
            ("+++\ntitle = 'A'\n+++\n", "TOML"),
            ("{\n\"title\": \"A\"\n}\n", "JSON"),
            ("{\"title\": \"A\"}\n", "JSON"),
            ("<!-- a -->\n---\ntitle: A\n---\n", "something"),
            ("A text.\n---\nAnother\n", "does not begin"),
            ("\u{200b}---\ntitle: A\n---\n", "nobody sees"),
            ("—-\ntitle: A\n---\n", "hyphens"),
            ("----\ntitle: A\n----\n", "hyphens"),
            ("Title: A\nDate: 2018-02-19\n\nText", "without the lines"),
            ("A text.\n", "does not begin"),
        ] {
            assert!(instead(text).1.contains(said), "{text:?}: {}", instead(text).1);
        }
    }
}
