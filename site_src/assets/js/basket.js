// The reader's own set of sources, paragraphs and works: stored in this browser, shared by a URL.
//
//   idOf(href)            the id of what a URL of this site leads to, or ""
//   ids(), has(id)        what is in the basket, in the reader's order
//   add(...ids), remove(...ids), put(ids)
//   watch(callback)       calls back with the ids at once and whenever they change, in other tabs
//                         too, and when the page is shown again, until the callback returns false
//   address(ids)          the URL of the basket page with these ids
//   files(ids, endings)   a promise of one file in each format, as text: { "bib": "@misc{...", ... };
//                         endings are keys of FORMATS, all of them if left out. Works for any set:
//                         search results are files(links.map((link) => idOf(link.href)).filter(Boolean)).
//   download(ids, ending, name)   the file in one format, downloaded as `name.ending`
//
// An id is `07guangzhou208` (a source), `07guangzhou208:p5` or `07guangzhou208:p5-p7` (paragraphs of
// it), or `@hudson-2004` (a work, by its key). The id of a source in a collection that is a site of its
// own begins with the collection's name: `cables/07guangzhou208`.
import { FORMATS } from "./cite/formats.js";
import { pagesFolder } from "./language.js";

export { FORMATS };

const { sites = "", main } = document.documentElement.dataset;
const ROOT = new URL(main ?? "../../", import.meta.url);
/** @type {Map<string, URL>} */
const SITES = new Map();
for (const one of sites.split(" ").filter(Boolean)) SITES.set(one.slice(0, one.indexOf("=")), new URL(one.slice(one.indexOf("=") + 1)));
// The root of the pages that links lead to; a reader stays with the pages in a language.
/** @type {(site: URL) => URL} */
const localized = (site) => new URL(pagesFolder(), site);
export const pages = localized(ROOT);
// Publications of one person may have one origin (`someone.github.io`), and so one storage.
const KEY = `basket ${ROOT.pathname}`;
const MAX_ITEMS = 1000;
const MAX_REQUESTS = 8;
const ID_PATTERN = /^(?:@[a-z0-9-]+|(?:[a-z0-9-]+\/)?[a-z0-9][a-z0-9._-]*(?::[\w-]+)?)$/;

// ---- Ids and URLs
/** @type {(list: string[]) => string[]} */
export const validIds = (list) => [...new Set(list)].filter((id) => typeof id === "string" && ID_PATTERN.test(id)).slice(0, MAX_ITEMS);
/** @type {(id: string) => boolean} */
export const isWork = (id) => id.startsWith("@");
/** @type {(id: string) => string} */
export const withoutPlace = (id) => (isWork(id) ? id : id.split(":")[0]);
/** @type {(id: string) => string[]} */
export const placesOf = (id) => {
  const place = isWork(id) ? "" : (id.split(":")[1] ?? "");
  const range = /^(p\d+)-(p\d+)$/.exec(place);
  return range ? range.slice(1) : place ? [place] : [];
};
/** @type {(id: string) => URL} */
const siteOf = (id) => (id.includes("/") && SITES.get(id.split("/")[0])) || ROOT;
/** @type {(id: string) => URL} */
export const folderOf = (id) => new URL(isWork(id) ? `works/${id.slice(1)}/` : `sources/${withoutPlace(id).split("/").at(-1)}/`, siteOf(id));
/** @type {(id: string) => string} */
export const pageOf = (id) => {
  const site = siteOf(id);
  const page = new URL(folderOf(id).href.slice(site.href.length), localized(site));
  if (placesOf(id).length) page.hash = placesOf(id)[0];
  return page.href;
};
const PAGE_PATTERN = /^(?:[a-z]{2,3}(?:-[a-z]+)?\/)?(sources|works)\/([^/]+)\/(?:index\.html)?$/i;
/** @type {(href: string) => string} */
export const idOf = (href) => {
  const url = new URL(href, document.baseURI);
  const [collection, site] = [...SITES, /** @type {const} */ (["", ROOT])].find(([, root]) => url.href.startsWith(root.href)) ?? [];
  if (!site) return "";
  const [, kind, name] = PAGE_PATTERN.exec(decodeURIComponent(url.pathname.slice(site.pathname.length))) ?? [];
  const place = kind === "sources" && /^#p\d+$/.test(url.hash) ? url.hash.replace("#", ":") : "";
  const id = `${kind === "works" ? "@" : collection && `${collection}/`}${name}${place}`;
  return name && ID_PATTERN.test(id) ? id : "";
};
/** @type {(list: string[]) => string} */
export const address = (list) => {
  const url = new URL("basket/", pages);
  // Characters that need no escape in a query are left as they are, to keep the URL readable.
  if (list.length) url.search = `items=${list.map(encodeURIComponent).join(",").replaceAll("%40", "@").replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
  return url.href;
};
/** @type {(search?: string) => string[] | null} */
export const idsInAddress = (search = location.search) => {
  const items = new URLSearchParams(search).get("items");
  return items === null ? null : validIds(items.split(","));
};

// ---- The set itself
const changes = new EventTarget();
/** @type {string[] | null} */
let unsaved = null; // the set, if storage is full or forbidden; it then lasts as long as the page
/** @type {() => string[]} */
export const ids = () => {
  if (unsaved) return unsaved;
  try {
    return validIds(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
};
/** @type {(list: string[]) => void} */
export const put = (list) => {
  const valid = validIds(list);
  try {
    if (valid.length) localStorage.setItem(KEY, JSON.stringify(valid));
    else localStorage.removeItem(KEY);
    unsaved = null;
  } catch {
    unsaved = valid;
  }
  changes.dispatchEvent(new Event("change"));
  import("./basket/mark.js");
};
/** @type {(id: string) => boolean} */
export const has = (id) => ids().includes(id);
/** @type {(...added: string[]) => void} */
export const add = (...added) => put([...ids(), ...added]);
/** @type {(...removed: string[]) => void} */
export const remove = (...removed) => put(ids().filter((id) => !removed.includes(id)));
/** @type {(callback: (ids: string[]) => unknown) => void} */
export const watch = (callback) => {
  const controller = new AbortController();
  const notify = () => callback(ids()) === false && controller.abort();
  const { signal } = controller;
  changes.addEventListener("change", notify, { signal });
  addEventListener("storage", (event) => (event.key === KEY || event.key === null) && notify(), { signal });
  // A page that the browser kept, and now shows again, was told nothing in the meantime.
  addEventListener("pageshow", (event) => event.persisted && notify(), { signal });
  notify();
};

// ---- One file for many items
/** @type {(list: string[], ending: string) => Promise<string[]>} */
const fetchTexts = async (list, ending) => {
  /** @type {string[]} */
  const texts = [];
  const queue = [...list.entries()];
  const fetchNext = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [k, id] = next;
      const response = await fetch(new URL(`cite.${ending}`, folderOf(id)));
      if (response.ok) texts[k] = await response.text();
      else if (response.status !== 404) throw new Error(`${response.status} ${response.url}`);
    }
  };
  await Promise.all(Array.from({ length: MAX_REQUESTS }, fetchNext));
  return texts.filter(Boolean);
};

// Several paragraphs of one source make one record, so that no key occurs twice.
/** @type {(list: string[], endings?: string[]) => Promise<Record<string, string>>} */
export const files = async (list, endings = Object.keys(FORMATS)) => {
  const baseIds = [...new Set(validIds(list).map(withoutPlace))];
  const texts = await Promise.all(endings.map(async (ending) => FORMATS[ending].join(await fetchTexts(baseIds, ending))));
  return Object.fromEntries(endings.map((ending, k) => [ending, texts[k]]));
};

/** @type {(list: string[], ending: string, name?: string) => Promise<void>} */
export const download = async (list, ending, name = "basket") => {
  const text = (await files(list, [ending]))[ending];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: FORMATS[ending].type }));
  link.download = `${name}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
