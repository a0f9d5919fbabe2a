// A message that does not interrupt the reader: on a sheet at the foot of the window, and read out.
import { button, make } from "./elements.js";
import { word } from "./language.js";

const SHOWN_MS = 3500;
/** @type {HTMLElement | undefined} */
let sheet;
let hideTimer = 0;

const openSheet = () => {
  if (!sheet) {
    sheet = make("div", { class: "mu-toast", role: "status" });
    document.body.append(sheet);
  }
  clearTimeout(hideTimer);
  sheet.hidden = false;
  return sheet;
};

/** @type {(...message: Parameters<typeof word>) => void} */
export const say = (...message) => {
  openSheet().replaceChildren(word(...message));
  hideTimer = setTimeout(dismiss, SHOWN_MS);
};

export const dismiss = () => {
  if (sheet) sheet.hidden = true;
};

// A question stays until it is answered. Each answer has its text, and what is then done.
/** @type {(text: string, answers: [string, () => void][]) => void} */
export const ask = (text, answers) => {
  const buttons = answers.map(([answer, onClick]) =>
    button({}, answer, () => {
      dismiss();
      onClick();
    }),
  );
  openSheet().replaceChildren(text, ...buttons);
};
