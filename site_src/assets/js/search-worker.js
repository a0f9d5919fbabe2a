// Finds words in all sections of the publication by reading them through: no index is built, which
// for a thousand sources would take seconds and half a gigabyte, and any run of Chinese is found.
// It speaks the theme's protocol: setup, ready, query, result.
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const SNIPPET = 220;
const LEAD = 60;
const BEST = 3;
// Where to look: `in:notes word`. A source's page is cut into sections by its headings; those of
// the editors are told by their addresses.
const VOICES = ["text", "notes", "corrections"];
const VOICE = new RegExp(`(?:^|\\s)in:(${VOICES.join("|")})(?=\\s|$)`, "i");

let sections = [];

onmessage = ({ data }) => {
  if (data.type === SETUP) {
    sections = data.data.docs.map(prepare);
    postMessage({ type: READY });
  } else if (data.type === QUERY) {
    postMessage({ type: RESULT, data: { items: search(data.data) } });
  }
};

// Case and accents aside, one character for one, so that places in both are the same.
const fold = (text) => text.replace(/[^\x20-\x7e]/g, (c) => c.normalize("NFD")[0] ?? c).toLowerCase();
const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
const plain = (html) =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity])
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

function voiceOf(location) {
  const [page, hash = ""] = location.split("#");
  if (!/^sources\/[^/]+\/$/.test(page)) return "";
  if (hash === "apparatus") return "corrections";
  return hash === "headnote" || hash.startsWith("note-") ? "notes" : "text";
}

function prepare(doc) {
  const title = plain(doc.title);
  const text = plain(doc.text);
  return {
    location: doc.location,
    page: doc.location.split("#")[0],
    slug: doc.location.split("#")[0].split("/").at(-2),
    voice: voiceOf(doc.location),
    fields: [
      { name: "title", text: title, folded: fold(title), weight: 8 },
      { name: "text", text, folded: fold(text), weight: 1 },
    ],
  };
}

// "a phrase", words, and runs of Chinese.
function parse(query) {
  const terms = [];
  const text = fold(query.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"'));
  for (const [, phrase, word] of text.matchAll(/"([^"]+)"?|([^\s"]+)/g)) {
    if (phrase) terms.push(term(phrase.trim().replace(/\s+/g, " "), true));
    else for (const [part] of word.matchAll(/\p{Script=Han}+|[^\p{Script=Han}]+/gu)) terms.push(term(part, false));
  }
  return terms.filter(Boolean);
}

function term(text, phrase) {
  const word = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  if (!word) return null;
  const han = /^\p{Script=Han}/u.test(word);
  const stem = phrase || han || word.length < 6 ? word : word.replace(/(?:ing|ed|s)$/, "");
  const quoted = (stem.length < 4 ? word : stem).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  // A word is found from its beginning, a run of Chinese anywhere.
  const pattern = han ? quoted : `(?<![\\p{L}\\p{N}])${quoted}${phrase ? "(?![\\p{L}\\p{N}])" : "\\p{L}*"}`;
  return { word, pattern: new RegExp(pattern, "gu") };
}

function search(query) {
  const voice = query.match(VOICE)?.[1].toLowerCase();
  const terms = parse(query.replace(VOICE, " "));
  if (!terms.length) return [];
  const pages = new Map();
  for (const section of sections) {
    // The section that stands for a page is in every answer; out of place it has found nothing.
    const found = match(section, voice && voice !== section.voice ? [] : terms);
    const page = pages.get(section.page) ?? { sections: [], words: new Set() };
    page.sections.push(found);
    found.words.forEach((word) => page.words.add(word));
    pages.set(section.page, page);
  }
  // A page must hold every word; where none does, those that hold most are shown with what they lack.
  const most = Math.max(...[...pages.values()].map((page) => page.words.size));
  if (!most) return [];
  return [...pages.values()]
    .filter((page) => page.words.size === most)
    .map((page) => results(page, terms))
    .sort((one, other) => other[0].score - one[0].score);
}

function match(section, terms) {
  const words = new Set();
  let score = 0;
  const places = section.fields.map((field) => {
    const ranges = [];
    for (const { word, pattern } of terms) {
      const found = [...field.folded.matchAll(pattern)];
      if (!found.length) continue;
      words.add(word);
      const exact = found.filter((one) => one[0].startsWith(word)).length;
      score += field.weight * (Math.log2(1 + found.length) + Math.log2(1 + exact));
      ranges.push(...found.map((one) => [one.index, one.index + one[0].length]));
    }
    return ranges.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  });
  // The number of a source is the last part of its address: who asks for it wants the source.
  if (terms.some(({ word }) => section.slug === word && !section.location.includes("#"))) score += 100;
  return { section, words, places, score: score * words.size };
}

// The theme wants the page itself in the list, and unfolds the sections that share the best score.
function results(page, terms) {
  const ranked = page.sections
    .filter((found) => found.score || !found.section.location.includes("#"))
    .sort((one, other) => other.score - one.score);
  const best = ranked[0].score;
  return ranked.map((found, rank) => {
    const [title, text] = found.section.fields;
    return {
      location: found.section.location,
      title: marked(title.text, found.places[0], 0, title.text.length),
      text: snippet(text.text, found.places[1]),
      score: found.score && rank < BEST ? best : found.score,
      terms: Object.fromEntries(terms.map(({ word }) => [word, page.words.has(word)])),
    };
  });
}

function snippet(text, ranges) {
  const first = ranges.length ? ranges[0][0] : 0;
  let start = Math.max(0, first - LEAD);
  if (start) start = Math.max(start, text.lastIndexOf(" ", first - LEAD / 2) + 1);
  let end = Math.min(text.length, start + SNIPPET);
  if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), ranges.length ? ranges[0][1] : 0, start + SNIPPET / 2);
  if (!text) return "";
  return `<p>${start ? "… " : ""}${marked(text, ranges, start, end)}${end < text.length ? " …" : ""}</p>`;
}

function marked(text, ranges, start, end) {
  let html = "";
  let at = start;
  for (const [from, to] of ranges) {
    if (from < at || to > end) continue;
    html += `${escape(text.slice(at, from))}<mark>${escape(text.slice(from, to))}</mark>`;
    at = to;
  }
  return html + escape(text.slice(at, end));
}
