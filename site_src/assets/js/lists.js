// A list of sources or a register: sorted by its headings, filtered by its form, with both in the
// URL. A column or filter that is not named here is read from the row's data attributes or from
// the cell with its name.
import { word } from "./language.js";

const table = document.querySelector(".mu-sources");
const body = table.tBodies[0];
// Headings among the rows are shown only while the rows are in the page's own order, by `place`.
const headings = [...body.rows].filter((row) => row.classList.contains("mu-group"));
const rows = [...body.rows].filter((row) => !headings.includes(row));
const form = document.querySelector(".mu-filter");
const state = new URLSearchParams(form ? location.search : "");

const defaultSort = table.dataset.sorted || "date";
const originalOrder = new Map([...body.rows].map((row, place) => [row, place]));
const sortKeys = {
  place: (row) => originalOrder.get(row),
  date: (row) => row.dataset.date || "9999",
  title: (row) => row.querySelector(".mu-c-title a").textContent,
  // On a page in Chinese; an entry without a Chinese name has the English one in its place.
  english: (row) => (row.querySelector(".mu-c-zh [lang=en]") ?? row.querySelector(".mu-c-title a")).textContent,
  tag: (row) => row.querySelector(".mu-c-tags")?.textContent.trim() || "\uffff",
};
const sortKeyOf = (name) => sortKeys[name] ?? ((row) => row.dataset[name] || row.querySelector(`.mu-c-${CSS.escape(name)}`)?.textContent || "\uffff");
const filters = form
  ? [...form.elements].map((field) => field.name).filter((name) => name && name !== "tag" && name !== "q")
  : [];
const tagsOf = (row) => [...row.querySelectorAll(".mu-c-tags a")].map((tag) => tag.textContent);
const matchesFilters = (row) =>
  filters.every((name) => !state.get(name) || row.dataset[name] === state.get(name)) &&
  (!state.get("tag") || tagsOf(row).includes(state.get("tag"))) &&
  (!state.get("q") || foldedText(row).includes(fold(state.get("q"))));

// The filter matches as the search does: regardless of accents and of variant Chinese characters.
const HAN = /\p{Script=Han}/u;
let fold = (text) => text.toLowerCase();
let foldedTexts = new Map();
const foldedText = (row) => {
  if (!foldedTexts.has(row)) foldedTexts.set(row, fold(row.textContent));
  return foldedTexts.get(row);
};
const requested = new Set();
const improveFold = async (name, load) => {
  if (requested.has(name)) return;
  requested.add(name);
  try {
    fold = await load();
    foldedTexts = new Map();
    update();
  } catch {
    // Without the search index, accents are still ignored; without the script for them, only case is.
    requested.delete(name);
  }
};
const prepareFold = async (typed) => {
  if (!typed) return;
  const loadWords = () => import("./search/words.js");
  await improveFold("accents", async () => (await loadWords()).foldForFilter);
  if (!HAN.test(typed)) return;
  await improveFold("forms", async () => {
    const { addVariantForms, foldForFilter } = await loadWords();
    addVariantForms(await (await import("./search/index-parts.js")).variantForms());
    return foldForFilter;
  });
};

const update = () => {
  const sort = state.get("sort") || defaultSort;
  const name = sort.replace(/^-/, "");
  const sortKey = sortKeyOf(name);
  const direction = sort.startsWith("-") ? -1 : 1;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  rows.sort((one, other) => direction * collator.compare(sortKey(one), sortKey(other)));
  const isGrouped = sort === defaultSort;
  body.append(...(isGrouped ? [...headings, ...rows].sort((one, other) => collator.compare(sortKey(one), sortKey(other))) : rows));
  table.querySelectorAll("[data-sort]").forEach((heading) => {
    if (heading.dataset.sort !== name) heading.removeAttribute("aria-sort");
    else heading.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
  });
  rows.forEach((row) => {
    row.hidden = !matchesFilters(row);
  });
  headings.forEach((heading) => {
    heading.hidden = !isGrouped || !rows.some((row) => !row.hidden && row.dataset.kind === heading.dataset.kind);
  });
  if (!form) return;
  const count = rows.filter((row) => !row.hidden).length;
  form.querySelector("[type=reset]").hidden = count === rows.length;
  form.querySelector("output").textContent = word(`${count} of ${rows.length} shown`, `显示${count}条，共${rows.length}条`);
  [...form.elements].forEach((field) => {
    if (field.name) field.value = state.get(field.name) ?? "";
  });
};

const setParameter = (name, value) => {
  if (value) state.set(name, value);
  else state.delete(name);
  const query = state.toString();
  if (form) history.replaceState(null, "", query ? `?${query}` : location.pathname);
  update();
  if (name === "q") prepareFold(value);
};

table.querySelectorAll("[data-sort]").forEach((heading) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => {
    const name = heading.dataset.sort;
    const sort = state.get("sort") || defaultSort;
    // Numbers are sorted from the largest down first.
    const orders = heading.classList.contains("mu-n") ? [`-${name}`, name] : [name, `-${name}`];
    setParameter("sort", sort === orders[0] ? orders[1] : orders[0]);
  });
});

if (form) {
  form.hidden = false;
  form.addEventListener("input", (event) => setParameter(event.target.name, event.target.value));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    [...state.keys()].forEach((name) => state.delete(name));
    setParameter("sort", "");
  });
}
update();
prepareFold(state.get("q"));
