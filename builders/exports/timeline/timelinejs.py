"""The timeline in the JSON of TimelineJS3 (Knight Lab): `timeline/timelinejs.json`.

TimelineJS requires a first day. Where it is unknown, the last day is given instead, and
`display_date` says in words what is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from builders.exports.json_and_csv import JsonList, as_json
from builders.exports.timeline.records import FOLDER, dates_in_texts, for_display, records
from builders.markup import escaped
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.model.timeline import TimelineItem
from builders.timeline.order import without_folded

DISPLAYS = ()  # see `builders.model.page.Unit`
URI = f"{FOLDER}/timelinejs.json"
GROUPS = {"document": "Documents", "event": "Events", "text": "Dates in texts"}


def assets(publication: Publication) -> Iterator[Asset]:
    """The file."""
    items, left = for_display(without_folded(publication.timeline.items))
    yield Asset(URI, as_timelinejs(publication, items, left))


def as_timelinejs(publication: Publication, items: Sequence[TimelineItem], left: int) -> bytes:
    """The JSON: a title slide, and an event for each item in order.

    Args:
        publication: The publication.
        items: Items to include.
        left: Number of dates in texts left out, which the title mentions.
    """
    text = {"headline": str(escaped(publication.settings.name))}
    if left:
        text["text"] = f"Without {dates_in_texts(left)}."
    made = JsonList(f'{{"title":{as_json({"text": text})},"events":', "}")
    for item, record in zip(items, records(publication, items, URI), strict=True):
        made.add(_event(item, record))
    return made.finish()


def _event(item: TimelineItem, record: dict[str, Any]) -> dict[str, Any]:
    first, last = item.lower or item.upper, item.upper
    made: dict[str, Any] = {
        "unique_id": item.id,
        "group": GROUPS[record["layer"]],
        "start_date": _date(first),
        "display_date": record["words"],
        "text": {
            "headline": f'<a href="{escaped(record["url"])}">{escaped(item.title)}</a>',
            "text": "".join(
                f"<blockquote>{escaped(one['quote'])}</blockquote>"
                for one in record["evidence"]
                if one.get("quote")
            ),
        },
    }
    if item.lower and last and last != item.lower:
        made["end_date"] = _date(last)
    return made


def _date(day: date | None) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day} if day else {}
