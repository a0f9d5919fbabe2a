"""A timeline of ten thousand items: nothing is lost, no page is heavy, and time is linear."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from time import process_time

import pytest
from lxml import html  # type: ignore[import-untyped]  # ships no types

from builders.exports.timeline import parts as timeline_parts
from builders.model.publication import Publication
from builders.model.timeline import Layer, TimelineItem
from builders.pages.timeline import page as timeline_page
from builders.pages.timeline.wide_drawing import draw_wide
from builders.storage.supplied import TEMPLATES
from builders.templating import Renderer
from builders.timeline.items import extents
from builders.timeline.order import arranged
from builders.understand import understand
from tests.conftest import PROJECT
from tests.timeline.lanes import PLAIN

HEAVY = 250_000
FIRST = date(1985, 1, 1)
YEARS = 30


@pytest.fixture(scope="module")
def publication() -> Publication:
    return understand(PROJECT).publication


def with_events(publication: Publication, count: int) -> Publication:
    """The publication with `count` events made from its own, spread evenly over thirty years."""
    items = publication.timeline.items
    events = [item for item in items if item.layer is Layer.EVENT]
    many = [
        on_a_day(events[k % len(events)], k, FIRST + timedelta(days=k * YEARS * 365 // count))
        for k in range(count)
    ]
    rest = [item for item in items if item.layer is not Layer.EVENT]
    return replace(publication, timeline=arranged([*many, *rest]))


def on_a_day(event: TimelineItem, k: int, day: date) -> TimelineItem:
    text = day.isoformat()
    return replace(
        event, id=f"{event.id}-{k}", edtf=text, lower=day, upper=day, extents=extents(text)
    )


def timeline_pages(publication: Publication) -> dict[str, str]:
    """The rendered pages of the timeline, by address."""
    renderer = Renderer(PROJECT / TEMPLATES)
    return {page.uri: renderer.render(page) for page in timeline_page.pages(publication)}


def test_every_item_is_listed_once_and_no_file_is_heavy(publication: Publication) -> None:
    large = with_events(publication, 10_000)
    pages = timeline_pages(large)
    assert max(len(text.encode()) for text in pages.values()) < HEAVY
    assert max(len(asset.data) for asset in timeline_parts.assets(large)) < HEAVY
    trees = {uri: html.fromstring(text.split("---", 2)[2]) for uri, text in pages.items()}
    listed = Counter(
        one
        for tree in trees.values()
        for one in tree.xpath("//ol[contains(@class, 'mu-tlist')]/li/@id")
    )
    shown = [item.id for item in large.timeline.items if not item.folded]
    assert set(listed) == set(shown)
    assert set(listed.values()) == {1}
    whole = trees.pop("timeline/index.md")
    linked = {href.rstrip("/") for href in whole.xpath("//dl[@class='mu-decades']//a/@href")}
    told = [link.text for link in whole.xpath("//dl[@class='mu-decades']//li/a")]
    assert {"January 1985", "July 2014"} <= set(told)
    assert len(told) == len(set(told))
    assert linked == {uri.split("/")[1] for uri in trees}
    # Marks in the picture link to the page that lists their item.
    for href in whole.xpath("//svg//a/@href"):
        period, _, anchor = href.partition("/#")
        assert anchor in pages[f"timeline/{period}/index.md"]


def test_many_dates_of_the_same_time_are_drawn_as_one_count(
    publication: Publication,
) -> None:
    """Of thousands of dates in texts, many are the same year: each year is one mark with a count."""
    texts = [item for item in publication.timeline.items if item.layer is Layer.TEXT]
    spans = ("2006", "2007", "2002/..", "../2000", "1980/1989")
    many = [
        replace(
            texts[k % len(texts)],
            id=f"text-{k}",
            edtf=spans[k % len(spans)],
            lower=extents(spans[k % len(spans)])[0].lower,
            upper=extents(spans[k % len(spans)])[0].upper,
            extents=extents(spans[k % len(spans)]),
        )
        for k in range(5_000)
    ]
    known = publication.timeline.last_days_known
    (lane,) = draw_wide(arranged(many).items, known, PLAIN).lanes
    assert lane.more == 0
    labels = {"dates, 2006", "dates, 2007", "dates since 2002", "dates until 2000"}
    assert {mark.label for mark in lane.marks} == {*labels, "dates, 1980 to 1989"}
    assert {mark.count for mark in lane.marks} == {1_000}
    # A small number of items is drawn one by one.
    (lane,) = draw_wide(arranged(many[:100]).items, known, PLAIN).lanes
    assert max(mark.count for mark in lane.marks) == 1


def test_making_the_pages_takes_linear_time(publication: Publication) -> None:
    def seconds(count: int) -> float:
        large = with_events(publication, count)
        begin = process_time()
        timeline_pages(large)
        return process_time() - begin

    seconds(200)
    assert seconds(8_000) < 30 * max(seconds(1_000), 0.1)


def test_a_download_that_leaves_out_dates_in_texts_says_so(publication: Publication) -> None:
    few = html.fromstring(timeline_pages(publication)["timeline/index.md"].split("---\n")[2])
    many = html.fromstring(
        timeline_pages(with_events(publication, 2_100))["timeline/index.md"].split("---\n")[2]
    )
    called = [
        [link.text_content() for link in page.xpath("//a[@download]")] for page in (few, many)
    ]
    only = "documents and events only"
    assert called == [
        ["JSON", "CSV", "Calendar", "TimelineJS"],
        ["JSON", "CSV", f"Calendar ({only})", f"TimelineJS ({only})"],
    ]
