// Results with their words, read from the sources' own texts: what the index promised is looked up
// before it is shown.
import { ask, nothing, plan } from "./search-query.js";
import { look } from "./search-texts.js";
import * as index from "./search-parts.js";

const MOST_PARTS = 6; // of one source are read
const ALL = 40; // results are looked up at once where there are no more: then their number is exact

export const search = async (typed, typing = false) => {
  const query = await plan(typed, typing);
  if (!query.wanted.length) return { query, sources: [], pages: [], entries: [], exact: true, empty: true };
  return { query, ...(await ask(query)) };
};

// All sources, for those who only choose among them.
export const everything = async () => {
  const opened = await index.open();
  const sources = Array.from({ length: opened.sources }, (_, item) => ({
    item,
    worth: 0,
    parts: new Map([[opened.first[item], 0]]),
    sure: new Set(),
  }));
  return { query: nothing, sources, pages: [], entries: [], exact: true, opened };
};

// A source with the passages in which the words stand; null where they do not, after all.
export const read = async (query, found) => {
  const numbers = [...found.parts].sort((one, other) => other[1] - one[1]).map(([number]) => number);
  const read = numbers.slice(0, MOST_PARTS).sort((one, other) => one - other);
  const parts = await Promise.all(read.map(index.text));
  const looked = look(query, parts);
  const more = numbers.length > read.length;
  const promised = (clause, k) => clause.row.length === 1 || looked.met.has(k) || found.sure.has(k);
  if (looked.refused || (!more && !query.wanted.every(promised))) return null;
  return { ...parts[0], ...looked, more, item: found.item };
};

// Results one after the other, read as they are wanted.
export const reader = (query, sources, exact) => {
  let next = 0;
  let dropped = 0;
  const kept = [];
  const more = async (count) => {
    const wanted = kept.length + count;
    while (kept.length < wanted && next < sources.length) {
      const batch = sources.slice(next, next + wanted - kept.length);
      next += batch.length;
      for (const one of await Promise.all(batch.map((found) => read(query, found)))) {
        if (one) kept.push(one);
        else dropped += 1;
      }
    }
    return kept;
  };
  return {
    kept,
    more,
    // Where phrases are asked for, texts decide; of a few results, all are read.
    settle: async () => (exact || sources.length > ALL ? undefined : more(sources.length)),
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
