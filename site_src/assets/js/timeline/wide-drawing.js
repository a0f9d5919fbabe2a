// The drawing in which time runs across, in lanes. The rules are those of builders/pages/timeline/wide_drawing.py.
import { word } from "../language.js";
import { DAY, startOfYear, view, yearOf } from "./view.js";
import { GAP, capsule, caveatElements, caveatSuffix, clamp, countItems, countShapes, element, groupClose, isCount, languageOf, lettersOf, lettersWithin, middleOf, shapesOf, shorten, titled, widthOf } from "./marks.js";
import { countsOf } from "./words.js";

export const WIDE = 1060, LABELS = 172, RIGHT = WIDE - 12;
const ROW = 25, INSET = 8, MOST_ROWS = 20, BESIDE = 9, LONGEST = 110, SHORT = 56, ROWS_FOR_A_WORD = 6, NAME = 22;
const [MONTH, MONTH_OF_YEAR] = [{ month: "short" }, { month: "long", year: "numeric" }].map(
  (form) => new Intl.DateTimeFormat(document.documentElement.lang, { ...form, timeZone: "UTC" }),
);

export const xOf = (t) => LABELS + ((t - view.start) / (view.end - view.start)) * (RIGHT - LABELS);
export const timeAtX = (x) => view.start + ((x - LABELS) / (RIGHT - LABELS)) * (view.end - view.start);
const line = { at: xOf, low: LABELS - 8, high: RIGHT + 8, lengthens: true };

// The candidates for an item's label: its title in full, as much as there is room for, and a short form.
const labelsOf = (item, first, last) => {
  const title = titled(item);
  const room = Math.max(WIDE - 8 - last, first - LABELS) - BESIDE - widthOf(caveatSuffix(item));
  const letters = lettersWithin(title, room - widthOf(" …"));
  const [longest, shortest] = [LONGEST, SHORT].map((length) => lettersOf(title, length));
  return new Set([longest, Math.min(longest, letters), shortest].filter((length) => length >= shortest).map((length) => shorten(title, length)));
};

// The places where a label can go. `following` is the width of what follows the label.
const placesOf = (texts, first, last, following) => {
  const places = [];
  for (const text of texts) {
    const width = widthOf(text) + following;
    // A label that might be less shortened in another row has a cost.
    const cost = text === [...texts][0] ? 0 : ROWS_FOR_A_WORD;
    if (last + BESIDE + width <= WIDE - 8) places.push({ from: first, to: last + BESIDE + width, x: last + BESIDE, anchor: "start", text, cost });
    if (first - BESIDE - width >= LABELS) places.push({ from: first - BESIDE - width, to: last, x: first - BESIDE, anchor: "end", text, cost });
  }
  if (places.length) return places;
  // If there is room on neither side, the label goes over the bar.
  const text = [...texts].find((one) => widthOf(one) + following <= Math.max(last - first, WIDE - 8 - first)) ?? [...texts].at(-1);
  const width = widthOf(text) + following;
  const x = Math.max(LABELS, Math.min(first, WIDE - 8 - width));
  return [{ from: Math.min(first, x), to: Math.max(last, x + width), x, anchor: "start", text, cost: 0, over: true }];
};

const choosePlace = (rows, places) => {
  let best = null;
  for (const place of places)
    for (let row = 0; row < MOST_ROWS; row++) {
      const cost = row + place.cost;
      if (best && best.cost <= cost) break;
      rows[row] ??= [];
      if (rows[row].every(([a, b]) => place.to + GAP <= a || place.from - GAP >= b)) {
        best = { row, side: place, cost };
        break;
      }
    }
  if (best) rows[best.row].push([best.side.from, best.side.to]);
  return best;
};

const drawLane = ({ name, chinese }, items, top, createLink) => {
  const rows = [];
  const lane = element("g", { class: "lane", role: "group", "aria-label": name });
  let hidden = 0;
  for (const group of groupClose(items, xOf)) {
    let shapes, first, last, texts;
    const widest = 13 + 4 * (String(countItems(group)).length - 1);
    if (group.length === 1 && isCount(group[0])) {
      [shapes, first, last] = countShapes(group[0], line, widest, 8);
      texts = countsOf(group);
    } else if (group.length === 1) {
      [shapes, first, last] = shapesOf(group[0], line);
      if (last < line.low || first > line.high) {
        // An item with an open end continues beyond its mark.
        hidden++;
        continue;
      }
      [first, last] = [clamp(line, first), clamp(line, last)];
      texts = labelsOf(group[0], first, last);
    } else {
      const [a, b] = [middleOf(group[0], xOf), middleOf(group.at(-1), xOf)];
      const half = Math.max(widest, (b - a) / 2 + 9);
      shapes = capsule((a + b) / 2, 0, half, 9, countItems(group));
      [first, last] = [clamp(line, (a + b) / 2 - half), clamp(line, (a + b) / 2 + half)];
      texts = countsOf(group);
    }
    const caveats = group.length === 1 ? caveatElements(group[0]) : [];
    const place = choosePlace(rows, placesOf(texts, first, last, widthOf(caveats.length ? caveatSuffix(group[0]) : "")));
    if (!place) {
      hidden += countItems(group);
      continue;
    }
    const { row, side } = place;
    lane.append(
      createLink(
        group,
        { transform: `translate(0 ${top + INSET + ROW * (row + 0.5)})` },
        element("rect", { class: "hit", x: side.from - 4, y: -12, width: side.to - side.from + 8, height: 24 }),
        element("g", side.over ? { transform: "translate(0 7)" } : {}, ...shapes),
        element("text", { class: "lb", x: side.x, y: side.over ? -1 : 4, "text-anchor": side.anchor, lang: languageOf(group) }, side.text, ...caveats),
      ),
    );
  }
  // A long name continues on the line below, in place of the Chinese.
  const [line1, line2] = name.length > NAME ? [shorten(name, NAME), shorten(name.slice(shorten(name, NAME).length - 1), NAME)] : [name, ""];
  const used = Math.max(line2 || chinese || hidden ? 2 : 1, rows.filter((row) => row.length).length);
  if (line2) lane.prepend(element("text", { class: "lanet", x: 14, y: top + 41 }, line2));
  else if (chinese) lane.prepend(element("text", { class: "lanez", lang: "zh-Hans", x: 14, y: top + 42 }, chinese));
  lane.prepend(element("text", { class: "lanet", x: 14, y: top + 24 }, line2 ? line1.replace(/ …$/, "") : line1));
  if (hidden) lane.append(element("text", { class: "yr", x: 14, y: top + 60 }, word(`${hidden.toLocaleString("en")} more in the list`, `另${hidden.toLocaleString("en")}项见列表`)));
  return [lane, 2 * INSET + ROW * used];
};

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const ticks = () => {
  const perYear = ((RIGHT - LABELS) * 365.25 * DAY) / (view.end - view.start);
  const months = perYear > 480 ? 1 : perYear > 160 ? 3 : 0;
  const days = perYear > 3000 ? (perYear > 9000 ? 1 : 5) : 0;
  const step = months ? 1 : (STEPS.find((n) => n * perYear > 90) ?? 500);
  const fine = perYear > 6 ? 1 : step;
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
  const heading = days ? MONTH_OF_YEAR.format(view.start) : months ? word(`${first}`, `${first}年`) : "";
  const isNamed = visible.some(([t, , name]) => name === "yrb" && (t - view.start) / (view.end - view.start) < 0.02);
  return [visible, isNamed && !days ? "" : heading];
};

// Redraws the whole drawing. `lanes` have names and items; `createLink` makes the link of a mark.
export const drawAcross = (svg, lanes, createLink) => {
  let top = 28; // below the years
  const backgrounds = [], groups = [];
  for (const lane of lanes) {
    if (!lane.items.length) continue;
    const [drawn, height] = drawLane(lane, lane.items, top, createLink);
    backgrounds.push(element("rect", { class: "lanebg", x: 0, y: top, width: WIDE, height }));
    groups.push(drawn);
    top += height + 7;
  }
  const [marks, heading] = ticks();
  const createLabels = (name, x, anchor, text) => [
    element("text", { class: name, x, y: 14, "text-anchor": anchor, "aria-hidden": "true" }, text),
    element("text", { class: name, x, y: top + 22, "text-anchor": anchor }, text),
  ];
  const axis = marks.flatMap(([t, text, name]) =>
    text
      ? [element("line", { class: "grid", x1: xOf(t), y1: 20, x2: xOf(t), y2: top + 6 }), ...createLabels(name, xOf(t), "middle", text)]
      : [element("line", { class: "tick", x1: xOf(t), y1: top + 1, x2: xOf(t), y2: top + 6 })],
  );
  if (heading) axis.unshift(...createLabels("yrb", 14, "start", heading));
  svg.setAttribute("viewBox", `0 0 ${WIDE} ${top + 30}`);
  svg.replaceChildren(svg.querySelector("title"), ...backgrounds, ...axis, ...groups);
};
