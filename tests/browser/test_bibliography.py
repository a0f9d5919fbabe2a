"""The bibliography: complete without scripts, and filtered and sorted with them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route, expect

ROWS = ".mu-works tbody tr:not(.mu-group):visible"
HEADINGS = ".mu-works .mu-group:visible"


def test_the_bibliography_is_complete_without_javascript(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "bibliography/")
    assert page.locator(ROWS).count() > 100
    assert page.locator(HEADINGS).first.inner_text().startswith("Sources of this edition")
    context.close()


def test_filtering_by_kind_leaves_only_its_heading(site_url: str, page: Page) -> None:
    page.goto(site_url + "bibliography/")
    whole = page.locator(ROWS).count()
    page.get_by_label("Kind").select_option("edition")
    expect(page.locator(ROWS)).to_have_count(5)
    expect(page.locator(HEADINGS)).to_have_count(1)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(ROWS)).to_have_count(whole)
    page.get_by_label("Words").fill("bare branches")
    expect(page.locator(ROWS)).to_have_count(1)
    page.reload()
    expect(page.locator(ROWS)).to_have_count(1)


def test_sorting_by_another_column_hides_the_headings(site_url: str, page: Page) -> None:
    page.goto(site_url + "bibliography/")
    page.get_by_role("button", name="Cited", exact=True).click()
    expect(page.locator(HEADINGS)).to_have_count(0)
    counts = page.locator(ROWS).evaluate_all("rows => rows.map(row => Number(row.dataset.cited))")
    assert counts == sorted(counts, reverse=True)
    page.get_by_role("button", name="Reference, by kind").click()
    first = page.locator(".mu-works tbody tr").first
    expect(first).to_have_class("mu-group")


def test_a_count_links_to_citing_sentences_and_these_to_their_places(
    site_url: str, page: Page
) -> None:
    page.goto(site_url + "bibliography/")
    page.locator("#ref-tip-report-2007 .mu-c-n a").first.click()
    expect(page.locator("#cited")).to_be_in_viewport()
    page.locator(".mu-citing-p").first.click()
    expect(page.locator(":target")).to_have_count(1)


@pytest.mark.parametrize("width", [1280, 1600])
def test_the_tabs_are_on_one_line(site_url: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site_url + "bibliography/")
    tabs = page.locator(".mu-tabs li")
    boxes = [tabs.nth(k).bounding_box() for k in range(tabs.count())]
    assert len({box and box["y"] for box in boxes}) == 1
    last = boxes[-1]
    assert last
    assert last["x"] + last["width"] <= width


@pytest.mark.parametrize("width", [390, 1024])
@pytest.mark.parametrize("where", ["bibliography/", "works/tip-report-2007/", "method/"])
def test_nothing_is_wider_than_the_screen(
    site_url: str, page: Page, width: int, where: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site_url + where)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", ["", "zh/"])
def test_a_link_to_a_source_missing_on_the_first_page_leads_to_its_citation(
    site_url: str, page: Page, language: str
) -> None:
    # As with hundreds of sources: the first page lacks the row.
    def without(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('id="ref-09guangzhou176"', ""))

    page.route(f"{site_url}{language}bibliography/", without)
    page.goto(f"{site_url}{language}bibliography/#ref-09guangzhou176")
    expect(page).to_have_url(f"{site_url}{language}sources/09guangzhou176/#cite")
    expect(page.locator("#cite")).to_have_attribute("open", "")
    expect(page.locator("#cite")).to_contain_text("Diplomatic cable 09GUANGZHOU176")


@pytest.mark.parametrize("row", ["ref-09guangzhou176", "ref-pieke-2004"])
def test_a_link_to_a_row_stays_on_the_page(row: str, site_url: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url}bibliography/#{row}")
    page.wait_for_load_state("networkidle")
    expect(page).to_have_url(f"{site_url}bibliography/#{row}")
    assert not [url for url in asked if "/sources/" in url]


def test_a_link_to_an_unknown_source_stays_on_the_page(site_url: str, page: Page) -> None:
    with page.expect_response(f"{site_url}sources/no-such-source/") as answer:
        page.goto(f"{site_url}bibliography/#ref-no-such-source")
    assert answer.value.status == 404
    expect(page).to_have_url(f"{site_url}bibliography/#ref-no-such-source")


@pytest.mark.parametrize("where", ["sources/07guangzhou208/", "works/ctmp-2005-07-26/"])
def test_a_reference_to_a_chinese_work_has_the_same_font_as_others(
    site_url: str, page: Page, where: str
) -> None:
    """In a Chinese font, the apostrophe in its English part would be as wide as a character."""
    page.goto(site_url + where)
    found = page.locator(":is(.mu-cited span, .mu-reference)[lang='zh']", has_text="’").first
    font = found.evaluate("it => getComputedStyle(it).fontFamily")
    assert font.startswith("Literata")
