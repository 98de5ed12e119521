//! What `article.html` may read.

use serde::Serialize;

use super::dateline::DatelineView;
use super::parts::{DateView, Link, SourceView};
use super::shelf::ShownCard;
use super::{Head, Scene, body, edition, json_ld, office};
use crate::digest::{Ix, Related, related};
use crate::entity::{EntityId, Subject};
use crate::input_path::InputPath;
use crate::record::Rights;
use crate::route::Route;
use crate::slug;
use crate::theme::{Html, Shared};

/// An article's page.
#[derive(Debug, Serialize)]
pub struct ArticleView {
    /// The site.
    pub site: Shared,
    /// The head of the page.
    pub page: Head,
    /// The headline, date, sources, countries and story, as in every list.
    pub card: Shared,
    /// The summary, unless it is only the first sentences of the text; otherwise null.
    pub standfirst: Option<String>,
    /// The text as HTML.
    pub body: Html,
    /// The same without its first `<p>`, where a dateline is to be set before its first words; otherwise null.
    pub behind_dateline: Option<Html>,
    /// When it was last changed in substance, or null.
    pub updated: Option<DateView>,
    /// Who wrote it, or null.
    pub author: Option<String>,
    /// All sources; the first is the main report.
    pub sources: Vec<SourceView>,
    /// `own`, `excerpt` or `full`.
    pub rights: &'static str,
    /// The place it opens with, or null.
    pub dateline: Option<DatelineView>,
    /// Its photo, or null.
    pub image: Option<ImageView>,
    /// Countries it is about.
    pub countries: Vec<Shared>,
    /// People it is about, each with the office held on the article's date.
    pub people: Vec<PersonInOffice>,
    /// Organizations it is about.
    pub organizations: Vec<Shared>,
    /// Its topics.
    pub topics: Vec<Shared>,
    /// Entities its text links to beside those it is about.
    pub mentioned: Vec<Shared>,
    /// The pairs of its countries that have a page.
    pub relations: Vec<Shared>,
    /// Its story so far, or null.
    pub story: Option<StorySoFar>,
    /// What was put right, oldest first.
    pub corrections: Vec<CorrectionView>,
    /// Related articles with the reason why.
    pub related: Vec<RelatedView>,
    /// Articles whose text links to this one, as cards, newest first.
    pub backlinks: Vec<Shared>,
    /// The card of the article published before, or null.
    pub previous: Option<Shared>,
    /// The card of the article published after, or null.
    pub next: Option<Shared>,
    /// Minutes that reading takes; 0 where there is no text.
    pub minutes: usize,
    /// The article's `extra`.
    pub extra: serde_json::Value,
}

/// An image with its size.
#[derive(Debug, Serialize)]
pub struct ImageView {
    /// Root-relative URL of the widest copy.
    pub url: String,
    /// All widths with their URLs, for the attribute `srcset`; null where there is only one.
    pub srcset: Option<String>,
    /// The text for those who do not see it.
    pub alt: String,
    /// Whom to credit, or null.
    pub credit: Option<String>,
    /// Pixels, or null.
    pub width: Option<u32>,
    /// Pixels, or null.
    pub height: Option<u32>,
}

/// A person with the office held on a day.
#[derive(Debug, Serialize)]
pub struct PersonInOffice {
    /// The name.
    pub name: String,
    /// Root-relative URL.
    pub url: String,
    /// "Foreign minister of Pakistan", or the person's role, or null.
    pub office: Option<String>,
}

/// The articles of a story around one of them.
#[derive(Debug, Serialize)]
pub struct StorySoFar {
    /// The story's name.
    pub name: String,
    /// Root-relative URL.
    pub url: String,
    /// How many articles it has.
    pub total: usize,
    /// The place of this article in it, from 1.
    pub number: usize,
    /// Articles of the story around this one, oldest first; at most nine.
    pub articles: Vec<StoryItem>,
}

/// An article of a story.
#[derive(Debug, Serialize)]
pub struct StoryItem {
    /// The article.
    pub card: Shared,
    /// Whether it is the one being read.
    pub current: bool,
}

/// Something that was put right.
#[derive(Debug, Serialize)]
pub struct CorrectionView {
    /// The day.
    pub date: DateView,
    /// What was wrong, and what is right.
    pub text: String,
}

/// A related article.
#[derive(Debug, Serialize)]
pub struct RelatedView {
    /// The article.
    pub card: Shared,
    /// Date and headline: `card.brief`.
    pub brief: Html,
    /// What both share, the strongest first: "also Lavrov · Pakistan–Russia"; or null.
    pub why: Option<String>,
}

/// How many related articles a page shows.
const RELATED: usize = 5;
/// How many articles of a story a page shows on either side of its own.
const AROUND: usize = 4;
/// Words that are read in a minute.
const WORDS_A_MINUTE: usize = 220;

impl ArticleView {
    /// The view of an article.
    pub fn new(scene: &Scene<'_>, ix: Ix) -> ArticleView {
        let digest = scene.digest;
        let entry = digest.entry(ix);
        let article = &entry.article;
        let route = Route::Article(ix);
        let url = route.url(digest);
        let entity = |id: EntityId| scene.entity(id);
        let image = article.image.as_ref().and_then(|photo| {
            ImageView::new(
                scene,
                &article.file,
                &photo.file.value,
                &url,
                photo.alt.clone(),
                photo.credit.clone(),
            )
        });
        let language = article.language.clone().filter(|language| *language != digest.config.language);
        let mut page = scene.head(&route, article.title.clone(), article.summary.clone());
        page.og_type = "article";
        page.published = Some(article.date.told_rfc3339().to_string());
        page.modified = Some(article.modified().told_rfc3339().to_string());
        page.show(digest, image.as_ref());
        page.direction = crate::language::direction(language.as_deref().unwrap_or(&digest.config.language));
        if let Some(language) = &language {
            page.locale = crate::language::locale(language);
        }
        page.language = language;
        page.set_trail(vec![
            Link::new(&digest.language().say("Home", &[]), &digest.config.base_path),
            edition::of_article(digest, article),
            Link::new(&article.title, &url),
        ]);
        page.json_ld = json_ld::article(scene, ix, &page, image.as_ref());
        let body = body::of_article(digest, scene.inputs, entry, &url);
        let behind_dateline = article.dateline.as_ref().and_then(|_| body.strip_prefix("<p>"));
        ArticleView {
            site: scene.site.clone(),
            page,
            card: scene.card(ix),
            standfirst: article.has_summary.then(|| article.summary.clone()),
            behind_dateline: behind_dateline.map(Html::from),
            body: body.into(),
            updated: article.updated.as_ref().map(|updated| DateView::moment(digest, updated)),
            author: article.author.clone(),
            sources: SourceView::all(digest, entry).collect(),
            rights: match article.rights {
                Rights::Own => "own",
                Rights::Excerpt => "excerpt",
                Rights::Full => "full",
            },
            dateline: DatelineView::new(digest, entry),
            image,
            countries: entry.countries.iter().map(|id| entity(EntityId::Country(*id))).collect(),
            people: entry.people.iter().map(|id| person_in_office(scene, *id, article.date.day)).collect(),
            organizations: entry.organizations.iter().map(|id| entity(EntityId::Organization(*id))).collect(),
            topics: entry.topics.iter().map(|id| entity(EntityId::Topic(*id))).collect(),
            mentioned: mentioned(scene, ix),
            relations: relations(scene, ix),
            story: entry.story.map(|story| story_so_far(scene, story, ix)),
            corrections: article
                .corrections
                .iter()
                .map(|it| CorrectionView { date: DateView::day(digest, it.date.day), text: it.text.clone() })
                .collect(),
            related: related(digest, ix, RELATED).into_iter().map(|it| related_view(scene, &it)).collect(),
            backlinks: entry.backlinks.iter().map(|ix| scene.card(*ix)).collect(),
            previous: ((ix as usize) + 1 < digest.articles.len()).then(|| scene.card(ix + 1)),
            next: ix.checked_sub(1).map(|ix| scene.card(ix)),
            minutes: article.body.words.div_ceil(WORDS_A_MINUTE),
            extra: article.extra.clone(),
        }
    }
}

impl ImageView {
    /// The image that `file` names `relative`, published below `folder`.
    pub fn new(
        scene: &Scene<'_>,
        file: &InputPath,
        relative: &str,
        folder: &str,
        alt: String,
        credit: Option<String>,
    ) -> Option<ImageView> {
        let input = file.join(relative)?;
        let picture = scene.inputs.picture(&input);
        let width = picture.and_then(|picture| picture.widths().last().copied());
        Some(ImageView {
            url: format!("{folder}{}", slug::encoded(input.file_name())),
            alt,
            credit,
            srcset: picture.and_then(|picture| body::srcset(&input, &picture, folder)),
            width,
            height: picture.zip(width).map(|(picture, width)| picture.height_at(width)),
        })
    }
}

fn person_in_office(
    scene: &Scene<'_>,
    id: crate::entity::PersonId,
    day: jiff::civil::Date,
) -> PersonInOffice {
    let Link { name, url } = Link::person(scene.digest, id);
    PersonInOffice { name, url, office: office::on_day(scene.digest, id, day) }
}

fn mentioned(scene: &Scene<'_>, ix: Ix) -> Vec<Shared> {
    let entry = scene.digest.entry(ix);
    let others = entry.mentions.iter().map(|mention| mention.entity).filter(|id| !entry.is_about(*id));
    others.map(|id| scene.entity(id)).collect()
}

fn relations(scene: &Scene<'_>, ix: Ix) -> Vec<Shared> {
    let digest = scene.digest;
    let countries = &digest.entry(ix).countries;
    let mut links = Vec::new();
    for (at, a) in countries.iter().enumerate() {
        for relation in countries[at + 1..].iter().filter_map(|b| crate::entity::Relation::new(*a, *b)) {
            let subject = Subject::Relation(relation);
            if digest.coverage.contains_key(&subject) {
                links.push(scene.link(subject));
            }
        }
    }
    links
}

fn story_so_far(scene: &Scene<'_>, id: crate::entity::StoryId, ix: Ix) -> StorySoFar {
    let digest = scene.digest;
    let Link { name, url } = Link::story(digest, id);
    let list = &digest.coverage(Subject::Story(id)).about;
    let place = list.iter().position(|other| *other == ix).unwrap_or_default();
    // Only the articles around are put in order, for a story may have thousands: whole moments, for those of one moment
    // change places among themselves.
    let moment = |at: usize| digest.entry(list[at]).article.date.timestamp;
    let begin = |at: usize| (1..=at).rev().find(|at| moment(at - 1) != moment(*at)).unwrap_or(0);
    let end = |at: usize| (at..list.len()).find(|at| moment(at - 1) != moment(*at)).unwrap_or(list.len());
    let first = begin(begin(place).saturating_sub(AROUND));
    let last = end((end(place + 1) + AROUND).min(list.len()));
    let told = digest.oldest_first(&list[first..last]);
    let at = told.iter().position(|other| *other == ix).unwrap_or_default();
    let window = &told[at.saturating_sub(AROUND)..(at + AROUND + 1).min(told.len())];
    let articles = window.iter().map(|other| StoryItem { card: scene.card(*other), current: *other == ix });
    StorySoFar {
        name,
        url,
        total: list.len(),
        number: list.len() - last + at + 1,
        articles: articles.collect(),
    }
}

fn related_view(scene: &Scene<'_>, related: &Related) -> RelatedView {
    let digest = scene.digest;
    let words = |shared: &Subject| match *shared {
        Subject::Entity(EntityId::Person(id)) => digest.people[&id].short_name().to_string(),
        shared => digest.subject_name(shared),
    };
    let reasons = related.shared.iter().map(words).collect::<Vec<_>>().join(" · ");
    let why = digest.language().say("also {reasons}", &[("reasons", &reasons)]);
    let ShownCard { card, brief, .. } = scene.shown_card(related.article).clone();
    RelatedView { card, brief, why: Some(why).filter(|_| !reasons.is_empty()) }
}
