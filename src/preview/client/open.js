// Opens what was clicked on, with Alt held, in the author's editor.

import { holds } from "./corner.js";
import { pass } from "./note.js";

const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, dt, dd, figcaption, figure";

let token = () => "";

// Answers Alt-clicks on the page; `current` answers what a POST must carry.
export function listenForClicks(current) {
  token = current;
  addEventListener(
    "click",
    (event) => {
      if (!event.altKey || event.button !== 0 || holds(event)) return;
      const block = event.target.closest(BLOCKS);
      if (!block) return;
      event.preventDefault();
      const nearest = block.closest("li, article")?.querySelector("a[href]");
      const link = event.target.closest("a[href]") ?? block.querySelector("a[href]") ?? nearest;
      const path = link && link.origin === location.origin ? link.pathname : null;
      post({ page: location.pathname, link: path, words: block.textContent.slice(0, 20000) });
    },
    true,
  );
}

// Opens the place in a file that a diagnostic or the desk names.
export function open({ file, line, column }) {
  return post({ file, line, column });
}

async function post(place) {
  const answer = await fetch("/_dateline/open", {
    method: "POST",
    headers: { "X-Dateline-Token": token() },
    body: JSON.stringify(place),
  });
  if (!answer.ok) return pass("Nobody can say which file this comes from.");
  const said = await answer.json();
  if (said.url) location.href = said.url;
  pass(said.failed ? `The editor does not start: ${said.failed}` : `${said.file}:${said.line}`);
}
