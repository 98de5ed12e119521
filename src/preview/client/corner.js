// The place of all that the preview itself shows: a shadow tree beside the page's body, so that neither style nor a
// change of the page reaches it. Text only ever goes in as text: what an author wrote is never taken for HTML.

const host = document.createElement("dateline-preview");
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

// Puts the place beside the page's body.
export function attach() {
  if (!host.isConnected) document.documentElement.append(host);
}

// Whether an event comes from the place itself.
export function holds(event) {
  return event.composedPath().includes(host);
}
