//! The lists of all countries, all people and so on.

use crate::digest::Digest;
use crate::entity::{EntityId, Subject};

/// A list of subjects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Directory {
    /// By region.
    Countries,
    /// A to Z.
    People,
    /// A to Z.
    Organizations,
    /// A to Z.
    Topics,
    /// Newest first.
    Stories,
    /// A to Z.
    Relations,
    /// A to Z.
    Outlets,
}

impl Directory {
    /// All directories, in the order of the navigation.
    pub const ALL: [Directory; 7] = [
        Directory::Countries,
        Directory::People,
        Directory::Organizations,
        Directory::Stories,
        Directory::Topics,
        Directory::Relations,
        Directory::Outlets,
    ];

    /// Whether the digest has anything to list here.
    pub fn has_entries(self, digest: &Digest) -> bool {
        digest.subjects().any(|subject| Directory::of(subject) == self)
    }

    /// The folder in the URL.
    pub fn folder(self) -> &'static str {
        match self {
            Directory::Countries => "countries",
            Directory::People => "people",
            Directory::Organizations => "organizations",
            Directory::Topics => "topics",
            Directory::Stories => "stories",
            Directory::Relations => "relations",
            Directory::Outlets => "sources",
        }
    }

    /// The directory that lists a subject.
    pub fn of(subject: Subject) -> Directory {
        match subject {
            Subject::Entity(EntityId::Country(_)) => Directory::Countries,
            Subject::Entity(EntityId::Person(_)) => Directory::People,
            Subject::Entity(EntityId::Organization(_)) => Directory::Organizations,
            Subject::Entity(EntityId::Topic(_)) => Directory::Topics,
            Subject::Story(_) => Directory::Stories,
            Subject::Outlet(_) => Directory::Outlets,
            Subject::Relation(_) => Directory::Relations,
        }
    }
}
