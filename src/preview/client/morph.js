// Changes a page in place into the one that the server has now: only what differs between the page it sent before and
// the one it sends now is touched, so that what the reader or a script of the site did stays: scroll, focus, selection,
// an open <details>, the words in a field, playing media, results of a search.

// What each node of the page was last sent as. What a script of the site made was not sent, and is left alone.
let sent = new WeakMap();

// Takes what the nodes of the document were sent as.
export function know(nodes) {
  sent = nodes;
}

function keep(node, as) {
  sent.set(node, as);
  node.childNodes.forEach((child, at) => keep(child, as.childNodes[at]));
}

// Brings the document to the page in `text`.
export function replace(text) {
  const next = new DOMParser().parseFromString(text, "text/html");
  const before = sent.get(document.documentElement);
  // Scripts run once: a page whose scripts differ is loaded anew.
  if (scripts(before) !== scripts(next.documentElement)) {
    location.reload();
    return;
  }
  attributes(document.documentElement, before, next.documentElement);
  sent.set(document.documentElement, next.documentElement);
  head(next.head);
  const active = document.activeElement;
  morph(document.body, next.body);
  if (active?.isConnected && document.activeElement !== active) active.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("dateline:changed"));
}

function scripts(root) {
  const runs = (it) => !it.type || /javascript|module/.test(it.type);
  return [...root.querySelectorAll("script")].filter(runs).map((it) => it.getAttribute("src") + it.text).join("\n");
}

function head(next) {
  const wanted = new Map([...next.children].map((node) => [node.outerHTML, node]));
  const leaving = [];
  for (const node of [...document.head.children]) {
    const as = sent.get(node);
    if (as && !wanted.delete(as.outerHTML)) leaving.push(node);
  }
  const path = (node) => node.getAttribute("href").split("?")[0];
  const isSheet = (node) => node.matches('link[rel~="stylesheet"]');
  const sheets = new Map(leaving.filter(isSheet).map((node) => [path(node), node]));
  for (const node of wanted.values()) {
    const fresh = copy(node);
    const old = isSheet(fresh) ? sheets.get(path(fresh)) : null;
    if (old) {
      // The old style stays until the new one is there, so that nothing flickers.
      leaving.splice(leaving.indexOf(old), 1);
      fresh.addEventListener("load", () => old.remove());
      fresh.addEventListener("error", () => old.remove());
      old.after(fresh);
    } else {
      document.head.append(fresh);
    }
  }
  for (const node of leaving) node.remove();
}

function copy(node) {
  const fresh = document.importNode(node, true);
  keep(fresh, node);
  return fresh;
}

function attributes(live, before, next) {
  for (const { name } of [...before.attributes]) {
    if (!next.hasAttribute(name)) live.removeAttribute(name);
  }
  for (const { name, value } of [...next.attributes]) {
    if (before.getAttribute(name) !== value) live.setAttribute(name, value);
  }
}

function morph(live, next) {
  const before = sent.get(live);
  if (before.isEqualNode(next)) return;
  sent.set(live, next);
  if (live.nodeType !== Node.ELEMENT_NODE) {
    words(live, next.nodeValue);
    return;
  }
  attributes(live, before, next);
  children(live, next);
}

// Only the letters that differ, so that a selection beside them stays.
function words(node, next) {
  const now = node.nodeValue;
  const most = Math.min(now.length, next.length);
  let start = 0;
  while (start < most && now[start] === next[start]) start++;
  let end = 0;
  while (end < most - start && now[now.length - 1 - end] === next[next.length - 1 - end]) end++;
  node.replaceData(start, now.length - start - end, next.slice(start, next.length - end));
}

function children(live, next) {
  const now = [...live.childNodes].filter((node) => sent.has(node));
  const wanted = [...next.childNodes];
  const isSame = (node, as) => sent.get(node).isEqualNode(as);
  const shorter = Math.min(now.length, wanted.length);
  let start = 0;
  while (start < shorter && isSame(now[start], wanted[start])) start++;
  let end = 0;
  while (end < shorter - start && isSame(now.at(-1 - end), wanted.at(-1 - end))) end++;
  const fresh = wanted.slice(start, wanted.length - end);
  const partners = pair(now.slice(start, now.length - end), fresh);
  const stays = new Set(partners.values());
  const waiting = [];
  for (const node of now.slice(start, now.length - end)) {
    if (stays.has(node)) waiting.push(node);
    else node.remove();
  }
  const after = now[now.length - end] ?? null;
  for (const node of fresh) {
    const partner = partners.get(node);
    if (partner && partner === waiting[0]) {
      waiting.shift();
    } else {
      live.insertBefore(partner ?? copy(node), waiting[0] ?? after);
      if (partner) waiting.splice(waiting.indexOf(partner), 1);
    }
    if (partner) morph(partner, node);
  }
}

// Which of the old nodes each new one is: an equal one, else that of its id, else the next of its kind.
function pair(pool, fresh) {
  const partners = new Map();
  const free = new Set(pool);
  const take = (fits) => {
    for (const node of fresh) {
      if (partners.has(node)) continue;
      for (const old of free) {
        const was = sent.get(old);
        if (was.nodeType !== node.nodeType || was.nodeName !== node.nodeName || !fits(was, node)) continue;
        partners.set(node, old);
        free.delete(old);
        break;
      }
    }
  };
  take((was, node) => was.isEqualNode(node));
  take((was, node) => node.id && was.id === node.id);
  take((was, node) => !node.id && !was.id);
  return partners;
}
