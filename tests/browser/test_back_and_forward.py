"""Pages to which a reader comes back, which a browser may have kept as they were left.

The headless Chromium keeps no pages, so the tests store what other pages would have stored, and
send the event that a browser sends when it shows a page that it kept.
"""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser.test_basket import KEY, stored_items
from tests.browser.test_reader_controls import choose
from tests.browser.waiting import wait_for_script

LONG = "sources/07guangzhou208/"
SHOW_AGAIN = """stored => {
  for (const [key, value] of Object.entries(stored)) localStorage.setItem(key, value);
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
}"""


def come_back(page: Page, **stored: str) -> None:
    """Come back to a page that the browser has kept, after other pages have stored something."""
    page.evaluate(SHOW_AGAIN, stored)


def test_the_count_of_the_basket_is_that_of_other_pages(site_url: str, page: Page) -> None:
    page.goto(site_url + "sources/")
    page.get_by_role("button", name="Basket: Tough to Talk About").click()
    expect(page.locator(".mu-basket-mark b")).to_have_text("1")
    come_back(page, **{KEY: '["cbmm-2010-01", "09chengdu165"]'})
    expect(page.locator(".mu-basket-mark b")).to_have_text("2")
    expect(page.locator(".mu-put[data-id='09chengdu165']")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_text_size_and_colours_are_those_of_other_pages(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    choose(page, "Light")
    come_back(page, scheme="dark", size="large")
    html = expect(page.locator("html"))
    html.to_have_attribute("data-scheme", "dark")
    html.to_have_attribute("data-size", "large")
    page.evaluate("localStorage.clear()")
    come_back(page)
    html.not_to_have_attribute("data-scheme", "dark")


def test_what_was_added_on_other_pages_is_not_lost_from_the_basket(
    site_url: str, page: Page
) -> None:
    page.goto(site_url + "basket/")
    come_back(page, **{KEY: '["09chengdu165", "07guangzhou208"]'})
    expect(page.locator(".mu-bk-l > li")).to_have_count(2)
    come_back(page, **{KEY: '["09chengdu165", "07guangzhou208", "@tip-report-2007"]'})
    expect(page.locator(".mu-bk-l > li")).to_have_count(3)
    page.get_by_role("button", name="Remove: 09 CHENGDU 165").click()
    assert stored_items(page) == ["07guangzhou208", "@tip-report-2007"]


def test_ones_own_basket_is_no_list_from_an_address(site_url: str, page: Page) -> None:
    """The page is loaded again here, with the items in its address that the basket had before."""
    page.goto(site_url + "basket/")
    page.evaluate(
        "([key, items]) => localStorage.setItem(key, items)",
        [KEY, json.dumps(["09chengdu165", "07guangzhou208"])],
    )
    page.reload()
    expect(page.locator(".mu-bk-l > li")).to_have_count(2)
    page.goto(site_url + "works/tip-report-2007/")
    wait_for_script(page, "basket/buttons.js")
    page.get_by_role("button", name="Add to basket").click()
    page.go_back()
    expect(page.locator(".mu-bk-l > li")).to_have_count(3)
    expect(page.get_by_text("This list came with the address.")).to_have_count(0)
    # The same address, opened by somebody else, is a list from an address.
    other = page.context.new_page()
    other.goto(f"{site_url}basket/?items=09chengdu165")
    expect(other.get_by_text("This list came with the address.")).to_be_visible()
