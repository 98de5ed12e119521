//! The tables of the atlas, read into what is built in about each country.

use rustc_hash::FxHashMap;

use super::{Country, LANGUAGES};
use crate::entity::CountryId;
use crate::table::{items, rows};

/// All countries, in the order of their codes.
pub(super) fn countries() -> Vec<Country> {
    let by_code = |table: &'static str| -> FxHashMap<&str, Vec<&'static str>> {
        rows(table).map(|mut row| (row.cell(), row.collect())).collect()
    };
    let names = by_code(include_str!("names.tsv"));
    let capitals = by_code(include_str!("capitals.tsv"));
    let mut countries: Vec<Country> = rows(include_str!("countries.tsv"))
        .skip(1)
        .map(|mut row| {
            let code = row.cell();
            let cldr = names.get(code).map_or(&[][..], Vec::as_slice);
            Country {
                id: CountryId(code.as_bytes().try_into().expect("the table has codes of two letters")),
                alpha3: cldr.first().copied().unwrap_or_default(),
                name: row.cell(),
                slug: row.cell(),
                article: row.cell() == "the",
                region: row.cell(),
                capitals: row.list().collect(),
                places: row.list().collect(),
                aliases: row.list().collect(),
                demonyms: row.list().collect(),
                combining: row.list().collect(),
                metonyms: row.list().collect(),
                personal: row.cell() == "1",
                names: cldr.iter().skip(1).take(LANGUAGES.len() + 1).copied().collect(),
                aliases_abroad: Vec::new(),
                capitals_abroad: capitals.get(code).cloned().unwrap_or_default(),
            }
        })
        .collect();
    let mut tell = |table: &'static str, then: fn(&mut Country, &'static str, &'static str)| {
        for mut row in rows(table) {
            let (language, code, names) = (row.cell(), row.cell(), row.cell());
            let place = countries.binary_search_by(|country| country.id.as_str().cmp(code));
            then(&mut countries[place.expect("the table has codes of the atlas")], language, names);
        }
    };
    tell(include_str!("press.tsv"), |country, language, name| {
        let place = LANGUAGES.iter().position(|known| *known == language);
        let shown = &mut country.names[place.expect("the table has languages of the atlas")];
        country.aliases_abroad.push((language, std::mem::replace(shown, name)));
    });
    tell(include_str!("aliases.tsv"), |country, language, names| {
        country.aliases_abroad.extend(items(names).map(|name| (language, name)));
    });
    countries
}
