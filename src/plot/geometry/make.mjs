// make.mjs: writes static/map.svg, the shapes of the world's countries, from Natural Earth (public domain).
//   npm install --prefix /tmp/geometry world-atlas@2.0.2 d3-geo@3.1.1 topojson-client@3.1.0 topojson-simplify@3.0.3 i18n-iso-countries@7.14.0
//   NODE_PACKAGES=/tmp/geometry node src/plot/geometry/make.mjs
// A path a line, its id the ISO 3166 code, for src/plot/map.rs reads it line by line. Borders are simplified together, so
// that neighbours stay neighbours; states too small to be seen become a dot.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const packages = createRequire(resolve(process.env.NODE_PACKAGES, "x.js"));
const { geoEqualEarth, geoPath } = await import(packages.resolve("d3-geo"));
const topojson = { ...(await import(packages.resolve("topojson-client"))), ...(await import(packages.resolve("topojson-simplify"))) };
const { numericToAlpha2 } = packages("i18n-iso-countries");
const world = packages("world-atlas/countries-50m.json");

const WIDTH = 1000;
const KEPT = 1.5e-5; // Steradians: a corner that changes less is cut.
const ISLAND = 2.2; // A ring of fewer square units is left out, unless it is all there is of a country.
const DOT = 7; // A country of fewer square units is drawn as a dot.
const RADIUS = 3;

// What Natural Earth draws without an ISO number.
const UNNUMBERED = { Kosovo: "XK", Somaliland: "SO", "N. Cyprus": "CY" };
const codeOf = ({ id, properties }) => numericToAlpha2(id ?? "") ?? UNNUMBERED[properties.name];

const simple = topojson.simplify(topojson.presimplify(world, topojson.sphericalTriangleArea), KEPT);
const countries = simple.objects.countries.geometries.filter((it) => codeOf(it) && codeOf(it) !== "AQ");
// Turned a little, so that the edge lies in the Bering Strait and cuts nobody.
const projection = geoEqualEarth().rotate([-11, 0]);
const land = topojson.merge(simple, countries);
projection.fitExtent([[2, 2], [WIDTH - 2, WIDTH]], land);
const [, top] = projection.translate();
projection.translate([projection.translate()[0], top - geoPath(projection).bounds(land)[0][1] + 2]);
const HEIGHT = Math.ceil(geoPath(projection).bounds(land)[1][1] + 2);

// The rings of a shape on paper, cut where it reaches over the edge.
function drawn(shape) {
  const rings = [];
  const pen = {
    moveTo: (x, y) => rings.push([[x, y]]),
    lineTo: (x, y) => rings.at(-1).push([x, y]),
    closePath: () => rings.at(-1).push(rings.at(-1)[0]),
    arc: () => {},
  };
  geoPath(projection, pen)(shape);
  return rings;
}

const area = (ring) => Math.abs(ring.reduce((sum, [x, y], at) => {
  const [nx, ny] = ring[(at + 1) % ring.length];
  return sum + x * ny - nx * y;
}, 0) / 2);

// Relative whole numbers, the shortest way to write a ring; absolute where it begins, so that paths may be joined.
function path(rings) {
  let [x, y] = [0, 0];
  let first = true;
  const number = (value) => (value < 0 ? `${value}` : ` ${value}`);
  return rings.map((ring) => {
    const corners = ring.map(([px, py]) => [Math.round(px * 2), Math.round(py * 2)]);
    const moves = [];
    const start = [x, y];
    for (const [cx, cy] of corners.slice(0, -1)) {
      if (moves.length > 0 && cx === x && cy === y) continue;
      moves.push(number(cx - x) + number(cy - y));
      [x, y] = [cx, cy];
    }
    if (moves.length < 3) {
      [x, y] = start;
      return "";
    }
    [x, y] = corners[0];
    if (first) {
      first = false;
      return `M${moves[0].trim()}l${moves.slice(1).join("").trim()}z`;
    }
    return `m${moves.join("").trim()}z`;
  }).join("");
}

const shapes = new Map();
for (const geometry of countries) {
  const code = codeOf(geometry);
  shapes.set(code, [...(shapes.get(code) ?? []), geometry]);
}

const lines = [];
for (const [code, geometries] of [...shapes].sort()) {
  const rings = drawn(topojson.merge(simple, geometries)).sort((a, b) => area(b) - area(a));
  const largest = rings[0];
  const total = rings.reduce((sum, ring) => sum + area(ring), 0);
  let d = path(rings.filter((ring) => area(ring) >= ISLAND || ring === largest));
  if (total < DOT || d === "") {
    const middle = (axis) => Math.round(largest.reduce((sum, point) => sum + point[axis], 0) / largest.length * 2);
    const r = RADIUS * 2;
    d = `M${middle(0) - r} ${middle(1)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0z`;
  }
  lines.push(`<path id="${code}" d="${d}"/>`);
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * 2} ${HEIGHT * 2}"><g id="world">\n${lines.join("\n")}\n</g></svg>\n`;
writeFileSync("static/map.svg", svg);
console.log(`${lines.length} countries, ${svg.length} bytes`);
