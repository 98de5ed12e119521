//! What `edition.html` may read: the articles of a day or week.

use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

use super::archive::{MOST, neighbours};
use super::parts::{Counted, DateView, Link, capitalized};
use super::{Head, Scene, body, json_ld, map};
use crate::config::EditionPeriod;
use crate::date::Week;
use crate::digest::{Digest, Ix, in_the_news};
use crate::entity::EntityId;
use crate::record::{Article, Period};
use crate::route::Route;
use crate::theme::{Html, Shared};

/// The articles of a day or week, in the editor's order.
#[derive(Debug, Serialize)]
pub struct EditionView {
    /// The editor's headline, or null.
    pub title: Option<String>,
    /// "19 February 2018", or "Week 8, 2018".
    pub name: String,
    /// The day, or the week with the words of its Monday.
    pub date: DateView,
    /// "Monday" for the edition of a day, null for that of a week.
    pub weekday: Option<String>,
    /// Root-relative URL.
    pub url: String,
    /// The introduction as HTML; empty where there is none.
    pub intro: Html,
    /// The article that the editor opens with, or null.
    pub lead: Option<Shared>,
    /// The other articles.
    pub cards: Vec<Shared>,
    /// Articles, the lead included.
    pub total: usize,
}

/// A day's or week's own page.
#[derive(Debug, Serialize)]
pub struct EditionPage {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The edition.
    pub edition: EditionView,
    /// The edition before, or null.
    pub earlier: Option<Link>,
    /// The edition after, or null.
    pub later: Option<Link>,
    /// Countries in it, most frequent first.
    pub countries: Vec<Counted>,
    /// The same as a small map, or null.
    pub map: Option<Html>,
}

/// The edition of a day; `range` are its articles.
pub(super) fn edition_of_day(scene: &Scene<'_>, day: Date, range: Range<Ix>) -> EditionView {
    edition(
        scene,
        Period::Day(day),
        scene.digest.language().day(day),
        DateView::day(scene.digest, day),
        Route::Day(day).url(scene.digest),
        range,
    )
}

/// The edition of a week.
pub(super) fn edition_of_week(scene: &Scene<'_>, week: Week, range: Range<Ix>) -> EditionView {
    let name = week_name(scene.digest, week);
    let datetime = format!("{:04}-W{:02}", week.year, week.week);
    edition(
        scene,
        Period::Week(week),
        name,
        DateView { datetime, ..DateView::day(scene.digest, week.monday()) },
        Route::Week(week).url(scene.digest),
        range,
    )
}

/// The edition that an article stands in: that of its day, or of its week.
pub(super) fn of_article(digest: &Digest, article: &Article) -> Link {
    let day = article.date.day;
    match digest.config.edition {
        EditionPeriod::Daily => Link::new(&digest.language().day(day), &Route::Day(day).url(digest)),
        EditionPeriod::Weekly => {
            let week = Week::of(day);
            Link::new(&week_name(digest, week), &Route::Week(week).url(digest))
        }
    }
}

fn week_name(digest: &Digest, week: Week) -> String {
    let (number, year) = (week.week.to_string(), week.year.to_string());
    digest.language().say("Week {week}, {year}", &[("week", &number), ("year", &year)])
}

fn edition(
    scene: &Scene<'_>,
    period: Period,
    name: String,
    mut date: DateView,
    url: String,
    range: Range<Ix>,
) -> EditionView {
    let digest = scene.digest;
    let linked = digest.editions.get(&period);
    let articles: Vec<Ix> = linked.map_or_else(|| range.collect(), |edition| edition.articles.clone());
    let has_lead = linked.is_some_and(|edition| edition.has_lead);
    let total = articles.len();
    let mut cards = articles.into_iter().map(|ix| scene.card(ix));
    let lead = if has_lead { cards.next() } else { None };
    let intro = linked.map_or_else(Html::default, |edition| {
        let html = body::html(digest, scene.inputs, &edition.record.file, &edition.record.body, &url);
        match &edition.record.intro {
            Some(intro) if html.as_str().is_empty() => {
                format!("<p>{}</p>", crate::html::escaped(intro)).into()
            }
            _ => html,
        }
    });
    date.url.clone_from(&url);
    let weekday = matches!(period, Period::Day(_)).then(|| date.weekday.clone());
    EditionView {
        weekday,
        title: linked.and_then(|edition| edition.record.title.clone()),
        name,
        date,
        url,
        intro,
        lead,
        cards: cards.collect(),
        total,
    }
}

impl EditionPage {
    /// The page of a day.
    pub fn day(scene: &Scene<'_>, day: Date) -> EditionPage {
        let digest = scene.digest;
        let range = digest.between(day, day);
        // The days around, without listing all days of the digest for each of them.
        let neighbour = |ix: Option<Ix>| {
            let day = digest.articles.get(ix? as usize)?.article.date.day;
            Some(Link::new(&digest.language().day(day), &Route::Day(day).url(digest)))
        };
        let (earlier, later) = (neighbour(Some(range.end)), neighbour(range.start.checked_sub(1)));
        let month = Route::Month(day.year(), day.month(), None).url(digest);
        let up = Link::new(&capitalized(&digest.language().month(day.year(), day.month())), &month);
        let edition = edition_of_day(scene, day, range.clone());
        EditionPage::new(scene, &Route::Day(day), edition, up, range, (earlier, later))
    }

    /// The page of a week.
    pub fn week(scene: &Scene<'_>, week: Week) -> EditionPage {
        let digest = scene.digest;
        let weeks = digest.weeks();
        let range = weeks.iter().find(|(own, _)| *own == week).map_or(0..0, |(_, range)| range.clone());
        let around = neighbours(&weeks, &week, |week| {
            Link::new(&week_name(digest, *week), &Route::Week(*week).url(digest))
        });
        // The first days of a week may lie in the year before, and its only articles with them.
        let year = digest.articles[range.start as usize].article.date.day.year();
        let year = Link::new(&year.to_string(), &Route::Year(year).url(digest));
        let edition = edition_of_week(scene, week, range.clone());
        EditionPage::new(scene, &Route::Week(week), edition, year, range, around)
    }

    fn new(
        scene: &Scene<'_>,
        route: &Route,
        edition: EditionView,
        up: Link,
        range: Range<Ix>,
        (earlier, later): (Option<Link>, Option<Link>),
    ) -> EditionPage {
        let digest = scene.digest;
        let said = digest.language();
        let title = edition.title.clone().map_or_else(
            || edition.name.clone(),
            |title| [&title, &said.say(" – ", &[]), &edition.name].map(String::as_str).concat(),
        );
        let names = [("name", edition.name.as_str()), ("title", &digest.config.title)];
        let mut page = scene.head(route, title, said.say("{name} in {title}", &names));
        page.set_trail(vec![
            Link::new(&digest.language().say("Home", &[]), &digest.config.base_path),
            up,
            Link::new(&edition.name, &page.url),
        ]);
        page.json_ld = json_ld::collection(digest, &page);
        let seen = in_the_news(digest, &range.collect::<Vec<Ix>>());
        EditionPage {
            site: scene.site.clone(),
            page,
            edition,
            earlier,
            later,
            countries: Counted::most(digest, &seen, MOST, |id| matches!(id, EntityId::Country(_))),
            map: map::of_countries(scene, &seen),
        }
    }
}
