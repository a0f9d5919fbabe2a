"""The basket: filled on many pages, kept, shared by its address, and saved as files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rispy
from playwright.sync_api import Browser, Page, expect
from pybtex.database import parse_string

from builders.citations.formats.file_formats import FORMATS
from tests.browser import clipboard
from tests.browser.conftest import BELOW
from tests.browser.test_axe import axe, reader, violations_in_both  # noqa: F401  # fixtures
from tests.browser.waiting import wait_for_script

ITEMS = ("07guangzhou208", "09chengdu165:p5-p7", "@tip-report-2007")
SHARED = f"basket/?items={','.join(ITEMS)}"
KEY = f"basket {BELOW}"
"""The key under which the basket of the edition, as it is served here, is stored."""
KEYS = ["07guangzhou208", "09chengdu165", "tip-report-2007"]


def stored_items(page: Page) -> list[str]:
    """The items stored in the basket."""
    found: list[str] = page.evaluate("key => JSON.parse(localStorage.getItem(key)) ?? []", KEY)
    return found


def titles(page: Page) -> list[str]:
    """The titles on the page of the basket."""
    return page.locator(".mu-bk-l .mu-docs-t a").all_inner_texts()


def filled(page: Page, site_url: str, *items: str) -> None:
    """Open the page of the basket with the given items stored in it."""
    page.goto(site_url + "basket/")
    page.evaluate(
        "([key, items]) => localStorage.setItem(key, JSON.stringify(items))", [KEY, items]
    )
    page.reload()
    expect(page.locator(".mu-bk-l > li")).to_have_count(len(items))


def test_each_publication_of_an_origin_has_a_basket_of_its_own(site_url: str, page: Page) -> None:
    page.goto(site_url)
    page.evaluate("localStorage.setItem('basket /other/', '[\"elsewhere\"]')")
    page.goto(site_url + "basket/")
    wait_for_script(page, "basket/page.js")
    expect(page.locator(".mu-bk-l > li")).to_have_count(0)
    assert stored_items(page) == []


def test_sources_paragraphs_and_works_can_be_added_where_they_are_shown(
    site_url: str, page: Page
) -> None:
    page.goto(site_url + "bibliography/")
    page.get_by_role("button", name="Basket: 09 CHENGDU 165").click()
    mark = page.locator(".mu-mast").get_by_role("link", name="Basket 1")
    expect(mark).to_be_visible()
    page.goto(site_url + "works/tip-report-2007/")
    page.get_by_role("button", name="Add to basket").click()
    page.goto(site_url + "sources/")
    page.get_by_role("button", name="Basket: Tough to Talk About").click()
    page.goto(site_url + "sources/07guangzhou208/")
    wait_for_script(page, "cite.js")
    page.locator("#p5 .mu-pn").click()
    page.get_by_role("button", name="Add to basket").click()
    expect(page.get_by_role("button", name="In the basket")).to_have_attribute(
        "aria-pressed", "true"
    )
    assert stored_items(page) == [
        "09chengdu165",
        "@tip-report-2007",
        "07guangzhou208",
        "07guangzhou208:p5",
    ]
    page.locator(".mu-mast").get_by_role("link", name="Basket 4").click()
    expect(page.locator(".mu-bk-l > li")).to_have_count(4)
    assert titles(page)[0] == "Human Trafficking Remains Serious in Yunnan Province"
    assert page.locator(".mu-bk-l .mu-docs-t a").nth(3).get_attribute("href") == (
        f"{site_url}sources/07guangzhou208/#p5"
    )


def test_the_button_that_adds_an_item_removes_it_again(site_url: str, page: Page) -> None:
    page.goto(site_url + "bibliography/")
    button = page.get_by_role("button", name="Basket: 09 CHENGDU 165")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert stored_items(page) == []
    expect(page.locator(".mu-basket-mark")).to_be_hidden()


def test_the_chosen_style_applies_to_all_items(site_url: str, page: Page) -> None:
    filled(page, site_url, *ITEMS)
    page.get_by_role("radio", name="APA").check()
    page.get_by_role("radio", name="This edition").check()
    page.get_by_role("button", name="Copy all citations").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    first, second, third = clipboard.text(page).split("\n\n")
    assert "Consulate General Guangzhou. (2007, February 14). Tough to talk" in first
    assert first.endswith("/sources/07guangzhou208/")
    assert second.endswith("Consulate General Chengdu, 2009, paras. 5–7)")
    assert third.startswith("United States Department of State")
    assert "<i>" in clipboard.html(page)
    page.reload()
    expect(page.get_by_role("radio", name="APA")).to_be_checked()


def test_items_can_be_moved_removed_and_restored_by_keyboard(site_url: str, page: Page) -> None:
    filled(page, site_url, *ITEMS)
    page.get_by_role("button", name="Move down: 07 GUANGZHOU 208").focus()
    page.keyboard.press("Enter")
    assert stored_items(page) == [ITEMS[1], ITEMS[0], ITEMS[2]]
    assert page.evaluate("document.activeElement.ariaLabel") == "Move down: 07 GUANGZHOU 208"
    page.get_by_role("button", name="Remove: TIP Report 2007").press("Enter")
    expect(page.locator(".mu-bk-l > li")).to_have_count(2)
    assert stored_items(page) == [ITEMS[1], ITEMS[0]]
    assert page.evaluate("document.activeElement !== document.body")
    page.get_by_role("button", name="Undo").click()
    assert stored_items(page) == [ITEMS[1], ITEMS[0], ITEMS[2]]
    page.get_by_role("button", name="Empty").click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(page.get_by_text("The basket is empty.")).to_be_visible()
    assert stored_items(page) == []
    expect(page).to_have_url(site_url + "basket/")
    page.get_by_role("button", name="Undo").click()
    assert len(stored_items(page)) == 3


def test_the_focus_stays_on_an_item_that_reaches_an_end_of_the_list(
    site_url: str, page: Page
) -> None:
    filled(page, site_url, *ITEMS[:2])
    page.get_by_role("button", name="Move down: 07 GUANGZHOU 208").press("Enter")
    expect(page.get_by_role("button", name="Move up: 07 GUANGZHOU 208")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move down: 07 GUANGZHOU 208")).to_be_focused()


def test_the_focus_is_on_undo_after_the_only_item_was_removed(site_url: str, page: Page) -> None:
    filled(page, site_url, ITEMS[0])
    page.get_by_role("button", name="Remove: 07 GUANGZHOU 208").press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()


def test_a_place_that_is_no_paragraph_is_not_cited(site_url: str, page: Page) -> None:
    """Not even one that every object of JavaScript has."""
    page.goto(site_url + "basket/?items=07guangzhou208:constructor")
    expect(page.locator(".mu-docs-t")).to_have_text("Tough to Talk About: TIP in South China")
    expect(page.locator(".mu-bk-c")).not_to_contain_text("function")


def test_the_address_of_the_page_names_all_items(site_url: str, page: Page) -> None:
    filled(page, site_url, *ITEMS)
    expect(page).to_have_url(site_url + SHARED)
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert clipboard.text(page) == site_url + SHARED


def test_a_shared_basket_is_added_to_the_readers_own_only_on_request(
    site_url: str, page: Page
) -> None:
    filled(page, site_url, "cbmm-2010-01")
    page.goto(site_url + SHARED)
    expect(page.locator(".mu-bk-l > li")).to_have_count(3)
    page.get_by_role("button", name="Remove: 07 GUANGZHOU 208").click()
    assert stored_items(page) == ["cbmm-2010-01"]
    page.goto(site_url + SHARED)
    page.get_by_role("button", name="Add it to my basket of 1").click()
    expect(page.locator(".mu-bk-l > li")).to_have_count(4)
    assert stored_items(page) == ["cbmm-2010-01", *ITEMS]
    page.goto(site_url + "basket/?items=09guangzhou176")
    page.get_by_role("button", name="Show my basket").click()
    expect(page.locator(".mu-bk-l > li")).to_have_count(4)


@pytest.mark.parametrize(
    "items", ["nothing-of-this-name", "../../404,%3Cscript%3Ealert(1)%3C/script%3E,@", ","]
)
def test_unknown_items_in_the_address_do_no_harm(items: str, site_url: str, page: Page) -> None:
    page.goto(f"{site_url}basket/?items=09chengdu165,{items}")
    expect(page.locator(".mu-bk-l > li").first).to_contain_text("Human Trafficking Remains")
    for row in page.locator(".mu-bk-l > li").all()[1:]:
        expect(row).to_contain_text("not in this publication")
    with page.expect_download() as download:
        page.get_by_role("button", name="RIS", exact=True).click()
    assert len(rispy.loads(Path(download.value.path()).read_text())) == 1


def saved(page: Page, name: str) -> tuple[str, str]:
    """The name and the text of a file that the page gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    path = download.value.path()
    return download.value.suggested_filename, Path(path).read_bytes().decode()


def test_a_file_of_each_format_has_every_key_once(site_url: str, page: Page) -> None:
    # Passages of a source and the source itself are one record.
    filled(page, site_url, *ITEMS, "07guangzhou208:p5", "09chengdu165")
    for label, name in (("BibTeX", "basket.bib"), ("biblatex", "basket.biblatex.bib")):
        file, text = saved(page, label)
        assert file == name
        assert sorted(parse_string(text, "bibtex").entries) == sorted(KEYS)
    file, text = saved(page, "RIS")
    assert file == "basket.ris"
    assert [record["id"] for record in rispy.loads(text)] == KEYS
    file, text = saved(page, "CSL-JSON")
    assert file == "basket.csl.json"
    assert [item["id"] for item in json.loads(text)] == KEYS


def test_joined_files_equal_those_of_the_builder(site_url: str, page: Page) -> None:
    page.goto(site_url + "sources/")
    made: dict[str, Any] = page.evaluate(
        """async () => {
          const basket = await import(new URL('../assets/js/basket.js', location.href).href);
          const links = [...document.querySelectorAll('.mu-sources .mu-c-title a')];
          const ids = links.map((link) => basket.idOf(link.href));
          const each = Object.fromEntries(
            await Promise.all(
              Object.keys(basket.FORMATS).map(async (ending) => {
                const answers = ids.map((id) => fetch(new URL(`cite.${ending}`, basket.folderOf(id))));
                const texts = await Promise.all(answers.map(async (one) => (await one).text()));
                return [ending, texts];
              }),
            ),
          );
          const formats = Object.entries(basket.FORMATS).map(([e, f]) => [f.label, e, f.type]);
          return { ids, files: await basket.files(ids), kept: basket.ids(), each, formats };
        }"""
    )
    assert len(made["ids"]) == 5
    # Names of formats and joined files are the same as those of the builder.
    assert made["formats"] == [[one.name, one.ending, one.media_type] for one in FORMATS]
    assert made["files"] == {one.ending: one.joined(made["each"][one.ending]) for one in FORMATS}
    assert [item["id"] for item in json.loads(made["files"]["csl.json"])] == made["ids"]
    assert made["kept"] == []


@pytest.mark.parametrize(
    ("href", "identifier"),
    [
        ("sources/07guangzhou208/", "07guangzhou208"),
        ("sources/07guangzhou208/#p5", "07guangzhou208:p5"),
        ("sources/07guangzhou208/index.html#apparatus", "07guangzhou208"),
        ("works/hudson-2004/", "@hudson-2004"),
        ("works/", ""),
        ("sources/", ""),
        ("sources/07guangzhou208/cite.bib", ""),
        ("people/vo-thinh/", ""),
        ("https://example.org/sources/x/", ""),
    ],
)
def test_links_are_recognized_as_items(
    href: str, identifier: str, site_url: str, page: Page
) -> None:
    page.goto(site_url + "basket/")
    found = page.evaluate(
        "async ([base, href]) => (await import(`${base}assets/js/basket.js`)).idOf(new URL(href, base).href)",
        [site_url, href],
    )
    assert found == identifier


def test_the_basket_is_updated_in_other_tabs(site_url: str, page: Page) -> None:
    filled(page, site_url, ITEMS[0])
    other = page.context.new_page()
    other.goto(site_url + "bibliography/")
    other.get_by_role("button", name="Basket: 09 CHENGDU 165").click()
    expect(page.locator(".mu-bk-l > li")).to_have_count(2)


def test_without_a_script_the_page_links_to_files_of_everything(
    site_url: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + SHARED)
    expect(page.locator(".mu-bk")).to_contain_text("needs JavaScript")
    for name in ("BibTeX", "biblatex", "RIS", "CSL-JSON"):
        href = page.get_by_role("link", name=name, exact=True).get_attribute("href")
        assert href
        assert page.request.get(f"{site_url}basket/{href}").ok
    context.close()


@pytest.mark.parametrize("path", [SHARED, "basket/", "bibliography/"])
def test_the_basket_has_no_violations(path: str, reader: Page, site_url: str, axe: str) -> None:  # noqa: F811  # fixtures
    reader.goto(site_url + path)
    if path == SHARED:
        expect(reader.locator(".mu-bk-l > li")).to_have_count(3)
    elif path == "basket/":
        expect(reader.get_by_text("The basket is empty.")).to_be_visible()
    else:
        reader.get_by_role("button", name="Basket: 09 CHENGDU 165").click()
        expect(reader.locator(".mu-basket-mark")).to_be_visible()
    assert violations_in_both(reader, axe) == []


def test_the_count_in_the_header_moves_nothing_on_a_phone(page: Page, site_url: str) -> None:
    """The count in the header breaks the name of the publication into two lines."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site_url}sources/")
    put = page.locator(".mu-put").first
    expect(put).to_be_visible()
    tabs = page.locator(".mu-tabs").first
    before = tabs.bounding_box()
    put.click()
    expect(page.locator(".mu-basket-mark")).to_be_visible()
    assert tabs.bounding_box() == before


@pytest.mark.parametrize("width", [800, 1600])
@pytest.mark.parametrize("path", ["", "sources/", "bibliography/", "coverage/"])
def test_the_add_button_follows_the_last_word_and_adds_no_line(
    path: str, width: int, page: Page, site_url: str
) -> None:
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(site_url + path)
    expect(page.locator(".mu-put").first).to_be_visible()
    away, moved = page.evaluate(
        """() => {
          const signs = [...document.querySelectorAll(".mu-put")];
          const away = signs.filter((sign) => {
            const words = [...sign.previousElementSibling.getClientRects()].at(-1);
            const box = sign.getBoundingClientRect();
            const middle = (box.top + box.bottom) / 2;
            const gap = box.left - words.right;
            return gap < 0 || gap > 8 || middle < words.top || middle > words.bottom;
          });
          const height = () => document.querySelector(".mu-sources").offsetHeight;
          const before = height();
          for (const sign of signs) sign.hidden = true;
          return [away.map((sign) => sign.dataset.id), height() - before];
        }"""
    )
    assert (away, moved) == ([], 0)
