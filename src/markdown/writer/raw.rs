//! Raw HTML: comments are dropped, and what is no plain element is shown as text unless the digest allows it.

use std::ops::Range;

use super::Writer;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::html::attributes;
use crate::markdown::mistyped::mistyped;

impl Writer<'_> {
    pub(super) fn raw_html(&mut self, html: &str, range: Range<usize>) {
        // A comment is for the author; it may reach over several lines, each an event of its own.
        if self.comment || html.trim_start().starts_with("<!--") {
            let end = html.find("-->").map(|at| at + "-->".len());
            self.comment = end.is_none();
            // What stands behind it in its line belongs to the HTML, and is shown.
            if let Some(end) = end.filter(|end| !html[*end..].trim().is_empty()) {
                self.raw_html(&html[end..], range.start + end..range.end);
            }
            return;
        }
        if self.style.raw_html {
            if self.html.is_none() {
                self.balance(&range);
            }
            self.warn_of_addresses(html, &range);
            self.warn_of_refused(html, &range);
            self.html(html.to_string());
            return;
        }
        // An empty line, in a paragraph of its own.
        if self.html.is_some() && is_break(html) {
            return self.html("<br>\n");
        }
        if self.element(html, &range) {
            return;
        }
        let closing = html.starts_with("</");
        if !closing && self.html.as_ref().is_none_or(|block| block.start == range.start) {
            let picture = image(html);
            // What holds of one paragraph holds of all.
            if picture.is_some() || self.raw_names.insert(element_name(html)) {
                let span = Span::new(self.file, self.in_file(&range));
                let hint = picture.unwrap_or_else(|| {
                    "write Markdown instead, or set `raw_html: true` in digest.yaml".to_string()
                });
                let message = "raw HTML is shown as text".to_string();
                self.diagnostics.push(Diagnostic::warning(Code::RawHtml, span, message).hint(hint));
            }
        }
        let block = self.html.is_some();
        // A line ends with one event or with two, as the file's line ends are.
        let line = html.trim_end_matches('\n');
        if block && line.is_empty() {
            return;
        }
        if block {
            self.html("<p>");
        }
        let was = std::mem::replace(&mut self.code, true);
        self.text(line, range.start..range.start + line.len());
        self.code = was;
        if block {
            self.html("</p>\n");
        }
    }

    /// A comment that is still open hides all that follows (CommonMark, HTML blocks of the second kind).
    pub(super) fn end_comment(&mut self) {
        if let Some(block) = self.html.clone().filter(|_| self.comment) {
            let start = self.base + block.start;
            let message = "this comment is not closed, and hides the rest of the text".to_string();
            self.diagnostics.push(
                Diagnostic::error(Code::RawHtml, Span::new(self.file, start..start + "<!--".len()), message)
                    .hint("close it with `-->`"),
            );
        }
        self.comment = false;
    }

    /// Warns of what raw HTML asks for where nothing is: nobody looks there for files to publish, and writes no address
    /// anew.
    fn warn_of_addresses(&mut self, html: &str, range: &Range<usize>) {
        for (name, address, place) in attributes(html).filter(|(name, ..)| matches!(*name, "src" | "href")) {
            if let Some((message, hint)) = mistyped(address) {
                self.warn(Code::DeadLink, range.start + place.start..range.start + place.end, message, hint);
                continue;
            }
            let is_remote =
                address.starts_with("//") || address.starts_with("http:") || address.starts_with("https:");
            let (code, message, hint) = if is_remote && name == "src" {
                (
                    Code::RemoteImage,
                    format!("`{address}` lies on another host, from which the site's policy loads nothing"),
                    "link to it, or save it in static/ and name it here".to_string(),
                )
            } else if is_remote || address.is_empty() || address.starts_with('#') || address.contains(':') {
                continue;
            } else if address.starts_with('/') {
                let base = self.style.base_path;
                if address.starts_with(base) {
                    continue;
                }
                (
                    Code::DeadLink,
                    format!("raw HTML is published as it is, and this site begins at `{base}`"),
                    format!("write `{base}{}`", address.trim_start_matches('/')),
                )
            } else {
                let base = self.style.base_path;
                (
                    Code::DeadLink,
                    format!("raw HTML is published as it is, and `{address}` is not published beside it"),
                    format!("write Markdown, or put the file into static/root/ and write `{base}its-name`"),
                )
            };
            self.warn(code, range.start + place.start..range.start + place.end, message, hint);
        }
    }

    /// Warns of attributes that have no effect: the policy that pages come with (CSP) refuses them.
    fn warn_of_refused(&mut self, html: &str, range: &Range<usize>) {
        for (name, _, place) in attributes(html) {
            if name == "style" || name.starts_with("on") && name.len() > 2 {
                let message = format!("`{name}` in raw HTML has no effect: the site's policy refuses it");
                let hint = match name {
                    "style" => "write `class`, and the style into static/custom.css",
                    _ => "write a script into static/, and load it in a template",
                };
                let place = range.start + place.start..range.start + place.end;
                self.warn(Code::RawHtml, place, message, hint.to_string());
            }
        }
    }

    /// Warns of what other programs do something with, and readers would see.
    pub(super) fn warn_of_foreign_marks(&mut self) {
        for (mark, what, hint) in FOREIGN {
            let text = &self.body.text;
            let is_meant = |at: &usize| {
                let run = &self.body.runs[self.body.runs.partition_point(|run| run.text.end <= *at)];
                let behind = &text[at + mark.len()..];
                let is_other = match mark {
                    "{{" => behind.starts_with(['<', '%']),
                    CONTAINER => !(*at == 0 || text[..*at].ends_with('\n')),
                    "{:" => !begins_attributes(behind),
                    // One alone hides nothing elsewhere either.
                    "%%" => !behind.contains(mark),
                    _ => false,
                };
                !run.code && !text[..*at].ends_with('{') && !is_other
            };
            // A tag is told of once for each thing that is to be written instead.
            let mut found: Vec<(usize, &str)> = Vec::new();
            for at in text.match_indices(mark).map(|(at, _)| at).filter(is_meant) {
                let hint = of_tag(&text[at + mark.len()..]).filter(|_| has_names(mark)).unwrap_or(hint);
                if found.iter().all(|(_, said)| *said != hint) {
                    found.push((at, hint));
                }
                if !has_names(mark) {
                    break;
                }
            }
            for (at, hint) in found {
                let place = self.body.source_of(at..at + mark.len());
                let place = self.in_source(&place);
                self.warn(
                    Code::RawHtml,
                    place,
                    format!("`{mark}` {what}, and readers see it"),
                    hint.to_string(),
                );
            }
        }
    }

    /// Warns of shortcodes in square brackets, once of each name.
    pub(super) fn warn_of_shortcodes(&mut self) {
        let mut found: Vec<(Range<usize>, &str, &str)> = Vec::new();
        let mut asked: Vec<&str> = Vec::new();
        for at in memchr::memchr_iter(b'[', self.body.text.as_bytes()) {
            let Some(place) = self.place_of(at) else { continue };
            // What has no end behind its first place has none behind a later one.
            let bare = |(name, _): &&(&'static str, &str)| {
                let rest = self.source[place + 1..].strip_prefix(*name);
                rest.is_some_and(|rest| rest.starts_with(']'))
            };
            if let Some((name, _)) = SHORTCODES.iter().find(bare) {
                if asked.contains(name) {
                    continue;
                }
                asked.push(name);
            }
            let Some((inner, hint)) = shortcode(&self.source[place..]) else { continue };
            let name = inner.split_whitespace().next().unwrap_or(inner);
            if found.iter().all(|(_, known, _)| *known != name) {
                found.push((place..place + inner.len() + 2, name, hint));
            }
        }
        for (place, name, hint) in found {
            let message = format!("`[{name}]` is a shortcode of another program, and readers see it");
            self.warn(Code::RawHtml, place, message, hint.to_string());
        }
    }

    fn warn(&mut self, code: Code, place: Range<usize>, message: String, hint: String) {
        let span = Span::new(self.file, self.in_file(&place));
        self.diagnostics.push(Diagnostic::warning(code, span, message).hint(hint));
    }
}

/// What other programs understand: the beginning, what it is, what to write instead.
const FOREIGN: [(&str, &str, &str); 7] = [
    (CONTAINER, "begins a container of another program", "take its lines out; a quote begins with `> `"),
    ("{{<", "begins a shortcode of another program", "write Markdown, or HTML with `raw_html: true`"),
    ("{{%", "begins a shortcode of another program", "write Markdown, or HTML with `raw_html: true`"),
    ("{{", "begins a variable of another program", "write what it stands for"),
    ("{%", "begins a tag of another program", "write Markdown, or HTML with `raw_html: true`"),
    ("{:", "begins attributes of another program", "take it out"),
    ("%%", "hides nothing here", "write a comment as <!-- … -->"),
];

/// The name of the element that HTML begins with.
fn element_name(html: &str) -> String {
    let name = html.trim_start().trim_start_matches('<');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len());
    name[..end].to_ascii_lowercase()
}

/// `<br>`, `<br />`.
fn is_break(html: &str) -> bool {
    let tag = html.trim().strip_prefix('<').and_then(|tag| tag.strip_suffix('>')).unwrap_or_default();
    tag.trim_end_matches('/').trim().eq_ignore_ascii_case("br")
}

/// Whether a mark stands before the name of what another program does there.
fn has_names(mark: &str) -> bool {
    matches!(mark, "{%" | "{{<" | "{{%")
}

/// What to write for a tag or a shortcode of another program, by the name behind its mark.
fn of_tag(behind: &str) -> Option<&'static str> {
    let name = behind
        .trim_start_matches(['-', ' ', '/'])
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()?;
    let name = name.trim_start_matches("end");
    TAGS.iter().find(|(names, _)| names.contains(&name)).map(|(_, hint)| *hint)
}

/// Tags and shortcodes of Jekyll, Eleventy, Hexo and Hugo, and what stands for them here.
const TAGS: [(&[&str], &str); 5] = [
    (&["highlight", "codeblock", "code", "prism"], "write a line ``` above the code and another below it"),
    (&["comment"], "write a comment as <!-- … -->"),
    (
        &["image", "img", "figure", "picture", "responsive_image", "imgproc", "asset_img"],
        "write a picture as ![what it shows](photo.jpg)",
    ),
    (
        &[
            "youtube",
            "vimeo",
            "video",
            "tweet",
            "twitter",
            "x",
            "instagram",
            "gist",
            "embed",
            "audio",
            "soundcloud",
        ],
        "write a link, as in [words](address)",
    ),
    (
        &["ref", "relref", "link", "post_url", "post_link"],
        "link to an article by its file, as in [words](2018-02-19-talks.md)",
    ),
];

/// Whether what stands behind `{:` gives a word its attributes (kramdown), and is closed in its line.
fn begins_attributes(behind: &str) -> bool {
    let line = behind.lines().next().unwrap_or_default();
    line.contains('}') && line.starts_with(|c: char| c.is_alphabetic() || matches!(c, ' ' | '#' | '.' | '/'))
}

/// What begins a container at the beginning of a line.
const CONTAINER: &str = ":::";

/// A shortcode of a kind that WordPress writes, from its opening bracket: `[gallery ids="1,2"]`, `[embed]…[/embed]`.
fn shortcode(text: &str) -> Option<(&str, &'static str)> {
    let inner = &text[1..text[..text.floor_char_boundary(LONGEST_SHORTCODE.min(text.len()))].find(']')?];
    let (name, values) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'));
    let (key, value) = values.trim_start().split_once('=').unwrap_or_default();
    let is_key =
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    let has_values = is_key && value.starts_with(['"', '\'']);
    let known = SHORTCODES.iter().find(|(known, _)| *known == name);
    // `[video]` alone may be an editor's word.
    let is_closed = known.is_some() && values.is_empty() && text.contains(&format!("[/{name}]"));
    let hint = known.map_or("write Markdown, or take it out", |(_, hint)| hint);
    (is_name && (has_values || is_closed)).then_some((inner, hint))
}

/// How many bytes of a shortcode are looked at.
const LONGEST_SHORTCODE: usize = 400;

/// Shortcodes, and what stands for them here.
const SHORTCODES: [(&str, &str); 5] = [
    ("caption", "write the picture as ![what it shows](photo.jpg \"the caption\")"),
    ("gallery", "write each picture as ![what it shows](photo.jpg)"),
    ("embed", "write a link, as in [words](address)"),
    ("audio", "write a link, as in [words](address)"),
    ("video", "write a link, as in [words](address)"),
];

/// How the picture that HTML begins with is written in Markdown.
fn image(html: &str) -> Option<String> {
    let (tag, _) =
        html.trim_start().get(..4)?.eq_ignore_ascii_case("<img").then(|| html.split_once('>'))??;
    let value = |of: &str| attributes(tag).find(|(name, ..)| *name == of).map(|(_, value, _)| value);
    let source = value("src").filter(|source| !source.is_empty())?;
    let words = value("alt").filter(|alt| !alt.is_empty()).unwrap_or("what it shows");
    Some(format!("write ![{words}]({source})"))
}
