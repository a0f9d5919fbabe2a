// Marks the hits in a page reached from a search result, with controls to go from one to the next.
import { button, findAll, make, query as findElement } from "../elements.js";
import { idInFragment } from "../fragment.js";
import { word } from "../language.js";
import { pageUrl } from "./index-parts.js";
import { plan } from "./query.js";
import { findHits } from "./texts.js";

/** @import { Query } from "./query.js" */
/** @typedef {HTMLElement[]} HitMarks The marks of one hit, which may run through several elements. */

// The query. A page that keeps its own state in the URL may have removed it meanwhile.
const queryText = new URLSearchParams(location.search).get("h") ?? "";
const LEAVES = "p, li, dd, dt, h1, h2, h3, h4, h5, h6, td, th, figcaption, blockquote, summary, pre samp";
const EXCLUDED = ".mu-more, .mu-num, .mu-tip, .mu-rail, .mu-bar, .mu-vh, nav, script, .mu-nofm, .mu-found, [hidden]";
const CONTENT = "#content, main";

/** @type {(root: Node) => Text[]} */
const textNodes = (root) => {
  const nodes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode instanceof Text) nodes.push(walker.currentNode);
  return nodes;
};
/** @type {(text: Text) => Element | null} */
const leafOf = ({ parentElement: parent }) => parent && (parent.closest(LEAVES) ?? parent);
// The elements whose text is searched: leaves with words of their own.
/** @type {(inReceived: boolean) => Element[]} */
const findLeaves = (inReceived) => {
  const selector = document.querySelector(".mu-text") ? ".mu-head, .mu-intro, .mu-text, #apparatus, #provenance, section:has(> #apparatus)" : CONTENT;
  /** @type {Set<Element>} */
  const found = new Set();
  for (const part of findAll(selector, HTMLElement)) {
    for (const text of textNodes(part)) {
      const leaf = leafOf(text);
      if (!leaf || !text.data.trim() || leaf.closest(EXCLUDED) || Boolean(leaf.closest(".mu-rc")) !== inReceived) continue;
      found.add(leaf);
    }
  }
  return [...found];
};

/** @type {(query: Query, leaf: Element) => HitMarks[]} */
const markHits = (query, leaf) => {
  /** @type {{ node: Text, start: number }[]} */
  const nodes = [];
  let text = "";
  for (const node of textNodes(leaf)) {
    const parent = node.parentElement;
    if (!parent || parent.closest(EXCLUDED) || (parent.closest(LEAVES) ?? leaf) !== leaf) continue;
    nodes.push({ node, start: text.length });
    text += node.data;
  }
  // From the end, so that earlier offsets remain valid.
  return findHits(query, text)
    .reverse()
    .map(({ start, end }) => {
      const pieces = [];
      for (const { node, start: at } of nodes.slice().reverse()) {
        const from = Math.max(start - at, 0);
        const to = Math.min(end - at, node.data.length);
        if (from >= to) continue;
        const middle = from ? node.splitText(from) : node;
        if (to - from < middle.data.length) middle.splitText(to - from);
        const mark = make("mark", "mu-hitmark");
        middle.replaceWith(mark);
        mark.append(middle);
        // After splitting, `node` is the text before the hit, so earlier hits in it are still found.
        pieces.unshift(mark);
      }
      return pieces;
    })
    .filter((pieces) => pieces.length)
    .reverse();
};

const query = await plan(queryText);
let hitMarks = findLeaves(false).flatMap((leaf) => markHits(query, leaf));
const receivedView = findElement("#view-received", HTMLInputElement);
if (!hitMarks.length && receivedView) {
  // The words are only in the lines as received: that view is shown.
  hitMarks = findLeaves(true).flatMap((leaf) => markHits(query, leaf));
  if (hitMarks.length) {
    receivedView.checked = true;
    receivedView.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** @type {(element: HTMLElement) => boolean} */
const isVisible = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;
/** @type {(element: HTMLElement) => void} */
const reveal = (element) => {
  for (let details = element.closest("details"); details; details = details.parentElement?.closest("details") ?? null) details.open = true;
  // A folded note unfolds when the URL names it.
  const note = element.closest(".mu-note[id]");
  if (!isVisible(element) && note) location.hash = note.id;
};

let current = -1;
const counter = make("b", {}, "0");
/** @type {(number: number, scrolls?: boolean) => void} */
const goTo = (number, scrolls = true) => {
  hitMarks[current]?.forEach((mark) => mark.classList.remove("mu-hitmark-now"));
  current = (number + hitMarks.length) % hitMarks.length;
  hitMarks[current].forEach((mark) => mark.classList.add("mu-hitmark-now"));
  counter.textContent = String(current + 1);
  const first = hitMarks[current][0];
  reveal(first);
  if (scrolls) first.scrollIntoView({ block: "center", behavior: "instant" });
};

const bar = make("aside", { class: "mu-nofm", "aria-label": word("Hits in this page") });
const removeMarks = () => {
  for (const pieces of hitMarks) {
    for (const mark of pieces) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent?.normalize();
    }
  }
  bar.remove();
  const parameters = new URLSearchParams(location.search);
  parameters.delete("h");
  try {
    history.replaceState(history.state, "", `${location.pathname}${parameters.size ? `?${parameters}` : ""}${location.hash}`);
  } catch {
    // Some browsers do not allow changing the URL of a page opened from disk.
  }
};
/** @type {(label: string, symbol: string, onClick: () => void) => HTMLButtonElement} */
const symbolButton = (label, symbol, onClick) => button({ "aria-label": label, title: label }, symbol, onClick);
const status = make("p", { role: "status" });
if (hitMarks.length) status.append(counter, word(" of {count} for {query}", { count: hitMarks.length, query: queryText }));
else status.append(word("Nothing on this page for {query}", { query: queryText }));
bar.append(status);
if (hitMarks.length > 1) bar.append(symbolButton(word("Previous hit"), "↑", () => goTo(current - 1)), symbolButton(word("Next hit"), "↓", () => goTo(current + 1)));
bar.append(make("a", { href: pageUrl(`search/?q=${encodeURIComponent(queryText)}`) }, word("All results")), symbolButton(word("Remove the marks"), "×", removeMarks));
bar.addEventListener("keydown", (event) => {
  if (event.key === "Escape") removeMarks();
  else if (event.key === "ArrowDown" && hitMarks.length) goTo(current + 1);
  else if (event.key === "ArrowUp" && hitMarks.length) goTo(current - 1);
  else return;
  event.preventDefault();
});
if (queryText) document.body.append(bar);

if (hitMarks.length) {
  const target = document.getElementById(idInFragment());
  /** @type {(mark: HTMLElement) => boolean} */
  const isAfter = (mark) => !target || target === mark || target.contains(mark) || (target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const first = hitMarks.findIndex(([mark]) => isVisible(mark) && isAfter(mark));
  goTo(Math.max(first, 0));
}
