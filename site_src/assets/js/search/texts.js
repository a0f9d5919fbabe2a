// Where in a text the words of a query are, and the sentences around them.
import { FIELDS } from "./query.js";
import { atoms } from "./words.js";

/** @import { TextPart } from "./index-parts.js" */
/** @import { Phrase, Query } from "./query.js" */
/** @typedef {{ start: number, end: number, clauses: number[] }} Hit A place in a text, and the clauses of the query that it satisfies. */
/** @typedef {{ text: string, label: string, hits: Hit[] }} Hits */
/** @typedef {Hits & { field: number, anchor: string }} Passage A passage of a source with its hits. */
/** @typedef {{ start: number, end: number, cut: [before: boolean, after: boolean] }} Excerpt A part of a text, and whether its sentence is cut. */

const LONGEST = 300; // characters of a sentence that is quoted whole
const REACH = 110; // characters quoted on either side of a hit in a longer one
const END = /[.!?…؟۔।]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[\p{Lu}\p{Lo}\p{Nd}])|[。！？]+[”’」』）]*/gu;
const NO_END = /(?:^|[\s(])(?:[^\W\d_]|mr|mrs|ms|dr|no|vol|pp?|st|jr|u\.s|etc|vs|prof|gen|gov|rep|sen|art|sec|dept)\.$/iu;

// The hits of a query in a text: for each, its place and the clauses that it satisfies.
/** @type {(query: Pick<Query, "wanted" | "named">, text: string) => Hit[]} */
export const findHits = (query, text) => {
  /** @type {Hit[]} */
  const found = [];
  const { row, joined } = atoms(text);
  if (!row.length) return found;
  /** @type {(start: number, words: string[], prefix: boolean) => boolean} */
  const matchesAt = (start, words, prefix) => {
    if (start + words.length > row.length) return false;
    const last = words.length - 1;
    return words.every((term, k) => (prefix && k === last ? row[start + k].term.startsWith(term) : row[start + k].term === term));
  };
  /** @type {Map<string, number[]>} */
  const places = new Map();
  for (const [k, { term }] of row.entries()) {
    const before = places.get(term);
    if (before) before.push(k);
    else places.set(term, [k]);
  }
  /** @type {(phrase: Phrase, clauses: number[]) => void} */
  const findPhrase = ({ words, prefix }, clauses) => {
    const starts = prefix && words.length === 1 ? row.keys() : (places.get(words[0]) ?? []);
    for (const start of starts) if (matchesAt(start, words, prefix)) add(row[start].start, row[start + words.length - 1].end, clauses);
    if (words.length > 1) return;
    for (const one of joined) {
      if (prefix ? one.term.startsWith(words[0]) : one.term === words[0]) add(row[one.first].start, row[one.last].end, clauses);
    }
  };
  /** @type {(start: number, end: number, clauses: number[]) => void} */
  const add = (start, end, clauses) => found.push({ start, end, clauses });
  query.wanted.forEach((clause, k) => {
    if (!clause.isStopWord) clause.found.forEach((one) => findPhrase(one, [k]));
  });
  for (const name of query.named) {
    const clauses = Array.from({ length: name.last - name.first + 1 }, (_, k) => name.first + k);
    name.marks.forEach((one) => findPhrase(one, clauses));
  }
  return mergeOverlaps(found);
};

// Whether a text contains words that the query excludes.
/** @type {(query: Query, text: string) => boolean} */
const containsExcluded = (query, text) =>
  query.clauses.some((clause) => clause.minus && findHits({ wanted: [clause], named: [] }, text).length);

/** @type {(found: Hit[]) => Hit[]} */
const mergeOverlaps = (found) => {
  /** @type {Hit[]} */
  const kept = [];
  for (const hit of found.sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept.at(-1);
    if (last && hit.start < last.end) {
      last.end = Math.max(last.end, hit.end);
      last.clauses = [...new Set([...last.clauses, ...hit.clauses])];
    } else {
      kept.push(hit);
    }
  }
  return kept;
};

/** @type {(text: string) => number[]} */
const sentenceEnds = (text) => {
  const ends = [];
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    if (match[0] !== "." || !NO_END.test(text.slice(Math.max(0, end - 12), end))) ends.push(end);
  }
  return [...ends, text.length];
};

// The sentence around a hit, shortened if it is long.
/** @type {(text: string, ends: number[], from: number, to: number) => Excerpt} */
const excerptAround = (text, ends, from, to) => {
  let start = ends.findLast((end) => end <= from) ?? 0;
  let end = ends.find((one) => one >= to) ?? text.length;
  while (/\s/.test(text[start] ?? "")) start += 1;
  /** @type {[boolean, boolean]} */
  const cut = [false, false];
  if (end - start > LONGEST) {
    if (from - start > REACH) {
      start = from - REACH;
      start = Math.min(from, text.indexOf(" ", start) + 1 || start);
      cut[0] = true;
    }
    if (end - to > REACH) {
      end = to + REACH;
      const space = text.lastIndexOf(" ", end);
      end = space > to ? space : end;
      cut[1] = true;
    }
  }
  return { start, end, cut };
};

// What the parts of a source have for a query: passages with hits, and the clauses that are met.
/** @type {(query: Query, parts: TextPart[]) => { met: Set<number>, passages: Passage[], count: number, isExcluded: boolean }} */
export const findPassages = (query, parts) => {
  /** @type {(field: number) => boolean} */
  const isSearched = (field) => (query.mask & (1 << field)) !== 0;
  /** @type {Set<number>} */
  const met = new Set();
  /** @type {Passage[]} */
  const passages = [];
  let count = 0;
  let isExcluded = false;
  const seen = new Set();
  for (const part of parts) {
    for (const [field, anchor, label, text] of part.b) {
      isExcluded ||= containsExcluded(query, text);
      if (!isSearched(field)) continue;
      const found = findHits(query, text);
      found.forEach((hit) => hit.clauses.forEach((clause) => met.add(clause)));
      // Title and header are repeated in each part; they are shown at the head of the result, or once.
      if (field === FIELDS.title || !found.length || seen.has(anchor + text)) continue;
      if (label === "Header" || label === "Carrier") seen.add(anchor + text);
      count += found.length;
      passages.push({ field, anchor, label, text, hits: found });
    }
  }
  return { met, passages, count, isExcluded };
};

// The best sentences of the passages, those with most of the query, in their order.
/** @template {Hits} P @param {P[]} passages @param {number} limit */
export const chooseSnippets = (passages, limit) => {
  /** @type {(P & Excerpt & { score: number })[]} */
  const found = [];
  for (const passage of passages) {
    const ends = sentenceEnds(passage.text);
    let k = 0;
    while (k < passage.hits.length) {
      const first = passage.hits[k];
      const excerpt = excerptAround(passage.text, ends, first.start, first.end);
      const inside = passage.hits.filter((hit) => hit.start >= excerpt.start && hit.end <= excerpt.end);
      const clauses = new Set(inside.flatMap((hit) => hit.clauses));
      const header = passage.label === "Header" || passage.label === "Carrier";
      found.push({ ...passage, ...excerpt, hits: inside, score: clauses.size * 10 + Math.min(inside.length, 4) - (header ? 15 : 0) });
      k = Math.max(k + 1, passage.hits.findIndex((hit) => hit.start >= excerpt.end));
      if (passage.hits.every((hit) => hit.start < excerpt.end)) break;
    }
  }
  const best = [...found].sort((one, other) => other.score - one.score).slice(0, limit);
  return found.filter((one) => best.includes(one));
};
