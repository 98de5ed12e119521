//! How long lists are paged, and who stands beside whom in them.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Digest, Ix};
use crate::atlas;
use crate::entity::{EntityId, Subject};

/// A list cut into pages. Pages count from the oldest, so that a full page never changes; the subject's own page
/// shows the newest, from one page's worth to just under two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pages {
    total: usize,
    per_page: usize,
}

impl Pages {
    /// The pages of a list of `total` articles.
    pub fn new(total: usize, per_page: usize) -> Pages {
        Pages { total, per_page }
    }

    /// How many numbered pages there are beside the subject's own.
    pub fn numbered(self) -> usize {
        (self.total / self.per_page).saturating_sub(1)
    }

    /// The articles of a page, as a range of the list, newest first; `None` is the subject's own page.
    pub fn range(self, page: Option<usize>) -> Range<usize> {
        match page {
            None => 0..self.total - self.numbered() * self.per_page,
            Some(number) => {
                let end = self.total - (number - 1) * self.per_page;
                end - self.per_page..end
            }
        }
    }

    /// The page that an article, given by its place in the list, is on.
    pub fn page_of(self, place: usize) -> Option<usize> {
        let own = self.range(None).end;
        (place >= own).then(|| self.numbered() - (place - own) / self.per_page)
    }
}

/// The entities that articles are about, most frequent first, counted; without the subject whose articles
/// they are, if any.
pub fn seen_with(digest: &Digest, subject: Option<Subject>, articles: &[Ix]) -> Vec<(EntityId, usize)> {
    let is_own = |id: &EntityId| match (subject, id) {
        (Some(Subject::Entity(own)), id) => own == *id,
        (Some(Subject::Relation(relation)), EntityId::Country(id)) => relation.countries().contains(id),
        _ => false,
    };
    let mut seen = counted(articles.iter().flat_map(|ix| {
        let entry = digest.entry(*ix);
        let countries = entry.countries.iter().map(|id| EntityId::Country(*id));
        let people = entry.people.iter().map(|id| EntityId::Person(*id));
        countries.chain(people).chain(entry.organizations.iter().map(|id| EntityId::Organization(*id)))
    }));
    seen.retain(|(id, _)| !is_own(id));
    seen
}

/// The entities that texts name together with another, in how many articles, most frequent first: whatever
/// the articles are about.
pub fn named_with(digest: &Digest, id: EntityId) -> Vec<(EntityId, usize)> {
    let coverage = digest.coverage(Subject::Entity(id));
    let texts = coverage.about.iter().chain(&coverage.mentioned).map(|ix| &digest.entry(*ix).mentions);
    let naming = texts.filter(|mentions| mentions.iter().any(|mention| mention.entity == id));
    counted(naming.flat_map(|mentions| mentions.iter().map(|mention| mention.entity)).filter(|it| *it != id))
}

/// Whom and what articles are about, counted, most frequent first; in a digest that says so of none, whom and what their
/// texts name.
pub fn in_the_news(digest: &Digest, articles: &[Ix]) -> Vec<(EntityId, usize)> {
    let seen = seen_with(digest, None, articles);
    if !seen.is_empty() {
        return seen;
    }
    counted(articles.iter().flat_map(|ix| digest.entry(*ix).mentions.iter()).map(|mention| mention.entity))
}

/// How often each stands there, most frequent first.
fn counted(ids: impl Iterator<Item = EntityId>) -> Vec<(EntityId, usize)> {
    let mut counts: FxHashMap<EntityId, usize> = FxHashMap::default();
    ids.for_each(|id| *counts.entry(id).or_default() += 1);
    let mut counted: Vec<(EntityId, usize)> = counts.into_iter().collect();
    counted.sort_unstable_by(most_frequent_first);
    counted
}

/// Equals stand in the order of their ids, which tell people's names; countries', whose ids are codes, of their slugs.
fn most_frequent_first(a: &(EntityId, usize), b: &(EntityId, usize)) -> std::cmp::Ordering {
    let by_name = || match (a.0, b.0) {
        (EntityId::Country(a), EntityId::Country(b)) => atlas::country(a).slug.cmp(atlas::country(b).slug),
        (a, b) => a.cmp(&b),
    };
    b.1.cmp(&a.1).then_with(by_name)
}

#[cfg(test)]
mod tests {
    use super::Pages;

    #[test]
    fn full_pages_never_change() {
        for total in 0..400 {
            let pages = Pages::new(total, 50);
            let own = pages.range(None);
            assert!(own.len() < 100 && (own.len() >= 50 || total < 50), "{total}: {own:?}");
            let mut covered = own.clone();
            for number in (1..=pages.numbered()).rev() {
                let range = pages.range(Some(number));
                assert_eq!((range.start, range.len()), (covered.end, 50));
                // The same articles, counted from the oldest, stand on it however many come after.
                assert_eq!(total - range.end, (number - 1) * 50);
                assert_eq!(pages.page_of(range.start), Some(number));
                assert_eq!(pages.page_of(range.end - 1), Some(number));
                covered.end = range.end;
            }
            assert_eq!(covered, 0..total);
        }
    }
}
