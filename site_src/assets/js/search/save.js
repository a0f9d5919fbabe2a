// Saving results: into the basket, or as one file for a reference manager.
import { FORMATS } from "../cite/formats.js";
import { createLoader } from "./results.js";
import * as index from "./index-parts.js";
import { make } from "./view.js";
import { word } from "../language.js";
import { say } from "../say.js";

const MAX_SOURCES = 200; // sources saved at once; each needs a request
const STEP = 20;
const MAX_CHARACTERS = 3_000_000; // characters of texts that are loaded to check for phrases

let isOpen = false; // whether the control is open, also while the query changes

// The ids of the first sources; if the index alone is not exact, of those whose texts match.
const collectIds = async ({ idOf }, answer, sources, exact) => {
  let addresses;
  if (exact) addresses = await Promise.all(sources.slice(0, MAX_SOURCES).map(({ item }) => index.sourceAddress(item)));
  else {
    const begun = index.traffic.characters;
    const texts = createLoader({ ...answer, begun }, sources);
    while (!texts.done && texts.results.length < MAX_SOURCES && index.traffic.characters - begun < MAX_CHARACTERS) {
      await texts.more(Math.min(STEP, MAX_SOURCES - texts.results.length));
    }
    addresses = texts.results.map(({ u }) => u);
  }
  return addresses.map((address) => idOf(index.pageUrl(address))).filter(Boolean);
};

const countSources = (count) => word(`${count} ${count === 1 ? "source" : "sources"}`, `${count}件史料`);

const addToBasket = (basket, list) => {
  const before = basket.ids().length;
  basket.add(...list);
  const now = basket.ids();
  const kept = list.filter((id) => now.includes(id)).length;
  if (kept < list.length) say(`The basket is full: ${kept} of ${countSources(list.length)} are in it.`, `文献篮已满：${countSources(list.length)}中有${kept}件在内。`);
  else if (now.length === before) say(`All ${countSources(list.length)} were in the basket already.`, `${countSources(list.length)}均已在文献篮中。`);
  else say(`${countSources(now.length - before)} added; the basket holds ${now.length}.`, `已加入${countSources(now.length - before)}；文献篮现有${now.length}项。`);
};

// The control below the number of results.
export const saveControl = (answer, sources, texts) => {
  if (!sources.length || !texts.count) return "";
  const { exact, count } = texts;
  const buttons = [];
  let ids; // the ids, found once for all buttons
  let isBusy = false;
  const actionButton = (label, name, run) => {
    const button = make("button", { type: "button", class: "mu-find-m", "aria-label": name }, label);
    button.addEventListener("click", async () => {
      if (isBusy) return;
      isBusy = true;
      buttons.forEach((one) => one.setAttribute("aria-disabled", "true"));
      try {
        const basket = await import("../basket.js");
        ids ??= await collectIds(basket, answer, sources, exact);
        await run(basket, ids);
      } catch (error) {
        ids = undefined;
        say("That could not be done. Try again.", "未能完成，请重试。");
        console.error(error);
      }
      isBusy = false;
      buttons.forEach((one) => one.removeAttribute("aria-disabled"));
    });
    buttons.push(button);
    return button;
  };
  const limit = Math.min(count, MAX_SOURCES);
  const isComplete = exact && count <= MAX_SOURCES;
  const described = isComplete ? countSources(limit) : word(`the first ${limit} sources`, `前${limit}件史料`);
  const add = actionButton(word(`Add ${described} to the basket`, `将${described}加入文献篮`), "", addToBasket);
  const files = Object.entries(FORMATS).map(([ending, { label }]) =>
    actionButton(label, word(`${label}: ${described} as one file`, `${label}：${described}合为一个文件`), async (basket, list) => {
      say("Making the file …", "正在生成文件……");
      await basket.download(list, ending, "search");
      say(`${countSources(list.length)} saved as ${label}.`, `已将${countSources(list.length)}存为${label}。`);
    }),
  );
  const content = [make("p", {}, add), make("p", { class: "mu-find-kf" }, make("span", {}, word("As one file", "合为一个文件")), ...files)];
  if (!isComplete) {
    const reason = exact
      ? word(`Of ${count.toLocaleString("en")}, in the order shown: at most ${MAX_SOURCES} are saved at once.`, `共${count.toLocaleString("en")}件，按所示顺序；一次最多保存${MAX_SOURCES}件。`)
      : word(`Each is read first, to check that it contains what was searched for; at most ${MAX_SOURCES} are saved at once.`, `先逐件核对是否含有所检索的内容；一次最多保存${MAX_SOURCES}件。`);
    content.push(make("p", { class: "mu-find-kn" }, reason));
  }
  const box = make("details", { class: "mu-find-k", open: isOpen }, make("summary", {}, word("Save these results", "保存这些结果")), ...content);
  box.addEventListener("toggle", () => {
    isOpen = box.open;
  });
  return box;
};
