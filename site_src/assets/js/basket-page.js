// The page of the basket: what is in it, or what the page's URL lists, with citations and files.
import * as basket from "./basket.js";
import { WHAT, button, choice, choose, citation, copier, dressed, label, make, plain, record, say, segments } from "./cite-forms.js";
import { date, label as named } from "./labels.js";
import { inTongue, word } from "./say.js";

const COPY = word("Copy", "复制");
const REMOVE = word("Remove", "移除");
const page = document.querySelector(".mu-basket");
const place = page.querySelector(".mu-bk");
const asked = basket.asked();
const same = (one, other) => one.length === other.length && one.every((id, k) => id === other[k]);

// A list from the URL becomes the reader's own only if the reader chooses so.
let list = asked ?? basket.ids();
let own = !asked || same(asked, basket.ids());
let undone = null;

const empty = make("p", "mu-lead", place.dataset.empty);
// Where to begin: the links that the page has without scripts.
const [sources, works] = place.querySelectorAll("a:not([download])");
empty.append(word(" Begin with the ", "请从"), sources.cloneNode(true), word(" or the ", "或"), works.cloneNode(true), word(".", "开始。"));
const items = make("ol", "mu-list mu-bk-l");
const tools = make("div", "mu-bk-t");
const actions = make("div", "mu-bk-a");
const banner = make("div", "mu-bk-b");
const state = choice();

const keep = (next) => {
  undone = null;
  list = basket.valid(next);
  if (own) basket.put(list);
  address();
};
const address = () => {
  const url = list.length ? basket.address(list) : location.pathname;
  history.replaceState(null, "", url);
};

// ---- The items
const unknown = (id) => ({ id, title: id, language: "en", label: id, kind: word("not in this publication", "本版未收"), date: "", numbers: {}, forms: [] });
const found = new Map();
const fetched = async (id) => {
  if (!found.has(id)) found.set(id, await record(id).catch(() => unknown(id)));
  return found.get(id);
};

const move = (id, by) => {
  const from = list.indexOf(id);
  const to = from + by;
  if (to < 0 || to >= list.length) return;
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  keep(next);
  show();
  const row = items.children[to];
  (row.querySelector(by < 0 ? ".mu-bk-up" : ".mu-bk-down") ?? row).focus();
  say(word(`Number ${to + 1} of ${list.length}`, `第${to + 1}项，共${list.length}项`));
};

const without = (gone) => {
  const before = [...list];
  const at = list.indexOf(gone);
  keep(gone ? list.filter((id) => id !== gone) : []);
  undone = before;
  show();
  say(gone ? word("Removed", "已移除") : word("The basket is empty", "文献篮已清空"));
  (items.children[Math.min(at, list.length - 1)]?.querySelector("a") ?? actions.querySelector("button") ?? banner.querySelector("button"))?.focus();
};

const act = (name, words, title, done) => {
  const made = button(`mu-do ${name}`, words);
  made.setAttribute("aria-label", title);
  made.addEventListener("click", done);
  return made;
};

const cited = (one, id) => (one.forms.length ? citation(one, state, id) : "");

const row = (id, one, k) => {
  const chinese = word("", one.title_zh);
  const link = make("a", "", chinese || one.title);
  link.href = basket.pageOf(id);
  inTongue(link, chinese ? "zh-Hans" : one.language);
  const at = label(one, basket.places(id));
  const facts = make("p", "mu-docs-f", [named(one.kind), one.label, one.label.includes(one.date) ? "" : date(one.date, one.date_zh)].filter(Boolean).join(word(", ", "，")));
  const text = make("p", "mu-bk-c");
  text.innerHTML = cited(one, id);
  const name = [one.label, at].filter(Boolean).join(word(", ", "，"));
  const title = make("p", "mu-docs-t", link);
  if (at) title.append(" ", make("span", "mu-bk-p", at));
  const up = act("mu-bk-up", "↑", word(`Move up: ${name}`, `上移：${name}`), () => move(id, -1));
  const down = act("mu-bk-down", "↓", word(`Move down: ${name}`, `下移：${name}`), () => move(id, 1));
  up.disabled = k === 0;
  down.disabled = k === list.length - 1;
  const buttons = make("div", "mu-bk-do", up, down, act("", REMOVE, word(`${REMOVE}: ${name}`, `${REMOVE}：${name}`), () => without(id)));
  if (one.forms.length) buttons.prepend(copier(COPY, () => cited(one, id), word(`${COPY}: ${name}`, `${COPY}：${name}`)));
  return make("li", "", make("div", "", title, facts, text), buttons);
};

// ---- The whole basket
const whole = () => {
  const shown = list.map((id) => [found.get(id), id]).filter(([one]) => one?.forms.length);
  const html = shown.map(([one, id]) => cited(one, id));
  return [html.map((text) => `<p>${text}</p>`).join(""), html.map(plain).join("\n\n")];
};

const file = ([ending, format]) => {
  const made = button("mu-do", format.label);
  made.addEventListener("click", async () => {
    made.disabled = true;
    try {
      await basket.download(list, ending);
    } catch {
      say(word("The file could not be made", "无法生成文件"));
    }
    made.disabled = false;
  });
  return made;
};

const again = (words, next) => {
  const made = button("mu-do", words);
  made.addEventListener("click", next);
  return made;
};

const turns = () => {
  if (undone) {
    return [make("span", "", undone.length - list.length === 1 ? word("Removed one.", "已移除一项。") : word("Emptied.", "已清空。")), again(word("Undo", "撤销"), () => {
      keep(undone);
      show();
      items.querySelector("a")?.focus();
    })];
  }
  if (own || !list.length) return [];
  const mine = basket.ids();
  const offers = [make("span", "", word("This list came with the address.", "此清单来自网址。"))];
  const take = (next) => () => {
    own = true;
    keep(next);
    show();
    say(word("Kept", "已保存"));
  };
  if (mine.length) {
    offers.push(again(word(`Add it to my basket of ${mine.length}`, `加入我的文献篮（${mine.length}项）`), take([...mine, ...list])));
    offers.push(again(word("Show my basket", "显示我的文献篮"), () => {
      own = true;
      keep(mine);
      show();
    }));
  } else offers.push(again(word("Keep as my basket", "存为我的文献篮"), take(list)));
  return offers;
};

let latest = 0;
const show = async () => {
  const turn = (latest += 1);
  const drawn = items.children.length || !list.length;
  const draw = () => {
    items.replaceChildren(...list.map((id, k) => row(id, found.get(id), k)));
    banner.replaceChildren(...turns());
    banner.hidden = !banner.childNodes.length;
    for (const part of [items, tools, actions]) part.hidden = !list.length;
    empty.hidden = list.length > 0;
    page.querySelector(".mu-bk-n").textContent = list.length || "";
  };
  if (drawn && list.every((id) => found.has(id))) return draw();
  await Promise.all([dressed(), ...list.map(fetched)]);
  if (turn === latest) draw();
};

const begin = () => {
  const styles = page.dataset.styles.split("|").map((style) => style.split("="));
  const redraw = (chosen) => {
    Object.assign(state, chosen);
    choose(chosen);
    show();
  };
  tools.append(
    segments(word("Style", "引用格式"), styles, state.style, (style) => redraw({ style })),
    segments(word("Of a source is cited", "引用对象"), WHAT, state.what, (what) => redraw({ what })),
  );
  const files = make("p", "mu-bk-f", make("span", "mu-quiet", word("As one file", "合为一个文件")), ...Object.entries(basket.FORMATS).map(file));
  actions.append(
    files,
    make(
      "p",
      "mu-bk-f",
      copier(word("Copy all citations", "复制全部引文"), whole),
      copier(word("Copy the address of this list", "复制此清单的网址"), () => {
        const url = basket.address(list);
        return [`<a href="${url}">${url}</a>`, url];
      }),
      again(word("Empty", "清空"), () => without()),
    ),
  );
  place.replaceChildren(banner, empty, tools, items, actions);
  basket.watch((now) => {
    if (!own || same(now, list)) return;
    list = now;
    address();
    show();
  });
  if (own) address();
  show();
};
begin();
