// A passage that the reader has selected: copied with its citation and a link to its exact words.
import { button, find, make, query } from "../elements.js";
import { word } from "../language.js";
import { basketToggle, open } from "./control.js";
import { addressOf, copyButton, currentChoice, fetchRecord, formatNote, formatReference, loadStyles, paragraphLabel, plainText } from "./forms.js";

/** @import { Citable } from "./forms.js" */
/** @typedef {{ block: Element, text: string, before: string, after: string }} Cut What is selected of a block, and what is before and after it there. */
/** @typedef {{ at: string[], block: Element | undefined, anchor: string, quote: string[], link: string }} Passage */

const SETTLE_MS = 250;
const GAP = 7;
const LONGEST_QUOTE = 90;
// Elements within the text that are not part of the source.
const NOT_SOURCE = ".mu-notes, .mu-num, .mu-nr, .mu-pb, .mu-vh, .mu-apart";

/** @type {(text: string) => string} */
const escapeHtml = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
/** @type {(range: Range) => string} */
const sourceText = (range) => {
  const fragment = range.cloneContents();
  fragment.querySelectorAll(NOT_SOURCE).forEach((element) => element.remove());
  return fragment.textContent ?? "";
};
/** @type {(text: string) => string} */
const collapseSpaces = (text) => text.replace(/\s+/g, " ").trim();

// ---- Which blocks a selection runs through, and what it includes of each
/** @type {(block: Element, range: Range) => Cut} */
const clipTo = (block, range) => {
  const selected = document.createRange();
  selected.selectNodeContents(block);
  const whole = selected.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, selected) > 0) selected.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, selected) < 0) selected.setEnd(range.endContainer, range.endOffset);
  const before = whole.cloneRange();
  before.setEnd(selected.startContainer, selected.startOffset);
  const after = whole.cloneRange();
  after.setStart(selected.endContainer, selected.endOffset);
  return { block, text: sourceText(selected), before: sourceText(before), after: sourceText(after) };
};

// The elements with an id that a block belongs to; a block of lines as received may be of several paragraphs.
/** @type {(block: Element) => Element[]} */
const ownersOf = (block) => {
  if (block.matches(".mu-rc")) return [...(block.previousElementSibling?.querySelectorAll(".mu-para[id], li[id]") ?? [])];
  const owner = block.closest("[id]");
  return owner ? [owner] : [];
};

/** @type {(text: HTMLElement, range: Range) => Passage} */
const passageOf = (text, range) => {
  const start = range.startContainer;
  const isReceived = (start instanceof Element ? start : start.parentElement)?.closest(".mu-rc");
  const blockSelector = isReceived ? ".mu-rc" : ".mu-p, .mu-h, .mu-items li";
  const cuts = [...text.querySelectorAll(blockSelector)]
    .filter((block) => range.intersectsNode(block) && block.getClientRects().length)
    .map((block) => clipTo(block, range))
    .filter(({ text }) => text.trim());
  const owners = cuts.flatMap(({ block }) => ownersOf(block)).filter((owner) => text.contains(owner));
  const numbered = owners.filter((owner) => owner.querySelector(":scope > .mu-num .mu-pn-n")).map((owner) => owner.id);
  const at = numbered.length > 1 ? [numbered[0], numbered[numbered.length - 1]] : numbered;
  return {
    at,
    block: cuts[0]?.block,
    anchor: at[0] ?? owners[0]?.id ?? "",
    quote: cuts.map(({ text }) => (isReceived ? text.replace(/^\n+|\s+$/g, "") : collapseSpaces(text))),
    // The lines as received are hidden at first, so a link could not lead to words in them.
    link: isReceived ? "" : textDirective(cuts),
  };
};

// ---- The link to the words themselves (https://wicg.github.io/scroll-to-text-fragment/)
/** @type {(block: Element) => Intl.Segmenter} */
const segmenter = (block) => new Intl.Segmenter(block.closest("[lang]")?.getAttribute("lang") || "en", { granularity: "word" });
/** @type {(block: Element, text: string) => Intl.SegmentData[]} */
const segmentsOf = (block, text) => [...segmenter(block).segment(collapseSpaces(text))];
// The first `count` words or, if negative, the last ones, with what is between them.
/** @type {(block: Element, text: string, count: number) => string} */
const takeWords = (block, text, count) => {
  const parts = segmentsOf(block, text);
  const ordered = count < 0 ? [...parts].reverse() : parts;
  let left = Math.abs(count);
  const taken = ordered.filter((part) => {
    if (part.isWordLike) left -= 1;
    return left >= 0 && (left > 0 || part.isWordLike);
  });
  return collapseSpaces((count < 0 ? taken.reverse() : taken).map((part) => part.segment).join(""));
};
/** @type {(text: string) => string} */
const encodeFragment = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

/** @type {(cuts: Cut[]) => string} */
const textDirective = (cuts) => {
  if (!cuts.length) return "";
  const [first, last] = [cuts[0], cuts[cuts.length - 1]];
  // Extended to whole words, since browsers do not match parts of them.
  const [wordStart] = first.before.match(/\S*$/) ?? [""];
  const [wordEnd] = last.after.match(/^\S*/) ?? [""];
  const start = wordStart + first.text;
  const end = last.text + wordEnd;
  // Browsers take the first occurrence on the page: it may be in the outline, in the header or in a note.
  const earlier = document.createRange();
  earlier.setStart(document.body, 0);
  earlier.setEndBefore(first.block);
  const precedingText = first.before.slice(0, first.before.length - wordStart.length);
  const earlierText = collapseSpaces(`${earlier} ${sourceText(earlier)} ${precedingText}`).toLowerCase();
  /** @type {(said: string) => boolean} */
  const occursEarlier = (said) => earlierText.includes(said.toLowerCase());
  const passage = collapseSpaces(cuts.length === 1 ? start + wordEnd : start);
  if (cuts.length === 1 && passage.length <= LONGEST_QUOTE && !occursEarlier(passage)) return encodeFragment(passage);
  const counts = [4, 7, 12, 20, 40];
  /** @type {(count: number) => boolean} */
  const leavesMiddle = (count) => segmentsOf(first.block, passage).length > 2 * count;
  const count = counts.find((count) => leavesMiddle(count) && !occursEarlier(takeWords(first.block, passage, count)));
  if (count) return `${encodeFragment(takeWords(first.block, passage, count))},${encodeFragment(takeWords(last.block, cuts.length === 1 ? passage : end, -4))}`;
  // The same words occur earlier on the page: the words that precede them are added as a prefix. If that does not tell
  // them apart, as in a heading, the link leads to the block only.
  const preceding = takeWords(first.block, precedingText, -5);
  if (occursEarlier(collapseSpaces(`${preceding} ${passage}`))) return "";
  const prefix = preceding ? `${encodeFragment(preceding)}-,` : "";
  return cuts.length === 1 ? prefix + encodeFragment(passage) : `${prefix}${encodeFragment(passage)},${encodeFragment(takeWords(last.block, end, -4))}`;
};

/** @type {(record: Citable, passage: { anchor: string, link: string }) => string} */
const linkTo = (record, { anchor, link }) => {
  const fragment = link ? `${anchor}:~:text=${link}` : anchor;
  return `${addressOf(record)}${fragment && "#"}${fragment}`;
};

// ---- With its citation: a note, or the citation in parentheses together with the reference
/** @type {(record: Citable, passage: Passage) => [html: string, text: string]} */
const withCitation = (record, { at, anchor, quote, link }) => {
  const chosen = currentChoice();
  const note = formatNote(record, chosen, at);
  const reference = formatReference(record, chosen);
  const isInText = note.startsWith("(");
  const url = linkTo(record, { anchor, link });
  const text = [`“${quote.join("\n\n")}”${isInText ? ` ${plainText(note)}` : ""}`, plainText(isInText ? reference : note), url].join("\n\n");
  const html = [
    `<blockquote>${quote.map((part) => `<p>${escapeHtml(part)}</p>`).join("")}</blockquote>`,
    isInText ? `<p>${note}</p><p>${reference}</p>` : `<p>${note}</p>`,
    `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`,
  ].join("");
  return [html, text];
};

// ---- The bar: near the end of the selection, or at the foot of a touch screen
/** @type {HTMLElement | null} */
let bar = null;
let shownText = "";
let dismissed = "";

/** @type {(bar: HTMLElement, range: Range, block: Element) => void} */
const positionBar = (bar, range, block) => {
  const boxes = [...range.getClientRects()].filter(({ width, height }) => width && height);
  const last = boxes.at(-1) ?? range.getBoundingClientRect();
  const column = block.getBoundingClientRect();
  const fitsBelow = last.bottom + GAP + bar.offsetHeight < innerHeight;
  const top = fitsBelow ? last.bottom + GAP : Math.max(GAP, (boxes[0] ?? last).top - bar.offsetHeight - GAP);
  // Within the column, if it fits there.
  const end = Math.min(Math.max(column.right, column.left + bar.offsetWidth), document.documentElement.clientWidth - GAP);
  const left = Math.max(GAP, Math.min(Math.max(column.left, last.right - bar.offsetWidth / 2), end - bar.offsetWidth));
  bar.style.left = `${left + scrollX}px`;
  bar.style.top = `${top + scrollY}px`;
};

const hide = () => {
  bar?.remove();
  bar = null;
  shownText = "";
};

/** @type {(text: HTMLElement, id: string) => Promise<void>} */
const show = async (text, id) => {
  const selection = getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
  if (!selection || !range || selection.isCollapsed || !text.contains(range.startContainer) || !text.contains(range.endContainer)) return hide();
  const selectedText = selection.toString();
  if (selectedText === dismissed || (bar && selectedText === shownText)) return;
  dismissed = "";
  const record = await fetchRecord(id);
  await loadStyles();
  const passage = passageOf(text, range);
  if (!passage.block) return hide();
  hide();
  shownText = selectedText;
  const citedId = passage.at.length ? `${id}:${passage.at.join("-")}` : id;
  const name = paragraphLabel(record, passage.at);
  const frozen = range.cloneRange();
  const citeButton = button("mu-do", word("Cite …"), () => {
    const box = frozen.getBoundingClientRect();
    hide();
    const paragraph = document.getElementById(passage.anchor);
    open(id, passage.at, () => box, paragraph && query(".mu-pn", HTMLElement, paragraph));
  });
  const link = linkTo(record, passage);
  bar = make(
    "div",
    { class: "mu-pick", popover: "manual", role: "group", "aria-label": [word("Selected passage"), name].filter(Boolean).join(", ") },
    make("span", "mu-pick-t", name || word("Passage")),
    copyButton(word("Copy with citation"), () => withCitation(record, passage)),
    copyButton(word("Copy link"), () => [`<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`, link]),
    citeButton,
    basketToggle(() => citedId).element,
  );
  // A press must not clear the selection.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  find(".mu-main", HTMLElement).append(bar);
  bar.showPopover();
  positionBar(bar, range, passage.block);
};

const dismiss = () => {
  const text = shownText;
  hide();
  dismissed = text;
};

// `isPointerDown` tells whether a button or a finger is down, so that the selection may still change.
/** @type {(text: HTMLElement, id: string, isPointerDown: () => boolean) => void} */
export const followSelection = (text, id, isPointerDown) => {
  let timer = 0;
  /** @type {(wait: number) => void} */
  const schedule = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => !isPointerDown() && show(text, id).catch(hide), wait);
  };
  document.addEventListener("selectionchange", () => {
    if (!bar?.contains(document.activeElement)) schedule(SETTLE_MS);
  });
  for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => schedule(0));
  // Before the page's other listeners, so that one press of Escape closes one thing.
  /** @type {(event: KeyboardEvent) => void} */
  const handleKey = (event) => {
    if (!bar) return;
    const focused = document.activeElement;
    if (event.key === "Escape") {
      event.stopPropagation();
      dismiss();
    } else if (event.key === "Tab" && !event.shiftKey && (focused === document.body || text.contains(focused))) {
      // Tab goes from the selection to the bar.
      event.preventDefault();
      find("button", HTMLButtonElement, bar).focus();
    }
  };
  addEventListener("keydown", handleKey, true);
  schedule(0);
};
