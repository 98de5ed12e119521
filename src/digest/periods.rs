//! The articles of days, weeks, months and years: those of one stand side by side, for the whole is sorted.

use std::ops::Range;

use jiff::civil::Date;

use super::{Digest, Entry, Ix};
use crate::date::Week;

impl Digest {
    /// The day of the newest article: what "recent" counts back from.
    pub fn newest_day(&self) -> Option<Date> {
        self.articles.first().map(|entry| entry.article.date.day)
    }

    /// The articles of the days `first..=last`, newest first.
    pub fn between(&self, first: Date, last: Date) -> Range<Ix> {
        let start = self.articles.partition_point(|entry| entry.article.date.day > last);
        let end = self.articles.partition_point(|entry| entry.article.date.day >= first);
        start as Ix..end as Ix
    }

    /// The days that have articles, newest first, each with its articles.
    pub fn days(&self) -> Vec<(Date, Range<Ix>)> {
        self.periods(|entry| entry.article.date.day)
    }

    /// The ISO weeks that have articles, newest first.
    pub fn weeks(&self) -> Vec<(Week, Range<Ix>)> {
        self.periods(|entry| Week::of(entry.article.date.day))
    }

    /// The months that have articles, newest first.
    pub fn months(&self) -> Vec<((i16, i8), Range<Ix>)> {
        self.periods(|entry| (entry.article.date.day.year(), entry.article.date.day.month()))
    }

    /// The years that have articles, newest first.
    pub fn years(&self) -> Vec<(i16, Range<Ix>)> {
        self.periods(|entry| entry.article.date.day.year())
    }

    /// The articles of a list as a story tells them: oldest first; of one moment, by path as everywhere.
    pub fn oldest_first(&self, list: &[Ix]) -> Vec<Ix> {
        let mut told = list.to_vec();
        told.sort_by_key(|ix| self.entry(*ix).article.date.timestamp);
        told
    }

    fn periods<P: PartialEq>(&self, period: impl Fn(&Entry) -> P) -> Vec<(P, Range<Ix>)> {
        let mut periods = Vec::new();
        let mut start = 0;
        while let Some(first) = self.articles.get(start) {
            let own = period(first);
            let end = start + self.articles[start..].partition_point(|entry| period(entry) == own);
            periods.push((own, start as Ix..end as Ix));
            start = end;
        }
        periods
    }
}
