// From a typed query to the sources and entries that match, ranked.
import { atoms, key, know, numbers, pair, PAIRS, terms } from "./search-words.js";
import * as index from "./search-parts.js";

// Fields, by whose words they are: bits of the codes in the index (builders/search/passages.py).
export const FIELDS = { title: 0, text: 1, notes: 2, corrections: 3 };
const SCOPES = { "": 0b1111, text: 0b0011, notes: 0b0100, corrections: 0b1000 };
const WEIGHTS = [5, 1, 0.7, 0.4];
const OFTEN = [1, 1.5, 2, 2.6];
const MOST_WORDS = 60; // terms that a prefix may stand for
const MOST_FILES = 4; // files of the dictionary that are searched for a prefix
const SHORTEST = 2; // letters of a prefix
const MOST_PAIRS = 3; // adjacent pairs looked up, in a phrase and among the words of a query
const MOST_NAME = 6; // words of a name
const LITTLE = new Set("a an and are as at be by for from has have in is it its of on or that the their they this to was were which who with".split(" "));
const MOST_CLAUSES = 16; // clauses of a query, and words of a phrase, looked up in the index
const MOST_LETTERS = 100_000; // letters of long lists loaded for one phrase, or for all terms with a prefix
const MOST_INDEX = 180_000; // letters of the index loaded for one query, without adjacent pairs
const MOST_BESIDE = 225_000; // letters after which no pairs are looked up, only the texts themselves
const LEAST_LISTS = 40_000; // letters allowed for lists whatever else was loaded
const NEAR = 1.6; // factor for the score of parts in which words of the query may be adjacent

// ---- What was typed

// `"a phrase"`, `-without`, `begin*`, `in:notes`; anything else is words and runs of Chinese.
export const parse = (typed) => {
  let scope = "";
  const rest = typed
    .replace(/(^|\s)in:(text|notes|corrections)(?=\s|$)/gi, (_, before, name) => {
      scope = name.toLowerCase();
      return before;
    })
    .replace(/[“”„‟「」『』＂]/g, '"');
  const clauses = [];
  for (const [, minus, phrase, bare] of rest.matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/g)) {
    const raw = phrase ?? bare;
    const { row, joined } = atoms(raw);
    if (!row.length) continue;
    const last = row.at(-1);
    const prefix = phrase === undefined && /[*＊]$/.test(raw) && last.run === undefined;
    clauses.push({
      raw: raw.trim(),
      row,
      compound: joined.length === 1 && joined[0].last - joined[0].first === row.length - 1 ? joined[0].term : "",
      quoted: phrase !== undefined,
      minus: minus !== "",
      prefix,
    });
  }
  return { scope, clauses };
};

// ---- What each clause of a query may stand for

const phrase = (row, prefix = false) => ({ words: row.map((atom) => atom.term), row, prefix });
const word = (term) => phrase([{ term }]);
const ofName = (name) => phrase(atoms(name.replaceAll("_", " ")).row);

// Whether a clause is one plain word.
const isWord = ({ row, quoted, prefix, minus }) => row.length === 1 && row[0].run === undefined && !quoted && !prefix && !minus;

const alternatives = async (clause) => {
  const own = phrase(clause.row, clause.prefix);
  const found = [own];
  const also = [];
  if (clause.compound && !clause.quoted) found.push(word(clause.compound));
  if (!isWord(clause)) return { found, also };
  const { term } = clause.row[0];
  for (const other of await index.spellings(term)) {
    found.push(word(other));
    also.push({ words: other, why: "spelling" });
  }
  for (const known of found.slice()) {
    for (const other of numbers(known.words[0])) if (await index.has(other)) found.push(word(other));
  }
  return { found, also };
};

// Names of entries in the query: the first and last clause of each, and the entries with the name.
const names = async (clauses) => {
  const found = [];
  const bare = (clause) => clause && !clause.beyond && !clause.quoted && !clause.minus && !clause.prefix;
  for (let first = 0; first < clauses.length; first += 1) {
    let name = "";
    for (let last = first; last < clauses.length && last < first + MOST_NAME && bare(clauses[last]); last += 1) {
      name += (name && "_") + key(clauses[last].raw);
      const entries = await index.entriesNamed(name);
      if (entries.length) found.push({ first, last, entries });
      const goesOn = last + 1 < clauses.length && (await index.begin(`=${name}_`, 1));
      if (!goesOn || (!goesOn.found.length && !goesOn.more)) break;
    }
  }
  return found;
};

// Variant forms of Chinese characters are loaded if needed: for the query, or for other names of an entry in it.
const learn = async (text) => {
  if (/\p{Script=Han}/u.test(text)) know(await index.forms());
};

export const nothing = { scope: "", mask: SCOPES[""], clauses: [], wanted: [], named: [], also: [], begun: [], incomplete: [] };

// A query with everything it may stand for: what to look up in the index, and what to mark in texts.
export const plan = async (typed) => {
  await learn(typed);
  const { scope, clauses } = parse(typed);
  const wanted = clauses.filter((clause) => !clause.minus);
  // Stop words are ignored, unless there are no others or they are part of a phrase or a name.
  const little = (clause) => !clause.quoted && clause.row.length === 1 && LITTLE.has(clause.row[0].term);
  if (!wanted.every(little)) wanted.forEach((clause) => (clause.little = little(clause)));
  const also = [];
  const incomplete = [];
  // Of a very long query, further clauses are not looked up in the index, only in the texts.
  const asked = [...wanted, ...clauses.filter((clause) => clause.minus)].filter((clause) => !clause.little);
  asked.slice(MOST_CLAUSES).forEach((clause) => (clause.beyond = true));
  const named = await names(wanted);
  const isName = (clause) => named.some(({ first, last }) => wanted.slice(first, last + 1).includes(clause));
  for (const clause of clauses) {
    const given = clause.beyond ? { found: [phrase(clause.row, clause.prefix)], also: [] } : await alternatives(clause);
    clause.found = given.found;
    also.push(...given.also.map((one) => ({ ...one, of: clause.raw })));
    // A word that is not in the index, as while it is being typed, is taken for a prefix.
    const start = clause.row.at(-1).term;
    if (clause.beyond) continue;
    if (isWord(clause) && start.length > SHORTEST && clause.found.length === 1 && !isName(clause) && !(await index.has(start))) {
      clause.prefix = clause.found[0].prefix = clause.begun = true;
    }
    if (!clause.prefix) continue;
    clause.ends = start.length < SHORTEST ? [] : await endings(start);
    if (start.length < SHORTEST || clause.ends.more) incomplete.push(clause.raw);
  }
  const begun = clauses.filter((clause) => clause.begun && clause.ends.length);
  for (const name of named) {
    name.shown = await Promise.all(name.entries.slice(0, 3).map(index.entry));
    const words = wanted.slice(name.first, name.last + 1).map((clause) => clause.raw).join(" ");
    await learn(name.shown.flatMap((entry) => entry.forms).join(""));
    name.marks = name.shown.flatMap((entry) => entry.forms.map(ofName)).filter((one) => one.words.length);
    const typedKey = key(words);
    name.shown.forEach((entry) => {
      const others = entry.forms.filter((form) => form !== typedKey);
      if (others.length && entry.sources) also.push({ of: words, entry, why: "name" });
    });
  }
  return { scope, mask: SCOPES[scope], clauses, wanted, named, also, begun, incomplete };
};

const endings = async (start) => {
  const { found, more } = await index.begin(start, MOST_FILES);
  const plain = found.filter(({ term }) => /^[^=@~]/.test(term));
  let left = MOST_LETTERS;
  const kept = plain.slice(0, MOST_WORDS).filter((one) => (left -= one.cost) >= 0 || !one.cost);
  return Object.assign(kept.map(({ term }) => term), { more: more || kept.length < plain.length });
};

// ---- The answer

// Lists of words that occur nearly everywhere are long and say little: those too long to load are
// left out, and the words are looked up in the texts, as phrases are.
const costs = async (words) => {
  const found = await Promise.all([...words].map(index.cost));
  return found.reduce((sum, cost) => sum + cost, 0);
};
const rowsOf = (clause) => clause.found.map((one, k) => (k === 0 && clause.prefix ? clause.ends : terms(one.row).slice(0, MOST_CLAUSES).map(({ term }) => term)));
const afford = async (query, before) => {
  const of = await Promise.all(
    query.clauses.map((clause) => {
      if (clause.beyond) return Infinity;
      const k = query.wanted.indexOf(clause);
      const entries = query.named.filter(({ first, last }) => first <= k && k <= last).flatMap((name) => name.entries);
      return costs(new Set([...rowsOf(clause).flat(), ...entries.map((entry) => `@${entry.toString(36)}`)]));
    }),
  );
  let left = Math.max(LEAST_LISTS, MOST_INDEX - (index.traffic.characters - before));
  const order = query.clauses.map((clause, k) => ({ clause, cost: of[k] })).filter(({ clause }) => !clause.little);
  order.sort((one, other) => one.clause.minus - other.clause.minus || one.cost - other.cost);
  order.forEach(({ clause, cost }, k) => {
    // The cheapest clause is always looked up, with as many of its words as `read` has room for.
    clause.unread = k > 0 && cost > left;
    if (!clause.unread) left -= cost;
  });
};
// The words of a row whose lists are loaded: the cheapest one, and as many more as there is room for.
const read = async (row) => {
  const priced = await Promise.all(row.slice(0, MOST_CLAUSES).map(async (one) => ({ one, cost: await index.cost(one.term) })));
  let left = MOST_LETTERS;
  const kept = new Set();
  for (const { one, cost } of priced.sort((a, b) => a.cost - b.cost)) {
    if (!kept.size || cost <= left) kept.add(one);
    left -= cost;
  }
  return kept;
};

// The parts that may contain a row of words, each with its fields and score.
const partsOf = async (one, ends, opened) => {
  const whole = terms(one.row);
  if (ends) {
    const before = whole.slice(0, -1);
    const found = new Map();
    for (const end of ends) {
      const with_ = await partsOf({ row: [...one.row.slice(0, -1), { term: end }] }, null, opened);
      for (const [number, hit] of with_) better(found, number, hit);
    }
    return before.length && !ends.length ? new Map() : found;
  }
  const kept = await read(whole);
  const row = whole.filter((word) => kept.has(word));
  const lists = await Promise.all(row.map(({ term }) => index.list(term)));
  let found = weighed(lists[0], opened);
  for (const list of lists.slice(1)) {
    const next = weighed(list, opened);
    found = new Map(
      [...found].filter(([number]) => next.has(number)).map(([number, hit]) => {
        const other = next.get(number);
        return [number, { mask: hit.mask & other.mask, worth: hit.worth + other.worth }];
      }),
    );
  }
  for (let k = 1, asked = 0; k < whole.length && found.size && asked < MOST_PAIRS && index.traffic.characters < opened.stop; k += 1) {
    if (!whole[k - 1].whole || !whole[k].whole) continue;
    asked += 1;
    const beside = new Set(await index.neighbours(pair(whole[k - 1].term, whole[k].term), PAIRS));
    found = new Map([...found].filter(([number]) => beside.has(number)));
  }
  return found;
};

const better = (found, number, hit) => {
  const before = found.get(number);
  if (!before) found.set(number, { ...hit });
  else {
    before.mask |= hit.mask;
    before.sure ||= hit.sure;
    before.worth = Math.max(before.worth, hit.worth);
  }
};

const weighed = ({ parts, codes }, opened) => {
  const rare = Math.log(1 + opened.items.length / (parts.length + 0.5));
  const found = new Map();
  parts.forEach((number, k) => {
    const mask = (codes[k] >> 2) + 1;
    const field = WEIGHTS[31 - Math.clz32(mask & -mask)]; // of the first field that has it
    found.set(number, { mask, worth: rare * OFTEN[codes[k] & 3] * field });
  });
  return found;
};

// The sources, pages and entries that match the whole query, best first. Phrases have not been looked
// up in the texts yet: `exact` is false if that is needed.
export const ask = async (query, before = index.traffic.characters) => {
  const opened = { ...(await index.open()), stop: before + MOST_BESIDE };
  const itemOf = (number) => opened.items[number] ?? opened.pages + number - opened.items.length;
  const byClause = [];
  await afford(query, before);
  const told = (clause) => !clause.little && !clause.unread;
  for (const clause of query.wanted) {
    const parts = new Map();
    byClause.push(parts);
    if (!told(clause)) continue;
    for (const [k, one] of clause.found.entries()) {
      const found = await partsOf(one, k === 0 && clause.prefix ? clause.ends : null, opened);
      for (const [number, hit] of found) if (hit.mask & query.mask) better(parts, number, hit);
    }
  }
  for (const name of query.named) {
    if (query.wanted.slice(name.first, name.last + 1).some((clause) => clause.unread)) continue;
    for (const entry of name.entries) {
      const found = weighed(await index.list(`@${entry.toString(36)}`), opened);
      for (const [number, hit] of found) {
        if (!(hit.mask & query.mask)) continue;
        for (let k = name.first; k <= name.last; k += 1) better(byClause[k], number, { ...hit, sure: true });
      }
    }
  }
  const near = await sideBySide(query, opened);
  const items = new Map();
  const first = query.wanted.findIndex(told);
  byClause.forEach((parts, k) => {
    if (!told(query.wanted[k])) return;
    const mine = new Map();
    for (const [number, hit] of parts) {
      const item = itemOf(number);
      const worth = near.has(number) ? hit.worth * NEAR : hit.worth;
      const before = mine.get(item);
      mine.set(item, before ? Math.max(before, worth) + Math.min(before, worth) / 4 : worth);
      if (k > first && !items.has(item)) continue;
      if (!items.has(item)) items.set(item, { item, worth: 0, parts: new Map(), sure: new Set(), mask: 0 });
      const held = items.get(item);
      held.parts.set(number, (held.parts.get(number) ?? 0) + worth);
      held.mask |= hit.mask;
      if (hit.sure) held.sure.add(k);
    }
    for (const [item, found] of items) {
      if (mine.has(item)) found.worth += mine.get(item);
      else items.delete(item);
    }
  });
  const unwanted = query.clauses.filter((clause) => clause.minus);
  for (const clause of unwanted) {
    if (clause.unread || clause.row.length > 1 && !(clause.row.length === 2 && clause.row[0].run !== undefined)) continue;
    for (const number of (await partsOf(clause.found[0], clause.prefix ? clause.ends : null, opened)).keys()) {
      items.delete(itemOf(number));
    }
  }
  const ranked = [...items.values()].sort((one, other) => other.worth - one.worth || one.item - other.item);
  return {
    sources: ranked.filter(({ item }) => item < opened.sources),
    pages: ranked.filter(({ item }) => item >= opened.sources && item < opened.pages),
    // Entries have no texts in which unread clauses could be looked up.
    entries: await entriesFirst(query, query.wanted.some((clause) => clause.unread) ? [] : ranked.filter(({ item }) => item >= opened.pages), opened),
    nowhere: query.wanted.filter((clause, k) => told(clause) && !byClause[k].size).map((clause) => clause.raw),
    exact: !query.clauses.some((clause) => clause.row.length > 1 || clause.unread),
    opened,
  };
};

// The entries, those first whose name is the query.
const entriesFirst = async (query, ranked, opened) => {
  const whole = query.wanted.map((clause) => clause.raw).join(" ");
  const named = new Set(query.mask === SCOPES[""] && whole ? await index.entriesNamed(key(whole)) : []);
  // The names of an entry are in its title field.
  const found = ranked.map(({ item, worth, mask }) => ({ number: item - opened.pages, worth, named: Boolean(mask & 1) }));
  const known = new Set(found.map(({ number }) => number));
  for (const number of named) if (!known.has(number)) found.push({ number, worth: 0, named: true });
  return found.sort((one, other) => named.has(other.number) - named.has(one.number) || other.worth - one.worth);
};

// The parts in which words that are adjacent in the query may be adjacent.
const sideBySide = async ({ wanted }, { stop }) => {
  const near = new Set();
  const single = (clause) => clause && clause.row.length === 1 && !clause.prefix && clause.row[0].run === undefined;
  for (let k = 1; k <= Math.min(wanted.length - 1, MOST_PAIRS); k += 1) {
    if (wanted[k - 1].unread || wanted[k].unread || index.traffic.characters > stop) continue;
    if (!single(wanted[k - 1]) || !single(wanted[k])) continue;
    const number = pair(wanted[k - 1].row[0].term, wanted[k].row[0].term);
    for (const part of await index.neighbours(number, PAIRS)) near.add(part);
  }
  return near;
};
