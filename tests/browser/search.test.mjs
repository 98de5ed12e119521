// The search: the box by keyboard and to a screen reader, the page with its facets, and both without JavaScript.
//   SITE=public node --test tests/browser/
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { KINDS, open as opened, reader, serve } from "./site.mjs";

const its = reader();

/** Dateline itself, for a digest of one test's own. */
const DATELINE = resolve(process.env.DATELINE ?? "target/release/dateline");

/** A page with its search box. */
async function open(path, options = {}) {
  const { page, refused } = await opened(its, path, options);
  return { page, refused, box: page.locator("form.search input"), options: page.locator("#d-found [role=option]") };
}

test("the box finds a name in any spelling", async () => {
  const { page, refused, box, options } = await open(KINDS.article);
  await page.keyboard.press("/");
  for (const [asked, name] of [["erdogan", "Recep Tayyip Erdoğan"], ["sergei lav", "Sergey Lavrov"], ["лавров", "Sergey Lavrov"], ["پاکستان", "Pakistan"], ["taliban mov", "Taliban"], ["RUSS", "Russia"], ["лаврова", "Sergey Lavrov"], ["l’Iran", "Iran"], ["tribune.com", "The Express Tribune"], ["russia pak", "Pakistan–Russia"], ["US pakistan", "Pakistan–United States"], ["россия пакистан", "Pakistan–Russia"]]) {
    await box.fill("");
    await page.keyboard.type(asked);
    await options.filter({ hasText: name }).first().waitFor({ timeout: 5000 });
    assert.match(await options.first().innerText(), new RegExp(`^${name}`), asked);
  }
  assert.deepEqual(refused, []);
  await page.close();
});

test("a country alone does not bring the pages that it shares with others", async () => {
  const { page, box, options } = await open("/");
  await box.pressSequentially("pakistan");
  await options.nth(2).waitFor();
  assert.deepEqual((await options.allInnerTexts()).filter((text) => /relation/.test(text)), []);
  await page.close();
});

test("arrow keys choose, the box keeps the focus and says what is chosen, Escape closes", async () => {
  const { page, box, options } = await open("/");
  await box.pressSequentially("pakistan");
  await options.nth(2).waitFor();
  assert.equal(await box.getAttribute("aria-expanded"), "true");
  await box.press("ArrowDown");
  await box.press("ArrowDown");
  const chosen = page.locator("[role=option][aria-selected=true]");
  assert.equal(await box.getAttribute("aria-activedescendant"), await chosen.getAttribute("id"));
  assert.ok(await box.evaluate((element) => element === document.activeElement));
  await box.press("Escape");
  assert.equal(await box.getAttribute("aria-expanded"), "false");
  assert.equal(await box.inputValue(), "pakistan");
  await box.press("ArrowDown");
  await options.first().waitFor();
  await box.press("ArrowDown");
  await box.press("Enter");
  await page.waitForURL(/\/countries\/pakistan\/$/);
  await page.close();
});

test("a script writes a day as the pages do", async () => {
  const { page, box, options } = await open("/countries/pakistan/");
  const written = await page.locator(".cards > li").evaluateAll((rows) => rows.map((row) => [row.querySelector("a").href, row.querySelector("time").textContent]));
  const days = new Map(written);
  await box.pressSequentially("pakistan");
  await options.filter({ has: page.locator("time") }).first().waitFor();
  const found = await options.filter({ has: page.locator("time") }).evaluateAll((links) => links.map((link) => [link.href, link.querySelector("time").textContent]));
  const known = found.filter(([url]) => days.has(url));
  assert.ok(known.length > 0);
  for (const [url, day] of known) assert.equal(day, days.get(url), url);
  await page.close();
});

test("what is typed is text, wherever it is shown", async () => {
  const hostile = "<img src=x onerror=alert(1)> pakistan";
  const { page, box, options } = await open("/");
  page.on("dialog", () => assert.fail("a script ran"));
  await box.pressSequentially(hostile);
  await options.last().waitFor();
  assert.match(await options.last().innerText(), /<img/);
  await page.goto(`${its.site.origin}/search/?q=${encodeURIComponent(hostile)}&country=${encodeURIComponent("<b>x")}`);
  await page.waitForFunction(() => /article|Nothing/.test(document.querySelector(".status").textContent));
  assert.equal(await page.locator("main img").count(), 0);
  await page.close();
});

test("the page finds words of the text, and facets narrow what is found", async () => {
  const { page, refused } = await open("/search/?q=sanctions");
  const rows = page.locator(".articles > li");
  await rows.first().waitFor();
  await page.waitForFunction(() => /article/.test(document.querySelector(".status").textContent));
  assert.ok((await page.locator(".articles mark").count()) > 0, "no word is marked");
  const facet = page.locator("fieldset", { hasText: "country" });
  const numbers = (await facet.locator("li").allInnerTexts()).map((text) => Number(text.match(/\d+$/)[0]));
  assert.deepEqual(numbers, numbers.toSorted((a, b) => b - a), "the most frequent comes first");
  const before = await page.locator(".status").innerText();
  // By its value, for the boxes are made anew.
  const rarest = await facet.locator("input").last().inputValue();
  await facet.locator(`input[value="${rarest}"]`).click();
  await page.waitForFunction((before) => /article/.test(document.querySelector(".status").textContent) && document.querySelector(".status").textContent !== before, before);
  assert.match(page.url(), /&country=/);
  assert.equal(await page.evaluate(() => document.activeElement.name), "country");
  await page.goBack();
  await page.waitForFunction((before) => document.querySelector(".status").textContent === before, before);
  assert.deepEqual(refused, []);
  await page.close();
});

test("without JavaScript the box leads to the directories", async () => {
  const { page, box } = await open("/", { javaScriptEnabled: false });
  await box.fill("russia");
  await box.press("Enter");
  await page.waitForURL(/\/search\/\?q=russia$/);
  assert.match(await page.locator("main").innerText(), /needs JavaScript/);
  assert.equal(await page.locator("main a[href='/countries/']").count(), 1);
  await page.close();
});

test("phrases are found where no blanks part the words", { skip: !existsSync(DATELINE) && `there is no ${DATELINE}` }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "dateline-"));
  await mkdir(join(folder, "content/articles"), { recursive: true });
  await writeFile(join(folder, "digest.yaml"), "title: D\nbase_url: https://example.org/\ncontact: a@example.org\nsearch: full\n");
  const articles = {
    "2024-01-01-zh": "央行宣布结束零利率政策，沿海地区先受影响。WTO没有评论。",
    "2024-01-02-ja": "日本銀行は、マイナス金利を解除した。",
    "2024-01-03-th": "รัฐบาลไทยประกาศนโยบายเศรษฐกิจใหม่",
    "2024-01-04-en": "率利零 is nonsense, says the WTO.",
  };
  for (const [name, text] of Object.entries(articles)) await writeFile(join(folder, `content/articles/${name}.md`), `---\ntitle: ${name}\n---\n${text}\n`);
  execFileSync(DATELINE, ["build", "--quiet", "--root", folder]);
  const site = await serve(join(folder, "public"));
  try {
    for (const [asked, found, marked] of [["零利率", ["zh"], "零利率"], ["沿海地区", ["zh"], "沿海地区"], ["WTO", ["zh", "en"], "WTO"], ["マイナス金利", ["ja"], "マイナス金利"], ["เศรษฐกิจใหม่", ["th"], "เศรษฐกิจใหม่"]]) {
      const { page, refused } = await opened({ ...its, site }, `/search/?q=${encodeURIComponent(asked)}`);
      await page.waitForFunction(() => /article|Nothing/.test(document.querySelector(".status").textContent));
      const titles = await page.locator(".articles h2").allInnerTexts();
      assert.deepEqual(titles.map((title) => title.slice(-2)).toSorted(), found.toSorted(), asked);
      assert.equal(await page.locator(".articles mark").first().innerText(), marked);
      assert.doesNotMatch(await page.locator(".articles").innerText(), /[\p{sc=Han}\p{sc=Kana}\p{sc=Thai}]\s[\p{sc=Han}\p{sc=Kana}\p{sc=Thai}]/u);
      assert.deepEqual(refused, []);
      await page.close();
    }
  } finally {
    site.stop();
    await rm(folder, { recursive: true });
  }
});
