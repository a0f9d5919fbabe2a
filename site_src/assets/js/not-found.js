// The 404 page has both languages; if the address is that of a page in Chinese, only the Chinese is kept.
// This runs before the other scripts, which read the language of the page.
const root = new URL("../../", import.meta.url).pathname;
const chinese = document.querySelector("#absent-zh");
const frame = document.querySelector("#absent-frame");
const path = location.pathname.slice(root.length);
const pathInEnglish = path.replace(/^zh\//, "");
// Adds the link to the same address in the other language.
const addLanguageLink = (language, name, href) => {
  const link = Object.assign(document.createElement("a"), { className: "mu-lang", lang: language, hreflang: language, href });
  link.append(name);
  document.querySelector(".mu-search-link").after(link);
};
if (pathInEnglish !== path) {
  const heading = document.createElement("h1");
  heading.append(...chinese.querySelector("h2").childNodes);
  chinese.querySelector("h2").replaceWith(heading);
  document.querySelector("#absent").remove();
  if (frame) {
    for (const part of [".mu-mast", ".mu-tabs", ".mu-foot"]) document.querySelector(part).replaceWith(frame.content.querySelector(part));
    document.querySelector(".mu-skip").textContent = "跳至正文";
    document.documentElement.lang = "zh-Hans";
  }
  document.title = chinese.dataset.title;
  addLanguageLink("en", "English", root + pathInEnglish);
} else {
  chinese.remove();
  addLanguageLink("zh-Hans", "中文", `${root}zh/${pathInEnglish}`);
}
frame?.remove();
