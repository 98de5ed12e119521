// lighthouse.mjs: Lighthouse on the home page, an article, a country and a person; anything under 100 fails.
//   node tests/browser/lighthouse.mjs [SITE]
import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { KINDS, packages, serve } from "./site.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const site = await serve(process.argv[2] ?? "public");
const program = join(dirname(packages.resolve("lighthouse/package.json")), "cli/index.js");
const FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic";
// In a process of its own, for this one answers its requests.
const run = (url) => new Promise((done) => {
  const options = [program, url, "--quiet", "--output=json", `--only-categories=${CATEGORIES}`, `--chrome-flags=${FLAGS}`];
  const env = { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? "/usr/bin/chromium" };
  execFile(process.execPath, options, { env, maxBuffer: 1 << 26 }, (error, out) => done(out ? JSON.parse(out) : { failed: error.message }));
});

let failed = 0;
for (const kind of ["home", "article", "country", "person"]) {
  const report = await run(site.origin + KINDS[kind]);
  const scores = CATEGORIES.map((name) => Math.round((report.categories?.[name].score ?? 0) * 100));
  console.log(kind, CATEGORIES.map((name, at) => `${name} ${scores[at]}`).join(", "), report.failed ?? "");
  if (scores.some((score) => score < 100)) {
    failed = 1;
    const missed = Object.values(report.audits ?? {}).filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative");
    for (const { id, displayValue = "" } of missed) console.log(`  ${id} ${displayValue}`);
  }
}
site.stop();
process.exitCode = failed;
