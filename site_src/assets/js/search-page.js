// The page with all results. The query is in the URL, so that it can be saved and shared.
import { allSources, createLoader, search } from "./search-results.js";
import { FACETS, countValues, facetTests, isDate, loadFacet } from "./search-facets.js";
import * as index from "./search-index.js";
import { foldForFilter, key } from "./search-words.js";
import { translateLabel } from "./labels.js";
import { say, word } from "./say.js";
import { saveControl } from "./search-save.js";
import { countText, entryItem, make, sourceItem } from "./search-view.js";

const page = document.querySelector(".mu-find");
const form = page.querySelector("form");
const field = form.elements.q;
const results = page.querySelector(".mu-find-r");
const filters = page.querySelector(".mu-find-n");
const help = page.querySelector(".mu-find-help");
const STEP = 10;
const ENTRIES = 5;
const PAGES = 3;
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

// Remarks: what else the words were taken for, and what could not be done.
const queryRemarks = (query) => {
  const box = make("div", { class: "mu-find-x" });
  const seen = new Set();
  for (const also of query.also) {
    const text = also.why === "spelling" ? also.words : also.entry.label;
    if (seen.has(also.of + text)) continue;
    seen.add(also.of + text);
    const line = make("p", {}, make("b", {}, also.of));
    if (also.why === "spelling") line.append(word(` is also searched for as ${also.words}.`, `也按${also.words}检索。`));
    else {
      const { label, kind, href, others } = also.entry;
      // Names that fold to the same key, as pinyin without tone marks often does, are listed once.
      const known = [also.of, label, ...others].map(key);
      const names = [label, ...others].filter((name, at) => known.indexOf(key(name)) === at + 1);
      line.append(word(" is also searched for under the other names of ", "也按其他名称检索："), make("a", { href: index.pageUrl(href) }, word(label, also.entry.chinese || label)), word(` (${kind.toLowerCase()}), too`, ""), names.length ? word(`: ${names.join(", ")}.`, `（${translateLabel(kind)}：${names.join("、")}）。`) : word(".", "。"));
    }
    box.append(line);
  }
  if (seen.size) box.lastChild.append(word(" Quotation marks search for exactly these words.", "加引号则只检索原词。"));
  for (const clause of query.begun) {
    const words = clause.ends.slice(0, 4).join(", ");
    box.append(make("p", {}, make("b", {}, clause.raw), word(` is not a word here; searching for words that begin with it: ${words}${clause.ends.length > 4 ? " …" : ""}.`, `不成词；检索以此开头的词：${words}${clause.ends.length > 4 ? " …" : ""}。`)));
  }
  for (const start of query.incomplete) box.append(make("p", { class: "mu-find-warn" }, word(`Too many words begin with ${start}: only the most frequent were searched for. One more letter helps.`, `以${start}开头的词太多，只检索了最常见的。请再多输入一个字母。`)));
  return box.children.length ? box : "";
};

const advice = ({ query, nowhere = [] }, isFiltered) => {
  const list = make("ul", { class: "mu-list" });
  const add = (...words) => list.append(make("li", {}, ...words));
  if (query.wanted.length > 1) nowhere.forEach((words) => add(make("b", {}, words), word(" stands nowhere.", "无处可寻。")));
  if (isFiltered) add(word("Remove one of the choices.", "请撤去一项选择。"));
  if (query.scope) add(word("Search everything, not only what is chosen above.", "请在全部文字中检索。"));
  if (query.wanted.some((clause) => clause.quoted)) add(word("Remove the quotation marks.", "请去掉引号。"));
  if (query.wanted.some((clause) => !clause.prefix && !clause.quoted && clause.row.at(-1).run === undefined)) add(word("Put * after the beginning of a word: report*", "在词的开头部分后加*，如report*"));
  if (query.wanted.length > 1 && !nowhere.length) add(word("Use fewer words: all of them must occur in one source.", "请减少字词：它们须同在一件史料中。"));
  if (!list.children.length && query.wanted.some((clause) => clause.row.at(-1).run !== undefined)) add(word("Fewer characters find more.", "请减少字数。"));
  if (!list.children.length) add(word("No word here begins with these letters. The first few of them followed by * find other endings and spellings: repor*", "也没有以此开头的词。可只输入开头的几个字母并在后面加*，以查其他词尾与拼法，如repor*"));
  return make("div", { class: "mu-find-none" }, list);
};

const section = (title, id, ...children) => make("section", { class: "mu-find-g", "aria-labelledby": id }, make("h2", { class: "mu-find-h", id }, title), ...children);

// A button that adds further results. `add` returns a promise of the first of these, which takes the focus.
const moreButton = (add) => {
  const button = make("button", { type: "button", class: "mu-find-m" });
  let isBusy = false;
  button.addEventListener("click", async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      (await add())?.querySelector("a").focus();
    } catch (error) {
      say("That could not be loaded. Try again.", "未能载入，请重试。");
      console.error(error);
    }
    isBusy = false;
  });
  return button;
};

const entriesSection = async (query, entries) => {
  const list = make("ul", { class: "mu-list mu-hit-es-l" });
  let shown = 0;
  const more = moreButton(() => add(20));
  const add = async (count) => {
    const loaded = await Promise.all(entries.slice(shown, shown + count).map(({ number }) => index.loadEntry(number)));
    shown += loaded.length;
    list.append(...loaded.map((one) => entryItem(query, one)));
    more.hidden = shown >= entries.length;
    more.textContent = word(`${Math.min(20, entries.length - shown)} more of ${countText(entries.length, "entry", "entries")}`, `再显示${Math.min(20, entries.length - shown)}个（共${entries.length}个）`);
    return list.children[shown - loaded.length];
  };
  await add(entries.length === ENTRIES + 1 ? ENTRIES + 1 : ENTRIES);
  return section(word("Entries", "条目"), "found-entries", list, more);
};

const sourcesSection = (query, typed, texts) => {
  const list = make("ol", { class: "mu-list mu-hits" });
  const more = moreButton(async () => {
    await texts.more(STEP);
    return show();
  });
  const show = () => {
    const before = list.children.length;
    list.append(...texts.results.slice(before).map((one) => sourceItem(query, typed, one)));
    more.hidden = texts.done;
    const next = Math.min(STEP, texts.count - texts.results.length);
    more.textContent = word(`${next} more of ${texts.exact ? "" : "about "}${countText(texts.count, "source")}`, `再显示${next}件（共${texts.exact ? "" : "约"}${texts.count}件）`);
    return list.children[before];
  };
  show();
  return section(word("Sources", "史料"), "found-sources", list, more);
};

const pagesSection = async (answer, typed, pages) => {
  const texts = createLoader({ ...answer, exact: true }, pages);
  await texts.more(PAGES);
  return section(word("About the edition", "关于本版"), "found-pages", make("ol", { class: "mu-list mu-hits" }, ...texts.results.map((one) => sourceItem(answer.query, typed, one))));
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
