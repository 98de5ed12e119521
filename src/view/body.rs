//! A body as HTML: the holes that the Markdown parser left are filled with the URLs of this snapshot.

use std::ops::Range;

use crate::digest::{Destination, Digest, Entry, Mention};
use crate::entity::{EntityId, Subject};
use crate::html::escape;
use crate::input::Inputs;
use crate::input_path::InputPath;
use crate::markdown::{Body, Image, Piece};
use crate::picture::Picture;
use crate::route::{Route, picture_name};
use crate::slug::encoded;
use crate::theme::Html;

/// The HTML of a file's body; `folder` is the root-relative URL of its page, beside which its images lie.
pub fn html(digest: &Digest, inputs: &Inputs, file: &InputPath, body: &Body, folder: &str) -> Html {
    write(digest, inputs, file, body, &[], Place { folder, origin: "" }).into()
}

/// The HTML of an article's body, with the names that its text mentions as links.
pub fn of_article(digest: &Digest, inputs: &Inputs, entry: &Entry, folder: &str) -> String {
    let article = &entry.article;
    write(digest, inputs, &article.file, &article.body, &entry.mentions, Place { folder, origin: "" })
}

/// The same for a reader elsewhere, such as a feed's: every URL is absolute.
pub fn absolute(digest: &Digest, inputs: &Inputs, entry: &Entry, folder: &str) -> String {
    let (article, place) = (&entry.article, Place { folder, origin: &digest.config.origin });
    write(digest, inputs, &article.file, &article.body, &entry.mentions, place)
}

/// Where a body is read.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// Root-relative URL of its page.
    folder: &'a str,
    /// What comes before root-relative URLs; empty on the site itself.
    origin: &'a str,
}

fn write(
    digest: &Digest,
    inputs: &Inputs,
    file: &InputPath,
    body: &Body,
    mentions: &[Mention],
    place: Place<'_>,
) -> String {
    let Place { folder, origin } = place;
    let destinations = digest.destinations.get(file).map_or(&[][..], Vec::as_slice);
    let mut out = String::with_capacity(body.text.len() * 5 / 4 + 256);
    for piece in &body.pieces {
        match piece {
            // Footnotes lead to places of the same page.
            Piece::Html(html) if !origin.is_empty() => {
                out.push_str(&html.replace("href=\"#", &format!("href=\"{origin}{folder}#")))
            }
            Piece::Html(html) => out.push_str(html),
            Piece::Text(range) if mentions.is_empty() => escape(&body.text[range.clone()], &mut out),
            Piece::Text(range) => text(digest, body, mentions, range, origin, &mut out),
            Piece::Open(index) => {
                if let Some(Some(destination)) = destinations.get(*index) {
                    out.push_str("<a href=\"");
                    match destination {
                        Destination::External(_) => {}
                        Destination::Fragment(_) if origin.is_empty() => {}
                        Destination::Fragment(_) => out.push_str(&format!("{origin}{folder}")),
                        _ => out.push_str(origin),
                    }
                    escape(&url(digest, destination, folder), &mut out);
                    out.push('"');
                    let title = &body.links[*index].title;
                    if !title.is_empty() {
                        out.push_str(" title=\"");
                        escape(title, &mut out);
                        out.push('"');
                    }
                    out.push('>');
                }
            }
            Piece::Close(index) => {
                if let Some(Some(_)) = destinations.get(*index) {
                    out.push_str("</a>");
                }
            }
            Piece::Image(index) => image(inputs, file, &body.images[*index], place, &mut out),
        }
    }
    out
}

/// A stretch of text, with the links of mentions that begin or end in it: one may reach over a line break's `<br>`.
fn text(
    digest: &Digest,
    body: &Body,
    mentions: &[Mention],
    range: &Range<usize>,
    origin: &str,
    out: &mut String,
) {
    let mut at = range.start;
    let within = |mention: &&Mention| {
        mention.linked && mention.text.start < range.end && range.start < mention.text.end
    };
    for mention in mentions.iter().filter(within) {
        if mention.text.start >= range.start {
            escape(&body.text[at..mention.text.start], out);
            at = mention.text.start;
            out.push_str("<a class=\"mention\" href=\"");
            out.push_str(origin);
            escape(&entity_url(digest, mention.entity), out);
            out.push_str("\">");
        }
        let end = mention.text.end.min(range.end);
        escape(&body.text[at..end], out);
        at = end;
        if mention.text.end <= range.end {
            out.push_str("</a>");
        }
    }
    escape(&body.text[at..range.end], out);
}

fn entity_url(digest: &Digest, id: EntityId) -> String {
    Route::Subject(Subject::Entity(id), None).url(digest)
}

/// The URL of a destination.
pub fn url(digest: &Digest, destination: &Destination, folder: &str) -> String {
    let with = |url: String, fragment: &Option<String>| match fragment {
        Some(fragment) => format!("{url}#{fragment}"),
        None => url,
    };
    match destination {
        Destination::Article(ix, fragment) => with(Route::Article(*ix).url(digest), fragment),
        Destination::Subject(subject, fragment) => with(Route::Subject(*subject, None).url(digest), fragment),
        Destination::Page(id, fragment) => with(Route::Page(*id).url(digest), fragment),
        Destination::Fragment(id) => format!("#{id}"),
        Destination::Attachment(input) => format!("{folder}{}", encoded(input.file_name())),
        Destination::Site(path) => {
            let below = path.strip_prefix(digest.config.base_path.as_str());
            let below = below.unwrap_or(path.trim_start_matches('/')).replace(' ', "%20");
            format!("{}{below}", digest.config.base_path)
        }
        Destination::External(url) => url.clone(),
    }
}

fn image(inputs: &Inputs, file: &InputPath, image: &Image, place: Place<'_>, out: &mut String) {
    let Some(input) = file.join(&image.file) else { return };
    out.push_str("<img src=\"");
    escape(&format!("{}{}{}", place.origin, place.folder, encoded(input.file_name())), out);
    out.push_str("\" alt=\"");
    escape(&image.alt, out);
    out.push('"');
    if let Some(picture) = inputs.picture(&input) {
        if let Some(set) = srcset(&input, &picture, place.folder).filter(|_| place.origin.is_empty()) {
            out.push_str(" srcset=\"");
            escape(&set, out);
            out.push_str(&format!("\" sizes=\"{SIZES}\""));
        }
        let width = picture.widths().last().copied().unwrap_or_default();
        out.push_str(&format!(" width=\"{width}\" height=\"{}\"", picture.height_at(width)));
    }
    out.push_str(" loading=\"lazy\" decoding=\"async\">");
}

/// How wide a picture in a text is shown: as wide as the text, whose measure the style sheets set.
pub const SIZES: &str = "(width > 42rem) 39rem, 100vw";

/// The widths of a picture with their URLs, as `srcset` wants them; `None` where there is only one.
pub fn srcset(input: &InputPath, picture: &Picture, folder: &str) -> Option<String> {
    let widths = picture.widths();
    let one = |width: &u32| format!("{folder}{} {width}w", encoded(&picture_name(input, picture, *width)));
    (widths.len() > 1).then(|| widths.iter().map(one).collect::<Vec<_>>().join(", "))
}
