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
  for (const key of ["scheme", "size", "keys"]) {
    const chosen = recall(key);
    if (chosen) root.dataset[key] = chosen;
  }

  // How a source is shown is said by boxes in its page. Each is set as soon as it has been read.
  const boxes = new Map();
  const view = recall("view");
  if (view) boxes.set(view, true);
  try {
    const { marks, off } = JSON.parse(recall("marks")) ?? {};
    if (marks) boxes.set(marks, true);
    off?.forEach((id) => boxes.set(id, false));
  } catch {
    // Not written by this site, or not in this form: as if nothing were there.
  }
  if (boxes.size) {
    const set = () => {
      for (const [id, on] of boxes) {
        const box = document.getElementById(id);
        if (!box) continue;
        box.checked = on;
        boxes.delete(id);
      }
    };
    const reading = new MutationObserver(set);
    reading.observe(root, { childList: true, subtree: true });
    addEventListener("DOMContentLoaded", () => reading.disconnect());
  }
}
