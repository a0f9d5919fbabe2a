// Which names and dates are marked. The page's CSS shows the choice; this remembers it, and takes
// unmarked links out of the tab order. Cards are fetched when one is first needed.
import { closest, contains, find, findAll, query } from "./elements.js";
import { saveSetting } from "./settings.js";

const main = find(".mu-source", HTMLElement);
const text = find(".mu-text", HTMLElement, main);
const panel = query(".mu-marks", HTMLDetailsElement, main);
const KEY = "marks";

if (panel) {
  const boxes = findAll("input", HTMLInputElement, panel);
  const mentions = findAll("a.mu-k", HTMLAnchorElement, text);

  const updateTabOrder = () => {
    /** @type {(id: string) => boolean} */
    const isChosen = (id) => find(`#mk-${id}`, HTMLInputElement, panel).checked;
    const [every, none] = [isChosen("every"), isChosen("none")];
    const off = new Set(boxes.filter((box) => box.type === "checkbox" && !box.checked).map((box) => box.id.slice(3)));
    for (const mention of mentions) {
      const kind = mention.classList[1].slice(5);
      const isUnmarked = none || off.has(kind) || (!every && mention.classList.contains("mu-rep"));
      if (isUnmarked) mention.tabIndex = -1;
      else mention.removeAttribute("tabindex");
    }
  };

  const saveMarks = () => {
    const state = {
      marks: boxes.find((box) => box.type === "radio" && box.checked)?.id,
      off: boxes.filter((box) => box.type === "checkbox" && !box.checked).map((box) => box.id),
    };
    saveSetting(KEY, JSON.stringify(state));
  };

  // Earlier choices are already set: apply-settings.js does that while the page is parsed.
  updateTabOrder();
  panel.addEventListener("change", () => {
    updateTabOrder();
    saveMarks();
    panel.dispatchEvent(new CustomEvent("marks"));
  });

  // The panel stays open until Escape or a press elsewhere.
  const closePanel = () => {
    if (!panel.open) return;
    const hadFocus = panel.contains(document.activeElement);
    panel.open = false;
    if (hadFocus) panel.querySelector("summary")?.focus();
  };
  addEventListener("pointerdown", (event) => {
    if (!contains(panel, event.target)) panel.open = false;
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") closePanel();
  });
}

// ---- Cards
/** @type {(target: EventTarget | null) => HTMLAnchorElement | null} */
const mentionAt = (target) => closest(target, ".mu-text a.mu-k", HTMLAnchorElement);
/** @type {Promise<typeof import("./mention-cards.js")> | undefined} */
let cards;
const fetchCards = () => (cards ??= import("./mention-cards.js"));
// Without cards, names are plain links.
const ignore = () => {};
const HOVER_MS = 220;
let hoverTimer = 0;

text.addEventListener("pointerover", (event) => {
  const mention = event.pointerType === "mouse" ? mentionAt(event.target) : null;
  if (!mention) return;
  fetchCards().catch(ignore);
  clearTimeout(hoverTimer);
  hoverTimer = setTimeout(() => fetchCards().then(({ open }) => mention.matches(":hover") && open(mention)).catch(ignore), HOVER_MS);
});
text.addEventListener("pointerout", (event) => {
  if (event.pointerType !== "mouse" || !mentionAt(event.target)) return;
  clearTimeout(hoverTimer);
  cards?.then(({ closeSoon }) => closeSoon()).catch(ignore);
});
text.addEventListener("focusin", (event) => {
  const mention = mentionAt(event.target);
  if (mention?.matches(":focus-visible")) fetchCards().then(({ open }) => document.activeElement === mention && open(mention)).catch(ignore);
});
text.addEventListener("focusout", (event) => {
  if (mentionAt(event.target)) cards?.then(({ closeSoon }) => closeSoon()).catch(ignore);
});
// A tap opens the card, which has the link; a click of the mouse or a key follows the link. The
// pointer type is taken from `pointerdown`, since not every browser gives it for a click.
let pointerType = "";
text.addEventListener("pointerdown", (event) => {
  pointerType = event.pointerType;
});
text.addEventListener("click", (event) => {
  const mention = mentionAt(event.target);
  if (!mention || pointerType !== "touch" || event.detail === 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  fetchCards().then(({ open }) => open(mention, true)).catch(() => location.assign(mention.href));
});
