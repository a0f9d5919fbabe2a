// The page of the basket: what is in it, or what the page's URL lists, with citations and files.
import * as basket from "../basket.js";
import { CITABLE, announce, button, copyButton, currentChoice, fetchRecord, formatCitation, loadStyles, make, paragraphLabel, plainText, saveChoice, segmentedControl } from "../cite/forms.js";
import { formatDate, translateLabel } from "../labels.js";
import { setLanguage, word } from "../language.js";

const COPY = word("Copy", "复制");
const REMOVE = word("Remove", "移除");
const page = document.querySelector(".mu-basket");
const place = page.querySelector(".mu-bk");
const listInAddress = basket.idsInAddress();
const isSameList = (one, other) => one.length === other.length && one.every((id, k) => id === other[k]);

// A list from the URL becomes the reader's own only if the reader chooses so. Coming back to this page, the URL
// may still list what the reader's own basket had before; then the entry of the browser's history says so.
let isOwn = !listInAddress || isSameList(listInAddress, basket.ids()) || (history.state?.isOwnBasket && basket.ids().length > 0);
let list = isOwn ? basket.ids() : listInAddress;
let previousList = null;

const emptyNote = make("p", "mu-lead", place.dataset.empty);
// Where to begin: the links that the page has without scripts.
const [sources, works] = place.querySelectorAll("a:not([download])");
emptyNote.append(word(" Begin with the ", "请从"), sources.cloneNode(true), word(" or the ", "或"), works.cloneNode(true), word(".", "开始。"));
const items = make("ol", "mu-list mu-bk-l");
const tools = make("div", "mu-bk-t");
const actions = make("div", "mu-bk-a");
const banner = make("div", "mu-bk-b");
const state = currentChoice();

const setList = (next) => {
  previousList = null;
  list = basket.validIds(next);
  if (isOwn) basket.put(list);
  updateAddress();
};
const updateAddress = () => {
  const url = list.length ? basket.address(list) : location.pathname;
  history.replaceState({ isOwnBasket: isOwn }, "", url);
};

// ---- The items
const placeholder = (id, kind) => ({ id, title: id, language: "en", label: id, kind, date: "", numbers: {}, forms: [] });
const records = new Map();
const failed = new Set(); // items that could not be loaded; they are requested again with the next change
const fetchInto = async (id) => {
  if (records.has(id) && !failed.has(id)) return;
  try {
    records.set(id, await fetchRecord(id));
    failed.delete(id);
  } catch (error) {
    const isUnknown = error.status === 404;
    records.set(id, placeholder(id, isUnknown ? word("not in this publication", "本版未收") : word("could not be loaded", "未能载入")));
    if (!isUnknown) failed.add(id);
  }
};

const move = (id, by) => {
  const from = list.indexOf(id);
  const to = from + by;
  if (to < 0 || to >= list.length) return;
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  setList(next);
  show();
  const row = items.children[to];
  (row.querySelector(by < 0 ? ".mu-bk-up" : ".mu-bk-down") ?? row).focus();
  announce(word(`Number ${to + 1} of ${list.length}`, `第${to + 1}项，共${list.length}项`));
};

const removeItem = (removed) => {
  const before = [...list];
  const position = list.indexOf(removed);
  setList(removed ? list.filter((id) => id !== removed) : []);
  previousList = before;
  show();
  announce(removed ? word("Removed", "已移除") : word("The basket is empty", "文献篮已清空"));
  (items.children[Math.min(position, list.length - 1)]?.querySelector("a") ?? actions.querySelector("button") ?? banner.querySelector("button"))?.focus();
};

const actionButton = (name, text, label, onClick) => {
  const element = button(`mu-do ${name}`, text);
  element.setAttribute("aria-label", label);
  element.addEventListener("click", onClick);
  return element;
};

const citationOf = (record, id) => (record.forms.length ? formatCitation(record, state, id) : "");

const row = (id, record, k) => {
  const chinese = word("", record.title_zh);
  const link = make("a", "", chinese || record.title);
  link.href = basket.pageOf(id);
  setLanguage(link, chinese ? "zh-Hans" : record.language);
  const place = paragraphLabel(record, basket.placesOf(id));
  const facts = make("p", "mu-docs-f", [translateLabel(record.kind), record.label, record.label.includes(record.date) ? "" : formatDate(record.date, record.date_zh)].filter(Boolean).join(word(", ", "，")));
  const text = make("p", "mu-bk-c");
  text.innerHTML = citationOf(record, id);
  const name = [record.label, place].filter(Boolean).join(word(", ", "，"));
  const title = make("p", "mu-docs-t", link);
  if (place) title.append(" ", make("span", "mu-bk-p", place));
  const up = actionButton("mu-bk-up", "↑", word(`Move up: ${name}`, `上移：${name}`), () => move(id, -1));
  const down = actionButton("mu-bk-down", "↓", word(`Move down: ${name}`, `下移：${name}`), () => move(id, 1));
  up.disabled = k === 0;
  down.disabled = k === list.length - 1;
  const buttons = make("div", "mu-bk-do", up, down, actionButton("", REMOVE, word(`${REMOVE}: ${name}`, `${REMOVE}：${name}`), () => removeItem(id)));
  if (record.forms.length) buttons.prepend(copyButton(COPY, () => citationOf(record, id), word(`${COPY}: ${name}`, `${COPY}：${name}`)));
  return make("li", "", make("div", "", title, facts, text), buttons);
};

// ---- The whole basket
const allCitations = () => {
  const shown = list.map((id) => [records.get(id), id]).filter(([record]) => record?.forms.length);
  const html = shown.map(([record, id]) => citationOf(record, id));
  return [html.map((text) => `<p>${text}</p>`).join(""), html.map(plainText).join("\n\n")];
};

const fileButton = ([ending, format]) => {
  const element = button("mu-do", format.label);
  element.addEventListener("click", async () => {
    element.disabled = true;
    try {
      await basket.download(list, ending);
    } catch {
      announce(word("The file could not be made", "无法生成文件"));
    }
    element.disabled = false;
  });
  return element;
};

const textButton = (text, onClick) => {
  const element = button("mu-do", text);
  element.addEventListener("click", onClick);
  return element;
};

const bannerContent = () => {
  if (previousList) {
    return [make("span", "", previousList.length - list.length === 1 ? word("Removed one.", "已移除一项。") : word("Emptied.", "已清空。")), textButton(word("Undo", "撤销"), () => {
      setList(previousList);
      show();
      items.querySelector("a")?.focus();
    })];
  }
  if (isOwn || !list.length) return [];
  const stored = basket.ids();
  const content = [make("span", "", word("This list came with the address.", "此清单来自网址。"))];
  const adopt = (next) => () => {
    isOwn = true;
    setList(next);
    show();
    announce(word("Kept", "已保存"));
  };
  if (stored.length) {
    content.push(textButton(word(`Add it to my basket of ${stored.length}`, `加入我的文献篮（${stored.length}项）`), adopt([...stored, ...list])));
    content.push(textButton(word("Show my basket", "显示我的文献篮"), () => {
      isOwn = true;
      setList(stored);
      show();
    }));
  } else content.push(textButton(word("Keep as my basket", "存为我的文献篮"), adopt(list)));
  return content;
};

let latestDraw = 0;
const show = async () => {
  const thisDraw = (latestDraw += 1);
  const isDrawn = items.children.length || !list.length;
  const draw = () => {
    items.replaceChildren(...list.map((id, k) => row(id, records.get(id), k)));
    banner.replaceChildren(...bannerContent());
    banner.hidden = !banner.childNodes.length;
    for (const part of [items, tools, actions]) part.hidden = !list.length;
    emptyNote.hidden = list.length > 0;
    page.querySelector(".mu-bk-n").textContent = list.length || "";
  };
  if (isDrawn && list.every((id) => records.has(id) && !failed.has(id))) return draw();
  await Promise.all([loadStyles(), ...list.map(fetchInto)]);
  if (thisDraw === latestDraw) draw();
};

const start = () => {
  const styles = page.dataset.styles.split("|").map((style) => style.split("="));
  const setChoice = (chosen) => {
    Object.assign(state, chosen);
    saveChoice(chosen);
    show();
  };
  tools.append(
    segmentedControl(word("Style", "引用格式"), styles, state.style, (style) => setChoice({ style })),
    segmentedControl(word("Of a source is cited", "引用对象"), CITABLE, state.what, (what) => setChoice({ what })),
  );
  const files = make("p", "mu-bk-f", make("span", "mu-quiet", word("As one file", "合为一个文件")), ...Object.entries(basket.FORMATS).map(fileButton));
  actions.append(
    files,
    make(
      "p",
      "mu-bk-f",
      copyButton(word("Copy all citations", "复制全部引文"), allCitations),
      copyButton(word("Copy the address of this list", "复制此清单的网址"), () => {
        const url = basket.address(list);
        return [`<a href="${url}">${url}</a>`, url];
      }),
      textButton(word("Empty", "清空"), () => removeItem()),
    ),
  );
  place.replaceChildren(banner, emptyNote, tools, items, actions);
  basket.watch((ids) => {
    if (!isOwn || isSameList(ids, list)) return;
    list = ids;
    updateAddress();
    show();
  });
  if (isOwn) updateAddress();
  show();
};
start();
