// A passage that the reader has selected: copied with its citation and a link to its exact words.
import * as basket from "../basket.js";
import { basketToggle, open } from "./control.js";
import { addressOf, button, copyButton, currentChoice, fetchRecord, formatNote, formatReference, loadStyles, make, paragraphLabel, plainText } from "./forms.js";
import { word } from "../language.js";

const SETTLE_MS = 250;
const GAP = 7;
const LONGEST_QUOTE = 90;
// Elements within the text that are not part of the source.
const NOT_SOURCE = ".mu-notes, .mu-num, .mu-nr, .mu-pb, .mu-vh, .mu-apart";

const escapeHtml = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
const sourceText = (range) => {
  const fragment = range.cloneContents();
  fragment.querySelectorAll(NOT_SOURCE).forEach((element) => element.remove());
  return fragment.textContent;
};
const collapseSpaces = (text) => text.replace(/\s+/g, " ").trim();

// ---- Which blocks a selection runs through, and what it includes of each
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

const ownersOf = (block) => {
  if (block.matches(".mu-rc")) return [...(block.previousElementSibling?.querySelectorAll(".mu-para[id], li[id]") ?? [])];
  return [block.closest("[id]")];
};

export const passageOf = (text, range) => {
  const start = range.startContainer;
  const isReceived = (start.nodeType === 1 ? start : start.parentElement).closest(".mu-rc");
  const blockSelector = isReceived ? ".mu-rc" : ".mu-p, .mu-h, .mu-items li";
  const cuts = [...text.querySelectorAll(blockSelector)]
    .filter((block) => range.intersectsNode(block) && block.getClientRects().length)
    .map((block) => clipTo(block, range))
    .filter(({ text }) => text.trim());
  const owners = cuts.flatMap(({ block }) => ownersOf(block)).filter((owner) => owner && text.contains(owner));
  const numbered = owners.filter((owner) => owner.querySelector(":scope > .mu-num .mu-pn-n")).map((owner) => owner.id);
  const at = numbered.length > 1 ? [numbered[0], numbered.at(-1)] : numbered;
  return {
    at,
    block: cuts[0]?.block,
    anchor: at[0] ?? owners[0]?.id ?? "",
    quote: cuts.map(({ text }) => (isReceived ? text.replace(/^\n+|\s+$/g, "") : collapseSpaces(text))),
    // The lines as received are hidden at first, so a link could not lead to words in them.
    link: isReceived ? "" : textDirective(text, cuts),
  };
};

// ---- The link to the words themselves (https://wicg.github.io/scroll-to-text-fragment/)
const segmenter = (block) => new Intl.Segmenter(block.closest("[lang]")?.lang || "en", { granularity: "word" });
const segmentsOf = (block, text) => [...segmenter(block).segment(collapseSpaces(text))];
// The first `count` words or, if negative, the last ones, with what is between them.
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
const encodeFragment = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

const textDirective = (text, cuts) => {
  if (!cuts.length) return "";
  const [first, last] = [cuts[0], cuts.at(-1)];
  // Extended to whole words, since browsers do not match parts of them.
  const wordStart = /\S*$/.exec(first.before)[0];
  const wordEnd = /^\S*/.exec(last.after)[0];
  const start = wordStart + first.text;
  const end = last.text + wordEnd;
  const earlier = document.createRange();
  earlier.setStart(text.closest(".mu-main"), 0);
  earlier.setEndBefore(first.block);
  const earlierText = collapseSpaces(`${sourceText(earlier)} ${first.before.slice(0, first.before.length - wordStart.length)}`).toLowerCase();
  const occursEarlier = (said) => earlierText.includes(said.toLowerCase());
  const passage = collapseSpaces(cuts.length === 1 ? start + wordEnd : start);
  if (cuts.length === 1 && passage.length <= LONGEST_QUOTE && !occursEarlier(passage)) return encodeFragment(passage);
  const counts = [4, 7, 12, 20, 40];
  const leavesMiddle = (count) => segmentsOf(first.block, passage).length > 2 * count;
  const count = counts.find((count) => leavesMiddle(count) && !occursEarlier(takeWords(first.block, passage, count)));
  if (count) return `${encodeFragment(takeWords(first.block, passage, count))},${encodeFragment(takeWords(last.block, cuts.length === 1 ? passage : end, -4))}`;
  // The same words occur earlier on the page: the words that precede them are added as a prefix.
  const preceding = takeWords(first.block, first.before.slice(0, first.before.length - wordStart.length), -5);
  const prefix = preceding ? `${encodeFragment(preceding)}-,` : "";
  return cuts.length === 1 ? prefix + encodeFragment(passage) : `${prefix}${encodeFragment(passage)},${encodeFragment(takeWords(last.block, end, -4))}`;
};

const linkTo = (record, { anchor, link }) => {
  const fragment = link ? `${anchor}:~:text=${link}` : anchor;
  return `${addressOf(record)}${fragment && "#"}${fragment}`;
};

// ---- With its citation: a note, or the citation in parentheses together with the reference
export const withCitation = (record, { at, anchor, quote, link }) => {
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
let bar = null;
let shownText = "";
let dismissed = "";

const positionBar = (range, block) => {
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

const show = async (text, id) => {
  const selection = getSelection();
  const range = selection.rangeCount && selection.getRangeAt(0);
  const inside = range && !selection.isCollapsed && text.contains(range.startContainer) && text.contains(range.endContainer);
  if (!inside) return hide();
  const selectedText = selection.toString();
  if (selectedText === dismissed || (bar && selectedText === shownText)) return;
  dismissed = "";
  const record = await fetchRecord(id);
  await loadStyles();
  const passage = passageOf(text, range);
  if (!passage.quote.length) return hide();
  hide();
  shownText = selectedText;
  const citedId = passage.at.length ? `${id}:${passage.at.join("-")}` : id;
  const name = paragraphLabel(record, passage.at);
  const frozen = range.cloneRange();
  const citeButton = button("mu-do", word("Cite …", "引用……"));
  citeButton.addEventListener("click", () => {
    const box = frozen.getBoundingClientRect();
    hide();
    open(id, passage.at, () => box, document.getElementById(passage.anchor)?.querySelector(".mu-pn") ?? null);
  });
  const link = linkTo(record, passage);
  bar = make(
    "div",
    "mu-pick",
    make("span", "mu-pick-t", name || word("Passage", "选段")),
    copyButton(word("Copy with citation", "复制并附引文"), () => withCitation(record, passage)),
    copyButton(word("Copy link", "复制链接"), () => [`<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`, link]),
    citeButton,
    basketToggle(() => citedId).element,
  );
  bar.popover = "manual";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", [word("Selected passage", "选段"), name].filter(Boolean).join(", "));
  // A press must not clear the selection.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  document.querySelector(".mu-main").append(bar);
  bar.showPopover();
  positionBar(range, passage.block);
};

const dismiss = () => {
  const text = shownText;
  hide();
  dismissed = text;
};

// `isPointerDown` tells whether a button or a finger is down, so that the selection may still change.
export const followSelection = (text, id, isPointerDown) => {
  let timer = 0;
  const schedule = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => !isPointerDown() && show(text, id).catch(hide), wait);
  };
  document.addEventListener("selectionchange", () => {
    if (!bar?.contains(document.activeElement)) schedule(SETTLE_MS);
  });
  for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => schedule(0));
  // Before the page's other listeners, so that one press of Escape closes one thing.
  const handleKey = (event) => {
    if (!bar) return;
    const focused = document.activeElement;
    if (event.key === "Escape") {
      event.stopPropagation();
      dismiss();
    } else if (event.key === "Tab" && !event.shiftKey && (focused === document.body || text.contains(focused))) {
      // Tab goes from the selection to the bar.
      event.preventDefault();
      bar.querySelector("button").focus();
    }
  };
  addEventListener("keydown", handleKey, true);
  schedule(0);
};
