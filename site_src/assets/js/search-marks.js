// Marks the hits in a page reached from a search result, with controls to go from one to the next.
import { plan } from "./search-query.js";
import { hits } from "./search-texts.js";
import { page } from "./search-parts.js";
import { make } from "./search-view.js";
import { word } from "./say.js";

// The query. A page that keeps its own state in the URL may have removed it meanwhile.
const typed = new URLSearchParams(location.search).get("h") ?? "";
const LEAVES = "p, li, dd, dt, h1, h2, h3, h4, h5, h6, td, th, figcaption, blockquote, summary, pre samp";
const NOT = ".mu-more, .mu-num, .mu-tip, .mu-rail, .mu-bar, .mu-vh, nav, script, .mu-nofm, .mu-found, [hidden]";
const READ = "#content, main";

// The elements whose text is searched: leaves with words of their own.
const leaves = (received) => {
  const place = document.querySelector(".mu-text") ? ".mu-head, .mu-intro, .mu-text, #apparatus, #provenance, section:has(> #apparatus)" : READ;
  const found = new Set();
  document.querySelectorAll(place).forEach((part) => {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const parent = walk.currentNode.parentElement;
      const leaf = parent.closest(LEAVES) ?? parent;
      if (!walk.currentNode.data.trim() || leaf.closest(NOT) || Boolean(leaf.closest(".mu-rc")) !== received) continue;
      found.add(leaf);
    }
  });
  return [...found];
};

const markIn = (query, leaf) => {
  const nodes = [];
  let text = "";
  const walk = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT, (node) => {
    const parent = node.parentElement;
    const other = parent.closest(NOT) || (parent.closest(LEAVES) ?? leaf) !== leaf;
    return other ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  });
  while (walk.nextNode()) {
    nodes.push({ node: walk.currentNode, start: text.length });
    text += walk.currentNode.data;
  }
  // From the end, so that earlier offsets remain valid.
  return hits(query, text)
    .reverse()
    .map(({ start, end }) => {
      const pieces = [];
      for (const { node, start: at } of nodes.slice().reverse()) {
        const from = Math.max(start - at, 0);
        const to = Math.min(end - at, node.data.length);
        if (from >= to) continue;
        const middle = from ? node.splitText(from) : node;
        if (to - from < middle.data.length) middle.splitText(to - from);
        const mark = make("mark", { class: "mu-hitmark" });
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

const query = await plan(typed);
let found = leaves(false).flatMap((leaf) => markIn(query, leaf));
const received = document.querySelector("#view-received");
if (!found.length && received) {
  // The words are only in the lines as received: that view is shown.
  found = leaves(true).flatMap((leaf) => markIn(query, leaf));
  if (found.length) {
    received.checked = true;
    received.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const visible = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;
const uncover = (element) => {
  for (let details = element.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
  // A folded note unfolds when the URL names it.
  const note = element.closest(".mu-note[id]");
  if (!visible(element) && note) location.hash = note.id;
};

let now = -1;
const show = make("b", {}, "0");
const go = (number, focus = true) => {
  found[now]?.forEach((mark) => mark.classList.remove("mu-hitmark-now"));
  now = (number + found.length) % found.length;
  found[now].forEach((mark) => mark.classList.add("mu-hitmark-now"));
  show.textContent = String(now + 1);
  const first = found[now][0];
  uncover(first);
  if (focus) first.scrollIntoView({ block: "center", behavior: "instant" });
};

const bar = make("aside", { class: "mu-nofm", "aria-label": word("Hits in this page", "本页检索结果") });
const close = () => {
  for (const pieces of found) {
    for (const mark of pieces) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  }
  bar.remove();
  const rest = new URLSearchParams(location.search);
  rest.delete("h");
  try {
    history.replaceState(history.state, "", `${location.pathname}${rest.size ? `?${rest}` : ""}${location.hash}`);
  } catch {
    // Some browsers do not allow changing the URL of a page opened from disk.
  }
};
const button = (label, text, act) => {
  const made = make("button", { type: "button", "aria-label": label, title: label }, text);
  made.addEventListener("click", act);
  return made;
};
const said = make("p", { role: "status" });
if (found.length) said.append(show, word(` of ${found.length} for ${typed}`, `／${found.length}处：${typed}`));
else said.append(word(`Nothing on this page for ${typed}`, `本页没有“${typed}”`));
bar.append(said);
if (found.length > 1) bar.append(button(word("Previous hit", "上一处"), "↑", () => go(now - 1)), button(word("Next hit", "下一处"), "↓", () => go(now + 1)));
bar.append(make("a", { href: page(`search/?q=${encodeURIComponent(typed)}`) }, word("All results", "全部结果")), button(word("Remove the marks", "去掉标记"), "×", close));
bar.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  else if (event.key === "ArrowDown" && found.length) go(now + 1);
  else if (event.key === "ArrowUp" && found.length) go(now - 1);
  else return;
  event.preventDefault();
});
if (typed) document.body.append(bar);

if (found.length) {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const after = (mark) => !target || target === mark || target.contains(mark) || target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
  const first = found.findIndex(([mark]) => visible(mark) && after(mark));
  go(Math.max(first, 0));
}
