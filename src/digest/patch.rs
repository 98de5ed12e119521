//! A digest after an edit that moves nothing: new words, another headline, a correction. What lists and URLs are made
//! of is shared with the digest before; only the entries of the edited articles are made anew.

use std::sync::Arc;

use super::link::changed_too_early;
use super::{Coverage, Digest, Entry, Held, HeldBy, Ix, Pages, Publish, mentions};
use crate::entity::{EntityId, Subject};
use crate::fold::fold;
use crate::markdown::Target;
use crate::record::{Article, Record};

/// One file's record before and after.
pub type Change<'a> = (Option<&'a Record>, Option<&'a Record>);

/// The digest with the records as they are after `changes`; `None` where more than the articles' own entries would
/// differ, and the whole must be linked.
pub fn patch(previous: &Digest, changes: &[Change<'_>], publish: &Publish) -> Option<Digest> {
    let now = publish.now.timestamp;
    let is_due = |held: &Held| held.by == HeldBy::Date && held.article.date.timestamp <= now;
    if now < previous.now.timestamp || previous.held.iter().any(is_due) {
        return None;
    }
    let mut digest = Digest { now: publish.now.clone(), ..previous.clone() };
    for change in changes {
        let (Some(Record::Article(before)), Some(Record::Article(after))) = change else { return None };
        if Arc::ptr_eq(before, after) {
            continue;
        }
        if !changed_too_early(after, publish).is_empty() {
            return None;
        }
        let ix = digest.place_of(before).filter(|_| stays(before, after))?;
        let is_renamed = before.title != after.title && previous.seeks([&before.title, &after.title]);
        // What was wrong with it may be right now.
        if is_renamed || previous.found.iter().any(|found| found.files().any(|file| *file == after.file)) {
            return None;
        }
        digest.replace(ix, after)?;
    }
    Some(digest)
}

/// Whether everything that others know of an article is as it was.
fn stays(before: &Article, after: &Article) -> bool {
    let values = |article: &Article| {
        let written = [&article.countries, &article.people, &article.organizations, &article.topics];
        let lists = written.map(|list| list.iter().map(|it| it.value.clone()).collect::<Vec<_>>());
        let redirects: Vec<String> = article.redirects.iter().map(|it| it.value.clone()).collect();
        let mentions: Vec<(String, String)> =
            article.mentions.iter().map(|(name, of)| (name.value.clone(), of.value.clone())).collect();
        let outlets: Vec<String> = article.sources.iter().map(|source| source.name.clone()).collect();
        let of = |dateline: &crate::record::Dateline| {
            (dateline.place.clone(), dateline.country.as_ref().map(|it| it.value.clone()))
        };
        let one = (
            article.story.as_ref().map(|story| story.value.clone()),
            article.dateline.as_ref().map(of),
            article.image.as_ref().map(|photo| photo.file.value.clone()),
        );
        (lists, redirects, mentions, outlets, one)
    };
    before.id == after.id
        && before.file == after.file
        && before.slug == after.slug
        && before.date == after.date
        && before.draft == after.draft
        && before.rights == after.rights
        && values(before) == values(after)
        && before.body.anchors == after.body.anchors
        && before.body.links.iter().map(|link| &link.target).eq(after
            .body
            .links
            .iter()
            .map(|link| &link.target))
        && before.body.images.iter().map(|image| &image.file).eq(after
            .body
            .images
            .iter()
            .map(|image| &image.file))
}

impl Digest {
    /// The place of a published article in the order of all.
    fn place_of(&self, article: &Arc<Article>) -> Option<Ix> {
        let order = |entry: &Arc<Entry>| {
            let known = &entry.article;
            article.date.timestamp.cmp(&known.date.timestamp).then_with(|| known.file.cmp(&article.file))
        };
        let at = self.articles.binary_search_by(order).ok()?;
        Arc::ptr_eq(&self.articles[at].article, article).then_some(at as Ix)
    }

    /// Whether a link somewhere seeks one of these headlines by its words.
    fn seeks(&self, headlines: [&str; 2]) -> bool {
        let sought = self.sought.get_or_init(|| {
            let links = self.bodies().flat_map(|(_, body)| &body.links);
            let names = links.filter_map(|link| match &link.target {
                Target::Name(name) => Some(name.split('#').next().unwrap_or_default().trim()),
                _ => None,
            });
            names.map(|name| fold(name.strip_suffix(".md").unwrap_or(name))).collect()
        });
        headlines.iter().any(|headline| sought.contains(&fold(headline)))
    }

    /// Puts an article in the place of what it was; `None` where its mentions would give or take a page.
    fn replace(&mut self, ix: Ix, article: &Arc<Article>) -> Option<()> {
        let old = self.articles[ix as usize].clone();
        let links = self.destinations.get(&article.file).map_or(&[][..], Vec::as_slice);
        let mut entry = Entry {
            article: article.clone(),
            explicit: mentions::explicit(&article.body, links),
            ..Entry::clone(&old)
        };
        (entry.mentions, entry.warnings) = mentions::find(&self.gazetteer, &self.config, &entry);
        let named = |entry: &Entry| -> Vec<EntityId> { entry.mentions.iter().map(|it| it.entity).collect() };
        let (was, is) = (named(&old), named(&entry));
        for entity in was.iter().filter(|entity| !is.contains(entity)) {
            self.mention(ix, &entry, *entity, false)?;
        }
        for entity in is.iter().filter(|entity| !was.contains(entity)) {
            self.mention(ix, &entry, *entity, true)?;
        }
        self.articles[ix as usize] = Arc::new(entry);
        Some(())
    }

    /// Takes an article into the list of those that mention an entity, or out of it; `None` where the entity's pages
    /// would be other ones.
    fn mention(&mut self, ix: Ix, entry: &Entry, entity: EntityId, is_mentioned: bool) -> Option<()> {
        if entry.is_about(entity) {
            return Some(());
        }
        let subject = Subject::Entity(entity);
        let before = self.coverage.get(&subject)?;
        let mut mentioned = before.mentioned.clone();
        match mentioned.binary_search(&ix) {
            Err(at) if is_mentioned => mentioned.insert(at, ix),
            Ok(at) if !is_mentioned => drop(mentioned.remove(at)),
            _ => return None,
        }
        let pages = |length| Pages::new(length, self.config.per_page).numbered();
        let has_pages = !(before.about.is_empty() && mentioned.is_empty());
        if !has_pages || pages(mentioned.len()) != pages(before.mentioned.len()) {
            return None;
        }
        let coverage = Coverage { about: before.about.clone(), mentioned };
        Arc::make_mut(&mut self.coverage).insert(subject, Arc::new(coverage));
        Some(())
    }
}
