"""The interface in Chinese, and switching between languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_timeline import open_timeline, wait_until_drawn

SOURCE = "sources/07guangzhou208/"


@pytest.mark.parametrize("page_of", [SOURCE, "timeline/", "people/", "", "search/"])
def test_the_language_switch_leads_to_the_same_page_and_back(
    page: Page, site_url: str, page_of: str
) -> None:
    page.goto(site_url + page_of)
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page).to_have_url(f"{site_url}zh/{page_of}")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(site_url + page_of)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_language_switch_keeps_the_paragraph(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{SOURCE}#p5")
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page).to_have_url(f"{site_url}zh/{SOURCE}#p5")
    expect(page.locator("#p5")).to_be_in_viewport()


def test_the_language_switch_keeps_filters(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}sources/?kind=cable")
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page).to_have_url(f"{site_url}zh/sources/?kind=cable")
    expect(page.locator("output")).to_have_text("显示3条，共5条")


def test_the_language_switch_works_without_a_script(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(site_url + SOURCE)
    bare.get_by_role("link", name="中文", exact=True).click()
    expect(bare).to_have_url(f"{site_url}zh/{SOURCE}")
    context.close()


@pytest.mark.parametrize(("home", "language"), [("", "zh-Hans"), ("zh/", "en")])
def test_the_home_page_is_headed_by_both_names_and_the_description(
    page: Page, site_url: str, home: str, language: str
) -> None:
    names = ["South China Migration Papers", "华南移民史料"]
    name, other_name = names if language != "en" else reversed(names)
    page.goto(site_url + home)
    expect(page.locator("h1")).to_have_text(name)
    second = page.locator("h1 + p")
    expect(second).to_have_text(other_name)
    expect(second).to_have_attribute("lang", language)
    expect(page.locator("h1 + p + .mu-lead")).to_contain_text("2015")


def test_the_text_of_a_source_stays_in_its_language(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}zh/{SOURCE}")
    expect(page.locator(".mu-text")).to_have_attribute("lang", "en")
    page.goto(site_url + SOURCE)
    english = page.locator(".mu-text .mu-p").all_inner_texts()
    page.goto(f"{site_url}zh/{SOURCE}")
    assert page.locator(".mu-text .mu-p").all_inner_texts() == english


def test_cards_are_in_chinese(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}zh/{SOURCE}")
    page.locator(".mu-text a.mu-k-place, .mu-text .mu-place").first.focus()
    card = page.locator(".mu-card").first
    expect(card).to_be_visible()
    expect(card).to_contain_text("地名")
    expect(card).to_contain_text("索引条目")
    card.get_by_role("link", name="索引条目").click()
    expect(page).to_have_url(re.compile(rf"^{re.escape(site_url)}zh/places/"))


def test_results_of_a_search_in_chinese_are_pages_in_chinese(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}zh/search/?q=trafficking")
    first = page.locator(".mu-hit-t a").first
    expect(first).to_be_visible()
    expect(page.locator(".mu-find-r[aria-busy]")).to_have_count(0)
    first.click()
    page.wait_for_url(f"{site_url}zh/sources/**")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_the_timeline_works_in_chinese(page: Page, site_url: str) -> None:
    open_timeline(page, f"{site_url}zh/")
    page.get_by_role("button", name="放大").click()
    expect(page).to_have_url(re.compile(r"\?from="))
    wait_until_drawn(page)
    expect(page.locator(".mu-lanes output")).to_contain_text("条")
    page.locator("select[name=lanes]").select_option("category")
    expect(page.locator(".mu-tl-w .lanet", has_text="条约").first).to_be_visible()


def test_the_basket_works_in_chinese(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}zh/sources/")
    page.locator(".mu-put").first.click()
    page.locator(".mu-basket-mark").click()
    page.wait_for_url(f"{site_url}zh/basket/**")
    row = page.locator(".mu-bk li a").first
    expect(row).to_be_visible()
    row.click()
    page.wait_for_url(f"{site_url}zh/sources/**")


@pytest.mark.parametrize(
    ("below", "heading", "switch"),
    [("", "There is no page", ("中文", "zh/")), ("zh/", "此网址没有页面", ("English", ""))],
)
def test_the_page_for_missing_addresses_has_the_language_of_the_address(
    page: Page, site_url: str, below: str, heading: str, switch: tuple[str, str]
) -> None:
    page.goto(f"{site_url}{below}no/such/page/")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_contain_text(heading)
    name, other = switch
    link = page.locator(".mu-mast").get_by_role("link", name=name, exact=True)
    expect(link).to_have_attribute("href", re.compile(rf"muniment/{other}no/such/page/$"))
    page.locator("main").get_by_role("link").first.click()
    expect(page).to_have_url(f"{site_url}{below}sources/")


def test_without_a_script_the_page_for_missing_addresses_is_bilingual(
    site_url: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(f"{site_url}zh/no/such/page/")
    expect(bare.get_by_role("heading", name="There is no page at this address")).to_be_visible()
    expect(bare.get_by_role("heading", name="此网址没有页面")).to_be_visible()
    context.close()
