//! What stands between two words: whether they may belong to one name. Never knows a name.

use super::{apostrophe, hyphen, is_elided, nothing};

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Gap {
    /// Blanks or line breaks; also the dot of an abbreviation: "St. Lucia".
    Space,
    /// A hyphen or dash without blanks around it.
    Hyphen,
    /// The apostrophe of several owners, and blanks: "Workers' Party"; but also what only looks so: "'more talks' Monday".
    Owners,
    /// A comma and blanks.
    Comma,
    /// The end of a sentence, or of the block.
    Stop,
    /// Any other punctuation.
    Other,
}

/// What parts a word from the `last` one.
pub(super) fn gap(between: &str, last: &str) -> Gap {
    let owners = || between.strip_prefix(apostrophe).is_some_and(|it| it.starts_with(char::is_whitespace));
    if last.ends_with('s') && owners() && between.chars().skip(1).all(char::is_whitespace) {
        return Gap::Owners;
    }
    let mut found = Gap::Space;
    let mut blank = false;
    for c in between.chars() {
        match c {
            c if c.is_whitespace() => blank = true,
            c if nothing(c) => {}
            c if apostrophe(c) && is_elided(last) => blank = true,
            c if hyphen(c) => found = if found == Gap::Space { Gap::Hyphen } else { Gap::Other },
            ',' | '،' | '、' | '，' => found = if found == Gap::Space { Gap::Comma } else { Gap::Other },
            '.' if abbreviation(last) => {}
            '.' | '!' | '?' | ':' | ';' | '…' | '؟' | '۔' | '。' | '।' => return Gap::Stop,
            _ => found = if found == Gap::Stop { found } else { Gap::Other },
        }
    }
    // " – " parts, "Pak–Russia" joins.
    if found == Gap::Hyphen && blank { Gap::Other } else { found }
}

/// Words whose dot ends no sentence within a name.
pub(super) fn abbreviation(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphanumeric());
    // "J.", but not "G7."
    (letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none())
        || word.contains('.')
        || ["St", "EE", "Mr", "Dr", "Ms", "Mrs", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Prof"]
            .contains(&word)
}
