//! What many pages of a snapshot share, made once: the frame, the names with their pages, cards, pieces of feeds.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::value::RawValue;

use super::parts::Link;
use super::{FeedLink, Fragments, SiteView, directory_name, json_ld};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::entity::{EntityId, Subject};
use crate::input::Inputs;
use crate::language::{direction, instead_of};
use crate::route::{Directory, FeedOf, Format, Route};
use crate::theme::{Html, Shared, Theme};

/// The values that many pages show.
#[derive(Debug)]
pub struct Shelf {
    pub(super) site: Shared,
    pub(super) fragments: Fragments,
    pub(super) navigation: FxHashMap<Option<Place>, Html>,
    pub(super) cards: Vec<OnceLock<ShownCard>>,
    pub(super) failure: OnceLock<Box<Diagnostic>>,
    pub(super) links: Arc<FxHashMap<Subject, Shared>>,
    /// What JSON-LD says of an entity.
    pub(super) things: Arc<FxHashMap<EntityId, Box<RawValue>>>,
}

/// The card of an article, and what the theme makes of it.
#[derive(Clone, Debug)]
pub(super) struct ShownCard {
    /// `parts::Card`.
    pub card: Shared,
    /// Its field `dated`.
    pub dated: Html,
    /// Its field `brief`.
    pub brief: Html,
}

/// What the picture is called that stands for pages without one of their own.
const SITE_PICTURES: [&str; 3] = ["share.png", "share.jpg", "share.jpeg"];

/// The site with what stands the same on every page.
#[derive(Serialize)]
struct ShownSite<'a> {
    #[serde(flatten)]
    site: SiteView<'a>,
    head: Html,
    foot: Html,
}

/// Where a page stands in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// In a directory; whether it is that very page, and not one below it.
    Directory(Directory, bool),
    /// The map.
    Map,
    /// The archive.
    Archive,
}

impl Place {
    fn all() -> impl Iterator<Item = Place> {
        let directories = Directory::ALL.into_iter();
        directories
            .flat_map(|it| [Place::Directory(it, true), Place::Directory(it, false)])
            .chain([Place::Map, Place::Archive])
    }

    fn route(self) -> Route {
        match self {
            Place::Directory(directory, _) => Route::Directory(directory),
            Place::Map => Route::Map,
            Place::Archive => Route::Archive,
        }
    }
}

impl Shelf {
    /// The shelf of a snapshot: the frame is made now, the rest when it is first shown.
    pub fn new(digest: &Digest, theme: &Theme, inputs: &Inputs) -> Shelf {
        let cards = std::iter::repeat_with(OnceLock::new).take(digest.articles.len()).collect();
        let link = |subject| (subject, Shared::new(&Link::to(digest, subject)));
        let links: FxHashMap<_, _> = digest.subjects().map(link).collect();
        let entities = links.keys().filter_map(|subject| match subject {
            Subject::Entity(id) => Some((*id, json_ld::named(digest, *id))),
            _ => None,
        });
        let things: FxHashMap<_, _> = entities.collect();
        let mut shelf = Shelf {
            site: Shared::default(),
            fragments: Fragments::new(digest),
            navigation: FxHashMap::default(),
            cards,
            failure: OnceLock::new(),
            links: links.into(),
            things: things.into(),
        };
        shelf.make_frame(digest, theme, inputs);
        shelf
    }

    /// The shelf of a snapshot that differs from this one's, `before`, in some articles only: what was made of the others
    /// stays. `None` where something here could not be made.
    pub fn next(&self, before: &Digest, after: &Digest) -> Option<Shelf> {
        if self.failure.get().is_some() {
            return None;
        }
        let mut shelf = Shelf {
            site: self.site.clone(),
            fragments: self.fragments.clone(),
            navigation: self.navigation.clone(),
            cards: self.cards.clone(),
            failure: OnceLock::new(),
            links: self.links.clone(),
            things: self.things.clone(),
        };
        for (ix, (one, other)) in before.articles.iter().zip(&after.articles).enumerate() {
            if !Arc::ptr_eq(one, other) {
                shelf.cards[ix].take();
                shelf.fragments.forget(ix);
            }
        }
        Some(shelf)
    }

    /// What stands on every page.
    fn make_frame(&mut self, digest: &Digest, theme: &Theme, inputs: &Inputs) {
        let site = site(digest, theme);
        let plain = Shared::new(&site);
        let search = self.component(theme, inputs, "search_box", &[("site", plain.clone())]);
        let search = Shared::new(&search);
        for place in Place::all().map(Some).chain([None]) {
            let current = place.map_or_else(String::new, |place| place.route().url(digest));
            let exact = !matches!(place, Some(Place::Directory(_, false)));
            let arguments = [
                ("site", plain.clone()),
                ("search", search.clone()),
                ("current", Shared::new(&current)),
                ("exact", Shared::new(&exact)),
            ];
            let html = self.component(theme, inputs, "site_navigation", &arguments);
            self.navigation.insert(place, html);
        }
        let head = self.component(theme, inputs, "site_head", &[("site", plain.clone())]);
        let foot = self.component(theme, inputs, "site_foot", &[("site", plain)]);
        self.site = Shared::new(&ShownSite { site, head, foot });
    }

    /// A component's HTML. Should it fail, every page would say the same: the first failure is kept for all of them.
    pub(super) fn component(
        &self,
        theme: &Theme,
        inputs: &Inputs,
        name: &str,
        arguments: &[(&'static str, Shared)],
    ) -> Html {
        theme.component(name, arguments, inputs).unwrap_or_else(|failure| {
            let _ = self.failure.set(failure);
            Html::default()
        })
    }
}

/// Where a route stands in the navigation.
pub(super) fn place(route: &Route) -> Option<Place> {
    match route {
        Route::Subject(subject, _) => Some(Place::Directory(Directory::of(*subject), false)),
        Route::Directory(directory) => Some(Place::Directory(*directory, true)),
        Route::Map => Some(Place::Map),
        Route::Archive => Some(Place::Archive),
        _ => None,
    }
}

fn site<'a>(digest: &'a Digest, theme: &'a Theme) -> SiteView<'a> {
    let config = &digest.config;
    let directories = Directory::ALL.into_iter().filter(|directory| directory.has_entries(digest));
    let directories = directories.map(|directory| {
        Link::new(&directory_name(digest, directory), &Route::Directory(directory).url(digest))
    });
    let mut pages = vec![
        Link::new(&digest.language().say("Search", &[]), &Route::Search.url(digest)),
        Link::new(&digest.language().say("Corrections", &[]), &Route::Corrections.url(digest)),
    ];
    pages.extend(digest.pages.values().map(|page| Link::new(&page.title, &Route::Page(page.id).url(digest))));
    let feed = |media_type, name, route: &Route| FeedLink {
        title: config.title.clone(),
        media_type,
        name,
        url: route.url(digest),
    };
    SiteView {
        title: &config.title,
        description: &config.description,
        language: &config.language,
        interface_language: instead_of(&config.language),
        direction: direction(&config.language),
        url: &config.base_path,
        origin: &config.origin,
        editor: config.editor.as_deref(),
        contact: config.contact.as_deref(),
        directories: directories.collect(),
        archive: Link::new(&digest.language().say("Archive", &[]), &Route::Archive.url(digest)),
        map: Link::new(&digest.language().say("Map", &[]), &Route::Map.url(digest)),
        pages,
        search: Link::new(&digest.language().say("Search", &[]), &Route::Search.url(digest)),
        opensearch: Route::OpenSearch.url(digest),
        feeds: vec![
            feed("application/atom+xml", "Atom", &Route::Feed(FeedOf::Site, Format::Atom)),
            feed("application/feed+json", "JSON Feed", &Route::Feed(FeedOf::Site, Format::Json)),
            feed("application/rss+xml", "RSS", &Route::Rss),
        ],
        assets: theme.asset_urls(&config.base_path),
        picture: SITE_PICTURES
            .iter()
            .find_map(|name| theme.asset_url(&config.base_path, name))
            .map(|url| config.absolute(&url)),
        year: digest.newest_day().map(|day| day.year()),
        short_dates: digest.language().short_dates(),
        generator: concat!("Dateline ", env!("CARGO_PKG_VERSION")),
    }
}
