// Results with their words, read from the sources' own texts: what the index promised is looked up
// before it is shown.
import { ask, nothing, plan } from "./search-query.js";
import { look } from "./search-texts.js";
import * as index from "./search-parts.js";

const ALL = 40; // results are looked up at once where there are no more: then their number is exact
const MOST = 210_000; // characters that are read for one answer, its part of the index among them
const FURTHER = 200_000; // and for each further step
const FEWEST = 5; // results are shown even then, unless too many texts turn out not to hold what was asked for
const END = 265_000; // characters after which no more are looked for
const TYPICAL = 9_000; // characters of a part
const HEAVY = 14_000; // of a large one

export const search = async (typed) => {
  const begun = index.traffic.characters;
  const query = await plan(typed);
  if (!query.wanted.length) return { query, sources: [], pages: [], entries: [], exact: true, empty: true, begun };
  return { query, ...(await ask(query, begun)), begun };
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
  return { query: nothing, sources, pages: [], entries: [], exact: true, opened, begun: index.traffic.characters };
};

// Parts of a source, those that hold most of the query first.
const order = (found) => [...found.parts].sort((one, other) => other[1] - one[1]).map(([number]) => number);

// A source with the passages in which the words stand; null where they do not, after all.
const seen = (query, found, numbers, parts) => {
  const looked = look(query, parts);
  const more = numbers.length > parts.length;
  const promised = (clause, k) => (clause.row.length === 1 && !clause.unread) || looked.met.has(k) || found.sure.has(k);
  if (looked.refused || (!more && !query.wanted.every(promised))) return null;
  return { ...parts[0], ...looked, more, item: found.item };
};

// Results one after the other, read as they are wanted, and no more than may be read.
export const reader = ({ query, exact, begun }, sources) => {
  let next = 0;
  let dropped = 0;
  let most = begun + MOST;
  const kept = [];
  const left = () => most - index.traffic.characters;

  // The best part of each; then the next ones, as long as there is something left.
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
    // Where phrases are asked for, texts decide; of a few results, all are read if they can be.
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
