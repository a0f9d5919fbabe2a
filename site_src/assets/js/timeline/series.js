// A timeline too large to be loaded whole. A view shows the items of a few parts, and numbers for the rest. How it is cut
// into parts is described in builders/exports/timeline/series.py.
import { NO_COUNTS, countItemsOf, joinSameDate } from "./counts.js";
import { fetchJson, isCalled, toItem } from "./items.js";
import { createPartLoader } from "./parts.js";
import { DAY, view } from "./view.js";

/** @import { CountItem, Counts } from "./counts.js" */
/** @import { DatedItem, Item, Stock, TimelineRecord } from "./items.js" */
/** @import { TimelinePart } from "./parts.js" */
/** @typedef {[number: number, first: string, last: string, until: string, open?: 1]} PartDescription */
/** @typedef {Counts & { layer: string, lasts: string, parts: PartDescription[] }} SeriesDescription */
/** @typedef {{ series: SeriesDescription[], where: string[], sources: string[], names: string[] }} SeriesIndex The file `index.json` of a large timeline. */
/** @typedef {{ startOf: (day: string) => string, numbers: CountItem[] }} CountedItems */
/**
 * The items of one layer and of similar duration.
 * @typedef {object} Series
 * @property {string} layer
 * @property {string} lasts how long its items last
 * @property {TimelinePart[]} parts
 * @property {CountedItems} all the counts of all items
 * @property {CountedItems} counted the counts of the chosen ones
 * @property {TimelinePart[]} needed the parts that the view needs
 * @property {boolean} fits whether its items can be shown, and not only their numbers
 */
/**
 * What the reader has chosen to see.
 * @typedef {object} Choice
 * @property {((item: DatedItem) => boolean) | null} matches a test for items, if anything is chosen
 * @property {number[] | null} parts the numbers of the parts that have all of it, if these are known
 * @property {Item[] | null} items all of its items, if these are few
 */

// The most parts for one view.
const MAX_IN_VIEW = 8;
// Long items overlap in any view: if there are more than these, they are only counted.
const MAX_LASTING = 64;
// In order of priority, for when not all parts can be loaded.
const LAYERS = ["event", "document", "text"], LASTS = ["days", "months", "years"];
/** @type {Choice} */
const EVERYTHING = { matches: null, parts: null, items: null };

/** @type {(span: { lower: number | null, upper: number | null }) => boolean} */
const isInView = ({ lower, upper }) => (lower ?? -Infinity) < view.end && (upper ?? Infinity) > view.start;

// A function from a day to the page of the list for it, taken from this page's links to these pages.
/** @type {() => (day: string) => string | null} */
const createPageFinder = () => {
  /** @type {Map<string, string>} */
  const keys = new Map();
  for (const link of document.querySelectorAll(".mu-decades a")) {
    const key = link.getAttribute("href")?.replace("/", "") ?? "";
    for (const name of [key, key.slice(0, 4)]) if (!keys.has(name)) keys.set(name, key);
  }
  return (day) => [day.slice(0, 7), day.slice(0, 4), `${day.slice(0, 3)}0s`].map((key) => keys.get(key)).find(Boolean) ?? null;
};

/** @type {(description: PartDescription) => TimelinePart} */
const toPart = ([number, first, last, until, open]) => ({
  ...{ number, first, last, things: null, isComing: false, isLost: false },
  lower: open ? -Infinity : Date.parse(first),
  upper: until ? Date.parse(until) + DAY : Infinity,
});

// The series of the index, by priority.
/** @type {(index: SeriesIndex, countsIn: (counts: Counts, layer: string) => CountedItems) => Series[]} */
const readSeries = (index, countsIn) => {
  const series = index.series.map((description) => {
    const { layer, lasts, parts } = description;
    const all = countsIn(description, layer);
    return { layer, lasts, parts: parts.map(toPart), all, counted: all, needed: [], fits: false };
  });
  /** @type {(one: Series) => number} */
  const rank = ({ layer, lasts }) => LAYERS.indexOf(layer) * LASTS.length + LASTS.indexOf(lasts);
  return series.sort((one, other) => rank(one) - rank(other));
};

// Works out which parts the view needs: of each series, all that are in view, or none.
/** @type {(series: Series[], choice: Choice) => void} */
const plan = (series, choice) => {
  let remaining = MAX_IN_VIEW;
  for (const each of series) {
    const numbers = each.counted.numbers.filter((number) => number.box.checked && number.parts.some(isInView));
    const parts = numbers.length ? each.parts.filter((part) => choice.parts?.includes(part.number) ?? isInView(part)) : [];
    const isTooMany = each.lasts !== "days" && numbers.reduce((sum, { count }) => sum + count, 0) > MAX_LASTING;
    each.fits = Boolean(choice.parts ?? choice.items) || (!isTooMany && parts.length <= remaining);
    each.needed = each.fits && !choice.items ? parts : [];
    remaining -= each.needed.length;
  }
};

// The items of a series, and numbers for the months or years whose items are not all loaded.
/** @type {(each: Series, choice: Choice) => Item[]} */
const itemsOfSeries = (each, choice) => {
  const { startOf, numbers } = each.counted;
  const missing = each.needed.filter((part) => !part.things).map(({ first, last }) => [startOf(first), startOf(last)]);
  /** @type {(start?: string) => boolean} */
  const isMissing = (start = "") => missing.some(([a, b]) => a <= start && start <= b);
  const loaded = each.needed.flatMap((part) => part.things ?? []).filter((item) => choice.matches?.(item) ?? true);
  if (choice.parts) return loaded;
  const complete = loaded.filter((item) => !isMissing(startOf(item.lower ?? item.upper ?? "")));
  return [...joinSameDate(complete), ...numbers.filter(({ start }) => !each.fits || isMissing(start))];
};

/** @type {(items: Item[]) => Item[]} */
const inOrder = (items) => {
  /** @type {(item: Item) => number} */
  const end = (item) => (item.upper ? item.last : Infinity);
  items.sort((one, other) => one.first - other.first || end(one) - end(other) || LAYERS.indexOf(one.layer) - LAYERS.indexOf(other.layer) || 0);
  items.forEach((item, order) => (item.order = order));
  return items;
};

// What the files of names have for a name; null for nothing, or if a file cannot be loaded.
/** @param {SeriesIndex} index */
const createLookup = (index) => {
  let hasFailed = false;
  /** @type {(folder: "where" | "sources", name: string) => Promise<any>} */
  const lookUp = async (folder, name) => {
    try {
      const file = index[folder].findLastIndex((first) => first <= name);
      // Sorts before the first name of all.
      if (file < 0) return null;
      const names = await fetchJson(`${folder}/${file + 1}.json`);
      return Object.hasOwn(names, name) ? names[name] : null;
    } catch {
      hasFailed = true;
      return null;
    }
  };
  // The items that come from a source, or counts of them; the last answer is kept.
  /** @type {{ source: string, found: TimelineRecord[] | Record<string, Counts> | null }} */
  let last = { source: "", found: null };
  /** @type {(source: string) => Promise<typeof last.found>} */
  const itemsOfSource = async (source) => {
    if (last.source !== source || last.found === null) last = { source, found: await lookUp("sources", source) };
    return last.found;
  };
  return { lookUp, itemsOfSource, hasFailed: () => hasFailed, forgetFailure: () => (hasFailed = false) };
};

// The stock of a large timeline. `place` gives an item its lane; `onLoad` is called when parts have been loaded.
/** @type {(index: SeriesIndex, boxes: HTMLInputElement[], place: (item: DatedItem) => Item, onLoad: () => void) => Stock} */
export const largeStock = (index, boxes, place, onLoad) => {
  const periodOf = createPageFinder();
  /** @type {(counts: Counts, layer: string) => CountedItems} */
  const countsIn = (counts, layer) => countItemsOf(counts, layer, boxes, periodOf);
  /** @type {(records: TimelineRecord[]) => Item[]} */
  const toItems = (records) => records.map((record) => place(toItem(record)));
  const series = readSeries(index, countsIn);
  const loader = createPartLoader(async (number) => toItems(await fetchJson(`${number}.json`)), onLoad);
  const { lookUp, itemsOfSource, hasFailed, forgetFailure } = createLookup(index);
  let choice = EVERYTHING;
  let latestFilter = 0;

  const request = () => {
    plan(series, choice);
    loader.request(series.flatMap((each) => each.needed));
  };
  return {
    request,
    items: () => {
      plan(series, choice);
      return inOrder(choice.items?.filter((item) => choice.matches?.(item) ?? true) ?? series.flatMap((each) => itemsOfSeries(each, choice)));
    },
    isComing: loader.isComing,
    hasFailed: () => hasFailed() || series.some((each) => each.needed.some((part) => part.isLost && !part.things && !part.isComing)),
    filter: async ({ entity, source }, matches) => {
      const thisFilter = (latestFilter += 1);
      forgetFailure();
      const found = await (source ? itemsOfSource(source) : entity ? lookUp("where", `entity ${entity}`) : null);
      if (thisFilter !== latestFilter) return;
      const counts = found && !Array.isArray(found) ? found : null;
      if (!entity && !source) choice = EVERYTHING;
      else if (counts) choice = { ...EVERYTHING, matches };
      // An entry has numbers of parts, a source its items. A name that is not found has no items.
      else choice = found && !source ? { matches, parts: found, items: null } : { matches, parts: null, items: toItems(found ?? []) };
      for (const each of series) each.counted = counts ? countsIn(counts[`${each.layer} ${each.lasts}`] ?? NO_COUNTS, each.layer) : each.all;
      request();
    },
    knows: async (source) => (await itemsOfSource(source)) !== null,
    find: async (id) => {
      const page = await lookUp("where", id);
      if (page) return { id, period: page };
      const source = await lookUp("where", id.replace(/-[^-]*-[^-]*$/, ""));
      const records = source && (await lookUp("sources", source));
      return Array.isArray(records) ? records.find((record) => isCalled(record, id)) : undefined;
    },
  };
};
