// Applies the reader's settings before the page is drawn, so that nothing changes while it is read.
{
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  const recall = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage is forbidden: every page begins with the defaults.
      return null;
    }
  };
  // Settings are states of input elements in the page. Each is set as soon as it has been parsed.
  const boxes = new Map();
  for (const key of ["scheme", "size", "keys"]) {
    const chosen = recall(key);
    if (!chosen) continue;
    root.dataset[key] = chosen;
    boxes.set(`#mu-reader [name="${key}"][value="${CSS.escape(chosen)}"]`, true);
  }
  const view = recall("view");
  if (view) boxes.set(`#${CSS.escape(view)}`, true);
  try {
    const { marks, off } = JSON.parse(recall("marks")) ?? {};
    if (marks) boxes.set(`#${CSS.escape(marks)}`, true);
    off?.forEach((id) => boxes.set(`#${CSS.escape(id)}`, false));
  } catch {
    // Not written by this site, or in another format: ignored.
  }
  if (boxes.size) {
    const set = () => {
      for (const [selector, on] of boxes) {
        const box = document.querySelector(selector);
        if (!box) continue;
        box.checked = on;
        boxes.delete(selector);
      }
    };
    const reading = new MutationObserver(set);
    reading.observe(root, { childList: true, subtree: true });
    addEventListener("DOMContentLoaded", () => reading.disconnect());
  }
}
