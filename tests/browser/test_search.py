"""Searching as readers do: in English and in Chinese, in titles, headings and mid-sentence."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.skip(reason="the field in the header awaits its new search")

FOUND = [
    ("移民", "cbmm-2010-01"),
    ("能力建设", "cbmm-2010-01"),
    ("分享", "chinadaily-2015-12-05"),
    ("psychological", "07guangzhou208"),
    ("Fuqing", "09guangzhou176"),
    ("coal mine", "09chengdu165"),
    ("Stopping The Sale Of Wives", "07guangzhou208"),
    ("Joint steps to curb", "chinadaily-2015-12-05"),
    ("Carabinieri", "cbmm-2010-01"),
    ("09CHENGDU165", "09chengdu165"),
]


@pytest.mark.parametrize(("query", "slug"), FOUND, ids=[query for query, _ in FOUND])
def test_a_search_finds_the_source(query: str, slug: str, site_url: str, page: Page) -> None:
    page.goto(site_url)
    page.keyboard.press("/")
    page.keyboard.type(query)
    result = page.locator(f".md-search-result__link[href*='/sources/{slug}/']")
    expect(result.first).to_be_visible(timeout=15_000)


def test_what_is_nowhere_is_not_found(site_url: str, page: Page) -> None:
    page.goto(site_url)
    page.keyboard.press("/")
    page.keyboard.type("Zanzibar")
    expect(page.locator(".md-search-result__meta")).to_contain_text("No matching", timeout=15_000)
