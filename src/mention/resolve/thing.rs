//! When a country's or a person's name is within that of a thing: a law, a parish, a branch, a case, a ship.

use std::ops::Range;

use super::super::scan::beside;
use super::super::token::{Gap, Token};
use super::super::words::{Class::*, is, is_finite, is_no_name};
use super::Resolver;
use super::country::opens_sentence;
use super::namesake::{is_within, name_after};

impl Resolver<'_> {
    /// Whether capitalised words behind a country or people end in what makes them the name of a thing: "the American Rescue
    /// Plan", "the Taiwan Relations Act", but not "the Japan–Korea Agreement".
    pub(super) fn is_of_thing(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let joins = |word: &str| matches!(word, "for" | "of" | "with" | "and" | "the" | "in" | "to");
        let run = || {
            let goes_on = |token: &&Token<'_>| {
                beside(token) && !token.shouted && (token.capital || joins(token.folded()))
            };
            tokens[name.end..].iter().take(6).take_while(goes_on)
        };
        self.scan.english
            && tokens[name.start].gap != Gap::Hyphen
            && !tokens[name.end - 1].possessive()
            && run().next().is_some_and(|next| next.capital || next.folded() == "with")
            && run().any(|token| token.capital && is(token.folded(), CalledAfter))
    }

    /// Whether the word behind a country's name makes it a place's or a firm's: "Mexico City", "Taiwan Strait", "Japanese
    /// Americans". "Russian-American" is two countries, "Russian-Americans" are one people.
    pub(super) fn is_of_place(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let joined =
            |next: &&Token<'_>| beside(next) || (next.gap == Gap::Hyphen && next.folded() != "american");
        let next = tokens.get(name.end).filter(joined);
        name.len() < 3
            && !tokens[name.end - 1].possessive()
            && next.is_some_and(|next| next.capital && is(next.folded(), Place))
    }

    /// Whether a capitalised word that nobody knows makes a country's name the beginning of a firm's or somebody's:
    /// "Tanzania Breweries", "Bahrain Grand Prix", but "Iran Foreign Ministry", "Germany Says No", "in Uganda Museveni".
    pub(super) fn begins_firm(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let goes_on =
            |token: &&Token<'_>| beside(token) && token.capital && !token.shouted && !token.capitals;
        let run = || tokens[name.end..].iter().take(RUN).take_while(goes_on);
        // "the Envoy for Yemen Hans Grundberg", "For France Mbappé scored", "U.S. – Canada Energy Dialogue"
        let preposition = name.start.checked_sub(1).map(|at| &tokens[at]).filter(|at| {
            beside(&tokens[name.start])
                && ["of", "for", "to", "from", "with", "against", "after", "on"].contains(&at.folded())
        });
        let of = preposition.is_some_and(|of| of.gap == Gap::Stop || tokens[name.start - 2].capital);
        let paired = tokens[name.start].gap == Gap::Other
            && name.start > 0
            && self.scan.name(name.start - 1).is_some();
        let apart = of || paired || is_within(self.scan, name.start);
        let Some(next) = run().next().filter(|_| !apart) else { return false };
        let says_what = [Rank, Style, Honorific, Party, Doing, Saying, State, Led];
        let known = says_what.iter().any(|class| is(next.folded(), *class));
        !known
            && name_after(self.scan, name.end)
            // "Make Argentina Great Again"
            && !run().any(|token| {
                [Organ, Body, Opener].iter().any(|class| is(token.folded(), *class))
                    || OF_STATES.contains(&token.folded())
            })
    }

    /// Whether a capitalised word that nobody knows stands before a country's name, which ends the name of a firm, a show or a
    /// party: "Guinness Nigeria", "Top Chef Canada", "PEN America", but "in Tokyo Japan", "Nazi Germany", "PM India visits".
    pub(super) fn ends_longer_name(&self, name: &Range<usize>) -> bool {
        let (tokens, start) = (&self.scan.tokens, name.start);
        let Some(before) = self.scan.before(start) else { return false };
        let word = &tokens[before];
        let stands_before = [BeforeCountry, Label, Party, Rank, Honorific, Style, Saying, Doing];
        word.capital
            && !word.shouted
            && !word.possessive()
            && word.folded().len() > 1
            && self.scan.name(before).is_none()
            && self.scan.title(before).is_none()
            && !is_no_name(word.folded())
            && !opens_sentence(self.scan, before)
            && (word.capitals || !stands_before.iter().any(|class| is(word.folded(), *class)))
            && !(word.capitals && HOURS.contains(&word.folded()))
            && !self.is_of_an_age(before)
            && !self.begins_clause(name)
    }

    /// "post-Saddam Iraq", "pre-Columbian Peru"
    fn is_of_an_age(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        tokens[at].gap == Gap::Hyphen
            && at.checked_sub(1).is_some_and(|at| matches!(tokens[at].folded(), "post" | "pre"))
    }

    /// Whether a country does something in a sentence that opens with where or when: "In Crimea Russia built bridges".
    fn begins_clause(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let does = tokens
            .get(name.end)
            .is_some_and(|next| beside(next) && !next.capital && is_finite(next.folded()));
        if !does || tokens[name.end - 1].possessive() {
            return false;
        }
        let goes_on = |at: usize| at > 0 && beside(&tokens[at]) && name.start - at < RUN;
        let mut at = name.start;
        while goes_on(at) && (tokens[at - 1].capital || tokens[at - 1].folded() == "the") {
            at -= 1;
        }
        // "On Friday Honda Japan recalled vans"
        let whole = |at: usize| [Day, Month, Label].iter().any(|class| is(tokens[at].folded(), *class));
        !(at..name.start - 1).any(whole)
            && WHERE.contains(&tokens[at].folded())
            && matches!(tokens[at].gap, Gap::Stop | Gap::Other)
    }

    /// Whether an island called after a saint is a parish of that name, in a row of others: "St. James and St. Martin".
    pub(super) fn is_parish(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let saint = |at: usize| matches!(tokens[at].folded(), "st" | "saint");
        let other = |at: usize| saint(at) && self.scan.name(at).is_none();
        let joined = |at: usize| {
            tokens[at].gap == Gap::Comma || (beside(&tokens[at]) && tokens[at - 1].folded() == "and")
        };
        if name.len() < 2 || !saint(name.start) {
            return false;
        }
        // "St. James, St. Martin": two words stand before, and "and" is a third one.
        let before = [2, 3].into_iter().filter_map(|back| name.start.checked_sub(back)).any(other);
        let next = if tokens.get(name.end).is_some_and(|next| next.folded() == "and") { 1 } else { 0 };
        let behind =
            tokens.get(name.end + next).is_some() && joined(name.end + next) && other(name.end + next);
        (before && joined(name.start)) || behind
    }

    /// Whether a country is called in a law case against somebody: "Holland v. Florida", but "Kenya v. Mauritius".
    pub(super) fn is_case(&self, start: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let party = |at: usize| tokens.get(at).is_some_and(|it| it.capital && self.scan.name(at).is_none());
        let v = |at: usize| {
            let dotted = self.scan.text.as_bytes().get(tokens[at].place.end) == Some(&b'.');
            beside(&tokens[at]) && tokens[at].folded() == "v" && dotted
        };
        // "India's V. V. S. Laxman"
        (end < tokens.len() && !tokens[end - 1].possessive() && v(end) && party(end + 1))
            || (start > 1 && beside(&tokens[start]) && v(start - 1) && party(start - 2))
    }

    /// Whether a name is a ship's: "HMS Queen Elizabeth", "the ferry Estonia".
    pub(super) fn is_ship(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(before) = self.scan.before(start) else { return false };
        let word = &tokens[before];
        (word.capitals && is(word.folded(), Ship))
            || (!word.capital && !word.possessive() && is(word.folded(), Vessel))
    }

    /// Whether a ship's name begins with a title: "HMS Queen Elizabeth".
    pub(super) fn is_titled_ship(&self, start: usize) -> bool {
        let title = start.checked_sub(1).and_then(|before| self.scan.title(before));
        title.is_some_and(|title| title.tokens.end == start && self.is_ship(title.tokens.start))
    }

    /// Whether the word before makes a name that of something else: "Operation Norway", "Greater Israel".
    pub(super) fn is_of_kind(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let before = self.scan.before(start).map(|before| &tokens[before]);
        before.is_some_and(|word| word.capital && !word.possessive() && is(word.folded(), Kind))
    }
}

/// What a sentence opens with that says where or when.
const WHERE: [&str; 13] =
    ["in", "at", "on", "under", "after", "before", "since", "during", "from", "with", "for", "to", "across"];

/// What stands behind a time of day.
const HOURS: [&str; 9] = ["am", "gmt", "utc", "est", "edt", "bst", "cet", "ad", "bc"];

/// How far behind a country's name its organ is looked for: "Iran Atomic Energy Organization".
const RUN: usize = 5;

/// What a country has of its own, written with a capital.
const OF_STATES: [&str; 5] = ["congress", "senate", "court", "supreme", "central"];
