// The sections of the page with all results: entries, sources, pages about the edition.
import { button, make } from "../elements.js";
import { word } from "../language.js";
import { say } from "../say.js";
import * as index from "./index-parts.js";
import { createLoader } from "./results.js";
import { countText, entryItem, sourceItem } from "./view.js";

/** @import { EntryMatch, Match } from "./matches.js" */
/** @import { Query } from "./query.js" */
/** @import { Answer, Loader } from "./results.js" */

export const STEP = 10; // sources shown at first, and with each further step
const ENTRIES = 5; // entries shown at first
const MORE_ENTRIES = 20;
const PAGES = 3;

/** @type {(title: string, id: string, ...children: Node[]) => HTMLElement} */
const section = (title, id, ...children) => make("section", { class: "mu-find-g", "aria-labelledby": id }, make("h2", { class: "mu-find-h", id }, title), ...children);

// A button that adds further results. `add` returns a promise of the first of these, which takes the focus.
/** @type {(add: () => Promise<Element | undefined>) => HTMLButtonElement} */
const moreButton = (add) => {
  let isBusy = false;
  return button("mu-find-m", "", async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      (await add())?.querySelector("a")?.focus();
    } catch (error) {
      say("That could not be loaded. Try again.", "未能载入，请重试。");
      console.error(error);
    }
    isBusy = false;
  });
};

/** @type {(query: Query, entries: EntryMatch[]) => Promise<HTMLElement>} */
export const entriesSection = async (query, entries) => {
  const list = make("ul", { class: "mu-list mu-hit-es-l" });
  let shown = 0;
  const more = moreButton(() => add(MORE_ENTRIES));
  /** @type {(count: number) => Promise<Element>} */
  const add = async (count) => {
    const loaded = await Promise.all(entries.slice(shown, shown + count).map(({ number }) => index.loadEntry(number)));
    shown += loaded.length;
    list.append(...loaded.map((one) => entryItem(query, one)));
    more.hidden = shown >= entries.length;
    more.textContent = word(`${Math.min(MORE_ENTRIES, entries.length - shown)} more of ${countText(entries.length, "entry", "entries")}`, `再显示${Math.min(MORE_ENTRIES, entries.length - shown)}个（共${entries.length}个）`);
    return list.children[shown - loaded.length];
  };
  await add(entries.length === ENTRIES + 1 ? ENTRIES + 1 : ENTRIES);
  return section(word("Entries", "条目"), "found-entries", list, more);
};

/** @type {(query: Query, typed: string, texts: Loader) => HTMLElement} */
export const sourcesSection = (query, typed, texts) => {
  const list = make("ol", { class: "mu-list mu-hits" });
  const more = moreButton(async () => {
    await texts.more(STEP);
    return show();
  });
  const show = () => {
    const before = list.children.length;
    list.append(...texts.results.slice(before).map((one) => sourceItem(query, typed, one)));
    more.hidden = texts.done;
    const next = Math.min(STEP, texts.count - texts.results.length);
    more.textContent = word(`${next} more of ${texts.exact ? "" : "about "}${countText(texts.count, "source")}`, `再显示${next}件（共${texts.exact ? "" : "约"}${texts.count}件）`);
    return list.children[before];
  };
  show();
  return section(word("Sources", "史料"), "found-sources", list, more);
};

/** @type {(answer: Answer, typed: string, pages: Match[]) => Promise<HTMLElement>} */
export const pagesSection = async (answer, typed, pages) => {
  const texts = createLoader({ ...answer, exact: true }, pages);
  await texts.more(PAGES);
  return section(word("About the edition", "关于本版"), "found-pages", make("ol", { class: "mu-list mu-hits" }, ...texts.results.map((one) => sourceItem(answer.query, typed, one))));
};
