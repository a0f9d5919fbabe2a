// Searching, fetched when the reader begins a search or comes from one: the field in the masthead,
// the page with all results, the marks in a page reached from a result.
const field = document.querySelector("#mu-q");
const parameters = new URLSearchParams(location.search);

const loadStyles = () => {
  const href = new URL("../css/search.css", import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  const link = document.createElement("link");
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    link.rel = "stylesheet";
    link.href = href;
    document.head.append(link);
  });
};

if (document.querySelector(".mu-find")) import("./search/page.js");
if (parameters.get("h")) loadStyles().then(() => import("./search/marks.js"));
if (field) loadStyles().then(() => import("./search/panel.js"));
