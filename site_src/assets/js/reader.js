// The menu of the reader's settings: fetched when it is first opened (see edition.js).
import { KEYS, saveSetting } from "./kept.js";
import { say } from "./say.js";

const root = document.documentElement;
const menu = document.querySelector("#mu-reader");

export const show = () => {
  menu.querySelectorAll("input").forEach((box) => {
    box.checked = box.value === (root.dataset[box.name] ?? "");
  });
};

export const choose = (key, value) => {
  if (value) root.dataset[key] = value;
  else delete root.dataset[key];
  saveSetting(key, value);
  show();
};

export const act = async (what) => {
  menu.hidePopover();
  if (what === "keys") {
    const { list } = await import("./keys.js");
    list();
    return;
  }
  for (const key of KEYS) choose(key, "");
  say(
    "Your choices are forgotten. How sources are shown changes with the next page.",
    "您的设置已清除；史料的显示方式将在下一页恢复默认。",
  );
};
