// Buttons on lists and on the page of a work that put sources and works into the basket.
import { add, has, idOf, remove, watch } from "../basket.js";
import { button, loadStyles, make } from "../cite/forms.js";
import { word } from "../language.js";
import { basketToggle, fillFold } from "../cite/control.js";

const table = document.querySelector(".mu-sources");
const work = document.querySelector(".mu-work");

const addRowButtons = () => {
  const toggles = [];
  for (const cell of table.querySelectorAll("tbody .mu-c-title")) {
    const link = cell.querySelector("a");
    const id = link && idOf(link.href);
    if (!id) continue;
    const toggle = button("mu-put");
    toggle.dataset.id = id;
    toggle.setAttribute("aria-label", word(`Basket: ${link.textContent}`, `文献篮：${link.textContent}`));
    (cell.querySelector(".mu-c-id") ?? link).after(toggle);
    toggles.push(toggle);
  }
  table.addEventListener("click", (event) => {
    const toggle = event.target.closest(".mu-put");
    if (toggle) (has(toggle.dataset.id) ? remove : add)(toggle.dataset.id);
  });
  watch((ids) => {
    const kept = new Set(ids);
    for (const toggle of toggles) {
      const isKept = kept.has(toggle.dataset.id);
      toggle.setAttribute("aria-pressed", String(isKept));
      toggle.title = isKept ? word("In the basket", "已在文献篮") : word("Add to basket", "加入文献篮");
    }
  });
};

const enhanceWork = (id) => {
  const line = make("p", "mu-work-do", basketToggle(() => id).element);
  const fold = work.querySelector(".mu-fold");
  // After the existing words, so that none of these moves.
  work.querySelector(".mu-more").append(line);
  if (!fold?.querySelector(".mu-styles")) return;
  // If the forms cannot be fetched, the list in the fold stays.
  fold.addEventListener("toggle", () => fold.open && fillFold(fold, id).catch(() => {}));
};

await loadStyles();
if (table) addRowButtons();
const id = work && idOf(location.href);
if (id?.startsWith("@")) enhanceWork(id);
