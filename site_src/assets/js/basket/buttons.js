// Buttons on lists and on the page of a work that put sources and works into the basket.
import { add, has, idOf, remove, watch } from "../basket.js";
import { basketToggle, fillFold } from "../cite/control.js";
import { loadStyles } from "../cite/forms.js";
import { button, closest, find, make, query } from "../elements.js";
import { word } from "../language.js";

/** @type {(table: HTMLElement) => void} */
const addRowButtons = (table) => {
  /** @type {HTMLButtonElement[]} */
  const toggles = [];
  for (const cell of table.querySelectorAll("tbody .mu-c-title")) {
    const link = cell.querySelector("a");
    const id = link && idOf(link.href);
    if (!id) continue;
    const label = word("Basket: {title}", { title: link.textContent });
    const toggle = button({ class: "mu-put", "aria-label": label, "data-id": id }, "");
    (cell.querySelector(".mu-c-id") ?? link).after(toggle);
    toggles.push(toggle);
  }
  table.addEventListener("click", (event) => {
    const id = closest(event.target, ".mu-put", HTMLElement)?.dataset.id;
    if (id) (has(id) ? remove : add)(id);
  });
  watch((ids) => {
    const kept = new Set(ids);
    for (const toggle of toggles) {
      const isKept = kept.has(toggle.dataset.id ?? "");
      toggle.setAttribute("aria-pressed", String(isKept));
      toggle.title = isKept ? word("In the basket") : word("Add to basket");
    }
  });
};

/** @type {(work: HTMLElement, id: string) => void} */
const enhanceWork = (work, id) => {
  const line = make("p", "mu-work-do", basketToggle(() => id).element);
  const fold = query(".mu-fold", HTMLDetailsElement, work);
  // After the existing words, so that none of these moves.
  find(".mu-more", HTMLElement, work).append(line);
  if (!fold?.querySelector(".mu-styles")) return;
  // If the forms cannot be fetched, the list in the fold stays.
  fold.addEventListener("toggle", () => fold.open && fillFold(fold, id).catch(() => {}));
};

await loadStyles();
const table = query(".mu-sources", HTMLElement);
if (table) addRowButtons(table);
const work = query(".mu-work", HTMLElement);
const id = idOf(location.href);
if (work && id.startsWith("@")) enhanceWork(work, id);
