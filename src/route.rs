//! The shape of every URL. Never knows templates or the disk.

mod collision;
mod directory;
mod list;
mod moved;

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::atlas;
use crate::date::Week;
use crate::digest::{Digest, Ix};
use crate::entity::{EntityId, PageId, Relation, Subject};
use crate::input_path::InputPath;
use crate::picture::Picture;

pub use directory::Directory;
pub use list::{Routes, routes};
pub use moved::Moved;

/// A thing with a URL, in one snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// `/`
    Home,
    /// `/2018/02/19/<slug>/`
    Article(Ix),
    /// `/countries/<slug>/`, `/people/<slug>/page/2/`: the page of a subject; numbers count from the oldest.
    Subject(Subject, Option<usize>),
    /// `…/index.json` beside a subject's page.
    Twin(Subject, Option<usize>),
    /// `…/hover-card.json` beside an entity's page.
    HoverCard(EntityId),
    /// `…/feed.xml` and `…/feed.json`.
    Feed(FeedOf, Format),
    /// `/countries/`, `/people/` …
    Directory(Directory),
    /// `/map/`
    Map,
    /// `/archive/`
    Archive,
    /// `/2018/`
    Year(i16),
    /// `/2018/02/`
    Month(i16, i8, Option<usize>),
    /// `/2018/02/19/`
    Day(Date),
    /// `/2018/w08/`, in a weekly digest.
    Week(Week),
    /// `/corrections/`
    Corrections,
    /// `/about/` and other pages by their slug.
    Page(PageId),
    /// `/search/`
    Search,
    /// `/search/names.json`: all that the digest writes about, by all its names.
    Names,
    /// `/search/headlines.json`, `/search/headlines-1.json`: articles for the search; numbers count from the oldest.
    Headlines(Option<usize>),
    /// `/opensearch.xml`: how a browser searches the site.
    OpenSearch,
    /// `/404.html`
    NotFound,
    /// An old URL, the one of this number, that leads to what stands elsewhere now.
    Redirect(Moved, usize),
    /// `/relations/russia-pakistan/`: the pair the other way round.
    RelationRedirect(Relation),
    /// `/rss.xml`
    Rss,
    /// `/sitemap.xml`: the sitemap, or the index of its parts.
    Sitemap,
    /// `/sitemap-1.xml` …, where one would be too long.
    SitemapPart(usize),
    /// `/robots.txt`
    Robots,
    /// `/_headers`: the security headers, as several hosts read them.
    Headers,
    /// A file of the theme or of the digest's `static/`, by its name there.
    Static(String),
    /// A file beside a page that leads to it: its path on disk within the digest.
    Attachment(InputPath),
    /// A picture beside a page that shows it, so many pixels wide.
    Picture(InputPath, u32),
}

/// What a feed is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedOf {
    /// All articles.
    Site,
    /// Those of a subject.
    Subject(Subject),
}

/// The format of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// The folder below the site's root where the index of the full text lies, where there is one.
pub const FULL_TEXT: &str = "search/pagefind/";

/// Articles in a full file of headlines: under 100 KB when it is compressed.
pub const HEADLINES: usize = 500;

/// The most URLs one sitemap may hold (sitemaps.org).
pub const SITEMAP_LIMIT: usize = 50_000;

/// Where a file of `static/` is published, below the site's root. What lies in `static/root/` belongs right there: `CNAME`,
/// `favicon.ico`.
pub fn static_path(name: &str) -> String {
    name.strip_prefix("root/").map_or_else(|| format!("static/{name}"), str::to_string)
}

impl Route {
    /// The path below the site's root, without a leading slash; a page's ends with a slash (the home page's is empty).
    pub fn path(&self, digest: &Digest) -> String {
        self.behind(["", ""], digest)
    }

    /// The root-relative URL, with the path that the site lies under.
    pub fn url(&self, digest: &Digest) -> String {
        self.behind(["", &digest.config.base_path], digest)
    }

    /// The URL with scheme and host.
    pub fn absolute_url(&self, digest: &Digest) -> String {
        self.behind([&digest.config.origin, &digest.config.base_path], digest)
    }

    /// The path behind `start`: a page has some twenty links, so that this is asked for more often than anything else.
    fn behind(&self, start: [&str; 2], digest: &Digest) -> String {
        let mut path = String::with_capacity(start[0].len() + start[1].len() + 80);
        path.push_str(start[0]);
        path.push_str(start[1]);
        let numbered = |path: &mut String, number: &Option<usize>| {
            if let Some(number) = number {
                let _ = write!(path, "page/{number}/");
            }
        };
        match self {
            Route::Home => {}
            Route::Article(ix) => {
                let article = &digest.entry(*ix).article;
                push_day(&mut path, article.date.day);
                path.push_str(&article.slug);
                path.push('/');
            }
            Route::Subject(subject, number) => {
                push_subject(&mut path, digest, *subject);
                numbered(&mut path, number);
            }
            Route::Twin(subject, number) => {
                push_subject(&mut path, digest, *subject);
                numbered(&mut path, number);
                path.push_str("index.json");
            }
            Route::HoverCard(id) => {
                push_subject(&mut path, digest, Subject::Entity(*id));
                path.push_str("hover-card.json");
            }
            Route::Feed(of, format) => {
                if let FeedOf::Subject(subject) = of {
                    push_subject(&mut path, digest, *subject);
                }
                path.push_str(if *format == Format::Atom { "feed.xml" } else { "feed.json" });
            }
            Route::Directory(directory) => push_folder(&mut path, directory.folder()),
            Route::Map => path.push_str("map/"),
            Route::Archive => path.push_str("archive/"),
            Route::Year(year) => push_number(&mut path, *year, 4),
            Route::Month(year, month, number) => {
                push_number(&mut path, *year, 4);
                push_number(&mut path, i16::from(*month), 2);
                numbered(&mut path, number);
            }
            Route::Day(day) => push_day(&mut path, *day),
            Route::Week(week) => {
                let _ = write!(path, "{:04}/w{:02}/", week.year, week.week);
            }
            Route::Corrections => path.push_str("corrections/"),
            Route::Page(id) => push_folder(&mut path, &digest.pages[id].slug),
            Route::Search => path.push_str("search/"),
            Route::Names => path.push_str("search/names.json"),
            Route::Headlines(None) => path.push_str("search/headlines.json"),
            Route::Headlines(Some(number)) => {
                let _ = write!(path, "search/headlines-{number}.json");
            }
            Route::OpenSearch => path.push_str("opensearch.xml"),
            Route::NotFound => path.push_str("404.html"),
            Route::Redirect(moved, index) => path.push_str(&moved.redirects(digest)[*index].value[1..]),
            Route::RelationRedirect(relation) => {
                let [a, b] = digest.in_order(*relation).map(|id| atlas::country(id).slug);
                let _ = write!(path, "relations/{b}-{a}/");
            }
            Route::Rss => path.push_str("rss.xml"),
            Route::Sitemap => path.push_str("sitemap.xml"),
            Route::SitemapPart(number) => {
                let _ = write!(path, "sitemap-{number}.xml");
            }
            Route::Robots => path.push_str("robots.txt"),
            Route::Headers => path.push_str("_headers"),
            Route::Static(name) => path.push_str(&static_path(name)),
            Route::Attachment(_) | Route::Picture(..) => {
                unreachable!("an attachment's path is made with its page's, in `attachments`")
            }
        }
        path
    }

    /// Whether search engines may list it and the sitemap does.
    pub fn is_indexed(&self, digest: &Digest) -> bool {
        match self {
            Route::Article(ix) => digest.entry(*ix).article.rights != crate::record::Rights::Full,
            Route::Directory(directory) => directory.has_entries(digest),
            Route::Home
            | Route::Subject(..)
            | Route::Map
            | Route::Archive
            | Route::Year(_)
            | Route::Month(..)
            | Route::Day(_)
            | Route::Week(_)
            | Route::Corrections
            | Route::Page(_) => true,
            _ => false,
        }
    }
}

fn push_day(path: &mut String, day: Date) {
    push_number(path, day.year(), 4);
    push_number(path, i16::from(day.month()), 2);
    push_number(path, i16::from(day.day()), 2);
}

/// A number of at least so many digits, as a folder. Almost every URL has three of them, and formatting is slow.
fn push_number(path: &mut String, number: i16, digits: usize) {
    match (u8::try_from(number), digits) {
        (Ok(number @ ..100), 2) => push_pair(path, number),
        _ if digits == 4 && (0..10_000).contains(&number) => {
            push_pair(path, (number / 100) as u8);
            push_pair(path, (number % 100) as u8);
        }
        _ => {
            let _ = write!(path, "{number:0digits$}");
        }
    }
    path.push('/');
}

/// A number below 100 in two digits.
fn push_pair(path: &mut String, number: u8) {
    const PAIRS: &str = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
                         5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    let at = usize::from(number) * 2;
    path.push_str(&PAIRS[at..at + 2]);
}

fn push_folder(path: &mut String, name: &str) {
    path.push_str(name);
    path.push('/');
}

fn push_subject(path: &mut String, digest: &Digest, subject: Subject) {
    push_folder(path, Directory::of(subject).folder());
    let slug = match subject {
        Subject::Entity(EntityId::Country(id)) => atlas::country(id).slug,
        Subject::Entity(EntityId::Person(id)) => digest.people.get(&id).map_or(id.as_str(), |it| &it.slug),
        Subject::Entity(EntityId::Organization(id)) => {
            digest.organizations.get(&id).map_or(id.as_str(), |it| &it.slug)
        }
        Subject::Entity(EntityId::Topic(id)) => digest.topics.get(&id).map_or(id.as_str(), |it| &it.slug),
        Subject::Story(id) => digest.stories.get(&id).map_or(id.as_str(), |it| &it.slug),
        Subject::Outlet(id) => id.as_str(),
        Subject::Relation(relation) => {
            let [a, b] = digest.in_order(relation).map(|id| atlas::country(id).slug);
            path.push_str(a);
            path.push('-');
            b
        }
    };
    push_folder(path, slug);
}

/// The name under which a picture is published at a width: the widest keeps its own.
pub fn picture_name(input: &InputPath, picture: &Picture, width: u32) -> String {
    if picture.widths().last() == Some(&width) {
        return input.file_name().to_string();
    }
    format!("{}-{width}.{}", input.stem(), input.ending())
}

/// The file that a path is published as.
pub fn file_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_string() }
}
