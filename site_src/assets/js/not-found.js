// The 404 page has all languages; if the address is that of a page in one other than English, only that is kept.
// This runs before the other scripts, which read the language of the page.
import { find, findAll, make, query } from "./elements.js";

/** @typedef {{ code: string, tag: string, name: string }} Language */

const root = new URL("../../", import.meta.url).pathname;
const path = location.pathname.slice(root.length);
const FRAME = [".mu-skip", ".mu-mast", ".mu-tabs", ".mu-foot"];
const parts = findAll("[data-language]", HTMLElement);
const here = parts.find(({ dataset }) => path.startsWith(`${dataset.language}/`));
const rest = here ? path.slice(`${here.dataset.language}/`.length) : path;
/** @type {Language[]} */
const languages = [{ code: "", tag: "en", name: "English" }, ...parts.map(({ lang, dataset: { language = "", name = "" } }) => ({ code: language, tag: lang, name }))];

// Leaves what is in the language of a part, and puts the frame in that language in place of the English one.
/** @type {(part: HTMLElement) => void} */
const keep = (part) => {
  const heading = find("h2", HTMLElement, part);
  heading.replaceWith(make("h1", {}, ...heading.childNodes));
  document.querySelector("#absent")?.remove();
  const frame = query(`#absent-frame-${part.dataset.language}`, HTMLTemplateElement);
  if (frame) {
    for (const one of FRAME) find(one, HTMLElement).replaceWith(find(one, HTMLElement, frame.content));
    document.documentElement.lang = part.lang;
  }
  document.title = part.dataset.title ?? document.title;
};

if (here) keep(here);
for (const part of parts) if (part !== here) part.remove();
for (const frame of findAll("template[id^=absent-frame]", HTMLTemplateElement)) frame.remove();
// Links to the same address in the other languages.
let before = find(".mu-search-link", HTMLElement);
for (const { code, tag, name } of languages) {
  if (code === (here?.dataset.language ?? "")) continue;
  const link = make("a", { class: "mu-lang", lang: tag, hreflang: tag, href: `${root}${code && `${code}/`}${rest}` }, name);
  before.after(link);
  before = link;
}
