// How items are sorted into lanes.
import { preferChinese, word } from "../language.js";
import { sourceNameOf } from "./items.js";
import { isCount } from "./marks.js";

/** @import { Item } from "./items.js" */
/** @typedef {{ name: string, chinese: string, items: Item[] }} Lane */

// Names of the lanes of each layer, with the Chinese that is beside the English.
/** @type {Record<string, string[]>} */
const LAYERS = { document: [word("Documents"), "史料"], event: [word("Events"), "事件"], text: [word("Dates in texts"), "文中日期"] };
// The names of the publication's categories of events, by their ids; the page gives them.
/** @type {Map<string, string[]>} */
export const categories = new Map();
/** @type {Record<string, string>} */
const REST = { source: word("Works only"), place: word("No one place") };
/** @type {Record<string, (count: number) => string[]>} */
const FURTHER = {
  source: (count) => [word("{count} further sources", { count }), `${count}件其他史料`],
  place: (count) => [word("{count} further places", { count }), `${count}个其他地点`],
};
const MAX_LANES = 24; // lanes of sources or places, those with most items; all others share one

// Whether an item's lane can be known: for items that are only counted, only the layer is.
/** @type {(item: Item, by: string) => boolean} */
const isKnown = (item, by) => !isCount(item) || by === "layer" || (by === "category" && item.layer !== "event");
/** @type {(box: HTMLInputElement) => string[]} */
const namesOf = ({ dataset }) => [dataset.name ?? "", dataset.chinese ?? ""];

/** @type {Record<string, (item: Item) => (string | null)[]>} */
export const lanesBy = {
  layer: (item) => LAYERS[item.layer],
  category: (item) => (item.layer === "event" ? (categories.get(item.category) ?? namesOf(item.box)) : LAYERS[item.layer]),
  source: (item) => [sourceNameOf(item), ""],
  place: (item) => [item.place_label, item.place_label_zh],
};

/** @type {(lanes: Lane[], further: ((count: number) => string[]) | undefined) => Lane[]} */
const limitLanes = (lanes, further) => {
  if (!further || lanes.length <= MAX_LANES) return lanes;
  const fullest = new Set([...lanes].sort((a, b) => b.items.length - a.items.length).slice(0, MAX_LANES - 1));
  const others = lanes.filter((lane) => !fullest.has(lane));
  const [name, chinese] = further(others.length);
  return [...lanes.filter((lane) => fullest.has(lane)), { name, chinese, items: others.flatMap(({ items }) => items) }];
};

// The lanes in order, each with its items: those of the page's checkboxes, or by one of the sorts above.
/** @type {(items: Item[], by: string, boxes: HTMLInputElement[]) => Lane[]} */
export const lanesOf = (items, by, boxes) => {
  const namesBy = lanesBy[by];
  if (!namesBy)
    return boxes.map((box) => {
      const [name, chinese] = namesOf(box);
      return { name, chinese, items: items.filter((item) => item.box === box) };
    });
  /** @type {Map<string, Lane>} */
  const byName = new Map();
  for (const item of items) {
    const [name, chinese] = (isKnown(item, by) ? namesBy(item) : namesOf(item.box)).map((text) => text ?? "");
    const lane = byName.get(name) ?? { name, chinese, items: [] };
    byName.set(name, lane);
    lane.items.push(item);
  }
  const rest = byName.get("");
  byName.delete("");
  const eventLanes = boxes.filter(({ dataset }) => dataset.layer === "event").map(namesOf);
  const order = by === "layer" || by === "category" ? [LAYERS.document, ...categories.values(), ...eventLanes, LAYERS.event, LAYERS.text].map(([name]) => name) : null;
  const lanes = limitLanes([...byName.values()], FURTHER[by]);
  if (order) {
    /** @type {(lane: Lane) => number} */
    const placeOf = ({ name }) => (order.includes(name) ? order.indexOf(name) : order.length);
    lanes.sort((a, b) => placeOf(a) - placeOf(b));
  }
  const all = [...lanes, ...(rest ? [{ ...rest, name: REST[by] }] : [])];
  // Only on a page in English of a publication with pages in Chinese are there two names.
  const isGlossed = boxes.some(({ dataset }) => dataset.chinese);
  return all.map((lane) => ({ ...lane, name: preferChinese(lane.name, lane.chinese), chinese: isGlossed ? lane.chinese : "" }));
};
