//! What a change of names reaches: the texts that may hold one of them, told without reading them word by word. May take
//! a text too many, never one too few.

/// Names that were added or taken away.
#[derive(Debug)]
pub struct Change {
    /// Of each name its longest run of letters and digits without accents, in small letters.
    keys: Vec<String>,
}

/// A shorter run stands in too many texts, or may be written with dots.
const SHORTEST: usize = 4;

impl Change {
    /// The change by these names; `None` where one of them may stand in any text.
    pub(super) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Option<Change> {
        let key = |name: &str| {
            let runs = name.split(|c: char| !c.is_ascii_alphanumeric());
            let longest = runs.max_by_key(|run| run.len()).filter(|run| run.len() >= SHORTEST)?;
            Some(longest.to_ascii_lowercase())
        };
        Some(Change { keys: names.map(key).collect::<Option<_>>()? })
    }

    /// Whether a text may hold one of the names.
    pub fn reaches(&self, text: &str) -> bool {
        !self.keys.is_empty() && (text.chars().any(is_folded) || self.keys.iter().any(|key| holds(text, key)))
    }
}

/// Whether a character may be another one when it is folded, or nothing: accents, other scripts, invisible ones.
fn is_folded(c: char) -> bool {
    !c.is_ascii()
        && !matches!(c, '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '\u{a0}' | '€' | '£' | '«' | '»' | '·')
}

fn holds(text: &str, key: &str) -> bool {
    let (bytes, key) = (text.as_bytes(), key.as_bytes());
    let first = key[0];
    let may = bytes.len().saturating_sub(key.len() - 1);
    (0..may).any(|at| bytes[at] | 0x20 == first | 0x20 && bytes[at..at + key.len()].eq_ignore_ascii_case(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_reaches_the_texts_that_may_hold_a_name() {
        let change = Change::of(["Also Gokhale", "Recep Erdoğan"].into_iter()).unwrap();
        for (text, reaches) in [
            ("Nobody – “here’s” nobody…", false),
            ("GOKHALE’S", true),
            ("the gokhales", true),
            ("Erdogan", false),
            ("Recep Tayyip Erdogan", true),
            ("Gökhale", true),
            ("Gok\u{ad}hale", true),
            ("", false),
        ] {
            assert_eq!(change.reaches(text), reaches, "{text}");
        }
        assert!(Change::of(["Al", "Gokhale"].into_iter()).is_none());
        assert!(!Change::of(std::iter::empty()).unwrap().reaches("Gökhale"));
    }
}
