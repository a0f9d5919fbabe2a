// The drawing in which time runs across, in lanes. The rules are those of builders/pages/timeline/wide_drawing.py.
import { makeSvg } from "../elements.js";
import { pageLanguage, word } from "../language.js";
import { GAP, caveatElements, caveatSuffix, countItems, groupClose, isCount, languageOf, lettersOf, lettersWithin, middleOf, shorten, titled, widthOf } from "./marks.js";
import { capsule, clamp, countShapes, shapesOf } from "./shapes.js";
import { DAY, startOfYear, view, yearOf } from "./view.js";
import { countsOf } from "./words.js";

/** @import { DatedItem, Item } from "./items.js" */
/** @import { Lane } from "./lanes.js" */
/** @import { Line } from "./shapes.js" */
/** @typedef {{ from: number, to: number, x: number, anchor: string, text: string, cost: number, over: boolean }} Place Where a label can go: with its mark it reaches from `from` to `to`. */
/** @typedef {{ shapes: SVGElement[], first: number, last: number, texts: Set<string> }} Mark The shapes of a mark, where they reach, and the candidates for its label. */
/** @typedef {(group: Item[], attributes: Record<string, string | number>, ...children: Node[]) => SVGElement} CreateLink Makes the link of a mark. */

export const WIDE = 1060, LABELS = 172, RIGHT = WIDE - 12;
const ROW = 25, INSET = 8, MOST_ROWS = 20, BESIDE = 9, LONGEST = 110, SHORT = 56, ROWS_FOR_A_WORD = 6, NAME = 22;
/** @type {(form: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat} */
const monthFormat = (form) => new Intl.DateTimeFormat(pageLanguage(), { ...form, timeZone: "UTC" });
const MONTH = monthFormat({ month: "short" });
const MONTH_OF_YEAR = monthFormat({ month: "long", year: "numeric" });

/** @type {(time: number) => number} */
export const xOf = (time) => LABELS + ((time - view.start) / (view.end - view.start)) * (RIGHT - LABELS);
/** @type {(x: number) => number} */
export const timeAtX = (x) => view.start + ((x - LABELS) / (RIGHT - LABELS)) * (view.end - view.start);
/** @type {Line} */
const line = { at: xOf, low: LABELS - 8, high: RIGHT + 8, lengthens: true };

// ---- Labels
// The candidates for an item's label: its title in full, as much as there is room for, and a short form.
/** @type {(item: DatedItem, first: number, last: number) => Set<string>} */
const labelsOf = (item, first, last) => {
  const title = titled(item);
  const room = Math.max(WIDE - 8 - last, first - LABELS) - BESIDE - widthOf(caveatSuffix(item));
  const letters = lettersWithin(title, room - widthOf(" …"));
  const [longest, shortest] = [LONGEST, SHORT].map((length) => lettersOf(title, length));
  return new Set([longest, Math.min(longest, letters), shortest].filter((length) => length >= shortest).map((length) => shorten(title, length)));
};

// The places where a label can go. `following` is the width of what follows the label.
/** @type {(texts: Set<string>, first: number, last: number, following: number) => Place[]} */
const placesOf = (texts, first, last, following) => {
  const candidates = [...texts];
  /** @type {Place[]} */
  const places = [];
  for (const [k, text] of candidates.entries()) {
    const width = widthOf(text) + following;
    // A label that might be less shortened in another row has a cost.
    const cost = k ? ROWS_FOR_A_WORD : 0;
    if (last + BESIDE + width <= WIDE - 8) places.push({ from: first, to: last + BESIDE + width, x: last + BESIDE, anchor: "start", text, cost, over: false });
    if (first - BESIDE - width >= LABELS) places.push({ from: first - BESIDE - width, to: last, x: first - BESIDE, anchor: "end", text, cost, over: false });
  }
  if (places.length) return places;
  // If there is room on neither side, the label goes over the bar.
  const text = candidates.find((one) => widthOf(one) + following <= Math.max(last - first, WIDE - 8 - first)) ?? candidates[candidates.length - 1];
  const width = widthOf(text) + following;
  const x = Math.max(LABELS, Math.min(first, WIDE - 8 - width));
  return [{ from: Math.min(first, x), to: Math.max(last, x + width), x, anchor: "start", text, cost: 0, over: true }];
};

// The best of the places, which is then taken in its row; null if all rows are full there.
/** @type {(rows: [from: number, to: number][][], places: Place[]) => { row: number, place: Place } | null} */
const choosePlace = (rows, places) => {
  /** @type {{ row: number, place: Place, cost: number } | null} */
  let best = null;
  for (const place of places)
    for (let row = 0; row < MOST_ROWS; row++) {
      const cost = row + place.cost;
      if (best && best.cost <= cost) break;
      rows[row] ??= [];
      if (rows[row].every(([a, b]) => place.to + GAP <= a || place.from - GAP >= b)) {
        best = { row, place, cost };
        break;
      }
    }
  if (best) rows[best.row].push([best.place.from, best.place.to]);
  return best;
};

// ---- Lanes
// The mark of a group; null for an item with an open end that continues beyond its mark, which is not in view.
/** @type {(group: Item[]) => Mark | null} */
const markOf = (group) => {
  const [item] = group;
  const widest = 13 + 4 * (String(countItems(group)).length - 1);
  if (group.length > 1) {
    const [a, b] = [middleOf(item, xOf), middleOf(group[group.length - 1], xOf)];
    const half = Math.max(widest, (b - a) / 2 + 9);
    const middle = (a + b) / 2;
    const shapes = capsule(middle, 0, half, 9, countItems(group));
    return { shapes, first: clamp(line, middle - half), last: clamp(line, middle + half), texts: countsOf(group) };
  }
  if (isCount(item)) {
    const [shapes, first, last] = countShapes(item, line, widest, 8);
    return { shapes, first, last, texts: countsOf(group) };
  }
  const [shapes, first, last] = shapesOf(item, line);
  if (last < line.low || first > line.high) return null;
  const [start, end] = [clamp(line, first), clamp(line, last)];
  return { shapes, first: start, last: end, texts: labelsOf(item, start, end) };
};

// The link of a group's mark with its label, in the row that it is given.
/** @type {(group: Item[], mark: Mark, place: Place, y: number, caveats: SVGElement[], createLink: CreateLink) => SVGElement} */
const drawMark = (group, mark, place, y, caveats, createLink) =>
  createLink(
    group,
    { transform: `translate(0 ${y})` },
    makeSvg("rect", { class: "hit", x: place.from - 4, y: -12, width: place.to - place.from + 8, height: 24 }),
    makeSvg("g", place.over ? { transform: "translate(0 7)" } : {}, ...mark.shapes),
    makeSvg("text", { class: "lb", x: place.x, y: place.over ? -1 : 4, "text-anchor": place.anchor, lang: languageOf(group) }, place.text, ...caveats),
  );

// The name of a lane. A long one continues on the line below, in place of the Chinese.
/** @type {(lane: Lane, top: number) => SVGElement[]} */
const laneName = ({ name, chinese }, top) => {
  const start = shorten(name, NAME);
  const isLong = name.length > NAME;
  const texts = [makeSvg("text", { class: "lanet", x: 14, y: top + 24 }, isLong ? start.replace(/ …$/, "") : name)];
  if (isLong) texts.push(makeSvg("text", { class: "lanet", x: 14, y: top + 41 }, shorten(name.slice(start.length - 1), NAME)));
  else if (chinese) texts.push(makeSvg("text", { class: "lanez", lang: "zh-Hans", x: 14, y: top + 42 }, chinese));
  return texts;
};

// A lane and its height.
/** @type {(lane: Lane, top: number, createLink: CreateLink) => [drawn: SVGElement, height: number]} */
const drawLane = (lane, top, createLink) => {
  /** @type {[from: number, to: number][][]} */
  const rows = [];
  const links = [];
  let hidden = 0;
  for (const group of groupClose(lane.items, xOf)) {
    const mark = markOf(group);
    const caveats = group.length === 1 ? caveatElements(group[0]) : [];
    const following = widthOf(caveats.length ? caveatSuffix(group[0]) : "");
    const chosen = mark && choosePlace(rows, placesOf(mark.texts, mark.first, mark.last, following));
    if (mark && chosen) links.push(drawMark(group, mark, chosen.place, top + INSET + ROW * (chosen.row + 0.5), caveats, createLink));
    else hidden += countItems(group);
  }
  const name = laneName(lane, top);
  const used = Math.max(name.length > 1 || hidden ? 2 : 1, rows.filter((row) => row.length).length);
  const drawn = makeSvg("g", { class: "lane", role: "group", "aria-label": lane.name }, ...name, ...links);
  if (hidden) drawn.append(makeSvg("text", { class: "yr", x: 14, y: top + 60 }, word("{count} more in the list", { count: hidden })));
  return [drawn, 2 * INSET + ROW * used];
};

// ---- The axis
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];
/** @typedef {[time: number, text: string, name: string]} Tick A tick of the axis, with its label, if it has one, and the class of that. */
// The ticks in view, and the heading of those that do not tell their year or month.
/** @type {() => [ticks: Tick[], heading: string]} */
const ticks = () => {
  const perYear = ((RIGHT - LABELS) * 365.25 * DAY) / (view.end - view.start);
  const months = perYear > 480 ? 1 : perYear > 160 ? 3 : 0;
  const days = perYear > 3000 ? (perYear > 9000 ? 1 : 5) : 0;
  const step = months ? 1 : (STEPS.find((n) => n * perYear > 90) ?? 500);
  const fine = perYear > 6 ? 1 : step;
  /** @type {Tick[]} */
  const marks = [];
  const [first, last] = [yearOf(view.start), yearOf(view.end)];
  for (let y = first - (first % fine); y <= last; y += fine) {
    marks.push([startOfYear(y), y % step === 0 ? String(y) : "", months ? "yrb" : "yr"]);
    for (let m = months; months && m < 12; m += months) marks.push([Date.UTC(y, m, 1), MONTH.format(Date.UTC(y, m, 1)), days ? "yrb" : "yr"]);
  }
  if (days)
    for (let t = Math.ceil(view.start / DAY) * DAY; t < view.end; t += DAY) {
      const d = new Date(t).getUTCDate();
      if (d > 1 && (d - 1) % days === 0 && d < 31) marks.push([t, String(d), "yr"]);
    }
  const visible = marks.filter(([t]) => t >= view.start && t < view.end);
  // The year of the first months, or the month of the first days, in view.
  const heading = days ? MONTH_OF_YEAR.format(view.start) : months ? word("{year}", { year: String(first) }) : "";
  const isNamed = visible.some(([t, , name]) => name === "yrb" && (t - view.start) / (view.end - view.start) < 0.02);
  return [visible, isNamed && !days ? "" : heading];
};

// Lines and labels of the axis, above the lanes and below them, where they end at `bottom`.
/** @type {(bottom: number) => SVGElement[]} */
const drawAxis = (bottom) => {
  const [marks, heading] = ticks();
  /** @type {(name: string, x: number, anchor: string, text: string) => SVGElement[]} */
  const createLabels = (name, x, anchor, text) => [
    makeSvg("text", { class: name, x, y: 14, "text-anchor": anchor, "aria-hidden": "true" }, text),
    makeSvg("text", { class: name, x, y: bottom + 22, "text-anchor": anchor }, text),
  ];
  const axis = marks.flatMap(([t, text, name]) =>
    text
      ? [makeSvg("line", { class: "grid", x1: xOf(t), y1: 20, x2: xOf(t), y2: bottom + 6 }), ...createLabels(name, xOf(t), "middle", text)]
      : [makeSvg("line", { class: "tick", x1: xOf(t), y1: bottom + 1, x2: xOf(t), y2: bottom + 6 })],
  );
  return heading ? [...createLabels("yrb", 14, "start", heading), ...axis] : axis;
};

// Redraws the whole drawing.
/** @type {(svg: SVGSVGElement, lanes: Lane[], createLink: CreateLink) => void} */
export const drawAcross = (svg, lanes, createLink) => {
  let top = 28; // below the years
  const backgrounds = [], groups = [];
  for (const lane of lanes) {
    if (!lane.items.length) continue;
    const [drawn, height] = drawLane(lane, top, createLink);
    backgrounds.push(makeSvg("rect", { class: "lanebg", x: 0, y: top, width: WIDE, height }));
    groups.push(drawn);
    top += height + 7;
  }
  const title = [...svg.querySelectorAll("title")].slice(0, 1);
  svg.setAttribute("viewBox", `0 0 ${WIDE} ${top + 30}`);
  svg.replaceChildren(...title, ...backgrounds, ...drawAxis(top), ...groups);
};
