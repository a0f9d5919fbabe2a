// A message that does not interrupt the reader: on a sheet at the foot of the window, and read out.
const chinese = document.documentElement.lang.startsWith("zh");
const LONG = 3500;
let sheet;
let leaving = 0;

export const word = (english, inChinese) => (chinese ? inChinese : english);

// Sets the language of an element, and its direction. The list is that of builders/model/languages.py.
const RIGHT_TO_LEFT = /^(?:ar|arc|ckb|dv|fa|he|iw|ji|ks|nqo|ps|sd|syr|ug|ur|yi)(?!-latn)\b|-(?:arab|hebr|syrc|thaa)\b/i;
export const runsLeft = (tag) => RIGHT_TO_LEFT.test(tag);
export const inTongue = (element, tag) => {
  element.setAttribute("lang", tag);
  if (runsLeft(tag)) element.dir = "rtl";
};

const place = () => {
  if (!sheet) {
    sheet = document.createElement("div");
    sheet.className = "mu-toast";
    sheet.setAttribute("role", "status");
    document.body.append(sheet);
  }
  clearTimeout(leaving);
  sheet.hidden = false;
  return sheet;
};

export const say = (english, inChinese) => {
  place().replaceChildren(word(english, inChinese));
  leaving = setTimeout(unsay, LONG);
};

export const unsay = () => {
  if (sheet) sheet.hidden = true;
};

// A question stays until it is answered.
export const offer = (text, choices) => {
  const buttons = choices.map(([label, act]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      unsay();
      act?.();
    });
    return button;
  });
  place().replaceChildren(text, ...buttons);
};
