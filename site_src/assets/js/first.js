// Runs before the page is drawn: colours as last chosen, and what the theme's own script asks for.
const root = document.documentElement;
root.classList.replace("no-js", "js");
const scheme = localStorage.getItem("scheme");
if (scheme) root.dataset.scheme = scheme;

window.__md_scope = new URL("../../", document.currentScript.src);
window.__md_hash = (text) => [...text].reduce((hash, c) => (hash << 5) - hash + c.charCodeAt(0), 0);
window.__md_get = (key, storage = localStorage, scope = window.__md_scope) =>
  JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
window.__md_set = (key, value, storage = localStorage, scope = window.__md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the choice holds for this page only.
  }
};
