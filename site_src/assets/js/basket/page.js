// The page of the basket: what is in it, or what the page's URL lists, with citations and files.
import * as basket from "../basket.js";
import { CITABLE, UnknownItem, announce, copyButton, currentChoice, fetchRecord, formatCitation, loadStyles, paragraphLabel, plainText, saveChoice, segmentedControl } from "../cite/forms.js";
import { button, find, findAll, make } from "../elements.js";
import { translateLabel } from "../labels.js";
import { fieldInPageLanguage, preferChinese, word } from "../language.js";

/** @import { Citable, Choice } from "../cite/forms.js" */
/** @import { Format } from "../cite/formats.js" */

const COPY = word("Copy");
const REMOVE = word("Remove");
const page = find(".mu-basket", HTMLElement);
const place = find(".mu-bk", HTMLElement, page);
const listInAddress = basket.idsInAddress();
/** @type {(one: string[], other: string[]) => boolean} */
const isSameList = (one, other) => one.length === other.length && one.every((id, k) => id === other[k]);

// A list from the URL becomes the reader's own only if the reader chooses so. Coming back to this page, the URL
// may still list what the reader's own basket had before; then the entry of the browser's history says so.
let isOwn = !listInAddress || isSameList(listInAddress, basket.ids()) || (history.state?.isOwnBasket && basket.ids().length > 0);
let list = isOwn || !listInAddress ? basket.ids() : listInAddress;
/** @type {string[] | null} */
let previousList = null; // what was there before the last removal

const emptyNote = make("p", "mu-lead", place.dataset.empty);
// Where to begin: the links that the page has without scripts.
const [sources, works] = findAll("a:not([download])", HTMLElement, place);
const [before, between, after] = word(" Begin with the {link} or the {link}.").split("{link}");
emptyNote.append(before, sources.cloneNode(true), between, works.cloneNode(true), after);
const items = make("ol", "mu-list mu-bk-l");
const tools = make("div", "mu-bk-t");
const actions = make("div", "mu-bk-a");
const banner = make("div", "mu-bk-b");
const state = currentChoice();

/** @type {(next: string[]) => void} */
const setList = (next) => {
  previousList = null;
  list = basket.validIds(next);
  if (isOwn) basket.put(list);
  updateAddress();
};
const updateAddress = () => {
  const url = list.length ? basket.address(list) : location.pathname;
  history.replaceState({ isOwnBasket: isOwn }, "", url);
};

// ---- The items
/** @type {(id: string, kind: string) => Citable} */
const placeholder = (id, kind) => ({ id, title: id, language: "en", label: id, kind, date: "", url: "", numbers: {}, forms: [] });
/** @type {Map<string, Citable>} */
const records = new Map();
/** @type {Set<string>} */
const failed = new Set(); // items that could not be loaded; they are requested again with the next change
/** @type {(id: string) => Promise<void>} */
const fetchInto = async (id) => {
  if (records.has(id) && !failed.has(id)) return;
  try {
    records.set(id, await fetchRecord(id));
    failed.delete(id);
  } catch (error) {
    const isUnknown = error instanceof UnknownItem;
    records.set(id, placeholder(id, isUnknown ? word("not in this publication") : word("could not be loaded")));
    if (!isUnknown) failed.add(id);
  }
};

/** @type {(id: string, by: number) => void} */
const move = (id, by) => {
  const from = list.indexOf(id);
  const to = from + by;
  if (to < 0 || to >= list.length) return;
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  setList(next);
  show();
  // At either end of the list, only the other button can be pressed.
  const [up, down] = findAll(".mu-bk-up, .mu-bk-down", HTMLButtonElement, items.children[to]);
  (by < 0 ? (up.disabled ? down : up) : down.disabled ? up : down).focus();
  announce(word("Number {number} of {count}", { number: to + 1, count: list.length }));
};

/** @type {(shorter: string[]) => void} */
const shorten = (shorter) => {
  const before = [...list];
  setList(shorter);
  previousList = before;
  show();
};
/** @type {(removed: string) => void} */
const removeItem = (removed) => {
  const position = list.indexOf(removed);
  shorten(list.filter((id) => id !== removed));
  announce(word("Removed"));
  (items.children[Math.min(position, list.length - 1)]?.querySelector("a") ?? banner.querySelector("button"))?.focus();
};
const empty = () => {
  shorten([]);
  announce(word("The basket is empty"));
  banner.querySelector("button")?.focus();
};

/** @type {(name: string, text: string, label: string, onClick: () => void) => HTMLButtonElement} */
const actionButton = (name, text, label, onClick) => button({ class: `mu-do ${name}`.trim(), "aria-label": label }, text, onClick);

/** @type {(id: string) => Citable} */
const recordOf = (id) => records.get(id) ?? placeholder(id, "");
/** @type {(record: Citable, id: string) => string} */
const citationOf = (record, id) => (record.forms.length ? formatCitation(record, state, id) : "");

/** @type {(id: string, record: Citable, k: number) => HTMLElement} */
const row = (id, record, k) => {
  const chinese = preferChinese("", record.title_zh);
  const link = make("a", { href: basket.pageOf(id), lang: chinese ? "zh-Hans" : record.language }, chinese || record.title);
  const place = paragraphLabel(record, basket.placesOf(id));
  const facts = make("p", "mu-docs-f", [translateLabel(record.kind), record.label, record.label.includes(record.date) ? "" : fieldInPageLanguage(record, "date")].filter(Boolean).join(word(", ")));
  const text = make("p", "mu-bk-c");
  text.innerHTML = citationOf(record, id);
  const name = [record.label, place].filter(Boolean).join(word(", "));
  const title = make("p", "mu-docs-t", link);
  if (place) title.append(" ", make("span", "mu-bk-p", place));
  const up = actionButton("mu-bk-up", "↑", word("Move up: {name}", { name }), () => move(id, -1));
  const down = actionButton("mu-bk-down", "↓", word("Move down: {name}", { name }), () => move(id, 1));
  up.disabled = k === 0;
  down.disabled = k === list.length - 1;
  const buttons = make("div", "mu-bk-do", up, down, actionButton("", REMOVE, word("{title}: {value}", { title: REMOVE, value: name }), () => removeItem(id)));
  if (record.forms.length) buttons.prepend(copyButton(COPY, () => citationOf(record, id), word("{title}: {value}", { title: COPY, value: name })));
  return make("li", {}, make("div", {}, title, facts, text), buttons);
};

// ---- The whole basket
/** @type {() => [html: string, text: string]} */
const allCitations = () => {
  const html = list.map((id) => citationOf(recordOf(id), id)).filter(Boolean);
  return [html.map((text) => `<p>${text}</p>`).join(""), html.map(plainText).join("\n\n")];
};

/** @type {(format: [ending: string, format: Format]) => HTMLButtonElement} */
const fileButton = ([ending, format]) => {
  const element = textButton(format.label, async () => {
    element.disabled = true;
    try {
      await basket.download(list, ending);
    } catch {
      announce(word("The file could not be made"));
    }
    element.disabled = false;
  });
  return element;
};

/** @type {(text: string, onClick: () => void) => HTMLButtonElement} */
const textButton = (text, onClick) => button("mu-do", text, onClick);

const bannerContent = () => {
  if (previousList) {
    const before = previousList;
    const undo = () => {
      setList(before);
      show();
      items.querySelector("a")?.focus();
    };
    const text = before.length - list.length === 1 ? word("Removed one.") : word("Emptied.");
    return [make("span", {}, text), textButton(word("Undo"), undo)];
  }
  if (isOwn || !list.length) return [];
  const stored = basket.ids();
  /** @type {HTMLElement[]} */
  const content = [make("span", {}, word("This list came with the address."))];
  /** @type {(next: string[]) => () => void} */
  const adopt = (next) => () => {
    isOwn = true;
    setList(next);
    show();
    announce(word("Kept"));
  };
  if (stored.length) {
    content.push(textButton(word("Add it to my basket of {count}", { count: stored.length }), adopt([...stored, ...list])));
    content.push(textButton(word("Show my basket"), () => {
      isOwn = true;
      setList(stored);
      show();
    }));
  } else content.push(textButton(word("Keep as my basket"), adopt(list)));
  return content;
};

let latestDraw = 0;
const show = async () => {
  const thisDraw = (latestDraw += 1);
  const isDrawn = items.children.length || !list.length;
  const draw = () => {
    items.replaceChildren(...list.map((id, k) => row(id, recordOf(id), k)));
    banner.replaceChildren(...bannerContent());
    banner.hidden = !banner.childNodes.length;
    for (const part of [items, tools, actions]) part.hidden = !list.length;
    emptyNote.hidden = list.length > 0;
    find(".mu-bk-n", HTMLElement, page).textContent = list.length ? String(list.length) : "";
  };
  if (isDrawn && list.every((id) => records.has(id) && !failed.has(id))) return draw();
  await Promise.all([loadStyles(), ...list.map(fetchInto)]);
  if (thisDraw === latestDraw) draw();
};

const start = () => {
  const styles = (page.dataset.styles ?? "").split("|").map((style) => style.split("="));
  /** @type {(chosen: Partial<Choice>) => void} */
  const setChoice = (chosen) => {
    Object.assign(state, chosen);
    saveChoice(chosen);
    show();
  };
  tools.append(
    segmentedControl(word("Style"), styles, state.style, (style) => setChoice({ style })),
    segmentedControl(word("Of a source is cited"), CITABLE, state.what, (what) => setChoice({ what })),
  );
  const files = make("p", "mu-bk-f", make("span", "mu-quiet", word("As one file")), ...Object.entries(basket.FORMATS).map(fileButton));
  actions.append(
    files,
    make(
      "p",
      "mu-bk-f",
      copyButton(word("Copy all citations"), allCitations),
      copyButton(word("Copy the address of this list"), () => {
        const url = basket.address(list);
        return [`<a href="${url}">${url}</a>`, url];
      }),
      textButton(word("Empty"), empty),
    ),
  );
  place.replaceChildren(banner, emptyNote, tools, items, actions);
  basket.watch((ids) => {
    if (!isOwn || isSameList(ids, list)) return;
    list = ids;
    updateAddress();
    show();
  });
  if (isOwn) updateAddress();
  show();
};
start();
