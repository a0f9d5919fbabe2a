// The search index, in parts. Each part is a script that hands over its data, since a page opened from
// disk can load nothing but scripts. Each is requested once.
import { pagesFolder } from "../language.js";
import { loadOnce } from "../load-once.js";

/** @typedef {{ texts: URL, pages: string }} Site A collection that is a site of its own. */
/** @typedef {{ parts: number[] | Int32Array, codes: Uint8Array }} Postings Parts, and for each a code for where and how often. */
/** @typedef {[field: number, anchor: string, label: string, text: string]} IndexedPassage */
/**
 * The first file of the index, with what is worked out from it.
 * @typedef {object} Index
 * @property {number} sources how many sources there are; their numbers come first
 * @property {number} pages how many sources and pages there are
 * @property {string[]} terms the first term of each file of the dictionary
 * @property {number} pairs how many files there are of pairs
 * @property {number} addresses how many sources' addresses one file holds
 * @property {number} pack how many entries one file holds
 * @property {number[]} items for each part, the source or page that it belongs to
 * @property {number[]} first for each source or page, its first part
 * @property {(part: number) => Site | undefined} where the collection of a part
 */
/**
 * A part of a source or page, as results show it (builders/search/documents.py).
 * @typedef {object} TextPart
 * @property {string} u its URL
 * @property {string} t its title
 * @property {string} [z] its title in Chinese
 * @property {string} l its language
 * @property {string} [i] its number
 * @property {string} k its kind
 * @property {string} [w] its date, in words
 * @property {Record<string, string>} [y] its date in further languages, by code
 * @property {string} [o] where it is from
 * @property {string} [p] the same in Chinese
 * @property {IndexedPassage[]} b
 */
/** @typedef {Awaited<ReturnType<typeof loadEntry>>} Entry */
// The index is on the main site; the texts of a collection that is a site of its own are on that site.
const root = new URL(document.documentElement.dataset.main ?? "../../../", import.meta.url);
const folder = new URL("search/", root);
/** @type {Map<string, Promise<any>>} */
const requests = new Map();
/** @type {Map<string, (data: unknown) => void>} */
const receivers = new Map();
let version = "";

// How much has been loaded, which limits how many results are shown.
export const traffic = { characters: 0 };

// What the files of the index call.
/** @type {(name: string, data: unknown) => void} */
const receive = (name, data) => {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  // Non-ASCII characters count as three bytes, as Chinese ones have.
  traffic.characters += text.length + 2 * (text.match(/[^\x00-\x7f]/g)?.length ?? 0);
  receivers.get(name)?.(data);
};
Object.assign(globalThis, { muSearch: receive });

/** @type {(name: string, from?: URL) => Promise<any>} */
const loadPart = (name, from = folder) => {
  const known = requests.get(name);
  if (known) return known;
  const request = new Promise((resolve, reject) => {
    const script = document.createElement("script");
    let isReceived = false;
    receivers.set(name, (data) => {
      isReceived = true;
      resolve(data);
    });
    // A host may also answer with something else than the script, such as a page for missing addresses.
    script.onload = script.onerror = () => {
      receivers.delete(name);
      script.remove();
      if (isReceived) return;
      requests.delete(name);
      reject(new Error(`search/${name}.js could not be loaded`));
    };
    script.src = new URL(`${name}.js${version && `?${version}`}`, from).href;
    document.head.append(script);
  });
  requests.set(name, request);
  return request;
};

// In the index, numbers are encoded as letters (builders/search/codes.py).
const ALPHABET = Array.from({ length: 0x7f - 0x21 }, (_, k) => String.fromCharCode(0x21 + k))
  .filter((letter) => letter !== '"' && letter !== "\\")
  .join("");
const ENDS = 64;
const GOES_ON = ALPHABET.length - ENDS;
const DIGIT = new Int8Array(128).fill(-1);
[...ALPHABET].forEach((letter, k) => {
  DIGIT[letter.charCodeAt(0)] = k;
});

/** @type {(letters: string) => number[]} */
export const decode = (letters) => {
  const numbers = [];
  let rest = 0;
  for (let k = 0; k < letters.length; k += 1) {
    const digit = DIGIT[letters.charCodeAt(k)];
    if (digit < ENDS) {
      numbers.push(rest * ENDS + digit);
      rest = 0;
    } else {
      rest = rest * GOES_ON + digit - ENDS + 1;
    }
  }
  return numbers;
};
/** @type {(letters: string) => number[]} */
const decodeRising = (letters) => {
  let number = 0;
  return decode(letters).map((gap) => (number += gap));
};

// The parts that contain a term, each with a code for where and how often. A common code is combined
// into one number with the gap from the previous part; any other has a letter of its own.
const LETTERS = 1.2; // mean length of a posting in a long list
const COMMON = [4, 5, 6, 7, 0, 12, 13];
const PLACES = COMMON.length + 1;
/** @type {(letters: string) => Postings} */
const decodePostings = (letters) => {
  const parts = [];
  const codes = [];
  let rest = 0;
  let number = 0;
  for (let k = 0; k < letters.length; k += 1) {
    const digit = DIGIT[letters.charCodeAt(k)];
    if (digit >= ENDS) {
      rest = rest * GOES_ON + digit - ENDS + 1;
      continue;
    }
    const value = rest * ENDS + digit;
    rest = 0;
    number += Math.floor(value / PLACES);
    parts.push(number);
    const place = value % PLACES;
    if (place === COMMON.length) codes.push(DIGIT[letters.charCodeAt((k += 1))]);
    else codes.push(COMMON[place]);
  }
  return { parts: Int32Array.from(parts), codes: Uint8Array.from(codes) };
};

// ---- The first part: how many sources there are, and which files contain what
/** @type {Promise<Index> | undefined} */
let opened;
/** @type {Site[]} */
let sites = [];
/** @type {() => Promise<Index>} */
export const open = () => {
  opened ??= loadPart("index").then((index) => {
    version = index.version;
    const counts = decode(index.parts);
    /** @type {[texts: string, pages: string][]} */
    const listed = index.sites ?? [];
    sites = listed.map(([texts, pages]) => ({ texts: new URL(`${texts}search/`, root), pages }));
    const where = decode(index.where ?? "");
    /** @type {number[]} */
    const items = [];
    /** @type {number[]} */
    const first = [];
    counts.forEach((count, item) => {
      first.push(items.length);
      for (let k = 0; k < count; k += 1) items.push(item);
    });
    return {
      ...index,
      items,
      first,
      pages: counts.length,
      /** @type {Index["where"]} */
      where: (number) => sites[(where[items[number]] ?? 0) - 1],
    };
  });
  opened.catch(() => (opened = undefined));
  return opened;
};

// ---- The dictionary: sorted terms in files
/** @type {(firsts: string[], term: string) => number} */
const fileOf = (firsts, term) => {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= term) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
};

/** @type {(file: number) => Promise<Map<string, string>>} */
const loadDictionary = loadOnce(async (file) => {
  /** @type {string} */
  const text = await loadPart(`terms/${file}`);
  const values = new Map();
  let term = "";
  for (const line of text.split("\n")) {
    const end = line.search(/[ \t]/);
    term = term.slice(0, parseInt(line[0], 36)) + line.slice(1, end);
    values.set(term, line.slice(end));
  }
  return values;
});

/** @type {(value: string | undefined) => Promise<string>} */
const postingsOf = async (value) => {
  if (value === undefined) return "";
  if (value[0] !== "\t") return value.slice(1);
  const [, file, place] = decode(value.slice(1));
  return (await loadPart(`lists/${file}`))[place];
};
/** @type {(value: string) => number} */
const countOf = (value) => (value[0] === "\t" ? decode(value.slice(1))[0] : decodePostings(value.slice(1)).parts.length);

/** @type {(term: string) => Promise<string | undefined>} */
const lookUp = async (term) => {
  const { terms } = await open();
  return (await loadDictionary(fileOf(terms, term))).get(term);
};

// The parts that contain a term.
/** @type {(term: string) => Promise<Postings>} */
export const loadPostings = loadOnce(async (term) => decodePostings(await postingsOf(await lookUp(term))));
// About how many letters must be loaded for a term; none if its list is in the dictionary itself.
/** @type {(term: string) => Promise<number>} */
export const cost = async (term) => {
  const value = await lookUp(term);
  return value?.[0] === "\t" ? countOf(value) * LETTERS : 0;
};
/** @type {(term: string) => Promise<boolean>} */
export const has = async (term) => (await lookUp(term)) !== undefined;
/** @type {(name: string) => Promise<number[]>} */
export const entriesNamed = async (name) => decodeRising(((await lookUp(`=${name}`)) ?? " ").slice(1));
/** @type {(word: string) => Promise<string[]>} */
export const spellings = async (word) => ((await lookUp(`~${word}`)) ?? " ").slice(1).split(" ").filter(Boolean);

// The terms with a prefix, most frequent first, from at most `mostFiles` files of the dictionary.
/** @type {(prefix: string, mostFiles: number) => Promise<{ found: { term: string, count: number, cost: number }[], more: boolean }>} */
export const termsWith = async (prefix, mostFiles) => {
  const { terms } = await open();
  const found = [];
  const first = fileOf(terms, prefix);
  let file = first;
  for (; file < terms.length && file < first + mostFiles; file += 1) {
    if (file > first && !terms[file].startsWith(prefix)) break;
    for (const [term, value] of await loadDictionary(file)) {
      if (term.startsWith(prefix)) found.push({ term, count: countOf(value), cost: value[0] === "\t" ? countOf(value) * LETTERS : 0 });
    }
  }
  const more = file < terms.length && terms[file].startsWith(prefix);
  return { found: found.sort((one, other) => other.count - one.count), more };
};

// The parts in which two terms may be adjacent, by the number of the pair.
/** @type {(number: number, all: number) => Promise<number[]>} */
export const neighbours = async (number, all) => {
  const { pairs } = await open();
  const each = all / pairs;
  /** @type {string[]} */
  const lines = (await loadPart(`pairs/${Math.floor(number / each)}`)).split(" ");
  let at = 0;
  for (const [k, line] of lines.entries()) {
    if (!line) continue;
    let end = 0;
    while (DIGIT[line.charCodeAt(end)] >= ENDS) end += 1;
    at = (k ? at : 0) + decode(line.slice(0, end + 1))[0];
    if (at === number % each) return decodeRising(line.slice(end + 1));
    if (at > number % each) break;
  }
  return [];
};

/** @type {(number: number) => Promise<TextPart>} */
export const loadText = async (number) => {
  const { items, first, where } = await open();
  const site = where(number);
  const item = items[number];
  const found = await loadPart(`text/${item}-${number - first[item]}`, site?.texts);
  return site?.pages ? { ...found, u: `${site.pages}${found.u}` } : found;
};
// The URL of a source's page, by the number of the source.
/** @type {(item: number) => Promise<string>} */
export const sourceAddress = async (item) => {
  const { addresses, first, where } = await open();
  const slug = (await loadPart(`addresses/${Math.floor(item / addresses)}`))[item % addresses];
  return `${where(first[item])?.pages ?? ""}sources/${slug}/`;
};
/** @param {number} number */
export const loadEntry = async (number) => {
  const { pack } = await open();
  /** @type {[href: string, label: string, chinese: string, kind: string, brief: string, sources: number, forms: string[], said: string, others: string[], briefs?: Record<string, string>]} */
  const shown = (await loadPart(`entries/${Math.floor(number / pack)}`))[number % pack];
  const [href, label, chinese, kind, brief, sources, forms, said, others, briefs] = shown;
  return { href, label, chinese, kind, brief, briefs, sources, forms, said, others };
};
/** @type {(name: string) => Promise<any>} */
export const loadFacetFile = (name) => loadPart(`facets/${name}`);
// The variant forms of the indexed Chinese characters: loaded only if Chinese is typed.
/** @type {() => Promise<string>} */
export const variantForms = async () => (await open()) && loadPart("forms");

// The URL of a page of the site; opened from disk, without a server, that of its `index.html`.
// A reader stays with the pages in a language where they exist.
const IN_EVERY_LANGUAGE = /^(?:sources|people|organizations|places|terms|works|timeline|search|bibliography|coverage|cables|network|tags|originators|basket)\//;
/** @type {(address: string) => string} */
export const pageUrl = (address) => {
  const otherSite = sites.find(({ pages }) => pages && address.startsWith(pages))?.pages;
  const path = address.slice((otherSite ?? "").length);
  const localized = `${IN_EVERY_LANGUAGE.test(path) ? pagesFolder() : ""}${path}`;
  if (otherSite) return `${otherSite}${localized}`;
  const folders = localized.replace(/[?#].*/, "");
  const rest = localized.slice(folders.length);
  const file = location.protocol === "file:" && /(?:^|\/)$/.test(folders) ? "index.html" : "";
  return new URL(`${folders}${file}${rest}`, root).href;
};
