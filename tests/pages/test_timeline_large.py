"""A timeline of ten thousand things: nothing is lost, no page is heavy, and it costs its number."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from time import process_time

import pytest
from lxml import html  # type: ignore[import-untyped]  # ships no types

from builders.build import TEMPLATES_FOLDER
from builders.exports import timeline_parts
from builders.model.publication import Publication
from builders.model.timeline import Layer, TimelineItem
from builders.pages import timeline
from builders.templating import Renderer
from builders.timeline import arranged, extents
from builders.understand import understand
from tests.conftest import PROJECT

HEAVY = 250_000
FIRST = date(1985, 1, 1)
YEARS = 30


@pytest.fixture(scope="module")
def publication() -> Publication:
    return understand(PROJECT).publication


def crowded(publication: Publication, count: int) -> Publication:
    """The same with so many events, made from its own, evenly over thirty years."""
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


def made(publication: Publication) -> dict[str, str]:
    """The pages of its timeline."""
    renderer = Renderer(PROJECT / TEMPLATES_FOLDER)
    return {page.uri: renderer.render(page) for page in timeline.pages(publication)}


def test_all_of_it_is_listed_once_and_no_file_is_heavy(publication: Publication) -> None:
    large = crowded(publication, 10_000)
    pages = made(large)
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
    assert linked == {uri.split("/")[1] for uri in trees}
    # Marks of the picture lead to the page that has the thing.
    for href in whole.xpath("//svg//a/@href"):
        period, _, anchor = href.partition("/#")
        assert anchor in pages[f"timeline/{period}/index.md"]


def test_making_them_costs_their_number(publication: Publication) -> None:
    def seconds(count: int) -> float:
        large = crowded(publication, count)
        begin = process_time()
        made(large)
        return process_time() - begin

    seconds(200)
    assert seconds(8_000) < 30 * max(seconds(1_000), 0.1)


def test_a_download_that_leaves_out_dates_in_texts_says_so(publication: Publication) -> None:
    few = html.fromstring(made(publication)["timeline/index.md"].split("---\n")[2])
    many = html.fromstring(made(crowded(publication, 2_100))["timeline/index.md"].split("---\n")[2])
    called = [
        [link.text_content() for link in page.xpath("//a[@download]")] for page in (few, many)
    ]
    only = "documents and events only"
    assert called == [
        ["JSON", "CSV", "Calendar", "TimelineJS"],
        ["JSON", "CSV", f"Calendar ({only})", f"TimelineJS ({only})"],
    ]
