//! Weeks from Monday to Sunday, numbered as ISO 8601 does.

use jiff::civil::{self, Date};

/// An ISO 8601 week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    /// The week's year, which may differ from the calendar year around New Year.
    pub year: i16,
    /// 1 to 53.
    pub week: i8,
}

impl Week {
    /// The week that holds a day.
    pub fn of(date: Date) -> Week {
        let week = date.iso_week_date();
        Week { year: week.year(), week: week.week() }
    }

    /// Its Monday.
    pub fn monday(self) -> Date {
        civil::ISOWeekDate::new(self.year, self.week, civil::Weekday::Monday)
            .map_or(Date::MAX, |week| week.date())
    }

    /// Reads `2018-w08`.
    pub fn parse(text: &str) -> Option<Week> {
        let (year, week) = text.split_once("-w").or_else(|| text.split_once("-W"))?;
        if year.len() != 4 || week.len() != 2 {
            return None;
        }
        let (year, week) = (year.parse().ok()?, week.parse().ok()?);
        civil::ISOWeekDate::new(year, week, civil::Weekday::Monday).ok()?;
        Some(Week { year, week })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_follow_iso_8601() {
        assert_eq!(Week::of(civil::date(2018, 2, 19)), Week { year: 2018, week: 8 });
        assert_eq!(Week::of(civil::date(2018, 12, 31)), Week { year: 2019, week: 1 });
        assert_eq!(Week::parse("2018-w08").unwrap().monday().to_string(), "2018-02-19");
        assert_eq!(Week::parse("2018-w60"), None);
    }
}
