"""Waiting for a page to be ready for a test."""

from __future__ import annotations

from playwright.sync_api import Page

IS_REQUESTED = """name => performance.getEntriesByType("resource")
  .some(one => one.name.endsWith(`/js/${name}`))"""
IMPORT_SCRIPT = """async name => {
  const { name: url } = performance.getEntriesByType("resource")
    .find(one => one.name.endsWith(`/js/${name}`));
  await import(url);
}"""
IS_STILL = """async frames => {
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


def wait_for_script(page: Page, name: str) -> None:
    """Wait until a script that the page loads has run; before that, buttons are mere links.

    The script is not fetched here, so that a page that does not load it fails the test.
    """
    page.wait_for_function(IS_REQUESTED, arg=name)
    page.evaluate(IMPORT_SCRIPT, name)


def wait_until_still(page: Page) -> None:
    """Wait until the page has its fonts and neither grows nor scrolls any more."""
    page.evaluate(IS_STILL, FRAMES)
