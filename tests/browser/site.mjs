// site.mjs: a published site as a reader's browser sees it: served with its own security headers, opened in Chromium.
// The packages lie in target/validate (tests/validate/setup); $NODE_PACKAGES names another folder.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { after, before } from "node:test";
import { gzipSync } from "node:zlib";

export const packages = createRequire(resolve(process.env.NODE_PACKAGES ?? "target/validate", "x.js"));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".wasm": "application/wasm",
};

/** Serves a folder that Dateline published for the root of a host; answers the address and how to stop. */
export async function serve(folder) {
  const rules = headerRules(await readFile(join(folder, "_headers"), "utf8"));
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    for (const { prefix, name, value } of rules) if (path.startsWith(prefix)) response.setHeader(name, value);
    try {
      const bytes = await readFile(file);
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      response.setHeader("Content-Type", type);
      // Texts are compressed, as every host does.
      const packed = /text|json|xml/.test(type) && /gzip/.test(request.headers["accept-encoding"]);
      if (packed) response.setHeader("Content-Encoding", "gzip");
      response.end(packed ? gzipSync(bytes) : bytes);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

/** `_headers` as hosts read it: a path that may end with an asterisk, below it the headers. */
function headerRules(text) {
  const rules = [];
  let prefix = "";
  for (const line of text.split("\n").filter(Boolean)) {
    if (!line.startsWith(" ")) prefix = line.replace(/\*$/, "");
    else rules.push({ prefix, name: line.trim().split(": ")[0], value: line.slice(line.indexOf(": ") + 2) });
  }
  return rules;
}

/** Chromium without a window. */
export function browser() {
  const { chromium } = packages("playwright-core");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
}

/** The site at $SITE and Chromium: there from before the first test of a file until after the last. */
export function reader() {
  const reader = {};
  before(async () => {
    reader.site = await serve(process.env.SITE ?? "public");
    reader.chromium = await browser();
  });
  after(async () => {
    await reader.chromium.close();
    reader.site.stop();
  });
  return reader;
}

/** A page that the reader opens, and what the browser said was refused or wrong: a good page leaves it empty. */
export async function open({ chromium, site }, path, options = {}) {
  const page = await chromium.newPage(options);
  const refused = [];
  page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  await page.goto(site.origin + path);
  return { page, refused };
}

/** A page of every kind of the sample digest. */
export const KINDS = {
  home: "/",
  article: "/2018/02/19/foreign-minister-visits-moscow/",
  country: "/countries/pakistan/",
  person: "/people/sergey-lavrov/",
  organization: "/organizations/taliban/",
  topic: "/topics/peace-talks/",
  story: "/stories/afghan-peace/",
  relation: "/relations/pakistan-russia/",
  outlet: "/sources/the-express-tribune/",
  countries: "/countries/",
  people: "/people/",
  organizations: "/organizations/",
  stories: "/stories/",
  topics: "/topics/",
  relations: "/relations/",
  outlets: "/sources/",
  edition: "/2018/02/19/",
  month: "/2018/06/",
  year: "/2018/",
  map: "/map/",
  search: "/search/",
  archive: "/archive/",
  corrections: "/corrections/",
  about: "/about/",
  "not-found": "/404.html",
};

/** What the address of a kind looks like in any digest; of the other kinds there is one page, with the same address. */
const SHAPES = {
  article: /^\/\d{4}\/\d\d\/\d\d\/[^/]+\/$/,
  country: /^\/countries\/[^/]+\/$/,
  person: /^\/people\/[^/]+\/$/,
  organization: /^\/organizations\/[^/]+\/$/,
  topic: /^\/topics\/[^/]+\/$/,
  story: /^\/stories\/[^/]+\/$/,
  relation: /^\/relations\/[^/]+\/$/,
  outlet: /^\/sources\/[^/]+\/$/,
  edition: /^\/\d{4}\/(\d\d\/\d\d|w\d\d)\/$/,
  month: /^\/\d{4}\/\d\d\/$/,
  year: /^\/\d{4}\/$/,
};

/** A page of every kind that the site has: the sample's, or in another digest the first of the kind in its sitemap. */
export async function pagesOf({ origin }) {
  const sitemap = await (await fetch(`${origin}/sitemap.xml`)).text();
  const listed = [...sitemap.matchAll(/<loc>https?:\/\/[^/]+([^<]*)<\/loc>/g)].map(([, path]) => path);
  const exists = async (path) => (await fetch(origin + path)).ok;
  const pages = {};
  for (const [kind, path] of Object.entries(KINDS)) {
    const found = (await exists(path)) ? path : listed.find((other) => SHAPES[kind]?.test(other));
    if (found) pages[kind] = found;
  }
  return pages;
}
