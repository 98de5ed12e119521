//! Whether the sentence of an office tells of another time, when somebody else may have held it: "In March 2003 the US
//! president", "three years ago", "after the 2016 referendum". What is told of the day of the text goes before it: "said
//! on Tuesday that the deal of 2015".

mod told;

use std::ops::Range;

use super::super::token::Gap;
use super::super::words::{Class::*, is};
use super::Resolver;
use told::AT;

pub(super) use told::Time;

/// How far from an office its sentence is looked at, in words: what it costs must not grow with the text.
pub(super) const FAR: usize = 40;

/// Verbs with which a sentence tells of today.
const PRESENT: [&str; 12] =
    ["is", "are", "has", "have", "will", "can", "must", "may", "might", "should", "shall", "does"];

/// Words of a sentence that looks ahead: "plans to visit China in April".
const AHEAD: [&str; 19] = [
    "will",
    "would",
    "shall",
    "may",
    "might",
    "could",
    "due",
    "plans",
    "planned",
    "planning",
    "expected",
    "expects",
    "set",
    "hopes",
    "wants",
    "intends",
    "scheduled",
    "upcoming",
    "next",
];

impl Resolver<'_> {
    /// The times that the sentence of an office tells of, if that is not the day of the text.
    pub(super) fn other_times(&self, office: Range<usize>) -> Vec<Time> {
        let tokens = &self.scan.tokens;
        let the = |at: usize| at > 0 && tokens[at - 1].folded() == "the";
        let first = if the(office.start) { office.start - 1 } else { office.start };
        let mut start = first;
        while start > 0 && first - start < FAR && !self.opens(start) {
            start -= 1;
        }
        let mut end = office.end;
        while end < tokens.len() && end - office.end < FAR && !self.opens(end) {
            end += 1;
        }
        let sentence = start..end;
        let chosen = self.is_chosen(office.end);
        // "in 2015, when the US president": what it tells of is that year, whatever the rest says.
        let when = start < first && matches!(tokens[first - 1].folded(), "when" | "where" | "while");
        if !when && !chosen && sentence.clone().any(|at| self.is_of_today(at)) {
            return Vec::new();
        }
        let before = if self.is_attribution(first, office.end) { first..first } else { start..first };
        let behind = self.told_behind(office.end, end);
        let ahead = sentence.clone().any(|at| AHEAD.contains(&tokens[at].folded()));
        // "is to speak in Oslo in April"
        let later = ahead
            || sentence.clone().any(|at| matches!(tokens[at].folded(), "to" | "is" | "are" | "has" | "have"));
        let times_before = before.filter_map(|at| self.time_at(at, ahead, when, start));
        // "has ruled since 2003" is of today.
        let since = |at: &usize| (at.saturating_sub(3)..*at).any(|at| tokens[at].folded() == "since");
        let behind = behind.filter(|at| !since(at));
        let times_behind = behind.filter_map(|at| self.time_at(at, later, chosen, office.end));
        times_before.chain(times_behind).collect()
    }

    /// Whether a word opens a sentence: the dot of "Jan. 6" ends none.
    pub(super) fn opens(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        tokens[at].gap == Gap::Stop
            && !at
                .checked_sub(1)
                .is_some_and(|month| tokens[month].folded().len() < 5 && self.month(month).is_some())
    }

    /// Whether "who" without a comma tells which holder is meant: "The prime minister who called the 2016 referendum".
    fn is_chosen(&self, end: usize) -> bool {
        self.scan.tokens.get(end).is_some_and(|who| who.gap == Gap::Space && who.folded() == "who")
    }

    /// Whether a word says that its sentence is of the day of the text: "on Tuesday", "today", "this week".
    fn is_of_today(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.folded());
        let before = word(at.checked_sub(1));
        match tokens[at].folded() {
            "today" | "yesterday" | "tomorrow" | "tonight" => true,
            "week" | "month" | "morning" | "afternoon" | "evening" | "weekend" | "year" => {
                before == "this" && word(at.checked_sub(2)) != "earlier"
            }
            day if is(day, Day) => {
                // "on Saturday, 7 October 2023"; "Bloody Sunday"
                let named = at > 0 && tokens[at - 1].capital && !is(before, Opener) && !is(before, Month);
                let dated = (at + 1..tokens.len().min(at + 5)).any(|at| self.past_year(at).is_some());
                !(dated || (named && tokens[at].gap == Gap::Space))
            }
            _ => false,
        }
    }

    /// Whether an office only says whose words the sentence was: "..., the Russian president said."
    fn is_attribution(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let says = tokens.get(end).is_some_and(|verb| matches!(verb.folded(), "said" | "says" | "added"));
        let ends = tokens.get(end + 1).is_none_or(|next| next.gap != Gap::Space);
        says && ends && matches!(tokens[first].gap, Gap::Comma | Gap::Other)
    }

    /// The words behind an office that tell when its holder did something: not those that say who it is, nor what
    /// the holder said.
    fn told_behind(&self, from: usize, end: usize) -> Range<usize> {
        let tokens = &self.scan.tokens;
        let word = |at: usize| if at < end { tokens[at].folded() } else { "" };
        let mut at = from;
        // "the president, who won in 2017, said"
        if at < end && tokens[at].gap == Gap::Comma {
            let says_who = matches!(word(at), "who" | "whose" | "whom" | "which" | "sworn" | "born" | "now")
                || (word(at) == "in" && matches!(word(at + 1), "power" | "office"))
                || (word(at).len() > 4 && word(at).ends_with("ed"));
            if says_who {
                at = (at + 1..end).find(|at| tokens[*at].gap == Gap::Comma).unwrap_or(end);
            }
        }
        if PRESENT.contains(&word(at)) {
            return end..end;
        }
        // "said Britain would leave in 2016", but "said in 2016 that it would"
        let says = (at..end.min(at + 3)).find(|at| is(word(*at), Saying));
        if let Some(says) = says {
            let plain = matches!(word(says), "said" | "says");
            if plain && !AT.contains(&word(says + 1)) && word(says + 1) != "at" {
                return at..says;
            }
            return at..(says..end).find(|at| word(*at) == "that").unwrap_or(end);
        }
        at..end
    }
}
