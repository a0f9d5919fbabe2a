// Reading with the keyboard: fetched when the first shortcut is pressed.
import { findAll, make, query } from "./elements.js";
import { word } from "./language.js";
import { say } from "./say.js";
import { saveSetting } from "./settings.js";

const root = document.documentElement;
const paragraphs = findAll(".mu-text .mu-para[id]:has(.mu-pn)", HTMLElement);
const bar = query(".mu-bar", HTMLElement);

// ---- Where the reader is: where the last shortcut led, if the page has not scrolled since; else
// at the focus, if it is in view; else at the top of the window
/** @type {{ element: HTMLElement, at: number } | null} */
let last = null;
const TOLERANCE = 6;
const readingLine = () => (bar?.offsetHeight ?? 0) + parseFloat(getComputedStyle(root).fontSize);
/** @type {(element: Element) => number} */
const topOf = (element) => element.getBoundingClientRect().top;
/** @type {(elements: HTMLElement[]) => number} */
const unmovedIndex = (elements) => (last && last.at === scrollY ? elements.indexOf(last.element) : -1);

const currentIndex = () => {
  const index = unmovedIndex(paragraphs);
  if (index >= 0) return index;
  const focused = document.activeElement?.closest(".mu-para");
  const { top = 0, bottom = 0 } = document.activeElement?.getBoundingClientRect() ?? {};
  if (focused && bottom > 0 && top < innerHeight) return paragraphs.findIndex((paragraph) => paragraph === focused);
  return paragraphs.findLastIndex((paragraph) => topOf(paragraph) <= readingLine() + TOLERANCE);
};

/** @type {(element: HTMLElement, focus: HTMLElement) => void} */
const goTo = (element, focus) => {
  element.scrollIntoView({ block: "start", behavior: "instant" });
  focus.focus({ preventScroll: true });
  last = { element, at: scrollY };
};

/** @type {(by: number) => void} */
const goToParagraph = (by) => {
  const index = currentIndex();
  const isUnmoved = unmovedIndex(paragraphs) >= 0;
  // From within a paragraph, "previous" first goes to its beginning.
  const isWithin = by < 0 && !isUnmoved && index >= 0 && topOf(paragraphs[index]) < readingLine() - 3 * TOLERANCE;
  const target = paragraphs[isWithin ? index : Math.min(Math.max(index + by, 0), paragraphs.length - 1)];
  const number = target && query(".mu-pn", HTMLElement, target);
  if (number) goTo(target, number);
};

// ---- Notes, in the order of their numbers in the text
/** @type {(by: number) => void} */
const goToNote = (by) => {
  const numbers = findAll(".mu-source .mu-nr:not(.mu-nl)", HTMLElement).filter(
    (number) => number.getClientRects().length && getComputedStyle(number).visibility !== "hidden",
  );
  const index = numbers.findIndex((number) => number === document.activeElement);
  const firstBelow = numbers.findIndex((number) => topOf(number) > readingLine());
  const next = index >= 0 ? index + by : by > 0 ? firstBelow : (firstBelow < 0 ? numbers.length : firstBelow) - 1;
  const target = numbers[next];
  if (!target) return;
  // The note that was open folds.
  if (numbers[index]?.getAttribute("aria-expanded") === "true") numbers[index].click();
  target.scrollIntoView({ block: "center", behavior: "instant" });
  target.focus({ preventScroll: true });
  if (target.getAttribute("aria-expanded") === "false") target.click();
  last = null;
};

// ---- The link of the paragraph
const copyParagraphLink = async () => {
  const paragraph = paragraphs[Math.max(currentIndex(), 0)];
  if (!paragraph) return;
  const number = paragraph.querySelector(".mu-pn-n")?.textContent ?? "";
  const address = new URL(`#${paragraph.id}`, location.origin + location.pathname).href;
  try {
    await navigator.clipboard.writeText(address);
    say("The link of ¶ {number} is copied.", { number });
  } catch {
    say(address);
  }
};

// ---- The list of shortcuts
const SHORTCUTS = [
  ["j", word("Next paragraph")],
  ["k", word("Previous paragraph")],
  ["n", word("Next note")],
  ["p", word("Previous note")],
  ["y", word("Copy the link of the paragraph")],
  ["v", word("Reading, as received, side by side")],
  ["/", word("Search")],
  ["Esc", word("Close what is open")],
  ["?", word("This list")],
];

const createDialog = () => {
  const rows = SHORTCUTS.map(([key, text]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, text)));
  const box = make("input", { type: "checkbox", checked: root.dataset.keys !== "off" });
  box.addEventListener("change", () => {
    if (box.checked) delete root.dataset.keys;
    else root.dataset.keys = "off";
    saveSetting("keys", box.checked ? "" : "off");
  });
  const created = make(
    "dialog",
    { class: "mu-keys", "aria-labelledby": "mu-keys-t" },
    make("h2", { id: "mu-keys-t" }, word("Keys")),
    make("dl", {}, ...rows),
    make("label", {}, box, word("Single keys do this")),
    make("form", { method: "dialog" }, make("button", { autofocus: true }, word("Close"))),
  );
  created.addEventListener("click", (event) => event.target === created && created.close());
  document.body.append(created);
  return created;
};
/** @type {HTMLDialogElement | undefined} */
let dialog;
export const showShortcuts = () => {
  dialog ??= createDialog();
  dialog.showModal();
};

/** @type {Record<string, () => void>} */
const ACTIONS = { j: () => goToParagraph(1), k: () => goToParagraph(-1), n: () => goToNote(1), p: () => goToNote(-1), y: copyParagraphLink, "?": showShortcuts };
/** @type {(key: string) => void} */
export const runShortcut = (key) => {
  if (!document.querySelector("dialog[open]")) ACTIONS[key]?.();
};
