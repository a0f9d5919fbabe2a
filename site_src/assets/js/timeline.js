// Makes the timeline zoomable and pannable. The builder's drawing stays until the reader asks for another view. The view
// is in the URL: ?from=2007-03-01&to=2010-12-31&hide=law&lanes=place&entity=guangdong&source=09CHENGDU165.
import { word } from "./say.js";
import { about, drawnAs } from "./timeline/about.js";
import { LABELS, RIGHT, WIDE, at, drawAcross, timeAt } from "./timeline/across.js";
import { brush } from "./timeline/brush.js";
import { cardsOn } from "./timeline/cards.js";
import { drawDown, rowsOf, timeAtHeight } from "./timeline/down.js";
import { listenTo } from "./timeline/gestures.js";
import { hrefOf, load, nameOf, numberOf, presentOf, whole as inOne } from "./timeline/items.js";
import { categories, lanesOf, sorts } from "./timeline/lanes.js";
import { element, grouped, isMany, isNumber, sumOf } from "./timeline/marks.js";
import { fromTo } from "./timeline/words.js";
import { SHORTEST, acts, begin, dayOf, endOf, isStill, isWhole, redraw, settle, show, view, watch, whole, year, yearOf } from "./timeline/view.js";

const [across, down] = [".mu-tl-w", ".mu-tl-t"].map((name) => document.querySelector(name));
const form = document.querySelector(".mu-lanes");
const zoom = form.querySelector(".mu-zoom");
const output = form.querySelector("output");
const only = form.querySelector(".mu-only");
const boxes = [...form.querySelectorAll("input[type=checkbox]")];
const lanesBy = zoom.querySelector("[name=lanes]");
const [from, to] = [zoom.querySelector("[name=from]"), zoom.querySelector("[name=to]")];
// Whether an item's lane is named at its label: not if events have only one lane, since their column shows it.
const ofEvents = boxes.filter(({ dataset }) => dataset.layer === "event");
const isTold = (box) => ofEvents.length > 1 && ofEvents.includes(box);
const chosen = { entity: null, source: null };

let all = null; // all items, if the timeline is small
let stock;
const groupOf = new WeakMap();
const cards = [];

const inView = (item) => item.parts.some((p) => (p.lower ?? -Infinity) < view.end && (p.upper ?? Infinity) > view.start);
const seen = () => stock.items().filter((item) => item.box.checked && inView(item));
const isTall = () => down.getClientRects().length > 0;

const reach = (group) => [group[0].first, Math.max(...group.map((item) => item.last))];
// Whether zooming to a group would bring it closer: not if it lasts about as long as the view.
const isNearer = (group) => {
  const [start, end] = reach(group);
  const isOpen = group.some((item) => item.lower === null || item.upper === null);
  return !isOpen && view.end - view.start > Math.max(2 * SHORTEST, 1.3 * (end - start));
};
const canBeCloser = (group) => !group.some(isNumber) || isNearer(group);
const closer = (group) => {
  const [start, end] = reach(group);
  const room = Math.max((end - start) * 0.1, SHORTEST / 2);
  show(start - room, end + room);
};
const linked = (group, attributes, ...children) => {
  const kind = group.length > 1 && group.some((item) => item.key !== group[0].key) ? "many" : group[0].key;
  const link = element("a", { href: hrefOf(group[0]), class: `lane-${kind}`, ...attributes }, ...children);
  groupOf.set(link, group);
  return link;
};
// The time in view, in words; for the whole timeline, from the first year with items to the last.
const timeInView = () => {
  const ends = isWhole() ? [`${from.min.padStart(4, "0")}-01-01`, `${from.max.padStart(4, "0")}-12-31`] : [dayOf(view.start), dayOf(view.end - 1)];
  return fromTo(...ends);
};
const draw = () => {
  cards.forEach((card) => card.close());
  const svg = isTall() ? down : across;
  const held = svg.contains(document.activeElement) && document.activeElement.getAttribute("href");
  if (isTall()) drawDown(down, seen(), linked, isTold);
  else drawAcross(across, lanesOf(seen(), lanesBy.value, boxes), linked);
  svg.querySelector("title").textContent = word(`Timeline, ${timeInView()}`, `年表，${timeInView()}`);
  // The focus stays on its mark, or on the drawing: marks are redrawn when more of a large timeline is loaded.
  if (held) ([...svg.querySelectorAll("a")].find((link) => link.getAttribute("href") === held) ?? svg).focus({ preventScroll: true });
};

// Hides rows of the list on this page that are not in view, and says how many items are.
const list = () => {
  const there = new Set(seen());
  for (const item of all ?? []) item.row?.classList.toggle("mu-off", !there.has(item));
  const numbers = [...there].filter((item) => isNumber(item) && !item.things);
  const [count, counted] = [sumOf([...there]), sumOf(numbers)];
  // A month that is only partly in view is counted in full, so the count is approximate.
  const about = numbers.some(({ first, last }) => first < view.start || last > view.end);
  const texts = [word(`${about ? "about " : ""}${count.toLocaleString("en")} ${count === 1 ? "entry" : "entries"}`, `${about ? "约" : ""}${count}条`)];
  if (!isWhole()) texts.push(timeInView());
  if (counted) texts.push(word(`${counted.toLocaleString("en")} only counted`, `其中${counted}条仅计数`));
  if (stock.hasFailed()) texts.push(word("some could not be loaded", "部分未能载入"));
  output.textContent = texts.join(word(", ", "，"));
};
// While busy, the changing count is not announced; it is once the drawing and the URL are settled.
const busy = (is = !isStill() || Boolean(stock?.isComing())) => output.setAttribute("aria-busy", is);
const remember = () => {
  const state = new URLSearchParams(location.search);
  for (const key of ["from", "to", "hide", "lanes", "entity", "source"]) state.delete(key);
  if (!isWhole()) {
    state.set("from", dayOf(view.start));
    state.set("to", dayOf(view.end - 1));
  }
  const hidden = boxes.filter((box) => !box.checked).map((box) => box.value);
  if (hidden.length) state.set("hide", hidden.join("."));
  if (lanesBy.value) state.set("lanes", lanesBy.value);
  for (const key in chosen) if (chosen[key]) state.set(key, chosen[key]);
  const query = state.toString();
  history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
};
const fields = () => {
  // A field in which the reader is typing is not changed.
  const written = [[from, yearOf(view.start)], [to, yearOf(view.end - 1)]];
  for (const [field, value] of written) {
    if (field !== document.activeElement) field.value = value;
    field.removeAttribute("aria-invalid");
  }
};

// Shows only items about an entry or from a source; its name becomes a button that removes this choice.
const choose = async () => {
  busy(true);
  if (chosen.entity) chosen.entity = await presentOf(chosen.entity);
  if (chosen.source && !(await stock.knows(chosen.source))) chosen.source = await presentOf(chosen.source, "source ");
  await stock.choose(
    chosen,
    (item) => (!chosen.entity || item.entities.includes(chosen.entity)) && (!chosen.source || item.sources.includes(chosen.source)),
  );
  const names = { entity: chosen.entity && (await nameOf(chosen.entity)), source: chosen.source && numberOf(chosen.source) };
  only.replaceChildren(
    ...Object.keys(names).filter((key) => names[key]).map((key) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = names[key];
      button.setAttribute("aria-label", word(`Only ${names[key]}: remove`, `撤去：只看${names[key]}`));
      button.addEventListener("click", () => {
        chosen[key] = null;
        choose();
      });
      return button;
    }),
  );
  only.hidden = !only.children.length;
  redraw();
  settle();
};

const groupAt = (link) => {
  // A mark drawn by the builder is matched to the groups that the same rules give here.
  const id = decodeURIComponent(link.getAttribute("href").split("#")[1]);
  const key = link.closest("g[class*=lane-]")?.classList[1] ?? "";
  if (!all) return drawnAs(link);
  const groups = down.contains(link) ? rowsOf(seen()) : grouped(seen().filter((item) => `lane-${item.key}` === key), at);
  return groups.find(([first]) => first.id === id) ?? all.filter((item) => item.id === id);
};
const contentOf = (link, byTap) => {
  const group = groupOf.get(link) ?? groupAt(link);
  return about(group, link, byTap, canBeCloser(group) && (() => closer(group)));
};

const listen = () => {
  zoom.addEventListener("click", (event) => acts[event.target.dataset.zoom]?.());
  for (const field of [from, to])
    field.addEventListener("change", () => {
      const [a, b] = [+from.value, +to.value];
      const crossed = a && b && a > b;
      for (const one of [from, to]) one.setAttribute("aria-invalid", Boolean(crossed));
      if (crossed) output.textContent = word("“From” is later than “to”", "起始年晚于结束年");
      else if (a && b) show(year(a), year(b + 1));
    });
  for (const control of [lanesBy, ...boxes])
    control.addEventListener("change", () => {
      redraw();
      settle();
    });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.querySelector(".mu-save").addEventListener("click", async (event) => {
    const kind = event.target.dataset.save;
    if (!kind) return;
    const { save } = await import("./timeline/files.js");
    save[kind](isTall() ? down : across, `timeline${isWhole() ? "" : `-${from.value}-${to.value}`}`);
  });
  const box = (svg) => svg.getBoundingClientRect();
  listenTo(across, {
    timeUnder: (x) => timeAt(((x - box(across).left) / box(across).width) * WIDE),
    share: (dx) => dx / (box(across).width * ((RIGHT - LABELS) / WIDE)),
  });
  listenTo(down, {
    timeUnder: (_, y) => timeAtHeight(((y - box(down).top) / box(down).width) * down.viewBox.baseVal.width),
    share: (dx, dy) => (dy ? dy / innerHeight : dx / box(down).width),
  });
  for (const svg of [across, down]) {
    svg.tabIndex = 0;
    cards.push(cardsOn(svg, contentOf));
    svg.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || event.defaultPrevented) return;
      const group = groupOf.get(link) ?? groupAt(link);
      if (!isMany(group) || view.end - view.start <= 2 * SHORTEST || !canBeCloser(group)) return;
      event.preventDefault();
      closer(group);
    });
  }
  let wasTall = isTall();
  new ResizeObserver(() => {
    if (isTall() === wasTall) return;
    wasTall = !wasTall;
    stock.want();
    redraw();
  }).observe(down);
};

const start = async () => {
  begin(year(+from.min - (+from.min % 5)), year(+to.max + 1));
  const loaded = await load();
  busy();
  if (!loaded) return;
  for (const [id, ...names] of JSON.parse(lanesBy.dataset.categories)) categories.set(id, names);
  const place = (item) => {
    const its = boxes.filter(({ dataset }) => dataset.layer === item.layer);
    // A page older than the data it loads may lack the lane; the item then goes to the last one.
    item.box = its.find(({ dataset }) => dataset.categories.split(" ").includes(item.category)) ?? its.at(-1) ?? boxes.at(-1);
    item.key = item.box.id.slice(2);
    item.row = item.period ? null : document.getElementById(item.id);
    return item;
  };
  const arrived = () => {
    redraw();
    list();
  };
  if (Array.isArray(loaded)) all = loaded.map(place);
  stock = all ? inOne(all) : (await import("./timeline/series.js")).inParts(loaded, boxes, place, arrived);
  // A long list is on pages of its own; a URL from before it was cut redirects to the right one.
  const wanted = decodeURIComponent(location.hash.slice(1));
  const moved = wanted && !document.getElementById(wanted) && (await stock.find(wanted));
  if (moved?.period) return location.replace(hrefOf(moved));

  for (const act of [draw, fields]) watch("moved", act);
  for (const act of [stock.want, list, remember]) watch("settled", act);
  watch("changed", () => busy());
  listen();
  brush(document.querySelector(".mu-brush"));
  const state = new URLSearchParams(location.search);
  for (const key of (state.get("hide") ?? "").split(".")) {
    const box = boxes.find((one) => one.value === key);
    if (box) box.checked = false;
  }
  lanesBy.value = state.get("lanes") in sorts ? state.get("lanes") : "";
  for (const key in chosen) chosen[key] = state.get(key);
  // `to=2007` includes all of that year.
  const [a, b] = [Date.parse(state.get("from")), endOf(state.get("to"))];
  if (!isNaN(a) || !isNaN(b)) show(isNaN(a) ? whole.start : a, isNaN(b) ? whole.end : b);
  if (chosen.entity || chosen.source) choose();
  else if (state.get("hide") || lanesBy.value) {
    redraw();
    settle();
  }
};
start();
