// Numbers that stand for the items of a large timeline that are not loaded.
import { pageLanguage } from "../language.js";
import { blankItem } from "./items.js";
import { DAY, dayOf, parseDay, view } from "./view.js";

/** @import { Item } from "./items.js" */
/** @typedef {Item & { count: number, start?: string }} CountItem An item that stands for `count` items; `start` names its month or years. */
/** @typedef {{ letters: number, numbers: Record<string, Record<string, number>> }} Counts By lane and by month or years, whose names have so many letters. */

const MONTH = 7;
/** @type {Counts} */
export const NO_COUNTS = { letters: MONTH, numbers: {} };
// More items of one date than this are only counted, if they are longer than this share of the view. Shorter ones are
// grouped with their neighbours instead (marks.js).
const MAX_SAME_DATE = 3, SHORT_SHARE = 0.02;

/** @type {(cell: string) => string} */
const firstDay = (cell) => cell.replaceAll("X", "0").padEnd(10, "-01");
/** @type {(cell: string) => string} */
const lastDay = (cell) => {
  if (cell.length < MONTH) return `${cell.replaceAll("X", "9")}-12-31`;
  const day = new Date(firstDay(cell));
  return dayOf(day.setUTCMonth(day.getUTCMonth() + 1, 0));
};

// An item that stands for `count` items of a month, of some years, or since or until then; it has no title.
/** @type {(count: number, lower: string | null, upper: string | null, lane: HTMLInputElement, layer: string, period: string | null) => CountItem} */
const toCount = (count, lower, upper, box, layer, period) => {
  const part = { lower: parseDay(lower), upper: upper === null ? null : Date.parse(upper) + DAY, vague_lower: false, vague_upper: false };
  const [first, last] = [Date.parse(lower ?? upper ?? ""), Date.parse(upper ?? lower ?? "") + DAY];
  return {
    ...blankItem,
    ...{ count, layer, lower, upper, first, last, period, parts: [part], language: pageLanguage() },
    ...{ box, key: box.id.slice(2), row: null },
  };
};

// The items for the counts of one lane.
/** @type {(cells: Record<string, number>, box: HTMLInputElement, layer: string, periodOf: (day: string) => string | null) => CountItem[]} */
const toCounts = (cells, box, layer, periodOf) =>
  Object.entries(cells).map(([cell, count]) => {
    const [from, to = from] = cell.split("/");
    const [lower, upper] = [from === ".." ? null : firstDay(from), to === ".." ? null : lastDay(to)];
    return { ...toCount(count, lower, upper, box, layer, periodOf(lower ?? upper ?? "")), start: lower === null ? to : from };
  });

// The counts of one layer as items, and the name of the month or years that a day belongs to.
/** @type {(counts: Counts, layer: string, boxes: HTMLInputElement[], periodOf: (day: string) => string | null) => { startOf: (day: string) => string, numbers: CountItem[] }} */
export const countItemsOf = ({ letters, numbers }, layer, boxes, periodOf) => ({
  startOf: (day) => (letters < MONTH ? day.slice(0, letters).padEnd(4, "X") : day.slice(0, MONTH)),
  numbers: Object.entries(numbers).flatMap(([lane, cells]) => {
    const box = boxes.find(({ id }) => id === `f-${lane}`) ?? boxes[boxes.length - 1];
    return toCounts(cells, box, layer, periodOf);
  }),
});

// The items, with many of one date that is long in this view replaced by one number.
/** @type {(items: Item[]) => Item[]} */
export const joinSameDate = (items) => {
  /** @type {Map<string, Item[]>} */
  const dates = new Map();
  const longest = SHORT_SHARE * (view.end - view.start);
  for (const item of items) {
    const date = item.last - item.first > longest ? `${item.key} ${item.edtf}` : item.id;
    const before = dates.get(date);
    if (before) before.push(item);
    else dates.set(date, [item]);
  }
  return [...dates.values()].flatMap((sameDate) => {
    if (sameDate.length <= MAX_SAME_DATE) return sameDate;
    const [{ lower, upper, layer, box, period }] = sameDate;
    return [{ ...toCount(sameDate.length, lower, upper, box, layer, period), things: sameDate }];
  });
};
