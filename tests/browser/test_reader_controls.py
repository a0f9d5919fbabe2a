"""A reader's choices hold on every page, apply before it is drawn, and can be undone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import wait_for_script

LONG = "sources/07guangzhou208/"
OTHER = "sources/09chengdu165/"
ANY_RE = re.compile(".")
LAYOUT_SHIFT = """() => new Promise(done => { let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 900); })"""


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name="Text size and colours").click()
    # The script ticks the stored choices, so it must have run before the test ticks others.
    wait_for_script(page, "reader.js")
    box = page.locator("#mu-reader").get_by_label(name, exact=True)
    box.check()
    page.keyboard.press("Escape")
    key, value = box.get_attribute("name"), box.get_attribute("value")
    chosen = expect(page.locator("html"))
    if value:
        chosen.to_have_attribute(f"data-{key}", value)
    else:
        chosen.not_to_have_attribute(f"data-{key}", ANY_RE)


def text_size(page: Page) -> float:
    size: str = page.locator("#p2 .mu-p").evaluate("e => getComputedStyle(e).fontSize")
    return float(size.removesuffix("px"))


def stored(page: Page) -> dict[str, Any]:
    kept: dict[str, Any] = page.evaluate("Object.fromEntries(Object.entries(localStorage))")
    return kept


def test_text_size_applies_to_other_pages(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    normal = text_size(page)
    choose(page, "Larger")
    assert text_size(page) > normal * 1.2
    page.goto(site_url + OTHER)
    assert text_size(page) > normal * 1.2
    choose(page, "Normal")
    assert text_size(page) == normal
    assert stored(page) == {}


def test_colours_follow_the_system_until_chosen(site_url: str, page: Page) -> None:
    def dark() -> bool:
        ground: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return int(ground.removeprefix("rgb(").split(",")[0]) < 100

    page.goto(site_url)
    assert not dark()
    page.emulate_media(color_scheme="dark")
    assert dark()
    choose(page, "Light")
    assert not dark()
    page.reload()
    assert not dark()
    choose(page, "As the system")
    assert dark()


@pytest.mark.parametrize("width", [390, 1400])
def test_the_menu_works_by_keyboard_alone(width: int, site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site_url)
    button = page.get_by_role("button", name="Text size and colours")
    button.focus()
    page.keyboard.press("Enter")
    menu = page.locator("#mu-reader")
    expect(menu).to_be_visible()
    box = menu.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("view", ["view-received", "view-both"])
def test_the_view_is_remembered_without_a_layout_shift(
    view: str, site_url: str, page: Page
) -> None:
    page.goto(site_url + LONG)
    page.locator(f"label:has(#{view})").click()
    page.goto(site_url + OTHER)
    expect(page.locator(f"#{view}")).to_be_checked()
    expect(page.locator(".mu-rc").first).to_be_visible()
    assert page.evaluate(LAYOUT_SHIFT) < 0.01
    page.locator("label:has(#view-reading)").click()
    page.reload()
    expect(page.locator("#view-reading")).to_be_checked()


def test_marks_are_remembered(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.locator(".mu-marks summary").click()
    page.locator("label:has(#mk-none)").click()
    page.locator("label:has(#mk-notes)").click()
    page.goto(site_url + OTHER)
    expect(page.locator("#mk-none")).to_be_checked()
    expect(page.locator("#mk-notes")).not_to_be_checked()
    expect(page.locator(".mu-text .mu-note:not(.mu-note-c)").first).to_be_hidden()
    assert page.locator(".mu-text a.mu-k").first.get_attribute("tabindex") == "-1"
    assert page.evaluate(LAYOUT_SHIFT) < 0.01


def test_invalid_stored_values_do_no_harm(site_url: str, page: Page) -> None:
    page.goto(site_url)
    page.evaluate(
        """() => { for (const key of ["scheme", "size", "view", "marks", "places"])
        localStorage.setItem(key, '{"a":[') }"""
    )
    page.goto(site_url + LONG)
    expect(page.locator("#view-reading")).to_be_checked()
    expect(page.locator("#mk-first")).to_be_checked()


def test_going_on_where_reading_stopped_is_offered(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.locator("#p9").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#p9').scrollIntoView({ behavior: 'instant' })")
    page.goto(site_url + OTHER)
    expect(page.locator(".mu-toast")).to_have_count(0)
    page.goto(site_url + LONG)
    said = page.get_by_role("status").filter(has_text="You stopped at ¶ ")
    expect(said).to_be_visible()
    assert page.evaluate("scrollY") == 0
    said.get_by_role("button", name="Go on").click()
    expect(said).to_be_hidden()
    expect(page.locator("#p9")).to_be_in_viewport()
    # Nothing is offered to a reader who has reached the end.
    page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    page.goto(site_url + OTHER)
    page.goto(site_url + LONG)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".mu-toast")).to_have_count(0)
    assert "places" not in stored(page)


def test_going_on_is_not_offered_at_the_address_of_a_paragraph(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.evaluate("document.querySelector('#p9').scrollIntoView({ behavior: 'instant' })")
    page.goto(site_url + OTHER)
    page.goto(site_url + LONG + "#p3")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".mu-toast")).to_have_count(0)


def test_choices_can_be_forgotten_and_the_basket_stays(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    choose(page, "Large")
    choose(page, "Dark")
    page.locator("label:has(#view-both)").click()
    page.evaluate("localStorage.setItem('basket /muniment/', '[\"07guangzhou208\"]')")
    page.get_by_role("button", name="Text size and colours").click()
    page.get_by_role("button", name="Forget my choices").click()
    expect(page.get_by_role("status").filter(has_text="forgotten")).to_be_visible()
    assert set(stored(page)) == {"basket /muniment/"}
    page.reload()
    expect(page.locator("#view-reading")).to_be_checked()
    expect(page.locator("html")).not_to_have_attribute("data-size", "large")


def test_the_privacy_page_names_everything_that_is_stored(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    choose(page, "Large")
    choose(page, "Dark")
    page.locator("label:has(#view-both)").click()
    page.locator(".mu-marks summary").click()
    page.locator("label:has(#mk-none)").click()
    page.keyboard.press("?")
    page.get_by_label("Single keys do this").uncheck()
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('#p9').scrollIntoView({ behavior: 'instant' })")
    page.goto(site_url + "privacy/")
    names = set(page.locator("table code").all_inner_texts())
    kept = set(stored(page))
    assert kept == {"scheme", "size", "view", "marks", "keys", "places"}
    assert kept < names


def test_the_chosen_view_is_visible_with_forced_colours(site_url: str, page: Page) -> None:
    """With forced colours, every border has the same colour, even one meant to be invisible."""
    page.emulate_media(forced_colors="active")
    page.goto(site_url + LONG)
    line = "element => getComputedStyle(element).borderBottomColor"
    words = page.locator(".mu-views span")
    chosen, *others = [words.nth(k).evaluate(line) for k in range(3)]
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert chosen != paper
    assert others == [paper, paper]


def test_a_preference_for_more_contrast_is_followed(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    quiet = "getComputedStyle(document.querySelector('.mu-fact dt')).color"
    before = page.evaluate(quiet)
    page.emulate_media(contrast="more")
    assert page.evaluate(quiet) != before
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
