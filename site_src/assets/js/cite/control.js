// The control for citing: what is cited, in which style, at which paragraph; to copy or to save.
import * as basket from "../basket.js";
import { addressOf, button, citableOf, copyButton, currentChoice, fetchRecord, formatNote, formatReference, loadStyles, make, paragraphLabel, saveChoice, segmentedControl } from "./forms.js";
import { translateLabel } from "../labels.js";
import { word } from "../language.js";

const IN_TEXT = word("In the text", "文中");
const REFERENCE = word("Reference", "参考文献");
const NAMES = {
  chicago: [word("Note", "注释"), word("Bibliography", "参考文献")],
  mla: [IN_TEXT, word("Works cited", "引用文献")],
  gb7714: [REFERENCE, REFERENCE],
};
const PLAIN_NAMES = [IN_TEXT, word("Reference list", "参考文献表")];
const COPY = word("Copy", "复制");

// A button that adds an item to the basket or removes it.
export const basketToggle = (currentId) => {
  const element = button("mu-do mu-keep");
  let isSetUp = false;
  const update = () => {
    if (isSetUp && !element.isConnected) return false;
    const isKept = basket.has(currentId());
    element.setAttribute("aria-pressed", String(isKept));
    element.textContent = isKept ? word("In the basket", "已在文献篮") : word("Add to basket", "加入文献篮");
    return true;
  };
  element.addEventListener("click", () => (basket.has(currentId()) ? basket.remove : basket.add)(currentId()));
  basket.watch(update);
  isSetUp = true;
  return { element, update };
};

// The options for the paragraph cited: all numbered paragraphs, and the range that was selected.
const paragraphOptions = (at) => {
  const numbered = [...document.querySelectorAll(".mu-para:has(> .mu-num .mu-pn-n)")];
  const options = numbered.map((paragraph) => [paragraph.id, paragraph.querySelector(".mu-pn-n").textContent]);
  const names = new Map(options);
  if (at.length > 1) options.unshift([at.join(" "), at.map((place) => names.get(place)).join("–")]);
  return options;
};

// The citations of a record in the chosen style, each with its name. If a style has only one form, that includes the paragraph.
const formsOf = (record, state) => {
  const [first, second] = NAMES[state.style] ?? PLAIN_NAMES;
  const note = formatNote(record, state, state.at);
  return first === second ? [[first, note]] : [[first, note], [second, formatReference(record, state)]];
};

const outputRow = (name, html, language) => {
  const output = make("dd", "mu-out");
  output.innerHTML = html;
  output.lang = language;
  return make("div", "", make("dt", "", name), output, make("dd", "", copyButton(COPY, () => html, `${COPY}: ${name.toLowerCase()}`)));
};

const paragraphChoice = (options, at, onChange) => {
  const select = document.createElement("select");
  select.append(new Option(word("none", "无"), ""), ...options.map(([value, text]) => new Option(text, value)));
  select.value = at.join(" ");
  select.addEventListener("change", () => onChange(select.value.split(" ").filter(Boolean)));
  return make("label", "mu-ctl-at", `${word("Paragraph", "段落")} `, select);
};

const fileLinks = (id) => {
  const line = make("p", "mu-ctl-f", make("span", "mu-quiet", word("Files", "文件")), " ");
  for (const [ending, { label }] of Object.entries(basket.FORMATS)) {
    const file = make("a", "", label);
    file.href = new URL(`cite.${ending}`, basket.folderOf(id)).href;
    file.download = `${basket.withoutPlace(id).replace("@", "")}.${ending}`;
    line.append(file, " ");
  }
  return line;
};

// The control for one source or work. `at` has the id of a paragraph, or those of the first and last.
export const control = async (id, at = []) => {
  const [record] = await Promise.all([fetchRecord(id), loadStyles()]);
  const state = { ...currentChoice(), at };
  const styles = record.forms.map((one) => [one.style, translateLabel(one.label)]);
  if (!styles.some(([style]) => style === state.style)) state.style = styles[0][0];
  const baseId = basket.withoutPlace(id);
  const outputs = make("dl", "mu-outs");
  const toggle = basketToggle(() => (state.at.length ? `${baseId}:${state.at.join("-")}` : baseId));
  const linkButton = copyButton(word("Copy link", "复制链接"), () => {
    const address = addressOf(record) + (state.at.length ? `#${state.at[0]}` : "");
    return [`<a href="${address}">${address}</a>`, address];
  });

  const update = () => {
    const language = state.style === "gb7714" ? record.language : "en";
    outputs.replaceChildren(...formsOf(record, state).map(([name, html]) => outputRow(name, html, language)));
    toggle.update();
  };
  const setChoice = (change) => {
    Object.assign(state, change);
    if (!change.at) saveChoice(change);
    update();
  };

  const rows = make("div", "mu-ctl-r");
  const citable = citableOf(record);
  if (citable.length > 1) rows.append(segmentedControl(word("What is cited", "引用对象"), citable, state.what, (what) => setChoice({ what })));
  const paragraphs = basket.isWork(id) ? [] : paragraphOptions(at);
  if (paragraphs.length) rows.append(paragraphChoice(paragraphs, at, (chosen) => setChoice({ at: chosen })));
  const form = make(
    "div",
    "mu-ctl",
    rows,
    segmentedControl(word("Style", "引用格式"), styles, state.style, (style) => setChoice({ style })),
    outputs,
    make("div", "mu-ctl-e", linkButton, toggle.element, fileLinks(id)),
  );
  update();
  return { form, record, label: () => paragraphLabel(record, state.at) };
};

// Puts the control into a page's fold, in place of the list that is there without scripts.
export const fillFold = async (fold, id) => {
  const isFilled = () => fold.querySelector(".mu-ctl") !== null;
  if (isFilled()) return;
  const { form } = await control(id);
  // Closed and opened again while the control was loading, the fold is filled by the first call.
  if (isFilled()) return;
  const list = fold.querySelector(":scope > :not(summary)");
  list.hidden = true;
  list.before(form);
};

// ---- At a paragraph: a sheet beside its number
const GAP = 7;
let sheet = null;
let returnTo = null;

const positionSheet = (box) => {
  const width = document.documentElement.clientWidth;
  const left = Math.max(GAP, Math.min(box.left, width - sheet.offsetWidth - GAP));
  const above = box.top - sheet.offsetHeight - GAP;
  const below = box.bottom + GAP;
  const fits = below + sheet.offsetHeight <= innerHeight || above < 0;
  sheet.style.left = `${left + scrollX}px`;
  sheet.style.top = `${(fits ? below : above) + scrollY}px`;
};

export const close = (returnFocus = true) => {
  if (!sheet) return;
  const hadFocus = sheet.contains(document.activeElement);
  sheet.remove();
  sheet = null;
  if (returnFocus && hadFocus) returnTo?.focus({ preventScroll: true });
};

// `getBox` gives the rectangle to place the sheet at; the focus returns to `opener`.
export const open = async (id, at, getBox, opener) => {
  const { form, record, label } = await control(id, at);
  close(false);
  const closeButton = button("mu-ctl-x", "×");
  closeButton.setAttribute("aria-label", word("Close", "关闭"));
  closeButton.addEventListener("click", () => close());
  const title = make("p", "mu-ctl-t", `${word("Cite", "引用")} `);
  const name = make("span", "", [record.label, label()].filter(Boolean).join(", "));
  title.append(name);
  title.id = "cite-sheet";
  sheet = make("div", "mu-sheet", title, closeButton, form);
  form.addEventListener("change", () => {
    name.textContent = [record.label, label()].filter(Boolean).join(", ");
  });
  sheet.popover = "manual";
  sheet.tabIndex = -1;
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-labelledby", title.id);
  document.querySelector(".mu-main").append(sheet);
  sheet.showPopover();
  positionSheet(getBox());
  returnTo = opener;
  sheet.focus({ preventScroll: true });
  sheet.scrollIntoView({ block: "nearest", behavior: "instant" });
};

// Before the page's other listeners, so that one press of Escape closes one thing.
const closeOnEscape = (event) => {
  if (event.key !== "Escape" || !sheet) return;
  event.stopPropagation();
  close();
};
addEventListener("keydown", closeOnEscape, true);
addEventListener("pointerdown", (event) => {
  if (sheet && !sheet.contains(event.target)) close(false);
});
