//! Whether the words behind an office tell who held it at another time: "before that was Liz Truss", "at Maastricht, Uffe
//! Ellemann-Jensen,". Never knows who holds it now.

use std::ops::Range;

use super::super::scan::beside;
use super::super::token::Gap;
use super::super::words::is_no_name;
use super::Resolver;

/// What opens a group of words that says when or where somebody held an office.
const WHEN: [&str; 9] = ["before", "until", "till", "after", "during", "under", "throughout", "when", "at"];

/// Behind "before" and the like, what went before in the text.
const THAT: [&str; 8] = ["that", "then", "this", "him", "her", "them", "independence", "partition"];

/// How many words such a group has.
const GROUP: usize = 6;

impl Resolver<'_> {
    /// Whether an office that opens a clause is told to have been another's: "The Kenyan president at independence", "Britain's
    /// prime minister when the wall fell was a grocer's daughter"; but "The Pakistani prime minister during his visit said".
    pub(super) fn was_anothers(&self, office: Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let word = |at: usize| tokens.get(at).map_or("", |token| token.folded());
        let the = office.start > 0 && tokens[office.start - 1].folded() == "the";
        let start = if the { office.start - 1 } else { office.start };
        let opens = tokens[start].gap != Gap::Space && tokens[start].gap != Gap::Hyphen;
        let end = office.end;
        let joined = tokens.get(end).is_some_and(beside) && !tokens[end - 1].possessive();
        if !self.scan.english || !joined {
            return false;
        }
        let told = match word(end) {
            "before" | "until" | "till" | "after" => THAT.contains(&word(end + 1)),
            "at" => matches!(word(end + 1), "independence" | "partition"),
            "under" => word(end + 1) == "the" && matches!(word(end + 2), "old" | "previous" | "former"),
            _ => false,
        };
        if opens && told {
            return true;
        }
        let group = end..tokens.len().min(end + 1 + GROUP);
        let Some(close) = group.skip(1).find(|at| !beside(&tokens[*at]) || word(*at) == "was") else {
            return false;
        };
        // "was Clement Attlee", "was a grocer's daughter"
        if word(close) == "was" && beside(&tokens[close]) {
            let who = matches!(word(close + 1), "a" | "an") || self.is_somebody_else(close + 1).is_some();
            return opens && WHEN.contains(&word(end)) && who;
        }
        // "at Maastricht, Uffe Ellemann-Jensen, chewed gum"
        let named = self.is_somebody_else(close).filter(|last| *last > close + 1);
        let closed = |last: usize| tokens.get(last).is_some_and(|next| next.gap == Gap::Comma);
        tokens[close].gap == Gap::Comma
            && (WHEN.contains(&word(end)) || matches!(word(end), "in" | "from"))
            && named.is_some_and(closed)
    }

    /// Where a name ends that begins at a token, if no country and no word without meaning stands there.
    fn is_somebody_else(&self, at: usize) -> Option<usize> {
        let tokens = &self.scan.tokens;
        let state = self.scan.name(at).is_some_and(|name| self.state_of(name).is_some());
        tokens.get(at).filter(|word| word.capital && !is_no_name(word.folded()) && !state)?;
        let joined = |at: &usize| {
            matches!(tokens[*at].gap, Gap::Space | Gap::Hyphen)
                && tokens[*at].capital
                && !tokens[*at - 1].possessive()
        };
        Some((at + 1..tokens.len()).take_while(joined).last().map_or(at + 1, |last| last + 1))
    }
}
