//! Countries' names that are those of rivers and lakes: "le fleuve Niger", "bassin du Congo", "Çad Gölü".

use std::ops::Range;

use super::super::scan::beside;
use super::super::token::Gap;
use super::Resolver;
use super::country::{OF_ABROAD, behind_apostrophe};

impl Resolver<'_> {
    /// Whether a name is that of a river or a lake, in a language other than English.
    pub(super) fn is_water(&self, name: &Range<usize>) -> bool {
        let Some(abroad) = self.scan.abroad else { return false };
        let tokens = &self.scan.tokens;
        // "Çad Gölü", "Niger-Delta"
        let behind = tokens.get(name.end).filter(|next| matches!(next.gap, Gap::Space | Gap::Hyphen));
        if behind.is_some_and(|next| abroad.is_water(next.folded())) {
            return true;
        }
        let Some(before) = self.scan.before(name.start) else {
            return false;
        };
        let word = |at: usize| behind_apostrophe(tokens[at].folded());
        // "le bassin du Congo", but "le plus grand lac du Canada"
        let of = OF_ABROAD.contains(&word(before)) && before > 0 && beside(&tokens[before]);
        abroad.is_water(word(before)) || (of && abroad.is_basin(word(before - 1)))
    }
}
