//! The ids of everything that has a page: a kind and a key. Never knows what an entity says.

use std::fmt;
use std::sync::{Mutex, MutexGuard, OnceLock};

use rustc_hash::FxHashSet;

/// A file stem or slug, interned for the life of the process: as cheap to copy and compare as a number,
/// yet ordered by its text, so that no order ever depends on when it was seen first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(&'static str);

impl Key {
    /// Interns a text.
    pub fn new(text: &str) -> Key {
        let mut keys = Key::all();
        if let Some(known) = keys.get(text) {
            return Key(known);
        }
        // Kept for good: names come back with every snapshot, and there are only as many as a digest was ever given.
        let kept: &'static str = Box::leak(text.into());
        keys.insert(kept);
        Key(kept)
    }

    /// The key of a text that was interned before.
    pub fn known(text: &str) -> Option<Key> {
        Key::all().get(text).map(|known| Key(known))
    }

    fn all() -> MutexGuard<'static, FxHashSet<&'static str>> {
        static KEYS: OnceLock<Mutex<FxHashSet<&'static str>>> = OnceLock::new();
        KEYS.get_or_init(Mutex::default).lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// The text.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// An ISO 3166-1 alpha-2 code (or XK), upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryId(pub(crate) [u8; 2]);

impl CountryId {
    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("codes are made of ASCII letters")
    }
}

impl fmt::Debug for CountryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Key);

        impl $name {
            /// Interns a key.
            pub fn new(text: &str) -> $name { $name(Key::new(text)) }

            /// The key as text.
            pub fn as_str(self) -> &'static str { self.0.as_str() }
        }
    )+};
}

ids! {
    /// An article, by its `id` (the file stem, unless front matter says otherwise).
    ArticleId
    /// A person, by the stem of the file.
    PersonId
    /// An organization, by the stem of the file.
    OrganizationId
    /// A topic, by its slug.
    TopicId
    /// A story, by the stem of the file.
    StoryId
    /// An outlet that articles digest, by the slug of its name.
    OutletId
    /// A page such as About, by the stem of the file.
    PageId
}

/// Two different countries, in the order of their codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relation(CountryId, CountryId);

impl Relation {
    /// The relation of two countries; `None` when they are one.
    pub fn new(a: CountryId, b: CountryId) -> Option<Relation> {
        match a.cmp(&b) {
            std::cmp::Ordering::Less => Some(Relation(a, b)),
            std::cmp::Ordering::Greater => Some(Relation(b, a)),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Both countries, in the order of their codes.
    pub fn countries(self) -> [CountryId; 2] {
        [self.0, self.1]
    }

    /// The other country, if `one` belongs to the relation.
    pub fn other(self, one: CountryId) -> Option<CountryId> {
        match one {
            _ if one == self.0 => Some(self.1),
            _ if one == self.1 => Some(self.0),
            _ => None,
        }
    }
}

/// What the digest writes about: countries, people, organizations, topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityId {
    /// A country.
    Country(CountryId),
    /// A person.
    Person(PersonId),
    /// An organization.
    Organization(OrganizationId),
    /// A topic.
    Topic(TopicId),
}

impl EntityId {
    /// The word for the kind in JSON, URLs and templates.
    pub fn kind(self) -> &'static str {
        match self {
            EntityId::Country(_) => "country",
            EntityId::Person(_) => "person",
            EntityId::Organization(_) => "organization",
            EntityId::Topic(_) => "topic",
        }
    }

    /// The key within the kind: a country's code, else the file's stem.
    pub fn key(&self) -> &str {
        match self {
            EntityId::Country(id) => id.as_str(),
            EntityId::Person(id) => id.as_str(),
            EntityId::Organization(id) => id.as_str(),
            EntityId::Topic(id) => id.as_str(),
        }
    }
}

/// What a list of articles is of; each has a page with that list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A country, person, organization or topic.
    Entity(EntityId),
    /// An ordered thread of articles.
    Story(StoryId),
    /// An outlet whose reports are digested.
    Outlet(OutletId),
    /// Two countries.
    Relation(Relation),
}
