// A typed query, and everything it may stand for.
import * as index from "./index-parts.js";
import { addVariantForms, atoms, key, otherNumbers } from "./words.js";

/** @import { Entry } from "./index-parts.js" */
/** @import { Atom, Word } from "./words.js" */
/** @typedef {{ words: string[], row: Word[], prefix: boolean }} Phrase Adjacent words; the last may be the beginning of one. */
/** @typedef {{ of: string, words: string } | { of: string, entry: Entry }} Also What words of the query were taken for, too: another spelling, or a name. */
/**
 * A part of a query that must occur, or must not.
 * @typedef {object} Clause
 * @property {string} raw as it was typed
 * @property {Atom[]} row
 * @property {string} compound the words as one, if a hyphen joins them
 * @property {boolean} quoted
 * @property {boolean} minus whether it must not occur
 * @property {boolean} prefix whether the last word is only the beginning of one
 * @property {Phrase[]} found what it may stand for
 * @property {string[]} ends the words that begin with its last word
 * @property {boolean} isStopWord
 * @property {boolean} isBeyondLimit whether it is looked up only in the texts
 * @property {boolean} isTooCostly whether it would need too much of the index
 * @property {boolean} begun whether it was taken for a prefix because it is no word
 */
/**
 * A name in a query: its first and last clause, and the entries of that name.
 * @typedef {object} Name
 * @property {number} first
 * @property {number} last
 * @property {number[]} entries
 * @property {Entry[]} shown the first entries
 * @property {Phrase[]} marks what is marked in texts for them
 */
/**
 * A query with everything it may stand for.
 * @typedef {object} Query
 * @property {string} scope
 * @property {number} mask the fields that are searched
 * @property {Clause[]} clauses
 * @property {Clause[]} wanted the clauses that must occur
 * @property {Name[]} named
 * @property {Also[]} also
 * @property {Clause[]} begun
 * @property {string[]} incomplete beginnings for which only some words were searched
 */

// Fields, by whose words they are: bits of the codes in the index (builders/search/passages.py).
export const FIELDS = { title: 0, text: 1, notes: 2, corrections: 3 };
/** @type {Record<string, number>} */
const SCOPES = { "": 0b1111, text: 0b0011, notes: 0b0100, corrections: 0b1000 };
const MAX_WORDS = 60; // terms that a prefix may stand for
const MAX_FILES = 4; // files of the dictionary that are searched for a prefix
const MIN_PREFIX = 2; // letters of a prefix
const MAX_NAME_WORDS = 6; // words of a name
const STOP_WORDS = new Set("a an and are as at be by for from has have in is it its of on or that the their they this to was were which who with".split(" "));
export const MAX_CLAUSES = 16; // clauses of a query, and words of a phrase, looked up in the index
export const MAX_LIST_LETTERS = 100_000; // letters of long lists loaded for one phrase, or for all terms with a prefix

// ---- What was typed

// `"a phrase"`, `-without`, `begin*`, `in:notes`; anything else is words and runs of Chinese.
/** @type {(typed: string) => { scope: string, clauses: Clause[] }} */
export const parse = (typed) => {
  let scope = "";
  const rest = typed
    .replace(/(^|\s)in:(text|notes|corrections)(?=\s|$)/gi, (_, before, name) => {
      scope = name.toLowerCase();
      return before;
    })
    .replace(/[“”„‟「」『』＂]/g, '"')
    .replace(/(\p{Script=Hebrew})"(?=\p{Script=Hebrew})/gu, "$1״"); // gershayim, as in צה"ל
  /** @type {Clause[]} */
  const clauses = [];
  for (const [, minus, phrase, bare] of rest.matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/g)) {
    const raw = phrase ?? bare;
    const { row, joined } = atoms(raw);
    if (!row.length) continue;
    const last = row[row.length - 1];
    const prefix = phrase === undefined && /[*＊]$/.test(raw) && last.run === undefined;
    clauses.push({
      raw: raw.trim(),
      row,
      compound: joined.findLast(({ first, last }) => last - first === row.length - 1)?.term ?? "",
      quoted: phrase !== undefined,
      minus: minus !== "",
      prefix,
      ...{ found: [], ends: [], isStopWord: false, isBeyondLimit: false, isTooCostly: false, begun: false },
    });
  }
  return { scope, clauses };
};

// ---- What each clause of a query may stand for

/** @type {(row: Word[], prefix?: boolean) => Phrase} */
const phrase = (row, prefix = false) => ({ words: row.map((atom) => atom.term), row, prefix });
/** @type {(term: string) => Phrase} */
const singleWord = (term) => phrase([{ term }]);
/** @type {(name: string) => Phrase} */
const phraseOfName = (name) => phrase(atoms(name.replaceAll("_", " ")).row);

// Whether a clause is one plain word.
/** @type {(clause: Clause) => boolean} */
const isWord = ({ row, quoted, prefix, minus }) => row.length === 1 && row[0].run === undefined && !quoted && !prefix && !minus;

/** @type {(clause: Clause) => Promise<{ found: Phrase[], spellings: string[] }>} */
const alternatives = async (clause) => {
  const own = phrase(clause.row, clause.prefix);
  const found = [own];
  if (clause.compound && !clause.quoted) found.push(singleWord(clause.compound));
  if (!isWord(clause)) return { found, spellings: [] };
  const { term } = clause.row[0];
  const spellings = await index.spellings(term);
  found.push(...spellings.map(singleWord));
  for (const known of found.slice()) {
    for (const other of otherNumbers(known.words[0])) if (await index.has(other)) found.push(singleWord(other));
  }
  return { found, spellings };
};

// Names of entries in the query: the first and last clause of each, and the entries with the name.
/** @type {(clauses: Clause[]) => Promise<Name[]>} */
const findNames = async (clauses) => {
  const found = [];
  /** @type {(clause: Clause) => boolean} */
  const isPlain = (clause) => clause && !clause.isBeyondLimit && !clause.quoted && !clause.minus && !clause.prefix;
  for (let first = 0; first < clauses.length; first += 1) {
    let name = "";
    for (let last = first; last < clauses.length && last < first + MAX_NAME_WORDS && isPlain(clauses[last]); last += 1) {
      name += (name && "_") + key(clauses[last].raw);
      const entries = await index.entriesNamed(name);
      if (entries.length) found.push({ first, last, entries, shown: [], marks: [] });
      const goesOn = last + 1 < clauses.length && (await index.termsWith(`=${name}_`, 1));
      if (!goesOn || (!goesOn.found.length && !goesOn.more)) break;
    }
  }
  return found;
};

// Variant forms of Chinese characters are loaded if needed: for the query, or for other names of an entry in it.
/** @type {(text: string) => Promise<void>} */
const loadVariants = async (text) => {
  if (/\p{Script=Han}/u.test(text)) addVariantForms(await index.variantForms());
};

/** @type {Query} */
export const EMPTY_QUERY = { scope: "", mask: SCOPES[""], clauses: [], wanted: [], named: [], also: [], begun: [], incomplete: [] };

// A query with everything it may stand for: what to look up in the index, and what to mark in texts.
/** @type {(typed: string) => Promise<Query>} */
export const plan = async (typed) => {
  await loadVariants(typed);
  const { scope, clauses } = parse(typed);
  const wanted = clauses.filter((clause) => !clause.minus);
  // Stop words are ignored, unless there are no others or they are part of a phrase or a name.
  /** @type {(clause: Clause) => boolean} */
  const isStopWord = (clause) => !clause.quoted && clause.row.length === 1 && STOP_WORDS.has(clause.row[0].term);
  if (!wanted.every(isStopWord)) wanted.forEach((clause) => (clause.isStopWord = isStopWord(clause)));
  /** @type {Also[]} */
  const also = [];
  const incomplete = [];
  // Of a very long query, further clauses are not looked up in the index, only in the texts.
  const lookedUp = [...wanted, ...clauses.filter((clause) => clause.minus)].filter((clause) => !clause.isStopWord);
  lookedUp.slice(MAX_CLAUSES).forEach((clause) => (clause.isBeyondLimit = true));
  const named = await findNames(wanted);
  /** @type {(clause: Clause) => boolean} */
  const isName = (clause) => named.some(({ first, last }) => wanted.slice(first, last + 1).includes(clause));
  for (const clause of clauses) {
    if (clause.isBeyondLimit) {
      clause.found = [phrase(clause.row, clause.prefix)];
      continue;
    }
    const interpretation = await alternatives(clause);
    clause.found = interpretation.found;
    also.push(...interpretation.spellings.map((words) => ({ of: clause.raw, words })));
    // A word that is not in the index, as while it is being typed, is taken for a prefix.
    const start = clause.row[clause.row.length - 1].term;
    if (isWord(clause) && start.length > MIN_PREFIX && clause.found.length === 1 && !isName(clause) && !(await index.has(start))) {
      clause.prefix = clause.found[0].prefix = clause.begun = true;
    }
    if (!clause.prefix) continue;
    const endings = start.length < MIN_PREFIX ? { ends: [], more: true } : await findEndings(start);
    clause.ends = endings.ends;
    if (endings.more) incomplete.push(clause.raw);
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
      if (others.length && entry.sources) also.push({ of: words, entry });
    });
  }
  return { scope, mask: SCOPES[scope], clauses, wanted, named, also, begun, incomplete };
};

/** @type {(start: string) => Promise<{ ends: string[], more: boolean }>} */
const findEndings = async (start) => {
  const { found, more } = await index.termsWith(start, MAX_FILES);
  const plain = found.filter(({ term }) => /^[^=@~]/.test(term));
  let left = MAX_LIST_LETTERS;
  const kept = plain.slice(0, MAX_WORDS).filter((one) => (left -= one.cost) >= 0 || !one.cost);
  return { ends: kept.map(({ term }) => term), more: more || kept.length < plain.length };
};
