//! What stands beside a surname: a rank, a given name, another surname, what its bearer leads.

use super::super::super::lexicon::Form;
use super::super::super::scan::beside;
use super::super::super::token::{Gap, Token};
use super::super::super::words::{Class::*, is, is_no_name};
use super::super::Resolver;
use super::super::country::opens_sentence;

impl Resolver<'_> {
    /// The rank before a surname, or before the two of which it is one, that its bearer's office has to name.
    /// Whether it is that of several is told too.
    pub(super) fn rank_before(&self, start: usize) -> Option<(&'static str, bool)> {
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
    pub(super) fn led(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        let pair = tokens.get(end).is_some_and(|next| next.gap == Gap::Hyphen && next.capital);
        let next = if pair { end + 1 } else { end };
        // "the Biden-Harris administration", "the Trump-era rule"
        let joined = |next: &Token<'_>| beside(next) || (!pair && next.gap == Gap::Hyphen);
        tokens.get(next).is_some_and(|next| joined(next) && is(next.folded(), Team))
    }

    /// Whether a surname is said of somebody else of the family: "President Macron and Mrs Macron".
    pub(super) fn is_spouse(&self, start: usize, end: usize) -> bool {
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
    pub(super) fn surname_after(&self, end: usize) -> bool {
        let scan = self.scan;
        let next = scan.tokens.get(end).filter(|next| beside(next) && next.capital && !next.shouted);
        next.is_some()
            && !scan.tokens[end - 1].possessive()
            && scan.name(end).is_some_and(|name| name.senses.iter().all(|sense| sense.form == Form::Short))
    }

    /// Whether the capitalised word before a surname looks like somebody's given name, not like what they are.
    pub(super) fn is_given_before(&self, start: usize) -> bool {
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
    pub(super) fn part_of_name(&self, start: usize, led: bool) -> bool {
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

    pub(in super::super) fn is_month(&self, at: usize) -> bool {
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
