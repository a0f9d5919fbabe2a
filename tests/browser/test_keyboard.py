"""Reading a source by keyboard: keys for paragraphs, notes and links."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

LONG = "sources/07guangzhou208/"


QUIET = 200
"""Milliseconds after which a key that does nothing has certainly done nothing."""


def focused_paragraph(page: Page) -> str:
    """The id of the paragraph with the focus, or an empty string."""
    held: str = page.evaluate("document.activeElement.closest('.mu-para')?.id ?? ''")
    return held


def expect_focus_in(page: Page, paragraph: str) -> None:
    """Expect the focus to move to a paragraph, if it is not there."""
    expect(page.locator(f"#{paragraph}:focus-within")).to_be_attached()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.fixture
def source(site_url: str, page: Page) -> Page:
    page.goto(site_url + LONG)
    # The script is loaded on the first key.
    page.keyboard.press("j")
    expect(page.locator(".mu-pn:focus")).to_have_count(1)
    return page


def test_j_and_k_move_by_paragraph(source: Page) -> None:
    expect_focus_in(source, "p1")
    press(source, "j", "j")
    expect_focus_in(source, "p3")
    expect(source.locator("#p3")).to_be_in_viewport()
    place = source.locator("#p3").bounding_box()
    bar = source.locator(".mu-bar").bounding_box()
    assert place
    assert bar
    assert bar["height"] <= place["y"] < bar["height"] + 60
    press(source, "k")
    expect_focus_in(source, "p2")
    press(source, *"k" * 4)
    expect_focus_in(source, "p1")


def test_j_stops_at_the_last_paragraph(source: Page) -> None:
    press(source, *"j" * 40)
    last = source.locator(".mu-text .mu-para[id]:has(.mu-pn)").last.get_attribute("id")
    expect_focus_in(source, last or "")


def test_j_and_k_start_where_the_reader_has_scrolled(source: Page) -> None:
    source.evaluate("document.querySelector('#p8').scrollIntoView({ behavior: 'instant' })")
    source.evaluate("scrollBy({ top: 60, behavior: 'instant' })")
    press(source, "k")
    expect_focus_in(source, "p8")
    press(source, "j")
    expect_focus_in(source, "p9")


@pytest.mark.parametrize("width", [390, 1400])
def test_n_and_p_move_by_note(width: int, site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site_url + LONG + "#p6")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("n")
    expect(page.locator("#p6 .mu-nr").first).to_be_focused()
    expect(page.locator(".mu-note.mu-on, .mu-note.mu-open").first).to_be_in_viewport()
    first = page.evaluate("document.activeElement.id")
    press(page, "n")
    expect(page.locator(f"[id='{first}']")).not_to_be_focused()
    # On a phone one note is open at a time.
    expect(page.locator(".mu-note.mu-open")).to_have_count(1 if width < 500 else 0)
    press(page, "p")
    expect(page.locator(f"[id='{first}']")).to_be_focused()


def test_y_copies_the_link_of_the_paragraph_or_note(source: Page) -> None:
    press(source, "j", "j", "j", "y")
    expect(source.get_by_role("status").filter(has_text="¶ 4 is copied")).to_be_visible()
    copied = source.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/sources/07guangzhou208/#p4")
    press(source, "n")
    expect(source.locator(".mu-nr:focus")).to_be_attached()
    source.evaluate("navigator.clipboard.writeText('')")
    press(source, "y")
    source.wait_for_function("navigator.clipboard.readText()")
    copied = source.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"#{focused_paragraph(source)}")


def test_a_question_mark_opens_the_list_of_keys(source: Page) -> None:
    source.keyboard.press("?")
    dialog = source.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    for key in ("j", "k", "n", "p", "y", "v", "/", "?"):
        expect(dialog.locator("kbd", has_text=key).first).to_be_visible()
    press(source, "j")
    source.wait_for_timeout(QUIET)
    assert focused_paragraph(source) == ""
    source.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_single_letters_can_be_switched_off(source: Page) -> None:
    source.keyboard.press("?")
    source.get_by_label("Single keys do this").uncheck()
    source.keyboard.press("Escape")
    source.reload()
    source.wait_for_load_state("networkidle")
    press(source, "j", "v", "?")
    source.wait_for_timeout(QUIET)
    assert focused_paragraph(source) == ""
    expect(source.locator("#view-reading")).to_be_checked()
    expect(source.get_by_role("dialog", name="Keys")).to_have_count(0)
    # The list of keys, where they can be switched on again, is also in the menu.
    source.get_by_role("button", name="Text size and colours").click()
    source.get_by_role("button", name="Keys").click()
    source.get_by_label("Single keys do this").check()
    source.keyboard.press("Escape")
    press(source, "j")
    expect_focus_in(source, "p1")


def test_keys_typed_into_a_field_are_text(source: Page) -> None:
    source.keyboard.press("/")
    field = source.locator("#mu-q")
    expect(field).to_be_focused()
    source.keyboard.type("jknpy v?")
    expect(field).to_have_value("jknpy v?")
    expect(source.locator("#view-reading")).to_be_checked()


def test_keys_with_a_modifier_are_left_to_the_browser(source: Page) -> None:
    before = source.evaluate("scrollY")
    source.keyboard.press("Control+j")
    source.keyboard.press("Alt+j")
    source.wait_for_timeout(QUIET)
    assert source.evaluate("scrollY") == before


def test_the_first_tab_stop_skips_to_the_content(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_on_a_phone_focused_tabs_are_fully_visible(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site_url)
    tabs = page.locator(".mu-tabs a")
    tabs.first.focus()
    for k in range(tabs.count()):
        expect(tabs.nth(k)).to_be_focused()
        expect(tabs.nth(k)).to_be_in_viewport(ratio=0.99)
        page.keyboard.press("Tab")
