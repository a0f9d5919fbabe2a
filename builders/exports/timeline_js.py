"""The timeline in the JSON of TimelineJS3 (Knight Lab): `timeline/timelinejs.json`.

TimelineJS wants a first day of everything. Where there is none, the last stands for it, and
`display_date` says in words what is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from builders.exports.timeline_records import FOLDER, records
from builders.markup import escaped
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.model.timeline import TimelineItem

URI = f"{FOLDER}/timelinejs.json"
GROUPS = {"document": "Documents", "event": "Events", "text": "Dates in texts"}


def assets(publication: Publication) -> Iterator[Asset]:
    """The file."""
    shown = [item for item in publication.timeline.items if not item.folded]
    yield Asset(URI, as_timelinejs(publication, shown).encode())


def as_timelinejs(publication: Publication, items: Iterable[TimelineItem], file: str = URI) -> str:
    """A title and an event for each item, in their order."""
    items = tuple(items)
    made = [
        _event(item, record)
        for item, record in zip(items, records(publication, items, file), strict=True)
    ]
    title = {"text": {"headline": str(escaped(publication.settings.name))}}
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in made)
    return f'{{"title": {json.dumps(title, ensure_ascii=False)}, "events": [\n{lines}\n]}}\n'


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
