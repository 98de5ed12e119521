//! In which languages a country's name may be somebody's, and whether a capital beside it says so: "Israel Adesanya",
//! "Carlos España", but "der Staat Israel", "Минфин Франции".

use std::ops::Range;

use super::super::token::Gap;
use super::Resolver;
use crate::atlas;
use crate::entity::CountryId;
use crate::fold::fold;

impl Resolver<'_> {
    /// Whether a country's name of one word is also a person's in the text's language.
    pub(super) fn is_personal(&self, id: CountryId, at: usize) -> bool {
        self.is_given_abroad(at) || atlas::country(id).personal
    }

    fn is_given_abroad(&self, at: usize) -> bool {
        self.scan.abroad.is_some_and(|abroad| abroad.is_given(self.scan.tokens[at].folded()))
    }

    /// Whether a capitalised word before such a name may be a given name. Where all nouns have capitals, or institutions
    /// stand before their country, it is rather one of those.
    pub(super) fn may_follow_given(&self, start: usize, id: CountryId) -> bool {
        match self.base() {
            // "Angkatan Udara Israel"
            "id" => false,
            "de" => self.is_nominative(start, id) && !self.is_german_noun(start - 1),
            // No surname is spelt as a country is in Turkish, but those that English spells so: "Köprüsü Türkiye'de".
            "tr" => fold(atlas::country(id).name) == self.scan.tokens[start].folded(),
            "pl" => self.is_nominative(start, id) || self.is_given_abroad(start),
            // "Виктор Чад", but "Минфин Франции" and "Королевство Иордания"
            "ru" | "uk" => {
                let before = self.scan.tokens[start - 1].folded();
                self.is_nominative(start, id) && !STATES.contains(&before)
            }
            _ => true,
        }
    }

    /// Whether a capitalised word behind such a name may be a surname.
    pub(super) fn may_precede_surname(&self, end: usize) -> bool {
        match self.base() {
            "de" => false,
            // "Polonya Merkez Bankası"
            "tr" | "pl" => self.is_given_abroad(end - 1),
            _ => true,
        }
    }

    /// Whether a capitalised word that nobody knows stands before a country's name, as in no language of articles or cases but
    /// in the names of firms, cups and papers: "Telecom Italia", "Agência Brasil", "Остхем Україна"; but "República
    /// Argentina" and "Selección Colombia".
    pub(super) fn ends_name_abroad(&self, name: &Range<usize>, id: CountryId) -> bool {
        let first = &self.scan.tokens[name.start];
        // "Минобороны РФ", "Госбанк Чили", "Senato Usa": what has no cases may be a genitive, and acronyms are adjectives.
        let in_case = |word: &str| !word.ends_with(['о', 'у', 'ю', 'и', 'і', 'е']);
        let told = match self.base() {
            _ if first.capitals || first.folded() == "usa" => false,
            "fr" | "es" | "pt" | "it" | "nl" => true,
            "ru" | "uk" | "pl" => {
                name.len() == 1 && in_case(first.folded()) && self.is_nominative(name.start, id)
            }
            _ => false,
        };
        let Some(before) = name.start.checked_sub(1).filter(|_| told) else { return false };
        let word = &self.scan.tokens[before];
        self.name_before(name.start)
            && !word.shouted
            && !STATES.contains(&word.folded())
            && !self.is_no_name_abroad(before)
    }

    /// Whether a word is a noun of German that says what stands behind it: "Meister Dallas Mavericks", "Konzern Shell".
    pub(super) fn is_noun_in_german(&self, at: usize) -> bool {
        self.base() == "de" && self.is_german_noun(at)
    }

    /// Whether "US" stands without the hyphen by which German joins it to a noun, before a word with a capital: "US Palermo".
    pub(super) fn is_bare_in_german(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let next = tokens.get(name.end).filter(|next| next.gap == Gap::Space && next.capital);
        self.base() == "de" && tokens[name.start].folded() == "us" && next.is_some()
    }

    /// Whether a country's name stands as it is shown: only "Israel" may be a surname, never "Israels".
    fn is_nominative(&self, at: usize, id: CountryId) -> bool {
        let (country, language) = (atlas::country(id), self.text.language);
        let mut names = [country.name_in(language)].into_iter().chain(country.aliases_in(language));
        names.any(|name| fold(name) == self.scan.tokens[at].folded())
    }

    /// Whether a capitalised word of German is a noun: "der Staat Israel", "Nato-Partner Israel", but "der junge Tom
    /// Holland".
    fn is_german_noun(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let before = at.checked_sub(1).filter(|_| tokens[at].gap == Gap::Space);
        tokens[at].gap == Gap::Hyphen
            || before.is_some_and(|before| ARTICLES.contains(&tokens[before].folded()))
            || NOUNS.iter().any(|noun| tokens[at].folded().ends_with(noun))
    }

    /// Whether a capitalised word of German says what somebody is, and is no given name: "CDU-Chef", "die Regierung".
    pub(super) fn is_title_in_german(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let word = tokens[at].folded();
        let article =
            || at > 0 && tokens[at].gap == Gap::Space && ARTICLES.contains(&tokens[at - 1].folded());
        self.text.language.starts_with("de")
            && (CALLINGS.iter().any(|noun| word.ends_with(noun)) || (LED.contains(&word) && article()))
    }

    /// Whether a noun that a hyphen joins to a surname is what somebody has or leads: "die Trump-Regierung".
    pub(super) fn is_of_leader(&self, at: usize) -> bool {
        let word = self.scan.tokens[at].folded();
        self.text.language.starts_with("de")
            && (LED.contains(&word) || CALLINGS.iter().any(|it| word.ends_with(it)))
    }

    fn base(&self) -> &str {
        self.text.language.split('-').next().unwrap_or_default()
    }
}

/// What a state or its team is called before its name, folded.
const STATES: [&str; 31] = [
    "королевство",
    "республика",
    "государство",
    "султанат",
    "эмират",
    "княжество",
    "королівство",
    "республіка",
    "держава",
    "емірат",
    "князівство",
    "сборная",
    "збірна",
    "republique",
    "royaume",
    "etat",
    "equipe",
    "republica",
    "reino",
    "estado",
    "seleccion",
    "selecao",
    "equipo",
    "repubblica",
    "regno",
    "stato",
    "republiek",
    "koninkrijk",
    "republika",
    "team",
    "остров",
];

/// What German nouns end in that say what somebody is.
const CALLINGS: [&str; 16] = [
    "chef",
    "chefin",
    "politiker",
    "politikerin",
    "kandidat",
    "kandidatin",
    "vorsitzender",
    "vorsitzende",
    "vorsitzenden",
    "prasident",
    "minister",
    "sprecher",
    "berater",
    "anhanger",
    "gegner",
    "kritiker",
];

/// What somebody leads, or has.
const LED: [&str; 10] = [
    "regierung",
    "administration",
    "kabinett",
    "lager",
    "team",
    "plan",
    "rede",
    "besuch",
    "partei",
    "politik",
];

/// What stands before a noun of German, and before no given name.
const ARTICLES: [&str; 23] = [
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "im", "am",
    "vom", "zum", "zur", "beim", "ins", "dieser", "diesem", "kein", "sein",
];

/// What nouns end in that stand before a country's name.
const NOUNS: [&str; 26] = [
    "staat",
    "land",
    "republik",
    "konigreich",
    "partner",
    "gegner",
    "geber",
    "rivale",
    "emirat",
    "sultanat",
    "verbundeter",
    "verbundeten",
    "insel",
    "nation",
    "meister",
    "sieger",
    "mannschaft",
    "team",
    "ziel",
    "konzern",
    "verein",
    "klub",
    "hersteller",
    "partei",
    "sender",
    "anbieter",
];
