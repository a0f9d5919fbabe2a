// A passage that the reader has selected: copied with its citation and a link to its exact words.
import * as basket from "./basket.js";
import { keeper, open } from "./cite-control.js";
import { addressOf, button, choice, copier, dressed, label, make, note, plain, record, reference } from "./cite-forms.js";
import { word } from "./say.js";

const WAIT = 250;
const GAP = 7;
const LONG = 90;
// Elements within the text that are not part of the source.
const OURS = ".mu-notes, .mu-num, .mu-nr, .mu-pb, .mu-vh, .mu-apart";

const escaped = (words) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const words = (range) => {
  const part = range.cloneContents();
  part.querySelectorAll(OURS).forEach((one) => one.remove());
  return part.textContent;
};
const tidy = (said) => said.replace(/\s+/g, " ").trim();

// ---- Which blocks a selection runs through, and what it includes of each
const cut = (block, range) => {
  const here = document.createRange();
  here.selectNodeContents(block);
  const all = here.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, here) > 0) here.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, here) < 0) here.setEnd(range.endContainer, range.endOffset);
  const before = all.cloneRange();
  before.setEnd(here.startContainer, here.startOffset);
  const after = all.cloneRange();
  after.setStart(here.endContainer, here.endOffset);
  return { block, said: words(here), before: words(before), after: words(after) };
};

const owner = (block) => {
  if (block.matches(".mu-rc")) return [...(block.previousElementSibling?.querySelectorAll(".mu-para[id], li[id]") ?? [])];
  return [block.closest("[id]")];
};

export const passage = (text, range) => {
  const from = range.startContainer;
  const received = (from.nodeType === 1 ? from : from.parentElement).closest(".mu-rc");
  const kind = received ? ".mu-rc" : ".mu-p, .mu-h, .mu-items li";
  const cuts = [...text.querySelectorAll(kind)]
    .filter((block) => range.intersectsNode(block) && block.getClientRects().length)
    .map((block) => cut(block, range))
    .filter(({ said }) => said.trim());
  const owners = cuts.flatMap(({ block }) => owner(block)).filter((one) => one && text.contains(one));
  const numbered = owners.filter((one) => one.querySelector(":scope > .mu-num .mu-pn-n")).map((one) => one.id);
  const at = numbered.length > 1 ? [numbered[0], numbered.at(-1)] : numbered;
  return {
    at,
    block: cuts[0]?.block,
    anchor: at[0] ?? owners[0]?.id ?? "",
    quote: cuts.map(({ said }) => (received ? said.replace(/^\n+|\s+$/g, "") : tidy(said))),
    // The lines as received are hidden at first, so a link could not lead to words in them.
    link: received ? "" : directive(text, cuts),
  };
};

// ---- The link to the words themselves (https://wicg.github.io/scroll-to-text-fragment/)
const segmenter = (block) => new Intl.Segmenter(block.closest("[lang]")?.lang || "en", { granularity: "word" });
const split = (block, said) => [...segmenter(block).segment(tidy(said))];
// The first `count` words or, if negative, the last ones, with what is between them.
const some = (block, said, count) => {
  const parts = split(block, said);
  const wanted = count < 0 ? [...parts].reverse() : parts;
  let left = Math.abs(count);
  const taken = wanted.filter((part) => {
    if (part.isWordLike) left -= 1;
    return left >= 0 && (left > 0 || part.isWordLike);
  });
  return tidy((count < 0 ? taken.reverse() : taken).map((part) => part.segment).join(""));
};
const encoded = (said) => encodeURIComponent(said).replaceAll("-", "%2D");

const directive = (text, cuts) => {
  if (!cuts.length) return "";
  const [first, last] = [cuts[0], cuts.at(-1)];
  // Extended to whole words, since browsers do not match parts of them.
  const begun = /\S*$/.exec(first.before)[0];
  const rest = /^\S*/.exec(last.after)[0];
  const start = begun + first.said;
  const end = last.said + rest;
  const earlier = document.createRange();
  earlier.setStart(text.closest(".mu-main"), 0);
  earlier.setEndBefore(first.block);
  const seen = tidy(`${words(earlier)} ${first.before.slice(0, first.before.length - begun.length)}`).toLowerCase();
  const known = (said) => seen.includes(said.toLowerCase());
  const one = tidy(cuts.length === 1 ? start + rest : start);
  if (cuts.length === 1 && one.length <= LONG && !known(one)) return encoded(one);
  const counts = [4, 7, 12, 20, 40];
  const short = (count) => split(first.block, one).length > 2 * count;
  const count = counts.find((count) => short(count) && !known(some(first.block, one, count)));
  if (count) return `${encoded(some(first.block, one, count))},${encoded(some(last.block, cuts.length === 1 ? one : end, -4))}`;
  // The same words occur earlier on the page: the words that precede them are added as a prefix.
  const ahead = some(first.block, first.before.slice(0, first.before.length - begun.length), -5);
  const prefix = ahead ? `${encoded(ahead)}-,` : "";
  return cuts.length === 1 ? prefix + encoded(one) : `${prefix}${encoded(one)},${encoded(some(last.block, end, -4))}`;
};

const address = (found, { anchor, link }) => {
  const fragment = link ? `${anchor}:~:text=${link}` : anchor;
  return `${addressOf(found)}${fragment && "#"}${fragment}`;
};

// ---- With its citation: a note, or the citation in parentheses together with the reference
export const cited = (found, { at, anchor, quote, link }) => {
  const chosen = choice();
  const said = note(found, chosen, at);
  const listed = reference(found, chosen);
  const brief = said.startsWith("(");
  const to = address(found, { anchor, link });
  const text = [`“${quote.join("\n\n")}”${brief ? ` ${plain(said)}` : ""}`, plain(brief ? listed : said), to].join("\n\n");
  const html = [
    `<blockquote>${quote.map((part) => `<p>${escaped(part)}</p>`).join("")}</blockquote>`,
    brief ? `<p>${said}</p><p>${listed}</p>` : `<p>${said}</p>`,
    `<p><a href="${escaped(to)}">${escaped(to)}</a></p>`,
  ].join("");
  return [html, text];
};

// ---- The bar: near the end of the selection, or at the foot of a touch screen
let bar = null;
let shown = "";
let put = "";

const stand = (range, block) => {
  const boxes = [...range.getClientRects()].filter(({ width, height }) => width && height);
  const last = boxes.at(-1) ?? range.getBoundingClientRect();
  const whole = block.getBoundingClientRect();
  const below = last.bottom + GAP + bar.offsetHeight < innerHeight;
  const top = below ? last.bottom + GAP : Math.max(GAP, (boxes[0] ?? last).top - bar.offsetHeight - GAP);
  // Within the column, if it fits there.
  const end = Math.min(Math.max(whole.right, whole.left + bar.offsetWidth), document.documentElement.clientWidth - GAP);
  const left = Math.max(GAP, Math.min(Math.max(whole.left, last.right - bar.offsetWidth / 2), end - bar.offsetWidth));
  bar.style.left = `${left + scrollX}px`;
  bar.style.top = `${top + scrollY}px`;
};

const hide = () => {
  bar?.remove();
  bar = null;
  shown = "";
};

const show = async (text, id) => {
  const selection = getSelection();
  const range = selection.rangeCount && selection.getRangeAt(0);
  const inside = range && !selection.isCollapsed && text.contains(range.startContainer) && text.contains(range.endContainer);
  if (!inside) return hide();
  const said = selection.toString();
  if (said === put || (bar && said === shown)) return;
  put = "";
  const found = await record(id);
  await dressed();
  const taken = passage(text, range);
  if (!taken.quote.length) return hide();
  hide();
  shown = said;
  const place = taken.at.length ? `${id}:${taken.at.join("-")}` : id;
  const name = label(found, taken.at);
  const kept = range.cloneRange();
  const more = button("mu-do", word("Cite …", "引用……"));
  more.addEventListener("click", () => {
    const box = kept.getBoundingClientRect();
    hide();
    open(id, taken.at, () => box, document.getElementById(taken.anchor)?.querySelector(".mu-pn") ?? null);
  });
  const link = address(found, taken);
  bar = make(
    "div",
    "mu-pick",
    make("span", "mu-pick-t", name || word("Passage", "选段")),
    copier(word("Copy with citation", "复制并附引文"), () => cited(found, taken)),
    copier(word("Copy link", "复制链接"), () => [`<a href="${escaped(link)}">${escaped(link)}</a>`, link]),
    more,
    keeper(() => place).made,
  );
  bar.popover = "manual";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", [word("Selected passage", "选段"), name].filter(Boolean).join(", "));
  // A press must not clear the selection.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  document.querySelector(".mu-main").append(bar);
  bar.showPopover();
  stand(range, taken.block);
};

const away = () => {
  const selected = shown;
  hide();
  put = selected;
};

// `held` tells whether a button or a finger is down, so that the selection may still change.
export const follow = (text, id, held) => {
  let later = 0;
  const soon = (wait) => {
    clearTimeout(later);
    later = setTimeout(() => !held() && show(text, id).catch(hide), wait);
  };
  document.addEventListener("selectionchange", () => {
    if (!bar?.contains(document.activeElement)) soon(WAIT);
  });
  for (const over of ["pointerup", "pointercancel"]) addEventListener(over, () => soon(0));
  // Before the page's other listeners, so that one press of Escape closes one thing.
  const press = (event) => {
    if (!bar) return;
    const here = document.activeElement;
    if (event.key === "Escape") {
      event.stopPropagation();
      away();
    } else if (event.key === "Tab" && !event.shiftKey && (here === document.body || text.contains(here))) {
      // Tab goes from the selection to the bar.
      event.preventDefault();
      bar.querySelector("button").focus();
    }
  };
  addEventListener("keydown", press, true);
  soon(0);
};
