//! The records by kind and id, before anything is linked: duplicates, topics that only articles name, and what a link
//! to a file means.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Held;
use super::names::{Names, Referent};
use super::spelling::{Spelling, usual};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::entity::{
    ArticleId, CountryId, EntityId, OrganizationId, PageId, PersonId, StoryId, Subject, TopicId,
};
use crate::front_matter::Spanned;
use crate::input_path::InputPath;
use crate::markdown::Body;
use crate::record::{
    Article, CountryFile, Edition, Organization, Page, Period, Person, Record, Story, Topic,
};

#[derive(Clone, Copy)]
pub(super) enum FileOf {
    Name(Referent),
    Edition(Period),
}

/// The records by kind and id.
#[derive(Default)]
pub(super) struct Records {
    pub(super) articles: Vec<Arc<Article>>,
    pub(super) people: BTreeMap<PersonId, Arc<Person>>,
    pub(super) organizations: BTreeMap<OrganizationId, Arc<Organization>>,
    pub(super) topics: BTreeMap<TopicId, Arc<Topic>>,
    pub(super) stories: BTreeMap<StoryId, Arc<Story>>,
    pub(super) countries: BTreeMap<CountryId, Arc<CountryFile>>,
    pub(super) pages: BTreeMap<PageId, Arc<Page>>,
    pub(super) editions: BTreeMap<Period, Arc<Edition>>,
}

impl Records {
    pub(super) fn new(records: Vec<Record>, diagnostics: &mut Vec<Diagnostic>) -> Records {
        let mut sorted = Records::default();
        let mut ids: FxHashMap<ArticleId, Arc<Article>> =
            FxHashMap::with_capacity_and_hasher(records.len(), FxBuildHasher);
        sorted.articles.reserve(records.len());
        for record in records {
            let first = match record.clone() {
                Record::Article(it) => {
                    let first = ids.insert(it.id, it.clone()).map(|first| id_place(&first));
                    sorted.articles.push(it);
                    first
                }
                Record::Person(it) => sorted.people.insert(it.id, it).map(|first| Span::whole(&first.file)),
                Record::Organization(it) => {
                    sorted.organizations.insert(it.id, it).map(|first| Span::whole(&first.file))
                }
                Record::Topic(it) => {
                    sorted.topics.insert(it.id, it).and_then(|first| first.file.as_ref().map(Span::whole))
                }
                Record::Story(it) => sorted.stories.insert(it.id, it).map(|first| Span::whole(&first.file)),
                Record::Country(it) => {
                    sorted.countries.insert(it.id, it).map(|first| Span::whole(&first.file))
                }
                Record::Page(it) => sorted.pages.insert(it.id, it).map(|first| Span::whole(&first.file)),
                Record::Edition(it) => {
                    sorted.editions.insert(it.period, it).map(|first| Span::whole(&first.file))
                }
            };
            if let (Some(mut first), Some(second)) = (first, record.file()) {
                let (mut place, hint) = match &record {
                    Record::Article(it) => {
                        (id_place(it), "rename one of the two files, or give one a line `id: …` of its own")
                    }
                    Record::Country(_) | Record::Edition(_) => {
                        (Span::whole(second), "put what both say into one of the two files")
                    }
                    _ => (Span::whole(second), "rename one of the two files: its name is the id"),
                };
                // Whoever gave an id chose what another file is called.
                if place.end == 0 && first.end > 0 {
                    std::mem::swap(&mut first, &mut place);
                }
                let message = format!("`{}` is already the id of {}", record.id(), first.file);
                diagnostics.push(
                    Diagnostic::error(Code::DuplicateId, place, message)
                        .hint(hint)
                        .also(first, "the other one"),
                );
            }
        }
        sorted
    }

    /// Topics that exist because an article names them, and warnings where two spellings are close.
    pub(super) fn add_named_topics(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let mut known: FxHashMap<String, TopicId> = FxHashMap::default();
        for (id, topic) in &self.topics {
            let names = [id.as_str(), &topic.slug, &topic.name]
                .into_iter()
                .chain(topic.aliases.iter().map(|alias| alias.value.as_str()));
            known.extend(names.map(|name| (crate::slug::slugify(name), *id)));
        }
        let mut used: BTreeMap<TopicId, (usize, &Article, &Spanned<String>)> = BTreeMap::new();
        // Many articles have a topic, and write it alike.
        let mut written: FxHashMap<&str, TopicId> = FxHashMap::default();
        for article in &self.articles {
            for topic in &article.topics {
                let id = *written.entry(&topic.value).or_insert_with(|| {
                    let slug = crate::slug::slugify(&topic.value);
                    known.get(&slug).copied().unwrap_or_else(|| TopicId::new(&slug))
                });
                used.entry(id).or_insert((0, article, topic)).0 += 1;
            }
        }
        let mut named = Vec::new();
        let filed = self.topics.keys().map(|id| Spelling::of(id.as_str(), usize::MAX));
        let spellings: Vec<Spelling<'_>> =
            used.iter().map(|(id, (times, ..))| Spelling::of(id.as_str(), *times)).chain(filed).collect();
        for (id, (times, article, word)) in &used {
            if self.topics.contains_key(id) {
                continue;
            }
            if let Err(why) = crate::slug::check(id.as_str()) {
                diagnostics.push(
                    Diagnostic::error(Code::BadSlug, Span::new(&article.file, word.range.clone()), format!("`{}` gives no URL: {why}", word.value))
                        .hint("write the topic in Latin letters, or give it a file content/topics/….md with a `slug`"),
                );
                continue;
            }
            if let Some(near) = usual(Spelling::of(id.as_str(), *times), &spellings) {
                diagnostics.push(
                    Diagnostic::warning(
                        Code::SimilarTopic,
                        Span::new(&article.file, word.range.clone()),
                        format!("the topic `{}` is spelt almost like `{near}`", word.value),
                    )
                    .hint(format!(
                        "write `{near}` if you mean it, or give this one a file content/topics/{}.md",
                        id.as_str()
                    )),
                );
            }
            named.push((*id, Arc::new(Topic::named(&word.value))));
        }
        self.topics.extend(named);
    }

    pub(super) fn names<'a>(&'a self, published: &'a [Arc<Article>], held: &'a [Held]) -> Names<'a> {
        let articles = published.iter().chain(held.iter().map(|held| &held.article));
        Names::new(self, articles.map(|article| &**article).collect())
    }

    /// What a link to a file means.
    pub(super) fn files<'a>(
        &'a self,
        published: &'a [Arc<Article>],
        held: &'a [Held],
    ) -> FxHashMap<&'a str, FileOf> {
        let mut files = FxHashMap::with_capacity_and_hasher(published.len() + held.len(), FxBuildHasher);
        let mut add = |file: &'a InputPath, of| {
            files.insert(file.as_str(), of);
        };
        for article in published.iter().chain(held.iter().map(|held| &held.article)) {
            add(&article.file, FileOf::Name(Referent::Article(article.id)));
        }
        self.people
            .values()
            .for_each(|it| add(&it.file, FileOf::Name(Referent::Entity(EntityId::Person(it.id)))));
        self.organizations
            .values()
            .for_each(|it| add(&it.file, FileOf::Name(Referent::Entity(EntityId::Organization(it.id)))));
        self.countries
            .values()
            .for_each(|it| add(&it.file, FileOf::Name(Referent::Entity(EntityId::Country(it.id)))));
        self.stories.values().for_each(|it| add(&it.file, FileOf::Name(Referent::Story(it.id))));
        self.pages.values().for_each(|it| add(&it.file, FileOf::Name(Referent::Page(it.id))));
        self.editions.values().for_each(|it| add(&it.file, FileOf::Edition(it.period)));
        for topic in self.topics.values() {
            if let Some(file) = &topic.file {
                add(file, FileOf::Name(Referent::Entity(EntityId::Topic(topic.id))));
            }
        }
        files
    }

    /// The subjects with a file.
    pub(super) fn filed(&self) -> Vec<Subject> {
        let countries = self.countries.keys().map(|id| EntityId::Country(*id));
        let entities = countries.chain(self.people.keys().map(|id| EntityId::Person(*id)));
        let entities = entities.chain(self.organizations.keys().map(|id| EntityId::Organization(*id)));
        let topics =
            self.topics.iter().filter(|(_, topic)| topic.file.is_some()).map(|(id, _)| EntityId::Topic(*id));
        let stories = self.stories.keys().map(|id| Subject::Story(*id));
        entities.chain(topics).map(Subject::Entity).chain(stories).collect()
    }

    /// The bodies of everything but articles.
    pub(super) fn bodies(&self) -> impl Iterator<Item = (&InputPath, &Body)> {
        let people = self.people.values().map(|it| (&it.file, &it.body));
        let organizations = self.organizations.values().map(|it| (&it.file, &it.body));
        let topics = self.topics.values().filter_map(|it| Some((it.file.as_ref()?, &it.body)));
        let stories = self.stories.values().map(|it| (&it.file, &it.body));
        let countries = self.countries.values().map(|it| (&it.file, &it.body));
        let pages = self.pages.values().map(|it| (&it.file, &it.body));
        let editions = self.editions.values().map(|it| (&it.file, &it.body));
        people.chain(organizations).chain(topics).chain(stories).chain(countries).chain(pages).chain(editions)
    }
}

/// Where an article says its id.
fn id_place(article: &Article) -> Span {
    match &article.id_place {
        Some(place) => Span::new(&article.file, place.clone()),
        None => Span::whole(&article.file),
    }
}
