// The page for what is not there has both languages; where the address is one of a page in Chinese, only that is left.
// This runs before the other scripts, which ask in which language the page is.
const root = new URL("../../", import.meta.url).pathname;
const chinese = document.querySelector("#absent-zh");
const frame = document.querySelector("#absent-frame");
if (location.pathname.startsWith(`${root}zh/`)) {
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
} else chinese.remove();
frame?.remove();
