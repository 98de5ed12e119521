//! The forms that a country's name takes in languages that inflect it: "Russlands", "в России", "وروسيا". Never knows
//! what a name means.

/// A name and its other forms in a language.
pub(super) fn forms(language: &str, name: &str) -> Vec<String> {
    let mut forms = vec![name.to_string()];
    match language {
        "de" => forms.extend(genitive(name)),
        "ru" | "uk" => forms.extend((0..CASES).filter_map(|case| declined(name, case))),
        "ar" => forms.extend(prefixed(name)),
        _ => {}
    }
    forms
}

/// "Russlands", but not of names that end in a sibilant or in capitals.
fn genitive(name: &str) -> Option<String> {
    let fits =
        name.ends_with(char::is_lowercase) && !name.ends_with(['s', 'ß', 'x', 'z']) && !name.contains(' ');
    fits.then(|| format!("{name}s"))
}

/// The conjunctions and prepositions that Arabic writes together with a name; "ل" takes the "ا" of the article.
fn prefixed(name: &str) -> Vec<String> {
    let mut forms: Vec<String> =
        ["و", "ب", "ف", "ك"].iter().map(|prefix| format!("{prefix}{name}")).collect();
    match name.strip_prefix("ال") {
        Some(rest) => forms.extend([format!("لل{rest}"), format!("ولل{rest}")]),
        None => forms.extend([format!("ل{name}"), format!("ول{name}")]),
    }
    forms
}

/// Genitive, dative, accusative, instrumental, prepositional.
const CASES: usize = 5;

/// By the end of a word: the ends it takes in the five cases. The first that fits counts.
const ENDS: [(&str, [&str; CASES]); 17] = [
    ("ская", ["ской", "ской", "скую", "ской", "ской"]),
    ("ная", ["ной", "ной", "ную", "ной", "ной"]),
    ("ый", ["ого", "ому", "ый", "ым", "ом"]),
    ("ные", ["ных", "ным", "ные", "ными", "ных"]),
    ("кие", ["ких", "ким", "кие", "кими", "ких"]),
    ("ия", ["ии", "ии", "ию", "ией", "ии"]),
    ("ія", ["ії", "ії", "ію", "ією", "ії"]),
    ("ея", ["еи", "ее", "ею", "еей", "ее"]),
    ("аты", ["атов", "атам", "аты", "атами", "атах"]),
    ("ова", ["овов", "овам", "ова", "овами", "овах"]),
    ("ка", ["ки", "ке", "ку", "кой", "ке"]),
    ("а", ["ы", "е", "у", "ой", "е"]),
    ("я", ["и", "е", "ю", "ей", "е"]),
    ("усь", ["уси", "уси", "усь", "усью", "уси"]),
    ("ль", ["ля", "лю", "ль", "лем", "ле"]),
    ("й", ["я", "ю", "й", "ем", "е"]),
    ("", ["а", "у", "", "ом", "е"]),
];

/// A name of one or more words in a case; none where a word has no cases, such as "США" and "Чили".
fn declined(name: &str, case: usize) -> Option<String> {
    let words: Option<Vec<String>> = name.split(' ').map(|word| declined_word(word, case)).collect();
    words.map(|words| words.join(" "))
}

fn declined_word(word: &str, case: usize) -> Option<String> {
    let last = word.chars().next_back()?;
    // Abbreviations, and names that end in a vowel that is not declined.
    if last.is_uppercase() || "еёиоуэюіїє".contains(last) && !word.ends_with("ные") && !word.ends_with("кие")
    {
        return None;
    }
    let (end, cases) = ENDS.iter().find(|(end, _)| word.ends_with(end))?;
    Some(format!("{}{}", &word[..word.len() - end.len()], cases[case]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_declined() {
        let of = |language, name| forms(language, name)[1..].join(" ");
        assert_eq!(of("ru", "Россия"), "России России Россию Россией России");
        assert_eq!(of("ru", "Пакистан"), "Пакистана Пакистану Пакистан Пакистаном Пакистане");
        assert_eq!(of("ru", "Китай"), "Китая Китаю Китай Китаем Китае");
        assert_eq!(forms("ru", "Южная Корея")[1], "Южной Кореи");
        assert_eq!(forms("ru", "Соединенные Штаты")[5], "Соединенных Штатах");
        assert_eq!(forms("ru", "США"), ["США"]);
        assert_eq!(of("de", "Russland"), "Russlands");
        assert_eq!(forms("de", "Laos"), ["Laos"]);
        assert!(forms("ar", "الصين").contains(&"للصين".to_string()));
        assert!(forms("ar", "روسيا").contains(&"وروسيا".to_string()));
    }
}
