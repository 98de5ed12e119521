//! Names of countries that are everyday words of a language too, or people's: "مالی" is Urdu for "financial"
//! (`everyday.tsv`). Never knows a text.

use crate::table;

/// Where such a name says too little by itself to mean its country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// Everywhere.
    Always,
    /// Where it opens a sentence, for there its capital says nothing: "Того" is "of that" too.
    Opening,
    /// Everywhere but in a row with another country: Urdu "قطر" is a diameter too.
    Unlisted,
    /// Everywhere but behind one of these words (parted by "|"): "à Maurice".
    Unless(&'static str),
}

/// The doubt about a name in a language, if there is any.
pub(super) fn doubt(language: &str, name: &str) -> Option<Doubt> {
    rows()
        .find(|(known, _, names)| *known == language && names.split('|').any(|it| it == name))
        .map(|row| row.1)
}

fn rows() -> impl Iterator<Item = (&'static str, Doubt, &'static str)> {
    table::rows(include_str!("everyday.tsv")).map(|mut row| {
        let language = row.cell();
        let doubt = match row.cell() {
            "opening" => Doubt::Opening,
            "unlisted" => Doubt::Unlisted,
            place => place.strip_prefix("unless ").map_or(Doubt::Always, Doubt::Unless),
        };
        (language, doubt, row.cell())
    })
}

#[cfg(test)]
mod tests {
    use super::super::inflection::forms;
    use super::*;
    use crate::atlas;

    #[test]
    fn every_row_has_names_of_countries_in_its_language() {
        for (language, _, names) in rows() {
            let known: Vec<String> = atlas::countries()
                .iter()
                .flat_map(|country| {
                    [country.name_in(language)].into_iter().chain(country.aliases_in(language))
                })
                .flat_map(|name| forms(language, name))
                .collect();
            for name in names.split('|') {
                assert!(known.iter().any(|it| it == name), "{language}: {name}");
            }
        }
        assert_eq!(doubt("fr", "Maurice"), Some(Doubt::Unless("à|de|île")));
        assert_eq!(doubt("de", "Frankreich"), None);
    }
}
