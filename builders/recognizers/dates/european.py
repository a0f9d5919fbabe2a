"""Dates in languages besides English and Chinese: `3 avril 1872`, `9. Mai`, `8 مارس سنة 1919`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.dates.months import calendar
from builders.readers.letter_dates import DAY_RE, european_day
from builders.recognizers.dates.atoms import Atom, Point, Reference
from builders.recognizers.dates.landmarks import FOUR_FIGURES, Near

FULL_RE = Near(FOUR_FIGURES, DAY_RE.pattern, re.IGNORECASE)
"""`27 de Dezembro de 1873`."""


def find(text: str, _reference: Reference | None) -> Iterator[Atom]:
    """The days in a text that name their month in another language, and their year."""
    for match in FULL_RE.finditer(text):
        day = european_day(match)
        if day:
            yield Atom(*match.span(), (Point(*map(int, day.split("-"))),))


def find_in(text: str, language: str) -> Iterator[Atom]:
    """The days and months in a text in one of these languages, with a year or without."""
    months = calendar(language)
    for written in months.find(text) if months else ():
        point = Point(written.year, written.month, written.day)
        # A leap year stands in for an unknown one: 29 February has to pass.
        if (point if point.year else point.of_year(2000)).bounds:
            yield Atom(written.start, written.end, (point,))
