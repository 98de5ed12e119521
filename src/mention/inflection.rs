//! The forms that a name takes in languages that inflect it: "Russlands", "в России", "Владимира Путина", "وروسيا".
//! Never knows what a name means.

mod german;
mod polish;
mod russian;
mod ukrainian;

/// A country's name and its other forms in a language.
pub(super) fn forms(language: &str, name: &str) -> Vec<String> {
    let name = &generic_small(language, name);
    let mut forms = vec![name.clone()];
    match language {
        "de" => forms.extend(german::of_country(name)),
        "ru" => forms.extend((0..CASES).filter_map(|case| russian::declined(name, case))),
        "uk" => forms.extend((0..CASES).filter_map(|case| ukrainian::declined(name, case))),
        "pl" => forms.extend((0..CASES).filter_map(|case| polish::declined(name, case))),
        "ar" => forms.extend(prefixed(name)),
        _ => {}
    }
    forms
}

/// "les îles Salomon", "la república Dominicana", "Соломоновы острова": the word for what it is is written small as often,
/// and what is small in a name may have a capital in a text.
fn generic_small(language: &str, name: &str) -> String {
    let first = name.split(' ').next().unwrap_or_default();
    match language {
        "fr" | "es" | "pt" | "it" if GENERIC.contains(&first) => {
            format!("{}{}", first.to_lowercase(), &name[first.len()..])
        }
        "ru" => name.replace("Остров", "остров"),
        "pl" => name.replace("Wysp", "wysp"),
        "uk" => {
            name.replace("Острови", "острови").replace("Острів", "острів").replace("Республіка", "республіка")
        }
        _ => name.to_string(),
    }
}

/// Words for what a country is, which open its name.
const GENERIC: [&str; 12] = [
    "Île",
    "Îles",
    "Isla",
    "Islas",
    "Ilha",
    "Ilhas",
    "Isola",
    "Isole",
    "République",
    "República",
    "Repubblica",
    "Città",
];

/// The conjunctions and prepositions that Arabic writes together with a name; "ل" takes the "ا" of the article.
fn prefixed(name: &str) -> Vec<String> {
    let mut forms: Vec<String> =
        ["و", "ب", "ف", "ك", "وب"].iter().map(|prefix| format!("{prefix}{name}")).collect();
    match name.strip_prefix("ال") {
        Some(rest) => forms.extend([format!("لل{rest}"), format!("ولل{rest}")]),
        None => forms.extend([format!("ل{name}"), format!("ول{name}")]),
    }
    forms
}

/// The other forms of a person's full name, by its script: Russian and Ukrainian cases, Arabic prefixes.
pub(super) fn of_person(name: &str) -> Vec<String> {
    match script(name) {
        Some(Script::Cyrillic) => {
            let words: Vec<&str> = name.split(' ').collect();
            let Some((family, given)) = words.split_last().filter(|(_, given)| !given.is_empty()) else {
                return of_surname(name, false);
            };
            let woman = is_womans(name);
            let mut forms = russian::of_person(family, given, woman);
            forms.extend(ukrainian::of_person(family, given, woman));
            other_than(name, forms)
        }
        Some(Script::Arabic) => prefixed(name),
        None => Vec::new(),
    }
}

/// The other forms of a surname alone, a woman's or a man's.
pub(super) fn of_surname(name: &str, woman: bool) -> Vec<String> {
    match script(name) {
        Some(Script::Cyrillic) => {
            let russian = (0..CASES).flat_map(|case| russian::surnames_in(name, case, woman));
            let ukrainian = (0..CASES).flat_map(|case| ukrainian::surnames_in(name, case, woman));
            other_than(name, russian.chain(ukrainian).collect())
        }
        Some(Script::Arabic) => prefixed(name),
        None => Vec::new(),
    }
}

/// The surname of a full name in Cyrillic letters, which is another word than that of the name in Latin ones.
pub(super) fn surname(name: &str) -> Option<&str> {
    script(name).filter(|script| *script == Script::Cyrillic)?;
    name.rsplit_once(' ').map(|(_, family)| family)
}

/// The other forms of an organization's name, by its script. A short word behind an Arabic prefix may be any other word.
pub(super) fn of_organization(name: &str) -> Vec<String> {
    match script(name) {
        Some(Script::Cyrillic) => {
            let russian = russian::of_organization(name);
            let ukrainian = ukrainian::of_organization(name);
            other_than(name, russian.into_iter().chain(ukrainian).collect())
        }
        Some(Script::Arabic) if name.chars().count() > 4 => prefixed(name),
        Some(Script::Arabic) => Vec::new(),
        None => german::adjectival(name),
    }
}

fn other_than(name: &str, mut forms: Vec<String>) -> Vec<String> {
    forms.retain(|form| form != name);
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Genitive, dative, accusative, instrumental, prepositional.
const CASES: usize = 5;

/// A script whose languages inflect names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Cyrillic,
    Arabic,
}

fn script(name: &str) -> Option<Script> {
    let of = |first, last| name.chars().all(|c| (first..=last).contains(&c) || !c.is_alphabetic());
    let letters = name.chars().any(char::is_alphabetic);
    let is_cyrillic = letters && of('\u{400}', '\u{52f}');
    let is_arabic = letters && of('\u{600}', '\u{6ff}');
    is_cyrillic.then_some(Script::Cyrillic).or(is_arabic.then_some(Script::Arabic))
}

/// Men's given names that end as women's do.
const MEN: [&str; 16] = [
    "Илья",
    "Никита",
    "Фома",
    "Лука",
    "Кузьма",
    "Савва",
    "Данила",
    "Мустафа",
    "Муса",
    "Иса",
    "Яхья",
    "Микола",
    "Ілля",
    "Микита",
    "Сава",
    "Хома",
];

/// Whether a full name in Cyrillic letters is a woman's: her surname keeps its consonant in every case.
pub(super) fn is_womans(name: &str) -> bool {
    let given = name.split(' ').next().unwrap_or_default();
    given.ends_with(['а', 'я']) && !MEN.contains(&given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_are_declined() {
        for (name, declined) in [
            ("Владимир Путин", "Владимира Путина"),
            ("Владимир Зеленский", "Владимиру Зеленскому"),
            ("Сергей Лавров", "Сергеем Лавровым"),
            ("Дмитрий Медведев", "Дмитрии Медведеве"),
            ("Дональд Трамп", "Дональду Трампу"),
            ("Петр Порошенко", "Петра Порошенко"),
            ("Илья Толстой", "Ильи Толстого"),
            ("Мария Захарова", "Марии Захаровой"),
            ("Ольга Зеленская", "Ольгу Зеленскую"),
            ("Ангела Меркель", "Ангелы Меркель"),
            ("Си Цзиньпин", "Си Цзиньпином"),
            ("Ким Чен Ын", "Ким Чен Ына"),
            ("Игорь Кучма", "Игоря Кучмы"),
            ("Олаф Шольц", "Олафом Шольцем"),
            ("Александр Вучич", "Александром Вучичем"),
            ("Урсула фон дер Ляйен", "Урсулой фон дер Ляйен"),
            ("Кая Каллас", "Каей Каллас"),
            ("Джорджа Мелони", "Джорджей Мелони"),
            ("Володимир Путін", "Володимиром Путіним"),
            ("Сергій Лавров", "Сергієві Лаврову"),
            ("Фрідріх Мерц", "Фрідріхом Мерцом"),
            ("Володимир Зеленський", "Володимирові Зеленському"),
            ("Дональд Трамп", "Дональдові Трампу"),
            ("Андрій Сибіга", "Андрію Сибізі"),
            ("Джорджа Мелоні", "Джорджі Мелоні"),
            ("Марко Рубіо", "Марка Рубіо"),
            ("Олена Зеленська", "Оленою Зеленською"),
        ] {
            assert!(of_person(name).contains(&declined.to_string()), "{name}: {:?}", of_person(name));
        }
        assert!(!of_person("Александр Новак").contains(&"Александра Новак".to_string()));
        assert!(of_person("Vladimir Putin").is_empty());
        assert!(of_person("محمد جواد ظريف").contains(&"بمحمد جواد ظريف".to_string()));
        let of = |name: &str, form: &str| of_organization(name).contains(&form.to_string());
        assert!(of("Организация Объединённых Наций", "Организацией Объединённых Наций"));
        assert!(of("Европейский союз", "Европейским союзом"));
        assert!(of("الأمم المتحدة", "للأمم المتحدة"));
        assert!(of("Європейський Союз", "Європейського Союзу"));
        assert!(of("Європейська комісія", "Європейській комісії"));
        assert!(of("Міжнародний валютний фонд", "Міжнародного валютного фонду"));
        assert!(of("Червоний Хрест", "Червоного Хреста"));
        assert!(of("Організація Об'єднаних Націй", "Організації Об'єднаних Націй"));
        assert!(of("Газпром", "Газпромі"));
    }

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
            ("Палестинские территории", "Палестинских территорий"),
            ("Гвинея-Бисау", "Гвинеи-Бисау"),
        ] {
            assert_eq!(forms("ru", name)[1], genitive);
        }
        for (name, form) in [
            ("Соломоновы Острова", "Соломоновых островов"),
            ("Острова Кука", "островов Кука"),
            ("Остров Святой Елены", "острова Святой Елены"),
        ] {
            assert!(forms("ru", name).iter().any(|it| it == form), "{name}: {:?}", forms("ru", name));
        }
        assert_eq!(forms("fr", "Îles Salomon"), ["îles Salomon"]);
        for name in ["США", "ЮАР", "ОАЭ", "КНДР", "ДР Конго", "Чили", "Никарагуа"]
        {
            assert_eq!(forms("ru", name), [name]);
        }
        assert!(forms("ar", "الصين").contains(&"للصين".to_string()));
        assert!(forms("ar", "روسيا").contains(&"وروسيا".to_string()));
    }
}
