"""The registers as CSV (RFC 4180), for spreadsheets: one file a register, below `data/`.

The files begin with a byte-order mark. Without it Excel reads UTF-8 as the machine's old code
page and Chinese names are lost, while programs have the JSON. Several values in one cell are
set apart by ` | `.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from builders.exports.register_records import CHINESE, PINYIN, REGISTERS, Record, records
from builders.model.entity import Entity, Organization, Person, Place, Term
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.pages import addresses

ENCODING = "utf-8-sig"
BETWEEN = " | "
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula and would carry out."""

LABELS = ("label", "label_zh", "pinyin", "names")
EDITORIAL = ("description", "inference", "same_as", "see_also")
MENTIONS = ("mentions", "sources", "passages", "url")
COLUMNS = {
    "people": ("id", "kind", *LABELS, "role", "period", "member_of", *EDITORIAL, *MENTIONS),
    "organizations": (
        *("id", "kind", *LABELS, "period", "part_of", "succeeded_by", "place"),
        *(*EDITORIAL, *MENTIONS),
    ),
    "places": (
        *("id", "kind", *LABELS, "type", "latitude", "longitude", "lies_in", "geonames"),
        *(*EDITORIAL, *MENTIONS),
    ),
    "terms": ("id", "kind", *LABELS, "expansion", "broader", *EDITORIAL, *MENTIONS),
    "works": ("id", "kind", "names", *MENTIONS),
}

Cell = str | int | float | None


def assets(publication: Publication) -> Iterator[Asset]:
    """A file for each register."""
    for register in REGISTERS:
        uri = addresses.data(f"{register}.csv")
        columns = COLUMNS[register]
        table = io.StringIO(newline="")
        writer = csv.writer(table, lineterminator="\r\n")
        writer.writerow(columns)
        for record in records(publication, register, uri):
            cells = _cells(record)
            writer.writerow([_guarded(cells[column]) for column in columns])
        yield Asset(uri, table.getvalue().encode(ENCODING))


def _cells(record: Record) -> dict[str, Cell]:
    relations = {name: BETWEEN.join(ids) for name, ids in record.relations.items()}
    known = ("member_of", "part_of", "succeeded_by", "place", "lies_in", "broader", "see_also")
    entry = record.entry
    return {
        "id": record.id,
        "kind": record.kind,
        "label": record.label,
        "label_zh": record.labels.get(CHINESE),
        "pinyin": record.labels.get(PINYIN),
        "names": BETWEEN.join(dict.fromkeys(name.text for name in record.names)),
        "description": record.description,
        "inference": entry.inference if isinstance(entry, Entity) else None,
        "same_as": BETWEEN.join(record.same_as),
        "mentions": record.mentions,
        "sources": BETWEEN.join(dict.fromkeys(passage.source for passage in record.passages)),
        "passages": BETWEEN.join(
            f"{passage.source}#{passage.paragraph}" for passage in record.passages
        ),
        "url": record.url,
        **{name: relations.get(name) for name in known},
        **_own(entry),
    }


def _own(entry: object) -> dict[str, Cell]:
    """What only one register's entries have."""
    match entry:
        case Person():
            return {"role": entry.role, "period": entry.period}
        case Organization():
            return {"period": entry.period}
        case Place():
            return {
                "type": entry.type,
                "latitude": entry.latitude,
                "longitude": entry.longitude,
                "geonames": entry.geonames,
            }
        case Term():
            return {"expansion": entry.expansion}
        case _:
            return {}


def _guarded(cell: Cell) -> Cell:
    """The cell, so written that no spreadsheet carries it out; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA_BEGINS):
        return f"'{cell}"
    return cell
