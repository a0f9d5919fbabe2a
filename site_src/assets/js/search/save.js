// Saving results: into the basket, or as one file for a reference manager.
import { FORMATS } from "../cite/formats.js";
import { button, make } from "../elements.js";
import { word } from "../language.js";
import { say } from "../say.js";
import * as index from "./index-parts.js";
import { createLoader } from "./results.js";

/** @import { Match } from "./matches.js" */
/** @import { Answer, Loader } from "./results.js" */
/** @typedef {typeof import("../basket.js")} Basket */

const MAX_SOURCES = 200; // sources saved at once; each needs a request
const STEP = 20;
const MAX_CHARACTERS = 3_000_000; // characters of texts that are loaded to check for phrases

let isOpen = false; // whether the control is open, also while the query changes

// The ids of the first sources; if the index alone is not exact, of those whose texts match.
/** @type {(basket: Basket, answer: Answer, sources: Match[], exact: boolean) => Promise<string[]>} */
const collectIds = async ({ idOf }, answer, sources, exact) => {
  let addresses;
  if (exact) addresses = await Promise.all(sources.slice(0, MAX_SOURCES).map(({ item }) => index.sourceAddress(item)));
  else {
    const begun = index.traffic.characters;
    const texts = createLoader({ ...answer, begun }, sources);
    while (!texts.done && texts.results.length < MAX_SOURCES && index.traffic.characters - begun < MAX_CHARACTERS) {
      await texts.more(Math.min(STEP, MAX_SOURCES - texts.results.length));
    }
    addresses = texts.results.map(({ u }) => u);
  }
  return addresses.map((address) => idOf(index.pageUrl(address))).filter(Boolean);
};

/** @type {(count: number) => string} */
const countSources = (count) => word(count === 1 ? "{count} source" : "{count} sources", { count });

/** @type {(basket: Basket, list: string[]) => void} */
const addToBasket = (basket, list) => {
  const before = basket.ids().length;
  basket.add(...list);
  const now = basket.ids();
  const kept = list.filter((id) => now.includes(id)).length;
  if (kept < list.length) say("The basket is full: {kept} of {sources} are in it.", { kept, sources: countSources(list.length) });
  else if (now.length === before) say("All {sources} were in the basket already.", { sources: countSources(list.length) });
  else say("{sources} added; the basket holds {count}.", { sources: countSources(now.length - before), count: now.length });
};

// A function that makes the buttons: only one of them can be at work, and the ids are collected once for all.
/** @param {(basket: Basket) => Promise<string[]>} collect */
const createButtons = (collect) => {
  /** @type {HTMLButtonElement[]} */
  const buttons = [];
  /** @type {string[] | undefined} */
  let ids;
  let isBusy = false;
  /** @type {(run: (basket: Basket, ids: string[]) => unknown) => Promise<void>} */
  const act = async (run) => {
    if (isBusy) return;
    isBusy = true;
    buttons.forEach((one) => one.setAttribute("aria-disabled", "true"));
    try {
      const basket = await import("../basket.js");
      ids ??= await collect(basket);
      await run(basket, ids);
    } catch (error) {
      ids = undefined;
      say("That could not be done. Try again.");
      console.error(error);
    }
    isBusy = false;
    buttons.forEach((one) => one.removeAttribute("aria-disabled"));
  };
  /** @type {(text: string, label: string, run: (basket: Basket, ids: string[]) => unknown) => HTMLButtonElement} */
  return (text, label, run) => {
    const element = button({ class: "mu-find-m", "aria-label": label }, text, () => act(run));
    buttons.push(element);
    return element;
  };
};

// Why not all results are saved, or not as they are.
/** @type {(exact: boolean, count: number) => string} */
const limitReason = (exact, count) =>
  exact
    ? word("Of {count}, in the order shown: at most {most} are saved at once.", { count, most: MAX_SOURCES })
    : word("Each is read first, to check that it contains what was searched for; at most {most} are saved at once.", { most: MAX_SOURCES });

// The control below the number of results.
/** @type {(answer: Answer, sources: Match[], texts: Loader) => HTMLElement | ""} */
export const saveControl = (answer, sources, texts) => {
  if (!sources.length || !texts.count) return "";
  const { exact, count } = texts;
  const createButton = createButtons((basket) => collectIds(basket, answer, sources, exact));
  const limit = Math.min(count, MAX_SOURCES);
  const isComplete = exact && count <= MAX_SOURCES;
  const described = isComplete ? countSources(limit) : word("the first {count} sources", { count: limit });
  const add = createButton(word("Add {sources} to the basket", { sources: described }), "", addToBasket);
  const files = Object.entries(FORMATS).map(([ending, { label }]) =>
    createButton(label, word("{format}: {sources} as one file", { format: label, sources: described }), async (basket, list) => {
      say("Making the file …");
      await basket.download(list, ending, "search");
      say("{sources} saved as {format}.", { sources: countSources(list.length), format: label });
    }),
  );
  const box = make(
    "details",
    { class: "mu-find-k", open: isOpen },
    make("summary", {}, word("Save these results")),
    make("p", {}, add),
    make("p", "mu-find-kf", make("span", {}, word("As one file")), ...files),
    isComplete ? "" : make("p", "mu-find-kn", limitReason(exact, count)),
  );
  box.addEventListener("toggle", () => {
    isOpen = box.open;
  });
  return box;
};
