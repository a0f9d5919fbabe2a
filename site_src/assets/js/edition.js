// Added on top of pages that are complete without it.
import "./search.js";

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

if (document.querySelector(".mu-text")) import("./reading.js");
if (document.querySelector(".mu-sources")) import("./lists.js");
if (document.querySelector(".mu-net")) import("./registers.js");
