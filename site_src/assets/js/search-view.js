// Results as elements. Texts are never inserted as HTML.
import { hits, snippets } from "./search-texts.js";
import { FIELDS } from "./search-query.js";
import * as index from "./search-parts.js";
import { formatDate, translateLabel } from "./labels.js";
import { isRightToLeft, setLanguage, word } from "./say.js";

const SNIPPETS = 3;

export const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "lang" && value) setLanguage(element, value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== undefined && value !== false && value !== "") element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
};

// A range of a text, with the hits in it marked.
export const marked = (text, found, start = 0, end = text.length) => {
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
const titled = (query, text) => (query.mask & (1 << FIELDS.title) ? marked(text, hits(query, text)) : text);

// The URL of a result, which passes on the query so that the page marks it.
export const address = (path, typed, anchor = "") =>
  index.page(`${path}${typed ? `?h=${encodeURIComponent(typed)}` : ""}${anchor && `#${encodeURIComponent(anchor)}`}`);

const COUNTED = { hit: "处", source: "件史料", entry: "个条目", page: "个页面" };
export const plural = (count, one, many = `${one}s`) => {
  const number = count.toLocaleString("en");
  return word(`${number}\u00A0${count === 1 ? one : many}`, `${number}${COUNTED[one]}`);
};
// The language of a sentence, which may be Chinese in a text that is not, or in Arabic or Hebrew script,
// which do not tell the language. Characters alone do not tell Chinese from Japanese or Korean.
export const tongue = (text, language) => {
  if (/\p{Script=Han}/u.test(text) && !/[a-z]{3}/i.test(text) && !/^(?:zh|ja|ko)\b/.test(language)) return "zh-Hans";
  if (isRightToLeft(language)) return language;
  const most = (text.match(/\p{L}/gu)?.length ?? 0) / 2;
  const [, script] = SCRIPTS.find(([letters]) => (text.match(letters)?.length ?? 0) > most) ?? [];
  return script ? `und-${script}` : language;
};
const SCRIPTS = [[/\p{Script=Arabic}/gu, "Arab"], [/\p{Script=Hebrew}/gu, "Hebr"]];

const facts = (found) => [translateLabel(found.k), found.i === found.t ? "" : found.i, formatDate(found.w, found.y), found.o].filter(Boolean);
const COMMA = word(", ", "，");

// Two names, that in the reader's language first; each with its language.
export const inTurn = (name, chinese) => (chinese[0] ? word([name, chinese], [chinese, name]) : [name, chinese]);

// One source or page with the sentences around the hits.
export const source = (query, typed, found) => {
  const first = found.passages.find(({ anchor }) => anchor);
  const [own, beside] = inTurn([found.t, found.l], [found.z, "zh-Hans"]);
  const title = make("a", { href: address(found.u, typed, ""), lang: own[1] }, titled(query, own[0]));
  const item = make("li", { class: "mu-hit" }, make("h3", { class: "mu-hit-t" }, title, " ", beside[0] ? make("span", { lang: beside[1] }, titled(query, beside[0])) : ""));
  const line = make("p", { class: "mu-hit-f" });
  facts(found).forEach((fact, k) => line.append(k ? COMMA : "", fact === found.i ? make("span", { class: "mu-id" }, titled(query, fact)) : fact));
  if (found.count) line.append(make("span", { class: "mu-hit-n" }, `${plural(found.count, "hit")}${found.more ? word(" or more", "以上") : ""}`));
  item.append(line);
  const list = make("ul", { class: "mu-list" });
  // Sentences of one passage are grouped.
  const groups = [];
  for (const said of snippets(found.passages, SNIPPETS)) {
    if (groups.at(-1)?.[0].text === said.text) groups.at(-1).push(said);
    else groups.push([said]);
  }
  groups.forEach((group) => list.append(sentences(found, typed, group)));
  if (list.children.length) item.append(list);
  else if (!query.wanted.length && first) item.append(make("p", { class: "mu-hit-b" }, first.text.slice(0, 200)));
  return item;
};

const sentences = (found, typed, group) => {
  const [said] = group;
  const voice = said.field === FIELDS.notes || said.field === FIELDS.corrections ? " mu-hit-ed" : "";
  const text = make("p", { lang: tongue(said.text, voice && said.label ? "en" : found.l) });
  group.forEach((one, k) => {
    const before = group[k - 1];
    const gap = before ? one.start - before.end > 2 || before.cut[1] || one.cut[0] : one.cut[0];
    text.append(gap ? (k ? " … " : "… ") : k ? " " : "", marked(one.text, one.hits, one.start, one.end));
  });
  if (group.at(-1).cut[1]) text.append(" …");
  if (!said.label) return make("li", { class: "mu-hit-s mu-hit-o" }, text);
  return make("li", { class: `mu-hit-s${voice}` }, make("a", { class: "mu-hit-p", href: address(found.u, typed, said.anchor) }, translateLabel(said.label)), text);
};

// What an entry is or, for an event, when and where it was.
const brief = (found) => {
  const said = word(found.brief, found.briefChinese || found.brief);
  if (found.kind === "Event") return said;
  return said && make("span", { lang: said === found.brief ? "en" : "zh-Hans" }, said);
};

// One entry of a register, or an event.
export const entry = (query, found) => {
  const [own, beside] = inTurn([found.label, "en"], [found.chinese, "zh-Hans"]);
  const names = make("a", { href: index.page(found.href), lang: own[1] }, titled(query, own[0]));
  const said = found.said ? snippets([{ text: found.said, label: "", hits: hits(query, found.said) }], 1)[0] : undefined;
  const item = make(
    "li",
    { class: "mu-hit-e" },
    make("p", { class: "mu-hit-en" }, names, " ", beside[0] ? make("span", { lang: beside[1] }, titled(query, beside[0])) : ""),
    make(
      "p",
      { class: "mu-hit-f" },
      ...[translateLabel(found.kind), brief(found), found.sources ? plural(found.sources, "source") : ""].filter(Boolean).flatMap((part, k) => (k ? [word(". ", "。"), part] : [part])),
    ),
  );
  const shown = `${found.label} ${found.chinese} ${found.brief}`;
  if (said && !hits(query, shown).length) {
    item.append(make("p", { class: "mu-hit-es", lang: tongue(said.text, "en") }, said.cut[0] ? "… " : "", marked(said.text, said.hits, said.start, said.end), said.cut[1] ? " …" : ""));
  }
  return item;
};
