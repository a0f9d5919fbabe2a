// Searching, fetched when somebody begins with it or comes from it: the field at the head of each
// page, the page with all results, the marks in a page that a result led to.
const field = document.querySelector("#mu-q");
const asked = new URLSearchParams(location.search);

const style = () => {
  const href = new URL("../css/search.css", import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = resolve;
    link.onerror = resolve;
    document.head.append(link);
  });
};

if (document.querySelector(".mu-find")) import("./search-page.js");
if (asked.get("h")) style().then(() => import("./search-marks.js"));
if (field) style().then(() => import("./search-panel.js"));
