// The facets by which sources are filtered. Values are fetched when a facet is opened or used.
import { decode, loadFacetFile, open } from "./index-parts.js";
import { word } from "../language.js";

export const FACETS = {
  kind: word("Kind", "类别"),
  year: word("Year", "年份"),
  author: word("Author", "作者"),
  recipient: word("Recipient", "收件人"),
  sent_from: word("Sent from", "发信地"),
  origin: word("Originator", "来源机构"),
  classification: word("Classification", "密级"),
  tag: word("TAG", "主题代码"),
  subject: word("Subject", "主题词"),
  person: word("Person", "人物"),
  organization: word("Organization", "机构"),
  place: word("Place", "地名"),
  language: word("Language", "语言"),
  notes: word("Editors’ notes", "编者注"),
};

const EPOCH = 719163; // 1 January 1970 as an ordinal of Python's `date`
const DAY = 86400000;
const toDay = (text, isEnd) => {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text.trim());
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (month === 0 || month > 12 || day === 0 || day > 31) return undefined;
  const end = month === undefined ? Date.UTC(year + 1, 0, 0) : day === undefined ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, day);
  const start = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  return EPOCH + (isEnd ? end : start) / DAY;
};
const yearOf = (day) => new Date((day - EPOCH) * DAY).getUTCFullYear();
export const isDate = (text) => toDay(text, false) !== undefined;

let dateSpans;
// The first and last possible day of each source; 0 where open, both 0 for no date.
const loadDates = () => {
  dateSpans ??= loadFacetFile("date").then((letters) => {
    const numbers = decode(letters);
    let lower = 0;
    const found = [];
    for (let k = 0; k < numbers.length; k += 2) {
      lower += numbers[k];
      found.push([lower, numbers[k + 1] ? lower + numbers[k + 1] - 1 : 0]);
    }
    return found;
  });
  return dateSpans;
};

const MOST_YEARS = 50; // years counted for one source
const loadYears = async () => {
  const [spans, { sources }] = await Promise.all([loadDates(), open()]);
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
  const values = [...seen].sort().map((year) => [year, year]);
  const indexOf = new Map(values.map(([value], k) => [value, k]));
  return { values, indexesOf: yearsOf.map((all) => all.map((year) => indexOf.get(year))) };
};

const facets = new Map();
// A facet: its values with their labels, and for each source the indexes of its values.
export const loadFacet = (name) => {
  if (!facets.has(name)) {
    facets.set(
      name,
      name === "year"
        ? loadYears()
        : loadFacetFile(name).then(({ values: entries, sources }) => {
            const values = entries.map(([value, label, chinese = label]) => [value, word(label, chinese)]);
            const numbers = decode(sources);
            const indexesOf = [];
            for (let k = 0; k < numbers.length; ) {
              const count = numbers[k];
              let number = 0;
              indexesOf.push(numbers.slice(k + 1, k + 1 + count).map((gap) => (number += gap)));
              k += count + 1;
            }
            return { values, indexesOf };
          }),
    );
    facets.get(name).catch(() => facets.delete(name));
  }
  return facets.get(name);
};

// The tests that sources must pass, by facet: each requires any of the values chosen for its facet.
export const facetTests = async (parameters) => {
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
    const spans = await loadDates();
    tests.set("date", (item) => {
      const [lower, upper] = spans[item] ?? [];
      if (lower === undefined || (!lower && !upper)) return false;
      return (!lower || to === undefined || lower <= to) && (!upper || from === undefined || upper >= from);
    });
  }
  return tests;
};

// How many of the sources in `items` have each value of a facet.
export const countValues = async (name, items) => {
  const { values, indexesOf } = await loadFacet(name);
  const counts = new Int32Array(values.length);
  for (const item of items) for (const number of indexesOf[item] ?? []) counts[number] += 1;
  return values.map(([value, label], k) => ({ value, label, count: counts[k] }));
};
