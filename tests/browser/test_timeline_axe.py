"""The timeline, its strips and their cards, checked by axe-core at three widths, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_axe import (
    EVERY_RULE,
    OF_COLOUR,
    SHORT,
    axe,
    schemes,
    tab,
    use_scheme,
    violations,
)
from tests.browser.test_timeline import TIMELINE, wait_until_drawn
from tests.browser.waiting import wait_until_still

__all__ = ["axe"]
PAGES = (
    "timeline/",
    "timeline/?from=2007-01-01&to=2010-01-01&lanes=place",
    "people/lei-yulan/",
    SHORT,
)


@pytest.fixture(params=[390, 1024, 1600])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with tab(browser, request.param) as page:
        yield page


@pytest.mark.parametrize("path", PAGES)
def test_pages_with_a_card_open_have_no_violations(
    path: str,
    reader: Page,
    site_url: str,
    axe: str,
) -> None:
    reader.goto(site_url + path)
    wait_until_still(reader)
    mark = reader.locator(".mu-tl:visible a:has(.pt) .hit").first
    card = reader.locator(".mu-card-t:popover-open")
    if path.startswith(TIMELINE):
        wait_until_drawn(reader)
    touched = reader.evaluate("matchMedia('(hover: none)').matches")
    for scheme, options in zip(schemes(reader), (EVERY_RULE, OF_COLOUR), strict=True):
        # A card takes the colours of its mark, so it is opened anew in each scheme.
        heading = reader.locator("h1").first
        heading.tap() if touched else heading.hover()
        expect(card).to_be_hidden()
        use_scheme(reader, scheme)
        wait_until_still(reader)
        mark.tap() if touched else mark.hover()
        expect(card).to_be_visible()
        assert violations(reader, axe, options) == [], scheme
