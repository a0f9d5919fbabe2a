"""Parts of dates in EDTF: thirds of a month, and what is said of a part of a date alone.

EDTF has no sign for `late May`. A set of which one day is meant says it: `[2009-05-21..2009-05-31]`.
Chinese counts the same thirds (上旬, 中旬, 下旬): its first ten days, the next ten, or the rest.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

_THIRD_RE = re.compile(
    r"(?P<year>(?!0000)[0-9]{4})-(?P<month>0[1-9]|1[0-2])-(?P<first>01|11|21)"
    r"\.\.(?P=year)-(?P=month)-(?P<last>[0-9]{2})"
)
"""`2009-05-21..2009-05-31`"""
_MARKS_RE = re.compile(r"[~?%]")
_PARTLY_RE = re.compile(r"[~?%][0-9X-]")
"""A sign that is not at the end of a date: it is about a part of it alone."""


class Third(NamedTuple):
    """Which third of which month."""

    month: str
    """`2009-05`"""
    number: int
    """0 for its first ten days."""


def third(text: str) -> Third | None:
    """The third of a month that a range of days in a set is, if it is one."""
    match = _THIRD_RE.fullmatch(text)
    if match is None:
        return None
    number = int(match["first"]) // 10
    end = monthrange(int(match["year"]), int(match["month"]))[1]
    if int(match["last"]) != (10, 20, end)[number]:
        return None
    return Third(f"{match['year']}-{match['month']}", number)


def of_the_whole(text: str) -> tuple[str, bool]:
    """The date with what it says of a part (`2004-06~-11`) said of all of it; whether it did."""
    if not _PARTLY_RE.search(text):
        return text, False
    return _MARKS_RE.sub("", text) + max(_MARKS_RE.findall(text), key="?~%".index), True
