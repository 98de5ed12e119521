//! Where the site will be published: `base_url`. Never knows what lies there.

use super::Config;
use crate::diagnostic::Code;
use crate::front_matter::Fields;

/// Reads `base_url`; the `flag` of the command line stands above it.
pub(super) fn read(config: &mut Config, fields: &mut Fields<'_>, flag: Option<&str>) {
    let given = fields.text("base_url");
    let url = match (flag, &given) {
        (Some(flag), _) => flag.to_string(),
        (None, Some(given)) => given.value.clone(),
        (None, None) => {
            fields.required("base_url");
            return;
        }
    };
    let range = given.map_or(0..0, |given| given.range);
    match split_base_url(&url) {
        Some((origin, path)) => (config.origin, config.base_path) = (origin, path),
        None => {
            fields.error(Code::BadValue, &range, format!("`{url}` is no base URL"), base_url_meant(&url));
        }
    }
}

/// What to write for what is no base URL.
fn base_url_meant(url: &str) -> String {
    let bare = url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let whole = if bare.contains("//") {
        format!("https://{}", bare.split_once("//").map_or("", |(_, rest)| rest))
    } else {
        format!("https://{bare}")
    };
    match split_base_url(&whole) {
        Some((origin, path)) if origin.contains('.') => format!("write `{origin}{path}`"),
        _ if !url.is_ascii() => {
            "write it in letters from a to z: a host with others has a name beside it that begins with `xn--`"
                .to_string()
        }
        _ => "write where the site will be published: https://example.org/".to_string(),
    }
}

/// Whether a text can be a base URL.
pub fn is_base_url(url: &str) -> bool {
    split_base_url(url).is_some()
}

/// Origin and path of an absolute http or https URL without query and fragment.
fn split_base_url(url: &str) -> Option<(String, String)> {
    let (scheme, rest) = url.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let host_ok = name.split('.').all(|part| !part.is_empty())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        && port.is_none_or(|port| port.parse::<u16>().is_ok());
    let path = path.strip_suffix('/').unwrap_or(path);
    let path_ok = path.is_empty()
        || path.split('/').all(|s| {
            !s.is_empty()
                && !s.starts_with('.')
                && s.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~'))
        });
    if !matches!(scheme, "http" | "https") || !host_ok || !path_ok {
        return None;
    }
    let path = if path.is_empty() { "/".to_string() } else { format!("/{path}/") };
    Some((format!("{scheme}://{host}"), path))
}
