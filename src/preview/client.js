// The preview's part in the browser: hears of new snapshots, asks for its own page again, and changes in place what
// differs. Added to responses only; never part of a published page.
(() => {
  "use strict";

  // The snapshot that the page is of; its response says so in a header.
  const visit = performance.getEntriesByType("navigation")[0];
  let shown = visit?.serverTiming?.find((entry) => entry.name === "dateline")?.description ?? null;
  // A page that was not there to begin with cannot go.
  let missing = visit?.responseStatus === 404;
  let heard = null;
  let followed = null;
  let news = null;
  let stream = null;
  let busy = false;
  let gone = false;

  // ── Hearing ─────────────────────────────────────────────────────────────────────────────────────────────────────

  // Browsers keep six connections to a host, so a tab that nobody sees gives its one back.
  function listen() {
    if (stream || document.hidden) return;
    stream = new EventSource("/_dateline/events");
    stream.addEventListener("news", (event) => hear(JSON.parse(event.data)));
    stream.onerror = () => {
      // The browser tries again by itself, but not after an answer that is no stream.
      if (stream?.readyState === EventSource.CLOSED) {
        hush();
        setTimeout(listen, 1000);
      }
    };
  }

  function hush() {
    stream?.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? hush() : listen()));
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);

  function hear(said) {
    const first = heard === null;
    heard = said.id;
    news = said;
    tell();
    if (said.follow && !first && followed !== said.id && said.follow !== location.pathname) {
      followed = said.id;
      location.assign(said.follow);
      return;
    }
    if (said.id !== shown) refresh();
  }

  // ── Asking again ────────────────────────────────────────────────────────────────────────────────────────────────

  async function refresh() {
    if (busy) return;
    busy = true;
    try {
      while (heard !== shown) {
        const wanted = heard;
        const answer = await fetch(location.pathname + location.search, {
          headers: { Accept: "text/html" },
          cache: "no-store",
          redirect: "follow",
        });
        const moved = answer.headers.get("X-Dateline-Moved");
        if (moved) {
          history.replaceState(history.state, "", moved + location.hash);
          continue;
        }
        const text = await answer.text();
        shown = wanted;
        gone = answer.status === 404 && !missing;
        // A page that cannot be made, or is gone, leaves the last good one where it is.
        if (answer.ok || (answer.status === 404 && missing)) replace(text);
        if (answer.ok) missing = false;
        tell();
      }
    } catch {
      // The server is away; the stream finds it again.
    } finally {
      busy = false;
    }
  }

  function replace(text) {
    const next = new DOMParser().parseFromString(text, "text/html");
    if (scripts(document) !== scripts(next)) {
      location.reload();
      return;
    }
    attributes(document.documentElement, next.documentElement);
    head(next.head);
    const active = document.activeElement;
    morph(document.body, next.body);
    if (active?.isConnected && document.activeElement !== active) active.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("dateline:changed"));
  }

  // Scripts run once: pages whose scripts differ are loaded anew.
  function scripts(of) {
    return [...of.scripts].filter((it) => !it.type || /javascript|module/.test(it.type)).map((it) => it.src + it.text).join("\n");
  }

  // ── Changing in place ───────────────────────────────────────────────────────────────────────────────────────────

  function head(next) {
    const key = (node) => node.outerHTML;
    const wanted = new Map([...next.children].map((node) => [key(node), node]));
    const leaving = [];
    for (const node of [...document.head.children]) {
      if (!wanted.delete(key(node))) leaving.push(node);
    }
    const sheet = (node) => node.matches('link[rel~="stylesheet"]');
    const old = new Map(leaving.filter(sheet).map((node) => [node.getAttribute("href").split("?")[0], node]));
    for (const node of wanted.values()) {
      const fresh = document.importNode(node, true);
      const before = sheet(fresh) ? old.get(fresh.getAttribute("href").split("?")[0]) : null;
      if (before) {
        // The old style stays until the new one is there, so that nothing flickers.
        leaving.splice(leaving.indexOf(before), 1);
        fresh.addEventListener("load", () => before.remove());
        fresh.addEventListener("error", () => before.remove());
        before.after(fresh);
      } else {
        document.head.append(fresh);
      }
    }
    for (const node of leaving) node.remove();
  }

  // What the reader did stays: an open <details>, what is written in a field.
  const KEPT = { DETAILS: ["open"], DIALOG: ["open"], INPUT: ["value", "checked"], OPTION: ["selected"] };

  function attributes(from, to) {
    const kept = KEPT[from.nodeName] ?? [];
    for (const { name } of [...from.attributes]) {
      if (!to.hasAttribute(name) && !kept.includes(name)) from.removeAttribute(name);
    }
    for (const { name, value } of [...to.attributes]) {
      if (from.getAttribute(name) !== value && !kept.includes(name)) from.setAttribute(name, value);
    }
  }

  function morph(from, to) {
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.nodeValue !== to.nodeValue) words(from, to.nodeValue);
      return;
    }
    attributes(from, to);
    // Media that play on would start anew if their sources were touched.
    if (/^(AUDIO|VIDEO)$/.test(from.nodeName) && from.innerHTML === to.innerHTML) return;
    if (from.nodeName === "TEXTAREA") return;
    children(from, to);
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

  function children(from, to) {
    const now = [...from.childNodes];
    const next = [...to.childNodes];
    let start = 0;
    while (start < now.length && start < next.length && now[start].isEqualNode(next[start])) start++;
    let end = 0;
    while (
      end < now.length - start &&
      end < next.length - start &&
      now[now.length - 1 - end].isEqualNode(next[next.length - 1 - end])
    ) {
      end++;
    }
    const pool = now.slice(start, now.length - end);
    const wanted = next.slice(start, next.length - end);
    const partners = pair(pool, wanted);
    let at = pool[0] ?? now[now.length - end] ?? null;
    for (const node of wanted) {
      const found = partners.get(node);
      if (!found) {
        from.insertBefore(document.importNode(node, true), at);
        continue;
      }
      if (found === at) at = at.nextSibling;
      else from.insertBefore(found, at);
      if (!found.isEqualNode(node)) morph(found, node);
    }
    const stays = new Set(partners.values());
    for (const node of pool) if (!stays.has(node)) node.remove();
  }

  // Which of the old nodes each new one is: an equal one, else that of its id, else the next of its kind.
  function pair(pool, wanted) {
    const partners = new Map();
    let free = [...pool];
    const take = (fits) => {
      for (const node of wanted) {
        if (partners.has(node)) continue;
        const found = free.find((it) => fits(it, node));
        if (!found) continue;
        partners.set(node, found);
        free = free.filter((it) => it !== found);
      }
    };
    const kin = (it, node) => it.nodeType === node.nodeType && it.nodeName === node.nodeName;
    take((it, node) => kin(it, node) && it.isEqualNode(node));
    take((it, node) => kin(it, node) && node.id && it.id === node.id);
    take((it, node) => kin(it, node) && !node.id && !it.id);
    return partners;
  }

  // ── Telling what is wrong ───────────────────────────────────────────────────────────────────────────────────────

  const host = document.createElement("dateline-preview");
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/_dateline/client.css";
  const panel = make("section", { role: "alert", "aria-label": "What is wrong with the digest", hidden: "" });
  const badge = make("button", { type: "button", hidden: "" });
  const note = make("p", { role: "status", hidden: "" });
  root.append(style, panel, badge, note);
  let closed = "";
  let opened = false;

  // Text only ever goes in as text: what an author wrote is never taken for HTML.
  function make(name, attributes = {}, text = "") {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  }

  function tell() {
    if (!host.isConnected) document.documentElement.append(host);
    const problems = news?.problems ?? [];
    const failures = news?.failures ?? [];
    const errors = problems.filter((it) => it.severity === "error");
    const all = JSON.stringify([problems, failures]);
    const dismissed = all === closed;
    const total = problems.length + failures.length + (news?.more ?? 0);
    panel.hidden = !((errors.length > 0 && !dismissed) || (opened && total > 0));
    if (total === 0) opened = false;
    panel.replaceChildren(make("h2", {}, count(total)));
    const close = make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    close.addEventListener("click", () => {
      closed = all;
      opened = false;
      tell();
    });
    panel.append(close);
    for (const it of [...problems, ...failures]) {
      const entry = make("pre", { class: it.severity, tabindex: "0", title: "Alt-click opens the file" }, it.text);
      entry.addEventListener("click", (event) => event.altKey && post(it));
      entry.addEventListener("keydown", (event) => event.key === "Enter" && post(it));
      panel.append(entry);
    }
    if (news?.more) panel.append(make("p", {}, `… and ${news.more} more, in the terminal`));
    badge.hidden = total === 0 || !panel.hidden;
    badge.textContent = count(total);
    badge.className = errors.length + failures.length > 0 ? "error" : "warning";
    note.hidden = !gone;
    note.textContent = gone ? "This page is gone: its file was deleted, or is held back." : "";
  }

  function count(total) {
    return total === 1 ? "1 thing is wrong" : `${total} things are wrong`;
  }

  badge.addEventListener("click", () => {
    opened = true;
    closed = "";
    tell();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) panel.querySelector(".close").click();
  });

  // ── Opening at the line ─────────────────────────────────────────────────────────────────────────────────────────

  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, dt, dd, figcaption, figure";

  addEventListener(
    "click",
    (event) => {
      if (!event.altKey || event.button !== 0 || event.composedPath().includes(host)) return;
      const block = event.target.closest(BLOCKS);
      if (!block) return;
      event.preventDefault();
      const link = event.target.closest("a[href]") ?? block.querySelector("a[href]") ?? block.closest("li, article")?.querySelector("a[href]");
      const path = link && link.origin === location.origin ? link.pathname : null;
      post({ page: location.pathname, link: path, words: block.textContent.slice(0, 20000) });
    },
    true,
  );

  async function post(place) {
    const wanted = "file" in place ? { file: place.file, line: place.line, column: place.column } : place;
    const answer = await fetch("/_dateline/open", {
      method: "POST",
      headers: { "X-Dateline-Token": news?.token ?? "" },
      body: JSON.stringify(wanted),
    });
    if (!answer.ok) return;
    const said = await answer.json();
    if (said.url) location.href = said.url;
  }

  listen();
})();
