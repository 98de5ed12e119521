//! What the files of editions name: the lead and the picks.

use std::collections::BTreeMap;

use super::link::unique;
use super::resolve::Linker;
use super::{Entry, Ix, LinkedEdition};
use crate::config::EditionPeriod;
use crate::date::Week;
use crate::diagnostic::{Code, Diagnostic, Span, closest};
use crate::front_matter::Spanned;
use crate::record::{Article, Edition, Period};

impl Linker<'_> {
    pub(super) fn editions(
        &self,
        articles: &[Entry],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> BTreeMap<Period, LinkedEdition> {
        let mut editions = BTreeMap::new();
        for (period, record) in &self.records.editions {
            let (fits, wanted) = match (period, self.config.edition) {
                (Period::Day(_), EditionPeriod::Daily) | (Period::Week(_), EditionPeriod::Weekly) => {
                    (true, "")
                }
                (Period::Day(_), EditionPeriod::Weekly) => (false, "weeks, as 2018-w08.md"),
                (Period::Week(_), EditionPeriod::Daily) => (false, "days, as 2018-02-19.md"),
            };
            if !fits {
                if self.config.is_unread("edition") {
                    continue;
                }
                diagnostics.push(
                    Diagnostic::error(
                        Code::Contradiction,
                        Span::whole(&record.file),
                        "this digest has no such editions".to_string(),
                    )
                    .hint(format!("name its files after {wanted}, or change `edition` in digest.yaml")),
                );
                continue;
            }
            let within = |article: &Article| match period {
                Period::Day(day) => article.date.day == *day,
                Period::Week(week) => Week::of(article.date.day) == *week,
            };
            let all: Vec<Ix> =
                (0..articles.len() as Ix).filter(|ix| within(&articles[*ix as usize].article)).collect();
            // An edition is written before its day comes: it waits with its articles.
            let waiting: Vec<&Article> =
                self.held.iter().map(|held| &*held.article).filter(|article| within(article)).collect();
            let has_undated = || articles.iter().any(|entry| entry.article.is_undated);
            if all.is_empty() && waiting.is_empty() && !has_undated() {
                diagnostics.push(no_articles(record));
            }
            let mut find = |name: &Spanned<String>| {
                let found = all.iter().find(|ix| is_called(&articles[**ix as usize].article, &name.value));
                let undated = articles.iter().map(|entry| &*entry.article).filter(|it| it.is_undated);
                let mut excused = waiting.iter().copied().chain(undated);
                if found.is_none() && !excused.any(|article| is_called(article, &name.value)) {
                    diagnostics.push(unknown(record, name, &all, articles));
                }
                found.copied()
            };
            let lead = record.lead.as_ref().and_then(&mut find);
            let picks: Vec<Ix> = record.picks.iter().filter_map(find).collect();
            let has_lead = lead.is_some();
            let articles = unique(lead.into_iter().chain(picks).chain(all));
            editions.insert(*period, LinkedEdition { record: record.clone(), articles, has_lead });
        }
        editions
    }
}

/// Whether an edition means this article by a name: its id, its file or its slug.
fn is_called(article: &Article, name: &str) -> bool {
    [article.id.as_str(), article.file.stem(), &article.slug].contains(&name)
}

fn unknown(record: &Edition, name: &Spanned<String>, all: &[Ix], articles: &[Entry]) -> Diagnostic {
    let ids = || all.iter().map(|ix| articles[*ix as usize].article.id.as_str());
    let elsewhere = articles.iter().find(|entry| is_called(&entry.article, &name.value));
    let hint = match (elsewhere, closest(&name.value, ids())) {
        (Some(entry), _) => format!("that article is dated {}", entry.article.date.day),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) if all.is_empty() => "no article is dated then".to_string(),
        (None, None) => format!("its articles are: {}", ids().collect::<Vec<_>>().join(", ")),
    };
    Diagnostic::error(
        Code::UnknownArticle,
        Span::new(&record.file, name.range.clone()),
        format!("`{}` is no article of this edition", name.value),
    )
    .hint(hint)
}

fn no_articles(record: &Edition) -> Diagnostic {
    Diagnostic::warning(
        Code::UnknownArticle,
        Span::whole(&record.file),
        "this edition has no articles, and so no page".to_string(),
    )
    .hint("name the file after the day, or the week, of its articles")
}
