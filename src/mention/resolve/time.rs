//! Whether the sentence of an office tells of another time, when somebody else may have held it: "In March 2003 the US
//! president", "three years ago", "after the 2016 referendum". What is told of the day of the text goes before it: "said
//! on Tuesday that the deal of 2015".

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::super::token::Gap;
use super::super::words::{Class::*, is};
use super::Resolver;

/// How far from an office its sentence is looked at, in words: what it costs must not grow with the text.
pub(super) const FAR: usize = 40;

/// A time that a sentence tells of.
#[derive(Clone, Copy)]
pub(super) enum Time {
    /// Its first and last day.
    From(Date, Date),
    /// The same of a time when the holder came into office: "elected in 2019".
    Began(Date, Date),
    /// Nobody can say when: "back then".
    LongAgo,
}

/// What comes before a time when something happened.
const AT: [&str; 16] = [
    "in",
    "on",
    "by",
    "during",
    "since",
    "until",
    "till",
    "from",
    "before",
    "after",
    "between",
    "around",
    "throughout",
    "through",
    "late",
    "early",
];

/// What comes before an event that was at that time: "after the 2016 referendum".
const AT_EVENT: [&str; 8] = ["at", "after", "during", "before", "following", "since", "until", "in"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

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

    /// The month that a word names: "October", "Oct."
    pub(super) fn month(&self, at: usize) -> Option<i8> {
        let word = &self.scan.tokens[at];
        let months = || {
            MONTHS.iter().position(|month| {
                let short = word.folded().len() == 3 || word.folded() == "sept";
                *month == word.folded() || (short && month.starts_with(word.folded()))
            })
        };
        if word.capital && word.folded().len() > 2 { months().map(|at| at as i8 + 1) } else { None }
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

    /// The time that a word tells of with those before it; `any` also takes what only an event is named by, "the 2016
    /// referendum".
    fn time_at(&self, at: usize, ahead: bool, any: bool, start: usize) -> Option<Time> {
        let tokens = &self.scan.tokens;
        let word = |back: usize| match at.checked_sub(back) {
            Some(at) if at >= start => tokens[at].folded(),
            _ => "",
        };
        let day = self.text.day;
        let year = day.year();
        let this = word(0);
        if let Some(told) = self.past_year(at) {
            let (head, month) = self.head_of(at, start);
            let event = word(1) == "the" && (any || AT_EVENT.contains(&word(2)));
            let before = head.map_or("", |head| tokens[head].folded());
            // "the events of 6 January 2021"
            let of = head.is_some_and(|head| tokens[head + 1].folded() == "of");
            let dated = AT.contains(&before) || (month.is_some() && !of);
            // "has been at war since 2014", but "since 2008, when"
            let perfect = |at: usize| matches!(tokens[at].folded(), "has" | "have" | "had");
            let lasting = before == "since" && !any && (start..at).any(perfect);
            if (!event && !dated) || lasting || (month.is_none() && told == year) {
                return None;
            }
            let (first, last) = match month {
                Some(month) => (date(told, month, 1), date(told, month, 1).last_of_month()),
                None => (date(told, 1, 1), date(told, 12, 31)),
            };
            let verb = head.filter(|head| *head > start).map(|head| &tokens[head - 1]);
            return match verb.map_or("", |verb| verb.folded()) {
                "born" => None,
                // "re-elected"
                _ if verb.is_some_and(|verb| verb.gap == Gap::Hyphen) => Some(Time::From(first, last)),
                "elected" | "appointed" | "inaugurated" | "office" | "power" => {
                    Some(Time::Began(first, last))
                }
                _ => Some(Time::From(first, last)),
            };
        }
        if let Some(decade) = decade(this).filter(|decade| word(1) == "the" && *decade <= year) {
            return Some(Time::From(date(decade, 1, 1), date(decade + 9, 12, 31).min(day)));
        }
        if self.month(at).is_some() {
            return self.month_at(at, ahead, start);
        }
        match this {
            "year" | "summer" | "autumn" | "fall" | "winter" | "spring" if word(1) == "last" => {
                let whole = this == "year";
                Some(match whole {
                    true => Time::From(date(year - 1, 1, 1), date(year - 1, 12, 31)),
                    false => Time::From(back(day, 12), back(day, 1)),
                })
            }
            "month" if word(1) == "last" => {
                let first = back(day.first_of_month(), 1);
                Some(Time::From(first, first.last_of_month()))
            }
            "year" if word(1) == "this" && word(2) == "earlier" => Some(Time::From(date(year, 1, 1), day)),
            "ago" | "earlier" => {
                let months = match word(1) {
                    "year" | "years" => 12,
                    "month" | "months" => 1,
                    "decade" | "decades" => 120,
                    "century" | "centuries" => return Some(Time::LongAgo),
                    _ => return None,
                };
                let Some(count) = number(word(2)) else { return Some(Time::LongAgo) };
                let (ago, about) = (months * count, if months == 1 { 1 } else { 6 });
                Some(Time::From(back(day, ago + about), back(day, ago - about)))
            }
            // "During the Falklands War"
            "war" if tokens[at].capital && (2..6).any(|back| word(back) == "during") => Some(Time::LongAgo),
            // "In the Cold War", "before the First World War", but "since World War II"
            "war" if matches!(word(1), "cold" | "world") => {
                let when = (2..5).map(word).find(|word| !matches!(*word, "the" | "first" | "second"));
                when.filter(|when| matches!(*when, "in" | "before" | "after")).map(|_| Time::LongAgo)
            }
            // "During the occupation", but "during the occupation of Kherson"
            "occupation" if (1..4).any(|back| word(back) == "during") => {
                let of = tokens.get(at + 1).is_some_and(|of| of.folded() == "of");
                (!of).then_some(Time::LongAgo)
            }
            "then" if word(1) == "back" => Some(Time::LongAgo),
            "days" | "times" | "years" if word(1) == "those" => Some(Time::LongAgo),
            "time" if matches!(word(1), "the" | "that") && word(2) == "at" => {
                let of = tokens.get(at + 1).is_some_and(|of| of.folded() == "of");
                (!of).then_some(Time::LongAgo)
            }
            _ => None,
        }
    }

    /// The year that a word is, not behind that of the text: "2016", but not "in 2000 villages".
    fn past_year(&self, at: usize) -> Option<i16> {
        let tokens = &self.scan.tokens;
        let told = tokens[at].folded();
        let year = told.parse::<i16>().ok().filter(|year| told.len() == 4 && *year >= 1700)?;
        let counts = tokens.get(at + 1).is_some_and(|next| {
            let several = !next.capital && next.folded().ends_with('s') && !is(next.folded(), Opener);
            // "by 1800 GMT"
            let hour = matches!(next.folded(), "gmt" | "utc" | "local" | "hrs" | "people");
            next.gap == Gap::Space && (several || hour)
        });
        let article = at > 0 && tokens[at - 1].folded() == "the";
        (year <= self.text.day.year() && (article || !counts)).then_some(year)
    }

    /// What stands before the year or month at a place and all that dates it: "in the summer of", "on 7 October"; and the
    /// month.
    fn head_of(&self, at: usize, start: usize) -> (Option<usize>, Option<i8>) {
        let tokens = &self.scan.tokens;
        let mut month = None;
        let mut head = at;
        while head > start && at - head < 6 {
            let before = &tokens[head - 1];
            let word = before.folded();
            let named = self.month(head - 1);
            month = month.or(named);
            let goes_on = named.is_some()
                || is_day_number(word)
                || matches!(
                    word,
                    "of" | "the"
                        | "early"
                        | "late"
                        | "mid"
                        | "spring"
                        | "summer"
                        | "autumn"
                        | "fall"
                        | "winter"
                        | "beginning"
                        | "end"
                        | "start"
                        | "middle"
                );
            let joined = matches!(tokens[head].gap, Gap::Space | Gap::Comma | Gap::Hyphen);
            if !goes_on || !(joined || (named.is_some() && !self.opens(head))) {
                break;
            }
            head -= 1;
        }
        (head.checked_sub(1).filter(|head| *head >= start), month)
    }

    /// The last time that a month was, told without its year: "in October".
    fn month_at(&self, at: usize, ahead: bool, start: usize) -> Option<Time> {
        let tokens = &self.scan.tokens;
        let month = self.month(at)?;
        let is_year = |at: usize| {
            at < tokens.len()
                && !self.opens(at)
                && tokens[at].folded().len() == 4
                && tokens[at].folded().parse::<i16>().is_ok()
        };
        if is_year(at + 1) || is_year(at + 2) {
            return None;
        }
        let (head, _) = self.head_of(at, start);
        let opens = head == Some(start);
        let head = head.map_or("", |head| tokens[head].folded());
        let last = head == "last";
        // "gave them until April", but "the president until December"
        let ahead =
            ahead || (matches!(head, "until" | "till" | "by" | "before" | "from" | "after") && !opens);
        let day = self.text.day;
        let (now, year) = (day.month(), day.year());
        let year = if month > now || (last && month == now) { year - 1 } else { year };
        let number = at.checked_sub(1).is_some_and(|number| is_day_number(tokens[number].folded()));
        let dated = last || AT.contains(&head) || number;
        // "plans to visit China in April"
        if !dated || (month == now && !last) || (ahead && !last && month > now) {
            return None;
        }
        let first = date(year, month, 1);
        Some(Time::From(first, first.last_of_month()))
    }
}

fn back(day: Date, months: i32) -> Date {
    day.saturating_sub(months.months())
}

/// "7", "7th".
fn is_day_number(word: &str) -> bool {
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    number.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)) && word.len() <= number.len() + 2
}

/// "1990s"
fn decade(word: &str) -> Option<i16> {
    let year = word.strip_suffix('s').filter(|year| year.len() == 4 && year.ends_with('0'))?;
    year.parse().ok().filter(|year| *year >= 1700)
}

/// "three", "12"; "a" is one.
fn number(word: &str) -> Option<i32> {
    const NUMBERS: [&str; 13] = [
        "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    let digits = || word.parse().ok().filter(|count| (1..1000).contains(count));
    let named = || NUMBERS.iter().skip(1).position(|it| *it == word).map(|at| at as i32 + 1);
    if matches!(word, "a" | "an") { Some(1) } else { named().or_else(digits) }
}
