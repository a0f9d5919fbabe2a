"""Dates and times as newspapers and web pages print them."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from builders.dates.months import lowered

MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_YEAR = r"(?:1[6-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_WEEKDAY = r"(?:(?<![^\W\d_])(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,?\s{1,2})?"
_OFFSETS = {
    "GMT": "Z",
    "UTC": "Z",
    "BST": "+01:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "IST": "+05:30",
    "ICT": "+07:00",
    "BEIJING TIME": "+08:00",
    "BJT": "+08:00",
    "HKT": "+08:00",
    "SGT": "+08:00",
    "JST": "+09:00",
    "EDT": "-04:00",
    "EST": "-05:00",
    "PDT": "-07:00",
    "PST": "-08:00",
}
"""The offsets of time zones whose abbreviation has one meaning in newspapers; CST has two."""
_ZONE = (
    r"\(?(?:(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d\d)?"
    rf"|(?:{'|'.join(sorted(_OFFSETS, reverse=True))}|CST|UK|ET|PT)(?![A-Za-z]))\)?"
)
_CLOCK = (
    r"(?<!\d)(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?|\.[0-5]\d(?=\s?(?:[APap]\.?[Mm]\b|GMT|BST)))"
    rf"(?:\s?[APap]\.?[Mm](?:\b|\.))?(?:\s?{_ZONE})?(?:\s?\+\d\d:?\d\d)?"
)
MOMENT_RE = re.compile(
    rf"(?:(?P<before>{_CLOCK})[,\s|]{{1,4}})?{_WEEKDAY}"
    r"(?:"
    rf"(?<!\d)(?P<year_1>{_YEAR})(?P<dash>[-/.])(?P<month_1>1[0-2]|0?[1-9])(?P=dash)(?P<day_1>{_DAY})(?!\d)"
    rf"|(?P<year_2>{_YEAR})\s?年\s?(?P<month_2>1[0-2]|0?[1-9])\s?月\s?(?P<day_2>{_DAY})\s?日"
    rf"|\b(?P<month_3>{MONTH})\.?\s?(?P<day_3>{_DAY})(?:st|nd|rd|th)?\s?,?\s{{0,2}}(?P<year_3>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<day_4>{_DAY})(?:st|nd|rd|th)?[\s-](?P<month_4>{MONTH})\.?,?[\s-]{{1,2}}(?P<year_4>{_YEAR})(?!\d)"
    rf"|(?<![\d/])(?P<first>{_DAY})(?P<stroke>[/.-])(?P<second>{_DAY})(?P=stroke)(?P<year_5>{_YEAR})(?![\d/])"
    r")"
    rf"(?:(?:\s?[,|T–-]?\s{{0,3}}(?:at\s)?)(?P<after>{_CLOCK})(?:\s(?P<again>{_CLOCK}))?)?",
    re.IGNORECASE,
)
"""`09:43, January 15, 2012`, `2015-12-05 08:03`, `Monday, 26 March, 2001, 14:58 GMT 15:58 UK`."""

ISSUE_RE = re.compile(
    r"\b(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY(?: (?:MORNING|AFTERNOON|EVENING|NIGHT))?[ ,.;:—–-]{1,4}"
    rf"(?:{'|'.join(name.upper() for name in MONTHS)})[A-Z]{{0,6}}\.? {_DAY},? ?{_YEAR}(?!\d)"
)
"""`TULSA, OKLAHOMA, FRIDAY EVENING, MAY 26, 1916.`: the line under a newspaper's title."""

_CLOCK_PARTS_RE = re.compile(r"(\d{1,2})[:.](\d\d)(?::\d\d)?\s?([APap])?")
_ZONE_NAME_RE = re.compile("|".join(sorted(_OFFSETS, reverse=True)), re.IGNORECASE)
_OFFSET_RE = re.compile(r"(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?\)?$")
_NOON = 12
_LAST_MONTH = 12


class Moment(NamedTuple):
    """A day, with the time of day where one is printed, at [start, end) of a text."""

    start: int
    end: int
    date: str
    """The day in EDTF."""
    time: str | None
    """`14:58Z`; without an offset where no zone is printed, or one that leaves the offset open."""

    @property
    def iso(self) -> str:
        """The moment in ISO 8601, to the minute where the time is known."""
        return f"{self.date}T{self.time}" if self.time else self.date


def moments(text: str, *, day_first: bool = False) -> tuple[Moment, ...]:
    """Every full date in the text.

    Args:
        text: what to look through.
        day_first: whether `05/12/2015` is 5 December; Chinese newspapers mean 12 May.
    """
    found = []
    for match in MOMENT_RE.finditer(text):
        day = _day(match, day_first=day_first)
        if day:
            clock = match["after"] or match["before"]
            found.append(Moment(*match.span(), day, _time(clock) if clock else None))
    return tuple(found)


def _day(match: re.Match[str], *, day_first: bool) -> str | None:
    for form in "1234":
        if match[f"year_{form}"]:
            month = match[f"month_{form}"]
            number = int(month) if month.isdigit() else month_number(month)
            return edtf_day(int(match[f"year_{form}"]), number, int(match[f"day_{form}"]))
    first, second = int(match["first"]), int(match["second"])
    # Dates with full stops have the day first: `08.04.2015`.
    day_first = day_first or match["stroke"] == "."
    if first > _LAST_MONTH or (day_first and second <= _LAST_MONTH):
        first, second = second, first
    return edtf_day(int(match["year_5"]), first, second)


def month_number(name: str) -> int:
    """The number of a month by its English name, in full or abbreviated, in any case."""
    return MONTHS[lowered(name[:3])]


def edtf_day(year: int, month: int, day: int) -> str | None:
    """The day in EDTF, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _time(clock: str) -> str | None:
    parts = _CLOCK_PARTS_RE.match(clock)
    if parts is None:
        return None
    hour = int(parts[1])
    if parts[3] and hour <= _NOON:
        hour = hour % _NOON + (_NOON if parts[3] in "Pp" else 0)
    shift = _OFFSET_RE.search(clock)
    name = _ZONE_NAME_RE.search(clock)
    if shift:
        zone = f"{shift['sign']}{int(shift['hours']):02}:{shift['minutes'] or '00'}"
    else:
        zone = _OFFSETS[lowered(name[0]).upper()] if name else ""
    return f"{hour:02}:{parts[2]}{zone}"
