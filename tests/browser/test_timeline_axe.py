"""The timeline, its strips and their cards, checked by axe-core at three widths, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.ready import stands
from tests.browser.test_axe import axe, violations
from tests.browser.test_timeline import TIMELINE, still

__all__ = ["axe"]
PAGES = (
    "timeline/",
    "timeline/?from=2007-01-01&to=2010-01-01&lanes=place",
    "people/lei-yulan/",
    "sources/07guangzhou208/",
)


@pytest.fixture(
    params=[(390, "light"), (390, "dark"), (1024, "light"), (1600, "light"), (1600, "dark")],
    ids=lambda p: f"{p[0]}-{p[1]}",
)
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A tab of some width and colours; narrow ones are touched."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        has_touch=width < 500,
        is_mobile=width < 500,
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wrong_with_a_card_open(
    path: str,
    reader: Page,
    site_url: str,
    axe: str,
) -> None:
    reader.goto(site_url + path)
    stands(reader)
    mark = reader.locator(".mu-tl:visible a:has(.pt) .hit").first
    if path.startswith(TIMELINE):
        still(reader)
    if reader.evaluate("matchMedia('(hover: none)').matches"):
        # Whoever touches a mark has touched the page before.
        reader.locator("h1").first.tap()
        stands(reader)
        mark.tap()
    else:
        mark.hover()
    expect(reader.locator(".mu-card-t:popover-open")).to_be_visible()
    assert violations(reader, axe) == []
