"""The pictures of the timeline, its list, and the timelines of sources and entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html  # type: ignore[import-untyped]  # ships no types

from builders.build import render
from builders.inputs.yaml_texts import parse_yaml
from builders.interface.catalogue import catalogue
from builders.model.lane import ONE_LANE, Category, EventLane
from builders.model.publication import Publication
from builders.model.timeline import Layer
from builders.pages import addresses
from builders.pages.timeline.density import density
from builders.pages.timeline.drawing import Scale, scale_of, ticks
from builders.pages.timeline.excerpts import (
    MOST_LISTED,
    MOST_OTHERS,
    MOST_REPORTED,
    SourceTimelines,
    timeline_of,
)
from builders.pages.timeline.lanes import Lanes, count_of
from builders.pages.timeline.marks import (
    CUT,
    MOST_LINES,
    Form,
    Line,
    lines_of,
    place_in_rows,
    reach,
    shapes,
    width_of,
)
from builders.pages.timeline.neighbours import TimeIndex, side_of
from builders.pages.timeline.page import description
from builders.pages.timeline.rows import Row, Rows
from builders.pages.timeline.tall_drawing import MOST_ROWS, MOST_UNMERGED, draw_tall
from builders.pages.timeline.wide_drawing import ROW, WIDE, draw_wide
from builders.timeline.lanes import MOST_LANES
from builders.timeline.order import arranged, without_folded
from builders.understand import understand
from tests.conftest import PROJECT
from tests.timeline.lanes import EDITION, PLAIN
from tests.timeline.lines import LINES, WIDTHS, whole_of
from tests.timeline.test_timeline import edtf, item

COUNTS = parse_yaml((PROJECT / "tests/fixtures/timeline/counts.yml").read_text()).value
"""Labels for several things together, in both languages; the script is tested with them too."""
LABEL_WIDTH = 224
"""Width for labels in the picture on a phone."""

SCALE = Scale(date(1980, 1, 1), date(2021, 1, 1), 0, 1000)


@pytest.fixture(scope="module")
def publication() -> Publication:
    return understand(PROJECT).publication


def shape_classes(text: str) -> list[str]:
    """The CSS classes of the shapes that draw a date, with `fade` for translucent ones."""
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
def test_shapes_show_the_precision_of_a_date(text: str, marks: list[str]) -> None:
    assert shape_classes(text) == marks


@given(edtf)
def test_every_date_can_be_drawn(text: str) -> None:
    made = shapes(item(text), Line(SCALE.at, 0.0, 0.0, 1000.0))
    first, last = reach(made)
    assert first <= last
    one = item(text)
    if (one.lower is None) != (one.upper is None) and len(one.extents) == 1:
        assert "hd" in {shape.css for shape in made}


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(1, 200)), max_size=60))
def test_items_in_a_row_do_not_touch(sizes: list[tuple[float, float]]) -> None:
    spans = [(first, first + width) for first, width in sizes]
    rows: dict[int, list[tuple[float, float]]] = {}
    for span, place in zip(spans, place_in_rows([Form(*one)] for one in spans), strict=True):
        if place is not None:
            assert all(span[1] < a or b < span[0] for a, b in rows.get(place[0], ()))
            rows.setdefault(place[0], []).append(span)


def test_the_editions_picture_has_room_for_every_label(publication: Publication) -> None:
    items = without_folded(publication.timeline.items)
    picture = draw_wide(items, {}, EDITION)
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


def test_every_event_has_a_lane() -> None:
    """This includes an event whose category no lane has, and one without a category."""
    fight = EventLane(
        id="fight", name="Fights", categories=(Category(id="battle", name="Battles"),)
    )
    rest = EventLane(id="rest", name="All the rest of what there is to be told")
    for lanes, category, key in (
        ((fight, rest), "battle", "e1"),
        ((fight, rest), "", "e2"),
        ((rest, fight), "", "e1"),
        ((rest, fight), "birth", "e2"),
        (ONE_LANE, "", "e1"),
    ):
        assert Lanes(lanes).of(Layer.EVENT, category).key == key
    items = [replace(item(f"20{k}", f"e{k}"), category="battle" * (k % 2)) for k in range(10, 19)]
    drawn = draw_wide(items, {}, Lanes((rest, fight))).lanes
    assert [(lane.key, lane.lines, len(lane.marks)) for lane in drawn] == [
        ("e1", ("All the rest of what", "there is to be told"), 5),
        ("e2", ("Fights",), 4),
    ]


def test_each_lane_can_be_hidden_without_a_script() -> None:
    css = (PROJECT / "site_src/assets/css/timeline.css").read_text()
    for key in ("doc", *(f"e{k}" for k in range(1, MOST_LANES + 1)), "text"):
        assert f".mu-time:has(#f-{key}:not(:checked)) :is(.lane-{key}, .it-{key})" in css


def test_on_a_phone_each_item_has_a_row_and_time_runs_down(publication: Publication) -> None:
    items = without_folded(publication.timeline.items)
    picture = draw_tall(items, {}, EDITION)
    tops = [mark.hit[1] for _, mark in picture.marks]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(items)


def test_drawing_takes_linear_time() -> None:
    def seconds(count: int) -> float:
        first = date(1900, 1, 1)
        many = [item((first + timedelta(days=4 * k)).isoformat(), f"e{k}", Layer.TEXT) for k in range(count)]  # fmt: skip
        begin = process_time()
        draw_wide(many, {}, PLAIN)
        draw_tall(many, {}, PLAIN)
        density(many)
        return process_time() - begin

    seconds(100)
    assert seconds(10_000) < 40 * max(seconds(1_000), 0.01)


def test_every_entry_is_in_the_list_with_its_passages(publication: Publication) -> None:
    files = {one.uri: one.data for one in render(PROJECT, understand(PROJECT))}
    page = html.fromstring(files["timeline/index.md"].decode().split("---", 2)[2])
    listed = page.xpath("//ol[contains(@class, 'mu-tlist')]/li")
    items = without_folded(publication.timeline.items)
    assert [one.get("id") for one in listed] == [one.id for one in items]
    for row, one in zip(listed, items, strict=True):
        assert row.get("class") == f"it-{EDITION.of(one.layer, one.category).key}"
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


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (2007, 2007, ["2007", "2008"]),
        (2007, 2008, ["2007", "2008", "2009"]),
        (2007, 2009, ["2007", "2008", "2009"]),
        (1980, 2020, [str(year) for year in range(1980, 2021, 5)]),
        (9999, 9999, ["9999"]),
    ],
)
def test_axis_labels_suit_the_length_of_time(first: int, last: int, labels: list[str]) -> None:
    scale = scale_of(first, last, 0, 100)
    made = ticks(scale, first, last, 9)
    assert [tick.label for tick in made if tick.label] == labels
    assert [tick.at for tick in made] == sorted(tick.at for tick in made)
    assert made[0].at == 0
    if last - first < 2:
        assert len(made) >= 4 * (last - first + 1)


def test_the_picture_for_a_phone_has_bounded_length() -> None:
    first = date(1950, 1, 1)
    many = [item((first + timedelta(days=3 * k)).isoformat(), f"e{k:05}") for k in range(8_000)]
    picture = draw_tall(many, {}, PLAIN)
    assert len(picture.marks) <= MOST_ROWS
    assert sum(mark.count for _, mark in picture.marks) == len(many)
    assert {mark.label for _, mark in picture.marks} >= {"events, 1950", "events, 2014"}


def test_only_months_with_many_items_merge_them_into_one_row() -> None:
    months = {"1950-01": MOST_ROWS, "1960-01": MOST_UNMERGED, "1970-01": MOST_UNMERGED + 1}
    many = [
        item(f"{month}-{k % 28 + 1:02}", f"e{month}-{k:03}")
        for month, count in months.items()
        for k in range(count)
    ]
    marks = [mark for _, mark in draw_tall(many, {}, PLAIN).marks]
    assert [mark.count for mark in marks] == [MOST_ROWS, *[1] * MOST_UNMERGED, MOST_UNMERGED + 1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_label_fits_the_width_of_a_phone(language: str) -> None:
    title = {"en": "a word of many " * 20, "zh": "二月二十日來函詢及本埠出洋華工之事" * 10}[
        language
    ]
    ((_, mark),) = draw_tall([replace(item("2006"), title=title)], {}, PLAIN).marks
    for line in (mark.label, *mark.further):
        assert LABEL_WIDTH - 60 < width_of(line) <= LABEL_WIDTH + width_of(CUT)
    assert len(mark.further) == MOST_LINES - 1
    assert mark.further[-1].endswith(CUT.strip())


@pytest.mark.parametrize("lines", LINES, ids=" ".join)
def test_a_title_is_broken_between_words_into_lines(lines: list[str]) -> None:
    assert list(lines_of(whole_of(lines), *WIDTHS)) == lines


def test_a_title_of_brackets_only_is_broken_too() -> None:
    assert lines_of("（" * 18, *WIDTHS) == ("（" * 12, "（" * 6)


@pytest.mark.parametrize("status", ["happened", "reported", "planned"])
def test_the_label_of_an_event_ends_with_its_status(status: str) -> None:
    """A disc alone would suggest that a planned event took place."""
    one = replace(item("2006-05"), status=status)
    caveat = "" if status == "happened" else status
    ((across,),) = (lane.marks for lane in draw_wide([one], {}, PLAIN).lanes)
    ((_, down),) = draw_tall([one], {}, PLAIN).marks
    assert (across.caveat, down.caveat) == (caveat, caveat)
    plain = draw_wide([replace(one, status="happened")], {}, PLAIN).lanes[0].marks[0]
    wider = width_of(f", {caveat}") if caveat else 0
    assert across.hit[2] == pytest.approx(plain.hit[2] + wider, abs=0.2)


@pytest.mark.parametrize(
    ("title", "lines"),
    [("It", ("到" * 18 + "…",)), ("A word of many " * 4, ("到" * 18, "到" * 12))],
)
def test_a_chinese_label_has_as_many_lines_as_its_row(title: str, lines: tuple[str, ...]) -> None:
    ((_, mark),) = draw_tall(
        [replace(item("2006"), title=title, title_zh="到" * 30)], {}, PLAIN
    ).marks
    assert mark.chinese == lines


def test_a_chinese_label_on_a_wide_page_is_cut_at_the_width_of_the_english_one() -> None:
    one = replace(item("2006"), title="A word of many", title_zh="到" * 30)
    ((mark,),) = (lane.marks for lane in draw_wide([one], {}, PLAIN).lanes)
    (chinese,) = mark.chinese
    assert chinese.endswith("到…")
    assert width_of(mark.label) - 12 < width_of(chinese) < width_of(mark.label) + 12


def test_a_row_of_two_lines_is_higher() -> None:
    items = [replace(item(f"200{k}", f"e{k}"), title="A word " * (3 + 4 * k)) for k in range(3)]
    marks = [mark for _, mark in draw_tall(items, {}, PLAIN).marks]
    assert [bool(mark.further) for mark in marks] == [False, True, True]
    assert [mark.hit[3] for mark in marks] == [24, 36, 36]
    tops = [mark.hit[1] for mark in marks]
    assert tops[2] - tops[1] == tops[1] - tops[0] + 12


@pytest.mark.parametrize(("categories", "height"), [(("law", "meeting"), 36), (("law", "law"), 24)])
def test_on_a_phone_events_name_their_lane_if_there_are_several(
    categories: tuple[str, str], height: int
) -> None:
    one, other = (replace(item("2006", f"e{k}"), category=of) for k, of in enumerate(categories))
    marks = draw_tall([one, other], {}, EDITION).marks
    assert [lane.name for lane, _ in marks if lane] == [
        EDITION.of(Layer.EVENT, category).name for category in categories
    ]
    assert [mark.hit[3] for _, mark in marks] == [height, height]
    assert {mark.names_lane for _, mark in marks} == {height > 24}


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({Layer.EVENT: "1921/1930"}, "Events, 1921 to 1930."),
        ({Layer.DOCUMENT: "1921", Layer.TEXT: "1921-05"}, "Documents and dates, 1921."),
        (
            {Layer.DOCUMENT: "1921", Layer.EVENT: "1930", Layer.TEXT: "1925"},
            "Documents, events and dates, 1921 to 1930.",
        ),
    ],
)
def test_the_description_of_the_page_names_what_it_has(dates: dict[Layer, str], said: str) -> None:
    items = [replace(item(when), layer=layer) for layer, when in dates.items()]
    assert description(items) == said
    assert "，" in str(catalogue("zh").label(said))


@pytest.mark.parametrize("told", COUNTS, ids=lambda told: " ".join(told["dates"]))
def test_the_label_of_several_items_together(told: dict[str, list[str]]) -> None:
    group = [item(edtf, f"e{k}") for k, edtf in enumerate(told["dates"])]
    when, chinese = told["told"]
    is_open = when.startswith(("since", "until"))
    assert count_of(group) == f"events{'' if is_open else ','} {when}"
    assert catalogue("zh").label(count_of(group)) == f"个事件，{chinese}"


@given(st.lists(edtf, max_size=30), edtf)
def test_a_document_is_surrounded_by_the_items_nearest_in_time(texts: list[str], own: str) -> None:
    document = item(own, "own", Layer.DOCUMENT)
    others = [item(text, f"e{k}") for k, text in enumerate(texts)]
    around = TimeIndex(arranged([document, *others]).items).of(document, 3)
    for name, seen in (
        ("before", around.before),
        ("during", around.during),
        ("after", around.after),
    ):
        there = [one for one in others if side_of(one, document) == name]
        assert seen.count == len(there)
        assert {one.id for one in seen.nearest} <= {one.id for one in there}
        assert len(seen.nearest) == min(3, len(there))
    ends = sorted(one.upper for one in others if side_of(one, document) == "before" and one.upper)
    assert sorted(one.upper for one in around.before.nearest if one.upper) == ends[-3:]


def test_a_source_shows_items_before_during_and_after_it(publication: Publication) -> None:
    entry = next(one for one in publication.entries if one.id == "09CHENGDU165")
    then = SourceTimelines(publication).of(entry)
    assert then is not None
    before, during, after = then.sides
    assert all((one.item.upper or date.max) < date(2009, 8, 25) for one in before.moments)
    assert all((one.item.lower or date.min) > date(2009, 8, 25) for one in after.moments)
    assert 0 < len(during.moments) <= MOST_OTHERS + MOST_REPORTED
    assert before.href == "../../timeline/?to=2009-08-25"
    assert after.href == "../../timeline/?from=2009-08-25"
    assert then.own.datetime == "2009-08-25"
    assert then.picture is not None
    assert then.picture.now is not None
    assert then.picture.now[0] == then.picture.now[1]
    (meeting,) = [one for one in before.moments if one.item.id == "event-meeting-li-yi-2009"]
    assert meeting.here[0] == ("¶3", "#p3")
    assert meeting.href == "../../timeline/#event-meeting-li-yi-2009"
    listed = {mark.item.id for lane in then.picture.lanes for mark in lane.marks}
    assert listed <= then.listed


def test_the_paragraphs_of_an_event_ascend(publication: Publication) -> None:
    times = SourceTimelines(publication)
    several = 0
    for entry in publication.entries:
        blocks = [block.id for block in entry.document.blocks]
        then = times.of(entry)
        for side in then.sides if then else ():
            for moment in side.moments:
                places = [blocks.index(href[1:]) for _, href in moment.here]
                assert places == sorted(places), (entry.id, moment.item.id)
                several += len(places) > 1
    assert several


def test_a_document_that_covers_half_a_year_is_marked_over_that_length(
    publication: Publication,
) -> None:
    times = SourceTimelines(publication)
    long = [e for e in publication.entries if e.date and "/" in e.date]
    assert long
    for entry in long:
        then = times.of(entry)
        assert then
        assert then.picture
        assert then.picture.now
        assert then.picture.now[1] - then.picture.now[0] > 5


def test_an_entry_has_the_items_that_concern_it(publication: Publication) -> None:
    part = timeline_of(publication, "lei-yulan", "people/lei-yulan/index.md")
    assert [row.item.id for row in part.rows if row.item.layer is Layer.EVENT] == [
        "event-guangdong-station-campaign-2006",
        "event-guangdong-division-of-work-2012",
    ]
    assert part.rows[-1].href == "../../timeline/#event-guangdong-division-of-work-2012"
    assert not timeline_of(publication, "nobody").rows


@pytest.mark.parametrize("register", ["people", "organizations", "places", "terms"])
def test_entries_of_a_register_can_share_rows(register: str, publication: Publication) -> None:
    said = attrgetter(*Row.__slots__)
    uris = {one: addresses.entity(register, one) for one in publication.registers.entries_of(register)}  # fmt: skip
    rows = Rows(publication, next(iter(uris.values())))
    for identifier, uri in uris.items():
        own = timeline_of(publication, identifier, uri)
        shared = timeline_of(publication, identifier, uri, rows)
        assert list(map(said, shared.rows)) == list(map(said, own.rows))


def test_an_entry_with_very_many_items_lists_all_events_first(publication: Publication) -> None:
    texts = [replace(item(f"19{k:02}", f"t{k}", Layer.TEXT), entities=("lin",)) for k in range(90)]  # fmt: skip
    events = [replace(item("1950", f"e{k}"), category="case", entities=("lin",)) for k in range(9)]
    crowded = replace(publication, timeline=arranged([*texts, *events]))
    part = timeline_of(crowded, "lin", "places/lin/index.md")
    assert (len(part.rows), part.count) == (MOST_LISTED, 99)
    assert {row.item.id for row in part.rows} >= {event.id for event in events}
    assert part.href == "../../timeline/?entity=lin"
    assert part.picture is not None
    assert sum(m.count for lane in part.picture.lanes for m in lane.marks) + sum(
        lane.more for lane in part.picture.lanes
    ) == len([*texts, *events])
