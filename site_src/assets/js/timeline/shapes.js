// Drawing dates along a line; the rules are those of builders/pages/timeline/marks.py.
import { makeSvg } from "../elements.js";
import { numberInWords } from "../language.js";
import { DAY } from "./view.js";

/** @import { DatedItem, Part } from "./items.js" */
/**
 * A line along which items are drawn.
 * @typedef {object} Line
 * @property {(time: number) => number} at the position of a time
 * @property {number} low where the line begins
 * @property {number} high where it ends
 * @property {number} [free] where an open end is drawn to if nothing says until when it is known
 * @property {boolean} [lengthens] whether several days are drawn as a bar where there is room
 */
/** @typedef {[shapes: SVGElement[], first: number, last: number]} Drawn Shapes, and from where to where they reach. */

const FADE = 14, STEPS = 5, FREE = 46, CAP = 4, RING = 3.2, DISC = 4, HEAD = 5, SHORTEST = 8;
const LONGEST_POINT = 32 * DAY;

// The position on a line that is nearest to a position.
/** @type {(line: Line, x: number) => number} */
export const clamp = (line, x) => Math.max(line.low, Math.min(line.high, x));
/** @type {(line: Line, x: number) => boolean} */
const isOnLine = (line, x) => x >= line.low && x <= line.high;

// Draws shapes along y = 0. What is beyond the ends of the line is not drawn, but is counted in where the shapes reach.
/** @param {Line} line */
const createPen = (line) => {
  /** @type {SVGElement[]} */
  const shapes = [];
  /** @type {number[]} */
  const ends = [];
  /** @type {(x: number, css: string, r: number) => void} */
  const disc = (x, css, r) => {
    if (isOnLine(line, x)) shapes.push(makeSvg("circle", { class: css, cx: x, cy: 0, r }));
    ends.push(x - r, x + r);
  };
  /** @type {(x1: number, x2: number, opacity?: number) => void} */
  const bar = (x1, x2, opacity = 1) => {
    if (Math.max(x1, x2) > line.low && Math.min(x1, x2) < line.high)
      shapes.push(makeSvg("line", { class: "bar", x1: clamp(line, x1), y1: 0, x2: clamp(line, x2), y2: 0, ...(opacity < 1 ? { opacity } : {}) }));
    ends.push(x1, x2);
  };
  // A ring at the end that is known, and an arrow towards the one that is not.
  /** @type {(tip: number, ring: number) => void} */
  const openEnd = (tip, ring) => {
    const direction = tip > ring ? 1 : -1;
    disc(ring, "ring", RING);
    bar(ring + direction * RING, tip - direction * HEAD);
    if (isOnLine(line, tip)) shapes.push(makeSvg("path", { class: "hd", d: `M${tip} 0L${tip - direction * HEAD} ${-CAP}V${CAP}Z` }));
    ends.push(tip);
  };
  // A bar that has no cap at the edge of the drawing continues beyond it.
  /** @type {(x: number) => void} */
  const cap = (x) => {
    if (isOnLine(line, x)) shapes.push(makeSvg("line", { class: "cap", x1: x, y1: -CAP, x2: x, y2: CAP }));
  };
  /** @type {(end: number, direction: number) => void} */
  const fade = (end, direction) => {
    for (let step = 0; step < STEPS; step++)
      bar(end + (direction * FADE * step) / STEPS, end + (direction * FADE * (step + 1)) / STEPS, 0.9 - (0.72 * step) / (STEPS - 1));
  };
  /** @type {(lower: number, upper: number, part: Part) => void} */
  const span = (lower, upper, part) => {
    const missing = Math.max(0, SHORTEST - (line.at(upper) - line.at(lower))) / 2;
    const [first, last] = [line.at(lower) - missing, line.at(upper) + missing];
    bar(first, last);
    if (part.vague_lower) fade(first, -1);
    else cap(first);
    if (part.vague_upper) fade(last, 1);
    else cap(last);
  };
  // The dots between two dates of which one is right.
  /** @type {(x1: number, x2: number) => void} */
  const dots = (x1, x2) => {
    if (Math.max(x1, x2) > line.low && Math.min(x1, x2) < line.high)
      shapes.push(makeSvg("line", { class: "dots", x1: clamp(line, x1 + RING), y1: 0, x2: clamp(line, x2 - RING), y2: 0 }));
  };
  /** @type {() => Drawn} */
  const drawn = () => [shapes, Math.min(...ends), Math.max(...ends)];
  return { disc, openEnd, span, dots, drawn };
};

// Whether a part of an item is drawn as a point.
/** @type {(item: DatedItem, part: Part, lower: number, upper: number, line: Line) => boolean} */
const isPoint = (item, part, lower, upper, line) =>
  !part.vague_lower && !part.vague_upper && !item.edtf.includes("/") && upper - lower <= LONGEST_POINT &&
  !(line.lengthens && upper - lower > 2 * DAY && line.at(upper) - line.at(lower) > 24);

// The shapes of an item along y = 0.
/** @type {(item: DatedItem, line: Line) => Drawn} */
export const shapesOf = (item, line) => {
  const pen = createPen(line);
  const { at } = line;
  const until = item.known === null ? (line.free ?? line.high) : at(item.known);
  /** @type {number | null} */
  let before = null; // the position of the date before, of several
  for (const part of item.parts) {
    const { lower, upper } = part;
    if (lower === null) {
      if (upper !== null) pen.openEnd(Math.max(line.low + 8 + HEAD, at(upper) - FREE), at(upper));
    } else if (upper === null) pen.openEnd(Math.max(until, at(lower) + FREE / 2), at(lower));
    else if (item.parts.length > 1) {
      const middle = at((lower + upper) / 2);
      /** @type {number} */
      const x = before === null ? middle : Math.max(middle, before + 4 * RING);
      if (before !== null) pen.dots(before, x);
      pen.disc(x, item.one_of ? "ring" : "pt", item.one_of ? RING : DISC);
      before = x;
    } else if (isPoint(item, part, lower, upper, line)) pen.disc(at((lower + upper) / 2), "pt", DISC);
    else pen.span(lower, upper, part);
  }
  return pen.drawn();
};

/** @type {(x: number, y: number, half: number, high: number, count: number) => SVGElement[]} */
export const capsule = (x, y, half, high, count) => [
  makeSvg("rect", { class: "cl", x: x - half, y: y - high, width: 2 * half, height: 2 * high, rx: high }),
  makeSvg("text", { class: "cln", x, y: y + 4, "text-anchor": "middle" }, numberInWords(count)),
];

// The shapes for items that are only counted: a bar over their time, and a capsule with their number.
/** @type {(item: DatedItem, line: Line, half: number, high: number) => Drawn} */
export const countShapes = (item, line, half, high) => {
  const [first, last] = [item.lower ? line.at(item.first) : line.low, item.upper ? line.at(item.last) : line.high].map((x) => clamp(line, x));
  const x = (first + last) / 2;
  const bar = last - first > 2 * half ? [makeSvg("line", { class: "bar mu-tl-n", x1: first, y1: 0, x2: last, y2: 0 })] : [];
  return [[...bar, ...capsule(x, 0, half, high, item.count ?? 1)], Math.min(first, x - half), Math.max(last, x + half)];
};
