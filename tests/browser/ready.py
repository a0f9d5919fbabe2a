"""States that a page comes to by itself, and that a test waits for."""

from __future__ import annotations

from playwright.sync_api import Page

ASKED = """name => performance.getEntriesByType("resource")
  .some(one => one.name.endsWith(`/js/${name}`))"""
RUN = """async name => {
  const { name: url } = performance.getEntriesByType("resource")
    .find(one => one.name.endsWith(`/js/${name}`));
  await import(url);
}"""
STANDS = """async frames => {
  await document.fonts.ready;
  let [left, before] = [frames, ""];
  while (left) {
    await new Promise(requestAnimationFrame);
    const { scrollWidth, scrollHeight } = document.documentElement;
    const now = [scrollWidth, scrollHeight, scrollX, scrollY].join();
    [left, before] = [now === before ? left - 1 : frames, now];
  }
}"""
FRAMES = 10


def loaded(page: Page, name: str) -> None:
    """Waits for a script that the page has fetched: until then a press is no more than a link.

    It is not fetched here: a page that forgot it would be waited for in vain.
    """
    page.wait_for_function(ASKED, arg=name)
    page.evaluate(RUN, name)


def stands(page: Page) -> None:
    """Waits until the page has its fonts and neither grows nor scrolls any more."""
    page.evaluate(STANDS, FRAMES)
