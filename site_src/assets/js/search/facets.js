// The facets by which sources are filtered. Values are fetched when a facet is opened or used.
import { inPageLanguage, word } from "../language.js";
import { loadOnce } from "../load-once.js";
import { decode, loadFacetFile, open } from "./index-parts.js";

/** @typedef {{ values: [value: string, label: string][], indexesOf: number[][] }} Facet Its values, and for each source the indexes of its values. */

/** @type {Record<string, string>} */
export const FACETS = {
  kind: word("Kind"),
  year: word("Year"),
  author: word("Author"),
  recipient: word("Recipient"),
  sent_from: word("Sent from"),
  origin: word("Originator"),
  classification: word("Classification"),
  tag: word("TAG"),
  subject: word("Subject"),
  person: word("Person"),
  organization: word("Organization"),
  place: word("Place"),
  language: word("Language"),
  notes: word("Editors’ notes"),
};

const DATE = "date";
const EPOCH = 719163; // 1 January 1970 as an ordinal of Python's `date`
const DAY = 86400000;
/** @type {(text: string, isEnd: boolean) => number | undefined} */
const toDay = (text, isEnd) => {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text.trim());
  if (!match) return undefined;
  const year = Number(match[1]);
  const [month, day] = [match[2], match[3]].map((part) => (part === undefined ? null : Number(part)));
  if (month !== null && (month < 1 || month > 12)) return undefined;
  if (day !== null && (day < 1 || day > 31)) return undefined;
  const end = month === null ? Date.UTC(year + 1, 0, 0) : day === null ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, day);
  const start = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  return EPOCH + (isEnd ? end : start) / DAY;
};
/** @type {(day: number) => number} */
const yearOf = (day) => new Date((day - EPOCH) * DAY).getUTCFullYear();
/** @type {(text: string) => boolean} */
export const isDate = (text) => toDay(text, false) !== undefined;

// The first and last possible day of each source; 0 where open, both 0 for no date.
/** @type {(name: string) => Promise<[lower: number, upper: number][]>} */
const loadDates = loadOnce(async (name) => {
  const numbers = decode(await loadFacetFile(name));
  let lower = 0;
  /** @type {[lower: number, upper: number][]} */
  const found = [];
  for (let k = 0; k < numbers.length; k += 2) {
    lower += numbers[k];
    found.push([lower, numbers[k + 1] ? lower + numbers[k + 1] - 1 : 0]);
  }
  return found;
});

const MOST_YEARS = 50; // years counted for one source
/** @type {() => Promise<Facet>} */
const loadYears = async () => {
  const [spans, { sources }] = await Promise.all([loadDates(DATE), open()]);
  /** @type {Set<string>} */
  const seen = new Set();
  const yearsOf = Array.from({ length: sources }, (_, item) => {
    const [lower, upper] = spans[item] ?? [0, 0];
    if (!lower && !upper) return [];
    const first = yearOf(lower || upper);
    const last = upper ? yearOf(upper) : first;
    const all = Array.from({ length: Math.min(last - first + 1, MOST_YEARS) }, (_, k) => String(first + k));
    all.forEach((year) => seen.add(year));
    return all;
  });
  const years = [...seen].sort();
  const indexOf = new Map(years.map((year, k) => [year, k]));
  return { values: years.map((year) => [year, year]), indexesOf: yearsOf.map((all) => all.map((year) => indexOf.get(year) ?? 0)) };
};

/** @type {(name: string) => Promise<Facet>} */
const loadValues = async (name) => {
  /** @type {{ values: [value: string, label: string, others?: Record<string, string>][], sources: string }} */
  const file = await loadFacetFile(name);
  const numbers = decode(file.sources);
  const indexesOf = [];
  for (let k = 0; k < numbers.length; ) {
    const count = numbers[k];
    let number = 0;
    indexesOf.push(numbers.slice(k + 1, k + 1 + count).map((gap) => (number += gap)));
    k += count + 1;
  }
  return { values: file.values.map(([value, label, others]) => [value, inPageLanguage(label, others)]), indexesOf };
};
/** @type {(name: string) => Promise<Facet>} */
export const loadFacet = loadOnce((name) => (name === "year" ? loadYears() : loadValues(name)));

// The tests that sources must pass, by facet: each requires any of the values chosen for its facet.
/** @type {(parameters: URLSearchParams) => Promise<Map<string, (item: number) => boolean>>} */
export const facetTests = async (parameters) => {
  /** @type {Map<string, (item: number) => boolean>} */
  const tests = new Map();
  for (const name of Object.keys(FACETS)) {
    const wanted = parameters.getAll(name);
    if (!wanted.length) continue;
    const { values, indexesOf } = await loadFacet(name);
    const numbers = new Set(values.flatMap(([value], k) => (wanted.includes(value) ? [k] : [])));
    tests.set(name, (item) => indexesOf[item]?.some((number) => numbers.has(number)) ?? false);
  }
  const [from, to] = [toDay(parameters.get("from") ?? "", false), toDay(parameters.get("to") ?? "", true)];
  if (from !== undefined || to !== undefined) {
    const spans = await loadDates(DATE);
    tests.set("date", (item) => {
      const [lower, upper] = spans[item] ?? [0, 0];
      if (!lower && !upper) return false;
      return (!lower || to === undefined || lower <= to) && (!upper || from === undefined || upper >= from);
    });
  }
  return tests;
};

// How many of the sources in `items` have each value of a facet.
/** @type {(name: string, items: number[]) => Promise<{ value: string, label: string, count: number }[]>} */
export const countValues = async (name, items) => {
  const { values, indexesOf } = await loadFacet(name);
  const counts = new Int32Array(values.length);
  for (const item of items) for (const number of indexesOf[item] ?? []) counts[number] += 1;
  return values.map(([value, label], k) => ({ value, label, count: counts[k] }));
};
