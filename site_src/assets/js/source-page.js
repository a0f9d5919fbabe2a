// A source page: views that keep the reader's place, the current entry of the outline, explanations.
import { find, findAll, query } from "./elements.js";
import { saveSetting } from "./settings.js";
import "./mentions.js";
import { updateNotes } from "./notes.js";
import "./resume.js";

/** @typedef {Element[]} Row Reading text and lines as received. */

const main = find(".mu-source", HTMLElement);
const text = find(".mu-text", HTMLElement, main);
const bar = find(".mu-bar", HTMLElement, main);
const views = findAll(".mu-views input", HTMLInputElement, main);

// ---- The reader's place: the row below the bar, and how much of it is above. Reading text and
// lines as received alternate in pairs; a view shows one of each pair, or both.
const rows = findAll(":scope > .mu-rc", HTMLElement, text).map((lines) => [lines.previousElementSibling, lines].filter((part) => part !== null));
// The lower edge of the bar when it sticks; while the view changes, it may be elsewhere.
const barHeight = () => bar.offsetHeight;
/** @type {(row: Row) => { top: number, height: number } | null} */
const boxOf = (row) => {
  const boxes = row.map((part) => part.getBoundingClientRect()).filter((part) => part.height > 1);
  const top = Math.min(...boxes.map((part) => part.top));
  return boxes.length ? { top, height: Math.max(...boxes.map((part) => part.bottom)) - top } : null;
};
/** @type {{ k: number, share: number } | null} */
let place = null;

const rememberPlace = () => {
  const top = barHeight();
  const textBox = text.getBoundingClientRect();
  place = null;
  if (textBox.top > top || textBox.bottom < top) return;
  for (const [k, row] of rows.entries()) {
    const rowBox = boxOf(row);
    if (!rowBox || rowBox.top + rowBox.height <= top + 1) continue;
    place = { k, share: Math.max(0, (top - rowBox.top) / rowBox.height) };
    return;
  }
};

const restorePlace = () => {
  if (!place) return;
  // If this view does not show the row, the next one that it shows is used.
  const remembered = place;
  const k = rows.findIndex((row, at) => at >= remembered.k && boxOf(row));
  const rowBox = k < 0 ? null : boxOf(rows[k]);
  if (!rowBox) return;
  const share = k === remembered.k ? remembered.share : 0;
  scrollBy({ top: rowBox.top + share * rowBox.height - barHeight(), behavior: "instant" });
};

views.forEach((view) =>
  view.addEventListener("change", () => {
    const currentPlace = place;
    // Otherwise the browser would also anchor the scroll position to an element of its choice.
    document.documentElement.style.overflowAnchor = "none";
    restorePlace();
    updateNotes();
    place = currentPlace;
    saveSetting("view", view === views[0] ? "" : view.id);
    setTimeout(() => document.documentElement.style.removeProperty("overflow-anchor"), 300);
  }),
);
// The place is remembered before a view is chosen; when `change` fires, the page has changed already.
bar.addEventListener("pointerdown", rememberPlace);
bar.addEventListener("keydown", rememberPlace);

/** @type {(target: EventTarget | null) => boolean} */
const isTyping = (target) => target instanceof Element && target.closest("input:not([type=radio]), textarea, select, [contenteditable]") !== null;
addEventListener("keydown", (event) => {
  if (event.key === "Escape") main.classList.add("mu-quiet-tips");
  if (event.key !== "v" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.documentElement.dataset.keys === "off") return;
  const next = views[(views.findIndex((view) => view.checked) + 1) % views.length];
  rememberPlace();
  next.checked = true;
  next.dispatchEvent(new Event("change", { bubbles: true }));
});

main.querySelector(".mu-marks")?.addEventListener("marks", updateNotes);

// ---- Where the reader is, in the outline
const entries = findAll(".mu-rail a", HTMLAnchorElement, main);
const targets = entries.map((entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1))));
// What is not laid out yet is far below; measuring it would force its layout.
/** @type {(element: Element) => boolean} */
const isLaidOut = (element) => !element.checkVisibility || element.checkVisibility({ contentVisibilityAuto: true });
const updateOutline = () => {
  let current = -1;
  targets.forEach((target, k) => {
    if (target && isLaidOut(target) && target.getBoundingClientRect().top < 120) current = k;
  });
  if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2 && scrollY > 0) {
    current = Math.max(current, entries.length - 1);
  }
  entries.forEach((entry, k) =>
    k === current ? entry.setAttribute("aria-current", "true") : entry.removeAttribute("aria-current"),
  );
};
addEventListener("scroll", updateOutline, { passive: true });
// After a jump into a part not laid out, no scroll event follows its layout. In Firefox this event does not bubble.
main.addEventListener("contentvisibilityautostatechange", updateOutline, { capture: true });
updateOutline();

// ---- Explanations: on the side where there is room; Escape hides them
for (const term of findAll(".mu-x", HTMLElement, main)) {
  const tip = query(".mu-tip", HTMLElement, term);
  if (!tip) continue;
  const placeTip = () => {
    main.classList.remove("mu-quiet-tips");
    delete tip.dataset.side;
    if (tip.getBoundingClientRect().right > document.documentElement.clientWidth - 8) tip.dataset.side = "left";
  };
  term.addEventListener("pointerenter", placeTip);
  term.addEventListener("focusin", placeTip);
}

// ---- In print, everything is open
// Except citing: opened, it becomes a control; closed, it has the forms that are printed.
const FOLDS = ".mu-fold:not(#cite)";
addEventListener("beforeprint", () => {
  for (const fold of findAll(FOLDS, HTMLDetailsElement, main)) {
    fold.dataset.was = fold.open ? "open" : "";
    fold.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const fold of findAll(FOLDS, HTMLDetailsElement, main)) fold.open = fold.dataset.was === "open";
});

if (main.querySelector(".mu-facsimiles")) import("./facsimiles.js");
