// The content of a mark's card: the item as in the list or, for a group, its first items or their number.
import { setLanguage, word } from "../language.js";
import { contentFromRow, make } from "./cards.js";
import { hrefOf, rowOf } from "./items.js";
import { countItems, isCount, isMany, languageOf, titled } from "./marks.js";
import { startOfYear } from "./view.js";

const MAX_LINES = 6;

const createLink = (href, text) => {
  const link = make("a", "", text);
  link.href = href;
  return link;
};
const createButton = (text, onClick) => {
  const element = make("button", "", text);
  element.type = "button";
  element.addEventListener("click", onClick);
  return element;
};
const lineOf = (item) => {
  const link = createLink(hrefOf(item), titled(item));
  setLanguage(link, languageOf([item]));
  return make("li", "", make("span", "", word(item.words, item.words_zh ?? item.words)), " ", link);
};

// `zoom` zooms to the time of the group; not given if that would be no closer.
export const contentOf = async (group, link, isTapped, zoom) => {
  if (!isMany(group)) {
    const row = await rowOf(group[0]);
    return row && contentFromRow(row);
  }
  const [count, href] = [countItems(group), link.getAttribute("href")];
  const items = group.flatMap((item) => item.things ?? (isCount(item) ? [] : [item]));
  const head = make("p", "mu-card-n", link.querySelector(".lb").textContent.replace(/^./, (c) => word(`${count.toLocaleString("en")} ${c}`, `${count}${c}`)));
  if (items.length < count) {
    const note = make("p", "mu-card-m", word("Too many here to be drawn one by one.", "此处过多，未能逐条绘出。"));
    if (!isTapped) note.append(" ", createLink(href, word("In the list", "见列表")));
    return [head, note, ...(zoom ? [createButton(word("Zoom in", "放大"), zoom)] : [])];
  }
  const lines = make("ul", "mu-list mu-card-g", ...items.slice(0, MAX_LINES).map(lineOf));
  const rest = items.length - MAX_LINES;
  const [more, chinese] = [rest.toLocaleString("en"), `另有${rest}条`];
  if (zoom) return [head, lines, createButton(rest > 0 ? word(`Zoom in: ${more} more`, `放大，${chinese}`) : word("Zoom in", "放大"), zoom)];
  return [head, lines, ...(rest > 0 ? [make("p", "mu-card-m", createLink(href, word(`${more} more in the list`, `${chinese}见列表`)))] : [])];
};

// The items of a mark that the builder drew but that are not loaded, reconstructed from the drawing.
export const itemsFromDrawing = (link) => {
  const [page, id] = link.getAttribute("href").split("#");
  const period = page.replace(/\/$/, "") || null;
  const [count, label] = [".cln", ".lb"].map((name) => link.querySelector(name));
  if (!count || !label) return [{ id: decodeURIComponent(id), period }];
  const years = label.textContent.match(/\d{4}/g).map(Number);
  return [{ count: +count.textContent.replaceAll(",", ""), period, first: startOfYear(Math.min(...years)), last: startOfYear(Math.max(...years) + 1) }];
};
