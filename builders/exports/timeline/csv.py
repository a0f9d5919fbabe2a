"""The timeline as CSV (RFC 4180), for spreadsheets: `timeline/timeline.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from builders.exports.json_and_csv import FOR_SPREADSHEETS, PLAIN, Table, one_cell
from builders.exports.timeline.records import FOLDER, records
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.model.timeline import TimelineItem

DISPLAYS = ()  # see `builders.model.page.Unit`
URI = f"{FOLDER}/timeline.csv"
VALUES = (
    "id",
    "layer",
    "edtf",
    "lower",
    "upper",
    "words",
    "words_zh",
    "title",
    "title_zh",
    "category",
    "status",
    "place",
)
COLUMNS = (*VALUES, "entities", "passages", "works", "quotes", "url")


def assets(publication: Publication) -> Iterator[Asset]:
    """The table."""
    yield Asset(URI, as_csv(publication, publication.timeline.items, FOR_SPREADSHEETS))


def as_csv(publication: Publication, items: Iterable[TimelineItem], encoding: str = PLAIN) -> bytes:
    """The table, with a row for each item; several values in a cell are separated by ` | `."""
    table = Table(COLUMNS, encoding)
    for record in records(publication, items, URI):
        table.add(_cells(record))
    return table.finish()


def _cells(record: dict[str, Any]) -> Iterator[str]:
    yield from (record[column] or "" for column in VALUES)
    evidence = record["evidence"]
    yield one_cell(record["entities"])
    yield one_cell(
        f"{one['source']}#{one['paragraph']}" if one["paragraph"] else one["source"]
        for one in evidence
        if "source" in one
    )
    yield one_cell(
        f"{one['work']}, {one['locator']}" if one["locator"] else one["work"]
        for one in evidence
        if "work" in one
    )
    yield one_cell(one["quote"] for one in evidence if one.get("quote"))
    yield record["url"]
