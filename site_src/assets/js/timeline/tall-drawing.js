// The drawing in which time runs down, with items in rows. The rules are those of builders/pages/timeline/tall_drawing.py.
import { makeSvg } from "../elements.js";
import { caveatElements, caveatSuffix, countItems, isMany, languageOf, linesOf, titled, widthOf } from "./marks.js";
import { capsule, shapesOf } from "./shapes.js";
import { DAY, view } from "./view.js";
import { countOf } from "./words.js";

/** @import { DatedItem, Item } from "./items.js" */
/** @import { CreateLink } from "./wide-drawing.js" */
/** @typedef {{ t: number, y: number }} Place The time at which the items of a row begin, and its height in the drawing. */
/** @typedef {{ group: Item[], lines: string[], lane: string, namesLane: boolean }} Row The lines of its label, and the name of its lane, which is empty for several items. */

const WIDTH = 360, ROW = 26, YEAR = 8, QUIET = 18, TOP = 40, LABEL = 136, LABEL_WIDTH = WIDTH - LABEL - 6, LINE = 12, MAX_ROWS = 160, MAX_APART = 3;
const STEP = 8;
// Where the marks of each layer are, and in how many columns, so that bars that overlap are beside each other.
/** @type {Record<string, { x: number, columns: number }>} */
const RAILS = { document: { x: 48, columns: 1 }, event: { x: 64, columns: 5 }, text: { x: 108, columns: 2 } };
const LEFT = RAILS.document.x - 12, MIDDLE = RAILS.event.x + STEP;
const MONTHS = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", timeZone: "UTC" });

// Units of time, from fine to coarse; if there are too many items for a row each, those of a unit share one.
/** @type {((time: number) => string | number)[]} */
const UNITS = [
  (t) => new Date(t).toISOString().slice(0, 7),
  (t) => new Date(t).getUTCFullYear(),
  (t) => Math.floor(new Date(t).getUTCFullYear() / 10),
  (t) => Math.floor(new Date(t).getUTCFullYear() / 100),
];
/** @type {Place[]} */
let places = [];

/** @type {(items: Item[]) => Item[][]} */
export const rowsOf = (items) => {
  let rows = items.map((item) => [item]);
  for (const unit of UNITS) {
    if (rows.length <= MAX_ROWS) break;
    /** @type {Map<string, Item[]>} */
    const byUnit = new Map();
    for (const item of items) {
      const key = [item.lower && unit(item.first), item.upper && unit(item.last - 1)].join();
      const before = byUnit.get(key);
      if (before) before.push(item);
      else byUnit.set(key, [item]);
    }
    rows = [...byUnit.values()].flatMap((group) => (countItems(group) > MAX_APART ? [group] : group.map((item) => [item])));
    // Longer items may begin in the same unit as shorter ones but are not grouped, so rows are sorted again.
    rows.sort((a, b) => a[0].order - b[0].order);
  }
  return rows;
};

// ---- Heights and times
/** @type {(time: number) => number} */
const yOf = (time) => {
  let [low, high] = [0, places.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if (places[half].t < time) low = half + 1;
    else high = half;
  }
  if (!low) return places[0].y;
  if (low === places.length) return places[low - 1].y + ROW / 2;
  const [before, after] = [places[low - 1], places[low]];
  return before.y + ((after.y - before.y) * (time - before.t)) / Math.max(DAY, after.t - before.t);
};

// The time at a height in the drawing, for gestures.
/** @type {(y: number) => number} */
export const timeAtHeight = (y) => {
  if (!places.length) return (view.start + view.end) / 2;
  const k = places.findIndex((place) => place.y > y);
  if (k === 0) return places[0].t;
  if (k < 0) return places[places.length - 1].t;
  const [before, after] = [places[k - 1], places[k]];
  return before.t + ((after.t - before.t) * (y - before.y)) / (after.y - before.y);
};

// Puts rows below each other, with the years and months beside them. Returns these, and where the last row ends.
/** @type {(rows: Row[]) => { years: SVGElement[], end: number }} */
const placeRows = (rows) => {
  const inMonths = view.end - view.start < 4 * 366 * DAY;
  /** @type {SVGElement[]} */
  const years = [];
  let y = TOP;
  /** @type {number | null} */
  let before = null; // the year, or the number of the month, of the row before
  places = rows.map(({ group, lines, namesLane }) => {
    const day = new Date(group[0].first);
    const now = inMonths ? day.getUTCFullYear() * 12 + day.getUTCMonth() : day.getUTCFullYear();
    if (now !== before) {
      const isGap = before !== null && now > before + 1;
      y += isGap ? QUIET : YEAR;
      const isYear = !inMonths || before === null || Math.floor(now / 12) !== Math.floor(before / 12);
      if (isYear) years.push(makeSvg("text", { class: "yrb", x: 0, y: y + 4 }, String(day.getUTCFullYear())));
      // Below a year is the month of its first row.
      if (inMonths) years.push(makeSvg("text", { class: "yr", x: 0, y: y + (isYear ? 17 : 4) }, MONTHS.format(day)));
      if (isGap) years.push(makeSvg("text", { class: "yr", x: 12, y: y - 16 }, "⋮"));
      before = now;
    }
    const place = { t: group[0].first, y };
    y += ROW + LINE * (lines.length - 1 + Number(namesLane));
    return place;
  });
  return { years, end: y };
};

// ---- Marks
// The mark of one item, and where it is across. `free` is how far down each column of its layer is taken.
/** @type {(item: DatedItem, y: number, free: number[]) => [x: number, mark: SVGElement]} */
const drawItem = (item, y, free) => {
  // An item begins at its row; a point is only there.
  /** @type {(time: number) => number} */
  const at = (time) => (time <= item.first || item.isPoint ? y : Math.max(y + 2, yOf(time)));
  const known = item.known === null ? null : Math.max(item.known, item.first + DAY);
  const [shapes, first, last] = shapesOf({ ...item, known }, { at, low: y - 32, high: places[places.length - 1].y + ROW, free: y + 24 });
  const vacant = free.findIndex((taken) => taken <= first);
  const column = vacant < 0 ? free.indexOf(Math.min(...free)) : vacant;
  free[column] = last + 6;
  const x = RAILS[item.layer].x + column * STEP;
  return [x, makeSvg("g", { transform: `matrix(0 1 1 0 ${x} 0)` }, ...shapes)];
};

// The lines of an item's label. What follows it takes some of the last one.
/** @type {(item: DatedItem) => string[]} */
const linesOfItem = (item) => linesOf(titled(item), LABEL_WIDTH, LABEL_WIDTH - widthOf(caveatSuffix(item)));

/** @type {(row: Row, y: number, free: Record<string, number[]>, createLink: CreateLink) => SVGElement} */
const drawRow = ({ group, lines, lane, namesLane }, y, free, createLink) => {
  const many = isMany(group);
  const count = countItems(group);
  const [x, ...shapes] = many
    ? [MIDDLE, ...capsule(MIDDLE, y, 15 + Math.max(0, 4 * (String(count).length - 3)), 9, count)]
    : drawItem(group[0], y, free[group[0].layer]);
  const [firstLine, ...further] = lines;
  // A space between the lines, for screen readers.
  const text = [firstLine, ...further.flatMap((line) => [" ", makeSvg("tspan", { x: LABEL, dy: LINE }, line)]), ...(many ? [] : caveatElements(group[0]))];
  const end = y + LINE * (lines.length - 1);
  const link = createLink(
    group,
    {},
    makeSvg("rect", { class: "hit", x: LEFT, y: y - 12, width: WIDTH - LEFT, height: 24 + end - y + LINE * Number(namesLane) }),
    makeSvg("line", { class: "lead", x1: x + (many ? 19 : 8), y1: y, x2: LABEL - 4, y2: y }),
    ...shapes,
    makeSvg("text", { class: "lb", x: LABEL, y: y + 4, lang: languageOf(group) }, ...text),
    ...(namesLane ? [makeSvg("text", { class: "lb-l", x: LABEL, y: end + 4 + LINE, "aria-hidden": "true" }, lane)] : []),
  );
  return many ? link : makeSvg("g", { role: "group", "aria-label": lane }, link);
};

// Redraws the whole drawing. `namesLane` tells whether the name of an item's lane is shown below its label.
/** @type {(svg: SVGSVGElement, items: Item[], createLink: CreateLink, namesLane: (box: HTMLInputElement) => boolean) => void} */
export const drawDown = (svg, items, createLink, namesLane) => {
  const kept = [...svg.querySelectorAll("title, .mu-down-h")];
  const rails = [...svg.querySelectorAll(".rail")];
  const rows = rowsOf(items).map((group) => {
    if (isMany(group)) return { group, lines: [countOf(group)], lane: "", namesLane: false };
    const [item] = group;
    return { group, lines: linesOfItem(item), lane: item.box.dataset.name ?? "", namesLane: namesLane(item.box) };
  });
  const { years, end } = placeRows(rows);
  const free = Object.fromEntries(Object.entries(RAILS).map(([layer, { columns }]) => [layer, Array(columns).fill(0)]));
  const marks = rows.map((row, k) => drawRow(row, places[k].y, free, createLink));
  for (const rail of rails) rail.setAttribute("y2", String(end));
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${Math.max(end, 120)}`);
  svg.replaceChildren(...kept, ...rails, ...years, ...marks);
};
