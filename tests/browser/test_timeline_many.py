"""A timeline too large to be loaded whole: which parts are fetched, and when."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from builders.exports.timeline.series import MOST_BYTES, series_files
from tests.browser.test_timeline import TIMELINE, generated, open_timeline, wait_until_drawn
from tests.timeline.lanes import EDITION

COUNT = 30_000
FIRST = date(1985, 1, 1)
DAYS = 30 * 365
MOST_BYTES_AT_FIRST = 500_000
"""Bytes that may be loaded for a timeline of any size before the reader does anything."""
MOST_PARTS = 8
"""Parts that one view may fetch."""
MOST_HELD = 32
MOST_PARALLEL = 3
"""Parallel requests for parts."""
OFTEN, RARE = "everywhere", "in-one-year"


def record(k: int) -> dict[str, Any]:
    """The k-th of many items, spread evenly over thirty years; every tenth is a year in a text."""
    first = FIRST + timedelta(days=k * DAYS // COUNT)
    made = {**generated(k, first), "sources": [f"{k // 100:04}"], "entities": [OFTEN]}
    del made["extents"]
    last = date.fromisoformat(made["upper"])
    if k % 10 == 1:
        first, last = date(first.year, 1, 1), date(first.year, 12, 31)
        made.update(layer="text", edtf=f"{first.year}")
    if 12_000 <= k < 12_100:
        made["entities"] = [OFTEN, RARE]
    return {**made, "lower": first.isoformat(), "upper": last.isoformat()}


@dataclass
class Served:
    """The files of a timeline, and a log of those requested."""

    files: Mapping[str, bytes]
    records: list[dict[str, Any]]
    fetched: list[str] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0
    fails: str = ""

    def names(self) -> list[str]:
        """The files requested since the last call."""
        names = [*self.fetched]
        self.fetched.clear()
        return names

    def size(self, names: list[str]) -> int:
        """The number of bytes of these files."""
        return sum(len(self.files[name]) for name in names)

    def to(self, page: Page) -> None:
        """Answer the requests of a page."""

        def answer(route: Route) -> None:
            name = self.name_of(route.request)
            if name == self.fails:
                route.abort()
            elif name in self.files:
                route.fulfill(body=self.files[name], content_type="application/json")
            else:
                route.fulfill(status=404)

        page.route("**/timeline/parts/**", answer)
        page.on("request", self.begun)
        page.on("requestfinished", self.ended)
        page.on("requestfailed", self.ended)

    def name_of(self, request: Request) -> str:
        """The name of the requested file in the folder of parts; empty for other requests."""
        return urlsplit(request.url).path.partition("/timeline/parts/")[2]

    def begun(self, request: Request) -> None:
        """Log a request."""
        if name := self.name_of(request):
            self.fetched.append(name)
            self.under_way += 1
            self.most_under_way = max(self.most_under_way, self.under_way)

    def ended(self, request: Request) -> None:
        """Note that a request is over."""
        self.under_way -= bool(self.name_of(request))


@pytest.fixture(scope="module")
def made() -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    records = sorted(map(record, range(COUNT)), key=lambda one: (one["lower"], one["id"]))

    def by_source() -> Iterator[tuple[str, list[dict[str, Any]]]]:
        held: dict[str, list[dict[str, Any]]] = {}
        for one in records:
            held.setdefault(one["sources"][0], []).append(one)
        yield from sorted(held.items())

    return dict(series_files(records, EDITION, by_source())), records


@pytest.fixture
def served(made: tuple[dict[str, bytes], list[dict[str, Any]]], page: Page) -> Served:
    served = Served(*made)
    served.to(page)
    return served


def parts_of(names: list[str]) -> list[str]:
    return [name for name in names if re.fullmatch(r"\d+\.json", name)]


def status(page: Page) -> str:
    return page.locator(".mu-lanes output").text_content() or ""


def entries_in_view(page: Page) -> int:
    """The number of entries in view, according to the page."""
    number = re.search(r"[\d,]+", status(page))
    assert number
    return int(number[0].replace(",", ""))


def set_years(page: Page, first: int, last: int) -> None:
    shown = int(page.locator("[name=to]").input_value())
    # When moving to later years, the later field comes first, so that the range stays valid.
    fields = [("from", first), ("to", last)] if last <= shown else [("to", last), ("from", first)]
    for name, year in fields:
        page.locator(f"[name={name}]").fill(str(year))
        page.locator(f"[name={name}]").blur()
    expect(page).to_have_url(re.compile(rf"from={first}-01-01&to={last}-12-31"))
    wait_until_drawn(page)


def test_a_timeline_of_any_size_loads_little_at_first(
    served: Served, site_url: str, page: Page
) -> None:
    assert served.size(list(served.files)) > 10_000_000
    open_timeline(page, site_url)
    page.hover(".mu-tl-w")
    page.focus(".mu-tl-w")
    wait_until_drawn(page)
    assert served.fetched == ["index.json"]
    assert served.size(served.names()) < MOST_BYTES_AT_FIRST


def test_a_view_fetches_its_own_parts_and_a_move_only_new_ones(
    served: Served, site_url: str, page: Page
) -> None:
    open_timeline(page, site_url, "?from=1999-01-01&to=1999-12-31")
    index, *first = served.names()
    assert index == "index.json"
    assert parts_of(first) == first
    assert 0 < len(first) <= MOST_PARTS
    assert served.size(first) <= MOST_PARTS * (MOST_BYTES + 1_000)
    for name in first:
        things = json.loads(served.files[name])
        assert any(one["lower"] <= "1999-12-31" and one["upper"] >= "1999-01-01" for one in things)
    # Zooming in needs nothing new.
    page.focus(".mu-tl-w")
    page.keyboard.press("+")
    expect(page).not_to_have_url(re.compile("from=1999-01-01"))
    wait_until_drawn(page)
    before = [*first, *served.names()]
    url = page.url
    page.keyboard.press("ArrowRight")
    expect(page).not_to_have_url(url)
    wait_until_drawn(page)
    after = served.names()
    assert len(after) <= MOST_PARTS
    assert not set(after) & set(before)
    assert served.most_under_way <= MOST_PARALLEL


@pytest.mark.usefixtures("served")
def test_an_address_with_a_name_that_every_object_has_leads_nowhere(
    site_url: str, page: Page
) -> None:
    page.goto(f"{site_url}{TIMELINE}#toString")
    wait_until_drawn(page)
    expect(page).to_have_url(re.compile("#toString$"))


def test_counts_and_drawn_items_add_up_to_all(served: Served, site_url: str, page: Page) -> None:
    open_timeline(page, site_url, "?hide=text")
    shown = [one for one in served.records if one["layer"] != "text"]
    assert entries_in_view(page) == len(shown)
    assert "only counted" in status(page)
    set_years(page, 1999, 1999)
    meets = [one for one in shown if one["lower"] <= "1999-12-31" and one["upper"] >= "1999-01-01"]
    # An item that lasts and is only counted may be in another part of its period.
    assert len(meets) <= entries_in_view(page) <= len(meets) * 1.3
    drawn = page.locator(".mu-tl-w .cln").all_text_contents()
    assert sum(int(one.replace(",", "")) for one in drawn) > 100


def test_hidden_lanes_are_not_fetched(served: Served, site_url: str, page: Page) -> None:
    open_timeline(page, site_url, "?from=1999-03-01&to=1999-04-30&hide=text.doc")
    layers = {
        one["layer"] for name in parts_of(served.names()) for one in json.loads(served.files[name])
    }
    assert layers == {"event"}
    page.locator("label:has(#f-doc)").click()
    wait_until_drawn(page)
    further = parts_of(served.names())
    assert further
    layers = {one["layer"] for name in further for one in json.loads(served.files[name])}
    assert layers == {"document"}


@pytest.mark.usefixtures("served")
def test_a_small_number_of_items_is_drawn_by_name(site_url: str, page: Page) -> None:
    open_timeline(page, site_url, "?from=1999-03-01&to=1999-03-20")
    expect(
        page.locator(".mu-tl-w .lane .lb", has_text="A thing of some kind").first
    ).to_be_visible()


def test_many_long_items_are_one_count_that_links_to_the_list(
    served: Served, site_url: str, page: Page
) -> None:
    open_timeline(page, site_url, "?from=1999-03-01&to=1999-06-20")
    mark = page.locator(
        ".mu-tl-w a", has=page.locator(".lb", has_text=re.compile("^dates, 1999$"))
    ).first
    those = [
        one
        for one in served.records
        if one["layer"] == "text" and one["lower"][:4] == one["upper"][:4] == "1999"
        if date.fromisoformat(one["upper"]) - date.fromisoformat(one["lower"]) > timedelta(days=32)
    ]
    expect(mark.locator(".cln")).to_have_text(str(len(those)))
    mark.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    card = page.locator(".mu-card-t:popover-open")
    expect(card).to_contain_text(f"{len(those)} dates, 1999")
    expect(card).to_contain_text("Too many here to be drawn one by one.")
    expect(card.get_by_role("link", name="In the list")).to_be_visible()
    # It lasts longer than the view, so zooming in would not help.
    expect(card.get_by_role("button", name="Zoom in", exact=True)).to_have_count(0)


@pytest.mark.usefixtures("served")
def test_a_click_on_a_count_zooms_in(site_url: str, page: Page) -> None:
    open_timeline(page, site_url, "?from=1990-01-01&to=2009-12-31")
    before = page.url
    page.locator(".mu-tl-w a:has(.cln)").first.click()
    expect(page).not_to_have_url(before)
    wait_until_drawn(page)
    assert "from=" in page.url


@pytest.mark.usefixtures("served")
def test_the_focus_stays_in_the_picture_when_marks_are_redrawn(site_url: str, page: Page) -> None:
    open_timeline(page, site_url, "?from=1990-01-01&to=2009-12-31")
    page.locator(".mu-tl-w a:has(.cln)").first.focus()
    for _ in range(2):
        before = page.url
        page.keyboard.press("+")
        expect(page).not_to_have_url(before)
        wait_until_drawn(page)
        assert page.evaluate("document.activeElement.closest('svg') !== null")


def test_a_count_drawn_by_the_builder_can_be_opened_at_once(
    served: Served, site_url: str, page: Page
) -> None:
    open_timeline(page, site_url)
    served.names()
    page.locator(".mu-tl-w a:has(.cln)").first.click()
    expect(page).to_have_url(re.compile(r"\?from="))
    wait_until_drawn(page)
    assert len(served.names()) <= MOST_PARTS


def test_a_timeline_limited_to_a_source_fetches_one_file(
    served: Served, site_url: str, page: Page
) -> None:
    open_timeline(page, site_url, "?source=0123")
    (name,) = [name for name in served.names() if name != "index.json"]
    assert name.startswith("sources/")
    assert entries_in_view(page) == 100
    assert "only" not in status(page)
    page.get_by_role("button", name="Only 0123: remove").click()
    wait_until_drawn(page)
    assert entries_in_view(page) == COUNT


def test_items_of_a_rare_entry_are_drawn_and_of_a_frequent_one_counted(
    served: Served, site_url: str, page: Page
) -> None:
    open_timeline(page, site_url, f"?entity={RARE}")
    assert entries_in_view(page) == 100
    assert "only counted" not in status(page)
    assert len(parts_of(served.names())) <= 12
    page.goto("about:blank")
    open_timeline(page, site_url, f"?entity={OFTEN}")
    assert entries_in_view(page) == COUNT
    assert len(parts_of(served.names())) <= MOST_PARTS


def test_a_slow_filter_does_not_replace_a_later_one(
    served: Served, site_url: str, page: Page
) -> None:
    open_timeline(page, site_url, f"?entity={RARE}&source=0120")
    assert entries_in_view(page) == 100
    held: list[Route] = []
    page.route("**/timeline/parts/where/*", lambda route: held.append(route))  # noqa: PLW0108  # it needs a Python function
    with page.expect_request("**/timeline/parts/where/*"):
        page.get_by_role("button", name="Only 0120: remove").click()
    page.get_by_role("button", name=f"Only {RARE}: remove").click()
    expect(page.get_by_role("button", name=f"Only {RARE}: remove")).to_have_count(0)
    (slow,) = held
    with page.expect_event("requestfinished"):
        slow.fallback()
    wait_until_drawn(page)
    assert entries_in_view(page) == COUNT
    assert "entity=" not in page.url
    served.names()


def test_the_number_of_parts_held_is_bounded(served: Served, site_url: str, page: Page) -> None:
    """Parts seen long ago are fetched again; those seen recently are not."""
    open_timeline(page, site_url)
    served.names()
    seen: list[str] = []
    set_years(page, 1986, 1986)
    first = served.names()
    for year in range(1988, 2014, 2):
        set_years(page, year, year)
        seen += served.names()
        if len(seen) > MOST_HELD:
            break
    assert len(seen) == len(set(seen)) > MOST_HELD
    page.focus(".mu-tl-w")
    for key in ("ArrowRight", "ArrowLeft"):
        before = page.url
        served.names()
        page.keyboard.press(key)
        expect(page).not_to_have_url(before)
        wait_until_drawn(page)
    assert served.names() == []
    set_years(page, 1986, 1986)
    assert set(served.names()) & set(first)


def test_parts_that_cannot_be_loaded_are_reported(
    served: Served, site_url: str, page: Page
) -> None:
    open_timeline(page, site_url, "?from=1999-03-01&to=1999-04-30")
    served.fails = parts_of(served.names())[0]
    page.goto("about:blank")
    open_timeline(page, site_url, "?from=1999-03-01&to=1999-04-30")
    assert "some could not be loaded" in status(page)
    # Its items are shown as counts.
    assert "only counted" in status(page)
    served.fails = ""
    page.locator("label:has(#f-e1)").click()
    wait_until_drawn(page)
    assert "some could not be loaded" not in status(page)


@pytest.mark.parametrize(
    ("wanted", "page_of_it"),
    [("event-12000", "1997-01"), ("document-12002", "1997-01")],
)
def test_an_old_address_redirects_without_fetching_parts(
    wanted: str,
    page_of_it: str,
    made: tuple[dict[str, bytes], list[dict[str, Any]]],
    site_url: str,
    page: Page,
) -> None:
    things = [{**one, "period": page_of_it} for one in made[1][11_000:13_000]]
    for one in things:
        if one["layer"] == "document":
            one["id"] = one["id"].replace("event", "document")
    served = Served(dict(series_files(things, EDITION)), things)
    served.to(page)
    page.goto(f"{site_url}{TIMELINE}#{wanted}")
    expect(page).to_have_url(f"{site_url}{TIMELINE}{page_of_it}/#{wanted}")
    assert parts_of(served.names()) == []


def test_narrowing_the_window_fetches_the_parts_it_needs(
    made: tuple[dict[str, bytes], list[dict[str, Any]]], site_url: str, page: Page
) -> None:
    """The other picture is then drawn from the same data."""
    records = made[1][::20]
    served = Served(dict(series_files(records, EDITION)), records)
    served.to(page)
    open_timeline(page, site_url)
    assert parts_of(served.names()) == []
    with page.expect_response(re.compile(r"timeline/parts/\d+\.json")):
        page.set_viewport_size({"width": 390, "height": 844})
    wait_until_drawn(page)
    assert 0 < len(parts_of(served.names())) <= MOST_PARTS


def test_on_a_phone_the_picture_has_bounded_length(
    made: tuple[dict[str, bytes], list[dict[str, Any]]], site_url: str, browser: Browser
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    served = Served(*made)
    served.to(page)
    open_timeline(page, site_url, "?from=1990-01-01&to=2009-12-31", ".mu-tl-t")
    assert 0 < page.locator(".mu-tl-t a").count() <= 200
    assert len(parts_of(served.names())) <= MOST_PARTS
    before = page.url
    page.locator(".mu-tl-t a:has(.cln) .hit").nth(3).tap()
    card = page.locator(".mu-card-t:popover-open")
    card.get_by_role("button", name=re.compile("^Zoom in")).tap()
    expect(page).not_to_have_url(before)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()
