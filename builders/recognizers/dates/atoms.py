"""What one expression says, before the text around it and the document's date are considered.

An *atom* is the smallest expression that is a date by itself: `25-26 February`, `late 1990s`,
`this year`. Its *points* are the year, month and day that it names; a part that it leaves out is
None and is inferred later. Everything here is a value; no text is searched.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from builders import dates

_LAST_MONTH = 12
_DECADE = 10
_CENTURY = 100


class Precision(Enum):
    """The precision of a point."""

    NOTHING = 0
    YEAR = 1
    MONTH = 2
    DAY = 3


class Point(NamedTuple):
    """A year, month (or season, 21 to 24) and day, each None where the words leave it out."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Precision:
        """The precision: the finest part that is given."""
        if self.day is not None:
            return Precision.DAY
        if self.month is not None:
            return Precision.MONTH
        return Precision.NOTHING if self.year is None else Precision.YEAR

    @property
    def edtf(self) -> str:
        """The point in EDTF: `2009-02-25`. The year must be known."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in self[1:] if part is not None))
        return "-".join(parts)

    @property
    def bounds(self) -> tuple[date, date] | None:
        """First and last day; None if the year is unknown or the calendar has no such day."""
        if self.year is None:
            return None
        try:
            if self.month is None:
                return date(self.year, 1, 1), date(self.year, _LAST_MONTH, 31)
            if self.day is not None:
                day = date(self.year, self.month, self.day)
                return day, day
            known = dates.parse(self.edtf)
        except ValueError:
            return None
        return (known.lower, known.upper) if known.lower and known.upper else None

    def with_year(self, year: int) -> Point:
        """The point with that year."""
        return self._replace(year=year)


def day_point(day: date) -> Point:
    """A day as a point."""
    return Point(day.year, day.month, day.day)


class Form(Enum):
    """How the points of an expression relate to each other."""

    SINGLE = auto()
    """One date."""
    RANGE = auto()
    """An interval from the first to the last."""
    ALL = auto()
    """All of them."""
    ONE = auto()
    """One of them; the text does not say which."""
    DECADE = auto()
    """The decade that the point's year lies in."""
    CENTURY = auto()
    """The century that the point's year lies in."""
    SINCE = auto()
    """An interval that begins with the point and has no end."""
    UNTIL = auto()
    """An interval that ends with the point and has no beginning."""


class Atom(NamedTuple):
    """One expression at [start, end) of the text."""

    start: int
    end: int
    points: tuple[Point, ...]
    form: Form = Form.SINGLE
    approximate: bool = False
    relative: bool = False
    """Whether the document's date has already been applied: `this year`."""
    sure: bool = True
    """False if it counts only beside another date: a bare `May` in `April and May`."""
    shift: int | None = None
    """Years to add to the last year named in the text: -1 for `the previous year`."""

    @property
    def first(self) -> Point:
        """The first point."""
        return self.points[0]

    @property
    def last(self) -> Point:
        """The last point; the last year of a decade or century."""
        year = self.points[0].year
        if year is not None and self.form is Form.DECADE:
            return Point(year - year % _DECADE + _DECADE - 1)
        if year is not None and self.form is Form.CENTURY:
            return Point(year - year % _CENTURY + _CENTURY - 1)
        return self.points[-1]


def edtf(points: tuple[Point, ...], form: Form, *, approximate: bool = False) -> str:
    """The points, in that form, in EDTF. Their years must be known."""
    mark = "~" if approximate else ""
    texts = tuple(dict.fromkeys(point.edtf for point in points))
    match form:
        case Form.ONE if len(texts) > 1:
            return f"[{','.join(texts)}]"
        case Form.ALL if len(texts) > 1 and not _are_consecutive(points):
            return f"{{{','.join(texts)}}}"
        case Form.DECADE | Form.CENTURY:
            return f"{texts[0][:3]}X" if form is Form.DECADE else f"{texts[0][:2]}XX"
        case Form.SINCE | Form.UNTIL:
            return f"{texts[0]}{mark}/.." if form is Form.SINCE else f"../{texts[-1]}{mark}"
        case _:
            return "/".join(text + mark for text in dict.fromkeys((texts[0], texts[-1])))


def _are_consecutive(points: tuple[Point, ...]) -> bool:
    """Whether each point is the day after the one before: an interval then says it more simply."""
    days = [point.bounds[0] for point in points if point.bounds]
    return len(days) == len(points) and all(
        later - earlier <= timedelta(days=1) for earlier, later in pairwise(days)
    )


class Reference(NamedTuple):
    """The document's own date: what `this year` and a date without a year are measured from."""

    first: date
    last: date

    @classmethod
    def of(cls, document_date: str | None) -> Reference | None:
        """The bounds of an EDTF date; None if it is missing, open-ended or not valid."""
        if not document_date:
            return None
        try:
            known = dates.parse(document_date)
        except ValueError:
            return None
        return cls(known.lower, known.upper) if known.lower and known.upper else None

    @property
    def year(self) -> int | None:
        """The year, if the date lies within a single one."""
        return self.first.year if self.first.year == self.last.year else None

    @property
    def month(self) -> Point | None:
        """The month, if the date lies within a single one."""
        first, last = day_point(self.first)[:2], day_point(self.last)[:2]
        return Point(*first) if first == last else None

    @property
    def day(self) -> date | None:
        """The day, if the date is a single one."""
        return self.first if self.first == self.last else None


def add_months(month: Point, months: int) -> Point:
    """The month that is that many months later (earlier if negative)."""
    count = (month.year or 0) * _LAST_MONTH + (month.month or 1) - 1 + months
    return Point(count // _LAST_MONTH, count % _LAST_MONTH + 1)


def add_days(day: date, days: int) -> Point | None:
    """The day that is that many days later; None beyond the limits of the calendar."""
    try:
        return day_point(day + timedelta(days=days))
    except OverflowError:
        return None
