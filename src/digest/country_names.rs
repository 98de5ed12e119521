//! Names of countries that the digest gives to somebody or something else: a text that says "Germany" then means that.
//! Nothing is decided by it.

use super::resolve::Linker;
use crate::atlas;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::entity::CountryId;
use crate::front_matter::Spanned;
use crate::input_path::InputPath;

impl Linker<'_> {
    /// Warnings at each of these names.
    pub(super) fn check_country_names(&self, diagnostics: &mut Vec<Diagnostic>) {
        let records = &self.records;
        let people = records.people.values().map(|it| (&it.file, &it.name, &it.aliases));
        let organizations = records.organizations.values().map(|it| (&it.file, &it.name, &it.aliases));
        for (file, name, aliases) in people.chain(organizations) {
            let named = self.claimed(name, None).map(|id| said(Span::whole(file), id, name));
            diagnostics.extend(named.map(|it| it.hint("write its full name")));
            diagnostics.extend(self.aliases(file, aliases, None));
        }
        for it in records.countries.values() {
            diagnostics.extend(self.aliases(&it.file, &it.aliases, Some(it.id)));
        }
    }

    fn aliases(
        &self,
        file: &InputPath,
        aliases: &[Spanned<String>],
        own: Option<CountryId>,
    ) -> impl Iterator<Item = Diagnostic> {
        aliases.iter().filter_map(move |alias| {
            let id = self.claimed(&alias.value, own)?;
            let span = Span::new(file, alias.range.clone());
            Some(said(span, id, &alias.value).hint("take it out of `aliases`"))
        })
    }

    /// The country whose name this is, in English or in the digest's language.
    fn claimed(&self, name: &str, own: Option<CountryId>) -> Option<CountryId> {
        let id = atlas::find(name).filter(|id| Some(*id) != own)?;
        let country = atlas::country(id);
        let names = [country.name, country.name_in(&self.config.language)];
        let folded = crate::fold::fold(name);
        names.iter().any(|known| crate::fold::fold(known) == folded).then_some(id)
    }
}

fn said(span: Span, id: CountryId, name: &str) -> Diagnostic {
    let message = format!(
        "`{name}` is the name of a country, {}: no text that says it links there any more",
        id.as_str()
    );
    Diagnostic::warning(Code::AmbiguousName, span, message)
}
