//! HTTP: pages from the newest snapshot, the stream of news, and the few things a page may ask for. The only place that
//! knows axum. Never knows how a page is made.

mod file;
mod gate;
mod own;

use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch::Receiver;

use self::gate::Gate;
use super::Settings;
use super::editor::Editor;
use super::news::Shown;
use super::page::{self, Answer, Lasting};
use super::sweep::Traffic;
use crate::diagnostic::Diagnostic;
use crate::input_path::InputPath;
use crate::picture::Cache;
use crate::render::{self, Rendered};
use crate::{Error, Site};

/// What is added to a page for a browser.
const SCRIPT: &[u8] = b"<script src=\"/_dateline/client.js\"></script>";
/// Ports that are tried after the first.
const PORTS: u16 = 100;
/// Pages whose later addresses are remembered.
const REMEMBERED: usize = 1000;

/// A port that is listened on.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    address: SocketAddr,
    host: String,
}

impl Listener {
    /// Where a browser finds the site.
    pub fn url(&self, site: &Site) -> String {
        let name = match self.address.ip() {
            ip if ip.is_unspecified() => "localhost".to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
            IpAddr::V4(ip) => ip.to_string(),
        };
        format!("http://{name}:{}{}", self.address.port(), site.digest.config.base_path)
    }

    /// Who may ask.
    pub fn gate(&self) -> Gate {
        let is_loopback = self.address.ip().is_loopback();
        Gate { port: self.address.port(), host: (!is_loopback).then(|| self.host.to_ascii_lowercase()) }
    }
}

/// Listens on the port of the settings, or on the next one that is free.
pub fn listen(settings: &Settings, notice: &dyn Fn(&str)) -> Result<Listener, Error> {
    let place = |port| format!("{} port {port}", settings.host);
    let failed = |port, error| Error::Listen(place(port), error);
    let bind = |port| {
        let mut last = std::io::Error::new(std::io::ErrorKind::NotFound, "there is no such host");
        for address in (settings.host.as_str(), port).to_socket_addrs()? {
            match TcpListener::bind(address) {
                Ok(socket) => return Ok(socket),
                Err(error) => last = error,
            }
        }
        Err(last)
    };
    let mut port = settings.port;
    let socket = loop {
        match bind(port) {
            Ok(socket) => break socket,
            Err(error) => {
                let is_busy = error.kind() == std::io::ErrorKind::AddrInUse && !settings.strict_port;
                match port.checked_add(1).filter(|next| is_busy && next - settings.port <= PORTS) {
                    Some(next) => port = next,
                    None => return Err(failed(port, error)),
                }
            }
        }
    };
    if port != settings.port {
        notice(&format!("port {} is taken; this is port {port}", settings.port));
    }
    let address = socket.local_addr().map_err(|error| failed(port, error))?;
    if !address.ip().is_loopback() {
        let ip = outward(address.ip()).unwrap_or(address.ip());
        let place = SocketAddr::new(ip, address.port());
        notice(&format!("anybody who reaches {ip} can read this digest, drafts included: http://{place}/"));
    }
    socket.set_nonblocking(true).map_err(|error| failed(port, error))?;
    Ok(Listener { socket, address, host: settings.host.clone() })
}

/// The address under which others find this machine, where it listens on all it has: the one that what it sends would
/// carry. Nothing is sent.
fn outward(ip: IpAddr) -> Option<IpAddr> {
    let socket = UdpSocket::bind((ip, 0)).ok().filter(|_| ip.is_unspecified())?;
    // Addresses that are kept for documentation, which nobody has.
    socket.connect(if ip.is_ipv4() { "192.0.2.1:9" } else { "[2001:db8::1]:9" }).ok()?;
    socket.local_addr().ok().map(|address| address.ip()).filter(|ip| !ip.is_unspecified())
}

/// Thirty-two hexadecimal digits that nobody can guess.
pub fn random() -> Result<String, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Error::Listen("a port without random numbers".to_string(), std::io::Error::other(error.to_string()))
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What every request is answered from.
pub struct Server {
    /// The newest snapshot.
    pub shown: Receiver<Shown>,
    /// Who is told of requests, and of what they came to.
    pub traffic: Arc<Traffic>,
    /// Who may ask.
    pub gate: Gate,
    /// The digest's folder.
    pub root: PathBuf,
    /// Copies of pictures.
    pub cache: Cache,
    /// What opens a file at a line.
    pub editor: Editor,
    /// What the pages that browsers have seen are of, by their path: so that one that moves is found again.
    pub seen: Mutex<VecDeque<Seen>>,
}

/// A page that a browser has seen.
#[derive(Clone)]
pub struct Seen {
    path: String,
    /// The same below the site's root, which may lie elsewhere by now.
    below: String,
    /// What it is of, if its URL may change.
    page: Option<Lasting>,
    file: Option<InputPath>,
}

/// Serves until the author ends it; `ready` is called when it can be asked and ended.
pub fn run(listener: Listener, server: Server, ready: impl FnOnce()) -> Result<(), Error> {
    let place = listener.address.to_string();
    let failed = |error| Error::Listen(place.clone(), error);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    let served = runtime.block_on(async {
        let socket = tokio::net::TcpListener::from_std(listener.socket)?;
        let end = end()?;
        ready();
        let router = Router::new().fallback(respond).with_state(Arc::new(server));
        tokio::select! {
            served = axum::serve(socket, router).into_future() => served,
            () = end => Ok(()),
        }
    });
    // Streams of news never end by themselves.
    runtime.shutdown_background();
    served.map_err(failed)
}

/// Listens for Ctrl-C and for the signal that asks a process to end, from now on; the future waits for one of them.
#[cfg(unix)]
fn end() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn end() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

async fn respond(State(server): State<Arc<Server>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let policy = server.policy(parts.uri.path());
    let mut response = match server.gate.refuses(&parts.method, &parts.uri, &parts.headers) {
        Some(StatusCode::MISDIRECTED_REQUEST) => misdirected(server.gate.port),
        Some(status) => refusal(status),
        None => match parts.uri.path().strip_prefix("/_dateline/") {
            Some(name) => {
                own::answer(&server, name, parts.uri.query(), &parts.method, &parts.headers, body).await
            }
            None => page(server, parts.uri.path(), parts.uri.query(), &parts.headers).await,
        },
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::CACHE_CONTROL, "no-cache"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Behind a tunnel with another port, or under the machine's name, an author would not know why.
fn misdirected(port: u16) -> Response {
    let said = format!(
        "This preview is at http://localhost:{port}/, also behind a tunnel. Under another name it answers when started with `--host NAME`.\n"
    );
    (StatusCode::MISDIRECTED_REQUEST, said).into_response()
}

fn refusal(status: StatusCode) -> Response {
    let said = format!("{}\n", status.canonical_reason().unwrap_or_default());
    let mut response = (status, said).into_response();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// A page of the site.
async fn page(server: Arc<Server>, path: &str, query: Option<&str>, headers: &HeaderMap) -> Response {
    server.traffic.request();
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    let is_browser = accept.contains("text/html");
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok()).map(str::to_string);
    let (path, query) = (path.to_string(), query.map(str::to_string));
    let make = move || make(&server, &path, query.as_deref(), is_browser, range.as_deref());
    let made = tokio::task::spawn_blocking(make).await;
    made.unwrap_or_else(|_| refusal(StatusCode::INTERNAL_SERVER_ERROR))
}

fn make(server: &Server, path: &str, query: Option<&str>, is_browser: bool, range: Option<&str>) -> Response {
    let shown = server.shown.borrow().clone();
    let site = &shown.site;
    let answer = page::answer(site, path, &|rendered| server.fetch(rendered));
    let failure = if let Answer::Failed(failure) = &answer { Some(&**failure) } else { None };
    if let Some(below) = page::below(site, path) {
        server.traffic.rendered(shown.number, &below, failure);
    }
    let mut response = match answer {
        Answer::Bytes(bytes, name) => match range.and_then(|range| file::part(range, bytes.len())) {
            // Safari plays no sound and no film otherwise, and others cannot wind on.
            Some(part) if !file::media_type(&name).starts_with("text/") => send_part(&bytes, part, &name),
            _ => send(StatusCode::OK, bytes, &name, is_browser),
        },
        Answer::Elsewhere(to) => {
            let to = query.map_or_else(|| to.clone(), |query| format!("{to}?{query}"));
            match HeaderValue::from_str(&to) {
                Ok(to) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response(),
                Err(_) => refusal(StatusCode::NOT_FOUND),
            }
        }
        Answer::Nothing => {
            let mut response = send(StatusCode::NOT_FOUND, page::not_found(site), "404.html", is_browser);
            if let Some((to, kept)) = server.moved(&shown, path) {
                // The browser goes there, and by then the page may have moved on.
                server.remember(site, &to);
                let told = [("x-dateline-moved", Some(to)), ("x-dateline-redirects", kept)];
                for (name, value) in told {
                    if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
                        response.headers_mut().insert(name, value);
                    }
                }
            }
            response
        }
        Answer::Failed(failure) => {
            let said = crate::diagnostic::text(&[*failure], |file| site.inputs.text(file), false);
            let said = crate::html::escaped(&said);
            let page = format!(
                "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>This page cannot be made</title>\n<body><h1>This page cannot be made</h1>\n<pre>{said}</pre>\n</body></html>\n"
            );
            send(StatusCode::INTERNAL_SERVER_ERROR, page.into_bytes(), "failed.html", is_browser)
        }
    };
    if is_browser && response.status() == StatusCode::OK {
        server.remember(site, path);
    }
    // Which snapshot the page is of: its script reads it there, for the bytes do not say.
    if let Ok(id) = HeaderValue::from_str(&format!("dateline;desc=\"{}\"", shown.id)) {
        response.headers_mut().insert("server-timing", id);
    }
    response
}

fn send(status: StatusCode, mut bytes: Vec<u8>, name: &str, is_browser: bool) -> Response {
    let media_type = file::media_type(name);
    if is_browser && media_type.starts_with("text/html") {
        let end = bytes.windows(7).rposition(|it| it.eq_ignore_ascii_case(b"</body>")).unwrap_or(bytes.len());
        bytes.splice(end..end, SCRIPT.iter().copied());
    }
    (status, [(header::CONTENT_TYPE, media_type), (header::VARY, "Accept")], bytes).into_response()
}

fn send_part(bytes: &[u8], part: Range<usize>, name: &str) -> Response {
    let place = format!("bytes {}-{}/{}", part.start, part.end - 1, bytes.len());
    let headers = [(header::CONTENT_TYPE, file::media_type(name)), (header::CONTENT_RANGE, &place)];
    (StatusCode::PARTIAL_CONTENT, headers, bytes[part].to_vec()).into_response()
}

impl Server {
    /// The bytes of what is rendered: of files, only of those that lie in the digest.
    fn fetch(&self, rendered: Rendered) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
        match rendered {
            Rendered::Bytes(bytes) => Ok(Some(bytes)),
            Rendered::Copy(from) => Ok(file::read_inside(&self.root, &from).ok()),
            Rendered::Resize(copy) => {
                let bytes = file::read_inside(&self.root, &copy.from).ok();
                bytes.map(|bytes| copy.make(&bytes, &self.cache)).transpose()
            }
        }
    }

    /// The security policy of a path.
    fn policy(&self, path: &str) -> &'static str {
        let site = &self.shown.borrow().site;
        let config = &site.digest.config;
        render::policy(config, path.strip_prefix(config.base_path.as_str()).unwrap_or_default())
    }

    /// Notes what the page at a path is of.
    fn remember(&self, site: &Site, path: &str) {
        let Some(below) = path.strip_prefix(site.digest.config.base_path.as_str()) else { return };
        let page = page::lasting(site, path);
        let file = page::file_at(site, path).cloned();
        let mut seen = self.seen.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        seen.retain(|seen| seen.path != path);
        seen.push_back(Seen { path: path.to_string(), below: below.to_string(), page, file });
        if seen.len() > REMEMBERED {
            seen.pop_front();
        }
    }

    /// Where the page that was at a path is now; and of one with a file, what its `redirects` may say to keep the path.
    fn moved(&self, shown: &Shown, path: &str) -> Option<(String, Option<String>)> {
        let site = &shown.site;
        let base = &site.digest.config.base_path;
        let seen = self.seen.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let Seen { page, mut file, below, .. } = seen.iter().find(|seen| seen.path == path)?.clone();
        drop(seen);
        let url = page.and_then(|page| page::url_of(site, page)).or_else(|| {
            // A file may be renamed again and again, and back.
            for _ in 0..=shown.renamed.len() {
                file = shown.renamed.get(&file.clone()?).cloned();
                if let Some(url) = page::of_file(site, file.as_ref()?) {
                    return Some(url);
                }
            }
            None
        });
        // Where `base_url` leads to another folder now, every page has moved there.
        let url = url.or_else(|| {
            page::find(site, &page::decoded(&below)?)?;
            Some(format!("{base}{below}"))
        })?;
        let has_other_name = url.strip_prefix(base.as_str()) != Some(below.as_str());
        let kept = (page.is_some() && file.is_some() && has_other_name).then(|| format!("/{below}"));
        Some((url, kept))
    }
}
