//! The parts of a person's name: which is the family's, and how it sorts.

/// "Olaf Scholz" of "Scholz, Olaf"; nothing of "Charles, Prince of Wales" and "Sammy Davis, Jr.".
pub(super) fn turned(name: &str) -> Option<String> {
    let (family, given) = name.split_once(", ")?;
    let is_given = |word: &str| {
        let mut letters = word.chars().filter(|c| *c != '.' && *c != '-');
        letters.next().is_some_and(char::is_uppercase)
            && word.chars().filter(|c| c.is_uppercase()).count() <= 1 + word.matches(['-', '.']).count()
            && !NO_GIVEN_NAMES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
    };
    let words: Vec<&str> = given.split_whitespace().collect();
    let is_turned =
        (1..=3).contains(&words.len()) && words.iter().all(|word| is_given(word)) && !given.contains(',');
    is_turned.then(|| format!("{given} {family}"))
}

/// Words behind a comma that are no given names: what somebody is, and what parts father and son.
const NO_GIVEN_NAMES: [&str; 25] = [
    "jr", "jun", "junior", "sr", "sen", "senior", "esq", "esquire", "prince", "princess", "king", "queen",
    "emperor", "duke", "duchess", "earl", "count", "countess", "baron", "baroness", "lord", "lady", "sir",
    "crown", "the",
];

/// The place of the family name among the words of a name: the last that is no "Jr." or "III"; none of kings.
fn family(words: &[&str]) -> Option<usize> {
    let suffix = |word: &str| {
        let word = word.trim_end_matches('.');
        ["jr", "sr"].contains(&word.to_lowercase().as_str()) || is_numeral(word)
    };
    let reigns = |(at, word): (usize, &&str)| {
        let number = word.trim_end_matches('.');
        let is_last = at + 1 == words.len();
        // "Robert Kennedy III" is no king, and "V." within a name an initial.
        let third = at > 1 && is_last && ["II", "III", "IV"].contains(&number);
        ORDINALS.contains(word) || (is_numeral(number) && !third && (is_last || number.len() > 1))
    };
    if words.iter().enumerate().skip(1).any(reigns) {
        return None;
    }
    words.iter().rposition(|word| !suffix(word)).filter(|last| *last > 0)
}

/// Whether a word is a Roman number in capitals: "VI".
fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|letter| b"IVX".contains(&letter))
}

/// The words that number kings in Arabic, Urdu and Persian.
const ORDINALS: [&str; 19] = [
    "الأول",
    "الثاني",
    "الثالث",
    "الرابع",
    "الخامس",
    "السادس",
    "السابع",
    "الثامن",
    "التاسع",
    "العاشر",
    "اول",
    "دوم",
    "سوم",
    "چہارم",
    "پنجم",
    "ششم",
    "ہفتم",
    "ہشتم",
    "نہم",
];

/// "Son of", "daughter of": whose name has one is called so for short, and has no family name.
const OF_FATHER: [&str; 3] = ["بن", "بنت", "ابن"];

fn of_father(words: &[&str]) -> Option<usize> {
    words.iter().rposition(|word| OF_FATHER.contains(word)).filter(|at| *at > 0)
}

/// The names by which somebody is called for short, where the file says none. In Spanish the family has two, of which
/// either a name of four words tells.
pub(super) fn surnames(name: &str, language: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let Some(family) = family(&words) else { return Vec::new() };
    if let Some(father) = of_father(&words) {
        return vec![words[father..].join(" ")];
    }
    let last = words[family].trim_end_matches(',').to_string();
    let two = two_surnames(&words, family, language).map(|first| words[first..=family].join(" "));
    two.into_iter().chain([last]).collect()
}

/// Where the first of two Spanish surnames stands: "Andrés Manuel López Obrador".
fn two_surnames(words: &[&str], family: usize, language: &str) -> Option<usize> {
    let is_spanish = language.split('-').next() == Some("es") && family > 2;
    let is_name =
        |word: &str| word.starts_with(char::is_uppercase) && !JOINED.contains(&word.to_lowercase().as_str());
    (is_spanish && words[..family].iter().all(|word| is_name(word))).then_some(family - 1)
}

/// Words that belong to the family name behind them where they have a capital: Le Drian, Al Thani, Van der Bellen.
const JOINED: [&str; 14] =
    ["al", "ben", "bin", "de", "del", "den", "der", "des", "du", "el", "la", "le", "van", "von"];

/// "Sergey Lavrov" sorts as "Lavrov, Sergey"; "Xi Jinping", who is called Xi for short, as he is. Urdu turns no name
/// round.
pub(super) fn sort_name(name: &str, short_names: &[String], language: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_short = |word: &str| short_names.iter().any(|short| short == word);
    match family(&words) {
        Some(family)
            if language.split('-').next() != Some("ur")
                && of_father(&words).is_none()
                && (is_short(words[family]) || !is_short(words[0])) =>
        {
            let joined =
                (1..family).rev().take_while(|at| JOINED.contains(&words[*at].to_lowercase().as_str()));
            let joined = joined.filter(|at| words[*at].starts_with(char::is_uppercase)).last();
            let two = two_surnames(&words, family, language)
                .filter(|at| short_names.iter().any(|short| short.split(' ').next() == Some(words[*at])));
            let first = joined.or(two).unwrap_or(family);
            let comma = crate::language::of(language).say(", ", &[]);
            [words[first..].join(" "), comma, words[..first].join(" ")].concat()
        }
        _ => name.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{sort_name, surnames, turned};

    #[test]
    fn a_family_name_may_stand_first() {
        for (name, meant) in [
            ("Scholz, Olaf", Some("Olaf Scholz")),
            ("Van der Bellen, Alexander", Some("Alexander Van der Bellen")),
            ("Salman, J. D.", Some("J. D. Salman")),
            ("Le Drian, Jean-Yves", Some("Jean-Yves Le Drian")),
            ("Charles, Prince of Wales", None),
            ("Anne, Princess Royal", None),
            ("Sammy Davis, Jr.", None),
            ("Robert Kennedy, III", None),
            ("Ann Smith, MD", None),
            ("Ann Smith, PhD", None),
        ] {
            assert_eq!(turned(name).as_deref(), meant, "{name}");
        }
    }

    #[test]
    fn the_number_of_a_king_is_no_surname() {
        for (name, short) in [
            ("Felipe VI", None),
            ("Karl III.", None),
            ("Juan Carlos I", None),
            ("Carl XVI Gustaf", None),
            ("Karl XVI Gustaf", None),
            ("عبد الله الثاني", None),
            ("Robert Kennedy III", Some("Kennedy")),
            ("Vladimir V. Putin", Some("Putin")),
            ("Xi Xi", Some("Xi")),
            ("محمد بن سلمان", Some("بن سلمان")),
        ] {
            assert_eq!(surnames(name, "en"), short.into_iter().collect::<Vec<_>>(), "{name}");
        }
    }

    #[test]
    fn names_sort_by_what_people_are_called() {
        let sorted_in = |language: &str, name: &str, short: &[&str]| {
            sort_name(name, &short.iter().map(|short| (*short).to_string()).collect::<Vec<_>>(), language)
        };
        let sorted = |name: &str, short: &[&str]| sorted_in("en", name, short);
        assert_eq!(sorted("Sergey Lavrov", &["Lavrov"]), "Lavrov, Sergey");
        assert_eq!(sorted("Boris Johnson", &["Boris", "Johnson"]), "Johnson, Boris");
        assert_eq!(sorted("Xi Jinping", &["Xi"]), "Xi Jinping");
        assert_eq!(sorted("Martin Luther King Jr.", &["King"]), "King Jr., Martin Luther");
        assert_eq!(sorted("Sukarno", &[]), "Sukarno");
        assert_eq!(sorted("Jean-Yves Le Drian", &["Drian"]), "Le Drian, Jean-Yves");
        assert_eq!(sorted("Alexander Van der Bellen", &["Bellen"]), "Van der Bellen, Alexander");
        assert_eq!(sorted("Charles de Gaulle", &["Gaulle"]), "Gaulle, Charles de");
        assert_eq!(sorted_in("ar", "عبد الفتاح السيسي", &["السيسي"]), "السيسي، عبد الفتاح");
        assert_eq!(sorted_in("ar", "محمد بن سلمان", &["بن سلمان"]), "محمد بن سلمان");
        assert_eq!(sorted_in("ar", "عبد الله الثاني", &[]), "عبد الله الثاني");
        let obrador = surnames("Andrés Manuel López Obrador", "es");
        assert_eq!(obrador, ["López Obrador", "Obrador"]);
        assert_eq!(sort_name("Andrés Manuel López Obrador", &obrador, "es"), "López Obrador, Andrés Manuel");
        assert_eq!(sorted_in("ur", "خواجہ آصف", &["آصف"]), "خواجہ آصف");
    }
}
