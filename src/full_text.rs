//! The index of the full text, by which `/search/` finds any word (Pagefind): made from the digest alone, after its
//! pages, and only by a build. The only module that knows Pagefind. Never knows where the files go.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use unicode_segmentation::UnicodeSegmentation;
use xxhash_rust::xxh3::xxh3_128;

use crate::digest::{Digest, Entry, Ix};
use crate::entity::{EntityId, Subject};
use crate::route::Route;

/// The file that says of which records the index is.
pub const KEY: &str = "key.txt";

/// What of Pagefind's files the page of the search needs; its user interfaces are not among it.
const NEEDED: [&str; 3] = ["pagefind.js", "pagefind-worker.js", "pagefind-entry.json"];

/// What is searched of the articles of a digest.
#[derive(Debug)]
pub struct Records {
    language: String,
    records: Vec<Record>,
}

#[derive(Debug)]
struct Record {
    url: String,
    text: String,
    meta: BTreeMap<String, String>,
    filters: BTreeMap<String, Vec<String>>,
}

impl Records {
    /// The records of a digest, newest first.
    pub fn new(digest: &Digest) -> Records {
        // All in one index, whatever their language: a search is over all of them.
        let language = digest.config.language.split('-').next().unwrap_or("en").to_string();
        let record = |(ix, entry): (usize, &Arc<Entry>)| record(digest, ix as Ix, entry);
        Records { language, records: digest.articles.iter().enumerate().map(record).collect() }
    }

    /// Changes when the index would.
    pub fn key(&self) -> String {
        let mut hashed = format!("{} {}\n", env!("CARGO_PKG_VERSION"), self.language);
        for record in &self.records {
            let _ = writeln!(hashed, "{record:?}");
        }
        format!("{:032x}\n", xxh3_128(hashed.as_bytes()))
    }

    /// The files of the index by their names below its folder.
    pub fn index(self) -> Result<Vec<(String, Vec<u8>)>, String> {
        let config = PagefindServiceConfig::builder().force_language(self.language.clone()).build();
        let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|e| e.to_string())?;
        let files = runtime.block_on(async {
            let mut index = PagefindIndex::new(Some(config))?;
            for Record { url, text, meta, filters } in self.records {
                let language = self.language.clone();
                index.add_custom_record(url, text, language, Some(meta), Some(filters), None).await?;
            }
            index.get_files().await
        });
        let name = |path: &std::path::Path| path.to_string_lossy().replace('\\', "/");
        let is_needed =
            |name: &str| NEEDED.contains(&name) || !(name.ends_with(".js") || name.ends_with(".css"));
        let files = files.map_err(|error| error.to_string())?.into_iter();
        let named = files.map(|file| (name(&file.filename), file.contents));
        Ok(named.filter(|(name, _)| is_needed(name)).collect())
    }
}

/// What the index is to take for words of their own, a hair's breadth apart: it parts them at blanks alone.
fn apart(text: &str) -> String {
    let text = elided_apart(text);
    if text.chars().any(is_unparted) { letters_apart(&text) } else { text }
}

/// A hair's breadth: a blank to the index, and hardly one to readers.
const HAIR: char = '\u{200a}';

/// Every letter of the scripts that write no blanks between words: phrases of theirs are sought letter by letter.
fn letters_apart(text: &str) -> String {
    let mut out = String::with_capacity(2 * text.len());
    // Whether the last letter is one of them: what stands between it and the next parts no words either.
    let (mut was_letter, mut was_blank) = (false, true);
    for cluster in text.graphemes(true) {
        let first = cluster.chars().next().unwrap_or(' ');
        let is_letter = is_unparted(first);
        if !was_blank && (is_letter || was_letter && first.is_alphanumeric()) {
            out.push(HAIR);
        }
        out.push_str(cluster);
        was_blank = first.is_whitespace();
        was_letter = is_letter || was_letter && !first.is_alphanumeric();
    }
    out
}

/// Whether a letter is of a script without blanks between words: Han, the Japanese syllables, Thai, Lao, Burmese, Khmer.
/// `search.js` knows the same ones.
fn is_unparted(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}' | '々' | '〆'
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// What French joins to a word by an apostrophe: l’Ukraine, qu’Israël.
fn elided_apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        out.push(sign);
        if matches!(sign, '\'' | '’') {
            let joined = text[word..at].to_lowercase();
            let is_elided = matches!(joined.as_str(), "c" | "d" | "j" | "l" | "m" | "n" | "s" | "t" | "qu");
            if is_elided && signs.peek().is_some_and(|(_, next)| next.is_alphabetic()) {
                out.push(HAIR);
            }
        }
        if !sign.is_alphanumeric() {
            word = at + sign.len_utf8();
        }
    }
    out
}

fn record(digest: &Digest, ix: Ix, entry: &Entry) -> Record {
    let article = &entry.article;
    let name = |id: EntityId| digest.subject_name(Subject::Entity(id));
    let day = article.date.day;
    let mut meta =
        BTreeMap::from([("title".to_string(), article.title.clone()), ("date".to_string(), day.to_string())]);
    if let Some(source) = article.sources.first() {
        meta.insert("by".to_string(), digest.config.outlet_name(&source.name).to_string());
    }
    if let Some(language) = article.language.as_ref().filter(|language| **language != digest.config.language)
    {
        meta.insert("lang".to_string(), language.clone());
    }
    let mut filters = BTreeMap::from([
        ("country", entry.countries.iter().map(|id| name(EntityId::Country(*id))).collect::<Vec<_>>()),
        ("person", entry.people.iter().map(|id| name(EntityId::Person(*id))).collect()),
        ("topic", entry.topics.iter().map(|id| name(EntityId::Topic(*id))).collect()),
        ("year", vec![format!("{:04}", day.year())]),
    ]);
    filters.retain(|_, values| !values.is_empty());
    let summary = if article.has_summary { format!("{}\n\n", article.summary) } else { String::new() };
    Record {
        url: Route::Article(ix).url(digest),
        text: apart(&format!("{summary}{}", article.body.text)),
        meta,
        filters: filters.into_iter().map(|(kind, values)| (kind.to_string(), values)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{HAIR, apart};

    #[test]
    fn what_is_joined_stands_apart() {
        assert_eq!(
            apart("L’Ukraine d'Élysée, qu’Oman"),
            "L’\u{200a}Ukraine d'\u{200a}Élysée, qu’\u{200a}Oman"
        );
        assert_eq!(
            apart("零利率。WTO（政").split(HAIR).collect::<Vec<_>>(),
            ["零", "利", "率。", "WTO（", "政"]
        );
        assert_eq!(
            apart("WTO的ประเทศ").split(HAIR).collect::<Vec<_>>(),
            ["WTO", "的", "ป", "ร", "ะ", "เ", "ท", "ศ"]
        );
        for text in ["don't", "it's", "O'Brien", "rock 'n' roll", "l'", "aujourd’hui", "d’"] {
            assert_eq!(apart(text), text);
        }
    }
}
