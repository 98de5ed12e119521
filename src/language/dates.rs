//! How dates are put.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Serialize;

use super::{Language, filled};
use crate::date::Partial;

/// What a language's file says of dates.
#[derive(Debug, Default)]
pub(super) struct Dates {
    pub(super) day: String,
    pub(super) month: String,
    pub(super) short: String,
    /// How the first day of a month is written, where it is not 1.
    pub(super) first: String,
    pub(super) months: Vec<String>,
    pub(super) months_in_dates: Vec<String>,
    pub(super) short_months: Vec<String>,
    pub(super) weekdays: Vec<String>,
}

/// How a day is written in short, for scripts.
#[derive(Debug, Serialize)]
pub struct ShortDates<'a> {
    /// "{day} {month}".
    pub pattern: &'a str,
    /// How the first day of a month is written, where it is not 1; else empty.
    pub first: &'a str,
    /// The months, with a bar between them.
    pub months: String,
}

impl Language {
    /// "19 February 2018".
    pub fn day(&self, date: Date) -> String {
        let month = name(&self.dates.months_in_dates, date.month());
        date_filled(&self.dates.day, &self.day_of_month(date), month, date.year())
    }

    /// "19 Feb".
    pub fn short(&self, date: Date) -> String {
        let month = name(&self.dates.short_months, date.month());
        date_filled(&self.dates.short, &self.day_of_month(date), month, date.year())
    }

    /// What `short` goes by.
    pub fn short_dates(&self) -> ShortDates<'_> {
        let Dates { short, first, short_months, .. } = &self.dates;
        ShortDates { pattern: short, first, months: short_months.join("|") }
    }

    fn day_of_month(&self, date: Date) -> String {
        match date.day() {
            1 if !self.dates.first.is_empty() => self.dates.first.clone(),
            day => day.to_string(),
        }
    }

    /// "February 2018".
    pub fn month(&self, year: i16, month: i8) -> String {
        date_filled(&self.dates.month, "", name(&self.dates.months, month), year)
    }

    /// "February".
    pub fn month_name(&self, month: i8) -> &str {
        name(&self.dates.months, month)
    }

    /// "Monday".
    pub fn weekday(&self, date: Date) -> &str {
        &self.dates.weekdays[date.weekday().to_monday_zero_offset() as usize]
    }

    /// As much of a date as is known.
    pub fn partial(&self, date: Partial) -> String {
        match (date.month(), date.day()) {
            (_, Some(_)) => self.day(date.first()),
            (Some(month), None) => self.month(date.first().year(), month),
            (None, None) => date.first().year().to_string(),
        }
    }
}

fn name(months: &[String], month: i8) -> &str {
    &months[usize::from(month.unsigned_abs().clamp(1, 12)) - 1]
}

fn date_filled(pattern: &str, day: &str, month: &str, year: i16) -> String {
    filled(pattern, |name, out| match name {
        "day" => out.write_str(day).ok(),
        "month" => out.write_str(month).ok(),
        "year" => write!(out, "{year}").ok(),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::of;

    #[test]
    fn dates_are_put_as_in_the_language() {
        let day = jiff::civil::date(2018, 2, 9);
        assert_eq!(of("en-GB").day(day), "9 February 2018");
        assert_eq!(of("ru").day(day), "9 февраля 2018");
        assert_eq!(of("ru").month(2018, 2), "февраль 2018");
        assert_eq!(of("es").day(day), "9 de febrero de 2018");
        assert_eq!(of("ur").weekday(day), "جمعہ");
        assert_eq!(of("fr").short(day), "9 févr.");
        let ShortDates { pattern, first, months } = of("fr").short_dates();
        assert_eq!((pattern, first, &months[..12]), ("{day} {month}", "1er", "janv.|févr."));
        assert_eq!(of("fr").day(jiff::civil::date(2018, 3, 1)), "1er mars 2018");
    }
}
