//! Offices that stand beside a name behind or before a comma and say whose it is: "the Saudi monarch, King Abdullah",
//! "Prince Faisal, the foreign minister of Saudi Arabia".

use std::ops::Range;

use super::super::office::Title;
use super::super::scan::beside;
use super::super::token::Gap;
use super::super::words::{Class::*, is};
use super::Resolver;
use crate::entity::EntityId;

/// Of whom the office is, and which; none for a word such as "monarch".
pub(super) type Apposed<'a> = (EntityId, &'a [&'a Title]);

impl<'a> Resolver<'a> {
    /// The office in apposition to a name, if it names its country; `titled` tells whether a title stands before the
    /// name.
    pub(super) fn apposed(&self, name: &Range<usize>) -> Option<(Apposed<'a>, bool)> {
        let tokens = &self.scan.tokens;
        let (mut first, mut titled) = (name.start, false);
        while first > 0 && beside(&tokens[first]) {
            let word = &tokens[first - 1];
            let office = self.scan.title(first - 1);
            let title = office.is_some() || is(word.folded(), Rank) || is(word.folded(), Style);
            // "Mr" says no more of somebody than the name does.
            if !word.capital || !(title || is(word.folded(), Honorific)) {
                break;
            }
            titled |= title;
            first = office.map_or(first - 1, |office| office.tokens.start);
        }
        // "He met the US president, Mr Lavrov said"
        let says = tokens.get(name.end).is_some_and(|next| beside(next) && is(next.folded(), Saying));
        let says = says && !titled && first < name.start;
        let before =
            (!says && first > 0 && tokens[first].gap == Gap::Comma).then(|| self.office_until(first));
        let behind = || {
            let comma = tokens.get(name.end).is_some_and(|next| next.gap == Gap::Comma);
            (comma && !tokens[name.end - 1].possessive()).then(|| self.office_from(name.end)).flatten()
        };
        before.flatten().or_else(behind).map(|apposed| (apposed, titled))
    }

    /// The office, with its country, that ends before a token: "the Saudi foreign minister", "the ruler of Oman".
    fn office_until(&self, end: usize) -> Option<Apposed<'a>> {
        let (start, titles) = self.office_at(end - 1)?;
        self.country_before(start).map(|(_, of)| (of, titles))
    }

    /// The office, with its country, that begins at a token and ends where its sentence pauses.
    fn office_from(&self, start: usize) -> Option<Apposed<'a>> {
        let tokens = &self.scan.tokens;
        let at = if matches!(tokens.get(start)?.folded(), "the" | "its") { start + 1 } else { start };
        let country = self.scan.name(at).filter(|name| name.tokens.start == at);
        let of = country.and_then(|name| self.state_of(name));
        let office = if of.is_some() { country?.tokens.end } else { at };
        if !beside(tokens.get(office)?) && office != start {
            return None;
        }
        let (first, titles) = self.office_at(office)?;
        let end = self.scan.title(office).map_or(office + 1, |title| title.tokens.end);
        let behind = self.country_behind(end);
        let of = of.or(behind.map(|(_, of)| of))?;
        // "Chancellor Scholz, French President Macron" is a row of people.
        let closes = tokens.get(behind.map_or(end, |(last, _)| last)).is_none_or(|next| !beside(next));
        (first == office && closes).then_some((of, titles))
    }

    /// The office to which a token belongs, and where it begins.
    fn office_at(&self, at: usize) -> Option<(usize, &'a [&'a Title])> {
        let scan = self.scan;
        match scan.title(at) {
            Some(title) => Some((title.tokens.start, &title.titles)),
            None => is(scan.tokens[at].folded(), Ruler).then_some((at, &[])),
        }
    }
}
