// Results as elements. Texts are never inserted as HTML.
import { make } from "../elements.js";
import { formatDate, translateLabel } from "../labels.js";
import { inPageLanguage, isChinese, isRightToLeft, pageLanguage, preferChinese, word } from "../language.js";
import * as index from "./index-parts.js";
import { FIELDS } from "./query.js";
import { chooseSnippets, findHits } from "./texts.js";

/** @import { Entry } from "./index-parts.js" */
/** @import { Query } from "./query.js" */
/** @import { Result } from "./results.js" */
/** @import { Excerpt, Hit, Passage } from "./texts.js" */
/** @typedef {[name: string, language: string]} Name A name with its language; empty if there is none. */
/** @typedef {Passage & Excerpt} Snippet */

const SNIPPETS = 3;


// A range of a text, with the hits in it marked.
/** @type {(text: string, found: Hit[], start?: number, end?: number) => DocumentFragment} */
export const markHits = (text, found, start = 0, end = text.length) => {
  const pieces = document.createDocumentFragment();
  let at = start;
  for (const hit of found) {
    if (hit.start < at || hit.end > end) continue;
    pieces.append(text.slice(at, hit.start), make("mark", {}, text.slice(hit.start, hit.end)));
    at = hit.end;
  }
  pieces.append(text.slice(at, end));
  return pieces;
};
/** @type {(query: Query, text: string) => DocumentFragment | string} */
const markTitle = (query, text) => (query.mask & (1 << FIELDS.title) ? markHits(text, findHits(query, text)) : text);

// The URL of a result, which passes on the query so that the page marks it.
/** @type {(path: string, typed: string, anchor?: string) => string} */
export const resultUrl = (path, typed, anchor = "") =>
  index.pageUrl(`${path}${typed ? `?h=${encodeURIComponent(typed)}` : ""}${anchor && `#${encodeURIComponent(anchor)}`}`);

// One thing and several, without a line break between the number and the name.
const COUNTED = {
  hit: ["{count}\u00A0hit", "{count}\u00A0hits"],
  source: ["{count}\u00A0source", "{count}\u00A0sources"],
  entry: ["{count}\u00A0entry", "{count}\u00A0entries"],
  page: ["{count}\u00A0page", "{count}\u00A0pages"],
};
/** @type {(count: number, what: keyof typeof COUNTED, isExact?: boolean) => string} */
export const countText = (count, what, isExact = true) => {
  const [one, several] = COUNTED[what];
  const text = word(count === 1 ? one : several, { count });
  return isExact ? text : word("about {count}", { count: text });
};
// The language of a sentence, which may be Chinese in a text that is not, or in Arabic or Hebrew script,
// which do not tell the language. Characters alone do not tell Chinese from Japanese or Korean.
/** @type {(text: string, language: string) => string} */
export const languageOf = (text, language) => {
  if (/\p{Script=Han}/u.test(text) && !/[a-z]{3}/i.test(text) && !/^(?:zh|ja|ko)\b/.test(language)) return "zh-Hans";
  if (isRightToLeft(language)) return language;
  const half = (text.match(/\p{L}/gu)?.length ?? 0) / 2;
  const [, script] = SCRIPTS.find(([letters]) => (text.match(letters)?.length ?? 0) > half) ?? [];
  return script ? `und-${script}` : language;
};
/** @type {[RegExp, string][]} */
const SCRIPTS = [[/\p{Script=Arabic}/gu, "Arab"], [/\p{Script=Hebrew}/gu, "Hebr"]];

/** @type {(found: Result) => string[]} */
const factsOf = (found) => [translateLabel(found.k), found.i === found.t ? "" : (found.i ?? ""), formatDate(found.w, found.y), preferChinese(found.o ?? "", found.p)].filter(Boolean);
const COMMA = word(", ");

// Two names, that in the reader's language first; each with its language.
/** @type {(name: Name, chinese: Name) => Name[]} */
export const orderNames = (name, chinese) => (chinese[0] && isChinese() ? [chinese, name] : [name, chinese]);

// Sentences that follow each other in one passage are in one group.
/** @type {(snippets: Snippet[]) => Snippet[][]} */
const groupByPassage = (snippets) => {
  /** @type {Snippet[][]} */
  const groups = [];
  for (const snippet of snippets) {
    const last = groups.at(-1);
    if (last?.[0].text === snippet.text) last.push(snippet);
    else groups.push([snippet]);
  }
  return groups;
};

// One source or page with the sentences around the hits.
/** @type {(query: Query, typed: string, found: Result) => HTMLElement} */
export const sourceItem = (query, typed, found) => {
  const first = found.passages.find(({ anchor }) => anchor);
  const [own, gloss] = orderNames([found.t, found.l], [found.z ?? "", "zh-Hans"]);
  const title = make("a", { href: resultUrl(found.u, typed, ""), lang: own[1] }, markTitle(query, own[0]));
  const item = make("li", { class: "mu-hit" }, make("h3", { class: "mu-hit-t" }, title, " ", gloss[0] ? make("span", { lang: gloss[1] }, markTitle(query, gloss[0])) : ""));
  const line = make("p", { class: "mu-hit-f" });
  factsOf(found).forEach((fact, k) => line.append(k ? COMMA : "", fact === found.i ? make("span", { class: "mu-id" }, markTitle(query, fact)) : fact));
  if (found.count) line.append(make("span", { class: "mu-hit-n" }, `${countText(found.count, "hit")}${found.more ? word(" or more") : ""}`));
  item.append(line);
  const list = make("ul", { class: "mu-list" });
  for (const group of groupByPassage(chooseSnippets(found.passages, SNIPPETS))) list.append(sentenceItem(found, typed, group));
  if (list.children.length) item.append(list);
  else if (!query.wanted.length && first) item.append(make("p", { class: "mu-hit-b" }, first.text.slice(0, 200)));
  return item;
};

/** @type {(found: Result, typed: string, group: Snippet[]) => HTMLElement} */
const sentenceItem = (found, typed, group) => {
  const [first] = group;
  const editorial = first.field === FIELDS.notes || first.field === FIELDS.corrections ? " mu-hit-ed" : "";
  const text = make("p", { lang: languageOf(first.text, editorial && first.label ? "en" : found.l) });
  group.forEach((snippet, k) => {
    const before = group[k - 1];
    const hasGap = before ? snippet.start - before.end > 2 || before.cut[1] || snippet.cut[0] : snippet.cut[0];
    text.append(hasGap ? (k ? " … " : "… ") : k ? " " : "", markHits(snippet.text, snippet.hits, snippet.start, snippet.end));
  });
  if (group.at(-1)?.cut[1]) text.append(" …");
  if (!first.label) return make("li", { class: "mu-hit-s mu-hit-o" }, text);
  return make("li", { class: `mu-hit-s${editorial}` }, make("a", { class: "mu-hit-p", href: resultUrl(found.u, typed, first.anchor) }, translateLabel(first.label)), text);
};

// What an entry is or, for an event, when and where it was.
/** @type {(found: Entry) => HTMLElement | string} */
const briefOf = (found) => {
  const text = inPageLanguage(found.brief, found.briefs);
  if (found.kind === "Event") return text;
  return text && make("span", { lang: text === found.brief ? "en" : pageLanguage() }, text);
};

// One entry of a register, or an event.
/** @type {(query: Query, found: Entry) => HTMLElement} */
export const entryItem = (query, found) => {
  const [own, gloss] = orderNames([found.label, "en"], [found.chinese, "zh-Hans"]);
  const names = make("a", { href: index.pageUrl(found.href), lang: own[1] }, markTitle(query, own[0]));
  const snippet = found.said ? chooseSnippets([{ text: found.said, label: "", hits: findHits(query, found.said) }], 1)[0] : undefined;
  const item = make(
    "li",
    { class: "mu-hit-e" },
    make("p", { class: "mu-hit-en" }, names, " ", gloss[0] ? make("span", { lang: gloss[1] }, markTitle(query, gloss[0])) : ""),
    make(
      "p",
      { class: "mu-hit-f" },
      ...[translateLabel(found.kind), briefOf(found), found.sources ? countText(found.sources, "source") : ""].filter(Boolean).flatMap((part, k) => (k ? [word(". "), part] : [part])),
    ),
  );
  const shown = `${found.label} ${found.chinese} ${found.brief}`;
  if (snippet && !findHits(query, shown).length) {
    item.append(make("p", { class: "mu-hit-es", lang: languageOf(snippet.text, "en") }, snippet.cut[0] ? "… " : "", markHits(snippet.text, snippet.hits, snippet.start, snippet.end), snippet.cut[1] ? " …" : ""));
  }
  return item;
};
