//! From records to the digest: who is who, which article belongs where, where every link leads.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::names::{Named, Names, Referent};
use super::{Coverage, Destination, Digest, Entry, Held, Ix, LinkedEdition, Mention, names};
use crate::atlas;
use crate::config::{Config, EditionPeriod};
use crate::date::{Moment, Week};
use crate::diagnostic::{Code, Diagnostic, Span, closest, distance};
use crate::entity::{
    ArticleId, CountryId, EntityId, OrganizationId, OutletId, PageId, PersonId, Relation, StoryId, Subject,
    TopicId,
};
use crate::front_matter::Spanned;
use crate::input::{InputPath, Inputs};
use crate::markdown::{Body, Link, Target};
use crate::record::{
    Article, CountryFile, Edition, Organization, Page, Period, Person, Record, Source, Story, Topic,
};

/// What decides which articles are published.
#[derive(Clone, Debug)]
pub struct Publish {
    /// Articles dated later are held.
    pub now: Moment,
    /// Publish drafts too.
    pub drafts: bool,
    /// Publish articles of the future too.
    pub future: bool,
}

/// Links the records of a digest. What does not resolve is a diagnostic, and is left out.
pub fn link(
    config: Arc<Config>,
    records: Vec<Record>,
    inputs: &Inputs,
    publish: &Publish,
) -> (Digest, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut sorted = Sorted::new(records, &mut diagnostics);
    sorted.add_named_topics(&mut diagnostics);
    let (published, held) = hold(std::mem::take(&mut sorted.articles), publish);
    let (names, files) = (sorted.names(&published, &held), sorted.files(&published, &held));
    let ixs: FxHashMap<ArticleId, Ix> =
        published.iter().enumerate().map(|(ix, article)| (article.id, ix as Ix)).collect();
    let linker = Linker { config: &config, names, files, ixs, sorted: &sorted, inputs, held: &held };

    let linked: Vec<(Entry, Vec<Option<Destination>>, Vec<Diagnostic>)> =
        published.par_iter().map(|article| linker.article(article)).collect();
    let mut articles = Vec::with_capacity(linked.len());
    let mut destinations = FxHashMap::default();
    for (entry, links, found) in linked {
        if !links.is_empty() {
            destinations.insert(entry.article.file.clone(), links);
        }
        articles.push(entry);
        diagnostics.extend(found);
    }
    for (file, body) in sorted.bodies() {
        let links = linker.links(file, body, &mut diagnostics);
        if !links.is_empty() {
            destinations.insert(file.clone(), links);
        }
    }
    link_back(&mut articles, &destinations);
    let holders = linker.holders(&mut diagnostics);
    linker.check_countries(&mut diagnostics);
    let editions = linker.editions(&articles, &mut diagnostics);
    let outlets = outlets(&config, &articles);
    let (coverage, relations) = cover(&articles, config.relations_minimum);
    let held = held.iter().map(|(article, draft)| Held {
        file: article.file.clone(),
        title: article.title.clone(),
        date: article.date.clone(),
        draft: *draft,
    });
    let held = held.collect();
    drop(linker);
    let digest = Digest {
        filed: sorted.filed(),
        now: publish.now.clone(),
        seconds: articles.iter().map(|entry| entry.article.date.timestamp.as_second()).collect(),
        articles,
        held,
        people: sorted.people,
        organizations: sorted.organizations,
        topics: sorted.topics,
        stories: sorted.stories,
        country_files: sorted.countries,
        pages: sorted.pages,
        editions,
        outlets,
        coverage,
        relations,
        holders,
        destinations,
        config,
    };
    (digest, diagnostics)
}

/// The records by kind and id.
#[derive(Default)]
struct Sorted {
    articles: Vec<Arc<Article>>,
    people: BTreeMap<PersonId, Arc<Person>>,
    organizations: BTreeMap<OrganizationId, Arc<Organization>>,
    topics: BTreeMap<TopicId, Arc<Topic>>,
    stories: BTreeMap<StoryId, Arc<Story>>,
    countries: BTreeMap<CountryId, Arc<CountryFile>>,
    pages: BTreeMap<PageId, Arc<Page>>,
    editions: BTreeMap<Period, Arc<Edition>>,
}

impl Sorted {
    fn new(records: Vec<Record>, diagnostics: &mut Vec<Diagnostic>) -> Sorted {
        let mut sorted = Sorted::default();
        let mut ids: FxHashMap<ArticleId, InputPath> = FxHashMap::default();
        for record in records {
            let twin = match record {
                Record::Article(article) => {
                    let file = article.file.clone();
                    let twin = ids
                        .insert(article.id, file.clone())
                        .map(|first| (first, file, article.id.as_str().to_string()));
                    sorted.articles.push(Arc::new(article));
                    twin
                }
                Record::Person(it) => insert(
                    &mut sorted.people,
                    it.id,
                    it,
                    |it| it.file.clone(),
                    it_id(|id: &PersonId| id.as_str()),
                ),
                Record::Organization(it) => insert(
                    &mut sorted.organizations,
                    it.id,
                    it,
                    |it| it.file.clone(),
                    it_id(|id: &OrganizationId| id.as_str()),
                ),
                Record::Topic(it) => insert(
                    &mut sorted.topics,
                    it.id,
                    it,
                    |it| it.file.clone().expect("a topic that is read has a file"),
                    it_id(|id: &TopicId| id.as_str()),
                ),
                Record::Story(it) => insert(
                    &mut sorted.stories,
                    it.id,
                    it,
                    |it| it.file.clone(),
                    it_id(|id: &StoryId| id.as_str()),
                ),
                Record::Country(it) => insert(
                    &mut sorted.countries,
                    it.id,
                    it,
                    |it| it.file.clone(),
                    |id: &CountryId| id.as_str().to_string(),
                ),
                Record::Page(it) => insert(
                    &mut sorted.pages,
                    it.id,
                    it,
                    |it| it.file.clone(),
                    it_id(|id: &PageId| id.as_str()),
                ),
                Record::Edition(it) => insert(
                    &mut sorted.editions,
                    it.period,
                    it,
                    |it| it.file.clone(),
                    |period| format!("{period:?}"),
                ),
            };
            if let Some((first, second, id)) = twin {
                diagnostics.push(
                    Diagnostic::error(
                        Code::DuplicateId,
                        Span::whole(&second),
                        format!("`{id}` is already the id of {first}"),
                    )
                    .hint("rename one of the two files, or give one a line `id: …`"),
                );
            }
        }
        sorted
    }

    /// Topics that exist because an article names them, and warnings where two spellings are close.
    fn add_named_topics(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let mut known: FxHashMap<String, TopicId> = FxHashMap::default();
        for (id, topic) in &self.topics {
            let names = [id.as_str(), &topic.slug, &topic.name]
                .into_iter()
                .chain(topic.aliases.iter().map(|alias| alias.value.as_str()));
            known.extend(names.map(|name| (crate::slug::slugify(name), *id)));
        }
        let mut used: BTreeMap<TopicId, (usize, &Article, &Spanned<String>)> = BTreeMap::new();
        for article in &self.articles {
            for topic in &article.topics {
                let slug = crate::slug::slugify(&topic.value);
                let id = known.get(&slug).copied().unwrap_or_else(|| TopicId::new(&slug));
                used.entry(id).or_insert((0, article, topic)).0 += 1;
            }
        }
        let mut named = Vec::new();
        for (id, (count, article, word)) in &used {
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
            let others = used.iter().filter(|(other, (times, ..))| {
                *other != id && (self.topics.contains_key(other) || times > count)
            });
            if let Some(near) = close_spelling(id.as_str(), others.map(|(other, _)| other.as_str())) {
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

    fn names<'a>(&'a self, published: &'a [Arc<Article>], held: &'a [(Arc<Article>, bool)]) -> Names<'a> {
        Names::new(Named {
            people: &self.people,
            organizations: &self.organizations,
            topics: &self.topics,
            stories: &self.stories,
            countries: &self.countries,
            pages: &self.pages,
            articles: published
                .iter()
                .chain(held.iter().map(|(article, _)| article))
                .map(|article| &**article)
                .collect(),
        })
    }

    /// What a link to a file means.
    fn files<'a>(
        &'a self,
        published: &'a [Arc<Article>],
        held: &'a [(Arc<Article>, bool)],
    ) -> FxHashMap<&'a str, FileOf> {
        let mut files = FxHashMap::default();
        let mut add = |file: &'a InputPath, of| {
            files.insert(file.as_str(), of);
        };
        for article in published.iter().chain(held.iter().map(|(article, _)| article)) {
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
    fn filed(&self) -> Vec<Subject> {
        let countries = self.countries.keys().map(|id| EntityId::Country(*id));
        let entities = countries.chain(self.people.keys().map(|id| EntityId::Person(*id)));
        let entities = entities.chain(self.organizations.keys().map(|id| EntityId::Organization(*id)));
        let topics =
            self.topics.iter().filter(|(_, topic)| topic.file.is_some()).map(|(id, _)| EntityId::Topic(*id));
        let stories = self.stories.keys().map(|id| Subject::Story(*id));
        entities.chain(topics).map(Subject::Entity).chain(stories).collect()
    }

    /// The bodies of everything but articles.
    fn bodies(&self) -> impl Iterator<Item = (&InputPath, &Body)> {
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

type Twin = Option<(InputPath, InputPath, String)>;

fn it_id<I>(text: impl Fn(&I) -> &'static str) -> impl Fn(&I) -> String {
    move |id| text(id).to_string()
}

/// Puts a record where its id belongs; answers the two files where there was one already.
fn insert<I: Ord + Copy, T>(
    map: &mut BTreeMap<I, Arc<T>>,
    id: I,
    record: T,
    file: impl Fn(&T) -> InputPath,
    shown: impl Fn(&I) -> String,
) -> Twin {
    let second = file(&record);
    let first = map.insert(id, Arc::new(record))?;
    Some((file(&first), second, shown(&id)))
}

/// A spelling so close that it is probably meant: one letter off, two in long words.
fn close_spelling<'a>(slug: &str, others: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = match slug.len() {
        0..5 => return None,
        5..9 => 1,
        _ => 2,
    };
    others
        .map(|other| (distance(slug, other), other))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, other)| other)
}

/// Parts the published articles, newest first, from those that are drafts (`true`) or lie in the future.
fn hold(articles: Vec<Arc<Article>>, publish: &Publish) -> (Vec<Arc<Article>>, Vec<(Arc<Article>, bool)>) {
    let mut held = Vec::new();
    let mut published: Vec<Arc<Article>> = Vec::with_capacity(articles.len());
    for article in articles {
        if article.draft && !publish.drafts {
            held.push((article, true));
        } else if article.date.timestamp > publish.now.timestamp && !publish.future {
            held.push((article, false));
        } else {
            published.push(article);
        }
    }
    published.sort_by(|a, b| b.date.timestamp.cmp(&a.date.timestamp).then_with(|| a.file.cmp(&b.file)));
    held.sort_by(|a, b| a.0.file.cmp(&b.0.file));
    (published, held)
}

#[derive(Clone, Copy)]
enum FileOf {
    Name(Referent),
    Edition(Period),
}

struct Linker<'a> {
    config: &'a Config,
    names: Names<'a>,
    files: FxHashMap<&'a str, FileOf>,
    ixs: FxHashMap<ArticleId, Ix>,
    sorted: &'a Sorted,
    inputs: &'a Inputs,
    held: &'a [(Arc<Article>, bool)],
}

impl Linker<'_> {
    fn article(&self, article: &Arc<Article>) -> (Entry, Vec<Option<Destination>>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let found = &mut diagnostics;
        let file = &article.file;
        let countries = unique(article.countries.iter().filter_map(|name| self.country(file, name, found)));
        let people =
            unique(article.people.iter().filter_map(|name| match self.entity(file, name, "person", found) {
                Some(EntityId::Person(id)) => Some(id),
                _ => None,
            }));
        let organizations = unique(article.organizations.iter().filter_map(|name| {
            match self.entity(file, name, "organization", found) {
                Some(EntityId::Organization(id)) => Some(id),
                _ => None,
            }
        }));
        let topics =
            unique(article.topics.iter().filter_map(
                |name| match self.names.find(&name.value, "topic").first() {
                    Some(Referent::Entity(EntityId::Topic(id))) => Some(*id),
                    _ => None,
                },
            ));
        let story = article.story.as_ref().and_then(|name| self.story(file, name, found));
        let dateline = article.dateline.as_ref().and_then(|dateline| match &dateline.country {
            Some(name) => self.country(file, name, found),
            None => atlas::find_place(&dateline.place),
        });
        let outlet = |source: &Source| OutletId::new(&self.config.outlet_slug(&source.name));
        let outlets = article.sources.iter().map(outlet).collect();
        for source in &article.sources {
            if let Err(why) = crate::slug::check(&self.config.outlet_slug(&source.name)) {
                found.push(
                    Diagnostic::error(
                        Code::BadSlug,
                        Span::whole(file),
                        format!("the outlet `{}` gives no URL: {why}", source.name),
                    )
                    .hint("name it in Latin letters, or under `outlets:` in digest.yaml"),
                );
            }
        }
        for (name, target) in &article.mentions {
            if target.value != "none" && self.names.find_any(&target.value).is_empty() {
                found.push(
                    self.unknown(file, target, "name", Code::UnknownPerson)
                        .hint(format!("write a person's file name, or `{}: none`", name.value)),
                );
            }
        }
        if let Some(photo) = &article.image {
            self.attachment(file, &photo.file.value, &photo.file.range, found);
        }
        let links = self.links(file, &article.body, found);
        let mentions = mentions(&article.body, &links);
        let entry = Entry {
            article: article.clone(),
            countries,
            people,
            organizations,
            topics,
            story,
            outlets,
            dateline,
            mentions,
            backlinks: Vec::new(),
        };
        (entry, links, diagnostics)
    }

    fn unknown(&self, file: &InputPath, name: &Spanned<String>, kind: &str, code: Code) -> Diagnostic {
        Diagnostic::error(
            code,
            Span::new(file, name.range.clone()),
            format!("unknown {kind} `{}`", name.value),
        )
    }

    fn country(
        &self,
        file: &InputPath,
        name: &Spanned<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<CountryId> {
        let found = self.names.find_country(&name.value);
        if found.is_none() {
            let hint = match closest(&name.value, atlas::known_names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write its ISO 3166-1 code (PK) or any name of the country".to_string(),
            };
            diagnostics.push(self.unknown(file, name, "country", Code::UnknownCountry).hint(hint));
        }
        found
    }

    fn entity(
        &self,
        file: &InputPath,
        name: &Spanned<String>,
        kind: &'static str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<EntityId> {
        let found = self.names.find(&name.value, kind);
        let (code, folder) = match kind {
            "person" => (Code::UnknownPerson, "people"),
            _ => (Code::UnknownOrganization, "organizations"),
        };
        match found[..] {
            [Referent::Entity(id)] => Some(id),
            [] => {
                let hint = match self.names.closest(&name.value, Some(kind)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "add a file content/{folder}/{}.md with a line `name: …`",
                        crate::slug::slugify(&name.value)
                    ),
                };
                diagnostics.push(self.unknown(file, name, kind, code).hint(hint));
                None
            }
            _ => {
                diagnostics.push(ambiguous(file, name, &found));
                None
            }
        }
    }

    fn story(
        &self,
        file: &InputPath,
        name: &Spanned<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<StoryId> {
        match self.names.find(&name.value, "story")[..] {
            [Referent::Story(id), ..] => Some(id),
            _ => {
                let hint = match self.names.closest(&name.value, Some("story")) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "add a file content/stories/{}.md with a line `name: …`",
                        crate::slug::slugify(&name.value)
                    ),
                };
                diagnostics.push(self.unknown(file, name, "story", Code::UnknownStory).hint(hint));
                None
            }
        }
    }

    /// Where the links of a body lead; images and attachments are looked up on the way.
    fn links(
        &self,
        file: &InputPath,
        body: &Body,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Option<Destination>> {
        for image in &body.images {
            self.attachment(file, &image.file, &image.source, diagnostics);
        }
        body.links.iter().map(|link| self.link(file, body, link, diagnostics)).collect()
    }

    fn attachment(
        &self,
        file: &InputPath,
        path: &str,
        range: &std::ops::Range<usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<InputPath> {
        let joined = file.join(path).filter(|joined| joined.as_str().starts_with("content/"));
        if let Some(joined) = joined.filter(|joined| self.inputs.get(joined.as_str()).is_some()) {
            return Some(joined);
        }
        let siblings = self.inputs.below(file.folder()).map(|input| input.path.file_name());
        let hint = match closest(path, siblings) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("put the file into {}/", file.folder()),
        };
        diagnostics.push(
            Diagnostic::error(
                Code::MissingFile,
                Span::new(file, range.clone()),
                format!("there is no file `{path}`"),
            )
            .hint(hint),
        );
        None
    }

    fn link(
        &self,
        file: &InputPath,
        body: &Body,
        link: &Link,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Destination> {
        let dead = |message: String, hint: String| {
            Diagnostic::error(Code::DeadLink, Span::new(file, link.source.clone()), message).hint(hint)
        };
        match &link.target {
            Target::External(url) => Some(Destination::External(url.clone())),
            Target::Unsafe(_) => None,
            Target::Site { path, fragment } => {
                let fragment = fragment.as_ref().map_or_else(String::new, |fragment| format!("#{fragment}"));
                Some(Destination::Site(format!("{path}{fragment}")))
            }
            Target::Attachment(path) => {
                self.attachment(file, path, &link.source, diagnostics).map(Destination::Attachment)
            }
            Target::Fragment(id) => {
                if id.is_empty() || body.anchors.contains(id) {
                    return Some(Destination::Fragment(id.clone()));
                }
                let hint = closest(id, body.anchors.iter().map(String::as_str)).map_or_else(
                    || "link to the id of a heading of this page".to_string(),
                    |near| format!("did you mean `#{near}`?"),
                );
                diagnostics.push(dead(format!("this page has no place `#{id}`"), hint));
                None
            }
            Target::File { path, fragment } => {
                let joined = file.join(path);
                let of = joined.as_ref().and_then(|joined| self.files.get(joined.as_str()));
                match of {
                    Some(FileOf::Name(referent)) => {
                        self.destination(*referent, fragment.clone(), &dead, diagnostics)
                    }
                    Some(FileOf::Edition(Period::Day(day))) => {
                        Some(Destination::Site(format!("/{}/", day.strftime("%Y/%m/%d"))))
                    }
                    Some(FileOf::Edition(Period::Week(week))) => {
                        Some(Destination::Site(format!("/{:04}/w{:02}/", week.year, week.week)))
                    }
                    None => {
                        let near = closest(
                            path.rsplit('/').next().unwrap_or(path),
                            self.files.keys().filter_map(|known| known.rsplit('/').next()),
                        );
                        let hint = near.map_or_else(
                            || "link to a file by its path from this one".to_string(),
                            |near| format!("did you mean `{near}`?"),
                        );
                        diagnostics.push(dead(format!("there is no file `{path}`"), hint));
                        None
                    }
                }
            }
            Target::Name(name) => {
                let (name, fragment) = match name.split_once('#') {
                    Some((name, fragment)) => (name.trim(), Some(fragment.to_string())),
                    None => (name.as_str(), None),
                };
                let name = name.strip_suffix(".md").unwrap_or(name);
                let found = self.names.find_any(name);
                match found[..] {
                    [referent] => self.destination(referent, fragment, &dead, diagnostics),
                    [] => {
                        let hint = self.names.closest(name, None).map_or_else(
                            || "write the name, alias or file name of a person, country, organization, topic, story or article".to_string(),
                            |near| format!("did you mean `[[{near}]]`?"),
                        );
                        diagnostics.push(dead(format!("nothing here is called `{name}`"), hint));
                        None
                    }
                    _ => {
                        let spanned = Spanned { value: name.to_string(), range: link.source.clone() };
                        diagnostics.push(ambiguous(file, &spanned, &found));
                        None
                    }
                }
            }
        }
    }

    fn destination(
        &self,
        referent: Referent,
        fragment: Option<String>,
        dead: &dyn Fn(String, String) -> Diagnostic,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Destination> {
        match referent {
            Referent::Entity(id) => Some(Destination::Subject(Subject::Entity(id), fragment)),
            Referent::Story(id) => Some(Destination::Subject(Subject::Story(id), fragment)),
            Referent::Page(id) => Some(Destination::Page(id, fragment)),
            Referent::Article(id) => {
                if let Some(ix) = self.ixs.get(&id) {
                    return Some(Destination::Article(*ix, fragment));
                }
                let draft = self.held.iter().any(|(article, draft)| article.id == id && *draft);
                let why = if draft { "is a draft" } else { "lies in the future" };
                diagnostics.push(dead(
                    format!("the article `{}` {why} and is not published", id.as_str()),
                    "publish it first, take the link out, or build with --drafts or --future".to_string(),
                ));
                None
            }
        }
    }

    /// Who held the offices of whom; an office of nobody known is an error.
    fn holders(&self, diagnostics: &mut Vec<Diagnostic>) -> FxHashMap<EntityId, Vec<(PersonId, usize)>> {
        let mut holders: FxHashMap<EntityId, Vec<(PersonId, usize)>> = FxHashMap::default();
        for (id, person) in &self.sorted.people {
            for (index, office) in person.offices.iter().enumerate() {
                let Some(of) = &office.of else { continue };
                match names::office_of(&of.value, &self.sorted.organizations) {
                    Some(entity) => holders.entry(entity).or_default().push((*id, index)),
                    None => diagnostics.push(
                        self.unknown(&person.file, of, "country or organization", Code::UnknownOrganization)
                            .hint("write a country's code, or the file name of an organization"),
                    ),
                }
            }
        }
        for list in holders.values_mut() {
            list.sort_by_key(|(id, index)| {
                let office = &self.sorted.people[id].offices[*index];
                (std::cmp::Reverse(office.from.map(crate::date::Partial::first)), *id)
            });
        }
        holders
    }

    fn check_countries(&self, diagnostics: &mut Vec<Diagnostic>) {
        for person in self.sorted.people.values() {
            if let Some(name) = &person.country {
                self.country(&person.file, name, diagnostics);
            }
            if let Some(image) = &person.image {
                self.attachment(&person.file, &image.value, &image.range, diagnostics);
            }
        }
        for it in self.sorted.organizations.values() {
            if let Some(name) = &it.country {
                self.country(&it.file, name, diagnostics);
            }
        }
    }

    fn editions(
        &self,
        articles: &[Entry],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> BTreeMap<Period, LinkedEdition> {
        let mut editions = BTreeMap::new();
        for (period, record) in &self.sorted.editions {
            let (fits, wanted) = match (period, self.config.edition) {
                (Period::Day(_), EditionPeriod::Daily) | (Period::Week(_), EditionPeriod::Weekly) => {
                    (true, "")
                }
                (Period::Day(_), EditionPeriod::Weekly) => (false, "weeks, as 2018-w08.md"),
                (Period::Week(_), EditionPeriod::Daily) => (false, "days, as 2018-02-19.md"),
            };
            if !fits {
                diagnostics.push(
                    Diagnostic::error(
                        Code::Contradiction,
                        Span::whole(&record.file),
                        "this digest has no such editions".to_string(),
                    )
                    .hint(format!("name its files after {wanted}, or change `edition` in digest.yaml")),
                );
                continue;
            }
            let belongs = |ix: &Ix| match period {
                Period::Day(day) => articles[*ix as usize].article.date.day == *day,
                Period::Week(week) => Week::of(articles[*ix as usize].article.date.day) == *week,
            };
            let all: Vec<Ix> = (0..articles.len() as Ix).filter(belongs).collect();
            let mut chosen: Vec<Ix> = Vec::new();
            for name in record.lead.iter().chain(&record.picks) {
                let found = all.iter().find(|ix| {
                    let article = &articles[**ix as usize].article;
                    [article.id.as_str(), article.file.stem(), &article.slug].contains(&name.value.as_str())
                });
                match found {
                    Some(ix) => chosen.push(*ix),
                    None => {
                        let ids = all.iter().map(|ix| articles[*ix as usize].article.id.as_str());
                        let hint = closest(&name.value, ids.clone()).map_or_else(
                            || format!("its articles are: {}", ids.collect::<Vec<_>>().join(", ")),
                            |near| format!("did you mean `{near}`?"),
                        );
                        diagnostics.push(
                            Diagnostic::error(
                                Code::UnknownArticle,
                                Span::new(&record.file, name.range.clone()),
                                format!("`{}` is no article of this edition", name.value),
                            )
                            .hint(hint),
                        );
                    }
                }
            }
            let has_lead = record.lead.is_some() && !chosen.is_empty();
            let articles = unique(chosen.into_iter().chain(all));
            editions.insert(*period, LinkedEdition { record: record.clone(), articles, has_lead });
        }
        editions
    }
}

fn ambiguous(file: &InputPath, name: &Spanned<String>, found: &[Referent]) -> Diagnostic {
    let mut candidates: Vec<String> = found
        .iter()
        .map(|referent| match referent {
            Referent::Entity(id) => format!("{} `{}`", id.kind(), id.key()),
            Referent::Story(id) => format!("story `{}`", id.as_str()),
            Referent::Article(id) => format!("article `{}`", id.as_str()),
            Referent::Page(id) => format!("page `{}`", id.as_str()),
        })
        .collect();
    candidates.sort();
    Diagnostic::error(
        Code::AmbiguousName,
        Span::new(file, name.range.clone()),
        format!("several things are called `{}`", name.value),
    )
    .hint(format!("write the file name of the one you mean: {}", candidates.join(", ")))
}

/// Each value once, at its first place.
fn unique<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut unique = Vec::new();
    for value in values {
        if !unique.contains(&value) {
            unique.push(value);
        }
    }
    unique
}

fn mentions(body: &Body, links: &[Option<Destination>]) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for (link, destination) in body.links.iter().zip(links) {
        let Some(Destination::Subject(Subject::Entity(entity), _)) = destination else { continue };
        if mentions.iter().any(|mention| mention.entity == *entity) {
            continue;
        }
        let block = body
            .blocks
            .iter()
            .find(|block| block.text.start <= link.text.start && link.text.end <= block.text.end);
        let Some(block) = block else { continue };
        let place = link.text.start - block.text.start..link.text.end - block.text.start;
        let sentence = crate::sentence::around(&body.text[block.text.clone()], place);
        let sentence = block.text.start + sentence.start..block.text.start + sentence.end;
        mentions.push(Mention { entity: *entity, text: link.text.clone(), sentence });
    }
    mentions
}

fn link_back(articles: &mut [Entry], destinations: &FxHashMap<InputPath, Vec<Option<Destination>>>) {
    let mut backlinks: Vec<(Ix, Ix)> = Vec::new();
    for (from, entry) in articles.iter().enumerate() {
        for destination in destinations.get(&entry.article.file).into_iter().flatten().flatten() {
            if let Destination::Article(to, _) = destination
                && *to != from as Ix
            {
                backlinks.push((*to, from as Ix));
            }
        }
    }
    backlinks.sort_unstable();
    backlinks.dedup();
    for (to, from) in backlinks {
        articles[to as usize].backlinks.push(from);
    }
}

fn outlets(config: &Config, articles: &[Entry]) -> BTreeMap<OutletId, String> {
    let mut outlets = BTreeMap::new();
    for source in articles.iter().flat_map(|entry| &entry.article.sources) {
        let name = config.outlet_name(&source.name);
        outlets.entry(OutletId::new(&config.outlet_slug(&source.name))).or_insert_with(|| name.to_string());
    }
    outlets
}

/// The lists of every subject, and the relations that have enough articles for a page.
fn cover(articles: &[Entry], minimum: usize) -> (FxHashMap<Subject, Coverage>, Vec<Relation>) {
    let mut coverage: FxHashMap<Subject, Coverage> = FxHashMap::default();
    let mut pairs: FxHashMap<Relation, Vec<Ix>> = FxHashMap::default();
    for (ix, entry) in articles.iter().enumerate() {
        let ix = ix as Ix;
        let about = abouts(entry);
        for subject in &about {
            coverage.entry(*subject).or_default().about.push(ix);
        }
        for mention in &entry.mentions {
            let subject = Subject::Entity(mention.entity);
            if !about.contains(&subject) {
                coverage.entry(subject).or_default().mentioned.push(ix);
            }
        }
        for (at, a) in entry.countries.iter().enumerate() {
            for relation in entry.countries[at + 1..].iter().filter_map(|b| Relation::new(*a, *b)) {
                pairs.entry(relation).or_default().push(ix);
            }
        }
    }
    let mut relations = Vec::new();
    for (relation, about) in pairs {
        if about.len() >= minimum {
            relations.push(relation);
            coverage.insert(Subject::Relation(relation), Coverage { about, mentioned: Vec::new() });
        }
    }
    relations.sort();
    (coverage, relations)
}

fn abouts(entry: &Entry) -> Vec<Subject> {
    let entities = entry.countries.iter().map(|id| EntityId::Country(*id));
    let entities = entities.chain(entry.people.iter().map(|id| EntityId::Person(*id)));
    let entities = entities.chain(entry.organizations.iter().map(|id| EntityId::Organization(*id)));
    let entities = entities.chain(entry.topics.iter().map(|id| EntityId::Topic(*id)));
    let story = entry.story.map(Subject::Story);
    entities
        .map(Subject::Entity)
        .chain(story)
        .chain(unique(entry.outlets.iter().copied()).into_iter().map(Subject::Outlet))
        .collect()
}
