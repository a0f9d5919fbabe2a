// A list of sources or a register: sorted by its headings, filtered by its form, with both in the
// URL. A column or filter that is not named here is read from the row's data attributes or from
// the cell with its name.
import { button, find, findAll, query } from "./elements.js";
import { word } from "./language.js";

const table = find(".mu-sources", HTMLTableElement);
const body = table.tBodies[0];
// Headings among the rows are shown only while the rows are in the page's own order, by `place`.
const headings = [...body.rows].filter((row) => row.classList.contains("mu-group"));
const rows = [...body.rows].filter((row) => !headings.includes(row));
const form = query(".mu-filter", HTMLFormElement);
// The controls of the form that have a name.
const fields = form ? [...findAll("input[name]", HTMLInputElement, form), ...findAll("select[name]", HTMLSelectElement, form)] : [];
const state = new URLSearchParams(form ? location.search : "");

const defaultSort = table.dataset.sorted || "date";
/** @type {Map<HTMLElement, number>} */
const originalOrder = new Map([...body.rows].map((row, place) => [row, place]));
/** @type {(row: HTMLElement, selector: string) => string} */
const textOf = (row, selector) => row.querySelector(selector)?.textContent ?? "";
const LAST = "\uffff"; // sorts after everything else
/** @type {Record<string, (row: HTMLElement) => string>} */
const sortKeys = {
  place: (row) => String(originalOrder.get(row)),
  // Where rows have dates, they are in the order of these, intervals and open dates included.
  date: (row) => String(originalOrder.get(row)),
  title: (row) => textOf(row, ".mu-c-title a"),
  // On a page in Chinese; an entry without a Chinese name has the English one in its place.
  english: (row) => textOf(row, ".mu-c-zh [lang=en]") || textOf(row, ".mu-c-title a"),
  tag: (row) => textOf(row, ".mu-c-tags").trim() || LAST,
};
/** @type {(name: string) => (row: HTMLElement) => string} */
const sortKeyOf = (name) =>
  Object.hasOwn(sortKeys, name) ? sortKeys[name] : (row) => row.dataset[name] || textOf(row, `.mu-c-${CSS.escape(name)}`) || LAST;
const filters = fields.map((field) => field.name).filter((name) => name !== "tag" && name !== "q");
/** @type {(row: HTMLElement) => string[]} */
const tagsOf = (row) => [...row.querySelectorAll(".mu-c-tags a")].map((tag) => tag.textContent);
/** @type {(row: HTMLElement) => boolean} */
const matchesFilters = (row) => {
  const [tag, typed] = [state.get("tag"), state.get("q")];
  return (
    filters.every((name) => !state.get(name) || row.dataset[name] === state.get(name)) &&
    (!tag || tagsOf(row).includes(tag)) &&
    (!typed || foldedText(row).includes(fold(typed)))
  );
};

// The filter matches as the search does: regardless of accents and of variant Chinese characters.
const HAN = /\p{Script=Han}/u;
/** @type {(text: string) => string} */
let fold = (text) => text.toLowerCase();
/** @type {Map<HTMLElement, string>} */
let foldedTexts = new Map();
/** @type {(row: HTMLElement) => string} */
const foldedText = (row) => {
  const folded = foldedTexts.get(row) ?? fold(row.textContent ?? "");
  foldedTexts.set(row, folded);
  return folded;
};
/** @type {Set<string>} */
const requested = new Set();
/** @type {(name: string, load: () => Promise<typeof fold>) => Promise<void>} */
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
/** @type {(typed: string | null) => Promise<void>} */
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

const sortHeadings = findAll("[data-sort]", HTMLElement, table);
const update = () => {
  const sort = state.get("sort") || defaultSort;
  const name = sort.replace(/^-/, "");
  const sortKey = sortKeyOf(name);
  const direction = sort.startsWith("-") ? -1 : 1;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  rows.sort((one, other) => direction * collator.compare(sortKey(one), sortKey(other)));
  const isGrouped = sort === defaultSort;
  body.append(...(isGrouped ? [...headings, ...rows].sort((one, other) => collator.compare(sortKey(one), sortKey(other))) : rows));
  for (const heading of sortHeadings) {
    if (heading.dataset.sort !== name) heading.removeAttribute("aria-sort");
    else heading.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
  }
  rows.forEach((row) => {
    row.hidden = !matchesFilters(row);
  });
  headings.forEach((heading) => {
    heading.hidden = !isGrouped || !rows.some((row) => !row.hidden && row.dataset.kind === heading.dataset.kind);
  });
  if (!form) return;
  const count = rows.filter((row) => !row.hidden).length;
  find("[type=reset]", HTMLElement, form).hidden = count === rows.length;
  find("output", HTMLOutputElement, form).textContent = word("{shown} of {count} shown", { shown: count, count: rows.length });
  for (const field of fields) field.value = state.get(field.name) ?? "";
};

/** @type {(name: string, value: string) => void} */
const setParameter = (name, value) => {
  if (value) state.set(name, value);
  else state.delete(name);
  const query = state.toString();
  if (form) history.replaceState(null, "", query ? `?${query}` : location.pathname);
  update();
  if (name === "q") prepareFold(value);
};

for (const heading of sortHeadings) {
  const name = heading.dataset.sort ?? "";
  // Numbers are sorted from the largest down first.
  const orders = heading.classList.contains("mu-n") ? [`-${name}`, name] : [name, `-${name}`];
  const sortButton = button({}, "", () => {
    const sort = state.get("sort") || defaultSort;
    setParameter("sort", sort === orders[0] ? orders[1] : orders[0]);
  });
  sortButton.append(...heading.childNodes);
  heading.append(sortButton);
}

if (form) {
  form.hidden = false;
  for (const field of fields) field.addEventListener("input", () => setParameter(field.name, field.value));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    [...state.keys()].forEach((name) => state.delete(name));
    setParameter("sort", "");
  });
}
update();
prepareFold(state.get("q"));
