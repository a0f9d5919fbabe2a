// A card about a name or a date in the text, filled from the page's own lists below the text.
import { button, contains, find, make, query } from "./elements.js";
import { word } from "./language.js";

const main = find(".mu-source", HTMLElement);
const CLOSE_MS = 250;
const GAP = 8;

/** @type {(element: Element | null) => Node | string} */
const copy = (element) => element?.cloneNode(true) ?? "";

// From the URL that a name links to, to its entry in a list.
/** @type {Map<string | null, Element>} */
const entries = new Map();
for (const entry of main.querySelectorAll(".mu-es > li")) entries.set(find("a", HTMLElement, entry).getAttribute("href"), entry);
for (const entry of main.querySelectorAll(".mu-dates > li")) entries.set(`#${entry.id}`, entry);

const card = make("div", { class: "mu-card", id: "mu-card", popover: "manual", tabindex: -1 });
find(".mu-main", HTMLElement, main).append(card);
/** @type {HTMLElement | null} */
let owner = null;
let closeTimer = 0;

/** @type {Record<string, string>} */
const SINGULAR = { People: "Person", Roles: "Role", Organizations: "Organization", Places: "Place", Terms: "Term", Works: "Work" };
/** @type {(several: string) => string} */
const singularOf = (several) => {
  const kind = Object.entries(SINGULAR).find(([name]) => word(name) === several);
  return kind ? word(kind[1]) : several;
};
/** @type {(entry: Element) => HTMLElement} */
const kindOf = (entry) => {
  const heading = entry.parentElement?.previousElementSibling;
  const [name, chinese] = heading?.matches("h3") ? heading.children : [null, heading?.querySelector("[lang]")];
  const text = name ? singularOf(name.textContent) : word("Date");
  // On a page in English of a publication with pages in Chinese, a heading has the Chinese beside it.
  return make("p", "mu-card-k", text, ...(chinese ? [" ", copy(chinese)] : []));
};

/** @type {(entry: Element) => Node[]} */
const contentOf = (entry) => {
  const name = find("a", HTMLElement, entry);
  const label = make("p", "mu-card-n", make("span", name.lang ? { lang: name.lang } : {}, name.textContent));
  const chinese = entry.querySelector(":scope > span[lang]:not(.mu-e-b, .mu-e-d)");
  if (chinese) label.append(" ", copy(chinese));
  const description = make("div", "mu-card-d");
  for (const part of entry.querySelectorAll(":scope > .mu-e-b, :scope > .mu-e-d")) description.append(make("p", {}, copy(part)));
  const count = entry.querySelector(".mu-n-of")?.textContent;
  const places = entry.querySelectorAll(".mu-e-p a").length;
  const inPlaces = places === 1 ? "{count} in {places} paragraph" : "{count} in {places} paragraphs";
  const text = count ? word(inPlaces, { count, places }) : word("only here");
  const pageLink = make("a", { href: `#${entry.id}` }, text);
  const registerLink = make("a", { href: name.getAttribute("href") ?? "" }, word("Register entry"));
  return [kindOf(entry), label, description, make("p", "mu-card-f", make("span", {}, pageLink), registerLink)];
};

/** @type {(entry: Element) => Node[]} */
const dateContentOf = (entry) => {
  const description = make("div", "mu-card-d", make("p", {}, word("In the text "), copy(entry.querySelector(".mu-d-t"))));
  const edtf = copy(entry.querySelector(".mu-edtf"));
  const listLink = make("a", { href: `#${entry.id}` }, word("Dates in the text"));
  const date = query(".mu-d-w", HTMLElement, entry)?.textContent;
  return [kindOf(entry), make("p", "mu-card-n", date), description, make("p", "mu-card-f", edtf, listLink)];
};

/** @type {(mention: HTMLElement) => void} */
const positionCard = (mention) => {
  // A name may run over two lines: the card goes beside the first one in view.
  const boxes = [...mention.getClientRects()];
  const box = boxes.find(({ bottom }) => bottom > 0) ?? boxes[0];
  const width = document.documentElement.clientWidth;
  const fitsBelow = box.bottom + card.offsetHeight + 2 * GAP < innerHeight || box.top < card.offsetHeight;
  card.style.left = `${Math.max(GAP, Math.min(box.left - 14, width - card.offsetWidth - GAP)) + scrollX}px`;
  card.style.top = `${scrollY + (fitsBelow ? box.bottom + GAP : box.top - card.offsetHeight - GAP)}px`;
};

/** @type {(mention: HTMLElement, isTapped?: boolean) => void} */
export const open = (mention, isTapped = false) => {
  clearTimeout(closeTimer);
  if (owner === mention) return;
  close();
  const entry = entries.get(mention.getAttribute("href"));
  if (!entry) return;
  const closeButton = button({ class: "mu-card-x", "aria-label": word("Close") }, "×", () => close(true));
  card.replaceChildren(...(entry.matches(".mu-dates > li") ? dateContentOf(entry) : contentOf(entry)), closeButton);
  card.style.setProperty("--k", getComputedStyle(mention).getPropertyValue("--k"));
  card.setAttribute("role", isTapped ? "dialog" : "group");
  card.setAttribute("aria-label", word("About {name}", { name: mention.textContent }));
  card.showPopover();
  positionCard(mention);
  owner = mention;
  owner.classList.add("mu-on");
  owner.setAttribute("aria-describedby", card.id);
  if (isTapped) card.focus({ preventScroll: true });
};

/** @type {(returnFocus?: boolean) => void} */
const close = (returnFocus = false) => {
  clearTimeout(closeTimer);
  if (!owner) return;
  card.hidePopover();
  owner.classList.remove("mu-on");
  owner.removeAttribute("aria-describedby");
  if (returnFocus) owner.focus({ preventScroll: true });
  owner = null;
};

export const closeSoon = () => {
  clearTimeout(closeTimer);
  closeTimer = setTimeout(() => {
    if (!card.matches(":hover") && !card.contains(document.activeElement)) close();
  }, CLOSE_MS);
};

card.addEventListener("pointerenter", () => clearTimeout(closeTimer));
card.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && closeSoon());
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && owner) close(card.contains(document.activeElement));
});
addEventListener("pointerdown", (event) => {
  if (owner && !contains(card, event.target) && !contains(owner, event.target)) close();
});
