//! Atom feeds (RFC 4287).

use std::fmt::Write as _;

use super::{
    ENTRIES, absolute, articles, author, categories, content, entry_id, feed_id, page, title, updated,
};
use crate::digest::Ix;
use crate::html::{escape, escaped};
use crate::route::{FeedOf, Format, Route};
use crate::view::Scene;

/// A feed; the site's carries bodies, all others summaries.
pub(super) fn render(scene: &Scene<'_>, of: FeedOf) -> Vec<u8> {
    let digest = scene.digest;
    let articles = articles(digest, of);
    let mut xml = String::with_capacity(4096 + ENTRIES * 1024);
    xml.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = writeln!(
        xml,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">",
        escaped(&digest.config.language)
    );
    element(&mut xml, "id", &feed_id(digest, of));
    element(&mut xml, "title", &title(digest, of));
    if of == FeedOf::Site && !digest.config.description.is_empty() {
        element(&mut xml, "subtitle", &digest.config.description);
    }
    element(&mut xml, "updated", &updated(digest, &articles));
    link(&mut xml, "self", "application/atom+xml", &absolute(digest, &Route::Feed(of, Format::Atom)));
    link(&mut xml, "alternate", "text/html", &absolute(digest, &page(of)));
    let _ = writeln!(
        xml,
        "<author><name>{}</name></author>",
        escaped(digest.config.editor.as_deref().unwrap_or(&digest.config.title))
    );
    let _ = writeln!(xml, "<generator version=\"{}\">Dateline</generator>", env!("CARGO_PKG_VERSION"));
    for ix in articles {
        match of {
            FeedOf::Site => xml.push_str(&entry(scene, ix, content::whole(scene, ix).as_deref())),
            FeedOf::Subject(_) => {
                xml.push_str(scene.fragments.atom[ix as usize].get_or_init(|| entry(scene, ix, None).into()))
            }
        }
    }
    xml.push_str("</feed>\n");
    xml.into_bytes()
}

fn entry(scene: &Scene<'_>, ix: Ix, content: Option<&str>) -> String {
    let digest = scene.digest;
    let entry = digest.entry(ix);
    let article = &entry.article;
    let mut xml = String::with_capacity(1024 + content.map_or(0, str::len));
    match article.language.as_ref().filter(|language| **language != digest.config.language) {
        Some(language) => {
            let _ = writeln!(xml, "<entry xml:lang=\"{}\">", escaped(language));
        }
        None => xml.push_str("<entry>\n"),
    }
    element(&mut xml, "id", &entry_id(digest, entry));
    element(&mut xml, "title", &article.title);
    element(&mut xml, "published", article.date.told_rfc3339());
    element(&mut xml, "updated", article.modified().told_rfc3339());
    link(&mut xml, "alternate", "text/html", &absolute(digest, &Route::Article(ix)));
    for source in &article.sources {
        if let Some(url) = source.url.as_deref() {
            around(&mut xml, "<link rel=\"via\" href=\"", url, "\"");
            around(&mut xml, " title=\"", digest.config.outlet_name(&source.name), "\"/>\n");
        }
    }
    around(&mut xml, "<author><name>", author(digest, entry), "</name></author>\n");
    for category in categories(digest, entry) {
        around(&mut xml, "<category term=\"", category, "\"/>\n");
    }
    match content {
        Some(content) => {
            if !article.summary.is_empty() {
                element(&mut xml, "summary", &article.summary);
            }
            around(&mut xml, "<content type=\"html\">", content, "</content>\n");
        }
        None => around(&mut xml, "<summary type=\"html\">", &content::brief(digest, ix), "</summary>\n"),
    }
    xml.push_str("</entry>\n");
    xml
}

fn element(xml: &mut String, name: &str, text: &str) {
    xml.extend(["<", name, ">"]);
    escape(text, xml);
    xml.extend(["</", name, ">\n"]);
}

/// A text between two pieces of XML.
fn around(xml: &mut String, before: &str, text: &str, behind: &str) {
    xml.push_str(before);
    escape(text, xml);
    xml.push_str(behind);
}

fn link(xml: &mut String, rel: &str, media_type: &str, url: &str) {
    xml.extend(["<link rel=\"", rel, "\" type=\"", media_type, "\" href=\""]);
    escape(url, xml);
    xml.push_str("\"/>\n");
}
