//! Topics of so close a spelling that they are probably one. Nothing is decided by it.

use crate::diagnostic::distance_within;

/// A topic's slug, with what tells most others from it at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling<'a> {
    slug: &'a str,
    letters: u64,
    /// How many articles have it; that with a file of its own is above all others.
    times: usize,
}

impl<'a> Spelling<'a> {
    pub(super) fn of(slug: &'a str, times: usize) -> Spelling<'a> {
        Spelling { slug, letters: slug.bytes().fold(0u64, |set, b| set | 1 << (b & 63)), times }
    }

    /// Whether the other is the usual one of the two. Of two used alike it is the first in the alphabet, so that one
    /// message tells of both.
    fn is_below(&self, other: &Spelling<'_>) -> bool {
        other.times > self.times
            || other.times == self.times && self.times < usize::MAX && other.slug < self.slug
    }

    /// Whether one is probably meant for the other: one letter off, two in long words; of short ones the plural.
    fn is_close(&self, other: &Spelling<'_>) -> bool {
        let most = match self.slug.len() {
            0..3 => return false,
            3..5 => return other.slug.strip_suffix('s') == Some(self.slug),
            5..9 => 1,
            _ => 2,
        };
        // An edit gives or takes two letters at most, and one in length: most others need not be compared.
        let may_be = (self.letters ^ other.letters).count_ones() as usize <= 2 * most
            && self.slug.len().abs_diff(other.slug.len()) <= most;
        // Elections of two years are two topics.
        let without_years = |slug: &str| slug.replace(|c: char| c.is_ascii_digit(), "");
        may_be
            && distance_within(self.slug, other.slug, most).is_some()
            && without_years(other.slug) != without_years(self.slug)
    }
}

/// The topic that one of a close spelling is probably meant for: one with a file, else the most used; of several spellings
/// the same for all.
pub(super) fn usual<'a>(mut own: Spelling<'a>, all: &[Spelling<'a>]) -> Option<&'a str> {
    let mut usual = None;
    loop {
        let near = all.iter().filter(|other| own.is_below(other) && own.is_close(other));
        let Some(next) = near.max_by_key(|it| (it.times, std::cmp::Reverse(it.slug))) else {
            return usual;
        };
        (usual, own) = (Some(next.slug), *next);
    }
}
