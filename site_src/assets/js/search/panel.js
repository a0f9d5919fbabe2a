// The first results, below the field in the masthead, with arrow keys, Enter and Escape.
import { closest, find, findAll, make } from "../elements.js";
import { formatDate, translateLabel } from "../labels.js";
import { word } from "../language.js";
import * as index from "./index-parts.js";
import { createLoader, search } from "./results.js";
import { chooseSnippets, findHits } from "./texts.js";
import { countText, languageOf, markHits, orderNames, resultUrl } from "./view.js";

/** @import { Entry } from "./index-parts.js" */
/** @import { Query } from "./query.js" */
/** @import { Content } from "../elements.js" */
/** @import { Answer, Loader, Result } from "./results.js" */

/** @typedef {{ answer: Answer, results: Loader, sources: Result[], entries: Entry[] }} First What is shown for a query at first. */

const form = find("form:has(#mu-q)", HTMLFormElement);
const field = find("#mu-q", HTMLInputElement, form);
const SOURCES = 4;
const ENTRIES = 3;
const WAIT = 160;

const list = make("ul", { class: "mu-found-l mu-list", role: "listbox", id: "mu-found", "aria-label": word("First results") });
const status = make("p", { class: "mu-found-s", role: "status" });
const panel = make("div", { class: "mu-found mu", hidden: true }, status, list);
form.append(panel);
for (const [name, value] of Object.entries({
  role: "combobox",
  "aria-expanded": "false",
  "aria-controls": "mu-found",
  "aria-autocomplete": "list",
})) {
  field.setAttribute(name, value);
}

let active = -1;
let latestRun = 0;
let shownQuery = "";
let timer = 0;

const options = () => findAll("[role=option]", HTMLElement, list);
/** @type {(number: number) => void} */
const setActive = (number) => {
  const all = options();
  active = number;
  all.forEach((option, k) => option.setAttribute("aria-selected", String(k === number)));
  if (number < 0) field.removeAttribute("aria-activedescendant");
  else {
    field.setAttribute("aria-activedescendant", all[number].id);
    all[number].scrollIntoView({ block: "nearest" });
  }
};
/** @type {(isOpen: boolean) => void} */
const setOpen = (isOpen) => {
  panel.hidden = !isOpen;
  field.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) setActive(-1);
};

/** @type {(href: string, ...children: Content[]) => HTMLElement} */
const createOption = (href, ...children) => make("a", { role: "option", "aria-selected": "false", tabindex: "-1", href }, ...children);
/** @type {(query: Query, entry: Entry) => HTMLElement} */
const entryName = (query, { label: name, chinese }) => {
  const [[own, language], [beside, other]] = orderNames([name, "en"], [chinese, "zh-Hans"]);
  return make("span", { class: "mu-found-t", lang: language }, markHits(own, findHits(query, own)), " ", beside ? make("span", { lang: other }, beside) : "");
};
/** @type {(query: Query, one: Result) => HTMLElement} */
const sourceName = (query, one) => {
  const [[own, language]] = orderNames([one.t, one.l], [one.z ?? "", "zh-Hans"]);
  return make("span", { class: "mu-found-t mu-found-h", lang: language }, markHits(own, findHits(query, own)));
};
/** @type {(found: Result) => HTMLElement | ""} */
const createExcerpt = (found) => {
  const snippet = chooseSnippets(found.passages, 1)[0];
  if (!snippet) return "";
  const text = make("span", { class: "mu-found-x", lang: languageOf(snippet.text, found.l) });
  // Begins near the hit, so that it is visible in the few lines there are.
  const from = Math.max(snippet.start, (snippet.hits[0]?.start ?? 0) - 60);
  const start = from > snippet.start ? (snippet.text.indexOf(" ", from) + 1 || from) : from;
  text.append(start > snippet.start || snippet.cut[0] ? "… " : "", markHits(snippet.text, snippet.hits, Math.min(start, snippet.hits[0]?.start ?? start), snippet.end));
  return text;
};

// What is shown for a query: the answer, and the first of its entries and sources.
/** @type {(typed: string) => Promise<First>} */
const loadFirst = async (typed) => {
  const answer = await search(typed);
  const results = createLoader(answer, answer.sources);
  await results.loadAllIfFew();
  const sources = (await results.more(SOURCES)).slice(0, SOURCES);
  const entries = await Promise.all(answer.entries.filter((entry) => entry.named).slice(0, ENTRIES).map(({ number }) => index.loadEntry(number)));
  return { answer, results, sources, entries };
};

/** @type {(query: Query, entry: Entry) => HTMLElement} */
const entryOption = (query, entry) =>
  createOption(
    index.pageUrl(entry.href),
    entryName(query, entry),
    make("span", { class: "mu-found-f" }, translateLabel(entry.kind)),
  );
/** @type {(query: Query, typed: string, found: Result) => HTMLElement} */
const sourceOption = (query, typed, found) =>
  createOption(
    resultUrl(found.u, typed, found.passages.length ? chooseSnippets(found.passages, 1)[0].anchor : ""),
    sourceName(query, found),
    make("span", { class: "mu-found-f" }, [found.i === found.t ? "" : found.i, formatDate(found.w, found.y)].filter(Boolean).join(word(", "))),
    createExcerpt(found),
  );

/** @type {(first: First) => string} */
const statusOf = ({ answer, results }) => {
  const { entries, pages, empty } = answer;
  const counts = [results.count ? countText(results.count, "source") : "", entries.length ? countText(entries.length, "entry") : ""];
  const text = counts.filter(Boolean).join(word(", "));
  if (text || pages.length) return text || countText(pages.length, "page");
  return empty ? word("Nothing to search for yet.") : word("Nothing found.");
};

/** @type {(typed: string, first: First) => void} */
const showFirst = (typed, first) => {
  const { answer, results, sources, entries } = first;
  const { query } = answer;
  const items = [...entries.map((entry) => entryOption(query, entry)), ...sources.map((found) => sourceOption(query, typed, found))];
  const total = results.count + answer.entries.length + answer.pages.length;
  if (!total && /^[\x20-\x7e]{1,2}$/.test(typed)) {
    // Too few letters to search for.
    setOpen(false);
    return;
  }
  if (total) items.push(createOption(`${form.action}?q=${encodeURIComponent(typed)}`, make("span", "mu-found-a", word("All results"))));
  status.textContent = statusOf(first);
  list.replaceChildren(
    ...items.map((one, k) => {
      one.id = `mu-found-${k}`;
      return make("li", { role: "presentation" }, one);
    }),
  );
  setActive(-1);
  setOpen(true);
};

const showResults = async () => {
  const typed = field.value.trim();
  const thisRun = (latestRun += 1);
  const isOutdated = () => thisRun !== latestRun || document.activeElement !== field;
  if (!typed) {
    shownQuery = "";
    setOpen(false);
    return;
  }
  try {
    const first = await loadFirst(field.value);
    if (isOutdated()) return;
    shownQuery = typed;
    showFirst(typed, first);
  } catch {
    if (isOutdated()) return;
    list.replaceChildren();
    status.textContent = word("The index could not be read. Enter opens the search page.");
    setOpen(true);
  }
};

const schedule = () => {
  clearTimeout(timer);
  timer = setTimeout(showResults, WAIT);
};

field.addEventListener("input", schedule);
field.addEventListener("focus", () => {
  index.open().catch(() => {});
  if (field.value.trim() && field.value.trim() === shownQuery) setOpen(true);
});
field.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const count = options().length;
  if (event.key === "Escape") {
    if (panel.hidden) field.blur();
    else event.preventDefault();
    setOpen(false);
    return;
  }
  if (event.key === "Enter" && active >= 0 && !panel.hidden) {
    event.preventDefault();
    options()[active].click();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  if (panel.hidden) {
    if (count && field.value.trim() === shownQuery) setOpen(true);
    else schedule();
    return;
  }
  if (count) setActive(event.key === "ArrowDown" ? (active + 2) % (count + 1) - 1 : (active + 1 + count) % (count + 1) - 1);
});
// A press on a result must not take the focus from the field, or the list would close before the click.
panel.addEventListener("pointerdown", (event) => event.preventDefault());
field.addEventListener("blur", () => setOpen(false));
list.addEventListener("click", (event) => {
  if (!closest(event.target, "a", HTMLElement)) return;
  setOpen(false);
  field.blur();
});

index.open().catch(() => {});
if (document.activeElement === field && field.value.trim() && !document.querySelector(".mu-find")) schedule();
