// Moving and zooming a drawing by wheel, keys, dragging with a finger or the mouse, and pinching.
import { actions, scale, shift, showRange, view } from "./view.js";

const KEYS = { "+": "in", "=": "in", "-": "out", ArrowLeft: "back", ArrowRight: "on", 0: "all" };
const DRAG_THRESHOLD = 5;

// `timeUnder(x, y)` is the time at a point in the window; `share(dx, dy)` the share of the view that a distance is.
export const listenTo = (svg, { timeUnder, share }) => {
  let last = null;
  let wasDragged = false;
  let pinch = null;

  // Only with Ctrl (which a pinch on a touchpad also sends): the wheel alone scrolls the page.
  svg.addEventListener("wheel", (event) => {
    const isZoom = event.ctrlKey || event.metaKey;
    if (!isZoom && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    event.preventDefault();
    if (isZoom) scale(Math.exp(Math.max(-50, Math.min(50, event.deltaY)) * 0.01), timeUnder(event.clientX, event.clientY));
    else shift(event.deltaX / 1000);
  }, { passive: false });

  svg.addEventListener("keydown", (event) => {
    const action = KEYS[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    actions[action]();
  });

  // One finger: along the page it scrolls the page (touch-action), across it moves the time.
  const moveBy = (share) => showRange(view.start - share * (view.end - view.start), view.end - share * (view.end - view.start));
  svg.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button) return;
    last = { id: event.pointerId, x: event.clientX, y: event.clientY };
    wasDragged = false;
  });
  addEventListener("pointermove", (event) => {
    if (!last || pinch || event.pointerId !== last.id) return;
    const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
    if (!wasDragged && Math.hypot(dx, dy) < DRAG_THRESHOLD) return;
    wasDragged = true;
    svg.classList.add("mu-dragged");
    moveBy(share(dx, event.pointerType === "touch" ? 0 : dy));
    Object.assign(last, { x: event.clientX, y: event.clientY });
  });
  for (const name of ["pointerup", "pointercancel"])
    addEventListener(name, (event) => {
      if (event.pointerId !== last?.id) return;
      last = null;
      svg.classList.remove("mu-dragged");
    });
  svg.addEventListener("click", (event) => {
    // The click that ends a drag is not one on a mark. A key sends a click without a press, whose `detail` is 0.
    if (!wasDragged || !event.detail) return;
    event.preventDefault();
    event.stopPropagation();
    wasDragged = false;
  }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  // Two fingers: the times under them remain under them.
  const pinchOf = ({ touches: [a, b] }) => ({
    x: (a.clientX + b.clientX) / 2,
    y: (a.clientY + b.clientY) / 2,
    distance: Math.max(10, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
  });
  svg.addEventListener("touchstart", (event) => {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    pinch = pinchOf(event);
  }, { passive: false });
  svg.addEventListener("touchmove", (event) => {
    if (!pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const now = pinchOf(event);
    scale(pinch.distance / now.distance, timeUnder(now.x, now.y));
    moveBy(share(now.x - pinch.x, now.y - pinch.y));
    pinch = now;
  }, { passive: false });
  for (const name of ["touchend", "touchcancel"])
    svg.addEventListener(name, (event) => {
      if (event.touches.length >= 2) return;
      if (pinch) wasDragged = true;
      pinch = null;
    });
};
