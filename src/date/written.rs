//! Dates as people and other programs write them, so that an author is told how the one that was meant is written here.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{MONTHS, Moment, Partial};

/// The day that a text probably means that is written otherwise: `2018/2/9`, `20180209`, `9 February 2018`, `9.2.2018`
/// where the month can only be one of both.
pub fn rewritten(text: &str) -> Option<Date> {
    let text = plain(text);
    let is_day = |day: &&str| super::parse_day(day).is_ok();
    match text.get(..10).filter(is_day) {
        Some(day) => super::parse_day(day).ok(),
        None => Written::read(&text)?.day(),
    }
}

/// The same with its time of day, where it has one: `2018-02-09 14:30`.
pub fn rewritten_moment(text: &str) -> Option<String> {
    let written = Written::read(&plain(text))?;
    let day = written.day()?;
    let moment = match (&written.time, &written.zone) {
        (None, _) => day.to_string(),
        (Some(time), None) => format!("{day} {time}"),
        (Some(time), Some(zone)) => format!("{day}T{time}{zone}"),
    };
    Moment::parse(&moment, &TimeZone::UTC).is_ok().then_some(moment)
}

/// The day, or the month where no day is told: `February 2018`.
pub fn rewritten_partial(text: &str) -> Option<String> {
    let text = plain(text);
    let written = Written::read(&text)?;
    match (written.year, written.month, written.date) {
        (Some(year), Some(month), None) => {
            let partial = format!("{year:04}-{month:02}");
            Partial::parse(&partial).is_ok().then_some(partial)
        }
        _ => rewritten(&text).map(|day| day.to_string()),
    }
}

/// Why a date is none that looks right: the first sign in it that only looks like one of a keyboard, or like nothing.
pub fn unlike(text: &str) -> Option<String> {
    let sign = text.chars().find(|c| !c.is_ascii())?;
    let number = sign as u32;
    Some(match keyed(sign)? {
        Some('-') => format!("`{sign}` (U+{number:04X}) only looks like a hyphen"),
        Some(' ') => format!("a blank in it is none of a keyboard (U+{number:04X})"),
        Some(':') => format!("`{sign}` (U+{number:04X}) only looks like a colon"),
        Some(_) => "its digits are others than 0 to 9".to_string(),
        None => format!("a sign that nobody sees (U+{number:04X}) stands in it"),
    })
}

/// A text with the signs of a keyboard for those that only look like them.
pub fn plain(text: &str) -> String {
    text.trim().chars().filter_map(|sign| keyed(sign).unwrap_or(Some(sign))).collect()
}

/// The sign of a keyboard that another one looks like; `Some(None)` for what nobody sees.
fn keyed(sign: char) -> Option<Option<char>> {
    let digit = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10].into_iter().find_map(|zero| {
        let digit = (sign as u32).checked_sub(zero).filter(|digit| *digit < 10)?;
        char::from_digit(digit, 10)
    });
    match sign {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Some(Some('-')),
        '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{3000}' => Some(Some(' ')),
        '\u{ff1a}' | '\u{2236}' => Some(Some(':')),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Some(None),
        _ => digit.map(Some),
    }
}

/// What the words and numbers of a date say.
#[derive(Default)]
struct Written {
    year: Option<i16>,
    month: Option<i8>,
    date: Option<i8>,
    /// `14:30` or `14:30:05`.
    time: Option<String>,
    /// `+05:00`.
    zone: Option<String>,
}

/// Words that say nothing of which day it is; those of a week are "sat" or "saturday".
fn is_idle(word: &str) -> bool {
    let is_of_week = |day: &str| ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains(&day);
    ["of", "at", "on", "the"].contains(&word)
        || is_of_week(word)
        || word.ends_with("day") && word.get(..3).is_some_and(is_of_week)
}

impl Written {
    /// `None` where a word is none of a date, or says what another one says otherwise.
    fn read(text: &str) -> Option<Written> {
        let mut written = Written::default();
        let text = text.to_lowercase().replace(',', " ").replace("a.m.", "am").replace("p.m.", "pm");
        let text = text.replace(" am", "am").replace(" pm", "pm");
        for word in text.split_whitespace() {
            let has_month = word.split('-').any(|part| month(part).is_some());
            match has_month {
                true => word.split('-').try_for_each(|part| written.take(part))?,
                false => written.take(word)?,
            }
        }
        Some(written)
    }

    fn take(&mut self, word: &str) -> Option<()> {
        if let Some((year, month, date)) = numbers(word) {
            set(&mut self.year, year)?;
            set(&mut self.month, month)?;
            return date.map_or(Some(()), |date| set(&mut self.date, date));
        }
        if let Some(zone) = zone(word) {
            return set(&mut self.zone, zone);
        }
        if let Some(time) = time(word) {
            return set(&mut self.time, time);
        }
        if let Some(month) = month(word) {
            return set(&mut self.month, month);
        }
        let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        match number.parse::<i16>() {
            Ok(year) if number.len() == 4 => set(&mut self.year, year),
            Ok(date) if number.len() < 3 => set(&mut self.date, i8::try_from(date).ok()?),
            _ => is_idle(word).then_some(()),
        }
    }

    fn day(&self) -> Option<Date> {
        Date::new(self.year.filter(|year| *year >= 1000)?, self.month?, self.date?).ok()
    }
}

/// Says what was not said yet.
fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.is_none().then(|| *place = Some(value))
}

/// A month by its English name, or the beginning of it.
fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let word = if word == "sept" { "sep" } else { word };
    let is_named = |month: &&str| word.len() >= 3 && month.to_lowercase().starts_with(word);
    MONTHS.iter().position(is_named).and_then(|at| i8::try_from(at + 1).ok())
}

/// Year, month and day in numbers, the day left out or not.
fn numbers(word: &str) -> Option<(i16, i8, Option<i8>)> {
    if word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()) {
        return Some((word[..4].parse().ok()?, word[4..6].parse().ok()?, Some(word[6..].parse().ok()?)));
    }
    let numbers: Vec<&str> = word.split(['-', '/', '.', '_']).collect();
    let all: Option<Vec<i16>> = numbers.iter().map(|it| it.parse().ok()).collect();
    let (year, month, day) = match (&numbers[..], &all?[..]) {
        ([first, _], [year, month]) if first.len() == 4 => (*year, *month, None),
        ([_, last], [month, year]) if last.len() == 4 => (*year, *month, None),
        ([first, _, _], [year, month, day]) if first.len() == 4 => (*year, *month, Some(*day)),
        ([_, _, last], [day, month, year]) if last.len() == 4 && *day > 12 => (*year, *month, Some(*day)),
        ([_, _, last], [month, day, year]) if last.len() == 4 && (*day > 12 || day == month) => {
            (*year, *month, Some(*day))
        }
        _ => return None,
    };
    let day = match day {
        Some(day) => Some(i8::try_from(day).ok()?),
        None => None,
    };
    Some((year, i8::try_from(month).ok()?, day))
}

/// A time of day: `14:30`, `2:30pm`, `2pm`.
fn time(word: &str) -> Option<String> {
    let half = ["am", "pm"].iter().find_map(|half| Some((word.strip_suffix(half)?, *half)));
    let (clock, half) = half.map_or((word, None), |(clock, half)| (clock, Some(half)));
    let mut parts = clock.split(':');
    let hours: u8 = parts.next()?.parse().ok()?;
    let rest: Vec<&str> = parts.collect();
    let is_shaped = rest.len() <= 2
        && rest.iter().all(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let hours = match half {
        Some(_) if !(1..=12).contains(&hours) => return None,
        Some(half) => hours % 12 + if half == "pm" { 12 } else { 0 },
        None if rest.is_empty() => return None,
        None => hours,
    };
    let rest = if rest.is_empty() { "00".to_string() } else { rest.join(":") };
    is_shaped.then(|| format!("{hours:02}:{rest}"))
}

/// A distance from UTC: `+0500`, `GMT`.
fn zone(word: &str) -> Option<String> {
    let bare = ["utc", "gmt"].iter().find_map(|name| word.strip_prefix(name)).unwrap_or(word);
    if bare.is_empty() || bare == "z" {
        return Some("Z".to_string());
    }
    let digits: String = bare.strip_prefix(['+', '-'])?.chars().filter(|c| *c != ':').collect();
    let is_shaped = matches!(digits.len(), 1 | 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
    let (hours, minutes) = if digits.len() == 4 { digits.split_at(2) } else { (&*digits, "00") };
    is_shaped.then(|| format!("{}{hours:0>2}:{minutes}", &bare[..1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_written_otherwise_is_told_as_it_should_be() {
        let said = |text: &str| rewritten(text).map(|day| day.to_string()).unwrap_or_default();
        for text in [
            "2018/2/19",
            "20180219",
            "19.2.2018",
            "2/19/2018",
            "2018_02_19",
            "2018-2-19",
            "19 February 2018",
            "Feb. 19th, 2018",
            "Monday, 19 Feb 2018",
            "19-Feb-2018",
            "2018\u{2011}02\u{2011}19",
            "۲۰۱۸-۰۲-۱۹",
            "2018-02-19T14:30:00Z",
        ] {
            assert_eq!(said(text), "2018-02-19", "{text}");
        }
        for text in ["3/2/2018", "2018-13-45", "yesterday", "2018", "May I 2018", "2 2 2018", "February 2018"]
        {
            assert_eq!(said(text), "", "{text}");
        }
    }

    #[test]
    fn a_time_written_otherwise_goes_with_its_day() {
        let said = |text: &str| rewritten_moment(text).unwrap_or_default();
        for (text, moment) in [
            ("2018-02-19 2:30 PM", "2018-02-19 14:30"),
            ("2018-02-19 12:05 a.m.", "2018-02-19 00:05"),
            ("February 19, 2018 at 2pm", "2018-02-19 14:00"),
            ("Mon, 19 Feb 2018 10:00:00 +0530", "2018-02-19T10:00:00+05:30"),
            ("2018-02-19 10:00:00 -4", "2018-02-19T10:00:00-04:00"),
            ("2018-02-19 10:00 UTC+3", "2018-02-19T10:00+03:00"),
            ("Mon Feb 19 10:00:00 UTC 2018", "2018-02-19T10:00:00Z"),
            ("19 February 2018", "2018-02-19"),
            ("2018-02-19 14:30 EST", ""),
            ("2018-02-19 25:30", ""),
            ("February 2018", ""),
        ] {
            assert_eq!(said(text), moment, "{text}");
        }
        for (text, partial) in
            [("February 2018", "2018-02"), ("2018/2", "2018-02"), ("02/2018", "2018-02"), ("spring 2018", "")]
        {
            assert_eq!(rewritten_partial(text).unwrap_or_default(), partial, "{text}");
        }
    }
}
