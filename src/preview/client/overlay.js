// Tells what is wrong: an overlay over the last good page, and a count in the corner.

import { add, attach, head, make } from "./corner.js";
import { marked } from "./excerpt.js";
import { stand } from "./note.js";
import { open } from "./open.js";

// The overlay opens when nothing was saved for so long, for some editors save with every letter. The count is there at
// once.
const PAUSE = 500;
// What was well for so long and is wrong again is told again, though it was closed.
const FORGET = 10_000;

const panel = make("section", { id: "overlay", role: "alert", "aria-label": "What is wrong with the digest", hidden: "" });
const badge = make("button", { id: "badge", type: "button", hidden: "" });
const entries = make("div");
panel.append(head("", close), entries);
add([panel], [badge]);

let last = null;
let opened = false;
// What was closed is not shown again until it is something else: of another kind, or in another file. Words that are
// just being typed are others with every letter.
const closed = new Set();
// Since when there is nothing to show.
let well = 0;
// The snapshot that was told of last, and when it came.
let id = null;
let came = -Infinity;
let timer = 0;
let listed = "";

badge.addEventListener("click", () => {
  opened = true;
  closed.clear();
  show(last);
  panel.querySelector(".close").focus();
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) close();
});

function close() {
  const had = panel.matches(":focus-within");
  due(last).forEach((it) => closed.add(kind(it)));
  opened = false;
  show(last);
  if (had) badge.focus();
}

function kind({ severity, code, file }) {
  return [severity, code, file].join(" ");
}

// What opens the overlay by itself: errors, and why this page fails.
function due({ news, failed }) {
  const { problems = [], failures = [] } = news ?? {};
  return [...problems.filter((it) => it.severity === "error"), ...(failed ? failures : [])];
}

// Shows the state of things: the news, whether this page fails, is gone, and whether the server is away.
export function show(state) {
  const now = performance.now();
  last = state;
  attach();
  if (state.news && state.news.id !== id) {
    // What is wrong when a page is opened is no half-typed word.
    came = id === null ? -Infinity : now;
    id = state.news.id;
  }
  const { problems = [], failures = [], more = 0 } = state.news ?? {};
  const total = problems.length + failures.length + more;
  const errors = due(state);
  if (errors.length > 0) {
    if (now - well > FORGET) closed.clear();
    well = Infinity;
  } else if (well === Infinity) {
    well = now;
  }
  const isDue = errors.some((it) => !closed.has(kind(it)));
  const isTyping = panel.hidden && now - came < PAUSE;
  clearTimeout(timer);
  if (isDue && isTyping) timer = setTimeout(() => show(last), PAUSE - (now - came));
  opened &&= total > 0;
  panel.hidden = !opened && (!isDue || isTyping);
  list([...problems, ...failures], total, more);
  badge.hidden = total === 0 || !panel.hidden;
  badge.textContent = count(total);
  badge.className = problems.some((it) => it.severity === "error") || failures.length > 0 ? "error" : "warning";
  stand(said(state));
}

// What is the same stays as it is, with what is selected in it.
function list(diagnostics, total, more) {
  const wanted = JSON.stringify([diagnostics, more]);
  if (wanted === listed) return;
  listed = wanted;
  panel.querySelector("h2").textContent = count(total);
  const rest = more ? [make("p", {}, `… and ${more} more`)] : [];
  entries.replaceChildren(...diagnostics.map(entry), ...rest);
}

function entry(it) {
  const about = { class: it.severity, tabindex: "0", title: "Alt-click or Enter opens the file" };
  const made = make("pre", about, ...marked(it.text));
  made.addEventListener("click", (event) => event.altKey && open(it));
  made.addEventListener("keydown", (event) => event.key === "Enter" && open(it));
  return made;
}

function count(total) {
  return total === 1 ? "1 thing is wrong" : `${total} things are wrong`;
}

function said({ away, gone }) {
  if (away) return "The preview has ended. This page goes on when it is started again.";
  return gone ? "This page is gone: what it showed was deleted, or is held back." : "";
}
