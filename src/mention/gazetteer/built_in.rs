//! What the atlas adds to the names of a digest.

use super::add;
use crate::atlas;
use crate::entity::EntityId;
use crate::mention::lexicon::{Form, Lexicon, Sense};
use crate::mention::token::tokens;
use crate::mention::{everyday, evidence, inflection};

/// The names of the atlas in a language.
pub(super) fn names_in(language: &str) -> Lexicon<Sense> {
    match language {
        "en" => english(),
        language if atlas::has_names_in(language) => abroad(language),
        _ => Lexicon::default(),
    }
}

fn abroad(language: &str) -> Lexicon<Sense> {
    let mut lexicon = Lexicon::default();
    let names = atlas::countries().iter().flat_map(|country| {
        let names = [country.name_in(language)].into_iter().chain(country.aliases_in(language));
        names.map(|name| (country.id, name))
    });
    for (id, name) in names {
        let doubt = everyday::doubt(language, name);
        for form in inflection::forms(language, name) {
            let doubt = doubt.or_else(|| everyday::doubt(language, &form));
            let kind = doubt.map_or(Form::Name, Form::Everyday);
            add_in(&mut lexicon, language, &form, kind, Some(EntityId::Country(id)));
        }
    }
    for shield in atlas::shields_in(language) {
        for form in inflection::forms(language, shield) {
            add_in(&mut lexicon, language, &form, Form::Shield, None);
        }
    }
    lexicon
}

fn english() -> Lexicon<Sense> {
    let mut lexicon = Lexicon::default();
    for country in atlas::countries() {
        let entity = Some(EntityId::Country(country.id));
        let mut all = |names: &[&str], form: Form| {
            for name in names {
                add(&mut lexicon, name, form, entity);
            }
        };
        all(&country.english_names().collect::<Vec<_>>(), Form::Name);
        all(&country.aliases, Form::Alias);
        all(&country.demonyms, Form::Demonym);
        all(&country.combining, Form::Combining);
        all(&country.metonyms, Form::Metonym);
    }
    evidence::add_shared(&mut lexicon);
    for (shield, kind) in atlas::shields() {
        let form = if kind == "person" { Form::Namesake } else { Form::Shield };
        add(&mut lexicon, shield, form, None);
    }
    lexicon
}

/// Adds a name of the atlas in a language.
fn add_in(lexicon: &mut Lexicon<Sense>, language: &str, name: &str, form: Form, entity: Option<EntityId>) {
    let words = tokens(name);
    let sense = Sense::new(name, &words, form, entity);
    let told_apart = ["tr", "pt"].contains(&language);
    if let Some(sense) = sense.map(|sense| if told_apart { sense.with_marks(name) } else { sense }) {
        lexicon.add(&words, sense);
    }
}
