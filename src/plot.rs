//! Small pictures as SVG. Attributes and classes only: the site's Content-Security-Policy allows no inline style.

use std::fmt::Write as _;

use crate::html::escaped;

/// Width of a month in the coverage chart, and its height, in units of the picture.
const STEP: usize = 12;
const HEIGHT: usize = 56;

/// Articles by month as bars, `(month 1 to 12, articles)` from the oldest to the newest without gaps; a line stands
/// where a year begins. `title` is what those hear who do not see it.
pub fn coverage(months: &[(i8, usize)], title: &str) -> String {
    let width = months.len() * STEP;
    let peak = months.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let mut svg = format!(
        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"d-coverage\" width=\"{width}\" height=\"{HEIGHT}\" viewBox=\"0 0 {width} {HEIGHT}\" preserveAspectRatio=\"none\"><title id=\"d-coverage\">{}</title>",
        escaped(title)
    );
    for (place, (month, count)) in months.iter().enumerate() {
        let x = place * STEP;
        if *month == 1 && place > 0 {
            let _ = write!(svg, "<path d=\"M{x} 0v{HEIGHT}\"/>");
        }
        if *count > 0 {
            // At least two units high, so that one article among hundreds is seen.
            let height = (count * (HEIGHT - 4) / peak).max(2);
            let _ = write!(
                svg,
                "<rect x=\"{}\" y=\"{}\" width=\"10\" height=\"{height}\"/>",
                x + 1,
                HEIGHT - height
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::coverage;

    #[test]
    fn bars_stand_on_the_ground_and_fit() {
        let svg = coverage(&[(12, 300), (1, 0), (2, 1)], "Articles <by> month");
        assert!(svg.contains("<rect x=\"1\" y=\"4\" width=\"10\" height=\"52\"/>"), "{svg}");
        assert!(svg.contains("<rect x=\"25\" y=\"54\" width=\"10\" height=\"2\"/>"), "{svg}");
        assert!(svg.contains("<path d=\"M12 0v56\"/>") && svg.contains("&lt;by&gt;"), "{svg}");
        assert_eq!(svg.matches("<rect").count(), 2);
    }
}
