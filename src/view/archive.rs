//! What `month.html`, `year.html` and `archive.html` may read: the digest by time.

use std::ops::Range;

use serde::Serialize;

use super::list::Pager;
use super::parts::{Counted, DateView, Link, capitalized};
use super::{Head, Scene, json_ld};
use crate::digest::{Ix, Pages, seen_with};
use crate::entity::EntityId;
use crate::route::Route;
use crate::theme::Shared;

/// A month's page.
#[derive(Debug, Serialize)]
pub struct MonthView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// "February 2018".
    pub name: String,
    /// Articles of the month; 0 on numbered pages, which never change.
    pub total: usize,
    /// Its days with articles on this page, newest first.
    pub days: Vec<DayCards>,
    /// The way through the pages.
    pub pager: Pager,
    /// The month before, or null.
    pub earlier: Option<Link>,
    /// The month after, or null.
    pub later: Option<Link>,
}

/// The articles of a day in a month.
#[derive(Debug, Serialize)]
pub struct DayCards {
    /// The day.
    pub date: DateView,
    /// Its articles.
    pub cards: Vec<Shared>,
}

/// A year's page.
#[derive(Debug, Serialize)]
pub struct YearView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// 2018.
    pub year: i16,
    /// Articles of the year.
    pub total: usize,
    /// Its months with articles, newest first.
    pub months: Vec<Counted>,
    /// Countries of the year, most frequent first.
    pub countries: Vec<Counted>,
    /// People of the year, most frequent first.
    pub people: Vec<Counted>,
    /// The year before, or null.
    pub earlier: Option<Link>,
    /// The year after, or null.
    pub later: Option<Link>,
}

/// The archive: all years.
#[derive(Debug, Serialize)]
pub struct ArchiveView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// Articles of the digest.
    pub total: usize,
    /// Its years, newest first.
    pub years: Vec<YearCount>,
}

/// A year with its months.
#[derive(Debug, Serialize)]
pub struct YearCount {
    /// "2018".
    pub name: String,
    /// Root-relative URL.
    pub url: String,
    /// Articles.
    pub count: usize,
    /// Its months with articles, oldest first; named without the year.
    pub months: Vec<Counted>,
}

/// How many names of a kind a year or an edition lists.
pub(super) const MOST: usize = 20;

/// The pages next to one in a list that is newest first: the earlier and the later one.
pub(super) fn neighbours<P: PartialEq>(
    periods: &[(P, Range<Ix>)],
    own: &P,
    link: impl Fn(&P) -> Link,
) -> (Option<Link>, Option<Link>) {
    let Some(place) = periods.iter().position(|(period, _)| period == own) else { return (None, None) };
    let earlier = periods.get(place + 1).map(|(period, _)| link(period));
    let later = place.checked_sub(1).map(|place| link(&periods[place].0));
    (earlier, later)
}

impl MonthView {
    /// The view of a month's page.
    pub fn new(scene: &Scene<'_>, year: i16, month: i8, number: Option<usize>) -> MonthView {
        let digest = scene.digest;
        let months = digest.months();
        let own = (year, month);
        let range = months.iter().find(|(known, _)| *known == own).map_or(0..0, |(_, range)| range.clone());
        let pages = Pages::new(range.len(), digest.config.per_page);
        let title = |(year, month): &(i16, i8)| capitalized(&digest.language().month(*year, *month));
        let name = title(&own);
        let title_of_page = scene.numbered(&name, number);
        let names = [("name", title_of_page.as_str()), ("title", &digest.config.title)];
        let description = digest.language().say("{name} in {title}", &names);
        let mut page = scene.head(&Route::Month(year, month, number), title_of_page, description);
        page.set_trail(vec![
            Link::new(&digest.language().say("Home", &[]), &digest.config.base_path),
            Link::new(&year.to_string(), &Route::Year(year).url(digest)),
            Link::new(&name, &Route::Month(year, month, None).url(digest)),
        ]);
        page.json_ld = json_ld::collection(digest, &page);
        let mut days: Vec<DayCards> = Vec::new();
        let mut last = None;
        for place in pages.range(number) {
            let ix = range.start + place as Ix;
            let moment = &digest.entry(ix).article.date;
            if last != Some(moment.day) {
                last = Some(moment.day);
                let mut date = DateView::day(digest, moment.day);
                date.url = Route::Day(moment.day).url(digest);
                days.push(DayCards { date, cards: Vec::new() });
            }
            if let Some(day) = days.last_mut() {
                day.cards.push(scene.card(ix));
            }
        }
        let link = |period: &(i16, i8)| {
            Link::new(&title(period), &Route::Month(period.0, period.1, None).url(digest))
        };
        let (earlier, later) = neighbours(&months, &own, link);
        let pager =
            Pager::new(number, pages.numbered(), |number| Route::Month(year, month, number).url(digest));
        MonthView {
            site: scene.site.clone(),
            page,
            name,
            total: if number.is_none() { range.len() } else { 0 },
            days,
            pager,
            earlier,
            later,
        }
    }
}

impl YearView {
    /// The view of a year's page.
    pub fn new(scene: &Scene<'_>, year: i16) -> YearView {
        let digest = scene.digest;
        let years = digest.years();
        let range = years.iter().find(|(own, _)| *own == year).map_or(0..0, |(_, range)| range.clone());
        let name = year.to_string();
        let names = [("name", name.as_str()), ("title", &digest.config.title)];
        let description = digest.language().say("{name} in {title}", &names);
        let mut page = scene.head(&Route::Year(year), name, description);
        page.set_trail(vec![
            Link::new(&digest.language().say("Home", &[]), &digest.config.base_path),
            Link::new(&digest.language().say("Archive", &[]), &Route::Archive.url(digest)),
            Link::new(&year.to_string(), &page.url),
        ]);
        page.json_ld = json_ld::collection(digest, &page);
        let (earlier, later) =
            neighbours(&years, &year, |year| Link::new(&year.to_string(), &Route::Year(*year).url(digest)));
        let months = digest.months().into_iter().filter(|((of, _), _)| *of == year);
        let months = months.map(|((_, month), range)| Counted {
            name: capitalized(&digest.language().month(year, month)),
            url: Route::Month(year, month, None).url(digest),
            count: range.len(),
        });
        let seen = seen_with(digest, None, &range.clone().collect::<Vec<Ix>>());
        YearView {
            site: scene.site.clone(),
            page,
            year,
            total: range.len(),
            months: months.collect(),
            countries: Counted::most(digest, &seen, MOST, |id| matches!(id, EntityId::Country(_))),
            people: Counted::most(digest, &seen, MOST, |id| matches!(id, EntityId::Person(_))),
            earlier,
            later,
        }
    }
}

impl ArchiveView {
    /// The view of the archive.
    pub fn new(scene: &Scene<'_>) -> ArchiveView {
        let digest = scene.digest;
        let mut page = scene.head(
            &Route::Archive,
            digest.language().say("Archive", &[]),
            digest.language().say("All articles of {title} by date", &[("title", &digest.config.title)]),
        );
        page.set_trail(vec![
            Link::new(&digest.language().say("Home", &[]), &digest.config.base_path),
            Link::new(&digest.language().say("Archive", &[]), &page.url),
        ]);
        page.json_ld = json_ld::collection(digest, &page);
        let months = digest.months();
        let year = |(year, range): (i16, Range<Ix>)| YearCount {
            name: year.to_string(),
            url: Route::Year(year).url(digest),
            count: range.len(),
            months: months
                .iter()
                .rev()
                .filter(|((of, _), _)| *of == year)
                .map(|((_, month), range)| Counted {
                    name: capitalized(digest.language().month_name(*month)),
                    url: Route::Month(year, *month, None).url(digest),
                    count: range.len(),
                })
                .collect(),
        };
        ArchiveView {
            site: scene.site.clone(),
            page,
            total: digest.articles.len(),
            years: digest.years().into_iter().map(year).collect(),
        }
    }
}
