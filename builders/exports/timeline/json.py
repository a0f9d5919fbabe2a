"""The timeline as JSON (`timeline/timeline.json`) and the events alone (`data/events.json`).

A record of the timeline has exactly seven fields, on which programs can rely. Further data of
events are in `data/events.json`, and of all items in the CSV.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from builders.exports.json_and_csv import JsonList
from builders.exports.registers.records import CHINESE
from builders.exports.timeline.records import FOLDER, records
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.model.timeline import Layer, TimelineItem
from builders.pages import addresses

DISPLAYS = ()  # see `builders.model.page.Unit`
URI = f"{FOLDER}/timeline.json"
FIELDS = ("id", "title", "edtf", "lower", "upper", "layer", "evidence")
EVENTS_URI = addresses.data("events.json")
PREFIX = f"{Layer.EVENT.value}-"
"""Prefix of an event's id on the timeline, before its id in the register."""


def assets(publication: Publication) -> Iterator[Asset]:
    """Both files."""
    yield Asset(URI, as_json(publication, publication.timeline.items))
    events = JsonList()
    for record in _events(publication):
        events.add(_event(record, publication.settings.language))
    yield Asset(EVENTS_URI, events.finish())


def as_json(publication: Publication, items: Iterable[TimelineItem]) -> bytes:
    """The list of records, one for each item."""
    found = JsonList()
    for record in records(publication, items, URI):
        found.add({field: record[field] for field in FIELDS})
    return found.finish()


def _events(publication: Publication) -> Iterator[dict[str, Any]]:
    items = publication.timeline.items
    return records(publication, (one for one in items if one.layer is Layer.EVENT), EVENTS_URI)


def _event(record: dict[str, Any], language: str) -> dict[str, Any]:
    """The public record of an event, with the field names of the registers.

    Args:
        record: The item of the timeline.
        language: The language of the edition, in which editors write titles.
    """
    labels = {language: record["title"]}
    if record["title_zh"]:
        labels.setdefault(CHINESE, record["title_zh"])
    return {
        "id": record["id"].removeprefix(PREFIX),
        "former_ids": [former.removeprefix(PREFIX) for former in record["former"]],
        "kind": "event",
        "url": record["url"],
        "label": record["title"],
        "labels": labels,
        "date": record["edtf"],
        "lower": record["lower"],
        "upper": record["upper"],
        "category": record["category"] or None,
        "status": record["status"],
        "description": record["description"],
        "place": record["place"],
        "participants": [one for one in record["entities"] if one != record["place"]],
        "evidence": record["evidence"],
    }
