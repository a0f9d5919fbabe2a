// The items of the timeline: loaded at once if the timeline is small, else by series.js in parts.
import { word } from "../say.js";
import { DAY, time } from "./view.js";

const folder = new URL("../../../timeline/parts/", import.meta.url);
export const read = async (name) => {
  const answer = await fetch(new URL(name, folder));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
};

const LONGEST_POINT = 32 * DAY;

// A cable's number as its field writes it: `09 GUANGZHOU 176`.
export const numberOf = (source) => source.replace(/^(\d{2})([A-Z]+)(\d+)$/, "$1 $2 $3");

// The defaults of fields that a record leaves out.
const NOTHING = {
  ...{ lower: null, upper: null, one_of: false, caveat: "", former: [], entities: [], sources: [], category: "" },
  ...{ title_zh: null, words_zh: null, place_label: null, place_label_zh: null },
};

export const made = (given, order = 0, known = new Map()) => {
  const record = { ...NOTHING, ...given };
  // Most items have only a first and last day, and no `extents`.
  const extents = record.extents ?? [{ lower: record.lower, upper: record.upper }];
  const parts = extents.map(({ lower = null, upper = null, vague_lower = false, vague_upper = false }) => ({
    vague_lower,
    vague_upper,
    lower: time(lower),
    upper: upper === null ? null : time(upper) + DAY,
  }));
  const days = record.sources.map((source) => known.get(source)).filter(Boolean);
  const vague = parts.some((part) => part.vague_lower || part.vague_upper);
  const [first, last] = [time(record.lower ?? record.upper), time(record.upper ?? record.lower) + DAY];
  return {
    ...record,
    order,
    parts,
    vague,
    first,
    last,
    isPoint: parts.length === 1 && record.lower && record.upper && !vague && !record.edtf.includes("/") && last - first <= LONGEST_POINT,
    // For an open end, the last day that the sources can know about.
    known: record.known ? time(record.known) + DAY : days.length ? Math.max(...days) : null,
  };
};

// The files of names that exist; a name that would be in no file is not looked up.
let named = [];
// All items in order or, for a large timeline, the index of its parts; null if they cannot be loaded. The page is
// complete without: the builder's drawing stays.
export const load = async () => {
  try {
    const index = await read("index.json");
    named = (index.names ?? index).filter?.((name) => name.startsWith("names/")) ?? [];
    if (!Array.isArray(index)) return index;
    const names = index.filter((name) => !named.includes(name));
    const records = (await Promise.all(names.map(read))).flat();
    const known = new Map(
      records.filter((one) => one.layer === "document" && one.upper).map((one) => [one.sources[0], time(one.upper) + DAY]),
    );
    return records.map((record, order) => made(record, order, known));
  } catch {
    return null;
  }
};

// Whether an id is that of a record, or a former one.
export const isCalled = (record, id) => record.id === id || Boolean(record.former?.includes(id));

// The stock of a small timeline, which has all items whatever the view.
export const whole = (all) => {
  let those = all;
  return {
    items: () => those,
    want: () => {},
    isComing: () => false,
    hasFailed: () => false,
    choose: async (chosen, test) => (those = all.filter(test)),
    knows: async (source) => all.some((item) => item.sources.includes(source)),
    find: async (id) => all.find((item) => isCalled(item, id)),
  };
};

// The link to an item in the list, on this page or on that of its period.
export const hrefOf = ({ id, period }) => (period ? `${period}/${id ? `#${id}` : ""}` : `#${id ?? "list"}`);

// What the files of names have for an id, present or former, of an entry or (`before` is `source `) of a source.
const toldOf = async (id, before = "") => {
  const letter = id[0].toLowerCase();
  if (!named.includes(`names/${letter}.json`)) return undefined;
  try {
    return (await read(`names/${encodeURIComponent(letter)}.json`))[before + id];
  } catch {
    return undefined;
  }
};
// The name of an entry, by its id, in the language of the page if it has one.
export const nameOf = async (entity) => {
  const [name, chinese = name] = [(await toldOf(entity)) ?? entity].flat();
  return word(name, chinese);
};
// The present id of an entry or source.
export const presentOf = async (id, before) => (await toldOf(id, before))?.now ?? id;

// The row of an item in the list, on this page or on that of its period.
const pages = new Map();
export const rowOf = async (item) => {
  const here = document.getElementById(item.id);
  if (here || !item.period) return here;
  const url = new URL(`${item.period}/`, location.href.split(/[?#]/)[0]);
  if (!pages.has(item.period))
    pages.set(item.period, fetch(url).then((answer) => answer.text()).then((text) => new DOMParser().parseFromString(text, "text/html"), () => null));
  const row = (await pages.get(item.period))?.getElementById(item.id);
  row?.querySelectorAll("a[href]").forEach((link) => link.setAttribute("href", new URL(link.getAttribute("href"), url)));
  return row ?? null;
};
