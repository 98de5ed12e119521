//! What the other words of a text say of names that mean a country only sometimes: Congo, Georgia, Turkey, Jordan
//! (`evidence.tsv`). Never knows what a name is decided to mean.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::everyday::Doubt;
use super::gazetteer::add;
use super::lexicon::{Form, Lexicon, Sense, Sieve};
use super::scan::{Match, Scan};
use super::token::{beginning, quick_fold};
use crate::atlas;
use crate::entity::{CountryId, EntityId};
use crate::table::{self, items};

/// The words of a text that speak for countries, or against them.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Named by a name, demonym or capital that no other country has, or by a word of the table.
    speaks_for: Vec<CountryId>,
    speaks_against: Vec<CountryId>,
}

fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    table::rows(include_str!("evidence.tsv")).map(Iterator::collect)
}

fn country(row: &[&str]) -> CountryId {
    atlas::find(row[0]).expect("the table has codes of the atlas")
}

/// Adds the names that several countries share, and those that mean something else as often.
pub(super) fn add_shared(lexicon: &mut Lexicon<Sense>) {
    for row in rows() {
        let entity = Some(EntityId::Country(country(&row)));
        let shared = rows().filter(|other| other[1] == row[1]).count() > 1;
        let name = if shared { Form::Alias } else { Form::Everyday(Doubt::Always) };
        for (cell, form) in [(row[1], name), (row[2], Form::Demonym)] {
            items(cell).for_each(|name| add(lexicon, name, form, entity));
        }
    }
}

/// The words of the table.
#[derive(Default)]
struct Words {
    /// By folded word: the country, and whether the word speaks for it.
    countries: FxHashMap<String, Vec<(CountryId, bool)>>,
    sieve: Sieve,
}

/// Reads the table, once.
pub(super) fn prepare() {
    words();
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = Words::default();
        for row in rows() {
            for (cell, speaks_for) in [(row[3], true), (row[4], false)] {
                for word in items(cell) {
                    let word = quick_fold(word);
                    words.sieve.add(beginning(&word), true);
                    words.countries.entry(word.into()).or_default().push((country(&row), speaks_for));
                }
            }
        }
        words.sieve.add(beginning(TURKEY), true);
        words
    })
}

/// The bird, where it is written small.
const TURKEY: &str = "turkey";

impl Evidence {
    /// Listens to a text; one that has no name in doubt says nothing.
    pub(super) fn of(scan: &Scan<'_>) -> Evidence {
        let mut evidence = Evidence::default();
        if !scan.names.iter().any(is_in_doubt) {
            return evidence;
        }
        for name in &scan.names {
            if let Some(id) = proven(scan, name).filter(|id| !evidence.speaks_for.contains(id)) {
                evidence.speaks_for.push(id);
            }
        }
        let words = words();
        for token in scan.tokens.iter().filter(|token| words.sieve.may_hold(token)) {
            let is_bird = token.folded() == TURKEY && !token.capital;
            if is_bird && let Some(turkey) = atlas::find("TR") {
                evidence.speaks_against.push(turkey);
            }
            for (id, speaks_for) in words.countries.get(token.folded()).into_iter().flatten() {
                let list = if *speaks_for { &mut evidence.speaks_for } else { &mut evidence.speaks_against };
                if !list.contains(id) {
                    list.push(*id);
                }
            }
        }
        evidence
    }

    /// Whether the text names a country without doubt, or says a word that speaks for it.
    pub(super) fn speaks_for(&self, id: CountryId) -> bool {
        self.speaks_for.contains(&id)
    }

    /// Whether the text says a word that speaks against a country.
    pub(super) fn speaks_against(&self, id: CountryId) -> bool {
        self.speaks_against.contains(&id)
    }
}

/// Whether a name means its country only in some texts: it has several meanings, or is a person's or a people's too.
fn is_in_doubt(name: &Match<'_>) -> bool {
    let doubtful = |id: CountryId, form: Form| match form {
        Form::Name | Form::Alias => atlas::country(id).personal || has_row(id),
        Form::Demonym => has_row(id),
        Form::Everyday(_) => true,
        _ => false,
    };
    name.senses.len() > 1
        || name.senses.iter().any(|sense| match sense.entity {
            Some(EntityId::Country(id)) => doubtful(id, sense.form),
            _ => false,
        })
}

/// Whether a word is that of a people who live elsewhere too: the nations that were in America before Columbus, the
/// peoples on both sides of a border.
pub(super) fn is_shared_people(folded: &str) -> bool {
    const PEOPLES: [&str; 6] = ["indian", "uzbek", "tajik", "turkmen", "azeri", "macedonian"];
    PEOPLES.contains(&folded.strip_suffix('s').unwrap_or(folded))
}

/// Whether the table shares its names or has words against it: more than words that speak for an everyday name.
fn has_row(id: CountryId) -> bool {
    static IDS: OnceLock<Vec<CountryId>> = OnceLock::new();
    let doubts = |row: &Vec<&str>| [1, 2, 4].iter().any(|cell| !row[*cell].is_empty());
    IDS.get_or_init(|| rows().filter(doubts).map(|row| country(&row)).collect()).contains(&id)
}

/// The country that a name means in every text.
fn proven(scan: &Scan<'_>, name: &Match<'_>) -> Option<CountryId> {
    let [sense] = name.senses[..] else { return None };
    let Some(EntityId::Country(id)) = sense.entity else { return None };
    let proves = match (sense.form, id.as_str()) {
        (Form::Everyday(_), _) => false,
        (Form::Demonym, _) if is_shared_people(scan.tokens[name.tokens.start].folded()) => false,
        (Form::Name, "IN") => true,
        // Also those of the American state.
        (Form::Demonym, "GE") => scan.tokens[name.tokens.start].folded() == "georgian",
        (Form::Alias, "MK" | "AG") => name.tokens.len() > 1,
        (Form::Name | Form::Alias, _) => !atlas::country(id).personal || name.tokens.len() > 1,
        _ => true,
    };
    proves.then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_five_cells_and_a_country() {
        for row in rows() {
            assert_eq!(row.len(), 5, "{row:?}");
            assert_eq!(country(&row).as_str(), row[0]);
            assert!(items(row[3]).chain(items(row[4])).all(|word| !word.contains(' ')), "{row:?}");
        }
    }
}
