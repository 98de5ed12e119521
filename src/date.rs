//! Dates as a digest needs them: the moment of an article and "now"; partial dates of offices and weeks beside it.
//! Never reads files; only [`now`] looks at the environment and the clock.

mod partial;
mod week;
mod written;

use jiff::civil::{self, Date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

pub use partial::Partial;
pub use week::Week;
pub use written::{plain, rewritten, rewritten_moment, rewritten_partial, unlike};

/// When an article was published: a point in time and its day in the digest's time zone.
/// Ordered by the point in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The point in time; midnight of the digest's zone when only a date is given.
    pub timestamp: Timestamp,
    /// Calendar day in the digest's zone: the one that URLs and editions use.
    pub day: Date,
    /// Whether the author gave a time of day.
    pub has_time: bool,
    /// RFC 3339 in the digest's zone.
    pub rfc3339: String,
    /// Noon of the day when only a date is given, and the same as RFC 3339.
    noon: Option<(Timestamp, String)>,
}

fn rfc3339(zoned: &ZonedDateTime) -> String {
    zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

impl Moment {
    fn new(zoned: &ZonedDateTime, has_time: bool) -> Moment {
        Moment {
            timestamp: zoned.timestamp(),
            day: zoned.date(),
            has_time,
            rfc3339: rfc3339(zoned),
            noon: None,
        }
    }

    /// Reads a date (`2018-02-19`) or a date-time (`2018-02-19T14:30:00+05:00`, `2018-02-19 14:30`);
    /// without an offset it is in `zone`. Errors say what is wrong, for the author.
    pub fn parse(text: &str, zone: &TimeZone) -> Result<Moment, String> {
        let text = text.trim();
        check_shape(text)?;
        // Jekyll writes `2018-02-19 14:30:00 +0500`.
        let spaced = text.rfind(" +").or_else(|| text.rfind(" -")).filter(|at| *at > 10);
        let joined = spaced.map(|at| format!("{}{}", &text[..at], &text[at + 1..]));
        let text = joined.as_deref().unwrap_or(text);
        // `2018-02-19 9:30`
        let padded = (text.len() > 12 && text.as_bytes()[11].is_ascii_digit() && text.as_bytes()[12] == b':')
            .then(|| format!("{}0{}", &text[..11], &text[11..]));
        let text = padded.as_deref().unwrap_or(text);
        if text.len() == 10 {
            let day = parse_day(text)?;
            let at =
                |hour| day.at(hour, 0, 0, 0).to_zoned_datetime(zone.clone()).map_err(|_| OUTSIDE.to_string());
            let (midnight, noon) = (at(0)?, at(12)?);
            let noon = Some((noon.timestamp(), rfc3339(&noon)));
            // A day that begins after midnight (a clock change) is still that day.
            return Ok(Moment { day, noon, ..Moment::new(&midnight, false) });
        }
        let zoned = match text.parse::<Timestamp>() {
            Ok(timestamp) => timestamp.to_zoned_datetime(zone.clone()),
            Err(_) => text
                .parse::<civil::DateTime>()
                .and_then(|local| local.to_zoned_datetime(zone.clone()))
                .map_err(|_| no_moment(text))?,
        };
        if !(1000..=9999).contains(&zoned.year()) {
            return Err(OUTSIDE.to_string());
        }
        Ok(Moment::new(&zoned, true))
    }

    /// The point in time that readers are told where a format wants one: of a mere date noon, which is that day nearly
    /// everywhere, while midnight is the day before for all who live west of the digest.
    pub fn told(&self) -> Timestamp {
        self.noon.as_ref().map_or(self.timestamp, |(noon, _)| *noon)
    }

    /// The same as RFC 3339, in the digest's zone.
    pub fn told_rfc3339(&self) -> &str {
        self.noon.as_ref().map_or(&self.rfc3339, |(_, noon)| noon)
    }

    /// ISO 8601, as precise as it is known: the date alone, or RFC 3339 where a time is known.
    pub fn iso(&self) -> &str {
        if self.has_time { &self.rfc3339 } else { &self.rfc3339[..10] }
    }

    /// RFC 2822, in UTC, as RSS wants it.
    pub fn rfc2822(&self) -> String {
        self.told().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
    }

    /// The moment of a point in time.
    pub fn at(timestamp: Timestamp, zone: &TimeZone) -> Moment {
        Moment::new(&timestamp.to_zoned_datetime(zone.clone()), true)
    }
}

/// Dates are written with hyphens, year first; jiff would take more forms.
fn check_shape(text: &str) -> Result<(), String> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(at, b)| match at {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        })
        && (bytes.len() == 10 || matches!(bytes[10], b'T' | b't' | b' '));
    if shaped { Ok(()) } else { Err("it is not written year-month-day".to_string()) }
}

const OUTSIDE: &str = "the year lies outside 1000 to 9999";

/// Why a text with the shape of a date and a time is none.
fn no_moment(text: &str) -> String {
    let is_one = parse_day(&text[..10]).and_then(|_| check_time(text[11..].trim_start()));
    is_one.err().unwrap_or_else(|| OUTSIDE.to_string())
}

/// A time of day, and behind it the offset from UTC, if any: `14:30`, `14:30:00.5Z`, `14:30:00+05:00`.
fn check_time(text: &str) -> Result<(), String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(text.len());
    let (clock, zone) = text.split_at(end);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let is_shaped = matches!(parts.len(), 2 | 3)
        && parts.iter().all(|part| part.len() == 2 && !part.contains('.'))
        && (1..=9).contains(&fraction.len())
        && fraction.bytes().all(|b| b.is_ascii_digit());
    if !is_shaped {
        return Err("a time is written hh:mm or hh:mm:ss".to_string());
    }
    for (part, (name, last)) in parts.iter().zip([("hours", 23), ("minutes", 59), ("seconds", 59)]) {
        if part.parse().is_ok_and(|number: u8| number > last) {
            return Err(format!("{name} go from 00 to {last}"));
        }
    }
    let digits: Vec<Option<u8>> =
        zone.get(1..).unwrap_or_default().split(':').map(|part| part.parse().ok()).collect();
    match (zone.chars().next(), &digits[..]) {
        (None, _) => Ok(()),
        _ if ["am", "pm"].contains(&zone.trim().to_lowercase().as_str()) => {
            Err("a day has 24 hours here, and no am and pm".to_string())
        }
        (Some('Z' | 'z'), _) if zone.len() == 1 => Ok(()),
        (Some('+' | '-'), [Some(hours), Some(minutes)]) if zone.len() == 6 => {
            let is_one = *hours <= 14 && *minutes <= 59;
            is_one.then_some(()).ok_or_else(|| format!("no zone lies {zone} from UTC"))
        }
        _ => Err("write the zone as +hh:mm or Z".to_string()),
    }
}

/// Reads a day: `2018-02-19`.
pub fn parse_day(text: &str) -> Result<Date, String> {
    check_shape(text)?;
    if text.len() != 10 {
        return Err("it has more than year, month and day".to_string());
    }
    let number = |range: std::ops::Range<usize>| text[range].parse::<i16>().unwrap_or_default();
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    if !(1000..=9999).contains(&year) {
        return Err(OUTSIDE.to_string());
    }
    if !(1..=12).contains(&month) {
        return Err(format!("there is no month {month}"));
    }
    Date::new(year, month as i8, day as i8)
        .map_err(|_| format!("{} {year} has no day {day}", MONTHS[month as usize - 1]))
}

/// For what is said to authors.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The moment that decides what is published: the flag, else `SOURCE_DATE_EPOCH`
/// (reproducible-builds.org), else the clock.
pub fn now(flag: Option<&str>, zone: &TimeZone) -> Result<Moment, String> {
    if let Some(text) = flag {
        return Moment::parse(text, zone).map_err(|error| format!("--now {text}: {error}"));
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds
            .trim()
            .parse()
            .ok()
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .map(|timestamp| Moment::at(timestamp, zone))
            .ok_or_else(|| format!("SOURCE_DATE_EPOCH is {seconds:?}, not a number of seconds")),
        Err(_) => Ok(Moment::at(Timestamp::now(), zone)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    #[test]
    fn a_date_is_a_day_of_the_digests_zone() {
        let moment = Moment::parse("2018-02-19", &zone("Asia/Karachi")).unwrap();
        assert_eq!(moment.rfc3339, "2018-02-19T00:00:00+05:00");
        assert!(!moment.has_time);
    }

    #[test]
    fn a_date_is_told_as_noon() {
        let day = Moment::parse("2018-12-26", &zone("Asia/Karachi")).unwrap();
        assert_eq!(day.told_rfc3339(), "2018-12-26T12:00:00+05:00");
        assert_eq!(day.rfc2822(), "Wed, 26 Dec 2018 07:00:00 +0000");
        assert_eq!(day.iso(), "2018-12-26");
        let minute = Moment::parse("2018-12-26 02:30", &zone("Asia/Karachi")).unwrap();
        assert_eq!(minute.told_rfc3339(), "2018-12-26T02:30:00+05:00");
        assert_eq!((minute.told(), minute.iso()), (minute.timestamp, minute.told_rfc3339()));
    }

    #[test]
    fn offsets_move_the_day() {
        let karachi = zone("Asia/Karachi");
        let day = |text| Moment::parse(text, &karachi).unwrap().day.to_string();
        assert_eq!(day("2018-02-19T22:30:00Z"), "2018-02-20");
        assert_eq!(day("2018-02-19 23:59"), "2018-02-19");
        assert_eq!(day("2018-02-19T01:00:00+09:00"), "2018-02-18");
    }

    #[test]
    fn what_is_no_date_says_why() {
        let utc = TimeZone::UTC;
        let wrong = |text| Moment::parse(text, &utc).unwrap_err();
        assert_eq!(wrong("2018-02-30"), "February 2018 has no day 30");
        assert_eq!(wrong("2018-13-01"), "there is no month 13");
        assert!(wrong("0000-01-01").contains("outside 1000 to 9999"));
        assert!(wrong("19.2.2018").contains("year-month-day"));
        assert!(wrong("20180219").contains("year-month-day"));
        // Noon of that day, west of Greenwich, is later than the latest point in time.
        assert_eq!(wrong("9999-12-31"), OUTSIDE);
    }

    #[test]
    fn what_is_no_time_says_why() {
        let parse = |text: &str| Moment::parse(text, &TimeZone::UTC);
        for time in [
            "T14:30",
            " 14:30",
            "t14:30:05",
            "T14:30:05.25Z",
            "T14:30:00+05:00",
            " 14:30-03:30",
            "T14:30z",
            " 14:30:00 +0500",
        ] {
            assert!(parse(&format!("2018-02-19{time}")).is_ok(), "{time}");
        }
        for (time, why) in [
            ("T24:00:00Z", "hours go from 00 to 23"),
            ("T14:60", "minutes go from 00 to 59"),
            ("T14:30:75Z", "seconds go from 00 to 59"),
            (" 14:30 EST", "write the zone as +hh:mm or Z"),
            ("T14:30:00+99:00", "no zone lies +99:00 from UTC"),
            (" 2pm", "a time is written hh:mm or hh:mm:ss"),
            ("T", "a time is written hh:mm or hh:mm:ss"),
        ] {
            assert_eq!(parse(&format!("2018-02-19{time}")).unwrap_err(), why, "{time}");
        }
        assert_eq!(parse("2018-02-30T14:30").unwrap_err(), "February 2018 has no day 30");
    }
}
