// The desk: what was found in the text of the article that is open, for its editor.

import { add, head, make } from "./corner.js";
import { open } from "./open.js";

const GROUPS = [
  ["ambiguous", "Ambiguous", "several have this name"],
  ["unknown", "Unknown", "names that nobody has given the digest"],
  ["unnamed", "Never named", "in the front matter, not in the text"],
  ["unlinked", "Not linked", "found, and why they are no links"],
  ["linked", "Linked", "each at its first place"],
];

const button = make("button", { id: "desk-button", type: "button", "aria-expanded": "false", hidden: "" });
const desk = make("aside", { id: "desk", "aria-label": "Names in this article", hidden: "" });
const list = make("div");
desk.append(head("Names in this article", () => turn(false)), list);
add([desk], [button]);

let found = null;
let listed = "";
let wanted = 0;
// The desk stays open from page to page, in this tab.
let isOpen = sessionStorage.getItem("dateline-desk") === "open";

button.addEventListener("click", () => turn(!isOpen));
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.composedPath().includes(desk)) turn(false);
});

function turn(next) {
  isOpen = next;
  sessionStorage.setItem("dateline-desk", isOpen ? "open" : "closed");
  lay();
  if (!isOpen) button.focus();
}

// Asks what was found on the page that is open.
export async function look() {
  const mine = ++wanted;
  const answer = await fetch(`/_dateline/desk?page=${encodeURIComponent(location.pathname)}`).catch(() => null);
  const next = answer?.ok ? await answer.json() : null;
  if (mine !== wanted || answer === null) return;
  found = next;
  lay();
}

function lay() {
  button.hidden = found === null;
  desk.hidden = found === null || !isOpen;
  button.setAttribute("aria-expanded", String(!desk.hidden));
  if (found === null) return;
  const questions = found.ambiguous.length + found.unknown.length + found.unnamed.length;
  button.textContent = questions > 0 ? `Names: ${questions} to look at` : "Names";
  if (desk.hidden) return;
  // What is the same stays as it is, with what has the focus in it.
  const wanted = JSON.stringify(found);
  if (wanted === listed) return;
  listed = wanted;
  const groups = GROUPS.filter(([key]) => found[key].length > 0).flatMap(([key, title, about]) => [
    make("h3", { class: key }, title, " ", make("small", {}, about)),
    make("ul", { class: key }, ...found[key].map(row)),
  ]);
  if (groups.length === 0) groups.push(make("p", {}, "No name was found in this text."));
  list.replaceChildren(...groups);
}

function row({ text, entity, url, times, why, line, column }) {
  const name = url ? make("a", { href: url }, text) : make("b", {}, text);
  const place = make("button", { type: "button", class: "place", title: "Open the file at this line" }, `line ${line}`);
  place.addEventListener("click", () => open({ file: found.file, line, column }));
  const parts = [name];
  if (entity && entity !== text) parts.push(` → ${entity}`);
  if (times > 1) parts.push(` ×${times}`);
  if (why) parts.push(" ", make("small", {}, why));
  return make("li", {}, place, ...parts);
}
