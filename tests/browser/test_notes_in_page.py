"""Editors' notes on the page of a source: beside the text, unfolded, printed, and searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.waiting import wait_until_still

LONG = "sources/07guangzhou208/"
MOST_DRIFT = 260
"""How far, in px, a note may be from its line if there are many."""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A tab of the size of a phone, with touch."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield context.new_page()
    context.close()


def box(place: Locator) -> dict[str, float]:
    found = place.bounding_box()
    assert found
    x, y, width, height = (found[name] for name in ("x", "y", "width", "height"))
    return {"x": x, "y": y, "width": width, "bottom": y + height}


def text_of(place: Locator) -> str:
    words: str = place.evaluate("e => e.textContent")
    return words


def note(page: Page, identifier: str) -> Locator:
    return page.locator(f".mu-note:has(#note-{identifier})")


def number_of(page: Page, identifier: str) -> Locator:
    """The link in the text that has the number of a note."""
    return page.locator(f"a.mu-nr[href='#note-{identifier}']")


def test_notes_are_beside_their_lines(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(site_url + LONG)
    expect(page.locator(".mu-arranged")).to_be_visible()
    wait_until_still(page)
    places: list[dict[str, Any]] = page.locator(".mu-text .mu-note").evaluate_all(
        """all => all.map(e => { const b = e.getBoundingClientRect();
        const n = document.getElementById(e.dataset.at).getBoundingClientRect();
        return { top: b.top, bottom: b.bottom, left: b.left, right: b.right, line: n.top,
                 end: n.right, name: e.textContent.slice(0, 40) } })"""
    )
    assert len(places) > 30
    for place in places:
        assert place["left"] > place["end"]
        assert place["right"] <= 1600
        assert abs(place["top"] - place["line"]) < MOST_DRIFT, place["name"]
    for above, below in pairwise(places):
        assert above["bottom"] <= below["top"] + 1, below["name"]


def test_all_notes_of_a_passage_are_shown(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    for identifier in ("hu-lilng", "ngo", "womens-law", "year-as-paragraph", "decision-of-1991"):
        expect(note(page, identifier)).to_be_visible()
    # One place has both a correction, `b`, and a note on the place that it names.
    numbers = page.locator("#p6 .mu-nr")
    first, letter, second = [n.get_attribute("data-text") or "" for n in numbers.all()]
    assert (letter, int(second)) == ("b", int(first) + 1)


def test_a_note_shows_its_kind_and_judgement(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    expect(note(page, "action-plan-2004")).to_contain_text("identifies")
    expect(note(page, "hu-lilng")).to_contain_text("the editors’ judgement")
    expect(note(page, "ngo")).not_to_contain_text("judgement")
    expect(note(page, "ngo").locator("a[href='../09chengdu165/#p7']")).to_be_visible()


def test_number_and_note_link_to_each_other(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    number = number_of(page, "ngo")
    expect(number).to_have_accessible_name(re.compile(r"^Editors’ note \d+$"))
    number.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    back = note(page, "ngo").locator("a.mu-nb")
    expect(back).to_be_focused()
    # The note is visible already, so nothing scrolls.
    assert page.evaluate("scrollY") == before
    assert page.evaluate("location.hash") == "#note-ngo"
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
    assert back.get_attribute("href") == f"#{number.get_attribute('id')}"


def test_the_label_of_a_copied_note_is_apart_from_its_number(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.mu-note-n'))")
    assert re.fullmatch(r"Editors’ note \d+\s*", page.evaluate("`${getSelection()}`"))


def test_hovering_a_note_highlights_its_passage(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    said = number_of(page, "ngo").get_attribute("data-text")
    passage = page.locator(f".mu-of[data-n='{said}']").first
    plain = passage.evaluate("e => getComputedStyle(e).backgroundColor")
    note(page, "ngo").hover()
    expect(passage).not_to_have_css("background-color", plain)
    assert "largest" in text_of(passage)


def test_on_a_phone_a_note_unfolds_under_its_line(site_url: str, phone: Page) -> None:
    phone.goto(site_url + LONG)
    paragraph = phone.locator("#p6 .mu-p")
    words = text_of(paragraph)
    number = paragraph.locator(".mu-nr").first
    refusal = note(phone, "refusal")
    expect(refusal).to_be_hidden()
    expect(number).to_have_attribute("aria-expanded", "false")
    number.tap()
    expect(refusal).to_be_visible()
    expect(number).to_have_attribute("aria-expanded", "true")
    line = box(number)
    top = box(refusal)["y"]
    assert line["bottom"] <= top + 6 < line["bottom"] + 28
    # The rest of the line stays with the number; the next line is below the note.
    after = paragraph.evaluate(
        """p => { const n = p.querySelector(".mu-nr"), range = document.createRange();
        const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), tops = [];
        walk.currentNode = n;
        while (walk.nextNode()) {
          if (walk.currentNode.parentElement.closest(".mu-note")) continue;
          for (const m of walk.currentNode.data.matchAll(/\\S+/g)) {
            range.setStart(walk.currentNode, m.index);
            range.setEnd(walk.currentNode, m.index + 1);
            tops.push(range.getBoundingClientRect().top); } }
        return tops }"""
    )
    first = [y for y in after if y < top]
    rest = [y for y in after if y >= top]
    assert first
    assert min(rest) >= box(refusal)["bottom"] - 1
    number.tap()
    expect(refusal).to_be_hidden()
    assert text_of(paragraph) == words


def test_several_notes_can_be_unfolded_and_escape_folds_the_last(
    site_url: str, phone: Page
) -> None:
    phone.goto(site_url + LONG)
    numbers = phone.locator("#p6 .mu-nr")
    for number in numbers.all():
        number.tap()
    expect(phone.locator("#p6 .mu-note.mu-open")).to_have_count(3)
    phone.keyboard.press("Escape")
    expect(phone.locator("#p6 .mu-note.mu-open")).to_have_count(2)
    expect(numbers.last).to_be_focused()


def test_notes_unfold_in_the_side_by_side_view(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(site_url + LONG)
    expect(page.locator(".mu-arranged")).to_be_visible()
    page.locator("label:has(#view-both)").click()
    number = page.locator("#p6 .mu-nr").first
    number.click()
    assert 0 <= box(note(page, "refusal"))["y"] - box(number)["bottom"] < 28
    page.locator("label:has(#view-reading)").click()
    assert box(note(page, "refusal"))["x"] > box(page.locator("#p6 .mu-p"))["x"] + 600


@pytest.mark.parametrize("width", [390, 1600])
def test_the_address_of_a_note_shows_it(width: int, site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site_url}{LONG}#note-sex-ratio")
    expect(note(page, "sex-ratio")).to_be_visible()
    expect(note(page, "sex-ratio")).to_be_in_viewport()
    expect(number_of(page, "sex-ratio")).to_be_in_viewport()


def test_widening_the_window_moves_notes_beside_the_text(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 500, "height": 800})
    page.goto(site_url + LONG)
    page.locator("#p6 .mu-nr").first.click()
    expect(page.locator("#p6 .mu-note.mu-open")).to_be_visible()
    page.set_viewport_size({"width": 1400, "height": 800})
    expect(page.locator(".mu-note.mu-open")).to_have_count(0)
    assert box(note(page, "refusal"))["x"] > box(page.locator("#p6 .mu-p"))["x"] + 600
    expect(page.locator("#n14")).not_to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("width", [390, 1600])
def test_without_a_script_all_notes_are_open(width: int, site_url: str, browser: Browser) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(site_url + LONG)
    # On a phone the notes on the header are folded, with a script or without.
    for one in page.locator(".mu-text .mu-note").all():
        expect(one).to_be_visible()
    paragraph, refusal = box(page.locator("#p6 .mu-p")), box(note(page, "refusal"))
    if width < 500:
        assert refusal["y"] >= paragraph["bottom"]
    else:
        assert refusal["x"] >= paragraph["x"] + paragraph["width"]
        assert refusal["y"] >= paragraph["y"] - 10
    context.close()


def test_printed_notes_are_below_their_paragraph(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(site_url + LONG)
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    reached = 0.0
    for identifier in ("refusal", "congzuo"):
        place = box(note(page, identifier))
        assert place["y"] >= box(page.locator("#p6 .mu-p"))["bottom"]
        assert place["y"] >= reached
        reached = place["bottom"]
    assert reached <= box(page.locator("#p7"))["y"]
    colour = page.locator("#p7 a.mu-k").first.evaluate(
        "e => getComputedStyle(e).textDecorationLine"
    )
    assert colour == "none"


def test_notes_on_the_header_are_at_the_head(site_url: str, page: Page) -> None:
    page.goto(site_url + "sources/09chengdu165/")
    head = page.locator(".mu-hnotes")
    expect(head).to_contain_text("Notes on the header")
    expect(head.locator(".mu-note")).to_have_count(4)
    number = page.locator(".mu-facts .mu-nr").first
    before = number.evaluate(
        "e => e.previousElementSibling?.textContent ?? e.parentElement.textContent"
    )
    assert "AMCONSUL CHENGDU" in before
    number.click()
    expect(page.locator("#note-sender-among-addressees")).to_be_in_viewport()
    head.locator("a.mu-nb").first.click()
    expect(number).to_be_in_viewport()


def test_long_notes_on_the_header_do_not_move_the_text_down(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(site_url + "sources/09chengdu165/")
    last = page.locator(".mu-hnotes > :last-child")
    expect(page.locator(".mu-arranged")).to_be_visible()
    last.evaluate("e => e.append(' word'.repeat(400))")
    wait_until_still(page)
    headnote, bar, first = (
        box(page.locator(css).first) for css in (".mu-headnote", ".mu-bar", ".mu-text .mu-note")
    )
    assert bar["y"] - headnote["bottom"] < 60
    assert box(last)["bottom"] > bar["bottom"] + 200
    assert first["y"] >= box(last)["bottom"] - 1
    page.locator("label:has(#view-both)").click()
    # Side by side, the text needs the space of the margin.
    assert box(page.locator(".mu-rc").first)["y"] >= box(last)["bottom"]
    headnote, bar = (box(page.locator(css)) for css in (".mu-headnote", ".mu-bar"))
    assert bar["y"] - headnote["bottom"] < 60


def test_notes_and_corrections_can_be_hidden(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.locator(".mu-marks summary").click()
    page.locator("label:has(#mk-notes)").click()
    expect(note(page, "ngo")).to_be_hidden()
    expect(page.locator("#n17")).to_be_hidden()
    expect(page.locator("#c3-at")).to_be_visible()
    page.locator("label:has(#mk-corr)").click()
    expect(page.locator("#c3-at")).to_be_hidden()
    page.reload()
    expect(page.locator("#n17")).to_be_hidden()


def searched(page: Page, site_url: str, query: str) -> list[str]:
    """The links of the results of a query that lead to sources."""
    page.goto(f"{site_url}search/?{urlencode({'q': query})}")
    expect(page.locator(".mu-hit-p").first).to_be_visible()
    links: list[str] = page.locator(".mu-hit-p").evaluate_all("all => all.map(a => a.href)")
    return [link.split("/sources/")[1] for link in links if "/sources/" in link]


def test_a_search_can_be_limited_to_notes_text_or_corrections(site_url: str, page: Page) -> None:
    notes = searched(page, site_url, "in:notes smuggling")
    assert notes
    assert all("#note-" in link or link.endswith("#headnote") for link in notes)
    text = searched(page, site_url, "in:text smuggling")
    assert text
    assert not any("#note-" in link or link.endswith("#headnote") for link in text)
    (correction,) = searched(page, site_url, "in:corrections sponsorhip")
    assert "#c" in correction
    expect(page.locator("input[name='in'][value='corrections']")).to_be_checked()
    expect(page.locator("#find-q")).to_have_value("sponsorhip")


def test_a_hit_in_a_note_is_shown(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site_url}{LONG}?h=sex+selective#note-sex-ratio")
    expect(note(page, "sex-ratio")).to_be_visible()
    page.goto(f"{site_url}{LONG}?h=Hubei#note-hotline")
    expect(note(page, "hotline").locator("mark")).to_have_text("Hubei")
    expect(note(page, "hotline").locator("mark")).to_be_in_viewport()
