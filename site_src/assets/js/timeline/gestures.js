// Moving and zooming a drawing by wheel, keys, dragging with a finger or the mouse, and pinching.
import { acts, scale, shift, show, view } from "./view.js";

const KEYS = { "+": "in", "=": "in", "-": "out", ArrowLeft: "back", ArrowRight: "on", 0: "all" };
const STILL = 5;

// `timeUnder(x, y)` is the time at a point in the window; `share(dx, dy)` the share of the view that a distance is.
export const listenTo = (svg, { timeUnder, share }) => {
  let from = null;
  let dragged = false;
  let fingers = null;

  // Only with Ctrl (which a pinch on a touchpad also sends): the wheel alone scrolls the page.
  svg.addEventListener("wheel", (event) => {
    const zooms = event.ctrlKey || event.metaKey;
    if (!zooms && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    event.preventDefault();
    if (zooms) scale(Math.exp(Math.max(-50, Math.min(50, event.deltaY)) * 0.01), timeUnder(event.clientX, event.clientY));
    else shift(event.deltaX / 1000);
  }, { passive: false });

  svg.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    acts[act]();
  });

  // One finger: along the page it scrolls the page (touch-action), across it moves the time.
  const by = (way) => show(view.start - way * (view.end - view.start), view.end - way * (view.end - view.start));
  svg.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button) return;
    from = { id: event.pointerId, x: event.clientX, y: event.clientY };
    dragged = false;
  });
  addEventListener("pointermove", (event) => {
    if (!from || fingers || event.pointerId !== from.id) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!dragged && Math.hypot(dx, dy) < STILL) return;
    dragged = true;
    svg.classList.add("mu-dragged");
    by(share(dx, event.pointerType === "touch" ? 0 : dy));
    Object.assign(from, { x: event.clientX, y: event.clientY });
  });
  for (const name of ["pointerup", "pointercancel"])
    addEventListener(name, (event) => {
      if (event.pointerId !== from?.id) return;
      from = null;
      svg.classList.remove("mu-dragged");
    });
  svg.addEventListener("click", (event) => {
    if (!dragged) return;
    event.preventDefault();
    event.stopPropagation();
    dragged = false;
  }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  // Two fingers: the times under them remain under them.
  const held = ({ touches: [a, b] }) => ({
    x: (a.clientX + b.clientX) / 2,
    y: (a.clientY + b.clientY) / 2,
    apart: Math.max(10, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
  });
  svg.addEventListener("touchstart", (event) => {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    fingers = held(event);
  }, { passive: false });
  svg.addEventListener("touchmove", (event) => {
    if (!fingers || event.touches.length !== 2) return;
    event.preventDefault();
    const now = held(event);
    scale(fingers.apart / now.apart, timeUnder(now.x, now.y));
    by(share(now.x - fingers.x, now.y - fingers.y));
    fingers = now;
  }, { passive: false });
  for (const name of ["touchend", "touchcancel"])
    svg.addEventListener(name, (event) => {
      if (event.touches.length >= 2) return;
      if (fingers) dragged = true;
      fingers = null;
    });
};
