"""Registers, the map and the network: complete without scripts, and easier to use with them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from builders.interface.collation import chinese_sort_key
from tests.browser.waiting import wait_for_script


def test_registers_map_and_network_are_complete_without_javascript(
    site_url: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "people/")
    expect(page.get_by_role("link", name="Li Yi")).to_be_visible()
    expect(page.get_by_label("Filter the list")).to_be_hidden()
    page.get_by_role("link", name="Li Yi").click()
    expect(page.locator("mark").first).to_be_visible()
    page.goto(site_url + "places/")
    expect(page.locator("#map-jiangmen text")).to_be_visible()
    page.goto(site_url + "network/")
    expect(page.locator(".mu-net-a path").first).to_be_attached()
    context.close()


def test_sorting_by_mentions_begins_with_the_most(site_url: str, page: Page) -> None:
    page.goto(site_url + "organizations/")
    counts = page.locator("tbody tr")
    page.get_by_role("button", name="Mentions").click()
    found = counts.evaluate_all("rows => rows.map(row => Number(row.dataset.mentions))")
    assert found == sorted(found, reverse=True)
    page.get_by_role("button", name="Mentions").click()
    found = counts.evaluate_all("rows => rows.map(row => Number(row.dataset.mentions))")
    assert found == sorted(found)
    expect(page).to_have_url(re.compile(r"\?sort=mentions$"))


@pytest.mark.parametrize(
    ("uri", "column", "cell"),
    [
        ("organizations/", "pinyin", ".mu-c-pinyin"),
        ("organizations/", "brief", ".mu-c-brief"),
        ("zh/organizations/", "english", ".mu-c-zh"),
    ],
)
def test_a_register_sorts_by_the_text_of_its_cells(
    site_url: str, page: Page, uri: str, column: str, cell: str
) -> None:
    page.goto(site_url + uri)
    heading = page.locator(f"th[data-sort={column}]")
    for _ in range(2):
        heading.get_by_role("button").click()
        turn = {"ascending": 1, "descending": -1}[heading.get_attribute("aria-sort") or ""]
        ordered = page.locator(f"tbody {cell}:not(:empty)").evaluate_all(
            """(cells, turn) => {
              const { compare } = new Intl.Collator(document.documentElement.lang);
              const texts = cells.map((cell) => cell.textContent);
              return texts.every((text, k) => !k || turn * compare(texts[k - 1], text) <= 0);
            }""",
            turn,
        )
        assert ordered


NAMES = "rows => rows.map(row => row.querySelector('.mu-c-title a').textContent)"


@pytest.mark.parametrize("register", ["people", "organizations", "places", "terms", "works"])
def test_a_register_in_chinese_is_sorted_by_chinese_names_at_first(
    site_url: str, page: Page, register: str
) -> None:
    page.goto(f"{site_url}zh/{register}/")
    first = page.locator("th[data-sort=place]")
    expect(first).to_have_attribute("aria-sort", "ascending")
    rows = page.locator("tbody tr")
    names = rows.evaluate_all(NAMES)
    assert names == sorted(names, key=chinese_sort_key)
    first.get_by_role("button").click()
    assert rows.evaluate_all(NAMES) == names[::-1]


def test_entries_without_a_chinese_name_are_sorted_by_the_english_one(
    site_url: str, page: Page
) -> None:
    page.goto(f"{site_url}zh/organizations/?sort=english")
    expect(page.locator("th[data-sort=english]")).to_have_attribute("aria-sort", "ascending")
    assert page.locator("tbody tr").evaluate_all(
        """(rows) => {
          const names = rows.map((row) => row.querySelector("[lang=en]:not(.mu-c-brief *)").textContent);
          const { compare } = new Intl.Collator("zh-Hans", { numeric: true });
          return names.every((name, k) => !k || compare(names[k - 1], name) <= 0);
        }"""
    )


def test_a_register_can_be_filtered_by_kind_and_words(site_url: str, page: Page) -> None:
    page.goto(site_url + "places/")
    rows = page.locator("tbody tr:visible")
    page.get_by_label("Kind").select_option("Country")
    kinds = rows.evaluate_all("rows => rows.map(row => row.dataset.kind)")
    assert set(kinds) == {"Country"}
    page.get_by_label("Name").fill("意大利")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Italy")


def test_an_entry_links_to_the_map_and_the_map_to_the_entry(site_url: str, page: Page) -> None:
    page.goto(site_url + "places/jiangmen/")
    page.locator(".mu-locator a").click()
    expect(page).to_have_url(site_url + "places/#map-jiangmen")
    expect(page.locator("#map-jiangmen")).to_be_in_viewport()
    page.locator("#map-jiangmen text").click()
    expect(page).to_have_url(site_url + "places/jiangmen/")


def test_a_quotation_links_to_its_paragraph(site_url: str, page: Page) -> None:
    page.goto(site_url + "people/li-yi/")
    page.locator(".mu-saying-n").nth(3).click()
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target').textContent.includes('Li ')")


def test_focusing_a_name_in_the_network_highlights_its_arcs(site_url: str, page: Page) -> None:
    page.goto(site_url + "network/")
    wait_for_script(page, "network.js")
    page.locator("[data-row] a", has_text="Li Yi").focus()
    lit = page.locator(".mu-net-a .mu-on").count()
    assert 0 < lit < page.locator(".mu-net-a path").count()
    row = page.locator("[data-row]", has_text="Li Yi")
    assert int(row.locator(".mu-n-of").inner_text()) == lit
    page.keyboard.press("Tab")
    page.locator("h1").hover()
    page.evaluate("document.activeElement.blur()")
    expect(page.locator(".mu-net-a .mu-on")).to_have_count(0)


def test_no_page_is_wider_than_a_phone(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("people/", "places/", "places/china/", "network/", "coverage/", "works/"):
        page.goto(site_url + path)
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), path


@pytest.mark.parametrize("where", ["people/", "sources/", "coverage/", "bibliography/"])
def test_the_cells_of_a_row_share_a_baseline(site_url: str, page: Page, where: str) -> None:
    """Although a row mixes serif and sans-serif fonts, Chinese and Latin."""
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(site_url + where)
    lines = page.locator(".mu-table tbody tr:not(.mu-group)").first.evaluate(
        """row => [...row.cells].filter(cell => cell.innerText.trim()).map(cell => {
            const strut = document.createElement('span');
            strut.style.display = 'inline-block';
            cell.prepend(strut);
            return Math.round(strut.getBoundingClientRect().bottom);
        })"""
    )
    assert len(lines) > 3
    assert len(set(lines)) == 1


def test_numbers_in_a_row_are_aligned(site_url: str, page: Page) -> None:
    """Although on a phone the words below one number may take more lines than its neighbour's."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site_url + "coverage/")
    tops = page.locator(".mu-figures dd").evaluate_all(
        "figures => figures.map(figure => Math.round(figure.getBoundingClientRect().top))"
    )
    assert tops[0] == tops[1]
    assert tops[2] == tops[3]


def test_the_headings_of_all_lists_are_at_the_same_height(page: Page, site_url: str) -> None:
    """The links to other registers are at the end, since they nearly repeat the tabs."""
    begins = {}
    for path in ("sources/", "people/", "works/", "bibliography/"):
        page.goto(site_url + path)
        # Not all of them belong to a section, whose pages have a second row of tabs.
        begins[path] = page.locator("h1").evaluate(
            """it => it.getBoundingClientRect().y
              - [...document.querySelectorAll(".mu-tabs")].at(-1).getBoundingClientRect().bottom"""
        )
    assert len(set(begins.values())) == 1, begins
    page.goto(f"{site_url}people/")
    expect(page.locator(".mu-table + .mu-get + .mu-words a")).to_have_count(5)
