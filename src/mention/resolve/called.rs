//! Countries' names within those of streets, hotels and clubs: "rue d'Italie", "calle Argentina", "شارع مصر"; and those that
//! only two other words make where no blanks part them: "精英国家队".

use std::ops::Range;

use super::super::scan::beside;
use super::super::token::Gap;
use super::Resolver;
use super::country::behind_apostrophe;

impl Resolver<'_> {
    /// Whether something is called after a country, in a language other than English.
    pub(super) fn is_called_after(&self, name: &Range<usize>) -> bool {
        let Some(abroad) = self.scan.abroad else { return false };
        let tokens = &self.scan.tokens;
        // "Türkiye Caddesi", "Panama-Hut"
        let behind = tokens.get(name.end).filter(|next| matches!(next.gap, Gap::Space | Gap::Hyphen));
        if behind.is_some_and(|next| abroad.is_called_before(next.folded(), next.capital)) {
            return true;
        }
        let joined = |at: &usize| beside(&tokens[*at + 1]) && JOINS.contains(&tokens[*at].folded());
        let count = (name.start.saturating_sub(2)..name.start).rev().take_while(joined).count();
        let head = name.start.checked_sub(count + 1).filter(|at| beside(&tokens[*at + 1]));
        // "rue d'Italie", but "la rue Italie"
        let french = self.text.language.starts_with("fr");
        head.is_some_and(|at| {
            let head = &tokens[at];
            (count > 0 || !french) && abroad.is_called(behind_apostrophe(head.folded()), head.capital)
        })
    }

    /// Whether the letters beside a name belong to words that it is no part of (`crossing.tsv`).
    pub(super) fn is_crossing(&self, name: &Range<usize>) -> bool {
        let Some(abroad) = self.scan.abroad else { return false };
        let place = self.scan.place(name);
        let (before, behind) = (&self.scan.text[..place.start], &self.scan.text[place.end..]);
        abroad.is_crossing(before, &self.scan.text[place], behind)
    }
}

/// What joins a street or a cup to the country that it is called after.
const JOINS: [&str; 13] =
    ["de", "du", "des", "d", "la", "l", "del", "da", "do", "di", "della", "dell", "van"];
