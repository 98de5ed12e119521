//! Closed lists of English words that say what a capitalised neighbour is: an opener of sentences, an honorific,
//! a month (`words.tsv`). Never knows names.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::StrDeserializer;

use crate::table::rows;

/// What a word is, by the name that the table has for it: `CalledAfter` is `called-after` there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Class {
    /// Opens sentences, or stands before and behind names without being part of one: no noun.
    Opener,
    /// Stands behind the name of a country without being part of one.
    Body,
    /// A day of the week.
    Day,
    /// A month.
    Month,
    /// Stands before the name of a person.
    Honorific,
    /// Written with a capital, stands before the name of a person.
    Rank,
    /// The legal form of a firm, behind its name.
    Firm,
    /// Ends the name of a thing called after somebody or something.
    Thing,
    /// Ends the name of a thing that is called after a country or a people.
    CalledAfter,
    /// A state of the United States, or the like.
    State,
    /// May stand between a country and an office without changing the office.
    PlainAdjective,
    /// Before an office, says that its holder is somebody else, or nobody.
    NotHolding,
    /// Says so behind an office.
    NotYet,
    /// Is led by the person named before it.
    Team,
    /// May stand before the name of a month.
    BeforeMonth,
    /// Makes a country's name before it the name of something else.
    Place,
    /// Is a family name as well as the word for a people.
    Family,
    /// A given name that looks like the form of a verb or an adverb.
    Given,
    /// The name of a language.
    Language,
    /// Behind the name of a language, says that it is one.
    OfLanguage,
    /// Stands before the languages that somebody knows.
    Speech,
    /// Before an office, says what somebody is or becomes, not who holds it.
    Copula,
    /// Behind the name of a country, makes a part or a branch of it: "of the US chamber of commerce".
    Branch,
    /// Stands before the name of a ship.
    Ship,
    /// A state or province abbreviated, with a dot: "Pa."
    StateShort,
    /// A state or province by its code, in capitals: "PA".
    StateCode,
    /// Says what somebody is, before their name: "Republican".
    Party,
    /// An office whose word means other things too where it is written small: "king".
    Crown,
    /// Is a family name as well as a word of everyday.
    Everyday,
    /// Is what only people do: they say, want, promise.
    Saying,
    /// Stands before somebody's full name and says what they are: "Speaker".
    Style,
    /// Who rules a country, by no office's name.
    Ruler,
    /// Stands before the name of a ship, written small: "frigate".
    Vessel,
    /// A colour, which people are called by too.
    Colour,
    /// Before a country's name, makes it the name of something else: "Operation", "Greater".
    Kind,
    /// Before a full name, says what its bearer is, or when or where something was: "Autocrat", "After Christmas".
    Label,
    /// What somebody is addressed by, or is, who is no politician of that surname: "General Lee", "the economist Lee".
    Calling,
    /// Stands behind somebody's name and a hyphen: "Putin-backed".
    Led,
    /// Before "of" and a country's name, makes it that of something there: "Bank of Ghana".
    KindOf,
    /// Behind a country's name, makes it the name of a paper, a broadcaster, a firm or a club: "Canada Post".
    Outlet,
    /// What somebody does, behind the word for them.
    Doing,
    /// Before "as", says in what office somebody is, was or will be: "served as".
    Role,
    /// What those did who hold their office no more: "fled".
    Gone,
    /// Has a president of its own: "club".
    Society,
    /// Has a speaker: "parliament".
    Parliament,
    /// Behind an organization's name, is a part, an officer or a member of it: "Committee".
    Organ,
    /// Is an organization's name as well as a word of everyday or a river's name.
    Common,
    /// Stands with a capital before a country's name and is no part of a longer one: "Nazi Germany", "Poor Haiti".
    BeforeCountry,
    /// Opens sentences, where it says how many or of what kind: "Four", "Senior".
    Adjective,
    /// Says by what somebody lives, or from where they are, before their full name: "Engineer", "Londoner".
    Trade,
}

use Class::*;

impl Class {
    /// The class that the table calls so.
    fn named(name: &str) -> Option<Class> {
        let name: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
        Class::deserialize(name).ok()
    }
}

/// Whether a folded word is of a class.
pub(super) fn is(folded: &str, class: Class) -> bool {
    static WORDS: OnceLock<FxHashMap<&str, u64>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut words: FxHashMap<&str, u64> = FxHashMap::default();
        for mut row in rows(include_str!("words.tsv")) {
            let (name, _meaning) = (row.cell(), row.cell());
            if let Some(class) = Class::named(name) {
                for word in row.list() {
                    *words.entry(word).or_default() |= 1 << class as u64;
                }
            }
        }
        words
    });
    words.get(folded).is_some_and(|classes| classes & (1 << class as u64) != 0)
}

/// Whether a capital on a word says nothing: it opens sentences, or is a day or month.
pub(super) fn is_no_name(folded: &str) -> bool {
    is(folded, Opener) || is(folded, Body) || is(folded, Day) || is(folded, Month)
}

/// Whether a word is most likely a verb of which what stands before it is the subject.
pub(super) fn is_finite(folded: &str) -> bool {
    [Doing, Saying, Copula].iter().any(|class| is(folded, *class))
        || matches!(folded, "has" | "had" | "will" | "would" | "can" | "could")
        || (folded.len() > 4 && folded.ends_with("ed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_words() {
        for row in rows(include_str!("words.tsv")).map(Iterator::collect::<Vec<_>>) {
            let class = Class::named(row[0]).expect("a class of the table");
            assert!(row[2].split('|').all(|word| is(word, class)), "{row:?}");
        }
        assert!(!is("lavrov", Opener));
    }
}
