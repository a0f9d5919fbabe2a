// A viewer for the pictures of a source beside its text. Without it each is a link to its file.
import { button, closest, find, findAll, make } from "./elements.js";
import { word } from "./language.js";

const pictures = findAll(".mu-facsimiles figure a", HTMLAnchorElement);
/** @type {(id: string) => number} */
const numberOf = (id) => pictures.findIndex((picture) => picture.closest("li")?.id === id);
// The page breaks in the text that have a picture, and whether each ends its page or begins it.
const pageBreaks = findAll(".mu-text .mu-pb-x", HTMLAnchorElement).map((pageBreak) => ({
  pageBreak,
  number: numberOf(pageBreak.hash.slice(1)),
  endsPage: pageBreak.classList.contains("mu-pb-end"),
}));
let shown = -1;
let lastRead = -1;
/** @type {HTMLElement | null} */
let opener = null;

// A button with a symbol, which is called by its label.
/** @type {(label: string, symbol: string, onClick: () => void) => HTMLButtonElement} */
const symbolButton = (label, symbol, onClick) => button({ "aria-label": label, title: label }, symbol, onClick);

// ---- The viewer: put into the page when a picture is first opened
const TITLE_ID = "mu-viewer-t";
const title = make("p", { id: TITLE_ID, "aria-live": "polite" });
const before = symbolButton(word("Previous picture"), "‹", () => show(shown - 1));
const after = symbolButton(word("Next picture"), "›", () => show(shown + 1));
const zoom = symbolButton(word("Full size"), "+", () => setFullSize(!isFullSize()));
zoom.className = "mu-viewer-z";
const file = make("a", {}, word("File"));
const image = make("img");
image.addEventListener("click", () => setFullSize(!isFullSize()));
const sheet = make("div", { tabindex: 0, role: "group", "aria-labelledby": TITLE_ID }, image);
const closeButton = symbolButton(word("Close"), "×", () => close());
const head = make("header", {}, title, before, after, zoom, file, closeButton);
const viewer = make("section", { class: "mu-viewer", "aria-labelledby": TITLE_ID }, head, sheet);
viewer.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  // At full size, the arrow keys scroll the picture instead.
  else if (event.key === "ArrowLeft" && !isFullSize()) show(shown - 1);
  else if (event.key === "ArrowRight" && !isFullSize()) show(shown + 1);
});

const isFullSize = () => viewer.classList.contains("mu-full");
/** @type {(isOn: boolean) => void} */
const setFullSize = (isOn) => {
  viewer.classList.toggle("mu-full", isOn);
  zoom.setAttribute("aria-pressed", String(isOn));
};

/** @type {(number: number) => void} */
const show = (number) => {
  const picture = pictures[number];
  if (number === shown || !picture) return;
  shown = number;
  const thumbnail = find("img", HTMLImageElement, picture);
  for (const name of ["width", "height", "alt"]) image.setAttribute(name, thumbnail.getAttribute(name) ?? "");
  image.src = file.href = picture.href;
  title.textContent = picture.closest("figure")?.querySelector("figcaption")?.textContent ?? "";
  before.disabled = number === 0;
  after.disabled = number === pictures.length - 1;
  sheet.scrollTo(0, 0);
};

// The picture of the page being read: the last that begins above the middle of the window, or the
// first that ends below it.
const pictureBeingRead = () => {
  let found = -1;
  for (const { pageBreak, number, endsPage } of pageBreaks) {
    const isAbove = pageBreak.getBoundingClientRect().top < innerHeight / 2;
    if (isAbove && !endsPage) found = number;
    if (!isAbove) return endsPage ? number : found;
  }
  return found;
};

const followText = () => {
  const current = pictureBeingRead();
  if (current !== lastRead && current >= 0) show(current);
  lastRead = current;
};

/** @type {(number: number, link: HTMLElement) => void} */
const open = (number, link) => {
  if (!viewer.isConnected) document.body.append(viewer);
  opener = link;
  viewer.hidden = false;
  document.documentElement.classList.add("mu-viewing");
  setFullSize(false);
  show(number);
  // The text is now narrower and has moved: the link that was pressed is kept in view.
  link.scrollIntoView({ block: "nearest" });
  lastRead = pictureBeingRead();
  sheet.focus({ preventScroll: true });
  addEventListener("scroll", followText, { passive: true });
};

const close = () => {
  removeEventListener("scroll", followText);
  viewer.hidden = true;
  document.documentElement.classList.remove("mu-viewing");
  opener?.focus();
};

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = closest(event.target, ".mu-facsimiles figure a, .mu-pb-x", HTMLAnchorElement);
  if (!link) return;
  const number = pictures.includes(link) ? pictures.indexOf(link) : numberOf(link.hash.slice(1));
  if (number < 0) return;
  event.preventDefault();
  open(number, link);
});
