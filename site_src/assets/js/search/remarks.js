// What the page with all results says about a query: what else it was taken for, and what to try if nothing was found.
import { make } from "../elements.js";
import { translateLabel } from "../labels.js";
import { preferChinese, word } from "../language.js";
import * as index from "./index-parts.js";
import { key } from "./words.js";

/** @import { Clause, Query } from "./query.js" */
/** @import { Answer } from "./results.js" */
/** @import { Atom } from "./words.js" */

// Remarks: what else the words were taken for, and what could not be done.
/** @type {(query: Query) => HTMLElement | ""} */
export const queryRemarks = (query) => {
  const box = make("div", { class: "mu-find-x" });
  const seen = new Set();
  for (const also of query.also) {
    const text = "words" in also ? also.words : also.entry.label;
    if (seen.has(also.of + text)) continue;
    seen.add(also.of + text);
    const line = make("p", {}, make("b", {}, also.of));
    if ("words" in also) line.append(word(" is also searched for as {words}.", { words: also.words }));
    else {
      const { label, kind, href, others } = also.entry;
      // Names that fold to the same key, as pinyin without tone marks often does, are listed once.
      const known = [also.of, label, ...others].map(key);
      const names = [label, ...others].filter((name, at) => known.indexOf(key(name)) === at + 1);
      const link = make("a", { href: index.pageUrl(href) }, preferChinese(label, also.entry.chinese));
      const listed = names.reduce((one, other) => (one ? word("{one}, {other}", { one, other }) : other), "");
      line.append(word(" is also searched for under the other names of "), link, word(names.length ? " ({kind}), too: {names}." : " ({kind}), too.", { kind: translateLabel(kind).toLowerCase(), names: listed }));
    }
    box.append(line);
  }
  if (seen.size) box.lastElementChild?.append(word(" Quotation marks search for exactly these words."));
  for (const clause of query.begun) {
    const words = clause.ends.slice(0, 4).join(", ");
    box.append(make("p", {}, make("b", {}, clause.raw), word(" is not a word here; searching for words that begin with it: {words}.", { words: `${words}${clause.ends.length > 4 ? " …" : ""}` })));
  }
  for (const start of query.incomplete) box.append(make("p", { class: "mu-find-warn" }, word("Too many words begin with {start} to search for all of them. One more letter helps.", { start })));
  return box.children.length ? box : "";
};

/** @type {(clause: Clause) => Atom} */
const lastOf = ({ row }) => row[row.length - 1];
// What to try if nothing was found, unless a remark says that already.
/** @type {(answer: Answer, isFiltered: boolean) => HTMLElement | ""} */
export const advice = ({ query, nowhere = [] }, isFiltered) => {
  const list = make("ul", { class: "mu-list" });
  /** @type {(...words: (Node | string)[]) => void} */
  const add = (...words) => list.append(make("li", {}, ...words));
  if (query.wanted.length > 1) nowhere.forEach((words) => add(make("b", {}, words), word(" stands nowhere.")));
  if (isFiltered) add(word("Remove one of the choices."));
  if (query.scope) add(word("Search everything, not only what is chosen above."));
  if (query.wanted.some((clause) => clause.quoted)) add(word("Remove the quotation marks."));
  if (query.wanted.some((clause) => !clause.prefix && !clause.quoted && lastOf(clause).run === undefined)) add(word("Put * after the beginning of a word: report*"));
  if (query.wanted.length > 1 && !nowhere.length) add(word("Use fewer words: all of them must occur in one source."));
  if (!list.children.length && query.wanted.some((clause) => lastOf(clause).run !== undefined)) add(word("Fewer characters find more."));
  if (!list.children.length && !query.incomplete.length) add(word("No word here begins with these letters. The first few of them followed by * find other endings and spellings: repor*"));
  return list.children.length ? make("div", { class: "mu-find-none" }, list) : "";
};
