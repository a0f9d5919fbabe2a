// Drawing dates along a line; the rules are those of builders/pages/timeline/marks.py.
import { word } from "../language.js";
import { DAY } from "./view.js";

const FADE = 14, STEPS = 5, FREE = 46, CAP = 4, RING = 3.2, DISC = 4, HEAD = 5, SHORTEST = 8;
const LETTER = 6, NARROW = 3.1, BROAD = 7.7, IDEOGRAPH = 11.5, NEAR = 40, MANY = 4, MAX_LINES = 3, CUT = " …";
export const GAP = 12;

export const element = (name, attributes, ...children) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};

// A position clamped to a line. `low` and `high` are the line's ends, `at` gives the position of a time; `free` is how far
// an open end is drawn if nothing says until when it is known.
export const clamp = (line, x) => Math.max(line.low, Math.min(line.high, x));
const isOnLine = (line, x) => x >= line.low && x <= line.high;

const isPoint = (item, part) =>
  !part.vague_lower && !part.vague_upper && !item.edtf.includes("/") && part.upper - part.lower <= 32 * DAY;

// The shapes of an item along y = 0, and from where to where they reach.
export const shapesOf = (item, line) => {
  const shapes = [];
  const ends = [];
  const { at } = line;
  const addDisc = (x, css, r) => {
    if (isOnLine(line, x)) shapes.push(element("circle", { class: css, cx: x, cy: 0, r }));
    ends.push(x - r, x + r);
  };
  const addBar = (x1, x2, opacity = 1) => {
    if (Math.max(x1, x2) > line.low && Math.min(x1, x2) < line.high)
      shapes.push(element("line", { class: "bar", x1: clamp(line, x1), y1: 0, x2: clamp(line, x2), y2: 0, ...(opacity < 1 ? { opacity } : {}) }));
    ends.push(x1, x2);
  };
  const addOpenEnd = (tip, ring) => {
    const direction = tip > ring ? 1 : -1;
    addDisc(ring, "ring", RING);
    addBar(ring + direction * RING, tip - direction * HEAD);
    if (isOnLine(line, tip)) shapes.push(element("path", { class: "hd", d: `M${tip} 0L${tip - direction * HEAD} ${-CAP}V${CAP}Z` }));
    ends.push(tip);
  };
  const addSpan = ({ lower, upper, vague_lower, vague_upper }) => {
    const missing = Math.max(0, SHORTEST - (at(upper) - at(lower))) / 2;
    const [first, last] = [at(lower) - missing, at(upper) + missing];
    addBar(first, last);
    for (const [vague, end, direction] of [[vague_lower, first, -1], [vague_upper, last, 1]]) {
      // A bar that has no cap at the edge of the drawing continues beyond it.
      if (!vague && isOnLine(line, end)) shapes.push(element("line", { class: "cap", x1: end, y1: -CAP, x2: end, y2: CAP }));
      if (vague)
        for (let step = 0; step < STEPS; step++)
          addBar(end + (direction * FADE * step) / STEPS, end + (direction * FADE * (step + 1)) / STEPS, 0.9 - (0.72 * step) / (STEPS - 1));
    }
  };
  let before = null;
  for (const part of item.parts) {
    const { lower, upper } = part;
    if (lower === null) addOpenEnd(Math.max(line.low + 8 + HEAD, at(upper) - FREE), at(upper));
    else if (upper === null) addOpenEnd(Math.max(item.known === null ? (line.free ?? line.high) : at(item.known), at(lower) + FREE / 2), at(lower));
    else if (item.parts.length > 1) {
      const x = before === null ? at((lower + upper) / 2) : Math.max(at((lower + upper) / 2), before + 4 * RING);
      if (before !== null && Math.max(before, x) > line.low && Math.min(before, x) < line.high)
        shapes.push(element("line", { class: "dots", x1: clamp(line, before + RING), y1: 0, x2: clamp(line, x - RING), y2: 0 }));
      addDisc(x, item.one_of ? "ring" : "pt", item.one_of ? RING : DISC);
      before = x;
    } else if (isPoint(item, part) && !(line.lengthens && upper - lower > 2 * DAY && at(upper) - at(lower) > 24)) {
      addDisc(at((lower + upper) / 2), "pt", DISC);
    } else addSpan(part);
  }
  return [shapes, Math.min(...ends), Math.max(...ends)];
};

export const capsule = (x, y, half, high, count) => [
  element("rect", { class: "cl", x: x - half, y: y - high, width: 2 * half, height: 2 * high, rx: high }),
  element("text", { class: "cln", x, y: y + 4, "text-anchor": "middle" }, count.toLocaleString("en")),
];

const NARROW_CHARACTERS = new Set(" !'()*,-./:;I[]fijlrt{|}‘’·");
const BROAD_CHARACTERS = new Set("ABCDEFGHJKLMNOPQRSTUVWXYZmw&%@—…");
const widthOfCharacter = (c) => (NARROW_CHARACTERS.has(c) ? NARROW : BROAD_CHARACTERS.has(c) ? BROAD : c < "\u2e80" ? LETTER : IDEOGRAPH);
export const widthOf = (text) => [...text].reduce((sum, c) => sum + widthOfCharacter(c), 0);
// How many characters from the beginning of a title fit into a width, at least one.
export const lettersWithin = (title, width) => {
  let [count, end] = [0, 0];
  for (const c of title) {
    end += widthOfCharacter(c);
    if (end > width) break;
    count += c.length;
  }
  return Math.max(1, count);
};
const hasChinese = (item) => item.layer !== "text" && Boolean(word("", item.title_zh));
export const titled = (item) => (item.layer === "text" ? `“${item.title}”` : hasChinese(item) ? item.title_zh : item.title);
export const languageOf = (group) => (group.length > 1 ? word("en", "zh-Hans") : hasChinese(group[0]) ? "zh-Hans" : group[0].language);
// How certain an event is, if it did not simply happen; follows its label.
const CAVEATS = { reported: "据报", disputed: "有争议", announced: "已宣布", planned: "计划中" };
export const caveatSuffix = (item) => (item.caveat ? word(`, ${item.caveat}`, `，${CAVEATS[item.caveat]}`) : "");
export const caveatElements = (item) => (item.caveat ? [element("tspan", { class: "lb-c", lang: word("en", "zh-Hans") }, caveatSuffix(item))] : []);
// Chinese characters are as wide as two letters, and no spaces mark the ends of words.
const HAN = /\p{Script=Han}/u;
export const lettersOf = (title, longest) => (HAN.test(title) ? Math.floor(longest / 2) : longest);
export const shorten = (title, longest) => {
  if (title.length <= longest) return title;
  return HAN.test(title) ? `${title.slice(0, longest)}…` : `${title.slice(0, longest).replace(/ \S*$/, "")} …`;
};

// Two characters between which Chinese must not break: within a Latin name or a date, or next to a bracket or punctuation
// mark. UNBROKEN_RE of marks.py is the same.
const UNBROKEN = /^(?:[A-Za-z0-9][A-Za-z0-9年月日]|[年月][0-9]|[“‘（《〈「『〔【［｛(].|.[”’）》〉」』〕】］｝)，。、；：？！·…])/s;
const breakBefore = (title, end) => {
  for (let k = end; k > 0; k--) if (!UNBROKEN.test(title.slice(k - 1))) return k;
  return end;
};
const cutTo = (title, width) => (widthOf(title) <= width ? title : shorten(title, lettersWithin(title, width - widthOf(CUT))));
// A title in at most `MAX_LINES` lines. The last one is at most `last` wide, since something may follow it.
export const linesOf = (title, width, last) => {
  const lines = [];
  for (let rest = title; ; ) {
    const whole = widthOf(rest);
    if (whole <= last || lines.length === MAX_LINES - 1) return [...lines, cutTo(rest, last)];
    const end = lettersWithin(rest, whole > width ? width : last);
    // Words are not cut.
    lines.push(HAN.test(rest) ? rest.slice(0, breakBefore(rest, end)) : rest.slice(0, end + 1).replace(/ ?\S*$/, "") || rest.slice(0, end));
    rest = rest.slice(lines.at(-1).length).trimStart();
  }
};

// Items that are not loaded are represented by an item with their `count`.
const sizeOf = (item) => item.count ?? 1;
export const isCount = (item) => item.count !== undefined;
export const countItems = (group) => group.reduce((sum, item) => sum + sizeOf(item), 0);
export const isMany = (group) => group.length > 1 || isCount(group[0]);

// The shapes for items that are only counted: a bar over their time, and a capsule with their number.
export const countShapes = (item, line, half, high) => {
  const [first, last] = [item.lower ? line.at(item.first) : line.low, item.upper ? line.at(item.last) : line.high].map((x) => clamp(line, x));
  const x = (first + last) / 2;
  const bar = last - first > 2 * half ? [element("line", { class: "bar mu-tl-n", x1: first, y1: 0, x2: last, y2: 0 })] : [];
  return [[...bar, ...capsule(x, 0, half, high, item.count)], Math.min(first, x - half), Math.max(last, x + half)];
};

// Items in groups; many that are too close to be drawn separately form one group.
export const middleOf = (item, at) => (at(item.first) + at(item.last)) / 2;
export const groupClose = (items, at) => {
  const isShort = (item) =>
    item.lower && item.upper && !item.one_of && !item.vague && at(item.last) - at(item.first) < (isCount(item) ? NEAR : NEAR / 2);
  const places = new Map(items.filter(isShort).map((item) => [item, middleOf(item, at)]));
  const close = [...places.keys()].sort((a, b) => places.get(a) - places.get(b));
  const groups = items.filter((item) => !places.has(item)).map((item) => [item]);
  for (let k = 0; k < close.length; ) {
    let end = k;
    while (end < close.length && places.get(close[end]) - places.get(close[k]) <= NEAR) end++;
    if (end - k < MANY && countItems(close.slice(k, end)) < MANY) end = k + 1;
    groups.push(close.slice(k, end));
    k = end;
  }
  return groups.sort((a, b) => a[0].order - b[0].order);
};
