// A source page: views that keep the reader's place, the outline's mark, explanations.
import { keep } from "./kept.js";
import "./marks.js";
import { follow } from "./notes.js";
import "./stopped.js";

const main = document.querySelector(".mu-source");
const text = main.querySelector(".mu-text");
const bar = main.querySelector(".mu-bar");
const views = [...main.querySelectorAll(".mu-views input")];

// ---- The place: what stands under the bar, and how far it is read. What is read and the lines it
// was received in follow each other in pairs; a view shows one of the two, or both.
const rows = [...text.querySelectorAll(":scope > .mu-rc")].map((lines) => [lines.previousElementSibling, lines]);
// Where the bar ends when it sticks. While the view changes it may be anywhere.
const edge = () => bar.offsetHeight;
const box = (row) => {
  const boxes = row.map((part) => part.getBoundingClientRect()).filter((part) => part.height > 1);
  const top = Math.min(...boxes.map((part) => part.top));
  return boxes.length ? { top, height: Math.max(...boxes.map((part) => part.bottom)) - top } : null;
};
let place = null;

const remember = () => {
  const top = edge();
  const whole = text.getBoundingClientRect();
  place = null;
  if (whole.top > top || whole.bottom < top) return;
  for (const [k, row] of rows.entries()) {
    const here = box(row);
    if (!here || here.top + here.height <= top + 1) continue;
    place = { k, read: Math.max(0, (top - here.top) / here.height) };
    return;
  }
};

const restore = () => {
  if (!place) return;
  // A row that this view does not show gives way to the next one that it does.
  const k = rows.findIndex((row, at) => at >= place.k && box(row));
  if (k < 0) return;
  const here = box(rows[k]);
  const read = k === place.k ? place.read : 0;
  scrollBy({ top: here.top + read * here.height - edge(), behavior: "instant" });
};

views.forEach((view) =>
  view.addEventListener("change", () => {
    const kept = place;
    // The browser would hold some place of its own choice as well.
    document.documentElement.style.overflowAnchor = "none";
    restore();
    follow();
    place = kept;
    keep("view", view === views[0] ? "" : view.id);
    setTimeout(() => document.documentElement.style.removeProperty("overflow-anchor"), 300);
  }),
);
// Just before a choice is made; by the time it is, the page has changed already.
bar.addEventListener("pointerdown", remember);
bar.addEventListener("keydown", remember);

const typing = (target) => target.closest?.("input:not([type=radio]), textarea, select, [contenteditable]");
addEventListener("keydown", (event) => {
  if (event.key === "Escape") main.classList.add("mu-quiet-tips");
  if (event.key !== "v" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.documentElement.dataset.keys === "off") return;
  const next = views[(views.findIndex((view) => view.checked) + 1) % views.length];
  remember();
  next.checked = true;
  next.dispatchEvent(new Event("change", { bubbles: true }));
});

main.querySelector(".mu-marks")?.addEventListener("marks", follow);

// ---- Where the reader is.
const entries = [...main.querySelectorAll(".mu-rail a")];
const marks = entries.map((entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1))));
// What is not laid out yet is far below, and measuring it would lay it out.
const laidOut = (mark) => !mark.checkVisibility || mark.checkVisibility({ contentVisibilityAuto: true });
const here = () => {
  let current = -1;
  marks.forEach((mark, k) => {
    if (mark && laidOut(mark) && mark.getBoundingClientRect().top < 120) current = k;
  });
  if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2 && scrollY > 0) {
    current = Math.max(current, entries.length - 1);
  }
  entries.forEach((entry, k) =>
    k === current ? entry.setAttribute("aria-current", "true") : entry.removeAttribute("aria-current"),
  );
};
addEventListener("scroll", here, { passive: true });
// One jump into what was not laid out: no scrolling follows when it is. In Firefox this does not bubble.
main.addEventListener("contentvisibilityautostatechange", here, { capture: true });
here();

// ---- Explanations: on the side where there is room; Escape puts them away.
main.querySelectorAll(".mu-x").forEach((term) => {
  const tip = term.querySelector(".mu-tip");
  const show = () => {
    main.classList.remove("mu-quiet-tips");
    delete tip.dataset.side;
    if (tip.getBoundingClientRect().right > document.documentElement.clientWidth - 8) tip.dataset.side = "left";
  };
  term.addEventListener("pointerenter", show);
  term.addEventListener("focusin", show);
});

// ---- In print everything is open.
addEventListener("beforeprint", () => {
  // Citing is a control when it opens; closed, it holds the forms that are printed.
  main.querySelectorAll(".mu-fold:not(#cite)").forEach((fold) => {
    fold.dataset.was = fold.open ? "open" : "";
    fold.open = true;
  });
});
addEventListener("afterprint", () => {
  main.querySelectorAll(".mu-fold:not(#cite)").forEach((fold) => {
    fold.open = fold.dataset.was === "open";
  });
});

if (main.querySelector(".mu-facsimiles")) import("./facsimiles.js");
