//! When a surname is the name of a place: "Austin, Texas", "the counties of Carter and Dent", "in Jackson".

use std::ops::Range;

use super::super::scan::beside;
use super::super::token::Gap;
use super::super::words::{Class::*, is};
use super::Resolver;

impl Resolver<'_> {
    /// Whether what stands around a surname says that it is a place.
    pub(super) fn is_place(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        if !self.scan.english || tokens[name.end - 1].possessive() {
            return false;
        }
        if self.is_town(name.start, name.end) || self.is_listed_place(name.start) {
            return true;
        }
        let Some(before) = self.scan.before(name.start) else {
            return false;
        };
        let team = tokens.get(name.end).is_some_and(|next| is(next.folded(), Team));
        match tokens[before].folded() {
            "in" | "near" | "outside" | "downtown" | "throughout" => !team && !self.is_trusted(before),
            // "the people of Jackson"
            "of" => {
                let head = self.scan.back(before, 1);
                ["people", "residents", "city", "town", "village", "mayor", "streets", "outskirts"]
                    .contains(&head)
            }
            // "the University of Texas at Austin"
            "at" => before.checked_sub(1).is_some_and(|it| beside(&tokens[before]) && tokens[it].capital),
            _ => false,
        }
    }

    /// Whether the word before "in" is what people have in somebody: "trust in Putin".
    fn is_trusted(&self, within: usize) -> bool {
        let word = self.scan.back(within, 1);
        ["trust", "faith", "confidence", "interest", "believe", "believed", "believes", "disappointed"]
            .contains(&word)
    }

    /// Whether a row of names in which a name stands is one of counties, towns or the like.
    fn is_listed_place(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let goes_on = |at: usize| {
            let word = &tokens[at - 1];
            matches!(tokens[at].gap, Gap::Space | Gap::Comma)
                && (word.capital || matches!(word.folded(), "and" | "of" | "in" | "the"))
        };
        let mut at = start;
        while at > 0 && start - at < LONGEST && goes_on(at) {
            at -= 1;
        }
        let head = self.scan.back(at, 1);
        ["counties", "parishes", "towns", "cities", "villages", "boroughs", "townships"].contains(&head)
            && start - at > 1
            && beside(&tokens[at])
    }
}

/// Where a row is looked at no further, in words.
const LONGEST: usize = 120;
