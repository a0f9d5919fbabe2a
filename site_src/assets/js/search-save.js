// Saving results: into the basket, or as one file for a reference manager.
import { FORMATS } from "./cite-formats.js";
import { reader } from "./search-results.js";
import * as index from "./search-parts.js";
import { make } from "./search-view.js";
import { say, word } from "./say.js";

const MOST = 200; // sources saved at once; each needs a request
const STEP = 20;
const ENOUGH = 3_000_000; // characters of texts that are loaded to check for phrases

let opened = false; // whether the control is open, also while the query changes

// The ids of the first sources; if the index alone is not exact, of those whose texts match.
const ids = async ({ idOf }, answer, sources, exact) => {
  let found;
  if (exact) found = await Promise.all(sources.slice(0, MOST).map(({ item }) => index.source(item)));
  else {
    const begun = index.traffic.characters;
    const texts = reader({ ...answer, begun }, sources);
    while (!texts.done && texts.kept.length < MOST && index.traffic.characters - begun < ENOUGH) {
      await texts.more(Math.min(STEP, MOST - texts.kept.length));
    }
    found = texts.kept.map(({ u }) => u);
  }
  return found.map((address) => idOf(index.page(address))).filter(Boolean);
};

const said = (count) => word(`${count} ${count === 1 ? "source" : "sources"}`, `${count}件史料`);

const added = (basket, list) => {
  const before = basket.ids().length;
  basket.add(...list);
  const now = basket.ids();
  const inside = list.filter((id) => now.includes(id)).length;
  if (inside < list.length) say(`The basket is full: ${inside} of ${said(list.length)} are in it.`, `文献篮已满：${said(list.length)}中有${inside}件在内。`);
  else if (now.length === before) say(`All ${said(list.length)} were in the basket already.`, `${said(list.length)}均已在文献篮中。`);
  else say(`${said(now.length - before)} added; the basket holds ${now.length}.`, `已加入${said(now.length - before)}；文献篮现有${now.length}项。`);
};

// The control below the number of results.
export const saving = (answer, sources, texts) => {
  if (!sources.length || !texts.count) return "";
  const { exact, count } = texts;
  const buttons = [];
  let list; // the ids, found once for all buttons
  let busy = false;
  const act = (label, name, done) => {
    const button = make("button", { type: "button", class: "mu-find-m", "aria-label": name }, label);
    button.addEventListener("click", async () => {
      if (busy) return;
      busy = true;
      buttons.forEach((one) => one.setAttribute("aria-disabled", "true"));
      try {
        const basket = await import("./basket.js");
        list ??= await ids(basket, answer, sources, exact);
        await done(basket, list);
      } catch (error) {
        list = undefined;
        say("That could not be done. Try again.", "未能完成，请重试。");
        console.error(error);
      }
      busy = false;
      buttons.forEach((one) => one.removeAttribute("aria-disabled"));
    });
    buttons.push(button);
    return button;
  };
  const many = Math.min(count, MOST);
  const all = exact && count <= MOST;
  const which = all ? said(many) : word(`the first ${many} sources`, `前${many}件史料`);
  const add = act(word(`Add ${which} to the basket`, `将${which}加入文献篮`), "", added);
  const files = Object.entries(FORMATS).map(([ending, { label }]) =>
    act(label, word(`${label}: ${which} as one file`, `${label}：${which}合为一个文件`), async (basket, found) => {
      say("Making the file …", "正在生成文件……");
      await basket.download(found, ending, "search");
      say(`${said(found.length)} saved as ${label}.`, `已将${said(found.length)}存为${label}。`);
    }),
  );
  const content = [make("p", {}, add), make("p", { class: "mu-find-kf" }, make("span", {}, word("As one file", "合为一个文件")), ...files)];
  if (!all) {
    const why = exact
      ? word(`Of ${count.toLocaleString("en")}, in the order shown: at most ${MOST} are saved at once.`, `共${count.toLocaleString("en")}件，按所示顺序；一次最多保存${MOST}件。`)
      : word(`Each is read first, to check that it contains what was searched for; at most ${MOST} are saved at once.`, `先逐件核对是否含有所检索的内容；一次最多保存${MOST}件。`);
    content.push(make("p", { class: "mu-find-kn" }, why));
  }
  const box = make("details", { class: "mu-find-k", open: opened }, make("summary", {}, word("Save these results", "保存这些结果")), ...content);
  box.addEventListener("toggle", () => {
    opened = box.open;
  });
  return box;
};
