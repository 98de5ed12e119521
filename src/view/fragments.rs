//! Room for what feeds and twins say of an article, kept beside what pages share. Never knows what they say.

use std::sync::{Arc, OnceLock};

use crate::digest::Digest;

/// Pieces of feeds that several feeds share, made when first used: an article stands in the feeds of all it is about.
#[derive(Clone, Debug)]
pub struct Fragments {
    /// Entries of Atom feeds, by article.
    pub atom: Pieces,
    /// Items of JSON feeds.
    pub json: Pieces,
    /// Articles in twins.
    pub twin: Pieces,
}

/// A piece of text for every article.
type Pieces = Vec<OnceLock<Arc<str>>>;

impl Fragments {
    /// Room for the fragments of every article.
    pub fn new(digest: &Digest) -> Fragments {
        let room =
            || -> Pieces { std::iter::repeat_with(OnceLock::new).take(digest.articles.len()).collect() };
        Fragments { atom: room(), json: room(), twin: room() }
    }

    /// Drops those of an article that is another one now.
    pub fn forget(&mut self, ix: usize) {
        for list in [&mut self.atom, &mut self.json, &mut self.twin] {
            list[ix].take();
        }
    }
}
