//! Every candidate of every article of a digest as a line of JSON: what `dateline explain` says, for a whole digest.
//!
//! ```sh
//! cargo run --release --example mentions -- DIGEST > mentions.jsonl
//! ```

use std::io::Write;
use std::path::Path;

use dateline::digest::candidates;
use dateline::{Options, Site};

fn main() {
    let root = std::env::args().nth(1).expect("the folder of a digest");
    let site = Site::load(Path::new(&root), &Options::default()).expect("a digest that can be read");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for entry in &site.digest.articles {
        let body = &entry.article.body;
        for it in candidates(&site.digest, entry) {
            let block = body.blocks.iter().find(|block| block.text.contains(&it.text.start));
            let block = block.map_or(0..body.text.len(), |block| block.text.clone());
            let from = body.text[block.start..it.text.start]
                .char_indices()
                .rev()
                .nth(70)
                .map_or(block.start, |(at, _)| block.start + at);
            let to = body.text[it.text.end..block.end]
                .char_indices()
                .nth(70)
                .map_or(block.end, |(at, _)| it.text.end + at);
            let line = serde_json::json!({
                "file": entry.article.file.as_str(),
                "before": &body.text[from..it.text.start],
                "text": &body.text[it.text.clone()],
                "after": &body.text[it.text.end..to],
                "entity": it.entity.map(|id| id.key().to_string()),
                "rule": it.rule.as_str(),
                "linked": it.linked,
                "reason": it.reason.as_ref().map(dateline::mention::Reason::says),
            });
            writeln!(out, "{line}").expect("standard output can be written to");
        }
    }
}
