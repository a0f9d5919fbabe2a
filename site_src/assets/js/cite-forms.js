// What can be cited and how: the forms in the file beside a page, the reader's choice, and copying.
import { folder, places, whole, work } from "./basket.js";
import { keep, recall } from "./kept.js";
import { word } from "./say.js";

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

let styled;
export const dressed = () =>
  (styled ??= new Promise((done) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL("../css/cite.css", import.meta.url).href;
    sheet.onload = sheet.onerror = done;
    document.head.append(sheet);
  }));

// ---- The forms of a source or work, fetched once
const known = new Map();
export const record = (id) => {
  const name = whole(id);
  if (!known.has(name)) {
    const found = fetch(new URL("cite.json", folder(name))).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
      return answer.json();
    });
    found.catch(() => known.delete(name));
    known.set(name, found);
  }
  return known.get(name);
};

const formOf = (found, { style, what }) => {
  const form = found.forms.find((one) => one.style === style) ?? found.forms[0];
  return { ...(form[what] ?? form.original), dash: form.dash };
};
export const numbers = (found, at) => [
  ...new Set(at.map((place) => found.numbers[place] ?? /^p(\d+)$/.exec(place)?.[1]).filter(Boolean)),
];

// The reference, as in a bibliography.
export const reference = (found, choice) => formOf(found, choice).reference;
// The citation, as in a note or in parentheses, with the first and last paragraph.
export const note = (found, choice, at = []) => {
  const { citation, pinned, dash } = formOf(found, choice);
  const range = numbers(found, at);
  if (!range.length || !pinned) return citation;
  return pinned
    .replaceAll(PINPOINT, range.join(dash))
    .replaceAll(PLURAL, range.length > 1 ? "s" : "")
    .replaceAll(FRAGMENT, `#${at[0]}`);
};
// The URL at which it is published or, if that is not known, that of the page itself.
export const addressOf = (found) => (/^https?:/.test(found.url) ? found.url : folder(found.id).href);
// The citation of an item of the basket: the note for a paragraph, else the reference.
export const citation = (found, choice, id) =>
  places(id).length ? note(found, choice, places(id)) : reference(found, choice);
export const label = (found, at) => {
  const range = numbers(found, at);
  return range.length ? `¶ ${range.join("–")}` : "";
};

// ---- The choice, remembered
let chosen = {};
const first = () => ({ what: "original", style: document.documentElement.lang.startsWith("zh") ? "gb7714" : "chicago" });
export const choice = () => {
  try {
    return { ...first(), ...chosen, ...JSON.parse(recall(KEY)) };
  } catch {
    return { ...first(), ...chosen };
  }
};
export const choose = (more) => {
  chosen = { ...choice(), ...more };
  keep(KEY, JSON.stringify(chosen));
};

// A row of options, with the chosen one underlined.
let groups = 0;
export const segments = (name, options, chosen, change) => {
  const group = `cite-${name.replaceAll(" ", "-").toLowerCase()}-${(groups += 1)}`;
  const row = make("fieldset", "mu-seg", make("legend", "mu-vh", name));
  for (const [value, words] of options) {
    const input = Object.assign(document.createElement("input"), { type: "radio", name: group, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => change(value));
    row.append(make("label", "", input, make("span", "", words)));
  }
  return row;
};
export const WHAT = [
  ["original", word("The original", "原件")],
  ["edition", word("This edition", "本版")],
];
export const whats = (found) => WHAT.filter(([what]) => !work(found.id) || what === "original");

// ---- Copying, both as plain text and with italics and links
export const plain = (html) => {
  const shell = document.createElement("template");
  shell.innerHTML = html;
  return shell.content.textContent;
};
export const copy = async (html, text = plain(html)) => {
  const parts = { "text/html": html, "text/plain": text };
  try {
    const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  } catch {
    // No permission, or no https: the older way of copying.
    const give = (event) => {
      event.preventDefault();
      Object.entries(parts).forEach(([type, part]) => event.clipboardData.setData(type, part));
    };
    document.addEventListener("copy", give, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", give);
    if (!done) throw new Error("nothing may be copied here");
  }
};

// Announced to screen readers, which do not read a button's changed label.
let voice;
export const say = (words) => {
  if (!voice?.isConnected) {
    voice = make("div", "mu-vh");
    voice.setAttribute("role", "status");
    (document.querySelector(".mu-main") ?? document.querySelector(".mu") ?? document.body).append(voice);
  }
  voice.textContent = words;
};

const SAID = 2500;
// A button that copies what `what` returns (HTML, and plain text if that differs), and says so.
export const copier = (words, what, label = words) => {
  const made = button("mu-do", words);
  made.setAttribute("aria-label", label);
  let later = 0;
  made.addEventListener("click", async () => {
    let said = word("Copied", "已复制");
    try {
      await copy(...[await what()].flat());
    } catch {
      said = word("Could not copy", "无法复制");
    }
    clearTimeout(later);
    made.textContent = said;
    made.classList.add("mu-done");
    say(said);
    later = setTimeout(() => {
      made.textContent = words;
      made.classList.remove("mu-done");
      say("");
    }, SAID);
  });
  return made;
};
