//! Ukrainian: "України", "в Південній Кореї", "Володимирові Зеленському". Never knows what a name means.

use super::CASES;

/// By the end of a word in the name of somebody: the ends it takes in the five cases, more than one parted by a blank.
/// The first that fits counts.
const NAMES: [(&str, [&str; CASES]); 25] = [
    ("ський", ["ського", "ському", "ського", "ським", "ському"]),
    ("цький", ["цького", "цькому", "цького", "цьким", "цькому"]),
    ("ий", ["ого", "ому", "ого", "им", "ому"]),
    ("й", ["я", "ю єві", "я", "єм", "ї єві"]),
    ("ко", ["ка", "ку кові", "ка", "ком", "кові ку"]),
    ("ло", ["ла", "лу лові", "ла", "лом", "лові лі"]),
    ("ро", ["ра", "ру рові", "ра", "ром", "рові рі"]),
    ("Ігор", ["Ігоря", "Ігорю Ігореві", "Ігоря", "Ігорем", "Ігорі Ігореві"]),
    ("ія", ["ії", "ії", "ію", "ією", "ії"]),
    ("ка", ["ки", "ці", "ку", "кою", "ці"]),
    ("га", ["ги", "зі", "гу", "гою", "зі"]),
    ("ха", ["хи", "сі", "ху", "хою", "сі"]),
    ("жа", ["жі", "жі", "жу", "жею", "жі"]),
    ("ша", ["ші", "ші", "шу", "шею", "ші"]),
    ("ча", ["чі", "чі", "чу", "чею", "чі"]),
    ("а", ["и", "і", "у", "ою", "і"]),
    ("ая", ["аї", "аї", "аю", "аєю", "аї"]),
    ("я", ["і", "і", "ю", "ею", "і"]),
    ("ь", ["я", "ю еві", "я", "ем", "і еві"]),
    ("ж", ["жа", "жу жеві", "жа", "жем", "жеві жі"]),
    ("ч", ["ча", "чу чеві", "ча", "чем", "чеві чі"]),
    ("ш", ["ша", "шу шеві", "ша", "шем", "шеві ші"]),
    ("щ", ["ща", "щу щеві", "ща", "щем", "щеві щі"]),
    ("ц", ["ца", "цу цові цеві", "ца", "цом цем", "цові ці"]),
    ("", ["а", "у ові", "а", "ом", "ові і у"]),
];

/// The same of the surnames of women that are declined as adjectives.
const WOMENS: [(&str, [&str; CASES]); 5] = [
    ("ська", ["ської", "ській", "ську", "ською", "ській"]),
    ("цька", ["цької", "цькій", "цьку", "цькою", "цькій"]),
    ("ова", ["ової", "овій", "ову", "овою", "овій"]),
    ("ева", ["евої", "евій", "еву", "евою", "евій"]),
    ("іна", ["іної", "іній", "іну", "іною", "іній"]),
];

/// What men's surnames end in that have "им" in the instrumental: "Лавровим", "Путіним".
const POSSESSIVE: [&str; 6] = ["ов", "ев", "єв", "їв", "ін", "їн"];

/// The other forms of a person's full name.
pub(super) fn of_person(family: &str, given: &[&str], woman: bool) -> Vec<String> {
    // Each word may have two forms of a case, and all are joined with all.
    if given.len() > MOST_GIVEN || is_russian(family) || given.iter().any(|word| is_russian(word)) {
        return Vec::new();
    }
    let mut forms = Vec::new();
    for case in 0..CASES {
        let mut firsts = vec![String::new()];
        for word in given {
            let declined = name_in(&NAMES, word, case);
            firsts = firsts
                .iter()
                .flat_map(|before| declined.iter().map(move |it| format!("{before}{it} ")))
                .collect();
        }
        let families = surnames_in(family, case, woman);
        forms.extend(firsts.iter().flat_map(|first| families.iter().map(move |it| format!("{first}{it}"))));
    }
    forms
}

/// How many given names are declined: a name and that of the father, and one more.
const MOST_GIVEN: usize = 3;

/// The forms of a surname in a case, a woman's or a man's.
pub(super) fn surnames_in(word: &str, case: usize, woman: bool) -> Vec<String> {
    if is_russian(word) || (woman && !word.ends_with(['а', 'я'])) {
        return vec![word.to_string()];
    }
    let table: &[(&str, [&str; CASES])] =
        if woman && WOMENS.iter().any(|(end, _)| word.ends_with(end)) { &WOMENS } else { &NAMES };
    let mut forms = name_in(table, word, case);
    if case == INSTRUMENTAL && !woman && POSSESSIVE.iter().any(|end| word.ends_with(end)) {
        forms.push(format!("{word}им"));
    }
    forms
}

const INSTRUMENTAL: usize = 3;

/// A word of somebody's name in a case, or as it is where it has none: "Мелоні", "Рубіо", "фон".
fn name_in(table: &[(&str, [&str; CASES])], word: &str, case: usize) -> Vec<String> {
    let stays = word.starts_with(char::is_lowercase)
        || word.ends_with(['и', 'і', 'ї', 'у', 'ю', 'е', 'є'])
        || (word.ends_with('о') && !["ко", "ло", "ро"].iter().any(|end| word.ends_with(end)));
    let Some((end, cases)) = table.iter().find(|(end, _)| !stays && word.ends_with(end)) else {
        return vec![word.to_string()];
    };
    let stem = &word[..word.len() - end.len()];
    cases[case].split(' ').map(|ending| format!("{stem}{ending}")).collect()
}

/// Whether a word has letters that Ukrainian has not.
fn is_russian(word: &str) -> bool {
    word.contains(['ы', 'э', 'ё', 'ъ', 'Э'])
}

/// The other forms of an organization's name: the first noun and the adjectives before it are declined.
pub(super) fn of_organization(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let is_noun = |word: &&str| !ADJECTIVE_ENDS.iter().any(|end| word.ends_with(end));
    let Some(noun) = words.iter().position(is_noun).filter(|_| !is_russian(name)) else { return Vec::new() };
    let rest: String = words[noun + 1..].iter().map(|word| format!(" {word}")).collect();
    let (adjectives, noun) = (&words[..noun], words[noun]);
    let form = |case: usize| {
        let before: Option<String> =
            adjectives.iter().map(|word| Some(in_case(&ADJECTIVES, word, case)? + " ")).collect();
        Some(format!("{}{}{rest}", before?, in_case(&NOUNS, noun, case)?))
    };
    let mut forms: Vec<String> = (0..CASES).filter_map(form).collect();
    // "Червоного Хреста", but "Європейського Союзу"
    let genitive = forms.first().and_then(|first| first.strip_suffix(&format!("у{rest}")));
    let other = genitive.map(|stem| format!("{stem}а{rest}"));
    forms.extend(other);
    forms
}

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
    let count = if ["Острови", "острови"].contains(&words[0]) { 1 } else { words.len() };
    let declined = |at: usize| {
        if words[at] == "та" {
            return None;
        }
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
            ("Боснія та Герцеговина", "Боснії та Герцеговини"),
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
