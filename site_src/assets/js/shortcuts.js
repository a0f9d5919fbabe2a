// Reading with the keyboard: fetched when the first shortcut is pressed.
import { saveSetting } from "./settings.js";
import { word } from "./language.js";
import { say } from "./say.js";

const root = document.documentElement;
const text = document.querySelector(".mu-text");
const paragraphs = text ? [...text.querySelectorAll(".mu-para[id]:has(.mu-pn)")] : [];
const bar = document.querySelector(".mu-bar");

// ---- Where the reader is: where the last shortcut led, if the page has not scrolled since; else
// at the focus, if it is in view; else at the top of the window
let last = null;
const TOLERANCE = 6;
const readingLine = () => (bar?.offsetHeight ?? 0) + parseFloat(getComputedStyle(root).fontSize);
const topOf = (element) => element.getBoundingClientRect().top;
const unmovedIndex = (elements) => (last && last.at === scrollY ? elements.indexOf(last.element) : -1);

const currentIndex = () => {
  const index = unmovedIndex(paragraphs);
  if (index >= 0) return index;
  const focused = document.activeElement.closest(".mu-para");
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  if (focused && bottom > 0 && top < innerHeight) return paragraphs.indexOf(focused);
  return paragraphs.findLastIndex((paragraph) => topOf(paragraph) <= readingLine() + TOLERANCE);
};

const goTo = (element, focus) => {
  element.scrollIntoView({ block: "start", behavior: "instant" });
  focus.focus({ preventScroll: true });
  last = { element, at: scrollY };
};

const goToParagraph = (by) => {
  const index = currentIndex();
  const isUnmoved = unmovedIndex(paragraphs) >= 0;
  // From within a paragraph, "previous" first goes to its beginning.
  const isWithin = by < 0 && !isUnmoved && index >= 0 && topOf(paragraphs[index]) < readingLine() - 3 * TOLERANCE;
  const target = paragraphs[isWithin ? index : Math.min(Math.max(index + by, 0), paragraphs.length - 1)];
  if (target) goTo(target, target.querySelector(".mu-pn"));
};

// ---- Notes, in the order of their numbers in the text
const goToNote = (by) => {
  const numbers = [...document.querySelectorAll(".mu-source .mu-nr:not(.mu-nl)")].filter(
    (number) => number.getClientRects().length && getComputedStyle(number).visibility !== "hidden",
  );
  const index = numbers.indexOf(document.activeElement);
  const firstBelow = numbers.findIndex((number) => topOf(number) > readingLine());
  const next = index >= 0 ? index + by : by > 0 ? firstBelow : (firstBelow < 0 ? numbers.length : firstBelow) - 1;
  const target = numbers[next];
  if (!target) return;
  numbers[index]?.getAttribute("aria-expanded") === "true" && numbers[index].click();
  target.scrollIntoView({ block: "center", behavior: "instant" });
  target.focus({ preventScroll: true });
  if (target.getAttribute("aria-expanded") === "false") target.click();
  last = null;
};

// ---- The link of the paragraph
const copyParagraphLink = async () => {
  const paragraph = paragraphs[Math.max(currentIndex(), 0)];
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
const SHORTCUTS = [
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
export const showShortcuts = () => {
  if (!dialog) {
    const rows = SHORTCUTS.map(([key, ...labels]) =>
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

const ACTIONS = { j: () => goToParagraph(1), k: () => goToParagraph(-1), n: () => goToNote(1), p: () => goToNote(-1), y: copyParagraphLink, "?": showShortcuts };
export const runShortcut = (key) => {
  if (!document.querySelector("dialog[open]")) ACTIONS[key]?.();
};
