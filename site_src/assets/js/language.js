// The language of the page, and of elements that scripts put into it.
const isChinese = document.documentElement.lang.startsWith("zh");

/**
 * A text, or anything else that there is in both languages, in that of the page.
 * @template T
 * @param {T} english
 * @param {T} inChinese
 */
export const word = (english, inChinese) => (isChinese ? inChinese : english);

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
