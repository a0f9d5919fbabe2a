// The reader's settings, stored in the browser and nowhere else. If storage is full or forbidden, a
// setting applies only to the page on which it was made.
//
//   scheme, size  colours, text size            view, marks  how a source is shown
//   keys          "off": no single-key shortcuts     places  where reading stopped
//   cite          what is cited and in which style
export const KEYS = ["scheme", "size", "view", "marks", "keys", "places", "cite"];

/** @type {(key: string) => string | null} */
export const loadSetting = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

// Whether the setting could be saved.
/** @type {(key: string, value: string) => boolean} */
export const saveSetting = (key, value) => {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
};
