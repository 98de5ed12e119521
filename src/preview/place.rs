//! Which line of which file a place on a page comes from. The page's bytes do not say; its words do.

use crate::Site;
use crate::diagnostic::locate;
use crate::front_matter;
use crate::input_path::InputPath;
use crate::markdown::Body;
use crate::preview::page;

/// What was clicked on.
#[derive(Clone, Copy, Debug)]
pub struct Clicked<'a> {
    /// The path of the page.
    pub page: &'a str,
    /// The path that the nearest link leads to, for a card.
    pub link: Option<&'a str>,
    /// The words of the nearest block.
    pub words: &'a str,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: InputPath,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// Where the author wrote what was clicked on.
pub fn find(site: &Site, clicked: Clicked<'_>) -> Option<Place> {
    let words = plain(clicked.words);
    if let Some(file) = page::file_at(site, clicked.page) {
        if let Some(at) = site.digest.body_of(file).and_then(|body| block(body, &words)) {
            return Some(place(site.source(file), file, at));
        }
        if let Some(at) = front_matter(site, file, &words) {
            return Some(place(site.inputs.text(file), file, at));
        }
    }
    let linked = clicked.link.and_then(|link| page::file_at(site, link));
    linked.or_else(|| page::file_at(site, clicked.page)).map(|file| place("", file, 0))
}

fn place(text: &str, file: &InputPath, at: usize) -> Place {
    let at = locate(text, at);
    Place { file: file.clone(), line: at.line, column: at.column }
}

/// The byte at which the block with these words begins: the longest that the words end with, for a page may put
/// something before the text, such as the dateline.
fn block(body: &Body, words: &str) -> Option<usize> {
    let blocks = body.blocks.iter().map(|block| (plain(&body.text[block.text.clone()]), block.source.start));
    let found = blocks.filter(|(text, _)| !text.is_empty() && words.ends_with(text.as_str()));
    found.max_by_key(|(text, start)| (text.len(), usize::MAX - start)).map(|(_, start)| start)
}

/// The line of the front matter that holds the words: a headline, a summary, a caption.
fn front_matter(site: &Site, file: &InputPath, words: &str) -> Option<usize> {
    let split = front_matter::split(file, site.inputs.text(file)).ok().filter(|_| !words.is_empty())?;
    let mut at = split.yaml_start;
    for line in split.yaml.split_inclusive('\n') {
        let value = plain(line.split_once(':').map_or(line, |(_, value)| value));
        let value = value.trim_matches(['"', '\'']);
        if value.len() > 2 && (value == words || value.contains(words)) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// Words as they are compared: one blank between them.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
