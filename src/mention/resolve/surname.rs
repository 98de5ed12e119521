//! Whose surname a surname is: rule 7.

use super::super::lexicon::{Form, Sense};
use super::super::office::Title;
use super::super::scan::{Match, beside};
use super::super::token::{Gap, Token};
use super::super::words::{Class::*, is, is_no_name};
use super::super::{Reason, Rule};
use super::country::opens_sentence;
use super::particle::is_particle_of_name;
use super::{Decision, Resolver, Stranger};
use crate::entity::{EntityId, PersonId};

impl Resolver<'_> {
    /// A surname (rule 7).
    pub(super) fn surname(&mut self, name: &Match<'_>, plain: &[&Sense]) -> Decision {
        let scan = self.scan;
        let tokens = &scan.tokens;
        let (start, end) = (name.tokens.start, name.tokens.end);
        let mut people: Vec<PersonId> = name
            .senses
            .iter()
            .filter(|sense| sense.form == Form::Short)
            .filter_map(|sense| match sense.entity {
                Some(EntityId::Person(id)) => Some(id),
                _ => None,
            })
            .collect();
        let refused = |reason| Decision::refused(Rule::Surname, reason);
        if is(tokens[start].folded(), Month) && self.is_month(start) {
            return refused(Reason::Month);
        }
        let led = self.led(end);
        let surname = tokens[end - 1].folded();
        if self.part_of_name(start, led) {
            // Whoever the text has named keeps the surname.
            if self.is_given_before(start) {
                self.kin.insert(surname);
                let unbound = people.iter().copied().filter(|id| !self.bound.contains(id)).collect();
                self.remember(Stranger { surname, people: unbound, by_office: false });
            }
            return refused(Reason::PartOfName);
        }
        let after = self.name_after(end) && !led;
        // Whose family name stands first stands behind it with another given name: "Kim Keon Hee".
        let others: Vec<PersonId> =
            people.iter().copied().filter(|id| after && self.gazetteer.is_family_first(*id)).collect();
        if !others.is_empty() {
            self.kin.insert(surname);
        }
        let goes_on = self.goes_on(&name.tokens);
        let introduced = self.is_introduced(&name.tokens, &people);
        if !others.is_empty() || goes_on || introduced {
            let others = if others.is_empty() { people.clone() } else { others };
            let unbound = others.into_iter().filter(|id| !self.bound.contains(id)).collect();
            self.remember(Stranger { surname, people: unbound, by_office: false });
        }
        let part = self.thing_after(&name.tokens)
            || after
            || self.surname_after(end)
            || self.is_another_bearer(&name.tokens)
            || goes_on
            || introduced
            || (is_particle_of_name(tokens, end) && !self.is_german_article(end))
            || self.is_ship(start)
            || self.is_titled_ship(start)
            || self.is_spouse(start, end)
            || (!plain.is_empty() && self.is_saint(&name.tokens));
        if part {
            return refused(Reason::PartOfName);
        }
        if self.is_place(&name.tokens) {
            return refused(Reason::SomethingElse);
        }
        if self.is_titled_only(start, &people) {
            // "Dr. Brown", of whom nobody is told to be one
            if tokens[start - 1].folded() == "dr" {
                let unbound = people.iter().copied().filter(|id| !self.bound.contains(id)).collect();
                self.remember(Stranger { surname, people: unbound, by_office: false });
            }
            return refused(Reason::Title);
        }
        if self.is_everyday(name) {
            return refused(Reason::Everyday);
        }
        let others: Vec<PersonId> =
            people.iter().copied().filter(|id| self.is_of_calling(start, *id, &people)).collect();
        if !others.is_empty() {
            people.retain(|id| !others.contains(id));
            self.remember(Stranger { surname, people: others, by_office: false });
            if people.is_empty() {
                return refused(Reason::Title);
            }
        }
        if let Some((rank, several)) = self.rank_before(start) {
            // "Presidents Putin and Xi"
            if let [id] = people[..]
                && several
                && self.gazetteer.offices.is_of_rank(id, rank, self.text.day)
            {
                self.bind(id);
                return Decision::named(EntityId::Person(id), Rule::OfficeAndSurname);
            }
            // "Senators Shaheen and Hassan" are not Tanzania's president.
            people.retain(|id| self.gazetteer.offices.may_rank(*id, rank, self.text.day));
            if people.is_empty() {
                return refused(Reason::Disagrees);
            }
        }
        if let Some(((of, titles), titled)) = self.apposed(&name.tokens) {
            let offices = &self.gazetteer.offices;
            let holds = |id: &PersonId| offices.held(*id, titles, Some(of), self.text.day, false);
            if let [id] = people.iter().copied().filter(holds).collect::<Vec<_>>()[..] {
                self.bind(id);
                return Decision::named(EntityId::Person(id), Rule::OfficeAndSurname);
            }
            let other = |id: &PersonId| offices.is_of_others(*id, of) && (titled || !self.bound.contains(id));
            let others: Vec<PersonId> = people.iter().copied().filter(other).collect();
            people.retain(|id| !others.contains(id));
            if !others.is_empty() {
                self.remember(Stranger { surname, people: others, by_office: true });
            }
            if people.is_empty() {
                return refused(Reason::Disagrees);
            }
        }
        let others: Vec<PersonId> =
            people.iter().copied().filter(|id| self.is_of_another_land(start, *id)).collect();
        if !others.is_empty() {
            people.retain(|id| !others.contains(id));
            self.remember(Stranger { surname, people: others, by_office: true });
            if people.is_empty() {
                return refused(Reason::Disagrees);
            }
        }
        if let [id] = self.ranked(start, &people)[..] {
            self.bind(id);
            return Decision::named(EntityId::Person(id), Rule::OfficeAndSurname);
        }
        let others: Vec<PersonId> = people
            .iter()
            .copied()
            .filter(|id| !self.bound.contains(id) && self.is_of_department(start, *id))
            .collect();
        if !others.is_empty() {
            people.retain(|id| !others.contains(id));
            self.remember(Stranger { surname, people: others, by_office: false });
            if people.is_empty() {
                return refused(Reason::Disagrees);
            }
        }
        match self.in_office_abroad(&name.tokens, &people)[..] {
            [] => {}
            [id] => {
                self.bind(id);
                return Decision::named(EntityId::Person(id), Rule::OfficeAndSurname);
            }
            ref several => return refused(Reason::Ambiguous(entities(several))),
        }
        let agrees = |id: &PersonId| self.bound.contains(id) || !self.disagrees_abroad(&name.tokens, *id);
        people.retain(agrees);
        if people.is_empty() {
            return refused(Reason::Disagrees);
        }
        // Without capitals a surname is any other word too: "سعيد" is "happy".
        if !tokens[start].cased {
            people.retain(|id| self.bound.contains(id) || self.is_titled_abroad(&name.tokens, *id));
            if people.is_empty() {
                return refused(Reason::Uncased);
            }
        }
        let office = self.scan.before(start).and_then(|before| scan.title(before));
        let among = |by_office: bool| -> Vec<PersonId> {
            people.iter().copied().filter(|id| !self.is_stranger(surname, *id, by_office)).collect()
        };
        let mut meant = if led { people.clone() } else { among(false) };
        if let Some(office) = office {
            let before = self.country_before(office.tokens.start);
            let first = before.map_or(office.tokens.start, |(first, _)| first);
            let word = |at: usize| {
                let before = at.checked_sub(1).filter(|_| matches!(tokens[at].gap, Gap::Space | Gap::Hyphen));
                before.map_or("", |before| tokens[before].folded())
            };
            let no_more = [office.tokens.start, first]
                .iter()
                .any(|at| matches!(word(*at), "former" | "ex" | "late" | "previous" | "onetime"));
            let not_held =
                no_more || [office.tokens.start, first].iter().any(|at| IN_WAITING.contains(&word(*at)));
            let former = no_more || word(office.tokens.start) == "then" || word(first) == "then";
            // "the first President Bush"
            let counted =
                matches!(word(first), "first" | "second" | "third" | "elder" | "younger" | "senior");
            if counted && people.len() > 1 {
                return refused(Reason::Ambiguous(entities(&people)));
            }
            let of = before.map(|(_, of)| of).or_else(|| self.country_behind(end).map(|(_, of)| of));
            let day = self.text.day;
            let offices = &self.gazetteer.offices;
            let ranks = |id: &PersonId| {
                let rank = |title: &&Title| offices.ranks(*id, title.office.as_str(), day);
                !matches!(of, Some(EntityId::Country(_))) && office.titles.iter().any(rank)
            };
            // Who holds an office is not its former holder, nor its shadow.
            let is_former = |id: &PersonId| not_held && offices.held(*id, &office.titles, of, day, false);
            meant.retain(|id| !is_former(id));
            let holds = |id: &&PersonId| offices.held(**id, &office.titles, of, day, former) || ranks(id);
            // An office that names its country tells a stranger from the one who holds it there.
            let may_hold = if of.is_some() && !former { people.clone() } else { among(true) };
            let may_hold: Vec<PersonId> = may_hold.into_iter().filter(|id| !is_former(id)).collect();
            let holders = may_hold.iter().filter(holds).copied().collect();
            match offices.latest(holders, &office.titles, of, day)[..] {
                [id] => {
                    self.bind(id);
                    return Decision::named(EntityId::Person(id), Rule::OfficeAndSurname);
                }
                [] => {
                    if let Some(id) = self.styled(start, &office.titles, &people) {
                        return Decision::named(EntityId::Person(id), Rule::Surname);
                    }
                    let others = |id: &PersonId| offices.held(*id, &office.titles, None, day, true);
                    // "President Johnson" is not he who was a prime minister.
                    let not_yet = office.titles.iter().any(|title| {
                        ["elect", "designate"].iter().any(|end| title.office.as_str().ends_with(end))
                    });
                    meant.retain(|id| not_yet || others(id) || !offices.has_any(*id) || ranks(id));
                    if of.is_some() && people.iter().any(others) {
                        self.remember(Stranger { surname, people, by_office: true });
                        return refused(Reason::Disagrees);
                    }
                }
                ref several => return refused(Reason::Ambiguous(entities(several))),
            }
        }
        if meant.is_empty() {
            let stranger = people.iter().all(|id| self.is_stranger(surname, *id, false));
            return refused(if stranger { Reason::Namesake } else { Reason::Disagrees });
        }
        let people = meant;
        let among = |list: &[PersonId]| -> Vec<PersonId> {
            people.iter().copied().filter(|id| list.contains(id)).collect()
        };
        let bound = among(&self.bound);
        // Whom the front matter names may be meant beside whom the text has named.
        let of_text = among(&[&self.bound, self.text.people].concat());
        // A word that is a country's name too is the country before it is a surname.
        if bound.is_empty() && !plain.is_empty() {
            return refused(Reason::Unbound(entities(&people)));
        }
        match of_text[..] {
            [_] if office.is_some() && bound.is_empty() => refused(Reason::Disagrees),
            [id] => Decision::named(EntityId::Person(id), Rule::Surname),
            [] if office.is_some() => refused(Reason::Disagrees),
            [] => refused(Reason::Unbound(entities(&people))),
            ref several => refused(Reason::Ambiguous(entities(several))),
        }
    }

    /// The rank before a surname, or before the two of which it is one, that its bearer's office has to name.
    /// Whether it is that of several is told too.
    fn rank_before(&self, start: usize) -> Option<(&'static str, bool)> {
        let tokens = &self.scan.tokens;
        let word = |back: usize| {
            let at = start.checked_sub(back)?;
            (beside(&tokens[at + 1]) && tokens[at].capital).then(|| tokens[at].folded())
        };
        let is_second = start > 2 && tokens[start - 1].folded() == "and" && beside(&tokens[start]);
        let one = word(1).filter(|_| self.scan.title(start - 1).is_none());
        let two = word(3).filter(|_| is_second && tokens[start - 2].capital);
        let of = |word: &str, plural: bool| {
            let row = RANKS
                .iter()
                .find(|row| row.iter().skip(usize::from(plural) * 2).take(2).any(|it| *it == word));
            row.map(|row| (row[0], plural))
        };
        let one = one.and_then(|word| of(word, false).or_else(|| of(word, true)));
        one.or_else(|| two.and_then(|word| of(word, true)))
    }

    /// Whether what a leader leads stands behind a surname: "the Biden-Harris administration".
    fn led(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let pair = tokens.get(end).is_some_and(|next| next.gap == Gap::Hyphen && next.capital);
        let next = if pair { end + 1 } else { end };
        // "the Biden-Harris administration", "the Trump-era rule"
        let joined = |next: &Token<'_>| beside(next) || (!pair && next.gap == Gap::Hyphen);
        tokens.get(next).is_some_and(|next| joined(next) && is(next.folded(), Team))
    }

    /// Whether a surname is said of somebody else of the family: "President Macron and Mrs Macron".
    fn is_spouse(&self, start: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let word = |at: Option<usize>| at.map_or("", |at| tokens[at].folded());
        let titled = |at: usize, titles: &[&str]| {
            beside(&tokens[at]) && at.checked_sub(1).is_some_and(|title| titles.contains(&word(Some(title))))
        };
        let name = word(Some(start));
        let before = |back: usize| word(start.checked_sub(back));
        let beside_spouse = (before(2) == name && tokens[start - 1].gap == Gap::Comma)
            || (["and", "with"].contains(&before(2)) && before(3) == name);
        let mut same = (0..tokens.len()).filter(|at| *at != start && tokens[*at].folded() == name);
        end == start + 1
            && titled(start, &["mrs", "ms", "miss", "madame", "mme", "lady"])
            && (beside_spouse || same.any(|at| titled(at, &["mr", "sir", "lord"])))
    }

    /// Whether the next word is somebody's surname, so that this one is a given name: "Salman Khan".
    fn surname_after(&self, end: usize) -> bool {
        let scan = self.scan;
        let next = scan.tokens.get(end).filter(|next| beside(next) && next.capital && !next.shouted);
        next.is_some()
            && !scan.tokens[end - 1].possessive()
            && scan.name(end).is_some_and(|name| name.senses.iter().all(|sense| sense.form == Form::Short))
    }

    /// Whether the capitalised word before a surname looks like somebody's given name, not like what they are.
    fn is_given_before(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let may_be = |word: &Token<'_>| {
            let others = [Party, Opener, Label];
            word.capital && !word.shouted && !others.iter().any(|other| is(word.folded(), *other))
        };
        let mut at = start - 1;
        // "Lyndon B. Johnson"
        while at > 0 && tokens[at].folded().chars().count() == 1 && beside(&tokens[at]) && may_be(&tokens[at])
        {
            at -= 1;
        }
        may_be(&tokens[at]) && tokens[at].folded().len() > 2 && !tokens[at].capitals
    }

    /// Whether a surname stands behind a given name that is not its bearer's: "Ayub Khan", or behind "the".
    fn part_of_name(&self, start: usize, led: bool) -> bool {
        let tokens = &self.scan.tokens;
        // "Mazar-i-Sharif"
        let hyphen = |at: usize| tokens[at].gap == Gap::Hyphen;
        if start > 1 && hyphen(start) && hyphen(start - 1) && !tokens[start - 1].capital {
            return tokens[start - 2].capital;
        }
        let Some(before) = self.scan.before(start) else { return false };
        let word = &tokens[before];
        // "the elder Bush", "a Brown student", "their Rice crop"
        let of_things = ["its", "their", "our", "my", "your", "these", "those"].contains(&word.folded());
        let article = of_things || matches!(word.folded(), "the" | "a" | "an" | "elder" | "younger");
        if article && self.scan.english {
            return !led;
        }
        if !word.capital || word.possessive() || is(word.folded(), Honorific) || is(word.folded(), Rank) {
            return false;
        }
        // "Presidents Aliyev and Macron", "M. Macron"
        let of_several = RANKS.iter().any(|row| row[2..].contains(&word.folded()));
        let monsieur = self.text.language.starts_with("fr") && matches!(word.folded(), "m" | "mm");
        if self.scan.title(before).is_some() || of_several || monsieur || self.is_no_name_abroad(before) {
            return false;
        }
        // "Russia Putin" is no name, but "India Modi" might be one of a headline; a demonym stands before names.
        if self
            .scan
            .name(before)
            .is_some_and(|name| name.senses.iter().all(|sense| sense.form != Form::Short))
        {
            return false;
        }
        // "Помощник Зеленского": of one name both words are declined.
        let vowel = |token: &Token<'_>| {
            self.scan.text[token.place.clone()].ends_with(['а', 'я', 'у', 'ю', 'е', 'и', 'о', 'ь', 'й', 'м'])
        };
        let declined = !self.scan.english && word.gap == Gap::Stop && !vowel(word) && vowel(&tokens[start]);
        let cyrillic =
            self.scan.text[word.place.clone()].chars().all(|c| ('\u{400}'..='\u{52f}').contains(&c));
        let opens = opens_sentence(self.scan, before) || (declined && cyrillic);
        !(opens || is_no_name(word.folded()) || is(word.folded(), Label))
    }

    pub(super) fn is_month(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let number = |token: &Token<'_>| token.folded().starts_with(|c: char| c.is_ascii_digit());
        let before = at.checked_sub(1).map(|before| &tokens[before]).filter(|_| tokens[at].gap != Gap::Stop);
        let next = tokens.get(at + 1).filter(|next| matches!(next.gap, Gap::Space | Gap::Comma));
        let begins = tokens[at].gap == Gap::Stop
            && next.is_some_and(|next| {
                is(next.folded(), Opener)
                    && !matches!(next.folded(), "has" | "had" | "will" | "was" | "is" | "also" | "said")
            });
        before.is_some_and(|before| number(before) || is(before.folded(), BeforeMonth))
            || next.is_some_and(number)
            || begins
    }
}

/// Before an office, says that its holder is somebody else.
const IN_WAITING: [&str; 6] = ["shadow", "deputy", "assistant", "incoming", "aspiring", "rival"];

/// Ranks that an office has to name: in full, short, and of several.
const RANKS: [[&str; 4]; 10] = [
    ["senator", "sen", "senators", "sens"],
    ["representative", "rep", "representatives", "reps"],
    ["governor", "gov", "governors", "govs"],
    ["justice", "justice", "justices", "justices"],
    ["minister", "minister", "ministers", "ministers"],
    ["ambassador", "ambassador", "ambassadors", "ambassadors"],
    ["president", "president", "presidents", "presidents"],
    ["premier", "premier", "premiers", "premiers"],
    ["chancellor", "chancellor", "chancellors", "chancellors"],
    ["king", "king", "kings", "kings"],
];

fn entities(people: &[PersonId]) -> Vec<EntityId> {
    people.iter().map(|id| EntityId::Person(*id)).collect()
}
