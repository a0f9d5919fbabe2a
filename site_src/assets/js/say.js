// A message that does not interrupt the reader: on a sheet at the foot of the window, and read out.
import { word } from "./language.js";

const SHOWN_MS = 3500;
let sheet;
let hideTimer = 0;

const openSheet = () => {
  if (!sheet) {
    sheet = document.createElement("div");
    sheet.className = "mu-toast";
    sheet.setAttribute("role", "status");
    document.body.append(sheet);
  }
  clearTimeout(hideTimer);
  sheet.hidden = false;
  return sheet;
};

export const say = (english, inChinese) => {
  openSheet().replaceChildren(word(english, inChinese));
  hideTimer = setTimeout(dismiss, SHOWN_MS);
};

export const dismiss = () => {
  if (sheet) sheet.hidden = true;
};

// A question stays until it is answered.
export const ask = (text, answers) => {
  const buttons = answers.map(([text, onClick]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", () => {
      dismiss();
      onClick?.();
    });
    return button;
  });
  openSheet().replaceChildren(text, ...buttons);
};
