// The editors' notes on passages. Where there is room, a note stands in the margin, as near to its
// line as its neighbours allow; elsewhere it unfolds below the line with its number.
import { closest, contains, find, findAll, query } from "./elements.js";
import { idInFragment } from "./fragment.js";

/** @typedef {{ note: HTMLElement, size: number, target: number }} PlacedNote A note, its height, and where it would stand by itself. */
/** @typedef {{ items: PlacedNote[], size: number, targetSum: number, top: number }} Group */

const text = find(".mu-text", HTMLElement);
const notes = findAll(".mu-note", HTMLElement, text);
const LINES_ABOVE = 5;

// The number of a note, and the note of a number.
/** @type {(note: HTMLElement) => HTMLAnchorElement} */
const numberOf = (note) => find(`#${CSS.escape(note.dataset.at ?? "")}`, HTMLAnchorElement);
const noteOf = new Map(notes.map((note) => [numberOf(note), note]));
const originalParents = new Map(notes.map((note) => [note, note.parentElement]));
const areInMargin = () => notes.length > 0 && getComputedStyle(notes[0]).position === "absolute";
// How far the notes on the header extend into the margin of the text, if they are longer than the headnote.
const headnote = query(".mu-headnote", HTMLElement);
const lastHeaderNote = query(".mu-headnote + .mu-hnotes > :last-child", HTMLElement);
const endOfHeaderNotes = () =>
  lastHeaderNote ? Math.max(0, lastHeaderNote.getBoundingClientRect().bottom - text.getBoundingClientRect().top) : 0;
let start = 0;

// ---- In the margin

// Notes that would overlap form a group, which is placed where its members are nearest to their
// lines on average, but at most `above` pixels above the line of the first, and not above `start`.
/** @type {(items: PlacedNote[], above: number) => Group[]} */
const positionGroups = (items, above) => {
  /** @type {Group[]} */
  const groups = [];
  for (const item of items) {
    let group = { items: [item], size: item.size, targetSum: item.target, top: Math.max(start, item.target) };
    let before = groups.at(-1);
    while (before && before.top + before.size > group.top) {
      groups.pop();
      const joined = [...before.items, ...group.items];
      const targetSum = before.targetSum + group.targetSum - group.items.length * before.size;
      const top = Math.max(start, joined[0].target - above, targetSum / joined.length);
      group = { items: joined, size: before.size + group.size, targetSum, top };
      before = groups.at(-1);
    }
    groups.push(group);
  }
  return groups;
};

const arrangeInMargin = () => {
  text.style.removeProperty("min-height");
  start = endOfHeaderNotes();
  text.style.setProperty("--header-notes", `${start}px`);
  if (!areInMargin()) return;
  foldAll();
  const top = text.getBoundingClientRect().top;
  const shown = notes.filter((note) => note.offsetHeight);
  const items = shown.map((note) => ({
    note,
    size: note.offsetHeight,
    target: numberOf(note).getBoundingClientRect().top - top - 6,
  }));
  const line = parseFloat(getComputedStyle(text).lineHeight);
  let end = start;
  for (const group of positionGroups(items, LINES_ABOVE * line)) {
    let noteTop = group.top;
    for (const { note, size } of group.items) {
      note.style.top = `${noteTop}px`;
      noteTop += size;
    }
    end = noteTop;
  }
  if (end > text.offsetHeight) text.style.minHeight = `${end}px`;
  text.classList.add("mu-arranged");
};

// ---- Below the line
/** @type {(number: HTMLElement, note: HTMLElement) => void} */
const unfold = (number, note) => {
  const margin = number.closest(".mu-num");
  const paragraph = margin?.parentElement?.querySelector(".mu-p");
  if (paragraph) paragraph.prepend(note);
  else number.after(note);
  note.classList.add("mu-open");
  note.removeAttribute("aria-hidden");
  number.setAttribute("aria-expanded", "true");
};

/** @type {(number: HTMLElement, note: HTMLElement) => void} */
const fold = (number, note) => {
  const parent = originalParents.get(note);
  // The note goes back to its place among its neighbours.
  const next = notes.slice(notes.indexOf(note) + 1).find((other) => other.parentElement === parent);
  parent?.insertBefore(note, next ?? null);
  note.classList.remove("mu-open");
  if (note.classList.contains("mu-note-c")) note.setAttribute("aria-hidden", "true");
  number.setAttribute("aria-expanded", "false");
};

/** @type {(note: HTMLElement) => boolean} */
const isOpen = (note) => note.classList.contains("mu-open");
const foldAll = () => notes.filter(isOpen).forEach((note) => fold(numberOf(note), note));

// ---- Note and passage are highlighted together when the pointer or the focus is on the note
/** @type {(number: HTMLAnchorElement, isOn: boolean) => void} */
const highlight = (number, isOn) => {
  const note = noteOf.get(number);
  number.classList.toggle("mu-on", isOn);
  note?.classList.toggle("mu-on", isOn);
  text.querySelectorAll(`.mu-of[data-n="${number.dataset.text}"]`).forEach((part) => {
    part.classList.toggle("mu-on", isOn && !number.classList.contains("mu-nl"));
  });
};

/** @type {(target: EventTarget | null) => HTMLAnchorElement | null} */
const numberAt = (target) => {
  const number = closest(target, ".mu-nr", HTMLAnchorElement);
  if (number && noteOf.has(number)) return number;
  const note = closest(target, ".mu-note", HTMLElement);
  return note && originalParents.has(note) ? numberOf(note) : null;
};
/** @type {HTMLAnchorElement | null} */
let highlighted = null;
/** @type {(target: EventTarget | null) => void} */
const highlightAt = (target) => {
  const number = numberAt(target);
  if (number === highlighted) return;
  if (highlighted) highlight(highlighted, false);
  if (number) highlight(number, true);
  highlighted = number;
};
text.addEventListener("pointerover", (event) => highlightAt(event.target));
text.addEventListener("pointerleave", (event) => highlightAt(event.target));
text.addEventListener("focusin", (event) => highlightAt(event.target));
text.addEventListener("focusout", (event) => {
  if (!contains(text, event.relatedTarget)) highlightAt(null);
});

/** @type {(element: Element) => boolean} */
const inView = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
};

text.addEventListener("click", (event) => {
  const number = closest(event.target, ".mu-nr", HTMLAnchorElement);
  const note = number && noteOf.get(number);
  if (!note) return;
  if (!areInMargin()) {
    event.preventDefault();
    if (isOpen(note)) fold(number, note);
    else unfold(number, note);
  } else if (!number.classList.contains("mu-nl") && inView(note)) {
    // The note is in view, so the page need not scroll.
    event.preventDefault();
    history.replaceState(null, "", number.hash);
    query(".mu-nb", HTMLElement, note)?.focus({ preventScroll: true });
  }
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const note = closest(event.target, ".mu-note", HTMLElement) ?? notes.findLast(isOpen);
  if (!note || !originalParents.has(note)) return;
  const number = numberOf(note);
  if (isOpen(note)) fold(number, note);
  number.focus({ preventScroll: true });
});

// ---- A URL with a note's id leads to the note, wherever it is now
const showLinkedNote = () => {
  const note = closest(document.getElementById(idInFragment()), ".mu-note", HTMLElement);
  if (!note || !originalParents.has(note)) return;
  if (!areInMargin() && !isOpen(note)) unfold(numberOf(note), note);
  note.scrollIntoView({ block: "center", behavior: "instant" });
};
addEventListener("hashchange", showLinkedNote);

// ---- In print, notes are at the foot of their paragraphs
addEventListener("beforeprint", foldAll);

// Numbers that unfold a note have `aria-expanded`.
const updateExpanded = () => {
  const unfolds = !areInMargin();
  if (!unfolds) foldAll();
  for (const [number, note] of noteOf) {
    if (unfolds) number.setAttribute("aria-expanded", String(isOpen(note)));
    else number.removeAttribute("aria-expanded");
  }
};

const updateNotes = () => {
  updateExpanded();
  arrangeInMargin();
};

if (notes.length) {
  let width = 0;
  new ResizeObserver(() => {
    if (text.offsetWidth === width) return;
    width = text.offsetWidth;
    updateNotes();
  }).observe(text);
  updateNotes();
  if (headnote && lastHeaderNote) {
    const observer = new ResizeObserver(() => {
      if (endOfHeaderNotes() !== start) arrangeInMargin();
    });
    for (const element of [headnote, lastHeaderNote]) observer.observe(element);
  }
  showLinkedNote();
  document.fonts.ready.then(() => {
    arrangeInMargin();
    showLinkedNote();
  });
}

export { updateNotes };
