// The sections of the page with all results: entries, sources, pages about the edition.
import { button, make } from "../elements.js";
import { word } from "../language.js";
import { say } from "../say.js";
import * as index from "./index-parts.js";
import { createLoader } from "./results.js";
import { entryItem, sourceItem } from "./view.js";

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
      say("That could not be loaded. Try again.");
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
    more.textContent = word("{next} more of {count}\u00A0entries", { next: Math.min(MORE_ENTRIES, entries.length - shown), count: entries.length });
    return list.children[shown - loaded.length];
  };
  await add(entries.length === ENTRIES + 1 ? ENTRIES + 1 : ENTRIES);
  return section(word("Entries"), "found-entries", list, more);
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
    more.textContent = word(texts.exact ? "{next} more of {count}\u00A0sources" : "{next} more of about {count}\u00A0sources", { next, count: texts.count });
    return list.children[before];
  };
  show();
  return section(word("Sources"), "found-sources", list, more);
};

/** @type {(answer: Answer, typed: string, pages: Match[]) => Promise<HTMLElement>} */
export const pagesSection = async (answer, typed, pages) => {
  const texts = createLoader({ ...answer, exact: true }, pages);
  await texts.more(PAGES);
  return section(word("About the edition"), "found-pages", make("ol", { class: "mu-list mu-hits" }, ...texts.results.map((one) => sourceItem(answer.query, typed, one))));
};
