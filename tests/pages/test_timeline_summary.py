"""The small drawing of the timeline on hand-written pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders.model.timeline import Layer, Support, TimelineItem
from builders.pages.timeline.summary import (
    BAR,
    LABEL,
    LEAST_COLUMNS,
    MOST_COLUMNS,
    MOST_LABELS,
    MOST_STACKED,
    STACK,
    Summary,
    summary,
    timeline_insertion,
)
from tests.publication import understood_publication
from tests.timeline.test_timeline import item

MOST_HEIGHT = 110
CAPTION = 21
LETTER = """\
Dear brother,

I write from the harbour.
"""


def document(date: str, name: str) -> TimelineItem:
    found = item(date, name, Layer.DOCUMENT)
    return replace(found, evidence=(Support(date, source=name),))


def drawn(*items: TimelineItem) -> Summary:
    return summary(items, "index.md", lambda source: f"sources/{source}/")


def test_each_document_has_a_disc_that_leads_to_it() -> None:
    one = drawn(document("1871-03", "a"), document("1871-05", "b"), item("1880", "war"))
    first, last = one.columns
    assert [disc.href for disc in first.discs] == ["sources/a/", "sources/b/"]
    assert first.discs[0].y > first.discs[1].y
    assert (first.when, first.documents, first.others, first.bar) == ("1871", 2, 0, 0)
    assert (last.when, last.discs, last.others, last.bar) == ("1880", (), 1, BAR)
    assert first.href == "timeline/?from=1871&to=1871"
    assert one.when == "1871/1880"


def test_very_many_documents_are_bars() -> None:
    one = drawn(*(document(f"19{k % 10:02}", f"a{k}") for k in range(10 * MOST_STACKED)))
    assert all(len(column.discs) == MOST_STACKED for column in one.columns)
    many = drawn(
        *(document(f"19{k % 10:02}", f"a{k}") for k in range(10 * MOST_STACKED)),
        document("1905", "further"),
    )
    assert not any(column.discs for column in many.columns)
    assert {column.document_bar for column in many.columns} == {
        STACK,
        round(STACK * (MOST_STACKED / (MOST_STACKED + 1)) ** 0.5, 1),
    }


@pytest.mark.parametrize(
    ("first", "last"), [(1871, 1871), (1, 3), (2000, 2009), (1849, 1949), (200, 2020), (2, 2020)]
)
def test_columns_and_labels_fit_a_phone(first: int, last: int) -> None:
    one = drawn(
        *(document(f"{first:04}", f"a{k}") for k in range(MOST_STACKED + 1)),
        item(f"{last:04}", "end"),
    )
    assert 100 / MOST_COLUMNS - 0.01 <= one.width <= 100 / LEAST_COLUMNS
    assert one.columns[0].left >= 0
    assert one.columns[-1].left + one.width <= 100.1
    assert 1 <= len(one.labels) <= MOST_LABELS + 1
    assert one.height + CAPTION <= MOST_HEIGHT + 1
    assert one.height == one.axis + LABEL


def test_events_alone_have_no_room_for_documents_above_them() -> None:
    assert drawn(item("1900", "one")).axis < STACK


@pytest.mark.parametrize("date", ["1871-03-02", ""])
def test_where_nothing_is_dated_nothing_is_drawn(tmp_path: Path, date: str) -> None:
    files = {"site_src/sources/letters/a.txt": LETTER}
    if date:
        files["site_src/sources/letters/a.yml"] = f"date: {date}\n"
    publication = understood_publication(tmp_path, files)
    found = timeline_insertion(publication, "index.md")["summary"]
    assert (found is not None) == bool(date)
    if found is not None:
        assert [disc.href for column in found.columns for disc in column.discs] == ["sources/a/"]
