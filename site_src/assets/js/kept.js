// What is kept in the reader's browser, and nowhere else. Storage may be full or forbidden: then a
// choice holds for the page that it was made on.
//
//   scheme, size  colours, text size     view, marks  how a source is shown
//   keys          "off": single keys do nothing        places  where reading stopped
//   cite          what is cited and in which style
export const KEYS = ["scheme", "size", "view", "marks", "keys", "places", "cite"];

export const recall = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

export const keep = (key, value) => {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // See above.
  }
};
