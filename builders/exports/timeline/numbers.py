"""How many things of a timeline lie in which month or years: what a picture of all is drawn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from builders.pages.timeline.lanes import Lanes

LASTS = (("days", 32), ("months", 366))
"""How long things of a series last at most, in days; those of the third last longer, or are open."""
MONTH, YEAR, DECADE, CENTURY = 7, 4, 3, 2
"""How many signs of a day say in which of these it lies."""
OPEN = ".."
Record = Mapping[str, Any]
Numbers = Counter[tuple[str, str, str]]
"""How many things by the lane, the first and the last day (or year); for an open end there is `..`."""


def lasts(record: Record) -> str:
    """How long it lasts: `days`, `months` or `years`."""
    lower, upper = record.get("lower"), record.get("upper")
    if lower and upper:
        length = (date.fromisoformat(upper) - date.fromisoformat(lower)).days + 1
        for name, most in LASTS:
            if length <= most:
                return name
    return "years"


def days(record: Record) -> tuple[str, str]:
    """The first and the last day of a thing; of an open end, `..`."""
    return record.get("lower") or OPEN, record.get("upper") or OPEN


def lane_of(record: Record, lanes: Lanes) -> str:
    """The key of its lane."""
    return lanes.of(record["layer"], record.get("category", "")).key


def told(numbers: Numbers, lasts: str, most: int, finest: int) -> dict[str, Any]:
    """How many things lie where, by lanes, as finely as there is room for.

    A place is a month or a year (`2006-01`, `2006`, `200X`, `20XX`), two with a stroke between
    them (`2002/2005`), or one and an open end (`2002/..`).
    """
    is_brief = lasts == LASTS[0][0]
    for letters in (MONTH, YEAR, DECADE, CENTURY):
        if letters > (finest if is_brief else YEAR):
            continue
        found: Counter[tuple[str, str]] = Counter()
        for (lane, lower, upper), number in numbers.items():
            first, last = cut(lower, letters), cut(upper, letters)
            found[lane, first if is_brief or first == last else f"{first}/{last}"] += number
        if len(found) <= most:
            break
    lanes: dict[str, dict[str, int]] = {}
    for (lane, cell), number in sorted(found.items()):
        lanes.setdefault(lane, {})[cell] = number
    return {"letters": letters, "numbers": lanes}


def cut(day: str, letters: int) -> str:
    """In which month, year, decade or century a day lies."""
    return day if day == OPEN else day[:letters].ljust(YEAR, "X")
