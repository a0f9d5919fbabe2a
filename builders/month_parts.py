"""Thirds of a month in EDTF: one of its first ten days, of the next ten, or of the rest.

EDTF has no sign for `late May`. A set of which one day is meant says it: `[2009-05-21..2009-05-31]`.
Chinese counts the same thirds (上旬, 中旬, 下旬).
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
