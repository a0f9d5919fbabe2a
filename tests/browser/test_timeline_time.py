"""How a view of the timeline shows its time: axis, words, and counts of items without marks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_timeline import TIMELINE, open_timeline
from tests.browser.test_timeline_gestures import box, phone
from tests.timeline.lines import LINES, WIDTHS, whole_of

__all__ = ["phone"]

WITHIN_A_MONTH = "?from=2009-08-05&to=2009-08-28"


@pytest.mark.parametrize(
    ("query", "begun", "bold"),
    [
        (WITHIN_A_MONTH, "August 2009", {"August 2009"}),
        ("?from=2009-08-20&to=2009-09-20", "August 2009", {"August 2009", "Sep"}),
        ("?from=2009-08-05&to=2010-03-28", "2009", {"2009", "2010"}),
        # The axis itself begins with the year.
        ("?from=2009-01-01&to=2010-12-31", None, {"2009", "2010"}),
        ("", None, set()),
    ],
)
def test_the_axis_names_the_year_of_its_months_and_the_month_of_its_days(
    query: str, begun: str | None, bold: set[str], site_url: str, page: Page
) -> None:
    open_timeline(page, site_url, query)
    assert set(page.locator(".mu-tl-w .yrb").all_text_contents()) == bold
    beside = page.locator(".mu-tl-w .yrb[text-anchor=start]").all_text_contents()
    assert beside == ([begun, begun] if begun else [])


def test_the_time_of_a_view_is_given_in_words(site_url: str, page: Page) -> None:
    open_timeline(page, site_url, WITHIN_A_MONTH)
    picture, said = page.locator(".mu-tl-w"), page.locator(".mu-lanes output")
    expect(said).to_contain_text("entries, 5–28 August 2009")
    expect(picture).to_have_accessible_name("Timeline, 5–28 August 2009")
    picture.focus()
    page.keyboard.press("0")
    expect(said).to_have_text(re.compile(r"^\d{3} entries$"))
    expect(picture).to_have_accessible_name("Timeline, 1980 to 2020")


def test_a_lane_counts_items_in_view_that_have_no_mark(site_url: str, page: Page) -> None:
    """`since 2002` is drawn up to the date of its source; later views have no mark for it."""
    open_timeline(page, site_url, "?from=2012-01-01&to=2014-12-31")
    counted = page.locator(".mu-lanes output").text_content() or ""
    drawn = sum(
        int(count)
        if (
            count := mark.locator(".cln").first.text_content()
            if mark.locator(".cln").count()
            else ""
        )
        else 1
        for mark in page.locator(".mu-tl-w a").all()
    )
    more = page.locator(".mu-tl-w text", has_text="more in the list").all_text_contents()
    assert more
    assert drawn + sum(int(text.split()[0]) for text in more) == int(counted.split()[0])


def test_the_handles_of_a_short_range_do_not_overlap(site_url: str, page: Page) -> None:
    open_timeline(page, site_url, WITHIN_A_MONTH)
    first, last = (box(page.locator(".mu-brush-h").nth(k)) for k in (0, 1))
    between = box(page.locator(".mu-brush-r"))
    assert first["x"] + first["width"] <= between["x"] + 1
    assert last["x"] >= between["x"] + between["width"] - 1
    page.mouse.move(last["x"] + 6, last["y"] + 8)
    page.mouse.down()
    page.mouse.move(last["x"] + 106, last["y"] + 8, steps=4)
    page.mouse.up()
    expect(page.locator(".mu-lanes output")).to_contain_text("2009 to 201")


def test_on_a_phone_long_items_are_drawn_to_the_end_of_the_view(site_url: str, phone: Page) -> None:
    open_timeline(phone, site_url, "?from=2007-03-01&to=2008-02-28", ".mu-tl-t")
    mark = phone.locator(".mu-tl-t a[href='#event-ilo-mekong-project-yunnan']")
    expect(mark).to_be_visible()
    # From its beginning in the first rows to beyond the last.
    assert mark.locator(".bar").evaluate("bar => bar.getBoundingClientRect().height") > 300
    months = phone.locator(".mu-tl-t .yr").all_text_contents()
    assert {"Jun", "Dec", "Feb"} <= set(months)


def test_events_have_their_colour_on_pages_of_sources(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}sources/09chengdu165/")
    colour = "element => getComputedStyle(element).color"
    document = page.locator(".mu-tl-s").evaluate(colour)
    event = page.locator(".mu-tl-s .lane-event a").first
    assert event.evaluate(colour) != document


def test_the_label_of_an_event_ends_with_its_status_in_every_view(
    site_url: str, page: Page
) -> None:
    for query in ("", "?from=2006-01-01&to=2006-12-31"):
        open_timeline(page, site_url, query)
        label = page.locator(".mu-tl-w .lb", has_text="sign a memorandum of understanding")
        expect(label).to_have_text(
            "Vietnam and China sign a memorandum of understanding on trafficking, reported"
        )
        sure = page.locator(".mu-tl-w .lb", has_text="amends the law")
        expect(sure.locator(".lb-c")).to_have_count(0)
    page.goto(f"{site_url}sources/09chengdu165/#time")
    expect(page.locator("#time li", has_text="pays close attention")).to_contain_text(", reported")


def test_on_a_phone_a_long_title_has_two_lines_in_every_view(site_url: str, phone: Page) -> None:
    lines = "label => [...label.childNodes].map((one) => one.textContent.trim()).filter(Boolean)"
    tops = []
    for query in ("", "?from=1990-01-01&to=1993-12-31"):
        open_timeline(phone, site_url, query, ".mu-tl-t")
        label = phone.locator(".mu-tl-t a[href='#event-women-law-1992'] .lb")
        assert label.evaluate(lines) == [
            "China adopts the law on the protection of",
            "women’s rights and interests",
        ]
        mark = phone.locator(".mu-tl-t a[href='#event-women-law-1992'] .hit")
        tops.append(mark.get_attribute("height"))
        assert phone.evaluate("document.documentElement.scrollWidth") == 390
    # A third line names its lane.
    assert tops == ["48", "48"]


@pytest.mark.parametrize(
    ("folder", "names"),
    [("", ("Law and treaties", "Dates in texts")), ("zh/", ("法律与条约", "文中日期"))],
)
@pytest.mark.parametrize("query", ["", "?from=1980-01-01&to=1993-12-31"])
def test_on_a_phone_a_mark_names_its_lane(
    folder: str, names: tuple[str, str], query: str, site_url: str, phone: Page
) -> None:
    open_timeline(phone, f"{site_url}{folder}", query, ".mu-tl-t")
    law, texts = names
    mark = phone.locator(".mu-tl-t a[href='#event-women-law-1992']")
    expect(mark.locator(".lb-l")).to_have_text(law)
    # A screen reader announces the lane once, as the name of the group.
    lane = phone.locator(".mu-tl-t").get_by_role("group", name=law, exact=True)
    assert law not in mark.aria_snapshot()
    assert lane.get_by_role("link").count() > 2
    assert phone.get_by_role("group", name=texts, exact=True).count() > 1
    low, high = (box(mark.locator(one)) for one in (".lb-l", ".hit"))
    assert low["y"] + low["height"] <= high["y"] + high["height"] + 1


def test_the_script_breaks_titles_like_the_builder(site_url: str, page: Page) -> None:
    page.goto(site_url + TIMELINE)
    cut = """async ([titles, widths]) => {
      const { linesOf } = await import(new URL("../assets/js/timeline/marks.js", location.href));
      return titles.map((title) => linesOf(title, ...widths));
    }"""
    assert page.evaluate(cut, [[whole_of(lines) for lines in LINES], WIDTHS]) == LINES


@pytest.mark.parametrize("query", ["", "?from=2001-01-01&to=2006-12-31"])
def test_screen_readers_announce_the_lane_of_a_mark(query: str, site_url: str, page: Page) -> None:
    open_timeline(page, site_url, query)
    lane = page.get_by_role("group", name="Law and treaties")
    expect(lane.get_by_role("link", name="China amends the law").first).to_be_attached()
