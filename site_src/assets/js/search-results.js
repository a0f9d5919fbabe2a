// Results with quotations from the sources' texts: what the index promises is checked there before
// it is shown.
import { ask, nothing, plan } from "./search-query.js";
import { look } from "./search-texts.js";
import * as index from "./search-parts.js";

const ALL = 40; // at most this many results are all checked at once, so that their number is exact
const MOST = 210_000; // characters loaded for one answer, including the index
const FURTHER = 200_000; // characters loaded for each further page of results
const FEWEST = 5; // results shown even beyond `MOST`, unless too many texts turn out not to match
const END = 265_000; // characters after which nothing more is loaded to reach `FEWEST`
const TYPICAL = 9_000; // characters of a typical part
const HEAVY = 14_000; // characters of a large part

export const search = async (typed) => {
  const begun = index.traffic.characters;
  const query = await plan(typed);
  if (!query.wanted.length) return { query, sources: [], pages: [], entries: [], exact: true, empty: true, begun };
  return { query, ...(await ask(query, begun)), begun };
};

// All sources, for browsing by facets without a query.
export const everything = async () => {
  const opened = await index.open();
  const sources = Array.from({ length: opened.sources }, (_, item) => ({
    item,
    worth: 0,
    parts: new Map([[opened.first[item], 0]]),
    sure: new Set(),
  }));
  return { query: nothing, sources, pages: [], entries: [], exact: true, opened, begun: index.traffic.characters };
};

// The parts of a source, best matches first.
const order = (found) => [...found.parts].sort((one, other) => other[1] - one[1]).map(([number]) => number);

// A source with the passages that match; null if its texts do not match after all.
const seen = (query, found, numbers, parts) => {
  const looked = look(query, parts);
  const more = numbers.length > parts.length;
  const promised = (clause, k) => (clause.row.length === 1 && !clause.unread) || looked.met.has(k) || found.sure.has(k);
  if (looked.refused || (!more && !query.wanted.every(promised))) return null;
  return { ...parts[0], ...looked, more, item: found.item };
};

// A reader of results, which loads their texts as they are wanted, within the limits above.
export const reader = ({ query, exact, begun }, sources) => {
  let next = 0;
  let dropped = 0;
  let most = begun + MOST;
  const kept = [];
  const left = () => most - index.traffic.characters;

  // Loads the best part of each source, then the next ones as long as the limit allows.
  const read = async (batch) => {
    const wanted = batch.map((found) => ({ found, numbers: order(found), parts: new Map() }));
    for (let turn = 0; ; turn += 1) {
      const open = wanted.filter(({ numbers }) => turn < numbers.length);
      const few = turn ? open.slice(0, Math.max(0, Math.floor(left() / TYPICAL))) : open;
      if (!few.length) break;
      await Promise.all(few.map(async (one) => one.parts.set(one.numbers[turn], await index.text(one.numbers[turn]))));
    }
    for (const { found, numbers, parts } of wanted) {
      // In the order of the text.
      const one = seen(query, found, numbers, [...parts].sort((a, b) => a[0] - b[0]).map(([, part]) => part));
      if (one) kept.push(one);
      else dropped += 1;
    }
  };
  const more = async (count) => {
    const wanted = kept.length + count;
    if (next) most = Math.max(most, index.traffic.characters + FURTHER);
    while (kept.length < wanted && next < sources.length) {
      const few = Math.min(FEWEST - kept.length, Math.floor((begun + END - index.traffic.characters) / HEAVY));
      const room = Math.max(Math.floor(left() / TYPICAL), few);
      if (room <= 0) break;
      const batch = sources.slice(next, next + Math.min(wanted - kept.length, room));
      next += batch.length;
      await read(batch);
    }
    return kept;
  };
  return {
    kept,
    more,
    // If the texts must decide and there are few results, all are loaded, so that the count is exact.
    settle: async () => {
      if (!exact && sources.length <= ALL && sources.length * TYPICAL <= left()) await more(sources.length);
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
