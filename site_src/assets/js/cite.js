// Citing on a source's page: what that takes is fetched when a reader turns to it.
const text = document.querySelector(".mu-text");
const fold = document.querySelector("#cite");
const id = decodeURIComponent(location.pathname).split("/").at(-2);

fold.addEventListener("toggle", () => fold.open && import("./cite-control.js").then(({ inFold }) => inFold(fold, id)));

text.addEventListener("click", async (event) => {
  const number = event.target.closest(".mu-pn");
  if (!number || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  // The paragraph is named in the address and marked, and stays where it is.
  const top = scrollY;
  location.hash = number.hash;
  scrollTo({ top, behavior: "instant" });
  const { open } = await import("./cite-control.js");
  open(id, [number.hash.slice(1)], () => number.getBoundingClientRect(), number);
});

document.addEventListener("selectionchange", function begin() {
  if (getSelection().isCollapsed || !text.contains(getSelection().anchorNode)) return;
  document.removeEventListener("selectionchange", begin);
  import("./selection.js").then(({ follow }) => follow(text, id));
});
