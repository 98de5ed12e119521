//! What a template may read: one module a page kind, one sentence a field. A view is made from the digest alone;
//! it never knows how it looks, and never touches the disk.

pub mod archive;
pub mod article;
pub mod body;
pub mod country;
pub mod dateline;
pub mod directory;
pub mod edition;
mod fragments;
pub mod home;
mod json_ld;
pub mod list;
pub mod map;
pub mod office;
pub mod organization;
pub mod outlet;
pub mod page;
pub mod parts;
pub mod person;
pub mod relation;
pub mod search;
mod shelf;
pub mod story;
pub mod topic;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::diagnostic::Diagnostic;
use crate::digest::{Digest, Ix};
use crate::entity::{EntityId, Subject};
use crate::language::{ShortDates, direction, locale};
use crate::route::{Directory, FeedOf, Format, Route};
use crate::theme::{Html, Shared, Theme};

use parts::{Card, Link};

pub use fragments::Fragments;
pub use shelf::Shelf;
use shelf::ShownCard;

/// What all views draw on: the digest, and the values that many pages share.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The digest.
    pub digest: &'a Digest,
    /// The site's own facts.
    pub site: &'a Shared,
    /// The files of the digest: what is known of images.
    pub inputs: &'a crate::input::Inputs,
    /// Pieces of feeds that several feeds share.
    pub fragments: &'a Fragments,
    theme: &'a Theme,
    shelf: &'a Shelf,
}

/// The site as every template sees it, under the name `site`.
#[derive(Debug, Serialize)]
pub struct SiteView<'a> {
    /// The digest's name.
    pub title: &'a str,
    /// One sentence about it.
    pub description: &'a str,
    /// BCP 47 tag of its language.
    pub language: &'a str,
    /// BCP 47 tag of the language that the interface speaks where it is another one, or null.
    pub interface_language: Option<&'static str>,
    /// `ltr` or `rtl`, after the language.
    pub direction: &'static str,
    /// Root-relative URL of the home page; ends with a slash, and others may be appended to it.
    pub url: &'a str,
    /// Scheme and host, to be put before root-relative URLs.
    pub origin: &'a str,
    /// Who edits it, or null.
    pub editor: Option<&'a str>,
    /// Where readers reach the editor, as a URL, or null.
    pub contact: Option<&'a str>,
    /// The directories, in the order of the navigation; those without entries are left out.
    pub directories: Vec<Link>,
    /// All articles by date.
    pub archive: Link,
    /// Countries by their number of articles.
    pub map: Link,
    /// The search, the corrections, and the pages such as About.
    pub pages: Vec<Link>,
    /// The page where one searches.
    pub search: Link,
    /// Root-relative URL of the description that lets a browser search the site (OpenSearch).
    pub opensearch: String,
    /// The site's feeds.
    pub feeds: Vec<FeedLink>,
    /// URLs of the static files by name: `site.assets["site.css"]`.
    pub assets: BTreeMap<&'a str, String>,
    /// Absolute URL of the picture that is shown where a page without one is shared: `share.png` (or `.jpg`) of the digest's
    /// static files, or null.
    pub picture: Option<String>,
    /// The year of the newest article, or null.
    pub year: Option<i16>,
    /// How the pages write a day in short, for scripts.
    pub short_dates: ShortDates<'static>,
    /// "Dateline" and its version, for the generator tag.
    pub generator: &'static str,
    // Templates find two more fields: `head` and `foot`, what the components `site_head` and `site_foot` show.
}

/// A feed that a page announces.
#[derive(Clone, Debug, Serialize)]
pub struct FeedLink {
    /// What it is a feed of.
    pub title: String,
    /// Media type.
    pub media_type: &'static str,
    /// "Atom", "JSON Feed" or "RSS".
    pub name: &'static str,
    /// Root-relative URL.
    pub url: String,
}

/// What the head of a page says, under the name `page`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Head {
    /// The page's own title, without the site's.
    pub title: String,
    /// One or two sentences for search engines and previews.
    pub description: String,
    /// Absolute URL of the page.
    pub canonical: String,
    /// Root-relative URL of the page.
    pub url: String,
    /// The navigation with this page marked, as the component `site_navigation` shows it.
    pub navigation: Html,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// `article`, `profile` or `website` (Open Graph).
    pub og_type: &'static str,
    /// Absolute URL of a picture, or null.
    pub image: Option<String>,
    /// The text for those who do not see the picture; may be empty.
    pub image_alt: String,
    /// Pixels, or null.
    pub image_width: Option<u32>,
    /// Pixels, or null.
    pub image_height: Option<u32>,
    /// `en_GB`, where the country is known, or null (Open Graph).
    pub locale: Option<String>,
    /// RFC 3339, for articles, or null.
    pub published: Option<String>,
    /// RFC 3339, for articles, or null.
    pub modified: Option<String>,
    /// The feeds of this page's own subject.
    pub feeds: Vec<FeedLink>,
    /// Root-relative URL of the page's twin in JSON, or null.
    pub twin: Option<String>,
    /// The pages above this one, the home page first; empty where that is the only one.
    pub breadcrumbs: Vec<Link>,
    /// From the home page to this one, the page itself last: what JSON-LD says.
    #[serde(skip)]
    trail: Vec<Link>,
    /// JSON-LD, safe to be put into a script element as it is.
    pub json_ld: Html,
    /// BCP 47 tag where it is not the site's, or null.
    pub language: Option<String>,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
}

impl Head {
    /// Sets the picture that is shown where the page is shared.
    fn show(&mut self, digest: &Digest, image: Option<&article::ImageView>) {
        let Some(image) = image else { return };
        self.image = Some(digest.config.absolute(&image.url));
        self.image_alt.clone_from(&image.alt);
        (self.image_width, self.image_height) = (image.width, image.height);
    }

    /// Sets the trail of breadcrumbs: from the home page to this one, the page itself last.
    fn set_trail(&mut self, trail: Vec<Link>) {
        let above: Vec<Link> = trail.iter().filter(|link| link.url != self.url).cloned().collect();
        self.breadcrumbs = if above.len() > 1 { above } else { Vec::new() };
        self.trail = trail;
    }
}

impl<'a> Scene<'a> {
    /// The scene of a snapshot, with what its pages share.
    pub fn new(
        digest: &'a Digest,
        theme: &'a Theme,
        inputs: &'a crate::input::Inputs,
        shelf: &'a Shelf,
    ) -> Scene<'a> {
        Scene { digest, site: &shelf.site, inputs, fragments: &shelf.fragments, theme, shelf }
    }

    /// The URL of a static file of the theme, `None` where it has none of that name.
    fn asset(&self, name: &str) -> Option<String> {
        self.theme.asset_url(&self.digest.config.base_path, name)
    }

    fn component(&self, name: &str, arguments: &[(&'static str, Shared)]) -> Html {
        self.shelf.component(self.theme, self.inputs, name, arguments)
    }

    /// The card of an article (`parts::Card`), made when it is first shown.
    pub fn card(&self, ix: Ix) -> Shared {
        self.shown_card(ix).card.clone()
    }

    fn shown_card(&self, ix: Ix) -> &'a ShownCard {
        self.shelf.cards[ix as usize].get_or_init(|| {
            let mut card = Card::new(self, ix);
            let argument = ("card", Shared::new(&card));
            let html = self.component("card", std::slice::from_ref(&argument));
            let brief = self.component("headline", std::slice::from_ref(&argument));
            let dated = self.component("dated", &[argument, ("html", Shared::new(&html))]);
            (card.html, card.dated, card.brief) = (Some(html), Some(dated.clone()), Some(brief.clone()));
            ShownCard { card: Shared::new(&card), dated, brief }
        })
    }

    /// What went wrong while something that many pages share was made.
    pub fn failure(&self) -> Option<&Diagnostic> {
        self.shelf.failure.get().map(|failure| &**failure)
    }

    /// The name and page of a subject (`parts::Link`), made once.
    pub fn link(&self, subject: Subject) -> Shared {
        self.shelf
            .links
            .get(&subject)
            .cloned()
            .unwrap_or_else(|| Shared::new(&Link::to(self.digest, subject)))
    }

    /// An entity as JSON-LD names it, made once.
    fn thing(&self, id: EntityId) -> Cow<'a, RawValue> {
        match self.shelf.things.get(&id) {
            Some(thing) => Cow::Borrowed(thing),
            None => Cow::Owned(json_ld::named(self.digest, id)),
        }
    }

    /// The name and page of an entity.
    pub fn entity(&self, id: EntityId) -> Shared {
        self.link(Subject::Entity(id))
    }

    /// The head of a page with what follows from its route; the rest is the page kind's to fill in.
    pub fn head(&self, route: &Route, title: String, description: String) -> Head {
        let url = route.url(self.digest);
        Head {
            title,
            description,
            canonical: self.digest.config.absolute(&url),
            url,
            navigation: self.shelf.navigation.get(&shelf::place(route)).cloned().unwrap_or_default(),
            noindex: !route.is_indexed(self.digest),
            og_type: "website",
            direction: direction(&self.digest.config.language),
            locale: locale(&self.digest.config.language),
            ..Head::default()
        }
    }

    /// The title of a page of a list: a page of older articles says which it is.
    fn numbered(&self, name: &str, number: Option<usize>) -> String {
        number.map_or_else(
            || name.to_string(),
            |number| {
                let values = [("name", name), ("number", &number.to_string())];
                self.digest.language().say("{name}, page {number}", &values)
            },
        )
    }

    /// The head of a subject's page; a page of older articles says so in its title and description.
    pub fn subject_head(
        &self,
        subject: Subject,
        number: Option<usize>,
        name: &str,
        description: &str,
    ) -> Head {
        let route = Route::Subject(subject, number);
        let title = self.numbered(name, number);
        let description = match number {
            Some(_) if !description.is_empty() => {
                [&title, &self.digest.language().say(". ", &[]), description].concat()
            }
            _ => description.to_string(),
        };
        let mut head = self.head(&route, title, description);
        head.feeds = self.feeds(subject, name);
        let has_twin = !matches!(subject, Subject::Relation(_) | Subject::Outlet(_));
        head.twin = has_twin.then(|| Route::Twin(subject, number).url(self.digest));
        head
    }

    /// What search engines are told of a subject that its file does not describe.
    pub fn news_of(&self, name: &str) -> String {
        let values = [("name", name), ("title", &self.digest.config.title)];
        self.digest.language().say("News of {name} in {title}", &values)
    }

    /// The breadcrumbs of a page that lies in a directory.
    pub fn trail(&self, directory: Directory, name: &str, url: &str) -> Vec<Link> {
        vec![
            Link::new(&self.digest.language().say("Home", &[]), &self.digest.config.base_path),
            Link::new(&directory_name(self.digest, directory), &Route::Directory(directory).url(self.digest)),
            Link::new(name, url),
        ]
    }

    /// The feeds of a subject.
    pub fn feeds(&self, subject: Subject, title: &str) -> Vec<FeedLink> {
        if matches!(subject, Subject::Outlet(_)) {
            return Vec::new();
        }
        let url = |format| Route::Feed(FeedOf::Subject(subject), format).url(self.digest);
        let mut feeds = vec![FeedLink {
            title: [title, &self.digest.language().say(" – ", &[]), &self.digest.config.title].concat(),
            media_type: "application/atom+xml",
            name: "Atom",
            url: url(Format::Atom),
        }];
        if !matches!(subject, Subject::Relation(_)) {
            feeds.push(FeedLink {
                title: feeds[0].title.clone(),
                media_type: "application/feed+json",
                name: "JSON Feed",
                url: url(Format::Json),
            });
        }
        feeds
    }
}

/// The name of a directory.
pub fn directory_name(digest: &Digest, directory: Directory) -> String {
    let key = match directory {
        Directory::Countries => "Countries",
        Directory::People => "People",
        Directory::Organizations => "Organizations",
        Directory::Topics => "Topics",
        Directory::Stories => "Stories",
        Directory::Relations => "Relations",
        Directory::Outlets => "Sources",
    };
    digest.language().say(key, &[])
}
