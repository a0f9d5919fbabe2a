// The drawing in which time runs down, with items in rows. The rules are those of builders/pages/timeline/tall_drawing.py.
import { DAY, view } from "./view.js";
import { capsule, caveatElements, caveatSuffix, countItems, element, isMany, languageOf, linesOf, shapesOf, titled, widthOf } from "./marks.js";
import { countOf } from "./words.js";

const WIDTH = 360, ROW = 26, YEAR = 8, QUIET = 18, TOP = 40, LABEL = 136, LABEL_WIDTH = WIDTH - LABEL - 6, LINE = 12, MAX_ROWS = 160, MAX_APART = 3;
const COLUMNS = { document: 48, event: 64, text: 108 }, STEP = 8, STEPS = { document: 1, event: 5, text: 2 };
const MONTHS = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", timeZone: "UTC" });

// Units of time, from fine to coarse; if there are too many items for a row each, those of a unit share one.
const UNITS = [
  (t) => new Date(t).toISOString().slice(0, 7),
  (t) => new Date(t).getUTCFullYear(),
  (t) => Math.floor(new Date(t).getUTCFullYear() / 10),
  (t) => Math.floor(new Date(t).getUTCFullYear() / 100),
];
let places = [];

export const rowsOf = (items) => {
  let rows = items.map((item) => [item]);
  for (const unit of UNITS) {
    if (rows.length <= MAX_ROWS) break;
    const byUnit = new Map();
    for (const item of items) {
      const key = [item.lower && unit(item.first), item.upper && unit(item.last - 1)].join();
      if (!byUnit.has(key)) byUnit.set(key, []);
      byUnit.get(key).push(item);
    }
    rows = [...byUnit.values()].flatMap((group) => (countItems(group) > MAX_APART ? [group] : group.map((item) => [item])));
    // Longer items may begin in the same unit as shorter ones but are not grouped, so rows are sorted again.
    rows.sort((a, b) => a[0].order - b[0].order);
  }
  return rows;
};

const yOf = (t) => {
  let [low, high] = [0, places.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if (places[half].t < t) low = half + 1;
    else high = half;
  }
  if (!low) return places[0].y;
  if (low === places.length) return places.at(-1).y + ROW / 2;
  const [before, after] = [places[low - 1], places[low]];
  return before.y + ((after.y - before.y) * (t - before.t)) / Math.max(DAY, after.t - before.t);
};

// The time at a height in the drawing, for gestures.
export const timeAtHeight = (y) => {
  if (!places.length) return (view.start + view.end) / 2;
  const k = places.findIndex((place) => place.y > y);
  if (k === 0) return places[0].t;
  if (k < 0) return places.at(-1).t;
  const [before, after] = [places[k - 1], places[k]];
  return before.t + ((after.t - before.t) * (y - before.y)) / (after.y - before.y);
};

const drawItem = (item, row, free) => {
  // An item begins at its row; a point is only there.
  const yInRow = (t) => (t <= item.first || item.isPoint ? row : Math.max(row + 2, yOf(t)));
  const known = item.known === null ? null : Math.max(item.known, item.first + DAY);
  const [shapes, first, last] = shapesOf({ ...item, known }, { at: yInRow, low: row - 32, high: places.at(-1).y + ROW, free: row + 24 });
  const vacant = free.findIndex((taken) => taken <= first);
  const column = vacant < 0 ? free.indexOf(Math.min(...free)) : vacant;
  free[column] = last + 6;
  const x = COLUMNS[item.layer] + column * STEP;
  return [x, element("g", { transform: `matrix(0 1 1 0 ${x} 0)` }, ...shapes)];
};

const labelOf = (item) => linesOf(titled(item), LABEL_WIDTH, LABEL_WIDTH - widthOf(caveatSuffix(item)));

// `namesLane` tells whether the name of an item's lane is shown below its label.
export const drawDown = (svg, items, createLink, namesLane) => {
  const kept = [...svg.querySelectorAll("title, .mu-down-h")];
  const rails = [...svg.querySelectorAll(".rail")];
  const rows = rowsOf(items);
  const inMonths = view.end - view.start < 4 * 366 * DAY;
  const years = [];
  let [y, before] = [TOP, null];
  const labels = rows.map((group) => (isMany(group) ? [countOf(group)] : labelOf(group[0])));
  const lanes = rows.map((group) => (isMany(group) ? null : group[0].box.dataset));
  const hasLaneName = rows.map((group, k) => lanes[k] && namesLane(group[0].box));
  places = rows.map(([item], k) => {
    const day = new Date(item.first);
    const now = inMonths ? day.getUTCFullYear() * 12 + day.getUTCMonth() : day.getUTCFullYear();
    if (now !== before) {
      const isGap = before !== null && now > before + 1;
      y += isGap ? QUIET : YEAR;
      const isYear = !inMonths || before === null || Math.floor(now / 12) !== Math.floor(before / 12);
      if (isYear) years.push(element("text", { class: "yrb", x: 0, y: y + 4 }, String(day.getUTCFullYear())));
      // Below a year is the month of its first row.
      if (inMonths) years.push(element("text", { class: "yr", x: 0, y: y + (isYear ? 17 : 4) }, MONTHS.format(day)));
      if (isGap) years.push(element("text", { class: "yr", x: 12, y: y - 16 }, "⋮"));
      before = now;
    }
    const place = { t: item.first, y };
    y += ROW + LINE * (labels[k].length - 1 + hasLaneName[k]);
    return place;
  });
  const free = Object.fromEntries(Object.entries(STEPS).map(([layer, steps]) => [layer, Array(steps).fill(0)]));
  const marks = rows.map((group, k) => {
    const row = places[k].y;
    const many = isMany(group);
    const [x, ...shapes] = many
      ? [COLUMNS.event + STEP, ...capsule(COLUMNS.event + STEP, row, 15 + Math.max(0, 4 * (String(countItems(group)).length - 3)), 9, countItems(group))]
      : drawItem(group[0], row, free[group[0].layer]);
    const [firstLine, ...further] = labels[k];
    // A space between the lines, for screen readers.
    const text = [firstLine, ...further.flatMap((line) => [" ", element("tspan", { x: LABEL, dy: LINE }, line)]), ...(many ? [] : caveatElements(group[0]))];
    const end = row + LINE * (labels[k].length - 1);
    const link = createLink(
      group,
      {},
      element("rect", { class: "hit", x: COLUMNS.document - 12, y: row - 12, width: WIDTH - COLUMNS.document + 12, height: 24 + end - row + LINE * hasLaneName[k] }),
      element("line", { class: "lead", x1: x + (many ? 19 : 8), y1: row, x2: LABEL - 4, y2: row }),
      ...shapes,
      element("text", { class: "lb", x: LABEL, y: row + 4, lang: languageOf(group) }, ...text),
      ...(hasLaneName[k] ? [element("text", { class: "lb-l", x: LABEL, y: end + 4 + LINE, "aria-hidden": "true" }, lanes[k].name)] : []),
    );
    return lanes[k] ? element("g", { role: "group", "aria-label": lanes[k].name }, link) : link;
  });
  for (const rail of rails) rail.setAttribute("y2", y);
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${Math.max(y, 120)}`);
  svg.replaceChildren(...kept, ...rails, ...years, ...marks);
};
