// What the terminal prints of a mistake, on a page: there a caret stands below what is meant, here that is marked. For
// letters that run from right to left, or are wider than others, do not stand above their caret, and lines are wrapped.

import { make } from "./corner.js";

// The text with its marks, as what an element may hold.
export function marked(text) {
  const rows = [];
  for (const row of text.split("\n")) {
    const [, gutter, carets, label] = /^( *\| *)(\^+)(.*)$/.exec(row) ?? [];
    if (!carets || rows.length === 0) {
      rows.push([row]);
      continue;
    }
    rows.push(mark(rows.pop().join(""), gutter.length, gutter.length + carets.length));
    if (label) rows.push([gutter.trimEnd() + label]);
  }
  return rows.flatMap((row) => [...row, "\n"]).slice(0, -1);
}

function mark(row, from, to) {
  const letters = [...row];
  const start = at(letters, from);
  const end = at(letters, to);
  const part = (...place) => letters.slice(...place).join("");
  return [part(0, start), make("mark", {}, part(start, end) || " "), part(end)];
}

// The letter that stands in a column.
function at(letters, wanted) {
  let column = 0;
  const next = letters.findIndex((letter) => {
    const width = columns(letter);
    column += width;
    return width > 0 && column > wanted;
  });
  return next < 0 ? letters.length : next;
}

const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u;
const TWO = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;

// How many columns of a terminal a letter takes.
function columns(letter) {
  return NONE.test(letter) ? 0 : TWO.test(letter) ? 2 : 1;
}
