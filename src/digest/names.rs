//! What a name that an author writes in front matter or in `[[brackets]]` stands for.

use std::fmt;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::records::Records;
use crate::atlas;
use crate::diagnostic::{closest, did_you_mean};
use crate::entity::{ArticleId, EntityId, PageId, StoryId, TopicId};
use crate::fold::fold;
use crate::record::Article;

/// The kinds of what a name may stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Country,
    Person,
    Organization,
    Topic,
    Story,
    Article,
    Page,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Country => "country",
            Kind::Person => "person",
            Kind::Organization => "organization",
            Kind::Topic => "topic",
            Kind::Story => "story",
            Kind::Article => "article",
            Kind::Page => "page",
        })
    }
}

/// What a name may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Referent {
    Entity(EntityId),
    Story(StoryId),
    Article(ArticleId),
    Page(PageId),
}

impl Referent {
    pub(super) fn kind(self) -> Kind {
        match self {
            Referent::Entity(EntityId::Country(_)) => Kind::Country,
            Referent::Entity(EntityId::Person(_)) => Kind::Person,
            Referent::Entity(EntityId::Organization(_)) => Kind::Organization,
            Referent::Entity(EntityId::Topic(_)) => Kind::Topic,
            Referent::Story(_) => Kind::Story,
            Referent::Article(_) => Kind::Article,
            Referent::Page(_) => Kind::Page,
        }
    }

    /// What its file is called, or its code or slug.
    pub(super) fn key(&self) -> &str {
        match self {
            Referent::Entity(id) => id.key(),
            Referent::Story(id) => id.as_str(),
            Referent::Article(id) => id.as_str(),
            Referent::Page(id) => id.as_str(),
        }
    }
}

/// All names of a digest, folded.
#[derive(Default)]
pub(super) struct Names<'a> {
    /// Full names, aliases, titles, file stems and slugs.
    full: FxHashMap<String, Vec<Referent>>,
    /// Surnames and the like: good for a wikilink where only one person has it.
    short: FxHashMap<String, Vec<Referent>>,
    /// File stems, as written.
    stems: FxHashMap<&'static str, Vec<Referent>>,
    /// As written, for the usual case that nothing need be folded.
    exact: FxHashMap<String, Vec<Referent>>,
    /// Topics that only front matter names. In brackets they give way to whatever else has the name: a tag in one article
    /// must not turn the links of another.
    free: FxHashSet<TopicId>,
    /// Every full name as written, for "did you mean".
    known: Vec<(Referent, String)>,
    articles: Vec<&'a Article>,
    /// Stems, with and without a date, slugs and headlines, folded: made when something is first sought among articles, for there are many.
    headlines: OnceLock<FxHashMap<String, Vec<Referent>>>,
}

impl<'a> Names<'a> {
    /// The names of records; those of articles apart, for they are published or held.
    pub(super) fn new(records: &Records, articles: Vec<&'a Article>) -> Names<'a> {
        let mut names = Names { articles, ..Names::default() };
        for (id, person) in &records.people {
            let referent = Referent::Entity(EntityId::Person(*id));
            names.stems.entry(id.as_str()).or_default().push(referent);
            names.add(referent, [id.as_str(), &person.slug, &person.name]);
            names.add(referent, person.aliases.iter().map(|alias| alias.value.as_str()));
            for short in &person.short_names {
                insert(&mut names.short, fold(short), referent);
            }
        }
        for (id, it) in &records.organizations {
            let referent = Referent::Entity(EntityId::Organization(*id));
            names.stems.entry(id.as_str()).or_default().push(referent);
            names.add(referent, [id.as_str(), &it.slug, &it.name]);
            names.add(referent, it.acronym.as_deref());
            names.add(referent, it.aliases.iter().map(|alias| alias.value.as_str()));
        }
        for (id, topic) in &records.topics {
            let referent = Referent::Entity(EntityId::Topic(*id));
            if topic.file.is_none() {
                names.free.insert(*id);
            }
            names.stems.entry(id.as_str()).or_default().push(referent);
            names.add(referent, [id.as_str(), &topic.slug, &topic.name]);
            names.add(referent, topic.aliases.iter().map(|alias| alias.value.as_str()));
        }
        for (id, story) in &records.stories {
            names.add(Referent::Story(*id), [id.as_str(), &story.slug, &story.name]);
        }
        for (id, file) in &records.countries {
            let referent = Referent::Entity(EntityId::Country(*id));
            names.add(referent, file.name.as_deref());
            names.add(referent, file.aliases.iter().map(|alias| alias.value.as_str()));
        }
        for (id, page) in &records.pages {
            names.add(Referent::Page(*id), [id.as_str(), &page.slug, &page.title]);
        }
        names
    }

    fn add<'n>(&mut self, referent: Referent, names: impl IntoIterator<Item = &'n str>) {
        for name in names {
            self.known.push((referent, name.to_string()));
            insert(&mut self.exact, name.to_string(), referent);
            insert(&mut self.full, fold(name), referent);
        }
    }

    /// Everything of a kind that a name may stand for.
    pub(super) fn find(&self, name: &str, kind: Kind) -> Vec<Referent> {
        let of_kind = |found: Option<&Vec<Referent>>| -> Vec<Referent> {
            found.into_iter().flatten().copied().filter(|referent| referent.kind() == kind).collect()
        };
        let found = of_kind(self.exact.get(name));
        if found.is_empty() { of_kind(self.full.get(&fold(name))) } else { found }
    }

    /// Everything that a `[[name]]` may stand for: full names first, then the short names of people.
    pub(super) fn find_any(&self, name: &str) -> Vec<Referent> {
        let folded = fold(name);
        let is_free = |referent: &Referent| match referent {
            Referent::Entity(EntityId::Topic(id)) => self.free.contains(id),
            _ => false,
        };
        let filed = |found: Option<&Vec<Referent>>| -> Vec<Referent> {
            found.into_iter().flatten().copied().filter(|referent| !is_free(referent)).collect()
        };
        // A file name is what the hint to an ambiguous name asks for, so it settles everything.
        let found = filed(self.stems.get(name));
        if !found.is_empty() {
            return found;
        }
        let mut found = filed(self.exact.get(name));
        if found.is_empty() {
            found = filed(self.full.get(&folded));
        }
        if let Some(id) = atlas::find(name) {
            let country = Referent::Entity(EntityId::Country(id));
            // A code such as `[[IS]]` or `[[AL]]` is more likely an acronym the digest has given a meaning.
            if !found.contains(&country) && (name.chars().count() > 2 || found.is_empty()) {
                found.push(country);
            }
        }
        if found.is_empty() {
            found = self.short.get(&folded).cloned().unwrap_or_default();
        }
        if found.is_empty() {
            found = self.full.get(&folded).cloned().unwrap_or_default();
        }
        // Last, for an article whose headline is just a name is not what the name stands for.
        if found.is_empty() {
            found = self.headlines().get(&folded).cloned().unwrap_or_default();
        }
        found
    }

    fn headlines(&self) -> &FxHashMap<String, Vec<Referent>> {
        self.headlines.get_or_init(|| {
            let mut headlines = FxHashMap::default();
            for article in &self.articles {
                for name in [article.id.as_str(), article.file.stem(), &article.slug, &article.title] {
                    insert(&mut headlines, fold(name), Referent::Article(article.id));
                }
            }
            // A link outlives a change of the slug, where nothing else is called so.
            let mut undated = FxHashMap::default();
            for article in &self.articles {
                insert(&mut undated, fold(article.undated_stem()), Referent::Article(article.id));
            }
            for (stem, articles) in undated {
                headlines.entry(stem).or_insert(articles);
            }
            headlines
        })
    }

    /// The question after what was probably meant by a name that nothing of a kind has: those that have it as a short
    /// name or as words of a longer one, else the closest in spelling.
    pub(super) fn meant(&self, name: &str, kind: Kind) -> Option<String> {
        let folded = fold(name);
        let words: Vec<&str> = folded.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        // "S. Lavrov": an initial stands for any name that begins with it, beside a whole one.
        let is_word = |word: &str, own: &str| match word.strip_suffix('.') {
            Some(initial) if initial.chars().count() == 1 => own.starts_with(initial),
            _ => own == word,
        };
        let is_whole = words.iter().any(|word| !word.ends_with('.'));
        let has_words = |name: &str| {
            let name = fold(name);
            is_whole && words.iter().all(|word| name.split(' ').any(|own| is_word(word, own)))
        };
        let short = self.short.get(&folded).into_iter().flatten();
        let longer = self.known.iter().filter(|(of, name)| of.kind() == kind && has_words(name));
        let mut keys: Vec<&str> =
            short.filter(|of| of.kind() == kind).chain(longer.map(|(of, _)| of)).map(Referent::key).collect();
        keys.sort_unstable();
        keys.dedup();
        if (1..=4).contains(&keys.len()) {
            return Some(did_you_mean(&keys));
        }
        // "[[Sergey Lavrov]]", "people/sergey-lavrov"
        let bare = name.trim_matches(['[', ']', ' ']);
        let bare = bare.rsplit('/').next().unwrap_or(bare).trim_end_matches(".md");
        let one = |name: &str| match self.find(name, kind)[..] {
            [referent] => Some(referent.key().to_string()),
            _ => None,
        };
        if bare != name && one(bare).is_some() {
            return Some(format!("write `{bare}` alone"));
        }
        // "President Putin", "Dr. Angela Merkel"
        let ends = folded.match_indices(' ').map(|(at, _)| &folded[at + 1..]);
        let titled = ends.filter_map(|end| {
            let short = || match self.short.get(end).map(Vec::as_slice) {
                Some([referent]) if referent.kind() == kind => Some(referent.key().to_string()),
                _ => None,
            };
            one(end).or_else(short)
        });
        let near = self.closest(name, Some(kind)).map(|near| did_you_mean(&[near]));
        let several = name.contains(',') || name.contains(" - ");
        near.or_else(|| titled.last().filter(|_| !several).map(|key| did_you_mean(&[key])))
    }

    /// The name of a kind closest in spelling.
    pub(super) fn closest(&self, name: &str, kind: Option<Kind>) -> Option<String> {
        let known = self
            .known
            .iter()
            .filter(|(of, _)| kind.is_none_or(|kind| of.kind() == kind))
            .map(|(_, name)| name.as_str());
        let found = closest(name, known).map(str::to_string);
        match kind {
            None => found.or_else(|| {
                closest(name, self.articles.iter().map(|article| article.id.as_str())).map(str::to_string)
            }),
            Some(_) => found,
        }
    }
}

fn insert(map: &mut FxHashMap<String, Vec<Referent>>, name: String, referent: Referent) {
    let referents = map.entry(name).or_default();
    if !referents.contains(&referent) {
        referents.push(referent);
    }
}
