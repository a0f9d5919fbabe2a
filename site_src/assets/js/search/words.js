// How words are cut and folded for searching, as builders/search/folding.py does for the index. A
// test compares the two for every character and for whole texts.

/** @typedef {{ term: string, run?: number }} Word A folded word; or a character, with the place of the run that it belongs to. */
/** @typedef {Word & { start: number, end: number }} Atom */
/** @typedef {{ term: string, first: number, last: number }} Joined */
const SEPARATORS =
  "0-2f 3a-40 5b-60 7b-a9 ab-ac ae-b4 b6-b9 bb-bf d7 f7 2c2-2c5 2d2-2df 2e5-2eb 2ed 2ef-2ff 37e 387" +
  " 55a-55f 589-58a 5be 5c0 5c3 5c6 5f3-5f4 600-60f 61b-61f 66a-66d 6d4 700-70d 7f7-7f9 964-965 970 df4" +
  " e3f e4f e5a-e5b f01-f14 f3a-f3d 1360-1368 1680 1800-180a 2000-200b 200e-205f 2061-2070 2074-2079" +
  " 20a0-20cf 2120 2122 2190-2bff 2e00-2e7f 2fe0-3004 3008-3020 3030 3036-3037 303d-3040 30fb 3190-319f" +
  " 31c0-31ef 3200-33ff 4dc0-4dff a490-a4cf d800-f8ff fb29 fd3e-fd3f fe10-fe1f fe30-fe6f feff ff00-ff0f" +
  " ff1a-ff20 ff3b-ff40 ff5b-ff65 ffe0-ffff 10100-1013f 1d000-1d24f 1f000-1faff e0000-10ffff";
const RUNS =
  "e01-e3e e40-e4e e50-e59 e80-eff 1000-109f 1780-17ff 2e80-2fdf 3005-3007 3021-3029 3031-3035" +
  " 3038-303c 3041-30fa 30fc-312f 31a0-31bf 31f0-31ff 3400-4dbf 4e00-9fff ac00-d7a3 f900-faff ff66-ff9f" +
  " 20000-3ffff";
const MARKS = "2b9-2bb 2bd-2c1 2ee 300-36f 483-487 591-5bd 5bf 5c1-5c2 5c4-5c5 5c7 610-61a 640 64b-65f 670 6d6-6dc 6df-6e4 6e7-6e8 6ea-6ed 93c";
const UNSEEN = "ad 200c-200d 2060 fe00-fe0f";
const APOSTROPHES = "'’‘ʼ＇";
const HYPHENS = "\\-‐‑－";
/** @type {Record<string, string>} */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", þ: "th", ς: "σ", ى: "ي", ی: "ي", ک: "ك", ة: "ه", ѣ: "е", і: "и", ѳ: "ф", ѵ: "и", ٱ: "ا" };
for (const zero of [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66]) {
  for (let digit = 0; digit < 10; digit += 1) LETTERS[String.fromCodePoint(zero + digit)] = String(digit);
}
const LONGEST = 64;
const MASK = 0xffff;

/** @type {(ranges: string) => string} */
const characterClass = (ranges) => ranges.replace(/[0-9a-f]+/g, "\\u{$&}").replaceAll(" ", "");
const PART = `[^${characterClass(SEPARATORS)}${characterClass(RUNS)}]`;
const TOKEN = new RegExp(`[${characterClass(RUNS)}]+|${PART}+(?:[${APOSTROPHES}${HYPHENS}]${PART}+)*`, "gu");
const RUN = new RegExp(`^[${characterClass(RUNS)}]`, "u");
const HYPHEN = new RegExp(`[${HYPHENS}]`, "gu");
const APOSTROPHE = new RegExp(`[${APOSTROPHES}]`, "gu");
const ELIDED = new RegExp(
  `^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|all|dell|nell|dall|sull|coll|quell|un|sant)[${APOSTROPHES}](?=[aeiouhàâéèêëîïíóôöœæúùûİı])`, "iu");
const ARTICLE = /^(?:[بفكو]?ال|لل)(?=[\u0621-\u064a]{3})/u;
const POSSESSIVE = new RegExp(`[${APOSTROPHES}][sS]$`, "u");
const DROPPED = new RegExp(`[${characterClass(MARKS)}${characterClass(UNSEEN)}${characterClass(SEPARATORS)}]|ъ$`, "gu");
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");

/** @type {(text: string) => string} */
const foldCharacters = (text) =>
  text.normalize("NFKD").toLowerCase().replace(LETTER, (letter) => LETTERS[letter]).replace(DROPPED, "").normalize("NFC");
/** @type {(word: string) => string} */
const truncate = (word) => (word.length > LONGEST ? [...word].slice(0, LONGEST).join("") : word);
// Chinese characters to the form that is indexed, once loaded (`国囯國 …`, that form first).
/** @type {Map<string, string>} */
const canonicalForms = new Map();
/** @type {(forms: string) => void} */
export const addVariantForms = (forms) => {
  for (const line of forms.split(" ")) {
    const [canonical, ...others] = line;
    others.forEach((other) => canonicalForms.set(other, canonical));
  }
};
/** @type {(term: string) => string} */
const toCanonical = (term) => [...term].map((character) => canonicalForms.get(character) ?? character).join("");
// A text folded for a filter, which keeps spaces and punctuation, since these may be typed.
const MARKS_OR_UNSEEN = new RegExp(`[${characterClass(MARKS)}${characterClass(UNSEEN)}]`, "gu");
/** @type {(text: string) => string} */
export const foldForFilter = (text) =>
  toCanonical(text.normalize("NFKD").toLowerCase().replace(LETTER, (letter) => LETTERS[letter]).replace(MARKS_OR_UNSEEN, "").replace(APOSTROPHE, "'").normalize("NFC"));
/** @type {(part: string) => string} */
const foldPart = (part) => truncate(foldCharacters(part.replace(POSSESSIVE, "").replace(APOSTROPHE, "")));

// A text as a row of atoms (words, parts of compounds, the single characters of a run), each with its
// place; and compounds as one word, with the indexes of their first and last atoms.
/** @type {(text: string) => { row: Atom[], joined: Joined[] }} */
export const atoms = (text) => {
  /** @type {Atom[]} */
  const row = [];
  /** @type {Joined[]} */
  const joined = [];
  for (const match of text.matchAll(TOKEN)) {
    const raw = match[0];
    let at = match.index;
    if (RUN.test(raw)) {
      for (const character of raw) {
        const term = toCanonical(foldCharacters(character));
        if (term) row.push({ term, start: at, end: at + character.length, run: match.index });
        at += character.length;
      }
      continue;
    }
    const first = row.length;
    /** @type {Joined[]} */
    const elided = [];
    let begins = ""; // the first part without an elided word
    let partStart = at;
    for (const hyphen of [...raw.matchAll(HYPHEN), { index: raw.length }]) {
      const end = match.index + hyphen.index;
      const part = text.slice(partStart, end);
      const term = foldPart(part);
      if (term) row.push({ term, start: partStart, end });
      const elision = ELIDED.exec(part);
      if (elision) {
        elided.push({ term: foldPart(part.slice(elision[0].length)), first: row.length - 1, last: row.length - 1 });
        if (partStart === at) begins = elided[0].term;
      }
      partStart = end + 1;
    }
    if (row.length - first > 1) {
      const last = row.length - 1;
      const rest = row.slice(first + 1).map((atom) => atom.term).join("");
      joined.push({ term: truncate(row[first].term + rest), first, last });
      if (begins) joined.push({ term: truncate(begins + rest), first, last });
    }
    joined.push(...elided);
    for (let k = first; k < row.length; k += 1) {
      const article = ARTICLE.exec(row[k].term);
      if (article) joined.push({ term: row[k].term.slice(article[0].length), first: k, last: k });
    }
  }
  return { row, joined };
};

// The terms of the index for a row of atoms: words, and the overlapping pairs of characters of a run.
/** @type {(row: Word[]) => { term: string, whole: boolean }[]} */
export const terms = (row) => {
  /** @type {{ term: string, whole: boolean }[]} */
  const found = [];
  let k = 0;
  while (k < row.length) {
    let end = k + 1;
    if (row[k].run === undefined) {
      found.push({ term: row[k].term, whole: true });
    } else {
      while (end < row.length && row[end].run === row[k].run) end += 1;
      const characters = [...row.slice(k, end).map((atom) => atom.term).join("")];
      // A single character may be within a longer run in a text, so its neighbours cannot be looked up.
      if (characters.length === 1) found.push({ term: characters[0], whole: false });
      else characters.slice(1).forEach((character, i) => found.push({ term: characters[i] + character, whole: true }));
    }
    k = end;
  }
  return found;
};

// The key of a name in the index.
/** @type {(text: string) => string} */
export const key = (text) => {
  const { row } = atoms(text);
  let name = "";
  row.forEach((atom, k) => {
    const goesOn = k && atom.run !== undefined && atom.run === row[k - 1].run;
    name += (k && !goesOn ? "_" : "") + atom.term;
  });
  return name;
};

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
/** @type {(term: string) => number} */
const hash = (term) => {
  let c = 0xffffffff;
  for (const byte of new TextEncoder().encode(term)) c = CRC[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) & MASK;
};
// The number under which the index has two adjacent terms.
/** @type {(first: string, second: string) => number} */
export const pairNumber = (first, second) => ((hash(first) * 31) & MASK) ^ hash(second);
export const PAIRS = MASK + 1;

// The other numbers, singular or plural, of an English word, so that a word finds both.
const IRREGULAR = [["man", "men"], ["child", "children"], ["wife", "wives"], ["life", "lives"]];
/** @type {(word: string) => string[]} */
export const otherNumbers = (word) => {
  if (!/^[a-z]{3,}$/.test(word)) return [];
  const forms = new Set();
  for (const [one, many] of IRREGULAR) {
    if (word.endsWith(one)) forms.add(word.slice(0, -one.length) + many);
    if (word.endsWith(many)) forms.add(word.slice(0, -many.length) + one);
  }
  if (/[^aeiou]y$/.test(word)) forms.add(`${word.slice(0, -1)}ies`);
  else if (/(?:[sxzo]|[cs]h)$/.test(word)) forms.add(`${word}es`);
  if (!word.endsWith("s")) forms.add(`${word}s`);
  if (/[^aeiou]ies$/.test(word) && word.length > 4) forms.add(`${word.slice(0, -3)}y`);
  else if (/(?:[sxzo]|[cs]h)es$/.test(word)) forms.add(word.slice(0, -2));
  if (/[^sui]s$/.test(word) && word.length > 3) forms.add(word.slice(0, -1));
  forms.delete(word);
  return [...forms];
};
