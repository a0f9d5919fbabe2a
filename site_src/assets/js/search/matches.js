// The sources, pages and entries that match a query, ranked.
import * as index from "./index-parts.js";
import { EMPTY_QUERY, MAX_CLAUSES, MAX_LIST_LETTERS } from "./query.js";
import { PAIRS, key, pairNumber, terms } from "./words.js";

/** @import { Index, Postings } from "./index-parts.js" */
/** @import { Clause, Query } from "./query.js" */
/** @import { Word } from "./words.js" */
/** @typedef {{ mask: number, score: number, sure?: boolean }} PartHit What is found in a part: the fields with it. It is `sure` by a name. */
/** @typedef {Map<number, PartHit>} PartHits By the number of the part. */
/** @typedef {{ number: number, score: number, named: boolean }} EntryMatch */
/** @typedef {Index & { stop: number }} Opened The index, and after how many letters no more pairs are looked up. */
/**
 * A source, page or entry that matches.
 * @typedef {object} Match
 * @property {number} item
 * @property {number} score
 * @property {Map<number, number>} parts the scores of its parts
 * @property {Set<number>} sure the clauses that it is known to satisfy
 * @property {number} mask
 */
/**
 * What matches a query, best first.
 * @typedef {object} Matches
 * @property {Match[]} sources
 * @property {Match[]} pages
 * @property {EntryMatch[]} entries
 * @property {string[]} nowhere words that occur nowhere
 * @property {boolean} exact whether the texts need not be looked at
 */

const FIELD_WEIGHTS = [5, 1, 0.7, 0.4];
const FREQUENCY_FACTORS = [1, 1.5, 2, 2.6];
const MAX_PAIRS = 3; // adjacent pairs looked up, in a phrase and among the words of a query
const MAX_INDEX_LETTERS = 180_000; // letters of the index loaded for one query, without adjacent pairs
const MAX_PAIR_LETTERS = 225_000; // letters after which no pairs are looked up, only the texts themselves
const MIN_LIST_LETTERS = 40_000; // letters allowed for lists whatever else was loaded
const NEAR_FACTOR = 1.6; // factor for the score of parts in which words of the query may be adjacent

// ---- What of the index is loaded

// Lists of words that occur nearly everywhere are long and say little: those too long to load are
// left out, and the words are looked up in the texts, as phrases are.
/** @type {(words: Iterable<string>) => Promise<number>} */
const totalCost = async (words) => {
  const found = await Promise.all([...words].map(index.cost));
  return found.reduce((sum, cost) => sum + cost, 0);
};
/** @type {(clause: Clause) => string[][]} */
const termsOfClause = (clause) => clause.found.map((one, k) => (k === 0 && clause.prefix ? clause.ends : terms(one.row).slice(0, MAX_CLAUSES).map(({ term }) => term)));
/** @type {(query: Query, before: number) => Promise<void>} */
const chooseClauses = async (query, before) => {
  const costs = await Promise.all(
    query.clauses.map((clause) => {
      if (clause.isBeyondLimit) return Infinity;
      const k = query.wanted.indexOf(clause);
      const entries = query.named.filter(({ first, last }) => first <= k && k <= last).flatMap((name) => name.entries);
      return totalCost(new Set([...termsOfClause(clause).flat(), ...entries.map((entry) => `@${entry.toString(36)}`)]));
    }),
  );
  let remaining = Math.max(MIN_LIST_LETTERS, MAX_INDEX_LETTERS - (index.traffic.characters - before));
  const cheapestFirst = query.clauses.map((clause, k) => ({ clause, cost: costs[k] })).filter(({ clause }) => !clause.isStopWord);
  cheapestFirst.sort((one, other) => Number(one.clause.minus) - Number(other.clause.minus) || one.cost - other.cost);
  cheapestFirst.forEach(({ clause, cost }, k) => {
    // The cheapest clause is always looked up, with as many of its words as `chooseWords` has room for.
    clause.isTooCostly = k > 0 && cost > remaining;
    if (!clause.isTooCostly) remaining -= cost;
  });
};
// The words of a row whose lists are loaded: the cheapest one, and as many more as there is room for.
/** @type {<T extends Word>(row: T[]) => Promise<Set<T>>} */
const chooseWords = async (row) => {
  const priced = await Promise.all(row.slice(0, MAX_CLAUSES).map(async (one) => ({ one, cost: await index.cost(one.term) })));
  let remaining = MAX_LIST_LETTERS;
  const chosen = new Set();
  for (const { one, cost } of priced.sort((a, b) => a.cost - b.cost)) {
    if (!chosen.size || cost <= remaining) chosen.add(one);
    remaining -= cost;
  }
  return chosen;
};

// The parts that may contain a row of words, each with its fields and score.
/** @type {(one: { row: Word[] }, ends: string[] | null, opened: Opened) => Promise<PartHits>} */
const findParts = async (one, ends, opened) => {
  const allTerms = terms(one.row);
  if (ends) {
    const before = allTerms.slice(0, -1);
    const found = new Map();
    for (const end of ends) {
      const hits = await findParts({ row: [...one.row.slice(0, -1), { term: end }] }, null, opened);
      for (const [number, hit] of hits) keepBetter(found, number, hit);
    }
    return before.length && !ends.length ? new Map() : found;
  }
  const chosen = await chooseWords(allTerms);
  const row = allTerms.filter((word) => chosen.has(word));
  const lists = await Promise.all(row.map(({ term }) => index.loadPostings(term)));
  let found = scoreParts(lists[0], opened);
  for (const list of lists.slice(1)) {
    const next = scoreParts(list, opened);
    const both = new Map();
    for (const [number, hit] of found) {
      const other = next.get(number);
      if (other) both.set(number, { mask: hit.mask & other.mask, score: hit.score + other.score });
    }
    found = both;
  }
  for (let k = 1, lookups = 0; k < allTerms.length && found.size && lookups < MAX_PAIRS && index.traffic.characters < opened.stop; k += 1) {
    if (!allTerms[k - 1].whole || !allTerms[k].whole) continue;
    lookups += 1;
    const adjacent = new Set(await index.neighbours(pairNumber(allTerms[k - 1].term, allTerms[k].term), PAIRS));
    found = new Map([...found].filter(([number]) => adjacent.has(number)));
  }
  return found;
};

/** @type {(found: PartHits, number: number, hit: PartHit) => void} */
const keepBetter = (found, number, hit) => {
  const before = found.get(number);
  if (!before) found.set(number, { ...hit });
  else {
    before.mask |= hit.mask;
    before.sure ||= hit.sure;
    before.score = Math.max(before.score, hit.score);
  }
};

/** @type {(postings: Postings, opened: Opened) => PartHits} */
const scoreParts = ({ parts, codes }, opened) => {
  const rarity = Math.log(1 + opened.items.length / (parts.length + 0.5));
  const found = new Map();
  for (const [k, number] of parts.entries()) {
    const mask = (codes[k] >> 2) + 1;
    const field = FIELD_WEIGHTS[31 - Math.clz32(mask & -mask)]; // of the first field that has it
    found.set(number, { mask, score: rarity * FREQUENCY_FACTORS[codes[k] & 3] * field });
  }
  return found;
};

/** @type {(clause: Clause) => boolean} */
const isLookedUp = (clause) => !clause.isStopWord && !clause.isTooCostly;

// For each clause, the parts that may contain it, by its words or by the name of an entry that it belongs to.
/** @type {(query: Query, opened: Opened) => Promise<PartHits[]>} */
const partsByClause = async (query, opened) => {
  const byClause = [];
  for (const clause of query.wanted) {
    const parts = new Map();
    byClause.push(parts);
    if (!isLookedUp(clause)) continue;
    for (const [k, one] of clause.found.entries()) {
      const found = await findParts(one, k === 0 && clause.prefix ? clause.ends : null, opened);
      for (const [number, hit] of found) if (hit.mask & query.mask) keepBetter(parts, number, hit);
    }
  }
  for (const name of query.named) {
    if (query.wanted.slice(name.first, name.last + 1).some((clause) => clause.isTooCostly)) continue;
    for (const entry of name.entries) {
      const found = scoreParts(await index.loadPostings(`@${entry.toString(36)}`), opened);
      for (const [number, hit] of found) {
        if (!(hit.mask & query.mask)) continue;
        for (let k = name.first; k <= name.last; k += 1) keepBetter(byClause[k], number, { ...hit, sure: true });
      }
    }
  }
  return byClause;
};

// The items (sources, pages, entries) that have a part for every clause, with their scores.
/** @type {(query: Query, byClause: PartHits[], near: Set<number>, itemOf: (part: number) => number) => Map<number, Match>} */
const itemsOf = (query, byClause, near, itemOf) => {
  /** @type {Map<number, Match>} */
  const items = new Map();
  const first = query.wanted.findIndex(isLookedUp);
  byClause.forEach((parts, k) => {
    if (!isLookedUp(query.wanted[k])) return;
    const scores = new Map();
    for (const [number, hit] of parts) {
      const item = itemOf(number);
      const score = near.has(number) ? hit.score * NEAR_FACTOR : hit.score;
      const before = scores.get(item);
      scores.set(item, before ? Math.max(before, score) + Math.min(before, score) / 4 : score);
      if (k > first && !items.has(item)) continue;
      const match = items.get(item) ?? { item, score: 0, parts: new Map(), sure: new Set(), mask: 0 };
      items.set(item, match);
      match.parts.set(number, (match.parts.get(number) ?? 0) + score);
      match.mask |= hit.mask;
      if (hit.sure) match.sure.add(k);
    }
    for (const [item, found] of items) {
      const score = scores.get(item);
      if (score === undefined) items.delete(item);
      else found.score += score;
    }
  });
  return items;
};

// Removes items that contain an excluded word, as far as the index alone can tell.
/** @type {(items: Map<number, Match>, query: Query, opened: Opened, itemOf: (part: number) => number) => Promise<void>} */
const removeExcluded = async (items, query, opened, itemOf) => {
  for (const clause of query.clauses.filter((clause) => clause.minus)) {
    if (clause.isTooCostly || clause.row.length > 1 && !(clause.row.length === 2 && clause.row[0].run !== undefined)) continue;
    for (const number of (await findParts(clause.found[0], clause.prefix ? clause.ends : null, opened)).keys()) {
      items.delete(itemOf(number));
    }
  }
};

// The sources, pages and entries that match the whole query, best first. Phrases have not been looked
// up in the texts yet: `exact` is false if that is needed.
/** @type {(query: Query, before?: number) => Promise<Matches>} */
export const findMatches = async (query, before = index.traffic.characters) => {
  const opened = { ...(await index.open()), stop: before + MAX_PAIR_LETTERS };
  /** @type {(part: number) => number} */
  const itemOf = (number) => opened.items[number] ?? opened.pages + number - opened.items.length;
  await chooseClauses(query, before);
  const byClause = await partsByClause(query, opened);
  const items = itemsOf(query, byClause, await findAdjacent(query, opened), itemOf);
  await removeExcluded(items, query, opened, itemOf);
  const ranked = [...items.values()].sort((one, other) => other.score - one.score || one.item - other.item);
  return {
    sources: ranked.filter(({ item }) => item < opened.sources),
    pages: ranked.filter(({ item }) => item >= opened.sources && item < opened.pages),
    // Entries have no texts in which clauses that are too costly could be looked up.
    entries: await rankEntries(query, query.wanted.some((clause) => clause.isTooCostly) ? [] : ranked.filter(({ item }) => item >= opened.pages), opened),
    nowhere: query.wanted.filter((clause, k) => isLookedUp(clause) && !byClause[k].size).map((clause) => clause.raw),
    exact: !query.clauses.some((clause) => clause.row.length > 1 || clause.isTooCostly),
  };
};

// The entries, those first whose name is the query.
/** @type {(query: Query, ranked: Match[], opened: Opened) => Promise<EntryMatch[]>} */
const rankEntries = async (query, ranked, opened) => {
  const whole = query.wanted.map((clause) => clause.raw).join(" ");
  const named = new Set(query.mask === EMPTY_QUERY.mask && whole ? await index.entriesNamed(key(whole)) : []);
  // The names of an entry are in its title field.
  const found = ranked.map(({ item, score, mask }) => ({ number: item - opened.pages, score, named: Boolean(mask & 1) }));
  const known = new Set(found.map(({ number }) => number));
  for (const number of named) if (!known.has(number)) found.push({ number, score: 0, named: true });
  return found.sort((one, other) => Number(named.has(other.number)) - Number(named.has(one.number)) || other.score - one.score);
};

// The parts in which words that are adjacent in the query may be adjacent.
/** @type {(query: Query, opened: Opened) => Promise<Set<number>>} */
const findAdjacent = async ({ wanted }, { stop }) => {
  const near = new Set();
  /** @type {(clause: Clause) => boolean} */
  const isSingleWord = (clause) => clause && clause.row.length === 1 && !clause.prefix && clause.row[0].run === undefined;
  for (let k = 1; k <= Math.min(wanted.length - 1, MAX_PAIRS); k += 1) {
    if (wanted[k - 1].isTooCostly || wanted[k].isTooCostly || index.traffic.characters > stop) continue;
    if (!isSingleWord(wanted[k - 1]) || !isSingleWord(wanted[k])) continue;
    const number = pairNumber(wanted[k - 1].row[0].term, wanted[k].row[0].term);
    for (const part of await index.neighbours(number, PAIRS)) near.add(part);
  }
  return near;
};
