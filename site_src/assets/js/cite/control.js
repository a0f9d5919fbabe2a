// The control for citing: what is cited, in which style, at which paragraph; to copy or to save.
import * as basket from "../basket.js";
import { button, contains, find, findAll, make } from "../elements.js";
import { translateLabel } from "../labels.js";
import { word } from "../language.js";
import { addressOf, citableOf, copyButton, currentChoice, fetchRecord, formatNote, formatReference, loadStyles, paragraphLabel, saveChoice, segmentedControl } from "./forms.js";

/** @import { Choice, Citable } from "./forms.js" */
/** @typedef {Choice & { at: string[] }} State What is chosen in a control: `at` has the id of a paragraph, or those of the first and last. */

const IN_TEXT = word("In the text");
const REFERENCE = word("Reference");
/** @type {Record<string, string[]>} */
const NAMES = {
  chicago: [word("Note"), word("Bibliography")],
  mla: [IN_TEXT, word("Works cited")],
  gb7714: [REFERENCE, REFERENCE],
};
const PLAIN_NAMES = [IN_TEXT, word("Reference list")];
const COPY = word("Copy");

// A button that adds an item to the basket or removes it.
/** @type {(currentId: () => string) => { element: HTMLButtonElement, update: () => boolean }} */
export const basketToggle = (currentId) => {
  const element = button("mu-do mu-keep", "");
  let isSetUp = false;
  const update = () => {
    if (isSetUp && !element.isConnected) return false;
    const isKept = basket.has(currentId());
    element.setAttribute("aria-pressed", String(isKept));
    element.textContent = isKept ? word("In the basket") : word("Add to basket");
    return true;
  };
  element.addEventListener("click", () => (basket.has(currentId()) ? basket.remove : basket.add)(currentId()));
  basket.watch(update);
  isSetUp = true;
  return { element, update };
};

// The options for the paragraph cited: all numbered paragraphs, and the range that was selected.
/** @type {(at: string[]) => string[][]} */
const paragraphOptions = (at) => {
  const numbered = findAll(".mu-para:has(> .mu-num .mu-pn-n)", HTMLElement);
  const options = numbered.map((paragraph) => [paragraph.id, find(".mu-pn-n", HTMLElement, paragraph).textContent]);
  const names = new Map(options.map(([place, name]) => [place, name]));
  if (at.length > 1) options.unshift([at.join(" "), at.map((place) => names.get(place)).join("–")]);
  return options;
};

// The citations of a record in the chosen style, each with its name. If a style has only one form, that includes the paragraph.
/** @type {(record: Citable, state: State) => string[][]} */
const formsOf = (record, state) => {
  const [first, second] = NAMES[state.style] ?? PLAIN_NAMES;
  const note = formatNote(record, state, state.at);
  return first === second ? [[first, note]] : [[first, note], [second, formatReference(record, state)]];
};

/** @type {(name: string, html: string, language: string) => HTMLElement} */
const outputRow = (name, html, language) => {
  const output = make("dd", "mu-out");
  output.innerHTML = html;
  output.lang = language;
  return make("div", {}, make("dt", {}, name), output, make("dd", {}, copyButton(COPY, () => html, `${COPY}: ${name.toLowerCase()}`)));
};

/** @type {(options: string[][], at: string[], onChange: (at: string[]) => void) => HTMLElement} */
const paragraphChoice = (options, at, onChange) => {
  const select = make("select", {}, new Option(word("none"), ""), ...options.map(([value, text]) => new Option(text, value)));
  select.value = at.join(" ");
  select.addEventListener("change", () => onChange(select.value.split(" ").filter(Boolean)));
  return make("label", "mu-ctl-at", `${word("Paragraph")} `, select);
};

/** @type {(id: string) => HTMLElement} */
const fileLinks = (id) => {
  const line = make("p", "mu-ctl-f", make("span", "mu-quiet", word("Files")), " ");
  for (const [ending, { label }] of Object.entries(basket.FORMATS)) {
    const href = new URL(`cite.${ending}`, basket.folderOf(id)).href;
    line.append(make("a", { href, download: `${basket.withoutPlace(id).replace("@", "")}.${ending}` }, label), " ");
  }
  return line;
};

// The control for one source or work. `at` has the id of a paragraph, or those of the first and last.
/** @type {(id: string, at?: string[]) => Promise<{ form: HTMLElement, record: Citable, label: () => string }>} */
export const control = async (id, at = []) => {
  const [record] = await Promise.all([fetchRecord(id), loadStyles()]);
  const state = { ...currentChoice(), at };
  const styles = record.forms.map((one) => [one.style, translateLabel(one.label)]);
  if (!styles.some(([style]) => style === state.style)) state.style = styles[0][0];
  const baseId = basket.withoutPlace(id);
  const outputs = make("dl", "mu-outs");
  const toggle = basketToggle(() => (state.at.length ? `${baseId}:${state.at.join("-")}` : baseId));
  const linkButton = copyButton(word("Copy link"), () => {
    const address = addressOf(record) + (state.at.length ? `#${state.at[0]}` : "");
    return [`<a href="${address}">${address}</a>`, address];
  });

  const update = () => {
    const language = state.style === "gb7714" ? record.language : "en";
    outputs.replaceChildren(...formsOf(record, state).map(([name, html]) => outputRow(name, html, language)));
    toggle.update();
  };
  /** @type {(change: Partial<State>) => void} */
  const setChoice = (change) => {
    Object.assign(state, change);
    if (!change.at) saveChoice(change);
    update();
  };

  const rows = make("div", "mu-ctl-r");
  const citable = citableOf(record);
  if (citable.length > 1) rows.append(segmentedControl(word("What is cited"), citable, state.what, (what) => setChoice({ what })));
  const paragraphs = basket.isWork(id) ? [] : paragraphOptions(at);
  if (paragraphs.length) rows.append(paragraphChoice(paragraphs, at, (chosen) => setChoice({ at: chosen })));
  const form = make(
    "div",
    "mu-ctl",
    rows,
    segmentedControl(word("Style"), styles, state.style, (style) => setChoice({ style })),
    outputs,
    make("div", "mu-ctl-e", linkButton, toggle.element, fileLinks(id)),
  );
  update();
  return { form, record, label: () => paragraphLabel(record, state.at) };
};

// Puts the control into a page's fold, in place of the list that is there without scripts.
/** @type {(fold: HTMLElement, id: string) => Promise<void>} */
export const fillFold = async (fold, id) => {
  const isFilled = () => fold.querySelector(".mu-ctl") !== null;
  if (isFilled()) return;
  const { form } = await control(id);
  // Closed and opened again while the control was loading, the fold is filled by the first call.
  if (isFilled()) return;
  const list = find(":scope > :not(summary)", HTMLElement, fold);
  list.hidden = true;
  list.before(form);
};

// ---- At a paragraph: a sheet beside its number
const GAP = 7;
/** @type {HTMLElement | null} */
let sheet = null;
/** @type {HTMLElement | null} */
let returnTo = null;

/** @type {(sheet: HTMLElement, box: DOMRect) => void} */
const positionSheet = (sheet, box) => {
  const width = document.documentElement.clientWidth;
  const left = Math.max(GAP, Math.min(box.left, width - sheet.offsetWidth - GAP));
  const above = box.top - sheet.offsetHeight - GAP;
  const below = box.bottom + GAP;
  const fits = below + sheet.offsetHeight <= innerHeight || above < 0;
  sheet.style.left = `${left + scrollX}px`;
  sheet.style.top = `${(fits ? below : above) + scrollY}px`;
};

/** @type {(returnFocus?: boolean) => void} */
const close = (returnFocus = true) => {
  if (!sheet) return;
  const hadFocus = sheet.contains(document.activeElement);
  sheet.remove();
  sheet = null;
  if (returnFocus && hadFocus) returnTo?.focus({ preventScroll: true });
};

// `getBox` gives the rectangle to place the sheet at; the focus returns to `opener`.
/** @type {(id: string, at: string[], getBox: () => DOMRect, opener: HTMLElement | null) => Promise<void>} */
export const open = async (id, at, getBox, opener) => {
  const { form, record, label } = await control(id, at);
  close(false);
  const closeButton = button({ class: "mu-ctl-x", "aria-label": word("Close") }, "×", () => close());
  const name = make("span", {}, [record.label, label()].filter(Boolean).join(", "));
  const title = make("p", { class: "mu-ctl-t", id: "cite-sheet" }, `${word("Cite")} `, name);
  sheet = make("div", { class: "mu-sheet", popover: "manual", tabindex: -1, role: "dialog", "aria-labelledby": title.id }, title, closeButton, form);
  form.addEventListener("change", () => {
    name.textContent = [record.label, label()].filter(Boolean).join(", ");
  });
  find(".mu-main", HTMLElement).append(sheet);
  sheet.showPopover();
  positionSheet(sheet, getBox());
  returnTo = opener;
  sheet.focus({ preventScroll: true });
  sheet.scrollIntoView({ block: "nearest", behavior: "instant" });
};

// Before the page's other listeners, so that one press of Escape closes one thing.
/** @type {(event: KeyboardEvent) => void} */
const closeOnEscape = (event) => {
  if (event.key !== "Escape" || !sheet) return;
  event.stopPropagation();
  close();
};
addEventListener("keydown", closeOnEscape, true);
addEventListener("pointerdown", (event) => {
  if (sheet && !contains(sheet, event.target)) close(false);
});
