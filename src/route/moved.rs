//! What stood at other URLs before.

use super::Route;
use crate::digest::{Digest, Ix};
use crate::entity::{PageId, Subject};
use crate::front_matter::Spanned;
use crate::input_path::InputPath;

/// What may have old URLs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moved {
    /// An article.
    Article(Ix),
    /// A person, an organization, a topic or a story with a file.
    Subject(Subject),
    /// A page such as About.
    Page(PageId),
}

impl Moved {
    /// Where it stands now.
    pub fn route(self) -> Route {
        match self {
            Moved::Article(ix) => Route::Article(ix),
            Moved::Subject(subject) => Route::Subject(subject, None),
            Moved::Page(id) => Route::Page(id),
        }
    }

    /// Its old URLs, and where in its file they are written.
    pub fn redirects(self, digest: &Digest) -> &[Spanned<String>] {
        match self {
            Moved::Article(ix) => &digest.entry(ix).article.redirects,
            Moved::Subject(subject) => digest.redirects_of(subject),
            Moved::Page(id) => &digest.pages[&id].redirects,
        }
    }

    /// Its headline or name.
    pub fn name(self, digest: &Digest) -> String {
        match self {
            Moved::Article(ix) => digest.entry(ix).article.title.clone(),
            Moved::Subject(subject) => digest.subject_name(subject),
            Moved::Page(id) => digest.pages[&id].title.clone(),
        }
    }

    /// Its file.
    pub(super) fn file(self, digest: &Digest) -> Option<&InputPath> {
        match self {
            Moved::Article(ix) => Some(&digest.entry(ix).article.file),
            Moved::Subject(subject) => digest.file_of(subject).map(|(file, ..)| file),
            Moved::Page(id) => Some(&digest.pages[&id].file),
        }
    }
}
