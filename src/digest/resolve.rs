//! What an article's front matter names: countries, people, organizations, stories, outlets.

use std::fmt::Display;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::link::unique;
use super::mentions::{self, Known};
use super::names::{Kind, Names, Referent};
use super::records::{FileOf, Records};
use super::{Affiliations, Destination, Entry, Held, Ix};
use crate::atlas;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span, closest, did_you_mean};
use crate::entity::{ArticleId, CountryId, EntityId, OrganizationId, OutletId, PersonId, StoryId, TopicId};
use crate::front_matter::Spanned;
use crate::input::Inputs;
use crate::input_path::InputPath;
use crate::mention::Gazetteer;
use crate::record::{Article, Source};
use crate::slug::{self, slugify};

/// Looks up what authors wrote; what is not found is a diagnostic.
pub(super) struct Linker<'a> {
    pub(super) config: &'a Config,
    pub(super) names: Names<'a>,
    pub(super) files: FxHashMap<&'a str, FileOf>,
    pub(super) ixs: FxHashMap<ArticleId, Ix>,
    pub(super) records: &'a Records,
    pub(super) inputs: &'a Inputs,
    pub(super) published: &'a [Arc<Article>],
    pub(super) held: &'a [Held],
    pub(super) gazetteer: Arc<Gazetteer>,
    pub(super) known: Known<'a>,
    pub(super) affiliations: &'a Affiliations,
}

/// What the names of a list resolve to, each thing once, with the place of its first name in the list.
fn first_named<T: PartialEq>(
    names: &[Spanned<String>],
    mut resolve: impl FnMut(&Spanned<String>) -> Option<T>,
) -> Vec<(T, u32)> {
    let mut found: Vec<(T, u32)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        if let Some(it) = resolve(name).filter(|it| found.iter().all(|(known, _)| known != it)) {
            found.push((it, at as u32));
        }
    }
    found
}

impl Linker<'_> {
    pub(super) fn article(
        &self,
        article: &Arc<Article>,
    ) -> (Entry, Vec<Option<Destination>>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let found = &mut diagnostics;
        let file = &article.file;
        let countries = first_named(&article.countries, |name| self.country(file, name, found));
        let people = first_named(&article.people, |name| self.person(file, name, found));
        let organizations = first_named(&article.organizations, |name| self.organization(file, name, found));
        let (countries, countries_at) = countries.into_iter().unzip();
        let (people, people_at) = people.into_iter().unzip();
        let (organizations, organizations_at) = organizations.into_iter().unzip();
        let topics = unique(article.topics.iter().filter_map(|name| self.topic(&name.value)));
        let story = article.story.as_ref().and_then(|name| self.story(file, name, found));
        let dateline = article.dateline.as_ref().and_then(|dateline| match &dateline.country {
            Some(name) => self.country(file, name, found),
            None => atlas::find_place(&dateline.place),
        });
        let outlets = article.sources.iter().map(|source| self.outlet(file, source, found)).collect();
        let decided = self.decided(article, found);
        if let Some(photo) = &article.image {
            self.image(file, &photo.file.value, &photo.file.range, found);
        }
        let links = self.links(file, &article.body, found);
        let mut entry = Entry {
            article: article.clone(),
            countries,
            people,
            organizations,
            named_at: [countries_at, people_at, organizations_at],
            topics,
            story,
            outlets,
            dateline,
            explicit: mentions::explicit(&article.body, &links),
            mentions: Arc::default(),
            warnings: Arc::default(),
            decided,
            backlinks: Vec::new(),
        };
        (entry.mentions, entry.warnings) = match self.known.of(&entry) {
            Some(known) => (known.mentions.clone(), known.warnings.clone()),
            None => mentions::find(&self.gazetteer, self.config, &entry),
        };
        (entry, links, diagnostics)
    }

    fn person(
        &self,
        file: &InputPath,
        name: &Spanned<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<PersonId> {
        match self.entity(file, name, Kind::Person, diagnostics) {
            Some(EntityId::Person(id)) => Some(id),
            _ => None,
        }
    }

    fn organization(
        &self,
        file: &InputPath,
        name: &Spanned<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<OrganizationId> {
        match self.entity(file, name, Kind::Organization, diagnostics) {
            Some(EntityId::Organization(id)) => Some(id),
            _ => None,
        }
    }

    /// The topic of a name. What differs only in signs is one: "#trade", "Trade."
    fn topic(&self, name: &str) -> Option<TopicId> {
        let topic = |name: &str| match self.names.find(name, Kind::Topic).first() {
            Some(Referent::Entity(EntityId::Topic(id))) => Some(*id),
            _ => None,
        };
        topic(name).or_else(|| topic(&slugify(name)))
    }

    /// The outlet of a source, whose name has to give a URL.
    fn outlet(&self, file: &InputPath, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> OutletId {
        let slug = self.config.outlet_slug(&source.name);
        if let Err(why) = slug::check(&slug)
            && !self.config.is_unread("outlets")
        {
            let message = format!("the outlet `{}` gives no URL: {why}", source.name);
            diagnostics.push(
                Diagnostic::error(Code::BadSlug, Span::whole(file), message)
                    .hint("name it in Latin letters, or under `outlets:` in digest.yaml"),
            );
        }
        OutletId::new(&slug)
    }

    /// What the front matter says that names in the text stand for.
    fn decided(&self, article: &Article, found: &mut Vec<Diagnostic>) -> Vec<(String, Option<EntityId>)> {
        let mut decided = Vec::new();
        for (name, target) in &article.mentions {
            let called = self.names.find_any(&target.value);
            let entities = called.iter().filter(|referent| matches!(referent, Referent::Entity(_)));
            let entities: Vec<Referent> = entities.copied().collect();
            let entity = match entities[..] {
                _ if target.value == "none" => None,
                [Referent::Entity(id)] => Some(id),
                [_, _, ..] => {
                    found.push(ambiguous(&article.file, target, &entities));
                    continue;
                }
                _ => {
                    let near = self.names.closest(&target.value, None);
                    let hint = near.map_or_else(
                        || format!("write a person's file name, or `{}: none`", name.value),
                        |near| did_you_mean(&[near]),
                    );
                    found.push(self.unknown(&article.file, target, "name", Code::UnknownPerson).hint(hint));
                    continue;
                }
            };
            decided.push((name.value.clone(), entity));
        }
        decided
    }

    pub(super) fn unknown(
        &self,
        file: &InputPath,
        name: &Spanned<String>,
        what: impl Display,
        code: Code,
    ) -> Diagnostic {
        Diagnostic::error(
            code,
            Span::new(file, name.range.clone()),
            format!("unknown {what} `{}`", name.value),
        )
    }

    /// Says where a name belongs that stands for something of another kind.
    fn misplaced(&self, name: &str, kind: Kind) -> Option<String> {
        let [found] = self.names.find_any(name)[..] else { return None };
        let (what, key) = match found.kind() {
            Kind::Country => ("a country", "countries"),
            Kind::Person => ("a person", "people"),
            Kind::Organization => ("an organization", "organizations"),
            Kind::Topic => ("a topic", "topics"),
            Kind::Story | Kind::Article | Kind::Page => return None,
        };
        (found.kind() != kind).then(|| format!("`{name}` is {what}: that belongs under `{key}`"))
    }

    pub(super) fn country(
        &self,
        file: &InputPath,
        name: &Spanned<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<CountryId> {
        let found = self.affiliations.country(&name.value);
        if found.is_none() {
            let is_known = |name: &str| self.affiliations.country(name).is_some();
            let several = || {
                let names: Vec<&str> = atlas::with_words(&name.value).iter().map(|it| it.name).collect();
                (2..=4).contains(&names.len()).then(|| did_you_mean(&names))
            };
            let near = || Some(did_you_mean(&[closest(&name.value, atlas::known_names())?]));
            let people = || atlas::of_people(&name.value).map(|id| did_you_mean(&[atlas::country(id).name]));
            let hint = self
                .misplaced(&name.value, Kind::Country)
                .or_else(|| {
                    as_list(&name.value).filter(|_| name.value.split(',').any(|part| is_known(part.trim())))
                })
                .or_else(people)
                .or_else(several)
                .or_else(near)
                .unwrap_or_else(|| "write its ISO 3166-1 code (PK) or any name of the country".to_string());
            diagnostics.push(self.unknown(file, name, Kind::Country, Code::UnknownCountry).hint(hint));
        }
        found
    }

    pub(super) fn entity(
        &self,
        file: &InputPath,
        name: &Spanned<String>,
        kind: Kind,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<EntityId> {
        let found = self.names.find(&name.value, kind);
        let (code, folder) = match kind {
            Kind::Person => (Code::UnknownPerson, "people"),
            _ => (Code::UnknownOrganization, "organizations"),
        };
        match found[..] {
            [Referent::Entity(id)] => Some(id),
            [] => {
                let hint = self
                    .misplaced(&name.value, kind)
                    .or_else(|| self.names.meant(&name.value, kind))
                    .or_else(|| as_list(&name.value))
                    .unwrap_or_else(|| add_file(folder, &name.value));
                diagnostics.push(self.unknown(file, name, kind, code).hint(hint));
                None
            }
            _ => {
                diagnostics.push(ambiguous(file, name, &found));
                None
            }
        }
    }

    pub(super) fn story(
        &self,
        file: &InputPath,
        name: &Spanned<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<StoryId> {
        match self.names.find(&name.value, Kind::Story)[..] {
            [Referent::Story(id)] => Some(id),
            ref several @ [_, _, ..] => {
                diagnostics.push(ambiguous(file, name, several));
                None
            }
            _ => {
                let meant = self.names.meant(&name.value, Kind::Story);
                let hint = meant.unwrap_or_else(|| add_file("stories", &name.value));
                diagnostics.push(self.unknown(file, name, Kind::Story, Code::UnknownStory).hint(hint));
                None
            }
        }
    }
}

/// What to do about a name that stands for something under no key of its kind.
fn add_file(folder: &str, name: &str) -> String {
    format!("add a file content/{folder}/{}.md with a line `name: …`", slugify(name))
}

/// Names that were written as one text, with commas or with a hyphen in the wrong column, as the list that was meant.
fn as_list(names: &str) -> Option<String> {
    let names = names.split(',').flat_map(|name| name.split(" - ")).map(str::trim);
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    (names.len() > 1).then(|| format!("write several names as a list: [{}]", names.join(", ")))
}

pub(super) fn ambiguous(file: &InputPath, name: &Spanned<String>, found: &[Referent]) -> Diagnostic {
    let mut candidates: Vec<String> =
        found.iter().map(|referent| format!("{} `{}`", referent.kind(), referent.key())).collect();
    candidates.sort();
    Diagnostic::error(
        Code::AmbiguousName,
        Span::new(file, name.range.clone()),
        format!("several things are called `{}`", name.value),
    )
    .hint(format!("write the file name of the one you mean: {}", candidates.join(", ")))
}
