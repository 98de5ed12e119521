//! The times that words tell of: "in March 2003", "three years ago", "back then".

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::super::super::token::Gap;
use super::super::super::words::{Class::*, is};
use super::super::Resolver;

/// A time that a sentence tells of.
#[derive(Clone, Copy)]
pub(in super::super) enum Time {
    /// Its first and last day.
    From(Date, Date),
    /// The same of a time when the holder came into office: "elected in 2019".
    Began(Date, Date),
    /// Nobody can say when: "back then".
    LongAgo,
}

/// What comes before a time when something happened.
pub(super) const AT: [&str; 16] = [
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

impl Resolver<'_> {
    /// The month that a word names: "October", "Oct."
    pub(in super::super) fn month(&self, at: usize) -> Option<i8> {
        let word = &self.scan.tokens[at];
        let months = || {
            MONTHS.iter().position(|month| {
                let short = word.folded().len() == 3 || word.folded() == "sept";
                *month == word.folded() || (short && month.starts_with(word.folded()))
            })
        };
        if word.capital && word.folded().len() > 2 { months().map(|at| at as i8 + 1) } else { None }
    }

    /// The time that a word tells of with those before it; `any` also takes what only an event is named by, "the 2016
    /// referendum".
    pub(super) fn time_at(&self, at: usize, ahead: bool, any: bool, start: usize) -> Option<Time> {
        let tokens = &self.scan.tokens;
        let word = |back: usize| if at >= start + back { tokens[at - back].folded() } else { "" };
        let day = self.text.day;
        let year = day.year();
        let this = word(0);
        if let Some(told) = self.past_year(at) {
            return self.year_at(at, told, any, start);
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

    /// The time that a year tells of with what stands before it: "in October 2016", "after the 2016 referendum".
    fn year_at(&self, at: usize, year: i16, any: bool, start: usize) -> Option<Time> {
        let tokens = &self.scan.tokens;
        let word = |back: usize| if at >= start + back { tokens[at - back].folded() } else { "" };
        let (head, month) = self.head_of(at, start);
        let event = word(1) == "the" && (any || AT_EVENT.contains(&word(2)));
        let before = head.map_or("", |head| tokens[head].folded());
        // "the events of 6 January 2021"
        let of = head.is_some_and(|head| tokens[head + 1].folded() == "of");
        let dated = AT.contains(&before) || (month.is_some() && !of);
        // "has been at war since 2014", but "since 2008, when"
        let perfect = |at: usize| matches!(tokens[at].folded(), "has" | "have" | "had");
        let lasting = before == "since" && !any && (start..at).any(perfect);
        if (!event && !dated) || lasting || (month.is_none() && year == self.text.day.year()) {
            return None;
        }
        let (first, last) = match month {
            Some(month) => (date(year, month, 1), date(year, month, 1).last_of_month()),
            None => (date(year, 1, 1), date(year, 12, 31)),
        };
        let verb = head.filter(|head| *head > start).map(|head| &tokens[head - 1]);
        match verb.map_or("", |verb| verb.folded()) {
            "born" => None,
            // "re-elected"
            _ if verb.is_some_and(|verb| verb.gap == Gap::Hyphen) => Some(Time::From(first, last)),
            "elected" | "appointed" | "inaugurated" | "office" | "power" => Some(Time::Began(first, last)),
            _ => Some(Time::From(first, last)),
        }
    }

    /// The year that a word is, not behind that of the text: "2016", but not "in 2000 villages".
    pub(super) fn past_year(&self, at: usize) -> Option<i16> {
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
