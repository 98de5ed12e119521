//! What the files of editions name: the lead and the picks.

use std::collections::BTreeMap;

use super::link::unique;
use super::resolve::Linker;
use super::{Entry, Ix, LinkedEdition};
use crate::config::EditionPeriod;
use crate::date::Week;
use crate::diagnostic::{Code, Diagnostic, Span, closest};
use crate::record::Period;

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
            let belongs = |ix: &Ix| match period {
                Period::Day(day) => articles[*ix as usize].article.date.day == *day,
                Period::Week(week) => Week::of(articles[*ix as usize].article.date.day) == *week,
            };
            let all: Vec<Ix> = (0..articles.len() as Ix).filter(belongs).collect();
            let mut chosen: Vec<Ix> = Vec::new();
            for name in record.lead.iter().chain(&record.picks) {
                let found = all.iter().find(|ix| {
                    let article = &articles[**ix as usize].article;
                    [article.id.as_str(), article.file.stem(), &article.slug].contains(&name.value.as_str())
                });
                match found {
                    Some(ix) => chosen.push(*ix),
                    None => {
                        let ids = all.iter().map(|ix| articles[*ix as usize].article.id.as_str());
                        let hint = closest(&name.value, ids.clone()).map_or_else(
                            || format!("its articles are: {}", ids.collect::<Vec<_>>().join(", ")),
                            |near| format!("did you mean `{near}`?"),
                        );
                        diagnostics.push(
                            Diagnostic::error(
                                Code::UnknownArticle,
                                Span::new(&record.file, name.range.clone()),
                                format!("`{}` is no article of this edition", name.value),
                            )
                            .hint(hint),
                        );
                    }
                }
            }
            let has_lead = record.lead.is_some() && !chosen.is_empty();
            let articles = unique(chosen.into_iter().chain(all));
            editions.insert(*period, LinkedEdition { record: record.clone(), articles, has_lead });
        }
        editions
    }
}
