// The editors' notes on passages. Where there is room, a note stands in the margin, as near to its
// line as its neighbours allow; elsewhere it unfolds below the line with its number.
import { idInFragment } from "./fragment.js";

const text = document.querySelector(".mu-text");
const notes = [...text.querySelectorAll(".mu-note")];
const LINES_ABOVE = 5;

// The number of a note, and the note of a number.
const numberOf = (note) => document.getElementById(note.dataset.at);
const noteOf = new Map(notes.map((note) => [numberOf(note), note]));
const originalParents = new Map(notes.map((note) => [note, note.parentElement]));
const areInMargin = () => notes.length > 0 && getComputedStyle(notes[0]).position === "absolute";
// How far the notes on the header extend into the margin of the text, if they are longer than the headnote.
const headnote = document.querySelector(".mu-headnote");
const lastHeaderNote = document.querySelector(".mu-headnote + .mu-hnotes > :last-child");
const endOfHeaderNotes = () =>
  lastHeaderNote ? Math.max(0, lastHeaderNote.getBoundingClientRect().bottom - text.getBoundingClientRect().top) : 0;
let start = 0;

// ---- In the margin

// Notes that would overlap form a group, which is placed where its members are nearest to their
// lines on average, but at most `above` pixels above the line of the first, and not above `start`.
const positionGroups = (items, above) => {
  const groups = [];
  for (const item of items) {
    let group = { items: [item], size: item.size, targetSum: item.target, top: Math.max(start, item.target) };
    while (groups.length && groups.at(-1).top + groups.at(-1).size > group.top) {
      const before = groups.pop();
      const targetSum = before.targetSum + group.targetSum - group.items.length * before.size;
      const joined = [...before.items, ...group.items];
      group = { items: joined, size: before.size + group.size, targetSum };
      group.top = Math.max(start, joined[0].target - above, targetSum / joined.length);
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
const unfold = (number, note) => {
  const margin = number.closest(".mu-num");
  if (margin) margin.parentElement.querySelector(".mu-p").prepend(note);
  else number.after(note);
  note.classList.add("mu-open");
  note.removeAttribute("aria-hidden");
  number.setAttribute("aria-expanded", "true");
};

const fold = (number, note) => {
  const parent = originalParents.get(note);
  // The note goes back to its place among its neighbours.
  const next = notes.slice(notes.indexOf(note) + 1).find((other) => other.parentElement === parent);
  parent.insertBefore(note, next ?? null);
  note.classList.remove("mu-open");
  if (note.classList.contains("mu-note-c")) note.setAttribute("aria-hidden", "true");
  number.setAttribute("aria-expanded", "false");
};

const isOpen = (note) => note.classList.contains("mu-open");
const foldAll = () => notes.filter(isOpen).forEach((note) => fold(numberOf(note), note));

// ---- Note and passage are highlighted together when the pointer or the focus is on the note
const highlight = (number, isOn) => {
  const note = noteOf.get(number);
  number.classList.toggle("mu-on", isOn);
  note.classList.toggle("mu-on", isOn);
  text.querySelectorAll(`.mu-of[data-n="${number.dataset.text}"]`).forEach((part) => {
    part.classList.toggle("mu-on", isOn && !number.classList.contains("mu-nl"));
  });
};

const numberAt = (target) => {
  const number = target.closest?.(".mu-nr");
  if (noteOf.has(number)) return number;
  const note = target.closest?.(".mu-note");
  return originalParents.has(note) ? numberOf(note) : null;
};
let highlighted = null;
const updateHighlight = (event) => {
  const number = numberAt(event.target);
  if (number === highlighted) return;
  if (highlighted) highlight(highlighted, false);
  if (number) highlight(number, true);
  highlighted = number;
};
text.addEventListener("pointerover", updateHighlight);
text.addEventListener("pointerleave", updateHighlight);
text.addEventListener("focusin", updateHighlight);
text.addEventListener("focusout", (event) => {
  if (!text.contains(event.relatedTarget)) updateHighlight({ target: document.body });
});

const inView = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
};

text.addEventListener("click", (event) => {
  const number = event.target.closest(".mu-nr");
  const note = noteOf.get(number);
  if (!note) return;
  if (!areInMargin()) {
    event.preventDefault();
    if (isOpen(note)) fold(number, note);
    else unfold(number, note);
  } else if (!number.classList.contains("mu-nl") && inView(note)) {
    // The note is in view, so the page need not scroll.
    event.preventDefault();
    history.replaceState(null, "", number.hash);
    note.querySelector(".mu-nb").focus({ preventScroll: true });
  }
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const note = event.target.closest?.(".mu-note") ?? notes.findLast(isOpen);
  if (!originalParents.has(note)) return;
  const number = numberOf(note);
  if (isOpen(note)) fold(number, note);
  number.focus({ preventScroll: true });
});

// ---- A URL with a note's id leads to the note, wherever it is now
const showLinkedNote = () => {
  const note = document.getElementById(idInFragment())?.closest(".mu-note");
  if (!originalParents.has(note)) return;
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
  if (lastHeaderNote) {
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
