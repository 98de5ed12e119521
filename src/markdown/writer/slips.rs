//! Links that are none, for one sign is missing or out of place: readers see their brackets.

use std::ops::Range;

use super::Writer;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::is_host;

/// How many bytes before and behind a bracket are searched for the ends of a link that is none.
const NEAR: usize = 512;

impl Writer<'_> {
    /// Warns of brackets in the text that were meant as a link.
    pub(super) fn warn_of_slips(&mut self) {
        let mut from = 0;
        while let Some(at) = memchr::memchr2(b']', b'[', &self.body.text.as_bytes()[from..]) {
            let at = from + at;
            from = at + 1;
            let run = &self.body.runs[self.body.runs.partition_point(|run| run.text.end <= at)];
            let place = self.body.source_of(at..at + 1).start - self.base;
            if run.code || !self.source[place..].starts_with(&self.body.text[at..=at]) {
                continue;
            }
            let Some(slip) = slip(self.source, place) else { continue };
            let span = Span::new(self.file, self.in_file(&slip.place));
            let told = Diagnostic::warning(Code::DeadLink, span, slip.message).hint(slip.hint);
            self.diagnostics.push(told);
        }
    }
}

struct Slip {
    place: Range<usize>,
    message: String,
    hint: String,
}

/// What was meant by the bracket at a place of the source.
fn slip(source: &str, at: usize) -> Option<Slip> {
    if source[at..].starts_with('[') && source[..at].ends_with('^') {
        return inline_note(source, at);
    }
    let is_near = match source.as_bytes()[at] {
        b'[' => source[..at].ends_with(')'),
        _ => source[at + 1..].starts_with('(') || source[at + 1..].starts_with(" ("),
    };
    if !is_near {
        return None;
    }
    let before = &source[source.ceil_char_boundary(at.saturating_sub(NEAR))..at];
    let before = before.rsplit('\n').next()?;
    let line = &source[at + 1..source.floor_char_boundary((at + 1 + NEAR).min(source.len()))];
    let line = line.split(['\n', '\r']).next()?;
    if source[at..].starts_with('[') {
        return turned_round(before, line, at);
    }
    let words = &before[opening(before)? + 1..];
    let start = at - words.len() - 1;
    let is_parted = line.starts_with(" (");
    let inner =
        line.trim_start_matches(' ').strip_prefix('(').filter(|_| is_parted || line.starts_with('('))?;
    let address = inner.split(')').next().unwrap_or(inner);
    let first = address.split_whitespace().next()?;
    // Anything else in brackets may be meant as it stands; what another program fills in is told of elsewhere.
    if address.contains("{{") || address.contains("{%") || words.starts_with('^') {
        return None;
    }
    if !begins_address(first) && !is_file(first) && !is_file(address) {
        return None;
    }
    let offset = line.len() - inner.len();
    let place = start..at + 1 + offset + address.len();
    let (bang, what) = if source[..start].ends_with('!') { ("!", "picture") } else { ("", "link") };
    let told = |why: &str, hint: String| {
        Some(Slip { place: place.clone(), message: format!("this is no {what}, for {why}"), hint })
    };
    if is_parted {
        // `[2] (https://…)` and `[sic] (https://…)` are words.
        let is_meant = words.contains(char::is_alphabetic) && words != "sic";
        let is_whole = is_meant && address.len() < inner.len() && address.trim() == first;
        let scheme = if is_host(first.split('/').next().unwrap_or_default()) { "https://" } else { "" };
        let hint = format!("take the blank out: {bang}[{words}]({scheme}{first})");
        return is_whole.then(|| told("a blank parts its words from its address", hint))?;
    }
    if address.len() == inner.len() {
        let place = place.start..place.start + 1 + words.len() + 2 + first.len();
        let message = format!("this is no {what}, for its address is not closed");
        return Some(Slip { place, message, hint: format!("close it with `)`: {bang}[{words}]({first})") });
    }
    let behind = address.trim().strip_prefix(first).unwrap_or_default().trim();
    if let Some(size) = behind.strip_prefix('=').filter(|size| is_size(size)) {
        let hint = format!("take out `={size}`: pictures are shown in their own size");
        return told("there is a size behind its address", hint);
    }
    if behind.starts_with(['“', '”', '„', '‘', '’']) {
        let title = behind.trim_matches(['“', '”', '„', '‘', '’']);
        let hint = format!("write the title in straight quotes: ({first} \"{title}\")");
        return told("its title stands in typographic quotes", hint);
    }
    if behind.starts_with('"') {
        let hint = "write one title in straight quotes, and nothing behind it".to_string();
        return told("something stands behind its title", hint);
    }
    if behind.is_empty() && !address.contains('(') {
        return None;
    }
    if first.ends_with("://") {
        let hint = format!("take the blank out: ({first}{behind})");
        return told("there is a blank in its address", hint);
    }
    let why = if behind.is_empty() {
        "a bracket in its address is not closed"
    } else {
        "there is a blank in its address"
    };
    // These would end with an angle bracket of the address.
    let hint = match address.contains(['<', '>']) {
        true => "take out of it what is no part of an address".to_string(),
        false => format!("put the address in angle brackets: (<{}>)", address.trim()),
    };
    told(why, hint)
}

/// `^[a note in the text]`, where `[` stands at `at`.
fn inline_note(source: &str, at: usize) -> Option<Slip> {
    let near = &source[at + 1..source.floor_char_boundary((at + 1 + NEAR).min(source.len()))];
    let (note, _) = near.split("\n\n").next()?.split_once(']')?;
    // `x^[2]` is no note.
    let is_meant = note.contains(char::is_alphabetic) && note.trim().contains(char::is_whitespace);
    is_meant.then(|| Slip {
        place: at - 1..at + note.len() + 2,
        message: "this is no note: notes stand below the text".to_string(),
        hint: "write `[^note]` here, and below, on a line of its own, `[^note]: ` and its words".to_string(),
    })
}

/// `(https://…)[words]`, where `[` stands at `at`.
fn turned_round(before: &str, line: &str, at: usize) -> Option<Slip> {
    let (_, address) = before.strip_suffix(')')?.rsplit_once('(')?;
    let (words, _) = line.split_once(']')?;
    // `(https://…)[2]` refers to a note.
    let is_meant = begins_address(address)
        && !address.contains(char::is_whitespace)
        && words.contains(char::is_alphabetic)
        && !words.starts_with('^');
    is_meant.then(|| Slip {
        place: at - address.len() - 2..at + words.len() + 2,
        message: "the brackets of this link stand the wrong way round".to_string(),
        hint: format!("write [{words}]({address})"),
    })
}

/// Where the bracket stands that the next one closes: others within may be a picture's.
fn opening(before: &str) -> Option<usize> {
    let mut depth = 0;
    before.rmatch_indices(['[', ']']).find_map(|(at, sign)| match (sign, depth) {
        ("[", 0) => Some(at),
        ("[", _) => {
            depth -= 1;
            None
        }
        _ => {
            depth += 1;
            None
        }
    })
}

fn begins_address(text: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| text.starts_with(scheme))
}

/// Whether a text ends as the name of a file does.
fn is_file(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(_, ending)| {
        (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

/// `100x200`, `100x`, `x200`, `50%x`.
fn is_size(text: &str) -> bool {
    text.contains('x') && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'x' | b'%' | b'*'))
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn a_sign_out_of_place_is_told_with_the_link_that_was_meant() {
        for (source, hint) in [
            ("[One team▸] (https://x.org) is", "take the blank out: [One team](https://x.org)"),
            ("![A photo▸] (a.jpg)", "take the blank out: ![A photo](a.jpg)"),
            ("[x.gov▸] (x.gov) is", "take the blank out: [x.gov](https://x.gov)"),
            ("[One team▸](https://x.org and", "close it with `)`: [One team](https://x.org)"),
            ("[![a](b.png)▸](https://x.org", "close it with `)`: [![a](b.png)](https://x.org)"),
            ("(https://x.org)▸[One team]", "write [One team](https://x.org)"),
            ("[e▸](https://x.org/a b)", "put the address in angle brackets: (<https://x.org/a b>)"),
            ("[e▸](https:// x.org)", "take the blank out: (https://x.org)"),
            ("[e▸](https://x.org/> b)", "take out of it what is no part of an address"),
            ("[e▸](my report.pdf)", "put the address in angle brackets: (<my report.pdf>)"),
            ("[e▸](https://x.org/(b) c", "put the address in angle brackets: (<https://x.org/(b>)"),
            ("![A▸](a.jpg =100x200)", "take out `=100x200`: pictures are shown in their own size"),
            (
                "it is^▸[so they say]",
                "write `[^note]` here, and below, on a line of its own, `[^note]: ` and its words",
            ),
            ("[e▸](https://x.org “t”)", "write the title in straight quotes: (https://x.org \"t\")"),
        ] {
            let at = source.find('▸').unwrap();
            let found = slip(&source.replace('▸', ""), at).map(|slip| slip.hint);
            assert_eq!(found.as_deref(), Some(hint), "{source}");
        }
        for source in [
            "x^▸[2]",
            "[sic▸] (as it stands)",
            "[sic▸] (https://x.org)",
            "[2▸] (https://x.org)",
            "[x▸](as it stands)",
            "[^1▸](a.jpg b)",
            "(https://x.org)▸[2]",
        ] {
            let at = source.find('▸').unwrap();
            assert!(slip(&source.replace('▸', ""), at).is_none(), "{source}");
        }
    }
}
