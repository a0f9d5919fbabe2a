"""The timeline as a calendar (RFC 5545): `timeline/timeline.ics`.

A calendar can only express days. A date that is open at an end would become a wrong day, so such
items are left out, and the calendar's description says how many. A month, a year or a choice of
months becomes a tentative event on all its days, with the date in EDTF in its text.

The file is written line by line: a calendar library takes six times as long, which matters with
thousands of entries. The tests read the file with such a library.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from builders import dates
from builders.exports.timeline.records import FOLDER, Urls, dates_in_texts, for_display
from builders.markup import visible
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.model.timeline import TimelineItem

DISPLAYS = ()  # see `builders.model.page.Unit`
URI = f"{FOLDER}/timeline.ics"
PRODUCT = "-//Muniment//Timeline//EN"
DAY_LENGTH = 10
"""Characters of a date given to the day: `2007-02-14`."""
LINE_LIMIT = 75
"""Bytes of a line at most (section 3.1)."""
CONTINUATION_BITS = 0x80
"""The top two bits (`10`) of a continuation byte in UTF-8."""
STAMP = date(2000, 1, 1)
"""DTSTAMP of all entries if no document has a date: a constant, since a build reads no clock."""


def assets(publication: Publication) -> Iterator[Asset]:
    """The calendar."""
    items, left = for_display(filter(_is_closed, publication.timeline.items))
    yield Asset(URI, _calendar(publication, items, _count_open(publication.timeline.items), left))


def as_ics(publication: Publication, items: Iterable[TimelineItem]) -> bytes:
    """The calendar of those items that have a first and a last day."""
    items = tuple(items)
    return _calendar(publication, filter(_is_closed, items), _count_open(items), 0)


def _calendar(
    publication: Publication, closed: Iterable[TimelineItem], open_count: int, texts: int
) -> bytes:
    base, urls = publication.settings.url, Urls(publication, URI)
    name = _escaped(publication.settings.name)
    stamp = f"{_day(_stamp(publication))}T000000Z"
    left = [_open_entries(open_count)] if open_count else []
    left += [dates_in_texts(texts)] if texts else []
    written = io.BytesIO()
    _write(
        written,
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        *([f"DESCRIPTION:Without {' and '.join(left)}."] if left else []),
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
    )
    for item in closed:
        _write(written, *_event(item, urls.of(item), stamp, base))
    _write(written, "END:VCALENDAR")
    return written.getvalue()


def _write(written: io.BytesIO, *lines: str) -> None:
    for line in lines:
        written.write(_folded(line.encode()))
        written.write(b"\r\n")


def _is_closed(item: TimelineItem) -> bool:
    return item.lower is not None and item.upper is not None


def _count_open(items: Iterable[TimelineItem]) -> int:
    return sum(not _is_closed(item) for item in items)


def _open_entries(number: int) -> str:
    if number == 1:
        return "one entry that is open at an end"
    return f"{number} entries that are open at an end"


def _event(item: TimelineItem, url: str, stamp: str, base: str | None) -> tuple[str, ...]:
    quotes = [one.text for one in item.evidence if one.text]
    words = "\n\n".join((f"{dates.display(item.edtf)} (EDTF {item.edtf})", *quotes))
    return (
        "BEGIN:VEVENT",
        f"SUMMARY;LANGUAGE={item.language}:{_escaped(item.title)}",
        f"DTSTART;VALUE=DATE:{_day(item.lower or date.min)}",
        # DTEND is exclusive: the first day after the event.
        f"DTEND;VALUE=DATE:{_day(_day_after(item.upper))}",
        f"DTSTAMP:{stamp}",
        f"UID:{_escaped(item.id)}@{_host(base)}",
        f"CATEGORIES:{item.layer.value},{_escaped(item.category or 'none')}",
        f"DESCRIPTION:{_escaped(words)}",
        f"STATUS:{'CONFIRMED' if _is_exact(item) else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
        f"URL:{url}",
        "END:VEVENT",
    )


def _day(day: date) -> str:
    """A day in eight digits, years before 1000 included (unlike `strftime`)."""
    return day.isoformat().replace("-", "")


def _escaped(words: str) -> str:
    """A text value with its special characters escaped (section 3.3.11).

    Control characters, which it may not contain, are written as their pictures.
    """
    words = visible(words)
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r\n", r"\n").replace("\n", r"\n").replace("\r", r"\n")


def _folded(line: bytes) -> bytes:
    """The line folded into parts of less than 75 bytes; no character or escape is divided."""
    parts: list[bytes] = []
    start = 0
    while len(line) - start >= LINE_LIMIT:
        end = start + LINE_LIMIT - 1
        while line[end] & 0xC0 == CONTINUATION_BITS:
            end -= 1
        if line[end - 1] in b"\\^":
            end -= 1
        parts.append(line[start:end])
        start = end
    return b"\r\n ".join((*parts, line[start:])) if parts else line


def _is_exact(item: TimelineItem) -> bool:
    """Whether the item certainly covers all its days."""
    ends = item.edtf.split("/")
    return not item.one_of and not item.is_vague and all(len(end) == DAY_LENGTH for end in ends)


def _day_after(day: date | None) -> date:
    return date.max if day is None or day == date.max else day + timedelta(days=1)


def _stamp(publication: Publication) -> date:
    """The last day of the latest document, for reproducible builds in place of the current time."""
    last = [
        item.upper
        for item in publication.timeline.items
        if item.upper and item.id.startswith("document-")
    ]
    return max(last, default=STAMP)


def _host(base: str | None) -> str:
    return base.partition("://")[2].partition("/")[0] if base else "muniment"
