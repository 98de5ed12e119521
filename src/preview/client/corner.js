// The place of all that the preview itself shows: a shadow tree beside the page's body, so that neither style nor a
// change of the page reaches it. Text only ever goes in as text: what an author wrote is never taken for HTML.

const host = document.createElement("dateline-preview");
// What it says is English, whatever the page speaks and however that runs.
host.lang = "en";
host.dir = "ltr";
const root = host.attachShadow({ mode: "open" });

// An element with attributes and content.
export function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
}

const corner = make("div", { id: "corner" });
root.append(make("link", { rel: "stylesheet", href: "/_dateline/client/corner.css" }), corner);

// Adds panels to the place, and buttons to its corner.
export function add(panels, buttons = []) {
  root.append(...panels);
  corner.prepend(...buttons);
}

// The head of a panel, which stays while its list is scrolled; `close` is called by its button.
export function head(title, close) {
  const button = make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  button.addEventListener("click", close);
  return make("div", { class: "head" }, make("h2", {}, title), button);
}

// Puts the place beside the page's body.
export function attach() {
  if (!host.isConnected) document.documentElement.append(host);
}

// Whether an event comes from the place itself.
export function holds(event) {
  return event.composedPath().includes(host);
}
