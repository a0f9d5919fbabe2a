// A card about a mark, with the content of the list. It opens on hover, focus and tap, and floats above the page.
import { setLanguage, word } from "../language.js";

const GAP = 8, OPEN_MS = 180, CLOSE_MS = 250;

export const make = (tag, name, ...content) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...content);
  return element;
};
const copiesOf = (nodes) =>
  [...nodes].map((node) => {
    const copy = node.cloneNode(true);
    for (const element of [copy, ...(copy.querySelectorAll?.("[id]") ?? [])]) element.removeAttribute?.("id");
    return copy;
  });

// The content of an item of the list, for the card of its mark.
export const contentFromRow = (row) => {
  const kind = row.querySelector(".mu-tk");
  if (!kind) {
    const [when, ...rest] = copiesOf(row.children);
    return [make("p", "mu-card-k", when), make("div", "mu-card-l", ...rest.flatMap((one) => [one, " "]))];
  }
  const title = make("p", "mu-card-n", ...copiesOf(row.querySelector(".mu-tt-t").childNodes));
  setLanguage(title, row.querySelector(".mu-tt-t").lang);
  const witnesses = [...row.querySelectorAll(".mu-wit > li")];
  const list = make("ul", "mu-list mu-wit", ...copiesOf(witnesses.slice(0, 2)));
  const more = witnesses.length > 2 ? [make("p", "mu-card-m", word(`and ${witnesses.length - 2} more in the list`, `另有${witnesses.length - 2}条见列表`))] : [];
  return [
    make("p", "mu-card-k", ...copiesOf(kind.childNodes)),
    make("p", "mu-card-w", ...copiesOf(row.querySelector(".mu-dw").childNodes)),
    title,
    ...(witnesses.length ? [list, ...more] : []),
  ];
};

const contentFromTarget = (link) => {
  const href = link.getAttribute("href");
  const row = href.startsWith("#") && document.getElementById(decodeURIComponent(href.slice(1)));
  return row ? contentFromRow(row) : null;
};

// The element that floats above the page, and the mark that owns it while it is open.
const createCard = (svg, contentOf) => {
  const card = make("div", "mu-card mu-card-t");
  card.id = `mu-card-t${document.querySelectorAll(".mu-card-t").length}`;
  card.popover = "manual";
  card.tabIndex = -1;
  svg.after(card);
  let owner = null;
  let timer = 0;

  const stopTimer = () => clearTimeout(timer);
  const close = (returnFocus = false) => {
    stopTimer();
    if (!owner) return;
    card.hidePopover();
    owner.removeAttribute("aria-describedby");
    if (returnFocus) owner.focus({ preventScroll: true });
    owner = null;
  };
  const positionCard = (link) => {
    const box = (link.querySelector(".hit") ?? link).getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const fitsBelow = box.bottom + card.offsetHeight + 2 * GAP < innerHeight || box.top < card.offsetHeight + GAP;
    card.style.left = `${Math.max(GAP, Math.min(box.left, width - card.offsetWidth - GAP)) + scrollX}px`;
    card.style.top = `${scrollY + (fitsBelow ? box.bottom + 2 : box.top - card.offsetHeight - 2)}px`;
  };
  const fill = (content, link, isTapped) => {
    const closeButton = make("button", "mu-card-x", "×");
    closeButton.type = "button";
    closeButton.setAttribute("aria-label", word("Close", "关闭"));
    closeButton.addEventListener("click", () => close(true));
    const listLink = make("a", "", word("In the list", "见列表"));
    listLink.href = link.getAttribute("href");
    card.replaceChildren(...content, ...(isTapped ? [make("p", "mu-card-f", listLink)] : []), closeButton);
    card.style.setProperty("--k", getComputedStyle(link).getPropertyValue("--k"));
    card.setAttribute("role", isTapped ? "dialog" : "group");
    card.setAttribute("aria-label", word("About this mark", "关于此标记"));
  };
  const open = async (link, isTapped = false) => {
    stopTimer();
    if (owner === link) return;
    close();
    owner = link;
    const content = await contentOf(link, isTapped);
    // Another card was opened meanwhile, or the view redrawn.
    if (owner !== link || !content || !link.isConnected) {
      if (owner === link) owner = null;
      return;
    }
    fill(content, link, isTapped);
    card.showPopover();
    positionCard(link);
    link.setAttribute("aria-describedby", card.id);
    if (isTapped) card.focus({ preventScroll: true });
  };
  const openSoon = (link) => {
    stopTimer();
    timer = setTimeout(() => open(link), owner ? 60 : OPEN_MS);
  };
  const closeSoon = () => {
    stopTimer();
    timer = setTimeout(() => {
      if (!card.matches(":hover") && !card.contains(document.activeElement)) close();
    }, CLOSE_MS);
  };
  const isOwner = (link) => owner === link;
  const isOpen = () => owner !== null;
  const isInside = (node) => card.contains(node) || Boolean(owner?.contains(node));
  return { card, open, openSoon, close, closeSoon, stopTimer, isOwner, isOpen, isInside };
};

// `contentOf(link, isTapped)` returns the content of a mark's card, or a promise of it, or null for no card.
export const addCards = (svg, contentOf = contentFromTarget) => {
  const { card, open, openSoon, close, closeSoon, stopTimer, isOwner, isOpen, isInside } = createCard(svg, contentOf);
  let isTouch = false;
  const markOf = (event) => event.target.closest?.("a");
  svg.addEventListener("pointerover", (event) => {
    const link = markOf(event);
    if (link && event.pointerType === "mouse" && !event.buttons) openSoon(link);
  });
  svg.addEventListener("pointerout", (event) => event.pointerType === "mouse" && closeSoon());
  card.addEventListener("pointerenter", stopTimer);
  card.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && closeSoon());
  svg.addEventListener("focusin", (event) => {
    const link = markOf(event);
    if (link?.matches(":focus-visible")) open(link);
  });
  svg.addEventListener("focusout", (event) => card.contains(event.relatedTarget) || (!isTouch && close()));
  svg.addEventListener("pointerdown", (event) => {
    isTouch = event.pointerType === "touch";
    stopTimer();
  });
  svg.addEventListener("click", (event) => {
    const link = markOf(event);
    if (!link || event.defaultPrevented) return;
    if (!isTouch) {
      close();
      return;
    }
    // Touch has no hover, so a tap opens the card instead of following the link.
    event.preventDefault();
    if (isOwner(link)) close();
    open(link, true);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) close(card.contains(document.activeElement));
  });
  addEventListener("pointerdown", (event) => {
    if (isOpen() && !isInside(event.target)) close();
  });
  return { close };
};

// Starts the cards of a strip, and handles the event that caused this script to be fetched.
const started = new WeakSet();
export const start = (svg, event) => {
  if (started.has(svg)) return;
  started.add(svg);
  addCards(svg);
  const link = event.target.closest?.("a");
  if (svg.contains(link) && link.matches(":hover, :focus-visible")) link.dispatchEvent(new event.constructor(event.type, event));
};
