//! What a link's destination means, told from its spelling alone.

use std::borrow::Cow;

/// What a link points to, before anything is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `[[name]]`: a name, alias, short name, title or file stem.
    Name(String),
    /// A relative path to a Markdown file, and the fragment behind it.
    File {
        /// As written, percent-decoded.
        path: String,
        /// What follows `#`.
        fragment: Option<String>,
    },
    /// A root-relative URL of this site, without the fragment, and the fragment.
    Site {
        /// As written.
        path: String,
        /// What follows `#`.
        fragment: Option<String>,
    },
    /// A place on the same page.
    Fragment(String),
    /// A relative path to any other file, which is published beside the page.
    Attachment(String),
    /// A URL of another site.
    External(String),
    /// A URL whose scheme is none of http, https, mailto, tel: never written into a page.
    Unsafe(String),
    /// An address that cannot be what its author meant, which has been told: never written into a page.
    Mistyped(String),
}

/// Tells what a Markdown link's destination means.
pub fn classify(destination: &str) -> Target {
    let destination = destination.trim();
    if let Some(scheme) = scheme(destination) {
        return match scheme.as_str() {
            "http" | "https" | "mailto" | "tel" => Target::External(encode(destination)),
            _ => Target::Unsafe(destination.to_string()),
        };
    }
    if destination.starts_with("//") {
        return Target::External(encode(&format!("https:{destination}")));
    }
    let (path, fragment) = match destination.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_string())),
        None => (destination, None),
    };
    if path.is_empty() {
        return Target::Fragment(fragment.unwrap_or_default());
    }
    if path.starts_with('/') {
        return Target::Site { path: path.to_string(), fragment };
    }
    let path = decode(path);
    if path.to_ascii_lowercase().ends_with(".md") {
        Target::File { path, fragment }
    } else {
        Target::Attachment(path)
    }
}

/// The path, and what follows it, of a whole address that lies on the site at `origin` and `base_path`.
pub fn on_site<'a>(url: &'a str, origin: &str, base_path: &str) -> Option<&'a str> {
    let (_, rest) = url.split_once("://")?;
    let (_, own) = origin.split_once("://")?;
    let (host, path) = rest.split_at_checked(own.len())?;
    let path = if path.is_empty() { "/" } else { path };
    (host.eq_ignore_ascii_case(own) && path.starts_with(base_path)).then_some(path)
}

/// The scheme of an absolute URL, in lower case. Control characters and blanks are dropped first, as browsers do.
fn scheme(destination: &str) -> Option<String> {
    let (before, _) = destination.split_once(':')?;
    let bare = before.chars().filter(|c| !c.is_control() && !c.is_whitespace());
    let scheme: String = bare.map(|c| c.to_ascii_lowercase()).collect();
    let spelt = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    (spelt && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(scheme)
}

/// What a URL cannot hold (RFC 3986), percent-encoded; letters of all scripts may stay (RFC 3987).
fn encode(url: &str) -> String {
    let fits = |b: u8| {
        b.is_ascii_graphic()
            && !matches!(b, b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'\\' | b'^' | b'`' | b'[' | b']')
    };
    if url.bytes().all(fits) {
        return url.to_string();
    }
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_whitespace() || c.is_control() || c.is_ascii() && !fits(c as u8) {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(percent_encoding::percent_encode_byte));
        } else {
            out.push(c);
        }
    }
    out
}

/// Percent-decoding, for file names with blanks; what is no UTF-8 afterwards stays as it was.
fn decode(path: &str) -> String {
    percent_encoding::percent_decode_str(path)
        .decode_utf8()
        .map_or_else(|_| path.to_string(), Cow::into_owned)
}

/// Whether a name may be that of a host, and not of a file: `ii.nz`, `sigstore.dev`.
pub fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let is_top = |top: &str| {
        top.len() == 2 && top.bytes().all(|b| b.is_ascii_lowercase())
            || ["app", "dev", "edu", "gov", "info", "int", "media", "mil", "news", "press"].contains(&top)
    };
    name.split('.').all(is_label) && name.rsplit_once('.').is_some_and(|(_, top)| is_top(top))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations() {
        assert_eq!(
            classify("a%20b.md#x"),
            Target::File { path: "a b.md".into(), fragment: Some("x".into()) }
        );
        assert_eq!(classify("/2018/"), Target::Site { path: "/2018/".into(), fragment: None });
        assert_eq!(classify("#top"), Target::Fragment("top".into()));
        assert_eq!(classify("report.pdf"), Target::Attachment("report.pdf".into()));
        assert_eq!(classify("https://x.org/a:b"), Target::External("https://x.org/a:b".into()));
        assert_eq!(classify("https://x.org/[a] é"), Target::External("https://x.org/%5Ba%5D%20é".into()));
        for (url, path) in [
            ("https://x.org/a/#b", Some("/a/#b")),
            ("http://X.org", Some("/")),
            ("https://x.org.uk/a", None),
            ("https://y.org/x.org", None),
            ("mailto:a@x.org", None),
        ] {
            assert_eq!(on_site(url, "https://x.org", "/"), path, "{url}");
        }
        assert_eq!(on_site("https://x.org/b/c", "https://x.org", "/b/"), Some("/b/c"));
        assert_eq!(on_site("https://x.org/c", "https://x.org", "/b/"), None);
        for bad in [
            "javascript:alert(1)",
            "JavaScript:x",
            "java\tscript:x",
            "data:text/html,x",
            "vbscript:x",
            "\u{1}javascript:x",
        ] {
            assert!(matches!(classify(bad), Target::Unsafe(_)), "{bad:?}");
        }
    }
}
