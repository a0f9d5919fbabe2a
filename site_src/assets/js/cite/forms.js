// What can be cited and how: the forms in the file beside a page, the reader's choice, and copying.
import { folderOf, isWork, placesOf, withoutPlace } from "../basket.js";
import { button, make } from "../elements.js";
import { firstStyle, word } from "../language.js";
import { loadOnce } from "../load-once.js";
import { loadSetting, saveSetting } from "../settings.js";

/** @typedef {{ reference: string, citation: string, pinned?: string }} Form A citation of a source or of this edition of it, as HTML. */
/** @typedef {{ style: string, label: string, dash: string, original: Form, edition?: Form }} Forms The citations in one style. */
/** @typedef {{ style: string, what: string }} Choice The style, and whether the original or the edition is cited. */

/**
 * What `cite.json` has beside the page of a source or work.
 * @typedef {object} Citable
 * @property {string} id
 * @property {string} title
 * @property {string} [title_zh]
 * @property {string} language
 * @property {string} label
 * @property {string} kind
 * @property {string} date
 * @property {string} url
 * @property {Record<string, string>} numbers the numbers of paragraphs that their ids do not tell
 * @property {Forms[]} forms
 */

// Placeholders in a note that can cite a paragraph: its number, the plural `s`, and the fragment `#p7`.
const PINPOINT = "\ue000";
const FRAGMENT = "\ue001";
const PLURAL = "\ue002";
const KEY = "cite";

/** @type {Promise<unknown> | undefined} */
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
// A source or work that the publication does not have.
export class UnknownItem extends Error {}

/** @type {(name: string) => Promise<Citable>} */
const loadRecord = loadOnce(async (name) => {
  const response = await fetch(new URL("cite.json", folderOf(name)));
  if (response.status === 404) throw new UnknownItem(name);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.json();
});
/** @type {(id: string) => Promise<Citable>} */
export const fetchRecord = (id) => loadRecord(withoutPlace(id));

/** @type {(record: Citable, choice: Choice) => Form & { dash: string }} */
const formOf = (record, { style, what }) => {
  const form = record.forms.find((candidate) => candidate.style === style) ?? record.forms[0];
  return { ...(what === "edition" && form.edition ? form.edition : form.original), dash: form.dash };
};
/** @type {(record: Citable, at: string[]) => string[]} */
const paragraphNumbers = (record, at) => {
  // A place may be any word, since it can come from the address of the basket.
  const numbers = at.map((place) => (Object.hasOwn(record.numbers, place) ? record.numbers[place] : /^p(\d+)$/.exec(place)?.[1]));
  return [...new Set(numbers.filter((number) => number !== undefined))];
};

// The reference, as in a bibliography.
/** @type {(record: Citable, choice: Choice) => string} */
export const formatReference = (record, choice) => formOf(record, choice).reference;
// The citation, as in a note or in parentheses, with the first and last paragraph.
/** @type {(record: Citable, choice: Choice, at?: string[]) => string} */
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
/** @type {(record: Citable) => string} */
export const addressOf = (record) => (/^https?:/.test(record.url) ? record.url : folderOf(record.id).href);
// The citation of an item of the basket: the note for a paragraph, else the reference.
/** @type {(record: Citable, choice: Choice, id: string) => string} */
export const formatCitation = (record, choice, id) =>
  placesOf(id).length ? formatNote(record, choice, placesOf(id)) : formatReference(record, choice);
/** @type {(record: Citable, at: string[]) => string} */
export const paragraphLabel = (record, at) => {
  const range = paragraphNumbers(record, at);
  return range.length ? `¶ ${range.join("–")}` : "";
};

// ---- The choice, remembered
/** @type {Partial<Choice>} */
let unsaved = {}; // the choice, if storage is full or forbidden; it then lasts as long as the page
/** @type {() => Choice} */
const defaultChoice = () => ({ what: "original", style: firstStyle() });
/** @type {() => Choice} */
export const currentChoice = () => {
  try {
    return { ...defaultChoice(), ...JSON.parse(loadSetting(KEY) ?? "{}"), ...unsaved };
  } catch {
    return { ...defaultChoice(), ...unsaved };
  }
};
/** @type {(changes: Partial<Choice>) => void} */
export const saveChoice = (changes) => {
  const choice = { ...currentChoice(), ...changes };
  unsaved = saveSetting(KEY, JSON.stringify(choice)) ? {} : choice;
};

// A row of options, with the chosen one underlined.
let groups = 0;
/** @type {(name: string, options: string[][], chosen: string, onChange: (value: string) => void) => HTMLElement} */
export const segmentedControl = (name, options, chosen, onChange) => {
  const group = `cite-${name.replaceAll(" ", "-").toLowerCase()}-${(groups += 1)}`;
  const row = make("fieldset", "mu-seg", make("legend", "mu-vh", name));
  for (const [value, text] of options) {
    const input = make("input", { type: "radio", name: group, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => onChange(value));
    row.append(make("label", {}, input, make("span", {}, text)));
  }
  return row;
};
export const CITABLE = [
  ["original", word("The original")],
  ["edition", word("This edition")],
];
/** @type {(record: Citable) => string[][]} */
export const citableOf = (record) => CITABLE.filter(([what]) => !isWork(record.id) || what === "original");

// ---- Copying, both as plain text and with italics and links
/** @type {(html: string) => string} */
export const plainText = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.textContent;
};
/** @type {(html: string, text?: string) => Promise<void>} */
const copyFormatted = async (html, text = plainText(html)) => {
  const parts = { "text/html": html, "text/plain": text };
  try {
    const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  } catch {
    // No permission, or no https: the older way of copying.
    /** @type {(event: ClipboardEvent) => void} */
    const fillClipboard = (event) => {
      event.preventDefault();
      Object.entries(parts).forEach(([type, part]) => event.clipboardData?.setData(type, part));
    };
    document.addEventListener("copy", fillClipboard, { once: true });
    const isCopied = document.execCommand("copy");
    document.removeEventListener("copy", fillClipboard);
    if (!isCopied) throw new Error("nothing may be copied here");
  }
};

// Announced to screen readers, which do not read a button's changed label.
/** @type {HTMLElement | undefined} */
let liveRegion;
/** @type {(text: string) => void} */
export const announce = (text) => {
  if (!liveRegion?.isConnected) {
    liveRegion = make("div", { class: "mu-vh", role: "status" });
    (document.querySelector(".mu-main") ?? document.querySelector(".mu") ?? document.body).append(liveRegion);
  }
  liveRegion.textContent = text;
};

const FEEDBACK_MS = 2500;
// A button that copies what `getContent` returns (HTML, and plain text if that differs), and says so.
/** @type {(text: string, getContent: () => string | [html: string, text: string], label?: string) => HTMLButtonElement} */
export const copyButton = (text, getContent, label = text) => {
  const element = button({ class: "mu-do", "aria-label": label }, text);
  let resetTimer = 0;
  element.addEventListener("click", async () => {
    let outcome = word("Copied");
    try {
      const content = getContent();
      await (typeof content === "string" ? copyFormatted(content) : copyFormatted(...content));
    } catch {
      outcome = word("Could not copy");
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
