// Accessibility: axe-core's WCAG 2.2 AA rules on a page of every kind, light and dark, on a phone and a desk.
//   SITE=public node --test tests/browser/
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { packages, pagesOf, reader } from "./site.mjs";

const AXE = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const its = reader();

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1280]) {
    test(`${colorScheme}, ${width} px`, async () => {
      // The policy forbids what axe needs; that pages keep it is tested elsewhere.
      const page = await its.chromium.newPage({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
      const found = [];
      for (const [kind, path] of Object.entries(await pagesOf(its.site))) {
        await page.goto(its.site.origin + path);
        await page.evaluate(AXE);
        const { violations } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), RULES);
        for (const { id, nodes } of violations) found.push(`${kind} ${path}: ${id}: ${nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`);
      }
      assert.deepEqual(found, []);
      await page.close();
    });
  }
}
