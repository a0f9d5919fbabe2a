// A viewer for the pictures of a source beside its text. Without it each is a link to its file.
import { word } from "./language.js";

const pictures = [...document.querySelectorAll(".mu-facsimiles figure a")];
const numberOf = (id) => pictures.findIndex((picture) => picture.closest("li").id === id);
// The page breaks in the text that have a picture, and whether each ends its page or begins it.
const pageBreaks = [...document.querySelectorAll(".mu-text .mu-pb-x")].map((pageBreak) => ({
  pageBreak,
  number: numberOf(pageBreak.hash.slice(1)),
  endsPage: pageBreak.classList.contains("mu-pb-end"),
}));
let viewer;
let shown = -1;
let lastRead = -1;
let opener;

const button = (label, symbol, onClick) => {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = symbol;
  element.setAttribute("aria-label", label);
  element.title = label;
  element.addEventListener("click", onClick);
  return element;
};

const createViewer = () => {
  viewer = document.createElement("section");
  viewer.className = "mu-viewer";
  viewer.setAttribute("aria-labelledby", "mu-viewer-t");
  const head = document.createElement("header");
  const title = document.createElement("p");
  title.id = "mu-viewer-t";
  title.setAttribute("aria-live", "polite");
  const zoom = button(word("Full size", "原大"), "+", () => setFullSize(!viewer.classList.contains("mu-full")));
  zoom.className = "mu-viewer-z";
  const file = document.createElement("a");
  file.textContent = word("File", "文件");
  head.append(
    title,
    button(word("Previous picture", "上一幅"), "‹", () => show(shown - 1)),
    button(word("Next picture", "下一幅"), "›", () => show(shown + 1)),
    zoom,
    file,
    button(word("Close", "关闭"), "×", close),
  );
  const sheet = document.createElement("div");
  sheet.tabIndex = 0;
  sheet.setAttribute("role", "group");
  sheet.setAttribute("aria-labelledby", "mu-viewer-t");
  const image = document.createElement("img");
  image.addEventListener("click", () => setFullSize(!viewer.classList.contains("mu-full")));
  sheet.append(image);
  viewer.append(head, sheet);
  viewer.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") close();
    // At full size, the arrow keys scroll the picture instead.
    else if (step && !viewer.classList.contains("mu-full")) show(shown + step);
  });
  document.body.append(viewer);
};

const setFullSize = (isFullSize) => {
  viewer.classList.toggle("mu-full", isFullSize);
  viewer.querySelector(".mu-viewer-z").setAttribute("aria-pressed", isFullSize);
};

const show = (number) => {
  if (number === shown || !pictures[number]) return;
  shown = number;
  const { href, firstElementChild: thumbnail } = pictures[number];
  const image = viewer.querySelector("img");
  for (const name of ["width", "height", "alt"]) image.setAttribute(name, thumbnail.getAttribute(name));
  image.src = href;
  viewer.querySelector("a").href = href;
  const caption = pictures[number].closest("figure").querySelector("figcaption").textContent;
  viewer.querySelector("p").textContent = caption;
  const [before, after] = viewer.querySelectorAll("header > button");
  before.disabled = number === 0;
  after.disabled = number === pictures.length - 1;
  viewer.querySelector("div").scrollTo(0, 0);
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

const open = (number, link) => {
  if (!viewer) createViewer();
  opener = link;
  viewer.hidden = false;
  document.documentElement.classList.add("mu-viewing");
  setFullSize(false);
  show(number);
  // The text is now narrower and has moved: the link that was pressed is kept in view.
  link.scrollIntoView({ block: "nearest" });
  lastRead = pictureBeingRead();
  viewer.querySelector("div").focus({ preventScroll: true });
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
  const link = event.target.closest(".mu-facsimiles figure a, .mu-pb-x");
  if (!link) return;
  const number = pictures.includes(link) ? pictures.indexOf(link) : numberOf(link.hash.slice(1));
  if (number < 0) return;
  event.preventDefault();
  open(number, link);
});
