// The 404 page has both languages; if the address is that of a page in Chinese, only the Chinese is kept.
// This runs before the other scripts, which read the language of the page.
import { find, make, query } from "./elements.js";

const root = new URL("../../", import.meta.url).pathname;
const chinese = find("#absent-zh", HTMLElement);
const frame = query("#absent-frame", HTMLTemplateElement);
const path = location.pathname.slice(root.length);
const pathInEnglish = path.replace(/^zh\//, "");
// Adds the link to the same address in the other language.
/** @type {(language: string, name: string, href: string) => void} */
const addLanguageLink = (language, name, href) => {
  find(".mu-search-link", HTMLElement).after(make("a", { class: "mu-lang", lang: language, hreflang: language, href }, name));
};
if (pathInEnglish !== path) {
  const heading = find("h2", HTMLElement, chinese);
  heading.replaceWith(make("h1", {}, ...heading.childNodes));
  document.querySelector("#absent")?.remove();
  if (frame) {
    for (const part of [".mu-mast", ".mu-tabs", ".mu-foot"]) find(part, HTMLElement).replaceWith(find(part, HTMLElement, frame.content));
    find(".mu-skip", HTMLElement).textContent = "跳至正文";
    document.documentElement.lang = "zh-Hans";
  }
  document.title = chinese.dataset.title ?? document.title;
  addLanguageLink("en", "English", root + pathInEnglish);
} else {
  chinese.remove();
  addLanguageLink("zh-Hans", "中文", `${root}zh/${pathInEnglish}`);
}
frame?.remove();
