// Citing on a source's page: scripts for it are fetched when needed. If they cannot be fetched, the
// page's own list of citations stays, and paragraph numbers are plain links.
const text = /** @type {HTMLElement} */ (document.querySelector(".mu-text"));
const fold = /** @type {HTMLDetailsElement} */ (document.querySelector("#cite"));
const { collection } = document.documentElement.dataset;
// The id as in basket.js, which is not fetched yet.
const id = [collection, decodeURIComponent(location.pathname).split("/").at(-2)].filter(Boolean).join("/");
const ignore = () => {};

fold.addEventListener("toggle", () => {
  if (fold.open) import("./cite/control.js").then(({ fillFold }) => fillFold(fold, id)).catch(ignore);
});
// A link to the citations opens them. Their fold has no box of its own to scroll to.
if (location.hash === "#cite") {
  fold.open = true;
  fold.querySelector("summary")?.scrollIntoView({ block: "center" });
}

text.addEventListener("click", (event) => {
  const number = event.target instanceof Element && event.target.closest(".mu-pn");
  if (!(number instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  // The paragraph is put into the URL and so marked, but the page does not scroll to it.
  const top = scrollY;
  location.hash = number.hash;
  scrollTo({ top, behavior: "instant" });
  const getBox = () => number.getBoundingClientRect();
  import("./cite/control.js").then(({ open }) => open(id, [number.hash.slice(1)], getBox, number)).catch(ignore);
});

let isPointerDown = false;
for (const type of ["pointerdown", "pointerup", "pointercancel"]) addEventListener(type, () => (isPointerDown = type === "pointerdown"));
document.addEventListener("selectionchange", function startFollowing() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
  document.removeEventListener("selectionchange", startFollowing);
  import("./cite/selection.js").then(({ followSelection }) => followSelection(text, id, () => isPointerDown)).catch(ignore);
});
