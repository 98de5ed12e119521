//! Surnames beside the offices of their bearers in languages other than English: "le président Macron", "президентом
//! Франции Макроном", "الرئيس المصري السيسي", "岸田首相". Never links an office by itself.

use std::ops::Range;

use super::super::Reason;
use super::super::abroad::Abroad;
use super::super::scan::beside;
use super::super::token::{Gap, Token};
use super::Resolver;
use super::country::{OF_ABROAD, behind_apostrophe};
use crate::atlas;
use crate::entity::{EntityId, Key, PersonId};
use crate::fold::fold;

impl Resolver<'_> {
    /// Those who hold the office that stands beside their surname on the day.
    pub(super) fn in_office_abroad(&self, name: &Range<usize>, people: &[PersonId]) -> Vec<PersonId> {
        people.iter().copied().filter(|id| self.holds_abroad(name, *id, false)).collect()
    }

    /// Whether somebody holds, or `ever` held, the office beside their surname.
    fn holds_abroad(&self, name: &Range<usize>, person: PersonId, ever: bool) -> bool {
        self.scan.abroad.is_some_and(|abroad| {
            let mut held = self.gazetteer.offices.on_day(person, self.text.day, ever);
            held.any(|(of, office)| {
                self.is_office_before(abroad, name, of, office, ever)
                    || self.is_office_behind(abroad, name, of, office)
            })
        })
    }

    /// Whether the office before a surname is one that a person with offices never held.
    pub(super) fn disagrees_abroad(&self, name: &Range<usize>, person: PersonId) -> bool {
        let Some(abroad) = self.scan.abroad else { return false };
        let before = &self.scan.tokens[..name.start];
        beside(&self.scan.tokens[name.start])
            && abroad.offices.iter().flat_map(|it| &it.names).any(|words| ends_with(before, words))
            && self.gazetteer.offices.has_any(person)
            && !self.holds_abroad(name, person, true)
    }

    /// Whether a surname without capitals, which may be an everyday word or a given name, stands behind the word for an
    /// office, and its bearer in the front matter.
    pub(super) fn is_titled_abroad(&self, name: &Range<usize>, person: PersonId) -> bool {
        let tokens = &self.scan.tokens;
        let before = self.scan.before(name.start);
        let office = |at: usize| self.scan.abroad.is_some_and(|abroad| abroad.is_office(tokens[at].folded()));
        self.text.people.contains(&person) && before.is_some_and(office)
    }

    /// Whether a capital on the word before a name says nothing: it is an office, or opens a sentence.
    pub(super) fn is_no_name_abroad(&self, at: usize) -> bool {
        let word = &self.scan.tokens[at];
        let opens = matches!(word.gap, Gap::Stop | Gap::Other);
        let told = self.scan.abroad.is_some_and(|abroad| {
            abroad.is_office(word.folded()) || (opens && abroad.is_opener(word.folded()))
        });
        told || self.is_elided_before(at) || self.is_title_in_german(at) || self.is_town_abroad(at)
    }

    /// Whether the capital of a word is that of an article: "L'administration".
    fn is_elided_before(&self, at: usize) -> bool {
        let word = &self.scan.text[self.scan.tokens[at].place.clone()];
        let noun =
            word.split_once(['\'', '’']).filter(|(article, _)| article.len() < 3).map(|(_, noun)| noun);
        !self.scan.english && noun.is_some_and(|noun| noun.starts_with(char::is_lowercase))
    }

    /// Whether a preposition before a capitalised word tells that it is a town's: "À Washington", "В Москве".
    fn is_town_abroad(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(before) = self.scan.before(at) else { return false };
        let (preposition, town) = (tokens[before].folded(), tokens[at].folded());
        let language = self.text.language;
        if ["ru", "uk"].iter().any(|it| language.starts_with(it)) {
            return ["в", "во", "у"].contains(&preposition) && town.ends_with(['е', 'и', 'і']);
        }
        let capital = || {
            let mut capitals = atlas::countries().iter().flat_map(|country| country.capitals_in(language));
            capitals.any(|capital| fold(capital) == town)
        };
        ["a", "en", "em", "in"].contains(&preposition) && !self.scan.english && capital()
    }

    /// Why a country's name is none by the word that stands behind it without a blank: "中国語", "マリさん".
    pub(super) fn is_tongue_or_bearer(&self, end: usize) -> Option<Reason> {
        let (abroad, next) = (self.scan.abroad?, self.scan.tokens.get(end)?);
        let joined = self.scan.tokens[end - 1].end() == next.place.start;
        let tongue = (joined && abroad.is_tongue(next.folded())).then_some(Reason::Language);
        tongue.or_else(|| (joined && abroad.is_bearer(next.folded())).then_some(Reason::PartOfName))
    }

    /// Whether a dot joins a given name to one that nobody knows: "イスラエル・アデサニヤ".
    pub(super) fn is_dotted(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        // Chinese has a token a letter.
        let given = |abroad: &Abroad| match name.len() {
            1 => abroad.is_given(tokens[name.start].folded()),
            _ => abroad.is_given(&fold(&self.scan.text[self.scan.place(name)])),
        };
        if !self.scan.abroad.is_some_and(given) {
            return false;
        }
        let unknown = |at: usize, other: usize| {
            let between = &self.scan.text[tokens[at - 1].end()..tokens[at].place.start];
            matches!(between, "・" | "·" | "＝") && self.scan.name(other).is_none()
        };
        (name.start > 0 && unknown(name.start, name.start - 1))
            || (name.end < tokens.len() && unknown(name.end, name.end))
    }

    /// Whether a small word is an article in German, whose nouns all have capitals: "empfing Macron den Gast".
    pub(super) fn is_german_article(&self, at: usize) -> bool {
        self.text.language.starts_with("de")
            && ["den", "der", "da", "du", "von"].contains(&self.scan.tokens[at].folded())
    }

    fn is_office_before(
        &self,
        abroad: &Abroad,
        name: &Range<usize>,
        of: EntityId,
        office: Key,
        ever: bool,
    ) -> bool {
        let (tokens, start) = (&self.scan.tokens, name.start);
        // "El presidente francés, Macron, viaja"
        let closed = || tokens.get(name.end).is_none_or(|next| matches!(next.gap, Gap::Comma | Gap::Stop));
        let apposed = tokens[start].gap == Gap::Comma && closed();
        let Some(before) = start.checked_sub(1).filter(|_| apposed || beside(&tokens[start])) else {
            return false;
        };
        // "президенты Путин и Эрдоган"
        if let Some(first) = self.second_of_several(abroad, start) {
            return self.office_abroad_until(abroad, first, of, office).is_some();
        }
        let mut end = start;
        if let Some(name) = self.scan.name(before) {
            // "президент Франции Макрон"
            if self.state_of(name) != Some(of) || !beside(&tokens[name.tokens.start]) {
                return false;
            }
            end = name.tokens.start;
            if end > 0 && OF_ABROAD.contains(&tokens[end - 1].folded()) {
                end -= 1;
            }
        } else if !abroad.is_office(tokens[before].folded())
            && self.is_people_of(&tokens[before], of)
            && beside(&tokens[before])
        {
            end = before;
        }
        if apposed && end == start {
            return false;
        }
        let Some(first) = self.office_abroad_until(abroad, end, of, office) else { return false };
        let Some(before) =
            first.checked_sub(1).filter(|_| matches!(tokens[first].gap, Gap::Space | Gap::Hyphen))
        else {
            return true;
        };
        let word = &tokens[before];
        if !ever && abroad.is_not_holding(behind_apostrophe(word.folded())) {
            return false;
        }
        match self.country_until(before) {
            Some(country) => country == of,
            // "UN-Generalsekretär Guterres"
            None if self.scan.name(before).is_some_and(|name| self.state_of(name) == Some(of)) => true,
            // "US-Präsident Biden", but not "Kommissions-Präsident"
            None if tokens[first].gap == Gap::Hyphen => ever && abroad.is_not_holding(word.folded()),
            // "Rus Devlet Başkanı Putin", but not "Belediye Başkanı"
            None => {
                let parted = matches!(word.gap, Gap::Stop | Gap::Other) || !word.capital;
                !self.text.language.starts_with("tr") || parted || self.is_people_of(word, of)
            }
        }
    }

    /// Where the office begins that the surname before an "and" has too.
    fn second_of_several(&self, abroad: &Abroad, start: usize) -> Option<usize> {
        let tokens = &self.scan.tokens;
        let and = start.checked_sub(1).filter(|and| AND.contains(&tokens[*and].folded()))?;
        let first = self.scan.name(and.checked_sub(1)?)?.tokens.start;
        let joined = beside(&tokens[start]) && beside(&tokens[and]) && beside(&tokens[first]);
        let office = first.checked_sub(1).filter(|_| joined)?;
        abroad.is_plural(tokens[office].folded()).then_some(first)
    }

    /// Where the name of an office begins that ends before a token, if it is this one.
    fn office_abroad_until(&self, abroad: &Abroad, end: usize, of: EntityId, office: Key) -> Option<usize> {
        let tokens = &self.scan.tokens[..end];
        let names = abroad.offices.iter().filter(|it| it.means(office)).flat_map(|it| &it.names);
        let own = self.gazetteer.offices.titles_abroad(office);
        // "глава российского МИД", "ministro francés de Exteriores"
        let parted = |words: &[String]| {
            let (head, rest) = words.split_first()?;
            let people =
                end.checked_sub(words.len()).filter(|_| !rest.is_empty() && ends_with(tokens, rest))?;
            let first = people.checked_sub(1)?;
            let whole = tokens[first].folded() == head && self.is_people_of(&tokens[people], of);
            (whole && beside(&tokens[people])).then_some(first)
        };
        let until = |words: &Vec<String>| {
            let plain = ends_with(tokens, words).then(|| end - words.len());
            plain.or_else(|| parted(words))
        };
        own.iter().chain(names).find_map(until)
    }

    /// Chinese and Japanese put the office behind the name.
    fn is_office_behind(&self, abroad: &Abroad, name: &Range<usize>, of: EntityId, office: Key) -> bool {
        if !["ja", "zh"].iter().any(|it| self.text.language.starts_with(it)) {
            return false;
        }
        let behind = &self.scan.tokens[name.end..];
        let names = abroad.offices.iter().filter(|it| it.means(office)).flat_map(|it| &it.names);
        let mut names = self.gazetteer.offices.titles_abroad(office).iter().chain(names);
        let country = name.start.checked_sub(1).and_then(|before| self.country_until(before));
        country.is_none_or(|country| country == of) && names.any(|words| starts_with(behind, words))
    }

    /// The country whose name ends at a token, perhaps with a small word behind it: "پاکستان کے", "ロシアの".
    fn country_until(&self, last: usize) -> Option<EntityId> {
        let joins = ["کے", "کا", "کی", "の"].contains(&self.scan.tokens[last].folded());
        let name = self.scan.name(if joins { last.checked_sub(1)? } else { last })?;
        self.state_of(name).filter(|of| matches!(of, EntityId::Country(_)))
    }

    /// Whether a word looks like the adjective of a country's people, for it begins as one of its names does.
    fn is_people_of(&self, word: &Token<'_>, of: EntityId) -> bool {
        let EntityId::Country(id) = of else { return false };
        let first = |word: &str| -> String { word.chars().take(3).collect() };
        let stem = |word: &str| first(word.strip_prefix("ال").unwrap_or(word));
        let (country, language) = (atlas::country(id), self.text.language);
        let mut names = [country.name_in(language)].into_iter().chain(country.aliases_in(language));
        let own = stem(word.folded());
        // "saoudien" of "Arabie saoudite"
        let last = |name: &str| name.rsplit(' ').next().map(stem).filter(|_| name.contains(' '));
        // The "ال" of "ألمانيا" is no article.
        let is = |name: &str| {
            stem(name) == own || first(name) == own || last(name).is_some_and(|last| last == own)
        };
        self.scan.abroad.is_some_and(|abroad| abroad.is_people(word.folded(), id))
            || (own.chars().count() == 3 && names.any(|name| is(&fold(name))))
    }

    /// Whether an office stands before a name in Persian, which needs no word between: "وزیر خارجه عمان".
    pub(super) fn is_behind_office(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let before = self.scan.before(start);
        let persian = self.scan.abroad.filter(|_| self.text.language.starts_with("fa"));
        before.zip(persian).is_some_and(|(before, abroad)| {
            let mut names = abroad.offices.iter().flat_map(|it| &it.names);
            names.any(|words| words.len() > 1 && ends_with(&tokens[..=before], words))
        })
    }

    /// Whether an office of another language says that a name before a person's is its country: "rey de Jordania Abdalá
    /// II", "Премьер-министр Израиля Биньямин Нетаньяху", "Ürdün Kralı Abdullah", "شام کے صدر".
    pub(super) fn is_of_office(&self, name: &Range<usize>) -> bool {
        let Some(abroad) = self.scan.abroad else { return false };
        let tokens = &self.scan.tokens;
        let office = |at: usize| {
            let word = tokens[at].folded();
            abroad.is_office(word) || abroad.is_office(behind_apostrophe(word))
        };
        let joined = |at: usize| ["کے", "کا", "کی"].contains(&tokens[at].folded());
        let next = |at: usize| tokens.get(at).is_some_and(beside);
        // Without capitals it may be the adjective: Arabic "رئيس مالي" is of finances.
        if !tokens[name.start].cased {
            return next(name.end) && joined(name.end) && next(name.end + 1) && office(name.end + 1);
        }
        let before = self.scan.before(name.start);
        let linked = before.filter(|at| beside(&tokens[*at]) && OF_ABROAD.contains(&tokens[*at].folded()));
        let before = linked.map_or(before, |of| of.checked_sub(1));
        (next(name.end) && office(name.end)) || before.is_some_and(office)
    }
}

/// "And" between two who hold offices of one name.
const AND: [&str; 8] = ["и", "et", "y", "e", "und", "і", "та", "й"];

fn ends_with(tokens: &[Token<'_>], words: &[String]) -> bool {
    tokens.len().checked_sub(words.len()).is_some_and(|first| starts_with(&tokens[first..], words))
}

/// Whether some words stand at the beginning, joined by blanks or hyphens.
fn starts_with(tokens: &[Token<'_>], words: &[String]) -> bool {
    let joined = |(at, token): (usize, &Token<'_>)| at == 0 || matches!(token.gap, Gap::Space | Gap::Hyphen);
    tokens.len() >= words.len()
        && tokens.iter().zip(words).all(|(token, word)| token.folded() == word)
        && tokens[..words.len()].iter().enumerate().all(joined)
}
