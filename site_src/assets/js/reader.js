// The menu of the reader's settings: fetched when it is first opened (see edition.js).
import { find, findAll } from "./elements.js";
import { say } from "./say.js";
import { KEYS, saveSetting } from "./settings.js";

const root = document.documentElement;
const menu = find("#mu-reader", HTMLElement);

/** @type {() => void} */
export const updateMenu = () => {
  for (const box of findAll("input", HTMLInputElement, menu)) box.checked = box.value === (root.dataset[box.name] ?? "");
};

/** @type {(key: string, value: string) => void} */
export const setSetting = (key, value) => {
  if (value) root.dataset[key] = value;
  else delete root.dataset[key];
  saveSetting(key, value);
  updateMenu();
};

/** @type {(action: string) => Promise<void>} */
export const runAction = async (action) => {
  menu.hidePopover();
  if (action === "keys") {
    const { showShortcuts } = await import("./shortcuts.js");
    showShortcuts();
    return;
  }
  for (const key of KEYS) setSetting(key, "");
  say("Your choices are forgotten. How sources are shown changes with the next page.");
};
