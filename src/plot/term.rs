//! A term of office as a bar on a line of years.

use jiff::civil::Date;

use super::percent;

/// The bar from `from` to `to` on a line that reaches from the first day of `years.0` to the last of `years.1`; an end
/// that is not known lies at the end of the line.
pub fn bar(from: Option<Date>, to: Option<Date>, years: (i16, i16)) -> String {
    let whole = f64::from(years.1 - years.0 + 1);
    let at = |day: Date| {
        let within = f64::from(day.day_of_year()) / f64::from(day.days_in_year());
        ((f64::from(day.year() - years.0) + within) / whole).clamp(0.0, 1.0)
    };
    let start = from.map_or(0.0, at);
    let end = to.map_or(1.0, at).max(start);
    // At least wide enough to be seen.
    let width = (end - start).max(0.008);
    format!(
        "<svg class=\"term\" width=\"100%\" height=\"6\" aria-hidden=\"true\" direction=\"ltr\"><rect x=\"{}\" width=\"{}\" height=\"6\"/></svg>",
        percent(start.min(0.992)),
        percent(width)
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::bar;

    #[test]
    fn a_term_lies_on_its_years() {
        let svg = bar(Some(date(2010, 7, 2)), None, (2010, 2019));
        assert!(svg.contains("x=\"5%\" width=\"95%\""), "{svg}");
        let svg = bar(Some(date(2019, 12, 31)), Some(date(2019, 12, 31)), (2010, 2019));
        assert!(svg.contains("x=\"99.2%\" width=\"0.8%\""), "{svg}");
        assert!(bar(None, None, (2018, 2018)).contains("x=\"0%\" width=\"100%\""));
    }
}
