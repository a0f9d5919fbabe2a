// A list of sources or a register: sorted by its headings, filtered by its form, with both in the
// URL. A column or filter that is not named here is read from the row's data attributes or from
// the cell with its name.
import { word } from "./say.js";

const table = document.querySelector(".mu-sources");
const body = table.tBodies[0];
// Headings among the rows are shown only while the rows are in the page's own order, by `place`.
const headings = [...body.rows].filter((row) => row.classList.contains("mu-group"));
const rows = [...body.rows].filter((row) => !headings.includes(row));
const form = document.querySelector(".mu-filter");
const state = new URLSearchParams(form ? location.search : "");

const first = table.dataset.sorted || "date";
const places = new Map([...body.rows].map((row, place) => [row, place]));
const values = {
  place: (row) => places.get(row),
  date: (row) => row.dataset.date || "9999",
  title: (row) => row.querySelector(".mu-c-title a").textContent,
  // On a page in Chinese; an entry without a Chinese name has the English one in its place.
  english: (row) => (row.querySelector(".mu-c-zh [lang=en]") ?? row.querySelector(".mu-c-title a")).textContent,
  tag: (row) => row.querySelector(".mu-c-tags")?.textContent.trim() || "\uffff",
};
const value = (name) => values[name] ?? ((row) => row.dataset[name] || row.querySelector(`.mu-c-${CSS.escape(name)}`)?.textContent || "\uffff");
const filters = form
  ? [...form.elements].map((field) => field.name).filter((name) => name && name !== "tag" && name !== "q")
  : [];
const tags = (row) => [...row.querySelectorAll(".mu-c-tags a")].map((tag) => tag.textContent);
const shown = (row) =>
  filters.every((name) => !state.get(name) || row.dataset[name] === state.get(name)) &&
  (!state.get("tag") || tags(row).includes(state.get("tag"))) &&
  (!state.get("q") || leveled(row).includes(level(state.get("q"))));

// The filter matches as the search does: regardless of accents and of variant Chinese characters.
const HAN = /\p{Script=Han}/u;
let level = (text) => text.toLowerCase();
let known = new Map();
const leveled = (row) => {
  if (!known.has(row)) known.set(row, level(row.textContent));
  return known.get(row);
};
const learned = new Set();
const learn = async (what, act) => {
  if (learned.has(what)) return;
  learned.add(what);
  try {
    level = await act();
    known = new Map();
    show();
  } catch {
    // Without the search index, accents are still ignored; without the script for them, only case is.
    learned.delete(what);
  }
};
const prepare = async (typed) => {
  if (!typed) return;
  const words = () => import("./search-words.js");
  await learn("accents", async () => (await words()).level);
  if (!HAN.test(typed)) return;
  await learn("forms", async () => {
    const { know, level: leveled } = await words();
    know(await (await import("./search-parts.js")).forms());
    return leveled;
  });
};

const show = () => {
  const sort = state.get("sort") || first;
  const name = sort.replace(/^-/, "");
  const by = value(name);
  const turn = sort.startsWith("-") ? -1 : 1;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  rows.sort((one, other) => turn * collator.compare(by(one), by(other)));
  const grouped = sort === first;
  body.append(...(grouped ? [...headings, ...rows].sort((one, other) => collator.compare(by(one), by(other))) : rows));
  table.querySelectorAll("[data-sort]").forEach((heading) => {
    if (heading.dataset.sort !== name) heading.removeAttribute("aria-sort");
    else heading.setAttribute("aria-sort", turn > 0 ? "ascending" : "descending");
  });
  rows.forEach((row) => {
    row.hidden = !shown(row);
  });
  headings.forEach((heading) => {
    heading.hidden = !grouped || !rows.some((row) => !row.hidden && row.dataset.kind === heading.dataset.kind);
  });
  if (!form) return;
  const count = rows.filter((row) => !row.hidden).length;
  form.querySelector("[type=reset]").hidden = count === rows.length;
  form.querySelector("output").textContent = word(`${count} of ${rows.length} shown`, `显示${count}条，共${rows.length}条`);
  [...form.elements].forEach((field) => {
    if (field.name) field.value = state.get(field.name) ?? "";
  });
};

const choose = (name, value) => {
  if (value) state.set(name, value);
  else state.delete(name);
  const query = state.toString();
  if (form) history.replaceState(null, "", query ? `?${query}` : location.pathname);
  show();
  if (name === "q") prepare(value);
};

table.querySelectorAll("[data-sort]").forEach((heading) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => {
    const name = heading.dataset.sort;
    const sort = state.get("sort") || first;
    // Numbers are sorted from the largest down first.
    const turns = heading.classList.contains("mu-n") ? [`-${name}`, name] : [name, `-${name}`];
    choose("sort", sort === turns[0] ? turns[1] : turns[0]);
  });
});

if (form) {
  form.hidden = false;
  form.addEventListener("input", (event) => choose(event.target.name, event.target.value));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    [...state.keys()].forEach((name) => state.delete(name));
    choose("sort", "");
  });
}
show();
prepare(state.get("q"));
