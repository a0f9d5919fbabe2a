"""The registers as JSON: one list of records a register, and all of them in one file, below `data/`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from builders.exports.register_records import REGISTERS, Record, records
from builders.model.entity import Entity, Organization, Person, Place, Term
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.pages import addresses


def assets(publication: Publication) -> Iterator[Asset]:
    """A file for each register, and one with all of them by name."""
    whole: dict[str, list[dict[str, Any]]] = {}
    for register in REGISTERS:
        uri = addresses.data(f"{register}.json")
        whole[register] = [_as_json(record) for record in records(publication, register, uri)]
        yield Asset(uri, _bytes(whole[register]))
    yield Asset(addresses.data("registers.json"), _bytes(whole))


def _as_json(record: Record) -> dict[str, Any]:
    entry = record.entry
    made: dict[str, Any] = {
        "id": record.id,
        "kind": record.kind,
        "url": record.url,
        "label": record.label,
        "labels": record.labels,
        "names": [
            name.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            for name in record.names
        ],
    }
    if isinstance(entry, Entity):
        made |= {
            "description": record.description or None,
            "description_markdown": record.markdown or None,
            "inference": entry.inference,
            **_own(entry),
            "relations": {name: list(ids) for name, ids in record.relations.items()},
            "same_as": list(record.same_as),
        }
    made["mentions"] = record.mentions
    made["mentioned_in"] = [
        {
            "source": passage.source,
            "paragraph": passage.paragraph,
            "count": passage.count,
            "url": passage.url,
        }
        for passage in record.passages
    ]
    return made


def _own(entry: Entity) -> dict[str, Any]:
    """What only one register's entries have."""
    match entry:
        case Person():
            return {"is_role": entry.is_role, "role": entry.role, "period": entry.period}
        case Organization():
            return {"period": entry.period}
        case Place():
            known = entry.latitude is not None
            coordinates = {"latitude": entry.latitude, "longitude": entry.longitude}
            return {
                "type": entry.type,
                "coordinates": coordinates if known else None,
                "geonames": entry.geonames,
            }
        case Term():
            return {"expansion": entry.expansion}
        case _:
            return {}


def _bytes(found: list[dict[str, Any]] | dict[str, list[dict[str, Any]]]) -> bytes:
    return (json.dumps(found, ensure_ascii=False) + "\n").encode()
