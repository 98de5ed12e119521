//! Russian names in their cases: "в России", "Владимира Путина", "Организацией Объединённых Наций".

use super::CASES;

/// The forms of a full name, as a Russian text has them.
pub(super) fn of_person(family: &str, given: &[&str], woman: bool) -> Vec<String> {
    let mut forms = Vec::new();
    for case in 0..CASES {
        let declined: Vec<String> = given.iter().map(|word| named_in(word, case)).collect();
        for family in surnames_in(family, case, woman) {
            forms.push(format!("{} {family}", declined.join(" ")));
            // "Ким Чен Ына": only the last word of such a name is declined.
            if given.len() > 1 {
                forms.push(format!("{} {family}", given.join(" ")));
            }
        }
    }
    forms
}

/// The forms of an organization's name: the first noun and the adjectives before it are declined.
pub(super) fn of_organization(name: &str) -> Vec<String> {
    let is_adjective = |word: &str| ["ая", "ий", "ый"].iter().any(|end| word.ends_with(end));
    let words: Vec<&str> = name.split(' ').collect();
    let Some(noun) = words.iter().position(|word| !is_adjective(word)) else { return Vec::new() };
    let (head, rest) = words.split_at(noun + 1);
    let form = |case| {
        let head: Option<Vec<String>> = head.iter().map(|word| declined_word(word, case)).collect();
        let rest = rest.iter().map(ToString::to_string);
        Some(head?.into_iter().chain(rest).collect::<Vec<_>>().join(" "))
    };
    (0..CASES).filter_map(form).collect()
}

/// A name of somebody in a case, or as it is where it has none, or is a particle: "фон".
fn named_in(word: &str, case: usize) -> String {
    if word.starts_with(char::is_lowercase) {
        return word.to_string();
    }
    // "Кая" is no adjective.
    if let Some(stem) = word.strip_suffix("ая") {
        return format!("{stem}а{}", ["и", "е", "ю", "ей", "е"][case]);
    }
    // Who is alive is in the accusative as in the genitive.
    let case = if case == ACCUSATIVE && !word.ends_with(['а', 'я']) { 0 } else { case };
    declined_word(word, case).unwrap_or_else(|| word.to_string())
}

/// The forms of a surname in a case. A man's may be declined as an adjective or, if it is foreign, as a noun: "Путиным",
/// "Цзиньпином".
pub(super) fn surnames_in(word: &str, case: usize, woman: bool) -> Vec<String> {
    let in_case = |ends: &[(&str, [&str; CASES])]| {
        let (end, cases) = ends.iter().find(|(end, _)| word.ends_with(end))?;
        Some(format!("{}{}", &word[..word.len() - end.len()], cases[case]))
    };
    match woman {
        true if !word.ends_with(['а', 'я']) => vec![word.to_string()],
        true => vec![in_case(&WOMENS_ENDS).unwrap_or_else(|| named_in(word, case))],
        false => in_case(&MENS_ENDS).into_iter().chain([named_in(word, case)]).collect(),
    }
}

/// Surnames of men that are declined as adjectives, in whole or in part.
const MENS_ENDS: [(&str, [&str; CASES]); 6] = [
    ("ой", ["ого", "ому", "ого", "ым", "ом"]),
    ("ов", ["ова", "ову", "ова", "овым", "ове"]),
    ("ев", ["ева", "еву", "ева", "евым", "еве"]),
    ("ёв", ["ёва", "ёву", "ёва", "ёвым", "ёве"]),
    ("ин", ["ина", "ину", "ина", "иным", "ине"]),
    ("ын", ["ына", "ыну", "ына", "ыным", "ыне"]),
];

/// Surnames of women that are declined as adjectives. The plural "Захаровы" is a family.
const WOMENS_ENDS: [(&str, [&str; CASES]); 6] = [
    ("ова", ["овой", "овой", "ову", "овой", "овой"]),
    ("ева", ["евой", "евой", "еву", "евой", "евой"]),
    ("ёва", ["ёвой", "ёвой", "ёву", "ёвой", "ёвой"]),
    ("ина", ["иной", "иной", "ину", "иной", "иной"]),
    ("ына", ["ыной", "ыной", "ыну", "ыной", "ыной"]),
    ("ая", ["ой", "ой", "ую", "ой", "ой"]),
];

/// The place of the accusative among them.
const ACCUSATIVE: usize = 2;

/// By the end of a word: the ends it takes in the five cases. The first that fits counts.
const ENDS: [(&str, [&str; CASES]); 40] = [
    ("ая", ["ой", "ой", "ую", "ой", "ой"]),
    ("кое", ["кого", "кому", "кое", "ким", "ком"]),
    ("ый", ["ого", "ому", "ый", "ым", "ом"]),
    ("ые", ["ых", "ым", "ые", "ыми", "ых"]),
    ("рикий", ["рикия", "рикию", "рикий", "рикием", "рикии"]),
    ("кий", ["кого", "кому", "кий", "ким", "ком"]),
    ("ий", ["ия", "ию", "ий", "ием", "ии"]),
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
    ("га", ["ги", "ге", "гу", "гой", "ге"]),
    ("ха", ["хи", "хе", "ху", "хой", "хе"]),
    ("ша", ["ши", "ше", "шу", "шей", "ше"]),
    ("жа", ["жи", "же", "жу", "жей", "же"]),
    ("ча", ["чи", "че", "чу", "чей", "че"]),
    ("ща", ["щи", "ще", "щу", "щей", "ще"]),
    ("ца", ["цы", "це", "цу", "цей", "це"]),
    ("а", ["ы", "е", "у", "ой", "е"]),
    ("я", ["и", "е", "ю", "ей", "е"]),
    ("усь", ["уси", "уси", "усь", "усью", "уси"]),
    ("ль", ["ля", "лю", "ль", "лем", "ле"]),
    ("нь", ["ня", "ню", "нь", "нем", "не"]),
    ("рь", ["ря", "рю", "рь", "рем", "ре"]),
    ("й", ["я", "ю", "й", "ем", "е"]),
    ("ипет", ["ипта", "ипту", "ипет", "иптом", "ипте"]),
    ("тров", ["трова", "трову", "тров", "тровом", "трове"]),
    ("ж", ["жа", "жу", "ж", "жем", "же"]),
    ("ч", ["ча", "чу", "ч", "чем", "че"]),
    ("ш", ["ша", "шу", "ш", "шем", "ше"]),
    ("щ", ["ща", "щу", "щ", "щем", "ще"]),
    ("ц", ["ца", "цу", "ц", "цем", "це"]),
    ("", ["а", "у", "", "ом", "е"]),
];

/// A name of one or more words in a case; none where no word of it has cases, such as "США" and "Чили".
pub(super) fn declined(name: &str, case: usize) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    // What an island is called after stays as it is: "на Острове Мэн".
    let is_island = ["остров", "острова"].contains(&words[0]);
    let count = if is_island { 1 } else { words.len() };
    let declined: Vec<Option<String>> =
        words.iter().take(count).map(|word| declined_word(word, case)).collect();
    declined.iter().any(Option::is_some).then(|| {
        let others = declined.into_iter().chain(std::iter::repeat(None));
        let words = words.iter().zip(others).map(|(word, other)| other.unwrap_or_else(|| word.to_string()));
        words.collect::<Vec<_>>().join(" ")
    })
}

/// A word in a case; of "Гвинея-Бисау", whose second half has none, the first half.
fn declined_word(word: &str, case: usize) -> Option<String> {
    one_declined(word, case).or_else(|| {
        let (first, rest) = word.split_once('-').filter(|(first, _)| first.ends_with(['а', 'я']))?;
        Some(format!("{}-{rest}", one_declined(first, case)?))
    })
}

fn one_declined(word: &str, case: usize) -> Option<String> {
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
