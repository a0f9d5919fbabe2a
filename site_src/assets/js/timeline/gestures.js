// Moving and zooming a drawing by wheel, keys, dragging with a finger or the mouse, and pinching.
import { actions, scale, shift, showRange, view } from "./view.js";

/**
 * How a drawing shows time.
 * @typedef {object} Axis
 * @property {(x: number, y: number) => number} timeUnder the time at a point in the window
 * @property {(dx: number, dy: number) => number} share the share of the view that a distance is
 */
/**
 * What the pointers are doing.
 * @typedef {object} Press
 * @property {{ id: number, x: number, y: number } | null} last the pointer that is down, and where it was last
 * @property {boolean} wasDragged whether the click that may follow ends a drag
 * @property {{ x: number, y: number, distance: number } | null} pinch
 */

/** @type {Record<string, string>} */
const KEYS = { "+": "in", "=": "in", "-": "out", ArrowLeft: "back", ArrowRight: "on", 0: "all" };
const DRAG_THRESHOLD = 5;

/** @type {(share: number) => void} */
const moveBy = (share) => showRange(view.start - share * (view.end - view.start), view.end - share * (view.end - view.start));

// Only with Ctrl (which a pinch on a touchpad also sends): the wheel alone scrolls the page.
/** @type {(svg: SVGElement, axis: Axis) => void} */
const listenToWheel = (svg, { timeUnder }) =>
  svg.addEventListener("wheel", (event) => {
    const isZoom = event.ctrlKey || event.metaKey;
    if (!isZoom && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    event.preventDefault();
    if (isZoom) scale(Math.exp(Math.max(-50, Math.min(50, event.deltaY)) * 0.01), timeUnder(event.clientX, event.clientY));
    else shift(event.deltaX / 1000);
  }, { passive: false });

/** @type {(svg: SVGElement) => void} */
const listenToKeys = (svg) =>
  svg.addEventListener("keydown", (event) => {
    const action = KEYS[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    actions[action]();
  });

// One finger: along the page it scrolls the page (touch-action), across it moves the time.
/** @type {(svg: SVGElement, axis: Axis, press: Press) => void} */
const listenToDrag = (svg, { share }, press) => {
  svg.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button) return;
    press.last = { id: event.pointerId, x: event.clientX, y: event.clientY };
    press.wasDragged = false;
  });
  addEventListener("pointermove", (event) => {
    const { last } = press;
    if (!last || press.pinch || event.pointerId !== last.id) return;
    const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
    if (!press.wasDragged && Math.hypot(dx, dy) < DRAG_THRESHOLD) return;
    press.wasDragged = true;
    svg.classList.add("mu-dragged");
    moveBy(share(dx, event.pointerType === "touch" ? 0 : dy));
    Object.assign(last, { x: event.clientX, y: event.clientY });
  });
  /** @type {(event: PointerEvent) => void} */
  const endDrag = (event) => {
    if (event.pointerId !== press.last?.id) return;
    press.last = null;
    svg.classList.remove("mu-dragged");
  };
  addEventListener("pointerup", endDrag);
  addEventListener("pointercancel", endDrag);
  svg.addEventListener("click", (event) => {
    // The click that ends a drag is not one on a mark. A key sends a click without a press, whose `detail` is 0.
    if (!press.wasDragged || !event.detail) return;
    event.preventDefault();
    event.stopPropagation();
    press.wasDragged = false;
  }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
};

// Two fingers: the times under them remain under them.
/** @type {(svg: SVGElement, axis: Axis, press: Press) => void} */
const listenToPinch = (svg, { timeUnder, share }, press) => {
  /** @type {(event: TouchEvent) => NonNullable<Press["pinch"]>} */
  const pinchOf = ({ touches: [a, b] }) => ({
    x: (a.clientX + b.clientX) / 2,
    y: (a.clientY + b.clientY) / 2,
    distance: Math.max(10, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
  });
  svg.addEventListener("touchstart", (event) => {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    press.pinch = pinchOf(event);
  }, { passive: false });
  svg.addEventListener("touchmove", (event) => {
    if (!press.pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const before = press.pinch;
    const now = pinchOf(event);
    scale(before.distance / now.distance, timeUnder(now.x, now.y));
    moveBy(share(now.x - before.x, now.y - before.y));
    press.pinch = now;
  }, { passive: false });
  /** @type {(event: TouchEvent) => void} */
  const endPinch = (event) => {
    if (event.touches.length >= 2) return;
    if (press.pinch) press.wasDragged = true;
    press.pinch = null;
  };
  svg.addEventListener("touchend", endPinch);
  svg.addEventListener("touchcancel", endPinch);
};

/** @type {(svg: SVGElement, axis: Axis) => void} */
export const listenTo = (svg, axis) => {
  /** @type {Press} */
  const press = { last: null, wasDragged: false, pinch: null };
  listenToWheel(svg, axis);
  listenToKeys(svg);
  listenToDrag(svg, axis, press);
  listenToPinch(svg, axis, press);
};
