"""Pages without scripts, cards of shared links, and what else a phone shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds_of_page import of_each_kind

LONG = "sources/07guangzhou208/"
IDLE = """(buttons) => buttons.filter((one) => !one.getAttribute("popovertarget")
  && one.getAttribute("type") !== "submit").map((one) => one.innerText)"""
"""Buttons that do nothing without a script."""


def test_without_a_script_no_control_that_needs_one_is_shown(
    browser: Browser, edition: Path, kept_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in of_each_kind(edition):
        page.goto(kept_url + name)
        expect(page.locator("h1").first).to_be_visible()
        expect(page.locator(".mu-reader")).to_be_hidden()
        assert page.locator("button:visible").evaluate_all(IDLE) == [], name
    context.close()


def test_without_a_script_the_search_field_leads_to_the_search_page(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + LONG)
    page.locator("#mu-q").fill("police")
    page.locator("#mu-q").press("Enter")
    page.wait_for_url("**/search/?q=police")
    expect(page.locator("h1")).to_contain_text("Search")
    context.close()


@pytest.mark.parametrize(("where", "name"), [(LONG, "card.png"), ("", "assets/img/card.png")])
def test_a_shared_link_has_a_card(
    page: Page, site_url: str, edition: Path, where: str, name: str
) -> None:
    page.goto(site_url + where)
    for key, value in (("og:image:width", "1200"), ("og:image:height", "630")):
        expect(page.locator(f"meta[property='{key}']")).to_have_attribute("content", value)
    address = page.locator("meta[property='og:image']").get_attribute("content") or ""
    assert address.startswith("https://")
    assert address.endswith(f"/muniment/{where}{name}")
    data = (edition / "site" / address.split("/muniment/")[1]).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (1200, 630)


def test_numbers_of_paragraphs_are_large_enough_for_a_finger(
    browser: Browser, site_url: str
) -> None:
    """Numbers of paragraphs beside a mentioned entry are targets of at least 24 by 24 pixels."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{site_url}sources/07guangzhou208/")
    numbers = page.locator(".mu-es > li:has(.mu-e-p a + a) .mu-e-p").first.locator("a")
    boxes = [box for one in numbers.all() if (box := one.bounding_box())]
    context.close()
    assert len(boxes) > 1
    assert min(min(box["width"], box["height"]) for box in boxes) >= 24
