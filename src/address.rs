//! Web addresses: what of one leads through another site, or only counts who follows it. Never knows where one stands.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Span};

/// Parameters by which networks and senders of letters count who follows a link; others begin with `utm_`.
const COUNTING: [&str; 15] = [
    "_hsenc", "_hsmi", "dclid", "fbclid", "gbraid", "gclid", "igshid", "mc_cid", "mc_eid", "mkt_tok",
    "msclkid", "ttclid", "twclid", "wbraid", "yclid",
];

/// The page that an address leads to, without what only counts who goes there.
pub fn bare(url: &str) -> Cow<'_, str> {
    match led_through(url) {
        Some((_, page)) => Cow::Owned(uncounted(&page).into_owned()),
        None => uncounted(url),
    }
}

/// What to say of an address that is not bare.
pub fn detour(url: &str, place: Span) -> Option<Diagnostic> {
    let bare = bare(url);
    if bare == url {
        return None;
    }
    let hint = format!("write `{bare}`");
    Some(match led_through(url) {
        Some((host, _)) => {
            let message = format!("this address leads through `{host}`, which counts who follows it");
            Diagnostic::warning(Code::TrackedLink, place, message).hint(hint)
        }
        None => {
            let message =
                format!("`{}` in this address only counts who follows it", counting(url).unwrap_or_default());
            Diagnostic::note(Code::TrackedLink, place, message).hint(hint)
        }
    })
}

/// The site that an address leads through, and the page behind it.
fn led_through(url: &str) -> Option<(&str, String)> {
    let (host, path) = url.split_once("://")?.1.split_once('/')?;
    let (page, query) = path.split_once('?')?;
    let is_google = ["www.google.", "google."].iter().any(|google| host.starts_with(google));
    let names: &[&str] = match host {
        _ if is_google && page == "url" => &["q", "url"],
        "l.facebook.com" | "lm.facebook.com" if page == "l.php" => &["u"],
        _ if host.ends_with(".safelinks.protection.outlook.com") => &["url"],
        _ => return None,
    };
    let values = query.split(['&', '#']).filter_map(|parameter| parameter.split_once('='));
    let (_, page) = { values }.find(|(name, _)| names.contains(name))?;
    let page = percent_encoding::percent_decode_str(page).decode_utf8().ok()?;
    let is_page = ["https://", "http://"].iter().any(|scheme| page.starts_with(scheme));
    (is_page && !page.contains(char::is_whitespace)).then(|| (host, page.into_owned()))
}

/// An address without the parameters that count.
fn uncounted(url: &str) -> Cow<'_, str> {
    if counting(url).is_none() {
        return Cow::Borrowed(url);
    }
    let (page, fragment) = url.split_at(url.find('#').unwrap_or(url.len()));
    let (page, query) = page.split_once('?').unwrap_or((page, ""));
    let kept: Vec<&str> = query.split('&').filter(|parameter| !counts(parameter)).collect();
    let sign = if kept.is_empty() { "" } else { "?" };
    Cow::Owned(format!("{page}{sign}{}{fragment}", kept.join("&")))
}

/// The name of the first parameter that counts.
fn counting(url: &str) -> Option<&str> {
    let (_, query) = url.split('#').next()?.split_once('?')?;
    query.split('&').find(|parameter| counts(parameter))?.split('=').next()
}

fn counts(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    name.starts_with("utm_") || COUNTING.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_page_has_one_address() {
        for (url, page) in [
            ("https://x.org/a?utm_source=b&c=d&fbclid=e#f", "https://x.org/a?c=d#f"),
            ("https://x.org/a?utm_source=b&utm_medium=c", "https://x.org/a"),
            (
                "https://www.google.com/url?q=https://x.org/a%3Fb%3Dc%26utm_source%3Dd&sa=D",
                "https://x.org/a?b=c",
            ),
            ("https://l.facebook.com/l.php?u=https%3A%2F%2Fx.org%2F&h=a", "https://x.org/"),
            ("https://x.org/a?q=utm_source", "https://x.org/a?q=utm_source"),
            ("https://x.org/a#?utm_source=b", "https://x.org/a#?utm_source=b"),
            (
                "https://www.google.com/search?q=https://x.org",
                "https://www.google.com/search?q=https://x.org",
            ),
            ("https://www.google.com/url?q=words", "https://www.google.com/url?q=words"),
            ("mailto:a@x.org?subject=utm_source", "mailto:a@x.org?subject=utm_source"),
        ] {
            assert_eq!(bare(url), page, "{url}");
        }
    }
}
