//! A person: what `content/people/*.md` says.

mod name;

use std::ops::Range;

use jiff::civil::Date;

use super::File;
use crate::date::Partial;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::entity::PersonId;
use crate::front_matter::{Fields, Spanned};
use crate::input_path::InputPath;
use crate::markdown::Body;
use name::{sort_name, surnames, turned};

/// Somebody the digest writes about.
#[derive(Clone, Debug)]
pub struct Person {
    /// The file.
    pub file: InputPath,
    /// The file's stem.
    pub id: PersonId,
    /// The word in the URL.
    pub slug: String,
    /// Old URLs that lead to it.
    pub redirects: Vec<Spanned<String>>,
    /// The name as shown.
    pub name: String,
    /// The name under which directories sort.
    pub sort_name: String,
    /// Other full names; each means this person wherever it stands.
    pub aliases: Vec<Spanned<String>>,
    /// Names that mean this person only once the full name has been said: by default the last word of `name`.
    pub short_names: Vec<String>,
    /// The country the person stands for, as written.
    pub country: Option<Spanned<String>>,
    /// One sentence.
    pub summary: Option<String>,
    /// What the person is, where no office says it; a description that never resolves a phrase.
    pub role: Option<String>,
    /// Birth.
    pub born: Option<Partial>,
    /// Death.
    pub died: Option<Partial>,
    /// Where that stands.
    pub died_place: Option<Range<usize>>,
    /// Wikidata's id: `Q7747`.
    pub wikidata: Option<String>,
    /// A portrait beside the file.
    pub image: Option<Spanned<String>>,
    /// Posts held, in the order of the file.
    pub offices: Vec<Office>,
    /// Free keys, for templates.
    pub extra: serde_json::Value,
    /// The biography.
    pub body: Body,
}

/// A post held from a day to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// "foreign minister".
    pub title: String,
    /// The country or organization it is of, as written.
    pub of: Option<Spanned<String>>,
    /// First day; `None` when not known.
    pub from: Option<Partial>,
    /// Last day; `None` while it lasts.
    pub to: Option<Partial>,
}

impl Office {
    /// Whether it was held on a day. Partial dates count as their whole period.
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from.first() <= day) && self.to.is_none_or(|to| day <= to.last())
    }
}

impl Person {
    /// The name for a tight place: the first short name, else the whole name.
    pub fn short_name(&self) -> &str {
        self.short_names.first().unwrap_or(&self.name)
    }
}

const KEYS: [&str; 15] = [
    "name",
    "sort_name",
    "slug",
    "redirects",
    "aliases",
    "short_names",
    "country",
    "summary",
    "role",
    "born",
    "died",
    "wikidata",
    "image",
    "offices",
    "extra",
];

pub(super) fn parse(file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) -> Person {
    let stem = file.input.path.stem();
    let mut fields = file.fields(&KEYS, diagnostics);
    let given = fields.required("name");
    if let Some(given) = &given
        && let Some(name) = turned(&given.value)
    {
        let message = "the family name stands first here, and readers would see it so".to_string();
        let warning =
            Diagnostic::warning(Code::BadValue, Span::new(fields.file(), given.range.clone()), message);
        let hint = format!("write `name: {name}`, and `sort_name: {}` for lists", given.value);
        fields.diagnostics().push(warning.hint(hint));
    }
    let name = given.map_or_else(|| stem.to_string(), |name| name.value);
    let short_names: Vec<String> = match fields.node("short_names") {
        Some(_) => fields.texts("short_names").into_iter().map(|short| short.value).collect(),
        None => surnames(&name, &file.config.language),
    };
    let (born, died) = (fields.partial("born"), fields.partial("died"));
    if let (Some(born), Some(died)) = (&born, &died)
        && died.value.last() < born.value.first()
    {
        let message = format!("this person died ({}) before being born ({})", died.value, born.value);
        fields.error(Code::Contradiction, &died.range, message, "mend `born` or `died`");
    }
    let (died, died_place) = died.map(|died| (died.value, died.range)).unzip();
    let person = Person {
        file: file.input.path.clone(),
        id: PersonId::new(stem),
        slug: file.slug_or(&mut fields, stem),
        redirects: super::redirects(&mut fields),
        sort_name: fields
            .text("sort_name")
            .map_or_else(|| sort_name(&name, &short_names, &file.config.language), |sort| sort.value),
        aliases: fields.texts("aliases"),
        short_names,
        country: fields.text("country"),
        summary: fields.text("summary").map(|summary| file.set(&summary.value, None)),
        role: fields.text("role").map(|role| role.value),
        born: born.map(|born| born.value),
        died,
        died_place,
        wikidata: super::organization::wikidata(&mut fields),
        image: fields.text("image"),
        offices: offices(&mut fields, died),
        extra: fields.free("extra"),
        name,
        body: Body::default(),
    };
    let body = file.body(&file.config.language, diagnostics);
    Person { body, ..person }
}

/// Who has died holds no office any more, whatever the file leaves open.
fn offices(fields: &mut Fields<'_>, died: Option<Partial>) -> Vec<Office> {
    let file = fields.file();
    let mut offices = Vec::new();
    for node in fields.nodes("offices") {
        let mut part = Fields::new(file, node, &["title", "of", "from", "to"], fields.diagnostics());
        let Some(title) = part.required("title") else { continue };
        let from = part.partial("from");
        let to = part.partial_or(
            "to",
            "write 2018, 2018-02 or 2018-02-19, or leave `to` out for an office still held",
        );
        if let (Some(from), Some(to)) = (&from, &to)
            && to.value.last() < from.value.first()
        {
            part.error(
                Code::Contradiction,
                &to.range,
                format!("this office ends ({}) before it begins ({})", to.value, from.value),
                "mend one of the two dates",
            );
        }
        if let (Some(to), Some(died)) = (&to, died)
            && died.last() < to.value.first()
        {
            let message = format!("this office ends ({}) after its holder died ({died})", to.value);
            let warning =
                Diagnostic::warning(Code::Contradiction, Span::new(file, to.range.clone()), message);
            part.diagnostics().push(warning.hint("mend `to` or `died`"));
        }
        if let (Some(from), Some(died)) = (&from, died)
            && died.last() < from.value.first()
        {
            let message = format!("this office begins ({}) after its holder died ({died})", from.value);
            part.error(Code::Contradiction, &from.range, message, "mend `from` or `died`");
        }
        offices.push(Office {
            title: title.value,
            of: part.text("of"),
            from: from.map(|from| from.value),
            to: to.map(|to| to.value).or(died),
        });
    }
    offices
}
