//! What `dateline explain` says, for a whole digest: every candidate as a line of JSON, or a random sample of the links
//! to be read by a human being, each with the words around it.
//!
//! ```sh
//! cargo run --release --example mentions -- DIGEST > mentions.jsonl
//! cargo run --release --example mentions -- DIGEST SEED COUNT
//! ```

use std::io::Write;
use std::ops::Range;
use std::path::Path;

use dateline::digest::candidates;
use dateline::markdown::Body;
use dateline::mention::Reason;
use dateline::{Options, Site};
use xxhash_rust::xxh3::xxh3_64_with_seed;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let root = arguments.next().expect("the folder of a digest");
    let mut number = || arguments.next().map(|number| number.parse::<u64>().expect("a number"));
    let sample = number().zip(number());
    let site = Site::load(Path::new(&root), &Options::default()).expect("a digest that can be read");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut links = Vec::new();
    for entry in &site.digest.articles {
        let (file, body) = (entry.article.file.as_str(), &entry.article.body);
        for it in candidates(&site.digest, entry) {
            let (before, after) = around(body, &it.text);
            let text = &body.text[it.text.clone()];
            let entity = it.entity.map(|id| id.key().to_string());
            let (rule, reason) = (it.rule.as_str(), it.reason.as_ref().map(Reason::says));
            if let Some((seed, _)) = sample {
                let order = xxh3_64_with_seed(format!("{file} {}", it.text.start).as_bytes(), seed);
                let shown = format!("{before}⟦{text}⟧{after}").replace('\n', " ");
                let key = entity.as_deref().unwrap_or_default();
                if it.linked {
                    links.push((order, format!("{key:24} {rule:10} {shown}   ({file})")));
                }
                continue;
            }
            let line = serde_json::json!({
                "file": file, "before": before, "text": text, "after": after, "entity": entity,
                "rule": rule, "linked": it.linked, "reason": reason,
            });
            writeln!(out, "{line}").expect("standard output can be written to");
        }
    }
    if let Some((_, count)) = sample {
        let all = links.len();
        links.sort();
        for (_, line) in links.iter().take(count as usize) {
            writeln!(out, "{line}").expect("standard output can be written to");
        }
        writeln!(out, "{} of {all} links", links.len().min(count as usize))
            .expect("standard output can be written to");
    }
}

/// Seventy characters on either side, within the block.
fn around<'a>(body: &'a Body, place: &Range<usize>) -> (&'a str, &'a str) {
    let block = body.blocks.iter().find(|block| block.text.contains(&place.start));
    let block = block.map_or(0..body.text.len(), |block| block.text.clone());
    let before = &body.text[block.start..place.start];
    let after = &body.text[place.end..block.end];
    let from = before.char_indices().rev().nth(70).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(70).map_or(after.len(), |(at, _)| at);
    (&before[from..], &after[..to])
}
