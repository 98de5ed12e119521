//! From records to the digest: which articles are published, and every list they stand in.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::mentions::Known;
use super::outlets::outlets;
use super::records::Records;
use super::resolve::Linker;
use super::{Affiliations, Coverage, Destination, Digest, Entry, Held, HeldBy, Ix};
use crate::config::Config;
use crate::date::Moment;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::entity::{Relation, Subject};
use crate::input::{self, Inputs};
use crate::input_path::InputPath;
use crate::mention::{Gazetteer, Registry};
use crate::record::{Article, Person, Record};

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

/// Links the records of a digest. What does not resolve is a diagnostic, and is left out. An article whose text, front
/// matter and language are as they were in `previous` is not searched again while the names are the same.
pub fn link(
    config: Arc<Config>,
    records: Vec<Record>,
    inputs: &Inputs,
    publish: &Publish,
    previous: Option<&Digest>,
) -> Digest {
    let mut diagnostics = Vec::new();
    let mut all = Records::new(records, &mut diagnostics);
    all.add_named_topics(&mut diagnostics);
    let (published, held) = hold(std::mem::take(&mut all.articles), publish);
    diagnostics.extend(published.iter().flat_map(|article| changed_too_early(article, publish)));
    diagnostics.extend(all.people.values().filter_map(|person| died_too_early(person, publish)));
    let affiliations = Arc::new(Affiliations::new(&all.countries, &all.organizations));
    let ixs = || published.iter().enumerate().map(|(ix, article)| (article.id, ix as Ix)).collect();
    let ((names, files), (ixs, gazetteer)) = rayon::join(
        || (all.names(&published, &held), all.files(&published, &held)),
        || (ixs(), gazetteer(&all, &affiliations, previous)),
    );
    let known = Known::new(previous, &gazetteer, &config);
    let linker = Linker {
        config: &config,
        names,
        files,
        ixs,
        records: &all,
        inputs,
        published: &published,
        held: &held,
        gazetteer,
        known,
        affiliations: &affiliations,
    };

    let linked: Vec<(Entry, Vec<Option<Destination>>, Vec<Diagnostic>)> =
        published.par_iter().with_max_len(input::A_FEW).map(|article| linker.article(article)).collect();
    let mut articles = Vec::with_capacity(linked.len());
    let mut destinations = FxHashMap::default();
    for (entry, links, found) in linked {
        if !links.is_empty() {
            destinations.insert(entry.article.file.clone(), links);
        }
        articles.push(entry);
        diagnostics.extend(found);
    }
    for (file, body) in all.bodies() {
        let links = linker.links(file, body, &mut diagnostics);
        if !links.is_empty() {
            destinations.insert(file.clone(), links);
        }
    }
    link_back(&mut articles, &destinations);
    let ((coverage, relations), (holders, editions, outlets)) = rayon::join(
        || cover(&articles, config.relations_minimum),
        || {
            let holders = linker.holders(&mut diagnostics);
            linker.check_countries(&mut diagnostics);
            linker.check_country_names(&mut diagnostics);
            let editions = linker.editions(&articles, &mut diagnostics);
            let (outlets, similar) = outlets(&config, &articles);
            diagnostics.extend(similar);
            (holders, editions, outlets)
        },
    );
    let gazetteer = linker.gazetteer;
    Digest {
        filed: all.filed().into(),
        now: publish.now.clone(),
        seconds: Arc::new(articles.iter().map(|entry| entry.article.date.timestamp.as_second()).collect()),
        articles: articles.into_iter().map(Arc::new).collect(),
        held: Arc::new(held),
        people: all.people.into(),
        organizations: all.organizations.into(),
        topics: all.topics.into(),
        stories: all.stories.into(),
        country_files: all.countries.into(),
        affiliations,
        pages: all.pages.into(),
        editions: editions.into(),
        outlets: outlets.into(),
        coverage: coverage.into(),
        relations: relations.into(),
        holders: holders.into(),
        gazetteer,
        destinations: destinations.into(),
        found: diagnostics.into(),
        sought: Arc::default(),
        config,
    }
}

/// The names of the digest; those of `previous` where the files that give names are the same.
fn gazetteer(records: &Records, affiliations: &Affiliations, previous: Option<&Digest>) -> Arc<Gazetteer> {
    let same = previous.filter(|previous| {
        are_same(&records.people, &previous.people)
            && are_same(&records.organizations, &previous.organizations)
            && are_same(&records.countries, &previous.country_files)
    });
    if let Some(previous) = same {
        return previous.gazetteer.clone();
    }
    let Records { people, organizations, countries, .. } = records;
    Arc::new(Gazetteer::new(Registry { people, organizations, countries }, |of| affiliations.of(of)))
}

fn are_same<K: Ord, V>(one: &BTreeMap<K, Arc<V>>, other: &BTreeMap<K, Arc<V>>) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| one.0 == other.0 && Arc::ptr_eq(one.1, other.1))
}

/// Parts the published articles, newest first, from those that are held back.
fn hold(articles: Vec<Arc<Article>>, publish: &Publish) -> (Vec<Arc<Article>>, Vec<Held>) {
    let mut held = Vec::new();
    let mut published: Vec<Arc<Article>> = Vec::with_capacity(articles.len());
    for article in articles {
        if article.draft && !publish.drafts {
            held.push(Held { article, by: HeldBy::Draft });
        } else if article.date.timestamp > publish.now.timestamp && !publish.future {
            held.push(Held { article, by: HeldBy::Date });
        } else {
            published.push(article);
        }
    }
    published.sort_by(|a, b| b.date.timestamp.cmp(&a.date.timestamp).then_with(|| a.file.cmp(&b.file)));
    held.sort_by(|a, b| a.article.file.cmp(&b.article.file));
    (published, held)
}

/// What to say of a published article that was updated or corrected on a day to come: mostly a slip in the year.
pub(super) fn changed_too_early(article: &Article, publish: &Publish) -> Vec<Diagnostic> {
    let now = publish.now.timestamp;
    if article.date.timestamp > now {
        return Vec::new();
    }
    let updated = article.updated.iter().zip(&article.updated_place);
    let updated = updated.map(|(date, place)| ("`updated`", date, place));
    let corrections = article.corrections.iter().map(|it| ("a correction", &it.date, &it.place));
    let too_early = updated.chain(corrections).filter(|(_, date, _)| date.timestamp > now);
    let warning = |(what, date, place): (&str, &Moment, &Range<usize>)| {
        let message = format!("{what} is dated {}, and that day is yet to come", date.day);
        Diagnostic::warning(Code::BadDate, Span::new(&article.file, place.clone()), message)
            .hint("mend the date: readers are told of it at once")
    };
    too_early.map(warning).collect()
}

/// What to say of somebody who died on a day to come.
fn died_too_early(person: &Person, publish: &Publish) -> Option<Diagnostic> {
    let (died, place) = (person.died?, person.died_place.clone()?);
    (died.first() > publish.now.day).then(|| {
        let message = format!("`died` is {died}, and that is yet to come");
        Diagnostic::warning(Code::BadDate, Span::new(&person.file, place), message).hint("mend the date")
    })
}

/// What to say of a file whose name begins with another date than its own: a day or two may be a time zone's.
pub fn misnamed(article: &Article) -> Option<Diagnostic> {
    let named = crate::date::parse_day(article.file.stem().get(..10)?).ok()?;
    let apart = named.duration_until(article.date.day).as_hours().abs() / 24;
    (apart > 2 && !article.is_undated).then(|| {
        let message = format!("the file's name says {named}, and its date {}", article.date.day);
        Diagnostic::note(Code::Contradiction, Span::whole(&article.file), message)
            .hint("the date decides; mend it, or rename the file")
    })
}

/// Each value once, at its first place.
pub(super) fn unique<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut unique = Vec::new();
    for value in values {
        if !unique.contains(&value) {
            unique.push(value);
        }
    }
    unique
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

/// The lists of every subject, and the relations that have enough articles for a page.
fn cover(articles: &[Entry], minimum: usize) -> (FxHashMap<Subject, Arc<Coverage>>, Vec<Relation>) {
    let mut coverage: FxHashMap<Subject, Coverage> = FxHashMap::default();
    let mut pairs: FxHashMap<Relation, Vec<Ix>> = FxHashMap::default();
    for (ix, entry) in articles.iter().enumerate() {
        let ix = ix as Ix;
        let about = abouts(entry);
        for subject in &about {
            coverage.entry(*subject).or_default().about.push(ix);
        }
        for mention in entry.mentions.iter() {
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
    (coverage.into_iter().map(|(subject, coverage)| (subject, Arc::new(coverage))).collect(), relations)
}

fn abouts(entry: &Entry) -> Vec<Subject> {
    let story = entry.story.map(Subject::Story);
    entry
        .about()
        .map(Subject::Entity)
        .chain(story)
        .chain(unique(entry.outlets.iter().copied()).into_iter().map(Subject::Outlet))
        .collect()
}
