// The index in parts: scripts that hand over their part, since a page opened from a disk can load
// scripts and nothing else. Each is asked for once.
// The index is on the main site; the texts of a collection that is a site of its own are there.
const root = new URL(document.documentElement.dataset.main ?? "../../", import.meta.url);
const folder = new URL("search/", root);
const asked = new Map();
const handed = new Map();
let version = "";

// How much has been read: a list of results is no longer than what may be read for it.
export const traffic = { characters: 0 };

globalThis.muSearch = (name, data) => {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  // A character of Chinese takes three bytes.
  traffic.characters += text.length + 2 * (text.match(/[^\x00-\x7f]/g)?.length ?? 0);
  handed.get(name)?.(data);
};

export const part = (name, from = folder) => {
  if (!asked.has(name)) {
    asked.set(
      name,
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        const end = () => {
          handed.delete(name);
          script.remove();
        };
        handed.set(name, (data) => resolve(data));
        script.onload = end;
        script.onerror = () => {
          end();
          asked.delete(name);
          reject(new Error(`search/${name}.js could not be loaded`));
        };
        script.src = new URL(`${name}.js${version && `?${version}`}`, from).href;
        document.head.append(script);
      }),
    );
  }
  return asked.get(name);
};

// Numbers are letters there (builders/search/codes.py).
const ALPHABET = Array.from({ length: 0x7f - 0x21 }, (_, k) => String.fromCharCode(0x21 + k))
  .filter((letter) => letter !== '"' && letter !== "\\")
  .join("");
const ENDS = 64;
const GOES_ON = ALPHABET.length - ENDS;
const DIGIT = new Int8Array(128).fill(-1);
[...ALPHABET].forEach((letter, k) => {
  DIGIT[letter.charCodeAt(0)] = k;
});

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
export const rising = (letters) => {
  let number = 0;
  return decode(letters).map((gap) => (number += gap));
};

// The parts that hold a term, each with where it stands there. Its place among the common ones is
// one number with the gap from the part before; any other is a letter of its own.
const LETTERS = 1.2; // of a posting, of those in long lists
const COMMON = [4, 5, 6, 7, 0, 12, 13];
const PLACES = COMMON.length + 1;
const posted = (letters) => {
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

// ---- The first part: how many sources there are, which files hold what.
let opened;
let sites = [];
export const open = () => {
  opened ??= part("index").then((index) => {
    version = index.version;
    const counts = decode(index.parts);
    sites = (index.sites ?? []).map(([texts, pages]) => ({ texts: new URL(`${texts}search/`, root), pages }));
    const where = decode(index.where ?? "");
    const items = [];
    const first = [];
    counts.forEach((count, item) => {
      first.push(items.length);
      for (let k = 0; k < count; k += 1) items.push(item);
    });
    return {
      ...index,
      items, // of each part, the source or page that it belongs to
      first, // of each source or page, its first part
      pages: counts.length,
      where: (number) => sites[(where[items[number]] ?? 0) - 1], // the collection of a part
    };
  });
  opened.catch(() => (opened = undefined));
  return opened;
};

// ---- The dictionary: sorted terms in files.
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

const read = new Map();
const dictionary = (file) => {
  if (!read.has(file)) {
    read.set(
      file,
      part(`terms/${file}`).then((text) => {
        const found = new Map();
        let before = "";
        for (const line of text.split("\n")) {
          const end = line.search(/[ \t]/);
          before = before.slice(0, parseInt(line[0], 36)) + line.slice(1, end);
          found.set(before, line.slice(end));
        }
        return found;
      }),
    );
    read.get(file).catch(() => read.delete(file));
  }
  return read.get(file);
};

const listOf = async (said) => {
  if (said === undefined) return "";
  if (said[0] !== "\t") return said.slice(1);
  const [, file, place] = decode(said.slice(1));
  return (await part(`lists/${file}`))[place];
};
const count = (said) => (said[0] === "\t" ? decode(said.slice(1))[0] : posted(said.slice(1)).parts.length);

const raw = async (term) => {
  const { terms } = await open();
  return (await dictionary(fileOf(terms, term))).get(term);
};

// The parts that hold a term: their numbers, and for each where it stands and how often.
const lists = new Map();
export const list = (term) => {
  if (!lists.has(term)) {
    lists.set(term, raw(term).then(listOf).then(posted));
    lists.get(term).catch(() => lists.delete(term));
  }
  return lists.get(term);
};
// How many letters are to be read for a term, as good as; none for a list that stands beside it.
export const cost = async (term) => {
  const said = await raw(term);
  return said?.[0] === "\t" ? count(said) * LETTERS : 0;
};
export const has = async (term) => (await raw(term)) !== undefined;
export const entriesNamed = async (name) => rising(((await raw(`=${name}`)) ?? " ").slice(1));
export const spellings = async (word) => ((await raw(`~${word}`)) ?? " ").slice(1).split(" ").filter(Boolean);

// The terms that begin so, the frequent ones first; never more than a few files are read for them.
export const begin = async (prefix, mostFiles) => {
  const { terms } = await open();
  const found = [];
  const first = fileOf(terms, prefix);
  let file = first;
  for (; file < terms.length && file < first + mostFiles; file += 1) {
    if (file > first && !terms[file].startsWith(prefix)) break;
    for (const [term, said] of await dictionary(file)) {
      if (term.startsWith(prefix)) found.push({ term, count: count(said), cost: said[0] === "\t" ? count(said) * LETTERS : 0 });
    }
  }
  const more = file < terms.length && terms[file].startsWith(prefix);
  return { found: found.sort((one, other) => other.count - one.count), more };
};

// The parts in which two terms may stand side by side.
export const neighbours = async (number, all) => {
  const { pairs } = await open();
  const each = all / pairs;
  const lines = (await part(`pairs/${Math.floor(number / each)}`)).split(" ");
  let at = 0;
  for (const [k, line] of lines.entries()) {
    if (!line) continue;
    let end = 0;
    while (DIGIT[line.charCodeAt(end)] >= ENDS) end += 1;
    at = (k ? at : 0) + decode(line.slice(0, end + 1))[0];
    if (at === number % each) return rising(line.slice(end + 1));
    if (at > number % each) break;
  }
  return [];
};

export const text = async (number) => {
  const site = (await open()).where(number);
  const found = await part(`text/${number}`, site?.texts);
  return site?.pages ? { ...found, u: `${site.pages}${found.u}` } : found;
};
// The page of a source by its number.
export const source = async (item) => {
  const { addresses, first, where } = await open();
  const slug = (await part(`addresses/${Math.floor(item / addresses)}`))[item % addresses];
  return `${where(first[item])?.pages ?? ""}sources/${slug}/`;
};
export const entry = async (number) => {
  const { pack } = await open();
  const [href, label, chinese, kind, brief, sources, forms, said, others, briefChinese = ""] = (await part(`entries/${Math.floor(number / pack)}`))[number % pack];
  return { href, label, chinese, kind, brief, briefChinese, sources, forms, said, others };
};
export const facet = (name) => part(`facets/${name}`);
// The forms of the Chinese characters that are indexed: asked for only where such are typed.
export const forms = async () => (await open()) && part("forms");

// Where a page of the site is; from a disk, where no server looks for it, its file.
// A reader of Chinese stays with pages in Chinese, where there are such.
const own = document.documentElement.lang.startsWith("zh") && /^(?:sources|people|organizations|places|terms|works|timeline|search|bibliography|coverage|cables|network|tags|originators|basket)\//;
export const page = (address) => {
  const away = sites.find(({ pages }) => pages && address.startsWith(pages))?.pages;
  const path = address.slice((away ?? "").length);
  const [, folders, rest] = `${own && own.test(path) ? "zh/" : ""}${path}`.match(/^([^?#]*)(.*)$/);
  if (away) return `${away}${folders}${rest}`;
  const file = location.protocol === "file:" && /(?:^|\/)$/.test(folders) ? "index.html" : "";
  return new URL(`${folders}${file}${rest}`, root).href;
};
