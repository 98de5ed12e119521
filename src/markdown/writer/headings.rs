//! Headings: their level below the page's own headline, and their ids.

use pulldown_cmark::HeadingLevel;

use super::{OpenHeading, Writer};
use crate::html::escaped;
use crate::markdown::Piece;
use crate::slug::slugify;

impl Writer<'_> {
    /// Body headings stand below the article's own title: each moves one level down. A body that begins at `##`, or
    /// leaves a level out, still leaves none out on the page.
    pub(super) fn end_heading(&mut self, level: HeadingLevel) {
        let level = level as usize;
        while self.levels.last().is_some_and(|outer| *outer >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        let level = (self.levels.len() + 1).min(6);
        let text_start = self.block.as_ref().map_or(0, |block| block.text);
        let text = self.body.text[text_start..].trim().to_string();
        self.close_block();
        if let Some(OpenHeading { piece, id }) = self.heading.take() {
            let id = self.anchor(&id.unwrap_or_else(|| slugify(&text)));
            // Emphasis right behind it stands in the same piece.
            if let Piece::Html(html) = &mut self.body.pieces[piece] {
                html.to_mut().insert_str(0, &format!("<h{level} id=\"{}\">", escaped(&id)));
            }
        }
        self.html(format!("</h{level}>\n"));
    }

    pub(super) fn anchor(&mut self, wanted: &str) -> String {
        let wanted: String = wanted.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let wanted = match wanted.as_str() {
            "" => "section".to_string(),
            // The templates' own ids begin so.
            own if own.starts_with("d-") => format!("section-{own}"),
            _ => wanted,
        };
        let mut id = wanted.clone();
        // The number goes on where the last heading of these words left it: many equal headings stay cheap.
        let mut number = self.anchors.get(&wanted).copied().unwrap_or(1);
        while self.anchors.contains_key(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        self.anchors.insert(wanted, number);
        self.anchors.entry(id.clone()).or_insert(1);
        self.body.anchors.push(id.clone());
        id
    }
}
