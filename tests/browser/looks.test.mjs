// What can be asserted of how pages look: nothing wider than the window, nothing on top of something else, nothing that
// moves while a page loads, targets large enough for a finger; at the width of a phone and at 400 % (which is 320 px).
//   SITE=public node --test tests/browser/
import assert from "node:assert/strict";
import { test } from "node:test";
import { pagesOf, reader } from "./site.mjs";

const its = reader();

/** What `look`, run in the page, finds wrong on any page. */
async function everywhere(options, look) {
  const page = await its.chromium.newPage(options);
  const found = [];
  for (const [kind, path] of Object.entries(await pagesOf(its.site))) {
    await page.goto(its.site.origin + path);
    for (const said of await page.evaluate(look)) found.push(`${kind} ${path}: ${said}`);
  }
  await page.close();
  assert.deepEqual(found, []);
}

const sideways = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.querySelectorAll("body *")].filter((it) => it.getBoundingClientRect().right > clientWidth + 1);
  return [`${scrollWidth} px wide, for ${wide.slice(0, 3).map((it) => `${it.localName}.${it.className}`)}`];
};

// Texts whose boxes share more than a hairline, of elements of which neither holds the other.
const overlaps = () => {
  const boxes = [];
  for (const element of document.querySelectorAll("a, p, h1, h2, h3, h4, dt, dd, time, summary, th, td, text")) {
    if (element.closest(".skip, .hidden, .earlier > h2, .map") || !element.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(element);
    for (const box of range.getClientRects()) if (box.width > 2 && box.height > 2) boxes.push({ element, box });
  }
  const found = [];
  boxes.sort((a, b) => a.box.top - b.box.top);
  for (let i = 0; i < boxes.length; i++) {
    for (let j = i + 1; j < boxes.length && boxes[j].box.top < boxes[i].box.bottom; j++) {
      const [a, b] = [boxes[i], boxes[j]];
      if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      // Lines of one text stand closer than the boxes of their letters.
      if (across > 2 && down > Math.min(a.box.height, b.box.height) * 0.45) found.push(`"${a.element.textContent.trim().slice(0, 30)}" over "${b.element.textContent.trim().slice(0, 30)}"`);
    }
  }
  return found.slice(0, 3);
};

for (const width of [320, 390, 768, 1280, 1920]) {
  test(`nothing is wider than a window of ${width} px`, () => everywhere({ viewport: { width, height: 900 } }, sideways));
  test(`no text lies on another at ${width} px`, () => everywhere({ viewport: { width, height: 900 } }, overlaps));
}

test("the headlines of a list stand below each other", () =>
  everywhere({ viewport: { width: 1280, height: 900 } }, () =>
    [...document.querySelectorAll(".cards")].flatMap((list) => {
      const indent = (heading) => Math.round(heading.getBoundingClientRect().left - heading.parentElement.getBoundingClientRect().left);
      const indents = new Set([...list.querySelectorAll(":scope > li > :is(h2, h3, h4)")].map(indent));
      return indents.size > 1 ? [`they begin at ${[...indents].join(" and ")} px`] : [];
    })));

test("a headline runs as its language does, whatever it begins with", () =>
  everywhere({ viewport: { width: 1280, height: 900 } }, () =>
    [...document.querySelectorAll(":is(h2, h3, h4):has(> a), .threads a")].flatMap((headline) => {
      headline.dir = "rtl";
      const words = headline.querySelector("a") ?? headline;
      words.textContent = "IMF اور";
      const left = (from, to) => {
        const range = document.createRange();
        range.setStart(words.firstChild, from);
        range.setEnd(words.firstChild, to);
        return range.getBoundingClientRect().left;
      };
      return left(0, 3) > left(4, 7) ? [] : [`.${headline.parentElement.className} runs from left to right`];
    })));

test("a word without an end widens no page", () =>
  everywhere({ viewport: { width: 390, height: 900 } }, () => {
    const word = "https://www.mid.ru/en/foreign_policy/news/-/asset_publisher/cKNonkJE02Bw/content/id/3085318";
    for (const text of document.querySelectorAll(".cards p, .cards h2 a, .cards h3 a, .note")) text.textContent = word;
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth} px wide`] : [];
  }));

test("twice the letters break nothing", () =>
  everywhere({ viewport: { width: 640, height: 900 } }, () => {
    document.documentElement.style.setProperty("font-size", "200%");
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth} px wide`] : [];
  }));

test("nothing moves while a page loads", () =>
  everywhere({ viewport: { width: 390, height: 844 } }, async () => {
    const shift = await new Promise((say) => {
      let sum = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (sum += value))).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => say(sum), 100);
    });
    return shift > 0 ? [`shifts by ${shift}`] : [];
  }));

test("on paper a table is cut by no edge", async () => {
  const page = await its.chromium.newPage({ viewport: { width: 672, height: 900 } });
  await page.emulateMedia({ media: "print" });
  await page.goto(its.site.origin + (await pagesOf(its.site)).article);
  for (const columns of [2, 6, 7, 14]) {
    const [needs, has, page_has] = await page.evaluate((columns) => {
      const row = (cell, text) => `<tr>${`<${cell}>${text}</${cell}>`.repeat(columns)}</tr>`;
      const text = document.querySelector(".text");
      text.innerHTML = `<div class="table"><table>${row("th", "Population")}${row("td", "123,456,789 people")}</table></div>`;
      return [text.querySelector("table").getBoundingClientRect().right, document.querySelector(".main").getBoundingClientRect().right, document.documentElement.clientWidth];
    }, columns);
    assert.ok(needs <= has + 1 && has <= page_has, `${columns} columns: ${needs} px on ${has}`);
  }
  await page.close();
});
