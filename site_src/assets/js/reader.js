// The menu of the reader's settings: fetched when it is first opened (see edition.js).
import { KEYS, saveSetting } from "./settings.js";
import { say } from "./say.js";

const root = document.documentElement;
const menu = document.querySelector("#mu-reader");

export const updateMenu = () => {
  menu.querySelectorAll("input").forEach((box) => {
    box.checked = box.value === (root.dataset[box.name] ?? "");
  });
};

export const setSetting = (key, value) => {
  if (value) root.dataset[key] = value;
  else delete root.dataset[key];
  saveSetting(key, value);
  updateMenu();
};

export const runAction = async (action) => {
  menu.hidePopover();
  if (action === "keys") {
    const { showShortcuts } = await import("./shortcuts.js");
    showShortcuts();
    return;
  }
  for (const key of KEYS) setSetting(key, "");
  say(
    "Your choices are forgotten. How sources are shown changes with the next page.",
    "您的设置已清除；史料的显示方式将在下一页恢复默认。",
  );
};
