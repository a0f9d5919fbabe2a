// The range of time in view, and its listeners. Times are in milliseconds, as in Date.

/** @typedef {"moved" | "settled" | "changed"} ViewEvent */
export const DAY = 86400000;
export const SHORTEST = 20 * DAY;
/** @type {(day: string | null) => number | null} */
export const parseDay = (day) => (day === null ? null : Date.parse(day));
/** @type {(year: number) => number} */
export const startOfYear = (y) => Date.UTC(y, 0, 1);
/** @type {(time: number) => number} */
export const yearOf = (t) => new Date(t).getUTCFullYear();
// The end of a day, month or year; NaN for anything else.
/** @type {(when: string) => number} */
export const endOf = (when) => {
  const day = new Date(when);
  if (when.length === 4) day.setUTCFullYear(day.getUTCFullYear() + 1);
  else if (when.length === 7) day.setUTCMonth(day.getUTCMonth() + 1);
  else day.setUTCDate(day.getUTCDate() + 1);
  return day.getTime();
};
/** @type {(time: number) => string} */
export const dayOf = (t) => new Date(t).toISOString().slice(0, 10);

export const whole = { start: 0, end: 0 };
export const view = { start: 0, end: 0 };
/** @type {Record<ViewEvent, (() => void)[]>} */
const listeners = { moved: [], settled: [], changed: [] };
let frame = 0;
let timer = 0;

/** @type {(start: number, end: number) => void} */
export const setWhole = (start, end) => {
  Object.assign(whole, { start, end });
  Object.assign(view, whole);
};
/** @type {(event: ViewEvent, listener: () => void) => void} */
export const watch = (event, listener) => {
  listeners[event].push(listener);
};
export const isWhole = () => view.start <= whole.start && view.end >= whole.end;
// Whether nothing remains to be drawn or announced; `changed` is sent when that may have changed.
export const isStill = () => !frame && !timer;

/** @type {(event: ViewEvent) => void} */
const notify = (event) => listeners[event].forEach((listener) => listener());

// Drawing follows in the next frame; slower work waits until the reader pauses (`settle`).
export const redraw = () => {
  if (frame) return;
  frame = requestAnimationFrame(() => {
    frame = 0;
    notify("moved");
    notify("changed");
  });
  notify("changed");
};
export const settle = () => {
  clearTimeout(timer);
  timer = 0;
  notify("settled");
  notify("changed");
};
/** @type {(start: number, end: number) => void} */
export const showRange = (start, end) => {
  const length = Math.min(whole.end - whole.start, Math.max(SHORTEST, end - start));
  const first = Math.min(whole.end - length, Math.max(whole.start, (start + end - length) / 2));
  Object.assign(view, { start: first, end: first + length });
  redraw();
  clearTimeout(timer);
  timer = setTimeout(settle, 200);
};
/** @type {(factor: number, time?: number) => void} */
export const scale = (factor, t = (view.start + view.end) / 2) =>
  showRange(t - (t - view.start) * factor, t + (view.end - t) * factor);
/** @type {(share: number) => void} */
export const shift = (share) => {
  const distance = Math.max(whole.start - view.start, Math.min(whole.end - view.end, (view.end - view.start) * share));
  showRange(view.start + distance, view.end + distance);
};
/** @type {Record<string, () => void>} */
export const actions = {
  in: () => scale(0.6),
  out: () => scale(1 / 0.6),
  back: () => shift(-0.25),
  on: () => shift(0.25),
  all: () => showRange(whole.start, whole.end),
};
