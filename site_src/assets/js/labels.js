// Labels that the index and other data have in English, in the language of the page. Their words are those of pages:
// builders/data/interface/scripts.yml lists the labels that scripts show.
import { preferChinese, word } from "./language.js";

const NOTE = /^Note (\d+)$/;
/** @type {(text: string) => string} */
export const translateLabel = (text) => {
  const [, number] = NOTE.exec(text) ?? [];
  return number ? word("Note {number}", { number }) : word(text);
};

// A date, which the data also have in Chinese if the publication has pages in it.
export const formatDate = (english = "", chinese = "") => preferChinese(translateLabel(english), chinese);
