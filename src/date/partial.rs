//! Dates of which only the year, or year and month, may be known.

use std::fmt;

use jiff::civil::{self, Date};

use super::parse_day;

/// A date of which only the year, or year and month, may be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Partial {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl Partial {
    /// Reads `2015`, `2015-10` or `2015-10-03`.
    pub fn parse(text: &str) -> Result<Partial, String> {
        let text = text.trim();
        let wrong = || "it is neither a year, a month nor a day".to_string();
        if !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Err(wrong());
        }
        match text.len() {
            4 => parse_day(&format!("{text}-01-01")).map(|d| Partial {
                year: d.year(),
                month: None,
                day: None,
            }),
            7 => parse_day(&format!("{text}-01")).map(|d| Partial {
                year: d.year(),
                month: Some(d.month()),
                day: None,
            }),
            10 => parse_day(text).map(Partial::from),
            _ => Err(wrong()),
        }
    }

    /// The first day of the period.
    pub fn first(self) -> Date {
        civil::date(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day of the period.
    pub fn last(self) -> Date {
        match (self.month, self.day) {
            (_, Some(_)) => self.first(),
            (Some(_), None) => self.first().last_of_month(),
            (None, None) => self.first().last_of_year(),
        }
    }

    /// The month, where it is known.
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, where it is known.
    pub fn day(self) -> Option<i8> {
        self.day
    }
}

impl From<Date> for Partial {
    fn from(date: Date) -> Partial {
        Partial { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for Partial {
    /// ISO 8601, as precise as it is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_are_their_whole_period() {
        let partial = |text| Partial::parse(text).unwrap();
        assert_eq!(partial("2015").last().to_string(), "2015-12-31");
        assert_eq!(partial("2016-02").last().to_string(), "2016-02-29");
        assert!(Partial::parse("2015-2").is_err());
        assert!(Partial::parse("spring").is_err());
    }
}
