//! The scripts of Japanese, which writes no blanks: a word ends where another script begins, as in "岸田首相はアメリカを" and
//! "NATOは". Never knows a word.

/// What a letter is written in.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kana {
    /// Another script.
    None,
    Hiragana,
    Katakana,
}

impl Kana {
    pub(super) fn of(c: char) -> Kana {
        match c {
            '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' => Kana::Hiragana,
            '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' => Kana::Katakana,
            _ => Kana::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Gap, tokens};

    #[test]
    fn a_word_ends_where_another_script_begins() {
        let words = tokens("岸田首相はアメリカをNATOの");
        let folded: Vec<&str> = words.iter().map(|word| word.folded()).collect();
        assert_eq!(folded, ["岸", "田", "首", "相", "は", "アメリカ", "を", "nato", "の"]);
        assert_eq!(tokens("モー・アブドゥラ")[1].gap, Gap::Hyphen);
    }
}
