//! When the words beside a country's name, or the word for a people, make it part of what is no country: a sum, a firm by its
//! legal name, somebody by their origin, a club abroad.

use std::ops::Range;

use super::super::scan::beside;
use super::super::token::Gap;
use super::super::words::{Class::*, is};
use super::Resolver;
use super::namesake::is_within;

impl Resolver<'_> {
    /// Whether a sum stands behind "US": "cost US $4 million", but "paid the US $4 million".
    pub(super) fn is_money(&self, start: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let the = start.checked_sub(1).is_some_and(|before| tokens[before].folded() == "the");
        tokens[start].capitals && !the && self.scan.text[tokens[end - 1].end()..].starts_with(" $")
    }

    /// Whether the word before makes a name or the word for a people part of another name: "All-America", "Abu Omar al-Kuwaiti".
    pub(super) fn is_behind_prefix(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let before = start.checked_sub(1).map_or("", |before| tokens[before].folded());
        match tokens[start].gap {
            Gap::Hyphen => matches!(before, "all" | "al" | "el"),
            Gap::Space => before == "al",
            _ => false,
        }
    }

    /// Whether capitalised words behind a name or the word for a people end in the legal form of a firm: "South African
    /// Breweries Ltd"; but not where they are one that the digest knows, nor behind "U.S.", which has corporations of its own.
    pub(super) fn begins_legal_name(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        if tokens[end - 1].capitals || self.scan.name(end).is_some() {
            return false;
        }
        let goes_on =
            |at: &usize| beside(&tokens[*at]) && tokens[*at].capital && !tokens[*at - 1].possessive();
        let mut run = (end..tokens.len()).take(LEGAL_NAME).take_while(goes_on);
        run.any(|at| is(tokens[at].folded(), Firm))
    }

    /// Whether a name begins one in another language: "América de Cali", "Palau dels Esports".
    pub(super) fn goes_on_abroad(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let small = tokens.get(name.end).filter(|it| beside(it) && !tokens[name.end - 1].possessive());
        name.len() == 1
            && small
                .is_some_and(|small| matches!(small.folded(), "de" | "del" | "dels" | "do" | "dos" | "di"))
            && tokens.get(name.end + 1).is_some_and(|next| beside(next) && next.capital)
            && self.scan.name(name.end).is_none()
            && !is_within(self.scan, name.start)
    }
}

/// How far behind a country's name a firm's legal form is looked for.
const LEGAL_NAME: usize = 4;
