// Tells what is wrong: an overlay over the last good page, and a count in the corner.

import { add, attach, make } from "./corner.js";
import { stand } from "./note.js";
import { open } from "./open.js";

const panel = make("section", { id: "overlay", role: "alert", "aria-label": "What is wrong with the digest", hidden: "" });
const badge = make("button", { id: "badge", type: "button", hidden: "" });
add([panel], [badge]);

let last = null;
// What was closed is not shown again until it is something else.
let closed = "";
let opened = false;

badge.addEventListener("click", () => {
  opened = true;
  closed = "";
  show(last);
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) close();
});

function close() {
  closed = every(last);
  opened = false;
  show(last);
}

function every({ news }) {
  return JSON.stringify([news?.problems, news?.failures]);
}

// Shows the state of things: the news, whether this page fails, is gone, and whether the server is away.
export function show(state) {
  last = state;
  attach();
  const { problems = [], failures = [], more = 0 } = state.news ?? {};
  const errors = problems.filter((it) => it.severity === "error");
  const total = problems.length + failures.length + more;
  const isDue = errors.length > 0 || (state.failed && failures.length > 0);
  const isClosed = every(state) === closed;
  opened &&= total > 0;
  panel.hidden = !opened && (!isDue || isClosed);
  list([...problems, ...failures], total, more);
  badge.hidden = total === 0 || !panel.hidden;
  badge.textContent = count(total);
  badge.className = errors.length + failures.length > 0 ? "error" : "warning";
  stand(said(state));
}

function list(diagnostics, total, more) {
  const button = make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  button.addEventListener("click", close);
  const entries = diagnostics.map((it) => {
    const entry = make("pre", { class: it.severity, tabindex: "0", title: "Alt-click or Enter opens the file" }, it.text);
    entry.addEventListener("click", (event) => event.altKey && open(it));
    entry.addEventListener("keydown", (event) => event.key === "Enter" && open(it));
    return entry;
  });
  const rest = more ? [make("p", {}, `… and ${more} more, in the terminal`)] : [];
  panel.replaceChildren(make("h2", {}, count(total)), button, ...entries, ...rest);
}

function count(total) {
  return total === 1 ? "1 thing is wrong" : `${total} things are wrong`;
}

function said({ away, gone }) {
  if (away) return "The preview has ended. This page goes on when it is started again.";
  return gone ? "This page is gone: its file was deleted, or is held back." : "";
}
