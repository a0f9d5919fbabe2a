// Highlights in the network, by pointer and keyboard: a name shows its arcs and their other ends, an arc its ends.
import { word } from "./language.js";

const net = document.querySelector(".mu-net");
if (net) {
  const arcs = [...net.querySelectorAll(".mu-net-a path")].map((path) => [path, path.dataset.ends.split(" ").slice(0, 2)]);
  const rows = new Map([...net.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]));
  const highlight = (row) => {
    const related = new Set(row ? [row] : []);
    for (const [path, ends] of arcs) {
      const isOn = ends.includes(row);
      path.classList.toggle("mu-on", isOn);
      if (isOn) ends.forEach((end) => related.add(end));
    }
    for (const [name, item] of rows) item.classList.toggle("mu-on", related.has(name));
    net.classList.toggle("mu-some", Boolean(row));
  };
  const nameOf = (row) => rows.get(row).querySelector("a").textContent;
  const addTitle = (path) => {
    const [one, other, count] = path.dataset.ends.split(" ");
    const title = document.createElementNS(path.namespaceURI, "title");
    const names = [nameOf(one), nameOf(other)];
    title.textContent = word(`${names.join(" and ")}: ${count} paragraph${count === "1" ? "" : "s"}`, `${names.join("、")}：${count}段`);
    path.append(title);
  };
  const rowOf = (event) => event.target.closest("[data-row]")?.dataset.row;
  net.addEventListener("pointerover", (event) => {
    highlight(rowOf(event));
    if (event.target.matches("path:empty")) addTitle(event.target);
  });
  net.addEventListener("pointerleave", () => highlight(undefined));
  net.addEventListener("focusin", (event) => highlight(rowOf(event)));
  net.addEventListener("focusout", () => highlight(undefined));
}
