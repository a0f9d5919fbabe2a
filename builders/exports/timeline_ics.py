"""The timeline as a calendar (RFC 5545): `timeline/timeline.ics`.

A calendar knows days and nothing else. What is open at an end would come out as a day that it
isn't, so it is left out, and the calendar's description says how many are. A month, a year or
one of two months becomes all its days, tentative, with the date's own form in its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from builders import dates
from builders.exports.timeline_records import FOLDER, records
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.model.timeline import TimelineItem

URI = f"{FOLDER}/timeline.ics"
PRODUCT = "-//Muniment//Timeline//EN"
DAY_FORM = 10
"""Letters of a date given to the day: `2007-02-14`."""
STAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""When an entry was made: the same in every build where no document has a date."""


def assets(publication: Publication) -> Iterator[Asset]:
    """The calendar."""
    yield Asset(URI, as_ics(publication, publication.timeline.items))


def as_ics(publication: Publication, items: Iterable[TimelineItem], file: str = URI) -> bytes:
    """The calendar of all items that have a first and a last day."""
    items = tuple(items)
    closed = [item for item in items if item.lower and item.upper]
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", publication.settings.name)
    calendar.add("x-wr-calname", publication.settings.name)
    if len(items) > len(closed):
        left = len(items) - len(closed)
        calendar.add("description", f"Without {left} entries that are open at an end.")
    stamp = _stamp(publication)
    for item, record in zip(closed, records(publication, closed, file), strict=True):
        calendar.add_component(_event(item, record["url"], stamp, publication.settings.url))
    made: bytes = calendar.to_ical()
    return made


def _event(item: TimelineItem, url: str, stamp: datetime, base: str | None) -> Event:
    event = Event()
    event.add("uid", f"{item.id}@{_host(base)}")
    event.add("dtstamp", stamp)
    event.add("dtstart", item.lower)
    # The end is the first day that no longer belongs to it.
    event.add("dtend", _next(item.upper))
    event.add("summary", item.title, parameters={"LANGUAGE": item.language})
    quotes = [one.text for one in item.evidence if one.text]
    words = f"{dates.display(item.edtf)} (EDTF {item.edtf})"
    event.add("description", "\n\n".join((words, *quotes)))
    event.add("categories", [item.layer.value, item.category or "none"])
    event.add("status", "CONFIRMED" if _exact(item) else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    event.add("url", url)
    return event


def _exact(item: TimelineItem) -> bool:
    """Whether all its days are meant, and none of them is in doubt."""
    ends = item.edtf.split("/")
    return not item.one_of and not item.is_vague and all(len(end) == DAY_FORM for end in ends)


def _next(day: date | None) -> date:
    return date.max if day is None or day == date.max else day + timedelta(days=1)


def _stamp(publication: Publication) -> datetime:
    """The last day of the latest document: the same in every build of the same sources."""
    last = [
        item.upper
        for item in publication.timeline.items
        if item.upper and item.id.startswith("document-")
    ]
    return datetime.combine(max(last), time(), UTC) if last else STAMP


def _host(base: str | None) -> str:
    return base.partition("://")[2].partition("/")[0] if base else "muniment"
