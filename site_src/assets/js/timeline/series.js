// A timeline too large to be loaded whole. A view shows the items of a few parts, and numbers for the rest. How it is cut
// into parts is described in builders/exports/timeline/series.py.
import { word } from "../language.js";
import { fetchJson, isCalled, toItem } from "./items.js";
import { DAY, dayOf, parseDay, view } from "./view.js";

// The most parts, of 200 kB each: for one view; fetched at the same time; held, including those of earlier views.
const MAX_IN_VIEW = 8, MAX_REQUESTS = 3, MAX_HELD = 32;
// Long items overlap in any view: if there are more than these, they are only counted, as are more of one date.
const MAX_LASTING = 64, MAX_SAME_DATE = 3;
// A share of the view. Items no longer than it are grouped with their neighbours instead (marks.js).
const SHORT_SHARE = 0.02;
// In order of priority, for when not all parts can be loaded.
const LAYERS = ["event", "document", "text"], LASTS = ["days", "months", "years"];
const MONTH = 7, NO_COUNTS = { letters: MONTH, numbers: {} };

const firstDay = (cell) => cell.replaceAll("X", "0").padEnd(10, "-01");
const lastDay = (cell) => {
  if (cell.length < MONTH) return `${cell.replaceAll("X", "9")}-12-31`;
  const day = new Date(firstDay(cell));
  return dayOf(day.setUTCMonth(day.getUTCMonth() + 1, 0));
};
const isInView = ({ lower, upper }) => lower < view.end && upper > view.start;

// A function from a day to the page of the list for it, taken from this page's links to these pages.
const createPageFinder = () => {
  const keys = new Map();
  for (const link of document.querySelectorAll(".mu-decades a")) {
    const key = link.getAttribute("href").replace("/", "");
    for (const name of [key, key.slice(0, 4)]) if (!keys.has(name)) keys.set(name, key);
  }
  return (day) => [day.slice(0, 7), day.slice(0, 4), `${day.slice(0, 3)}0s`].map((key) => keys.get(key)).find(Boolean) ?? null;
};

// An item that stands for `count` items of a month, of some years, or since then; it has no title.
const toCount = (count, lower, upper, layer, box, period) => {
  const part = { lower: parseDay(lower), upper: upper && parseDay(upper) + DAY, vague_lower: false, vague_upper: false };
  return {
    ...{ count, layer, box, lower, upper, period, key: box.id.slice(2), parts: [part] },
    ...{ first: parseDay(lower ?? upper), last: parseDay(upper ?? lower) + DAY, vague: false, one_of: false, isPoint: false, edtf: "" },
    ...{ title: "", title_zh: null, language: word("en", "zh-Hans"), category: "", place_label: null, known: null, row: null },
    ...{ sources: [], entities: [], former: [], caveat: "" },
  };
};
const toCounts = (cells, layer, box, periodOf) =>
  Object.entries(cells).map(([cell, count]) => {
    const [from, to = from] = cell.split("/");
    const [lower, upper] = [from === ".." ? null : firstDay(from), to === ".." ? null : lastDay(to)];
    return { ...toCount(count, lower, upper, layer, box, periodOf(lower ?? upper)), start: lower ? from : to };
  });

// The items, with many of one date that is long in this view replaced by one number.
const joinSameDate = (items) => {
  const dates = new Map();
  const longest = SHORT_SHARE * (view.end - view.start);
  for (const item of items) {
    const date = item.last - item.first > longest ? `${item.key} ${item.edtf}` : item.id;
    if (!dates.has(date)) dates.set(date, []);
    dates.get(date).push(item);
  }
  return [...dates.values()].flatMap((sameDate) => {
    const [{ lower, upper, layer, box, period }] = sameDate;
    return sameDate.length > MAX_SAME_DATE ? { ...toCount(sameDate.length, lower, upper, layer, box, period), things: sameDate } : sameDate;
  });
};

// The stock of a large timeline. `place` gives an item its lane; `onLoad` is called when parts have been loaded.
export const largeStock = (index, boxes, place, onLoad) => {
  const periodOf = createPageFinder();
  const countsIn = ({ letters, numbers }, layer) => ({
    startOf: (day) => (letters < MONTH ? day.slice(0, letters).padEnd(4, "X") : day.slice(0, MONTH)),
    numbers: Object.entries(numbers).flatMap(([lane, cells]) => toCounts(cells, layer, boxes.find((box) => box.id === `f-${lane}`) ?? boxes.at(-1), periodOf)),
  });
  const series = index.series.map((description) => ({
    ...{ layer: description.layer, lasts: description.lasts, needed: [], fits: false, all: countsIn(description, description.layer), counted: null },
    parts: description.parts.map(([number, first, last, until, open]) => ({
      ...{ number, first, last, things: null, isComing: false, isLost: false },
      lower: open ? -Infinity : parseDay(first),
      upper: until ? parseDay(until) + DAY : Infinity,
    })),
  }));
  for (const each of series) each.counted = each.all;
  const rank = ({ layer, lasts }) => LAYERS.indexOf(layer) * LASTS.length + LASTS.indexOf(lasts);
  series.sort((one, other) => rank(one) - rank(other));
  const loadedParts = new Set();
  let [queue, underWay, hasFailed] = [[], 0, false];
  const everything = () => true;
  // The test for what is chosen; the numbers of the parts that have all of it; or all of its items.
  let [matches, onlyParts, onlyItems] = [everything, null, null];
  let latestFilter = 0;

  const isCountInView = (number) => number.box.checked && number.parts.some(({ lower, upper }) => isInView({ lower: lower ?? -Infinity, upper: upper ?? Infinity }));
  // Works out which parts the view needs: of each series, all that are in view, or none.
  const plan = () => {
    let remaining = MAX_IN_VIEW;
    for (const each of series) {
      const numbers = each.counted.numbers.filter(isCountInView);
      const parts = numbers.length ? each.parts.filter((part) => (onlyParts?.includes(part.number) ?? isInView(part))) : [];
      const isTooMany = each.lasts !== "days" && numbers.reduce((sum, { count }) => sum + count, 0) > MAX_LASTING;
      each.fits = Boolean(onlyParts ?? onlyItems) || (!isTooMany && parts.length <= remaining);
      each.needed = each.fits && !onlyItems ? parts : [];
      remaining -= each.needed.length;
    }
  };

  const items = () => {
    plan();
    const found = onlyItems?.filter(matches) ?? series.flatMap((each) => {
      const missing = each.needed.filter((part) => !part.things).map(({ first, last }) => [each.counted.startOf(first), each.counted.startOf(last)]);
      // A month or year whose items are not all loaded is shown as a number.
      const isMissing = (start) => missing.some(([a, b]) => a <= start && start <= b);
      const loaded = each.needed.flatMap((part) => part.things ?? []).filter(matches);
      if (onlyParts) return loaded;
      return [
        ...joinSameDate(loaded.filter((item) => !isMissing(each.counted.startOf(item.lower ?? item.upper)))),
        ...each.counted.numbers.filter(({ start }) => !each.fits || isMissing(start)),
      ];
    });
    const end = (item) => (item.upper ? item.last : Infinity);
    found.sort((one, other) => one.first - other.first || end(one) - end(other) || LAYERS.indexOf(one.layer) - LAYERS.indexOf(other.layer) || 0);
    found.forEach((item, order) => (item.order = order));
    return found;
  };

  const fetchPart = async (part) => {
    underWay++;
    part.isComing = true;
    try {
      part.things = (await fetchJson(`${part.number}.json`)).map((record) => place(toItem(record)));
    } catch {
      part.isLost = true;
    }
    part.isComing = false;
    underWay--;
    return part;
  };
  const dropOldParts = () => {
    const needed = new Set(series.flatMap((each) => each.needed));
    for (const part of needed)
      if (part.things) {
        loadedParts.delete(part);
        loadedParts.add(part);
      }
    for (const part of loadedParts) {
      if (loadedParts.size <= MAX_HELD) break;
      if (needed.has(part)) continue;
      loadedParts.delete(part);
      part.things = null;
    }
  };
  const fetchNext = () => {
    while (underWay < MAX_REQUESTS && queue.length)
      fetchPart(queue.shift()).then((part) => {
        if (part.things) loadedParts.add(part);
        dropOldParts();
        fetchNext();
        onLoad();
      });
  };
  // Requests the missing parts of the view, and drops requests of earlier views that are still waiting.
  const request = () => {
    plan();
    queue = series.flatMap((each) => each.needed).filter((part) => !part.things && !part.isComing);
    dropOldParts();
    fetchNext();
  };

  // What the files in a folder have for a name; null for nothing, or if a file cannot be loaded.
  const lookUp = async (folder, name) => {
    try {
      const file = index[folder].findLastIndex((first) => first <= name);
      // Sorts before the first name of all.
      if (file < 0) return null;
      return (await fetchJson(`${folder}/${file + 1}.json`))[name] ?? null;
    } catch {
      hasFailed = true;
      return null;
    }
  };
  // The items that come from a source; the last answer is kept.
  let last = {};
  const itemsOfSource = async (source) => {
    if (last.source !== source || last.found === null) last = { source, found: await lookUp("sources", source) };
    return last.found;
  };
  return {
    ...{ items, request },
    isComing: () => underWay > 0,
    hasFailed: () => hasFailed || series.some((each) => each.needed.some((part) => part.isLost && !part.things && !part.isComing)),
    filter: async ({ entity, source }, test) => {
      const thisFilter = (latestFilter += 1);
      hasFailed = false;
      const found = await (source ? itemsOfSource(source) : entity ? lookUp("where", `entity ${entity}`) : null);
      if (thisFilter !== latestFilter) return;
      const isFew = Array.isArray(found);
      matches = entity || source ? test : everything;
      onlyParts = entity && !source && isFew ? found : null;
      // A name that is not found has no items.
      onlyItems = (source && isFew) || (matches === test && !found) ? (found ?? []).map((record) => place(toItem(record))) : null;
      for (const each of series) each.counted = found && !isFew ? countsIn(found[`${each.layer} ${each.lasts}`] ?? NO_COUNTS, each.layer) : each.all;
      request();
    },
    knows: async (source) => (await itemsOfSource(source)) !== null,
    find: async (id) => {
      const page = await lookUp("where", id);
      if (page) return { id, period: page };
      const source = await lookUp("where", id.replace(/-[^-]*-[^-]*$/, ""));
      const records = source && (await lookUp("sources", source));
      return Array.isArray(records) ? records.find((record) => isCalled(record, id)) : null;
    },
  };
};
