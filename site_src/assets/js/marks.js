// Which names and dates are marked. The page's CSS shows the choice; this remembers it, and takes
// unmarked links out of the tab order. Cards are fetched when one is first needed.
import { saveSetting } from "./kept.js";

const main = document.querySelector(".mu-source");
const text = main.querySelector(".mu-text");
const panel = main.querySelector(".mu-marks");
const KEY = "marks";

if (panel) {
  const boxes = [...panel.querySelectorAll("input")];
  const names = [...text.querySelectorAll("a.mu-k")];

  const apply = () => {
    const chosen = (id) => panel.querySelector(`#mk-${id}`).checked;
    const [every, none] = [chosen("every"), chosen("none")];
    const off = new Set(boxes.filter((box) => box.type === "checkbox" && !box.checked).map((box) => box.id.slice(3)));
    for (const name of names) {
      const kind = name.classList[1].slice(5);
      const plain = none || off.has(kind) || (!every && name.classList.contains("mu-rep"));
      if (plain) name.tabIndex = -1;
      else name.removeAttribute("tabindex");
    }
  };

  const remember = () => {
    const state = {
      marks: boxes.find((box) => box.type === "radio" && box.checked).id,
      off: boxes.filter((box) => box.type === "checkbox" && !box.checked).map((box) => box.id),
    };
    saveSetting(KEY, JSON.stringify(state));
  };

  // Earlier choices are already set: first.js does that while the page is parsed.
  apply();
  panel.addEventListener("change", () => {
    apply();
    remember();
    panel.dispatchEvent(new CustomEvent("marks"));
  });

  // The panel stays open until Escape or a press elsewhere.
  const close = () => {
    if (!panel.open) return;
    const inside = panel.contains(document.activeElement);
    panel.open = false;
    if (inside) panel.querySelector("summary").focus();
  };
  addEventListener("pointerdown", (event) => {
    if (!panel.contains(event.target)) panel.open = false;
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}

// ---- Cards
const marked = (target) => target.closest?.(".mu-text a.mu-k");
let cards;
const fetchCards = () => (cards ??= import("./cards.js"));
const WAIT = 220;
let waiting = 0;

text.addEventListener("pointerover", (event) => {
  const name = event.pointerType === "mouse" && marked(event.target);
  if (!name) return;
  fetchCards();
  clearTimeout(waiting);
  waiting = setTimeout(() => fetchCards().then(({ open }) => name.matches(":hover") && open(name)), WAIT);
});
text.addEventListener("pointerout", (event) => {
  if (event.pointerType !== "mouse" || !marked(event.target)) return;
  clearTimeout(waiting);
  cards?.then(({ leave }) => leave());
});
text.addEventListener("focusin", (event) => {
  const name = marked(event.target);
  if (name?.matches(":focus-visible")) fetchCards().then(({ open }) => document.activeElement === name && open(name));
});
text.addEventListener("focusout", (event) => {
  if (marked(event.target)) cards?.then(({ leave }) => leave());
});
// A tap opens the card, which has the link; a click of the mouse or a key follows the link. The
// pointer type is taken from `pointerdown`, since not every browser gives it for a click.
let pointer = "";
text.addEventListener("pointerdown", (event) => {
  pointer = event.pointerType;
});
text.addEventListener("click", (event) => {
  const name = marked(event.target);
  if (!name || pointer !== "touch" || event.detail === 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  fetchCards().then(({ open }) => open(name, true));
});
