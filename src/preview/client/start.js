// Added to responses only, at the end of a page; never part of a published one. Keeps the page as the server sent it,
// parsed whole and before any deferred script of the site has touched it, and of each node what it was sent as.
document.addEventListener(
  "readystatechange",
  () => {
    const sent = new WeakMap();
    const keep = (node, as) => {
      sent.set(node, as);
      node.childNodes.forEach((child, at) => keep(child, as.childNodes[at]));
    };
    keep(document.documentElement, document.documentElement.cloneNode(true));
    import("/_dateline/client/page.js").then((page) => page.follow(sent));
  },
  { once: true },
);
