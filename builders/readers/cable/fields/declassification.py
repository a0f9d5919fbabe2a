"""The date on which a telegram was to be declassified, from its line of the executive order."""

from __future__ import annotations

import re
from datetime import date

from builders.readers.cable.fields.plain import plain

_DECL_RE = re.compile(r"\bDECL(?:AS)?(?:SIFY)?(?:[ \t]+ON)?[ \t]*[:.;]?[ \t]*", re.IGNORECASE)
_NUMERIC_RE = re.compile(r"(\d{1,4})[ \t]?[/.-][ \t]?(\d{1,2})[ \t]?[/.-][ \t]?(\d{2,4})\b")
_NAMED_RE = re.compile(
    r"(?:(\d{1,2})[ \t]*)?([A-Z]{3})[A-Z]{0,6}\.?[ \t]*(?:(\d{1,2}),?[ \t]+)?(\d{4})\b",
    re.IGNORECASE,
)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_LONGEST_DATE = 40
_GREATEST_DAY = 31
_LATEST_YEAR_AFTER_2000 = 69


def declassify_on(text: str) -> str | None:
    """The day in ISO form, or None where no day is given (`DECL: OADR`, `1.6X1`, `N/A`)."""
    text = plain(text)
    for match in _DECL_RE.finditer(text):
        line_end = text.find("\n", match.end())
        stop = min(match.end() + _LONGEST_DATE, line_end if line_end >= 0 else len(text))
        found = _numeric(text, match.end(), stop) or _named(text, match.end(), stop)
        if found:
            return found
    return None


def _numeric(text: str, at: int, stop: int) -> str | None:
    match = _NUMERIC_RE.search(text, at, stop)
    if not match:
        return None
    first, second, third = (int(group) for group in match.groups())
    if first > _GREATEST_DAY:
        return _day(first, second, third)
    return _day(third, first, second) or _day(third, second, first)


def _named(text: str, at: int, stop: int) -> str | None:
    match = _NAMED_RE.search(text, at, stop)
    if not match or match[2].upper() not in MONTHS or not (match[1] or match[3]):
        return None
    return _day(int(match[4]), MONTHS.index(match[2].upper()) + 1, int(match[1] or match[3]))


def _day(year: int, month: int, day: int) -> str | None:
    if year < 100:  # noqa: PLR2004  # two digits; such days are later than the telegram
        year += 2000 if year <= _LATEST_YEAR_AFTER_2000 else 1900
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
