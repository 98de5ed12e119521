//! Addresses that cannot be what their authors meant, told from their spelling alone. Never reports anything itself.

use crate::diagnostic::distance;
use crate::input;
use crate::input_path::InputPath;

/// What is wrong with a link's address, and how to write it.
pub(super) fn mistyped(address: &str) -> Option<(String, String)> {
    let address = address.trim();
    bracketed(address)
        .or_else(|| of_another_program(address))
        .or_else(|| misspelt_scheme(address))
        .or_else(|| no_host(address))
        .or_else(|| no_mailbox(address))
}

/// `[x]((https://x.org)`
fn bracketed(address: &str) -> Option<(String, String)> {
    let inner = address.strip_prefix('(').filter(|inner| inner.starts_with("http"))?;
    // The bracket that closes the link is then the address's.
    let inner = inner.strip_suffix(')').filter(|inner| !inner.contains('(')).unwrap_or(inner);
    Some(("a second bracket opens before this address".to_string(), format!("take it out: ({inner})")))
}

/// `{{site.baseurl}}/y`, `__GHOST_URL__/y`: what another program puts the beginning of the site for.
fn of_another_program(address: &str) -> Option<(String, String)> {
    let (sign, rest) = if let Some(rest) = address.strip_prefix("__GHOST_URL__") {
        ("__GHOST_URL__", rest)
    } else {
        let is_sign = |at: &usize| address[at + 1..].starts_with(['{', '%']);
        let start = memchr::memchr_iter(b'{', address.as_bytes()).find(is_sign)?;
        let end = address[start..].find('}').map_or(address.len(), |end| start + end);
        let rest = address[end..].trim_start_matches('}');
        (&address[start..address.len() - rest.len()], rest)
    };
    let hint = match rest.strip_prefix('/') {
        Some(path) if !path.is_empty() => format!("write the address without it: `/{path}`"),
        _ => "write the address that it stands for".to_string(),
    };
    Some((format!("`{sign}` is of another program, and stands for nothing here"), hint))
}

/// `http:/x.org`, `https//x.org`, `https：//x.org`, `ttps://x.org`, `https://https://x.org`, `mail:a@x.org`, `URL:https://x.org`.
fn misspelt_scheme(address: &str) -> Option<(String, String)> {
    let length = address.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (scheme, rest) = address.split_at(length);
    let host = rest.trim_start_matches([':', ';', '/', '\\', '：', '／']);
    let signs = &rest[..rest.len() - host.len()];
    let lower = scheme.to_ascii_lowercase();
    if !matches!(lower.as_str(), "http" | "https") {
        if let Some(meant) = rest.strip_prefix(':').and_then(|rest| named(&lower, rest)) {
            return Some((format!("there is no scheme `{scheme}`"), format!("write `{meant}`")));
        }
        let near = |known: &&str| signs == "://" && distance(&lower, known) == 1;
        let near = ["https", "http"].into_iter().find(near)?;
        let hint = format!("did you mean `{near}://{host}`?");
        return Some((format!("there is no scheme `{scheme}`"), hint));
    }
    // `http/notes.md` is a file in a folder.
    if signs != "://" && !host.is_empty() && (signs.len() > 1 || signs == ":") {
        let message = format!("behind `{scheme}` stands `{signs}` and not `://`");
        // Keyboards of China and Japan have wide signs.
        return Some((message, format!("write `{scheme}://{}`", host.replace('？', "?").replace('＝', "="))));
    }
    let second = ["http://", "https://", "http//", "https//"];
    (signs == "://" && second.iter().any(|second| host.to_ascii_lowercase().starts_with(second))).then(|| {
        let own = host.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let inner = &host[..host.len() - own.len()];
        let hint = format!("write `{inner}://{}`", own.trim_start_matches([':', '/']));
        ("this address begins twice".to_string(), hint)
    })
}

/// What stands behind a word that is no scheme and tells what it is: `mail:a@x.org`, `URL:https://x.org`.
fn named(word: &str, rest: &str) -> Option<String> {
    match word {
        "mail" | "email" if rest.contains('@') => Some(format!("mailto:{rest}")),
        "url" | "link" if rest.trim_start().starts_with("http") => Some(rest.trim_start().to_string()),
        _ => None,
    }
}

/// `https://`, `https://x,org`.
fn no_host(address: &str) -> Option<(String, String)> {
    let (scheme, rest) = address.split_once("://")?;
    if !matches!(scheme, "http" | "https") {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority.rsplit('@').next().unwrap_or_default();
    if !host.chars().any(char::is_alphanumeric) {
        let hint = "write the whole address, as in https://example.org/report";
        return Some(("this address names no host".to_string(), hint.to_string()));
    }
    let spelt =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']') || !c.is_ascii();
    if host.chars().all(spelt) && !host.contains("..") && !host.starts_with('.') {
        return None;
    }
    let parts = host.split(|c: char| c == '.' || !spelt(c)).filter(|part| !part.is_empty());
    let meant = parts.collect::<Vec<_>>().join(".");
    Some((format!("`{host}` is no host"), format!("did you mean `{scheme}://{meant}{path}`?")))
}

/// `mailto:`, `me@example.org`.
fn no_mailbox(address: &str) -> Option<(String, String)> {
    let example = "write it as in mailto:editor@example.org".to_string();
    if let Some(mailbox) = address.strip_prefix("mailto:") {
        // `mailto:?subject=…` lets the reader choose.
        let is_told = mailbox.contains('@') || mailbox.starts_with('?') || mailbox.contains("%40");
        return (!is_told).then(|| ("`mailto:` stands before no e-mail address".to_string(), example));
    }
    let (name, host) = address.split_once('@')?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let is_mailbox = !name.is_empty() && name.chars().chain(host.chars()).all(plain) && host.contains('.');
    // `photo@2x.png` is a file.
    let is_file = input::is_published(&InputPath::new(address));
    (is_mailbox && !is_file).then(|| {
        ("an e-mail address stands here for a link's".to_string(), format!("write `mailto:{address}`"))
    })
}

#[cfg(test)]
mod tests {
    use super::mistyped;

    #[test]
    fn an_address_that_leads_nowhere_is_told() {
        for (address, hint) in [
            ("{{site.baseurl}}/y", "`/y`"),
            ("__GHOST_URL__/content/a.png", "`/content/a.png`"),
            ("{{page.url}}", "that it stands for"),
            ("{{bse}}115", "that it stands for"),
            ("http:/one.example", "`http://one.example`"),
            ("https:one.example", "`https://one.example`"),
            ("https//x.co/y", "`https://x.co/y`"),
            ("http;//x.co", "`http://x.co`"),
            ("https：//x.co/y？z=1", "`https://x.co/y?z=1`"),
            ("(https://x.co/y", "(https://x.co/y)"),
            ("(https://x.co/y)", "(https://x.co/y)"),
            ("mail:me@x.co", "`mailto:me@x.co`"),
            ("URL:https://x.co", "`https://x.co`"),
            ("https:///x.co", "`https://x.co`"),
            ("ttps://x.co", "`https://x.co`"),
            ("https://https://x.com", "`https://x.com`"),
            ("http://https//x.com", "`https://x.com`"),
            ("https://", "the whole address"),
            ("https:///", "the whole address"),
            ("https://x,co/y", "`https://x.co/y`"),
            ("https://example.org,", "`https://example.org`"),
            ("mailto:", "mailto:editor@"),
            ("me@example.com", "`mailto:me@example.com`"),
        ] {
            let (_, said) = mistyped(address).unwrap_or_else(|| panic!("{address}"));
            assert!(said.contains(hint), "{address}: {said}");
        }
    }

    #[test]
    fn an_address_is_taken_as_it_is() {
        for address in [
            "https://example.org",
            "HTTPS://Example.org/a,b",
            "https://localhost:8080/x",
            "https://user@example.org/@x",
            "https://web.archive.org/web/2018/https://example.org/",
            "https://правда.рф/",
            "http://[::1]/",
            "ftp://example.org",
            "http/notes.md",
            "https.md",
            "mailto:a@example.org?subject=x",
            "mailto:?subject=x",
            "photo@2x.png",
            "a.md#b",
            "tel:+1",
            "/people/",
            "",
        ] {
            assert_eq!(mistyped(address), None, "{address}");
        }
    }
}
