// A card about a mark, with the content of the list. It opens on hover, focus and tap, and floats above the page.
import { button, closest, contains, find, make } from "../elements.js";
import { word } from "../language.js";

/** @typedef {Node[] | null} CardContent What is in a card; null if there is to be no card. */
/** @typedef {(link: SVGAElement, isTapped: boolean) => CardContent | Promise<CardContent>} ContentOf Makes the content of a mark's card. */
/** @typedef {ReturnType<typeof createCard>} Card */

const GAP = 8, OPEN_MS = 180, CLOSE_MS = 250;

// Copies without ids, which would then occur twice.
/** @type {(nodes: Iterable<Node>) => Node[]} */
const copiesOf = (nodes) =>
  [...nodes].map((node) => {
    const copy = node.cloneNode(true);
    if (!(copy instanceof Element)) return copy;
    for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
    return copy;
  });

// The content of an item of the list, for the card of its mark.
/** @type {(row: HTMLElement) => Node[]} */
export const contentFromRow = (row) => {
  const kind = row.querySelector(".mu-tk");
  if (!kind) {
    const [when, ...rest] = copiesOf(row.children);
    return [make("p", "mu-card-k", when), make("div", "mu-card-l", ...rest.flatMap((one) => [one, " "]))];
  }
  const titled = find(".mu-tt-t", HTMLElement, row);
  const title = make("p", { class: "mu-card-n", lang: titled.lang }, ...copiesOf(titled.childNodes));
  const witnesses = [...row.querySelectorAll(".mu-wit > li")];
  const list = make("ul", "mu-list mu-wit", ...copiesOf(witnesses.slice(0, 2)));
  const more = witnesses.length > 2 ? [make("p", "mu-card-m", word("and {count} more in the list", { count: witnesses.length - 2 }))] : [];
  return [
    make("p", "mu-card-k", ...copiesOf(kind.childNodes)),
    make("p", "mu-card-w", ...copiesOf(find(".mu-dw", HTMLElement, row).childNodes)),
    title,
    ...(witnesses.length ? [list, ...more] : []),
  ];
};

/** @type {ContentOf} */
const contentFromTarget = (link) => {
  const href = link.getAttribute("href") ?? "";
  const row = href.startsWith("#") && document.getElementById(decodeURIComponent(href.slice(1)));
  return row ? contentFromRow(row) : null;
};

// Puts a card below its mark or, if there is no room, above it.
/** @type {(card: HTMLElement, link: SVGElement) => void} */
const positionCard = (card, link) => {
  const box = (link.querySelector(".hit") ?? link).getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const fitsBelow = box.bottom + card.offsetHeight + 2 * GAP < innerHeight || box.top < card.offsetHeight + GAP;
  card.style.left = `${Math.max(GAP, Math.min(box.left, width - card.offsetWidth - GAP)) + scrollX}px`;
  card.style.top = `${scrollY + (fitsBelow ? box.bottom + 2 : box.top - card.offsetHeight - 2)}px`;
};
/** @type {(card: HTMLElement, content: Node[], link: SVGElement, isTapped: boolean, close: () => void) => void} */
const fillCard = (card, content, link, isTapped, close) => {
  const closeButton = button({ class: "mu-card-x", "aria-label": word("Close") }, "×", close);
  const listLink = make("a", { href: link.getAttribute("href") ?? "" }, word("In the list"));
  card.replaceChildren(...content, ...(isTapped ? [make("p", "mu-card-f", listLink)] : []), closeButton);
  card.style.setProperty("--k", getComputedStyle(link).getPropertyValue("--k"));
  card.setAttribute("role", isTapped ? "dialog" : "group");
  card.setAttribute("aria-label", word("About this mark"));
};

// The element that floats above the page, and the mark that owns it while it is open.
/** @param {SVGElement} svg @param {ContentOf} contentOf */
const createCard = (svg, contentOf) => {
  const number = document.querySelectorAll(".mu-card-t").length;
  const card = make("div", { class: "mu-card mu-card-t", id: `mu-card-t${number}`, popover: "manual", tabindex: -1 });
  svg.after(card);
  /** @type {SVGAElement | null} */
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
  /** @type {(link: SVGAElement, isTapped?: boolean) => Promise<void>} */
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
    fillCard(card, content, link, isTapped, () => close(true));
    card.showPopover();
    positionCard(card, link);
    link.setAttribute("aria-describedby", card.id);
    if (isTapped) card.focus({ preventScroll: true });
  };
  /** @type {(link: SVGAElement) => void} */
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
  /** @type {(link: SVGElement) => boolean} */
  const isOwner = (link) => owner === link;
  const isOpen = () => owner !== null;
  /** @type {(target: EventTarget | null) => boolean} */
  const isInside = (target) => contains(card, target) || contains(owner, target);
  return { card, open, openSoon, close, closeSoon, stopTimer, isOwner, isOpen, isInside };
};

// Adds cards to the marks of a drawing.
/** @type {(svg: SVGElement, contentOf?: ContentOf) => Pick<Card, "close">} */
export const addCards = (svg, contentOf = contentFromTarget) => {
  const { card, open, openSoon, close, closeSoon, stopTimer, isOwner, isOpen, isInside } = createCard(svg, contentOf);
  let isTouch = false;
  /** @type {(event: Event) => SVGAElement | null} */
  const markOf = (event) => closest(event.target, "a", SVGAElement);
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
  svg.addEventListener("focusout", (event) => contains(card, event.relatedTarget) || (!isTouch && close()));
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
/** @type {WeakSet<SVGElement>} */
const started = new WeakSet();
/** @type {(svg: SVGElement, event: Event) => void} */
export const start = (svg, event) => {
  if (started.has(svg)) return;
  started.add(svg);
  addCards(svg);
  const link = closest(event.target, "a", SVGAElement);
  if (!link || !svg.contains(link) || !link.matches(":hover, :focus-visible")) return;
  if (event instanceof FocusEvent) link.dispatchEvent(new FocusEvent(event.type, event));
  else if (event instanceof PointerEvent) link.dispatchEvent(new PointerEvent(event.type, event));
};
