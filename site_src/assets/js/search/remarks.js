// What the page with all results says about a query: what else it was taken for, and what to try if nothing was found.
import { make } from "../elements.js";
import { translateLabel } from "../labels.js";
import { word } from "../language.js";
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
    if ("words" in also) line.append(word(` is also searched for as ${also.words}.`, `也按${also.words}检索。`));
    else {
      const { label, kind, href, others } = also.entry;
      // Names that fold to the same key, as pinyin without tone marks often does, are listed once.
      const known = [also.of, label, ...others].map(key);
      const names = [label, ...others].filter((name, at) => known.indexOf(key(name)) === at + 1);
      line.append(word(" is also searched for under the other names of ", "也按其他名称检索："), make("a", { href: index.pageUrl(href) }, word(label, also.entry.chinese || label)), word(` (${kind.toLowerCase()}), too`, ""), names.length ? word(`: ${names.join(", ")}.`, `（${translateLabel(kind)}：${names.join("、")}）。`) : word(".", "。"));
    }
    box.append(line);
  }
  if (seen.size) box.lastElementChild?.append(word(" Quotation marks search for exactly these words.", "加引号则只检索原词。"));
  for (const clause of query.begun) {
    const words = clause.ends.slice(0, 4).join(", ");
    box.append(make("p", {}, make("b", {}, clause.raw), word(` is not a word here; searching for words that begin with it: ${words}${clause.ends.length > 4 ? " …" : ""}.`, `不成词；检索以此开头的词：${words}${clause.ends.length > 4 ? " …" : ""}。`)));
  }
  for (const start of query.incomplete) box.append(make("p", { class: "mu-find-warn" }, word(`Too many words begin with ${start}: only the most frequent were searched for. One more letter helps.`, `以${start}开头的词太多，只检索了最常见的。请再多输入一个字母。`)));
  return box.children.length ? box : "";
};

/** @type {(clause: Clause) => Atom} */
const lastOf = ({ row }) => row[row.length - 1];
// What to try if nothing was found.
/** @type {(answer: Answer, isFiltered: boolean) => HTMLElement} */
export const advice = ({ query, nowhere = [] }, isFiltered) => {
  const list = make("ul", { class: "mu-list" });
  /** @type {(...words: (Node | string)[]) => void} */
  const add = (...words) => list.append(make("li", {}, ...words));
  if (query.wanted.length > 1) nowhere.forEach((words) => add(make("b", {}, words), word(" stands nowhere.", "无处可寻。")));
  if (isFiltered) add(word("Remove one of the choices.", "请撤去一项选择。"));
  if (query.scope) add(word("Search everything, not only what is chosen above.", "请在全部文字中检索。"));
  if (query.wanted.some((clause) => clause.quoted)) add(word("Remove the quotation marks.", "请去掉引号。"));
  if (query.wanted.some((clause) => !clause.prefix && !clause.quoted && lastOf(clause).run === undefined)) add(word("Put * after the beginning of a word: report*", "在词的开头部分后加*，如report*"));
  if (query.wanted.length > 1 && !nowhere.length) add(word("Use fewer words: all of them must occur in one source.", "请减少字词：它们须同在一件史料中。"));
  if (!list.children.length && query.wanted.some((clause) => lastOf(clause).run !== undefined)) add(word("Fewer characters find more.", "请减少字数。"));
  if (!list.children.length) add(word("No word here begins with these letters. The first few of them followed by * find other endings and spellings: repor*", "也没有以此开头的词。可只输入开头的几个字母并在后面加*，以查其他词尾与拼法，如repor*"));
  return make("div", { class: "mu-find-none" }, list);
};
