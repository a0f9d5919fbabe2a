// The page with all results. The query is in the URL, so that it can be saved and shared.
import { allSources, createLoader, search } from "./results.js";
import { FACETS, countValues, facetTests, isDate, loadFacet } from "./facets.js";
import { foldForFilter } from "./words.js";
import { word } from "../language.js";
import { advice, queryRemarks } from "./remarks.js";
import { saveControl } from "./save.js";
import { STEP, entriesSection, pagesSection, sourcesSection } from "./sections.js";
import { countText, make } from "./view.js";

const page = document.querySelector(".mu-find");
const form = page.querySelector("form");
const field = form.elements.q;
const results = page.querySelector(".mu-find-r");
const filters = page.querySelector(".mu-find-n");
const help = page.querySelector(".mu-find-help");
const VALUES = 8;
const WAIT = 250;
const EARLY = word("earliest first", "早者在前");
const LATE = word("latest first", "晚者在前");

let state = new URLSearchParams(location.search);
let latestRun = 0;
let foundItems = []; // the sources of the last answer, before filtering by facets
const expanded = new Set();

// ---- The query, in the controls and in the URL

const filterNames = [...Object.keys(FACETS), "from", "to"];
const fillControls = () => {
  field.value = state.get("q") ?? "";
  const header = document.querySelector("#mu-q");
  if (header && header !== document.activeElement) header.value = field.value;
  for (const radio of form.elements.in) radio.checked = radio.value === (state.get("in") ?? "");
  for (const name of ["from", "to"]) filters.querySelector(`[name=${name}]`).value = state.get(name) ?? "";
};
const updateAddress = (push) => {
  for (const name of [...state.keys()]) if (!state.get(name)) state.delete(name);
  const query = state.toString();
  try {
    history[push ? "pushState" : "replaceState"](null, "", query ? `?${query}` : location.pathname);
  } catch {
    // Some browsers do not allow changing the URL of a page opened from disk.
  }
};
const apply = (push = true) => {
  updateAddress(push);
  runSearch();
};
const setParameter = (name, value) => (value ? state.set(name, value) : state.delete(name));
const toggleValue = (name, value) => {
  const rest = state.getAll(name).filter((other) => other !== value);
  const on = rest.length === state.getAll(name).length;
  state.delete(name);
  [...rest, ...(on ? [value] : [])].forEach((one) => state.append(name, one));
  apply();
};
const queryText = () => {
  const words = (state.get("q") ?? "").trim();
  const scope = state.get("in");
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
    results.replaceChildren(...parts.filter(Boolean));
    await updateFacets(tests);
  } catch (error) {
    if (isOutdated()) return;
    results.replaceChildren(make("p", { class: "mu-find-none", role: "alert" }, word("The index could not be read. Try again; if that does not help, the lists of sources and entries lead everywhere.", "无法读取检索数据。请重试；如仍不成，可由史料列表与各索引查阅全部内容。")));
    console.error(error);
  } finally {
    if (!isOutdated()) results.removeAttribute("aria-busy");
  }
};

// What is shown for an answer: counts, the chosen filters, remarks, and a section for each kind of result.
const resultParts = async (answer, texts, isFiltered, saveBox) => {
  const { query } = answer;
  const typed = queryText();
  const parts = [];
  if (answer.empty && !isFiltered) {
    return [typed && make("p", { class: "mu-find-none" }, word("This contains no word that can be searched for.", "其中没有可检索的字词。"))];
  }
  // Entries and pages have no facets, so they are left out when any is chosen.
  const entries = isFiltered ? [] : answer.entries;
  const pages = isFiltered ? [] : answer.pages;
  const count = texts.count;
  const counts = [`${texts.exact ? "" : word("about ", "约")}${count ? countText(count, "source") : word("no source", "没有史料")}`];
  if (entries.length) counts.push(countText(entries.length, "entry", "entries"));
  if (pages.length) counts.push(countText(pages.length, "page"));
  parts.push(
    make("div", { class: "mu-find-s" }, make("p", { role: "status", class: "mu-find-c" }, count || entries.length || pages.length ? counts.join(word(", ", "，")) : word("Nothing found", "没有结果")), sortControl(Boolean(typed), count)),
    chosenFilters(),
    queryRemarks(query),
    saveBox,
  );
  if (entries.length) parts.push(await entriesSection(query, entries));
  if (count) parts.push(sourcesSection(query, typed, texts));
  if (pages.length) parts.push(await pagesSection(answer, typed, pages));
  if (!count && !entries.length && !pages.length) parts.push(advice(answer, isFiltered));
  return parts;
};

const sortControl = (hasQuery, count) => {
  if (count < 2) return "";
  const choice = make("select", { name: "sort", "aria-label": word("Order", "排序") });
  const orders = hasQuery ? { "": word("best first", "相关在前"), early: EARLY, late: LATE } : { "": EARLY, late: LATE };
  for (const [value, label] of Object.entries(orders)) {
    const option = make("option", { value }, label);
    option.selected = value === (state.get("sort") ?? "");
    choice.append(option);
  }
  choice.firstChild.value = "";
  choice.addEventListener("change", () => {
    setParameter("sort", choice.value);
    apply();
  });
  return make("label", { class: "mu-find-o" }, word("Order ", "排序"), choice);
};

const removeLabel = (text) => word(`${text}: no longer`, `撤去：${text}`);

// The chosen filters, each with a button to remove it.
const chosenFilters = () => {
  const list = make("ul", { class: "mu-list mu-find-w", "aria-label": word("Narrowed to", "已缩小至") });
  const add = (text, undo) => {
    const button = make("button", { type: "button", "aria-label": removeLabel(text) }, text, make("span", { "aria-hidden": "true" }, " ×"));
    button.addEventListener("click", undo);
    list.append(make("li", {}, button));
  };
  for (const [name, title] of Object.entries(FACETS)) {
    for (const value of state.getAll(name)) {
      const position = list.children.length;
      add(word(`${title}: ${value}`, `${title}：${value}`), () => toggleValue(name, value));
      loadFacet(name).then(({ values }) => {
        const label = values.find(([one]) => one === value)?.[1];
        const button = list.children[position]?.firstChild;
        if (!label || !button) return;
        button.firstChild.data = name === "notes" ? label : word(`${title}: ${label}`, `${title}：${label}`);
        button.setAttribute("aria-label", removeLabel(button.firstChild.data));
      });
    }
  }
  for (const [name, title] of [["from", word("From", "自")], ["to", word("To", "至")]]) {
    const value = state.get(name);
    if (!value) continue;
    add(isDate(value) ? word(`${title} ${value}`, `${title}${value}`) : word(`${title}: “${value}” is not a date (2007, 2007-02 or 2007-02-14)`, `${title}：“${value}”不是日期（2007、2007-02或2007-02-14）`), () => {
      state.delete(name);
      fillControls();
      apply();
    });
  }
  return list.children.length ? list : "";
};

// ---- Facets

const boxes = new Map([...filters.querySelectorAll("[data-facet]")].map((box) => [box.dataset.facet, box]));
let currentTests = new Map();

const updateFacets = async (tests) => {
  currentTests = tests;
  await Promise.all([...boxes].filter(([, box]) => box.open).map(([name]) => drawFacet(name)));
};

const valueRow = (name, { value, label, count }, isChosen) => {
  const input = make("input", { type: "checkbox", value, name: `f-${name}`, autocomplete: "off" });
  input.checked = isChosen;
  input.addEventListener("change", () => toggleValue(name, value));
  return make("li", {}, make("label", {}, input, make("span", { class: "mu-facet-l" }, label), " ", make("span", { class: "mu-facet-c" }, count.toLocaleString("en"))));
};

const moreValues = (name, place, count) => {
  const more = make("button", { type: "button", class: "mu-find-m" }, word(`all ${count.toLocaleString("en")}`, `全部${count}项`));
  more.addEventListener("click", () => {
    expanded.add(name);
    drawFacet(name).then(() => place.querySelectorAll("input")[VALUES]?.focus());
  });
  return more;
};

const valueFilter = (name, rows) => {
  const filter = make("input", { type: "search", class: "mu-facet-f", placeholder: word("Which?", "筛选"), "aria-label": `${word("Find in ", "筛选：")}${FACETS[name]}`, autocomplete: "off" });
  filter.addEventListener("input", () => {
    const typed = foldForFilter(filter.value.trim());
    rows.forEach((row) => {
      row.hidden = !foldForFilter(row.querySelector(".mu-facet-l").textContent).includes(typed);
    });
  });
  return filter;
};

const drawFacet = async (name) => {
  const box = boxes.get(name);
  const place = box.querySelector(".mu-facet-v");
  // A facet's counts ignore its own choices, so that other values remain visible.
  const others = [...currentTests].filter(([other]) => other !== name).map(([, test]) => test);
  const items = foundItems.filter((item) => others.every((test) => test(item)));
  const thisRun = latestRun;
  let list;
  try {
    list = await countValues(name, items);
  } catch {
    place.replaceChildren(make("p", {}, word("Could not be read.", "无法读取。")));
    return;
  }
  if (thisRun !== latestRun) return;
  const chosen = new Set(state.getAll(name));
  const shown = list.filter((one) => one.count || chosen.has(one.value));
  if (name !== "year") shown.sort((one, other) => other.count - one.count || one.label.localeCompare(other.label, document.documentElement.lang));
  const focused = place.contains(document.activeElement) ? document.activeElement.value : undefined;
  const rows = shown.map((one) => valueRow(name, one, chosen.has(one.value)));
  const showsAll = expanded.has(name) || rows.length <= VALUES + 2;
  rows.forEach((row, k) => {
    row.hidden = !showsAll && k >= VALUES && !row.querySelector("input").checked;
  });
  const content = [make("ul", { class: "mu-list" }, ...rows)];
  if (!showsAll) content.push(moreValues(name, place, rows.length));
  else if (rows.length > 20) content.unshift(valueFilter(name, rows));
  if (!rows.length) content.splice(0, 1, make("p", {}, word("None among these results.", "这些结果中没有。")));
  place.replaceChildren(...content);
  if (focused !== undefined) place.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
};

for (const [name, box] of boxes) {
  box.addEventListener("toggle", () => box.open && drawFacet(name));
  if (state.has(name)) box.open = true;
}

// ---- The controls

let timer;
field.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (event.isComposing) return;
  timer = setTimeout(() => {
    setParameter("q", field.value);
    apply(false);
  }, WAIT);
});
field.addEventListener("compositionend", () => {
  setParameter("q", field.value);
  apply(false);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  setParameter("q", field.value);
  apply();
});
form.addEventListener("change", (event) => {
  if (event.target.name !== "in") return;
  setParameter("in", event.target.value);
  apply();
});
filters.addEventListener("change", (event) => {
  if (event.target.name !== "from" && event.target.name !== "to") return;
  setParameter(event.target.name, event.target.value.trim());
  apply();
});
// The search field in the masthead searches on this page, without leaving it.
document.querySelector("#mu-q")?.form.addEventListener("submit", (event) => {
  event.preventDefault();
  setParameter("q", document.querySelector("#mu-q").value);
  fillControls();
  apply();
  document.querySelector("#mu-q").blur();
});
addEventListener("popstate", () => {
  state = new URLSearchParams(location.search);
  fillControls();
  runSearch();
});

// A typed `in:notes` is moved to its control.
const scope = /(?:^|\s)in:(text|notes|corrections)(?=\s|$)/i.exec(state.get("q") ?? "");
if (scope) {
  setParameter("in", scope[1].toLowerCase());
  setParameter("q", state.get("q").replace(scope[0], " ").trim());
  updateAddress(false);
}
form.hidden = filters.hidden = false;
if (matchMedia("(min-width: 60em)").matches) filters.open = true;
fillControls();
if (!state.get("q")) field.focus({ preventScroll: true });
runSearch();
