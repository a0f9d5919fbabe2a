// The timeline made zoomable and pannable. What the builder drew stays until a reader asks for another view; the
// rules of drawing are those of builders/pages/timeline_drawing.py. The view lives in the address: ?from=2007-03&to=2010.
const svg = document.querySelector(".mu-tl-w");
const form = document.querySelector(".mu-lanes");
const zoom = form.querySelector(".mu-zoom");
const output = zoom.querySelector("output");
const boxes = [...form.querySelectorAll("input[type=checkbox]")];
const lanesBy = zoom.querySelector("[name=lanes]");
const [from, to] = [zoom.querySelector("[name=from]"), zoom.querySelector("[name=to]")];

const DAY = 86400000;
const WIDE = 1180, LABELS = 172, RIGHT = WIDE - 12, ROW = 25, INSET = 8, GAP = 12, NEAR = 40, MANY = 4, MOST_ROWS = 14;
const FADE = 14, STEPS = 5, FREE = 46, CAP = 4, LETTER = 5.7, LONGEST = 72, SHORTEST_VIEW = 20 * DAY;
const time = (day) => (day === null ? null : Date.parse(day));
const year = (y) => Date.UTC(y, 0, 1);
const whole = [year(+from.min - (+from.min % 5)), year(+to.max + 1)];
let view = [...whole];
let items = [];
let known = new Map();

const element = (name, attributes, ...children) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};
const at = (t) => LABELS + ((t - view[0]) / (view[1] - view[0])) * (RIGHT - LABELS);
const [LEFT, END] = [LABELS - 8, RIGHT + 8];
const cut = (x) => Math.max(LEFT, Math.min(END, x));
const isSeen = (x) => x >= LEFT && x <= END;
const line = (css, x1, y1, x2, y2, opacity = 1) =>
  element("line", { class: css, x1: cut(x1), y1, x2: cut(x2), y2, ...(opacity < 1 ? { opacity } : {}) });

// A line of shapes along y = 0, and from where to where it reaches.
const shapesOf = (item) => {
  const made = [];
  const ends = [];
  let before = null;
  const disc = (x, css, r) => {
    if (isSeen(x)) made.push(element("circle", { class: css, cx: x, cy: 0, r }));
    ends.push(x - r, x + r);
  };
  const bar = (x1, x2, opacity) => {
    if (Math.max(x1, x2) > LEFT && Math.min(x1, x2) < END) made.push(line("bar", x1, 0, x2, 0, opacity));
    ends.push(x1, x2);
  };
  const open = (tip, ring) => {
    const way = tip > ring ? 1 : -1;
    disc(ring, "ring", 3.2);
    bar(ring + way * 3.2, tip - way * 5);
    if (isSeen(tip)) made.push(element("path", { class: "hd", d: `M${tip} 0L${tip - way * 5} -4V4Z` }));
    ends.push(tip);
  };
  for (const part of item.parts) {
    const { lower, upper } = part;
    if (lower === null) open(Math.max(LABELS + 5, at(upper) - FREE), at(upper));
    else if (upper === null) open(Math.max(at(item.known ?? whole[1]), at(lower) + FREE / 2), at(lower));
    else if (item.parts.length > 1) {
      const x = before === null ? at((lower + upper) / 2) : Math.max(at((lower + upper) / 2), before + 12.8);
      if (before !== null) made.push(line("dots", before + 3.2, 0, x - 3.2, 0));
      disc(x, item.one_of ? "ring" : "pt", item.one_of ? 3.2 : 4);
      before = x;
    } else if (!part.vague_lower && !part.vague_upper && !item.edtf.includes("/") && upper - lower <= 32 * DAY) {
      // Seen from near, a month is as long as it is.
      if (upper - lower > 2 * DAY && at(upper) - at(lower) > 24) span(part);
      else disc(at((lower + upper) / 2), "pt", 4);
    } else span(part);
  }
  function span({ lower, upper, vague_lower, vague_upper }) {
    const short = Math.max(0, 8 - (at(upper) - at(lower))) / 2;
    const [first, last] = [at(lower) - short, at(upper) + short];
    bar(first, last);
    for (const [vague, end, way] of [[vague_lower, first, -1], [vague_upper, last, 1]]) {
      // A bar without an upright at the edge of the picture goes on beyond it.
      if (!vague && isSeen(end)) made.push(line("cap", end, -CAP, end, CAP));
      if (vague)
        for (let step = 0; step < STEPS; step++)
          bar(end + (way * FADE * step) / STEPS, end + (way * FADE * (step + 1)) / STEPS, 0.9 - (0.72 * step) / (STEPS - 1));
    }
  }
  return [made, Math.min(...ends), Math.max(...ends)];
};
const label = (title) => (title.length <= LONGEST ? title : `${title.slice(0, LONGEST).replace(/ \S*$/, "")} …`);
const width = (text) => [...text].reduce((sum, c) => sum + (c.codePointAt(0) >= 0x2e80 ? 11.5 : LETTER), 0);

const middle = (item) => (at(item.first) + at(item.last)) / 2;
const isShort = (item) =>
  item.lower && item.upper && !item.one_of && !item.vague && at(item.last) - at(item.first) < NEAR / 2;
const grouped = (those) => {
  const short = those.filter(isShort).sort((a, b) => middle(a) - middle(b));
  const made = those.filter((item) => !isShort(item)).map((item) => [item]);
  for (let k = 0; k < short.length; ) {
    let end = k;
    while (end < short.length && middle(short[end]) - middle(short[k]) <= NEAR) end++;
    if (end - k < MANY) end = k + 1;
    made.push(short.slice(k, end));
    k = end;
  }
  return made.sort((a, b) => a[0].order - b[0].order);
};

const drawLane = ({ name, chinese }, those, top) => {
  const rows = [];
  const lane = element("g", { class: "lane" });
  let more = 0;
  for (const group of grouped(those)) {
    let made, first, last, text;
    if (group.length === 1) {
      [made, first, last] = shapesOf(group[0]);
      if (last < LEFT || first > END) continue;
      text = label(group[0].title);
    } else {
      const [a, b] = [middle(group[0]), middle(group.at(-1))];
      const half = Math.max(13, (b - a) / 2 + 9);
      [first, last] = [(a + b) / 2 - half, (a + b) / 2 + half];
      made = [
        element("rect", { class: "cl", x: first, y: -9, width: 2 * half, height: 18, rx: 9 }),
        element("text", { class: "cln", x: (a + b) / 2, y: 4, "text-anchor": "middle" }, String(group.length)),
      ];
      const [y0, y1] = [new Date(group[0].first).getUTCFullYear(), new Date(group.at(-1).last - 1).getUTCFullYear()];
      text = y0 === y1 ? `of ${y0}` : `${y0} to ${y1}`;
    }
    const w = width(text);
    [first, last] = [cut(first), cut(last)];
    const sides = [];
    if (last + 9 + w <= WIDE - 8) sides.push([first, last + 9 + w, last + 9, "start"]);
    if (first - 9 - w >= LABELS) sides.push([first - 9 - w, last, first - 9, "end"]);
    // Where there is room on neither side, it stands over its bar.
    const over = !sides.length;
    if (over) sides.push([first, Math.max(last, first + w), Math.max(LABELS, Math.min(first, WIDE - 8 - w)), "start"]);
    let place = null;
    for (let row = 0; row < MOST_ROWS && !place; row++) {
      rows[row] ??= [];
      const side = sides.find(([a, b]) => rows[row].every(([c, d]) => b + GAP <= c || a - GAP >= d));
      if (side) place = [row, side];
    }
    if (!place) {
      more += group.length;
      continue;
    }
    const [row, [a, b, x, anchor]] = place;
    rows[row].push([a, b]);
    const y = top + INSET + ROW * (row + 0.5);
    const link = element(
      "a", { href: `#${group[0].id}`, class: `lane-${group[0].key}`, transform: `translate(0 ${y})` },
      element("rect", { class: "hit", x: a - 4, y: -12, width: b - a + 8, height: 24 }),
      element("g", over ? { transform: "translate(0 7)" } : {}, ...made),
      element("text", { class: "lb", x, y: over ? -1 : 4, "text-anchor": anchor, lang: group.length > 1 ? "en" : group[0].language }, text),
      element("title", {}, group.length > 1 ? `${group.length} entries` : `${group[0].words}: ${group[0].title}`),
    );
    if (group.length > 1 && view[1] - view[0] > 2 * SHORTEST_VIEW)
      link.addEventListener("click", (event) => {
        if (dragged) return;
        event.preventDefault();
        const [start, end] = [group[0].first, Math.max(...group.map((item) => item.last))];
        const room = Math.max((end - start) * 0.3, SHORTEST_VIEW / 2);
        show(start - room, end + room);
      });
    lane.append(link);
  }
  const used = Math.max(2, rows.filter((row) => row.length).length);
  const height = 2 * INSET + ROW * used;
  lane.prepend(
    element("text", { class: "lanet", x: 14, y: top + 24 }, name.length > 22 ? `${name.slice(0, 21)}…` : name),
    element("text", { class: "lanez", lang: "zh-Hans", x: 14, y: top + 42 }, chinese),
  );
  if (more) lane.append(element("text", { class: "yr", x: 14, y: top + 60 }, `${more} more in the list`));
  return [lane, height];
};

const ticks = () => {
  const perYear = ((RIGHT - LABELS) * 365.25 * DAY) / (view[1] - view[0]);
  const months = perYear > 480 ? 1 : perYear > 160 ? 3 : 0;
  const step = months ? 1 : [1, 2, 5, 10, 20, 50, 100].find((n) => n * perYear > 44) ?? 500;
  const made = [];
  const last = new Date(view[1]).getUTCFullYear();
  for (let y = new Date(view[0]).getUTCFullYear(); y <= last; y++) {
    if (perYear > 6 || y % step === 0) made.push([year(y), y % step === 0 ? String(y) : ""]);
    for (let m = months; months && m < 12; m += months)
      made.push([Date.UTC(y, m, 1), new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" }).format(Date.UTC(y, m, 1))]);
  }
  return made.filter(([t]) => t >= view[0] && t < view[1]);
};

const laneOf = (item) =>
  boxes.find((box) => {
    const { layer, categories } = box.dataset;
    return layer === item.layer && (!categories || categories.split(" ").includes(item.category));
  });
const inView = (item) => item.parts.some((p) => (p.lower ?? -Infinity) < view[1] && (p.upper ?? Infinity) > view[0]);

// The lanes, in order, each with what it holds.
const LAYERS = { document: ["Documents", "史料"], event: ["Events", "事件"], text: ["Dates in texts", "文中日期"] };
const REST = { source: "Works only", place: "No one place" };
const sorts = {
  layer: (item) => LAYERS[item.layer],
  source: (item) => [item.sources[0], ""],
  place: (item) => [item.place_label, ""],
};
const lanesOf = (those) => {
  const sort = sorts[lanesBy.value];
  if (!sort) return boxes.map((box) => ({ ...box.dataset, those: those.filter((item) => item.box === box) }));
  const made = new Map();
  for (const item of those) {
    const [name = "", chinese] = sort(item).map((text) => text ?? "");
    if (!made.has(name)) made.set(name, { name, chinese, those: [] });
    made.get(name).those.push(item);
  }
  const rest = made.get("");
  made.delete("");
  return [...made.values(), ...(rest ? [{ ...rest, name: REST[lanesBy.value] }] : [])];
};

const draw = () => {
  let top = 10;
  const backs = [], lanes = [];
  for (const lane of lanesOf(items.filter((item) => item.box.checked && inView(item)))) {
    if (!lane.those.length) continue;
    const [drawn, height] = drawLane(lane, lane.those, top);
    backs.push(element("rect", { class: "lanebg", x: 0, y: top, width: WIDE, height }));
    lanes.push(drawn);
    top += height + 7;
  }
  const foot = top;
  const axis = ticks().flatMap(([t, text]) =>
    text
      ? [
          element("line", { class: "grid", x1: at(t), y1: 4, x2: at(t), y2: foot + 6 }),
          element("text", { class: "yr", x: at(t), y: foot + 22, "text-anchor": "middle" }, text),
        ]
      : [element("line", { class: "tick", x1: at(t), y1: foot + 1, x2: at(t), y2: foot + 6 })],
  );
  svg.setAttribute("viewBox", `0 0 ${WIDE} ${foot + 30}`);
  svg.replaceChildren(svg.querySelector("title"), ...backs, ...axis, ...lanes);
};

const list = () => {
  let count = 0;
  for (const item of items) {
    const off = !inView(item);
    item.row?.classList.toggle("mu-off", off);
    item.down?.classList.toggle("mu-off", off);
    if (!off && item.box.checked) count++;
  }
  output.textContent = `${count} ${count === 1 ? "entry" : "entries"}`;
};

const isWhole = () => view[0] <= whole[0] && view[1] >= whole[1];
const remember = () => {
  const state = new URLSearchParams(location.search);
  const day = (t) => new Date(t).toISOString().slice(0, 10);
  for (const key of ["from", "to", "hide", "lanes"]) state.delete(key);
  if (!isWhole()) {
    state.set("from", day(view[0]));
    state.set("to", day(view[1] - 1));
  }
  const hidden = boxes.filter((box) => !box.checked).map((box) => box.id.slice(2));
  if (hidden.length) state.set("hide", hidden.join("."));
  if (lanesBy.value) state.set("lanes", lanesBy.value);
  const query = state.toString();
  history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
};

let asked = 0;
let settled = 0;
const show = (start, end) => {
  const length = Math.min(whole[1] - whole[0], Math.max(SHORTEST_VIEW, end - start));
  const centre = (start + end) / 2;
  const first = Math.min(whole[1] - length, Math.max(whole[0], centre - length / 2));
  view = [first, first + length];
  from.value = new Date(view[0]).getUTCFullYear();
  to.value = new Date(view[1] - 1).getUTCFullYear();
  if (!asked)
    asked = requestAnimationFrame(() => {
      asked = 0;
      draw();
    });
  clearTimeout(settled);
  settled = setTimeout(() => {
    list();
    remember();
  }, 200);
};
const scale = (factor, t = (view[0] + view[1]) / 2) => show(t - (t - view[0]) * factor, t + (view[1] - t) * factor);
const shift = (share) => {
  const by = (view[1] - view[0]) * share;
  show(view[0] + by, view[1] + by);
};
const acts = {
  in: () => scale(0.6), out: () => scale(1 / 0.6), back: () => shift(-0.25), on: () => shift(0.25), all: () => show(...whole),
};
const timeUnder = (event) => {
  const box = svg.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * WIDE;
  return view[0] + ((x - LABELS) / (RIGHT - LABELS)) * (view[1] - view[0]);
};

// Wheel with Ctrl (which is also what a pinch on a pad sends): a plain wheel scrolls the page.
const pointers = new Map();
let dragged = false;
const listen = () => {
  zoom.addEventListener("click", (event) => acts[event.target.dataset.zoom]?.());
  zoom.addEventListener("change", (event) => {
    const [a, b] = [+from.value, +to.value].sort((one, other) => one - other);
    if (a && b && event.target !== lanesBy) show(year(a), year(b + 1));
  });
  lanesBy.addEventListener("change", () => {
    draw();
    remember();
  });
  document.querySelector(".mu-save").addEventListener("click", (event) => save[event.target.dataset.save]?.());
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const box of boxes)
    box.addEventListener("change", () => {
      draw();
      list();
      remember();
    });
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) scale(Math.exp(event.deltaY * 0.01), timeUnder(event));
    else shift(event.deltaX / 1000);
  }, { passive: false });
  svg.addEventListener("keydown", (event) => {
    const act = { "+": "in", "=": "in", "-": "out", ArrowLeft: "back", ArrowRight: "on", 0: "all" }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    acts[act]();
  });
  svg.addEventListener("pointerdown", (event) => {
    pointers.set(event.pointerId, event.clientX);
    dragged = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (!pointers.has(event.pointerId)) return;
    const before = pointers.get(event.pointerId);
    const perPixel = (view[1] - view[0]) / (svg.getBoundingClientRect().width * ((RIGHT - LABELS) / WIDE));
    if (pointers.size === 2) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      const [was, is] = [Math.abs(before - other), Math.abs(event.clientX - other)];
      if (was > 10 && is > 10) scale(was / is, timeUnder({ clientX: (event.clientX + other) / 2 }));
    } else {
      if (!dragged && Math.abs(event.clientX - before) < 5) return;
      dragged = true;
      svg.classList.add("mu-dragged");
      show(view[0] - (event.clientX - before) * perPixel, view[1] - (event.clientX - before) * perPixel);
    }
    pointers.set(event.pointerId, event.clientX);
  });
  for (const name of ["pointerup", "pointercancel"])
    window.addEventListener(name, (event) => {
      pointers.delete(event.pointerId);
      svg.classList.remove("mu-dragged");
    });
  svg.addEventListener("click", (event) => dragged && event.preventDefault(), true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
};

// The view as a file, with its colours written into it: outside this page no style sheet gives them.
const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "font-size", "font-weight", "font-family", "opacity"];
const picture = () => {
  const copy = svg.cloneNode(true);
  const [before, after] = [svg, copy].map((one) => [...one.querySelectorAll("*")]);
  before.forEach((one, k) => {
    const style = getComputedStyle(one);
    if (style.display === "none") after[k].setAttribute("display", "none");
    for (const name of KEPT) after[k].style.setProperty(name, style.getPropertyValue(name));
  });
  const [, , w, h] = svg.getAttribute("viewBox").split(" ");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", w);
  copy.setAttribute("height", h);
  copy.removeAttribute("tabindex");
  for (const link of copy.querySelectorAll("a"))
    link.setAttribute("href", new URL(link.getAttribute("href"), location.href));
  const paper = getComputedStyle(document.body).backgroundColor;
  copy.querySelector("title").after(element("rect", { width: w, height: h, fill: paper }));
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
};
const offer = (blob, suffix) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `timeline${isWhole() ? "" : `-${from.value}-${to.value}`}.${suffix}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};
const save = {
  svg: () => offer(picture(), "svg"),
  png: async () => {
    const image = new Image();
    image.src = URL.createObjectURL(picture());
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => offer(blob, "png"), "image/png");
    URL.revokeObjectURL(image.src);
  },
};

const load = async () => {
  const folder = new URL("parts/", location.href.split(/[?#]/)[0]);
  const read = async (name) => {
    const answer = await fetch(new URL(name, folder));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  };
  try {
    return (await Promise.all((await read("index.json")).map(read))).flat();
  } catch {
    // The page is complete without it: what the builder drew stays.
    return null;
  }
};

const start = async () => {
  const records = await load();
  if (!records) return;
  for (const record of records)
    if (record.layer === "document") known.set(record.sources[0], time(record.upper) + DAY);
  items = records.map((record, order) => {
    const parts = record.extents.map((part) => ({
      ...part, lower: time(part.lower), upper: part.upper === null ? null : time(part.upper) + DAY,
    }));
    const days = record.sources.map((source) => known.get(source)).filter(Boolean);
    return {
      ...record, order, parts,
      first: time(record.lower ?? record.upper), last: time(record.upper ?? record.lower) + DAY,
      vague: parts.some((part) => part.vague_lower || part.vague_upper),
      known: days.length ? Math.max(...days) : null,
      box: laneOf(record), key: laneOf(record).id.slice(2), row: document.getElementById(record.id),
      down: document.querySelector(`.mu-tl-t a[href="#${CSS.escape(record.id)}"]`),
    };
  });
  svg.tabIndex = 0;
  listen();
  const state = new URLSearchParams(location.search);
  for (const key of (state.get("hide") ?? "").split(".")) {
    const box = boxes.find((one) => one.id === `f-${key}`);
    if (box) box.checked = false;
  }
  lanesBy.value = state.get("lanes") in sorts ? state.get("lanes") : "";
  const [a, b] = [Date.parse(state.get("from")), Date.parse(state.get("to"))];
  if (a < b) show(a, b + DAY);
  else if (state.get("hide") || lanesBy.value) {
    draw();
    list();
  }
};
start();
