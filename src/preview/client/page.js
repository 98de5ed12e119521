// Hears of new snapshots, asks for its own page again, and lets it change in place.

import { know, replace } from "./morph.js";
import { show } from "./overlay.js";
import { look } from "./desk.js";
import { renew } from "./pictures.js";
import { pass } from "./note.js";
import { listenForClicks } from "./open.js";

// The snapshot that the page is of; its response says so in a header.
const visit = performance.getEntriesByType("navigation")[0];
let shown = visit?.serverTiming?.find((entry) => entry.name === "dateline")?.description ?? null;
// The same, as it was loaded.
const loaded = shown;
// What the server last said of the page.
let status = visit?.responseStatus ?? 200;
// A page that was not there to begin with cannot go.
let missing = status === 404;
let news = null;
let followed = null;
let stream = null;
let busy = false;
let away = false;
// From where the page moved, what keeps that address, and when it last moved.
let left = null;
// How long it is said that a page has moved.
const TOLD = 20_000;

// Follows the digest with this page, whose nodes were sent as `sent` has them.
export function follow(sent) {
  know(sent);
  document.addEventListener("visibilitychange", () => (document.hidden ? hush() : listen()));
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);
  listenForClicks(() => news?.token ?? "");
  listen();
}

// Browsers keep six connections to a host, so a tab that nobody sees gives its one back.
function listen() {
  if (stream || document.hidden) return;
  stream = new EventSource("/_dateline/events");
  stream.addEventListener("news", (event) => hear(JSON.parse(event.data)));
  stream.onerror = () => {
    away = true;
    tell();
    // The browser tries again by itself, but not after an answer that is no stream.
    if (stream?.readyState === EventSource.CLOSED) {
      hush();
      setTimeout(listen, 1000);
    }
  };
}

function hush() {
  stream?.close();
  stream = null;
}

function hear(said) {
  const first = news === null;
  news = said;
  away = false;
  tell();
  if (first) {
    followed = said.id;
    look();
  }
  if (said.id !== shown) refresh();
}

async function refresh() {
  if (busy) return;
  busy = true;
  try {
    while (news.id !== shown) {
      const wanted = news.id;
      const answer = await fetch(location.pathname + location.search, {
        headers: { Accept: "text/html" },
        cache: "no-store",
      });
      const moved = answer.headers.get("X-Dateline-Moved");
      if (moved) {
        move(moved, answer.headers.get("X-Dateline-Redirects"));
        continue;
      }
      if (answer.redirected) history.replaceState(history.state, "", answer.url + location.hash);
      const text = await answer.text();
      shown = wanted;
      status = answer.status;
      // A page that cannot be made, or is gone, leaves the last good one where it is.
      if (answer.ok || (status === 404 && missing)) replace(text);
      if (answer.ok) missing = false;
      tell();
      look();
      // Snapshots are numbered anew by a preview that was started again.
      const [run, number] = (loaded ?? "").split("-");
      renew(news.replaced, wanted.startsWith(`${run}-`) ? Number(number) : 0);
    }
    go();
  } catch {
    // Where the server is away the stream finds it again; where only this request failed, nothing else would.
    if (stream && !away) setTimeout(refresh, 1000);
  } finally {
    busy = false;
  }
}

// Goes to the page of the file just saved, unless it is this one, perhaps under another address.
function go() {
  if (!news.follow || followed === news.id || news.follow === location.pathname) return;
  followed = news.id;
  location.assign(news.follow);
}

// Goes to where the page is now. One whose slug is being typed moves with every letter: the address that may have been
// published is the one that it had first.
function move(to, kept) {
  const now = performance.now();
  if (!left || now - left.at > TOLD) left = { from: location.pathname, kept };
  left.at = now;
  if (to === left.from) left = null;
  history.replaceState(history.state, "", to + location.hash);
  const advice = left?.kept
    ? `This page has moved. If it was published, \`redirects: [${left.kept}]\` in its front matter keeps its old address.`
    : "";
  pass(advice, TOLD);
}

function tell() {
  show({ news, failed: status >= 500, gone: status === 404 && !missing, away });
}
