// A card about a name or a date in the text, filled from the page's own lists below the text.
import { word } from "./say.js";

const main = document.querySelector(".mu-source");
const LEAVING = 250;
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
let leaving = 0;

const kindOf = (entry) => {
  const heading = entry.parentElement.previousElementSibling;
  const [name, chinese] = heading.matches("h3") ? heading.children : ["", heading.querySelector("[lang]")];
  const one = { People: "Person", Roles: "Role", Organizations: "Organization", Places: "Place", Terms: "Term", Works: "Work" };
  const words = name ? (one[name.textContent] ?? name.textContent) : word("Date", "日期");
  // On pages in Chinese, a heading has only one word.
  return make("p", "mu-card-k", words, ...(chinese ? [" ", copy(chinese)] : []));
};

const times = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;

const about = (entry) => {
  const label = make("p", "mu-card-n", entry.querySelector("a").textContent);
  const chinese = entry.querySelector(":scope > [lang]:not(.mu-e-b, .mu-e-d)");
  if (chinese) label.append(" ", copy(chinese));
  const says = make("div", "mu-card-d");
  entry.querySelectorAll(":scope > .mu-e-b, :scope > .mu-e-d").forEach((part) => says.append(make("p", "", copy(part))));
  const count = entry.querySelector(".mu-n-of")?.textContent;
  const places = entry.querySelectorAll(".mu-e-p a").length;
  const here = make("a", "", count ? word(`${count} in ${times(places, "paragraph")}`, `${count}，见于${places}段`) : word("only here", "仅此一处"));
  here.href = `#${entry.id}`;
  const on = make("a", "", word("Register entry", "索引条目"));
  on.href = entry.querySelector("a").getAttribute("href");
  return [kindOf(entry), label, says, make("p", "mu-card-f", make("span", "", here), on)];
};

const aboutDate = (entry) => {
  const says = make("div", "mu-card-d", make("p", "", word("In the text ", "文中作"), copy(entry.querySelector(".mu-d-t"))));
  const edtf = copy(entry.querySelector(".mu-edtf"));
  const on = make("a", "", word("Dates in the text", "文中日期"));
  on.href = `#${entry.id}`;
  return [kindOf(entry), make("p", "mu-card-n", entry.querySelector(".mu-d-w").textContent), says, make("p", "mu-card-f", edtf, on)];
};

const stand = (name) => {
  // A name may run over two lines: the card goes beside the first one in view.
  const boxes = [...name.getClientRects()];
  const box = boxes.find(({ bottom }) => bottom > 0) ?? boxes[0];
  const width = document.documentElement.clientWidth;
  const below = box.bottom + card.offsetHeight + 2 * GAP < innerHeight || box.top < card.offsetHeight;
  card.style.left = `${Math.max(GAP, Math.min(box.left - 14, width - card.offsetWidth - GAP)) + scrollX}px`;
  card.style.top = `${scrollY + (below ? box.bottom + GAP : box.top - card.offsetHeight - GAP)}px`;
};

export const open = (name, tapped = false) => {
  clearTimeout(leaving);
  if (owner === name) return;
  close();
  const entry = entries.get(name.getAttribute("href"));
  if (!entry) return;
  const put = make("button", "mu-card-x", "×");
  put.type = "button";
  put.setAttribute("aria-label", word("Close", "关闭"));
  put.addEventListener("click", () => close(true));
  card.replaceChildren(...(entry.matches(".mu-dates > li") ? aboutDate(entry) : about(entry)), put);
  card.style.setProperty("--k", getComputedStyle(name).getPropertyValue("--k"));
  card.setAttribute("role", tapped ? "dialog" : "group");
  card.setAttribute("aria-label", word(`About ${name.textContent}`, `关于${name.textContent}`));
  card.showPopover();
  stand(name);
  owner = name;
  owner.classList.add("mu-on");
  owner.setAttribute("aria-describedby", card.id);
  if (tapped) card.focus({ preventScroll: true });
};

export const close = (back = false) => {
  clearTimeout(leaving);
  if (!owner) return;
  card.hidePopover();
  owner.classList.remove("mu-on");
  owner.removeAttribute("aria-describedby");
  if (back) owner.focus({ preventScroll: true });
  owner = null;
};

export const leave = () => {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (!card.matches(":hover") && !card.contains(document.activeElement)) close();
  }, LEAVING);
};

card.addEventListener("pointerenter", () => clearTimeout(leaving));
card.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && leave());
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && owner) close(card.contains(document.activeElement));
});
addEventListener("pointerdown", (event) => {
  if (owner && !card.contains(event.target) && !owner.contains(event.target)) close();
});
