// Highlights in the network, by pointer and keyboard: a name shows its arcs and their other ends, an arc its ends.
import { closest, find, findAll, makeSvg } from "./elements.js";
import { word } from "./language.js";

const net = find(".mu-net", HTMLElement);
const rows = new Map(findAll("[data-row]", HTMLElement, net).map((row) => [row.dataset.row, row]));
// The two names that an arc connects, and in how many paragraphs both stand.
/** @type {(path: SVGElement) => string[]} */
const endsOf = (path) => path.dataset.ends?.split(" ") ?? [];
const arcs = findAll(".mu-net-a path", SVGElement, net).map((path) => ({ path, ends: endsOf(path).slice(0, 2) }));

/** @type {(row: string | undefined) => void} */
const highlight = (row) => {
  const related = new Set(row ? [row] : []);
  for (const { path, ends } of arcs) {
    const isOn = row !== undefined && ends.includes(row);
    path.classList.toggle("mu-on", isOn);
    if (isOn) ends.forEach((end) => related.add(end));
  }
  for (const [name, item] of rows) item.classList.toggle("mu-on", related.has(name ?? ""));
  net.classList.toggle("mu-some", Boolean(row));
};
/** @type {(row: string) => string} */
const nameOf = (row) => rows.get(row)?.querySelector("a")?.textContent ?? row;
/** @type {(path: SVGElement) => void} */
const addTitle = (path) => {
  const [one, other, count] = endsOf(path);
  const text = count === "1" ? "{one} and {other}: {count} paragraph" : "{one} and {other}: {count} paragraphs";
  path.append(makeSvg("title", {}, word(text, { one: nameOf(one), other: nameOf(other), count })));
};
/** @type {(event: Event) => string | undefined} */
const rowOf = (event) => closest(event.target, "[data-row]", HTMLElement)?.dataset.row;
net.addEventListener("pointerover", (event) => {
  highlight(rowOf(event));
  if (event.target instanceof SVGElement && event.target.matches("path:empty")) addTitle(event.target);
});
net.addEventListener("pointerleave", () => highlight(undefined));
net.addEventListener("focusin", (event) => highlight(rowOf(event)));
net.addEventListener("focusout", () => highlight(undefined));
