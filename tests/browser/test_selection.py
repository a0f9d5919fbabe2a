"""A selected passage is copied with its citation and an address that leads to its words."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import clipboard
from tests.browser.test_axe import SHORT, axe, reader, violations_in_both  # noqa: F401  # fixtures
from tests.browser.test_basket import stored_items
from tests.browser.waiting import wait_for_script

LONG = "sources/07guangzhou208/"
PUBLISHED = "https://muniment.github.io/muniment/"
SELECT = """([first, from, last, to]) => {
  // The n-th occurrence of words within an element, as a reader would select them.
  const find = (selector, words, end) => {
    const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
    const nodes = [];
    let all = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push([node, all.length]);
      all += node.data;
    }
    const at = all.indexOf(words) + (end ? words.length : 0);
    const [node, start] = nodes.findLast(([, start]) => start < at + (end ? 0 : 1));
    return [node, at - start];
  };
  getSelection().setBaseAndExtent(...find(first, from, false), ...find(last, to, true));
}"""


def select(page: Page, first: str, start: str, last: str, end: str) -> Locator:
    """Select from words in one element to words in another; returns the bar that appears."""
    wait_for_script(page, "cite.js")
    page.evaluate(SELECT, [first, start, last, end])
    bar = page.locator(".mu-pick")
    expect(bar).to_be_visible()
    return bar


def press(page: Page, bar: Locator, name: str) -> str:
    """Press a button of the bar; returns what it copies."""
    button = bar.get_by_role("button", name=name, exact=True)
    button.click()
    expect(button).to_have_text("Copied")
    return clipboard.text(page)


def test_a_passage_is_copied_with_its_citation_and_its_address(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    bar = select(page, "#p5 .mu-p", "Vo was unable", "#p5 .mu-p", "in 2006")
    quote, note, address = press(page, bar, "Copy with citation").split("\n\n")
    # Page marks and numbers of notes are no words of the source.
    assert quote == (
        "“Vo was unable to comment on prostitution trafficking, we would note a number of news"
        " reports in 2006”"
    )
    assert note == (
        "US Consulate General Guangzhou, “Tough to Talk About: TIP in South China,” diplomatic"
        " cable 07GUANGZHOU208 to US Secretary of State, February 14, 2007, para. 5, WikiLeaks,"
        " United States diplomatic cables."
    )
    assert address.startswith(f"{PUBLISHED}{LONG}#p5:~:text=Vo%20was%20unable")
    html = clipboard.html(page)
    assert "<blockquote" in html
    assert 'href="https://muniment.github.io/muniment/sources/07guangzhou208/#p5:~:text=' in html


def test_a_selection_across_paragraphs_is_a_range_without_notes(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    bar = select(page, "#p5 .mu-p", "marriages have decreased", "#p7 .mu-p", "willing to talk")
    expect(bar).to_contain_text("¶ 5–7")
    said = press(page, bar, "Copy with citation")
    note = page.locator(".mu-note:not(.mu-note-c) p").first.inner_text()
    assert "paras. 5–7" in said
    assert "marriages have decreased.\n\nPost asked the Guangxi PSB" in said
    # A heading between two paragraphs is part of the source.
    assert "\n\nGuangdong Women's Federation: Stopping The Sale Of Wives\n\n" in said
    assert note[:30] not in said


@pytest.mark.parametrize(
    ("style", "which", "brief"),
    [("apa", "edition", "2007, para. 5)"), ("mla", "original", "par. 5)")],
)
def test_author_date_citations_are_copied_with_the_reference(
    style: str, which: str, brief: str, site_url: str, page: Page
) -> None:
    page.goto(site_url + LONG)
    chosen = f'{{"style":"{style}","what":"{which}"}}'
    page.evaluate("chosen => localStorage.setItem('cite', chosen)", chosen)
    bar = select(page, "#p5 .mu-p", "Vo was unable", "#p5 .mu-p", "comment")
    quote, reference, _ = press(page, bar, "Copy with citation").split("\n\n")
    assert quote.endswith(brief)
    assert reference.startswith("US Consulate General Guangzhou.")


HEADING = "#s-guangdong-women-s-federation-stopping-the"
PASSAGES = {
    "words": ("#p5 .mu-p", "cross-border marriages", "#p5 .mu-p", "cross-border marriages"),
    "from the middle of a word": ("#p4 .mu-p", "atter furth", "#p4 .mu-p", "atter furth"),
    "what stands before, too": ("#p5 .mu-p", "women", "#p5 .mu-p", "women"),
    "a long one": ("#p5 .mu-p", "points out that across", "#p5 .mu-p", "have decreased."),
    "across": ("#p5 .mu-p", "border marriages have", "#p6 .mu-p", "the Guangxi PSB"),
    "a heading, which the outline has, too": (HEADING, "Stopping The Sale", HEADING, "Of Wives"),
    "from a heading on": (HEADING, "Stopping The Sale", "#p7 .mu-p", "was more willing to talk"),
    "a signature, which the header has, too": ("#signed-1", "Goldberg", "#signed-1", "Goldberg"),
}
"""Passages to select; none begins in the first lines of its paragraph."""


@pytest.mark.parametrize("name", PASSAGES)
def test_the_copied_address_leads_to_the_selected_words(
    name: str, site_url: str, page: Page
) -> None:
    page.goto(site_url + LONG)
    bar = select(page, *PASSAGES[name])
    address = press(page, bar, "Copy link")
    assert address.startswith(f"{PUBLISHED}{LONG}#")
    selected: float = page.evaluate(
        "getSelection().getRangeAt(0).getBoundingClientRect().top + scrollY"
    )
    # In a window so low that only the right lines can be in view.
    fresh = page.context.new_page()
    fresh.set_viewport_size({"width": 1400, "height": 240})
    fresh.goto(address.replace(PUBLISHED, site_url))
    fresh.wait_for_function("place => scrollY - 20 < place && place < scrollY + 260", arg=selected)
    fresh.close()


def test_tab_moves_to_the_bar_and_escape_closes_it(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    bar = select(page, "#p5 .mu-p", "Vo was unable", "#p5 .mu-p", "comment")
    page.keyboard.press("Tab")
    expect(bar.get_by_role("button", name="Copy with citation")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_attached()
    assert "para. 5" in clipboard.text(page)
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    page.wait_for_timeout(600)
    expect(bar).to_have_count(0)


def test_the_bar_disappears_with_the_selection(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    bar = select(page, "#p5 .mu-p", "Vo was unable", "#p5 .mu-p", "comment")
    page.evaluate("getSelection().removeAllRanges()")
    expect(bar).to_have_count(0)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.mu-headnote'))")
    page.wait_for_timeout(600)
    expect(bar).to_have_count(0)


def test_the_bar_appears_when_the_mouse_button_is_released(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    wait_for_script(page, "cite.js")
    paragraph = page.locator("#p3 .mu-p")
    paragraph.scroll_into_view_if_needed()
    box = paragraph.bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 40, steps=5)
    page.wait_for_timeout(500)
    expect(page.locator(".mu-pick")).to_have_count(0)
    page.mouse.up()
    expect(page.locator(".mu-pick")).to_be_visible()
    assert "para. 3" in press(page, page.locator(".mu-pick"), "Copy with citation")


def test_a_selection_can_be_cited_and_added_to_the_basket(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    bar = select(page, "#p5 .mu-p", "marriages have decreased", "#p6 .mu-p", "Post asked")
    bar.get_by_role("button", name="Add to basket").click()
    assert stored_items(page) == ["07guangzhou208:p5-p6"]
    bar.get_by_role("button", name="Cite …").click()
    sheet = page.get_by_role("dialog", name="Cite 07 GUANGZHOU 208, ¶ 5–6")
    expect(sheet.locator(".mu-out").first).to_contain_text("paras. 5–6")


def test_received_lines_are_quoted_literally(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.locator("label:has(#view-received)").click()
    page.locator("#p5").evaluate(
        "paragraph => paragraph.parentElement.nextElementSibling.id = 'rc'"
    )
    bar = select(page, "#rc", "trafficking, we would", "#rc", "China had")
    quote, note, address = press(page, bar, "Copy with citation").split("\n\n")
    assert quote == (
        "“trafficking, we would note a number of news reports in 2006 that \nChina had”"
    )
    assert "para. 5" in note
    assert address == f"{PUBLISHED}{LONG}#p5"


def test_on_touch_screens_the_bar_is_at_the_bottom(site_url: str, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site_url + LONG)
    page.locator("#p5").scroll_into_view_if_needed()
    bar = select(page, "#p5 .mu-p", "Vo was unable", "#p5 .mu-p", "comment")
    box: Any = bar.bounding_box()
    assert box["y"] + box["height"] == pytest.approx(844, abs=2)
    assert box["height"] < 60
    bar.get_by_role("button", name="Copy with citation").tap()
    expect(bar.get_by_role("button", name="Copy with citation")).to_have_text("Copied")
    assert "para. 5" in clipboard.text(page)
    context.close()


def test_the_bar_has_no_accessibility_violations(reader: Page, site_url: str, axe: str) -> None:  # noqa: F811  # fixtures
    reader.goto(site_url + SHORT)
    select(reader, "#p4 .mu-p", "The move", "#p5 .mu-p", "According")
    assert violations_in_both(reader, axe, within=".mu-pick") == []
