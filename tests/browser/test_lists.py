"""Lists: plain tables that can be sorted and filtered if scripts run; layout of some pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from builders.cli import main
from tests.browser.conftest import served
from tests.publication import new_publication


def test_the_table_is_complete_without_javascript(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "sources/")
    expect(page.locator("table tbody tr")).to_have_count(5)
    context.close()


def test_filters_combine_and_are_kept_in_the_address(site_url: str, page: Page) -> None:
    page.goto(site_url + "sources/")
    rows = page.locator("table tbody tr:visible")
    expect(rows).to_have_count(5)
    page.get_by_label("Kind").select_option("cable")
    expect(rows).to_have_count(3)
    page.get_by_label("Year").select_option("2009")
    expect(rows).to_have_count(2)
    page.get_by_label("TAG").select_option("CVIS")
    expect(rows).to_have_count(1)
    page.reload()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("09 GUANGZHOU 176")


def test_show_all_is_offered_only_when_filtered(site_url: str, page: Page) -> None:
    page.goto(site_url + "people/")
    everybody = page.locator(".mu-count button")
    expect(page.locator(".mu-count output")).to_have_text("30 of 30 shown")
    expect(everybody).to_be_hidden()
    page.get_by_label("Name").fill("goldberg")
    expect(everybody).to_be_visible()
    everybody.click()
    expect(everybody).to_be_hidden()


@pytest.mark.parametrize("folder", ["", "zh/"])
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("廣東", "广东"),
        ("广东", "广东"),
        ("雲南", "云南"),
        ("Guǎngdōng", "广东"),
        ("YÚNNÁN", "云南"),
    ],
)
def test_filters_fold_words_like_the_search(
    folder: str, typed: str, found: str, site_url: str, page: Page
) -> None:
    page.goto(f"{site_url}{folder}places/")
    page.locator(".mu-filter [name=q]").fill(typed)
    rows = page.locator("table tbody tr:visible")
    expect(rows.filter(has_text=found)).not_to_have_count(0)
    expect(rows).not_to_have_count(page.locator("table tbody tr").count())
    # The filter is in the address.
    page.reload()
    expect(rows.filter(has_text=found)).not_to_have_count(0)


def test_links_to_paragraphs_without_a_number_are_distinguishable(
    site_url: str, page: Page
) -> None:
    page.goto(site_url + "coverage/")
    names = page.locator("#bare ~ .mu-bare dd a").all_inner_texts()
    assert any("“" in name for name in names)
    assert len(set(names)) == len(names)


def test_a_column_sorts_both_ways(site_url: str, page: Page) -> None:
    page.goto(site_url + "sources/")
    first = page.locator("table tbody tr").first
    header = page.get_by_role("columnheader").filter(has_text="Date")
    header.get_by_role("button").click()
    one = first.inner_text()
    header.get_by_role("button").click()
    assert first.inner_text() != one
    assert header.get_attribute("aria-sort") in {"ascending", "descending"}


@pytest.fixture(scope="module")
def of_uncertain_dates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A publication whose sources are dated by intervals, open dates, and not at all."""
    root = new_publication(tmp_path_factory.mktemp("uncertain"))
    days = ("../0985", "1956-03-01", "1956-05/1957-02", "1956-06-02", "1960~", "1961-01-01")
    for number, day in enumerate(days):
        source = root / f"site_src/sources/text/s{number}.txt"
        source.write_text("Words.\n")
        source.with_suffix(".yml").write_text(f"date: {day}\n")
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    with served(root / "site") as url:
        yield url


@pytest.mark.parametrize("list_", ["sources/", "coverage/", ""])
def test_scripts_leave_sources_in_the_order_of_their_dates(
    list_: str, of_uncertain_dates: str, page: Page
) -> None:
    page.goto(f"{of_uncertain_dates}{list_}")
    table = page.locator(".mu-sources")
    expect(table.locator("[data-sort=date]")).to_have_attribute("aria-sort", "ascending")
    titles = table.locator("tbody .mu-c-title a").evaluate_all(
        "all => all.map(a => a.pathname.split('/').at(-2))"
    )
    assert titles == ["s0", "s1", "s2", "s3", "s4", "s5", "first"]


def test_parts_of_the_page_of_an_absent_telegram_are_aligned(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(site_url + "cables/08beijing4240/")
    lefts = page.locator(".mu-facts, .mu-headnote, .mu-said-in > h2").evaluate_all(
        "parts => parts.map(part => Math.round(part.getBoundingClientRect().left))"
    )
    assert len(lefts) == 3
    assert len(set(lefts)) == 1


def test_no_outline_has_a_single_entry(edition: Path) -> None:
    pages = {path: path.read_text("utf-8") for path in (edition / "site").rglob("*.html")}
    lines = {
        path: rail[0].count("<li")
        for path, page in pages.items()
        if (rail := re.search(r'<nav class="mu-rail".*?</nav>', page, re.DOTALL))
    }
    assert lines
    assert [path for path, count in lines.items() if count < 2] == []


def test_a_number_above_a_title_is_not_broken(site_url: str, page: Page) -> None:
    """If it begins a line, the separator before it is not visible."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site_url + "bibliography/07guangzhou208/")
    parts = page.locator(".mu-kind > .mu-entry-k")
    first, last = parts.first.bounding_box(), parts.last.bounding_box()
    line = page.locator(".mu-kind").bounding_box()
    assert first
    assert last
    assert line
    assert last["height"] == first["height"]
    assert last["y"] > first["y"]
    assert last["x"] < line["x"] - 7


def test_the_page_for_missing_addresses_has_the_usual_line_length(
    site_url: str, page: Page
) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    widths = []
    for name in ("privacy/", "no-such-page/"):
        page.goto(site_url + name)
        widths.append(page.locator(".mu-written p").first.evaluate("p => p.offsetWidth"))
    assert widths[0] == widths[1]


def test_build_figures_without_a_value_are_hidden(site_url: str, page: Page) -> None:
    page.goto(site_url + "method/")
    expect(page.locator(".mu-colophon dd").first).to_be_visible()
    expect(page.locator("[data-built][hidden]").first).to_be_hidden()


@pytest.mark.parametrize("where", ["sources/", "zh/sources/", "bibliography/"])
def test_filters_are_in_two_columns_on_a_phone(site_url: str, page: Page, where: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site_url + where)
    expect(page.locator(".mu-filter")).to_be_visible()
    ends = page.locator(".mu-filter :is(select, input)").evaluate_all(
        "fields => fields.map(field => Math.round(field.getBoundingClientRect().right))"
    )
    assert len(ends) > 2
    assert len(set(ends)) == 2
