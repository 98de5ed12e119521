//! How a name in a text becomes a link: every place of a text that may name a country, person or organization, with
//! the rule that decided and, where it became none, the reason. No guessing: a dictionary, and rules that can be
//! explained one by one. Never knows HTML or URLs.

mod abroad;
mod change;
mod choose;
mod everyday;
mod evidence;
mod frame;
mod gazetteer;
mod inflection;
mod lexicon;
mod middle;
mod office;
mod people;
mod resolve;
mod scan;
mod shout;
mod token;
mod unknown;
mod words;
mod works;

use std::ops::Range;

use jiff::civil::Date;

use crate::entity::{CountryId, EntityId, OrganizationId, PersonId};
use crate::markdown::Body;

pub use change::Change;
pub use gazetteer::{Gazetteer, Registry};
pub use unknown::unknown;

/// Makes ready what the names of every digest are sought with in a language, else the first text would wait for it.
pub fn prepare(language: &str) {
    gazetteer::atlas_names(language);
    office::built_in();
    evidence::prepare();
}

/// A text in which names are sought, and what its editor has said of it.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// The text.
    pub body: &'a Body,
    /// BCP 47 tag: a country's names are sought in this language only.
    pub language: &'a str,
    /// The day on which offices are looked at.
    pub day: Date,
    /// The countries it is about.
    pub countries: &'a [CountryId],
    /// The people it is about: a surname may mean one of them from the first word on.
    pub people: &'a [PersonId],
    /// The organizations it is about.
    pub organizations: &'a [OrganizationId],
    /// What the editor says a name stands for; `None` for nothing.
    pub decided: &'a [(String, Option<EntityId>)],
    /// The links that the author wrote to entities: ranges of the body's text, in order.
    pub explicit: &'a [(Range<usize>, EntityId)],
}

impl Text<'_> {
    /// The entity that the author's own link at a place leads to.
    fn explicit_at(&self, place: &Range<usize>) -> Option<EntityId> {
        let first = self.explicit.partition_point(|(link, _)| link.end <= place.start);
        self.explicit.get(first).filter(|(link, _)| link.start < place.end).map(|(_, entity)| *entity)
    }
}

/// A place that may name an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The name, as a range of the body's text.
    pub text: Range<usize>,
    /// What it names: a mention. `None` for a refusal, a shield or a suggestion.
    pub entity: Option<EntityId>,
    /// What a seat of government may stand for.
    pub suggested: Option<EntityId>,
    /// What found it.
    pub rule: Rule,
    /// Whether it becomes a link.
    pub linked: bool,
    /// Why it is no link, or no mention.
    pub reason: Option<Reason>,
}

/// What found a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The name of a country, person or organization.
    Name,
    /// Another name of it.
    Alias,
    /// The word for its people.
    Demonym,
    /// A form before a hyphen.
    Combining,
    /// A seat that may stand for a government.
    Metonym,
    /// A surname that is bound.
    Surname,
    /// A surname behind an office that its bearer holds.
    OfficeAndSurname,
    /// An office held on the article's date.
    Office,
    /// A name that is not what it seems.
    Shield,
    /// A link that the author wrote.
    Link,
    /// `mentions` in the front matter.
    FrontMatter,
}

impl Rule {
    /// The word in `explain`.
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::Name => "name",
            Rule::Alias => "alias",
            Rule::Demonym => "demonym",
            Rule::Combining => "combining-form",
            Rule::Metonym => "metonym",
            Rule::Surname => "surname",
            Rule::OfficeAndSurname => "office-and-surname",
            Rule::Office => "office",
            Rule::Shield => "shield",
            Rule::Link => "link",
            Rule::FrontMatter => "front-matter",
        }
    }
}

/// Why a place is no link, or no mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Linked at an earlier place, or by the author.
    Repeated,
    /// In a heading, quotation, link or dateline.
    NotInProse,
    /// Emphasis begins or ends within the name.
    Markup,
    /// The country is named plainly elsewhere.
    NamedPlainly,
    /// It touches another link.
    TouchesLink,
    /// The person is named elsewhere.
    PersonNamed,
    /// A name in the table of names that mean something else.
    SomethingElse,
    /// Beside another capitalised word: part of a longer name that the digest does not know.
    PartOfName,
    /// The name of a place in a state, or of the state.
    PlaceInState,
    /// A month, not a person.
    Month,
    /// The word for a language.
    Language,
    /// What else in the article speaks against it.
    Evidence,
    /// It has other meanings, and nothing in the article speaks for the country.
    NothingFor,
    /// The editor said that it means nothing.
    Decided,
    /// A seat of government is a suggestion only.
    Suggestion,
    /// No full name, office or front matter says whose surname it is.
    Unbound(Vec<EntityId>),
    /// A surname in a script without capitals, where it may be any other word.
    Uncased,
    /// "Mr", "Mrs" or "Dr" before a surname that several have, or that no full name has bound.
    Title,
    /// A surname that opens a sentence and is an everyday word too.
    Everyday,
    /// Somebody else of this surname was named before.
    Namesake,
    /// Several that it may mean.
    Ambiguous(Vec<EntityId>),
    /// The office behind the name was not held on this day by anybody of that surname.
    Disagrees,
    /// Nobody is known to have held the office on this day.
    NoHolder(EntityId),
}

impl Reason {
    /// The sentence in `explain`.
    pub fn says(&self) -> &'static str {
        match self {
            Reason::Repeated => "each entity is linked once, at its first place in the text",
            Reason::NotInProse => "it stands in a heading, quotation, link or dateline",
            Reason::Markup => "emphasis begins or ends within the name",
            Reason::NamedPlainly => "the country is named plainly in this text",
            Reason::TouchesLink => "it touches another link",
            Reason::PersonNamed => "the holder is named in this text",
            Reason::SomethingElse => "this is the name of something else",
            Reason::PartOfName => {
                "beside another capitalised word it is part of a name that the digest does not know"
            }
            Reason::PlaceInState => "this is a state, or a place in one",
            Reason::Month => "this is the month",
            Reason::Language => "this is the language",
            Reason::Evidence => "other words of this text speak against it",
            Reason::NothingFor => {
                "the name has other meanings, and nothing in this text says that it is the country"
            }
            Reason::Decided => "`mentions` in the front matter says that it means nothing",
            Reason::Suggestion => "a seat of government is only a suggestion",
            Reason::Unbound(_) => {
                "a surname means nobody before a full name, an office or the front matter binds it"
            }
            Reason::Uncased => {
                "without capitals a surname means nobody before the full name, unless it stands beside the office"
            }
            Reason::Title => "a title before a surname does not say whose it is",
            Reason::Everyday => "it opens a sentence and is an everyday word too",
            Reason::Namesake => "somebody else of this name was named before",
            Reason::Ambiguous(_) => "several have this name",
            Reason::Disagrees => "nobody of this surname held this office on the article's date",
            Reason::NoHolder(_) => "no holder of this office is known on the article's date",
        }
    }
}

/// Every place of a text that may name an entity, in order, each with what was decided.
pub fn find(gazetteer: &Gazetteer, text: &Text<'_>) -> Vec<Candidate> {
    let scan = scan::scan(gazetteer, text);
    let mut found = resolve::resolve(gazetteer, text, &scan);
    choose::choose(text, &scan, &mut found);
    found.into_iter().map(|found| found.candidate).collect()
}

/// Only what the author linked, for a text in which no names are to be sought.
pub fn written(text: &Text<'_>) -> Vec<Candidate> {
    let link = |(place, entity): &(Range<usize>, EntityId)| Candidate {
        text: place.clone(),
        entity: Some(*entity),
        suggested: None,
        rule: Rule::Link,
        linked: true,
        reason: None,
    };
    text.explicit.iter().map(link).collect()
}

#[cfg(test)]
mod tests;
