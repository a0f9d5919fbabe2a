// The reader's own set of sources, paragraphs and works: stored in this browser, shared by a URL.
//
//   idOf(href)            the id of what a URL of this site leads to, or ""
//   ids(), has(id)        what is in the basket, in the reader's order
//   add(...ids), remove(...ids), put(ids)
//   watch(callback)       calls back with the ids at once and whenever they change, in other tabs
//                         too, until the callback returns false
//   address(ids)          the URL of the basket page with these ids
//   files(ids, endings)   a promise of one file in each format, as text: { "bib": "@misc{...", ... };
//                         endings are keys of FORMATS, all of them if left out. Works for any set:
//                         search results are files(links.map((link) => idOf(link.href)).filter(Boolean)).
//   download(ids, ending, name)   the file in one format, downloaded as `name.ending`
//
// An id is `07guangzhou208` (a source), `07guangzhou208:p5` or `07guangzhou208:p5-p7` (paragraphs of
// it), or `@hudson-2004` (a work, by its key). The id of a source in a collection that is a site of its
// own begins with the collection's name: `cables/07guangzhou208`.
import { FORMATS } from "./cite-formats.js";

export { FORMATS };

const { sites = "", main } = document.documentElement.dataset;
const ROOT = new URL(main ?? "../../", import.meta.url);
const SITES = new Map(sites.split(" ").filter(Boolean).map((one) => [one.slice(0, one.indexOf("=")), new URL(one.slice(one.indexOf("=") + 1))]));
// The root of the pages that links lead to; a reader of the Chinese pages stays with these.
const inTongue = (site) => (document.documentElement.lang.startsWith("zh") ? new URL("zh/", site) : site);
export const pages = inTongue(ROOT);
const KEY = "basket";
const MOST = 1000;
const AT_ONCE = 8;
const ID = /^(?:@[a-z0-9-]+|(?:[a-z0-9-]+\/)?[a-z0-9][a-z0-9._-]*(?::[\w-]+)?)$/;

// ---- Ids and URLs
export const valid = (list) => [...new Set(list)].filter((id) => ID.test(id)).slice(0, MOST);
export const work = (id) => id.startsWith("@");
export const whole = (id) => (work(id) ? id : id.split(":")[0]);
export const places = (id) => {
  const place = work(id) ? "" : (id.split(":")[1] ?? "");
  const range = /^(p\d+)-(p\d+)$/.exec(place);
  return range ? range.slice(1) : place ? [place] : [];
};
const siteOf = (id) => (id.includes("/") && SITES.get(id.split("/")[0])) || ROOT;
export const folder = (id) => new URL(work(id) ? `works/${id.slice(1)}/` : `sources/${whole(id).split("/").at(-1)}/`, siteOf(id));
export const pageOf = (id) => {
  const site = siteOf(id);
  const page = new URL(folder(id).href.slice(site.href.length), inTongue(site));
  if (places(id).length) page.hash = places(id)[0];
  return page.href;
};
const PAGE = /^(?:[a-z]{2}(?:-[a-z]+)?\/)?(sources|works)\/([^/]+)\/(?:index\.html)?$/i;
export const idOf = (href) => {
  const url = new URL(href, document.baseURI);
  const [from, site] = [...SITES, ["", ROOT]].find(([, one]) => url.href.startsWith(one.href)) ?? [];
  if (!site) return "";
  const [, kind, name] = PAGE.exec(decodeURIComponent(url.pathname.slice(site.pathname.length))) ?? [];
  const place = kind === "sources" && /^#p\d+$/.test(url.hash) ? url.hash.replace("#", ":") : "";
  const id = `${kind === "works" ? "@" : from && `${from}/`}${name}${place}`;
  return name && ID.test(id) ? id : "";
};
export const address = (list) => {
  const url = new URL("basket/", pages);
  // Characters that need no escape in a query are left as they are, to keep the URL readable.
  if (list.length) url.search = `items=${list.map(encodeURIComponent).join(",").replaceAll("%40", "@").replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
  return url.href;
};
export const asked = (search = location.search) => {
  const items = new URLSearchParams(search).get("items");
  return items === null ? null : valid(items.split(","));
};

// ---- The set itself
const changed = new EventTarget();
let unkept = null; // the set, if storage is full or forbidden; it then lasts as long as the page
export const ids = () => {
  if (unkept) return unkept;
  try {
    return valid(JSON.parse(localStorage.getItem(KEY)) ?? []);
  } catch {
    return [];
  }
};
export const put = (list) => {
  const kept = valid(list);
  try {
    if (kept.length) localStorage.setItem(KEY, JSON.stringify(kept));
    else localStorage.removeItem(KEY);
    unkept = null;
  } catch {
    unkept = kept;
  }
  changed.dispatchEvent(new Event("change"));
  import("./basket-mark.js");
};
export const has = (id) => ids().includes(id);
export const add = (...more) => put([...ids(), ...more]);
export const remove = (...gone) => put(ids().filter((id) => !gone.includes(id)));
export const watch = (callback) => {
  const watching = new AbortController();
  const tell = () => callback(ids()) === false && watching.abort();
  const { signal } = watching;
  changed.addEventListener("change", tell, { signal });
  addEventListener("storage", (event) => (event.key === KEY || event.key === null) && tell(), { signal });
  tell();
};

// ---- One file for many items
const fetched = async (list, ending) => {
  const texts = [];
  const wanted = [...list.entries()];
  const take = async () => {
    for (let next = wanted.shift(); next; next = wanted.shift()) {
      const [k, id] = next;
      const answer = await fetch(new URL(`cite.${ending}`, folder(id)));
      if (answer.ok) texts[k] = await answer.text();
      else if (answer.status !== 404) throw new Error(`${answer.status} ${answer.url}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  return texts.filter(Boolean);
};

// Several paragraphs of one source make one record, so that no key occurs twice.
export const files = async (list, endings = Object.keys(FORMATS)) => {
  const records = [...new Set(valid(list).map(whole))];
  const made = await Promise.all(endings.map(async (ending) => FORMATS[ending].joined(await fetched(records, ending))));
  return Object.fromEntries(endings.map((ending, k) => [ending, made[k]]));
};

export const download = async (list, ending, name = "basket") => {
  const text = (await files(list, [ending]))[ending];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: FORMATS[ending].type }));
  link.download = `${name}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
