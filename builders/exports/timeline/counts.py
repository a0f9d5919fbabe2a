"""Counts of items by month or years, from which a large timeline is drawn as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from builders.pages.timeline.lanes import Lanes

DURATIONS = (("days", 32), ("months", 366))
"""Longest duration of items in a series, in days; the third, `years`, is longer or open."""
MONTH, YEAR, DECADE, CENTURY = 7, 4, 3, 2
"""Number of leading characters of an ISO date that identify its month, year, decade, century."""
OPEN = ".."
Record = Mapping[str, Any]
Counts = Counter[tuple[str, str, str]]
"""Counts of items by lane and first and last day (or year); an open end is `..`."""


def duration_of(record: Record) -> str:
    """The duration class of an item: `days`, `months` or `years`."""
    lower, upper = record.get("lower"), record.get("upper")
    if lower and upper:
        length = (date.fromisoformat(upper) - date.fromisoformat(lower)).days + 1
        for name, most in DURATIONS:
            if length <= most:
                return name
    return "years"


def days(record: Record) -> tuple[str, str]:
    """The first and last day of an item, with `..` for an open end."""
    return record.get("lower") or OPEN, record.get("upper") or OPEN


def lane_of(record: Record, lanes: Lanes) -> str:
    """The key of an item's lane."""
    return lanes.of(record["layer"], record.get("category", "")).key


def counts_by_cell(numbers: Counts, duration: str, most: int, finest: int) -> dict[str, Any]:
    """The counts by lane and cell of time, in the finest cells that are no more than `most`.

    A cell is a unit of time (`2006-01`, `2006`, `200X`, `20XX`), a range between two of them
    (`2002/2005`), or a range with an open end (`2002/..`).
    """
    is_brief = duration == DURATIONS[0][0]
    for letters in (MONTH, YEAR, DECADE, CENTURY):
        if letters > (finest if is_brief else YEAR):
            continue
        found: Counter[tuple[str, str]] = Counter()
        for (lane, lower, upper), number in numbers.items():
            first, last = cell_of(lower, letters), cell_of(upper, letters)
            found[lane, first if is_brief or first == last else f"{first}/{last}"] += number
        if len(found) <= most:
            break
    lanes: dict[str, dict[str, int]] = {}
    for (lane, cell), number in sorted(found.items()):
        lanes.setdefault(lane, {})[cell] = number
    return {"letters": letters, "numbers": lanes}


def cell_of(day: str, letters: int) -> str:
    """The month, year, decade or century of a day: its first `letters` characters (`199X`)."""
    return day if day == OPEN else day[:letters].ljust(YEAR, "X")
