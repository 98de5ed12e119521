//! When the name of an organization that is one word means it, and is no word of everyday, nobody's given name and no part
//! of another name: "Shell fire", "Chelsea Clinton", "Mr Renault", "the Amazon". Never knows where an organization is at home.

use std::ops::Range;

use super::super::Reason;
use super::super::lexicon::Form;
use super::super::scan::{Match, beside};
use super::super::token::{Gap, Token};
use super::super::words::{Class::*, is, is_no_name};
use super::Resolver;
use crate::entity::OrganizationId;

impl Resolver<'_> {
    /// Why the name of an organization that is one word, and no acronym, is none.
    pub(super) fn no_single_word(&mut self, at: usize, id: OrganizationId) -> Option<Reason> {
        let tokens = &self.scan.tokens;
        let word = &tokens[at];
        // "G7"
        let acronym = word.capitals || word.folded().bytes().any(|byte| byte.is_ascii_digit());
        if !self.scan.english || acronym {
            return None;
        }
        let before = at.checked_sub(1).map(|before| &tokens[before]).filter(|_| beside(word));
        if before.is_some_and(|title| title.capital && is(title.folded(), Honorific)) {
            return Some(Reason::PartOfName);
        }
        // "the National Election Commission", but "the War. Congress"
        let body = before.is_some_and(|body| body.capital && !opens(body) && is(body.folded(), Body));
        if body && self.scan.title(at - 1).is_none() {
            return Some(Reason::PartOfName);
        }
        if self.begins_unknown(at) {
            // "Chelsea Handler spoke": from here on the word may mean her.
            if self.begins_somebody(at) && !self.text.organizations.contains(&id) {
                self.others.push(id);
            }
            return Some(Reason::PartOfName);
        }
        if !is(word.folded(), Common) {
            return None;
        }
        if self.begins_department(at) {
            return Some(Reason::PartOfName);
        }
        if before.is_some_and(|the| the.folded() == "the") && self.is_bare(at) {
            return Some(Reason::SomethingElse);
        }
        if !opens(word) || self.text.organizations.contains(&id) || self.is_active(at) {
            return None;
        }
        Some(Reason::Everyday)
    }

    /// Whether a capitalised word behind makes a name the beginning of one that nobody knows: "Apple Records", "Labour Day",
    /// but "Labour MPs", "Senate Foreign Relations Committee", "Congress President Sonia Gandhi".
    fn begins_unknown(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let goes_on = |token: &&Token<'_>| {
            beside(token)
                && !token.shouted
                && (token.capital || matches!(token.folded(), "and" | "on" | "of"))
        };
        let Some(next) = tokens.get(at + 1).filter(goes_on).filter(|next| next.capital) else { return false };
        let short = |name: &Match<'_>| name.senses.iter().all(|sense| sense.form == Form::Short);
        // "Nokia Oyj", but "Star Ltd" may be any
        if is(next.folded(), Firm) && !is(tokens[at].folded(), Common) {
            return false;
        }
        // "Samsung C&T"
        let acronym = next.capitals || next.place.len() == 1;
        if tokens[at].possessive() || acronym || self.scan.title(at + 1).is_some() {
            return false;
        }
        if let Some(name) = self.scan.name(at + 1) {
            return short(name);
        }
        let says_what = [Rank, Style, Honorific, Party].iter().any(|class| is(next.folded(), *class));
        let organ =
            || tokens[at + 1..].iter().take(ORGAN).take_while(goes_on).any(|token| is(token.folded(), Organ));
        !(says_what || is_no_name(next.folded()) || organ())
    }

    /// Whether a word is one of those that a department is called by: "Labour and Social Welfare Minister".
    fn begins_department(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let joins = |token: &&Token<'_>| {
            matches!(token.gap, Gap::Space | Gap::Comma) && (token.capital || token.folded() == "and")
        };
        let run = || tokens[at + 1..].iter().take(ORGAN).take_while(joins);
        let next = run().next().is_some_and(|next| next.folded() == "and" || next.gap == Gap::Comma);
        next && !tokens[at].possessive() && run().any(|it| DEPARTMENTS.contains(&it.folded()))
    }

    /// Whether the words behind a name that goes on say that it is somebody's.
    fn begins_somebody(&self, at: usize) -> bool {
        self.scan.name(at + 1).is_some() || self.is_somebody(at + 1)
    }

    /// Whether no noun stands behind a word: "The Amazon is", "in the Amazon.", but "the Amazon warehouse".
    fn is_bare(&self, at: usize) -> bool {
        let next =
            self.scan.tokens.get(at + 1).filter(|next| beside(next) && !self.scan.tokens[at].possessive());
        next.is_none_or(|next| {
            let verb = [Opener, Copula, Saying, Doing].iter().any(|class| is(next.folded(), *class));
            !next.capital && (verb || next.folded().ends_with("ed"))
        })
    }

    /// Whether what stands behind a word that opens a sentence says that it is a name: "Apple's shares", "Shell and BP", "Apple
    /// shares", "Amazon opened", but "Shell fire killed", "Amnesty was offered", "Visa has been denied".
    fn is_active(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let word = |at: usize| tokens.get(at).map_or("", |word| word.folded());
        let Some(next) = tokens.get(at + 1).filter(|next| beside(next) && !next.capital) else { return true };
        let next = next.folded();
        let own = self.scan.title(at + 1).is_some()
            || is(next, Rank)
            || is(next, Style)
            || OF_FIRMS.contains(&next);
        let acts = own || is(next, Doing) || is(next, Saying) || (next.len() > 4 && next.ends_with("ed"));
        let passive = matches!(next, "is" | "was" | "are" | "were") || matches!(word(at + 2), "be" | "been");
        tokens[at].possessive() || acts || (is(next, Opener) && !passive)
    }

    /// Whether the name of an organization is a town's or a valley's: "in Orange, California", "the Vale of York".
    pub(super) fn is_of_land(&self, name: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let word = |at: usize| tokens.get(at).map_or("", |word| word.folded());
        let (start, end) = (name.start, name.end);
        let within = start > 0
            && beside(&tokens[start])
            && ["in", "near", "from", "to", "outside", "of"].contains(&word(start - 1));
        let town = || within && self.is_town(start, end) && !tokens[end].possessive();
        let unknown = |at: usize| {
            let next = tokens.get(at).filter(|next| beside(next) && next.capital && !next.shouted);
            next.is_some_and(|next| !is_no_name(next.folded()) && self.scan.name(at).is_none())
        };
        let of = tokens.get(end).is_some_and(|of| beside(of) && of.folded() == "of");
        self.scan.english
            && !tokens[end - 1].possessive()
            && !tokens[start].capitals
            && (town() || (of && name.len() == 1 && is(word(start), Common) && unknown(end + 1)))
    }
}

/// How far behind the name of an organization its organ is looked for: "Senate Foreign Relations Committee".
const ORGAN: usize = 6;

/// Ends the names of departments, and of those at their head.
const DEPARTMENTS: [&str; 6] = ["minister", "ministers", "ministry", "secretary", "department", "committee"];

/// What only a firm or a body has, behind its name: "Apple shares fell".
const OF_FIRMS: [&str; 7] =
    ["shares", "stock", "executives", "officials", "investors", "lawyers", "engineers"];

/// Whether a word opens a sentence, where its capital says nothing.
fn opens(word: &Token<'_>) -> bool {
    matches!(word.gap, Gap::Stop | Gap::Other)
}
