// Draws content/articles/2018/four-capitals.jpg: the way of Pakistan's foreign minister through four capitals.
// Outlines are Natural Earth's (public domain), from the npm package world-atlas.
//   npm install --no-save world-atlas topojson-client playwright-core && node docs/pictures/four-capitals.mjs
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const packages = createRequire(resolve(process.env.NODE_PACKAGES ?? ".", "x.js"));
const { feature } = packages("topojson-client");
const { chromium } = packages("playwright-core");

const [WIDTH, HEIGHT] = [2000, 1125];
const [WEST, EAST, NORTH] = [22, 128, 63];
const scale = WIDTH / (EAST - WEST);
// Degrees of longitude are shorter up here than those of latitude.
const at = ([longitude, latitude]) => [(longitude - WEST) * scale, (NORTH - latitude) * scale * 1.25];

const world = JSON.parse(readFileSync(packages.resolve("world-atlas/countries-50m.json"), "utf8"));
const ring = (points) => `M${points.map((point) => at(point).map(Math.round).join(" ")).join("L")}Z`;
// The outlines are of who holds a place; the map takes no side about Crimea.
const isCrimea = ([points]) => points.every(([longitude, latitude]) => 32 < longitude && longitude < 37 && 44 < latitude && latitude < 46.3);
const polygons = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates);
const shape = (all) => all.flat().map(ring).join("");
const countries = feature(world, world.objects.countries).features;

const ABOUT = ["Pakistan", "Afghanistan", "Iran", "China", "Russia"];
const CITIES = [
  { name: "Islamabad", place: [73.05, 33.68], dx: 26, dy: 46 },
  { name: "Kabul", place: [69.17, 34.53], dx: -26, dy: 56, end: true },
  { name: "Tehran", place: [51.39, 35.69], dx: -26, dy: 20, end: true },
  { name: "Beijing", place: [116.4, 39.9], dx: -26, dy: 62, end: true },
  { name: "Moscow", place: [37.62, 55.75], dx: 30, dy: -20 },
];

const land = ({ properties: { name }, geometry }) => {
  const colour = ABOUT.includes(name) ? "#e3c78f" : "#f6f3ea";
  const [apart, own] = [true, false].map((is) => polygons(geometry).filter((it) => isCrimea(it) === is));
  return `<path fill="${colour}" d="${shape(own)}"/><path fill="#f6f3ea" d="${shape(apart)}"/>`;
};
const way = CITIES.slice(1).map((city, index) => {
  const [[x, y], [toX, toY]] = [at(CITIES[index].place), at(city.place)];
  const bend = Math.hypot(toX - x, toY - y) * 0.16;
  return `<path d="M${x} ${y}Q${(x + toX) / 2} ${(y + toY) / 2 - bend} ${toX} ${toY}"/>`;
});
const labels = CITIES.map(({ name, place, dx, dy, end }) => {
  const [x, y] = at(place);
  const anchor = end ? "end" : "start";
  return `<circle cx="${x}" cy="${y}" r="11"/><text x="${x + dx}" y="${y + dy}" text-anchor="${anchor}">${name}</text>`;
});

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
<rect width="100%" height="100%" fill="#d9e4e6"/>
<g stroke="#d9e4e6" stroke-width="2">${countries.map(land).join("")}</g>
<g fill="none" stroke="#0b5563" stroke-width="7" stroke-linecap="round" stroke-dasharray="1 17">${way.join("")}</g>
<g fill="#0b5563" stroke="#fff" stroke-width="5" font-family="Noto Serif, serif" font-size="50" font-weight="700" paint-order="stroke">${labels.join("")}</g>
</svg>`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
await page.setContent(`<body style="margin:0">${svg}</body>`);
await page.screenshot({ path: "content/articles/2018/four-capitals.jpg", type: "jpeg", quality: 88 });
await browser.close();
