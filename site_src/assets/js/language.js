// The language of the page, its words, and the language of elements that scripts put into it.

/**
 * What the file of a language has, which pages in it load before all modules (builders/interface/script_words.py). English
 * has no such file: its words are those of the scripts.
 * @typedef {object} Words
 * @property {string} code what the folder of its pages is called, and fields of data in it end with: `zh`
 * @property {string} style the citation style that readers of the language find chosen at first
 * @property {string} thousands what stands between the thousands of a number
 * @property {number} groupedFrom the least number whose thousands are set apart
 * @property {Record<string, string>} words from the English to the words of the language
 */

const { muWords = {} } = /** @type {{ muWords?: Record<string, Words> }} */ (globalThis);
/** @type {Words} */
const ENGLISH = { code: "", style: "chicago", thousands: ",", groupedFrom: 1000, words: {} };

// The tag of the page's language. On the page for addresses without a page, it is only known when that page has begun.
export const pageLanguage = () => document.documentElement.lang;
const ownWords = () => muWords[pageLanguage()] ?? ENGLISH;

// The folder of pages in the language: `zh/`.
export const pagesFolder = () => ownWords().code && `${ownWords().code}/`;
export const firstStyle = () => ownWords().style;
// A number as the builders write it in the language of the page.
/** @type {(value: number) => string} */
export const numberInWords = (value) => {
  const { thousands, groupedFrom } = ownWords();
  return value.toLocaleString("en", { useGrouping: value >= groupedFrom }).replaceAll(",", thousands);
};

/**
 * A text in the language of the page.
 * @param {string} english the text in English, perhaps with gaps: `{count} sources`
 * @param {Record<string, string | number>} [gaps] what is in the gaps; numbers are written as in the page's language
 */
export const word = (english, gaps = {}) => {
  const { words } = ownWords();
  const text = Object.hasOwn(words, english) ? words[english] : english;
  return text.replace(/\{(\w+)\}/g, (gap, name) => {
    const value = gaps[name] ?? gap;
    return typeof value === "number" ? numberInWords(value) : value;
  });
};

// What data have in the language of the page, by its code; in English if there is nothing.
/** @type {(english: string, others?: Record<string, string>) => string} */
export const inPageLanguage = (english, others) => others?.[ownWords().code] ?? english;
// A field of data in the language of the page: `words_zh`, or `words`, which is in English.
/** @type {(record: object, name: string) => string} */
export const fieldInPageLanguage = (record, name) => {
  const fields = /** @type {Record<string, string | null | undefined>} */ (record);
  return fields[`${name}_${ownWords().code}`] ?? fields[name] ?? "";
};

// Editors give second names and titles in Chinese. On pages in other languages, these stand beside the first.
export const isChinese = () => pageLanguage().startsWith("zh");
/**
 * What a page in Chinese shows instead, if there is such; on other pages always the first.
 * @template T
 * @param {T} own
 * @param {T | null} [chinese]
 */
export const preferChinese = (own, chinese) => (isChinese() && chinese) || own;

// Whether a language is written from right to left. The list is that of builders/model/languages.py.
const RIGHT_TO_LEFT = /^(?:acm|apc|ar|arc|ary|arz|azb|ckb|dv|fa|glk|he|iw|ji|ks|lrc|mzn|nqo|ota|pnb|ps|sd|syr|ug|ur|yi)(?!-latn)\b|-(?:arab|hebr|syrc|thaa)\b/i;
/** @type {(tag: string) => boolean} */
export const isRightToLeft = (tag) => RIGHT_TO_LEFT.test(tag);

// Sets the language of an element, and its direction.
/** @type {(element: HTMLElement, tag: string) => void} */
export const setLanguage = (element, tag) => {
  element.setAttribute("lang", tag);
  if (isRightToLeft(tag)) element.dir = "rtl";
};
