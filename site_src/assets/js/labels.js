// Labels that the index and other data have in English, in the language of the page. Their words are those of pages:
// builders/data/interface/scripts.yml lists the labels that scripts show.
import { inPageLanguage, word } from "./language.js";

const NOTE = /^Note (\d+)$/;
/** @type {(text: string) => string} */
export const translateLabel = (text) => {
  const [, number] = NOTE.exec(text) ?? [];
  return number ? word("Note {number}", { number }) : word(text);
};

// A date from the data, in the language of the page.
/** @type {(words?: string, others?: Record<string, string>) => string} */
export const formatDate = (words = "", others) => translateLabel(inPageLanguage(words, others));
