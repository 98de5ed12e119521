// screenshots.mjs: pictures of a page of every kind, to be looked at: light, dark, on a phone, wide, zoomed,
// in forced colours, right to left, on paper.
//   node tests/browser/screenshots.mjs [SITE] [OUTPUT_DIR]     (public, target/screenshots)
//   node tests/browser/screenshots.mjs SITE --docs             (those that docs/ and the README show)
import { mkdirSync } from "node:fs";
import { browser, KINDS, pagesOf, serve } from "./site.mjs";

const [folder = "public", output = "target/screenshots"] = process.argv.slice(2);

const desk = { width: 1280, height: 900 };
const MODES = {
  light: { viewport: desk },
  dark: { viewport: desk, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 } },
  wide: { viewport: { width: 1920, height: 1000 } },
  // 1280 by 1024 at 400 %.
  zoomed: { viewport: { width: 320, height: 256 } },
  forced: { viewport: desk, forcedColors: "active" },
  rtl: { viewport: desk },
  print: { viewport: { width: 700, height: 1000 } },
};

const site = await serve(folder);
const chromium = await browser();
if (output === "--docs") await docs();
else await everything();
await chromium.close();
site.stop();

async function everything() {
  mkdirSync(output, { recursive: true });
  for (const [mode, options] of Object.entries(MODES)) {
    const page = await chromium.newPage(options);
    if (mode === "print") await page.emulateMedia({ media: "print" });
    for (const [kind, path] of Object.entries(await pagesOf(site))) {
      await page.goto(site.origin + path);
      if (mode === "rtl") await page.evaluate(() => (document.documentElement.dir = "rtl"));
      await page.screenshot({ path: `${output}/${kind}-${mode}.png`, fullPage: true });
    }
    await page.close();
  }
}

async function docs() {
  mkdirSync("docs/screenshots", { recursive: true });
  const shown = [
    ["home", "light"], ["home", "dark"], ["home", "phone"], ["article", "light"], ["article", "phone"], ["person", "light"],
    ["country", "light"], ["country", "dark"], ["relation", "light"], ["people", "light"], ["map", "light"], ["map", "dark"],
  ];
  for (const [kind, mode] of shown) {
    const page = await chromium.newPage(MODES[mode]);
    await page.goto(site.origin + KINDS[kind]);
    if (kind === "article" && mode === "light") {
      await page.locator(".text a[href='/people/khawaja-asif/']").first().hover();
      await page.locator(".hover-card").waitFor();
    }
    await page.screenshot({ path: `docs/screenshots/${kind}-${mode}.png` });
    await page.close();
  }
}
