"""Days written in the Julian calendar and in ours: `12/24 May 1891`, `30 April/12 May 1891`."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR = 1582
LAST_YEAR = 1950
"""Later, only churches count by the Julian calendar."""


def days_between(year: int) -> int:
    """The number of days that our calendar is ahead of the Julian one in a year."""
    return year // 100 - year // 400 - 2


def is_old_style(number: int, day: date) -> bool:
    """Whether the number is that of the same day in the Julian calendar."""
    if not FIRST_YEAR < day.year < LAST_YEAR:
        return False
    # The distance grows at the end of February in a year such as 1800.
    apart = {days_between(day.year), days_between(day.year - 1)}
    return any((day - timedelta(days)).day == number for days in apart)
