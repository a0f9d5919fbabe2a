// The items of the timeline: loaded at once if the timeline is small, else by series.js in parts.
import { word } from "../language.js";
import { DAY, parseDay } from "./view.js";

const folder = new URL("../../../timeline/parts/", import.meta.url);
export const fetchJson = async (name) => {
  const response = await fetch(new URL(name, folder));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
};

const LONGEST_POINT = 32 * DAY;

// A cable's number as its field writes it: `09 GUANGZHOU 176`.
export const numberOf = (source) => source.replace(/^(\d{2})([A-Z]+)(\d+)$/, "$1 $2 $3");

// The defaults of fields that a record leaves out.
const DEFAULTS = {
  ...{ lower: null, upper: null, one_of: false, caveat: "", former: [], entities: [], sources: [], category: "" },
  ...{ title_zh: null, words_zh: null, place_label: null, place_label_zh: null },
};

export const toItem = (data, order = 0, known = new Map()) => {
  const record = { ...DEFAULTS, ...data };
  // Most items have only a first and last day, and no `extents`.
  const extents = record.extents ?? [{ lower: record.lower, upper: record.upper }];
  const parts = extents.map(({ lower = null, upper = null, vague_lower = false, vague_upper = false }) => ({
    vague_lower,
    vague_upper,
    lower: parseDay(lower),
    upper: upper === null ? null : parseDay(upper) + DAY,
  }));
  const days = record.sources.map((source) => known.get(source)).filter(Boolean);
  const vague = parts.some((part) => part.vague_lower || part.vague_upper);
  const [first, last] = [parseDay(record.lower ?? record.upper), parseDay(record.upper ?? record.lower) + DAY];
  return {
    ...record,
    order,
    parts,
    vague,
    first,
    last,
    isPoint: parts.length === 1 && record.lower && record.upper && !vague && !record.edtf.includes("/") && last - first <= LONGEST_POINT,
    // For an open end, the last day that the sources can know about.
    known: record.known ? parseDay(record.known) + DAY : days.length ? Math.max(...days) : null,
  };
};

// The files of names that exist; a name that would be in no file is not looked up.
let nameFiles = [];
// All items in order or, for a large timeline, the index of its parts; null if they cannot be loaded. The page is
// complete without: the builder's drawing stays.
export const loadItems = async () => {
  try {
    const index = await fetchJson("index.json");
    nameFiles = (index.names ?? index).filter?.((name) => name.startsWith("names/")) ?? [];
    if (!Array.isArray(index)) return index;
    const names = index.filter((name) => !nameFiles.includes(name));
    const records = (await Promise.all(names.map(fetchJson))).flat();
    const known = new Map(
      records.filter((record) => record.layer === "document" && record.upper).map((record) => [record.sources[0], parseDay(record.upper) + DAY]),
    );
    return records.map((record, order) => toItem(record, order, known));
  } catch {
    return null;
  }
};

// Whether an id is that of a record, or a former one.
export const isCalled = (record, id) => record.id === id || Boolean(record.former?.includes(id));

// The stock of a small timeline, which has all items whatever the view.
export const smallStock = (all) => {
  let chosenItems = all;
  return {
    items: () => chosenItems,
    request: () => {},
    isComing: () => false,
    hasFailed: () => false,
    filter: async (choice, matches) => (chosenItems = all.filter(matches)),
    knows: async (source) => all.some((item) => item.sources.includes(source)),
    find: async (id) => all.find((item) => isCalled(item, id)),
  };
};

// The link to an item in the list, on this page or on that of its period.
export const hrefOf = ({ id, period }) => (period ? `${period}/${id ? `#${id}` : ""}` : `#${id ?? "list"}`);

// What the files of names have for an id, present or former, of an entry or (`prefix` is `source `) of a source.
const lookUpName = async (id, prefix = "") => {
  const letter = id[0].toLowerCase();
  if (!nameFiles.includes(`names/${letter}.json`)) return undefined;
  try {
    return (await fetchJson(`names/${encodeURIComponent(letter)}.json`))[prefix + id];
  } catch {
    return undefined;
  }
};
// The name of an entry, by its id, in the language of the page if it has one.
export const nameOf = async (entity) => {
  const [name, chinese = name] = [(await lookUpName(entity)) ?? entity].flat();
  return word(name, chinese);
};
// The present id of an entry or source.
export const presentIdOf = async (id, prefix) => (await lookUpName(id, prefix))?.now ?? id;

// A page of the list, or null if it cannot be loaded.
const fetchPage = async (url) => {
  try {
    const response = await fetch(url);
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
};

// The row of an item in the list, on this page or on that of its period.
const pages = new Map();
export const rowOf = async (item) => {
  const here = document.getElementById(item.id);
  if (here || !item.period) return here;
  const url = new URL(`${item.period}/`, location.href.split(/[?#]/)[0]);
  if (!pages.has(item.period)) pages.set(item.period, fetchPage(url));
  const page = await pages.get(item.period);
  // What could not be loaded is requested again the next time.
  if (!page) pages.delete(item.period);
  const row = page?.getElementById(item.id);
  row?.querySelectorAll("a[href]").forEach((link) => link.setAttribute("href", new URL(link.getAttribute("href"), url)));
  return row ?? null;
};
