// Runs before the page is drawn, so that nothing changes under a reader's eyes: what was chosen.
{
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  const recall = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage is forbidden: every page begins anew.
      return null;
    }
  };
  // What is chosen is said by boxes in the page. Each is set as soon as it has been read.
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
    // Not written by this site, or not in this form: as if nothing were there.
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
