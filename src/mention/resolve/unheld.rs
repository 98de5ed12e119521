//! Words of an office that do not stand for who holds it: of another time, of another person, of a tale, of the house
//! and not its master. Rule 8 asks them all; none knows who the holder is.

use std::ops::Range;

use super::super::lexicon::Form;
use super::super::office::Title;
use super::super::scan::{Match, TitleMatch, beside};
use super::super::token::{Gap, Token};
use super::super::words::{Class::*, is, is_no_name};
use super::Resolver;
use super::particle::is_particle_of_name;
use super::time::FAR;

impl Resolver<'_> {
    /// Whether the words before an office say that its holder is somebody else, or nobody: "former", "a female", "the
    /// 39th", "became the".
    pub(super) fn is_another(&self, at: usize) -> bool {
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

    /// Whether it is told in passing what somebody was at another time: "Boris Yeltsin, then the Russian president, left",
    /// "Charles Taylor, once the president of Liberia,".
    pub(super) fn was_then(&self, start: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let the = start.checked_sub(1).filter(|the| tokens[*the].folded() == "the" && beside(&tokens[start]));
        let then = the.and_then(|the| the.checked_sub(1)).map(|then| &tokens[then]);
        let once = ["then", "once", "long", "later", "formerly", "previously", "briefly", "originally"];
        // "at one time"
        let time = || {
            the.is_some_and(|the| {
                the > 2 && tokens[the - 1].folded() == "time" && tokens[the - 3].gap == Gap::Comma
            })
        };
        (then.is_some_and(|then| once.contains(&then.folded()) && then.gap == Gap::Comma) || time())
            && tokens.get(end).is_none_or(|next| next.gap != Gap::Space)
    }

    /// Whether the words behind an office tell of another time: "until 2014", "in 2008", "at the time".
    pub(super) fn is_past(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let word = |at: usize| tokens.get(at).map_or("", |token| token.folded());
        let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        if tokens.get(end).is_none_or(|next| next.gap == Gap::Stop) {
            return false;
        }
        let time = ["in", "of", "from", "until", "till", "between", "during"].contains(&word(end));
        let then = |at: usize| word(at) == "time" || word(at) == "day";
        // "the US president's 1963 visit"
        if word(end) == "emeritus" || (tokens[end - 1].possessive() && year(word(end))) {
            return true;
        }
        (time && year(word(end + 1)))
            || (["at", "of"].contains(&word(end))
                && ["the", "that"].contains(&word(end + 1))
                && then(end + 2))
    }

    /// Whether a word before "the" and an office says what somebody is: "became the French president", but "called the
    /// French president", "as the French president arrived".
    fn is_copula(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let before = self.scan.back(at, 1);
        match tokens[at].folded() {
            "like" | "than" => false,
            "as" => is(before, Role),
            // "was then the prime minister"
            "then" => is(before, Copula),
            "called" => matches!(before, "is" | "was" | "are" | "were" | "be" | "been" | "being"),
            word => is(word, Copula),
        }
    }

    /// Whether the words behind an office tell that its holder is none any more, or who it was: "the Syrian president,
    /// who fled in December", "when the Italian prime minister was Berlusconi".
    pub(super) fn is_gone(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let word = |at: usize| tokens.get(at).map_or("", |token| token.folded());
        let mut at = end;
        if tokens.get(at).is_none_or(|next| next.gap == Gap::Stop) {
            return false;
        }
        if word(at) == "who" {
            // "the president who freed the slaves": told from the others by what he did.
            let tells_which = beside(&tokens[at]) && past(word(at + 1));
            if tells_which {
                return true;
            }
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

    /// Whether the sentence of an office names a day, or one that is past: "on Monday", "last week", "on October 20".
    pub(super) fn tells_of_another_day(&self, office: Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let before = (office.start.saturating_sub(FAR)..office.start).rev();
        let before = before.take_while(|at| !self.opens(at + 1));
        let behind = (office.end..tokens.len()).take(FAR).take_while(|at| !self.opens(*at));
        before.chain(behind).any(|at| {
            let word = tokens[at].folded();
            is(word, Day)
                || matches!(word, "yesterday" | "ago" | "last" | "earlier")
                || self.month(at).is_some()
        })
    }

    /// Whether an office stands in the title of a work, whose words all have capitals: "God Save the Queen".
    pub(super) fn is_in_a_title(&self, office: Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let quoted = |at: usize| {
            let before = at.checked_sub(1).map_or(0, |before| tokens[before].end());
            let end = tokens.get(at).map_or(self.scan.text.len(), |token| token.place.start);
            self.scan.text[before..end].contains(['"', '“', '”', '‘'])
        };
        let titled = |at: usize| tokens[at].capital || is(tokens[at].folded(), Opener);
        let start =
            (office.start.saturating_sub(NEAR)..=office.start).rev().find(|at| quoted(*at) || !titled(*at));
        let end = (office.end..tokens.len().min(office.end + NEAR)).find(|at| quoted(*at) || !titled(*at));
        let (Some(start), end) = (start, end.unwrap_or(tokens.len())) else { return false };
        let others = || (start..office.start).chain(office.end..end).any(|at| tokens[at].capital);
        self.scan.english && quoted(start) && quoted(end) && titled(start) && others()
    }

    /// Whether an office is one of a tale: "In the novel the French president is a cat".
    pub(super) fn is_of_a_tale(&self, first: usize) -> bool {
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

    /// Whether the word for an office is none, for a noun follows: "the premier spy agency", "the FM station", "the
    /// speaker system". What does not follow as a verb does is taken for a noun.
    pub(super) fn is_before_noun(&self, title: &TitleMatch<'_>) -> bool {
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
    pub(super) fn is_of_society(&self, title: &TitleMatch<'_>) -> bool {
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
    pub(super) fn is_sought(&self, first: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(before) = self.scan.before(first) else { return false };
        self.is_adjective(first) && matches!(tokens[before].folded(), "for" | "of" | "to")
    }

    /// Whether an office is of something that is not its country: "of Harvard University", but "of the country".
    pub(super) fn is_of_something(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(of) = tokens.get(end).filter(|of| beside(of) && !tokens[end - 1].possessive()) else {
            return false;
        };
        let the = tokens.get(end + 1).is_some_and(|the| matches!(the.folded(), "the" | "this" | "that"));
        let what = tokens.get(if the { end + 2 } else { end + 1 }).map_or("", |what| what.folded());
        of.folded() == "of" && !matches!(what, "country" | "nation" | "republic" | "state")
    }

    /// Whether an office is the place and not its holder: "the prime minister's office", "the office of the president".
    pub(super) fn is_institution(&self, first: usize, end: usize) -> bool {
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
        let word = |back: usize| self.scan.back(first, back);
        let the = usize::from(word(1) == "the");
        own || called
            || (word(1 + the) == "of"
                && ["office", "post", "position", "job", "role"].contains(&word(2 + the)))
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
            // "French president de Gaulle"
            if beside(next) && is_particle_of_name(tokens, end) {
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

/// Whether a word is most likely a verb of the past.
fn past(word: &str) -> bool {
    (word.len() > 3 && word.ends_with("ed"))
        || matches!(word, "led" | "won" | "gave" | "made" | "took" | "sent" | "began")
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
