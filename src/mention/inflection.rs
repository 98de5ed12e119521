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
const ENDS: [(&str, [&str; CASES]); 26] = [
    ("ая", ["ой", "ой", "ую", "ой", "ой"]),
    ("кое", ["кого", "кому", "кое", "ким", "ком"]),
    ("ый", ["ого", "ому", "ый", "ым", "ом"]),
    ("ые", ["ых", "ым", "ые", "ыми", "ых"]),
    ("кие", ["ких", "ким", "кие", "кими", "ких"]),
    ("овы", ["овых", "овым", "овы", "овыми", "овых"]),
    ("ия", ["ии", "ии", "ию", "ией", "ии"]),
    ("ія", ["ії", "ії", "ію", "ією", "ії"]),
    ("ея", ["еи", "ее", "ею", "еей", "ее"]),
    ("ории", ["орий", "ориям", "ории", "ориями", "ориях"]),
    ("аты", ["атов", "атам", "аты", "атами", "атах"]),
    ("ланды", ["ландов", "ландам", "ланды", "ландами", "ландах"]),
    ("ы", ["", "ам", "ы", "ами", "ах"]),
    ("рова", ["ровов", "ровам", "рова", "ровами", "ровах"]),
    ("ка", ["ки", "ке", "ку", "кой", "ке"]),
    ("ша", ["ши", "ше", "шу", "шей", "ше"]),
    ("а", ["ы", "е", "у", "ой", "е"]),
    ("я", ["и", "е", "ю", "ей", "е"]),
    ("усь", ["уси", "уси", "усь", "усью", "уси"]),
    ("ль", ["ля", "лю", "ль", "лем", "ле"]),
    ("нь", ["ня", "ню", "нь", "нем", "не"]),
    ("ий", ["ия", "ию", "ий", "ием", "ии"]),
    ("й", ["я", "ю", "й", "ем", "е"]),
    ("ипет", ["ипта", "ипту", "ипет", "иптом", "ипте"]),
    ("тров", ["трова", "трову", "тров", "тровом", "трове"]),
    ("", ["а", "у", "", "ом", "е"]),
];

/// A name of one or more words in a case; none where no word of it has cases, such as "США" and "Чили".
fn declined(name: &str, case: usize) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    // What an island is called after stays as it is: "на Острове Мэн".
    let count = if ["Остров", "Острова"].contains(&words[0]) { 1 } else { words.len() };
    let declined: Vec<Option<String>> =
        words.iter().take(count).map(|word| declined_word(word, case)).collect();
    declined.iter().any(Option::is_some).then(|| {
        let others = declined.into_iter().chain(std::iter::repeat(None));
        let words = words.iter().zip(others).map(|(word, other)| other.unwrap_or_else(|| word.to_string()));
        words.collect::<Vec<_>>().join(" ")
    })
}

fn declined_word(word: &str, case: usize) -> Option<String> {
    let last = word.chars().next_back()?;
    // Abbreviations, and names that end in vowels that are not declined.
    let stays = last.is_uppercase()
        || ["уа", "оа"].iter().any(|end| word.ends_with(end))
        || "еёиоуэюіїє".contains(last) && !["ые", "кие", "кое", "ории"].iter().any(|end| word.ends_with(end));
    if stays {
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
        for (name, genitive) in [
            ("Египет", "Египта"),
            ("Польша", "Польши"),
            ("Тайвань", "Тайваня"),
            ("Белоруссия", "Белоруссии"),
            ("Молдова", "Молдовы"),
            ("Нидерланды", "Нидерландов"),
            ("Филиппины", "Филиппин"),
            ("Маврикий", "Маврикия"),
            ("Босния и Герцеговина", "Боснии и Герцеговины"),
            ("Республика Конго", "Республики Конго"),
            ("Американское Самоа", "Американского Самоа"),
            ("Папуа-Новая Гвинея", "Папуа-Новой Гвинеи"),
            ("Соломоновы Острова", "Соломоновых Островов"),
            ("Палестинские территории", "Палестинских территорий"),
            ("Острова Кука", "Островов Кука"),
            ("Остров Святой Елены", "Острова Святой Елены"),
        ] {
            assert_eq!(forms("ru", name)[1], genitive);
        }
        for name in ["США", "ЮАР", "ОАЭ", "КНДР", "ДР Конго", "Чили", "Никарагуа"]
        {
            assert_eq!(forms("ru", name), [name]);
        }
        assert_eq!(of("de", "Russland"), "Russlands");
        assert_eq!(forms("de", "Laos"), ["Laos"]);
        assert!(forms("ar", "الصين").contains(&"للصين".to_string()));
        assert!(forms("ar", "روسيا").contains(&"وروسيا".to_string()));
    }
}
