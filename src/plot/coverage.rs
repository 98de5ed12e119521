//! Articles over time: a labelled chart by month, and a sparkline that stands beside a name in a list.

use std::fmt::Write as _;

use super::percent;
use crate::html::escaped;

/// Height of the bars, of the line above them for the highest number, and of the line below for the years.
const BARS: usize = 56;
const ABOVE: usize = 16;
const BELOW: usize = 18;
/// Width of a month in units of the bars' own picture, which is stretched to the width of the page.
const STEP: usize = 12;
/// Years that are named below the bars at most.
const NAMED: usize = 6;
/// Bars of a sparkline, and its height.
const SPARKS: usize = 24;
const SPARK: usize = 8;

/// Articles by month as bars, `(year, month 1 to 12, articles)` from the oldest to the newest without gaps. The highest
/// bar has its number, the axis its years. `title` is what those hear who do not see it.
pub fn chart(months: &[(i16, i8, usize)], title: &str) -> String {
    let peak = months.iter().map(|month| month.2).max().unwrap_or(0).max(1);
    let at = |place: usize| place as f64 / months.len() as f64;
    let height = ABOVE + BARS + BELOW;
    let base = ABOVE + BARS;
    let mut svg = format!(
        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"d-coverage\" width=\"100%\" height=\"{height}\" direction=\"ltr\"><title id=\"d-coverage\">{}</title><svg y=\"{ABOVE}\" width=\"100%\" height=\"{BARS}\" viewBox=\"0 0 {} {BARS}\" preserveAspectRatio=\"none\"><path d=\"{}\"/></svg><line y1=\"{base}\" x2=\"100%\" y2=\"{base}\"/>",
        escaped(title),
        months.len() * STEP,
        bars(months.iter().map(|month| month.2), peak, BARS, STEP, 10),
    );
    if let Some(highest) = months.iter().position(|month| month.2 == peak) {
        let middle = at(highest) + 0.5 / months.len() as f64;
        let _ = write!(svg, "<text x=\"{}\" y=\"11\"{}>{peak}</text>", percent(middle), anchor(middle));
    }
    for (place, year) in years(months) {
        let (x, y) = (percent(at(place)), height - 4);
        if place > 0 {
            let _ = write!(svg, "<line x1=\"{x}\" y1=\"{base}\" x2=\"{x}\" y2=\"{}\"/>", base + 5);
        }
        let _ = write!(
            svg,
            "<text x=\"{x}\" y=\"{y}\"{}>{year}</text>",
            if place > 0 { anchor(at(place)) } else { "" }
        );
    }
    svg.push_str("</svg>");
    svg
}

/// Where each year that is named begins: the first, and every January that leaves room for its name.
fn years(months: &[(i16, i8, usize)]) -> Vec<(usize, i16)> {
    let all = months.iter().filter(|month| month.1 == 1).count();
    let every = all.div_ceil(NAMED).max(1) as i16;
    let room = months.len() / 6;
    let januaries = months
        .iter()
        .enumerate()
        .filter(|(place, (year, month, _))| *month == 1 && year % every == 0 && *place >= room && *place > 0);
    let first = months.first().map(|month| (0, month.0));
    let mut named: Vec<(usize, i16)> = januaries.map(|(place, month)| (place, month.0)).collect();
    let is_free = named.first().is_none_or(|(place, _)| *place > room);
    if let Some(first) = first.filter(|_| is_free) {
        named.insert(0, first);
    }
    named
}

/// A number or name near an edge grows away from it.
fn anchor(at: f64) -> &'static str {
    match at {
        at if at < 0.04 => "",
        at if at > 0.96 => " text-anchor=\"end\"",
        _ => " text-anchor=\"middle\"",
    }
}

/// The same at a glance: a couple of dozen bars over the whole time, for those who see; the number stands beside it.
pub fn sparkline(months: &[usize]) -> String {
    let bins = months.len().clamp(1, SPARKS);
    let mut counts = vec![0; bins];
    for (place, count) in months.iter().enumerate() {
        counts[place * bins / months.len()] += count;
    }
    let peak = counts.iter().copied().max().unwrap_or(0).max(1);
    format!(
        "<svg class=\"spark\" viewBox=\"0 0 {} {SPARK}\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"{}\"/></svg>",
        bins * 4,
        bars(counts.into_iter(), peak, SPARK, 4, 3),
    )
}

/// Bars as one path; at least a fourteenth high, so that one article among hundreds is seen.
fn bars(
    counts: impl Iterator<Item = usize>,
    peak: usize,
    height: usize,
    step: usize,
    width: usize,
) -> String {
    let mut path = String::new();
    for (place, count) in counts.enumerate().filter(|(_, count)| *count > 0) {
        let high = (count * height / peak).max(height.div_ceil(14));
        let _ = write!(path, "M{} {height}v-{high}h{width}v{high}z", place * step + (step - width) / 2);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_the_ground_and_fit() {
        let svg = chart(&[(2017, 12, 300), (2018, 1, 0), (2018, 2, 1)], "Articles <by> month");
        assert!(svg.contains("M1 56v-56h10v56z") && svg.contains("M25 56v-4h10v4z"), "{svg}");
        assert!(svg.contains("&lt;by&gt;") && svg.contains(">300</text>"), "{svg}");
        // December 2017 is too narrow for its year and the next.
        assert_eq!(svg.matches("</text>").count(), 3, "{svg}");
    }

    #[test]
    fn a_long_time_names_few_years() {
        let months: Vec<(i16, i8, usize)> =
            (0..600).map(|at| (1970 + at / 12, (at % 12 + 1) as i8, 1)).collect();
        let named = years(&months);
        assert!(named.len() <= NAMED + 1 && named.len() > 3, "{named:?}");
        assert!(named.windows(2).all(|pair| pair[1].0 - pair[0].0 > 60), "{named:?}");
    }

    #[test]
    fn a_sparkline_keeps_every_article() {
        assert_eq!(sparkline(&[1; 100]).matches('M').count(), SPARKS);
        assert_eq!(sparkline(&[0, 2, 0]).matches('M').count(), 1);
    }
}
