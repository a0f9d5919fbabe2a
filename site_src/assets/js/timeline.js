// Makes the timeline zoomable and pannable. The builder's drawing stays until the reader asks for another view. The view
// is in the URL: ?from=2007-03-01&to=2010-12-31&hide=law&lanes=place&entity=guangdong&source=09CHENGDU165.
import { button, closest, find, findAll, makeSvg } from "./elements.js";
import { idInFragment } from "./fragment.js";
import { word } from "./language.js";
import { addBrush } from "./timeline/brush.js";
import { contentOf, itemsFromDrawing } from "./timeline/card-content.js";
import { addCards } from "./timeline/cards.js";
import { listenTo } from "./timeline/gestures.js";
import { hrefOf, loadItems, nameOf, presentIdOf, smallStock, sourceNameOf } from "./timeline/items.js";
import { categories, lanesBy, lanesOf } from "./timeline/lanes.js";
import { countItems, groupClose, isCount, isMany } from "./timeline/marks.js";
import { drawDown, rowsOf, timeAtHeight } from "./timeline/tall-drawing.js";
import { SHORTEST, actions, dayOf, endOf, isStill, isWhole, redraw, setWhole, settle, showRange, startOfYear, view, watch, whole, yearOf } from "./timeline/view.js";
import { LABELS, RIGHT, WIDE, drawAcross, timeAtX, xOf } from "./timeline/wide-drawing.js";
import { fromTo } from "./timeline/words.js";

/** @import { Card } from "./timeline/cards.js" */
/** @import { Chosen, DatedItem, Item, Stock } from "./timeline/items.js" */
/** @import { CreateLink } from "./timeline/wide-drawing.js" */

const across = find(".mu-tl-w", SVGSVGElement);
const down = find(".mu-tl-t", SVGSVGElement);
const form = find(".mu-lanes", HTMLFormElement);
const zoom = find(".mu-zoom", HTMLElement, form);
const output = find("output", HTMLOutputElement, form);
const only = find(".mu-only", HTMLElement, form);
const boxes = findAll("input[type=checkbox]", HTMLInputElement, form);
const laneSelect = find("[name=lanes]", HTMLSelectElement, zoom);
const from = find("[name=from]", HTMLInputElement, zoom);
const to = find("[name=to]", HTMLInputElement, zoom);
// Whether an item's lane is named at its label: not if events have only one lane, since their column shows it.
const eventBoxes = boxes.filter(({ dataset }) => dataset.layer === "event");
/** @type {(box: HTMLInputElement) => boolean} */
const namesLane = (box) => eventBoxes.length > 1 && eventBoxes.includes(box);
/** @type {Chosen} */
const chosen = { entity: null, source: null };

/** @type {Item[] | null} */
let allItems = null; // all items, if the timeline is small
/** @type {Stock} */
let stock = smallStock([]);
/** @type {WeakMap<Element, DatedItem[]>} */
const groupOf = new WeakMap();
/** @type {Pick<Card, "close">[]} */
const cards = [];

/** @type {(item: Item) => boolean} */
const inView = (item) => item.parts.some((p) => (p.lower ?? -Infinity) < view.end && (p.upper ?? Infinity) > view.start);
const itemsInView = () => stock.items().filter((item) => item.box.checked && inView(item));
const isTall = () => down.getClientRects().length > 0;

/** @type {(group: DatedItem[]) => [start: number, end: number]} */
const rangeOf = (group) => [group[0].first, Math.max(...group.map((item) => item.last))];
// Whether zooming to a group would bring it closer: not if it lasts about as long as the view.
/** @type {(group: DatedItem[]) => boolean} */
const isNearer = (group) => {
  const [start, end] = rangeOf(group);
  const isOpen = group.some((item) => item.lower === null || item.upper === null);
  return !isOpen && view.end - view.start > Math.max(2 * SHORTEST, 1.3 * (end - start));
};
/** @type {(group: DatedItem[]) => boolean} */
const canZoomTo = (group) => !group.some(isCount) || isNearer(group);
/** @type {(group: DatedItem[]) => void} */
const zoomTo = (group) => {
  const [start, end] = rangeOf(group);
  const room = Math.max((end - start) * 0.1, SHORTEST / 2);
  showRange(start - room, end + room);
};
/** @type {CreateLink} */
const createLink = (group, attributes, ...children) => {
  const kind = group.length > 1 && group.some((item) => item.key !== group[0].key) ? "many" : group[0].key;
  const link = makeSvg("a", { href: hrefOf(group[0]), class: `lane-${kind}`, ...attributes }, ...children);
  groupOf.set(link, group);
  return link;
};
// The time in view, in words; for the whole timeline, from the first year with items to the last.
const timeInView = () => {
  if (isWhole()) return fromTo(`${from.min.padStart(4, "0")}-01-01`, `${from.max.padStart(4, "0")}-12-31`);
  return fromTo(dayOf(view.start), dayOf(view.end - 1));
};
const draw = () => {
  cards.forEach((card) => card.close());
  const svg = isTall() ? down : across;
  const focusedHref = svg.contains(document.activeElement) && document.activeElement?.getAttribute("href");
  if (isTall()) drawDown(down, itemsInView(), createLink, namesLane);
  else drawAcross(across, lanesOf(itemsInView(), laneSelect.value, boxes), createLink);
  find("title", SVGTitleElement, svg).textContent = word("Timeline, {time}", { time: timeInView() });
  // The focus stays on its mark, or on the drawing: marks are redrawn when more of a large timeline is loaded.
  if (focusedHref) ([...svg.querySelectorAll("a")].find((link) => link.getAttribute("href") === focusedHref) ?? svg).focus({ preventScroll: true });
};

// Hides rows of the list on this page that are not in view, and says how many items are.
const updateList = () => {
  const visible = new Set(itemsInView());
  for (const item of allItems ?? []) item.row?.classList.toggle("mu-off", !visible.has(item));
  const counts = [...visible].filter((item) => isCount(item) && !item.things);
  const [total, onlyCounted] = [countItems([...visible]), countItems(counts)];
  // A month that is only partly in view is counted in full, so the count is approximate.
  const isApproximate = counts.some(({ first, last }) => first < view.start || last > view.end);
  const count = word(total === 1 ? "{count} entry" : "{count} entries", { count: total });
  const texts = [isApproximate ? word("about {count}", { count }) : count];
  if (!isWhole()) texts.push(timeInView());
  if (onlyCounted) texts.push(word("{count} only counted", { count: onlyCounted }));
  if (stock.hasFailed()) texts.push(word("some could not be loaded"));
  output.textContent = texts.join(word(", "));
};
// While busy, the changing count is not announced; it is once the drawing and the URL are settled.
const setBusy = (isBusy = !isStill() || stock.isComing()) => output.setAttribute("aria-busy", String(isBusy));
const updateAddress = () => {
  const state = new URLSearchParams(location.search);
  for (const key of ["from", "to", "hide", "lanes", "entity", "source"]) state.delete(key);
  if (!isWhole()) {
    state.set("from", dayOf(view.start));
    state.set("to", dayOf(view.end - 1));
  }
  const hidden = boxes.filter((box) => !box.checked).map((box) => box.value);
  if (hidden.length) state.set("hide", hidden.join("."));
  if (laneSelect.value) state.set("lanes", laneSelect.value);
  for (const [key, id] of Object.entries(chosen)) if (id) state.set(key, id);
  const query = state.toString();
  history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
};
const updateFields = () => {
  // A field in which the reader is typing is not changed.
  if (from !== document.activeElement) from.value = String(yearOf(view.start));
  if (to !== document.activeElement) to.value = String(yearOf(view.end - 1));
  for (const field of [from, to]) field.removeAttribute("aria-invalid");
};

// A button that removes a choice.
/** @type {(key: keyof Chosen, name: string) => HTMLButtonElement} */
const choiceButton = (key, name) =>
  button({ "aria-label": word("Only {name}: remove", { name }) }, name, () => {
    chosen[key] = null;
    applyChoice();
  });
// Shows only items about an entry or from a source; its name becomes a button that removes this choice.
let latestChoice = 0;
const applyChoice = async () => {
  const thisChoice = (latestChoice += 1);
  const isOutdated = () => thisChoice !== latestChoice;
  setBusy(true);
  let { entity, source } = chosen;
  if (entity) entity = await presentIdOf(entity);
  if (source && !(await stock.knows(source))) source = await presentIdOf(source, "source ");
  if (isOutdated()) return;
  Object.assign(chosen, { entity, source });
  await stock.filter(
    { entity, source },
    (item) => (!entity || item.entities.includes(entity)) && (!source || item.sources.includes(source)),
  );
  const entityName = entity && (await nameOf(entity));
  if (isOutdated()) return;
  const ofSource = stock.items().find((item) => item.sources[0] === source);
  only.replaceChildren(
    ...(entityName ? [choiceButton("entity", entityName)] : []),
    ...(source ? [choiceButton("source", sourceNameOf(ofSource ?? { sources: [source], source_label: null }))] : []),
  );
  only.hidden = !only.children.length;
  redraw();
  settle();
};

/** @type {(link: SVGAElement) => DatedItem[]} */
const groupAt = (link) => {
  // A mark drawn by the builder is matched to the groups that the same rules give here.
  const id = decodeURIComponent(link.getAttribute("href")?.split("#")[1] ?? "");
  const key = link.closest("g[class*=lane-]")?.classList[1] ?? "";
  if (!allItems) return itemsFromDrawing(link);
  const groups = down.contains(link) ? rowsOf(itemsInView()) : groupClose(itemsInView().filter((item) => `lane-${item.key}` === key), xOf);
  return groups.find(([first]) => first.id === id) ?? allItems.filter((item) => item.id === id);
};
/** @type {(link: SVGAElement, isTapped: boolean) => Promise<Node[] | null>} */
const cardContentOf = (link, isTapped) => {
  const group = groupOf.get(link) ?? groupAt(link);
  return contentOf(group, link, isTapped, canZoomTo(group) ? () => zoomTo(group) : undefined);
};

const listenToForm = () => {
  zoom.addEventListener("click", (event) => actions[closest(event.target, "[data-zoom]", HTMLElement)?.dataset.zoom ?? ""]?.());
  for (const field of [from, to])
    field.addEventListener("change", () => {
      const [a, b] = [+from.value, +to.value];
      const crossed = a && b && a > b;
      for (const one of [from, to]) one.setAttribute("aria-invalid", String(Boolean(crossed)));
      if (crossed) output.textContent = word("“From” is later than “to”");
      else if (a && b) showRange(startOfYear(a), startOfYear(b + 1));
    });
  for (const control of [laneSelect, ...boxes])
    control.addEventListener("change", () => {
      redraw();
      settle();
    });
  form.addEventListener("submit", (event) => event.preventDefault());
  find(".mu-save", HTMLElement).addEventListener("click", async (event) => {
    const kind = closest(event.target, "[data-save]", HTMLElement)?.dataset.save;
    if (!kind) return;
    const { save } = await import("./timeline/files.js");
    save[kind](isTall() ? down : across, `timeline${isWhole() ? "" : `-${from.value}-${to.value}`}`);
  });
};

const listenToGestures = () => {
  /** @type {(svg: SVGElement) => DOMRect} */
  const box = (svg) => svg.getBoundingClientRect();
  listenTo(across, {
    timeUnder: (x) => timeAtX(((x - box(across).left) / box(across).width) * WIDE),
    share: (dx) => dx / (box(across).width * ((RIGHT - LABELS) / WIDE)),
  });
  listenTo(down, {
    timeUnder: (_, y) => timeAtHeight(((y - box(down).top) / box(down).width) * down.viewBox.baseVal.width),
    share: (dx, dy) => (dy ? dy / innerHeight : dx / box(down).width),
  });
};

// A mark has a card; a click on a group zooms to it.
const listenToMarks = () => {
  for (const svg of [across, down]) {
    svg.tabIndex = 0;
    cards.push(addCards(svg, cardContentOf));
    svg.addEventListener("click", (event) => {
      const link = closest(event.target, "a", SVGAElement);
      if (!link || event.defaultPrevented) return;
      const group = groupOf.get(link) ?? groupAt(link);
      if (!isMany(group) || view.end - view.start <= 2 * SHORTEST || !canZoomTo(group)) return;
      event.preventDefault();
      zoomTo(group);
    });
  }
};

// Redraws when the page becomes so narrow that time runs down, or so wide that it runs across.
const followWidth = () => {
  let wasTall = isTall();
  new ResizeObserver(() => {
    if (isTall() === wasTall) return;
    wasTall = !wasTall;
    stock.request();
    redraw();
  }).observe(down);
};

/** @type {(item: DatedItem) => Item} */
const assignLane = (item) => {
  const candidates = boxes.filter(({ dataset }) => dataset.layer === item.layer);
  // A page older than the data it loads may lack the lane; the item then goes to the last one.
  const box =
    candidates.find(({ dataset }) => dataset.categories?.split(" ").includes(item.category)) ?? candidates.at(-1) ?? boxes[boxes.length - 1];
  return Object.assign(item, { box, key: box.id.slice(2), row: item.period ? null : document.getElementById(item.id) });
};

const start = async () => {
  setWhole(startOfYear(+from.min - (+from.min % 5)), startOfYear(+to.max + 1));
  const loaded = await loadItems();
  setBusy();
  if (!loaded) return;
  for (const [id, ...names] of JSON.parse(laneSelect.dataset.categories ?? "[]")) categories.set(id, names);
  if (Array.isArray(loaded)) {
    allItems = loaded.map(assignLane);
    stock = smallStock(allItems);
  } else {
    const { largeStock } = await import("./timeline/series.js");
    stock = largeStock(loaded, boxes, assignLane, () => {
      redraw();
      updateList();
    });
  }
  // A long list is on pages of its own; a URL from before it was cut redirects to the right one.
  const id = idInFragment();
  const moved = id && !document.getElementById(id) ? await stock.find(id) : undefined;
  if (moved?.period) return location.replace(hrefOf(moved));

  for (const act of [draw, updateFields]) watch("moved", act);
  for (const act of [stock.request, updateList, updateAddress]) watch("settled", act);
  watch("changed", () => setBusy());
  for (const listen of [listenToForm, listenToGestures, listenToMarks, followWidth]) listen();
  addBrush(find(".mu-brush", HTMLElement));
  readAddress();
};

// Shows the view that the URL describes.
const readAddress = () => {
  const state = new URLSearchParams(location.search);
  for (const key of (state.get("hide") ?? "").split(".")) {
    const box = boxes.find((one) => one.value === key);
    if (box) box.checked = false;
  }
  const by = state.get("lanes") ?? "";
  laneSelect.value = Object.hasOwn(lanesBy, by) ? by : "";
  Object.assign(chosen, { entity: state.get("entity"), source: state.get("source") });
  // `to=2007` includes all of that year.
  const [a, b] = [Date.parse(state.get("from") ?? ""), endOf(state.get("to") ?? "")];
  if (!isNaN(a) || !isNaN(b)) showRange(isNaN(a) ? whole.start : a, isNaN(b) ? whole.end : b);
  if (chosen.entity || chosen.source) applyChoice();
  else if (state.get("hide") || laneSelect.value) {
    redraw();
    settle();
  }
};
start();
