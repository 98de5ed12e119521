//! Ukrainian: "України", "в Південній Кореї", "Іраном". Never knows what a name means.

use super::CASES;

/// By the end of a noun: the ends it takes in the five cases. The first that fits counts.
const NOUNS: [(&str, [&str; CASES]); 20] = [
    ("ія", ["ії", "ії", "ію", "ією", "ії"]),
    ("ея", ["еї", "еї", "ею", "еєю", "еї"]),
    ("ка", ["ки", "ці", "ку", "кою", "ці"]),
    ("га", ["ги", "зі", "гу", "гою", "зі"]),
    ("ха", ["хи", "сі", "ху", "хою", "сі"]),
    ("ща", ["щі", "щі", "щу", "щею", "щі"]),
    ("ша", ["ші", "ші", "шу", "шею", "ші"]),
    ("а", ["и", "і", "у", "ою", "і"]),
    ("я", ["і", "і", "ю", "ею", "і"]),
    ("ланди", ["ландів", "ландам", "ланди", "ландами", "ландах"]),
    ("рати", ["ратів", "ратам", "рати", "ратами", "ратах"]),
    ("тати", ["татів", "татам", "тати", "татами", "татах"]),
    ("рови", ["ровів", "ровам", "рови", "ровами", "ровах"]),
    ("и", ["", "ам", "и", "ами", "ах"]),
    ("ипет", ["ипту", "ипту", "ипет", "иптом", "ипті"]),
    ("й", ["ю", "ю", "й", "єм", "ї"]),
    ("ль", ["лю", "лю", "ль", "лем", "лі"]),
    ("нь", ["ню", "ню", "нь", "нем", "ні"]),
    ("сь", ["сі", "сі", "сь", "ссю", "сі"]),
    ("", ["у", "у", "", "ом", "і"]),
];

/// The same of an adjective, which stands before a noun.
const ADJECTIVES: [(&str, [&str; CASES]); 3] = [
    ("а", ["ої", "ій", "у", "ою", "ій"]),
    ("і", ["их", "им", "і", "ими", "их"]),
    ("ий", ["ого", "ому", "ий", "им", "ому"]),
];

/// What adjectives before a noun end in, unlike "Республіка" and "Боснія".
const ADJECTIVE_ENDS: [&str; 9] = ["ька", "на", "ва", "лика", "ні", "ькі", "ові", "аві", "ий"];

/// A name of one or more words in a case; none where no word of it has cases, such as "США" and "Чилі".
pub(super) fn declined(name: &str, case: usize) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    // What islands are called after stays as it is: "на Островах Кука".
    let count = if words[0] == "Острови" { 1 } else { words.len() };
    let declined = |at: usize| {
        let is_noun = at + 1 == words.len() || !ADJECTIVE_ENDS.iter().any(|end| words[at].ends_with(end));
        in_case(if is_noun { &NOUNS } else { &ADJECTIVES }, words[at], case)
    };
    let forms: Vec<Option<String>> = (0..count).map(declined).collect();
    forms.iter().any(Option::is_some).then(|| {
        let forms = forms.into_iter().chain(std::iter::repeat(None));
        let words = words.iter().zip(forms).map(|(word, form)| form.unwrap_or_else(|| word.to_string()));
        words.collect::<Vec<_>>().join(" ")
    })
}

/// A word in a case; of "Гвінея-Бісау", whose second half has none, the first half.
fn in_case(table: &[(&str, [&str; CASES])], word: &str, case: usize) -> Option<String> {
    let one = |word: &str| {
        let last = word.chars().next_back().filter(|last| last.is_lowercase())?;
        let is_adjective = table.len() < NOUNS.len();
        let stays =
            ["уа", "оа"].iter().any(|end| word.ends_with(end)) || ("еоуюєії".contains(last) && !is_adjective);
        let (end, cases) = table.iter().find(|(end, _)| !stays && word.ends_with(end))?;
        Some(format!("{}{}", &word[..word.len() - end.len()], cases[case]))
    };
    one(word).or_else(|| {
        let (first, rest) = word.split_once('-').filter(|(first, _)| first.ends_with(['а', 'я']))?;
        Some(format!("{}-{rest}", one(first)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_declined() {
        for (name, forms) in [
            ("Україна", "України Україні Україну Україною Україні"),
            ("Польща", "Польщі Польщі Польщу Польщею Польщі"),
            ("Росія", "Росії Росії Росію Росією Росії"),
            ("Іран", "Ірану Ірану Іран Іраном Ірані"),
            ("Китай", "Китаю Китаю Китай Китаєм Китаї"),
            ("Єгипет", "Єгипту Єгипту Єгипет Єгиптом Єгипті"),
            ("Ізраїль", "Ізраїлю Ізраїлю Ізраїль Ізраїлем Ізраїлі"),
            ("Білорусь", "Білорусі Білорусі Білорусь Білоруссю Білорусі"),
            ("Нідерланди", "Нідерландів Нідерландам Нідерланди Нідерландами Нідерландах"),
        ] {
            let of: Vec<String> = (0..CASES).filter_map(|case| declined(name, case)).collect();
            assert_eq!(of.join(" "), forms);
        }
        for (name, form) in [
            ("Південна Корея", "Південної Кореї"),
            ("Саудівська Аравія", "Саудівської Аравії"),
            ("Нова Зеландія", "Нової Зеландії"),
            ("Сполучені Штати", "Сполучених Штатів"),
            ("Боснія і Герцеговина", "Боснії і Герцеговини"),
            ("Республіка Конго", "Республіки Конго"),
            ("Південний Судан", "Південного Судану"),
            ("Папуа-Нова Гвінея", "Папуа-Нової Гвінеї"),
            ("Гвінея-Бісау", "Гвінеї-Бісау"),
            ("Соломонові Острови", "Соломонових Островів"),
            ("Острови Кука", "Островів Кука"),
        ] {
            assert_eq!(declined(name, 0).as_deref(), Some(form));
        }
        assert_eq!(declined("США", 0), None);
        assert_eq!(declined("Чилі", 0), None);
    }
}
