// Where reading stopped: stored in this browser, and offered when the source is opened again.
import { find, findAll } from "./elements.js";
import { loadSetting, saveSetting } from "./settings.js";

const MAX_PLACES = 60;
const text = find(".mu-text", HTMLElement);
const paragraphs = findAll(".mu-para[id]:has(.mu-pn)", HTMLElement, text);
const path = location.pathname;

/** @type {() => Map<string, [id: string, day: string]>} */
const loadPlaces = () => {
  try {
    return new Map(JSON.parse(loadSetting("places") ?? "[]"));
  } catch {
    return new Map();
  }
};

const forgetPlace = () => {
  const all = loadPlaces();
  if (all.delete(path)) saveSetting("places", all.size ? JSON.stringify([...all]) : "");
};

// The last paragraph that begins in the upper half of the window is the one being read.
const currentIndex = () => paragraphs.findLastIndex((one) => one.getBoundingClientRect().top < innerHeight / 2);

const rememberPlace = () => {
  const index = currentIndex();
  // Nothing is stored at the beginning of a source; at its end, what was stored is forgotten.
  if (index < 2) return;
  if (text.getBoundingClientRect().bottom < innerHeight) {
    forgetPlace();
    return;
  }
  const all = loadPlaces();
  all.delete(path);
  all.set(path, [paragraphs[index].id, new Date().toISOString().slice(0, 10)]);
  saveSetting("places", JSON.stringify([...all].slice(-MAX_PLACES)));
};
addEventListener("pagehide", rememberPlace);
addEventListener("visibilitychange", () => document.visibilityState === "hidden" && rememberPlace());

const [id, day] = loadPlaces().get(path) ?? [];
const paragraphLeft = paragraphs.find((one) => one.id === id);
/** @type {(paragraph: HTMLElement) => Promise<void>} */
const offerToContinue = async (paragraph) => {
  const [{ ask, dismiss }, { word }] = await Promise.all([import("./say.js"), import("./language.js")]);
  const number = find(".mu-pn-n", HTMLElement, paragraph).textContent;
  const when = new Date(`${day}T12:00`).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long" });
  const goToPlace = () => {
    paragraph.scrollIntoView({ block: "start", behavior: "instant" });
    find(".mu-pn", HTMLElement, paragraph).focus({ preventScroll: true });
  };
  ask(word("You stopped at ¶ {number} on {when}.", { number, when }), [
    [word("Go on"), goToPlace],
    [word("Start again"), forgetPlace],
  ]);
  // The offer is withdrawn when the reader scrolls on without it.
  addEventListener("scroll", function withdraw() {
    if (scrollY < innerHeight) return;
    removeEventListener("scroll", withdraw);
    dismiss();
  }, { passive: true });
};
if (paragraphLeft && !location.hash && !location.search && scrollY < innerHeight / 2) offerToContinue(paragraphLeft);
