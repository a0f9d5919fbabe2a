// A range of time chosen on a strip of the whole time: two handles to move by dragging or keyboard, and the range itself.
import { make } from "../elements.js";
import { word } from "../language.js";
import { DAY, showRange, view, watch, whole, yearOf } from "./view.js";

const MONTH = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" });
const DRAG_THRESHOLD = 4;


/** @type {(time: number) => number} */
const share = (t) => (t - whole.start) / (whole.end - whole.start);
/** @type {(strip: HTMLElement, event: PointerEvent) => number} */
const timeUnder = (strip, event) => {
  const box = strip.getBoundingClientRect();
  return whole.start + ((event.clientX - box.left) / box.width) * (whole.end - whole.start);
};
/** @type {(time: number, end: number) => void} */
const moveStart = (t, end) => showRange(Math.max(whole.start, Math.min(t, end - DAY)), end);
/** @type {(start: number, time: number) => void} */
const moveEnd = (start, t) => showRange(start, Math.min(whole.end, Math.max(t, start + DAY)));

/** @type {(strip: HTMLElement, range: HTMLElement, handles: HTMLElement[]) => void} */
const update = (strip, range, handles) => {
  const ends = [view.start, view.end];
  // The handles of a short range are beside it, so that they do not overlap.
  strip.classList.toggle("mu-brush-n", strip.clientWidth * (share(view.end) - share(view.start)) < handles[0].offsetWidth);
  range.style.left = `${100 * share(view.start)}%`;
  range.style.right = `${100 - 100 * share(view.end)}%`;
  handles.forEach((handle, k) => {
    const t = k ? view.end - DAY : view.start;
    handle.style.left = `${100 * share(ends[k])}%`;
    handle.setAttribute("aria-valuenow", String(yearOf(t)));
    handle.setAttribute("aria-valuetext", MONTH.format(t));
  });
};

// A key moves a handle by a year or, in a short view, by a month.
/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 };
/** @type {(time: number, count: number) => number} */
const movedBy = (t, count) => {
  const day = new Date(t);
  if (view.end - view.start > 5 * 366 * DAY) day.setUTCFullYear(day.getUTCFullYear() + count);
  else day.setUTCMonth(day.getUTCMonth() + count);
  return +day;
};
/** @type {(handle: HTMLElement, isEnd: boolean) => void} */
const listenToKeys = (handle, isEnd) =>
  handle.addEventListener("keydown", (event) => {
    const limit = event.key === "Home" ? whole.start : event.key === "End" ? whole.end : undefined;
    if (!(event.key in STEPS) && limit === undefined) return;
    event.preventDefault();
    const t = limit ?? movedBy(isEnd ? view.end : view.start, STEPS[event.key]);
    if (isEnd) moveEnd(view.start, t);
    else moveStart(t, view.end);
  });

// A drag of a handle moves it, one of the range moves the range, and one beside it chooses another range.
/** @type {(strip: HTMLElement, range: HTMLElement, handles: HTMLElement[]) => void} */
const listenToPointer = (strip, range, handles) => {
  /** @type {{ t: number, x: number, start: number, end: number, target: number | "range" | "ground" } | null} */
  let drag = null;
  strip.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button) return;
    const k = handles.findIndex((handle) => handle === event.target);
    drag = { t: timeUnder(strip, event), x: event.clientX, start: view.start, end: view.end, target: k >= 0 ? k : event.target === range ? "range" : "ground" };
    if (drag.target === "range" && view.end - view.start >= whole.end - whole.start) drag.target = "ground";
    if (k >= 0) handles[k].focus({ preventScroll: true });
    strip.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  strip.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const t = timeUnder(strip, event);
    // Moved by the distance of the pointer, which may not be exactly on the handle's line.
    const distance = t - drag.t;
    if (drag.target === 0) moveStart(drag.start + distance, drag.end);
    else if (drag.target === 1) moveEnd(drag.start, drag.end + distance);
    else if (drag.target === "range") showRange(drag.start + distance, drag.end + distance);
    else if (Math.abs(event.clientX - drag.x) > DRAG_THRESHOLD) showRange(Math.min(t, drag.t), Math.max(t, drag.t));
  });
  strip.addEventListener("pointerup", (event) => {
    // A press outside the range moves the range there.
    if (drag?.target === "ground" && Math.abs(event.clientX - drag.x) <= DRAG_THRESHOLD) {
      const half = (view.end - view.start) / 2;
      showRange(drag.t - half, drag.t + half);
    }
    drag = null;
  });
  strip.addEventListener("pointercancel", () => (drag = null));
};

/** @type {(strip: HTMLElement) => void} */
export const addBrush = (strip) => {
  const range = make("div", "mu-brush-r");
  const handles = [word("From"), word("To")].map((label) =>
    make("div", { class: "mu-brush-h", role: "slider", tabindex: 0, "aria-label": label, "aria-valuemin": yearOf(whole.start), "aria-valuemax": yearOf(whole.end - 1) }),
  );
  strip.append(range, ...handles);
  watch("moved", () => update(strip, range, handles));
  update(strip, range, handles);
  handles.forEach((handle, k) => listenToKeys(handle, k === 1));
  listenToPointer(strip, range, handles);
};
