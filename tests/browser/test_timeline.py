"""The timeline in a browser: with and without a script, by keyboard, on a phone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

TIMELINE = "timeline/"
MARK = ".mu-tl-w a"


def open_timeline(page: Page, site_url: str, query: str = "", picture: str = ".mu-tl-w") -> None:
    """Open the timeline and wait until the view named by the address is drawn."""
    page.goto(site_url + TIMELINE + query)
    expect(page.locator(f"{picture}[tabindex='0']")).to_be_visible()
    wait_until_drawn(page)


def wait_until_drawn(page: Page) -> None:
    """Wait until everything is drawn and the address is that of the view.

    Before that, the script replaces marks, and one that a test refers to may be gone.
    """
    expect(page.locator(".mu-lanes output")).not_to_have_attribute("aria-busy", "true")


def test_the_timeline_is_complete_without_javascript(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + TIMELINE)
    expect(page.locator("#event-tvpa-2000")).to_be_visible()
    expect(page.locator(".mu-zoom")).to_be_hidden()
    expect(page.locator(".mu-tl-w .lane-e3").first).to_be_visible()
    page.locator("label:has(#f-e3)").click()
    expect(page.locator(".mu-tl-w g.lane-e3")).to_be_hidden()
    expect(page.locator("#event-meeting-li-yi-2009")).to_be_hidden()
    expect(page.locator("#event-tvpa-2000")).to_be_visible()
    context.close()


def test_a_source_shows_its_time_without_javascript(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "sources/09chengdu165/")
    page.get_by_role("link", name="In its time").click()
    section = page.locator("#time")
    expect(section).to_contain_text("25 August 2009")
    for name in ("Before it", "At the time", "After it"):
        side = section.locator("div", has=page.get_by_role("heading", name=name, exact=True))
        assert side.locator("li :is(time[datetime], data[value])").count() > 1
    # The picture links to the list, and the list to the paragraph and the timeline.
    targets = section.locator("svg a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert targets
    for target in targets:
        expect(section.locator(f"li{target}")).to_have_count(1)
    expect(section.locator("#event-meeting-li-yi-2009 a[href='#p3']")).to_have_count(1)
    section.get_by_role("link", name=re.compile("^[0-9]+ more$")).first.click()
    expect(page).to_have_url(re.compile(r"timeline/\?to=2009-08-25$"))
    context.close()


def test_an_event_links_to_its_paragraph(site_url: str, page: Page) -> None:
    page.goto(site_url + TIMELINE)
    page.locator("#event-meeting-vo-thinh-2007 .mu-tt-t a").click()
    expect(page).to_have_url(re.compile(r"/sources/07guangzhou208/#p2$"))


def test_a_view_is_kept_in_the_address(site_url: str, page: Page) -> None:
    open_timeline(page, site_url)
    assert "?" not in page.url
    page.locator("[name=from]").fill("2009")
    page.locator("[name=to]").fill("2009")
    page.locator("[name=to]").blur()
    page.locator("label:has(#f-e1)").click()
    expect(page).to_have_url(re.compile(r"\?from=2009-01-01&to=2009-12-31&hide=law$"))
    expect(page.locator("#event-tvpa-2000")).to_be_hidden()
    expect(page.locator("#event-meeting-li-yi-2009")).to_be_visible()
    wait_until_drawn(page)
    seen = page.locator(MARK).count()
    said = page.locator(".mu-lanes output").text_content()
    other = page.context.new_page()
    open_timeline(other, site_url, page.url.removeprefix(site_url + TIMELINE))
    expect(other.locator(".mu-lanes output")).to_have_text(said or "")
    expect(other.locator(MARK)).to_have_count(seen)


def test_the_picture_can_be_moved_by_keyboard(site_url: str, page: Page) -> None:
    open_timeline(page, site_url)
    page.locator(".mu-tl-w").focus()
    for key in ("+", "+", "ArrowRight"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile(r"\?from="))
    page.keyboard.press("0")
    expect(page).not_to_have_url(re.compile(r"\?"))


def test_a_click_on_a_count_zooms_in(site_url: str, page: Page) -> None:
    open_timeline(page, site_url)
    page.locator("[data-zoom=in]").click()
    expect(page).to_have_url(re.compile(r"\?from="))
    wait_until_drawn(page)
    before = page.url
    page.locator(f"{MARK}:has(.cl)").first.click()
    expect(page).not_to_have_url(before)


@pytest.mark.parametrize("width", [390, 744, 1024, 1600])
def test_the_picture_fits_the_page(width: int, site_url: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(site_url + TIMELINE)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    across, down = page.locator(".mu-tl-w"), page.locator(".mu-tl-t")
    expect(down if width < 900 else across).to_be_visible()
    expect(across if width < 900 else down).to_be_hidden()
    page.close()


@pytest.mark.parametrize("scripted", [True, False])
def test_on_a_phone_the_picture_begins_on_the_first_screen(
    site_url: str, browser: Browser, *, scripted: bool
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=scripted
    )
    page = context.new_page()
    page.goto(site_url + TIMELINE)
    box = page.locator(".mu-tl-t").bounding_box()
    assert box
    assert box["y"] < 500
    lane = page.locator("label:has(#f-e3)")
    expect(lane).to_be_hidden()
    page.locator(".mu-choose summary").click()
    lane.click()
    expect(page.locator(".mu-tl-t .lane-e3").filter(visible=True)).to_have_count(0)
    context.close()


def test_labels_in_the_picture_do_not_overlap(site_url: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.goto(site_url + TIMELINE)
    boxes: list[list[float]] = page.locator(".mu-tl-w .lb").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(b => [b.left, b.right, b.top])"
    )
    assert len(boxes) > 10
    for k, (left, right, top) in enumerate(boxes):
        for other in boxes[k + 1 :]:
            assert abs(other[2] - top) > 8 or right <= other[0] or other[1] <= left
    page.close()


def test_the_layout_does_not_shift_while_loading(site_url: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(l => l.getEntries().forEach(e => {"
        " window.moved += e.value; })).observe({type: 'layout-shift', buffered: true});"
    )
    open_timeline(page, site_url)
    assert page.evaluate("window.moved") < 0.02
    page.close()


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_view_can_be_saved_as_a_file(kind: str, site_url: str, page: Page) -> None:
    open_timeline(page, site_url, "?from=2007-01-01&to=2010-12-31&lanes=source")
    names = page.locator(".mu-tl-w .lanet").all_text_contents()
    assert "09 GUANGZHOU 176" in names
    with page.expect_download() as waiting:
        page.locator(f"[data-save={kind}]").click()
    assert waiting.value.suggested_filename == f"timeline-2007-2010.{kind}"
    data = waiting.value.path().read_bytes()
    assert data.startswith(b"\x89PNG" if kind == "png" else b"<svg")
    assert len(data) > 10_000
    if kind == "svg":
        # It looks the same elsewhere: fonts and colours are embedded, and it names its address.
        text = data.decode()
        assert "@font-face" in text
        assert "data:font/woff2" in text or "data:application" in text
        assert "timeline/?from=2007-01-01" in text
        assert not re.search(r"\sclass=|var\(--", text)


def test_labels_are_not_cut_off_in_a_saved_file(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 768, "height": 1000})
    open_timeline(page, site_url, picture=".mu-tl-t")
    with page.expect_download() as waiting:
        page.locator("[data-save=svg]").click()
    found = re.match(r'<svg [^>]*width="(\d+)"', waiting.value.path().read_text())
    longest = page.locator(".mu-tl-t .lb").evaluate_all(
        "all => Math.max(...all.map(one => one.getBBox().x + one.getBBox().width))"
    )
    assert found
    assert int(found[1]) >= longest


def test_the_list_is_printed_without_the_picture(site_url: str, page: Page) -> None:
    page.goto(site_url + TIMELINE)
    page.emulate_media(media="print")
    expect(page.locator("#event-tvpa-2000 time")).to_be_visible()
    for hidden in (".mu-lanes", ".mu-picture"):
        expect(page.locator(hidden)).to_be_hidden()
    page.goto(site_url + "sources/09chengdu165/")
    columns = page.locator(".mu-then-c > div").evaluate_all(
        "all => all.map(e => Math.round(e.getBoundingClientRect().top))"
    )
    assert len(columns) == 3
    assert len(set(columns)) == 1


def generated(k: int, day: date) -> dict[str, Any]:
    """The k-th of many invented records; every seventh lasts for half a year."""
    last = day + timedelta(days=183 if k % 7 == 0 else 0)
    bounds = {"lower": day.isoformat(), "upper": last.isoformat()}
    return {
        "id": f"event-{k}",
        "title": f"A thing of some kind, number {k}",
        "words": day.isoformat(),
        "edtf": f"{day}/{last}" if last != day else f"{day}",
        **bounds,
        "layer": ("event", "text", "document")[k % 3],
        "category": ("law", "meeting", "case", "policy")[k % 4],
        "language": "en",
        "place_label": None,
        "place_label_zh": None,
        "entities": [],
        "sources": ["x"],
        "extents": [{**bounds, "vague_lower": False, "vague_upper": False}],
        "one_of": False,
    }
