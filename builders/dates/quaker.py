"""Days whose months are numbered, as the Society of Friends writes them: `4th mo. 12th, 1778`."""

from __future__ import annotations

import re
from datetime import date

FIRST_YEAR = 1752
"""Before, the year began in March in Britain and its colonies, and the first month was March."""
_TH = r"(?:st|n?d|rd|th)"
_MONTH = rf"(?:1[0-2]|0?[1-9])(?:{_TH}?\s?mo(?:\.|\b)|{_TH}\smonth\b)"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]){_TH}?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?!\d)"
PATTERN = (
    rf"(?<![\w.,/-])(?:(?P<month_1>{_MONTH}),?\s?(?P<day_1>{_DAY}),?\s(?P<year_1>{_YEAR})"
    rf"|(?P<day_2>{_DAY})\s(?:day\s)?(?:of\s)?(?:the\s)?(?P<month_2>{_MONTH}),?\s(?P<year_2>{_YEAR}))"
)
"""`7th mo. 3d 1812`, `12th of 4th mo. 1778`, `the 12th day of the 4th month, 1778`."""
_NUMBER_RE = re.compile(r"\d{1,2}")


def day(match: re.Match[str]) -> date | None:
    """The day of a match of `PATTERN`; None if the calendar has no such day, or may be another."""
    form = "1" if match["year_1"] else "2"
    year = int(match[f"year_{form}"])
    month, number = (_NUMBER_RE.match(match[f"{part}_{form}"]) for part in ("month", "day"))
    if year < FIRST_YEAR or month is None or number is None:
        return None
    try:
        return date(year, int(month[0]), int(number[0]))
    except ValueError:
        return None
