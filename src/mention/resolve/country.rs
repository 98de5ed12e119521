//! When the name of a country means it: rule 6.

use std::ops::Range;

use super::super::Reason;
use super::super::everyday::Doubt;
use super::super::lexicon::Form;
use super::super::scan::{Match, Scan, beside};
use super::super::token::Gap;
use super::super::words::{Class::*, is, is_no_name};
use super::Resolver;
use super::namesake::{GIVEN, Namesake, goes_on_small, is_given_name, is_of_kin, name_after};
use super::row::{is_listed, names_of};
use crate::entity::CountryId;
use crate::fold::fold;

impl Resolver<'_> {
    /// Why a country's name is none (rule 6).
    pub(super) fn no_country(&self, name: &Match<'_>, id: CountryId, form: Form) -> Option<Reason> {
        let tokens = &self.scan.tokens;
        let (start, end) = (name.tokens.start, name.tokens.end);
        let next = tokens.get(end).filter(|next| beside(next));
        if self.is_of_place(&name.tokens) {
            return Some(Reason::PartOfName);
        }
        if self.is_of_thing(&name.tokens) || self.is_parish(&name.tokens) {
            return Some(Reason::PartOfName);
        }
        if self.scan.english && (self.is_behind_prefix(start) || self.begins_legal_name(end)) {
            return Some(Reason::PartOfName);
        }
        // "T-Mobile US, Inc.", "Samsung India Ltd."
        let firm = tokens.get(end).filter(|next| matches!(next.gap, Gap::Space | Gap::Comma));
        let firm = firm.is_some_and(|next| next.capital && is(next.folded(), Firm));
        if firm && !tokens[end - 1].possessive() && self.name_before(start) {
            return Some(Reason::PartOfName);
        }
        let plain = self.scan.english && !matches!(form, Form::Demonym | Form::Combining);
        if plain && self.goes_on_abroad(&name.tokens) {
            return Some(Reason::PartOfName);
        }
        if plain && self.ends_longer_name(&name.tokens) {
            return Some(Reason::PartOfName);
        }
        if plain && id.as_str() != "US" && self.is_case(start, end) {
            return Some(Reason::PartOfName);
        }
        if self.is_water(&name.tokens) {
            return Some(Reason::SomethingElse);
        }
        if plain && !tokens[end - 1].capitals && id.as_str() != "US" && self.begins_firm(&name.tokens) {
            return Some(Reason::PartOfName);
        }
        if let Some(reason) = self.is_tongue_or_bearer(end) {
            return Some(reason);
        }
        if self.is_dotted(&name.tokens) {
            return Some(Reason::PartOfName);
        }
        if self.is_of_firm(start, end) || self.is_called_after(&name.tokens) || self.is_crossing(&name.tokens)
        {
            return Some(Reason::PartOfName);
        }
        if self.ends_name_abroad(&name.tokens, id) {
            return Some(Reason::PartOfName);
        }
        if id.as_str() == "US" && self.is_bare_in_german(&name.tokens) {
            return Some(Reason::PartOfName);
        }
        if self.is_ship(start) || self.is_behind_foreign_word(start) || self.is_of_kind(start) {
            return Some(Reason::PartOfName);
        }
        if self.is_institutions(&name.tokens, form) {
            return Some(Reason::PartOfName);
        }
        let is_about = self.text.countries.contains(&id);
        let (speaks_for, speaks_against) = (self.speaks_for(id), self.evidence.speaks_against(id));
        if let Form::Everyday(doubt) = form
            && !is_about
            && !speaks_for
            && self.is_doubtful(doubt, &name.tokens)
            && !(self.tells_rows() && is_listed(self.scan, &name.tokens, |_| true))
        {
            return Some(Reason::NothingFor);
        }
        let one = name.tokens.len() == 1;
        if form == Form::Demonym || form == Form::Combining {
            return self.no_demonym(start, id).filter(|_| !is_about);
        }
        // "Lebanon, Pennsylvania"
        if one && self.is_town(start, end) {
            return Some(Reason::PlaceInState);
        }
        if one && self.is_titled(start) {
            return Some(Reason::PartOfName);
        }
        if id.as_str() == "US" && one && (self.is_road(start, end) || self.is_money(start, end)) {
            return Some(Reason::SomethingElse);
        }
        if id.as_str() == "GE" && one && self.scan.english && !is_about {
            // "Georgia's governor"
            let governed = next.is_some_and(|next| OF_STATE.contains(&next.folded()));
            if governed && !self.scan.says("tbilisi") {
                return Some(Reason::PlaceInState);
            }
            // "Atlanta, Georgia", but "Ukraine, Georgia and Moldova" and "Tbilisi, Georgia".
            let before = start.checked_sub(1).filter(|_| tokens[start].gap == Gap::Comma);
            let list = before.is_some_and(|before| self.scan.name(before).is_some());
            if before.is_some_and(|before| tokens[before].capital) && !list {
                return Some(Reason::PlaceInState);
            }
            if !speaks_for {
                let against = speaks_against || self.georgia.beside_states;
                return Some(if against { Reason::Evidence } else { Reason::NothingFor });
            }
        }
        // The state of Nigeria
        if id.as_str() == "NE" && one && self.scan.english && !is_about && !speaks_for {
            let state = next.is_some_and(|next| ["state", "states", "governor"].contains(&next.folded()));
            let about = self.text.countries.iter().any(|id| id.as_str() == "NG");
            let listed = || is_listed(self.scan, &name.tokens, |_| true);
            if state || (about && !listed() && !self.is_beside_niger()) {
                return Some(Reason::Evidence);
            }
        }
        // The bird; the town in Guatemala; the north of Greece.
        let doubtful = matches!(id.as_str(), "TR" | "AG" | "MK") && one;
        if doubtful && speaks_against && !speaks_for && !is_about {
            return Some(Reason::Evidence);
        }
        if one && self.scan.english && is_of_kin(self.scan, start) {
            return Some(Reason::PartOfName);
        }
        let personal = one && self.is_personal(id, start);
        // Réunion, but not "Reunion": only its marks tell the island from the word.
        let place = self.scan.place(&name.tokens);
        if personal && id.as_str() == "RE" && self.scan.text[place].is_ascii() {
            return Some(Reason::SomethingElse);
        }
        if !personal {
            return None;
        }
        let before = self.name_before(start) && self.may_follow_given(start, id);
        let after = self.may_precede_surname(end) && self.name_after(end) && !self.is_of_office(&name.tokens);
        let particle = plain && goes_on_small(self.scan, start, end);
        if before || after || particle || self.is_joined(end) || self.is_given_name(start, end) {
            return Some(Reason::PartOfName);
        }
        // "Jim Jordan objected. ... Jordan said": a surname, unless something else tells of the country.
        let namesake = self.namesakes.iter().find(|namesake| namesake.country == id);
        let before = self.scan.before(start);
        let before = before.map_or("", |before| tokens[before].folded());
        // "in Jordan's film" says where the film is.
        let within = !tokens[end - 1].possessive()
            && ["in", "into", "inside", "across", "throughout", "near"].contains(&before);
        let place = |it: &Namesake| within || (before == "from" && !it.is_surname);
        (namesake.is_some_and(|it| !place(it)) && !speaks_for && !is_about).then_some(Reason::Evidence)
    }

    /// Whether a name is somebody's given name: "Chad, 34, fixes boats", "a woman called Kenya", "his son Jordan".
    fn is_given_name(&self, start: usize, end: usize) -> bool {
        self.scan.english && is_given_name(self.scan, start, end)
    }

    /// Whether the text says a word for a country, or one of which only that country has a neighbour.
    pub(super) fn speaks_for(&self, id: CountryId) -> bool {
        self.evidence.speaks_for(id) || (id.as_str() == "GE" && self.georgia.is_country)
    }

    /// Whether the text names two countries beside Niger.
    fn is_beside_niger(&self) -> bool {
        *self.beside_niger.get_or_init(|| names_of(self.scan, &BESIDE_NIGER, 2))
    }

    /// Whether a row of countries tells of every everyday word that it is one's name. In other languages such words stand
    /// in rows of words that look like countries' too.
    fn tells_rows(&self) -> bool {
        self.scan.english || self.text.language.starts_with("ar")
    }

    /// Whether a name that is an everyday word too says too little at a place.
    fn is_doubtful(&self, doubt: Doubt, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        // Oman, not Amman.
        if self.scan.text[self.scan.place(name)].contains("عُمان") {
            return false;
        }
        // "Mısır'da", "Mısır Cumhurbaşkanı": Turkish parts endings from names only.
        let is_name = !self.scan.english && (tokens[name.end - 1].possessive() || self.is_of_office(name));
        match doubt {
            _ if is_name => false,
            Doubt::Always => true,
            Doubt::Opening => matches!(tokens[name.start].gap, Gap::Stop | Gap::Other),
            // Urdu marks who does something: "عمان نے".
            Doubt::Unlisted => {
                let does =
                    tokens.get(name.end).is_some_and(|next| beside(next) && next.folded() == fold("نے"));
                !does && !is_listed(self.scan, name, |_| true) && !self.is_behind_office(name.start)
            }
            Doubt::Unless(words) => {
                let before = self.scan.before(name.start);
                let is = |before: usize, word: &str| fold(word) == behind_apostrophe(tokens[before].folded());
                before.is_none_or(|before| !words.split('|').any(|word| is(before, word)))
            }
        }
    }

    /// Whether the name of a town stands before that of its state.
    pub(super) fn is_town(&self, start: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let comma = tokens.get(end).is_some_and(|next| next.gap == Gap::Comma);
        // No town is called "the US" or "America"; and in "American Samoa, Guam, Hawaii" a list goes on.
        let listed = tokens[start].gap == Gap::Comma && self.scan.name(start - 1).is_some();
        comma
            && !listed
            && !tokens[start].capitals
            && tokens[start].folded() != "america"
            && (self.state_at(end) || self.is_short_state(end))
    }

    /// Whether a state is abbreviated at a place: "Pa.", "N.Y.", "PA".
    fn is_short_state(&self, at: usize) -> bool {
        let token = &self.scan.tokens[at];
        let dotted = self.scan.text.as_bytes().get(token.place.end) == Some(&b'.')
            || self.scan.text[token.place.clone()].ends_with('.');
        (dotted && token.capital && is(token.folded(), StateShort))
            || (token.capitals && is(token.folded(), StateCode))
    }

    /// Whether a sign joins a name to another one that is no country's: "Holland & Barrett", but "US & UK".
    fn is_of_firm(&self, start: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let sign = |at: usize| tokens.get(at).is_some_and(|it| &self.scan.text[it.place.clone()] == "&");
        let partner = |at: usize| tokens.get(at).is_some_and(|it| it.capital && self.scan.name(at).is_none());
        (sign(end) && partner(end + 1)) || (start > 1 && sign(start - 1) && partner(start - 2))
    }

    /// Whether a number behind "US" makes it a road: "US 101", "US-1", but not "in the US 12 people", "ABD'de 8 Ağustos".
    fn is_road(&self, start: usize, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let number = tokens.get(end).filter(|next| matches!(next.gap, Gap::Space | Gap::Hyphen));
        let the = start.checked_sub(1).is_some_and(|before| tokens[before].folded() == "the");
        (self.scan.english || tokens[start].folded() == "us")
            && tokens[start].capitals
            && !the
            && number.is_some_and(|next| {
                let digits = next.folded();
                digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
            })
    }

    /// Whether a title makes a country's name a person's, or a beauty queen's: "Mme Chine", "Miss Venezuela".
    fn is_titled(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let before = self.scan.before(start).map(|before| &tokens[before]);
        before.is_some_and(|title| title.capital && !title.shouted && is(title.folded(), Honorific))
    }

    /// Whether a dot joins the next word to a name: "India.Arie".
    fn is_joined(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        tokens.get(end).is_some_and(|next| {
            let between = &self.scan.text[tokens[end - 1].end()..next.place.start];
            between == "." && next.capital && !is_no_name(next.folded()) && self.scan.name(end).is_none()
        })
    }

    pub(super) fn state_at(&self, at: usize) -> bool {
        is_state(self.scan, at)
    }

    /// Whether capitalised words behind a name end in what makes it a thing: "Kennedy Space Center".
    pub(super) fn thing_after(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        if tokens[name.end - 1].possessive() {
            return false;
        }
        // "the George Floyd Justice in Policing Act"
        let joins = |place: usize, word: &str| {
            place > 0 && matches!(word, "in" | "of" | "and" | "for" | "the" | "against")
        };
        tokens[name.end..]
            .iter()
            .take(6)
            .enumerate()
            .take_while(|(place, token)| {
                let goes_on = token.capital && !token.shouted;
                beside(token) && (goes_on || joins(*place, token.folded()))
            })
            .any(|(_, token)| token.capital && is(token.folded(), Thing))
    }

    /// Whether the word before is capitalised and nothing that is known to stand before a country.
    pub(super) fn name_before(&self, start: usize) -> bool {
        name_before(self.scan, start)
    }

    /// Whether the words before an organization say that it is another one: "the Nevada Senate", but not "Ketua Umum Partai
    /// Demokrat". An acronym is its own.
    pub(super) fn of_another(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let title = || {
            let before = tokens[start - 1].folded();
            is(before, Honorific)
                || is(before, Rank)
                || self.scan.title(start - 1).is_some()
                || self.is_no_name_abroad(start - 1)
                || self.is_noun_in_german(start - 1)
        };
        // "the Iowa State Senate"
        let state =
            || beside(&tokens[start]) && tokens[start - 1].capital && tokens[start - 1].folded() == "state";
        !tokens[start].capitals && ((name_before(self.scan, start) && !title()) || state())
    }

    /// Whether a name belongs to one in another language: "Petróleos de Venezuela".
    fn is_behind_foreign_word(&self, start: usize) -> bool {
        let tokens = &self.scan.tokens;
        let Some(first) = start.checked_sub(2).filter(|_| self.scan.english) else { return false };
        let small = tokens[start - 1].folded();
        tokens[first].capital
            && !is_no_name(tokens[first].folded())
            && !tokens[start - 1].capital
            && beside(&tokens[start - 1])
            && beside(&tokens[start])
            && matches!(small, "de" | "da" | "du" | "di" | "del" | "della" | "des" | "dos")
    }

    pub(super) fn name_after(&self, end: usize) -> bool {
        name_after(self.scan, end)
    }
}

pub(super) fn is_state(scan: &Scan<'_>, at: usize) -> bool {
    let tokens = &scan.tokens;
    let one = &tokens[at];
    let two = tokens
        .get(at + 1)
        .filter(|next| beside(next))
        .map(|next| format!("{} {}", one.folded(), next.folded()));
    one.capital && (is(one.folded(), State) || two.is_some_and(|two| is(&two, State)))
}

pub(super) fn name_before(scan: &Scan<'_>, start: usize) -> bool {
    let tokens = &scan.tokens;
    let Some(before) = start.checked_sub(1) else { return false };
    let word = &tokens[before];
    if !beside(&tokens[start]) || word.possessive() {
        return false;
    }
    // "Dear France", but "Dear Jordan"
    if GREETINGS.contains(&word.folded()) && !GIVEN.contains(&tokens[start].folded()) {
        return false;
    }
    if is(word.folded(), Honorific)
        || (word.capital && (is(word.folded(), Rank) || scan.title(before).is_some()))
    {
        return true;
    }
    if !word.capital || scan.name(before).is_some() {
        return false;
    }
    // "Q  Israel?" in a transcript, but "J. Jordan".
    if word.folded().len() == 1 && scan.text.as_bytes().get(word.place.end) != Some(&b'.') {
        return false;
    }
    // In another language any word may open a sentence.
    let opens = if scan.english { opens_sentence(scan, before) } else { word.gap == Gap::Stop };
    !(opens || is_no_name(word.folded()))
}

/// Whether a word opens a sentence and is no name, by its form or by the table: "Visiting", "Asked", "Recently"; "Four U.S.
/// soldiers", "Senior UN officials".
pub(super) fn opens_sentence(scan: &Scan<'_>, at: usize) -> bool {
    let word = &scan.tokens[at];
    let formed = || {
        word.folded().len() > 4
            && ["ing", "ed", "ly"].iter().any(|ending| word.folded().ends_with(ending))
            && !is(word.folded(), Given)
    };
    matches!(word.gap, Gap::Stop | Gap::Other) && (formed() || is(word.folded(), Adjective))
}

/// A word without what is elided before it: "île" of "l'île".
pub(super) fn behind_apostrophe(word: &str) -> &str {
    word.rsplit('\'').next().unwrap_or(word)
}

/// Countries beside Niger that are not beside its state in Nigeria.
const BESIDE_NIGER: [&str; 6] = ["ML", "BF", "TD", "DZ", "LY", "CM"];

/// What a country is called by.
const GREETINGS: [&str; 8] = ["dear", "poor", "hello", "goodbye", "farewell", "viva", "vive", "forza"];

/// Who or what only the American state of Georgia has.
const OF_STATE: [&str; 6] = ["governor", "gov", "senator", "senators", "legislature", "congressman"];

/// What joins an office to its country in other languages.
pub(super) const OF_ABROAD: [&str; 12] =
    ["de", "du", "d", "do", "da", "des", "del", "von", "van", "av", "of", "di"];
