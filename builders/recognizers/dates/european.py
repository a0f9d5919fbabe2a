"""Dates in languages besides English and Chinese: `3 avril 1872`, `9. Mai`, `8 مارس سنة 1919`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from builders.dates.intervals import interval_words
from builders.dates.months import CHARACTER_FOLDS, calendar
from builders.readers.letter_dates import DAY_RE, european_day, in_two_calendars
from builders.recognizers.dates.atoms import Atom, Form, Point, Reference
from builders.recognizers.dates.landmarks import FOUR_DIGITS, LandmarkPattern

_YEAR = "1[0-9]{3}|20[0-9]{2}"
FULL_RE = LandmarkPattern(FOUR_DIGITS, DAY_RE.pattern, re.IGNORECASE)
"""`27 de Dezembro de 1873`."""


def find(text: str, _reference: Reference | None) -> Iterator[Atom]:
    """The days in a text that name their year, and their month in another language."""
    for match in FULL_RE.finditer(text):
        day = european_day(match)
        if day:
            yield Atom(*match.span(), (Point(*map(int, day.split("-"))),))


def find_in(text: str, language: str) -> Iterator[Atom]:
    """The days and months in a text in one of these languages, with or without a year."""
    yield from _years(text, language)
    for day in in_two_calendars(text, language):
        yield Atom(day.start, day.end, (Point(*map(int, day.date.split("-"))),))
    months = calendar(language)
    for written in months.find(text) if months else ():
        point = Point(written.year, written.month, written.day)
        points = (Point(written.year, *written.first), point) if written.first else (point,)
        # A leap year stands in for an unknown one: 29 February has to pass.
        if not all((one if one.year else one.with_year(2000)).bounds for one in points):
            continue
        form = Form.SINGLE if len(points) == 1 else Form.ALL if written.both else Form.RANGE
        yield Atom(written.start, written.end, points, form)


def _years(text: str, language: str) -> Iterator[Atom]:
    """Intervals of years; in Arabic and Hebrew the words around them are joined to the digits."""
    pattern = _years_re(language)
    for match in pattern.finditer(text.translate(CHARACTER_FOLDS)) if pattern else ():
        first, last = (int(year) for year in match.groups() if year)
        if first < last:
            yield Atom(*match.span(), (Point(first), Point(last)), Form.RANGE)


@cache
def _years_re(language: str) -> LandmarkPattern | None:
    words = interval_words(language)
    if words is None:
        return None
    to = rf"{words.opened}({_YEAR}){words.to}({_YEAR})"
    both = rf"{words.between}({_YEAR}){words.both}({_YEAR})"
    return LandmarkPattern(FOUR_DIGITS, rf"(?:{to}|{both})(?!\w|[.,:/][0-9])", re.IGNORECASE)
