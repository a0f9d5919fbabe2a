// The items of the timeline: loaded at once if the timeline is small, else by series.js in parts.
import { preferChinese } from "../language.js";
import { DAY, parseDay } from "./view.js";

/** @import { SeriesIndex } from "./series.js" */

const folder = new URL("../../../timeline/parts/", import.meta.url);
/** @type {(name: string) => Promise<any>} */
export const fetchJson = async (name) => {
  const response = await fetch(new URL(name, folder));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
};


// The short name of an item's first source; a telegram's is its number as its field writes it: `09 GUANGZHOU 176`.
/** @type {(item: Pick<RecordedItem, "sources" | "source_label">) => string} */
export const sourceNameOf = ({ sources: [first = ""], source_label }) => source_label ?? first.replace(/^(\d{2})([A-Z]+)(\d+)$/, "$1 $2 $3");

/** @typedef {{ lower: number | null, upper: number | null, vague_lower: boolean, vague_upper: boolean }} Part A span of time; an end is null if it is open. */
/**
 * An item as the files of the timeline have it. Values that are empty are left out there.
 * @typedef {object} RecordedItem
 * @property {string} id
 * @property {string} layer `document`, `event` or `text`
 * @property {string} title
 * @property {string | null} title_zh
 * @property {string} language
 * @property {string} edtf
 * @property {string} words its date in words
 * @property {string | null} lower its first possible day
 * @property {string | null} upper its last possible day
 * @property {boolean} one_of whether it has several dates of which one is right
 * @property {string} caveat
 * @property {string} category
 * @property {string[]} former its former ids
 * @property {string[]} entities
 * @property {string[]} sources
 * @property {string | null} source_label the short name of the first source, if that is no number of a telegram
 * @property {string | null} place_label
 * @property {string | null} place_label_zh
 * @property {string | null} period the page of the list that it is on, if the list has several
 */
/** @typedef {{ lower?: string | null, upper?: string | null, vague_lower?: boolean, vague_upper?: boolean }} Extent */
/** @typedef {Partial<RecordedItem> & Pick<RecordedItem, "id" | "layer" | "title" | "language" | "edtf" | "words"> & { extents?: Extent[], known?: string }} TimelineRecord */
/**
 * What is worked out from a record.
 * @typedef {object} Worked
 * @property {number} order
 * @property {Part[]} parts
 * @property {boolean} vague
 * @property {number} first when it begins at the earliest
 * @property {number} last when it ends at the latest
 * @property {boolean} isPoint whether it is short enough to be drawn as a point
 * @property {number | null} known for an open end, the last day that the sources can know about
 * @property {number} [count] how many items it stands for, if these are not loaded or not shown one by one
 * @property {DatedItem[]} [things] the items that it stands for, if they are loaded
 */
/** @typedef {RecordedItem & Worked} DatedItem */
/** @typedef {DatedItem & { box: HTMLInputElement, key: string, row: HTMLElement | null }} Item An item with the checkbox and the key of its lane, and its row in the list. */
/** @typedef {{ entity: string | null, source: string | null }} Chosen An entry or source to which the timeline is limited. */
/**
 * The items of a timeline.
 * @typedef {object} Stock
 * @property {() => Item[]} items those that are loaded, or numbers for them
 * @property {() => void} request requests what the view lacks
 * @property {() => boolean} isComing whether something requested has not come yet
 * @property {() => boolean} hasFailed whether something could not be loaded
 * @property {(chosen: Chosen, matches: (item: DatedItem) => boolean) => Promise<void>} filter
 * @property {(source: string) => Promise<boolean>} knows whether there are items from a source
 * @property {(id: string) => Promise<Address | undefined>} find
 */
/** @typedef {{ id: string, period?: string | null }} Address Where an item is in the list. */

const LONGEST_POINT = 32 * DAY;

// An item without any value.
/** @type {DatedItem} */
export const blankItem = {
  ...{ id: "", layer: "", title: "", title_zh: null, language: "", edtf: "", words: "", lower: null, upper: null },
  ...{ one_of: false, caveat: "", category: "", former: [], entities: [], sources: [], source_label: null, place_label: null, place_label_zh: null },
  ...{ period: null, order: 0, parts: [], vague: false, first: 0, last: 0, isPoint: false, known: null },
};

/** @type {(data: TimelineRecord, order?: number, lastDays?: Map<string, number>) => DatedItem} */
export const toItem = (data, order = 0, lastDays = new Map()) => {
  const { extents: given, known, ...values } = data;
  const record = { ...blankItem, ...values };
  const { lower: firstDay, upper: lastDay } = record;
  // Most items have only a first and last day, and no `extents`.
  /** @type {Extent[]} */
  const extents = given ?? [{ lower: firstDay, upper: lastDay }];
  const parts = extents.map(({ lower = null, upper = null, vague_lower = false, vague_upper = false }) => ({
    vague_lower,
    vague_upper,
    lower: parseDay(lower),
    upper: upper === null ? null : Date.parse(upper) + DAY,
  }));
  const days = record.sources.map((source) => lastDays.get(source)).filter((day) => day !== undefined);
  const vague = parts.some((part) => part.vague_lower || part.vague_upper);
  const [first, last] = [Date.parse(firstDay ?? lastDay ?? ""), Date.parse(lastDay ?? firstDay ?? "") + DAY];
  return {
    ...record,
    order,
    parts,
    vague,
    first,
    last,
    isPoint: parts.length === 1 && firstDay !== null && lastDay !== null && !vague && !record.edtf.includes("/") && last - first <= LONGEST_POINT,
    known: known ? Date.parse(known) + DAY : days.length ? Math.max(...days) : null,
  };
};

// The files of names that exist; a name that would be in no file is not looked up.
/** @type {string[]} */
let nameFiles = [];
// All items in order or, for a large timeline, the index of its parts; null if they cannot be loaded. The page is
// complete without: the builder's drawing stays.
/** @type {() => Promise<DatedItem[] | SeriesIndex | null>} */
export const loadItems = async () => {
  try {
    /** @type {string[] | SeriesIndex} */
    const index = await fetchJson("index.json");
    nameFiles = (Array.isArray(index) ? index : index.names).filter((name) => name.startsWith("names/"));
    if (!Array.isArray(index)) return index;
    const names = index.filter((name) => !nameFiles.includes(name));
    /** @type {TimelineRecord[]} */
    const records = (await Promise.all(names.map(fetchJson))).flat();
    /** @type {Map<string, number>} */
    const lastDays = new Map();
    for (const { layer, upper, sources } of records) if (layer === "document" && upper && sources) lastDays.set(sources[0], Date.parse(upper) + DAY);
    return records.map((record, order) => toItem(record, order, lastDays));
  } catch {
    return null;
  }
};

// Whether an id is that of a record, or a former one.
/** @type {(record: Pick<TimelineRecord, "id" | "former">, id: string) => boolean} */
export const isCalled = (record, id) => record.id === id || Boolean(record.former?.includes(id));

// The stock of a small timeline, which has all items whatever the view.
/** @type {(all: Item[]) => Stock} */
export const smallStock = (all) => {
  let chosenItems = all;
  return {
    items: () => chosenItems,
    request: () => {},
    isComing: () => false,
    hasFailed: () => false,
    filter: async (_, matches) => {
      chosenItems = all.filter(matches);
    },
    knows: async (source) => all.some((item) => item.sources.includes(source)),
    find: async (id) => all.find((item) => isCalled(item, id)),
  };
};

// The link to an item in the list, on this page or on that of its period.
/** @type {(address: Address) => string} */
export const hrefOf = ({ id, period }) => (period ? `${period}/${id ? `#${id}` : ""}` : `#${id ?? "list"}`);

// What the files of names have for an id, present or former, of an entry or (`prefix` is `source `) of a source.
/** @type {(id: string, prefix?: string) => Promise<any>} */
const lookUpName = async (id, prefix = "") => {
  const letter = id[0].toLowerCase();
  if (!nameFiles.includes(`names/${letter}.json`)) return undefined;
  try {
    const names = await fetchJson(`names/${encodeURIComponent(letter)}.json`);
    return Object.hasOwn(names, prefix + id) ? names[prefix + id] : undefined;
  } catch {
    return undefined;
  }
};
// The name of an entry, by its id, in the language of the page if it has one.
/** @type {(entity: string) => Promise<string>} */
export const nameOf = async (entity) => {
  const found = (await lookUpName(entity)) ?? entity;
  const [name, chinese] = typeof found === "string" ? [found] : found;
  return preferChinese(name, chinese);
};
// The present id of an entry or source.
/** @type {(id: string, prefix?: string) => Promise<string>} */
export const presentIdOf = async (id, prefix) => (await lookUpName(id, prefix))?.now ?? id;

// A page of the list, or null if it cannot be loaded.
/** @type {(url: URL) => Promise<Document | null>} */
const fetchPage = async (url) => {
  try {
    const response = await fetch(url);
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
};

// The row of an item in the list, on this page or on that of its period.
/** @type {Map<string, Promise<Document | null>>} */
const pages = new Map();
/** @type {(item: Address) => Promise<HTMLElement | null>} */
export const rowOf = async (item) => {
  const here = document.getElementById(item.id);
  if (here || !item.period) return here;
  const url = new URL(`${item.period}/`, location.href.split(/[?#]/)[0]);
  if (!pages.has(item.period)) pages.set(item.period, fetchPage(url));
  const page = await pages.get(item.period);
  // What could not be loaded is requested again the next time.
  if (!page) pages.delete(item.period);
  const row = page?.getElementById(item.id);
  for (const link of row?.querySelectorAll("a[href]") ?? []) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", url).href);
  return row ?? null;
};
