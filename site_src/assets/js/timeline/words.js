// Labels for groups of items; the rules are those of builders/pages/timeline/lanes.py.
import { word } from "../language.js";
import { countItems } from "./marks.js";

/** @import { DatedItem } from "./items.js" */

/** @type {Record<string, string[]>} */
const NAMES = { document: ["documents", "件史料"], event: ["events", "件事件"], text: ["dates", "处日期"] };
const MONTH = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });

/** @type {(group: DatedItem[]) => string[]} */
const unitOf = (group) => {
  const unit = group.every(({ layer }) => layer === group[0].layer) ? NAMES[group[0].layer] : ["entries", "条"];
  return countItems(group) === 1 ? [unit[0].replace(/ies$|s$/, (end) => (end === "s" ? "" : "y")), unit[1]] : unit;
};
/** @type {(group: DatedItem[], english: string, chinese: string, comma?: string) => string} */
const describe = (group, english, chinese, comma = ",") => {
  const [unit, inChinese] = unitOf(group);
  return word(`${unit}${comma} ${english}`, `${inChinese}，${chinese}`);
};
/** @type {(day: string) => string} */
const monthOf = (day) => word(MONTH.format(Date.parse(day)), `${+day.slice(5, 7)}月`);
/** @type {(day: string) => string} */
const yearOf = (day) => word(String(+day.slice(0, 4)), `${+day.slice(0, 4)}年`);
/** @type {(day: string) => string} */
const month = (day) => word(`${monthOf(day)} ${yearOf(day)}`, `${yearOf(day)}${monthOf(day)}`);
/** @type {(first: string, last: string) => string} */
const years = (first, last) => (yearOf(first) === yearOf(last) ? yearOf(first) : `${yearOf(first)}${word(" to ", "至")}${yearOf(last)}`);
/** @type {(day: string) => number} */
const lastDayOf = (day) => new Date(Date.UTC(+day.slice(0, 4), +day.slice(5, 7), 0)).getUTCDate();

// A range in words: days within a month, months within two years, or else years.
/** @type {(first: string, last: string) => string} */
export const fromTo = (first, last) => {
  const [from, to] = [first, last].map((day) => +day.slice(8));
  if (month(first) === month(last)) {
    if (from === 1 && to === lastDayOf(last)) return month(first);
    if (from === to) return word(`${from} ${month(first)}`, `${month(first)}${from}日`);
    return word(`${from}–${to} ${month(first)}`, `${month(first)}${from}日至${to}日`);
  }
  if ((first.slice(5, 7) === "01" && last.slice(5, 7) === "12") || +last.slice(0, 4) - +first.slice(0, 4) > 1) return years(first, last);
  const isOneYear = yearOf(first) === yearOf(last);
  return word(`${isOneYear ? monthOf(first) : month(first)} to ${month(last)}`, `${month(first)}至${isOneYear ? monthOf(last) : month(last)}`);
};

// What a capsule stands for: "events, March to May 2006", "dates since 2002"; only years if not `exactly`.
/** @type {(group: DatedItem[], exactly?: boolean) => string} */
export const countOf = (group, exactly = true) => {
  const lowers = group.flatMap((item) => item.lower || []);
  const uppers = group.flatMap((item) => item.upper || []);
  const days = [...lowers, ...uppers].sort();
  const [first, last] = [days[0], days[days.length - 1]];
  if (!uppers.length) return describe(group, `since ${yearOf(first)}`, `${yearOf(first)}起`, "");
  if (!lowers.length) return describe(group, `until ${yearOf(last)}`, `截至${yearOf(last)}`, "");
  const text = (exactly ? fromTo : years)(first, last);
  return describe(group, text, text);
};
// The candidates for a group's label, best first: the exact one, and one with only years.
/** @type {(group: DatedItem[]) => Set<string>} */
export const countsOf = (group) => new Set([countOf(group), countOf(group, false)]);
