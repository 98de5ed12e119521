//! German: "Russlands", "der Vereinigten Staaten", "im Vereinigten Königreich". Never knows what a name means.

/// What the stems of adjectives that open names end in: "Demokratische", "Vereinigtes", "Vereinte", "Internationaler".
const STEMS: [&str; 8] = ["sch", "igt", "int", "al", "rot", "ig", "lich", "heilig"];

/// The endings of an adjective.
const ENDINGS: [&str; 5] = ["e", "en", "er", "es", "em"];

/// What plurals end in that take an "n" in the dative: "Niederlanden", "Emiraten".
const PLURALS: [&str; 3] = ["lande", "rate", "gebiete"];

/// The other forms of a country's name.
pub(super) fn of_country(name: &str) -> Vec<String> {
    let declined = adjectival(name);
    if declined.is_empty() { nouns(name) } else { declined }
}

/// The forms of a name that adjectives open; none of another one.
pub(super) fn adjectival(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let stems: Vec<&str> = words.windows(2).map_while(|pair| stem(pair[0], pair[1])).collect();
    let Some(noun) = words.get(stems.len()).filter(|_| !stems.is_empty()) else { return Vec::new() };
    let rest = &words[stems.len() + 1..];
    let form = |noun: &str, ending: &str| {
        let adjectives = stems.iter().map(|stem| format!("{stem}{ending}"));
        let others = [noun].into_iter().chain(rest.iter().copied()).map(ToString::to_string);
        adjectives.chain(others).collect::<Vec<_>>().join(" ")
    };
    let declined = nouns(noun);
    let nouns = || [*noun].into_iter().chain(declined.iter().map(String::as_str));
    nouns().flat_map(|noun| ENDINGS.map(|ending| form(noun, ending))).filter(|form| form != name).collect()
}

/// The stem of an adjective before another word of a name.
fn stem<'a>(word: &'a str, next: &str) -> Option<&'a str> {
    let stem = ["e", "er", "es"].iter().find_map(|ending| word.strip_suffix(ending))?;
    let is_stem = stem.len() > 2 && STEMS.iter().any(|end| stem.to_lowercase().ends_with(end));
    (is_stem && next.starts_with(char::is_uppercase)).then_some(stem)
}

/// The genitive, but not of names that end in a sibilant or in capitals, and the dative of plurals.
fn nouns(name: &str) -> Vec<String> {
    let plural = PLURALS.iter().any(|end| name.ends_with(end));
    let has_genitive = name.ends_with(char::is_lowercase) && !name.ends_with(['s', 'ß', 'x', 'z']) && !plural;
    let genitive = has_genitive.then(|| format!("{name}s"));
    // "des Europäischen Rates"
    let long = (has_genitive && name.ends_with(['t', 'd', 'g', 'h'])).then(|| format!("{name}es"));
    genitive.into_iter().chain(long).chain(plural.then(|| format!("{name}n"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_declined() {
        for (name, form) in [
            ("Russland", "Russlands"),
            ("Costa Rica", "Costa Ricas"),
            ("Bosnien und Herzegowina", "Bosnien und Herzegowinas"),
            ("Niederlande", "Niederlanden"),
            ("Vereinigte Staaten", "Vereinigten Staaten"),
            ("Vereinigtes Königreich", "Vereinigten Königreichs"),
            ("Vereinigte Arabische Emirate", "Vereinigten Arabischen Emiraten"),
            ("Demokratische Republik Kongo", "Demokratischer Republik Kongo"),
            ("Palästinensische Autonomiegebiete", "Palästinensischen Autonomiegebieten"),
        ] {
            let forms = of_country(name);
            assert!(forms.iter().any(|it| it == form), "{name}: {forms:?}");
        }
        assert!(of_country("Laos").is_empty());
        assert!(adjectival("Europäischer Rat").contains(&"Europäischen Rates".to_string()));
        assert!(adjectival("Die Linke").is_empty());
        assert!(adjectival("Google").is_empty());
    }
}
