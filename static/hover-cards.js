// hover-cards.js: points at a link to a person, country, organization or topic, and a card says who or what it is.
// Reads `hover-card.json` beside the entity's page. By mouse or keyboard, never by touch; Escape closes it, and the
// pointer may move onto it. Without this script the links are what they are.
(() => {
  "use strict";
  if (!("popover" in HTMLElement.prototype)) return;

  const BASE = new URL(document.currentScript.src).pathname.replace(/static\/[^/]*$/, "");
  const ENTITY = /^(people|countries|organizations|topics)\/[^/]+\/$/;
  const WAIT = 350; // Milliseconds before a card opens, so that a passing pointer opens none.
  const GRACE = 250; // and before it closes, so that the pointer can reach it.

  // What is said in the language of the pages, the search box knows.
  const words = () => import(document.querySelector("script[src*='/search.js']").src);

  const known = new Map();
  // The preview says when the digest is another one.
  document.addEventListener("dateline:changed", () => known.clear());
  let link = null; // Whose card is open or awaited.
  let card = null;
  let timer = 0;

  const entityLink = (target) => {
    const found = target instanceof Element ? target.closest("main a[href]") : null;
    if (!found || found.closest(".hover-card, h1, h2, h3, h4")) return null;
    const { origin, pathname } = found;
    const leadsElsewhere = origin === location.origin && pathname !== location.pathname;
    return leadsElsewhere && pathname.startsWith(BASE) && ENTITY.test(pathname.slice(BASE.length)) ? found : null;
  };

  const read = (path) => {
    if (!known.has(path)) {
      const answer = fetch(path + "hover-card.json").then((response) => (response.ok ? response.json() : null));
      known.set(path, answer.catch(() => known.delete(path) && null));
    }
    return known.get(path);
  };

  // The day of the article that the link stands in: that of the list item, else that of the page.
  const dayOf = (from) => {
    const time = from.closest("li")?.querySelector(":scope > time");
    const published = document.querySelector('meta[property="article:published_time"]');
    return (time?.dateTime || published?.content || "").slice(0, 10);
  };

  const roleOn = (entity, day, word) => {
    if (!entity.offices) return entity.role;
    const held = day && entity.offices.find(({ from, to }) => (!from || from <= day) && (!to || day <= to));
    if (held) return held.title;
    if (day || entity.role) return day ? entity.otherwise : entity.role;
    const { title, from = "", to = "" } = entity.offices[0];
    // The years run from left to right in every language.
    return `${title}${word("comma")}\u2066${from.slice(0, 4)}–${to.slice(0, 4)}\u2069`;
  };

  const element = (name, className, text = "") => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  };

  const make = (entity, day, { spoken, time, word }) => {
    const root = document.documentElement;
    const made = element("div", "hover-card");
    Object.assign(made, { popover: "manual", lang: root.lang, dir: root.dir, id: "d-hover-card" });
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", entity.name);
    if (entity.mark) {
      const mark = element("span", entity.kind === "person" ? "mark round" : "mark", entity.mark);
      mark.ariaHidden = "true";
      made.append(mark);
    }
    made.append(element("b", "", entity.name));
    const role = roleOn(entity, day, word);
    const facts = [role, role?.includes(entity.country) ? "" : entity.country].filter(Boolean).join(" · ");
    if (facts) made.append(Object.assign(element("p", "", facts), { id: "d-hover-facts" }));
    const headlines = entity.latest.filter(({ url }) => url !== location.pathname).slice(0, 2);
    if (headlines.length === 0) return made;
    const list = element("ul");
    for (const { title, url, date, lang } of headlines) {
      const item = element("li");
      const headline = Object.assign(element("a", "", title), { href: url, ...spoken(lang) });
      item.append(headline, " ", time(date));
      list.append(item);
    }
    made.append(list);
    return made;
  };

  // Below the line the link ends on, or above that on which it begins where there is no room; it scrolls with the page.
  const place = () => {
    const lines = link.getClientRects();
    const [first, last] = [lines[0], lines[lines.length - 1]];
    const { clientWidth, clientHeight } = document.documentElement;
    const below = last.bottom + card.offsetHeight + 8 < clientHeight || first.top < card.offsetHeight + 8;
    const line = below ? last : first;
    const start = document.documentElement.dir === "rtl" ? line.right - card.offsetWidth : line.left;
    const left = Math.max(8, Math.min(start, clientWidth - card.offsetWidth - 8));
    const top = below ? last.bottom + 2 : first.top - card.offsetHeight - 2;
    // Where it is placed from: not always where the page begins, for a scroll bar may have its room there.
    Object.assign(card.style, { left: 0, top: 0 });
    const origin = card.getBoundingClientRect();
    card.style.left = `${left - origin.left}px`;
    card.style.top = `${top - origin.top}px`;
  };

  const close = () => {
    clearTimeout(timer);
    link?.removeAttribute("aria-describedby");
    card?.remove();
    link = card = null;
  };

  const open = async () => {
    const wanted = link;
    const [entity, said] = await Promise.all([read(wanted.pathname), words()]);
    if (!entity || link !== wanted || card) return;
    card = make(entity, dayOf(wanted), said);
    wanted.after(card); // Behind its link, so that Tab goes from the link to the headlines.
    wanted.setAttribute("aria-describedby", "d-hover-facts");
    card.showPopover();
    place();
  };

  const point = (target) => {
    if (card?.contains(target) || target === link) return clearTimeout(card ? timer : 0);
    close();
    link = target;
    timer = setTimeout(open, WAIT);
  };

  const leave = (next) => {
    if (!link || card?.contains(next) || link.contains(next)) return;
    clearTimeout(timer);
    timer = setTimeout(close, card ? GRACE : 0);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (card?.contains(event.target)) return clearTimeout(timer);
    const found = entityLink(event.target);
    if (found) point(found);
  });
  document.addEventListener("pointerout", (event) => {
    // What has the focus keeps its card.
    if (event.pointerType === "touch" || link === document.activeElement || card?.contains(document.activeElement)) return;
    leave(event.relatedTarget);
  });
  document.addEventListener("focusin", (event) => {
    if (card?.contains(event.target)) return clearTimeout(timer);
    const found = event.target.matches(":focus-visible") ? entityLink(event.target) : null;
    if (found) point(found);
  });
  document.addEventListener("focusout", (event) => leave(event.relatedTarget));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !link) return;
    if (card?.contains(document.activeElement)) {
      const back = link;
      close();
      back.focus();
      clearTimeout(timer);
      link = null;
    } else close();
  });
  addEventListener("pagehide", close);
})();
