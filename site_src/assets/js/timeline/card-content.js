// The content of a mark's card: the item as in the list or, for a group, its first items or their number.
import { button, make, query } from "../elements.js";
import { fieldInPageLanguage, word } from "../language.js";
import { contentFromRow } from "./cards.js";
import { blankItem, hrefOf, rowOf } from "./items.js";
import { countItems, isCount, isMany, languageOf, titled } from "./marks.js";
import { dayOf, startOfYear } from "./view.js";

/** @import { DatedItem } from "./items.js" */

const MAX_LINES = 6;

/** @type {(item: DatedItem) => HTMLElement} */
const lineOf = (item) => {
  const link = make("a", { href: hrefOf(item), lang: languageOf([item]) }, titled(item));
  return make("li", {}, make("span", {}, fieldInPageLanguage(item, "words")), " ", link);
};

// `zoom` zooms to the time of the group; not given if that would be no closer.
/** @type {(group: DatedItem[], link: SVGElement, isTapped: boolean, zoom: (() => void) | undefined) => Promise<Node[] | null>} */
export const contentOf = async (group, link, isTapped, zoom) => {
  if (!isMany(group)) {
    const row = await rowOf(group[0]);
    return row && contentFromRow(row);
  }
  const count = countItems(group);
  /** @type {(text: string) => HTMLElement} */
  const listLink = (text) => make("a", { href: link.getAttribute("href") ?? "" }, text);
  const items = group.flatMap((item) => item.things ?? (isCount(item) ? [] : [item]));
  const label = query(".lb", SVGElement, link)?.textContent ?? "";
  const head = make("p", "mu-card-n", label && word("{count} {label}", { count, label }));
  if (items.length < count) {
    const note = make("p", "mu-card-m", word("Too many here to be drawn one by one."));
    if (!isTapped) note.append(" ", listLink(word("In the list")));
    return [head, note, ...(zoom ? [button({}, word("Zoom in"), zoom)] : [])];
  }
  const lines = make("ul", "mu-list mu-card-g", ...items.slice(0, MAX_LINES).map(lineOf));
  const rest = items.length - MAX_LINES;
  if (zoom) return [head, lines, button({}, rest > 0 ? word("Zoom in: {count} more", { count: rest }) : word("Zoom in"), zoom)];
  return [head, lines, ...(rest > 0 ? [make("p", "mu-card-m", listLink(word("{count} more in the list", { count: rest })))] : [])];
};

// The items of a mark that the builder drew but that are not loaded, reconstructed from the drawing.
/** @type {(link: SVGElement) => DatedItem[]} */
export const itemsFromDrawing = (link) => {
  const [page, id = ""] = link.getAttribute("href")?.split("#") ?? [""];
  const period = page.replace(/\/$/, "") || null;
  const [count, label] = [".cln", ".lb"].map((name) => query(name, SVGElement, link)?.textContent);
  const years = label?.match(/\d{4}/g)?.map(Number);
  if (!count || !years) return [{ ...blankItem, id: decodeURIComponent(id), period }];
  const [first, last] = [startOfYear(Math.min(...years)), startOfYear(Math.max(...years) + 1)];
  return [{ ...blankItem, count: +count.replaceAll(",", ""), period, first, last, lower: dayOf(first), upper: dayOf(last) }];
};
