//! The world as data: ISO 3166-1 codes and XK, names by language, aliases, demonyms, capitals, regions.
//! Never knows people or articles.

mod tables;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::entity::CountryId;
use crate::fold::fold;
use crate::table::{items, rows};

/// What is built in about a country.
#[derive(Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub id: CountryId,
    /// ISO 3166-1 alpha-3.
    pub alpha3: &'static str,
    /// English display name.
    pub name: &'static str,
    /// The word in the URL, from the English name whatever the digest's language.
    pub slug: &'static str,
    /// Whether English prose puts "the" before the name.
    pub article: bool,
    /// Part of the world.
    pub region: &'static str,
    /// Seats of government, the one that datelines use first.
    pub capitals: Vec<&'static str>,
    /// Other places and spellings that datelines use.
    pub places: Vec<&'static str>,
    /// Other names that always mean it.
    pub aliases: Vec<&'static str>,
    /// Adjectives and nouns of its people.
    pub demonyms: Vec<&'static str>,
    /// Forms before a hyphen: Sino, Russo.
    pub combining: Vec<&'static str>,
    /// Places that stand for its government.
    pub metonyms: Vec<&'static str>,
    /// Whether the name is also a person's.
    pub personal: bool,
    /// Display names in the order of `LANGUAGES`, and last the short English one: the newspapers', else the CLDR's.
    names: Vec<&'static str>,
    /// Other names in other languages than English, each behind its language.
    aliases_abroad: Vec<(&'static str, &'static str)>,
    /// The cells of the table of capitals, in the order of `CAPITAL_LANGUAGES`.
    capitals_abroad: Vec<&'static str>,
}

/// The languages of the name table.
pub const LANGUAGES: [&str; 21] = [
    "en", "ur", "ru", "ar", "zh", "fr", "es", "de", "nb", "tr", "fa", "hi", "ja", "pt", "id", "bn", "uk",
    "he", "it", "pl", "nl",
];

/// The languages of the table of capitals.
const CAPITAL_LANGUAGES: [&str; 5] = ["ur", "ru", "ar", "fr", "es"];

/// The regions, in the order of the directory.
pub const REGIONS: [&str; 21] = [
    "South Asia",
    "Caucasus",
    "Central Asia",
    "East Asia",
    "Southeast Asia",
    "Middle East",
    "North Africa",
    "West Africa",
    "Central Africa",
    "East Africa",
    "Southern Africa",
    "Northern Europe",
    "Western Europe",
    "Southern Europe",
    "Eastern Europe",
    "North America",
    "Central America",
    "Caribbean",
    "South America",
    "Oceania",
    "Antarctica",
];

struct Atlas {
    countries: Vec<Country>,
    /// Places in `countries` by code.
    by_code: Vec<u16>,
    by_name: FxHashMap<String, CountryId>,
    by_place: FxHashMap<String, CountryId>,
}

fn atlas() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(|| {
        let countries = tables::countries();
        let mut by_name = FxHashMap::default();
        let mut by_place = FxHashMap::default();
        for country in &countries {
            let own = [country.alpha3, country.name].into_iter().chain(country.aliases.iter().copied());
            for name in own {
                by_name.insert(fold(name), country.id);
            }
            for place in country.capitals.iter().chain(&country.places) {
                by_place.entry(fold(place)).or_insert(country.id);
            }
        }
        // English names win over other languages' ("Island", "Maurice").
        for country in &countries {
            for name in &country.names {
                by_name.entry(fold(name)).or_insert(country.id);
            }
        }
        // And names over aliases, of which one that two countries share says nothing: "Congo".
        let mut aliases: FxHashMap<String, Option<CountryId>> = FxHashMap::default();
        for country in &countries {
            for (_, alias) in &country.aliases_abroad {
                let found = aliases.entry(fold(alias)).or_insert(Some(country.id));
                *found = found.filter(|id| *id == country.id);
            }
        }
        for (alias, id) in aliases {
            if let Some(id) = id {
                by_name.entry(alias).or_insert(id);
            }
        }
        for country in &countries {
            by_name.insert(fold(country.id.as_str()), country.id);
        }
        let mut by_code = vec![u16::MAX; 26 * 26];
        for (place, country) in countries.iter().enumerate() {
            by_code[code(country.id)] = place as u16;
        }
        Atlas { countries, by_code, by_name, by_place }
    })
}

/// All countries, in the order of their codes.
pub fn countries() -> &'static [Country] {
    &atlas().countries
}

/// All codes.
pub fn codes() -> impl Iterator<Item = &'static str> {
    countries().iter().map(|country| country.id.as_str())
}

/// What is built in about a country.
pub fn country(id: CountryId) -> &'static Country {
    let atlas = atlas();
    // Ids are made from this table only.
    &atlas.countries[usize::from(atlas.by_code[code(id)])]
}

/// A code as a number: "AA" is 0, "ZZ" 675.
fn code(id: CountryId) -> usize {
    let [first, second] = id.0.map(|letter| usize::from(letter - b'A'));
    first * 26 + second
}

/// The country of a code, or of any of its names in any language of the table; "the" may stand before it.
pub fn find(name: &str) -> Option<CountryId> {
    let folded = fold(name);
    let names = &atlas().by_name;
    names.get(&folded).or_else(|| names.get(folded.strip_prefix("the ")?)).copied()
}

/// The countries whose English name has these words among its own: of "Korea", both.
pub fn with_words(name: &str) -> Vec<&'static Country> {
    let folded = fold(name);
    let has = |of: &str| folded.split(' ').all(|word| of.split(' ').any(|own| own == word));
    countries().iter().filter(|country| has(&fold(country.name))).collect()
}

/// The country that a dateline's place lies in.
pub fn find_place(place: &str) -> Option<CountryId> {
    atlas().by_place.get(&fold(place)).copied()
}

/// The country that the word for its people, its capital or a part of it means: "British", "Moscow", "Scotland", or its
/// flag.
pub fn of_people(word: &str) -> Option<CountryId> {
    let has = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(word));
    let flag: String = word
        .chars()
        .filter_map(|c| char::from_u32((c as u32).checked_sub('🇦' as u32)? + 'A' as u32))
        .filter(char::is_ascii_uppercase)
        .collect();
    let mut named = countries().iter().filter(|country| has(&country.demonyms)).map(|country| country.id);
    let part = ["England", "Scotland", "Wales", "Northern Ireland"];
    named
        .next()
        .filter(|_| named.next().is_none())
        .or_else(|| find_place(word))
        .or_else(|| find("GB").filter(|_| has(&part)))
        .or_else(|| find(&flag).filter(|_| flag.len() == 2))
}

/// Names an author may have meant, for "did you mean".
pub fn known_names() -> impl Iterator<Item = &'static str> {
    countries().iter().flat_map(|country| [country.name].into_iter().chain(country.aliases.iter().copied()))
}

/// Whether the table has the capitals as a language writes them; in others they are shown in English.
pub fn has_capitals_in(language: &str) -> bool {
    base(language) == "en" || CAPITAL_LANGUAGES.contains(&base(language))
}

/// Capitalised names that look like a country's and are not, each with its kind: "South China Sea", a sea.
pub fn shields() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(include_str!("atlas/shields.tsv")).map(|mut row| (row.cell(), row.cell()))
}

/// The same in a language that is not English.
pub fn shields_in(language: &str) -> impl Iterator<Item = &'static str> {
    let rows = rows(include_str!("atlas/shields-abroad.tsv"));
    rows.filter_map(move |mut row| (row.cell() == language).then(|| row.list())).flatten()
}

/// Offices, each with its synonyms; a synonym may name the countries where it means the office: `home secretary@GB`.
pub fn titles() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    rows(include_str!("atlas/titles.tsv")).map(|mut row| (row.cell(), row.list().collect()))
}

impl Country {
    /// Its names in English: ours, and those of the CLDR.
    pub fn english_names(&self) -> impl Iterator<Item = &'static str> {
        [Some(self.name), self.names.first().copied(), self.names.last().copied()].into_iter().flatten()
    }

    /// The display name in a language, English where the table has none.
    pub fn name_in(&self, language: &str) -> &'static str {
        if is_traditional(language)
            && let Some(name) = self.aliases_in(language).next()
        {
            return name;
        }
        match LANGUAGES.iter().position(|known| *known == base(language)) {
            Some(0) | None => self.name,
            Some(index) => self.names.get(index).copied().unwrap_or(self.name),
        }
    }

    /// Its other names in a language that is not English.
    pub fn aliases_in(&self, language: &str) -> impl Iterator<Item = &'static str> {
        let language = if is_traditional(language) { TRADITIONAL } else { base(language) };
        self.aliases_abroad.iter().filter(move |(known, _)| *known == language).map(|(_, name)| *name)
    }

    /// The capitals as a language writes them, English where the table has none.
    pub fn capitals_in(&self, language: &str) -> Vec<&'static str> {
        let column = CAPITAL_LANGUAGES.iter().position(|known| *known == base(language));
        let cell = column.and_then(|column| self.capitals_abroad.get(column));
        match cell.filter(|cell| !cell.is_empty()) {
            Some(cell) => items(cell).collect(),
            None => self.capitals.clone(),
        }
    }
}

/// Chinese in traditional characters, as in Taiwan and Hong Kong, whose names of countries are others.
const TRADITIONAL: &str = "zh-Hant";

fn is_traditional(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is = |part: &str| ["Hant", "TW", "HK", "MO"].iter().any(|it| part.eq_ignore_ascii_case(it));
    parts.next().is_some_and(|base| base.eq_ignore_ascii_case("zh")) && parts.any(is)
}

/// The language of the tables that a tag means: "ur" of "ur-PK", "zh-Hant" of "zh-TW".
pub fn language_of(tag: &str) -> String {
    if is_traditional(tag) { TRADITIONAL.to_string() } else { base(tag).to_ascii_lowercase() }
}

/// Whether the tables have names in a language.
pub fn has_names_in(language: &str) -> bool {
    language == TRADITIONAL || LANGUAGES.contains(&language)
}

/// The language of a tag: "ur" of "ur-PK".
fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_tables_agree() {
        let countries = countries();
        assert_eq!(countries.len(), 250);
        assert!(countries.windows(2).all(|pair| pair[0].id < pair[1].id), "sorted by code");
        let mut slugs: Vec<_> = countries.iter().map(|country| country.slug).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), 250);
        for country in countries {
            assert!(REGIONS.contains(&country.region), "{:?} lies in {:?}", country.id, country.region);
            assert!(crate::slug::check(country.slug).is_ok(), "{:?}", country.slug);
            assert_eq!(country.names.len(), LANGUAGES.len() + 1, "{:?}", country.id);
            assert_eq!(country.alpha3.len(), 3);
        }
    }

    #[test]
    fn any_name_of_a_country_finds_it() {
        for (name, code) in [
            ("PK", "PK"),
            ("pakistan", "PK"),
            ("پاکستان", "PK"),
            ("NO", "NO"),
            ("Norway", "NO"),
            ("UK", "GB"),
            ("Britain", "GB"),
            ("USA", "US"),
            ("United States of America", "US"),
            ("Türkiye", "TR"),
            ("Côte d'Ivoire", "CI"),
            ("Deutschland", "DE"),
            ("the Netherlands", "NL"),
            ("the Philippines", "PH"),
            ("the UK", "GB"),
            ("the United States", "US"),
            ("The Bahamas", "BS"),
            ("XK", "XK"),
        ] {
            assert_eq!(find(name).map(|id| id.as_str().to_string()).as_deref(), Some(code), "{name}");
        }
        assert_eq!(find("Atlantis"), None);
    }

    #[test]
    fn every_language_of_the_interface_has_names_as_newspapers_write_them() {
        for language in ["ur", "ru", "ar", "fr", "es"] {
            let mut names = std::collections::BTreeMap::new();
            for country in countries() {
                let name = country.name_in(language);
                assert!(!name.is_empty() && name.trim() == name, "{language}: {:?}", country.id);
                let is_short = !name.contains(['(', ')', '&', ',']) && !name.contains("SAR");
                assert!(is_short && !name.contains(" - ") && !name.contains("о-в"), "{language}: {name}");
                assert_eq!(names.insert(fold(name), country.id), None, "{language}: {name}");
                assert_eq!(find(name), Some(country.id), "{language}: {name}");
                let aliases: Vec<_> = country.aliases_in(language).collect();
                assert!(!aliases.contains(&name), "{language}: {name} twice");
            }
        }
        for (language, code, name, other) in [
            ("ur", "US", "امریکہ", "ریاست ہائے متحدہ امریکہ"),
            ("ur-PK", "GB", "برطانیہ", "سلطنت متحدہ"),
            ("ru", "KR", "Южная Корея", "Республика Корея"),
            ("ru", "HK", "Гонконг", "Гонконг (САР)"),
            ("ar", "SA", "السعودية", "المملكة العربية السعودية"),
            ("fr", "MM", "Birmanie", "Myanmar (Birmanie)"),
            ("es", "CI", "Costa de Marfil", "Côte d’Ivoire"),
        ] {
            let country = country(find(code).unwrap());
            assert_eq!(country.name_in(language), name);
            assert!(country.aliases_in(language).any(|alias| alias == other), "{language}: {other}");
            assert_eq!(find(other), Some(country.id), "{other}");
        }
        assert_eq!(find("Америка"), find("US"), "an alias");
        assert_eq!(find("Конго"), None, "which of the two?");
    }

    #[test]
    fn a_language_names_each_country_once_in_a_table() {
        for table in [include_str!("atlas/press.tsv"), include_str!("atlas/aliases.tsv")] {
            let mut rows = std::collections::BTreeSet::new();
            for row in crate::table::rows(table).map(Iterator::collect::<Vec<_>>) {
                let [language, code, names] = row[..] else { panic!("{row:?}") };
                assert!(rows.insert((language, code)), "{language} {code} twice");
                assert!(names.split('|').all(|name| !name.is_empty() && name.trim() == name), "{row:?}");
            }
        }
    }

    #[test]
    fn every_capital_has_a_name_in_every_language_of_the_interface() {
        let rows = || rows(include_str!("atlas/capitals.tsv")).skip(1);
        let codes: std::collections::BTreeSet<&str> = rows().map(|mut row| row.cell()).collect();
        assert_eq!(codes.len(), rows().count(), "each code once");
        for country in countries() {
            assert_eq!(codes.contains(country.id.as_str()), !country.capitals.is_empty(), "{:?}", country.id);
            for language in CAPITAL_LANGUAGES {
                let capitals = country.capitals_in(language);
                assert_eq!(capitals.len(), country.capitals.len(), "{language}: {:?}", country.id);
                let fits = |name: &str| !name.is_empty() && name.trim() == name && !name.contains(['(', '/']);
                assert!(capitals.iter().all(|name| fits(name)), "{language}: {capitals:?}");
            }
        }
        let of = |code, language| country(find(code).unwrap()).capitals_in(language);
        assert_eq!(of("PK", "ur"), ["اسلام آباد"]);
        assert_eq!(of("RU", "ru-RU"), ["Москва"]);
        assert_eq!(of("NL", "fr"), ["Amsterdam", "La Haye"]);
        assert_eq!(of("RU", "de"), ["Moscow"]);
        assert_eq!(of("AQ", "es"), [""; 0]);
    }

    #[test]
    fn places_of_datelines() {
        let of = |place| find_place(place).map(|id| id.as_str().to_string());
        assert_eq!(of("Islamabad").as_deref(), Some("PK"));
        assert_eq!(of("MOSCOW").as_deref(), Some("RU"));
        assert_eq!(of("Nowhere"), None);
    }
}
