//! A text that begins with its own headline, as other programs' files do: the page shows it already.

use std::ops::Range;

use crate::fold::fold;

/// Where the first line of `source` is a heading that says just `title`: its words, and everything up to the next line.
pub fn own_headline(source: &str, title: &str) -> Option<(Range<usize>, usize)> {
    let start = source.len() - source.trim_start_matches(['\n', '\r']).len();
    let line = source[start..].lines().next()?;
    let mut end = start + line.len();
    let words = match line.strip_prefix('#') {
        Some(words) if words.starts_with([' ', '\t']) => words.trim_end().trim_end_matches('#'),
        Some(_) => return None,
        None => {
            let rest = source[end..].trim_start_matches('\r').strip_prefix('\n')?;
            let rule = rest.lines().next()?.trim_end();
            if rule.is_empty() || !rule.bytes().all(|b| b == b'=') {
                return None;
            }
            end = source.len() - rest.len() + rule.len();
            line
        }
    };
    let bare = words.trim().trim_matches(['*', '_']);
    let is_title = !bare.is_empty() && fold(bare) == fold(title);
    is_title.then_some((start..start + line.len(), end))
}

#[cfg(test)]
mod tests {
    use super::own_headline;

    fn rest(source: &str) -> Option<&str> {
        own_headline(source, "Lavrov’s visit").map(|(_, end)| source[end..].trim_start())
    }

    #[test]
    fn the_headline_of_the_page_is_not_said_twice() {
        for source in [
            "# Lavrov's visit\n\nText",
            "\n\r\n# **Lavrov’s Visit** ##\nText",
            "Lavrov’s visit\r\n===\r\nText",
        ] {
            assert_eq!(rest(source), Some("Text"), "{source:?}");
        }
        for source in [
            "# Lavrov’s visits\n",
            "## Lavrov’s visit\n",
            "Lavrov’s visit\n---\n",
            "#Lavrov’s visit",
            "",
            "#",
        ] {
            assert_eq!(rest(source), None, "{source:?}");
        }
    }
}
