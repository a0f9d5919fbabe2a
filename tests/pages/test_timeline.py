"""The timeline drawn: each date as what it is, no label on another; and its list."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html  # type: ignore[import-untyped]  # ships no types

from builders.build import render, understand
from builders.model.page import Page
from builders.model.publication import Publication
from builders.model.timeline import Layer
from builders.pages.timeline import shown, timeline_of, timeline_of_source
from builders.pages.timeline_drawing import ROW, Line, Scale, place_in_rows, reach, shapes
from builders.pages.timeline_pictures import WIDE, lane_of, tall, wide
from builders.templating import Renderer
from tests.conftest import PROJECT
from tests.test_timeline import edtf, item

SCALE = Scale(date(1980, 1, 1), date(2021, 1, 1), 0, 1000)


@pytest.fixture(scope="module")
def publication() -> Publication:
    return understand(PROJECT).publication


def drawn(text: str) -> list[str]:
    """The classes of the shapes of a date, and `fade` for those that are not quite there."""
    made = shapes(item(text), Line(SCALE.at, 0.0, 0.0, SCALE.at(date(2009, 8, 25))))
    return ["fade" if shape.opacity < 1 else shape.css for shape in made]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2007-02-14", ["pt"]),
        ("2006-05", ["pt"]),
        ("2002", ["bar", "cap", "cap"]),
        ("2009-02-25/2009-02-26", ["bar", "cap", "cap"]),
        ("1997~/1999~", ["bar", *["fade"] * 10]),
        ("198X", ["bar", *["fade"] * 10]),
        ("2011-08-23~/2011-08-29", ["bar", *["fade"] * 5, "cap"]),
        ("2002/..", ["ring", "bar", "hd"]),
        ("../2000", ["ring", "bar", "hd"]),
        ("[2009-05,2009-06]", ["ring", "dots", "ring"]),
        ("{2009-05,2009-11}", ["pt", "dots", "pt"]),
    ],
)
def test_a_date_is_drawn_as_what_it_is(text: str, marks: list[str]) -> None:
    assert drawn(text) == marks


@given(edtf)
def test_every_date_can_be_drawn(text: str) -> None:
    made = shapes(item(text), Line(SCALE.at, 0.0, 0.0, 1000.0))
    first, last = reach(made)
    assert first <= last
    one = item(text)
    if (one.lower is None) != (one.upper is None) and len(one.extents) == 1:
        assert "hd" in {shape.css for shape in made}


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(1, 200)), max_size=60))
def test_no_two_things_of_a_row_touch(sizes: list[tuple[float, float]]) -> None:
    spans = [(first, first + width) for first, width in sizes]
    rows: dict[int, list[tuple[float, float]]] = {}
    for span, place in zip(spans, place_in_rows([one] for one in spans), strict=True):
        if place is not None:
            assert all(span[1] < a or b < span[0] for a, b in rows.get(place[0], ()))
            rows.setdefault(place[0], []).append(span)


def test_the_editions_picture_has_room_for_every_label(publication: Publication) -> None:
    items = shown(publication.timeline.items)
    picture = wide(items, {})
    for lane in picture.lanes:
        taken: dict[float, list[tuple[float, float]]] = {}
        for mark in lane.marks:
            left, top, width, _ = mark.hit
            assert lane.top <= top
            assert top + ROW <= lane.top + lane.height + 2
            assert left >= 0
            assert left + width <= WIDE
            assert all(left + width <= a or b <= left for a, b in taken.get(top, ()))
            taken.setdefault(top, []).append((left, left + width))
    drawn_items = sum(mark.count for lane in picture.lanes for mark in lane.marks)
    assert drawn_items + sum(lane.more for lane in picture.lanes) == len(items)


def test_on_a_phone_each_has_a_row_and_time_runs_down(publication: Publication) -> None:
    items = shown(publication.timeline.items)
    picture = tall(items, {})
    tops = [mark.hit[1] for _, mark in picture.marks]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(items)


def test_ten_thousand_cost_their_number() -> None:
    def seconds(count: int) -> float:
        first = date(1900, 1, 1)
        many = [item((first + timedelta(days=4 * k)).isoformat(), f"e{k}", Layer.TEXT) for k in range(count)]  # fmt: skip
        begin = perf_counter()
        wide(many, {})
        tall(many, {})
        return perf_counter() - begin

    seconds(100)
    assert seconds(10_000) < 40 * max(seconds(1_000), 0.01)


def test_every_entry_is_in_the_list_with_its_passages(publication: Publication) -> None:
    files = {one.uri: one.data for one in render(PROJECT, understand(PROJECT)).files}
    page = html.fromstring(files["timeline/index.md"].decode().split("---", 2)[2])
    listed = page.xpath("//ol[contains(@class, 'mu-tlist')]/li")
    items = shown(publication.timeline.items)
    assert [one.get("id") for one in listed] == [one.id for one in items]
    for row, one in zip(listed, items, strict=True):
        assert row.get("class") == f"it-{lane_of(one).key}"
        assert row.xpath(".//time/@datetime") or row.xpath(".//data/@value") == [one.edtf]
    law = page.get_element_by_id("event-women-law-1992")
    assert "gives 1993" in law.text_content()
    links = law.xpath(".//a/@href")
    assert links.count("../sources/07guangzhou208/#p7") == 2
    assert "../works/prc-women-law-1992/" in links
    targets = {one[1:] for one in page.xpath("//svg//a/@href")}
    assert targets <= {one.id for one in items}
    years = [int(one) for one in page.xpath("//h3/text()")]
    assert years == sorted(set(years))


def test_a_source_sees_what_lay_before_during_and_after(publication: Publication) -> None:
    entry = next(one for one in publication.entries if one.id == "09CHENGDU165")
    part = timeline_of_source(publication, entry)
    assert {row.when for row in part.rows} <= {"before", "during", "after"}
    assert all((row.item.upper or date.max) < date(2009, 8, 25) for row in part.before)
    assert all((row.item.lower or date.min) > date(2009, 8, 25) for row in part.after)
    assert part.before
    assert part.after
    assert part.picture is not None
    assert part.picture.now is not None
    assert part.href == "../../timeline/"


def test_an_entry_gets_its_part(publication: Publication) -> None:
    part = timeline_of(publication, "lei-yulan", "people/lei-yulan/index.md")
    assert [row.item.id for row in part.rows if row.item.layer is Layer.EVENT] == [
        "event-guangdong-station-campaign-2006",
        "event-guangdong-division-of-work-2012",
    ]
    assert part.rows[-1].href == "../../timeline/#event-guangdong-division-of-work-2012"
    assert not timeline_of(publication, "nobody").rows


def test_the_partial_template_can_be_filled(publication: Publication, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    for path in (PROJECT / "site_src/templates").glob("*.html"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "only.html").write_text(
        '{% from "timeline-strip.html" import part %}<div>{{ part(timeline) }}</div>'
    )

    entry = publication.entries[0]
    page = Page(
        "a/index.md", "only.html", "A", {"timeline": timeline_of_source(publication, entry)}
    )
    text = Renderer(folder).render(page)
    assert "mu-tl-s" in text
    assert "Before it" in text
