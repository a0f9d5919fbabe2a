// A card about a mark, with the content of the list. It opens on hover, focus and tap, and floats above the page.
import { setLanguage, word } from "../say.js";

const GAP = 8, COMING = 180, LEAVING = 250;

export const make = (tag, name, ...content) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...content);
  return made;
};
const copies = (nodes) =>
  [...nodes].map((node) => {
    const copy = node.cloneNode(true);
    for (const one of [copy, ...(copy.querySelectorAll?.("[id]") ?? [])]) one.removeAttribute?.("id");
    return copy;
  });

// The content of an item of the list, for the card of its mark.
export const fromRow = (row) => {
  const kind = row.querySelector(".mu-tk");
  if (!kind) {
    const [when, ...rest] = copies(row.children);
    return [make("p", "mu-card-k", when), make("div", "mu-card-l", ...rest.flatMap((one) => [one, " "]))];
  }
  const title = make("p", "mu-card-n", ...copies(row.querySelector(".mu-tt-t").childNodes));
  setLanguage(title, row.querySelector(".mu-tt-t").lang);
  const witnesses = [...row.querySelectorAll(".mu-wit > li")];
  const list = make("ul", "mu-list mu-wit", ...copies(witnesses.slice(0, 2)));
  const more = witnesses.length > 2 ? [make("p", "mu-card-m", word(`and ${witnesses.length - 2} more in the list`, `另有${witnesses.length - 2}条见列表`))] : [];
  return [
    make("p", "mu-card-k", ...copies(kind.childNodes)),
    make("p", "mu-card-w", ...copies(row.querySelector(".mu-dw").childNodes)),
    title,
    ...(witnesses.length ? [list, ...more] : []),
  ];
};

const byRow = (link) => {
  const href = link.getAttribute("href");
  const row = href.startsWith("#") && document.getElementById(decodeURIComponent(href.slice(1)));
  return row ? fromRow(row) : null;
};

// `contentOf(link, byTap)` returns the content of a mark's card, or a promise of it, or null for no card.
export const cardsOn = (svg, contentOf = byRow) => {
  const card = make("div", "mu-card mu-card-t");
  card.id = `mu-card-t${document.querySelectorAll(".mu-card-t").length}`;
  card.popover = "manual";
  card.tabIndex = -1;
  svg.after(card);
  let owner = null;
  let timer = 0;
  let tapped = false;

  const close = (back = false) => {
    clearTimeout(timer);
    if (!owner) return;
    card.hidePopover();
    owner.removeAttribute("aria-describedby");
    if (back) owner.focus({ preventScroll: true });
    owner = null;
  };
  const stand = (link) => {
    const box = (link.querySelector(".hit") ?? link).getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const below = box.bottom + card.offsetHeight + 2 * GAP < innerHeight || box.top < card.offsetHeight + GAP;
    card.style.left = `${Math.max(GAP, Math.min(box.left, width - card.offsetWidth - GAP)) + scrollX}px`;
    card.style.top = `${scrollY + (below ? box.bottom + 2 : box.top - card.offsetHeight - 2)}px`;
  };
  const open = async (link, byTap = false) => {
    clearTimeout(timer);
    if (owner === link) return;
    close();
    owner = link;
    const content = await contentOf(link, byTap);
    // Another card was opened meanwhile, or the view redrawn.
    if (owner !== link || !content || !link.isConnected) {
      if (owner === link) owner = null;
      return;
    }
    const put = make("button", "mu-card-x", "×");
    put.type = "button";
    put.setAttribute("aria-label", word("Close", "关闭"));
    put.addEventListener("click", () => close(true));
    const there = make("a", "", word("In the list", "见列表"));
    there.href = link.getAttribute("href");
    card.replaceChildren(...content, ...(byTap ? [make("p", "mu-card-f", there)] : []), put);
    card.style.setProperty("--k", getComputedStyle(link).getPropertyValue("--k"));
    card.setAttribute("role", byTap ? "dialog" : "group");
    card.setAttribute("aria-label", word("About this mark", "关于此标记"));
    card.showPopover();
    stand(link);
    link.setAttribute("aria-describedby", card.id);
    if (byTap) card.focus({ preventScroll: true });
  };
  const leave = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!card.matches(":hover") && !card.contains(document.activeElement)) close();
    }, LEAVING);
  };

  const markOf = (event) => event.target.closest?.("a");
  svg.addEventListener("pointerover", (event) => {
    const link = markOf(event);
    if (!link || event.pointerType !== "mouse" || event.buttons) return;
    clearTimeout(timer);
    timer = setTimeout(() => open(link), owner ? 60 : COMING);
  });
  svg.addEventListener("pointerout", (event) => event.pointerType === "mouse" && leave());
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && leave());
  svg.addEventListener("focusin", (event) => {
    const link = markOf(event);
    if (link?.matches(":focus-visible")) open(link);
  });
  svg.addEventListener("focusout", (event) => card.contains(event.relatedTarget) || (!tapped && close()));
  svg.addEventListener("pointerdown", (event) => {
    tapped = event.pointerType === "touch";
    clearTimeout(timer);
  });
  svg.addEventListener("click", (event) => {
    const link = markOf(event);
    if (!link || event.defaultPrevented) return;
    if (!tapped) {
      close();
      return;
    }
    // Touch has no hover, so a tap opens the card instead of following the link.
    event.preventDefault();
    if (owner === link) close();
    open(link, true);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && owner) close(card.contains(document.activeElement));
  });
  addEventListener("pointerdown", (event) => {
    if (owner && !card.contains(event.target) && !owner.contains(event.target)) close();
  });
  return { close };
};

// Starts the cards of a strip, and handles the event that caused this script to be fetched.
const begun = new WeakSet();
export const begin = (svg, event) => {
  if (begun.has(svg)) return;
  begun.add(svg);
  cardsOn(svg);
  const link = event.target.closest?.("a");
  if (svg.contains(link) && link.matches(":hover, :focus-visible")) link.dispatchEvent(new event.constructor(event.type, event));
};
