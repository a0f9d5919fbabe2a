"""The timeline as CSV (RFC 4180), for spreadsheets: `timeline/timeline.csv`.

As the registers' tables it begins with a byte-order mark, and no cell begins as a formula does.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from builders.exports.timeline_records import FOLDER, records
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.model.timeline import TimelineItem

URI = f"{FOLDER}/timeline.csv"
ENCODING = "utf-8-sig"
BETWEEN = " | "
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula and would carry out."""
PLAIN = (
    *("id", "layer", "edtf", "lower", "upper", "words", "words_zh", "title", "title_zh"),
    *("category", "status", "place"),
)
COLUMNS = (*PLAIN, "entities", "passages", "works", "quotes", "url")


def assets(publication: Publication) -> Iterator[Asset]:
    """The table."""
    yield Asset(URI, as_csv(publication, publication.timeline.items).encode(ENCODING))


def as_csv(publication: Publication, items: Iterable[TimelineItem], file: str = URI) -> str:
    """A line for each item; several values in one cell are set apart by ` | `."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in records(publication, items, file):
        writer.writerow([_guarded(cell) for cell in _cells(record)])
    return table.getvalue()


def _cells(record: dict[str, Any]) -> Iterator[str]:
    yield from (record[column] or "" for column in PLAIN)
    evidence = record["evidence"]
    yield BETWEEN.join(record["entities"])
    yield BETWEEN.join(
        f"{one['source']}#{one['paragraph']}" if one["paragraph"] else one["source"]
        for one in evidence
        if "source" in one
    )
    yield BETWEEN.join(
        f"{one['work']}, {one['locator']}" if one["locator"] else one["work"]
        for one in evidence
        if "work" in one
    )
    yield BETWEEN.join(one["quote"] for one in evidence if one.get("quote"))
    yield record["url"]


def _guarded(cell: str) -> str:
    """The cell, so written that no spreadsheet carries it out."""
    return f"'{cell}" if cell.startswith(FORMULA_BEGINS) else cell
