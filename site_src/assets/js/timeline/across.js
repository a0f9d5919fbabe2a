// The drawing in which time runs across, in lanes. The rules are those of builders/pages/timeline/wide_drawing.py.
import { word } from "../say.js";
import { DAY, view, year, yearOf } from "./view.js";
import { GAP, behind, capsule, caveatOf, cut, element, grouped, isNumber, lettersOf, middle, shapesOf, short, spread, sumOf, titled, tongueOf, widthOf } from "./marks.js";
import { countsOf } from "./words.js";

export const WIDE = 1060, LABELS = 172, RIGHT = WIDE - 12;
const ROW = 25, INSET = 8, MOST_ROWS = 16, BESIDE = 9, LONGEST = 110, SHORT = 56, ROWS_FOR_A_WORD = 6, NAME = 22;
const [MONTH, MONTH_OF_YEAR] = [{ month: "short" }, { month: "long", year: "numeric" }].map(
  (form) => new Intl.DateTimeFormat(document.documentElement.lang, { ...form, timeZone: "UTC" }),
);

export const at = (t) => LABELS + ((t - view.start) / (view.end - view.start)) * (RIGHT - LABELS);
export const timeAt = (x) => view.start + ((x - LABELS) / (RIGHT - LABELS)) * (view.end - view.start);
const line = { at, low: LABELS - 8, high: RIGHT + 8, lengthens: true };

// The candidates for an item's label: its title in full, as much as there is room for, and a short form.
const labels = (item, first, last) => {
  const title = titled(item);
  const room = Math.max(WIDE - 8 - last, first - LABELS) - BESIDE - widthOf(behind(item));
  const letters = Math.floor((room * title.length) / Math.max(1, widthOf(title))) - 2;
  const [longest, shortest] = [LONGEST, SHORT].map((n) => lettersOf(title, n));
  return new Set([longest, Math.min(longest, letters), shortest].filter((n) => n >= shortest).map((n) => short(title, n)));
};

// The places where a label can go. `more` is the width of what follows the label.
const sidesOf = (texts, first, last, more) => {
  const sides = [];
  for (const text of texts) {
    const w = widthOf(text) + more;
    // A label that might be less shortened in another row has a cost.
    const cost = text === [...texts][0] ? 0 : ROWS_FOR_A_WORD;
    if (last + BESIDE + w <= WIDE - 8) sides.push({ from: first, to: last + BESIDE + w, x: last + BESIDE, anchor: "start", text, cost });
    if (first - BESIDE - w >= LABELS) sides.push({ from: first - BESIDE - w, to: last, x: first - BESIDE, anchor: "end", text, cost });
  }
  if (sides.length) return sides;
  // If there is room on neither side, the label goes over the bar.
  const text = [...texts].find((one) => widthOf(one) + more <= Math.max(last - first, WIDE - 8 - first)) ?? [...texts].at(-1);
  const w = widthOf(text) + more;
  const x = Math.max(LABELS, Math.min(first, WIDE - 8 - w));
  return [{ from: Math.min(first, x), to: Math.max(last, x + w), x, anchor: "start", text, cost: 0, over: true }];
};

const placed = (rows, sides) => {
  let best = null;
  for (const side of sides)
    for (let row = 0; row < MOST_ROWS; row++) {
      const cost = row + side.cost;
      if (best && best.cost <= cost) break;
      rows[row] ??= [];
      if (rows[row].every(([a, b]) => side.to + GAP <= a || side.from - GAP >= b)) {
        best = { row, side, cost };
        break;
      }
    }
  if (best) rows[best.row].push([best.side.from, best.side.to]);
  return best;
};

const drawLane = ({ name, chinese }, those, top, linked) => {
  const rows = [];
  const lane = element("g", { class: "lane", role: "group", "aria-label": name });
  let more = 0;
  for (const group of grouped(those, at)) {
    let made, first, last, texts;
    const widest = 13 + 4 * (String(sumOf(group)).length - 1);
    if (group.length === 1 && isNumber(group[0])) {
      [made, first, last] = spread(group[0], line, widest, 8);
      texts = countsOf(group);
    } else if (group.length === 1) {
      [made, first, last] = shapesOf(group[0], line);
      if (last < line.low || first > line.high) {
        // An item with an open end continues beyond its mark.
        more++;
        continue;
      }
      [first, last] = [cut(line, first), cut(line, last)];
      texts = labels(group[0], first, last);
    } else {
      const [a, b] = [middle(group[0], at), middle(group.at(-1), at)];
      const half = Math.max(widest, (b - a) / 2 + 9);
      made = capsule((a + b) / 2, 0, half, 9, sumOf(group));
      [first, last] = [cut(line, (a + b) / 2 - half), cut(line, (a + b) / 2 + half)];
      texts = countsOf(group);
    }
    const caveats = group.length === 1 ? caveatOf(group[0]) : [];
    const place = placed(rows, sidesOf(texts, first, last, widthOf(caveats.length ? behind(group[0]) : "")));
    if (!place) {
      more += sumOf(group);
      continue;
    }
    const { row, side } = place;
    lane.append(
      linked(
        group,
        { transform: `translate(0 ${top + INSET + ROW * (row + 0.5)})` },
        element("rect", { class: "hit", x: side.from - 4, y: -12, width: side.to - side.from + 8, height: 24 }),
        element("g", side.over ? { transform: "translate(0 7)" } : {}, ...made),
        element("text", { class: "lb", x: side.x, y: side.over ? -1 : 4, "text-anchor": side.anchor, lang: tongueOf(group) }, side.text, ...caveats),
      ),
    );
  }
  // A long name continues on the line below, in place of the Chinese.
  const [line1, line2] = name.length > NAME ? [short(name, NAME), short(name.slice(short(name, NAME).length - 1), NAME)] : [name, ""];
  const used = Math.max(line2 || chinese || more ? 2 : 1, rows.filter((row) => row.length).length);
  if (line2) lane.prepend(element("text", { class: "lanet", x: 14, y: top + 41 }, line2));
  else if (chinese) lane.prepend(element("text", { class: "lanez", lang: "zh-Hans", x: 14, y: top + 42 }, chinese));
  lane.prepend(element("text", { class: "lanet", x: 14, y: top + 24 }, line2 ? line1.replace(/ …$/, "") : line1));
  if (more) lane.append(element("text", { class: "yr", x: 14, y: top + 60 }, word(`${more.toLocaleString("en")} more in the list`, `另${more.toLocaleString("en")}项见列表`)));
  return [lane, 2 * INSET + ROW * used];
};

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const ticks = () => {
  const perYear = ((RIGHT - LABELS) * 365.25 * DAY) / (view.end - view.start);
  const months = perYear > 480 ? 1 : perYear > 160 ? 3 : 0;
  const days = perYear > 3000 ? (perYear > 9000 ? 1 : 5) : 0;
  const step = months ? 1 : (STEPS.find((n) => n * perYear > 90) ?? 500);
  const fine = perYear > 6 ? 1 : step;
  const made = [];
  const [first, last] = [yearOf(view.start), yearOf(view.end)];
  for (let y = first - (first % fine); y <= last; y += fine) {
    made.push([year(y), y % step === 0 ? String(y) : "", months ? "yrb" : "yr"]);
    for (let m = months; months && m < 12; m += months) made.push([Date.UTC(y, m, 1), MONTH.format(Date.UTC(y, m, 1)), days ? "yrb" : "yr"]);
  }
  if (days)
    for (let t = Math.ceil(view.start / DAY) * DAY; t < view.end; t += DAY) {
      const d = new Date(t).getUTCDate();
      if (d > 1 && (d - 1) % days === 0 && d < 31) made.push([t, String(d), "yr"]);
    }
  const seen = made.filter(([t]) => t >= view.start && t < view.end);
  // The year of the first months, or the month of the first days, in view.
  const begun = days ? MONTH_OF_YEAR.format(view.start) : months ? word(`${first}`, `${first}年`) : "";
  const isSaid = seen.some(([t, , name]) => name === "yrb" && (t - view.start) / (view.end - view.start) < 0.02);
  return [seen, isSaid && !days ? "" : begun];
};

// Redraws the whole drawing. `lanes` have names and items; `linked` makes the link of a mark.
export const drawAcross = (svg, lanes, linked) => {
  let top = 28; // below the years
  const backs = [], made = [];
  for (const lane of lanes) {
    if (!lane.those.length) continue;
    const [drawn, height] = drawLane(lane, lane.those, top, linked);
    backs.push(element("rect", { class: "lanebg", x: 0, y: top, width: WIDE, height }));
    made.push(drawn);
    top += height + 7;
  }
  const [marked, begun] = ticks();
  const named = (name, x, anchor, text) => [
    element("text", { class: name, x, y: 14, "text-anchor": anchor, "aria-hidden": "true" }, text),
    element("text", { class: name, x, y: top + 22, "text-anchor": anchor }, text),
  ];
  const axis = marked.flatMap(([t, text, name]) =>
    text
      ? [element("line", { class: "grid", x1: at(t), y1: 20, x2: at(t), y2: top + 6 }), ...named(name, at(t), "middle", text)]
      : [element("line", { class: "tick", x1: at(t), y1: top + 1, x2: at(t), y2: top + 6 })],
  );
  if (begun) axis.unshift(...named("yrb", 14, "start", begun));
  svg.setAttribute("viewBox", `0 0 ${WIDE} ${top + 30}`);
  svg.replaceChildren(svg.querySelector("title"), ...backs, ...axis, ...made);
};
