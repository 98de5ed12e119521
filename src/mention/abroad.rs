//! Words of languages other than English by what they say of a name beside them: offices, openers of sentences, who holds
//! an office no more (`abroad.tsv`), and what only looks like a name (`crossing.tsv`). Never knows whose a name is.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::inflection;
use super::token::tokens;
use crate::atlas;
use crate::entity::{CountryId, Key};
use crate::fold::fold;
use crate::table::rows;

/// The words of a language.
#[derive(Debug, Default)]
pub(super) struct Abroad {
    openers: FxHashSet<String>,
    not_holding: FxHashSet<String>,
    waters: FxHashSet<String>,
    basins: FxHashSet<String>,
    tongues: FxHashSet<String>,
    bearers: Vec<String>,
    given: FxHashSet<String>,
    /// What is called after countries and stands before their names, or `called_before` them, which stand behind: each
    /// folded, and whether it has a capital then.
    called: FxHashSet<(String, bool)>,
    called_before: FxHashSet<(String, bool)>,
    crossings: Vec<Crossing>,
    articles: FxHashSet<String>,
    plurals: FxHashSet<String>,
    /// Adjectives of the people of countries whose names begin otherwise.
    peoples: FxHashSet<(String, CountryId)>,
    /// The first and the last words of offices.
    office_words: FxHashSet<String>,
    pub(super) offices: Vec<OfficeAbroad>,
}

/// A row of `crossing.tsv`.
#[derive(Debug)]
struct Crossing {
    /// Whether both sides have to tell.
    both: bool,
    names: Vec<&'static str>,
    before: Vec<&'static str>,
    behind: Vec<&'static str>,
}

/// What a language calls some offices.
#[derive(Debug)]
pub(super) struct OfficeAbroad {
    /// By their English names.
    keys: Vec<Key>,
    /// Each as its folded words, in all its forms.
    pub(super) names: Vec<Vec<String>>,
}

impl OfficeAbroad {
    /// Whether an office is one of them, be its title written in English or in this language; a president is also who is
    /// president of something.
    pub(super) fn means(&self, office: Key) -> bool {
        let of = |key: &Key| {
            let rest = office.as_str().strip_prefix(key.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" of "))
        };
        let is = |name: &Vec<String>| office.as_str().split(' ').eq(name.iter().map(String::as_str));
        self.keys.iter().any(of) || self.names.iter().any(is)
    }
}

impl Abroad {
    /// Whether a folded word opens sentences, so that its capital says nothing there.
    pub(super) fn is_opener(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// Whether a folded word before an office says that somebody else holds it, or nobody any more.
    pub(super) fn is_not_holding(&self, word: &str) -> bool {
        self.not_holding.contains(word)
    }

    /// Whether a folded word beside a country's name makes it a river's or a lake's.
    pub(super) fn is_water(&self, word: &str) -> bool {
        self.waters.contains(word) || self.basins.contains(word)
    }

    /// Whether it does so with "of" between.
    pub(super) fn is_basin(&self, word: &str) -> bool {
        self.basins.contains(word)
    }

    /// Whether a folded word behind a country's name makes it a language's: "中国語".
    pub(super) fn is_tongue(&self, word: &str) -> bool {
        self.tongues.contains(word)
    }

    /// Whether a folded word behind a country's name makes it a person's, perhaps with more behind: "マリさんは".
    pub(super) fn is_bearer(&self, word: &str) -> bool {
        self.bearers.iter().any(|bearer| word.starts_with(bearer))
    }

    /// Whether a folded word is the name of a country and of people.
    pub(super) fn is_given(&self, word: &str) -> bool {
        self.given.contains(word)
    }

    /// Whether a folded word is what several are who hold offices of one name: "президенты".
    pub(super) fn is_plural(&self, word: &str) -> bool {
        self.plurals.contains(word)
    }

    /// Whether a folded word is an adjective of a country's people.
    pub(super) fn is_people(&self, word: &str, id: CountryId) -> bool {
        !self.peoples.is_empty() && self.peoples.contains(&(word.to_string(), id))
    }

    /// Whether the language writes acronyms as other words too: "Nato", "l'Onu".
    pub(super) fn spells_acronyms(&self) -> bool {
        !self.articles.is_empty()
    }

    /// Whether a folded word is an article, which stands before such an acronym.
    pub(super) fn is_article(&self, word: &str) -> bool {
        self.articles.contains(word)
    }

    /// Whether a folded word, written with a `capital` or not, stands before the country that something is called after:
    /// "calle Argentina".
    pub(super) fn is_called(&self, word: &str, capital: bool) -> bool {
        has(&self.called, word, capital)
    }

    /// Whether it stands behind that country: "Türkiye Caddesi".
    pub(super) fn is_called_before(&self, word: &str, capital: bool) -> bool {
        has(&self.called_before, word, capital)
    }

    /// Whether a name is made of letters of the words before and behind it.
    pub(super) fn is_crossing(&self, before: &str, name: &str, behind: &str) -> bool {
        self.crossings.iter().filter(|row| row.names.contains(&name)).any(|row| {
            let last = row.before.iter().any(|end| before.ends_with(end));
            let next = row.behind.iter().any(|start| behind.starts_with(start));
            if row.both { last && next } else { last || next }
        })
    }

    /// Whether a folded word begins or ends the name of an office.
    pub(super) fn is_office(&self, word: &str) -> bool {
        self.office_words.contains(word)
    }
}

fn has(words: &FxHashSet<(String, bool)>, word: &str, capital: bool) -> bool {
    let is = |capital| words.contains(&(word.to_string(), capital));
    is(false) || (capital && is(true))
}

/// The words of a language; none for English and what the table does not know.
pub(super) fn abroad(language: &str) -> Option<&'static Abroad> {
    static ALL: OnceLock<FxHashMap<&str, Abroad>> = OnceLock::new();
    ALL.get_or_init(read).get(language)
}

fn read() -> FxHashMap<&'static str, Abroad> {
    let mut all: FxHashMap<&str, Abroad> = FxHashMap::default();
    for mut row in rows(include_str!("abroad.tsv")) {
        let (language, class, list) = (row.cell(), row.cell(), row.cell());
        let abroad = all.entry(language).or_default();
        let words = list.split('|').map(fold);
        // In all forms, each with whether it needs its capital.
        let cased = || {
            let forms = list.split('|').flat_map(|word| inflection::forms(language, word));
            forms.map(|word| (fold(&word), word.starts_with(char::is_uppercase)))
        };
        match class {
            "called" => abroad.called.extend(cased()),
            "called-before" => abroad.called_before.extend(cased()),
            "opener" => abroad.openers.extend(words),
            "not-holding" => abroad.not_holding.extend(words),
            "water" => abroad.waters.extend(words),
            "basin" => abroad.basins.extend(words),
            "tongue" => abroad.tongues.extend(words),
            "bearer" => abroad.bearers.extend(words),
            "given" => abroad.given.extend(words),
            "article" => abroad.articles.extend(words),
            "plural" => abroad.plurals.extend(words),
            people if let Some(id) = people.strip_prefix("people ").and_then(atlas::find) => {
                abroad.peoples.extend(words.map(|word| (word, id)));
            }
            offices => {
                let names: Vec<Vec<String>> = list.split('|').flat_map(forms).collect();
                let ends = names.iter().flat_map(|name| name.first().into_iter().chain(name.last()));
                abroad.office_words.extend(ends.cloned());
                if offices != "office" {
                    let keys = offices.split('|').map(Key::new).collect();
                    abroad.offices.push(OfficeAbroad { keys, names });
                }
            }
        }
    }
    for mut row in rows(include_str!("crossing.tsv")) {
        let language = row.cell();
        let crossing = Crossing {
            both: row.cell() == "both",
            names: row.list().collect(),
            before: row.list().collect(),
            behind: row.list().collect(),
        };
        all.entry(language).or_default().crossings.push(crossing);
    }
    all
}

/// The folded words of an office, in all forms that the name takes.
pub(super) fn forms(name: &str) -> Vec<Vec<String>> {
    let others = inflection::of_organization(name);
    let words = |name: &str| tokens(name).iter().map(|word| word.folded().to_string()).collect();
    [name].into_iter().chain(others.iter().map(String::as_str)).map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::super::office::built_in;
    use super::*;

    #[test]
    fn every_office_is_one_that_english_knows() {
        for (language, abroad) in read() {
            for key in abroad.offices.iter().flat_map(|office| &office.keys) {
                let words = tokens(key.as_str());
                let known = built_in().longest(&words, 0, |title, _| title.office == *key);
                assert!(known.is_some_and(|(count, _)| count == words.len()), "{language}: {}", key.as_str());
            }
        }
    }

    #[test]
    fn an_office_is_meant_by_its_title_in_either_language() {
        let french = abroad("fr").unwrap_or_else(|| panic!("the table has French"));
        let means = |name: &str, key: &str| {
            let name: Vec<String> = name.split(' ').map(ToString::to_string).collect();
            french.offices.iter().any(|it| it.names.contains(&name) && it.means(Key::new(key)))
        };
        assert!(means("chef de l etat", "president"));
        assert!(means("premier ministre", "prime minister"));
        assert!(means("premier ministre", "premiere ministre"));
        assert!(!means("premier ministre", "president"));
        assert!(abroad("ru").is_some_and(|it| it.is_office("президентом") && it.is_opener("позже")));
    }
}
