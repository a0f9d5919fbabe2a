// Added on top of pages that are complete without it.
const root = document.documentElement;

const scheme = document.querySelector(".mu-scheme");
if (scheme) {
  const names = { "": "Auto", light: "Light", dark: "Dark" };
  const show = () => {
    scheme.querySelector(".mu-scheme-now").textContent = names[root.dataset.scheme ?? ""];
  };
  scheme.hidden = false;
  scheme.addEventListener("click", () => {
    const order = Object.keys(names);
    const next = order[(order.indexOf(root.dataset.scheme ?? "") + 1) % order.length];
    if (next) root.dataset.scheme = next;
    else delete root.dataset.scheme;
    if (next) localStorage.setItem("scheme", next);
    else localStorage.removeItem("scheme");
    show();
  });
  show();
}

// ---- Searching: fetched when somebody begins with it, or comes from it.
const field = document.querySelector("#mu-q");
const fetchSearch = () => import("./search.js");
const asked = new URLSearchParams(location.search);
if (asked.has("h") || document.activeElement === field) fetchSearch();
field.addEventListener("focus", fetchSearch, { once: true });
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  // A narrow page has a link in place of the field.
  if (field.offsetParent) field.focus();
  else location.assign(field.form.action);
});

if (document.querySelector(".mu-sources")) import("./lists.js");
if (document.querySelector(".mu-net")) import("./registers.js");
const strip = document.querySelector(".mu-tl-s");
for (const name of ["pointerover", "focusin"])
  strip?.addEventListener(name, (event) => import("./timeline/cards.js").then(({ begin }) => begin(strip, event)), { once: true });
if (document.querySelector("#cite")) import("./cite.js");
if (document.querySelector(".mu-basket")) import("./basket-page.js");
if (document.querySelector(".mu-sources, .mu-work")) import("./basket-buttons.js");
if (localStorage.getItem("basket")) import("./basket-mark.js");
