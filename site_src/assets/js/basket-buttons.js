// Buttons on lists and on the page of a work that put sources and works into the basket.
import { add, has, idOf, remove, watch } from "./basket.js";
import { button, dressed, make } from "./cite-forms.js";
import { word } from "./say.js";
import { inFold, keeper } from "./cite-control.js";

const table = document.querySelector(".mu-sources");
const work = document.querySelector(".mu-work");

const inRows = () => {
  const made = [];
  for (const cell of table.querySelectorAll("tbody .mu-c-title")) {
    const link = cell.querySelector("a");
    const id = link && idOf(link.href);
    if (!id) continue;
    const put = button("mu-put");
    put.dataset.id = id;
    put.setAttribute("aria-label", word(`Basket: ${link.textContent}`, `文献篮：${link.textContent}`));
    (cell.querySelector(".mu-c-id") ?? link).after(put);
    made.push(put);
  }
  table.addEventListener("click", (event) => {
    const put = event.target.closest(".mu-put");
    if (put) (has(put.dataset.id) ? remove : add)(put.dataset.id);
  });
  watch((now) => {
    const kept = new Set(now);
    for (const put of made) {
      const here = kept.has(put.dataset.id);
      put.setAttribute("aria-pressed", String(here));
      put.title = here ? word("In the basket", "已在文献篮") : word("Add to basket", "加入文献篮");
    }
  });
};

const onWork = (id) => {
  const line = make("p", "mu-work-do", keeper(() => id).made);
  const fold = work.querySelector(".mu-fold");
  // After the existing words, so that none of these moves.
  work.querySelector(".mu-more").append(line);
  if (!fold?.querySelector(".mu-styles")) return;
  // If the forms cannot be fetched, the list in the fold stays.
  fold.addEventListener("toggle", () => fold.open && inFold(fold, id).catch(() => {}));
};

await dressed();
if (table) inRows();
const id = work && idOf(location.href);
if (id?.startsWith("@")) onWork(id);
