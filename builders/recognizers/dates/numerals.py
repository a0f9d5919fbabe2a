"""Numeric dates: `2009-03-21`, `2015/12/05`, `25/12/2015`, `12.05.2015`.

`12/05/2015` is read only if just one reading is possible, if the order usual for the writer is
known or shown by other days (`order_of`), or if one of the two readings is the document's own day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from itertools import chain

from builders.dates import figures
from builders.recognizers.dates.atoms import Atom, Form, Point, Reference, day_point
from builders.recognizers.dates.landmarks import FOUR_DIGITS, JOINED_DIGITS, LandmarkPattern
from builders.recognizers.dates.years import short_year

MONTHS = 12
_FEWEST_DAYS = 2
"""One day alone may be quoted from elsewhere, or a slip."""


class NumericOrder(Enum):
    """Whether the day or the month comes first in `12/05/2015`."""

    UNKNOWN = auto()
    MONTH_FIRST = auto()
    """As in the United States, and in English-language papers from China."""
    DAY_FIRST = auto()


YEAR_FIRST_RE = LandmarkPattern(
    JOINED_DIGITS,
    r"(?<![\w./-])(?P<year>1[0-9]{3}|20[0-9]{2})(?P<joint>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=joint)"
    r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:T[0-9:.]{4,12}Z?)?(?![\w]|[./-][0-9])",
)
"""`2009-03-21`, `2015/12/5`."""
YEAR_LAST_RE = LandmarkPattern(
    JOINED_DIGITS,
    r"(?<![\w./-])(?P<one>3[01]|[12][0-9]|0?[1-9])(?P<joint>[-/.])(?P<two>3[01]|[12][0-9]|0?[1-9])(?P=joint)"
    r"(?P<year>1[0-9]{3}|20[0-9]{2}|(?<=/)[0-9]{2})(?!\w|[./-][0-9])",
)
"""`12/05/2015`, `4/23/07`, `21.03.2009`."""
INTERVAL_RE = LandmarkPattern(
    JOINED_DIGITS,
    r"(?<![\w./-])(?P<first>(?:1[0-9]{3}|20[0-9]{2})-(?:1[0-2]|0[1-9]))/"
    r"(?P<last>(?:1[0-9]{3}|20[0-9]{2})-(?:1[0-2]|0[1-9]))(?![\w/-])",
)
"""`2010-01/2010-06`, an interval in EDTF."""
EUROPEAN_RE = LandmarkPattern(FOUR_DIGITS, figures.PATTERN)
"""`20. 11. 1926`, `27. VI. 1906`."""


def find(text: str, reference: Reference | None, order: NumericOrder) -> Iterator[Atom]:
    """The numeric dates in a text whose order is beyond doubt."""
    for match in YEAR_FIRST_RE.finditer(text):
        point = Point(*(int(match[part]) for part in ("year", "month", "day")))
        if point.bounds:
            yield Atom(*match.span(), (point,))
    for match in INTERVAL_RE.finditer(text):
        points = tuple(
            Point(*(int(part) for part in match[end].split("-"))) for end in ("first", "last")
        )
        yield Atom(*match.span(), points, Form.RANGE)
    for match in EUROPEAN_RE.finditer(text):
        sure = order is NumericOrder.DAY_FIRST or not figures.may_be_another(match)
        if sure and (found := figures.day(match)):
            yield Atom(*match.span(), (day_point(found),))
    for match in YEAR_LAST_RE.finditer(text):
        year = int(match["year"])
        if len(match["year"]) == len("07"):
            year = short_year(year, reference)
        readings = _readings(year, int(match["one"]), int(match["two"]), order)
        if len(readings) > 1 and reference and reference.day:
            own = day_point(reference.day)
            readings = {own} if own in readings else readings
        if len(readings) == 1:
            yield Atom(*match.span(), tuple(readings))


def order_of(texts: Iterable[str]) -> NumericOrder:
    """The order of day and month in a document: that of two days which can be read in no other.

    Unknown where there are fewer, or where another day can be read only in the other order.
    """
    day_first, month_first = set[str](), set[str]()
    for match in chain.from_iterable(map(YEAR_LAST_RE.finditer, texts)):
        one, two = int(match["one"]), int(match["two"])
        if two <= MONTHS < one:
            day_first.add(match[0])
        elif one <= MONTHS < two:
            month_first.add(match[0])
    if len(day_first) >= _FEWEST_DAYS and not month_first:
        return NumericOrder.DAY_FIRST
    if len(month_first) >= _FEWEST_DAYS and not day_first:
        return NumericOrder.MONTH_FIRST
    return NumericOrder.UNKNOWN


def _readings(year: int, one: int, two: int, order: NumericOrder) -> set[Point]:
    """The possible days; just the one in the known order, if that is possible."""
    month_first, day_first = Point(year, one, two), Point(year, two, one)
    possible = {point for point in (month_first, day_first) if point.bounds}
    usual = {NumericOrder.MONTH_FIRST: month_first, NumericOrder.DAY_FIRST: day_first}.get(order)
    return {usual} if usual in possible else possible
