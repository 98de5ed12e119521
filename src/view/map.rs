//! What `map.html` may read, and the small map that stands beside an edition.

use serde::Serialize;

use super::list::sparkline;
use super::parts::Link;
use super::{Head, Scene, json_ld};
use crate::digest::Digest;
use crate::entity::{CountryId, EntityId, Subject};
use crate::plot::map::{LEVELS, Shaded, has_shape, level, small, whole};
use crate::route::Route;
use crate::theme::{Html, Shared};

/// The page of the map.
#[derive(Debug, Serialize)]
pub struct MapView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The map as SVG, each country with articles a link.
    pub svg: Html,
    /// What each shade stands for, the lightest first; a shade that no country has is left out.
    pub shades: Vec<Shade>,
    /// Whether no article is about a country, and the shades stand for those that mention it.
    pub by_mentions: bool,
    /// The countries with articles, most first.
    pub countries: Vec<CountryRow>,
}

/// A shade of the map.
#[derive(Debug, Serialize)]
pub struct Shade {
    /// 1 to 5, the darkest: its class is `s` and this number.
    pub level: usize,
    /// The fewest articles of a country with it.
    pub from: usize,
    /// The most.
    pub to: usize,
}

/// A country in the table below the map.
#[derive(Debug, Serialize)]
pub struct CountryRow {
    /// The country.
    pub country: Link,
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Part of the world.
    pub region: &'static str,
    /// Articles about it.
    pub count: usize,
    /// Articles that only mention it.
    pub mentioned: usize,
    /// Its shade; 0 for a country without one.
    pub level: usize,
    /// Articles about it over time, as a small picture; empty where there are none.
    pub spark: Html,
    /// Whether the map shows it.
    pub is_drawn: bool,
}

impl MapView {
    /// The view of the map.
    pub fn new(scene: &Scene<'_>) -> MapView {
        let digest = scene.digest;
        let title = &digest.config.title;
        let mut page = {
            let said = digest.language();
            let about = said.say("Countries in {title} by number of articles", &[("title", title)]);
            scene.head(&Route::Map, said.say("Map", &[]), about)
        };
        page.set_trail(vec![
            Link::new(&digest.language().say("Home", &[]), &digest.config.base_path),
            Link::new(&digest.language().say("Map", &[]), &page.url),
        ]);
        page.json_ld = json_ld::collection(digest, &page);
        let mut countries: Vec<(CountryId, CountryRow)> =
            countries(digest).map(|id| (id, row(digest, id))).collect();
        let alphabet = &digest.language().alphabet;
        countries.sort_by(|(a_id, a), (b_id, b)| {
            let names = || alphabet.compare(&a.country.name, &b.country.name).then(a_id.cmp(b_id));
            b.count.cmp(&a.count).then(b.mentioned.cmp(&a.mentioned)).then_with(names)
        });
        let by_mentions = countries.iter().all(|(_, row)| row.count == 0);
        let count = |row: &CountryRow| if by_mentions { row.mentioned } else { row.count };
        let most = countries.first().map_or(0, |(_, row)| count(row));
        for (_, row) in countries.iter_mut().filter(|(_, row)| count(row) > 0) {
            row.level = level(count(row), most);
        }
        let covered = || countries.iter().filter(|(_, row)| row.level > 0);
        let shaded: Vec<Shaded<'_>> =
            covered().map(|(id, row)| shaded(digest, *id, &row.country, count(row), row.level)).collect();
        let shades = (1..=LEVELS).filter_map(|level| {
            let counts = || covered().filter(|(_, row)| row.level == level).map(|(_, row)| count(row));
            Some(Shade { level, from: counts().min()?, to: counts().max()? })
        });
        MapView {
            site: scene.site.clone(),
            page,
            svg: whole(&shaded).into(),
            shades: shades.collect(),
            by_mentions,
            countries: countries.into_iter().map(|(_, row)| row).collect(),
        }
    }
}

/// The countries that articles are about or mention.
fn countries(digest: &Digest) -> impl Iterator<Item = CountryId> + '_ {
    digest.coverage.keys().filter_map(|subject| match subject {
        Subject::Entity(EntityId::Country(id)) => Some(*id),
        _ => None,
    })
}

fn row(digest: &Digest, id: CountryId) -> CountryRow {
    let coverage = digest.coverage(Subject::Entity(EntityId::Country(id)));
    CountryRow {
        country: Link::country(digest, id),
        code: id.as_str().to_string(),
        region: crate::atlas::country(id).region,
        count: coverage.about.len(),
        mentioned: coverage.mentioned.len(),
        level: 0,
        spark: sparkline(digest, &coverage.about),
        is_drawn: has_shape(id),
    }
}

fn shaded<'a>(digest: &Digest, country: CountryId, link: &'a Link, count: usize, level: usize) -> Shaded<'a> {
    let said = digest.language();
    let articles = said.find("{count} articles", Some(count as u64), &[]).unwrap_or_default();
    let label = [&link.name, &said.say(", ", &[]), &articles].map(String::as_str).concat();
    Shaded { country, url: &link.url, label, level }
}

/// The small map of the countries among what articles are about, most frequent first; `None` where it shows none of them.
pub(super) fn of_countries(scene: &Scene<'_>, seen: &[(EntityId, usize)]) -> Option<Html> {
    let digest = scene.digest;
    let counts: Vec<(CountryId, Link, usize)> = seen
        .iter()
        .filter_map(|(id, count)| match *id {
            EntityId::Country(id) if has_shape(id) => Some((id, Link::country(digest, id), *count)),
            _ => None,
        })
        .collect();
    let most = counts.first()?.2;
    let countries: Vec<Shaded<'_>> = counts
        .iter()
        .map(|(id, link, count)| shaded(digest, *id, link, *count, level(*count, most)))
        .collect();
    Some(small(&countries, &scene.asset("map.svg")?).into())
}
