"""Reading a source without a mouse: from paragraph to paragraph and from note to note."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

LONG = "sources/07guangzhou208/"


def focused(page: Page) -> str:
    """The paragraph that holds the focus."""
    held: str = page.evaluate("document.activeElement.closest('.mu-para')?.id ?? ''")
    return held


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(120)


@pytest.fixture
def source(site_url: str, page: Page) -> Page:
    page.goto(site_url + LONG)
    # The first key fetches what answers to it.
    page.keyboard.press("j")
    expect(page.locator(".mu-pn:focus")).to_have_count(1)
    return page


def test_paragraphs_one_by_one(source: Page) -> None:
    assert focused(source) == "p1"
    press(source, "j", "j")
    assert focused(source) == "p3"
    expect(source.locator("#p3")).to_be_in_viewport()
    place = source.locator("#p3").bounding_box()
    bar = source.locator(".mu-bar").bounding_box()
    assert place
    assert bar
    assert bar["height"] <= place["y"] < bar["height"] + 60
    press(source, "k")
    assert focused(source) == "p2"
    press(source, *"k" * 4)
    assert focused(source) == "p1"


def test_to_the_last_paragraph_and_no_further(source: Page) -> None:
    press(source, *"j" * 40)
    last = source.locator(".mu-text .mu-para[id]:has(.mu-pn)").last.get_attribute("id")
    assert focused(source) == last


def test_on_from_where_one_has_scrolled_to(source: Page) -> None:
    source.evaluate("document.querySelector('#p8').scrollIntoView({ behavior: 'instant' })")
    source.evaluate("scrollBy({ top: 60, behavior: 'instant' })")
    press(source, "k")
    assert focused(source) == "p8"
    press(source, "j")
    assert focused(source) == "p9"


@pytest.mark.parametrize("width", [390, 1400])
def test_notes_one_by_one(width: int, site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site_url + LONG + "#p6")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("n")
    expect(page.locator("#p6 .mu-nr").first).to_be_focused()
    expect(page.locator(".mu-note.mu-on, .mu-note.mu-open").first).to_be_in_viewport()
    first = page.evaluate("document.activeElement.id")
    press(page, "n")
    assert page.evaluate("document.activeElement.id") != first
    # On a phone one note is open at a time.
    expect(page.locator(".mu-note.mu-open")).to_have_count(1 if width < 500 else 0)
    press(page, "p")
    assert page.evaluate("document.activeElement.id") == first


def test_the_link_of_the_paragraph(source: Page) -> None:
    press(source, "j", "j", "j", "y")
    expect(source.get_by_role("status").filter(has_text="¶ 4 is copied")).to_be_visible()
    copied = source.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/sources/07guangzhou208/#p4")
    press(source, "n", "y")
    paragraph = focused(source)
    assert source.evaluate("navigator.clipboard.readText()").endswith(f"#{paragraph}")


def test_the_list_of_keys(source: Page) -> None:
    source.keyboard.press("?")
    dialog = source.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    for key in ("j", "k", "n", "p", "y", "v", "/", "?"):
        expect(dialog.locator("kbd", has_text=key).first).to_be_visible()
    press(source, "j")
    assert focused(source) == ""
    source.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_single_letters_can_be_switched_off(source: Page) -> None:
    source.keyboard.press("?")
    source.get_by_label("Single letters do this").uncheck()
    source.keyboard.press("Escape")
    source.reload()
    source.wait_for_load_state("networkidle")
    press(source, "j", "v", "?")
    assert focused(source) == ""
    expect(source.locator("#view-reading")).to_be_checked()
    expect(source.get_by_role("dialog", name="Keys")).to_have_count(0)
    # The menu leads back to the list, where they are switched on again.
    source.get_by_role("button", name="Text size and colours").click()
    source.get_by_role("button", name="Keys").click()
    source.get_by_label("Single letters do this").check()
    source.keyboard.press("Escape")
    press(source, "j")
    assert focused(source) == "p1"


def test_letters_that_are_typed_are_letters(source: Page) -> None:
    source.keyboard.press("/")
    field = source.locator("#mu-q")
    expect(field).to_be_focused()
    source.keyboard.type("jknpy v?")
    expect(field).to_have_value("jknpy v?")
    expect(source.locator("#view-reading")).to_be_checked()


def test_with_a_modifier_a_letter_is_the_browsers(source: Page) -> None:
    before = source.evaluate("scrollY")
    source.keyboard.press("Control+j")
    source.keyboard.press("Alt+j")
    source.wait_for_timeout(150)
    assert source.evaluate("scrollY") == before


def test_the_first_stop_leads_to_the_content(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
