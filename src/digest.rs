//! The linked whole: every article with what it is about, and every list of articles that a page shows.
//! A value: never changes once it is linked. Never knows Markdown, templates or the disk.

mod affiliations;
mod country_names;
mod destination;
mod duplicates;
mod editions;
mod link;
mod lists;
mod mentions;
mod names;
mod offices;
mod outlets;
mod patch;
mod periods;
mod records;
mod related;
mod remarks;
mod resolve;
mod spelling;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::atlas;
use crate::config::Config;
use crate::date::Moment;
use crate::diagnostic::Diagnostic;
use crate::entity::{
    CountryId, EntityId, OrganizationId, OutletId, PageId, PersonId, Relation, StoryId, Subject, TopicId,
};
use crate::front_matter::Spanned;
use crate::input_path::InputPath;
use crate::language::{self, Language};
use crate::markdown::Body;
use crate::mention::Gazetteer;
use crate::record::{Article, CountryFile, Edition, Organization, Page, Period, Person, Story, Topic};

pub use affiliations::Affiliations;
pub use duplicates::duplicates;
pub use link::{Publish, link, misnamed};
pub use lists::{Pages, in_the_news, named_with, seen_with};
pub use mentions::candidates;
pub use patch::{Change, patch};
pub use related::{Related, related};
pub use remarks::notes;

/// The index of a published article in `Digest::articles`; means nothing in another snapshot.
pub type Ix = u32;

/// A digest, linked. A clone shares everything.
#[derive(Clone, Debug)]
pub struct Digest {
    /// The settings.
    pub config: Arc<Config>,
    /// What decided which articles are published.
    pub now: Moment,
    /// The published articles, newest first; of one moment, in the order of their paths.
    pub articles: Vec<Arc<Entry>>,
    /// The seconds of each published article's moment, for what compares many.
    pub seconds: Arc<Vec<i64>>,
    /// The articles that are not published, and why.
    pub held: Arc<Vec<Held>>,
    /// Everybody with a file.
    pub people: Arc<BTreeMap<PersonId, Arc<Person>>>,
    /// Every organization with a file.
    pub organizations: Arc<BTreeMap<OrganizationId, Arc<Organization>>>,
    /// Every topic with a file or an article.
    pub topics: Arc<BTreeMap<TopicId, Arc<Topic>>>,
    /// Every story.
    pub stories: Arc<BTreeMap<StoryId, Arc<Story>>>,
    /// What the digest adds to countries.
    pub country_files: Arc<BTreeMap<CountryId, Arc<CountryFile>>>,
    /// What front matter means by a country, and by whose an office is.
    pub affiliations: Arc<Affiliations>,
    /// The pages such as About.
    pub pages: Arc<BTreeMap<PageId, Arc<Page>>>,
    /// What the editor says of editions.
    pub editions: Arc<BTreeMap<Period, LinkedEdition>>,
    /// The outlets that articles digest, with the name to show.
    pub outlets: Arc<BTreeMap<OutletId, String>>,
    /// The articles of every country, person, organization, topic, story, outlet and large enough relation.
    pub coverage: Arc<FxHashMap<Subject, Arc<Coverage>>>,
    /// The relations with a page.
    pub relations: Arc<Vec<Relation>>,
    /// Who held an office of a country or organization: person and index of the office, newest first.
    pub holders: Arc<FxHashMap<EntityId, Vec<(PersonId, usize)>>>,
    /// The subjects that have a file of their own, in a fixed order.
    pub filed: Arc<Vec<Subject>>,
    /// Every name that may be found in a text.
    pub gazetteer: Arc<Gazetteer>,
    /// Where the links of a file's body lead, in the order of the body's links.
    pub destinations: Arc<FxHashMap<InputPath, Vec<Option<Destination>>>>,
    /// What is wrong with how the files fit together; what is to be said of mentions lies with their articles.
    found: Arc<[Diagnostic]>,
    /// What links seek by name, folded: made when it is first asked for.
    sought: Arc<OnceLock<FxHashSet<String>>>,
}

/// An article in its digest.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What its file says.
    pub article: Arc<Article>,
    /// Countries it is about, in the author's order.
    pub countries: Vec<CountryId>,
    /// People it is about.
    pub people: Vec<PersonId>,
    /// Organizations it is about.
    pub organizations: Vec<OrganizationId>,
    /// Where the lists of its front matter name these countries, people and organizations first.
    named_at: [Vec<u32>; 3],
    /// Its topics.
    pub topics: Vec<TopicId>,
    /// Its story.
    pub story: Option<StoryId>,
    /// The outlet of each of its sources, in their order.
    pub outlets: Vec<OutletId>,
    /// The country of its dateline, where it can be told.
    pub dateline: Option<CountryId>,
    /// The links in its text that the author wrote to entities: ranges of the body's text, in order.
    pub explicit: Vec<(Range<usize>, EntityId)>,
    /// What its text names, each entity once: at the place of its link, else at its first.
    pub mentions: Arc<[Mention]>,
    /// What an editor should hear of these names.
    pub warnings: Arc<[Diagnostic]>,
    /// What `mentions` in its front matter says of names.
    pub decided: Vec<(String, Option<EntityId>)>,
    /// The articles whose text links to it, newest first.
    pub backlinks: Vec<Ix>,
}

impl Entry {
    /// The countries, people, organizations and topics it is about, in this order.
    pub fn about(&self) -> impl Iterator<Item = EntityId> + Clone {
        let countries = self.countries.iter().map(|id| EntityId::Country(*id));
        let people = self.people.iter().map(|id| EntityId::Person(*id));
        let organizations = self.organizations.iter().map(|id| EntityId::Organization(*id));
        let topics = self.topics.iter().map(|id| EntityId::Topic(*id));
        countries.chain(people).chain(organizations).chain(topics)
    }

    /// Whether it is about an entity.
    pub fn is_about(&self, entity: EntityId) -> bool {
        match entity {
            EntityId::Country(id) => self.countries.contains(&id),
            EntityId::Person(id) => self.people.contains(&id),
            EntityId::Organization(id) => self.organizations.contains(&id),
            EntityId::Topic(id) => self.topics.contains(&id),
        }
    }

    /// The countries, people and organizations it is about, with the bytes of its file that say so.
    pub fn named(&self) -> impl Iterator<Item = (EntityId, Range<usize>)> {
        let article = &self.article;
        let lists = [&article.countries, &article.people, &article.organizations];
        let places = lists.into_iter().zip(&self.named_at);
        let places = places.flat_map(|(list, at)| at.iter().map(|at| list[*at as usize].range.clone()));
        self.about().zip(places)
    }
}

/// A place in an article's text that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Whom or what.
    pub entity: EntityId,
    /// The name, as a range of the body's plain text.
    pub text: Range<usize>,
    /// The sentence that holds it, likewise.
    pub sentence: Range<usize>,
    /// Whether the place becomes a link by itself; a link that the author wrote is one already.
    pub linked: bool,
}

/// The articles of a subject, each list newest first.
#[derive(Debug, Default)]
pub struct Coverage {
    /// Those that are about it.
    pub about: Vec<Ix>,
    /// Those that only mention it.
    pub mentioned: Vec<Ix>,
}

/// What an edition's file says, linked.
#[derive(Debug)]
pub struct LinkedEdition {
    /// The file.
    pub record: Arc<Edition>,
    /// All articles of the edition: the lead, the picks, the others newest first.
    pub articles: Vec<Ix>,
    /// Whether the editor chose the first of them as the lead.
    pub has_lead: bool,
}

/// An article that is not published.
#[derive(Clone, Debug)]
pub struct Held {
    /// The article.
    pub article: Arc<Article>,
    /// What holds it back.
    pub by: HeldBy,
}

/// What holds an article back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldBy {
    /// It says `draft: true`.
    Draft,
    /// Its moment lies in the future.
    Date,
}

/// Where a link inside the digest leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// An article, and the fragment behind it.
    Article(Ix, Option<String>),
    /// The page of an entity, story, outlet or relation.
    Subject(Subject, Option<String>),
    /// A page such as About.
    Page(PageId, Option<String>),
    /// A place on the same page.
    Fragment(String),
    /// A file published beside the page: the input.
    Attachment(InputPath),
    /// A path on this site, checked when the routes are known.
    Site(String),
    /// Another site.
    External(String),
}

impl Digest {
    /// What is wrong with how the files fit together.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().chain(self.articles.iter().flat_map(|entry| entry.warnings.iter()))
    }

    /// Whether it has the very same URLs as another snapshot, for it was patched.
    pub fn has_urls_of(&self, other: &Digest) -> bool {
        Arc::ptr_eq(&self.destinations, &other.destinations)
    }

    /// What the pages say.
    pub fn language(&self) -> &'static Language {
        language::of(&self.config.language)
    }

    /// The published article.
    pub fn entry(&self, ix: Ix) -> &Entry {
        &self.articles[ix as usize]
    }

    /// The articles of a subject; none for one that has none.
    pub fn coverage(&self, subject: Subject) -> &Coverage {
        static NONE: Coverage = Coverage { about: Vec::new(), mentioned: Vec::new() };
        self.coverage.get(&subject).map_or(&NONE, |coverage| &**coverage)
    }

    /// The name of a country as this digest shows it.
    pub fn country_name(&self, id: CountryId) -> &str {
        match self.country_files.get(&id).and_then(|file| file.name.as_deref()) {
            Some(name) => name,
            None => atlas::country(id).name_in(&self.config.language),
        }
    }

    /// The name of an entity as shown.
    pub fn entity_name(&self, id: EntityId) -> &str {
        let named = match id {
            EntityId::Country(id) => Some(self.country_name(id)),
            EntityId::Person(id) => self.people.get(&id).map(|person| person.name.as_str()),
            EntityId::Organization(id) => self.organizations.get(&id).map(|it| it.name.as_str()),
            EntityId::Topic(id) => self.topics.get(&id).map(|topic| topic.name.as_str()),
        };
        named.unwrap_or_default()
    }

    /// The name of a subject as shown: "Pakistan–Russia" for a relation.
    pub fn subject_name(&self, subject: Subject) -> String {
        match subject {
            Subject::Entity(id) => self.entity_name(id).to_string(),
            Subject::Story(id) => self.stories.get(&id).map_or_else(String::new, |story| story.name.clone()),
            Subject::Outlet(id) => self.outlets.get(&id).cloned().unwrap_or_default(),
            Subject::Relation(relation) => {
                let [a, b] = self.in_order(relation);
                format!("{}–{}", self.country_name(a), self.country_name(b))
            }
        }
    }

    /// The countries of a relation in the order of their slugs, as its URL and title have them.
    pub fn in_order(&self, relation: Relation) -> [CountryId; 2] {
        let mut both = relation.countries();
        both.sort_by_key(|id| atlas::country(*id).slug);
        both
    }

    /// Whether a country has a page: an article about it or mentioning it, or a file.
    pub fn has_page(&self, id: CountryId) -> bool {
        self.country_files.contains_key(&id)
            || self.coverage.contains_key(&Subject::Entity(EntityId::Country(id)))
    }

    /// Everything that has a page because articles name it or it has a file: each once, in no order.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> {
        let filed = self.filed.iter().filter(|subject| !self.coverage.contains_key(subject));
        self.coverage.keys().chain(filed).copied()
    }

    /// The file of a subject with its body and portrait, if it has one.
    pub fn file_of(&self, subject: Subject) -> Option<(&InputPath, &Body, Option<&str>)> {
        match subject {
            Subject::Entity(EntityId::Country(id)) => {
                self.country_files.get(&id).map(|it| (&it.file, &it.body, None))
            }
            Subject::Entity(EntityId::Person(id)) => self
                .people
                .get(&id)
                .map(|it| (&it.file, &it.body, it.image.as_ref().map(|image| image.value.as_str()))),
            Subject::Entity(EntityId::Organization(id)) => {
                self.organizations.get(&id).map(|it| (&it.file, &it.body, None))
            }
            Subject::Entity(EntityId::Topic(id)) => {
                self.topics.get(&id).and_then(|it| Some((it.file.as_ref()?, &it.body, None)))
            }
            Subject::Story(id) => self.stories.get(&id).map(|it| (&it.file, &it.body, None)),
            Subject::Outlet(_) | Subject::Relation(_) => None,
        }
    }

    /// The old URLs that lead to the page of a subject.
    pub fn redirects_of(&self, subject: Subject) -> &[Spanned<String>] {
        let redirects = match subject {
            Subject::Entity(EntityId::Person(id)) => self.people.get(&id).map(|it| &it.redirects),
            Subject::Entity(EntityId::Organization(id)) => {
                self.organizations.get(&id).map(|it| &it.redirects)
            }
            Subject::Entity(EntityId::Topic(id)) => self.topics.get(&id).map(|it| &it.redirects),
            Subject::Story(id) => self.stories.get(&id).map(|it| &it.redirects),
            Subject::Entity(EntityId::Country(_)) | Subject::Outlet(_) | Subject::Relation(_) => None,
        };
        redirects.map_or(&[], Vec::as_slice)
    }

    /// The body that a file of the digest has; not for articles that are held.
    pub fn body_of(&self, file: &InputPath) -> Option<&Body> {
        self.bodies().find(|(of, _)| *of == file).map(|(_, body)| body)
    }

    /// Every body with its file: of articles, subjects, pages and editions.
    pub fn bodies(&self) -> impl Iterator<Item = (&InputPath, &Body)> {
        let articles = self.articles.iter().map(|entry| (&entry.article.file, &entry.article.body));
        let of_subject = |subject| self.file_of(subject).map(|(file, body, _)| (file, body));
        let subjects = self.filed.iter().filter_map(move |subject| of_subject(*subject));
        let pages = self.pages.values().map(|page| (&page.file, &page.body));
        let editions = self.editions.values().map(|edition| (&edition.record.file, &edition.record.body));
        articles.chain(subjects).chain(pages).chain(editions)
    }
}
