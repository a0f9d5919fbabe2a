// The theme's search asks our worker: it finds Chinese words within a run of characters, which the
// theme's own cannot, and needs no index to be built in the reader's browser.
{
  const config = document.querySelector("#__config");
  // Another renderer of the same pages brings a search of its own, with another field.
  if (config && document.querySelector("input.md-search__input")) {
    const settings = JSON.parse(config.textContent);
    settings.search = new URL("search-worker.js", document.currentScript.src).href;
    config.textContent = JSON.stringify(settings);
  }
}
