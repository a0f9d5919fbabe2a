"""A register entry as JSON: what its register says of it, and where it is mentioned."""

from __future__ import annotations

from typing import Any

from builders.exports.registers.records import Record
from builders.model.entity import Entity, Organization, Person, Place, Term


def as_record(record: Record) -> dict[str, Any]:
    """The public record of an entry; paragraphs are given by their addresses within the source."""
    entry = record.entry
    made: dict[str, Any] = {
        "id": record.id,
        "former_ids": list(record.former_ids),
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
    made["mentioned_in"] = record.mentioned_in
    return made


def _own(entry: Entity) -> dict[str, Any]:
    """The fields that only some registers have."""
    match entry:
        case Person():
            return {
                "is_role": entry.is_role,
                "role": entry.role,
                "born": entry.born,
                "died": entry.died,
                "period": entry.period,
            }
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
