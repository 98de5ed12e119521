//! Offices that stand for their holders: rule 8.

use std::ops::Range;

use super::super::lexicon::Form;
use super::super::office::Title;
use super::super::scan::{Match, TitleMatch, beside};
use super::super::token::{Gap, Token};
use super::super::words::{Class::*, is, is_no_name};
use super::super::{Reason, Rule};
use super::time::Time;
use super::{Decision, Resolver};
use crate::atlas;
use crate::entity::EntityId;

impl Resolver<'_> {
    /// A country or organization named right before an office: its first token, and which.
    pub(super) fn country_before(&self, start: usize) -> Option<(usize, EntityId)> {
        let tokens = &self.scan.tokens;
        let mut at = start;
        let mut last = at.checked_sub(1)?;
        while is(tokens[last].folded(), PlainAdjective) && beside(&tokens[at]) {
            (at, last) = (last, last.checked_sub(1)?);
        }
        if !matches!(tokens[at].gap, Gap::Space | Gap::Hyphen) {
            return None;
        }
        let name = self.scan.name(last)?;
        self.state_of(name).map(|of| (name.tokens.start, of))
    }

    /// One named behind: "of Denmark", "of the United States", but not "of the Danish Football Union"; and the token
    /// behind it.
    pub(super) fn country_behind(&self, end: usize) -> Option<(usize, EntityId)> {
        let tokens = &self.scan.tokens;
        let of =
            tokens.get(end).filter(|of| beside(of) && of.folded() == "of" && !tokens[end - 1].possessive());
        of?;
        let the = tokens.get(end + 1).is_some_and(|the| the.folded() == "the");
        let at = if the { end + 2 } else { end + 1 };
        if !beside(tokens.get(at)?) {
            return None;
        }
        let name =
            self.scan.name(at).filter(|name| name.tokens.start == at || name.tokens.start + 1 == at)?;
        let of = self.state_of(name)?;
        let last = name.tokens.end;
        let plain = name.senses.iter().all(|sense| matches!(sense.form, Form::Name | Form::Alias));
        // "the president of the Egypt office"
        let article = !the || !matches!(of, EntityId::Country(id) if !atlas::country(id).article);
        let branch = tokens.get(last).is_some_and(|next| {
            let more = next.capital && !is_no_name(next.folded()) && !self.names_person(last);
            next.gap == Gap::Hyphen || (beside(next) && (more || is(next.folded(), Branch)))
        });
        (plain && article && !branch && !tokens[last - 1].possessive()).then_some((last, of))
    }

    pub(super) fn names_person(&self, at: usize) -> bool {
        let person = |entity| matches!(entity, Some(EntityId::Person(_)));
        self.scan.name(at).is_some_and(|name| name.senses.iter().any(|sense| person(sense.entity)))
    }

    /// The country or organization that a name means, whose offices are looked at.
    pub(super) fn state_of(&self, name: &Match<'_>) -> Option<EntityId> {
        let states = name.senses.iter().filter(|sense| !matches!(sense.form, Form::Short | Form::Metonym));
        let mut states = states.filter_map(|sense| sense.entity);
        let first = states.next()?;
        (matches!(first, EntityId::Country(_) | EntityId::Organization(_))
            && states.all(|other| other == first))
        .then_some(first)
    }

    /// An office that stands for its holder (rule 8): the tokens it covers, and what was decided.
    pub(super) fn office(&mut self, title: &TitleMatch<'_>) -> Option<(Range<usize>, Decision)> {
        self.pass_holders(title.tokens.start);
        let scan = self.scan;
        let tokens = &scan.tokens;
        let (start, end) = (title.tokens.start, title.tokens.end);
        // "King" may be a surname; here it is the office.
        let surname = |name: &Match<'_>| name.senses.iter().all(|sense| sense.form == Form::Short);
        let named = |name: &Match<'_>| self.state_of(name).is_none() && !surname(name);
        if title.tokens.clone().any(|at| self.scan.name(at).is_some_and(named)) {
            return None;
        }
        if self.is_before_noun(title) {
            return None;
        }
        // "The EU's foreign policy chief" is one title that begins with whose it is.
        let before = self.country_before(start).or_else(|| self.country_within(title));
        let behind = if tokens[end - 1].possessive() { None } else { self.country_behind(end) };
        let of = match (before, behind) {
            // "The French president of the European Central Bank"
            (Some((_, before)), Some((_, behind))) if before != behind => match behind {
                EntityId::Organization(_) => behind,
                _ => return None,
            },
            (Some((_, of)), _) | (None, Some((_, of))) => of,
            (None, None) => self.sole_or_only_country(title)?,
        };
        // "the president of Harvard", "the chancellor of the university"
        if behind.is_none() && self.is_of_something(end) {
            self.elsewhere.extend(title.titles.iter().map(|title| title.office));
            return None;
        }
        let named = before.is_some() || behind.is_some();
        // "The US president called. The president said", in a text about Iran
        if named && matches!(self.text.countries, [one] if EntityId::Country(*one) != of) {
            self.elsewhere.extend(title.titles.iter().map(|title| title.office));
        }
        let first = before.map_or(start, |(first, _)| first);
        let last = behind.map_or(end, |(last, _)| last);
        let not_held = self.is_another(first)
            || self.is_another(start)
            || self.is_past(last)
            || self.is_gone(last)
            || self.is_of_a_tale(first)
            || self.is_sought(first);
        if not_held || self.is_institution(first, end) {
            return None;
        }
        let holder = self.gazetteer.offices.holder(of, &title.titles, self.text.day);
        // Whoever held it then too is meant.
        let offices = &self.gazetteer.offices;
        let then = |time: &Time| match (holder, time) {
            (Some(id), Time::From(first, last)) => {
                offices.held_through(id, (of, &title.titles), (*first, *last))
            }
            (Some(id), Time::Began(first, last)) => offices.began(id, (of, &title.titles), (*first, *last)),
            _ => false,
        };
        if !self.other_times(first..last).iter().all(then) {
            return None;
        }
        if self.names_another(title, first) {
            // "President Lincoln was shot. The president died the next day."
            if !holder.is_some_and(|id| self.of_name.contains(&Some(EntityId::Person(id)))) {
                self.elsewhere.extend(title.titles.iter().map(|title| title.office));
            }
            return None;
        }
        let elsewhere = || title.titles.iter().any(|title| self.elsewhere.contains(&title.office));
        if !named && (elsewhere() || self.is_of_society(title)) {
            return None;
        }
        // "The king of rock"; "a pawn may take the king"
        let lone = !tokens[start].capital && is(tokens[end - 1].folded(), Crown);
        if lone && !named {
            return None;
        }
        // "the president of Egypt", but not "he wanted to be president of Egypt"
        if before.is_none() && !self.is_definite(start) {
            return None;
        }
        let next = tokens.get(end).filter(|next| matches!(next.gap, Gap::Space | Gap::Hyphen));
        let behind = |at: usize| tokens.get(at).map_or("", |token| token.folded());
        let in_waiting = matches!(behind(end), "in" | "to") && matches!(behind(end + 1), "waiting" | "be");
        if next.is_some_and(|next| is(next.folded(), NotYet) || in_waiting) {
            return None;
        }
        // "the secretary of state for management", "the vice president for sales"
        let of_part = |title: &&Title| {
            title.office.as_str().contains("secretary") || title.office.as_str() == "vice president"
        };
        if next.is_some_and(|next| next.folded() == "for")
            && !is(behind(end + 1), Opener)
            && title.titles.iter().any(of_part)
        {
            return None;
        }
        // "Russia's foreign minister" is a country and an office; "Russian foreign minister" is one phrase.
        let phrase = match before {
            Some((first, _)) if self.is_adjective(first) => first..end,
            _ => start..end,
        };
        let phrase = self.without_names(phrase);
        match holder {
            Some(id) => Some((phrase, Decision::named(EntityId::Person(id), Rule::Office))),
            None if named && self.gazetteer.offices.known(of, &title.titles) => {
                Some((phrase, Decision::refused(Rule::Office, Reason::NoHolder(of))))
            }
            None => None,
        }
    }

    /// The words of an office without the names at its ends, which may be links of their own: "European Commission
    /// president", "president of the European Commission".
    fn without_names(&self, phrase: Range<usize>) -> Range<usize> {
        let tokens = &self.scan.tokens;
        let own = |at: usize| {
            self.scan.name(at).filter(|name| {
                name.senses.iter().any(|sense| matches!(sense.entity, Some(EntityId::Organization(_))))
            })
        };
        let start = own(phrase.start).map_or(phrase.start, |name| name.tokens.end);
        let mut end = own(phrase.end - 1).map_or(phrase.end, |name| name.tokens.start);
        while end > start + 1 && matches!(tokens[end - 1].folded(), "of" | "the") {
            end -= 1;
        }
        if start < end { start..end } else { phrase }
    }

    /// Whether "the" stands before an office, or nothing.
    fn is_definite(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let mut at = start;
        for _ in 0..3 {
            let Some(before) = at.checked_sub(1).filter(|_| beside(&tokens[at])) else { return at == start };
            let word = &tokens[before];
            let adjective = is(word.folded(), PlainAdjective) || !(word.capital || is(word.folded(), Opener));
            if word.folded() == "the" || !adjective {
                return word.folded() == "the";
            }
            at = before;
        }
        false
    }

    /// Whether the words before an office say that its holder is somebody else, or nobody: "former", "a female", "the
    /// 39th", "became the".
    fn is_another(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let joined = |at: usize| matches!(tokens[at].gap, Gap::Space | Gap::Hyphen);
        let another = |word: &Token<'_>| {
            is(word.folded(), NotHolding) || is_ordinal(word.folded()) || is_superlative(word)
        };
        // "Were he French president"
        let of_somebody =
            at.checked_sub(1).filter(|_| joined(at)).map_or("", |before| tokens[before].folded());
        if matches!(of_somebody, "he" | "she" | "they" | "i" | "you" | "we") {
            return true;
        }
        let mut at = at;
        for _ in 0..3 {
            let Some(before) = at.checked_sub(1).filter(|_| joined(at)) else { return false };
            let word = &tokens[before];
            if another(word) || is(word.folded(), Copula) {
                return true;
            }
            if word.capital || word.possessive() || (is(word.folded(), Opener) && word.folded() != "the") {
                return false;
            }
            if word.folded() == "the" {
                let copula = before.checked_sub(1).filter(|_| joined(before));
                return copula.is_some_and(|copula| self.is_copula(copula));
            }
            at = before;
        }
        false
    }

    /// Whether the words behind an office tell of another time: "until 2014", "in 2008", "at the time".
    fn is_past(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let word = |at: usize| tokens.get(at).map_or("", |token| token.folded());
        let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        if tokens.get(end).is_none_or(|next| next.gap == Gap::Stop) {
            return false;
        }
        let time = ["in", "of", "from", "until", "till", "between", "during"].contains(&word(end));
        let then = |at: usize| word(at) == "time" || word(at) == "day";
        (time && year(word(end + 1)))
            || (["at", "of"].contains(&word(end))
                && ["the", "that"].contains(&word(end + 1))
                && then(end + 2))
    }

    /// Whether a word before "the" and an office says what somebody is: "became the French president", but "called the
    /// French president", "as the French president arrived".
    fn is_copula(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let before = at.checked_sub(1).map_or("", |before| tokens[before].folded());
        match tokens[at].folded() {
            "like" | "than" => false,
            "as" => is(before, Role),
            "called" => matches!(before, "is" | "was" | "are" | "were" | "be" | "been" | "being"),
            word => is(word, Copula),
        }
    }

    /// Whether the words behind an office tell that its holder is none any more, or who it was: "the Syrian president,
    /// who fled in December", "when the Italian prime minister was Berlusconi".
    fn is_gone(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let word = |at: usize| tokens.get(at).map_or("", |token| token.folded());
        let mut at = end;
        if tokens.get(at).is_none_or(|next| next.gap == Gap::Stop) {
            return false;
        }
        if word(at) == "who" {
            at += 1;
            let rules = word(at) == "has" && word(at + 1) != "been";
            while matches!(word(at), "had" | "was" | "has" | "been" | "later" | "then") {
                at += 1;
            }
            // "who has ruled since 2000"
            if rules && matches!(word(at), "ruled" | "governed" | "reigned") {
                return false;
            }
            let left = (matches!(word(at), "left" | "lost") && word(at + 1) == "office")
                || (word(at) == "stepped" && word(at + 1) == "down");
            return left || is(word(at), Gone);
        }
        let named = tokens.get(at + 1).is_some_and(|name| {
            beside(name) && name.capital && !is_no_name(name.folded()) && self.scan.name(at + 1).is_none()
        });
        (word(at) == "was" && named) || (word(at) == "left" && word(at + 1) == "office")
    }

    /// Whether an office is one of a tale: "In the novel the French president is a cat".
    fn is_of_a_tale(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let mut sentence =
            (first.saturating_sub(NEAR)..first).rev().take_while(|at| tokens[at + 1].gap != Gap::Stop);
        let tale = ["novel", "film", "movie", "play", "sitcom", "drama", "thriller", "comedy"];
        sentence.any(|at| {
            at > 0
                && tale.contains(&tokens[at].folded())
                && matches!(tokens[at - 1].folded(), "the" | "a" | "an" | "his" | "her")
        })
    }

    /// Remembers which offices of other countries those hold whom the text names before a place: "the president" alone
    /// may mean any of them.
    fn pass_holders(&mut self, start: usize) {
        let scan = self.scan;
        let [country] = *self.text.countries else { return };
        while scan.names.get(self.passed).is_some_and(|name| name.tokens.start < start) {
            if let Some(EntityId::Person(id)) = self.of_name[self.passed] {
                let of = EntityId::Country(country);
                self.elsewhere.extend(self.gazetteer.offices.elsewhere(id, of, self.text.day));
            }
            self.passed += 1;
        }
    }

    /// The organization that a title's own first words name: "EU foreign policy chief".
    fn country_within(&self, title: &TitleMatch<'_>) -> Option<(usize, EntityId)> {
        let start = title.tokens.start;
        let of = self.scan.name(start).and_then(|name| self.state_of(name))?;
        let known =
            matches!(of, EntityId::Organization(_)) && self.gazetteer.offices.known(of, &title.titles);
        known.then_some((start, of))
    }

    /// Whether the word for an office is none, for a noun follows: "the premier spy agency", "the FM station", "the
    /// speaker system". What does not follow as a verb does is taken for a noun.
    fn is_before_noun(&self, title: &TitleMatch<'_>) -> bool {
        let tokens = &self.scan.tokens;
        let (start, end) = (title.tokens.start, title.tokens.end);
        let word = &tokens[start];
        let doubtful = end == start + 1
            && ((!word.capital && matches!(word.folded(), "premier" | "speaker"))
                || (word.capitals && word.folded().len() < 4));
        let Some(next) =
            tokens.get(end).filter(|next| doubtful && matches!(next.gap, Gap::Space | Gap::Hyphen))
        else {
            return false;
        };
        let verb = [Opener, Saying, Doing, Copula, NotYet].iter().any(|class| is(next.folded(), *class))
            || (next.folded().len() > 4 && ["ed", "ly"].iter().any(|ending| next.folded().ends_with(ending)));
        !next.capital && !word.possessive() && !verb
    }

    /// Whether an office that names no country may be one of a society, of which the sentences before tell: "Barristers
    /// elected a leader. The president won by 40 votes." A speaker has a parliament, or is who speaks.
    fn is_of_society(&self, title: &TitleMatch<'_>) -> bool {
        let tokens = &self.scan.tokens;
        let start = title.tokens.start;
        let near = &tokens[start.saturating_sub(SOCIETY)..start];
        let speaker = tokens[start].folded() == "speaker" && title.tokens.len() == 1;
        if speaker && !tokens[start].capital {
            return !near.iter().any(|word| is(word.folded(), Parliament));
        }
        let society = |title: &&Title| !title.office.as_str().contains("minister");
        title.titles.iter().any(society) && near.iter().any(|word| is(word.folded(), Society))
    }

    /// Whether an office is what somebody wants, not who holds it: "candidates for French president".
    fn is_sought(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(before) = first.checked_sub(1).filter(|_| beside(&tokens[first])) else { return false };
        self.is_adjective(first) && matches!(tokens[before].folded(), "for" | "of" | "to")
    }

    /// Whether an office is of something that is not its country: "of Harvard University", but "of the country".
    fn is_of_something(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(of) = tokens.get(end).filter(|of| beside(of) && !tokens[end - 1].possessive()) else {
            return false;
        };
        let the = tokens.get(end + 1).is_some_and(|the| matches!(the.folded(), "the" | "this" | "that"));
        let what = tokens.get(if the { end + 2 } else { end + 1 }).map_or("", |what| what.folded());
        of.folded() == "of" && !matches!(what, "country" | "nation" | "republic" | "state")
    }

    /// Whether an office is the place and not its holder: "the prime minister's office", "the office of the president".
    fn is_institution(&self, first: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let next = tokens.get(end).map_or("", |next| next.folded());
        let own = tokens[end - 1].possessive()
            && ["office", "residence", "secretariat", "house", "palace", "department"].contains(&next);
        // "the King's Speech", "the Prime Minister's Questions"
        let named = tokens.get(end).is_some_and(|next| {
            let unknown = self.scan.name(end).is_none() && self.scan.title(end).is_none();
            beside(next) && next.capital && !is_no_name(next.folded()) && unknown
        });
        let called = named && tokens[end - 1].possessive() && tokens[end - 1].capital;
        let word = |back: usize| first.checked_sub(back).map_or("", |at| tokens[at].folded());
        let the = usize::from(word(1) == "the");
        own || called
            || (word(1 + the) == "of"
                && ["office", "post", "position", "job", "role"].contains(&word(2 + the)))
    }

    pub(super) fn is_adjective(&self, token: usize) -> bool {
        self.scan.name(token).is_some_and(|name| {
            !self.scan.tokens[name.tokens.end - 1].possessive()
                && name.senses.iter().any(|sense| sense.form == Form::Demonym)
        })
    }

    /// Of whom an office is that names nobody: by its words, or by the article's only country.
    fn sole_or_only_country(&self, title: &TitleMatch<'_>) -> Option<EntityId> {
        self.gazetteer.offices.sole(&title.titles).or_else(|| self.only_country(title.tokens.start))
    }

    /// "The president" in an article about one country.
    pub(super) fn only_country(&self, start: usize) -> Option<EntityId> {
        let before = start.checked_sub(1)?;
        let the = self.scan.tokens[before].folded() == "the" && beside(&self.scan.tokens[start]);
        match self.text.countries {
            [one] if the => Some(EntityId::Country(*one)),
            _ => None,
        }
    }

    /// Whether a name stands beside an office, which then is that person's: "Foreign Minister Sergey Lavrov",
    /// "Ivan Petrov, the foreign minister", "the foreign minister, Ivan Petrov".
    pub(super) fn names_another(&self, title: &TitleMatch<'_>, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let end = title.tokens.end;
        if let Some(next) = tokens.get(end).filter(|_| !tokens[end - 1].possessive()) {
            let person =
                self.scan.name(end).is_some_and(|name| self.state_of(name).is_none() && !is_seat(name));
            let titled = next.capital && is(next.folded(), Honorific);
            let unknown =
                next.capital && self.scan.name(end).is_none() && !is_no_name(next.folded()) && !next.shouted;
            if matches!(next.gap, Gap::Space | Gap::Comma) && (person || unknown || titled) {
                return true;
            }
        }
        // An apposition: a name, a comma, perhaps an article, the office.
        let mut at = first;
        if at > 0
            && beside(&tokens[at])
            && matches!(tokens[at - 1].folded(), "the" | "its" | "their" | "his" | "a")
        {
            at -= 1;
        }
        let Some(name) = at.checked_sub(1).filter(|_| tokens[at].gap == Gap::Comma) else { return false };
        tokens[name].capital
            && !is_no_name(tokens[name].folded())
            && self.scan.name(name).is_none_or(|name| self.state_of(name).is_none() && !is_seat(name))
    }
}

/// How far a tale may stand before an office.
const NEAR: usize = 12;

/// How far before an office a society may stand.
const SOCIETY: usize = 30;

fn is_seat(name: &Match<'_>) -> bool {
    name.senses.iter().all(|sense| sense.form == Form::Metonym)
}

/// "youngest", "longest": of all who held an office.
fn is_superlative(word: &Token<'_>) -> bool {
    !word.capital && word.folded().len() > 5 && word.folded().ends_with("est")
}

/// "39th", "2nd".
fn is_ordinal(word: &str) -> bool {
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !number.is_empty() && number.len() < word.len() && number.bytes().all(|byte| byte.is_ascii_digit())
}
