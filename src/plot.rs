//! Small pictures as SVG: coverage over time, terms of office, the map. Attributes and classes only, for the site's
//! Content-Security-Policy allows no inline style. Never knows articles or templates.

pub mod coverage;
pub mod map;
pub mod term;

/// A share of the whole width, as SVG writes it: one decimal, and none where it is nought.
fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round() as i64;
    match tenths % 10 {
        0 => format!("{}%", tenths / 10),
        rest => format!("{}.{rest}%", tenths / 10),
    }
}
