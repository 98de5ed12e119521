//! What is the preview's own, below `/_dateline/`: its scripts and style, the stream of news, and what a page may ask.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::{Server, file, refusal};
use crate::input_path::InputPath;
use crate::preview::desk;
use crate::preview::place::{self, Clicked, Place};

/// The part that runs in the browser.
const CLIENT: [(&str, &str); 11] = [
    ("client.js", include_str!("../client/start.js")),
    ("client/page.js", include_str!("../client/page.js")),
    ("client/morph.js", include_str!("../client/morph.js")),
    ("client/corner.js", include_str!("../client/corner.js")),
    ("client/corner.css", include_str!("../client/corner.css")),
    ("client/note.js", include_str!("../client/note.js")),
    ("client/excerpt.js", include_str!("../client/excerpt.js")),
    ("client/overlay.js", include_str!("../client/overlay.js")),
    ("client/desk.js", include_str!("../client/desk.js")),
    ("client/pictures.js", include_str!("../client/pictures.js")),
    ("client/open.js", include_str!("../client/open.js")),
];

/// The longest request to open something.
const LONGEST: usize = 64 << 10;

/// Answers a request for `/_dateline/NAME`.
pub(super) async fn answer(
    server: &Arc<Server>,
    name: &str,
    query: Option<&str>,
    method: &Method,
    headers: &HeaderMap,
    body: Body,
) -> Response {
    let posts = *method == Method::POST;
    let client = CLIENT.iter().find(|(known, _)| *known == name);
    match name {
        "open" if !posts => not_allowed("POST"),
        "open" => match to_bytes(body, LONGEST).await {
            _ if !server.gate.may_post(headers, &server.shown.borrow().told.token) => {
                refusal(StatusCode::FORBIDDEN)
            }
            Ok(bytes) => aside(server, move |server| open(server, &bytes)).await,
            Err(_) => refusal(StatusCode::PAYLOAD_TOO_LARGE),
        },
        "events" | "desk" if posts => not_allowed("GET, HEAD"),
        "events" => events(server),
        "desk" => {
            let query = query.unwrap_or_default().to_string();
            aside(server, move |server| desk(server, &query)).await
        }
        _ => match client {
            Some(_) if posts => not_allowed("GET, HEAD"),
            Some((_, text)) => ([(header::CONTENT_TYPE, file::media_type(name))], *text).into_response(),
            None => refusal(StatusCode::NOT_FOUND),
        },
    }
}

/// What takes a while, so that other requests are answered meanwhile.
async fn aside(server: &Arc<Server>, answer: impl FnOnce(&Server) -> Response + Send + 'static) -> Response {
    let server = Arc::clone(server);
    let made = tokio::task::spawn_blocking(move || answer(&server)).await;
    made.unwrap_or_else(|_| refusal(StatusCode::INTERNAL_SERVER_ERROR))
}

fn not_allowed(allowed: &'static str) -> Response {
    let mut response = refusal(StatusCode::METHOD_NOT_ALLOWED);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allowed));
    response
}

fn json_of(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// The news of the snapshot that is shown, and of every one from now on.
fn events(server: &Server) -> Response {
    let news = WatchStream::new(server.shown.clone()).map(|shown| {
        let event = Event::default().event("news").retry(Duration::from_millis(500));
        Ok::<_, std::convert::Infallible>(event.data(shown.news()))
    });
    Sse::new(news).keep_alive(KeepAlive::default()).into_response()
}

/// What was found in the text of the article at `page=PATH`; `null` where the page is no article's.
fn desk(server: &Server, query: &str) -> Response {
    let site = server.shown.borrow().site.clone();
    let asked = query.split('&').find_map(|pair| pair.strip_prefix("page="));
    let page = asked.and_then(crate::preview::page::decoded);
    let desk = page.and_then(|page| desk::desk(&site, &page));
    match serde_json::to_string(&desk) {
        Ok(text) => json_of(text),
        Err(_) => refusal(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// What a page asks to be opened: a place in a file that a diagnostic names, or whatever was clicked on.
#[derive(Deserialize)]
#[serde(untagged)]
enum Wanted {
    Place { file: String, line: usize, column: usize },
    Clicked { page: String, link: Option<String>, words: String },
}

fn open(server: &Server, asked: &[u8]) -> Response {
    let site = server.shown.borrow().site.clone();
    let place = match serde_json::from_slice(asked) {
        Ok(Wanted::Place { file, line, column }) => Some(Place { file: InputPath::new(&file), line, column }),
        Ok(Wanted::Clicked { page, link, words }) => {
            place::find(&site, Clicked { page: &page, link: link.as_deref(), words: &words })
        }
        Err(_) => return refusal(StatusCode::BAD_REQUEST),
    };
    // Only files of the digest are opened, whatever a page asks for.
    let known = place.and_then(|place| Some((site.inputs.get(place.file.as_str())?.disk.clone(), place)));
    let Some((disk, place)) = known else { return refusal(StatusCode::NOT_FOUND) };
    let said = match server.editor.open(&disk, place.line, place.column) {
        Ok(url) => json!({"file": place.file.as_str(), "line": place.line, "url": url}),
        Err(error) => json!({"file": place.file.as_str(), "line": place.line, "failed": error.to_string()}),
    };
    json_of(said.to_string())
}
