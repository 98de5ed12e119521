// Hover cards: by mouse and keyboard, never by touch or without JavaScript; WCAG 1.4.13.
//   SITE=public node --test tests/browser/
import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS, open as opened, reader } from "./site.mjs";

const its = reader();

/** The article about Asif's visit. */
async function open(options = {}) {
  const { page, refused } = await opened(its, KINDS.article, options);
  return { page, refused, card: page.locator(".hover-card"), lavrov: page.locator(".text a[href='/people/sergey-lavrov/']").first() };
}

test("the pointer opens a card, can move onto it, and Escape closes it", async () => {
  const { page, refused, card, lavrov } = await open();
  await lavrov.hover();
  await card.waitFor();
  const text = await card.innerText();
  assert.match(text, /Sergey Lavrov/);
  assert.match(text, /Foreign minister of Russia/);
  const headlines = card.locator("li a");
  assert.equal(await headlines.count(), 2);
  assert.ok(!(await headlines.allTextContents()).includes(await page.locator("h1").innerText()));
  // Next to the link, below or above, in sight, and not on top of it.
  const [at, box] = [await lavrov.boundingBox(), await card.boundingBox()];
  const gap = Math.max(box.y - (at.y + at.height), at.y - (box.y + box.height));
  // A link's box is higher than the line it stands on.
  assert.ok(gap > -12 && gap < 8 && box.x >= 0 && box.x + box.width <= 1280, JSON.stringify({ at, box }));
  await headlines.first().hover();
  await page.waitForTimeout(600);
  assert.ok(await card.isVisible(), "the card stays while the pointer is on it");
  await page.keyboard.press("Escape");
  assert.equal(await card.count(), 0);
  await page.mouse.move(5, 5);
  await lavrov.hover();
  await card.waitFor();
  await page.mouse.move(5, 5);
  await card.waitFor({ state: "detached" });
  assert.deepEqual(refused, []);
});

test("the office is that of the article's day", async () => {
  const { page, card } = await open();
  // Asif was foreign minister in February 2018, and is none on the day of the newest article.
  await page.locator(".text a[href='/people/khawaja-asif/']").first().hover();
  await card.waitFor();
  assert.match(await card.innerText(), /Foreign minister of Pakistan/);
});

test("the keyboard opens a card, goes on to its headlines, and comes back", async () => {
  const { page, card, lavrov } = await open();
  // A focus that the keyboard gave.
  await page.keyboard.press("Tab");
  await lavrov.focus();
  await card.waitFor();
  assert.match(await lavrov.getAttribute("aria-describedby"), /hover/);
  await page.keyboard.press("Tab");
  assert.ok(await card.locator("a").first().evaluate((link) => link === document.activeElement));
  await page.keyboard.press("Escape");
  assert.equal(await card.count(), 0);
  assert.ok(await lavrov.evaluate((link) => link === document.activeElement));
  await page.waitForTimeout(600);
  assert.equal(await card.count(), 0, "Escape is not undone by the focus that it gives back");
});

test("a link without an entity, a touch, and a browser without JavaScript open none", async () => {
  const { page, card } = await open();
  await page.locator(".source a").first().hover();
  await page.waitForTimeout(600);
  assert.equal(await card.count(), 0);
  const touch = await open({ hasTouch: true, isMobile: true });
  await touch.page.evaluate(() => document.addEventListener("click", (event) => event.preventDefault()));
  await touch.lavrov.tap();
  await touch.page.waitForTimeout(600);
  assert.equal(await touch.card.count(), 0);
  const plain = await open({ javaScriptEnabled: false });
  await plain.lavrov.hover();
  await new Promise((passed) => setTimeout(passed, 600));
  assert.equal(await plain.card.count(), 0);
});
