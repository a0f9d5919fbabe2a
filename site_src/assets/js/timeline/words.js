// Labels for groups of items; the rules are those of builders/pages/timeline/lanes.py.
import { pageLanguage, word } from "../language.js";
import { countItems } from "./marks.js";

/** @import { DatedItem } from "./items.js" */

// The things of each layer, one and several.
/** @type {Record<string, string[]>} */
const UNITS = { document: [word("document"), word("documents")], event: [word("event"), word("events")], text: [word("date"), word("dates")] };
const ENTRIES = [word("entry"), word("entries")];
const MONTH = new Intl.DateTimeFormat(pageLanguage(), { month: "long", timeZone: "UTC" });

/** @type {(group: DatedItem[]) => string} */
const unitOf = (group) => {
  const [one, several] = group.every(({ layer }) => layer === group[0].layer) ? UNITS[group[0].layer] : ENTRIES;
  return countItems(group) === 1 ? one : several;
};
/** @type {(day: string) => string} */
const monthOf = (day) => word("{month}", { month: MONTH.format(Date.parse(day)), number: String(+day.slice(5, 7)) });
/** @type {(day: string) => string} */
const yearOf = (day) => word("{year}", { year: String(+day.slice(0, 4)) });
/** @type {(day: string) => string} */
const month = (day) => word("{month} {year}", { month: monthOf(day), year: yearOf(day) });
/** @type {(first: string, last: string) => string} */
const fromFirst = (first, last) => word("{first} to {last}", { first, last });
/** @type {(first: string, last: string) => string} */
const years = (first, last) => (yearOf(first) === yearOf(last) ? yearOf(first) : fromFirst(yearOf(first), yearOf(last)));
/** @type {(day: string) => number} */
const lastDayOf = (day) => new Date(Date.UTC(+day.slice(0, 4), +day.slice(5, 7), 0)).getUTCDate();

// A range in words: days within a month, months within two years, or else years.
/** @type {(first: string, last: string) => string} */
export const fromTo = (first, last) => {
  const [from, to] = [first, last].map((day) => +day.slice(8));
  if (month(first) === month(last)) {
    if (from === 1 && to === lastDayOf(last)) return month(first);
    if (from === to) return word("{day} {month}", { day: String(from), month: month(first) });
    return word("{from}–{to} {month}", { from: String(from), to: String(to), month: month(first) });
  }
  if ((first.slice(5, 7) === "01" && last.slice(5, 7) === "12") || +last.slice(0, 4) - +first.slice(0, 4) > 1) return years(first, last);
  if (yearOf(first) !== yearOf(last)) return fromFirst(month(first), month(last));
  return word("{from} to {to} {year}", { from: monthOf(first), to: monthOf(last), year: yearOf(last) });
};

// What a capsule stands for: "events, March to May 2006", "dates since 2002"; only years if not `exactly`.
/** @type {(group: DatedItem[], exactly?: boolean) => string} */
export const countOf = (group, exactly = true) => {
  const lowers = group.flatMap((item) => item.lower || []);
  const uppers = group.flatMap((item) => item.upper || []);
  const days = [...lowers, ...uppers].sort();
  const [first, last] = [days[0], days[days.length - 1]];
  const unit = unitOf(group);
  if (!uppers.length) return word("{unit} since {year}", { unit, year: yearOf(first) });
  if (!lowers.length) return word("{unit} until {year}", { unit, year: yearOf(last) });
  return word("{unit}, {time}", { unit, time: (exactly ? fromTo : years)(first, last) });
};
// The candidates for a group's label, best first: the exact one, and one with only years.
/** @type {(group: DatedItem[]) => Set<string>} */
export const countsOf = (group) => new Set([countOf(group), countOf(group, false)]);
