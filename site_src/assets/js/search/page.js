// The page with all results. The query is in the URL, so that it can be saved and shared.
import { button, find, findAll, make, query } from "../elements.js";
import { numberInWords, pageLanguage, word } from "../language.js";
import { FACETS, countValues, facetTests, isDate, loadFacet } from "./facets.js";
import { advice, queryRemarks } from "./remarks.js";
import { allSources, createLoader, search } from "./results.js";
import { saveControl } from "./save.js";
import { STEP, entriesSection, pagesSection, sourcesSection } from "./sections.js";
import { countText } from "./view.js";
import { foldForFilter } from "./words.js";

/** @import { Answer, Loader } from "./results.js" */
/** @import { Facet } from "./facets.js" */
/** @typedef {{ value: string, label: string, count: number }} Value A value of a facet, and how many sources have it. */

const page = find(".mu-find", HTMLElement);
const form = find("form", HTMLFormElement, page);
const field = find("[name=q]", HTMLInputElement, form);
const scopes = findAll("[name=in]", HTMLInputElement, form);
const results = find(".mu-find-r", HTMLElement, page);
const filters = find(".mu-find-n", HTMLDetailsElement, page);
const help = find(".mu-find-help", HTMLDetailsElement, page);
// The field in the masthead.
const mastField = query("#mu-q", HTMLInputElement);
const VALUES = 8; // values of a facet shown at first
const MANY_VALUES = 20; // values for which there is a filter
const WAIT = 250;
const EARLY = word("earliest first");
const LATE = word("latest first");

let state = new URLSearchParams(location.search);
let latestRun = 0;
/** @type {number[]} */
let foundItems = []; // the sources of the last answer, before filtering by facets
/** @type {Set<string>} */
const expanded = new Set();

// ---- The query, in the controls and in the URL

const filterNames = [...Object.keys(FACETS), "from", "to"];
const fillControls = () => {
  field.value = state.get("q") ?? "";
  if (mastField && mastField !== document.activeElement) mastField.value = field.value;
  for (const radio of scopes) radio.checked = radio.value === (state.get("in") ?? "");
  for (const name of ["from", "to"]) find(`[name=${name}]`, HTMLInputElement, filters).value = state.get(name) ?? "";
};
/** @type {(push: boolean) => void} */
const updateAddress = (push) => {
  for (const name of [...state.keys()]) if (!state.get(name)) state.delete(name);
  const query = state.toString();
  const isNew = query !== new URLSearchParams(location.search).toString();
  try {
    history[push && isNew ? "pushState" : "replaceState"](null, "", query ? `?${query}` : location.pathname);
  } catch {
    // Some browsers do not allow changing the URL of a page opened from disk.
  }
};
// While a query is being typed, it is one entry of the browser's history, beside the query before it.
let isBeingTyped = !state.get("q");
const apply = () => {
  isBeingTyped = false;
  updateAddress(true);
  runSearch();
};
const applyTyped = () => {
  setParameter("q", field.value);
  updateAddress(!isBeingTyped);
  isBeingTyped = true;
  runSearch();
};
/** @type {(name: string, value: string) => void} */
const setParameter = (name, value) => (value ? state.set(name, value) : state.delete(name));
/** @type {(name: string, value: string) => void} */
const toggleValue = (name, value) => {
  const rest = state.getAll(name).filter((other) => other !== value);
  const on = rest.length === state.getAll(name).length;
  state.delete(name);
  [...rest, ...(on ? [value] : [])].forEach((one) => state.append(name, one));
  apply();
};
const queryText = () => {
  const words = (state.get("q") ?? "").trim();
  const scope = scopes.find((radio) => radio.value === state.get("in"))?.value;
  return scope && words ? `in:${scope} ${words}` : words;
};

// ---- The answer

const runSearch = async () => {
  const thisRun = (latestRun += 1);
  const isOutdated = () => thisRun !== latestRun;
  const typed = queryText();
  const isFiltered = filterNames.some((name) => state.get(name));
  help.open = !typed && !isFiltered;
  page.classList.toggle("mu-find-on", Boolean(typed || isFiltered));
  results.setAttribute("aria-busy", "true");
  try {
    const answer = typed || !isFiltered ? await search(typed) : await allSources();
    const tests = await facetTests(state);
    if (isOutdated()) return;
    foundItems = answer.sources.map(({ item }) => item);
    let sources = answer.sources.filter(({ item }) => [...tests.values()].every((test) => test(item)));
    const sort = state.get("sort");
    if (sort || !typed) sources = [...sources].sort((one, other) => (sort === "late" ? other.item - one.item : one.item - other.item));
    const texts = createLoader(answer, sources);
    await texts.loadAllIfFew();
    if (texts.results.length < STEP) await texts.more(STEP - texts.results.length);
    if (isOutdated()) return;
    const parts = await resultParts(answer, texts, isFiltered, saveControl(answer, sources, texts));
    if (isOutdated()) return;
    results.replaceChildren(...parts.filter((part) => part !== ""));
    await updateFacets(tests);
  } catch (error) {
    if (isOutdated()) return;
    results.replaceChildren(make("p", { class: "mu-find-none", role: "alert" }, word("The index could not be read. Try again; if that does not help, the lists of sources and entries lead everywhere.")));
    console.error(error);
  } finally {
    if (!isOutdated()) results.removeAttribute("aria-busy");
  }
};

// What is shown for an answer: counts, the chosen filters, remarks, and a section for each kind of result.
/** @type {(answer: Answer, texts: Loader, isFiltered: boolean, saveBox: HTMLElement | "") => Promise<(Node | string)[]>} */
const resultParts = async (answer, texts, isFiltered, saveBox) => {
  const typed = queryText();
  /** @type {(Node | string)[]} */
  const parts = [];
  if (answer.empty && !isFiltered) {
    return typed ? [make("p", "mu-find-none", word("This contains no word that can be searched for."))] : [];
  }
  // Entries and pages have no facets, so they are left out when any is chosen.
  const entries = isFiltered ? [] : answer.entries;
  const pages = isFiltered ? [] : answer.pages;
  const count = texts.count;
  const counts = [count ? countText(count, "source", texts.exact) : word("no source")];
  if (entries.length) counts.push(countText(entries.length, "entry"));
  if (pages.length) counts.push(countText(pages.length, "page"));
  parts.push(
    make("div", { class: "mu-find-s" }, make("p", { role: "status", class: "mu-find-c" }, count || entries.length || pages.length ? counts.join(word(", ")) : word("Nothing found")), sortControl(Boolean(typed), count)),
    chosenFilters(),
    queryRemarks(answer.query),
    saveBox,
  );
  if (entries.length) parts.push(await entriesSection(answer.query, entries));
  if (count) parts.push(sourcesSection(answer.query, typed, texts));
  if (pages.length) parts.push(await pagesSection(answer, typed, pages));
  if (!count && !entries.length && !pages.length) parts.push(advice(answer, isFiltered));
  return parts;
};

/** @type {(hasQuery: boolean, count: number) => HTMLElement | ""} */
const sortControl = (hasQuery, count) => {
  if (count < 2) return "";
  const choice = make("select", { name: "sort", "aria-label": word("Order") });
  /** @type {Record<string, string>} */
  const orders = hasQuery ? { "": word("best first"), early: EARLY, late: LATE } : { "": EARLY, late: LATE };
  const chosen = state.get("sort") ?? "";
  for (const [value, label] of Object.entries(orders)) choice.append(new Option(label, value, false, value === chosen));
  choice.addEventListener("change", () => {
    setParameter("sort", choice.value);
    apply();
  });
  return make("label", { class: "mu-find-o" }, word("Order "), choice);
};

/** @type {(text: string) => string} */
const removeLabel = (text) => word("{text}: no longer", { text });

// The chosen filters, each with a button to remove it.
const chosenFilters = () => {
  const list = make("ul", { class: "mu-list mu-find-w", "aria-label": word("Narrowed to") });
  // Returns a function that changes the text.
  /** @type {(text: string, undo: () => void) => (shown: string) => void} */
  const add = (text, undo) => {
    const remove = button({ "aria-label": removeLabel(text) }, "", undo);
    /** @type {(shown: string) => void} */
    const setText = (shown) => {
      remove.replaceChildren(shown, make("span", { "aria-hidden": "true" }, " ×"));
      remove.setAttribute("aria-label", removeLabel(shown));
    };
    setText(text);
    list.append(make("li", {}, remove));
    return setText;
  };
  for (const [name, title] of Object.entries(FACETS)) {
    for (const value of state.getAll(name)) {
      const setText = add(word("{title}: {value}", { title, value }), () => toggleValue(name, value));
      /** @type {(facet: Facet) => void} */
      const showLabel = ({ values }) => {
        const label = values.find(([one]) => one === value)?.[1];
        if (label) setText(name === "notes" ? label : word("{title}: {value}", { title, value: label }));
      };
      // If the labels cannot be loaded, the value stays.
      loadFacet(name).then(showLabel, () => {});
    }
  }
  for (const [name, title] of [["from", word("From")], ["to", word("To")]]) {
    const value = state.get(name);
    if (!value) continue;
    const text = isDate(value) ? "{title} {value}" : "{title}: “{value}” is not a date (2007, 2007-02 or 2007-02-14)";
    add(word(text, { title, value }), () => {
      state.delete(name);
      fillControls();
      apply();
    });
  }
  return list.children.length ? list : "";
};

// ---- Facets

const boxes = new Map(findAll("[data-facet]", HTMLDetailsElement, filters).map((box) => [box.dataset.facet ?? "", box]));
/** @type {Map<string, (item: number) => boolean>} */
let currentTests = new Map();

/** @type {(tests: Map<string, (item: number) => boolean>) => Promise<void>} */
const updateFacets = async (tests) => {
  currentTests = tests;
  await Promise.all([...boxes].filter(([, box]) => box.open).map(([name, box]) => drawFacet(name, box)));
};

/** @type {(name: string, one: Value, isChosen: boolean) => HTMLElement} */
const valueRow = (name, { value, label, count }, isChosen) => {
  const input = make("input", { type: "checkbox", value, name: `f-${name}`, autocomplete: "off" });
  input.checked = isChosen;
  input.addEventListener("change", () => toggleValue(name, value));
  return make("li", {}, make("label", {}, input, make("span", { class: "mu-facet-l" }, label), " ", make("span", { class: "mu-facet-c" }, numberInWords(count))));
};

/** @type {(name: string, box: HTMLElement, count: number) => HTMLButtonElement} */
const moreValues = (name, box, count) =>
  button("mu-find-m", word("all {count}", { count }), async () => {
    expanded.add(name);
    await drawFacet(name, box);
    box.querySelectorAll("input")[VALUES]?.focus();
  });

/** @type {(name: string, rows: HTMLElement[]) => HTMLElement} */
const valueFilter = (name, rows) => {
  const filter = make("input", { type: "search", class: "mu-facet-f", placeholder: word("Which?"), "aria-label": word("Find in {facet}", { facet: FACETS[name] }), autocomplete: "off" });
  filter.addEventListener("input", () => {
    const typed = foldForFilter(filter.value.trim());
    rows.forEach((row) => {
      row.hidden = !foldForFilter(find(".mu-facet-l", HTMLElement, row).textContent).includes(typed);
    });
  });
  return filter;
};

/** @type {(name: string, box: HTMLElement) => Promise<void>} */
const drawFacet = async (name, box) => {
  const place = find(".mu-facet-v", HTMLElement, box);
  // A facet's counts ignore its own choices, so that other values remain visible.
  const others = [...currentTests].filter(([other]) => other !== name).map(([, test]) => test);
  const items = foundItems.filter((item) => others.every((test) => test(item)));
  const thisRun = latestRun;
  let list;
  try {
    list = await countValues(name, items);
  } catch {
    place.replaceChildren(make("p", {}, word("Could not be read.")));
    return;
  }
  if (thisRun !== latestRun) return;
  const focused = query("input:focus", HTMLInputElement, place)?.value;
  place.replaceChildren(...facetContent(name, box, list));
  if (focused !== undefined) query(`input[value="${CSS.escape(focused)}"]`, HTMLInputElement, place)?.focus();
};

/** @type {(name: string, box: HTMLElement, list: Value[]) => HTMLElement[]} */
const facetContent = (name, box, list) => {
  const chosen = new Set(state.getAll(name));
  const shown = list.filter((one) => one.count || chosen.has(one.value));
  if (!shown.length) return [make("p", {}, word("None among these results."))];
  if (name !== "year") shown.sort((one, other) => other.count - one.count || one.label.localeCompare(other.label, pageLanguage()));
  const rows = shown.map((one) => valueRow(name, one, chosen.has(one.value)));
  const values = make("ul", "mu-list", ...rows);
  if (expanded.has(name) || rows.length <= VALUES + 2) return rows.length > MANY_VALUES ? [valueFilter(name, rows), values] : [values];
  for (const [k, row] of rows.entries()) row.hidden = k >= VALUES && !chosen.has(shown[k].value);
  return [values, moreValues(name, box, rows.length)];
};

for (const [name, box] of boxes) {
  box.addEventListener("toggle", () => box.open && drawFacet(name, box));
  if (state.has(name)) box.open = true;
}

// ---- The controls

let timer = 0;
field.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (event instanceof InputEvent && event.isComposing) return;
  timer = setTimeout(applyTyped, WAIT);
});
field.addEventListener("compositionend", applyTyped);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  setParameter("q", field.value);
  apply();
});
form.addEventListener("change", (event) => {
  const radio = event.target;
  if (!(radio instanceof HTMLInputElement) || radio.name !== "in") return;
  setParameter("in", radio.value);
  apply();
});
filters.addEventListener("change", (event) => {
  const date = event.target;
  if (!(date instanceof HTMLInputElement) || (date.name !== "from" && date.name !== "to")) return;
  setParameter(date.name, date.value.trim());
  apply();
});
// The search field in the masthead searches on this page, without leaving it.
mastField?.form?.addEventListener("submit", (event) => {
  event.preventDefault();
  setParameter("q", mastField.value);
  fillControls();
  apply();
  mastField.blur();
});
addEventListener("popstate", () => {
  state = new URLSearchParams(location.search);
  isBeingTyped = !state.get("q");
  fillControls();
  runSearch();
});

// A typed `in:notes` is moved to its control.
const scope = /(?:^|\s)in:(text|notes|corrections)(?=\s|$)/i.exec(state.get("q") ?? "");
if (scope) {
  setParameter("in", scope[1].toLowerCase());
  setParameter("q", scope.input.replace(scope[0], " ").trim());
  updateAddress(false);
}
form.hidden = filters.hidden = false;
if (matchMedia("(min-width: 60em)").matches) filters.open = true;
fillControls();
if (!state.get("q")) field.focus({ preventScroll: true });
runSearch();
