//! Who may ask: only browsers on this machine (or where the author said), and only pages of the preview itself.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};

/// The header that carries the page's token in a POST.
pub const TOKEN: &str = "x-dateline-token";

/// What requests are let in.
#[derive(Debug)]
pub struct Gate {
    /// The port listened on.
    pub port: u16,
    /// The host that the author named, where it is not loopback.
    pub host: Option<String>,
}

impl Gate {
    /// Why a request is not let in.
    pub fn refuses(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<StatusCode> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return Some(StatusCode::BAD_REQUEST) };
        let Some((name, port)) = host.to_str().ok().and_then(parse) else {
            return Some(StatusCode::BAD_REQUEST);
        };
        if !self.is_ours(&name, port) {
            return Some(StatusCode::MISDIRECTED_REQUEST);
        }
        let is_own = uri.path().starts_with("/_dateline/");
        if is_foreign(headers, is_own) {
            return Some(StatusCode::FORBIDDEN);
        }
        let may_post = is_own && *method == Method::POST;
        let reads = *method == Method::GET || *method == Method::HEAD;
        if !reads && !may_post {
            return Some(StatusCode::METHOD_NOT_ALLOWED);
        }
        // A proxy's form of a request: this is none.
        uri.scheme().is_some().then_some(StatusCode::NOT_FOUND)
    }

    /// Whether a POST carries the token that only our own pages know, and comes from one of them.
    pub fn may_post(&self, headers: &HeaderMap, token: &str) -> bool {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let origin = text(header::HOST).map(|host| format!("http://{host}"));
        text(header::ORIGIN).is_some_and(|given| Some(given) == origin.as_deref())
            && text(HeaderName::from_static(TOKEN)).is_some_and(|given| is_equal(given, token))
    }

    /// A name that another site could let point to this machine is not let in.
    fn is_ours(&self, name: &str, port: Option<u16>) -> bool {
        let address: Option<IpAddr> = name.trim_matches(['[', ']']).parse().ok();
        match &self.host {
            None => {
                let is_loopback = address.is_some_and(|address| address.is_loopback());
                (is_loopback || name == "localhost") && port.is_none_or(|port| port == self.port)
            }
            Some(host) => address.is_some() || name == "localhost" || name == *host,
        }
    }
}

/// Name and port of a `Host`, lower case; `None` for what is none.
fn parse(host: &str) -> Option<(String, Option<u16>)> {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let (name, rest) = match host.strip_prefix('[') {
        Some(inner) => {
            let (address, rest) = inner.split_once(']')?;
            address.parse::<std::net::Ipv6Addr>().ok()?;
            (format!("[{address}]"), rest)
        }
        None => {
            let end = host.find(':').unwrap_or(host.len());
            (host[..end].to_string(), &host[end..])
        }
    };
    if name.is_empty() || !(name.starts_with('[') || name.chars().all(is_letter)) {
        return None;
    }
    let port = match rest.strip_prefix(':') {
        Some(port) if port.bytes().all(|b| b.is_ascii_digit()) => Some(port.parse().ok()?),
        None if rest.is_empty() => None,
        _ => return None,
    };
    Some((name.to_ascii_lowercase(), port))
}

/// Whether a browser says that a page of another origin asks; one may only be followed to a page of the site.
fn is_foreign(headers: &HeaderMap, is_own: bool) -> bool {
    let said = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_cross = matches!(said("sec-fetch-site"), "cross-site" | "same-site");
    let is_visit = said("sec-fetch-mode") == "navigate" && said("sec-fetch-dest") == "document";
    is_cross && (is_own || !is_visit)
}

/// Compares without telling by the time it takes how much was right.
fn is_equal(one: &str, other: &str) -> bool {
    let differences = one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    one.len() == other.len() && differences == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(host: &[&str]) -> Option<u16> {
        let mut headers = HeaderMap::new();
        for host in host {
            headers.append(header::HOST, host.parse().unwrap());
        }
        let gate = Gate { port: 4400, host: None };
        gate.refuses(&Method::GET, &Uri::from_static("/"), &headers).map(|status| status.as_u16())
    }

    #[test]
    fn only_this_machine_is_let_in() {
        for host in ["localhost:4400", "127.0.0.1:4400", "[::1]:4400", "LOCALHOST:4400", "127.0.0.1"] {
            assert_eq!(refused(&[host]), None, "{host}");
        }
        for host in [
            "example.org",
            "localhost.example.org:4400",
            "192.168.0.1:4400",
            "localhost:1",
            "127.0.0.1.nip.io:4400",
        ] {
            assert_eq!(refused(&[host]), Some(421), "{host}");
        }
        for host in
            ["", ":4400", "a b", "localhost:x", "[::1", "[zz]:1", "localhost:4400:1", "a/b", "user@localhost"]
        {
            assert_eq!(refused(&[host]), Some(400), "{host}");
        }
        assert_eq!(refused(&[]), Some(400));
        assert_eq!(refused(&["localhost:4400", "localhost:4400"]), Some(400));
    }
}
