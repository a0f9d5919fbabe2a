// From a typed query to the sources and entries that match, ranked.
import { PAIRS, addVariantForms, atoms, key, otherNumbers, pairNumber, terms } from "./words.js";
import * as index from "./index-parts.js";

// Fields, by whose words they are: bits of the codes in the index (builders/search/passages.py).
export const FIELDS = { title: 0, text: 1, notes: 2, corrections: 3 };
const SCOPES = { "": 0b1111, text: 0b0011, notes: 0b0100, corrections: 0b1000 };
const FIELD_WEIGHTS = [5, 1, 0.7, 0.4];
const FREQUENCY_FACTORS = [1, 1.5, 2, 2.6];
const MAX_WORDS = 60; // terms that a prefix may stand for
const MAX_FILES = 4; // files of the dictionary that are searched for a prefix
const MIN_PREFIX = 2; // letters of a prefix
const MAX_PAIRS = 3; // adjacent pairs looked up, in a phrase and among the words of a query
const MAX_NAME_WORDS = 6; // words of a name
const STOP_WORDS = new Set("a an and are as at be by for from has have in is it its of on or that the their they this to was were which who with".split(" "));
const MAX_CLAUSES = 16; // clauses of a query, and words of a phrase, looked up in the index
const MAX_LIST_LETTERS = 100_000; // letters of long lists loaded for one phrase, or for all terms with a prefix
const MAX_INDEX_LETTERS = 180_000; // letters of the index loaded for one query, without adjacent pairs
const MAX_PAIR_LETTERS = 225_000; // letters after which no pairs are looked up, only the texts themselves
const MIN_LIST_LETTERS = 40_000; // letters allowed for lists whatever else was loaded
const NEAR_FACTOR = 1.6; // factor for the score of parts in which words of the query may be adjacent

// ---- What was typed

// `"a phrase"`, `-without`, `begin*`, `in:notes`; anything else is words and runs of Chinese.
export const parse = (typed) => {
  let scope = "";
  const rest = typed
    .replace(/(^|\s)in:(text|notes|corrections)(?=\s|$)/gi, (_, before, name) => {
      scope = name.toLowerCase();
      return before;
    })
    .replace(/[“”„‟「」『』＂]/g, '"')
    .replace(/(\p{Script=Hebrew})"(?=\p{Script=Hebrew})/gu, "$1״"); // gershayim, as in צה"ל
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
      compound: joined.findLast(({ first, last }) => last - first === row.length - 1)?.term ?? "",
      quoted: phrase !== undefined,
      minus: minus !== "",
      prefix,
    });
  }
  return { scope, clauses };
};

// ---- What each clause of a query may stand for

const phrase = (row, prefix = false) => ({ words: row.map((atom) => atom.term), row, prefix });
const singleWord = (term) => phrase([{ term }]);
const phraseOfName = (name) => phrase(atoms(name.replaceAll("_", " ")).row);

// Whether a clause is one plain word.
const isWord = ({ row, quoted, prefix, minus }) => row.length === 1 && row[0].run === undefined && !quoted && !prefix && !minus;

const alternatives = async (clause) => {
  const own = phrase(clause.row, clause.prefix);
  const found = [own];
  const also = [];
  if (clause.compound && !clause.quoted) found.push(singleWord(clause.compound));
  if (!isWord(clause)) return { found, also };
  const { term } = clause.row[0];
  for (const other of await index.spellings(term)) {
    found.push(singleWord(other));
    also.push({ words: other, why: "spelling" });
  }
  for (const known of found.slice()) {
    for (const other of otherNumbers(known.words[0])) if (await index.has(other)) found.push(singleWord(other));
  }
  return { found, also };
};

// Names of entries in the query: the first and last clause of each, and the entries with the name.
const findNames = async (clauses) => {
  const found = [];
  const isPlain = (clause) => clause && !clause.isBeyondLimit && !clause.quoted && !clause.minus && !clause.prefix;
  for (let first = 0; first < clauses.length; first += 1) {
    let name = "";
    for (let last = first; last < clauses.length && last < first + MAX_NAME_WORDS && isPlain(clauses[last]); last += 1) {
      name += (name && "_") + key(clauses[last].raw);
      const entries = await index.entriesNamed(name);
      if (entries.length) found.push({ first, last, entries });
      const goesOn = last + 1 < clauses.length && (await index.termsWith(`=${name}_`, 1));
      if (!goesOn || (!goesOn.found.length && !goesOn.more)) break;
    }
  }
  return found;
};

// Variant forms of Chinese characters are loaded if needed: for the query, or for other names of an entry in it.
const loadVariants = async (text) => {
  if (/\p{Script=Han}/u.test(text)) addVariantForms(await index.variantForms());
};

export const EMPTY_QUERY = { scope: "", mask: SCOPES[""], clauses: [], wanted: [], named: [], also: [], begun: [], incomplete: [] };

// A query with everything it may stand for: what to look up in the index, and what to mark in texts.
export const plan = async (typed) => {
  await loadVariants(typed);
  const { scope, clauses } = parse(typed);
  const wanted = clauses.filter((clause) => !clause.minus);
  // Stop words are ignored, unless there are no others or they are part of a phrase or a name.
  const isStopWord = (clause) => !clause.quoted && clause.row.length === 1 && STOP_WORDS.has(clause.row[0].term);
  if (!wanted.every(isStopWord)) wanted.forEach((clause) => (clause.isStopWord = isStopWord(clause)));
  const also = [];
  const incomplete = [];
  // Of a very long query, further clauses are not looked up in the index, only in the texts.
  const lookedUp = [...wanted, ...clauses.filter((clause) => clause.minus)].filter((clause) => !clause.isStopWord);
  lookedUp.slice(MAX_CLAUSES).forEach((clause) => (clause.isBeyondLimit = true));
  const named = await findNames(wanted);
  const isName = (clause) => named.some(({ first, last }) => wanted.slice(first, last + 1).includes(clause));
  for (const clause of clauses) {
    const interpretation = clause.isBeyondLimit ? { found: [phrase(clause.row, clause.prefix)], also: [] } : await alternatives(clause);
    clause.found = interpretation.found;
    also.push(...interpretation.also.map((one) => ({ ...one, of: clause.raw })));
    // A word that is not in the index, as while it is being typed, is taken for a prefix.
    const start = clause.row.at(-1).term;
    if (clause.isBeyondLimit) continue;
    if (isWord(clause) && start.length > MIN_PREFIX && clause.found.length === 1 && !isName(clause) && !(await index.has(start))) {
      clause.prefix = clause.found[0].prefix = clause.begun = true;
    }
    if (!clause.prefix) continue;
    clause.ends = start.length < MIN_PREFIX ? [] : await findEndings(start);
    if (start.length < MIN_PREFIX || clause.ends.more) incomplete.push(clause.raw);
  }
  const begun = clauses.filter((clause) => clause.begun && clause.ends.length);
  for (const name of named) {
    name.shown = await Promise.all(name.entries.slice(0, 3).map(index.loadEntry));
    const words = wanted.slice(name.first, name.last + 1).map((clause) => clause.raw).join(" ");
    await loadVariants(name.shown.flatMap((entry) => entry.forms).join(""));
    name.marks = name.shown.flatMap((entry) => entry.forms.map(phraseOfName)).filter((one) => one.words.length);
    const typedKey = key(words);
    name.shown.forEach((entry) => {
      const others = entry.forms.filter((form) => form !== typedKey);
      if (others.length && entry.sources) also.push({ of: words, entry, why: "name" });
    });
  }
  return { scope, mask: SCOPES[scope], clauses, wanted, named, also, begun, incomplete };
};

const findEndings = async (start) => {
  const { found, more } = await index.termsWith(start, MAX_FILES);
  const plain = found.filter(({ term }) => /^[^=@~]/.test(term));
  let left = MAX_LIST_LETTERS;
  const kept = plain.slice(0, MAX_WORDS).filter((one) => (left -= one.cost) >= 0 || !one.cost);
  return Object.assign(kept.map(({ term }) => term), { more: more || kept.length < plain.length });
};

// ---- The answer

// Lists of words that occur nearly everywhere are long and say little: those too long to load are
// left out, and the words are looked up in the texts, as phrases are.
const totalCost = async (words) => {
  const found = await Promise.all([...words].map(index.cost));
  return found.reduce((sum, cost) => sum + cost, 0);
};
const termsOfClause = (clause) => clause.found.map((one, k) => (k === 0 && clause.prefix ? clause.ends : terms(one.row).slice(0, MAX_CLAUSES).map(({ term }) => term)));
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
  cheapestFirst.sort((one, other) => one.clause.minus - other.clause.minus || one.cost - other.cost);
  cheapestFirst.forEach(({ clause, cost }, k) => {
    // The cheapest clause is always looked up, with as many of its words as `chooseWords` has room for.
    clause.isTooCostly = k > 0 && cost > remaining;
    if (!clause.isTooCostly) remaining -= cost;
  });
};
// The words of a row whose lists are loaded: the cheapest one, and as many more as there is room for.
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
    found = new Map(
      [...found].filter(([number]) => next.has(number)).map(([number, hit]) => {
        const other = next.get(number);
        return [number, { mask: hit.mask & other.mask, score: hit.score + other.score }];
      }),
    );
  }
  for (let k = 1, lookups = 0; k < allTerms.length && found.size && lookups < MAX_PAIRS && index.traffic.characters < opened.stop; k += 1) {
    if (!allTerms[k - 1].whole || !allTerms[k].whole) continue;
    lookups += 1;
    const adjacent = new Set(await index.neighbours(pairNumber(allTerms[k - 1].term, allTerms[k].term), PAIRS));
    found = new Map([...found].filter(([number]) => adjacent.has(number)));
  }
  return found;
};

const keepBetter = (found, number, hit) => {
  const before = found.get(number);
  if (!before) found.set(number, { ...hit });
  else {
    before.mask |= hit.mask;
    before.sure ||= hit.sure;
    before.score = Math.max(before.score, hit.score);
  }
};

const scoreParts = ({ parts, codes }, opened) => {
  const rarity = Math.log(1 + opened.items.length / (parts.length + 0.5));
  const found = new Map();
  parts.forEach((number, k) => {
    const mask = (codes[k] >> 2) + 1;
    const field = FIELD_WEIGHTS[31 - Math.clz32(mask & -mask)]; // of the first field that has it
    found.set(number, { mask, score: rarity * FREQUENCY_FACTORS[codes[k] & 3] * field });
  });
  return found;
};

const isLookedUp = (clause) => !clause.isStopWord && !clause.isTooCostly;

// For each clause, the parts that may contain it, by its words or by the name of an entry that it belongs to.
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
const itemsOf = (query, byClause, near, itemOf) => {
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
      if (!items.has(item)) items.set(item, { item, score: 0, parts: new Map(), sure: new Set(), mask: 0 });
      const match = items.get(item);
      match.parts.set(number, (match.parts.get(number) ?? 0) + score);
      match.mask |= hit.mask;
      if (hit.sure) match.sure.add(k);
    }
    for (const [item, found] of items) {
      if (scores.has(item)) found.score += scores.get(item);
      else items.delete(item);
    }
  });
  return items;
};

// Removes items that contain an excluded word, as far as the index alone can tell.
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
export const findMatches = async (query, before = index.traffic.characters) => {
  const opened = { ...(await index.open()), stop: before + MAX_PAIR_LETTERS };
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
    opened,
  };
};

// The entries, those first whose name is the query.
const rankEntries = async (query, ranked, opened) => {
  const whole = query.wanted.map((clause) => clause.raw).join(" ");
  const named = new Set(query.mask === SCOPES[""] && whole ? await index.entriesNamed(key(whole)) : []);
  // The names of an entry are in its title field.
  const found = ranked.map(({ item, score, mask }) => ({ number: item - opened.pages, score, named: Boolean(mask & 1) }));
  const known = new Set(found.map(({ number }) => number));
  for (const number of named) if (!known.has(number)) found.push({ number, score: 0, named: true });
  return found.sort((one, other) => named.has(other.number) - named.has(one.number) || other.score - one.score);
};

// The parts in which words that are adjacent in the query may be adjacent.
const findAdjacent = async ({ wanted }, { stop }) => {
  const near = new Set();
  const isSingleWord = (clause) => clause && clause.row.length === 1 && !clause.prefix && clause.row[0].run === undefined;
  for (let k = 1; k <= Math.min(wanted.length - 1, MAX_PAIRS); k += 1) {
    if (wanted[k - 1].isTooCostly || wanted[k].isTooCostly || index.traffic.characters > stop) continue;
    if (!isSingleWord(wanted[k - 1]) || !isSingleWord(wanted[k])) continue;
    const number = pairNumber(wanted[k - 1].row[0].term, wanted[k].row[0].term);
    for (const part of await index.neighbours(number, PAIRS)) near.add(part);
  }
  return near;
};
