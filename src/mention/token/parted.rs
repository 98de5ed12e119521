//! Names that a bracket or a spaced dash parts: "刚果（金）", "Папуа — Новая Гвинея". Never knows what they mean.

/// Whether a word goes on with a name across what stands before it.
pub(super) fn goes_on(last: &str, between: &str, word: &str) -> bool {
    match between.trim() {
        "（" | "(" => last == "果" && ["金", "布"].contains(&word),
        "–" | "—" => last == "папуа" && word.starts_with("нов"),
        _ => false,
    }
}

/// How long the bracket is that closes behind such a word.
pub(super) fn closing(behind: &str) -> usize {
    behind.chars().next().filter(|c| ['）', ')'].contains(c)).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::super::{Gap, tokens};

    #[test]
    fn a_name_goes_on_behind_a_bracket_or_a_dash() {
        for (text, last) in [("刚果（金）和", "金）"), ("刚果(布)", "布)"), ("Папуа – Новая", "Новая")]
        {
            let words = tokens(text);
            let joined = words.iter().find(|word| word.gap == Gap::Hyphen);
            assert_eq!(joined.map(|word| &text[word.place.clone()]), Some(last));
        }
        assert!(tokens("Гвинея – Новая").iter().all(|word| word.gap != Gap::Hyphen));
    }
}
