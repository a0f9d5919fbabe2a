// The parts of a large timeline: fetched a few at a time, and dropped again when many others were needed since.

/** @import { Item } from "./items.js" */
/**
 * A part of a series, and what has become of it.
 * @typedef {object} TimelinePart
 * @property {number} number
 * @property {string} first the first known day of its first item
 * @property {string} last the first known day of its last item
 * @property {number} lower when its items begin
 * @property {number} upper when they end
 * @property {Item[] | null} things its items, while it is loaded
 * @property {boolean} isComing
 * @property {boolean} isLost whether it could not be loaded
 */

// The most parts, of 200 kB each: fetched at the same time; held, including those of earlier views.
const MAX_REQUESTS = 3, MAX_HELD = 32;

// `fetchItems` gets the items of a part; `onLoad` is called when a part has come, or could not be loaded.
/** @param {(number: number) => Promise<Item[]>} fetchItems @param {() => void} onLoad */
export const createPartLoader = (fetchItems, onLoad) => {
  /** @type {Set<TimelinePart>} */
  const held = new Set(); // those needed last are at the end
  /** @type {TimelinePart[]} */
  let needed = [];
  /** @type {TimelinePart[]} */
  let queue = [];
  let underWay = 0;

  /** @type {(part: TimelinePart) => Promise<void>} */
  const fetchPart = async (part) => {
    underWay++;
    part.isComing = true;
    try {
      part.things = await fetchItems(part.number);
      held.add(part);
    } catch {
      part.isLost = true;
    }
    part.isComing = false;
    underWay--;
  };
  const dropOldParts = () => {
    for (const part of needed) if (held.delete(part)) held.add(part);
    for (const part of held) {
      if (held.size <= MAX_HELD) break;
      if (needed.includes(part)) continue;
      held.delete(part);
      part.things = null;
    }
  };
  const fetchNext = () => {
    for (let part = underWay < MAX_REQUESTS && queue.shift(); part; part = underWay < MAX_REQUESTS && queue.shift())
      fetchPart(part).then(() => {
        dropOldParts();
        fetchNext();
        onLoad();
      });
  };
  return {
    // Requests the parts that are missing, and drops requests of earlier views that are still waiting.
    /** @type {(parts: TimelinePart[]) => void} */
    request: (parts) => {
      needed = parts;
      queue = parts.filter((part) => !part.things && !part.isComing);
      dropOldParts();
      fetchNext();
    },
    isComing: () => underWay > 0,
  };
};
