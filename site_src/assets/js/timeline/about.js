// The content of a mark's card: the item as in the list or, for a group, its first items or their number.
import { setLanguage, word } from "../say.js";
import { fromRow, make } from "./cards.js";
import { hrefOf, rowOf } from "./items.js";
import { isMany, isNumber, sumOf, titled, tongueOf } from "./marks.js";
import { year } from "./view.js";

const LINES = 6;

const leading = (href, text) => {
  const link = make("a", "", text);
  link.href = href;
  return link;
};
const button = (text, act) => {
  const made = make("button", "", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};
const lineOf = (item) => {
  const what = leading(hrefOf(item), titled(item));
  setLanguage(what, tongueOf([item]));
  return make("li", "", make("span", "", word(item.words, item.words_zh ?? item.words)), " ", what);
};

// `closer` zooms to the time of the group; not given if that would be no closer.
export const about = async (group, link, byTap, closer) => {
  if (!isMany(group)) {
    const row = await rowOf(group[0]);
    return row && fromRow(row);
  }
  const [count, href] = [sumOf(group), link.getAttribute("href")];
  const things = group.flatMap((item) => item.things ?? (isNumber(item) ? [] : [item]));
  const head = make("p", "mu-card-n", link.querySelector(".lb").textContent.replace(/^./, (c) => word(`${count.toLocaleString("en")} ${c}`, `${count}${c}`)));
  if (things.length < count) {
    const told = make("p", "mu-card-m", word("Too many here to be drawn one by one.", "此处过多，未能逐条绘出。"));
    if (!byTap) told.append(" ", leading(href, word("In the list", "见列表")));
    return [head, told, ...(closer ? [button(word("Zoom in", "放大"), closer)] : [])];
  }
  const lines = make("ul", "mu-list mu-card-g", ...things.slice(0, LINES).map(lineOf));
  const rest = things.length - LINES;
  const [more, chinese] = [rest.toLocaleString("en"), `另有${rest}条`];
  if (closer) return [head, lines, button(rest > 0 ? word(`Zoom in: ${more} more`, `放大，${chinese}`) : word("Zoom in", "放大"), closer)];
  return [head, lines, ...(rest > 0 ? [make("p", "mu-card-m", leading(href, word(`${more} more in the list`, `${chinese}见列表`)))] : [])];
};

// The items of a mark that the builder drew but that are not loaded, reconstructed from the drawing.
export const drawnAs = (link) => {
  const [page, id] = link.getAttribute("href").split("#");
  const period = page.replace(/\/$/, "") || null;
  const [count, label] = [".cln", ".lb"].map((name) => link.querySelector(name));
  if (!count || !label) return [{ id: decodeURIComponent(id), period }];
  const years = label.textContent.match(/\d{4}/g).map(Number);
  return [{ count: +count.textContent.replaceAll(",", ""), period, first: year(Math.min(...years)), last: year(Math.max(...years) + 1) }];
};
