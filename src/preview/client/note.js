// A line at the top of the page: something for a few seconds, or as long as it holds.

import { add, make } from "./corner.js";

const note = make("p", { id: "note", role: "status", hidden: "" });
add([note]);

let passing = "";
let standing = "";
let timer = 0;

// What is being read or copied stays.
note.addEventListener("pointerenter", () => clearTimeout(timer));
note.addEventListener("pointerleave", () => wait(2000));
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && passing) pass("");
});

// Says something for a while.
export function pass(text, milliseconds = 5000) {
  passing = text;
  wait(milliseconds);
  say();
}

// Says something until something else is said, and before all else when it begins; an empty text for nothing.
export function stand(text) {
  if (text && text !== standing) passing = "";
  standing = text;
  say();
}

function wait(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    passing = "";
    say();
  }, milliseconds);
}

function say() {
  const text = passing || standing;
  note.hidden = text === "";
  if (note.textContent !== text) note.textContent = text;
}
