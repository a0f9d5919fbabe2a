// A card about a name or a date in the text, filled from the page's own lists below the text.
import { word } from "./language.js";

const main = document.querySelector(".mu-source");
const CLOSE_MS = 250;
const GAP = 8;

const make = (tag, name, ...content) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...content);
  return element;
};
const copy = (element) => (element ? element.cloneNode(true) : "");

// From the URL that a name links to, to its entry in a list.
const entries = new Map(
  [...main.querySelectorAll(".mu-es > li")].map((entry) => [entry.querySelector("a").getAttribute("href"), entry]),
);
main.querySelectorAll(".mu-dates > li").forEach((entry) => entries.set(`#${entry.id}`, entry));

const card = make("div", "mu-card");
card.id = "mu-card";
card.popover = "manual";
card.tabIndex = -1;
main.querySelector(".mu-main").append(card);
let owner = null;
let closeTimer = 0;

const kindOf = (entry) => {
  const heading = entry.parentElement.previousElementSibling;
  const [name, chinese] = heading.matches("h3") ? heading.children : ["", heading.querySelector("[lang]")];
  const singular = { People: "Person", Roles: "Role", Organizations: "Organization", Places: "Place", Terms: "Term", Works: "Work" };
  const text = name ? (singular[name.textContent] ?? name.textContent) : word("Date", "日期");
  // On pages in Chinese, a heading has only one word.
  return make("p", "mu-card-k", text, ...(chinese ? [" ", copy(chinese)] : []));
};

const countText = (count, unit) => `${count} ${unit}${count === 1 ? "" : "s"}`;

const contentOf = (entry) => {
  const label = make("p", "mu-card-n", entry.querySelector("a").textContent);
  const chinese = entry.querySelector(":scope > [lang]:not(.mu-e-b, .mu-e-d)");
  if (chinese) label.append(" ", copy(chinese));
  const description = make("div", "mu-card-d");
  entry.querySelectorAll(":scope > .mu-e-b, :scope > .mu-e-d").forEach((part) => description.append(make("p", "", copy(part))));
  const count = entry.querySelector(".mu-n-of")?.textContent;
  const places = entry.querySelectorAll(".mu-e-p a").length;
  const pageLink = make("a", "", count ? word(`${count} in ${countText(places, "paragraph")}`, `${count}，见于${places}段`) : word("only here", "仅此一处"));
  pageLink.href = `#${entry.id}`;
  const registerLink = make("a", "", word("Register entry", "索引条目"));
  registerLink.href = entry.querySelector("a").getAttribute("href");
  return [kindOf(entry), label, description, make("p", "mu-card-f", make("span", "", pageLink), registerLink)];
};

const dateContentOf = (entry) => {
  const description = make("div", "mu-card-d", make("p", "", word("In the text ", "文中作"), copy(entry.querySelector(".mu-d-t"))));
  const edtf = copy(entry.querySelector(".mu-edtf"));
  const listLink = make("a", "", word("Dates in the text", "文中日期"));
  listLink.href = `#${entry.id}`;
  return [kindOf(entry), make("p", "mu-card-n", entry.querySelector(".mu-d-w").textContent), description, make("p", "mu-card-f", edtf, listLink)];
};

const positionCard = (mention) => {
  // A name may run over two lines: the card goes beside the first one in view.
  const boxes = [...mention.getClientRects()];
  const box = boxes.find(({ bottom }) => bottom > 0) ?? boxes[0];
  const width = document.documentElement.clientWidth;
  const fitsBelow = box.bottom + card.offsetHeight + 2 * GAP < innerHeight || box.top < card.offsetHeight;
  card.style.left = `${Math.max(GAP, Math.min(box.left - 14, width - card.offsetWidth - GAP)) + scrollX}px`;
  card.style.top = `${scrollY + (fitsBelow ? box.bottom + GAP : box.top - card.offsetHeight - GAP)}px`;
};

export const open = (mention, isTapped = false) => {
  clearTimeout(closeTimer);
  if (owner === mention) return;
  close();
  const entry = entries.get(mention.getAttribute("href"));
  if (!entry) return;
  const closeButton = make("button", "mu-card-x", "×");
  closeButton.type = "button";
  closeButton.setAttribute("aria-label", word("Close", "关闭"));
  closeButton.addEventListener("click", () => close(true));
  card.replaceChildren(...(entry.matches(".mu-dates > li") ? dateContentOf(entry) : contentOf(entry)), closeButton);
  card.style.setProperty("--k", getComputedStyle(mention).getPropertyValue("--k"));
  card.setAttribute("role", isTapped ? "dialog" : "group");
  card.setAttribute("aria-label", word(`About ${mention.textContent}`, `关于${mention.textContent}`));
  card.showPopover();
  positionCard(mention);
  owner = mention;
  owner.classList.add("mu-on");
  owner.setAttribute("aria-describedby", card.id);
  if (isTapped) card.focus({ preventScroll: true });
};

export const close = (returnFocus = false) => {
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
  if (owner && !card.contains(event.target) && !owner.contains(event.target)) close();
});
