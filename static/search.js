// The search box of every page: finds people, countries, organizations, topics, stories and outlets by any of their names
// while one types, two countries' page by the names of both, then articles by headline and summary. Without this script
// the box is a form that leads to /search/. Nothing is loaded before the box is used.

const form = document.querySelector("form.search");
const box = form.elements.q;
/** The page where one searches; what is searched lies beside it. */
export const place = new URL(form.action);
const root = new URL("..", place);

/** A text as it is compared: the beginnings of its words, whatever their accents and capitals. The same for all. */
export function fold(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[يىكهةۀıøłđœæß]/g, (letter) => ALIKE[letter]);
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ` ${word}${ARTICLE.test(word) ? ` ${word.slice(2)}` : ""}`).join("");
}
// Letters that keyboards write in two ways, and letters that people leave the stroke off or write as two.
const ALIKE = { ي: "ی", ى: "ی", ك: "ک", ه: "ہ", ة: "ہ", ۀ: "ہ", ı: "i", ø: "o", ł: "l", đ: "d", œ: "oe", æ: "ae", ß: "ss" };
// A word with the Arabic article is found without it too.
const ARTICLE = /^ال\p{L}{2}/u;
/** What French joins to the front of a word: l’Ukraine, qu’Israël. */
const ELIDED = /(?<![\p{L}\p{N}])(?:[cdjlmnst]|qu)['’](?=\p{L})/giu;
/** A question without what its language joins to words. */
export const bare = (question) => question.replace(ELIDED, "");

/** A letter of the scripts that write no blanks between words (full_text.rs knows the same ones). */
export const UNPARTED = "[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}ー〆\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Mymr}\\p{sc=Khmr}]";
const BEGINS_UNPARTED = new RegExp(`^${UNPARTED}`, "u");

/** The words of a question: each has to begin a word of what is found, or stand in it where nothing parts words. */
export const words = (question) => fold(bare(question)).split(" ").slice(1).map((word) => (BEGINS_UNPARTED.test(word) ? word : ` ${word}`));

const has = (text, asked) => asked.every((word) => text.includes(word));

async function read(name) {
  const answer = await fetch(new URL(name, place));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return answer.json();
}

let names;
/** All names, made ready once. */
export function loadNames() {
  names ??= read("names.json").then((file) => {
    const all = file.names.map(([kind, name, path, count, role, others, countries]) => ({
      kind, name, count, role, countries,
      url: new URL(path, root).href,
      // Who names one country asks for no page that it shares with another: see `namesBoth`.
      known: countries ? [] : [name, ...others].map((text) => ({ text, folded: fold(text) })),
    }));
    for (const entry of all) entry.countries = entry.countries?.map((place) => all[place].known.map((name) => name.folded).join(""));
    return all;
  });
  names.catch(() => (names = undefined));
  return names;
}

/** Those with a name that has all words, the closest first. Where there are none, endings are taken off letter by letter,
 * for many languages bend names (Зеленского), and what Arabic writes before them (بظريف). */
export function findNames(all, question) {
  const asked = words(question);
  const stems = asked.map((word) => word.replace(/^ [وبلفک](?=\p{Script=Arabic}{3})/u, " "));
  const shorter = [1, 2, 3].map((letters) => asked.map((word) => word.slice(0, Math.max(Math.min(word.length, STEM), word.length - letters))));
  for (const tried of [asked, stems, ...shorter]) {
    const found = withNames(all, tried);
    if (found.length) return found;
  }
  return [];
}
/** The letters of a word that are left whatever its ending, and the blank before them. */
const STEM = 5;

/** The closest first: the whole name, its beginning, any of its words. */
function withNames(all, asked) {
  const whole = asked.join("");
  const found = [];
  for (const entry of asked.length ? all : []) {
    let best = 0;
    let by;
    for (const { text, folded } of entry.known) {
      const rank = folded === whole ? 3 : folded.startsWith(whole) ? 2 : has(folded, asked) ? 1 : 0;
      if (rank > best) [best, by] = [rank, text];
    }
    if (!best && entry.countries && namesBoth(entry.countries, asked)) [best, by] = [1, entry.name];
    if (best) found.push({ ...entry, best, by });
  }
  return found.sort((a, b) => b.best - a.best);
}

/** Whether the words are those of two countries, each with one that the other has not. */
function namesBoth([one, other], asked) {
  const of = asked.map((word) => [one.includes(word), other.includes(word)]);
  return of.every(([a, b]) => a || b) && of.some(([a, b]) => a && !b) && of.some(([a, b]) => b && !a);
}

const files = new Map();
// The preview says when the digest is another one.
document.addEventListener("dateline:changed", () => {
  names = undefined;
  files.clear();
});

/** Headlines file by file, the newest first. */
export async function* loadHeadlines() {
  for (let name = "headlines.json"; name; ) {
    if (!files.has(name)) {
      files.set(name, read(name).then((file) => ({
        next: file.next,
        articles: file.headlines.map(([title, path, date, summary, lang]) => ({
          title, date, summary, lang,
          url: new URL(path, root).href,
          head: fold(title),
          text: `${fold(title)}${fold(summary)}`,
        })),
      })));
    }
    const file = await files.get(name);
    yield file.articles;
    name = file.next;
  }
}

/** Articles with all words, those that have them in the headline first. */
export function findHeadlines(articles, question) {
  const asked = words(question);
  const found = asked.length ? articles.filter((article) => has(article.text, asked)) : [];
  return found.sort((a, b) => has(b.head, asked) - has(a.head, asked));
}

/** An element with attributes and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const RIGHT_TO_LEFT = /^(ar|ur|fa|he|ps|sd|ug|yi|ckb|dv)(-|$)/;
/** The attributes of a text in a language, or in that of the page. */
export const spoken = (lang) => (lang ? { lang, dir: RIGHT_TO_LEFT.test(lang) ? "rtl" : "ltr" } : { dir: document.documentElement.dir });

/** A name in a list. Nobody says of which language those of people, organizations and outlets are: they run as they begin. */
export const named = (kind, name) => element("bdi", ["person", "organization", "outlet"].includes(kind) ? {} : spoken(), name);

/** What is said of an entry beside its name: the name it was found by, what it is, how much there is. */
export function notes(entry) {
  const said = [];
  if (entry.by !== entry.name) said.push(element("bdi", {}, entry.by));
  said.push(element("span", {}, entry.role ?? word(entry.kind)));
  if (entry.count) said.push(element("span", { class: "count" }, count("articles", entry.count)));
  return said;
}

/** A word of the site's language. */
export const word = (key) => form.dataset[key] ?? key;
/** A day in words, as the pages write it: what browsers know of a language differs from that. */
export function time(date) {
  const [year, month, day] = date.slice(0, 10).split("-").map(Number);
  const said = { day: (day === 1 && word("first")) || day, month: word("months").split("|")[month - 1] };
  return element("time", { datetime: date }, `${word("day").replace(/{(day|month)}/g, (_, part) => said[part])} ${year}`);
}
// Of the words in the form, which are English where there are none in the language of the page.
const language = form.lang || document.documentElement.lang;
/** A number of things. */
export function count(key, number) {
  const category = new Intl.PluralRules(language).select(number);
  const said = form.dataset[`${key}${category[0].toUpperCase()}${category.slice(1)}`] ?? word(`${key}Other`);
  return said.replace("{count}", number);
}

// The box as a combobox (ARIA 1.2): the focus stays in it, the arrow keys walk through the links below.

const NAMES = 6;
const HEADLINES = 4;
const list = element("div", { id: "d-found", class: "found", role: "listbox", "aria-label": word("results"), hidden: "" });
const status = element("p", { class: "unseen", role: "status" });
form.append(list, status);
// A field for searching has a role of its own already; one for text may have this one.
for (const [key, value] of Object.entries({ type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", autocomplete: "off" })) {
  box.setAttribute(key, value);
}

const options = () => [...list.querySelectorAll("[role=option]")];
const active = () => list.querySelector("[aria-selected=true]");

function open(yes) {
  list.hidden = !yes;
  box.setAttribute("aria-expanded", String(yes));
  if (!yes) choose();
}

function choose(option) {
  active()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) box.setAttribute("aria-activedescendant", option.id);
  else box.removeAttribute("aria-activedescendant");
}

function group(label, found) {
  const heading = element("span", { "aria-hidden": "true" }, label);
  return element("div", { role: "group", "aria-label": label }, heading, ...found);
}

const option = (url, ...children) => element("a", { role: "option", "aria-selected": "false", tabindex: "-1", href: url }, ...children);

let asked = 0;
async function suggest() {
  const question = box.value.trim();
  const turn = ++asked;
  if (!words(question).length) {
    list.replaceChildren();
    status.textContent = "";
    return open(false);
  }
  let found = [];
  let articles = [];
  try {
    found = findNames(await loadNames(), question).slice(0, NAMES);
    if (turn === asked) show(question, found, articles);
    // The newest do for the box; all are searched on the page.
    if (question.length > 1) {
      const newest = await loadHeadlines().next();
      articles = findHeadlines(newest.value, question).slice(0, HEADLINES);
    }
  } catch {
    // What cannot be loaded is not found; the form still leads to the page.
  }
  if (turn === asked) show(question, found, articles);
}

function show(question, found, articles) {
  const parts = [];
  if (found.length) {
    parts.push(group(word("names"), found.map((entry) => option(entry.url, element("b", {}, named(entry.kind, entry.name)), " ", ...notes(entry)))));
  }
  if (articles.length) {
    parts.push(group(word("headlines"), articles.map((article) => option(article.url, element("bdi", spoken(article.lang), article.title), " ", time(article.date)))));
  }
  const all = new URL(place);
  all.searchParams.set("q", question);
  parts.push(group(word("more"), [option(all.href, word("all").replace("{words}", question))]));
  const chosen = active()?.href;
  list.replaceChildren(...parts);
  options().forEach((each, index) => (each.id = `d-found-${index}`));
  open(document.activeElement === box);
  choose(options().find((each) => each.href === chosen));
  status.textContent = count("found", found.length + articles.length);
}

box.addEventListener("focus", () => {
  loadNames().catch(() => {});
  if (list.hidden && box.value) suggest();
});
box.addEventListener("input", suggest);
box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const all = list.hidden ? [] : options();
  const at = all.indexOf(active());
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!all.length) return void suggest();
    const step = event.key === "ArrowDown" ? 1 : -1;
    // Beside the first and the last lies the box itself, where nothing is chosen.
    choose(all[(at + 1 + step + all.length + 1) % (all.length + 1) - 1]);
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    location.assign(all[at].href);
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (list.hidden) box.value = "";
    open(false);
  }
});
form.addEventListener("focusout", (event) => {
  if (!form.contains(event.relatedTarget)) open(false);
});
document.addEventListener("keydown", (event) => {
  const writes = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || writes || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  box.focus();
  box.select();
});
