//! What `countries.html`, `people.html` and the other directories may read.

use serde::Serialize;

use super::list::sparkline;
use super::parts::{DateView, Link};
use super::{Head, Scene, directory_name, json_ld, office, organization, person};
use crate::atlas;
use crate::digest::Digest;
use crate::entity::{EntityId, Subject};
use crate::route::{Directory, Route};
use crate::theme::{Html, Shared};

/// A directory's page.
#[derive(Debug, Serialize)]
pub struct DirectoryView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// "Countries".
    pub name: String,
    /// Entries in all groups.
    pub total: usize,
    /// Countries by region, the others by letter; one group without a name where that says nothing.
    pub groups: Vec<Group>,
}

/// Entries under one heading.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The region or letter; empty for a single group.
    pub name: String,
    /// The entries in their order.
    pub entries: Vec<Entry>,
}

/// A subject in a directory.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// The name; a person's as it sorts: "Lavrov, Sergey".
    pub name: String,
    /// Initials of a person, the code of a country, an organization's acronym; else empty.
    pub mark: String,
    /// Root-relative URL.
    pub url: String,
    /// What it is, in a few words, or null.
    pub note: Option<String>,
    /// Articles about it.
    pub count: usize,
    /// Articles that only mention it.
    pub mentioned: usize,
    /// The date of its latest article, or null.
    pub latest: Option<DateView>,
    /// Articles about it over time, as a small picture; empty where there are none.
    pub spark: Html,
}

impl DirectoryView {
    /// The view of a directory.
    pub fn new(scene: &Scene<'_>, directory: Directory) -> DirectoryView {
        let digest = scene.digest;
        let name = directory_name(digest, directory);
        let mut page = scene.head(
            &Route::Directory(directory),
            name.clone(),
            digest.language().say("{name} in {title}", &[("name", &name), ("title", &digest.config.title)]),
        );
        page.set_trail(vec![
            Link::new(&digest.language().say("Home", &[]), &digest.config.base_path),
            Link::new(&name, &page.url),
        ]);
        page.json_ld = json_ld::collection(digest, &page);
        let subjects = digest.subjects().filter(|subject| Directory::of(*subject) == directory);
        let mut entries: Vec<(Subject, Entry)> =
            subjects.map(|subject| (subject, entry(scene, subject))).collect();
        let total = entries.len();
        let alphabet = &digest.language().alphabet;
        entries.sort_by_cached_key(|(subject, entry)| (alphabet.place(&entry.name), *subject));
        let groups = match directory {
            Directory::Countries => by_region(digest, entries),
            Directory::Stories => {
                let latest =
                    |subject: &Subject| digest.coverage(*subject).about.first().copied().unwrap_or(u32::MAX);
                entries.sort_by_key(|(subject, _)| latest(subject));
                vec![Group {
                    name: String::new(),
                    entries: entries.into_iter().map(|(_, entry)| entry).collect(),
                }]
            }
            _ => by_letter(digest, entries),
        };
        DirectoryView { site: scene.site.clone(), page, name, total, groups }
    }
}

fn entry(scene: &Scene<'_>, subject: Subject) -> Entry {
    let digest = scene.digest;
    let coverage = digest.coverage(subject);
    let Link { name, url } = Link::to(digest, subject);
    let mark = match subject {
        Subject::Entity(EntityId::Country(id)) => id.as_str().to_string(),
        Subject::Entity(EntityId::Person(id)) => person::mark(&digest.people[&id]),
        Subject::Entity(EntityId::Organization(id)) => organization::mark(&digest.organizations[&id]),
        _ => String::new(),
    };
    let (name, note) = match subject {
        Subject::Entity(EntityId::Person(id)) => {
            let note = digest.newest_day().and_then(|day| office::on_day(digest, id, day));
            (digest.people[&id].sort_name.clone(), note)
        }
        Subject::Entity(EntityId::Organization(id)) => (name, digest.organizations[&id].acronym.clone()),
        Subject::Entity(EntityId::Topic(id)) => (name, digest.topics[&id].summary.clone()),
        Subject::Story(id) => (name, digest.stories[&id].summary.clone()),
        _ => (name, None),
    };
    let note = note.filter(|note| *note != name);
    let latest = coverage.about.first().or(coverage.mentioned.first());
    Entry {
        name,
        mark,
        url,
        note,
        count: coverage.about.len(),
        mentioned: coverage.mentioned.len(),
        spark: sparkline(digest, &coverage.about),
        latest: latest.map(|ix| DateView::moment(digest, &digest.entry(*ix).article.date)),
    }
}

fn by_region(digest: &Digest, entries: Vec<(Subject, Entry)>) -> Vec<Group> {
    let mut groups: Vec<Group> = atlas::REGIONS
        .iter()
        .map(|name| Group { name: digest.language().say(name, &[]), entries: Vec::new() })
        .collect();
    for (subject, entry) in entries {
        if let Subject::Entity(EntityId::Country(id)) = subject {
            let region = atlas::REGIONS.iter().position(|name| *name == atlas::country(id).region);
            groups[region.unwrap_or_default()].entries.push(entry);
        }
    }
    groups.retain(|group| !group.entries.is_empty());
    groups
}

/// A list of no more is read at a glance and needs no letters; nor does one of which most letters have one name.
const SHORT: usize = 12;

fn by_letter(digest: &Digest, entries: Vec<(Subject, Entry)>) -> Vec<Group> {
    let total = entries.len();
    let mut groups: Vec<Group> = Vec::new();
    for (_, entry) in entries {
        let name = digest.language().alphabet.heading(&entry.name);
        match groups.last_mut().filter(|group| group.name == name) {
            Some(group) => group.entries.push(entry),
            None => groups.push(Group { name, entries: vec![entry] }),
        }
    }
    if total <= SHORT || total < 2 * groups.len() {
        let entries = groups.into_iter().flat_map(|group| group.entries).collect();
        return vec![Group { name: String::new(), entries }];
    }
    groups
}
