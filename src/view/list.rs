//! The list that every subject's page ends with: articles about it, articles that mention it, and who is seen with it.

use std::fmt::Write as _;
use std::ops::Range;

use serde::Serialize;

use super::Scene;
use super::parts::{Counted, DateView, Link, capitalized};
use super::shelf::ShownCard;
use crate::digest::{Digest, Ix, Pages, seen_with};
use crate::entity::{EntityId, Relation, Subject};
use crate::html::escape;
use crate::plot;
use crate::record::Article;
use crate::route::Route;
use crate::theme::{Html, Shared};

/// The articles of a subject, and what they tell about it.
#[derive(Debug, Serialize)]
pub struct ListView {
    /// Articles about it; 0 on numbered pages, which never change though the list grows.
    pub total: usize,
    /// Articles that only mention it; likewise.
    pub mentioned_total: usize,
    /// The date of the first article on this page (on the own page, of the whole list), or null.
    pub first: Option<DateView>,
    /// The date of the latest article on this page, or null.
    pub latest: Option<DateView>,
    /// The rows of this page, newest first.
    pub rows: Vec<Row>,
    /// Whether the rows stand under their years.
    pub by_year: bool,
    /// The rows of this page that only mention it.
    pub mentioned: Vec<Row>,
    /// The way through the pages.
    pub pager: Pager,
    /// Years that the list reaches over, newest first, each with the place where it begins; empty on a short list and
    /// on numbered pages.
    pub years: Vec<Counted>,
    /// Articles by month as a picture; null on numbered pages and for a digest of a single month.
    pub coverage: Option<Coverage>,
    /// Countries in the same articles, most frequent first; only on the subject's own page.
    pub countries: Vec<Counted>,
    /// People in the same articles, likewise.
    pub people: Vec<Counted>,
    /// Organizations in the same articles, likewise.
    pub organizations: Vec<Counted>,
}

/// An article in a subject's list.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The article.
    pub card: Shared,
    /// The card with its date: `card.dated`, nearer at hand, for there are many rows.
    pub dated: Html,
    /// The sentence that names the subject, the name in a `<mark>`, or null; null too where the summary has it.
    pub sentence: Option<Html>,
    /// The year, where rows stand under their years and this is the first of one; otherwise null.
    pub year: Option<i16>,
}

/// The way through a list's pages.
#[derive(Debug, Default, Serialize)]
pub struct Pager {
    /// This page's number, counted from the oldest; null for the subject's own page.
    pub number: Option<usize>,
    /// How many pages there are, the own one included; 0 on numbered pages.
    pub total: usize,
    /// The page with newer articles, or null.
    pub newer: Option<String>,
    /// The page with older articles, or null.
    pub older: Option<String>,
    /// The subject's own page.
    pub newest: String,
}

/// Articles by month.
#[derive(Debug, Serialize)]
pub struct Coverage {
    /// The bars, as SVG.
    pub svg: Html,
    /// "September 2016", the first month.
    pub first: String,
    /// "December 2018", the last month.
    pub last: String,
    /// The months that have articles as list items, oldest first, for those who do not see the bars.
    pub months: Html,
}

/// How many names "seen with" shows.
const SEEN: usize = 12;

impl ListView {
    /// The list of a subject's page.
    pub fn new(scene: &Scene<'_>, subject: Subject, number: Option<usize>) -> ListView {
        let digest = scene.digest;
        let coverage = digest.coverage(subject);
        let per_page = digest.config.per_page;
        let about = Pages::new(coverage.about.len(), per_page);
        let mentions = Pages::new(coverage.mentioned.len(), per_page);
        let numbered = about.numbered().max(mentions.numbered());
        let on_page = |pages: Pages| match number {
            Some(number) if number > pages.numbered() => 0..0,
            _ => pages.range(number),
        };
        let own_page = number.is_none();
        let by_year = is_by_year(digest, &coverage.about, number);
        let seen = if own_page { seen_with(digest, Some(subject), &coverage.about) } else { Vec::new() };
        let most = |kind: fn(&EntityId) -> bool| Counted::most(digest, &seen, SEEN, kind);
        let date = |ix: Option<&Ix>| ix.map(|ix| DateView::moment(digest, &digest.entry(*ix).article.date));
        let url = |page| Route::Subject(subject, page).url(digest);
        ListView {
            total: if own_page { coverage.about.len() } else { 0 },
            mentioned_total: if own_page { coverage.mentioned.len() } else { 0 },
            first: date(if own_page { coverage.about.last() } else { coverage.about[on_page(about)].last() }),
            latest: date(coverage.about[on_page(about)].first()),
            rows: rows(scene, subject, &coverage.about, on_page(about), by_year),
            mentioned: mentioned(scene, subject, &coverage.mentioned[on_page(mentions)]),
            by_year,
            pager: Pager::new(number, numbered, url),
            years: if own_page { years(digest, &coverage.about, about, url) } else { Vec::new() },
            coverage: if own_page { coverage_by_month(digest, subject, &coverage.about) } else { None },
            countries: most(|id| matches!(id, EntityId::Country(_))),
            people: most(|id| matches!(id, EntityId::Person(_))),
            organizations: most(|id| matches!(id, EntityId::Organization(_))),
        }
    }
}

impl Pager {
    /// The pager of page `number` of a list with `numbered` numbered pages.
    pub fn new(number: Option<usize>, numbered: usize, url: impl Fn(Option<usize>) -> String) -> Pager {
        let older = match number {
            None => (numbered > 0).then_some(numbered),
            Some(number) => (number > 1).then(|| number - 1),
        };
        let newer = number.map(|number| if number == numbered { url(None) } else { url(Some(number + 1)) });
        Pager {
            number,
            total: if number.is_none() { numbered + 1 } else { 0 },
            newer,
            older: older.map(|older| url(Some(older))),
            newest: url(None),
        }
    }
}

/// Whether rows stand under their years: on every numbered page, which must not change when the list grows into a new
/// year, and on the own page of a list over several years.
fn is_by_year(digest: &Digest, list: &[Ix], number: Option<usize>) -> bool {
    let year = |ix: Option<&Ix>| ix.map(|ix| digest.entry(*ix).article.date.day.year());
    number.is_some() || year(list.first()) != year(list.last())
}

/// Rows of a stretch of a list. A sentence that opens the text stands in the summary already, where the author wrote none.
fn rows(scene: &Scene<'_>, subject: Subject, list: &[Ix], range: Range<usize>, by_year: bool) -> Vec<Row> {
    let year = |place: usize| scene.digest.entry(list[place]).article.date.day.year();
    range
        .map(|place| Row {
            year: (by_year && (place == 0 || year(place) != year(place - 1))).then(|| year(place)),
            ..row(scene, subject, list[place], |article, said| {
                article.has_summary || !article.summary.contains(said.trim())
            })
        })
        .collect()
}

/// Rows of articles that only mention a subject: they show no summary.
fn mentioned(scene: &Scene<'_>, subject: Subject, list: &[Ix]) -> Vec<Row> {
    list.iter().map(|ix| row(scene, subject, *ix, |_, _| true)).collect()
}

/// A row, with the sentence that names the subject if it `is_news`.
fn row(scene: &Scene<'_>, subject: Subject, ix: Ix, is_news: impl Fn(&Article, &str) -> bool) -> Row {
    let ShownCard { card, dated, .. } = scene.shown_card(ix);
    let sentence = sentence(scene.digest, subject, ix, is_news);
    Row { card: card.clone(), dated: dated.clone(), sentence, year: None }
}

/// The articles on a page of a subject, oldest first.
pub(super) fn told(scene: &Scene<'_>, subject: Subject, number: Option<usize>) -> Vec<Row> {
    let list = &scene.digest.coverage(subject).about;
    let page = Pages::new(list.len(), scene.digest.config.per_page).range(number);
    let told = scene.digest.oldest_first(&list[page]);
    let by_year = is_by_year(scene.digest, list, number);
    rows(scene, subject, &told, 0..told.len(), by_year)
}

fn sentence(
    digest: &Digest,
    subject: Subject,
    ix: Ix,
    is_news: impl Fn(&Article, &str) -> bool,
) -> Option<Html> {
    let Subject::Entity(id) = subject else { return None };
    let entry = digest.entry(ix);
    let mention = entry.mentions.iter().find(|mention| mention.entity == id)?;
    let text = &entry.article.body.text;
    if !is_news(&entry.article, &text[mention.sentence.clone()]) {
        return None;
    }
    let mut html = String::with_capacity(mention.sentence.len() + 32);
    escape(&text[mention.sentence.start..mention.text.start], &mut html);
    html.push_str("<mark>");
    escape(&text[mention.text.clone()], &mut html);
    html.push_str("</mark>");
    escape(&text[mention.text.end..mention.sentence.end], &mut html);
    Some(html.into())
}

/// Where each year begins; nothing for a list of one page or one year.
fn years(digest: &Digest, list: &[Ix], pages: Pages, url: impl Fn(Option<usize>) -> String) -> Vec<Counted> {
    if pages.numbered() == 0 {
        return Vec::new();
    }
    let mut years: Vec<(i16, usize, usize)> = Vec::new();
    for (place, ix) in list.iter().enumerate() {
        let year = digest.entry(*ix).article.date.day.year();
        match years.last_mut() {
            Some((last, _, count)) if *last == year => *count += 1,
            _ => years.push((year, place, 1)),
        }
    }
    if years.len() < 2 {
        return Vec::new();
    }
    let link = |(year, place, count)| Counted {
        name: format!("{year}"),
        url: format!("{}#y{year}", url(pages.page_of(place))),
        count,
    };
    years.into_iter().map(link).collect()
}

/// Articles by month over the whole time of the digest, so that the pages of two subjects can be compared.
fn coverage_by_month(digest: &Digest, subject: Subject, list: &[Ix]) -> Option<Coverage> {
    let counts = months_of(digest, list);
    let name = |(year, month, _): &(i16, i8, usize)| digest.language().month(*year, *month);
    let (first, last) = (name(counts.first()?), name(counts.last()?));
    if first == last || list.is_empty() {
        return None;
    }
    let name_of = digest.subject_name(subject);
    let values = [("name", name_of.as_str()), ("first", &first), ("last", &last)];
    let title = digest.language().say("Articles about {name} by month, {first} to {last}", &values);
    let colon = digest.language().say(": ", &[]);
    let mut months = String::new();
    for period in counts.iter().filter(|(.., count)| *count > 0) {
        let (year, month, count) = *period;
        months.push_str("<li><a href=\"");
        escape(&Route::Month(year, month, None).url(digest), &mut months);
        months.push_str("\">");
        escape(&capitalized(&name(period)), &mut months);
        let _ = write!(months, "</a>{colon}{count}</li>");
    }
    Some(Coverage { svg: plot::coverage::chart(&counts, &title).into(), months: months.into(), first, last })
}

/// The months of the digest, oldest first, each with its articles of a list.
fn months_of(digest: &Digest, list: &[Ix]) -> Vec<(i16, i8, usize)> {
    let month = |ix: Ix| {
        let day = digest.entry(ix).article.date.day;
        i32::from(day.year()) * 12 + i32::from(day.month()) - 1
    };
    if digest.articles.is_empty() {
        return Vec::new();
    }
    let first = month(digest.articles.len() as Ix - 1);
    let months = first..=month(0);
    let mut counts: Vec<_> = months.map(|it| ((it / 12) as i16, (it % 12 + 1) as i8, 0)).collect();
    for ix in list {
        counts[(month(*ix) - first) as usize].2 += 1;
    }
    counts
}

/// Coverage at a glance, for the row of a subject in a list; empty where there is none.
pub(super) fn sparkline(digest: &Digest, list: &[Ix]) -> Html {
    let counts: Vec<usize> = months_of(digest, list).into_iter().map(|month| month.2).collect();
    if list.is_empty() || counts.len() < 2 {
        Html::default()
    } else {
        plot::coverage::sparkline(&counts).into()
    }
}

/// The relations of a country that have a page, largest first, each named by the other country.
pub fn relations_of(digest: &Digest, id: crate::entity::CountryId) -> Vec<Counted> {
    let mut relations: Vec<(usize, Relation)> = digest
        .relations
        .iter()
        .filter(|relation| relation.other(id).is_some())
        .map(|relation| (digest.coverage(Subject::Relation(*relation)).about.len(), *relation))
        .collect();
    relations.sort_by_cached_key(|(count, relation)| {
        (std::cmp::Reverse(*count), digest.subject_name(Subject::Relation(*relation)))
    });
    relations
        .into_iter()
        .map(|(count, relation)| {
            let Link { name, url } = Link::to(digest, Subject::Relation(relation));
            Counted { name, url, count }
        })
        .collect()
}
