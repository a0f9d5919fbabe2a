// What marks say and how they are grouped; the rules are those of builders/pages/timeline/marks.py.
import { makeSvg } from "../elements.js";
import { pageLanguage, preferChinese, word } from "../language.js";

/** @import { DatedItem } from "./items.js" */

const LETTER = 6, NARROW = 3.1, BROAD = 7.7, IDEOGRAPH = 11.5, NEAR = 40, MANY = 4, MAX_LINES = 3, CUT = " …";
export const GAP = 12;

// ---- Labels
const NARROW_CHARACTERS = new Set(" !'()*,-./:;I[]fijlrt{|}‘’·");
const BROAD_CHARACTERS = new Set("ABCDEFGHJKLMNOPQRSTUVWXYZmw&%@—…");
/** @type {(c: string) => number} */
const widthOfCharacter = (c) => (NARROW_CHARACTERS.has(c) ? NARROW : BROAD_CHARACTERS.has(c) ? BROAD : c < "\u2e80" ? LETTER : IDEOGRAPH);
/** @type {(text: string) => number} */
export const widthOf = (text) => [...text].reduce((sum, c) => sum + widthOfCharacter(c), 0);
// How many characters from the beginning of a title fit into a width, at least one.
/** @type {(title: string, width: number) => number} */
export const lettersWithin = (title, width) => {
  let [count, end] = [0, 0];
  for (const c of title) {
    end += widthOfCharacter(c);
    if (end > width) break;
    count += c.length;
  }
  return Math.max(1, count);
};
// The title of an item in Chinese, if the page is in Chinese and there is one.
/** @type {(item: DatedItem) => string | null} */
const chineseTitle = (item) => (item.layer === "text" ? null : preferChinese(null, item.title_zh));
/** @type {(item: DatedItem) => string} */
export const titled = (item) => (item.layer === "text" ? `“${item.title}”` : chineseTitle(item) || item.title);
/** @type {(group: DatedItem[]) => string} */
export const languageOf = (group) => (group.length > 1 ? pageLanguage() : chineseTitle(group[0]) ? "zh-Hans" : group[0].language);
// How certain an event is, if it did not simply happen; follows its label.
/** @type {(item: DatedItem) => string} */
export const caveatSuffix = (item) => (item.caveat ? word(", {caveat}", { caveat: word(item.caveat) }) : "");
/** @type {(item: DatedItem) => SVGElement[]} */
export const caveatElements = (item) => (item.caveat ? [makeSvg("tspan", { class: "lb-c", lang: pageLanguage() }, caveatSuffix(item))] : []);
// Chinese characters are as wide as two letters, and no spaces mark the ends of words.
const HAN = /\p{Script=Han}/u;
/** @type {(title: string, longest: number) => number} */
export const lettersOf = (title, longest) => (HAN.test(title) ? Math.floor(longest / 2) : longest);
/** @type {(title: string, longest: number) => string} */
export const shorten = (title, longest) => {
  if (title.length <= longest) return title;
  return HAN.test(title) ? `${title.slice(0, longest)}…` : `${title.slice(0, longest).replace(/ \S*$/, "")} …`;
};

// Two characters between which Chinese must not break: within a Latin name or a date, or next to a bracket or punctuation
// mark. UNBROKEN_RE of marks.py is the same.
const UNBROKEN = /^(?:[A-Za-z0-9][A-Za-z0-9年月日]|[年月][0-9]|[“‘（《〈「『〔【［｛(].|.[”’）》〉」』〕】］｝)，。、；：？！·…])/s;
/** @type {(title: string, end: number) => number} */
const breakBefore = (title, end) => {
  for (let k = end; k > 0; k--) if (!UNBROKEN.test(title.slice(k - 1))) return k;
  return end;
};
/** @type {(title: string, width: number) => string} */
const cutTo = (title, width) => (widthOf(title) <= width ? title : shorten(title, lettersWithin(title, width - widthOf(CUT))));
// A title in at most `MAX_LINES` lines. The last one is at most `last` wide, since something may follow it.
/** @type {(title: string, width: number, last: number) => string[]} */
export const linesOf = (title, width, last) => {
  /** @type {string[]} */
  const lines = [];
  for (let rest = title; ; ) {
    const whole = widthOf(rest);
    if (whole <= last || lines.length === MAX_LINES - 1) return [...lines, cutTo(rest, last)];
    const end = lettersWithin(rest, whole > width ? width : last);
    // Words are not cut.
    const line = HAN.test(rest) ? rest.slice(0, breakBefore(rest, end)) : rest.slice(0, end + 1).replace(/ ?\S*$/, "") || rest.slice(0, end);
    lines.push(line);
    rest = rest.slice(line.length).trimStart();
  }
};

// ---- Groups
// Items that are not loaded are represented by an item with their `count`.
/** @type {(item: DatedItem) => boolean} */
export const isCount = (item) => item.count !== undefined;
/** @type {(group: DatedItem[]) => number} */
export const countItems = (group) => group.reduce((sum, item) => sum + (item.count ?? 1), 0);
/** @type {(group: DatedItem[]) => boolean} */
export const isMany = (group) => group.length > 1 || isCount(group[0]);

/** @type {(item: DatedItem, at: (time: number) => number) => number} */
export const middleOf = (item, at) => (at(item.first) + at(item.last)) / 2;
/**
 * Items in groups; many that are too close to be drawn separately form one group.
 * @template {DatedItem} Item
 * @param {Item[]} items
 * @param {(time: number) => number} at the position of a time
 */
export const groupClose = (items, at) => {
  /** @type {(item: DatedItem) => boolean} */
  const isShort = (item) =>
    Boolean(item.lower && item.upper) && !item.one_of && !item.vague && at(item.last) - at(item.first) < (isCount(item) ? NEAR : NEAR / 2);
  /** @type {{ item: Item, x: number }[]} */
  const close = [];
  /** @type {Item[][]} */
  const groups = [];
  for (const item of items) {
    if (isShort(item)) close.push({ item, x: middleOf(item, at) });
    else groups.push([item]);
  }
  close.sort((a, b) => a.x - b.x);
  for (let k = 0; k < close.length; ) {
    let end = k;
    while (end < close.length && close[end].x - close[k].x <= NEAR) end++;
    if (end - k < MANY && countItems(close.slice(k, end).map(({ item }) => item)) < MANY) end = k + 1;
    groups.push(close.slice(k, end).map(({ item }) => item));
    k = end;
  }
  return groups.sort((a, b) => a[0].order - b[0].order);
};
