"""Parts of EDTF dates: forms, thirds of a month, and marks that apply to one part of a date.

EDTF has no notation for `late May`; it is written as a set of days of which one is meant:
`[2009-05-21..2009-05-31]`. Chinese has the same thirds (上旬, 中旬, 下旬): the first ten days of a
month, the next ten, and the rest.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

FIRST_YEAR_OF_THREE_DIGITS = 100
"""Earlier years are marked as years of the common era: `79` alone would not be taken for a year."""
POINT_RE = re.compile(
    r"(?P<year>-?[0-9]{4}|XXXX(?=-[0-9]))"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[~?%]?)"
)
"""`2007-02-14`, `2009-21`, `2006-05~`, `2006-05-XX`, `XXXX-05-04`, `-0043`"""
CENTURY_RE = re.compile(r"(?P<century>[0-9]{2})XX(?P<mark>[~?%]?)")
"""`19XX`, `18XX~`"""
OPEN = frozenset({"", ".."})
"""The end of an interval that is unknown or open."""
_THIRD_RE = re.compile(
    r"(?P<year>(?!0000)[0-9]{4})-(?P<month>0[1-9]|1[0-2])-(?P<first>01|11|21)"
    r"\.\.(?P=year)-(?P=month)-(?P<last>[0-9]{2})"
)
"""`2009-05-21..2009-05-31`"""
_MARKS_RE = re.compile(r"[~?%]")
_PARTLY_RE = re.compile(r"[~?%][0-9X-]")
"""A mark that is not at the end of a date, and so applies to one part of it."""


class Third(NamedTuple):
    """A third of a month."""

    month: str
    """`2009-05`"""
    number: int
    """0 for the first ten days, 1 for the next ten, 2 for the rest."""


def third_of_month(text: str) -> Third | None:
    """The third of a month that a range of days equals, or None."""
    match = _THIRD_RE.fullmatch(text)
    if match is None:
        return None
    number = int(match["first"]) // 10
    end = monthrange(int(match["year"]), int(match["month"]))[1]
    if int(match["last"]) != (10, 20, end)[number]:
        return None
    return Third(f"{match['year']}-{match['month']}", number)


def with_mark_at_end(text: str) -> tuple[str, bool]:
    """The date with marks on parts of it (`2004-06~-11`) moved to its end; whether it had any.

    Of several marks the strongest is kept: `%`, then `~`, then `?`.
    """
    if not _PARTLY_RE.search(text):
        return text, False
    return _MARKS_RE.sub("", text) + max(_MARKS_RE.findall(text), key="?~%".index), True
