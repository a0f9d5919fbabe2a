// The page for what is not there has both languages; where the address is one of a page in Chinese, only that is left.
const root = new URL("../../", import.meta.url).pathname;
const chinese = document.querySelector("#absent-zh");
if (location.pathname.startsWith(`${root}zh/`)) {
  const heading = document.createElement("h1");
  heading.append(...chinese.querySelector("h2").childNodes);
  chinese.querySelector("h2").replaceWith(heading);
  document.querySelector("#absent").remove();
  document.title = chinese.dataset.title;
} else chinese.remove();
