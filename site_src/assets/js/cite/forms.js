// What can be cited and how: the forms in the file beside a page, the reader's choice, and copying.
import { folderOf, isWork, placesOf, withoutPlace } from "../basket.js";
import { loadSetting, saveSetting } from "../settings.js";
import { word } from "../language.js";

// Placeholders in a note that can cite a paragraph: its number, the plural `s`, and the fragment `#p7`.
const PINPOINT = "\ue000";
const FRAGMENT = "\ue001";
const PLURAL = "\ue002";
const KEY = "cite";

export const make = (tag, name, ...content) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...content);
  return element;
};
export const button = (name, ...content) => Object.assign(make("button", name, ...content), { type: "button" });

let stylesLoaded;
export const loadStyles = () =>
  (stylesLoaded ??= new Promise((resolve) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL("../../css/cite.css", import.meta.url).href;
    sheet.onload = sheet.onerror = resolve;
    document.head.append(sheet);
  }));

// ---- The forms of a source or work, fetched once
const records = new Map();
export const fetchRecord = (id) => {
  const name = withoutPlace(id);
  if (!records.has(name)) {
    const promise = fetch(new URL("cite.json", folderOf(name))).then((response) => {
      if (!response.ok) throw Object.assign(new Error(`${response.status} ${response.url}`), { status: response.status });
      return response.json();
    });
    promise.catch(() => records.delete(name));
    records.set(name, promise);
  }
  return records.get(name);
};

const formOf = (record, { style, what }) => {
  const form = record.forms.find((candidate) => candidate.style === style) ?? record.forms[0];
  return { ...(form[what] ?? form.original), dash: form.dash };
};
export const paragraphNumbers = (record, at) => [
  ...new Set(at.map((place) => record.numbers[place] ?? /^p(\d+)$/.exec(place)?.[1]).filter(Boolean)),
];

// The reference, as in a bibliography.
export const formatReference = (record, choice) => formOf(record, choice).reference;
// The citation, as in a note or in parentheses, with the first and last paragraph.
export const formatNote = (record, choice, at = []) => {
  const { citation, pinned, dash } = formOf(record, choice);
  const range = paragraphNumbers(record, at);
  if (!range.length || !pinned) return citation;
  return pinned
    .replaceAll(PINPOINT, range.join(dash))
    .replaceAll(PLURAL, range.length > 1 ? "s" : "")
    .replaceAll(FRAGMENT, `#${at[0]}`);
};
// The URL at which it is published or, if that is not known, that of the page itself.
export const addressOf = (record) => (/^https?:/.test(record.url) ? record.url : folderOf(record.id).href);
// The citation of an item of the basket: the note for a paragraph, else the reference.
export const formatCitation = (record, choice, id) =>
  placesOf(id).length ? formatNote(record, choice, placesOf(id)) : formatReference(record, choice);
export const paragraphLabel = (record, at) => {
  const range = paragraphNumbers(record, at);
  return range.length ? `¶ ${range.join("–")}` : "";
};

// ---- The choice, remembered
let unsaved = {}; // the choice, if storage is full or forbidden; it then lasts as long as the page
const defaultChoice = () => ({ what: "original", style: document.documentElement.lang.startsWith("zh") ? "gb7714" : "chicago" });
export const currentChoice = () => {
  try {
    return { ...defaultChoice(), ...JSON.parse(loadSetting(KEY)), ...unsaved };
  } catch {
    return { ...defaultChoice(), ...unsaved };
  }
};
export const saveChoice = (changes) => {
  const choice = { ...currentChoice(), ...changes };
  unsaved = saveSetting(KEY, JSON.stringify(choice)) ? {} : choice;
};

// A row of options, with the chosen one underlined.
let groups = 0;
export const segmentedControl = (name, options, chosen, onChange) => {
  const group = `cite-${name.replaceAll(" ", "-").toLowerCase()}-${(groups += 1)}`;
  const row = make("fieldset", "mu-seg", make("legend", "mu-vh", name));
  for (const [value, text] of options) {
    const input = Object.assign(document.createElement("input"), { type: "radio", name: group, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => onChange(value));
    row.append(make("label", "", input, make("span", "", text)));
  }
  return row;
};
export const CITABLE = [
  ["original", word("The original", "原件")],
  ["edition", word("This edition", "本版")],
];
export const citableOf = (record) => CITABLE.filter(([what]) => !isWork(record.id) || what === "original");

// ---- Copying, both as plain text and with italics and links
export const plainText = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.textContent;
};
export const copyFormatted = async (html, text = plainText(html)) => {
  const parts = { "text/html": html, "text/plain": text };
  try {
    const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  } catch {
    // No permission, or no https: the older way of copying.
    const fillClipboard = (event) => {
      event.preventDefault();
      Object.entries(parts).forEach(([type, part]) => event.clipboardData.setData(type, part));
    };
    document.addEventListener("copy", fillClipboard, { once: true });
    const isCopied = document.execCommand("copy");
    document.removeEventListener("copy", fillClipboard);
    if (!isCopied) throw new Error("nothing may be copied here");
  }
};

// Announced to screen readers, which do not read a button's changed label.
let liveRegion;
export const announce = (text) => {
  if (!liveRegion?.isConnected) {
    liveRegion = make("div", "mu-vh");
    liveRegion.setAttribute("role", "status");
    (document.querySelector(".mu-main") ?? document.querySelector(".mu") ?? document.body).append(liveRegion);
  }
  liveRegion.textContent = text;
};

const FEEDBACK_MS = 2500;
// A button that copies what `getContent` returns (HTML, and plain text if that differs), and says so.
export const copyButton = (text, getContent, label = text) => {
  const element = button("mu-do", text);
  element.setAttribute("aria-label", label);
  let resetTimer = 0;
  element.addEventListener("click", async () => {
    let outcome = word("Copied", "已复制");
    try {
      await copyFormatted(...[await getContent()].flat());
    } catch {
      outcome = word("Could not copy", "无法复制");
    }
    clearTimeout(resetTimer);
    element.textContent = outcome;
    element.classList.add("mu-done");
    announce(outcome);
    resetTimer = setTimeout(() => {
      element.textContent = text;
      element.classList.remove("mu-done");
      announce("");
    }, FEEDBACK_MS);
  });
  return element;
};
