"""Pages while a file is still being loaded, and when it cannot be loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.test_timeline import TIMELINE, open_timeline, wait_until_drawn
from tests.browser.waiting import wait_for_script, wait_until_still

LONG = "sources/07guangzhou208/"
SOURCES = "[aria-labelledby=found-sources] .mu-hit"
ENTRIES = "[aria-labelledby=found-entries]"


@contextmanager
def held(page: Page, pattern: str) -> Iterator[list[Route]]:
    """Requests that match the pattern are held back until the end of the block, then answered."""
    routes: list[Route] = []
    page.route(pattern, lambda route: routes.append(route))  # noqa: PLW0108  # it needs a Python function
    yield routes
    for route in routes:
        with page.expect_event("requestfinished", lambda done, sent=route.request: done == sent):
            route.continue_()
    page.unroute(pattern)
    wait_until_still(page)


def wait_until_requested(page: Page, routes: list[Route]) -> None:
    """Wait until the page has requested at least one of the files that are held back."""
    for _ in range(500):
        if routes:
            return
        page.wait_for_timeout(20)
    pytest.fail("nothing was requested")


def test_a_slow_answer_does_not_replace_that_of_a_later_query(site_url: str, page: Page) -> None:
    with held(page, "**/search/entries/*") as routes:
        page.goto(site_url + "search/?q=labor", wait_until="commit")
        wait_until_requested(page, routes)
        page.locator("[data-facet=kind] summary").click()
        page.get_by_role("checkbox", name="Diplomatic cable").check()
        expect(page.locator(SOURCES)).to_have_count(3)
    assert page.locator(SOURCES).count() == 3


def test_pressing_more_twice_shows_no_entry_twice(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=guangdong")
    more = page.locator(f"{ENTRIES} .mu-find-m")
    expect(more).to_be_visible()
    with held(page, "**/search/entries/*") as routes:
        more.click()
        wait_until_requested(page, routes)
        more.click(force=True)
    links = "all => all.map((link) => link.href)"
    addresses = page.locator(f"{ENTRIES} .mu-hit-en a").evaluate_all(links)
    assert len(addresses) > 6
    assert len(set(addresses)) == len(addresses)


def test_more_entries_can_be_requested_again_after_a_failure(site_url: str, page: Page) -> None:
    page.goto(site_url + "search/?q=guangdong")
    more = page.locator(f"{ENTRIES} .mu-find-m")
    expect(more).to_be_visible()
    before = page.locator(f"{ENTRIES} li").count()
    page.route("**/search/entries/*", lambda route: route.abort())
    more.click()
    expect(page.locator(".mu-toast")).to_have_text("That could not be loaded. Try again.")
    page.unroute("**/search/entries/*")
    more.click()
    expect(page.locator(f"{ENTRIES} li")).not_to_have_count(before)


def test_sources_can_be_filtered_by_date_after_a_failure(site_url: str, page: Page) -> None:
    page.route("**/search/facets/date.js*", lambda route: route.abort())
    page.goto(site_url + "search/?q=labor&from=2010")
    expect(page.get_by_role("alert")).to_contain_text("The index could not be read.")
    page.unroute("**/search/facets/date.js*")
    page.locator("#find-q").press("Enter")
    expect(page.locator(SOURCES)).to_have_count(2)


def test_a_part_of_the_index_that_is_no_script_is_reported(site_url: str, page: Page) -> None:
    """Some hosts answer a request for a missing file with a page and the status 200."""
    page.route("**/search/index.js", lambda route: route.fulfill(body="", status=200))
    page.goto(site_url + "search/?q=labor")
    expect(page.get_by_role("alert")).to_contain_text("The index could not be read.")


def test_first_results_stay_closed_when_the_reader_has_left_the_field(
    site_url: str, page: Page
) -> None:
    page.goto(site_url + "privacy/")
    wait_for_script(page, "edition.js")
    page.locator("#mu-q").focus()
    wait_for_script(page, "search/panel.js")
    routes: list[Route] = []
    page.route("**/search/terms/*", lambda route: routes.append(route))  # noqa: PLW0108  # it needs a Python function
    page.keyboard.type("carabinieri")
    wait_until_requested(page, routes)
    page.locator("h1").click()
    for route in routes:
        route.abort()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".mu-found")).to_be_hidden()


@pytest.mark.parametrize("path", [LONG, LONG + "?h=labor", TIMELINE])
def test_a_fragment_that_is_not_valid_does_not_stop_scripts(
    path: str, site_url: str, page: Page
) -> None:
    page.goto(f"{site_url}{path}#p5%")
    if path == TIMELINE:
        wait_until_drawn(page)
        page.locator("[data-zoom=in]").click()
        expect(page).to_have_url(re.compile(r"\?from="))
        return
    wait_for_script(page, "source-page.js")
    page.keyboard.press("v")
    expect(page.locator("#view-received")).to_be_checked()
    if "?h=" in path:
        expect(page.locator(".mu-nofm b")).to_have_text("1")


def test_reopening_the_citations_while_they_load_shows_one_control(
    site_url: str, page: Page
) -> None:
    page.goto(site_url + LONG)
    wait_for_script(page, "cite.js")
    with held(page, "**/cite.json") as routes:
        for _ in range(3):
            page.locator("#cite > summary").click()
        wait_until_requested(page, routes)
    expect(page.locator("#cite .mu-ctl")).to_have_count(1)


def test_an_item_of_the_basket_that_fails_to_load_is_not_called_unknown(
    site_url: str, page: Page
) -> None:
    page.route("**/sources/09chengdu165/cite.json", lambda route: route.abort())
    page.goto(site_url + "basket/?items=09chengdu165,no-such-source")
    rows = page.locator(".mu-bk-l > li")
    expect(rows.nth(0)).to_contain_text("could not be loaded")
    expect(rows.nth(1)).to_contain_text("not in this publication")
    # It is requested again with the next change.
    page.unroute("**/sources/09chengdu165/cite.json")
    page.get_by_role("radio", name="APA").check()
    expect(rows.nth(0)).to_contain_text("Human Trafficking Remains")


def test_a_tap_follows_the_link_of_a_name_if_its_card_cannot_be_loaded(
    site_url: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.route("**/mention-cards.js", lambda route: route.abort())
    page.goto(site_url + LONG)
    wait_for_script(page, "mentions.js")
    page.locator("#p7 a.mu-k-person").first.tap()
    page.wait_for_url("**/people/guo-suisheng/")
    context.close()


def test_a_page_of_the_timeline_is_requested_again_after_a_failure(
    site_url: str, page: Page
) -> None:
    page.goto(site_url + TIMELINE)
    page.route("**/timeline/2009/", lambda route: route.abort())
    row_of = """async ([base, id]) => {
      const { rowOf } = await import(`${base}assets/js/timeline/items.js`);
      return (await rowOf({ id, period: "2009" }))?.textContent ?? null;
    }"""
    wanted = [site_url, "event-somewhere-2009"]
    assert page.evaluate(row_of, wanted) is None
    page.unroute("**/timeline/2009/")
    page.route(
        "**/timeline/2009/",
        lambda route: route.fulfill(body="<li id=event-somewhere-2009>Somewhere</li>"),
    )
    assert page.evaluate(row_of, wanted) == "Somewhere"


def test_a_view_of_the_timeline_is_saved_without_fonts_that_cannot_be_loaded(
    site_url: str, page: Page
) -> None:
    open_timeline(page, site_url)
    page.route("**/*.woff2", lambda route: route.abort())
    with page.expect_download() as waiting:
        page.locator("[data-save=svg]").click()
    assert waiting.value.path().read_bytes().startswith(b"<svg")


def test_a_choice_that_cannot_be_stored_holds_on_its_page(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.evaluate("""localStorage.setItem("cite", '{"style":"chicago","what":"original"}')""")
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new Error('the storage is full') } }"
    )
    wait_for_script(page, "cite.js")
    page.locator("#cite > summary").click()
    page.locator("#cite").get_by_role("radio", name="MLA").check()
    page.locator("#p9 .mu-pn").click()
    expect(page.locator(".mu-sheet").get_by_role("radio", name="MLA")).to_be_checked()
