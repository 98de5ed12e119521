//! When the words beside a person's name say that somebody else bears it: "Charles I", "Boris Johnson-Smith", "the
//! Donald Trump of Brazil", "Mrs Obama": rule 7.

use std::ops::Range;

use super::super::lexicon::Form;
use super::super::people::OF_FATHER;
use super::super::scan::{Match, Scan, beside};
use super::super::token::Gap;
use super::super::words::{Class::*, is, is_no_name};
use super::Resolver;
use super::country::opens_sentence;
use crate::entity::{EntityId, PersonId};

impl Resolver<'_> {
    /// Whether words before or behind a name make it another person's, a family's or a firm's.
    pub(super) fn is_another_bearer(&self, name: &Range<usize>) -> bool {
        self.numbered(name) || self.hyphenated(name) || self.is_party(name)
    }

    /// The same of a person's full name: "President Joseph R. Biden, Jr." is who holds the office.
    pub(super) fn is_another_person(&self, name: &Range<usize>, person: PersonId) -> bool {
        let office = name.start.checked_sub(1).and_then(|before| self.scan.title(before));
        let holds = office.is_some_and(|office| {
            self.gazetteer.offices.held(person, &office.titles, None, self.text.day, true)
        });
        self.hyphenated(name) || self.is_party(name) || (self.numbered(name) && !holds)
    }

    /// Whether another given name stands before a full name: "Muhammad Imran Khan", "Salman bin Imran Khan"; but "Prime
    /// Minister Muhammad Shehbaz Sharif" is who holds the office.
    pub(super) fn has_another_given(&self, name: &Range<usize>, person: PersonId) -> bool {
        let tokens = &self.scan.tokens;
        let Some(before) = self.scan.before(name.start) else {
            return false;
        };
        let word = &tokens[before];
        if matches!(word.folded(), "bin" | "ibn" | "bint" | "binti") {
            return true;
        }
        if !self.scan.english
            || !word.capital
            || word.capitals
            || word.shouted
            || word.possessive()
            || word.folded().len() < 2
            // "I'm"
            || word.folded().contains('\'')
        {
            return false;
        }
        let says_what =
            [Honorific, Rank, Party, Style, Label, Trade].iter().any(|class| is(word.folded(), *class))
                || is_no_name(word.folded())
                || self.scan.title(before).is_some()
                || opens_sentence(self.scan, before);
        let known =
            self.scan.name(before).is_some_and(|it| it.senses.iter().any(|it| it.form != Form::Short));
        !says_what && !known && !self.ends_department(before) && !self.is_in_office(before, person)
    }

    /// Whether something else says that a name with more in it, or behind it, than the digest writes is that person's:
    /// the office before it, what the text is about, or whom it has named.
    pub(super) fn is_vouched_for(&self, name: &Match<'_>, person: PersonId) -> bool {
        let before = self.scan.before(name.tokens.start);
        let office = before.and_then(|before| self.scan.title(before));
        let holds = office.is_some_and(|office| {
            let of = self.country_before(office.tokens.start).map(|(_, of)| of);
            self.gazetteer.offices.held(person, &office.titles, of, self.text.day, false)
        });
        let known = self.text.people.contains(&person) || self.bound.contains(&person);
        holds || (name.middle.is_some() && known)
    }

    /// Whether what stands before a given name is an office that a person holds, or one that a first name which
    /// many bear may follow: "Senator Mohammad Ishaq Dar".
    fn is_in_office(&self, given: usize, person: PersonId) -> bool {
        let tokens = &self.scan.tokens;
        let mut at = given;
        while at > 0 && beside(&tokens[at]) && at + 4 > given {
            let word = tokens[at - 1].folded();
            let senator = tokens[at - 1].capital && word == "senator";
            if senator && MUHAMMAD.contains(&tokens[given].folded()) {
                return true;
            }
            if let Some(office) = self.scan.title(at - 1) {
                return self.gazetteer.offices.held(person, &office.titles, None, self.text.day, false);
            }
            // "Prime Minister Mian Muhammad Shehbaz Sharif"
            let given = tokens[at - 1].capital && self.scan.name(at - 1).is_none();
            if !(given || is(word, Honorific)) {
                return false;
            }
            at -= 1;
        }
        false
    }

    /// Whether a full name that opens a sentence may be a preposition and a name: "To Lam's critics the law is a
    /// muzzle", but "To Lam said".
    pub(super) fn opens_with_preposition(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let first = &tokens[name.start];
        // "To Lam, general secretary of", "To Lam, 67,"
        let told = || {
            let comma = tokens.get(name.end).is_some_and(|next| next.gap == Gap::Comma);
            let near = name.end..tokens.len().min(name.end + 3);
            let mut near = near.take_while(|at| *at == name.end || beside(&tokens[*at]));
            age_behind(self.scan, name.end).is_some()
                || (comma && near.any(|at| self.scan.title(at).is_some()))
        };
        let verb = tokens.get(name.end).is_some_and(|next| {
            beside(next)
                && !next.capital
                && !["the", "a", "an", "this", "that", "it", "he"].contains(&next.folded())
        });
        self.scan.english
            && name.len() > 1
            && matches!(first.gap, Gap::Stop | Gap::Other)
            && is(first.folded(), Opener)
            && (tokens[name.end - 1].possessive() || !(verb || told()))
    }

    /// Whether a name is introduced as that of somebody whom nobody knows: "a plumber named David Cameron"; "Mike
    /// Johnson, 23, a student", who is too young for the offices of whom the name means.
    pub(super) fn is_introduced(&self, name: &Range<usize>, people: &[PersonId]) -> bool {
        let tokens = &self.scan.tokens;
        let word = |back: usize| self.scan.back(name.start, back);
        let one = |back: usize| matches!(word(back), "a" | "an");
        let called = beside(&tokens[name.start])
            && matches!(word(1), "named" | "called")
            && !tokens[name.end - 1].possessive()
            && (one(3) || one(4))
            && !tokens[name.start - 2].capital;
        let in_office = || people.iter().all(|id| self.gazetteer.offices.has_any(*id));
        called || age_behind(self.scan, name.end).is_some_and(|age| age < OFFICE_AGE && in_office())
    }

    /// Whether another surname stands behind a full name in its line: "Imran Khan Niazi", "Donald Trump Superstar".
    pub(super) fn has_another_surname(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let Some(next) = tokens.get(name.end).filter(|next| beside(next) && self.scan.english) else {
            return false;
        };
        let line = &self.scan.text[tokens[name.end - 1].end()..next.place.start];
        let known =
            self.scan.name(name.end).is_some_and(|it| it.senses.iter().any(|it| it.form != Form::Short));
        next.capital
            && !next.capitals
            && !next.shouted
            && !tokens[name.end - 1].possessive()
            && !line.contains('\n')
            && !is_no_name(next.folded())
            && !is(next.folded(), Team)
            // A dynasty tells more of the same: "Mohammed bin Salman Al Saud".
            && next.folded() != "al"
            && !OF_FATHER.contains(&next.folded())
            && !known
            && self.scan.title(name.end).is_none()
    }

    /// Whether a capitalised word ends the name of what somebody heads: "Secretary of Health and Human Services".
    fn ends_department(&self, last: usize) -> bool {
        let tokens = &self.scan.tokens;
        let mut at = last;
        while at > 0 && beside(&tokens[at]) && at + 6 > last {
            at -= 1;
            let word = &tokens[at];
            if matches!(word.folded(), "of" | "for" | "on") {
                let rank = self.scan.back(at, 1);
                return is(rank, Rank) || is(rank, Style) || self.scan.title(at.saturating_sub(1)).is_some();
            }
            if !word.capital && !matches!(word.folded(), "and" | "the") {
                return false;
            }
        }
        false
    }

    /// Whether a small word joins more of a name to it: "King Abdullah bin Abdulaziz", "Abdullah al-Sabah".
    pub(super) fn goes_on(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        // "In Berlin sprach Merz von Frieden"
        let of = |word: &str| word == "von" && !self.text.language.starts_with("de");
        let joins = |word: &str| matches!(word, "bin" | "ibn" | "bint" | "binti" | "van" | "ben") || of(word);
        let article = |word: &str| {
            matches!(word, "al" | "el" | "ul" | "ad" | "ar" | "as" | "ash" | "at" | "az" | "ed" | "er" | "es")
        };
        let (Some(particle), Some(next)) = (tokens.get(name.end), tokens.get(name.end + 1)) else {
            return false;
        };
        // "Anwar-ul-Haq"
        let hyphen = particle.gap == Gap::Hyphen && !particle.capital;
        next.capital
            && ((beside(particle) && joins(particle.folded()) && beside(next))
                || ((beside(particle) || hyphen)
                    && article(particle.folded())
                    && !particle.capital
                    && next.gap == Gap::Hyphen))
    }

    /// "Donald Trump Jr.", "Charles I", "Leo the Great".
    pub(super) fn numbered(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let Some(next) = tokens.get(name.end).filter(|_| !tokens[name.end - 1].possessive()) else {
            return false;
        };
        let younger = matches!(next.gap, Gap::Space | Gap::Comma)
            && next.capital
            && matches!(next.folded(), "jr" | "sr" | "junior" | "senior")
            // "Jake Sullivan, Senior Advisor"
            && (next.folded().len() == 2 || !tokens.get(name.end + 1).is_some_and(|it| beside(it) && it.capital));
        let written = &self.scan.text[next.place.clone()];
        let numeral =
            beside(next) && !next.shouted && written.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
        let epithet = beside(next)
            && next.folded() == "the"
            && tokens.get(name.end + 1).is_some_and(|word| {
                beside(word)
                    && word.capital
                    && !is_no_name(word.folded())
                    && self.scan.name(name.end + 1).is_none()
            })
            && self.scan.title(name.end + 1).is_none();
        younger || numeral || epithet
    }

    /// Whether a hyphen joins the name to another one that nobody knows: "Johnson-Smith", "Ray-Ban", but "Putin-Trump",
    /// "Trump-era", "anti-Trump".
    fn hyphenated(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let joined = |at: usize| {
            let last = tokens[at - 1].end();
            matches!(&self.scan.text[last..tokens[at].place.start], "-" | "\u{2010}" | "\u{2011}")
        };
        let unknown = |at: usize| {
            let word = &tokens[at];
            word.capital
                && !is_no_name(word.folded())
                && !is(word.folded(), Team)
                && self.scan.name(at).is_none()
        };
        let last = name.start.checked_sub(1).is_some_and(|before| joined(name.start) && unknown(before));
        // "Petro-states", "Li-ion", but "Petro-led"
        let prefix = name.end < tokens.len()
            && joined(name.end)
            && PREFIXES.contains(&tokens[name.end - 1].folded())
            && !tokens[name.end].capital
            && !is(tokens[name.end].folded(), Led);
        let next = name.end < tokens.len() && joined(name.end) && unknown(name.end);
        prefix || last || (next && !self.is_of_leader(name.end))
    }

    /// Whether it is one party of a law case, or of a firm: "Trump v. Vance", "Johnson & Johnson", "Scholz & Friends".
    fn is_party(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let joined = |sign: usize, other: usize| {
            if !beside(&tokens[sign]) {
                return false;
            }
            let word = &tokens[other];
            let same = || word.folded() == tokens[name.end - 1].folded();
            let unknown =
                || word.capital && self.scan.name(other).is_none() && self.scan.title(other).is_none();
            tokens[sign].folded() == "v"
                || (&self.scan.text[tokens[sign].place.clone()] == "&" && (same() || unknown()))
        };
        let before = name.start > 1 && beside(&tokens[name.start]) && joined(name.start - 1, name.start - 2);
        before || (name.end + 1 < tokens.len() && joined(name.end, name.end + 1))
    }

    /// Whether a full name stands for somebody who is like its bearer: "the Donald Trump of Brazil", "Africa's Donald
    /// Trump".
    pub(super) fn is_likened(&self, name: &Range<usize>, person: PersonId) -> bool {
        let tokens = &self.scan.tokens;
        let Some(before) = self.scan.before(name.start) else {
            return false;
        };
        let word = &tokens[before];
        if matches!(word.folded(), "the" | "a" | "an") {
            let of = tokens.get(name.end).is_some_and(|of| beside(of) && of.folded() == "of");
            return of && tokens.get(name.end + 1).is_some_and(|of| of.capital || of.folded() == "the");
        }
        let article = |at: usize| {
            let before = self.scan.before(at);
            before.map_or("", |before| tokens[before].folded())
        };
        let one = matches!(article(before), "the" | "a" | "an");
        // "the next Donald Trump", "another Donald Trump"
        if word.folded() == "another" || (one && matches!(word.folded(), "next" | "new" | "second" | "third"))
        {
            return true;
        }
        // "the Czech Donald Trump"
        let first = self.scan.name(before).map_or(before, |it| it.tokens.start);
        let adjective = matches!(article(first), "the" | "a" | "an") && self.is_adjective(before);
        if !word.possessive() && !adjective {
            return false;
        }
        let of = self.scan.name(before).and_then(|name| name.senses.first()).and_then(|sense| sense.entity);
        let foreign = match of {
            Some(of @ EntityId::Country(_)) => self.gazetteer.offices.is_of_another_country(person, of),
            _ => false,
        };
        let region = self.scan.name(before).is_none();
        foreign
            || (region && matches!(word.folded(), "africa" | "asia" | "scandinavia" | "balkans" | "tropics"))
    }

    /// Whether a thing is called after somebody, though it is written small: "the Imran Khan hospital".
    pub(super) fn lends_its_name(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let before = name.start.checked_sub(1).map(|before| &tokens[before]);
        let called = before.is_some_and(|it| it.folded() == "the" || it.possessive());
        let next = tokens.get(name.end).filter(|next| beside(next) && !next.capital);
        called
            && !tokens[name.end - 1].possessive()
            && next.is_some_and(|next| NAMED_AFTER.contains(&next.folded()))
    }

    /// Whether a name of one word is a saint's, or that of somebody of a town: "St Francis", "Francis of Assisi".
    pub(super) fn is_saint(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let before = self.scan.before(name.start).map(|before| &tokens[before]);
        let saint = before.is_some_and(|it| matches!(it.folded(), "st" | "saint" | "san" | "santo"));
        let of = tokens.get(name.end).is_some_and(|of| beside(of) && of.folded() == "of");
        let town = tokens.get(name.end + 1).is_some_and(|town| {
            town.capital && !is_no_name(town.folded()) && self.scan.name(name.end + 1).is_none()
        });
        let titled = before.is_some_and(|title| title.capital && !is_no_name(title.folded()));
        name.len() == 1 && !tokens[name.start].possessive() && (saint || (of && town && !titled))
    }

    /// Whether a king or queen is another country's: "Charles III of Spain".
    pub(super) fn reigns_elsewhere(&self, name: &Range<usize>, person: PersonId) -> bool {
        let tokens = &self.scan.tokens;
        let last = &tokens[name.end - 1];
        let numbered = last.capitals && last.folded().bytes().all(|b| b"ivx".contains(&b));
        let reigns = numbered || is(tokens[name.start].folded(), Crown);
        let of = || self.country_behind(name.end).map(|(_, of)| of);
        reigns && of().is_some_and(|of| self.gazetteer.offices.is_of_others(person, of))
    }
}

/// A first name that many bear and most leave out.
const MUHAMMAD: [&str; 6] = ["muhammad", "mohammad", "mohammed", "muhammed", "mohamed", "md"];

/// Nobody younger than this holds an office: Austria had a foreign minister of 27.
const OFFICE_AGE: u32 = 25;

/// Surnames that are the beginnings of words too: "petro-dollars".
const PREFIXES: [&str; 2] = ["petro", "li"];

/// The age of somebody behind their name: ", 34, ", " (12)".
pub(super) fn age_behind(scan: &Scan<'_>, end: usize) -> Option<u32> {
    let tokens = &scan.tokens;
    let number = tokens.get(end).filter(|_| !tokens[end - 1].possessive())?;
    let closed = scan.text.as_bytes().get(number.place.end) == Some(&b')');
    let opened = scan.text[..number.place.start].ends_with('(')
        && scan.text[tokens[end - 1].end()..number.place.start].trim() == "(";
    let parted = tokens.get(end + 1).is_none_or(|next| matches!(next.gap, Gap::Comma | Gap::Stop));
    let is_age = (number.gap == Gap::Comma && parted && !closed) || (opened && closed);
    number.folded().parse().ok().filter(|_| is_age && number.folded().len() <= 2)
}

/// What is called after people, and written small behind their names.
const NAMED_AFTER: [&str; 12] = [
    "cruise", "liner", "carrier", "strike", "hospital", "stadium", "airport", "bridge", "museum", "library",
    "prize", "award",
];
