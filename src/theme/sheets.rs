//! What is wrong with the digest's own style sheets: a block that is not closed, a file that is not there, or one that the
//! site's policy lets no page load. Never judges styles.

use std::ops::Range;

use super::{Theme, below};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::input::Inputs;
use crate::route::static_path;

/// What is wrong with the style sheets of a digest whose site begins at `base_path` of `origin`.
pub fn sheet_faults(inputs: &Inputs, theme: &Theme, origin: &str, base_path: &str) -> Vec<Diagnostic> {
    let sheets = inputs.below("static").filter(|input| input.path.ending().eq_ignore_ascii_case("css"));
    let faults = sheets.flat_map(|input| {
        let sheet = read(input.text());
        let warning = |place: Range<usize>, message: String, hint: String| {
            Diagnostic::warning(Code::BadStyle, Span::new(&input.path, place), message).hint(hint)
        };
        let open = sheet.open.map(|place| {
            let sign = &input.text()[place.clone()];
            let (what, end) = if sign == "{" { ("block", "}") } else { ("comment", "*/") };
            let message = format!("this {what} is not closed, and takes up all that follows");
            warning(place, message, format!("close it with `{end}`"))
        });
        let url = static_path(below(&input.path, "static/"));
        let addresses = sheet.addresses.into_iter().filter_map(|(place, address)| {
            let own = || crate::markdown::on_site(address, origin, base_path).is_some();
            let is_remote =
                ["http:", "https:", "//", "data:"].iter().any(|scheme| address.starts_with(scheme));
            if is_remote && !own() {
                let from = if address.starts_with("data:") { "`data:`" } else { "other hosts" };
                let message = format!("the site's policy loads nothing from {from}");
                return Some(warning(
                    place,
                    message,
                    "save it in static/, and name that file here".to_string(),
                ));
            }
            let at_root = address.strip_prefix(base_path).filter(|path| path.starts_with("static/"));
            let (from, path) = at_root.map_or((url.as_str(), address), |path| ("", path));
            let name = lost(from, path, &theme.statics)?;
            let message = format!("there is no file `static/{name}`");
            Some(warning(place, message, "put the file there, or write its path from this sheet".to_string()))
        });
        open.into_iter().chain(addresses).collect::<Vec<_>>()
    });
    faults.collect()
}

/// The static file that a relative address in the sheet at `url` means, if there is none of its name.
fn lost<T>(url: &str, address: &str, statics: &std::collections::BTreeMap<String, T>) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() || path.starts_with('/') || path.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = url.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    let path = percent_encoding::percent_decode_str(&path).decode_utf8().ok()?;
    let name = path.strip_prefix("static/").map_or_else(|| format!("root/{path}"), str::to_string);
    (!statics.contains_key(&name)).then_some(name)
}

/// What matters of a style sheet.
#[derive(Debug, Default, PartialEq)]
struct Sheet<'a> {
    /// The sign that opens what is never closed.
    open: Option<Range<usize>>,
    /// The addresses of files, and where they stand.
    addresses: Vec<(Range<usize>, &'a str)>,
}

fn read(text: &str) -> Sheet<'_> {
    let mut sheet = Sheet::default();
    let mut blocks = Vec::new();
    let mut is_import = false;
    let mut at = 0;
    while let Some(sign) = text[at..].chars().next() {
        let rest = &text[at..];
        let mut length = sign.len_utf8();
        if rest.starts_with("/*") {
            let Some(end) = rest.find("*/") else {
                sheet.open = Some(at..at + 2);
                return sheet;
            };
            length = end + 2;
        } else if begins(rest, "url(") && !text[..at].ends_with(is_part) {
            let inner = rest["url(".len()..].split(')').next().unwrap_or_default();
            let address = inner.trim().trim_matches(['"', '\'']);
            let start = at + "url(".len() + inner.find(address).unwrap_or_default();
            sheet.addresses.push((start..start + address.len(), address));
            length = "url(".len() + inner.len();
        } else if matches!(sign, '"' | '\'') {
            let inner = quoted(&rest[1..], sign);
            if is_import {
                sheet.addresses.push((at + 1..at + 1 + inner.len(), inner));
            }
            length = (inner.len() + 2).min(rest.len());
        } else if begins(rest, "@namespace") {
            // Its address is a name, and nothing is loaded.
            length = rest.find(';').unwrap_or(rest.len());
        } else if begins(rest, "@import") {
            (is_import, length) = (true, "@import".len());
        }
        match sign {
            '\\' => length += rest.chars().nth(1).map_or(0, char::len_utf8),
            '{' => blocks.push(at),
            '}' => drop(blocks.pop()),
            ';' => is_import = false,
            _ => {}
        }
        // A string that its line ends leaves its quote behind.
        at = text.ceil_char_boundary(at + length);
    }
    sheet.open = blocks.last().map(|at| *at..*at + 1);
    sheet
}

fn begins(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

/// What stands before the quote that ends a string, or its line.
fn quoted(text: &str, quote: char) -> &str {
    let mut is_escaped = false;
    let ends = |c: char| {
        let ends = !is_escaped && (c == quote || c == '\n');
        is_escaped = c == '\\' && !is_escaped;
        ends
    };
    text.split(ends).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{lost, read};

    #[test]
    fn a_sheet_is_read_as_browsers_read_it() {
        let addresses = |text| read(text).addresses.into_iter().map(|(_, it)| it).collect::<Vec<_>>();
        assert_eq!(
            addresses("@import 'a.css'; p { background: url( \"b.png\" ) } q { src: URL(c.woff) }"),
            ["a.css", "b.png", "c.woff"]
        );
        assert_eq!(
            addresses(
                "@namespace svg url(http://x); /* url(a) */ p::before { content: 'url(b) \\' @import'; x: my-url(c) }"
            ),
            [""; 0]
        );
        assert_eq!(read("p { a: b } q { c: d").open, Some(13..14));
        assert_eq!(read("p { a: '{' } /* { */ \\{ q {}").open, None);
        assert_eq!(read("p {} /* q {}").open, Some(5..7));
        assert_eq!(read("p { content: \"a\n }").open, None);
    }

    #[test]
    fn an_address_is_read_from_its_sheet() {
        let statics = ["bg.png", "fonts/a.woff2", "root/favicon.ico", "a b.png"];
        let statics = statics.map(|name| (name.to_string(), ())).into();
        for (url, address, name) in [
            ("static/custom.css", "bg.png", None),
            ("static/custom.css", "./fonts/a.woff2?v=1#x", None),
            ("static/css/a.css", "../bg.png", None),
            ("static/custom.css", "../favicon.ico", None),
            ("static/custom.css", "a%20b.png", None),
            ("a.css", "favicon.ico", None),
            ("a.css", "static/bg.png", None),
            ("static/custom.css", "/anywhere.png", None),
            ("static/custom.css", "../../bg.png", None),
            ("static/custom.css", "#mask", None),
            ("static/custom.css", "lost.png", Some("lost.png")),
            ("static/css/a.css", "bg.png", Some("css/bg.png")),
            ("static/custom.css", "../lost.png", Some("root/lost.png")),
        ] {
            assert_eq!(lost(url, address, &statics).as_deref(), name, "{address}");
        }
    }
}
