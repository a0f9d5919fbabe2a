// How the things are sorted into lanes.
import { word } from "../say.js";
import { isNumber } from "./marks.js";

const LAYERS = { document: ["Documents", "史料"], event: ["Events", "事件"], text: ["Dates in texts", "文中日期"] };
const CATEGORIES = {
  treaty: ["Treaties", "条约"], law: ["Laws", "法律"], policy: ["Policy", "政策"], meeting: ["Meetings", "会议"],
  training: ["Training", "培训"], campaign: ["Campaigns", "行动"], case: ["Cases", "案件"],
  institution: ["Institutions", "机构"], publication: ["Publications", "出版物"],
};
const REST = { source: word("Works only", "仅据文献"), place: word("No one place", "不限一地") };

// Of things that are not here only the kind is known.
const isKnown = (item, by) => !isNumber(item) || by === "layer" || (by === "category" && item.layer !== "event");
const unsorted = ({ box }) => [box.dataset.name, box.dataset.chinese];

export const sorts = {
  layer: (item) => LAYERS[item.layer],
  category: (item) => (item.layer === "event" ? (CATEGORIES[item.category] ?? [item.category, ""]) : LAYERS[item.layer]),
  source: (item) => [item.sources[0], ""],
  place: (item) => [item.place_label, item.place_label_zh],
};

// The lanes, in order, each with what it holds: those of the page's own choice, or by one of the sorts above.
export const lanesOf = (those, by, boxes) => {
  const sort = sorts[by];
  if (!sort) return boxes.map((box) => ({ ...box.dataset, those: those.filter((item) => item.box === box) }));
  const made = new Map();
  for (const item of those) {
    const [name = "", chinese] = (isKnown(item, by) ? sort : unsorted)(item).map((text) => text ?? "");
    if (!made.has(name)) made.set(name, { name, chinese, those: [] });
    made.get(name).those.push(item);
  }
  const rest = made.get("");
  made.delete("");
  const order = by === "layer" || by === "category" ? [...Object.values(LAYERS).slice(0, 1), ...Object.values(CATEGORIES), ...Object.values(LAYERS).slice(1)].map(([name]) => name) : null;
  const lanes = [...made.values()];
  const place = ({ name }) => (order.includes(name) ? order.indexOf(name) : order.length);
  if (order) lanes.sort((a, b) => place(a) - place(b));
  const all = [...lanes, ...(rest ? [{ ...rest, name: REST[by] }] : [])];
  return all.map((lane) => word(lane, { ...lane, name: lane.chinese || lane.name, chinese: "" }));
};
