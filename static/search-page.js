// The page where one searches: names first, then articles, by their full text where the site has an index of it
// (Pagefind), else by headline and summary. The question and what narrows it stand in the URL.

const { UNPARTED, bare, count, element, findHeadlines, findNames, loadHeadlines, loadNames, named, notes, place, spoken, time, word } =
  await import(document.querySelector("script[src*='/search.js']").src);

const page = document.querySelector(".results");
const box = document.querySelector("form.search").elements.q;
const [status, names, narrow, facets, articles, more] = ["status", "names", "narrow", "facets", "articles", "more"].map((name) => page.querySelector(`.${name}`));
// Where it stands beside the results (search.css) there is room for it; above them it would push them off the screen.
narrow.open = matchMedia("(width > 61rem)").matches;
const KINDS = ["country", "person", "topic", "year"];
/** Results shown at once, and values of a facet that are not folded away. */
const SHOWN = 10;
const VALUES = 8;

let pagefind;
async function fullText() {
  if (!page.dataset.fullText) return null;
  pagefind ??= import(new URL(page.dataset.fullText, location).href).then(async (index) => {
    await index.options({ baseUrl: "/" });
    await index.init();
    // Only with these at hand does an answer count them.
    await index.filters();
    return index;
  });
  // The preview has no index: names and headlines do there.
  return pagefind.catch(() => null);
}

function asked() {
  const parameters = new URLSearchParams(location.search);
  return { question: (parameters.get("q") ?? "").trim(), chosen: Object.fromEntries(KINDS.map((kind) => [kind, parameters.getAll(kind)])) };
}

function row(date, url, title, text, lang, by = "") {
  const parts = [time(date), element("h2", spoken(lang), element("a", { href: url }, title)), element("p", spoken(lang), ...text)];
  if (by) parts.push(element("p", { class: "by" }, by));
  return element("li", {}, ...parts);
}

/** A question with the letters of the page's language, where keyboards have others for them, and without what is joined
 * to words: the index knows words as they are written. */
function typed(question) {
  const letters = TYPED[document.documentElement.lang.split("-")[0]] ?? {};
  const spelt = bare(question).replace(/./gu, (letter) => letters[letter] ?? letter);
  // Where nothing parts words the index knows letters: alone they are sought as they follow each other.
  return PHRASE.test(spelt) ? `"${spelt.replace(LETTER, "$& ")}"` : spelt.replace(LETTER, " $& ");
}
const LETTER = new RegExp(`${UNPARTED}\\p{M}*`, "gu");
const PARTLY = new RegExp(UNPARTED, "u");
const PHRASE = new RegExp(`^(?:${UNPARTED}\\p{M}*){2,}$`, "u");
const TYPED = {
  ur: { ي: "ی", ى: "ی", ك: "ک", ه: "ہ", ة: "ہ" },
  ar: { ی: "ي", ک: "ك", ہ: "ه" },
};

/** An excerpt's words, those that were sought marked, without what is written around them: it comes as HTML, and is shown
 * as text. Where it was cut out of a sentence stands "…". */
function marked({ excerpt, content }) {
  const text = (html) => new DOMParser().parseFromString(`<p>${html.replace(/</g, "&lt;")}`, "text/html").body.textContent;
  const joined = excerpt.replace(APART, "$1").replace(BETWEEN_MARKS, "").replace(BETWEEN_LETTERS, "");
  const parts = joined.split(/<mark>(.*?)<\/mark>/g).flatMap((part, at) => {
    if (at % 2 === 0) return text(part);
    const [, before, word, after] = text(part).match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su);
    return [before, element("mark", {}, word), after];
  });
  const words = (html) => html.replace(/<\/?mark>/g, "").split(/\s+/).filter(Boolean).join(" ");
  const [shown, whole] = [words(excerpt), words(content)];
  const [before, after] = whole.includes(shown) ? whole.split(shown) : ["x", "x"];
  const ended = /(^|[.!?…۔؟]["'”’»)]*)\s*$/u;
  return [ended.test(before) ? "" : "… ", ...parts, !after || ended.test(shown) ? "" : " …"];
}

// In the index a hair parts what French joins (full_text.rs).
const APART = /(?<![\p{L}\p{N}])((?:[cdjlmnst]|qu)['’])\s(?=<mark>|\p{L})/giu;
// And every letter of the scripts without blanks.
const BETWEEN_MARKS = new RegExp(`(?<=${UNPARTED}\\p{M}*)</mark>\\s<mark>(?=${UNPARTED})`, "gu");
const BETWEEN_LETTERS = new RegExp(`(?<=(?:${UNPARTED}|[\\p{P}\\p{M}])(?:</mark>)?)\\s(?=(?:<mark>)?${UNPARTED})`, "gu");

let turn = 0;
async function search() {
  const own = ++turn;
  const { question, chosen } = asked();
  box.value = question;
  page.hidden = !question;
  if (!question) return;
  document.title = `${question}${word("dash")}${document.querySelector("meta[property='og:site_name']").content}`;
  status.textContent = word("searching");
  const found = findNames(await loadNames().catch(() => []), question);
  if (own !== turn) return;
  showNames(found);
  const index = await fullText();
  const total = await (index ? searchText(index, question, chosen, own) : searchHeadlines(question, own));
  if (own === turn && total !== undefined) {
    const said = [found.length ? count("foundNames", found.length) : "", total || found.length ? count("articles", total) : ""];
    status.textContent = said.filter(Boolean).join(word("comma")) || word("nothing").replace("{words}", () => question);
  }
}

function showNames(found) {
  names.replaceChildren(...found.slice(0, 24).map((entry) => element("li", {}, element("a", { href: entry.url }, named(entry.kind, entry.name)), " ", ...notes(entry))));
  names.hidden = !found.length;
}

async function searchHeadlines(question, own) {
  narrow.hidden = true;
  const found = [];
  for await (const part of loadHeadlines()) {
    if (own !== turn) return undefined;
    found.push(...findHeadlines(part, question));
  }
  showPart(found.length, own, 0, async (at) => row(found[at].date, found[at].url, found[at].title, [found[at].summary], found[at].lang));
  return found.length;
}

async function searchText(index, question, chosen, own) {
  const filters = Object.fromEntries(Object.entries(chosen).filter(([, values]) => values.length));
  // Its words are letters where nothing parts words.
  await index.options({ excerptLength: PARTLY.test(question) ? 90 : 32 });
  const answer = await index.search(typed(question), { filters });
  if (own !== turn) return undefined;
  showFacets(answer.filters, chosen);
  await showPart(answer.results.length, own, 0, async (at) => {
    const result = await answer.results[at].data();
    return row(result.meta.date, result.url, result.meta.title, marked(result), result.meta.lang, result.meta.by);
  });
  return answer.results.length;
}

/** Shows results from `from` on, and a button for the next ones. */
async function showPart(total, own, from, result) {
  const until = Math.min(total, from + SHOWN);
  const rows = await Promise.all(Array.from({ length: until - from }, (_, at) => result(from + at)));
  if (own !== turn) return;
  if (from) articles.append(...rows);
  else articles.replaceChildren(...rows);
  if (from) rows[0].querySelector("a").focus();
  more.hidden = until === total;
  more.onclick = () => showPart(total, own, until, result);
}

/** What narrows the answer: the values of each facet, most frequent first. */
function showFacets(counts, chosen) {
  const parts = KINDS.map((kind) => {
    const values = Object.entries(counts[kind] ?? {})
      .filter(([value, number]) => number || chosen[kind].includes(value))
      .sort(([a, one], [b, other]) => other - one || a.localeCompare(b));
    return values.length ? facet(kind, values, chosen[kind]) : "";
  });
  facets.replaceChildren(...parts);
  narrow.hidden = parts.every((part) => !part);
}

function facet(kind, values, chosen) {
  const items = values.map(([value, number]) => {
    const input = element("input", { type: "checkbox", name: kind, value });
    input.checked = chosen.includes(value);
    return element("li", {}, element("label", {}, input, " ", named(kind, value)), " ", String(number));
  });
  const parts = [element("legend", {}, word(kind)), element("ul", {}, ...items.slice(0, VALUES))];
  if (items.length > VALUES) {
    const rest = element("details", {}, element("summary", {}, count("further", items.length - VALUES)), element("ul", {}, ...items.slice(VALUES)));
    rest.open = values.slice(VALUES).some(([value]) => chosen.includes(value));
    parts.push(rest);
  }
  return element("fieldset", {}, ...parts);
}

facets.addEventListener("change", async (event) => {
  const { name, value } = event.target;
  const parameters = new URLSearchParams({ q: asked().question });
  for (const input of facets.querySelectorAll("input:checked")) parameters.append(input.name, input.value);
  history.pushState(null, "", `${place.pathname}?${parameters}`);
  await search();
  // The boxes are new; the focus goes to the one that was changed.
  [...facets.querySelectorAll("input")].find((input) => input.name === name && input.value === value)?.focus();
});
addEventListener("popstate", search);
search();
