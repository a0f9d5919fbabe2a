// Results with quotations from the sources' texts: what the index promises is checked there before
// it is shown.
import * as index from "./index-parts.js";
import { findMatches } from "./matches.js";
import { EMPTY_QUERY, plan } from "./query.js";
import { findPassages } from "./texts.js";

/** @import { TextPart } from "./index-parts.js" */
/** @import { Match, Matches } from "./matches.js" */
/** @import { Clause, Query } from "./query.js" */
/** @import { Passage } from "./texts.js" */
/** @typedef {Matches & { query: Query, begun: number, empty?: boolean }} Answer What matches, and how much was loaded when the search began. */
/** @typedef {TextPart & { item: number, met: Set<number>, passages: Passage[], count: number, isExcluded: boolean, more: boolean }} Result */
/** @typedef {ReturnType<typeof createLoader>} Loader */

const MAX_CHECKED = 40; // at most this many results are all checked at once, so that their number is exact
const MAX_FIRST = 210_000; // characters loaded for one answer, including the index
const MAX_FURTHER = 200_000; // characters loaded for each further page of results
const MIN_RESULTS = 5; // results shown even beyond `MAX_FIRST`, unless too many texts turn out not to match
const MAX_TOTAL = 265_000; // characters after which nothing more is loaded to reach `MIN_RESULTS`
const TYPICAL = 9_000; // characters of a typical part
const HEAVY = 14_000; // characters of a large part

// The first answer is charged for opening the index, whichever script has opened it by then: otherwise
// the number of its results would depend on which of them was loaded first.
let isFirst = true;
/** @type {(typed: string) => Promise<Answer>} */
export const search = async (typed) => {
  const begun = isFirst ? 0 : index.traffic.characters;
  isFirst = false;
  const query = await plan(typed);
  if (!query.wanted.length) return { query, sources: [], pages: [], entries: [], nowhere: [], exact: true, empty: true, begun };
  return { query, ...(await findMatches(query, begun)), begun };
};

// All sources, for browsing by facets without a query.
/** @type {() => Promise<Answer>} */
export const allSources = async () => {
  const opened = await index.open();
  const sources = Array.from({ length: opened.sources }, (_, item) => ({
    item,
    score: 0,
    parts: new Map([[opened.first[item], 0]]),
    sure: new Set(),
    mask: 0,
  }));
  return { query: EMPTY_QUERY, sources, pages: [], entries: [], nowhere: [], exact: true, begun: index.traffic.characters };
};

// The parts of a source, best matches first.
/** @type {(source: Match) => number[]} */
const partsByScore = (source) => [...source.parts].sort((one, other) => other[1] - one[1]).map(([number]) => number);

// A source with the passages that match; null if its texts do not match after all.
/** @type {(query: Query, source: Match, numbers: number[], parts: TextPart[]) => Result | null} */
const checkedSource = (query, source, numbers, parts) => {
  const matched = findPassages(query, parts);
  const hasMore = numbers.length > parts.length;
  /** @type {(clause: Clause, k: number) => boolean} */
  const isMet = (clause, k) => (clause.row.length === 1 && !clause.isTooCostly) || matched.met.has(k) || source.sure.has(k);
  if (matched.isExcluded || (!hasMore && !query.wanted.every(isMet))) return null;
  return { ...parts[0], ...matched, more: hasMore, item: source.item };
};

// The sources of a batch with their texts: the best part of each, then the next ones as long as `remaining` allows.
/** @type {(batch: Match[], remaining: () => number) => Promise<{ source: Match, numbers: number[], parts: TextPart[] }[]>} */
const loadParts = async (batch, remaining) => {
  const wanted = batch.map((source) => ({ source, numbers: partsByScore(source), loaded: new Map() }));
  for (let turn = 0; ; turn += 1) {
    const unread = wanted.filter(({ numbers }) => turn < numbers.length);
    const affordable = turn ? unread.slice(0, Math.max(0, Math.floor(remaining() / TYPICAL))) : unread;
    if (!affordable.length) break;
    await Promise.all(affordable.map(async ({ numbers, loaded }) => loaded.set(numbers[turn], await index.loadText(numbers[turn]))));
  }
  // In the order of the text.
  return wanted.map(({ source, numbers, loaded }) => ({ source, numbers, parts: [...loaded].sort((a, b) => a[0] - b[0]).map(([, part]) => part) }));
};

// A loader of results, which loads their texts as they are wanted, within the limits above.
/** @param {Pick<Answer, "query" | "exact" | "begun">} answer @param {Match[]} sources */
export const createLoader = ({ query, exact, begun }, sources) => {
  let next = 0;
  let dropped = 0;
  let limit = begun + MAX_FIRST;
  /** @type {Result[]} */
  const results = [];
  const remaining = () => limit - index.traffic.characters;
  // How many sources can be loaded at once. The first few results are loaded even beyond the limit.
  const room = () => {
    const minimum = Math.min(MIN_RESULTS - results.length, Math.floor((begun + MAX_TOTAL - index.traffic.characters) / HEAVY));
    return Math.max(Math.floor(remaining() / TYPICAL), minimum);
  };

  /** @type {(count: number) => Promise<Result[]>} */
  const more = async (count) => {
    const wanted = results.length + count;
    if (next) limit = Math.max(limit, index.traffic.characters + MAX_FURTHER);
    while (results.length < wanted && next < sources.length && room() > 0) {
      const batch = sources.slice(next, next + Math.min(wanted - results.length, room()));
      for (const { source, numbers, parts } of await loadParts(batch, remaining)) {
        const result = checkedSource(query, source, numbers, parts);
        if (result) results.push(result);
        else dropped += 1;
      }
      // Only now, so that a batch that could not be loaded is loaded again the next time.
      next += batch.length;
    }
    return results;
  };
  return {
    results,
    more,
    // If the texts must decide and there are few results, all are loaded, so that the count is exact.
    loadAllIfFew: async () => {
      if (!exact && sources.length <= MAX_CHECKED && sources.length * TYPICAL <= remaining()) await more(sources.length);
    },
    get count() {
      return sources.length - dropped;
    },
    get exact() {
      return exact || next === sources.length;
    },
    get done() {
      return next === sources.length;
    },
  };
};
