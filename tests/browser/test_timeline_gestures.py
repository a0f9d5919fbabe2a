"""The timeline moved by wheel, mouse, fingers and brush; the cards of its marks; its filters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from builders.interface.catalogue import catalogue
from builders.pages.timeline.lanes import counts_of
from tests.browser.test_timeline import MARK, TIMELINE, open_timeline, wait_until_drawn
from tests.pages.test_timeline import COUNTS
from tests.timeline.test_timeline import item

VIEW_RE = re.compile(r"\?from=")
BOX = """element => {
  element.scrollIntoViewIfNeeded();
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}"""
AT_REST = "() => scrollY === globalThis.before || void (globalThis.before = scrollY)"
"""True when scrolling has come to rest: the page is where it was a frame ago."""
SHOWN = "[...document.querySelectorAll('[name=from], [name=to]')].map(e => +e.value)"


def years_in_view(page: Page) -> tuple[int, int]:
    """The first and last year of the view."""
    wait_until_drawn(page)
    first, last = page.evaluate(SHOWN)
    return first, last


def box(locator: Locator) -> dict[str, float]:
    """The box of an element in the window, scrolled into view first, in a single step."""
    wait_until_drawn(locator.page)
    found: dict[str, float] = locator.evaluate(BOX)
    assert found["width"], found
    return found


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A tab of the size of a phone, with touch."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


def send_touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    """Send a touch event with one or more fingers."""
    session.send(
        "Input.dispatchTouchEvent",
        {
            "type": kind,
            "touchPoints": [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(points)],
        },
    )


def spread_fingers(page: Page, x: float, y: float, way: tuple[float, float], *, out: bool) -> None:
    """Spread two fingers along a direction, or pinch them if not `out`."""
    session = page.context.new_cdp_session(page)
    steps = list(range(20, 100, 8)) if out else list(range(92, 12, -8))
    for k, apart in enumerate(steps):
        dx, dy = way[0] * apart, way[1] * apart
        send_touch(
            session, "touchStart" if k == 0 else "touchMove", (x - dx, y - dy), (x + dx, y + dy)
        )
        page.wait_for_timeout(20)
    send_touch(session, "touchEnd")


def test_the_wheel_scrolls_and_ctrl_wheel_zooms(site_url: str, page: Page) -> None:
    open_timeline(page, site_url)
    at = box(page.locator(".mu-tl-w"))
    page.mouse.move(at["x"] + at["width"] * 0.7, at["y"] + 60)
    before, top = years_in_view(page), page.evaluate("scrollY")
    page.mouse.wheel(0, 240)
    page.wait_for_function("top => scrollY > top", arg=top)
    assert years_in_view(page) == before
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    expect(page).to_have_url(VIEW_RE)
    first, last = years_in_view(page)
    assert before[0] < first
    assert last <= before[1]


def test_zooming_keeps_the_time_under_the_pointer(site_url: str, page: Page) -> None:
    open_timeline(page, site_url, "?from=2005-01-01&to=2012-12-31")
    mark = f"{MARK}[href='#document-07guangzhou208'] .hit"
    before = box(page.locator(mark))
    disc = page.locator(f"{MARK}[href='#document-07guangzhou208'] .pt")
    x, address = box(disc)["x"], page.url
    page.mouse.move(x + 4, before["y"] + 10)
    page.keyboard.down("Control")
    for _ in range(3):
        page.mouse.wheel(0, -30)
    page.keyboard.up("Control")
    expect(page).not_to_have_url(address)
    assert abs(box(disc)["x"] - x) < 6


def test_enter_follows_a_mark_after_a_drag_that_ended_outside(site_url: str, page: Page) -> None:
    open_timeline(page, site_url, "?from=2006-01-01&to=2009-12-31")
    at = box(page.locator(".mu-tl-w"))
    x, y = at["x"] + at["width"] * 0.6, at["y"] + 16
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y, steps=4)
    page.mouse.move(x - 40, at["y"] - 30)
    page.mouse.up()
    wait_until_drawn(page)
    mark = page.locator(f"{MARK}[href='#document-07guangzhou208']")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#document-07guangzhou208$"))


def test_the_picture_can_be_dragged_with_the_mouse(site_url: str, page: Page) -> None:
    open_timeline(page, site_url, "?from=2006-01-01&to=2009-12-31")
    at = box(page.locator(".mu-tl-w"))
    x, y = at["x"] + at["width"] * 0.6, at["y"] + 16
    address = page.url
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 200, y, steps=6)
    page.mouse.up()
    expect(page).not_to_have_url(address)
    first, last = years_in_view(page)
    assert first in {2006, 2007}
    assert last == 2010


def test_a_drag_does_not_follow_the_link_it_began_on(site_url: str, page: Page) -> None:
    open_timeline(page, site_url, "?from=2006-01-01&to=2009-12-31")
    address = page.url
    at = box(page.locator(f"{MARK} .hit").first)
    page.mouse.move(at["x"] + 8, at["y"] + 12)
    page.mouse.down()
    page.mouse.move(at["x"] + 90, at["y"] + 12, steps=6)
    page.mouse.up()
    expect(page).not_to_have_url(address)
    wait_until_drawn(page)
    assert "#" not in page.url


def test_the_brush_can_be_dragged_and_moved_by_keys(site_url: str, page: Page) -> None:
    open_timeline(page, site_url)
    left, right = (page.get_by_role("slider", name=name, exact=True) for name in ("From", "To"))
    at = box(page.locator(".mu-brush"))
    handle = box(left)
    page.mouse.move(handle["x"] + handle["width"] / 2, at["y"] + 10)
    page.mouse.down()
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + 10, steps=5)
    page.mouse.up()
    expect(page).to_have_url(VIEW_RE)
    first, last = years_in_view(page)
    assert 1998 <= first <= 2002
    assert left.get_attribute("aria-valuenow") == str(first)
    assert str(first) in (left.get_attribute("aria-valuetext") or "")
    left.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"first => {SHOWN}[0] === first + 1", arg=first)
    right.focus()
    page.keyboard.press("PageDown")
    page.wait_for_function(f"last => {SHOWN}[1] === last - 5", arg=last)
    left.focus()
    page.keyboard.press("Home")
    page.wait_for_function(f"() => {SHOWN}[0] === 1980")


def test_the_brush_can_move_its_range_and_draw_a_new_one(site_url: str, page: Page) -> None:
    open_timeline(page, site_url, "?from=2000-01-01&to=2004-12-31")
    inside = box(page.locator(".mu-brush-r"))
    x, y = inside["x"] + inside["width"] / 2, inside["y"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + inside["width"], y, steps=5)
    page.mouse.up()
    first, last = years_in_view(page)
    assert first in {2004, 2005}
    assert last - first in {4, 5}
    ground = box(page.locator(".mu-brush"))
    page.mouse.move(ground["x"] + 20, y)
    page.mouse.down()
    page.mouse.move(ground["x"] + 160, y, steps=5)
    page.mouse.up()
    assert years_in_view(page)[1] < 1995


def test_two_fingers_zoom_a_wide_picture(site_url: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1024, "height": 800}, has_touch=True)
    page = context.new_page()
    open_timeline(page, site_url)
    at = box(page.locator(".mu-tl-w"))
    before = years_in_view(page)
    spread_fingers(page, at["x"] + at["width"] * 0.7, at["y"] + 120, (1, 0), out=True)
    expect(page).to_have_url(VIEW_RE)
    near = years_in_view(page)
    assert near[1] - near[0] < before[1] - before[0]
    spread_fingers(page, at["x"] + at["width"] * 0.7, at["y"] + 120, (1, 0), out=False)
    page.wait_for_function(f"near => {SHOWN}[0] < near", arg=near[0])
    context.close()


def test_two_fingers_zoom_the_picture_of_a_phone(site_url: str, phone: Page) -> None:
    open_phone(phone, site_url)
    before = phone.locator(".mu-tl-t a").count()
    phone.evaluate("document.querySelector('.mu-tl-t').scrollIntoView()")
    spread_fingers(phone, 200, 400, (0, 1), out=True)
    expect(phone).to_have_url(VIEW_RE)
    wait_until_drawn(phone)
    assert phone.locator(".mu-tl-t a").count() < before
    near = years_in_view(phone)
    spread_fingers(phone, 200, 300, (0, 1), out=False)
    phone.wait_for_function(f"([a, b]) => {SHOWN}[1] - {SHOWN}[0] > b - a", arg=list(near))


def test_on_a_phone_swiping_down_scrolls_and_across_moves_the_time(
    site_url: str, phone: Page
) -> None:
    open_phone(phone, site_url, "?from=2006-01-01&to=2008-12-31")
    phone.evaluate("document.querySelector('.mu-tl-t').scrollIntoView()")
    session = phone.context.new_cdp_session(phone)
    before, top = years_in_view(phone), phone.evaluate("scrollY")
    send_touch(session, "touchStart", (200, 500))
    for y in range(490, 300, -20):
        send_touch(session, "touchMove", (200, y))
        phone.wait_for_timeout(16)
    send_touch(session, "touchEnd")
    phone.wait_for_function("top => scrollY > top + 50", arg=top)
    phone.wait_for_function(AT_REST)
    assert years_in_view(phone) == before
    send_touch(session, "touchStart", (300, 400))
    for x in range(290, 100, -20):
        send_touch(session, "touchMove", (x, 400))
        phone.wait_for_timeout(16)
    send_touch(session, "touchEnd")
    phone.wait_for_function(f"first => {SHOWN}[0] > first", arg=before[0])


def test_the_buttons_move_the_picture_of_a_phone(site_url: str, phone: Page) -> None:
    open_phone(phone, site_url)
    whole = phone.locator(".mu-tl-t a").count()
    phone.locator(".mu-choose summary").tap()
    for _ in range(3):
        phone.locator("[data-zoom=in]").tap()
    expect(phone).to_have_url(VIEW_RE)
    wait_until_drawn(phone)
    assert phone.locator(".mu-tl-t a").count() < whole
    first = years_in_view(phone)[0]
    phone.locator("[data-zoom=on]").tap()
    phone.wait_for_function(f"first => {SHOWN}[0] > first", arg=first)
    phone.locator("[data-zoom=all]").tap()
    expect(phone.locator(".mu-tl-t a")).to_have_count(whole)


def open_phone(page: Page, site_url: str, query: str = "") -> None:
    open_timeline(page, site_url, query, picture=".mu-tl-t")


def test_a_card_opens_on_hover_and_focus(site_url: str, page: Page) -> None:
    open_timeline(page, site_url)
    mark = page.locator(f"{MARK}[href='#document-07guangzhou208']")
    card = page.locator(".mu-card-t:popover-open")
    mark.locator(".hit").hover()
    expect(card).to_contain_text("14 February 2007")
    expect(card).to_contain_text("2007年2月14日")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    page.mouse.move(2, 2)
    page.locator(".mu-tl-w").focus()
    page.keyboard.press("Tab")
    expect(card).to_have_count(1)
    focused = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
    assert focused == card.get_attribute("id")


def test_a_tap_opens_a_card_with_a_link_to_the_list(site_url: str, phone: Page) -> None:
    open_phone(phone, site_url)
    phone.locator(".mu-tl-t a[href='#document-07guangzhou208'] .hit").tap()
    card = phone.locator(".mu-card-t:popover-open")
    expect(card).to_contain_text("Tough to Talk About")
    assert "#" not in phone.url
    card.get_by_role("link", name="In the list").tap()
    expect(phone).to_have_url(re.compile("#document-07guangzhou208$"))


def test_the_card_of_a_count_lists_its_items(site_url: str, page: Page) -> None:
    open_timeline(page, site_url)
    many = page.locator(f"{MARK}:has(.cl)").first
    count = int((many.locator(".cln").text_content() or "").strip())
    many.locator(".hit").hover()
    card = page.locator(".mu-card-t:popover-open")
    expect(card.locator("li")).to_have_count(min(count, 6))
    card.get_by_role("button", name=re.compile("^Zoom in")).click()
    expect(page).to_have_url(VIEW_RE)


@pytest.mark.parametrize("path", ["people/lei-yulan/", "sources/09chengdu165/"])
def test_marks_in_the_strip_of_a_page_have_cards(path: str, site_url: str, page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(site_url + path)
    strip = page.locator(".mu-tl-s")
    strip.scroll_into_view_if_needed()
    assert not [url for url in loaded if "/timeline/" in url]
    mark = strip.locator("a").first
    href = mark.get_attribute("href") or ""
    mark.locator(".hit").hover()
    card = page.locator(".mu-card-t:popover-open")
    expect(card).to_be_visible()
    words = page.locator(f"li{href} :is(time, data)").first.text_content() or "-"
    expect(card).to_contain_text(words)


def test_the_timeline_can_be_limited_to_an_entry(site_url: str, page: Page) -> None:
    open_timeline(page, site_url, "?entity=lei-yulan")
    expect(page.locator(".mu-lanes output")).to_have_text("3 entries")
    only = page.locator(".mu-only button")
    expect(only).to_have_text("Lei Yulan")
    expect(page.locator(MARK)).to_have_count(3)
    expect(page.locator("#event-tvpa-2000")).to_be_hidden()
    only.click()
    expect(only).to_be_hidden()
    expect(page.locator("#event-tvpa-2000")).to_be_visible()
    expect(page).not_to_have_url(re.compile("entity"))


def test_a_source_links_to_its_items_in_the_timeline(site_url: str, page: Page) -> None:
    page.goto(site_url + "sources/09chengdu165/")
    page.get_by_role("link", name="All that it tells of in the timeline").click()
    expect(page).to_have_url(re.compile(r"\?source=09CHENGDU165$"))
    expect(page.locator(".mu-only button")).to_have_text("09 CHENGDU 165")
    wait_until_drawn(page)
    seen: list[Any] = page.locator(f"{MARK} .lb").all_text_contents()
    assert any("Li Yi" in words for words in seen)


@pytest.mark.parametrize(
    "query", ["source=XYZ9", "source=09NOWHERE1", "entity=%C3%A9toile", "entity=zzz"]
)
def test_unknown_entries_and_sources_cause_no_missing_requests(
    query: str, site_url: str, page: Page
) -> None:
    missed: list[str] = []
    page.on("response", lambda one: missed.append(one.url) if one.status == 404 else None)
    open_timeline(page, site_url, f"?{query}")
    expect(page.locator(".mu-lanes output")).to_have_text("0 entries")
    expect(page.locator(".mu-only button")).to_be_visible()
    assert missed == []


@pytest.mark.parametrize("lanes", ["layer", "category", "source", "place"])
def test_the_reader_chooses_the_lanes(lanes: str, site_url: str, page: Page) -> None:
    open_timeline(page, site_url)
    expect(page.locator(".mu-tl-w .lanet").first).to_have_text("Documents")
    page.locator("[name=lanes]").select_option(lanes)
    expect(page).to_have_url(re.compile(f"lanes={lanes}"))
    wait_until_drawn(page)
    names = {
        "layer": ["Documents", "Events", "Dates in texts"],
        "category": ["Documents", "Treaties", "Laws", "Meetings"],
        "source": ["07 GUANGZHOU 208", "Works only"],
        "place": ["Yunnan", "No one place"],
    }
    found = page.locator(".mu-tl-w .lanet").all_text_contents()
    assert set(names[lanes]) <= set(found), found


def test_the_number_of_lanes_is_limited(site_url: str, page: Page) -> None:
    open_timeline(page, site_url)
    names: list[str] = page.evaluate(
        """async (address) => {
          const { lanesOf } = await import(address);
          const of = (k) => ({ layer: "event", sources: k < 300 ? [`S${k % 100}`] : [] });
          const things = Array.from({ length: 310 }, (_, k) => of(k));
          const lanes = lanesOf(things, "source", []);
          const held = lanes.reduce((sum, lane) => sum + lane.items.length, 0);
          return [`${held}`, ...lanes.map((lane) => lane.name)];
        }""",
        f"{site_url}assets/js/timeline/lanes.js",
    )
    assert names[0] == "310"
    assert names[-2:] == ["77 further sources", "Works only"]
    assert len(names) == 1 + 23 + 2


@pytest.mark.parametrize("folder", ["", "zh/"])
def test_labels_of_several_items_are_those_of_the_builder(
    folder: str, site_url: str, page: Page
) -> None:
    page.goto(f"{site_url}{folder}{TIMELINE}")
    groups = [[item(edtf) for edtf in told["dates"]] for told in COUNTS]
    days = [[[str(one.lower or ""), str(one.upper or "")] for one in group] for group in groups]
    said: list[list[str]] = page.evaluate(
        """async ([address, groups]) => {
          const { countsOf } = await import(address);
          return groups
            .map((group) => group.map(([lower, upper]) => ({ layer: "event", lower, upper })))
            .map((group) => [...countsOf(group)]);
        }""",
        [f"{site_url}assets/js/timeline/words.js", days],
    )
    words = catalogue("zh")
    told = [counts_of(group) for group in groups]
    assert said == [[words.label(one) if folder else one for one in forms] for forms in told]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("from=2006&to=2007", "from=2006-01-01&to=2007-12-31"),
        ("from=2006-11&to=2008-02", "from=2006-11-01&to=2008-02-29"),
        ("from=2006-11-05&to=2008-02-07", "from=2006-11-05&to=2008-02-07"),
    ],
)
def test_a_range_in_the_address_includes_its_last_year_or_month(
    asked: str, shown: str, site_url: str, page: Page
) -> None:
    open_timeline(page, site_url, f"?{asked}")
    expect(page).to_have_url(re.compile(rf"\?{shown}$"))


def test_a_range_that_ends_before_it_begins_is_reported_and_ignored(
    site_url: str, page: Page
) -> None:
    open_timeline(page, site_url, "?from=2005-01-01&to=2009-12-31")
    first, last = page.locator("[name=from]"), page.locator("[name=to]")
    first.fill("2012")
    first.press("Enter")
    said = page.locator(".mu-lanes output")
    expect(said).to_have_text("“From” is later than “to”")
    expect(first).to_have_attribute("aria-invalid", "true")
    expect(page).to_have_url(re.compile("from=2005-01-01"))
    last.fill("2014")
    last.press("Enter")
    expect(page).to_have_url(re.compile("from=2012-01-01&to=2014-12-31"))
    expect(said).to_contain_text("entries")
    expect(first).not_to_have_attribute("aria-invalid", "true")


def test_a_card_has_the_colour_of_its_mark_in_both_schemes(site_url: str, page: Page) -> None:
    open_timeline(page, site_url)
    mark = page.locator(".mu-tl-w g.lane-e1 a").first
    mark.hover()
    card = page.locator(".mu-card-t:popover-open")
    expect(card).to_be_visible()
    line = "element => getComputedStyle(element).borderTopColor"
    light = card.evaluate(line)
    assert light == mark.evaluate("element => getComputedStyle(element).color")
    page.emulate_media(color_scheme="dark")
    expect(card).not_to_have_css("border-top-color", light)
    assert card.evaluate(line) == mark.evaluate("element => getComputedStyle(element).color")


def test_a_narrow_window_shows_time_running_down(site_url: str, page: Page) -> None:
    """If time ran across, letters would be 7 pixels high."""
    page.set_viewport_size({"width": 768, "height": 1000})
    open_timeline(page, site_url, picture=".mu-tl-t")
    page.set_viewport_size({"width": 1200, "height": 900})
    expect(page.locator(".mu-tl-w")).to_be_visible()
    expect(page.locator(".mu-tl-t")).to_be_hidden()
