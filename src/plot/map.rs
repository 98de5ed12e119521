//! The world with countries shaded by their number of articles. The shapes are those of `static/map.svg`, which
//! `geometry/make.mjs` writes: pages refer to that file, only the page of the map carries them itself.

use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::entity::CountryId;
use crate::html::escaped;

/// A country with articles, as the map shows it.
#[derive(Debug)]
pub struct Shaded<'a> {
    /// Which.
    pub country: CountryId,
    /// Its page.
    pub url: &'a str,
    /// What is said of it: "Russia: 12 articles".
    pub label: String,
    /// How dark it is, 1 to `LEVELS`.
    pub level: usize,
}

/// How many shades there are.
pub const LEVELS: usize = 5;

/// The shade of a number of articles, `most` being the highest. By its logarithm: few countries have most of the news.
pub fn level(count: usize, most: usize) -> usize {
    let share = ((1 + count) as f64).ln() / ((1 + most.max(1)) as f64).ln();
    ((share * LEVELS as f64).ceil() as usize).clamp(1, LEVELS)
}

const FILE: &str = include_str!("../../static/map.svg");

/// The code and the path of every country that has a shape.
static SHAPES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let shape =
        |line: &'static str| line.strip_prefix("<path id=\"")?.strip_suffix("\"/>")?.split_once("\" d=\"");
    FILE.lines().filter_map(shape).collect()
});

/// The `viewBox` of the file.
fn view_box() -> &'static str {
    FILE.split_once("viewBox=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default()
}

/// Whether a country has a shape.
pub fn has_shape(country: CountryId) -> bool {
    SHAPES.binary_search_by_key(&country.as_str(), |(code, _)| code).is_ok()
}

/// The whole map, every shape in it. Each country with articles is a link; the page has a table for the keyboard and for
/// those who do not see it.
pub fn whole(countries: &[Shaded<'_>]) -> String {
    let mut svg = format!("<svg class=\"map\" viewBox=\"{}\" aria-hidden=\"true\">", view_box());
    let shaded = |code: &str| countries.iter().find(|it| it.country.as_str() == code);
    svg.push_str("<path class=\"land\" d=\"");
    for (_, path) in SHAPES.iter().filter(|(code, _)| shaded(code).is_none()) {
        svg.push_str(path);
    }
    svg.push_str("\"/>");
    for (code, path) in SHAPES.iter() {
        if let Some(it) = shaded(code) {
            open(&mut svg, it);
            let _ = write!(svg, "<path d=\"{path}\"/></a>");
        }
    }
    svg.push_str("</svg>");
    svg
}

/// A small map that refers to the file of shapes at `url`.
pub fn small(countries: &[Shaded<'_>], url: &str) -> String {
    let url = escaped(url);
    let mut svg = format!(
        "<svg class=\"map\" viewBox=\"{}\" aria-hidden=\"true\"><use class=\"land\" href=\"{url}#world\"/>",
        view_box()
    );
    for it in countries.iter().filter(|it| has_shape(it.country)) {
        open(&mut svg, it);
        let _ = write!(svg, "<use href=\"{url}#{}\"/></a>", it.country.as_str());
    }
    svg.push_str("</svg>");
    svg
}

fn open(svg: &mut String, it: &Shaded<'_>) {
    let (url, label) = (escaped(it.url), escaped(&it.label));
    let _ = write!(svg, "<a class=\"s{}\" href=\"{url}\" tabindex=\"-1\"><title>{label}</title>", it.level);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_is_a_country_of_the_atlas() {
        assert!(SHAPES.len() > 230, "{}", SHAPES.len());
        assert_eq!(SHAPES.len(), FILE.matches("<path").count());
        assert!(SHAPES.is_sorted() && FILE.len() < 60_000, "{} bytes", FILE.len());
        for (code, path) in SHAPES.iter() {
            assert!(crate::atlas::codes().any(|known| known == *code), "{code}");
            // Absolute at its beginning, so that shapes can be put behind one another.
            assert!(path.starts_with('M') && path.ends_with('z'), "{code}");
        }
    }

    #[test]
    fn few_articles_are_light_and_many_dark() {
        let levels: Vec<usize> = [1, 3, 10, 40, 200].into_iter().map(|count| level(count, 200)).collect();
        assert_eq!((levels[0], levels[4]), (1, LEVELS));
        assert!(levels.is_sorted());
        assert_eq!(level(1, 1), LEVELS);
    }

    #[test]
    fn the_small_map_only_refers_to_shapes() {
        let russia = Shaded {
            country: crate::atlas::find("Russia").unwrap(),
            url: "/countries/russia/",
            label: "Russia & more".to_string(),
            level: 3,
        };
        let svg = small(&[russia], "/static/map.svg?v=1");
        assert!(
            svg.contains("href=\"/static/map.svg?v=1#RU\"") && svg.contains("Russia &amp; more"),
            "{svg}"
        );
        assert!(svg.len() < 500 && !svg.contains("style="), "{svg}");
    }
}
