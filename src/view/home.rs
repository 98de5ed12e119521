//! What `home.html` may read.

use serde::Serialize;

use super::edition::{EditionView, edition_of_day, edition_of_week};
use super::list::sparkline;
use super::parts::{Counted, DateView};
use super::story::is_developing;
use super::{Head, Scene, json_ld, map};
use crate::config::EditionPeriod;
use crate::digest::{Digest, Ix, in_the_news};
use crate::entity::{EntityId, Subject};
use crate::route::Route;
use crate::theme::{Html, Shared};

/// The home page.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The newest edition, then earlier ones until a dozen articles stand.
    pub editions: Vec<EditionView>,
    /// Stories that develop, the latest first.
    pub stories: Vec<StoryLine>,
    /// Countries of the last 30 days of the digest, most frequent first.
    pub countries: Vec<Counted>,
    /// All countries of the last 30 days as a small map, or null.
    pub map: Option<Html>,
    /// People of the last 30 days of the digest, most frequent first.
    pub people: Vec<Counted>,
    /// Articles in the whole digest.
    pub total: usize,
}

/// A story in a list of stories.
#[derive(Debug, Serialize)]
pub struct StoryLine {
    /// Its name.
    pub name: String,
    /// Root-relative URL.
    pub url: String,
    /// Articles.
    pub count: usize,
    /// Its latest article.
    pub latest: Shared,
    /// When that was.
    pub date: DateView,
    /// Its articles over time, as a small picture.
    pub spark: Html,
}

/// Articles that the home page shows at least.
const DOZEN: usize = 12;
/// Days that "recent" reaches back from the newest article.
const RECENT: i64 = 30;
const MOST: usize = 12;

impl HomeView {
    /// The view of the home page.
    pub fn new(scene: &Scene<'_>) -> HomeView {
        let digest = scene.digest;
        let mut page = scene.head(&Route::Home, digest.config.title.clone(), description(digest));
        page.json_ld = json_ld::site(digest, &page);
        let recent: Vec<Ix> = match digest.newest_day() {
            Some(day) => {
                let first = day.saturating_sub(jiff::Span::new().days(RECENT - 1));
                digest.between(first, day).collect()
            }
            None => Vec::new(),
        };
        let seen = in_the_news(digest, &recent);
        let most = |kind: fn(&EntityId) -> bool| Counted::most(digest, &seen, MOST, kind);
        HomeView {
            site: scene.site.clone(),
            editions: editions(scene),
            stories: stories(scene),
            countries: most(|id| matches!(id, EntityId::Country(_))),
            people: most(|id| matches!(id, EntityId::Person(_))),
            map: map::of_countries(scene, &seen),
            total: digest.articles.len(),
            page,
        }
    }
}

/// What other sites and searches say of the home page: the digest's own words, else its latest headlines.
fn description(digest: &Digest) -> String {
    let own = &digest.config.description;
    if !own.is_empty() {
        return own.clone();
    }
    let latest = digest.articles.iter().take(3).map(|entry| entry.article.title.as_str());
    latest.collect::<Vec<_>>().join(" · ")
}

fn editions(scene: &Scene<'_>) -> Vec<EditionView> {
    let digest = scene.digest;
    let mut shown = 0;
    let mut editions = Vec::new();
    let mut add = |view: EditionView| {
        shown += view.total;
        editions.push(view);
        shown < DOZEN
    };
    match digest.config.edition {
        EditionPeriod::Daily => {
            digest.days().into_iter().any(|(day, range)| !add(edition_of_day(scene, day, range)))
        }
        EditionPeriod::Weekly => {
            digest.weeks().into_iter().any(|(week, range)| !add(edition_of_week(scene, week, range)))
        }
    };
    editions
}

fn stories(scene: &Scene<'_>) -> Vec<StoryLine> {
    let digest = scene.digest;
    let mut developing: Vec<(Ix, crate::entity::StoryId)> = digest
        .stories
        .keys()
        .filter(|id| is_developing(scene, **id))
        .filter_map(|id| Some((*digest.coverage(Subject::Story(*id)).about.first()?, *id)))
        .collect();
    developing.sort();
    let line = |(latest, id): (Ix, crate::entity::StoryId)| StoryLine {
        name: digest.stories[&id].name.clone(),
        url: Route::Subject(Subject::Story(id), None).url(digest),
        count: digest.coverage(Subject::Story(id)).about.len(),
        latest: scene.card(latest),
        spark: sparkline(digest, &digest.coverage(Subject::Story(id)).about),
        date: DateView::moment(digest, &digest.entry(latest).article.date),
    };
    developing.into_iter().take(MOST).map(line).collect()
}
