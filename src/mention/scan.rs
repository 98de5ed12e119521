//! The names and offices of a text, and the places where a link may stand; nothing is decided here.

use std::ops::Range;

use super::abroad::{Abroad, abroad};
use super::gazetteer::{Gazetteer, atlas_names};
use super::lexicon::{Form, Sense};
use super::middle::{Middle, around};
use super::office::Title;
use super::token::{
    Gap, Token, beginning, mark_acronyms, part_endings, part_genitives, read, read_cases, tokens,
};
use super::{Text, token};
use crate::entity::EntityId;
use crate::markdown::{BlockKind, Body, Piece};

/// A name in a text: a range of tokens.
pub(super) struct Match<'a> {
    pub(super) tokens: Range<usize>,
    pub(super) senses: Vec<&'a Sense>,
    /// What of it is not in the digest's name of a person.
    pub(super) middle: Option<Middle>,
    /// What the editor decided for this name.
    pub(super) decided: Option<Option<EntityId>>,
}

/// An office in a text.
pub(super) struct TitleMatch<'a> {
    pub(super) tokens: Range<usize>,
    pub(super) titles: Vec<&'a Title>,
}

/// All there is to decide on.
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) names: Vec<Match<'a>>,
    pub(super) titles: Vec<TitleMatch<'a>>,
    /// Whether the text is English, whose small words are known.
    pub(super) english: bool,
    /// The words of another language that are known.
    pub(super) abroad: Option<&'static Abroad>,
    /// By token: the name it belongs to, as an index behind one; nought for none.
    name_at: Vec<u32>,
    title_at: Vec<u32>,
    /// Places in the text between which no link may span: markup begins or ends there.
    barriers: Vec<usize>,
    /// The datelines, in order.
    datelines: Vec<Range<usize>>,
    /// The bylines and credits, in order.
    credits: Vec<Range<usize>>,
}

pub(super) fn scan<'a>(gazetteer: &'a Gazetteer, text: &Text<'a>) -> Scan<'a> {
    let body = text.body;
    let mut words = Vec::with_capacity(body.text.len() / 5);
    for block in body.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
        read(&body.text, block.text.clone(), &mut words);
    }
    let base = text.language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let is_in = |language: &str| base == language;
    if is_in("tr") {
        part_endings(&body.text, &mut words);
    }
    if is_in("de") {
        part_genitives(&mut words, |word| gazetteer.is_last_name(word));
    }
    if is_in("pl") {
        read_cases(&body.text, &mut words, |word| gazetteer.is_of_name(word));
    }
    let english = is_in("en");
    let abroad = abroad(&base);
    if let Some(abroad) = abroad.filter(|abroad| abroad.spells_acronyms()) {
        let is_article = |word: &str| abroad.is_article(word);
        mark_acronyms(&mut words, |word| gazetteer.is_acronym(word), is_article);
    }
    let decided = text.decided.iter().map(|(name, entity)| (tokens(name), *entity));
    let decided: Vec<(Vec<Token<'_>>, Option<EntityId>)> = decided.collect();
    let mut scan = Scan {
        text: &body.text,
        english,
        abroad,
        name_at: vec![0; words.len()],
        title_at: vec![0; words.len()],
        names: Vec::new(),
        titles: Vec::new(),
        barriers: barriers(body),
        datelines: super::frame::datelines(body),
        credits: super::frame::credits(body),
        tokens: words,
    };
    let atlas = atlas_names(text.language);
    let sieve = gazetteer.sieve();
    // Where the last name and the last office end: none of a kind begins within another one.
    let (mut name_end, mut title_end) = (0, 0);
    for at in 0..scan.tokens.len() {
        let token = &scan.tokens[at];
        let passes = sieve.may_hold(token) || atlas.sieve.may_hold(token);
        let may = passes && [sieve, &atlas.sieve].iter().any(|sieve| sieve.may_begin(&scan.tokens, at));
        let whole =
            if passes && at >= name_end { around(gazetteer, &body.text, &scan.tokens, at) } else { None };
        if at >= name_end && (may || whole.is_some() || !decided.is_empty()) {
            let name = gazetteer.longest(atlas, &body.text, &scan.tokens, at);
            // "Selenskyj" in English is somebody else.
            let name = name.map(|(count, mut senses)| {
                let word = scan.tokens[at].folded();
                senses.retain(|sense| !(english && count == 1 && gazetteer.is_surname_abroad(word, sense)));
                (count, senses)
            });
            let name = name
                .filter(|(_, senses)| !senses.is_empty())
                .filter(|(count, senses)| !is_adjective(gazetteer, &scan.tokens, at + count, senses))
                .filter(|(count, senses)| {
                    !is_overlapped(gazetteer, text, &scan.tokens, at..at + count, senses)
                })
                .and_then(|(count, senses)| {
                    let end = at + count - 1;
                    let score = count > 1 && is_score(gazetteer, text, &scan.tokens, end);
                    let shorter = || gazetteer.longest(atlas, &body.text, &scan.tokens[..end], at);
                    if score { shorter() } else { Some((count, senses)) }
                });
            let (count, senses) = name.unwrap_or((0, Vec::new()));
            let (count, senses, middle) = match whole {
                Some((more, senses, middle)) if count < 2 => (more, senses, Some(middle)),
                _ => (count, senses, None),
            };
            let decided = decided
                .iter()
                .filter(|(words, _)| words.len() >= count.max(1) && starts_with(&scan.tokens[at..], words))
                .max_by_key(|(words, _)| words.len());
            name_end = at + decided.map_or(count, |(words, _)| words.len());
            if name_end > at {
                if decided.is_none() && senses.iter().any(|sense| sense.is_possessive) {
                    scan.tokens[name_end - 1].keep_ending();
                }
                let decided = decided.map(|(_, entity)| *entity);
                scan.names.push(Match { tokens: at..name_end, senses, middle, decided });
                scan.name_at[at..name_end].fill(scan.names.len() as u32);
            }
        }
        if english && may && at >= title_end {
            let title = gazetteer.offices.titles(&scan.tokens, at);
            if let Some((count, titles)) = title {
                title_end = at + count;
                scan.titles.push(TitleMatch { tokens: at..title_end, titles });
                scan.title_at[at..title_end].fill(scan.titles.len() as u32);
            }
        }
    }
    scan
}

/// Whether what looks like the name of something else ends with the adjective of the words behind it: "The Australian" is
/// a newspaper, and no part of "the Australian prime minister" or "the Australian Open".
fn is_adjective(gazetteer: &Gazetteer, tokens: &[Token<'_>], end: usize, senses: &[&Sense]) -> bool {
    let (Some(before), Some(next)) = (end.checked_sub(2).map(|at| &tokens[at]), tokens.get(end)) else {
        return false;
    };
    before.folded() == "the"
        && beside(next)
        && !tokens[end - 1].possessive()
        && senses.iter().all(|sense| sense.form == Form::Shield)
        && atlas_names("en").longest(tokens, end - 1, |sense, _| sense.form == Form::Demonym).is_some()
        && (next.capital || gazetteer.offices.titles(tokens, end).is_some())
}

/// Whether a surname ends within a full name that goes on: "Prince Mohammed" in "Prince Mohammed bin Salman".
fn is_overlapped(
    gazetteer: &Gazetteer,
    text: &Text<'_>,
    tokens: &[Token<'_>],
    name: Range<usize>,
    senses: &[&Sense],
) -> bool {
    let whole = |senses: &[&Sense]| senses.iter().any(|sense| matches!(sense.form, Form::Name | Form::Alias));
    let longer = |at: usize| {
        gazetteer
            .own(&text.body.text, tokens, at)
            .is_some_and(|(count, senses)| at + count > name.end && whole(&senses))
    };
    name.len() > 1
        && senses.iter().all(|sense| sense.form == Form::Short)
        && (name.start + 1..name.end).any(longer)
}

/// Whether a number that ends the name of something else is the score of a match: "France 2-0", "France 3, Ukraine 0",
/// "France 2 Germany 1".
fn is_score(gazetteer: &Gazetteer, text: &Text<'_>, tokens: &[Token<'_>], at: usize) -> bool {
    let number =
        |at: usize| tokens.get(at).is_some_and(|word| word.folded().bytes().all(|b| b.is_ascii_digit()));
    let Some(next) = tokens.get(at + 1).filter(|_| number(at)) else { return false };
    let other = || {
        let country = gazetteer.longest(atlas_names(text.language), &text.body.text, tokens, at + 1);
        country.is_some_and(|(count, _)| number(at + 1 + count))
    };
    match next.gap {
        Gap::Hyphen => number(at + 1),
        Gap::Comma | Gap::Space => next.capital && other(),
        _ => false,
    }
}

fn starts_with(tokens: &[Token<'_>], words: &[Token<'_>]) -> bool {
    tokens.len() >= words.len()
        && tokens.iter().zip(words).enumerate().all(|(at, (token, word))| {
            token.folded() == word.folded() && (at == 0 || matches!(token.gap, Gap::Space | Gap::Hyphen))
        })
        && tokens.first().is_some_and(|first| first.capital || !first.cased)
}

impl Scan<'_> {
    /// The name that a token belongs to.
    pub(super) fn name(&self, token: usize) -> Option<&Match<'_>> {
        let at = *self.name_at.get(token)?;
        self.names.get((at as usize).checked_sub(1)?)
    }

    /// The office that a token belongs to.
    pub(super) fn title(&self, token: usize) -> Option<&TitleMatch<'_>> {
        let at = *self.title_at.get(token)?;
        self.titles.get((at as usize).checked_sub(1)?)
    }

    /// The word before a token, where no more than a blank parts them.
    pub(super) fn before(&self, token: usize) -> Option<usize> {
        token.checked_sub(1).filter(|_| beside(&self.tokens[token]))
    }

    /// The folded word so many before a token; empty before the first.
    pub(super) fn back(&self, token: usize, count: usize) -> &str {
        token.checked_sub(count).map_or("", |at| self.tokens[at].folded())
    }

    /// Whether a word stands anywhere in the text.
    pub(super) fn says(&self, word: &str) -> bool {
        let beginning = beginning(word);
        self.tokens.iter().any(|token| token.beginning == beginning && token.folded() == word)
    }

    /// The place of a range of tokens, without a possessive ending.
    pub(super) fn place(&self, tokens: &Range<usize>) -> Range<usize> {
        self.tokens[tokens.start].place.start..self.tokens[tokens.end - 1].place.end
    }

    /// Whether emphasis begins or ends within a place.
    pub(super) fn is_cut(&self, place: &Range<usize>) -> bool {
        let first = self.barriers.partition_point(|barrier| *barrier <= place.start);
        self.barriers.get(first).is_some_and(|barrier| *barrier < place.end)
    }

    /// Whether a place belongs to a dateline.
    pub(super) fn in_dateline(&self, place: &Range<usize>) -> bool {
        is_within(&self.datelines, place)
    }

    /// Whether a place belongs to a byline or a credit, which name those who wrote and nobody written about.
    pub(super) fn in_credit(&self, place: &Range<usize>) -> bool {
        is_within(&self.credits, place)
    }
}

/// Whether the whole place may hold a link.
pub(super) fn linkable(body: &Body, place: &Range<usize>) -> bool {
    let first = body.runs.partition_point(|run| run.text.end <= place.start);
    body.runs[first..].iter().take_while(|run| run.text.start < place.end).all(|run| run.linkable)
}

/// Whether a place is code.
pub(super) fn is_code(body: &Body, place: &Range<usize>) -> bool {
    let first = body.runs.partition_point(|run| run.text.end <= place.start);
    body.runs[first..].iter().take_while(|run| run.text.start < place.end).any(|run| run.code)
}

fn barriers(body: &Body) -> Vec<usize> {
    let mut barriers = Vec::new();
    let mut last: Option<usize> = None;
    let mut parted = false;
    for piece in &body.pieces {
        match piece {
            Piece::Text(range) => {
                if let Some(last) = last.filter(|_| parted) {
                    barriers.extend([last, range.start]);
                }
                (last, parted) = (Some(range.end), false);
            }
            Piece::Html(html) if html == "<br>" => {}
            _ => parted = true,
        }
    }
    barriers.sort_unstable();
    barriers.dedup();
    barriers
}

/// Whether a place begins within one of some ranges, which are in order.
fn is_within(ranges: &[Range<usize>], place: &Range<usize>) -> bool {
    let next = ranges.partition_point(|range| range.end <= place.start);
    ranges.get(next).is_some_and(|range| range.start <= place.start)
}

/// Whether a token is joined to the one before it by a blank.
pub(super) fn beside(token: &Token<'_>) -> bool {
    token.gap == token::Gap::Space
}
