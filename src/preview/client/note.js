// A line at the top of the page: something for a few seconds, or as long as it holds.

import { add, make } from "./corner.js";

const note = make("p", { id: "note", role: "status", hidden: "" });
add([note]);

let passing = "";
let standing = "";
let timer = 0;

// Says something for a few seconds.
export function pass(text) {
  passing = text;
  clearTimeout(timer);
  timer = setTimeout(() => pass(""), 5000);
  say();
}

// Says something until something else is said; an empty text for nothing.
export function stand(text) {
  standing = text;
  say();
}

function say() {
  const text = passing || standing;
  note.hidden = text === "";
  if (note.textContent !== text) note.textContent = text;
}
