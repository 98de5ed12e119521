//! Front matter that stands in the text, where readers would see it: closed too early, or that of a second item.

use std::ops::Range;

use super::line::key_of;

/// The first line of keys in a text that this kind of file knows, with what is wrong and how to mend it.
pub fn astray(body: &str, known: &[&str]) -> Option<(Range<usize>, String, &'static str)> {
    let mut lines = Lines { body, at: 0 };
    let is_known = |line: &str| matches!(key_of(line), (0, Some(key)) if known.contains(&key));
    let message = |line: &str| {
        format!("`{}` is front matter, and stands in the text", key_of(line).1.unwrap_or_default())
    };
    let (place, first) = lines.by_ref().find(|(_, line)| !line.is_empty())?;
    if is_known(first) {
        return Some((place, message(first), MOVE));
    }
    // Most texts have no such line, and one search tells so.
    if first != FENCE && memchr::memmem::find(body.as_bytes(), b"\n---").is_none() {
        return None;
    }
    let mut is_code = first.starts_with("```") || first.starts_with("~~~");
    let mut opened = first == FENCE;
    let mut block: Option<(Range<usize>, &str)> = None;
    let mut names_item = false;
    for (place, line) in lines {
        if line.starts_with("```") || line.starts_with("~~~") {
            is_code = !is_code;
        }
        if is_code {
            (opened, block) = (false, None);
        } else if line == FENCE {
            if let Some((place, first)) = block.take() {
                return Some((place, message(first), if names_item { PART } else { MOVE }));
            }
            opened = true;
        } else if opened && block.is_none() && is_known(line) {
            (block, names_item) = (Some((place, line)), names(line));
        } else if !line.is_empty() && !line.starts_with([' ', '-', '#']) && key_of(line).1.is_none() {
            (opened, block) = (false, None);
        } else if block.is_some() {
            names_item |= names(line);
        } else {
            opened = false;
        }
    }
    None
}

const FENCE: &str = "---";
const MOVE: &str = "move it above the `---` that closes the front matter";
const PART: &str = "a file holds one item: put this one into a file of its own";

/// Whether a line gives an item its headline or name.
fn names(line: &str) -> bool {
    matches!(key_of(line), (0, Some("title" | "name")))
}

/// The lines of a text without what ends them, and where they stand.
struct Lines<'a> {
    body: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (Range<usize>, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.body[self.at..];
        let whole = rest.split_inclusive('\n').next()?;
        let line = whole.trim_end();
        let start = self.at;
        self.at += whole.len();
        Some((start..start + line.len(), line))
    }
}

#[cfg(test)]
mod tests {
    use super::astray;

    #[test]
    fn keys_in_the_text_are_told() {
        for body in [
            "▸countries: [RU]\n---\nText",
            "\n\n▸date: 2024-01-02\nText",
            "Text\n\n---\n▸title: B\ntopics:\n  - a\n- b\n\n---\nText",
            "```\ntitle: A\n```\n---\r\n▸title: B\r\n---\r\n",
        ] {
            let found = astray(&body.replace('▸', ""), &["title", "date", "countries", "topics"]);
            assert_eq!(found.map(|(place, ..)| place.start), body.find('▸'), "{body}");
        }
        for body in [
            "",
            "Text.\ntitle: B\n---\n",
            "Text.\n\n---\n\nCountries: many\n\n---\n",
            "---\ntitle: B\nA text goes on.\n\n---\n",
            "```\n---\ntitle: B\n---\n```\n",
            "people and title: these\n",
            "    title: B\n",
        ] {
            assert_eq!(astray(body, &["title", "people"]), None, "{body}");
        }
    }
}
