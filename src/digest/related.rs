//! Related articles, and why they are: what two articles share, the rare before the frequent, the near in time
//! before the far, older and newer alike.

use std::cell::RefCell;

use super::{Digest, Entry, Ix};
use crate::entity::{EntityId, Relation, Subject};

/// An article related to another.
#[derive(Debug, PartialEq)]
pub struct Related {
    /// The article.
    pub article: Ix,
    /// What both share, the strongest first; at most three.
    pub shared: Vec<Subject>,
}

/// Articles looked at on either side of the article in each list it stands in.
const WINDOW: usize = 60;
/// Days after which a shared entity counts half.
const HALF_LIFE: f32 = 240.0;
/// Below this two articles have too little in common to be shown side by side.
const THRESHOLD: f32 = 1.0;

/// The articles most related to one, strongest first, at most `most`.
pub fn related(digest: &Digest, ix: Ix, most: usize) -> Vec<Related> {
    let entry = digest.entry(ix);
    let lists = lists(digest, entry);
    let day = digest.seconds[ix as usize];
    // Time only takes away, so most are out before their day need be looked at.
    let mut best = SUMS.with_borrow_mut(|sums| sharing_enough(sums, digest, ix, &lists));
    best.retain_mut(|(score, other)| {
        let apart = (digest.seconds[*other as usize] - day).abs() as f32 / 86_400.0;
        *score /= 1.0 + apart / HALF_LIFE;
        *score >= THRESHOLD
    });
    let order = |a: &(f32, Ix), b: &(f32, Ix)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if best.len() > most {
        best.select_nth_unstable_by(most, order);
        best.truncate(most);
    }
    best.sort_unstable_by(order);
    best.into_iter()
        .map(|(_, article)| Related { article, shared: shared(digest, entry, article, &lists) })
        .collect()
}

thread_local! {
    /// What each article shares with the one that is looked at: nought everywhere between two calls, so that nothing is
    /// allocated and little is cleared.
    static SUMS: RefCell<Vec<f32>> = RefCell::default();
}

/// The articles that share at least as much as `THRESHOLD`, with how much.
fn sharing_enough<'a>(
    sums: &mut Vec<f32>,
    digest: &Digest,
    ix: Ix,
    lists: &[(Subject, f32, &'a [Ix])],
) -> Vec<(f32, Ix)> {
    if sums.len() < digest.articles.len() {
        sums.resize(digest.articles.len(), 0.0);
    }
    let window = |(_, weight, list): &(Subject, f32, &'a [Ix])| {
        let place = list.partition_point(|other| *other < ix);
        (*weight, &list[place.saturating_sub(WINDOW)..(place + WINDOW + 1).min(list.len())])
    };
    let windows: Vec<(f32, &[Ix])> = lists.iter().map(window).collect();
    let mut enough = Vec::new();
    for (weight, window) in &windows {
        for &other in *window {
            let sum = &mut sums[other as usize];
            let before = *sum;
            *sum += weight;
            // Weights are above nought, so this is crossed once.
            if before < THRESHOLD && *sum >= THRESHOLD && other != ix {
                enough.push((0.0, other));
            }
        }
    }
    for (shared, other) in &mut enough {
        *shared = sums[*other as usize];
    }
    for (_, window) in windows {
        for other in window {
            sums[*other as usize] = 0.0;
        }
    }
    enough
}

/// The lists an article stands in, with the weight of sharing each: what few articles share says more.
fn lists<'a>(digest: &'a Digest, entry: &Entry) -> Vec<(Subject, f32, &'a [Ix])> {
    let total = digest.articles.len() as f32;
    let mut lists = Vec::new();
    let mut add = |subject: Subject, factor: f32| {
        let list = digest.coverage(subject).about.as_slice();
        if list.len() > 1 {
            lists.push((subject, factor * (1.0 + total / list.len() as f32).ln(), list));
        }
    };
    if let Some(story) = entry.story {
        add(Subject::Story(story), 1.5);
    }
    for person in &entry.people {
        add(Subject::Entity(EntityId::Person(*person)), 1.0);
    }
    for organization in &entry.organizations {
        add(Subject::Entity(EntityId::Organization(*organization)), 0.8);
    }
    for (at, a) in entry.countries.iter().enumerate() {
        for b in &entry.countries[at + 1..] {
            if let Some(relation) = Relation::new(*a, *b) {
                add(Subject::Relation(relation), 0.6);
            }
        }
    }
    for country in &entry.countries {
        add(Subject::Entity(EntityId::Country(*country)), 0.5);
    }
    for topic in &entry.topics {
        add(Subject::Entity(EntityId::Topic(*topic)), 0.25);
    }
    lists
}

/// What an article shares with another, the strongest first.
fn shared(digest: &Digest, entry: &Entry, other: Ix, lists: &[(Subject, f32, &[Ix])]) -> Vec<Subject> {
    let mut weighed: Vec<(f32, Subject)> = lists
        .iter()
        .filter(|(_, _, list)| list.binary_search(&other).is_ok())
        .map(|(subject, weight, _)| (*weight, *subject))
        .collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
    // A pair of countries says what its two countries would say.
    let paired: Vec<EntityId> = weighed
        .iter()
        .filter_map(|(_, subject)| match subject {
            Subject::Relation(relation) => Some(relation.countries().map(EntityId::Country)),
            _ => None,
        })
        .flatten()
        .collect();
    let mut shared: Vec<Subject> = weighed.into_iter().map(|(_, subject)| subject).collect();
    shared.retain(|subject| !matches!(subject, Subject::Entity(id) if paired.contains(id)));
    // A small digest's pairs have no page, and so no list; two shared countries still say more together.
    if paired.is_empty() {
        let theirs = &digest.entry(other).countries;
        let both: Vec<_> = entry.countries.iter().filter(|id| theirs.contains(id)).collect();
        if let [a, b] = both[..]
            && let Some(relation) = Relation::new(*a, *b)
        {
            shared.retain(|subject| !matches!(subject, Subject::Entity(EntityId::Country(_))));
            shared.insert(shared.len().min(1), Subject::Relation(relation));
        }
    }
    shared.truncate(3);
    shared
}
