// Applies the reader's settings before the page is drawn, so that nothing changes while it is read.
{
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  /** @type {(key: string) => string | null} */
  const loadSetting = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage is forbidden: every page begins with the defaults.
      return null;
    }
  };
  const ROOT_KEYS = ["scheme", "size", "keys"];
  const applyToRoot = () => {
    for (const key of ROOT_KEYS) {
      const chosen = loadSetting(key);
      if (chosen) root.dataset[key] = chosen;
      else delete root.dataset[key];
    }
  };
  applyToRoot();
  // A page that the browser kept, and now shows again, has the settings of the time when it was left.
  addEventListener("pageshow", (event) => event.persisted && applyToRoot());
  // Settings are states of input elements in the page. Each is set as soon as it has been parsed.
  /** @type {Map<string, boolean>} */
  const inputStates = new Map();
  for (const key of ROOT_KEYS) {
    const chosen = root.dataset[key];
    if (chosen) inputStates.set(`#mu-reader [name="${key}"][value="${CSS.escape(chosen)}"]`, true);
  }
  const view = loadSetting("view");
  if (view) inputStates.set(`#${CSS.escape(view)}`, true);
  try {
    /** @type {{ marks?: string, off?: string[] }} */
    const { marks, off } = JSON.parse(loadSetting("marks") ?? "{}");
    if (marks) inputStates.set(`#${CSS.escape(marks)}`, true);
    off?.forEach((id) => inputStates.set(`#${CSS.escape(id)}`, false));
  } catch {
    // Not written by this site, or in another format: ignored.
  }
  if (inputStates.size) {
    const applyStates = () => {
      for (const [selector, isChecked] of inputStates) {
        const box = document.querySelector(selector);
        if (!(box instanceof HTMLInputElement)) continue;
        box.checked = isChecked;
        inputStates.delete(selector);
      }
    };
    const observer = new MutationObserver(applyStates);
    observer.observe(root, { childList: true, subtree: true });
    addEventListener("DOMContentLoaded", () => observer.disconnect());
  }
}
