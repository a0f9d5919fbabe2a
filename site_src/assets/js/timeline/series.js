// A timeline too large to be loaded whole. A view shows the items of a few parts, and numbers for the rest. How it is cut
// into parts is described in builders/exports/timeline/series.py.
import { word } from "../say.js";
import { isCalled, made, read } from "./items.js";
import { DAY, dayOf, time, view } from "./view.js";

// The most parts, of 200 kB each: for one view; fetched at the same time; held, including those of earlier views.
const IN_VIEW = 8, AT_ONCE = 3, KEPT = 32;
// Long items overlap in any view: if there are more than these, they are only counted, as are more of one date.
const LASTING = 64, SAME = 3;
// A share of the view. Items no longer than it are grouped with their neighbours instead (marks.js).
const SHORT = 0.02;
// In order of priority, for when not all parts can be loaded.
const LAYERS = ["event", "document", "text"], LASTS = ["days", "months", "years"];
const MONTH = 7, NONE = { letters: MONTH, numbers: {} };

const firstDay = (cell) => cell.replaceAll("X", "0").padEnd(10, "-01");
const lastDay = (cell) => {
  if (cell.length < MONTH) return `${cell.replaceAll("X", "9")}-12-31`;
  const day = new Date(firstDay(cell));
  return dayOf(day.setUTCMonth(day.getUTCMonth() + 1, 0));
};
const meets = ({ lower, upper }) => lower < view.end && upper > view.start;

// A function from a day to the page of the list for it, taken from this page's links to these pages.
const listed = () => {
  const keys = new Map();
  for (const link of document.querySelectorAll(".mu-decades a")) {
    const key = link.getAttribute("href").replace("/", "");
    for (const name of [key, key.slice(0, 4)]) if (!keys.has(name)) keys.set(name, key);
  }
  return (day) => [day.slice(0, 7), day.slice(0, 4), `${day.slice(0, 3)}0s`].map((key) => keys.get(key)).find(Boolean) ?? null;
};

// An item that stands for `count` items of a month, of some years, or since then; it has no title.
const numberOf = (count, lower, upper, layer, box, period) => {
  const part = { lower: time(lower), upper: upper && time(upper) + DAY, vague_lower: false, vague_upper: false };
  return {
    ...{ count, layer, box, lower, upper, period, key: box.id.slice(2), parts: [part] },
    ...{ first: time(lower ?? upper), last: time(upper ?? lower) + DAY, vague: false, one_of: false, isPoint: false, edtf: "" },
    ...{ title: "", title_zh: null, language: word("en", "zh-Hans"), category: "", place_label: null, known: null, row: null },
    ...{ sources: [], entities: [], former: [], caveat: "" },
  };
};
const numbersOf = (cells, layer, box, periodOf) =>
  Object.entries(cells).map(([cell, count]) => {
    const [from, to = from] = cell.split("/");
    const [lower, upper] = [from === ".." ? null : firstDay(from), to === ".." ? null : lastDay(to)];
    return { ...numberOf(count, lower, upper, layer, box, periodOf(lower ?? upper)), start: lower ? from : to };
  });

// The items, with many of one date that is long in this view replaced by one number.
const together = (things) => {
  const dates = new Map();
  const longest = SHORT * (view.end - view.start);
  for (const item of things) {
    const date = item.last - item.first > longest ? `${item.key} ${item.edtf}` : item.id;
    if (!dates.has(date)) dates.set(date, []);
    dates.get(date).push(item);
  }
  return [...dates.values()].flatMap((those) => {
    const [{ lower, upper, layer, box, period }] = those;
    return those.length > SAME ? { ...numberOf(those.length, lower, upper, layer, box, period), things: those } : those;
  });
};

// The stock of a large timeline. `place` gives an item its lane; `arrived` is called when parts have been loaded.
export const inParts = (index, boxes, place, arrived) => {
  const periodOf = listed();
  const counted = ({ letters, numbers }, layer) => ({
    startOf: (day) => (letters < MONTH ? day.slice(0, letters).padEnd(4, "X") : day.slice(0, MONTH)),
    numbers: Object.entries(numbers).flatMap(([lane, cells]) => numbersOf(cells, layer, boxes.find((box) => box.id === `f-${lane}`) ?? boxes.at(-1), periodOf)),
  });
  const series = index.series.map((told) => ({
    ...{ layer: told.layer, lasts: told.lasts, needed: [], fits: false, all: counted(told, told.layer), counted: null },
    parts: told.parts.map(([number, first, last, until, open]) => ({
      ...{ number, first, last, things: null, isComing: false, isLost: false },
      lower: open ? -Infinity : time(first),
      upper: until ? time(until) + DAY : Infinity,
    })),
  }));
  for (const one of series) one.counted = one.all;
  const rank = ({ layer, lasts }) => LAYERS.indexOf(layer) * LASTS.length + LASTS.indexOf(lasts);
  series.sort((one, other) => rank(one) - rank(other));
  const held = new Set();
  let [queue, underWay, isLost] = [[], 0, false];
  const everything = () => true;
  // The test for what is chosen; the numbers of the parts that have all of it; or all of its items.
  let [wanted, only, alone] = [everything, null, null];

  const inView = (number) => number.box.checked && number.parts.some(({ lower, upper }) => meets({ lower: lower ?? -Infinity, upper: upper ?? Infinity }));
  // Works out which parts the view needs: of each series, all that are in view, or none.
  const plan = () => {
    let left = IN_VIEW;
    for (const one of series) {
      const numbers = one.counted.numbers.filter(inView);
      const those = numbers.length ? one.parts.filter((part) => (only?.includes(part.number) ?? meets(part))) : [];
      const many = one.lasts !== "days" && numbers.reduce((sum, { count }) => sum + count, 0) > LASTING;
      one.fits = Boolean(only ?? alone) || (!many && those.length <= left);
      one.needed = one.fits && !alone ? those : [];
      left -= one.needed.length;
    }
  };

  const items = () => {
    plan();
    const found = alone?.filter(wanted) ?? series.flatMap((one) => {
      const missing = one.needed.filter((part) => !part.things).map(({ first, last }) => [one.counted.startOf(first), one.counted.startOf(last)]);
      // A month or year whose items are not all loaded is shown as a number.
      const isMissing = (start) => missing.some(([a, b]) => a <= start && start <= b);
      const things = one.needed.flatMap((part) => part.things ?? []).filter(wanted);
      if (only) return things;
      return [
        ...together(things.filter((item) => !isMissing(one.counted.startOf(item.lower ?? item.upper)))),
        ...one.counted.numbers.filter(({ start }) => !one.fits || isMissing(start)),
      ];
    });
    const end = (item) => (item.upper ? item.last : Infinity);
    found.sort((one, other) => one.first - other.first || end(one) - end(other) || LAYERS.indexOf(one.layer) - LAYERS.indexOf(other.layer) || 0);
    found.forEach((item, order) => (item.order = order));
    return found;
  };

  const fetched = async (part) => {
    underWay++;
    part.isComing = true;
    try {
      part.things = (await read(`${part.number}.json`)).map((record) => place(made(record)));
    } catch {
      part.isLost = true;
    }
    part.isComing = false;
    underWay--;
    return part;
  };
  const keep = () => {
    const needed = new Set(series.flatMap((one) => one.needed));
    for (const part of needed)
      if (part.things) {
        held.delete(part);
        held.add(part);
      }
    for (const part of held) {
      if (held.size <= KEPT) break;
      if (needed.has(part)) continue;
      held.delete(part);
      part.things = null;
    }
  };
  const next = () => {
    while (underWay < AT_ONCE && queue.length)
      fetched(queue.shift()).then((part) => {
        if (part.things) held.add(part);
        keep();
        next();
        arrived();
      });
  };
  // Requests the missing parts of the view, and drops requests of earlier views that are still waiting.
  const want = () => {
    plan();
    queue = series.flatMap((one) => one.needed).filter((part) => !part.things && !part.isComing);
    keep();
    next();
  };

  // What the files in a folder have for a name; null for nothing, or if a file cannot be loaded.
  const look = async (folder, name) => {
    try {
      const file = index[folder].findLastIndex((first) => first <= name);
      // Sorts before the first name of all.
      if (file < 0) return null;
      return (await read(`${folder}/${file + 1}.json`))[name] ?? null;
    } catch {
      isLost = true;
      return null;
    }
  };
  // The items that come from a source; the last answer is kept.
  let last = {};
  const ofSource = async (source) => {
    if (last.source !== source || last.found === null) last = { source, found: await look("sources", source) };
    return last.found;
  };
  return {
    ...{ items, want },
    isComing: () => underWay > 0,
    hasFailed: () => isLost || series.some((one) => one.needed.some((part) => part.isLost && !part.things && !part.isComing)),
    choose: async ({ entity, source }, test) => {
      isLost = false;
      const found = await (source ? ofSource(source) : entity ? look("where", `entity ${entity}`) : null);
      const isFew = Array.isArray(found);
      wanted = entity || source ? test : everything;
      only = entity && !source && isFew ? found : null;
      // A name that is not found has no items.
      alone = (source && isFew) || (wanted === test && !found) ? (found ?? []).map((record) => place(made(record))) : null;
      for (const one of series) one.counted = found && !isFew ? counted(found[`${one.layer} ${one.lasts}`] ?? NONE, one.layer) : one.all;
      want();
    },
    knows: async (source) => (await ofSource(source)) !== null,
    find: async (id) => {
      const page = await look("where", id);
      if (page) return { id, period: page };
      const source = await look("where", id.replace(/-[^-]*-[^-]*$/, ""));
      const records = source && (await look("sources", source));
      return Array.isArray(records) ? records.find((record) => isCalled(record, id)) : null;
    },
  };
};
