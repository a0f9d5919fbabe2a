"""A register entry as a row of a table for spreadsheets.

Lists too long for a cell are complete in the JSON.
"""

from __future__ import annotations

from collections.abc import Iterator

from builders.exports.json_and_csv import SEPARATOR, Cell, one_cell
from builders.exports.registers.records import CHINESE, PINYIN, Record
from builders.model.entity import Entity, Organization, Person, Place, Term

LABELS = ("label", "label_zh", "pinyin", "names")
EDITORIAL = ("description", "inference", "same_as", "see_also")
MENTIONS = ("mentions", "sources", "passages", "url")
COLUMNS = {
    "people": (
        "id",
        "kind",
        *LABELS,
        "role",
        "born",
        "died",
        "period",
        "member_of",
        *EDITORIAL,
        *MENTIONS,
    ),
    "organizations": (
        "id",
        "kind",
        *LABELS,
        "period",
        "part_of",
        "succeeded_by",
        "place",
        *EDITORIAL,
        *MENTIONS,
    ),
    "places": (
        "id",
        "kind",
        *LABELS,
        "type",
        "latitude",
        "longitude",
        "lies_in",
        "geonames",
        *EDITORIAL,
        *MENTIONS,
    ),
    "terms": ("id", "kind", *LABELS, "expansion", "broader", *EDITORIAL, *MENTIONS),
    "works": ("id", "kind", "names", *MENTIONS),
}


def cells(record: Record) -> Iterator[Cell]:
    """The cells of an entry, in the order of its register's columns."""
    found = _cells(record)
    return (found[column] for column in COLUMNS[record.register])


def _cells(record: Record) -> dict[str, Cell]:
    relations = {name: SEPARATOR.join(ids) for name, ids in record.relations.items()}
    known = ("member_of", "part_of", "succeeded_by", "place", "lies_in", "broader", "see_also")
    entry = record.entry
    return {
        "id": record.id,
        "kind": record.kind,
        "label": record.label,
        "label_zh": record.labels.get(CHINESE),
        "pinyin": record.labels.get(PINYIN),
        "names": SEPARATOR.join(dict.fromkeys(name.text for name in record.names)),
        "description": record.description,
        "inference": entry.inference if isinstance(entry, Entity) else None,
        "same_as": SEPARATOR.join(record.same_as),
        "mentions": record.mentions,
        "sources": one_cell(record.mentioned_in),
        "passages": one_cell(
            f"{source}#{paragraph}"
            for source, paragraphs in record.mentioned_in.items()
            for paragraph in paragraphs
        ),
        "url": record.url,
        **{name: relations.get(name) for name in known},
        **_own(entry),
    }


def _own(entry: object) -> dict[str, Cell]:
    """The columns that only some registers have."""
    match entry:
        case Person():
            return {
                "role": entry.role,
                "born": entry.born,
                "died": entry.died,
                "period": entry.period,
            }
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
