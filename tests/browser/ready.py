"""Waiting for a page to be ready for a test."""

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
    """Wait until a script that the page loads has run; before that, buttons are mere links.

    The script is not fetched here, so that a page that does not load it fails the test.
    """
    page.wait_for_function(ASKED, arg=name)
    page.evaluate(RUN, name)


def stands(page: Page) -> None:
    """Wait until the page has its fonts and neither grows nor scrolls any more."""
    page.evaluate(STANDS, FRAMES)
