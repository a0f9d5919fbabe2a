// Runs before the page is drawn, so that nothing changes under the reader's eyes: what was chosen.
{
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const scheme = localStorage.getItem("scheme");
    if (scheme) root.dataset.scheme = scheme;
  } catch {
    // Storage is forbidden: every page begins anew.
  }
}
