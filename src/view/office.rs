//! Offices as pages show them: in words, with their dates, with those who held them.

use jiff::civil::Date;
use serde::Serialize;

use super::parts::{Link, PartialView, capitalized};
use crate::date::Partial;
use crate::digest::Digest;
use crate::entity::{EntityId, PersonId, Subject};
use crate::plot;
use crate::record::Office;
use crate::theme::Html;

/// What somebody was on a day: the office held, "Foreign minister of Pakistan", else the role of the person's file.
pub fn on_day(digest: &Digest, id: PersonId, day: Date) -> Option<String> {
    match digest.office_on(id, day) {
        Some((office, _)) => Some(words(digest, office)),
        None => digest.people.get(&id)?.role.as_deref().map(capitalized),
    }
}

/// What somebody is on the day of the newest article.
pub fn on_newest_day(digest: &Digest, id: PersonId) -> Option<String> {
    match digest.newest_day() {
        Some(day) => on_day(digest, id, day),
        None => digest.people.get(&id)?.role.as_deref().map(capitalized),
    }
}

/// An office in words: "Foreign minister of Pakistan".
pub fn words(digest: &Digest, office: &Office) -> String {
    let title = capitalized(&office.title);
    // English words between those of a language that the interface does not speak would glue two together.
    let is_spoken = crate::language::instead_of(&digest.config.language).is_none();
    match digest.office_of(office) {
        Some(EntityId::Country(country)) if is_spoken => {
            let has_article =
                crate::atlas::country(country).article && digest.config.language.starts_with("en");
            let the = if has_article { "the " } else { "" };
            let name = format!("{the}{}", digest.country_name(country));
            digest.language().say("{office} of {name}", &[("office", &title), ("name", &name)])
        }
        Some(of) => [&title, &digest.language().say(", ", &[]), digest.entity_name(of)].concat(),
        None => title,
    }
}

/// An office as a page shows it.
#[derive(Clone, Debug, Serialize)]
pub struct OfficeView {
    /// "Foreign minister".
    pub title: String,
    /// The country or organization it is of, or null; its `url` is empty where it has no page.
    pub of: Option<Link>,
    /// Since when, or null.
    pub from: Option<PartialView>,
    /// Until when, or null while it lasts.
    pub to: Option<PartialView>,
    /// Whether it was held on the day of the newest article.
    pub current: bool,
    /// The term as a bar on the line of years that all offices of the page share; empty for a single year.
    pub bar: Html,
}

/// The line of years that the offices of a page lie on.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Years {
    /// The year in which the first of them began.
    pub first: i16,
    /// The year of the newest article.
    pub last: i16,
}

impl Years {
    /// The years of some offices; `None` where there is nothing to compare.
    pub fn of<'a>(digest: &Digest, offices: impl Iterator<Item = &'a Office>) -> Option<Years> {
        let mut years: Option<Years> =
            digest.newest_day().map(|day| Years { first: day.year(), last: day.year() });
        for day in offices.flat_map(|office| [office.from, office.to]).flatten() {
            let year = day.first().year();
            years = years.map(|known| Years { first: known.first.min(year), last: known.last });
        }
        years.filter(|years| years.first < years.last)
    }
}

impl OfficeView {
    /// An office of a person.
    pub fn new(digest: &Digest, id: PersonId, office: &Office, years: Option<Years>) -> OfficeView {
        OfficeView {
            title: capitalized(&office.title),
            of: digest.office_of(office).map(|id| match id {
                EntityId::Country(country) => Link::country_or_name(digest, country),
                _ => Link::to(digest, Subject::Entity(id)),
            }),
            from: office.from.map(|from| PartialView::new(digest, from)),
            to: office.to.map(|to| PartialView::new(digest, to)),
            current: digest.newest_day().is_some_and(|day| digest.is_held(id, office, day)),
            bar: years.map_or_else(Html::default, |years| {
                let (from, to) = (office.from.map(Partial::first), office.to.map(Partial::last));
                plot::term::bar(from, to, (years.first, years.last)).into()
            }),
        }
    }
}

/// An office and who held it, latest first.
#[derive(Debug, Serialize)]
pub struct OfficeHolders {
    /// "Foreign minister".
    pub title: String,
    /// Who held it.
    pub holders: Vec<Holder>,
}

/// Somebody in an office.
#[derive(Debug, Serialize)]
pub struct Holder {
    /// The person.
    pub person: Link,
    /// The office with its dates.
    pub office: OfficeView,
}

/// The offices of a country or organization with their holders; the office held by most comes first.
pub(super) fn holders(digest: &Digest, of: EntityId) -> Vec<OfficeHolders> {
    let mut offices: Vec<OfficeHolders> = Vec::new();
    let held: &[(PersonId, usize)] = digest.holders.get(&of).map_or(&[], Vec::as_slice);
    let years = years(digest, of);
    for (id, index) in held {
        let office = OfficeView::new(digest, *id, &digest.people[id].offices[*index], years);
        let holder = Holder { person: Link::person(digest, *id), office };
        match offices.iter_mut().find(|known| known.title == holder.office.title) {
            Some(known) => known.holders.push(holder),
            None => offices.push(OfficeHolders { title: holder.office.title.clone(), holders: vec![holder] }),
        }
    }
    offices.sort_by(|a, b| b.holders.len().cmp(&a.holders.len()).then_with(|| a.title.cmp(&b.title)));
    offices
}

/// Those who hold the offices of a country on the day of the newest article.
pub(super) fn current(digest: &Digest, of: EntityId) -> Vec<Holder> {
    let mut now: Vec<Holder> = holders(digest, of).into_iter().flat_map(|office| office.holders).collect();
    now.retain(|holder| holder.office.current);
    now
}

/// The line of years that the offices of a country or organization lie on, or null.
pub(super) fn years(digest: &Digest, of: EntityId) -> Option<Years> {
    let held: &[(PersonId, usize)] = digest.holders.get(&of).map_or(&[], Vec::as_slice);
    Years::of(digest, held.iter().map(|(id, index)| &digest.people[id].offices[*index]))
}
