"""The day that a time stamp, a line or an address names; none where it could be two days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from builders.readers.letter_dates import Day, days
from builders.readers.printed_dates import MONTHS, edtf_day

_ISO_RE = re.compile(r"\s*(\d{4})(?P<mark>[-/.]?)(\d{1,2})(?P=mark)(\d{1,2})(?!\d)")
_ISO_DIGITS = 8
_LONGEST_STAMP = 100
_TWO_NUMBERS_RE = re.compile(
    r"(?<!\d)(\d{1,2})(?P<mark>[-/])(\d{1,2})(?P=mark)((?:19|20)\d\d)(?!\d)"
)
"""`03/04/2009`, which is one day in London and another in New York."""
_CLOCK_BEFORE_YEAR_RE = re.compile(
    r"\b(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}(?P<day>\d{1,2})"
    r" \d\d:\d\d:\d\d (?:[A-Z]{3,4} )?(?P<year>\d{4})(?!\d)"
)
"""`Fri Feb 18 10:27:24 2022`, `Tue Dec 30 11:03:00 UTC 2014`: the form of C's `ctime`."""
_ADDRESS_RE = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?:/(?P<month>\d{1,2})/(?P<day>\d{1,2})/|-(?P<m>\d\d)-(?P<d>\d\d)/)"
)
"""`/2015/03/18/`, `/2016-04-15/`: the day as folders of an address."""
_DAY_FIRST_LANGUAGES = frozenset(
    "cs da de el es fi fr hr hu id it nb nl no pl pt ro ru sk sl sv tr uk vi".split()  # noqa: SIM905  # reads as the list it is
)
"""Languages in all of whose countries `03/04/2009` is the third of April."""
_MONTHS_IN_A_YEAR = 12


def stamped_day(value: str) -> str:
    """The day in a time stamp such as a `<meta>` element has; empty if none or not clearly one."""
    if len(value) > _LONGEST_STAMP:
        return ""
    found = _ISO_RE.match(value)
    if found and (found["mark"] or len(found[0].strip()) == _ISO_DIGITS):
        return edtf_day(int(found[1]), int(found[3]), int(found[4])) or ""
    return day_in(value)


def addressed_day(address: str) -> str:
    """The day that an address has as folders (`/2015/03/18/`), in EDTF; empty for other addresses."""
    found = _ADDRESS_RE.search(address)
    if found is None:
        return ""
    numbers = (found["year"], found["month"] or found["m"], found["day"] or found["d"])
    return edtf_day(*map(int, numbers)) or ""


def is_day_beside(one: str, other: str) -> bool:
    """Whether two days follow each other, as where a time stamp in UTC has passed midnight."""
    if not one or not other:
        return False
    return abs(date.fromisoformat(one) - date.fromisoformat(other)) == timedelta(days=1)


def day_in(words: str, language: str = "en") -> str:
    """The day that words name, in EDTF; empty if none or several, or if it could be two days."""
    return only(one.date for one in days_named(words, language))


def days_named(words: str, language: str) -> Iterator[Day]:
    """The days in words; with an empty date where it is not clear which day is meant."""
    for match in _CLOCK_BEFORE_YEAR_RE.finditer(words):
        month = MONTHS[match["month"].lower()]
        yield Day(*match.span(), edtf_day(int(match["year"]), month, int(match["day"])) or "")
    for one in days(words, language):
        numbers = _TWO_NUMBERS_RE.search(words, one.start, one.end)
        if numbers is None:
            yield one if "/" not in one.date else one._replace(date="")
            continue
        first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
        if max(first, second) > _MONTHS_IN_A_YEAR or first == second:
            yield one
        elif language in _DAY_FIRST_LANGUAGES:
            yield one._replace(date=edtf_day(year, second, first) or "")
        else:
            yield one._replace(date="")


def only(found: Iterable[str]) -> str:
    """The day that is named, if it is always the same; empty if several are, or none."""
    named = set(found)
    return named.pop() if len(named) == 1 else ""
