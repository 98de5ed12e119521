//! Polish: "w Niemczech", "Korei Południowej", "Stanów Zjednoczonych". Never knows what a name means.

use super::CASES;

/// By the end of a noun: the ends it takes in the genitive, dative, accusative, instrumental and locative. The first that
/// fits counts.
const NOUNS: [(&str, [&str; CASES]); 49] = [
    ("Niemcy", ["Niemiec", "Niemcom", "Niemcy", "Niemcami", "Niemczech"]),
    ("Czechy", ["Czech", "Czechom", "Czechy", "Czechami", "Czechach"]),
    ("Włochy", ["Włoch", "Włochom", "Włochy", "Włochami", "Włoszech"]),
    ("Węgry", ["Węgier", "Węgrom", "Węgry", "Węgrami", "Węgrzech"]),
    ("Indie", ["Indii", "Indiom", "Indie", "Indiami", "Indiach"]),
    ("Chiny", ["Chin", "Chinom", "Chiny", "Chinami", "Chinach"]),
    ("ipiny", ["ipin", "ipinom", "ipiny", "ipinami", "ipinach"]),
    ("yspy", ["ysp", "yspom", "yspy", "yspami", "yspach"]),
    ("yspa", ["yspy", "yspie", "yspę", "yspą", "yspie"]),
    ("zele", ["zeli", "zelom", "zele", "zelami", "zelach"]),
    ("toria", ["toriów", "toriom", "toria", "toriami", "toriach"]),
    ("Izrael", ["Izraela", "Izraelowi", "Izrael", "Izraelem", "Izraelu"]),
    ("Niger", ["Nigru", "Nigrowi", "Niger", "Nigrem", "Nigrze"]),
    ("Kongo", ["Konga", "Kongu", "Kongo", "Kongiem", "Kongu"]),
    ("Wybrzeże", ["Wybrzeża", "Wybrzeżu", "Wybrzeże", "Wybrzeżem", "Wybrzeżu"]),
    ("wo", ["wa", "wu", "wo", "wem", "wie"]),
    ("ko", ["ka", "ku", "ko", "kiem", "ku"]),
    ("śnia", ["śni", "śni", "śnię", "śnią", "śni"]),
    ("ia", ["ii", "ii", "ię", "ią", "ii"]),
    ("ja", ["ji", "ji", "ję", "ją", "ji"]),
    ("ea", ["ei", "ei", "eę", "eą", "ei"]),
    ("ua", ["ui", "ui", "uę", "uą", "ui"]),
    ("la", ["li", "li", "lę", "lą", "li"]),
    ("ka", ["ki", "ce", "kę", "ką", "ce"]),
    ("ga", ["gi", "dze", "gę", "gą", "dze"]),
    ("ta", ["ty", "cie", "tę", "tą", "cie"]),
    ("da", ["dy", "dzie", "dę", "dą", "dzie"]),
    ("góra", ["góry", "górze", "górę", "górą", "górze"]),
    ("ra", ["ry", "rze", "rę", "rą", "rze"]),
    ("oa", ["oa", "oa", "oa", "oa", "oa"]),
    ("a", ["y", "ie", "ę", "ą", "ie"]),
    ("y", ["ów", "om", "y", "ami", "ach"]),
    ("uś", ["usi", "usi", "uś", "usią", "usi"]),
    ("pt", ["ptu", "ptowi", "pt", "ptem", "pcie"]),
    ("t", ["tu", "towi", "t", "tem", "cie"]),
    ("d", ["du", "dowi", "d", "dem", "dzie"]),
    ("r", ["ru", "rowi", "r", "rem", "rze"]),
    ("k", ["ku", "kowi", "k", "kiem", "ku"]),
    ("g", ["gu", "gowi", "g", "giem", "gu"]),
    ("l", ["lu", "lowi", "l", "lem", "lu"]),
    ("j", ["ju", "jowi", "j", "jem", "ju"]),
    ("sz", ["szu", "szowi", "sz", "szem", "szu"]),
    ("m", ["mu", "mowi", "m", "mem", "mie"]),
    ("b", ["bu", "bowi", "b", "bem", "bie"]),
    ("p", ["pu", "powi", "p", "pem", "pie"]),
    ("s", ["su", "sowi", "s", "sem", "sie"]),
    ("z", ["zu", "zowi", "z", "zem", "zie"]),
    ("n", ["nu", "nowi", "n", "nem", "nie"]),
    ("c", ["cu", "cowi", "c", "cem", "cu"]),
];

/// The same of an adjective.
const ADJECTIVES: [(&str, [&str; CASES]); 7] = [
    ("ka", ["kiej", "kiej", "ką", "ką", "kiej"]),
    ("nia", ["niej", "niej", "nią", "nią", "niej"]),
    ("a", ["ej", "ej", "ą", "ą", "ej"]),
    ("kie", ["kich", "kim", "kie", "kimi", "kich"]),
    ("e", ["ych", "ym", "e", "ymi", "ych"]),
    ("y", ["ego", "emu", "y", "ym", "ym"]),
    ("ni", ["niego", "niemu", "ni", "nim", "nim"]),
];

/// What adjectives in names of more than one word end in.
const ADJECTIVE_ENDS: [&str; 17] = [
    "ska", "cka", "ńska", "lka", "owa", "Nowa", "nocna", "czna", "chodnia", "dowa", "skie", "czone", "ocne",
    "chodni", "niowy", "owcze", "Owcze",
];

/// A name of one or more words in a case; none where no word of it has cases, such as "USA" and "Chile".
pub(super) fn declined(name: &str, case: usize) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    // Only the first noun has the case, and what "and" joins to it: "Republiki Konga", "Bośni i Hercegowiny".
    let mut noun_is_due = true;
    let forms: Vec<Option<String>> = words
        .iter()
        .map(|word| {
            if *word == "i" {
                noun_is_due = true;
                return None;
            }
            let ends = |it: &&str| word.ends_with(*it);
            if words.len() > 1 && ADJECTIVE_ENDS.iter().any(ends) {
                return in_case(&ADJECTIVES, word, case);
            }
            let form = noun_is_due.then(|| in_case(&NOUNS, word, case)).flatten();
            noun_is_due &= form.is_none();
            form
        })
        .collect();
    forms.iter().any(Option::is_some).then(|| {
        let words = words.iter().zip(forms).map(|(word, form)| form.unwrap_or_else(|| word.to_string()));
        words.collect::<Vec<_>>().join(" ")
    })
}

fn in_case(table: &[(&str, [&str; CASES])], word: &str, case: usize) -> Option<String> {
    word.chars().next_back().filter(|last| last.is_lowercase())?;
    let (end, cases) = table.iter().find(|(end, _)| word.ends_with(end))?;
    Some(format!("{}{}", &word[..word.len() - end.len()], cases[case]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_declined() {
        for (name, forms) in [
            ("Polska", "Polski Polsce Polskę Polską Polsce"),
            ("Ukraina", "Ukrainy Ukrainie Ukrainę Ukrainą Ukrainie"),
            ("Rosja", "Rosji Rosji Rosję Rosją Rosji"),
            ("Hiszpania", "Hiszpanii Hiszpanii Hiszpanię Hiszpanią Hiszpanii"),
            ("Kanada", "Kanady Kanadzie Kanadę Kanadą Kanadzie"),
            ("Wenezuela", "Wenezueli Wenezueli Wenezuelę Wenezuelą Wenezueli"),
            ("Litwa", "Litwy Litwie Litwę Litwą Litwie"),
            ("Białoruś", "Białorusi Białorusi Białoruś Białorusią Białorusi"),
            ("Iran", "Iranu Iranowi Iran Iranem Iranie"),
            ("Irak", "Iraku Irakowi Irak Irakiem Iraku"),
            ("Egipt", "Egiptu Egiptowi Egipt Egiptem Egipcie"),
            ("Katar", "Kataru Katarowi Katar Katarem Katarze"),
            ("Niger", "Nigru Nigrowi Niger Nigrem Nigrze"),
            ("Kosowo", "Kosowa Kosowu Kosowo Kosowem Kosowie"),
            ("Maroko", "Maroka Maroku Maroko Marokiem Maroku"),
            ("Malediwy", "Malediwów Malediwom Malediwy Malediwami Malediwach"),
        ] {
            let of: Vec<String> = (0..CASES).filter_map(|case| declined(name, case)).collect();
            assert_eq!(of.join(" "), forms);
        }
        for (name, genitive) in [
            ("Korea Południowa", "Korei Południowej"),
            ("Wielka Brytania", "Wielkiej Brytanii"),
            ("Arabia Saudyjska", "Arabii Saudyjskiej"),
            ("Nowa Zelandia", "Nowej Zelandii"),
            ("Sahara Zachodnia", "Sahary Zachodniej"),
            ("Sudan Południowy", "Sudanu Południowego"),
            ("Timor Wschodni", "Timoru Wschodniego"),
            ("Stany Zjednoczone", "Stanów Zjednoczonych"),
            ("Zjednoczone Emiraty Arabskie", "Zjednoczonych Emiratów Arabskich"),
            ("Demokratyczna Republika Konga", "Demokratycznej Republiki Konga"),
            ("Republika Południowej Afryki", "Republiki Południowej Afryki"),
            ("Bośnia i Hercegowina", "Bośni i Hercegowiny"),
            ("Trynidad i Tobago", "Trynidadu i Tobago"),
            ("Wyspy Marshalla", "Wysp Marshalla"),
            ("Terytoria Palestyńskie", "Terytoriów Palestyńskich"),
            ("Gwinea Bissau", "Gwinei Bissau"),
            ("Federacja Rosyjska", "Federacji Rosyjskiej"),
        ] {
            assert_eq!(declined(name, 0).as_deref(), Some(genitive));
        }
        for name in ["USA", "RPA", "Chile", "Peru", "Haiti"] {
            assert_eq!(declined(name, 0), None);
        }
    }
}
