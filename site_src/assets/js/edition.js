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
const input = document.querySelector("input.md-search__input");
const begin = () => import("./search.js").then((search) => search.begin());
const asked = new URLSearchParams(location.search);
if (!input || asked.has("q") || input === document.activeElement) begin();
else if (asked.has("h") || !document.querySelector("#theme-scripts")) import("./search.js");
if (input) {
  input.addEventListener("focus", begin);
  input.addEventListener("pointerenter", begin);
  document.querySelectorAll('label[for="__search"]').forEach((label) => label.addEventListener("click", begin));
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=radio]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!document.querySelector("#theme-scripts") || !["/", "f", "s"].includes(event.key)) return;
    event.preventDefault();
    input.focus();
  });
}

if (document.querySelector(".mu-text")) import("./reading.js");
if (document.querySelector(".mu-sources")) import("./lists.js");
if (document.querySelector(".mu-net")) import("./registers.js");
