// A range of time chosen on a strip of the whole time: two handles to move by dragging or keyboard, and the range itself.
import { word } from "../say.js";
import { DAY, show, view, watch, whole, yearOf } from "./view.js";

const MONTH = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" });
const MOVED = 4;

const make = (name, attributes = {}) => {
  const made = document.createElement("div");
  made.className = name;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

export const brush = (strip) => {
  const range = make("mu-brush-r");
  const handles = [word("From", "自"), word("To", "至")].map((label) =>
    make("mu-brush-h", { role: "slider", tabindex: 0, "aria-label": label, "aria-valuemin": yearOf(whole.start), "aria-valuemax": yearOf(whole.end - 1) }),
  );
  strip.append(range, ...handles);

  const share = (t) => (t - whole.start) / (whole.end - whole.start);
  const under = (event) => {
    const box = strip.getBoundingClientRect();
    return whole.start + ((event.clientX - box.left) / box.width) * (whole.end - whole.start);
  };
  const stand = () => {
    const ends = [view.start, view.end];
    // The handles of a short range are beside it, so that they do not overlap.
    strip.classList.toggle("mu-brush-n", strip.clientWidth * (share(view.end) - share(view.start)) < handles[0].offsetWidth);
    range.style.left = `${100 * share(view.start)}%`;
    range.style.right = `${100 - 100 * share(view.end)}%`;
    handles.forEach((handle, k) => {
      const t = k ? view.end - DAY : view.start;
      handle.style.left = `${100 * share(ends[k])}%`;
      handle.setAttribute("aria-valuenow", yearOf(t));
      handle.setAttribute("aria-valuetext", MONTH.format(t));
    });
  };
  watch("moved", stand);
  stand();

  // A key moves a handle by a year or, in a short view, by a month.
  const moved = (t, count) => {
    const day = new Date(t);
    if (view.end - view.start > 5 * 366 * DAY) day.setUTCFullYear(day.getUTCFullYear() + count);
    else day.setUTCMonth(day.getUTCMonth() + count);
    return +day;
  };
  const WAYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 };
  handles.forEach((handle, k) =>
    handle.addEventListener("keydown", (event) => {
      const end = { Home: whole.start, End: whole.end }[event.key];
      if (!(event.key in WAYS) && end === undefined) return;
      event.preventDefault();
      const t = end ?? moved(k ? view.end : view.start, WAYS[event.key]);
      if (k) show(view.start, Math.min(whole.end, Math.max(t, view.start + DAY)));
      else show(Math.max(whole.start, Math.min(t, view.end - DAY)), view.end);
    }),
  );

  let held = null;
  strip.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button) return;
    const k = handles.indexOf(event.target);
    held = { t: under(event), x: event.clientX, start: view.start, end: view.end, what: k >= 0 ? k : event.target === range ? "range" : "ground" };
    if (held.what === "range" && view.end - view.start >= whole.end - whole.start) held.what = "ground";
    if (k >= 0) event.target.focus({ preventScroll: true });
    strip.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  strip.addEventListener("pointermove", (event) => {
    if (!held) return;
    const t = under(event);
    // Moved by the distance of the pointer, which may not be exactly on the handle's line.
    const way = t - held.t;
    if (held.what === 0) show(Math.max(whole.start, Math.min(held.start + way, held.end - DAY)), held.end);
    else if (held.what === 1) show(held.start, Math.min(whole.end, Math.max(held.end + way, held.start + DAY)));
    else if (held.what === "range") show(held.start + way, held.end + way);
    else if (Math.abs(event.clientX - held.x) > MOVED) show(Math.min(t, held.t), Math.max(t, held.t));
  });
  strip.addEventListener("pointerup", (event) => {
    // A press outside the range moves the range there.
    if (held?.what === "ground" && Math.abs(event.clientX - held.x) <= MOVED) {
      const half = (view.end - view.start) / 2;
      show(held.t - half, held.t + half);
    }
    held = null;
  });
  strip.addEventListener("pointercancel", () => (held = null));
};
