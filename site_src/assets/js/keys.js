// Reading with the keyboard: fetched when the first shortcut is pressed.
import { saveSetting } from "./kept.js";
import { say, word } from "./say.js";

const root = document.documentElement;
const text = document.querySelector(".mu-text");
const paragraphs = text ? [...text.querySelectorAll(".mu-para[id]:has(.mu-pn)")] : [];
const bar = document.querySelector(".mu-bar");

// ---- Where the reader is: where the last shortcut led, if the page has not scrolled since; else
// at the focus, if it is in view; else at the top of the window
let last = null;
const SLACK = 6;
const line = () => (bar?.offsetHeight ?? 0) + parseFloat(getComputedStyle(root).fontSize);
const topOf = (element) => element.getBoundingClientRect().top;
const still = (among) => (last && last.at === scrollY ? among.indexOf(last.element) : -1);

const current = () => {
  const known = still(paragraphs);
  if (known >= 0) return known;
  const held = document.activeElement.closest(".mu-para");
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  if (held && bottom > 0 && top < innerHeight) return paragraphs.indexOf(held);
  return paragraphs.findLastIndex((paragraph) => topOf(paragraph) <= line() + SLACK);
};

const goTo = (element, focus) => {
  element.scrollIntoView({ block: "start", behavior: "instant" });
  focus.focus({ preventScroll: true });
  last = { element, at: scrollY };
};

const step = (by) => {
  const here = current();
  const known = still(paragraphs) >= 0;
  // From within a paragraph, "previous" first goes to its beginning.
  const within = by < 0 && !known && here >= 0 && topOf(paragraphs[here]) < line() - 3 * SLACK;
  const to = paragraphs[within ? here : Math.min(Math.max(here + by, 0), paragraphs.length - 1)];
  if (to) goTo(to, to.querySelector(".mu-pn"));
};

// ---- Notes, in the order of their numbers in the text
const note = (by) => {
  const numbers = [...document.querySelectorAll(".mu-source .mu-nr:not(.mu-nl)")].filter(
    (number) => number.getClientRects().length && getComputedStyle(number).visibility !== "hidden",
  );
  const here = numbers.indexOf(document.activeElement);
  const from = numbers.findIndex((number) => topOf(number) > line());
  const next = here >= 0 ? here + by : by > 0 ? from : (from < 0 ? numbers.length : from) - 1;
  const to = numbers[next];
  if (!to) return;
  numbers[here]?.getAttribute("aria-expanded") === "true" && numbers[here].click();
  to.scrollIntoView({ block: "center", behavior: "instant" });
  to.focus({ preventScroll: true });
  if (to.getAttribute("aria-expanded") === "false") to.click();
  last = null;
};

// ---- The link of the paragraph
const copy = async () => {
  const paragraph = paragraphs[Math.max(current(), 0)];
  if (!paragraph) return;
  const number = paragraph.querySelector(".mu-pn-n")?.textContent ?? "";
  const address = new URL(`#${paragraph.id}`, location.origin + location.pathname).href;
  try {
    await navigator.clipboard.writeText(address);
    say(`The link of ¶ ${number} is copied.`, `已复制第${number}段的链接。`);
  } catch {
    say(address, address);
  }
};

// ---- The list of shortcuts
const LIST = [
  ["j", "Next paragraph", "下一段"],
  ["k", "Previous paragraph", "上一段"],
  ["n", "Next note", "下一条注释"],
  ["p", "Previous note", "上一条注释"],
  ["y", "Copy the link of the paragraph", "复制本段链接"],
  ["v", "Reading, as received, side by side", "切换阅读、原件、对照"],
  ["/", "Search", "检索"],
  ["Esc", "Close what is open", "关闭"],
  ["?", "This list", "本列表"],
];

const make = (name, content, attributes = {}) => {
  const element = document.createElement(name);
  Object.assign(element, attributes);
  element.append(...[content].flat());
  return element;
};

let dialog;
export const list = () => {
  if (!dialog) {
    const rows = LIST.map(([key, ...labels]) =>
      make("div", [make("dt", make("kbd", key)), make("dd", word(...labels))]),
    );
    const box = make("input", [], { type: "checkbox", checked: root.dataset.keys !== "off" });
    box.addEventListener("change", () => {
      if (box.checked) delete root.dataset.keys;
      else root.dataset.keys = "off";
      saveSetting("keys", box.checked ? "" : "off");
    });
    dialog = make("dialog", [
      make("h2", word("Keys", "快捷键"), { id: "mu-keys-t" }),
      make("dl", rows),
      make("label", [box, word("Single keys do this", "启用单键快捷键")]),
      make("form", make("button", word("Close", "关闭"), { autofocus: true }), { method: "dialog" }),
    ], { className: "mu-keys" });
    dialog.setAttribute("aria-labelledby", "mu-keys-t");
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    document.body.append(dialog);
  }
  dialog.showModal();
};

const ACTS = { j: () => step(1), k: () => step(-1), n: () => note(1), p: () => note(-1), y: copy, "?": list };
export const press = (key) => {
  if (!document.querySelector("dialog[open]")) ACTS[key]?.();
};
