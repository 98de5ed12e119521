//! The reports that an article digests, as its front matter names them.

use jiff::civil::Date;

use super::Source;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::front_matter::{Fields, Spanned, Value, parts};

/// How many days later than its article a report may be dated: the two may be of different time zones.
const DAYS_APART: i32 = 2;

/// The reports; `latest` is the day of the article's last change, after which there was nothing to digest.
pub(super) fn sources(fields: &mut Fields<'_>, latest: Option<Date>) -> Vec<Source> {
    let file = fields.file();
    let mut sources = Vec::new();
    for node in fields.nodes("source") {
        if let Value::Text(_) = &node.value {
            let Some(Spanned { value: name, range: place }) = fields.one("source", node) else { continue };
            // "https://…", "<https://…>", "[Dawn](https://…)"
            let (outlet, address) = match name.strip_prefix('[').and_then(|link| link.split_once("](")) {
                Some((outlet, address)) => (outlet, address.trim_end_matches(')')),
                None => ("The Outlet", name.trim_matches(['<', '>'])),
            };
            if address.starts_with("https://") || address.starts_with("http://") {
                let hint = format!("write `{{ name: {outlet}, url: {address} }}`");
                let message = "this is an address, and no outlet's name".to_string();
                fields.error(Code::BadValue, &place, message, hint);
                continue;
            }
            if let Some((_, rest)) = name.split_once(", ")
                && !rest.is_empty()
            {
                let message = "`source` is one outlet here, with a comma in its name".to_string();
                let hint =
                    format!("write several as a list: `source: [{name}]`; one as `{{ name: \"{name}\" }}`");
                let warning = Diagnostic::warning(Code::BadValue, Span::new(file, place.clone()), message);
                fields.diagnostics().push(warning.hint(hint));
            }
            let (url, author, date, title, language) = (None, None, None, None, None);
            sources.push(Source { name, place, url, author, date, title, language });
            continue;
        }
        let mut part = Fields::new(file, node, parts("source"), fields.diagnostics());
        let Some(name) = part.required("name") else { continue };
        let url = part.web_address("url");
        if name.value.starts_with("https://") || name.value.starts_with("http://") {
            let hint = match url {
                Some(_) => "write the outlet's name: its address stands behind `url`".to_string(),
                None => format!("write the outlet's name, and `url: {}` beside it", name.value),
            };
            part.error(
                Code::BadValue,
                &name.range,
                "this is an address, and no outlet's name".to_string(),
                hint,
            );
        }
        let date = part.day("date");
        if let (Some(date), Some(latest)) = (&date, latest)
            && date.value > latest.saturating_add(jiff::Span::new().days(DAYS_APART))
        {
            let message = format!("this report is dated {}, after the article itself ({latest})", date.value);
            let warning =
                Diagnostic::warning(Code::Contradiction, Span::new(file, date.range.clone()), message);
            let hint = "mend one of the two dates; where the article took it up later, add `updated`";
            part.diagnostics().push(warning.hint(hint));
        }
        sources.push(Source {
            name: name.value,
            place: name.range,
            url,
            author: part.text("author").map(|author| author.value),
            date: date.map(|date| date.value),
            title: part.text("title").map(|title| title.value),
            language: part.language("lang"),
        });
    }
    sources
}
