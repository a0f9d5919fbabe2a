// The first results, below the field in the masthead, with arrow keys, Enter and Escape.
import { reader, search } from "./search-results.js";
import * as index from "./search-parts.js";
import { address, inTurn, make, marked, plural, tongue } from "./search-view.js";
import { hits, snippets } from "./search-texts.js";
import { formatDate, translateLabel } from "./labels.js";
import { word } from "./say.js";

const field = document.querySelector("#mu-q");
const form = field.form;
const SOURCES = 4;
const ENTRIES = 3;
const WAIT = 160;

const list = make("ul", { class: "mu-found-l mu-list", role: "listbox", id: "mu-found", "aria-label": word("First results", "首批结果") });
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
let turn = 0;
let shown = "";
let timer;

const options = () => [...list.querySelectorAll("[role=option]")];
const choose = (number) => {
  const all = options();
  active = number;
  all.forEach((option, k) => option.setAttribute("aria-selected", String(k === number)));
  if (number < 0) field.removeAttribute("aria-activedescendant");
  else {
    field.setAttribute("aria-activedescendant", all[number].id);
    all[number].scrollIntoView({ block: "nearest" });
  }
};
const toggle = (open) => {
  panel.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  if (!open) choose(-1);
};

const option = (href, ...children) => make("a", { role: "option", "aria-selected": "false", tabindex: "-1", href }, ...children);
const entryName = (query, { label: name, chinese }) => {
  const [[own, language], [beside, other]] = inTurn([name, "en"], [chinese, "zh-Hans"]);
  return make("span", { class: "mu-found-t", lang: language }, marked(own, hits(query, own)), " ", beside ? make("span", { lang: other }, beside) : "");
};
const sourceName = (query, one) => {
  const [[own, language]] = inTurn([one.t, one.l], [one.z, "zh-Hans"]);
  return make("span", { class: "mu-found-t mu-found-h", lang: language }, marked(own, hits(query, own)));
};
const line = (found) => {
  const said = snippets(found.passages, 1)[0];
  if (!said) return "";
  const text = make("span", { class: "mu-found-x", lang: tongue(said.text, found.l) });
  // Begins near the hit, so that it is visible in the few lines there are.
  const from = Math.max(said.start, (said.hits[0]?.start ?? 0) - 60);
  const start = from > said.start ? (said.text.indexOf(" ", from) + 1 || from) : from;
  text.append(start > said.start || said.cut[0] ? "… " : "", marked(said.text, said.hits, Math.min(start, said.hits[0]?.start ?? start), said.end));
  return text;
};

const show = async () => {
  const typed = field.value.trim();
  const mine = (turn += 1);
  if (!typed) {
    shown = "";
    toggle(false);
    return;
  }
  let answer;
  let found;
  let entries;
  let results;
  try {
    answer = await search(field.value);
    results = reader(answer, answer.sources);
    await results.settle();
    found = (await results.more(SOURCES)).slice(0, SOURCES);
    entries = await Promise.all(answer.entries.filter((entry) => entry.named).slice(0, ENTRIES).map(({ number }) => index.entry(number)));
  } catch {
    if (mine === turn) {
      list.replaceChildren();
      status.textContent = word("The index could not be read. Enter opens the search page.", "无法读取检索数据。按回车键打开检索页。");
      toggle(true);
    }
    return;
  }
  if (mine !== turn || document.activeElement !== field) return;
  shown = typed;
  const { query } = answer;
  const made = [
    ...entries.map((entry) =>
      option(
        index.page(entry.href),
        entryName(query, entry),
        make("span", { class: "mu-found-f" }, translateLabel(entry.kind)),
      ),
    ),
    ...found.map((one) =>
      option(
        address(one.u, typed, one.passages.length ? snippets(one.passages, 1)[0].anchor : ""),
        sourceName(query, one),
        make("span", { class: "mu-found-f" }, [one.i === one.t ? "" : one.i, formatDate(one.w, one.y)].filter(Boolean).join(word(", ", "，"))),
        line(one),
      ),
    ),
  ];
  const all = results.count + answer.entries.length + answer.pages.length;
  if (all) {
    const words = [results.count ? plural(results.count, "source") : "", answer.entries.length ? plural(answer.entries.length, "entry", "entries") : ""];
    made.push(option(`${form.action}?q=${encodeURIComponent(typed)}`, make("span", { class: "mu-found-a" }, word("All results", "全部结果"))));
    status.textContent = words.filter(Boolean).join(word(", ", "，")) || plural(answer.pages.length, "page");
  } else {
    status.textContent = answer.empty ? word("Nothing to search for yet.", "尚无可检索的字词。") : word("Nothing found.", "没有结果。");
  }
  if (!all && /^[\x20-\x7e]{1,2}$/.test(typed)) {
    // Too few letters to search for.
    toggle(false);
    return;
  }
  list.replaceChildren(
    ...made.map((one, k) => {
      one.id = `mu-found-${k}`;
      return make("li", { role: "presentation" }, one);
    }),
  );
  choose(-1);
  toggle(true);
};

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(show, WAIT);
};

field.addEventListener("input", later);
field.addEventListener("focus", () => {
  index.open().catch(() => {});
  if (field.value.trim() && field.value.trim() === shown) toggle(true);
});
field.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const count = options().length;
  if (event.key === "Escape") {
    if (panel.hidden) field.blur();
    else event.preventDefault();
    toggle(false);
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
    if (count && field.value.trim() === shown) toggle(true);
    else later();
    return;
  }
  if (count) choose(event.key === "ArrowDown" ? (active + 2) % (count + 1) - 1 : (active + 1 + count) % (count + 1) - 1);
});
// A press on a result must not take the focus from the field, or the list would close before the click.
panel.addEventListener("pointerdown", (event) => event.preventDefault());
field.addEventListener("blur", () => toggle(false));
list.addEventListener("click", (event) => {
  if (!event.target.closest("a")) return;
  toggle(false);
  field.blur();
});

index.open().catch(() => {});
if (document.activeElement === field && field.value.trim() && !document.querySelector(".mu-find")) later();
