"""The layout does not shift while a page loads, even if fonts come late or scripts add to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.kinds_of_page import of_each_kind

MOST_SHIFT = 0.01
"""The layout shift allowed, a tenth of what counts as good (web.dev/articles/cls)."""
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      const moved = sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 80));
      window.shifts.push([value, moved]);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = """() => new Promise((done) => new PerformanceObserver(() => setTimeout(done, 150))
  .observe({ type: "paint", buffered: true }))"""
"""Waits a little longer: what is there within 0.1 s appears to be there from the start."""
SETTLED = """() => document.fonts.ready.then(() => new Promise((done) =>
  requestIdleCallback(() => requestAnimationFrame(() => setTimeout(done, 100)))))"""
OTHER_LANGUAGE = "zh/"
SEARCH = "search/?q=border"
WIDE = ("sources/", "people/", "sources/07guangzhou208/", "search/")
PRELOADED = ("serif-regular", "serif-semibold", "sans-regular")


class LateFonts:
    """Fonts whose requests are held back until they are released."""

    def __init__(self, page: Page) -> None:
        """Intercept the font requests of a page."""
        self._held: list[Route] = []
        page.route("**/*.woff2", lambda route: self._held.append(route))  # noqa: PLW0108  # it needs a Python function

    def let_go(self) -> int:
        """Release the requests; returns how many there were."""
        held, self._held[:] = [*self._held], []
        for route in held:
            route.continue_()
        return len(held)


@pytest.fixture
def reader(width: int, browser: Browser) -> Iterator[Page]:
    """A tab without a cache that records layout shifts."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, is_mobile=width < 500, has_touch=width < 500
    )
    page = context.new_page()
    page.add_init_script(SHIFTS)
    yield page
    context.close()


@pytest.mark.parametrize("late", [False, True], ids=["at-once", "late-fonts"])
@pytest.mark.parametrize("width", [390, 1400])
def test_the_layout_does_not_shift(
    width: int, reader: Page, edition: Path, site_url: str, *, late: bool
) -> None:
    names = [name for name in of_each_kind(edition) if not name.startswith(OTHER_LANGUAGE)]
    # Narrow pages reflow most: every kind is checked narrow, and some wide.
    looked_at = [*names, SEARCH] if width < 500 else [*WIDE, SEARCH]
    fonts = LateFonts(reader) if late else None
    moved = []
    for name in looked_at:
        reader.goto(site_url + name, wait_until="commit")
        if fonts:
            reader.evaluate(PAINTED)
            assert fonts.let_go() >= len(PRELOADED), name
        reader.wait_for_load_state("load")
        reader.evaluate(SETTLED)
        shifts = reader.evaluate("window.shifts")
        if sum(value for value, _ in shifts) > MOST_SHIFT:
            moved.append((name, shifts))
    assert moved == []
