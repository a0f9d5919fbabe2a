// The control for citing: what is cited, in which style, at which paragraph; to copy or to save.
import * as basket from "./basket.js";
import { addressOf, button, choice, choose, copier, dressed, label, make, note, record, reference, segments, whats } from "./cite-forms.js";
import { label as named } from "./labels.js";
import { word } from "./say.js";

const IN_THE_TEXT = word("In the text", "文中");
const REFERENCE = word("Reference", "参考文献");
const NAMES = {
  chicago: [word("Note", "注释"), word("Bibliography", "参考文献")],
  mla: [IN_THE_TEXT, word("Works cited", "引用文献")],
  gb7714: [REFERENCE, REFERENCE],
};
const PLAIN_NAMES = [IN_THE_TEXT, word("Reference list", "参考文献表")];
const COPY = word("Copy", "复制");

// A button that adds an item to the basket or removes it.
export const keeper = (idNow) => {
  const made = button("mu-do mu-keep");
  let told = false;
  const show = () => {
    if (told && !made.isConnected) return false;
    const kept = basket.has(idNow());
    made.setAttribute("aria-pressed", String(kept));
    made.textContent = kept ? word("In the basket", "已在文献篮") : word("Add to basket", "加入文献篮");
    return true;
  };
  made.addEventListener("click", () => (basket.has(idNow()) ? basket.remove : basket.add)(idNow()));
  basket.watch(show);
  told = true;
  return { made, show };
};

// The options for the paragraph cited: all numbered paragraphs, and the range that was selected.
const paragraphs = (at) => {
  const numbered = [...document.querySelectorAll(".mu-para:has(> .mu-num .mu-pn-n)")];
  const options = numbered.map((one) => [one.id, one.querySelector(".mu-pn-n").textContent]);
  const names = new Map(options);
  if (at.length > 1) options.unshift([at.join(" "), at.map((place) => names.get(place)).join("–")]);
  return options;
};

// The control for one source or work. `at` has the id of a paragraph, or those of the first and last.
export const control = async (id, at = []) => {
  const [found] = await Promise.all([record(id), dressed()]);
  const state = { ...choice(), at };
  const name = basket.whole(id);
  const place = () => (state.at.length ? `${name}:${state.at.join("-")}` : name);
  const outs = make("dl", "mu-outs");
  const keep = keeper(place);
  const link = copier(word("Copy link", "复制链接"), () => {
    const address = addressOf(found) + (state.at.length ? `#${state.at[0]}` : "");
    return [`<a href="${address}">${address}</a>`, address];
  });

  const show = () => {
    const [first, second] = NAMES[state.style] ?? PLAIN_NAMES;
    const listed = reference(found, state);
    const noted = note(found, state, state.at);
    // If a style has only one form, that includes the paragraph.
    const forms = first === second ? [[first, noted]] : [[first, noted], [second, listed]];
    const language = state.style === "gb7714" ? found.language : "en";
    outs.replaceChildren(
      ...forms.map(([words, html]) => {
        const text = make("dd", "mu-out");
        text.innerHTML = html;
        text.lang = language;
        const copy = copier(COPY, () => html, `${COPY}: ${words.toLowerCase()}`);
        return make("div", "", make("dt", "", words), text, make("dd", "", copy));
      }),
    );
    keep.show();
  };
  const set = (change) => {
    Object.assign(state, change);
    if (!change.at) choose(change);
    show();
  };

  const form = make("div", "mu-ctl");
  const options = whats(found);
  const rows = make("div", "mu-ctl-r");
  if (options.length > 1) rows.append(segments(word("What is cited", "引用对象"), options, state.what, (what) => set({ what })));
  const styles = found.forms.map((one) => [one.style, named(one.label)]);
  if (!styles.some(([style]) => style === state.style)) state.style = styles[0][0];
  const all = paragraphs(at);
  if (all.length && !basket.work(id)) {
    const select = document.createElement("select");
    select.append(new Option(word("none", "无"), ""), ...all.map(([value, words]) => new Option(words, value)));
    select.value = at.join(" ");
    select.addEventListener("change", () => set({ at: select.value.split(" ").filter(Boolean) }));
    rows.append(make("label", "mu-ctl-at", `${word("Paragraph", "段落")} `, select));
  }
  form.append(rows, segments(word("Style", "引用格式"), styles, state.style, (style) => set({ style })), outs);
  const files = make("p", "mu-ctl-f", make("span", "mu-quiet", word("Files", "文件")), " ");
  for (const [ending, { label: words }] of Object.entries(basket.FORMATS)) {
    const file = make("a", "", words);
    file.href = new URL(`cite.${ending}`, basket.folder(id)).href;
    file.download = `${name.replace("@", "")}.${ending}`;
    files.append(file, " ");
  }
  form.append(make("div", "mu-ctl-e", link, keep.made, files));
  show();
  return { form, found, named: () => label(found, state.at) };
};

// Puts the control into a page's fold, in place of the list that is there without scripts.
export const inFold = async (fold, id) => {
  if (fold.querySelector(".mu-ctl")) return;
  const { form } = await control(id);
  const list = fold.querySelector(":scope > :not(summary)");
  list.hidden = true;
  list.before(form);
};

// ---- At a paragraph: a sheet beside its number
const GAP = 7;
let sheet = null;
let back = null;

const stand = (at) => {
  const width = document.documentElement.clientWidth;
  const left = Math.max(GAP, Math.min(at.left, width - sheet.offsetWidth - GAP));
  const above = at.top - sheet.offsetHeight - GAP;
  const below = at.bottom + GAP;
  const fits = below + sheet.offsetHeight <= innerHeight || above < 0;
  sheet.style.left = `${left + scrollX}px`;
  sheet.style.top = `${(fits ? below : above) + scrollY}px`;
};

export const close = (return_ = true) => {
  if (!sheet) return;
  const inside = sheet.contains(document.activeElement);
  sheet.remove();
  sheet = null;
  if (return_ && inside) back?.focus({ preventScroll: true });
};

// `box` gives the rectangle to place the sheet at; the focus returns to `home`.
export const open = async (id, at, box, home) => {
  const { form, found, named } = await control(id, at);
  close(false);
  const shut = button("mu-ctl-x", "×");
  shut.setAttribute("aria-label", word("Close", "关闭"));
  shut.addEventListener("click", () => close());
  const title = make("p", "mu-ctl-t", `${word("Cite", "引用")} `);
  const name = make("span", "", [found.label, named()].filter(Boolean).join(", "));
  title.append(name);
  title.id = "cite-sheet";
  sheet = make("div", "mu-sheet", title, shut, form);
  form.addEventListener("change", () => {
    name.textContent = [found.label, named()].filter(Boolean).join(", ");
  });
  sheet.popover = "manual";
  sheet.tabIndex = -1;
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-labelledby", title.id);
  document.querySelector(".mu-main").append(sheet);
  sheet.showPopover();
  stand(box());
  back = home;
  sheet.focus({ preventScroll: true });
  sheet.scrollIntoView({ block: "nearest", behavior: "instant" });
};

// Before the page's other listeners, so that one press of Escape closes one thing.
const press = (event) => {
  if (event.key !== "Escape" || !sheet) return;
  event.stopPropagation();
  close();
};
addEventListener("keydown", press, true);
addEventListener("pointerdown", (event) => {
  if (sheet && !sheet.contains(event.target)) close(false);
});
