// Enhances pages that are complete without it. Features are fetched when a reader first uses them.
const root = document.documentElement;

// ---- The reader's settings
// A publication's own templates may have no menu, and no search field.
const menu = document.querySelector("#mu-reader");
const loadMenu = () => import("./reader.js");
menu?.addEventListener("beforetoggle", () => loadMenu().then(({ updateMenu }) => updateMenu()));
menu?.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement) loadMenu().then(({ setSetting }) => setSetting(target.name, target.value));
});
menu?.addEventListener("click", ({ target }) => {
  const button = target instanceof Element && target.closest("[data-do]");
  const action = button instanceof HTMLElement && button.dataset.do;
  if (action) loadMenu().then(({ runAction }) => runAction(action));
});

// ---- Searching: fetched when the reader begins a search, or comes from one
/** @type {HTMLInputElement | null} */
const field = document.querySelector("#mu-q");
const fetchSearch = () => import("./search.js");
if (new URLSearchParams(location.search).has("h") || (field && document.activeElement === field)) fetchSearch();
field?.addEventListener("focus", fetchSearch, { once: true });
if (document.querySelector(".mu-find")) fetchSearch();

// ---- The links to the page in other languages keep query and fragment
for (const link of document.querySelectorAll(".mu-lang")) {
  link.addEventListener("click", () => {
    if (!(link instanceof HTMLAnchorElement)) return;
    link.hash = location.hash;
    link.search = location.search;
  });
}

// ---- Single-key shortcuts, unless switched off or while the reader is typing
/** @type {(target: EventTarget | null) => boolean} */
const isTyping = (target) => target instanceof Element && target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]") !== null;
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || root.dataset.keys === "off") return;
  if (event.key === "/" && field) {
    event.preventDefault();
    // A narrow page has a link instead of the field.
    if (field.offsetParent) field.focus();
    else if (field.form) location.assign(field.form.action);
  } else if ("jknpy?".includes(event.key)) {
    import("./shortcuts.js").then(({ runShortcut }) => runShortcut(event.key));
  }
});

for (const tabs of document.querySelectorAll(".mu-tabs")) {
  // If a row of tabs is wider than the window, it is scrolled so that the current one is visible.
  const row = tabs.querySelector("ul");
  const tab = tabs.querySelector("[aria-current]");
  if (row && tab instanceof HTMLElement && tab.offsetLeft + tab.offsetWidth > row.clientWidth) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  // Browsers count a link as visible if 32 pixels of it are. With a pointer nothing scrolls, so that it stays under it.
  tabs.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && target.matches(":focus-visible")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}

if (document.querySelector(".mu-sources:not(.mu-part)")) import("./lists.js");
if (document.querySelector(".mu-net")) import("./network.js");
// `:target` may match nothing yet while a page is being loaded.
if (/^#ref-[\w-]+$/.test(location.hash) && !document.getElementById(location.hash.slice(1)) && document.querySelector(".mu-biblio")) import("./bibliography.js");
/** @type {SVGSVGElement | null} */
const strip = document.querySelector(".mu-tl-s");
if (strip) {
  /** @type {(event: Event) => void} */
  const startCards = (event) => {
    import("./timeline/cards.js").then((cards) => cards.start(strip, event));
  };
  for (const name of ["pointerover", "focusin"]) strip.addEventListener(name, startCards, { once: true });
  // Fetched at the first touch, which comes before the tap that opens a card.
  addEventListener("touchstart", startCards, { once: true, passive: true });
}
if (document.querySelector(".mu-source #cite")) import("./cite.js");
if (document.querySelector(".mu-basket")) import("./basket/page.js");
if (document.querySelector(".mu-sources, .mu-work")) import("./basket/buttons.js");
try {
  // The name of the key goes on with the publication's path (see `basket.js`).
  if (Object.keys(localStorage).some((key) => key.startsWith("basket "))) import("./basket/mark.js");
} catch {
  // Storage is forbidden: there is no basket.
}
